//! The verification letter (核查函, form 3h) to the education bureau of the county where the pupil's hukou is, with the
//! answer as its enclosure, on a page of its own. The one letter that bears the full ID number: the other side can only search by it.

use super::facts::Facts;
use super::places::bureau_of_hukou;
use super::sentences::{
    blank, done_in_short, hold_last, known, letter, liaison_at_first, paragraphs, seal, sex, title,
};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::hukou::is_elsewhere;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Apart, Block, Fill, Paper, Slot};
use crate::domain::visit::Outcome;
use chrono::NaiveDate;

const NAME: &str = "协助核查学生就学情况的函";
const CLOSING: &str = "专此函达，请予支持。";
/// What the other side may answer.
const ANSWERS: &str = "□已在我县（市、区）就读　□未在我县（市、区）就读　□查无此人　□其他";

pub const FORM: Form = Form {
    kind: LetterKind::Verification,
    name: NAME,
    short: "核查函",
    parts: &[Part::Addressee, Part::Cause, Part::AskedBy, Part::Liaison, Part::Closing],
    fill,
    paper,
};

/// Within the school's own district there is nobody else to ask; where the books do not say, the writer knows.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    let record = &facts.record;
    if facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    if is_elsewhere(&record.hukou, &facts.bureau) == Some(false) {
        return Err(Lacking::HukouElsewhere);
    }
    Ok(Parts::from([
        (Part::Addressee, bureau_of_hukou(&record.hukou)),
        (Part::Cause, moved(facts).to_owned()),
        (Part::AskedBy, facts.answer_by.map(dates::full).unwrap_or_default()),
        (Part::Liaison, liaison_at_first(&facts.written_by)),
        (Part::Closing, CLOSING.to_owned()),
    ]))
}

/// That the family has gone, where somebody said so or nobody was at home.
fn moved(facts: &Facts) -> &'static str {
    let nobody = facts.visits.last().is_some_and(|visit| visit.outcome == Outcome::Nobody);
    match (facts.said_gone, nobody) {
        (true, _) => "据了解，其家庭已离开原住址，未办理转学手续。",
        (false, true) => "家访时家中无人，未办理转学手续。",
        (false, false) => "未办理转学手续。",
    }
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let record = &facts.record;
    let id_no = record.id_no.as_ref().map_or("＿＿＿＿＿＿＿＿＿", |no| no.as_str());
    let hukou = if record.hukou.is_empty() { "＿＿＿＿＿＿" } else { &record.hukou };
    let first = facts.streak.first().map(|first| dates::full(*first)).unwrap_or_default();
    let done = match done_in_short(facts, NaiveDate::MIN) {
        done if done.is_empty() => String::new(),
        done => format!("我校{done}。"),
    };
    let by = match parts.get(Part::AskedBy).trim() {
        "" => "　　月　　日",
        date => date,
    };
    let mut blocks = vec![
        Block::paragraph(format!(
            "我校学生{}{}，公民身份号码{id_no}，户籍地{hukou}，原就读我校{}。该生自{first}起未到校。{done}{}",
            record.name,
            sex(facts),
            facts.class,
            parts.get(Part::Cause).trim()
        )),
        Block::paragraph(
            "为保障其接受义务教育的权利，商请贵局协助核查该生是否已在贵地就读；如未入学，请协助动员其入学或返回我校就读。",
        ),
        Block::paragraph(format!("请于{by}前将回执寄回我校（联系人：{}）。", parts.get(Part::Liaison).trim())),
    ];
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    let names = vec!["回执".into()];
    blocks.extend([Block::Enclosures { names }, Block::Gap, seal(facts)]);
    blocks.extend([Block::Slip { apart: Apart::Page, title: "回　执".into() }, answer(facts, id_no)]);
    let about = format!("关于协助核查学生{}", record.name);
    letter(facts, title(&[&about, "就学情况的函"]), parts.get(Part::Addressee), NAME, blocks)
}

/// What the other side fills in.
fn answer(facts: &Facts, id_no: &str) -> Block {
    let written = |label: &str, text: &str| Slot::new(label, Fill::Written(text.into()));
    Block::Grid {
        rows: vec![
            vec![known("学生姓名", &facts.record.name, 8), written("身份号码", id_no)],
            vec![written("核查结果", ANSWERS)],
            vec![blank("就读学校", 10), blank("学校标识码", 10)],
            vec![blank("年级班级", 10), blank("入学日期", 10)],
            vec![blank("现居何处", 24)],
            vec![written("转学手续", "□已办理　□正在办理　□未办理")],
            vec![blank("核查单位盖章", 10), blank("核查日期", 10)],
            vec![blank("核查人", 10), blank("电话", 10)],
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;
    use crate::domain::people::PupilRecord;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    #[test]
    fn a_whole_letter() {
        insta::assert_snapshot!(said(&made_up::gone()));
    }

    /// The ID number is what the other side searches by; nothing else of the school's books is for it.
    #[test]
    fn it_bears_the_id_number_and_no_student_number() {
        let facts = made_up::gone();
        let said = said(&facts);
        assert!(said.contains(made_up::ID_NO));
        for hidden in [facts.record.student_no.as_ref().unwrap().as_str(), "学籍号", "13900000003", "罗蕾"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }

    #[test]
    fn of_a_pupil_of_the_own_district_nobody_else_can_be_asked() {
        assert_eq!(fill(&made_up::third_day()), Err(Lacking::HukouElsewhere));
        let unknown = PupilRecord { hukou: String::new(), ..made_up::gone().record };
        let parts = fill(&Facts { record: unknown, ..made_up::gone() }).unwrap();
        assert_eq!(parts.get(Part::Addressee), "＿＿＿＿教育局");
    }
}
