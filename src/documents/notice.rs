//! The escalation notice (旷课（未到校）学生情况报告单, form 3e): from the homeroom teacher to the school's leadership.
//!
//! `facts` gathers what the books know, `text` words it, `paper` lays it out. The opening, what was done and what
//! follows by rule are made from facts and nothing else; the cause, the measures and the closing are the writer's, who
//! finds a first wording there. What was not recorded is not said, and that nothing was recorded is said.

use super::dates;
use super::paper::{Block, Fill, Paper, Rank, Sheet, Slot, Text};
use crate::domain::attendance::Verdict;
use crate::domain::class::Class;
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::ladder::Rule;
use crate::domain::notice::{NoticeNo, NoticeText};
use crate::domain::people::Guardian;
use crate::domain::school::School;
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{NaiveDate, NaiveDateTime};

/// 主送 unless the writer puts another.
pub const ADDRESSEE: &str = "学校领导";
/// 请领导批示。
const CLOSING: &str = "请领导批示。";
/// Who signs: the pupil's own homeroom teacher, or another.
const HOMEROOM: &str = "报告人（班主任）";
const WRITER: &str = "报告人";
/// The name of the form, at its foot.
const FORM: &str = "旷课（未到校）学生情况报告单";
/// 22 points stand twenty to the line.
const TITLE_CHARACTERS: usize = 20;

/// What a notice is made from: facts of the books, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFacts {
    pub school: String,
    /// As printed, prefix and all.
    pub number: String,
    pub pupil: String,
    pub class: Class,
    /// The pupil's class is the writer's own.
    pub own_class: bool,
    /// The last four characters of the 学籍号; never more of it.
    pub student_no_end: Option<String>,
    pub guardians: Vec<Guardian>,
    pub as_of: NaiveDate,
    /// The school days of the unexcused streak, earliest first.
    pub streak: Vec<NaiveDate>,
    /// School days within the streak's span that did not count: no roll was taken.
    pub without_roll: Vec<NaiveDate>,
    /// School days within the streak's span that did not count: excused.
    pub excused: Vec<NaiveDate>,
    /// Unexcused sessions of the term, for a notice without a streak.
    pub unexcused_sessions: u32,
    /// Since the streak began, or since the term did; earliest first.
    pub contacts: Vec<ContactRecord>,
    pub visits: Vec<VisitRecord>,
    pub outside: Option<Outside>,
    pub written_by: String,
}

/// When the school must report outside (R4), as the ladder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// Unexcused school days, themselves included (以上).
    pub at_least: u16,
    pub when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Reached; the papers are due on that day, where the calendar is known so far.
    Reached { due: Option<NaiveDate> },
    /// Reached if the pupil stays away on so many more school days, the last of them on that date.
    After { days: u16, on: NaiveDate },
    /// The terms known end before.
    Unknown,
}

/// A notice about a pupil as the facts have it on that day; none where there is nothing to report.
pub fn draft(school: &School, pupil: PupilId, as_of: NaiveDate, by: StaffId, no: NoticeNo) -> Option<NoticeText> {
    facts(school, pupil, as_of, by, no).map(|facts| text(&facts))
}

/// The facts of a notice; none where the pupil is not on the books on that day, or has missed nothing unexcused in the
/// term.
pub fn facts(school: &School, pupil: PupilId, as_of: NaiveDate, by: StaffId, no: NoticeNo) -> Option<NoticeFacts> {
    let flag = school.flag(pupil, as_of).filter(|flag| flag.figures.unexcused > 0 || flag.streak.days() > 0)?;
    let record = &school.pupil(pupil)?.record;
    let writer = school.staff(by);
    let grade = Some(flag.class.grade);
    let term = school.calendar.term_of(as_of).map(|term| term.first);
    let since = flag.streak.from().or(term).unwrap_or(as_of);
    let within = |at: NaiveDateTime| since <= at.date() && at.date() <= as_of;

    let days = school.pupil_days(pupil, since, as_of);
    let verdict = |date| days.iter().find(|day| day.date == date).map_or(Verdict::NoData, |day| day.verdict());
    let of_verdict = |wanted| -> Vec<NaiveDate> {
        let school_days = school.calendar.school_days(since, as_of, grade);
        school_days.filter(|date| !flag.streak.dates.is_empty() && verdict(*date) == wanted).collect()
    };
    Some(NoticeFacts {
        school: school.name.clone(),
        number: number(school, no),
        pupil: record.name.clone(),
        class: flag.class,
        own_class: writer.is_some_and(|staff| staff.record.homeroom == Some(flag.class)),
        student_no_end: record.student_no.as_ref().map(|no| end(no.as_str())),
        guardians: record.guardians.clone(),
        as_of,
        without_roll: of_verdict(Verdict::NoData),
        excused: of_verdict(Verdict::Excused),
        unexcused_sessions: flag.figures.unexcused,
        contacts: school.contacts_of(pupil).iter().map(|it| &it.record).filter(|it| within(it.at)).cloned().collect(),
        visits: school.visits_of(pupil).iter().map(|it| &it.record).filter(|it| within(it.at)).cloned().collect(),
        outside: outside(school, flag.class, &flag.streak.dates, verdict(as_of), as_of),
        written_by: writer.map(|staff| staff.record.name.clone()).unwrap_or_default(),
        streak: flag.streak.dates,
    })
}

/// R4 of the ladder in force: reached, or reached when.
fn outside(school: &School, class: Class, streak: &[NaiveDate], today: Verdict, as_of: NaiveDate) -> Option<Outside> {
    let rung = school.policy.rung(Rule::R4, as_of)?;
    let grade = Some(class.grade);
    let reached = usize::from(rung.at_least).checked_sub(1).and_then(|nth| streak.get(nth));
    let when = match (reached, school.calendar.terms().last()) {
        (Some(on), _) => When::Reached { due: school.calendar.school_day_after(*on, rung.within, grade) },
        (None, Some(term)) => {
            // A day whose roll is not yet taken may still come to count.
            let open = if today == Verdict::NoData { Some(as_of) } else { as_of.succ_opt() };
            let days = rung.at_least.saturating_sub(u16::try_from(streak.len()).unwrap_or(u16::MAX)).max(1);
            let mut ahead = open.map(|open| school.calendar.school_days(open, term.last, grade));
            let on = ahead.as_mut().and_then(|ahead| ahead.nth(usize::from(days) - 1));
            on.map_or(When::Unknown, |on| When::After { days, on })
        }
        (None, None) => When::Unknown,
    };
    Some(Outside { at_least: rung.at_least, when })
}

fn end(number: &str) -> String {
    number.chars().skip(number.chars().count().saturating_sub(4)).collect()
}

/// The document number as it is printed: 校内〔2026〕3号.
pub fn number(school: &School, no: NoticeNo) -> String {
    format!("{}{no}", school.notice_prefix)
}

/// Words the facts.
pub fn text(facts: &NoticeFacts) -> NoticeText {
    let running = if facts.streak.is_empty() { "" } else { "连续" };
    NoticeText {
        title: format!("关于{}学生{}{running}未到校情况的报告单", facts.class, facts.pupil),
        school: facts.school.clone(),
        number: facts.number.clone(),
        addressee: ADDRESSEE.into(),
        opening: opening(facts),
        done: done(facts),
        cause: cause(facts),
        measures: measures(facts),
        consequence: facts.outside.map(consequence).unwrap_or_default(),
        closing: CLOSING.into(),
        signed_as: if facts.own_class { HOMEROOM } else { WRITER }.into(),
        signed_by: facts.written_by.clone(),
        date: facts.as_of,
    }
}

fn opening(facts: &NoticeFacts) -> String {
    let class = if facts.own_class { "我班".to_owned() } else { facts.class.to_string() };
    let number = facts.student_no_end.as_ref().map(|end| format!("（学籍号末四位{end}）")).unwrap_or_default();
    let as_of = dates::day(facts.as_of);
    let absence = match facts.streak.first() {
        Some(first) => format!(
            "自{}（{}）起无故未到校，截至{as_of}已连续{}个上课日（{}）",
            dates::full(*first),
            dates::weekday(*first),
            facts.streak.len(),
            dates::days(&facts.streak),
        ),
        None => format!(
            "截至{}没有连续无故未到校的上课日，本学期无故未到校共{}节次",
            dates::full(facts.as_of),
            facts.unexcused_sessions
        ),
    };
    let passed = [(&facts.without_roll, "没有点名记录"), (&facts.excused, "已请假")];
    let passed: Vec<String> = passed
        .into_iter()
        .filter(|(days, _)| !days.is_empty())
        .map(|(days, why)| format!("{}{why}", dates::days(days)))
        .collect();
    let passed = match passed.is_empty() {
        true => String::new(),
        false => format!("其间{}，未计入。", passed.join("，")),
    };
    let guardians: Vec<String> = facts.guardians.iter().map(guardian).collect();
    let guardians = match guardians.is_empty() {
        true => "学校没有其监护人的登记信息。".to_owned(),
        false => format!("监护人：{}。", guardians.join("、")),
    };
    format!("{class}学生{}{number}，{absence}。{passed}{guardians}", facts.pupil)
}

fn guardian(guardian: &Guardian) -> String {
    match guardian.relation.is_empty() {
        true => guardian.name.clone(),
        false => format!("{}（{}）", guardian.name, guardian.relation),
    }
}

/// Contacts and visits in the order of time; then, honestly, what is lacking.
fn done(facts: &NoticeFacts) -> Vec<String> {
    let contacts = facts.contacts.iter().map(|contact| (contact.at, contacted(contact, &facts.guardians)));
    let visits = facts.visits.iter().map(|visit| (visit.at, visited(visit)));
    let mut steps: Vec<(NaiveDateTime, String)> = contacts.chain(visits).collect();
    steps.sort_by_key(|(at, _)| *at);
    let mut done: Vec<String> = steps.into_iter().map(|(_, step)| step).collect();
    let as_of = dates::day(facts.as_of);
    if facts.contacts.is_empty() {
        done.push(format!("截至{as_of}尚未联系监护人。"));
    } else if !facts.contacts.iter().any(|contact| contact.reached.is_yes()) {
        done.push(format!("截至{as_of}尚未联系上监护人。"));
    }
    if facts.visits.is_empty() {
        done.push(format!("截至{as_of}尚未家访。"));
    }
    done
}

fn contacted(contact: &ContactRecord, guardians: &[Guardian]) -> String {
    let by = match contact.by {
        Means::Phone => "电话联系",
        Means::Message => "用短信或微信联系",
        Means::Visit => "当面联系",
        Means::Other => "联系",
    };
    let who = called(&contact.guardian, guardians);
    let registered = guardians.iter().flat_map(|guardian| &guardian.phones);
    let number = match &contact.phone {
        Some(phone) if registered.clone().any(|of_books| of_books == phone) => "（登记号码）",
        Some(_) => "（非登记号码）",
        None => "",
    };
    let result = match contact.reached {
        Reached::Yes => "已联系上",
        Reached::NoAnswer => "未接",
        Reached::Off => "关机",
        Reached::WrongNumber => "空号或错号",
        Reached::Refused => "拒接",
    };
    let mut said = vec![format!("{}{by}{who}{number}，{result}", dates::moment(contact.at))];
    add(&mut said, if contact.reached.is_yes() { "对方称：" } else { "说明：" }, &contact.said);
    add(&mut said, "孩子去向：", &contact.whereabouts);
    if let Some(reason) = contact.reason {
        said.push(format!("原因：{}", reason_words(reason)));
    }
    agreed_on(&mut said, contact.returns, &contact.next);
    sentence(said)
}

/// `其母亲林月华` where the books know who that is; else as it was written down.
fn called(written: &str, guardians: &[Guardian]) -> String {
    let known = guardians.iter().find(|guardian| !guardian.name.is_empty() && written.contains(&guardian.name));
    match known {
        Some(Guardian { name, relation, .. }) if !relation.is_empty() && relation != "其他" => {
            format!("其{relation}{name}")
        }
        _ if written.trim().is_empty() => "家长".into(),
        _ => written.trim().into(),
    }
}

fn visited(visit: &VisitRecord) -> String {
    let place = if visit.place.is_empty() { String::new() } else { format!("（{}）", visit.place.trim()) };
    let met = visit.met.trim();
    let outcome = match visit.outcome {
        Outcome::MetGuardian if met.is_empty() => "见到监护人".into(),
        Outcome::MetGuardian => format!("见到{met}"),
        Outcome::MetOther if met.is_empty() => "未见到监护人，见到其他人".into(),
        Outcome::MetOther => format!("未见到监护人，见到{met}"),
        Outcome::Nobody => "家中无人".into(),
        Outcome::Refused if met.is_empty() => "被拒绝".into(),
        Outcome::Refused => format!("见到{met}，被拒绝"),
    };
    let mut said = vec![format!("{}{}家访{place}，{outcome}", dates::moment(visit.at), visit.who.trim())];
    add(&mut said, "了解到：", &visit.found);
    add(&mut said, "达成意见：", &visit.agreed);
    agreed_on(&mut said, visit.returns, &visit.next);
    sentence(said)
}

fn agreed_on(said: &mut Vec<String>, returns: Option<NaiveDate>, next: &str) {
    if let Some(date) = returns {
        said.push(format!("约定{}返校", dates::day(date)));
    }
    add(said, "下一步：", next);
}

/// What a person wrote, under its label, without the full stop that it may end with.
fn add(said: &mut Vec<String>, label: &str, written: &str) {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = written.trim_end_matches(['。', '；', '，', '.', ';', ',']);
    if !written.is_empty() {
        said.push(format!("{label}{written}"));
    }
}

fn sentence(said: Vec<String>) -> String {
    said.join("；") + "。"
}

fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Illness => "生病",
        Reason::FamilyMatter => "家中有事",
        Reason::Weary => "厌学",
        Reason::LearningDifficulty => "学习困难",
        Reason::Hardship => "家庭经济困难",
        Reason::FamilyUpheaval => "家庭变故",
        Reason::AwayWithParents => "随父母外出",
        Reason::Working => "外出务工",
        Reason::Internet => "沉迷网络",
        Reason::Conflict => "校园矛盾",
        Reason::Overslept => "起晚或交通原因",
        Reason::Unclear => "不明",
        Reason::Other => "其他",
    }
}

/// The last that is known of where the child is, and why; the writer may say more.
fn cause(facts: &NoticeFacts) -> String {
    let last = |known: fn(&&ContactRecord) -> bool| facts.contacts.iter().rev().find(known);
    let whereabouts = last(|contact| !contact.whereabouts.trim().is_empty());
    let reason = last(|contact| contact.reason.is_some_and(|reason| reason != Reason::Unclear));
    let mut known = Vec::new();
    match whereabouts {
        Some(contact) => {
            add(&mut known, &format!("据{}了解，孩子去向：", dates::moment(contact.at)), &contact.whereabouts)
        }
        None => heard(facts, &mut known),
    }
    let heard_of = !known.is_empty();
    match reason.and_then(|contact| contact.reason) {
        Some(reason) => known.push(format!("未到校原因：{}", reason_words(reason))),
        None if whereabouts.is_some() => known.push("未到校原因尚不清楚".into()),
        None if heard_of => known.push("学生去向及未到校原因尚待核实".into()),
        None => known.push("学生去向及未到校原因尚不清楚".into()),
    }
    if whereabouts.is_none() && reason.is_some() {
        known.push(if heard_of { "学生去向尚待核实" } else { "学生去向尚不清楚" }.into());
    }
    sentence(known)
}

/// What was said and found last, where nobody wrote down the child's whereabouts by themselves.
fn heard(facts: &NoticeFacts, known: &mut Vec<String>) {
    let told = |contact: &&ContactRecord| contact.reached.is_yes() && !contact.said.trim().is_empty();
    if let Some(contact) = facts.contacts.iter().rev().find(told) {
        add(known, &format!("据{}联系，对方称：", dates::moment(contact.at)), &contact.said);
    }
    if let Some(visit) = facts.visits.iter().rev().find(|visit| !visit.found.trim().is_empty()) {
        add(known, &format!("据{}家访了解：", dates::moment(visit.at)), &visit.found);
    }
}

/// A proposal from what is lacking; the writer may change it.
fn measures(facts: &NoticeFacts) -> String {
    let reached = facts.contacts.iter().any(|contact| contact.reached.is_yes());
    let first = if reached {
        "继续与监护人保持联系"
    } else {
        "继续联系监护人，设法取得新的联系方式"
    };
    let visit = if facts.visits.is_empty() { "尽快家访" } else { "再次家访" };
    format!("{first}；{visit}，核实学生去向和原因，动员学生返校。")
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

fn numeral(days: u16) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let known = usize::from(days).checked_sub(1).and_then(|nth| NUMERALS.get(nth));
    known.map_or_else(|| days.to_string(), |numeral| (*numeral).to_owned())
}

/// The notice laid out: the report, who signs it, and room for the leadership's instruction (批示).
pub fn paper(text: &NoticeText) -> Paper {
    let mut blocks = vec![Block::paragraph(&text.opening), Block::heading(Rank::First, "一、已做工作")];
    blocks.extend(text.done.iter().map(Block::paragraph));
    blocks.push(Block::heading(Rank::First, "二、学生去向及原因"));
    blocks.extend(paragraphs(&text.cause));
    blocks.push(Block::heading(Rank::First, "三、拟采取措施"));
    blocks.extend(paragraphs(&text.measures));
    blocks.extend(paragraphs(&text.consequence));
    blocks.extend(paragraphs(&text.closing));
    if let Some(Block::Paragraph { holds_next, .. }) = blocks.last_mut() {
        *holds_next = true;
    }
    let signer = match text.signed_by.is_empty() {
        true => Fill::Blank(5),
        false => Fill::Written(text.signed_by.as_str().into()),
    };
    let signers = vec![
        Slot::new(if text.signed_as.is_empty() { WRITER } else { &text.signed_as }, signer),
        Slot::new("年级组长", Fill::Blank(5)),
    ];
    blocks.extend([
        Block::Gap,
        Block::Signature { signers, date: dates::full(text.date).into() },
        Block::Gap,
        instruction(),
    ]);
    Paper {
        sheet: Sheet::Letter,
        number: text.number.as_str().into(),
        title: title(&text.title).into_iter().map(Text::from).collect(),
        addressee: text.addressee.as_str().into(),
        blocks,
        foot: format!("{}　{FORM}", text.school).into(),
    }
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

/// What the writer typed, a paragraph a line.
fn paragraphs(written: &str) -> impl Iterator<Item = Block> {
    written.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph)
}

/// On one line where it fits, else broken by meaning after whom it is about.
fn title(title: &str) -> Vec<&str> {
    let about = ["连续未到校", "未到校"].into_iter().find_map(|what| title.find(what)).filter(|at| *at > 0);
    match about {
        Some(at) if unicode_width::UnicodeWidthStr::width(title) > 2 * TITLE_CHARACTERS => {
            vec![&title[..at], &title[at..]]
        }
        _ => vec![title],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::made_up::{contact, date, facts as made_up, guardian, visit};
    use crate::documents::render;
    use crate::domain::contact::Contact;
    use crate::domain::ids::{ContactId, EntryId, VisitId};
    use crate::domain::made_up;
    use crate::domain::mark::Mark;
    use crate::domain::numbers::StudentNo;
    use crate::domain::people::{Staff, StaffRecord};
    use crate::domain::roll::SessionCode;
    use crate::domain::visit::Visit;
    use uuid::Uuid;

    #[test]
    fn a_whole_notice() {
        insta::assert_snapshot!(render::text(&paper(&text(&made_up())), 76).join("\n"));
    }

    #[test]
    fn nothing_recorded_is_said_to_be_nothing() {
        let bare = NoticeFacts {
            contacts: Vec::new(),
            visits: Vec::new(),
            guardians: Vec::new(),
            student_no_end: None,
            own_class: false,
            ..made_up()
        };
        let text = text(&bare);
        assert_eq!(text.done, ["截至9月9日尚未联系监护人。", "截至9月9日尚未家访。"]);
        assert!(text.opening.starts_with("七年级(3)班学生陈小禾，自2025年9月8日（星期一）起"), "{}", text.opening);
        assert!(text.opening.ends_with("学校没有其监护人的登记信息。"));
        assert_eq!(text.cause, "学生去向及未到校原因尚不清楚。");
    }

    #[test]
    fn failed_calls_are_no_contact() {
        let mother = guardian("林月华", "母亲", "13900000001");
        let call = contact(PupilId::NEW, "2025-09-08 08:10", Reached::Off, &mother, "");
        let text = text(&NoticeFacts { contacts: vec![call], visits: Vec::new(), ..made_up() });
        assert_eq!(
            text.done,
            [
                "9月8日8时10分电话联系其母亲林月华（登记号码），关机。",
                "截至9月9日尚未联系上监护人。",
                "截至9月9日尚未家访。"
            ]
        );
    }

    #[test]
    fn what_was_only_said_is_no_certain_cause() {
        let father = guardian("陈建国", "父亲", "13900000002");
        let call = contact(PupilId::NEW, "2025-09-08 08:25", Reached::Yes, &father, "回老家了。");
        let told = NoticeFacts { contacts: vec![call], visits: Vec::new(), ..made_up() };
        assert_eq!(text(&told).cause, "据9月8日8时25分联系，对方称：回老家了；学生去向及未到校原因尚待核实。");
        let visited = NoticeFacts { contacts: Vec::new(), ..made_up() };
        let found = "据9月9日16时30分家访了解：孩子在家，不愿上学；学生去向及未到校原因尚待核实。";
        assert_eq!(text(&visited).cause, found);
    }

    #[test]
    fn only_the_homeroom_teacher_signs_as_one() {
        assert_eq!(text(&made_up()).signed_as, "报告人（班主任）");
        assert_eq!(text(&NoticeFacts { own_class: false, ..made_up() }).signed_as, "报告人");
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
        assert_eq!(
            title("关于七年级(3)班学生陈小禾连续未到校情况的报告单"),
            ["关于七年级(3)班学生陈小禾", "连续未到校情况的报告单"]
        );
        assert_eq!(title("关于学生未到校情况的报告单"), ["关于学生未到校情况的报告单"]);
    }

    /// Story S1: the facts come from the school's books, each day's as the books stood then.
    #[test]
    fn from_the_books() {
        let (mut books, class) = made_up::class_of(2);
        let pupil = books.pupils[0].id;
        let teacher = StaffId(Uuid::from_u128(7));
        books.staff =
            vec![Staff { id: teacher, record: StaffRecord { name: "王秀英".into(), homeroom: Some(class) } }];
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
        let no = NoticeNo { year: 2025, number: 3 };
        let on = |day: &str| facts(&school, pupil, date(day), teacher, no).unwrap();

        let second = on("2025-09-09");
        assert_eq!((second.number.as_str(), second.student_no_end.as_deref()), ("校内〔2025〕3号", Some("0036")));
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
        assert!(
            text(&third).opening.contains("已连续3个上课日（9月8日、9日、11日）。其间9月10日没有点名记录，未计入。")
        );
        assert_eq!(facts(&school, PupilId::NEW, date("2025-09-09"), teacher, no), None);
    }
}
