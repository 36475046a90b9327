//! The order to return (限期复学通知书, form 3k) as a draft for the authority that may issue it, the street office, the town
//! or the bureau: never the school, so its issuer stays empty. With a proof of service (送达回证) on a sheet of its own.

use super::facts::Facts;
use super::places::office;
use super::sentences::{blank, guardian, known, title};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::ladder::Rule;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Apart, Block, Fill, Paper, Sheet, Slot, Text};

const NAME: &str = "限期复学通知书（代拟稿）";
const ORDER: &str = "限期复学通知书";
/// What the order rests on beside the basis of its rung.
const LAWS: &str = "《中华人民共和国义务教育法》第五条、第十一条、第十三条";
/// And what the guardians' own law says.
const PROTECTION: &str = "《中华人民共和国未成年人保护法》第八十三条";
/// Where the books name no law.
const LAST_LAW: &str = "《中华人民共和国义务教育法》第五十八条";

pub const FORM: Form = Form {
    kind: LetterKind::OrderDraft,
    name: NAME,
    short: "复学通知书代拟稿",
    parts: &[Part::Addressee],
    fill,
    paper,
};

/// None before those outside the school are owed a report: nobody would issue it.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    if !facts.is_reported_outside() {
        return Err(Lacking::LongAbsence);
    }
    Ok(Parts::from([(Part::Addressee, office(&facts.record))]))
}

fn guardians(facts: &Facts) -> String {
    facts.record.guardians.iter().map(guardian).collect::<Vec<_>>().join("、")
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let (authority, name, school) = (parts.get(Part::Addressee), &facts.record.name, &facts.school);
    let first = facts.streak.first().map(|first| dates::full(*first)).unwrap_or_default();
    let persuaded = match facts.persuasions().count() {
        0 => String::new(),
        times => format!("，经劝返{times}次仍未返校"),
    };
    let last = Some(facts.basis(Rule::R7)).filter(|basis| !basis.is_empty()).unwrap_or(LAST_LAW);
    let blocks = vec![
        // The number stands above the addressee, who is so no addressee of the school's.
        Block::Slots {
            lines: vec![vec![blank("文号", 12)], vec![Slot::new(guardians(facts), Fill::Written("".into()))]],
        },
        Block::paragraph(format!(
            "经查，你（们）监护的学生{name}，系{school}{}学生，自{first}起未到校，至{}已{}个上课日{persuaded}。",
            facts.class,
            dates::full(facts.streak.last().copied().unwrap_or(facts.as_of)),
            facts.streak.len(),
        )),
        Block::paragraph(format!(
            "根据{LAWS}和{PROTECTION}的规定，请你（们）于收到本通知书之日起＿＿日内，送{name}到{school}就读。"
        )),
        Block::paragraph(format!("逾期仍不送其就读的，将依照{last}的规定依法处理。")),
        Block::Gap,
        Block::Seal { name: "（发出机关盖章）".into(), date: "　　　　年　　月　　日".into() },
        Block::Slip { apart: Apart::Page, title: "送达回证".into() },
        service(facts),
    ];
    Paper {
        sheet: Sheet::Letter,
        heading: format!("代拟稿，供{authority}参考").into(),
        number: facts.number.as_str().into(),
        title: title(&[ORDER]),
        addressee: Text::default(),
        blocks,
        foot: Text::from(format!("{school}　{NAME}")),
    }
}

/// 送达回证
fn service(facts: &Facts) -> Block {
    let written = |label: &str, text: &str| Slot::new(label, Fill::Written(text.into()));
    Block::Grid {
        rows: vec![
            vec![known("受送达人", &guardians(facts), 20)],
            vec![written("送达文书", ORDER), blank("文号", 8)],
            vec![known("送达地点", &facts.record.address, 30)],
            vec![written("送达方式", "□直接送达　□留置送达　□邮寄送达（邮件号：＿＿＿＿＿＿＿＿）")],
            vec![blank("收到日期", 8), blank("受送达人签字", 8)],
            vec![blank("拒收事由", 60)],
            vec![blank("见证人签字", 8), blank("见证日期", 8)],
            vec![blank("送达人一", 8), blank("送达人二", 8)],
            vec![blank("备注", 30)],
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn facts() -> Facts {
        let steps = vec![made_up::persuaded("2025-09-11"), made_up::persuaded("2025-09-12")];
        Facts { number: "记〔2025〕5号".into(), steps, ..made_up::third_day() }
    }

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    #[test]
    fn a_whole_draft() {
        insta::assert_snapshot!(said(&facts()));
    }

    /// The school issues no order: its name stands nowhere where the issuer signs; and no number is told.
    #[test]
    fn the_issuer_is_empty_and_no_number_is_told() {
        let facts = facts();
        let paper = paper(&facts, &fill(&facts).unwrap());
        let sealed = paper.blocks.iter().find_map(|block| match block {
            Block::Seal { name, .. } => Some(name.as_str()),
            _ => None,
        });
        assert_eq!(sealed, Some("（发出机关盖章）"));
        let said = said(&facts);
        let record = &facts.record;
        for hidden in [record.student_no.as_ref().unwrap().as_str(), made_up::ID_NO, "0036", "13900000001"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }

    #[test]
    fn before_the_third_day_there_is_nothing_to_draft() {
        assert_eq!(fill(&made_up::facts()), Err(Lacking::LongAbsence));
    }
}
