//! The escalation notice (旷课（未到校）学生情况报告单, form 3e): from the homeroom teacher to the school's leadership.
//!
//! The opening, what was done and what follows by rule are made from facts and nothing else; the cause, the measures
//! and the closing are the writer's, who finds a first wording there.

use super::facts::{Facts, Outside, When};
use super::sentences::{add, done, guardian, hold_last, letter, numeral, paragraphs, passed_over, sentence, title};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::contact::{ContactRecord, Reason};
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Fill, Paper, Rank, Slot};
use crate::domain::step::{Danger, Step, StepRecord};
use chrono::NaiveDateTime;

/// 主送 unless the writer puts another.
const ADDRESSEE: &str = "学校领导";
/// 请领导批示。
const CLOSING: &str = "请领导批示。";
/// Who signs: the pupil's own homeroom teacher, or another.
const HOMEROOM: &str = "报告人（班主任）";
const WRITER: &str = "报告人";
/// The name of the form, at its foot.
const NAME: &str = "旷课（未到校）学生情况报告单";

pub const FORM: Form = Form {
    kind: LetterKind::Escalation,
    name: NAME,
    short: "报告单",
    parts: &[Part::Addressee, Part::Cause, Part::Measures, Part::Closing],
    fill,
    paper,
};

/// The first wording of the writer's parts; none where the pupil has missed nothing unexcused in the term.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    if facts.unexcused_sessions == 0 && facts.streak.is_empty() {
        return Err(Lacking::Absence);
    }
    Ok(Parts::from([
        (Part::Addressee, ADDRESSEE.to_owned()),
        (Part::Cause, cause(facts)),
        (Part::Measures, measures(facts)),
        (Part::Closing, CLOSING.to_owned()),
    ]))
}

fn opening(facts: &Facts) -> String {
    let class = if facts.own_class { "我班".to_owned() } else { facts.class.to_string() };
    let number = facts.student_no_end().map(|end| format!("（学籍号末四位{end}）")).unwrap_or_default();
    let as_of = dates::day(facts.as_of);
    let absence = match facts.streak.first() {
        Some(first) => format!(
            "自{}（{}）起无故未到校，截至{as_of}已连续{}个上课日（{}）",
            dates::full(*first),
            dates::weekday(*first),
            facts.streak.len(),
            dates::days(&facts.streak),
        ),
        None => {
            let last = facts.case.as_ref().and_then(|case| case.last_missed);
            let last = last.map(|on| format!("，最近一次在{}", dates::day(on))).unwrap_or_default();
            let as_of = dates::full(facts.as_of);
            let sessions = facts.unexcused_sessions;
            format!("截至{as_of}没有连续无故未到校的上课日，本学期无故未到校共{sessions}节次{last}")
        }
    };
    let passed = passed_over(facts);
    let guardians: Vec<String> = facts.record.guardians.iter().map(guardian).collect();
    let guardians = match guardians.is_empty() {
        true => "学校没有其监护人的登记信息。".to_owned(),
        false => format!("监护人：{}。", guardians.join("、")),
    };
    format!("{class}学生{}{number}，{absence}。{passed}{guardians}", facts.record.name)
}

/// The last that is known of where the child is, and why; the writer may say more.
pub(super) fn cause(facts: &Facts) -> String {
    let last = |known: fn(&&ContactRecord) -> bool| facts.contacts.iter().rev().find(known);
    let whereabouts = last(|contact| !contact.whereabouts.trim().is_empty());
    let reason = last(|contact| contact.reason.is_some_and(|reason| reason != Reason::Unclear));
    let clue = last_clue(facts);
    let newer = clue.filter(|clue| whereabouts.is_none_or(|contact| contact.at < clue.at));
    let mut known = Vec::new();
    match whereabouts {
        Some(contact) => {
            add(&mut known, &format!("据{}了解，孩子去向：", dates::moment(contact.at)), &contact.whereabouts)
        }
        None => heard(facts, &mut known),
    }
    if let Some(Clue { at, source, said }) = newer {
        add(&mut known, &format!("据{source}{}反映：", dates::day(at.date())), said);
    }
    let heard_of = !known.is_empty();
    let is_known = whereabouts.is_some() && newer.is_none();
    match reason.and_then(|contact| contact.reason) {
        Some(reason) => known.push(format!("未到校原因：{}", reason.term())),
        None if is_known => known.push("未到校原因尚不清楚".into()),
        None if heard_of => known.push("学生去向及未到校原因尚待核实".into()),
        None => known.push("学生去向及未到校原因尚不清楚".into()),
    }
    if !is_known && reason.is_some() {
        known.push(if heard_of { "学生去向尚待核实" } else { "学生去向尚不清楚" }.into());
    }
    sentence(known)
}

/// 线索: what somebody told of where a family may have gone.
#[derive(Clone, Copy)]
struct Clue<'a> {
    at: NaiveDateTime,
    source: &'a str,
    said: &'a str,
}

fn last_clue(facts: &Facts) -> Option<Clue<'_>> {
    facts.steps.iter().rev().find_map(|taken| match &taken.step {
        Step::Clue { said, source, .. } => Some(Clue { at: taken.at, source: source.trim(), said }),
        _ => None,
    })
}

/// What was said and found last, where nobody wrote down the child's whereabouts by themselves.
fn heard(facts: &Facts, known: &mut Vec<String>) {
    let told = |contact: &&ContactRecord| contact.reached.is_yes() && !contact.said.trim().is_empty();
    if let Some(contact) = facts.contacts.iter().rev().find(told) {
        add(known, &format!("据{}联系，对方称：", dates::moment(contact.at)), &contact.said);
    }
    if let Some(visit) = facts.visits.iter().rev().find(|visit| !visit.found.trim().is_empty()) {
        add(known, &format!("据{}家访了解：", dates::moment(visit.at)), &visit.found);
    }
}

/// A proposal from what is lacking; the writer may change it.
fn measures(facts: &Facts) -> String {
    if let Some(since) = facts.case.as_ref().and_then(|case| case.danger) {
        return in_danger(facts, since).into();
    }
    if facts.said_gone {
        return "按线索继续联系监护人、查找现住址；向户籍地教育行政部门寄核查函，核实学生是否已在当地就读。".into();
    }
    let reached = facts.contacts.iter().any(|contact| contact.reached.is_yes());
    let first = if reached {
        "继续与监护人保持联系"
    } else {
        "继续联系监护人，设法取得新的联系方式"
    };
    let visit = if facts.visits.is_empty() { "尽快家访" } else { "再次家访" };
    format!("{first}；{visit}，核实学生去向和原因，动员学生返校。")
}

/// What comes first while a child is in danger (R16): the police, who are told or still to be told.
fn in_danger(facts: &Facts, since: NaiveDateTime) -> &'static str {
    let how = facts.steps.iter().rev().find_map(|taken| match &taken.step {
        Step::Danger { how, .. } => Some(*how),
        _ => None,
    });
    let told = |taken: &StepRecord| matches!(taken.step, Step::PoliceTold { .. }) && taken.at >= since;
    match (how == Some(Danger::Harm), facts.steps.iter().any(told)) {
        (true, true) => "配合公安机关调查，保护学生安全和隐私，有进展随时报告。",
        (true, false) => "立即向公安机关报警（110），保护学生安全和隐私，有进展随时报告。",
        (false, true) => "配合公安机关查找孩子，继续联系监护人，有进展随时报告。",
        (false, false) => "立即向公安机关报警（110），配合查找孩子；继续联系监护人，有进展随时报告。",
    }
}

fn consequence(outside: Outside) -> String {
    let rule = format!("“{}天以上”", numeral(outside.at_least));
    let papers = "须由学校报告学生居住地街道、区教育局";
    match outside.when {
        When::Reached { due: Some(due) } => format!("该生无故未到校已达{rule}，{papers}，期限为{}。", dates::day(due)),
        When::Reached { due: None } => format!("该生无故未到校已达{rule}，{papers}。"),
        When::After { days: 1, on } => format!("若{}仍未到校，将达到{rule}，{papers}。", dates::day(on)),
        When::After { days: _, on } => format!("若至{}一直未到校，将达到{rule}，{papers}。", dates::day(on)),
        When::Unknown => format!("若无故未到校达到{rule}，{papers}。"),
    }
}

/// The report, who signs it, and room for the leadership's instruction (批示).
fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let running = if facts.streak.is_empty() { "" } else { "连续" };
    let about = format!("关于{}学生{}", facts.class, facts.record.name);
    let what = format!("{running}未到校情况的报告单");
    let mut blocks = vec![Block::paragraph(opening(facts)), Block::heading(Rank::First, "一、已做工作")];
    blocks.extend(done(facts).into_iter().map(Block::paragraph));
    blocks.push(Block::heading(Rank::First, "二、学生去向及原因"));
    blocks.extend(paragraphs(parts.get(Part::Cause)));
    blocks.push(Block::heading(Rank::First, "三、拟采取措施"));
    blocks.extend(paragraphs(parts.get(Part::Measures)));
    blocks.extend(facts.outside.map(|outside| Block::paragraph(consequence(outside))));
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    let signer = match facts.written_by.is_empty() {
        true => Fill::Blank(5),
        false => Fill::Written(facts.written_by.as_str().into()),
    };
    let signers =
        vec![Slot::new(if facts.own_class { HOMEROOM } else { WRITER }, signer), Slot::new("年级组长", Fill::Blank(5))];
    blocks.extend([
        Block::Gap,
        Block::Signature { signers, date: dates::full(facts.written_on).into() },
        Block::Gap,
        instruction(),
    ]);
    letter(facts, title(&[&about, &what]), parts.get(Part::Addressee), NAME, blocks)
}

/// Room for the leadership's hand (批示), and for what came of it.
fn instruction() -> Block {
    let line = |slots: &[(&str, Fill)]| slots.iter().map(|(label, fill)| Slot::new(*label, fill.clone())).collect();
    Block::Slots {
        lines: vec![
            line(&[("批示", Fill::Rest)]),
            line(&[("", Fill::Rest)]),
            line(&[("", Fill::Rest)]),
            line(&[("签字", Fill::Blank(8)), ("时间", Fill::Rest)]),
            line(&[("执行结果", Fill::Rest)]),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::facts::Sent;
    use crate::documents::letter::made_up::{
        at, back_on_day_four, contact, date, facts as made_up, guardian, step as made_step, visit,
    };
    use crate::documents::render;
    use crate::domain::case::Case;
    use crate::domain::contact::{Contact, Reached};
    use crate::domain::ids::{ContactId, EntryId, PupilId, StaffId, VisitId};
    use crate::domain::letter::{LetterNo, Series};
    use crate::domain::made_up;
    use crate::domain::mark::Mark;
    use crate::domain::numbers::StudentNo;
    use crate::domain::people::{PupilRecord, Staff, StaffRecord};
    use crate::domain::roll::SessionCode;
    use crate::domain::school::School;
    use crate::domain::step::Verified;
    use crate::domain::visit::{Outcome, Visit, VisitRecord};
    use uuid::Uuid;

    fn draft(facts: &Facts) -> Paper {
        paper(facts, &fill(facts).unwrap())
    }

    #[test]
    fn a_whole_notice() {
        insta::assert_snapshot!(render::text(&draft(&made_up()), 76).join("\n"));
    }

    #[test]
    fn nothing_recorded_is_said_to_be_nothing() {
        let bare = Facts {
            contacts: Vec::new(),
            visits: Vec::new(),
            record: PupilRecord { guardians: Vec::new(), student_no: None, ..made_up().record },
            own_class: false,
            ..made_up()
        };
        assert_eq!(done(&bare), ["截至9月9日尚未联系监护人。", "截至9月9日尚未家访。"]);
        let opening = opening(&bare);
        assert!(opening.starts_with("七年级(3)班学生陈小禾，自2025年9月8日（星期一）起"), "{opening}");
        assert!(opening.ends_with("学校没有其监护人的登记信息。"));
        assert_eq!(cause(&bare), "学生去向及未到校原因尚不清楚。");
    }

    #[test]
    fn failed_calls_are_no_contact() {
        let mother = guardian("林月华", "母亲", "13900000001");
        let call = contact(PupilId::NEW, "2025-09-08 08:10", Reached::Off, &mother, "");
        let called = Facts { contacts: vec![call], visits: Vec::new(), ..made_up() };
        assert_eq!(
            done(&called),
            [
                "9月8日8时10分电话联系其母亲林月华（登记号码），关机。",
                "截至9月9日尚未联系上监护人。",
                "截至9月9日尚未家访。"
            ]
        );
    }

    #[test]
    fn the_search_for_a_child_is_told_in_its_order() {
        let facts = made_up();
        let nobody = |met: &str| VisitRecord {
            outcome: Outcome::Nobody,
            met: met.into(),
            ..visit(PupilId::NEW, "2025-09-08 10:30")
        };
        let taken = |when: &str, step: Step| StepRecord { at: at(when), ..made_step("2025-09-08", step) };
        let steps = vec![
            taken("2025-09-08 10:35", Step::PoliceTold { number: "110-3".into(), said: String::new() }),
            taken("2025-09-08 11:30", Step::Found { place: "姑姑家".into(), by: "民警".into() }),
            taken("2025-09-09 09:00", Step::Safe { source: "医院来电".into() }),
            taken("2025-09-09 09:10", Step::Reminded { said: "已电话".into() }),
            taken("2025-09-09 10:00", Step::Answered { verified: Verified::NotFound, said: "某县".into() }),
            taken("2025-09-09 11:00", Step::Talk { with: "学生".into(), said: "……".into() }),
        ];
        let letter = Sent {
            kind: LetterKind::Verification,
            number: "凤中〔2025〕1号".into(),
            to: "某县教育局".into(),
            on: date("2025-09-08"),
            receipt: None,
        };
        let told =
            Facts { contacts: Vec::new(), visits: vec![nobody("邻居")], steps, letters: vec![letter], ..facts };
        let said = done(&told);
        let expected = [
            "家访（大同街道凤山路12号），家中无人（邻居）；",
            "9月8日10时35分向公安机关报警，接警号110-3。",
            "9月8日11时30分孩子已找到，由民警找到；在何处：姑姑家。",
            "9月8日向某县教育局发出核查函（凤中〔2025〕1号）。",
            "9月9日9时0分校领导认定孩子安全；依据：医院来电。",
            "9月9日9时10分催办核查函；已电话。",
            "9月9日10时0分收到核查函回执，查无此人；某县。",
            "截至9月9日尚未联系监护人。",
        ];
        assert_eq!(said.len(), expected.len(), "{said:?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        let nobody = done(&Facts { visits: vec![nobody("无人")], ..told });
        assert!(nobody[0].contains("家中无人；"), "{nobody:?}");
    }

    #[test]
    fn what_was_only_said_is_no_certain_cause() {
        let father = guardian("陈建国", "父亲", "13900000002");
        let call = contact(PupilId::NEW, "2025-09-08 08:25", Reached::Yes, &father, "回老家了。");
        let told = Facts { contacts: vec![call], visits: Vec::new(), ..made_up() };
        assert_eq!(cause(&told), "据9月8日8时25分联系，对方称：回老家了；学生去向及未到校原因尚待核实。");
        let visited = Facts { contacts: Vec::new(), ..made_up() };
        let found = "据9月9日16时30分家访了解：孩子在家，不愿上学；学生去向及未到校原因尚待核实。";
        assert_eq!(cause(&visited), found);
    }

    #[test]
    fn a_later_clue_outweighs_where_the_child_was_said_to_be() {
        let clue = |when: &str| StepRecord {
            at: at(when),
            ..made_step("2025-09-09", Step::Clue { said: "全家搬走了".into(), source: "房东".into(), gone: true })
        };
        let with = |when: &str| cause(&Facts { steps: vec![clue(when)], ..made_up() });
        assert_eq!(with("2025-09-08 08:00"), cause(&made_up()), "what was said after it holds");
        assert_eq!(
            with("2025-09-09 10:00"),
            "据9月8日8时25分了解，孩子去向：在镇上的商店；据房东9月9日反映：全家搬走了；\
             未到校原因：厌学；学生去向尚待核实。"
        );
    }

    #[test]
    fn in_danger_the_police_come_first() {
        let case = |danger: &str| Some(Case { danger: Some(at(danger)), ..back_on_day_four().case.unwrap() });
        let step = |when: &str, step: Step| StepRecord { at: at(when), ..made_step("2025-09-08", step) };
        let of = |how: Danger| Step::Danger { how, said: String::new() };
        let police = || Step::PoliceTold { number: "110-3".into(), said: String::new() };
        let measures = |steps: Vec<StepRecord>| measures(&Facts { steps, case: case("2025-09-08 09:00"), ..made_up() });
        let danger = |how| step("2025-09-08 09:00", of(how));
        assert!(measures(Vec::new()).starts_with("立即向公安机关报警（110），配合查找孩子"));
        let told = step("2025-09-08 09:30", police());
        assert!(measures(vec![danger(Danger::Unreachable), told.clone()]).starts_with("配合公安机关查找孩子"));
        let earlier = step("2025-09-08 08:30", police());
        assert!(measures(vec![earlier, danger(Danger::BoarderMissing)]).starts_with("立即向公安机关报警"));
        let harmed = measures(vec![danger(Danger::Harm), told]);
        assert!(harmed.starts_with("配合公安机关调查") && !harmed.contains("查找"), "{harmed}");
    }

    #[test]
    fn only_the_homeroom_teacher_signs_as_one() {
        let signed = |facts: &Facts| render::text(&draft(facts), 76).concat();
        assert!(signed(&made_up()).contains("报告人（班主任）：王秀英"));
        assert!(!signed(&Facts { own_class: false, ..made_up() }).contains("班主任"));
    }

    #[test]
    fn what_follows_by_rule() {
        let table = [
            (
                When::After { days: 1, on: date("2025-09-10") },
                "若9月10日仍未到校，将达到“三天以上”，须由学校报告学生居住地街道、区教育局。",
            ),
            (
                When::After { days: 3, on: date("2025-09-12") },
                "若至9月12日一直未到校，将达到“三天以上”，须由学校报告学生居住地街道、区教育局。",
            ),
            (
                When::Reached { due: Some(date("2025-09-11")) },
                "该生无故未到校已达“三天以上”，须由学校报告学生居住地街道、区教育局，期限为9月11日。",
            ),
            (When::Unknown, "若无故未到校达到“三天以上”，须由学校报告学生居住地街道、区教育局。"),
        ];
        for (when, said) in table {
            assert_eq!(consequence(Outside { at_least: 3, when }), said);
        }
    }

    #[test]
    fn the_title_is_broken_after_the_name() {
        let lines = |parts: &[&str]| title(parts).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            lines(&["关于七年级(3)班学生陈小禾", "连续未到校情况的报告单"]),
            ["关于七年级(3)班学生陈小禾", "连续未到校情况的报告单"]
        );
        assert_eq!(lines(&["关于学生", "未到校情况的报告单"]), ["关于学生未到校情况的报告单"]);
    }

    /// Story S1: the facts come from the school's books, each day's as the books stood then.
    #[test]
    fn from_the_books() {
        let (mut books, class) = made_up::class_of(2);
        let pupil = books.pupils[0].id;
        let teacher = StaffId(Uuid::from_u128(7));
        books.staff = vec![Staff { id: teacher, record: StaffRecord::new("王秀英", Some(class)) }];
        books.pupils[0].record.student_no = Some(StudentNo::parse("2025350212000036").unwrap());
        let absent = [(pupil, Mark::Truant)];
        for day in ["2025-09-08", "2025-09-09", "2025-09-11"] {
            for session in [SessionCode::AM, SessionCode::PM] {
                books.rolls.push(made_up::roll(class, day, session, &absent, EntryId::NEW));
            }
        }
        let mother = guardian("林月华", "母亲", "13900000001");
        let calls = ["2025-09-05 08:00", "2025-09-08 08:10", "2025-09-10 08:10"];
        books.contacts = calls
            .iter()
            .map(|when| Contact {
                id: ContactId::NEW,
                record: contact(pupil, when, Reached::NoAnswer, &mother, ""),
                recorded_by: teacher,
            })
            .collect();
        books.visits = vec![Visit { id: VisitId::NEW, record: visit(pupil, "2025-09-09 16:30"), recorded_by: teacher }];
        let school = School::from_books(books);
        let no = LetterNo { series: Series::Internal, year: 2025, number: 3 };
        let on = |day: &str| Facts::gather(&school, pupil, date(day), teacher, no).unwrap();

        let second = on("2025-09-09");
        assert_eq!((second.number.as_str(), second.student_no_end().as_deref()), ("校内〔2025〕3号", Some("0036")));
        assert!(second.own_class);
        assert_eq!(second.streak, [date("2025-09-08"), date("2025-09-09")]);
        assert_eq!((second.contacts.len(), second.visits.len()), (1, 1));
        assert_eq!(
            second.outside,
            Some(Outside { at_least: 3, when: When::After { days: 1, on: date("2025-09-10") } })
        );

        let without_roll = on("2025-09-10");
        assert_eq!(without_roll.without_roll, [date("2025-09-10")]);
        assert_eq!(without_roll.outside, second.outside, "the roll of that day may still come");

        let third = on("2025-09-11");
        let due = Some(date("2025-09-12"));
        assert_eq!(third.outside, Some(Outside { at_least: 3, when: When::Reached { due } }));
        assert!(opening(&third).contains("已连续3个上课日（9月8日、9日、11日）。其间9月10日没有点名记录，未计入。"));
        assert_eq!(Facts::gather(&school, PupilId::NEW, date("2025-09-09"), teacher, no), None);
    }
}
