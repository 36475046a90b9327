//! The home-visit record (家访记录表, form 3d), from the latest visit: what was not written down is left for the pen.

use super::facts::Facts;
use super::sentences::{blank, known, last_reason, letter, pupil_rows, signatures};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::contact::Reason;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Fill, Paper, Slot};
use crate::domain::visit::{Outcome, VisitRecord};

const NAME: &str = "家访记录表";

pub const FORM: Form = Form {
    kind: LetterKind::HomeVisit,
    name: NAME,
    short: "家访记录",
    parts: &[Part::Cause, Part::Closing],
    fill,
    paper,
};

/// None where nobody has been there.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    facts.visits.last().ok_or(Lacking::Visit)?;
    let cause = last_reason(facts).map_or("", Reason::term);
    Ok(Parts::from([(Part::Cause, cause.to_owned()), (Part::Closing, String::new())]))
}

fn met(visit: &VisitRecord) -> String {
    let how = match visit.outcome {
        Outcome::MetGuardian => "监护人",
        Outcome::MetOther => "其他人",
        Outcome::Nobody => "无人在家",
        Outcome::Refused => "被拒绝",
    };
    match visit.met.trim() {
        "" => how.to_owned(),
        met if visit.outcome == Outcome::Nobody && met.contains("无人") => how.to_owned(),
        met => format!("{how}：{met}"),
    }
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let ticks = |label: &str, ticked: &str| Slot::new(label, Fill::Written(ticked.into()));
    let mut rows = pupil_rows(facts);
    if let Some(visit) = facts.visits.last() {
        let returns = visit.returns.map(dates::full).unwrap_or_default();
        rows.extend([
            vec![known("家访时间", &dates::moment_of_year(visit.at), 8), blank("陪同人员", 8)],
            vec![known("家访人员", &visit.who, 20)],
            vec![known("登记地址", &facts.record.address, 20)],
            vec![known("实际地址", &visit.place, 20)],
            vec![known("见到何人", &met(visit), 20)],
            vec![ticks("学生在家", "□是　□否"), known("缺勤原因", parts.get(Part::Cause), 8)],
            vec![known("了解情况", &visit.found, 60)],
            vec![blank("学生意愿", 30)],
            vec![ticks("家长态度", "□支持返校　□犹豫　□拒绝　□无法联系")],
            vec![ticks("宣讲法律", "□《中华人民共和国义务教育法》第五条、第十一条、第五十八条")],
            vec![known("达成意见", &visit.agreed, 30)],
            vec![known("约定返校", &returns, 8), known("下一步", &visit.next, 8)],
            vec![ticks("需要帮助", "□资助　□心理　□学业　□医疗　□其他")],
            vec![ticks("疑似侵害", "□有（须依法强制报告）　□无")],
            vec![known("备注", parts.get(Part::Closing), 30)],
        ]);
    }
    rows.extend(signatures(&["家访人签字", "家访人签字", "家长签字", "拒签见证人"]));
    letter(facts, vec![NAME.into()], "", NAME, vec![Block::Grid { rows }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    fn facts() -> Facts {
        Facts { number: "记〔2025〕1号".into(), ..made_up::third_day() }
    }

    #[test]
    fn a_whole_record() {
        insta::assert_snapshot!(said(&facts()));
    }

    #[test]
    fn without_a_visit_there_is_no_record() {
        assert_eq!(fill(&Facts { visits: Vec::new(), ..facts() }), Err(Lacking::Visit));
    }

    /// Records within the school bear the last four of the 学籍号 only.
    #[test]
    fn it_bears_the_end_of_the_number_only() {
        let (facts, said) = (facts(), said(&facts()));
        assert!(said.contains("0036"));
        for hidden in [facts.record.student_no.as_ref().unwrap().as_str(), made_up::ID_NO, "13900000001"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}
