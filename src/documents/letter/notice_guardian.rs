//! The notice to the guardians (致监护人返校告知书, form 3j), in the school's own words: it informs, reminds and invites. It
//! orders nothing, threatens nothing, and its date is a request.

use super::facts::Facts;
use super::sentences::{blank, done_with_you, hold_last, letter, liaison_at_first, paragraphs, seal, title};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::ladder::Rule;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Apart, Block, Fill, Paper, Slot};

const NAME: &str = "返校告知书";
/// The guardians' duty, which the notice reminds them of.
const THEIR_DUTY: &str =
    "依法送适龄子女入学并完成义务教育，是父母或者其他监护人的法定义务（《中华人民共和国义务教育法》第五条）。";

pub const FORM: Form = Form {
    kind: LetterKind::NoticeGuardian,
    name: NAME,
    short: "返校告知书",
    parts: &[Part::Addressee, Part::AskedBy, Part::Liaison, Part::Closing],
    fill,
    paper,
};

/// None where the pupil is not away.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    Ok(Parts::from([
        (Part::Addressee, format!("{}同学的监护人", facts.record.name)),
        (Part::AskedBy, facts.back_by.map(dates::full).unwrap_or_default()),
        (Part::Liaison, liaison_at_first(&facts.homeroom)),
        (Part::Closing, String::new()),
    ]))
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let name = &facts.record.name;
    let first = facts.streak.first().map(|first| dates::full(*first)).unwrap_or_default();
    let by = match parts.get(Part::AskedBy).trim() {
        "" => "尽快".to_owned(),
        date => format!("于{date}前"),
    };
    let basis = facts.basis(Rule::R5);
    let law = if basis.is_empty() { String::new() } else { format!("（{basis}）") };
    let mut blocks = vec![
        Block::paragraph(format!(
            "您的孩子{name}自{first}起未到校上课，至今已{}个上课日，未办理请假手续。{}",
            facts.streak.len(),
            done_with_you(facts)
        )),
        Block::paragraph(format!(
            "{THEIR_DUTY}请您{by}送孩子返校。如有生病、搬迁、转学、家庭困难等情况，请与班主任（{}）联系，我们会尽力帮助。",
            parts.get(Part::Liaison).trim()
        )),
        Block::paragraph(outside(facts, &law)),
    ];
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    blocks.extend([Block::Gap, seal(facts), Block::Slip { apart: Apart::Cut, title: "回　执".into() }]);
    blocks.push(Block::paragraph(format!("{}关于{name}返校就读的告知书，本人已收到并知悉。", facts.school)));
    blocks.push(receipt());
    let about = format!("关于请及时送{name}");
    letter(facts, title(&[&about, "返校就读的告知书"]), parts.get(Part::Addressee), NAME, blocks)
}

/// That the bureau and the street office are told, or have been.
fn outside(facts: &Facts, law: &str) -> String {
    let told = |kind| facts.sent(kind).is_some();
    match told(LetterKind::ReportBureau) && told(LetterKind::LetterStreet) {
        true => format!("学校已依法向区教育局和您居住地的街道办事处（镇人民政府）报告{law}。"),
        false => format!("如孩子仍未返校，学校将依法向区教育局和您居住地的街道办事处（镇人民政府）报告{law}。"),
    }
}

/// Room for the guardian's hand, and for how the notice came to them.
fn receipt() -> Block {
    let ticked = "□当面　□挂号　□拒收（见证人＿＿＿＿＿＿）";
    Block::Slots {
        lines: vec![
            vec![blank("监护人签字", 8), Slot::new("日期", Fill::Rest)],
            vec![Slot::new("送达方式", Fill::Written(ticked.into()))],
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    #[test]
    fn a_whole_notice() {
        insta::assert_snapshot!(said(&made_up::third_day()));
    }

    /// No numbers, and no word of an order: that is the authority's (domain handbook 3j).
    #[test]
    fn it_invites_and_bears_no_number() {
        let facts = made_up::third_day();
        let said: String = said(&facts).split_whitespace().collect();
        let (record, words) = (&facts.record, ["限期", "必须", "逾期", "学籍号"]);
        let numbers = [record.student_no.as_ref().unwrap().as_str(), record.id_no.as_ref().unwrap().as_str()];
        for hidden in numbers.into_iter().chain(words) {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }

    #[test]
    fn what_was_reported_is_said_as_done() {
        let before = said(&made_up::third_day());
        assert!(before.contains("学校将依法"), "{before}");
        let after = said(&Facts { letters: made_up::back_on_day_four().letters, ..made_up::third_day() });
        assert!(after.contains("学校已依法"), "{after}");
    }
}
