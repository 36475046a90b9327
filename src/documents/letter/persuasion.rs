//! The persuasion record (劝返记录, form 3i): one sheet an attempt, filled from the latest one that was recorded, or with
//! room for the pen where none was.

use super::facts::Facts;
use super::sentences::{blank, known, last_reason, letter, pupil_rows, signatures};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::case::Stage;
use crate::domain::contact::Reason;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Fill, Paper, Slot};
use crate::domain::step::Persuasion;

const NAME: &str = "劝返记录";

pub const FORM: Form = Form {
    kind: LetterKind::Persuasion,
    name: NAME,
    short: "劝返记录",
    parts: &[Part::Cause, Part::Closing],
    fill,
    paper,
};

/// None where the pupil is not away and nobody has tried to bring them back.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.streak.is_empty() && facts.persuasions().next().is_none() {
        return Err(Lacking::Absence);
    }
    let cause = last_reason(facts).map_or("", Reason::term);
    Ok(Parts::from([(Part::Cause, cause.to_owned()), (Part::Closing, String::new())]))
}

/// 在校辍学状态, as far as the case has come.
fn state(facts: &Facts) -> &'static str {
    match facts.case.as_ref().map(|case| case.stage) {
        Some(Stage::Suspected) => "疑似辍学",
        Some(Stage::Dropout) => "辍学",
        Some(Stage::Watch | Stage::Closed) => "已返校",
        _ if facts.streak.is_empty() => "",
        _ => "未到校",
    }
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let last = facts.persuasions().next_back();
    let nth = facts.persuasions().count().max(1);
    let at = last.map(|(at, _)| dates::moment_of_year(at)).unwrap_or_default();
    let said = |of: fn(&Persuasion) -> &str| last.map_or("", |(_, persuasion)| of(persuasion));
    let results = "□同意返校，日期：＿＿＿＿　□暂不　□拒绝　□未见到";
    let result = match said(|it| &it.result) {
        "" => Slot::new("结果", Fill::Written(results.into())),
        result => known("结果", result, 20),
    };
    let mut rows = pupil_rows(facts);
    rows.extend([
        vec![known("日期时间", &at, 8), known("地点", said(|it| &it.place), 8)],
        vec![known("状态", state(facts), 8), known("原因", parts.get(Part::Cause), 8)],
        vec![known("参加人员", said(|it| &it.who), 25)],
        vec![known("对象", said(|it| &it.met), 20)],
        vec![known("劝返内容", said(|it| &it.said), 100)],
        vec![known("家长意见", said(|it| &it.guardian_says), 40)],
        vec![known("学生意见", said(|it| &it.pupil_says), 40)],
        vec![result],
        vec![blank("下次时间", 8), blank("佐证编号", 8)],
        vec![known("备注", parts.get(Part::Closing), 30)],
    ]);
    rows.extend(signatures(&["记录人签字", "参加人签字", "家长签字", "拒签见证人"]));
    let title = format!("{NAME}（第{nth}次）");
    letter(facts, vec![title.into()], "", NAME, vec![Block::Grid { rows }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    fn twice() -> Facts {
        let steps = vec![made_up::persuaded("2025-09-11"), made_up::persuaded("2025-09-12")];
        Facts { number: "记〔2025〕4号".into(), steps, ..made_up::third_day() }
    }

    #[test]
    fn a_whole_record() {
        insta::assert_snapshot!(said(&twice()));
    }

    #[test]
    fn without_an_attempt_it_is_for_the_pen() {
        let said = said(&made_up::third_day());
        assert!(said.contains("（第1次）") && said.contains("□同意返校"), "{said}");
        assert_eq!(fill(&Facts { streak: Vec::new(), ..made_up::third_day() }), Err(Lacking::Absence));
    }

    /// Records within the school bear the last four of the 学籍号 only.
    #[test]
    fn it_bears_the_end_of_the_number_only() {
        let (facts, said) = (twice(), said(&twice()));
        assert!(said.contains("0036"));
        let record = &facts.record;
        for hidden in [record.student_no.as_ref().unwrap().as_str(), made_up::ID_NO, "13900000001"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}
