//! Sentences that several forms say: what was done, who was called, what came of it. What was not recorded is not said,
//! and that nothing was recorded is said.

use super::facts::Facts;
use crate::documents::dates;
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::letter::LetterKind;
use crate::domain::paper::{Block, Fill, Paper, Sheet, Slot, Text};
use crate::domain::people::{Guardian, Sex};
use crate::domain::step::{Danger, Step, StepRecord, Verified};
use crate::domain::visit::{Outcome, VisitRecord};
use crate::lines::WIDE;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// 22 points stand twenty to the line.
const TITLE_CHARACTERS: usize = 20;

/// Contacts, visits, what was done while the child was out of reach, and the letters to the place of its hukou, in the
/// order of time; then, honestly, what is lacking.
pub(super) fn done(facts: &Facts) -> Vec<String> {
    let contacts = facts.contacts.iter().map(|contact| (contact.at, contacted(contact, &facts.record.guardians)));
    let visits = facts.visits.iter().map(|visit| (visit.at, visited(visit)));
    let searched = facts.steps.iter().filter_map(|taken| Some((taken.at, searched(taken)?)));
    let asked = facts.letters.iter().filter(|sent| sent.kind == LetterKind::Verification);
    // A paper has no time of day: of one day it comes last.
    let asked = asked.map(|sent| {
        let said = format!("{}向{}发出核查函（{}）。", dates::day(sent.on), sent.to, sent.number);
        (sent.on.and_time(NaiveTime::MIN) + TimeDelta::days(1) - TimeDelta::seconds(1), said)
    });
    let mut steps: Vec<(NaiveDateTime, String)> = contacts.chain(visits).chain(searched).chain(asked).collect();
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

/// What was done to find a child, or to learn where it has gone; none of what other steps say. That harm is suspected
/// stands in no paper: it is told by mouth to whom it concerns.
fn searched(taken: &StepRecord) -> Option<String> {
    let at = dates::moment(taken.at);
    let (first, label, more) = match &taken.step {
        Step::Danger { how: Danger::Unreachable, said } => {
            (format!("{at}各登记号码都打不通，家中无人，孩子下落不明"), "说明：", said)
        }
        Step::Danger { how: Danger::NotWhereBelieved, said } => {
            (format!("{at}家人以为孩子在校，未找到孩子"), "说明：", said)
        }
        Step::Danger { how: Danger::BoarderMissing, said } => {
            (format!("{at}发现住校生不在校，也不和家人在一起"), "说明：", said)
        }
        Step::Clue { said, source, gone } => {
            let who = if *gone { "，家人已离开" } else { "" };
            (format!("{at}得到线索{who}（来源：{}）", source.trim()), "", said)
        }
        Step::PoliceTold { number, said } => (format!("{at}向公安机关报警，接警号{}", number.trim()), "说明：", said),
        Step::Found { place, by } => (format!("{at}孩子已找到，由{}找到", by.trim()), "在何处：", place),
        Step::Safe { source } => (format!("{at}校领导认定孩子安全"), "依据：", source),
        Step::Reminded { said } => (format!("{at}催办核查函"), "", said),
        Step::Answered { verified, said } => {
            let answer = match verified {
                Verified::Enrolled => "已在当地就读",
                Verified::NotFound => "查无此人",
                Verified::AtHome => "在户籍地，未就读",
            };
            (format!("{at}收到核查函回执，{answer}"), "", said)
        }
        _ => return None,
    };
    let mut said = vec![first];
    add(&mut said, label, more);
    Some(sentence(said))
}

pub(super) fn contacted(contact: &ContactRecord, guardians: &[Guardian]) -> String {
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
        said.push(format!("原因：{}", reason.term()));
    }
    agreed_on(&mut said, contact.returns, &contact.next);
    sentence(said)
}

/// `其母亲林月华` where the books know who that is; else as it was written down.
pub(super) fn called(written: &str, guardians: &[Guardian]) -> String {
    let known = guardians.iter().find(|guardian| !guardian.name.is_empty() && written.contains(&guardian.name));
    match known {
        Some(Guardian { name, relation, .. }) if !relation.is_empty() && relation != "其他" => {
            format!("其{relation}{name}")
        }
        _ if written.trim().is_empty() => "家长".into(),
        _ => written.trim().into(),
    }
}

/// Whom a visit met, where it says no more than that it met nobody.
const NOBODY: [&str; 5] = ["无", "无人", "没人", "家中无人", "无人在家"];

pub(super) fn visited(visit: &VisitRecord) -> String {
    let place = if visit.place.is_empty() { String::new() } else { format!("（{}）", visit.place.trim()) };
    let met = visit.met.trim();
    let outcome = match visit.outcome {
        Outcome::MetGuardian if met.is_empty() => "见到监护人".into(),
        Outcome::MetGuardian => format!("见到{met}"),
        Outcome::MetOther if met.is_empty() => "未见到监护人，见到其他人".into(),
        Outcome::MetOther => format!("未见到监护人，见到{met}"),
        Outcome::Nobody if met.is_empty() || NOBODY.contains(&met) => "家中无人".into(),
        Outcome::Nobody => format!("家中无人（{met}）"),
        Outcome::Refused if met.is_empty() => "被拒绝".into(),
        Outcome::Refused => format!("见到{met}，被拒绝"),
    };
    let mut said = vec![format!("{}{}家访{place}，{outcome}", dates::moment(visit.at), visit.who.trim())];
    add(&mut said, "了解到：", &visit.found);
    add(&mut said, "达成意见：", &visit.agreed);
    agreed_on(&mut said, visit.returns, &visit.next);
    sentence(said)
}

pub(super) fn agreed_on(said: &mut Vec<String>, returns: Option<NaiveDate>, next: &str) {
    if let Some(date) = returns {
        said.push(format!("约定{}返校", dates::day(date)));
    }
    add(said, "下一步：", next);
}

/// What a person wrote, under its label, without the full stop that it may end with.
pub(super) fn add(said: &mut Vec<String>, label: &str, written: &str) {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = written.trim_end_matches(['。', '；', '，', '.', ';', ',']);
    if !written.is_empty() {
        said.push(format!("{label}{written}"));
    }
}

pub(super) fn sentence(said: Vec<String>) -> String {
    said.join("；") + "。"
}

/// `林月华（母亲）`
pub(in crate::documents) fn guardian(guardian: &Guardian) -> String {
    match guardian.relation.is_empty() {
        true => guardian.name.clone(),
        false => format!("{}（{}）", guardian.name, guardian.relation),
    }
}

pub(super) fn numeral(days: u16) -> String {
    // Of two, people say 两天 and not 二天.
    const NUMERALS: [&str; 10] = ["一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let known = usize::from(days).checked_sub(1).and_then(|nth| NUMERALS.get(nth));
    known.map_or_else(|| days.to_string(), |numeral| (*numeral).to_owned())
}

/// What the writer typed, a paragraph a line.
pub(super) fn paragraphs(written: &str) -> impl Iterator<Item = Block> {
    written.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph)
}

/// The parts of a title, as many on a line as fit: it is broken by meaning.
pub(in crate::documents) fn title(parts: &[&str]) -> Vec<Text> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if WIDE(line) + WIDE(part) <= 2 * TITLE_CHARACTERS => *line += part,
            _ => lines.push((*part).to_owned()),
        }
    }
    lines.into_iter().map(Text::from).collect()
}

/// `自2025年9月8日（星期一）起无故未到校，至9月10日已连续3个上课日（9月8日、9日、10日）`; empty without a streak.
pub(super) fn absence(facts: &Facts) -> String {
    let (Some(first), Some(last)) = (facts.streak.first(), facts.streak.last()) else { return String::new() };
    format!(
        "自{}（{}）起无故未到校，至{}已连续{}个上课日（{}）",
        dates::full(*first),
        dates::weekday(*first),
        dates::day(*last),
        facts.streak.len(),
        dates::days(&facts.streak),
    )
}

/// The school days within the streak's span that did not count, and why; empty where there are none.
pub(super) fn passed_over(facts: &Facts) -> String {
    let passed = [(&facts.without_roll, "没有点名记录"), (&facts.excused, "已请假")];
    let passed: Vec<String> = passed
        .into_iter()
        .filter(|(days, _)| !days.is_empty())
        .map(|(days, why)| format!("{}{why}", dates::days(days)))
        .collect();
    if passed.is_empty() { String::new() } else { format!("其间{}，未计入。", passed.join("，")) }
}

/// What the school did, by days and numbers alone: who was called and what was said there stays within the school and
/// its bureau (domain handbook, section 9). What was not done is not said.
pub(super) fn done_in_short(facts: &Facts, from: NaiveDate) -> String {
    let later = |on: NaiveDate| from <= on;
    let days_of = |on: &mut dyn Iterator<Item = NaiveDate>| -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = on.filter(|on| later(*on)).collect();
        days.sort_unstable();
        days
    };
    let counted = |days: &[NaiveDate], what: &str| {
        let mut dated = days.to_vec();
        dated.dedup();
        (!days.is_empty()).then(|| format!("{}{what}{}次", dates::days(&dated), days.len()))
    };
    let calls = |reached: bool| {
        let calls = facts.contacts.iter().filter(|contact| contact.reached.is_yes() == reached);
        days_of(&mut calls.map(|contact| contact.at.date()))
    };
    let visits = days_of(&mut facts.visits.iter().map(|visit| visit.at.date()));
    let talks = days_of(&mut facts.persuasions().map(|(at, _)| at.date()));
    // A call that nobody answered is no contact, on paper neither.
    let said = [
        counted(&calls(true), "联系监护人"),
        counted(&calls(false), "拨打电话未通"),
        counted(&visits, "家访"),
        counted(&talks, "劝返"),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// What was done within the school: the notice to the leadership, and what the leadership said to it.
pub(super) fn inside(facts: &Facts) -> Vec<String> {
    let notices = facts.letters.iter().filter(|sent| sent.kind == LetterKind::Escalation);
    let said = notices.map(|sent| {
        let mut said = vec![format!("{}班主任以报告单（{}）报告{}", dates::day(sent.on), sent.number, sent.to)];
        if let Some(receipt) = &sent.receipt {
            said.push(format!("{}{}签收", dates::day(receipt.on), receipt.by));
            add(&mut said, "批示：", &receipt.how);
        }
        sentence(said)
    });
    said.collect()
}

/// Attempts to bring the pupil back.
pub(super) fn persuaded(facts: &Facts) -> Vec<String> {
    let said = facts.persuasions().map(|(at, persuasion)| {
        let place = if persuasion.place.trim().is_empty() { "" } else { "在" };
        let mut said = vec![format!("{}{place}{}劝返", dates::moment(at), persuasion.place.trim())];
        add(&mut said, "参加人员：", &persuasion.who);
        add(&mut said, "结果：", &persuasion.result);
        sentence(said)
    });
    said.collect()
}

/// What the school did, as its guardians are told.
pub(super) fn done_with_you(facts: &Facts) -> String {
    let dated = |on: &mut dyn Iterator<Item = NaiveDate>| {
        let mut days: Vec<NaiveDate> = on.collect();
        days.sort_unstable();
        days.dedup();
        dates::days(&days)
    };
    let calls = |reached: bool| {
        let calls = facts.contacts.iter().filter(|contact| contact.reached.is_yes() == reached);
        dated(&mut calls.map(|contact| contact.at.date()))
    };
    let (spoken, unanswered) = (calls(true), calls(false));
    let visits = dated(&mut facts.visits.iter().map(|visit| visit.at.date()));
    let done = [(spoken, "与您联系"), (unanswered, "致电您未接通"), (visits, "到访")];
    let done: Vec<String> =
        done.into_iter().filter(|(days, _)| !days.is_empty()).map(|(days, what)| format!("于{days}{what}")).collect();
    if done.is_empty() { String::new() } else { format!("我校{}。", done.join("，")) }
}

/// The reason that was given last, where it is more than "unclear".
pub(super) fn last_reason(facts: &Facts) -> Option<Reason> {
    facts.contacts.iter().rev().filter_map(|contact| contact.reason).find(|reason| *reason != Reason::Unclear)
}

/// Guardians with their telephones: `林月华（母亲，电话13900000001）、陈建国（父亲）`.
pub(super) fn guardians_with_phones(facts: &Facts) -> String {
    let said = facts.record.guardians.iter().map(|guardian| {
        let phones: Vec<&str> = guardian.phones.iter().map(|phone| phone.as_str()).collect();
        let mut known: Vec<String> = Some(guardian.relation.clone()).filter(|it| !it.is_empty()).into_iter().collect();
        known.extend((!phones.is_empty()).then(|| format!("电话{}", phones.join("、"))));
        let known = if known.is_empty() { String::new() } else { format!("（{}）", known.join("，")) };
        format!("{}{known}", guardian.name)
    });
    said.collect::<Vec<_>>().join("、")
}

/// `男` or `女`, behind a comma; nothing where the books do not say.
pub(super) fn sex(facts: &Facts) -> &'static str {
    match facts.record.sex {
        Some(Sex::Male) => "，性别男",
        Some(Sex::Female) => "，性别女",
        None => "",
    }
}

/// What the school is called by: `（联系人：王秀英，电话：）`, as it was written.
pub(super) fn liaison(written: &str) -> Option<Block> {
    let written = written.trim();
    (!written.is_empty()).then(|| Block::paragraph(format!("（联系人：{written}）")))
}

/// Whom to ask, before the writer says more.
pub(super) fn liaison_at_first(name: &str) -> String {
    let name = if name.is_empty() { "＿＿＿＿" } else { name };
    format!("{name}，电话：＿＿＿＿＿＿＿＿")
}

/// 附件, from one line of names.
pub(super) fn enclosures(written: &str) -> Option<Block> {
    let names: Vec<Text> =
        written.split(['、', '，', ';', '；']).map(str::trim).filter(|name| !name.is_empty()).map(Text::from).collect();
    (!names.is_empty()).then_some(Block::Enclosures { names })
}

/// The record sheets that the facts would fill.
pub(super) fn enclosures_at_first(facts: &Facts) -> String {
    let sheets = [(!facts.contacts.is_empty(), "家校联系记录"), (!facts.visits.is_empty(), "家访记录表")];
    sheets.into_iter().filter(|(there, _)| *there).map(|(_, name)| name).collect::<Vec<_>>().join("、")
}

/// The school's name over the date of the day.
pub(super) fn seal(facts: &Facts) -> Block {
    Block::Seal { name: facts.school.as_str().into(), date: dates::full(facts.written_on).into() }
}

/// The last paragraph stays with what is under it: no seal stands alone.
pub(in crate::documents) fn hold_last(blocks: &mut [Block]) {
    if let Some(Block::Paragraph { holds_next, .. }) = blocks.last_mut() {
        *holds_next = true;
    }
}

/// A paper that goes out under the school's number.
pub(super) fn letter(facts: &Facts, title: Vec<Text>, addressee: &str, name: &str, blocks: Vec<Block>) -> Paper {
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: facts.number.as_str().into(),
        title,
        addressee: addressee.into(),
        blocks,
        foot: format!("{}　{name}", facts.school).into(),
    }
}

/// A label with what is known; where nothing is, room for so many characters by hand.
pub(super) fn known(label: &str, text: &str, blank: u16) -> Slot {
    let text = text.trim();
    Slot::new(label, if text.is_empty() { Fill::Blank(blank) } else { Fill::Written(text.into()) })
}

/// A label with room for so many characters by hand.
pub(super) fn blank(label: &str, characters: u16) -> Slot {
    Slot::new(label, Fill::Blank(characters))
}

/// Whom a record sheet is about; of the 学籍号 the last four only.
pub(super) fn pupil_rows(facts: &Facts) -> Vec<Vec<Slot>> {
    let sex = sex(facts).trim_start_matches("，性别");
    vec![
        vec![known("学生", &facts.record.name, 8), known("班级", &facts.class.to_string(), 8)],
        vec![known("学籍号末四位", &facts.student_no_end().unwrap_or_default(), 8), known("性别", sex, 8)],
    ]
}

/// Places to sign, two in a row of the form.
pub(super) fn signatures(labels: &[&str]) -> Vec<Vec<Slot>> {
    labels.chunks(2).map(|row| row.iter().map(|label| blank(label, 8)).collect()).collect()
}
