//! The absence follow-up register (缺勤追踪登记表, form 3a): one line a pupil and day, the book of a class or a grade.
//!
//! What a pupil is ill with stands in the illness register, not here.

use super::{Cell, Form, Heading, Line, joined, staff, terms, times};
use crate::documents::letter::{form as letter_form, guardian};
use crate::domain::absence::{AbsenceDay, same_mark};
use crate::domain::contact::{Means, Reason};
use crate::domain::leave::LeaveKind;
use crate::domain::mark::Mark;
use crate::domain::people::Guardian;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::step::Step;
use crate::domain::timeline::time_of_day;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Absence,
    name: "缺勤追踪登记表",
    columns: &[
        Heading::new("no", "序号", 70),
        Heading::new("date", "日期", 130),
        Heading::new("class", "班级", 170),
        Heading::new("name", "姓名", 120),
        Heading::new("sex", "性别", 70),
        Heading::new("student_no_end", "学籍号后四位", 105),
        Heading::new("sessions", "缺勤时段", 150),
        Heading::new("state", "到校情况", 110),
        Heading::new("found_at", "发现时间", 95),
        Heading::new("found_by", "发现人", 95),
        Heading::new("guardian", "监护人姓名", 200),
        Heading::new("phone", "联系电话", 185),
        Heading::new("contacted_at", "联系时间", 95),
        Heading::new("contact_result", "联系结果", 95),
        Heading::new("reason", "缺勤原因", 140),
        Heading::new("whereabouts", "孩子现在何处", 190),
        Heading::new("measures", "采取措施", 220),
        Heading::new("streak_days", "连续无故缺勤天数", 95),
        Heading::new("returned_at", "返校时间", 190),
        Heading::new("return_seen_by", "返校核实人", 95),
        Heading::new("remarks", "备注", 150),
    ],
    lines,
    nothing: "本期没有缺勤记录。",
    note: "",
    total: None,
    signers: &["班主任", "年级组长（审阅）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    school.absence_days(register.scope, register.span, as_of).iter().map(|day| line(school, day)).collect()
}

fn line(school: &School, day: &AbsenceDay) -> Line {
    let record = &day.pupil.record;
    let contact = day.contact().map(|contact| &contact.record);
    let first = record.guardians.first();
    let spoken_to = contact.map(|contact| contact.guardian.trim()).filter(|name| !name.is_empty());
    let phone = contact.and_then(|contact| contact.phone.as_ref()).or_else(|| first.and_then(|it| it.phones.first()));
    let found = day.found();
    let streak = day.is_unexcused().then(|| Cell::Number(day.streak.into()));
    let reason = reason(day);
    let remarks = joined(remarks(day, &reason));
    let cells = vec![
        Cell::Nth,
        Cell::Day(day.date),
        day.class.to_string().into(),
        (&record.name).into(),
        terms::sex(record).into(),
        terms::student_no_end(record).into(),
        joined(day.missed.iter().map(|missed| missed.session.name.as_str())),
        state(day),
        found.map_or(Cell::Blank, |(time, _)| Cell::Time(time)),
        found.map_or(Cell::Blank, |(_, who)| staff(school, who)),
        spoken_to.map(|written| named(written, &record.guardians)).or_else(|| first.map(guardian)).into(),
        phone.map(|phone| phone.masked()).into(),
        contact.and_then(|contact| time_of_day(contact.at)).map_or(Cell::Blank, Cell::Time),
        contact.map(|contact| terms::reached(contact.reached)).into(),
        reason,
        day.whereabouts().into(),
        measures(day),
        streak.unwrap_or(Cell::Blank),
        day.back.map_or(Cell::Blank, |back| Cell::On(back.on, back.session.name.clone())),
        day.back.map_or(Cell::Blank, |back| staff(school, back.seen_by)),
        remarks,
    ];
    Line { pupil: day.pupil.id, cells }
}

/// As the books name a guardian, where they know whom a contact was with; else as it was written down.
fn named(written: &str, guardians: &[Guardian]) -> String {
    let known = guardians.iter().find(|known| !known.name.is_empty() && written.contains(&known.name));
    known.map_or_else(|| written.to_owned(), guardian)
}

/// `旷课`, or where the sessions differ `上午未到待查、下午旷课`.
fn state(day: &AbsenceDay) -> Cell {
    match same_mark(&day.missed) {
        Some(mark) => terms::mark(mark).into(),
        None => joined(day.missed.iter().map(|it| format!("{}{}", it.session.name, terms::mark(it.marked.mark)))),
    }
}

/// As a guardian said, else as the leave note says; of an illness only that it is one.
fn reason(day: &AbsenceDay) -> Cell {
    let ill = Reason::Illness.term();
    match (day.reason(), day.leave.map(|leave| &leave.note)) {
        (Some(reason), _) => reason.term().into(),
        (None, Some(note)) if note.kind == LeaveKind::Personal => (&note.reason).into(),
        (None, Some(_)) => ill.into(),
        (None, None) if same_mark(&day.missed) == Some(Mark::Sick) => ill.into(),
        (None, None) => Cell::Blank,
    }
}

/// What was done on that day: calls, visits, papers, steps.
fn measures(day: &AbsenceDay) -> Cell {
    let by = |means: Means| day.contacts.iter().filter(|contact| contact.record.by == means).count();
    let calls = [Means::Phone, Means::Message, Means::Visit, Means::Other].map(|it| times(terms::means(it), by(it)));
    let step = |is: fn(&Step) -> bool| day.steps.iter().filter(|taken| is(&taken.record.step)).count();
    let steps = [
        times("劝返", step(|step| matches!(step, Step::Persuasion(_)))),
        times("谈话", step(|step| matches!(step, Step::Talk { .. }))),
        times("报警", step(|step| matches!(step, Step::PoliceTold { .. }))),
    ];
    let papers = day.letters.iter().filter_map(|letter| letter_form(letter.record.kind));
    let papers = papers.map(|form| form.short.to_owned());
    joined(
        calls
            .into_iter()
            .chain([times("家访", day.visits.len())])
            .flatten()
            .chain(papers)
            .chain(steps.into_iter().flatten()),
    )
}

/// What was noted beside the marks, where it says more than the reason; what a pupil is ill with stays in the illness
/// register.
fn remarks(day: &AbsenceDay, reason: &Cell) -> Vec<String> {
    let told = day.missed.iter().filter(|missed| missed.marked.mark != Mark::Sick);
    let mut notes: Vec<String> = told.filter_map(|missed| missed.marked.note.clone()).collect();
    notes.dedup();
    notes.retain(|note| Cell::from(note) != *reason);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However a contact was noted, a guardian of the books stands there in one form.
    #[test]
    fn a_guardian_has_one_form() {
        let mother = Guardian { name: "林月华".into(), relation: "母亲".into(), phones: Vec::new() };
        let known = [mother.clone()];
        for written in ["母亲 林月华", "林月华", "林月华（母亲）"] {
            assert_eq!(named(written, &known), guardian(&mother), "{written}");
        }
        assert_eq!(named("姑姑", &known), "姑姑");
    }
}
