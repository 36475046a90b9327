//! What was recorded about the pupil, as registers: contacts, visits, persuasion, answers to verification letters, leave
//! notes, talks; each followed by what was attached to it.

use super::{Facts, Filed, What, span, table, terms};
use crate::documents::dates;
use crate::domain::contact::{Contact, ContactRecord, Reason};
use crate::domain::dossier::Item;
use crate::domain::leave::{Leave, LeaveKind};
use crate::domain::mark::Mark;
use crate::domain::paper::{Block, Sheet, Text};
use crate::domain::roll::SessionCode;
use crate::domain::step::{Step, Taken};
use crate::domain::visit::Visit;
use chrono::NaiveDate;

fn register(
    facts: &Facts,
    item: Item,
    sheet: Sheet,
    title: &str,
    (columns, rows): (&[(&str, u16)], Vec<Vec<Text>>),
    days: impl Iterator<Item = NaiveDate>,
) -> Filed {
    let state = format!("共 {} 条，截至{}。", rows.len(), dates::full(facts.as_of));
    let blocks = vec![facts.about(), Block::paragraph(state), table(columns, rows)];
    Filed {
        item,
        name: title.to_owned(),
        number: String::new(),
        on: span(days),
        what: What::Paper { paper: facts.paper(sheet, title, blocks), file: title.to_owned() },
    }
}

fn cells<const N: usize>(cells: [String; N]) -> Vec<Text> {
    cells.map(Text::from).into()
}

fn promised(returns: Option<NaiveDate>) -> String {
    returns.map(dates::day).unwrap_or_default()
}

/// 家校联系记录
pub(super) fn contacts(facts: &Facts) -> Option<Filed> {
    const COLUMNS: [(&str, u16); 9] = [
        ("序号", 7),
        ("时间", 16),
        ("方式", 8),
        ("联系对象", 15),
        ("结果", 9),
        ("内容", 30),
        ("孩子去向、原因", 20),
        ("约定返校、下一步", 18),
        ("记录人", 9),
    ];
    let contacts = facts.school.contacts_of(facts.pupil.id).iter();
    let contacts: Vec<&Contact> = contacts.filter(|it| it.record.at.date() <= facts.as_of).collect();
    let row = |(nth, contact): (usize, &&Contact)| {
        let record = &contact.record;
        let reason = record.reason.map(Reason::term).unwrap_or_default().to_owned();
        cells([
            (nth + 1).to_string(),
            terms::moment(record.at),
            terms::means(record.by).to_owned(),
            format!("{}{}", record.guardian.trim(), registered(facts, record)),
            terms::reached(record.reached).to_owned(),
            record.said.trim().to_owned(),
            joined([record.whereabouts.trim().to_owned(), reason]),
            joined([promised(record.returns), record.next.trim().to_owned()]),
            facts.name_of(contact.recorded_by),
        ])
    };
    let rows: Vec<Vec<Text>> = contacts.iter().enumerate().map(row).collect();
    let days = contacts.iter().map(|contact| contact.record.at.date());
    let name = terms::item(Item::Contacts);
    (!rows.is_empty()).then(|| register(facts, Item::Contacts, Sheet::Register, name, (&COLUMNS, rows), days))
}

/// Whether the number that was called is one of the books.
fn registered(facts: &Facts, record: &ContactRecord) -> &'static str {
    let mut known = facts.pupil.record.guardians.iter().flat_map(|guardian| &guardian.phones);
    match &record.phone {
        Some(phone) if known.any(|number| number == phone) => "（登记号码）",
        Some(_) => "（非登记号码）",
        None => "",
    }
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// 家访记录
pub(super) fn visits(facts: &Facts) -> Vec<Filed> {
    const COLUMNS: [(&str, u16); 8] = [
        ("序号", 7),
        ("时间", 16),
        ("家访人员", 14),
        ("地址", 18),
        ("见到何人", 14),
        ("了解到的情况", 34),
        ("达成意见、下一步", 24),
        ("附件", 7),
    ];
    let visits = facts.school.visits_of(facts.pupil.id).iter();
    let visits: Vec<&Visit> = visits.filter(|it| it.record.at.date() <= facts.as_of).collect();
    let row = |(nth, visit): (usize, &&Visit)| {
        let record = &visit.record;
        let promised = record.returns.map(|date| format!("约定{}返校", dates::day(date))).unwrap_or_default();
        let attached = record.attachments.len();
        cells([
            (nth + 1).to_string(),
            terms::moment(record.at),
            record.who.trim().to_owned(),
            record.place.trim().to_owned(),
            terms::said(terms::outcome(record.outcome), &record.met),
            record.found.trim().to_owned(),
            joined([record.agreed.trim().to_owned(), promised, record.next.trim().to_owned()]),
            if attached == 0 { String::new() } else { format!("{attached}份") },
        ])
    };
    let rows: Vec<Vec<Text>> = visits.iter().enumerate().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let days = visits.iter().map(|visit| visit.record.at.date());
    let name = terms::item(Item::Visits);
    let mut filed = vec![register(facts, Item::Visits, Sheet::Register, name, (&COLUMNS, rows), days)];
    for visit in visits {
        let on = visit.record.at.date();
        let of = format!("{}家访", dates::full(on));
        let attached = visit.record.attachments.iter();
        filed.extend(attached.map(|attachment| facts.attached(Item::Visits, attachment, &of, dates::full(on))));
    }
    filed
}

/// The steps up to the date that a paper is about.
fn steps<'a>(facts: &'a Facts, is: impl Fn(&Taken) -> bool) -> Vec<&'a Taken> {
    let steps = facts.school.steps_of(facts.pupil.id).iter();
    steps.filter(|taken| taken.record.at.date() <= facts.as_of && is(taken)).collect()
}

/// 劝返记录
pub(super) fn persuasions(facts: &Facts) -> Option<Filed> {
    const COLUMNS: [(&str, u16); 8] = [
        ("次数", 7),
        ("时间、地点", 18),
        ("参加人员", 15),
        ("对象", 12),
        ("劝返内容", 30),
        ("家长意见", 17),
        ("学生意见", 17),
        ("结果", 16),
    ];
    let taken = steps(facts, |taken| matches!(taken.record.step, Step::Persuasion(_)));
    let row = |(nth, taken): (usize, &&Taken)| {
        let Step::Persuasion(it) = &taken.record.step else { return Vec::new() };
        let place = joined([terms::moment(taken.record.at), it.place.trim().to_owned()]);
        let own = [&it.who, &it.met, &it.said, &it.guardian_says, &it.pupil_says, &it.result];
        let mut row = cells([(nth + 1).to_string(), place]);
        row.extend(own.map(|text| Text::from(text.trim())));
        row
    };
    let rows: Vec<Vec<Text>> = taken.iter().enumerate().map(row).collect();
    let days = taken.iter().map(|taken| taken.record.at.date());
    let name = terms::item(Item::Persuasions);
    (!rows.is_empty()).then(|| register(facts, Item::Persuasions, Sheet::Register, name, (&COLUMNS, rows), days))
}

/// Clues, reminders, answers and the hand-over of a pupil who was traced.
pub(super) fn answers(facts: &Facts) -> Option<Filed> {
    of_steps(facts, Item::Verifications, "核查线索、催办、回执记录", |taken| {
        item_of(facts, taken) == Some(Item::Verifications)
    })
}

/// Talks and arrangements: those since the return are the watch's.
pub(super) fn talks(facts: &Facts) -> Vec<Filed> {
    let of = |item, title| of_steps(facts, item, title, move |taken| item_of(facts, taken) == Some(item));
    [of(Item::Help, "帮扶与谈话记录"), of(Item::Watch, "跟踪谈话记录")].into_iter().flatten().collect()
}

/// Under which item a step is filed; none where only the time line tells of it.
fn item_of(facts: &Facts, taken: &Taken) -> Option<Item> {
    match taken.record.step {
        Step::Persuasion(_) => Some(Item::Persuasions),
        Step::Clue { .. } | Step::Reminded { .. } | Step::Answered { .. } | Step::HandedOver { .. } => {
            Some(Item::Verifications)
        }
        Step::Considered { .. } => Some(Item::Help),
        Step::Talk { .. } => {
            let cases = facts.school.cases(facts.pupil.id, facts.as_of);
            let back = cases.iter().rev().find(|case| case.opened <= taken.record.at.date());
            let is_back = back.and_then(|case| case.returned).is_some_and(|back| back <= taken.record.at.date());
            Some(if is_back { Item::Watch } else { Item::Help })
        }
        Step::Certificate { .. } | Step::Entered { .. } => Some(Item::Proofs),
        Step::Closed(_) => Some(Item::Closing),
        Step::Danger { .. }
        | Step::PoliceTold { .. }
        | Step::Found { .. }
        | Step::Safe { .. }
        | Step::ReportedIllness { .. }
        | Step::Override { .. } => None,
    }
}

fn of_steps(facts: &Facts, item: Item, title: &str, is: impl Fn(&Taken) -> bool) -> Option<Filed> {
    const COLUMNS: [(&str, u16); 5] = [("序号", 8), ("时间", 21), ("事项", 16), ("内容", 45), ("记录人", 14)];
    let taken = steps(facts, is);
    let row = |(nth, taken): (usize, &&Taken)| {
        let (kind, said) = terms::step(&taken.record.step);
        let by = facts.name_of(taken.recorded_by);
        cells([(nth + 1).to_string(), terms::moment(taken.record.at), kind.to_owned(), said, by])
    };
    let rows: Vec<Vec<Text>> = taken.iter().enumerate().map(row).collect();
    let days = taken.iter().map(|taken| taken.record.at.date());
    (!rows.is_empty()).then(|| register(facts, item, Sheet::Letter, title, (&COLUMNS, rows), days))
}

/// What was attached to steps, each under the item of its step; what proves an exit among the proofs.
pub(super) fn attached_to_steps(facts: &Facts) -> Vec<Filed> {
    let mut filed = Vec::new();
    for taken in steps(facts, |taken| !taken.record.attachments.is_empty()) {
        let item = match item_of(facts, taken) {
            Some(Item::Closing) => Item::Proofs,
            Some(item) => item,
            None => Item::TimeLine,
        };
        let on = dates::full(taken.record.at.date());
        let of = format!("{on}{}", terms::step(&taken.record.step).0);
        let attached = taken.record.attachments.iter();
        filed.extend(attached.map(|attachment| facts.attached(item, attachment, &of, on.clone())));
    }
    filed
}

/// 请假条
pub(super) fn leaves(facts: &Facts) -> Option<Filed> {
    const COLUMNS: [(&str, u16); 6] =
        [("序号", 8), ("类别", 10), ("起止", 35), ("事由", 24), ("批准人", 12), ("交假条", 14)];
    let leaves = facts.school.leaves_of(facts.pupil.id).iter();
    let leaves: Vec<&Leave> = leaves.filter(|leave| leave.note.from <= facts.as_of).collect();
    let session = |code: Option<SessionCode>| {
        let session = code.and_then(|code| facts.school.session(code));
        session.map(|session| session.name.clone()).unwrap_or_default()
    };
    let row = |(nth, leave): (usize, &&Leave)| {
        let note = &leave.note;
        let (from, to) = (session(note.from_session), session(note.to_session));
        let kind = match note.kind {
            LeaveKind::Sick => Mark::Sick,
            LeaveKind::Personal => Mark::Leave,
        };
        cells([
            (nth + 1).to_string(),
            terms::mark(kind).to_owned(),
            format!("{}{from}至{}{to}", dates::full(note.from), dates::day(note.to)),
            note.reason.trim().to_owned(),
            note.approved_by.trim().to_owned(),
            note.handed_in.map(dates::day).unwrap_or_default(),
        ])
    };
    let rows: Vec<Vec<Text>> = leaves.iter().enumerate().map(row).collect();
    let days = leaves.iter().flat_map(|leave| [leave.note.from, leave.note.to]);
    (!rows.is_empty()).then(|| register(facts, Item::Proofs, Sheet::Letter, "请假条登记", (&COLUMNS, rows), days))
}
