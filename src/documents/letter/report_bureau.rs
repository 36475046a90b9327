//! The school's report to the district's education bureau (报告, form 3f). Upwards: it tells, and asks for nothing that
//! needs an answer. It may bear the full 学籍号, by which the bureau's books are kept.

use super::escalation;
use super::facts::Facts;
use super::sentences::{
    absence, done, enclosures, enclosures_at_first, guardians_with_phones, hold_last, inside, letter, liaison,
    liaison_at_first, paragraphs, passed_over, persuaded, seal, sex, title,
};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::ladder::Rule;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Paper, Rank};
use chrono::Datelike;

const NAME: &str = "学生无故未到校情况报告";
const CLOSING: &str = "特此报告。";
const MEASURES: &str = "我校将继续联系监护人，会同有关部门劝返，结果及时续报。";

pub const FORM: Form = Form {
    kind: LetterKind::ReportBureau,
    name: NAME,
    short: "报告",
    parts: &[Part::Addressee, Part::Cause, Part::Measures, Part::Closing, Part::Enclosures, Part::Liaison],
    fill,
    paper,
};

/// None where the pupil is not away.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    Ok(Parts::from([
        (Part::Addressee, facts.bureau.clone()),
        (Part::Cause, escalation::cause(facts)),
        (Part::Measures, MEASURES.to_owned()),
        (Part::Closing, CLOSING.to_owned()),
        (Part::Enclosures, enclosures_at_first(facts)),
        (Part::Liaison, liaison_at_first(&facts.written_by)),
    ]))
}

/// Who the pupil is, as the bureau's books have it.
fn pupil(facts: &Facts) -> String {
    let record = &facts.record;
    let birth = record.birth.map(|birth| format!("，{}年{}月生", birth.year(), birth.month())).unwrap_or_default();
    let number = record.student_no.as_ref().map(|no| format!("，学籍号{}", no.as_str())).unwrap_or_default();
    let mut said = vec![format!("{}{}{birth}，我校{}学生{number}", record.name, sex(facts), facts.class)];
    let places = [("户籍地", &record.hukou), ("现住", &record.address)];
    said.extend(places.iter().filter(|(_, place)| !place.is_empty()).map(|(label, place)| format!("{label}{place}")));
    let guardians = guardians_with_phones(facts);
    said.push(match guardians.is_empty() {
        true => "学校没有其监护人的登记信息".to_owned(),
        false => format!("监护人{guardians}"),
    });
    said.join("；") + "。"
}

/// The law that asks for this report, and that the street office is told, or will be.
fn duty(facts: &Facts) -> String {
    let basis = facts.basis(Rule::R4);
    let by_law = if basis.is_empty() { String::new() } else { format!("本报告依据{basis}作出。") };
    let street = match facts.sent(LetterKind::LetterStreet) {
        Some(sent) => format!("我校已于{}以{}函告{}。", dates::day(sent.on), sent.number, sent.to),
        None => "我校将同时函告学生居住地街道办事处（镇人民政府）。".to_owned(),
    };
    format!("{by_law}{street}")
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let first = |text: &str| Block::heading(Rank::First, text);
    let mut blocks = vec![
        Block::paragraph(format!("现将我校学生{}无故未到校的有关情况报告如下。", facts.record.name)),
        first("一、学生基本情况"),
        Block::paragraph(pupil(facts)),
        first("二、未到校情况"),
        Block::paragraph(format!("该生{}。{}", absence(facts), passed_over(facts))),
        first("三、已开展的工作"),
    ];
    let work = done(facts).into_iter().chain(inside(facts)).chain(persuaded(facts));
    blocks.extend(work.map(Block::paragraph));
    blocks.push(first("四、去向、原因及下一步措施"));
    blocks.extend(paragraphs(parts.get(Part::Cause)));
    blocks.extend(paragraphs(parts.get(Part::Measures)));
    blocks.push(Block::paragraph(duty(facts)));
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    blocks.extend(enclosures(parts.get(Part::Enclosures)));
    blocks.extend([Block::Gap, seal(facts)]);
    blocks.extend(liaison(parts.get(Part::Liaison)));
    let about = format!("关于学生{}", facts.record.name);
    let title = title(&[&facts.school, &about, "无故未到校情况的报告"]);
    letter(facts, title, parts.get(Part::Addressee), NAME, blocks)
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
    fn a_whole_report() {
        insta::assert_snapshot!(said(&made_up::third_day()));
    }

    #[test]
    fn it_bears_the_student_number_but_no_id_number() {
        let facts = made_up::third_day();
        let said = said(&facts);
        assert!(said.contains(facts.record.student_no.as_ref().unwrap().as_str()));
        assert!(!said.contains(facts.record.id_no.as_ref().unwrap().as_str()), "{said}");
    }

    #[test]
    fn what_was_not_done_is_not_said() {
        let bare = Facts { letters: Vec::new(), ..made_up::third_day() };
        let said = said(&bare);
        assert!(!said.contains("报告单") && said.contains("将同时函告"), "{said}");
        assert_eq!(fill(&Facts { streak: Vec::new(), ..bare }), Err(Lacking::Absence));
    }
}
