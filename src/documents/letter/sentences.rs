//! Sentences that several forms say: what was done, who was called, what came of it. What was not recorded is not said,
//! and that nothing was recorded is said.

use super::facts::Facts;
use crate::documents::dates;
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::paper::Block;
use crate::domain::people::Guardian;
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{NaiveDate, NaiveDateTime};

/// 22 points stand twenty to the line.
const TITLE_CHARACTERS: usize = 20;

/// Contacts and visits in the order of time; then, honestly, what is lacking.
pub(super) fn done(facts: &Facts) -> Vec<String> {
    let contacts = facts.contacts.iter().map(|contact| (contact.at, contacted(contact, &facts.record.guardians)));
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
        said.push(format!("原因：{}", reason_words(reason)));
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

pub(super) fn visited(visit: &VisitRecord) -> String {
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

pub(in crate::documents) fn reason_words(reason: Reason) -> &'static str {
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

pub(super) fn guardian(guardian: &Guardian) -> String {
    match guardian.relation.is_empty() {
        true => guardian.name.clone(),
        false => format!("{}（{}）", guardian.name, guardian.relation),
    }
}

pub(super) fn numeral(days: u16) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let known = usize::from(days).checked_sub(1).and_then(|nth| NUMERALS.get(nth));
    known.map_or_else(|| days.to_string(), |numeral| (*numeral).to_owned())
}

/// What the writer typed, a paragraph a line.
pub(super) fn paragraphs(written: &str) -> impl Iterator<Item = Block> {
    written.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph)
}

/// On one line where it fits, else broken by meaning after whom it is about.
pub(super) fn title(title: &str) -> Vec<&str> {
    let about = ["连续未到校", "未到校"].into_iter().find_map(|what| title.find(what)).filter(|at| *at > 0);
    match about {
        Some(at) if unicode_width::UnicodeWidthStr::width(title) > 2 * TITLE_CHARACTERS => {
            vec![&title[..at], &title[at..]]
        }
        _ => vec![title],
    }
}
