//! The letter to the street office or town where the pupil lives (函, form 3g): between bodies of which neither is over
//! the other, so it asks politely. It tells no more than is needed to find the family: no numbers, no illness, no
//! hardship, and nothing that was said in confidence.

use super::facts::Facts;
use super::places::{office, yours};
use super::sentences::{
    absence, done_in_short, guardians_with_phones, hold_last, letter, liaison, liaison_at_first, paragraphs, seal, sex,
    title,
};
use super::{Form, Parts};
use crate::domain::ladder::Rule;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Paper};
use chrono::NaiveDate;

const NAME: &str = "商请协助动员学生返校就读的函";
const CLOSING: &str = "专此函达，盼复。";
const REQUESTS: &str =
    "一、核实该生及其家庭现居住情况；二、会同我校入户，动员其监护人送其返校；三、对确有困难的家庭落实帮扶。";
/// The duty of a street office or town (义务教育法), beside the school's own.
const THEIR_DUTY: &str = "《中华人民共和国义务教育法》第十三条";

pub const FORM: Form = Form {
    kind: LetterKind::LetterStreet,
    name: NAME,
    short: "函",
    parts: &[Part::Addressee, Part::Measures, Part::Closing, Part::Liaison],
    fill,
    paper,
};

/// None where the pupil is not away.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    Ok(Parts::from([
        (Part::Addressee, office(&facts.record)),
        (Part::Measures, REQUESTS.to_owned()),
        (Part::Closing, CLOSING.to_owned()),
        (Part::Liaison, liaison_at_first(&facts.written_by)),
    ]))
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let (record, addressee) = (&facts.record, parts.get(Part::Addressee));
    let yours = yours(addressee);
    let mut about = format!("我校{}学生{}{}", facts.class, record.name, sex(facts));
    if !record.address.is_empty() {
        about += &format!("，现住{}", record.address);
    }
    let guardians = guardians_with_phones(facts);
    if !guardians.is_empty() {
        about += &format!("，监护人{guardians}");
    }
    let done = match done_in_short(facts, NaiveDate::MIN) {
        done if done.is_empty() => String::new(),
        done => format!("我校{done}，该生仍未返校。"),
    };
    let mut laws = vec![THEIR_DUTY];
    laws.extend(Some(facts.basis(Rule::R4)).filter(|basis| !basis.is_empty()));
    let mut blocks = vec![
        Block::paragraph(format!("{about}。该生{}。{done}", absence(facts))),
        Block::paragraph(format!("根据{}，现函告{yours}，商请协助：", laws.join("、"))),
    ];
    blocks.extend(paragraphs(parts.get(Part::Measures)));
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    blocks.extend([Block::Gap, seal(facts)]);
    blocks.extend(liaison(parts.get(Part::Liaison)));
    let whom = format!("学生{}返校就读的函", record.name);
    letter(facts, title(&[&facts.school, "关于商请协助动员", &whom]), addressee, NAME, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;
    use crate::domain::contact::Reason;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    #[test]
    fn a_whole_letter() {
        insta::assert_snapshot!(said(&made_up::third_day()));
    }

    /// No ID number, no 学籍号, no diagnosis, no finances (domain handbook, section 9).
    #[test]
    fn it_tells_the_street_no_more_than_it_needs() {
        let mut facts = made_up::third_day();
        for (contact, reason) in facts.contacts.iter_mut().zip([Reason::Illness, Reason::Hardship]) {
            contact.reason = Some(reason);
            contact.said = "住院，家里低保".into();
        }
        let said: String = said(&facts).split_whitespace().collect();
        let record = &facts.record;
        let numbers = [record.student_no.as_ref().unwrap().as_str(), record.id_no.as_ref().unwrap().as_str(), "0036"];
        for hidden in numbers.into_iter().chain(["学籍号", "生病", "疾病", "住院", "经济困难", "低保", "厌学"])
        {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
        assert!(said.contains("13900000001") && said.contains("大同街道凤山路12号"), "{said}");
    }

    #[test]
    fn a_town_is_written_to_as_a_town() {
        let mut facts = made_up::third_day();
        facts.record.street = "莲花镇".into();
        let said = said(&facts);
        assert!(said.contains("莲花镇人民政府：") && said.contains("现函告贵镇"), "{said}");
    }
}
