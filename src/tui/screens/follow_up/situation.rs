//! What is known of a pupil's absence, beside the form: worked out when the school changes, never while drawing.

use crate::domain::contact::Contact;
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::school::School;
use crate::domain::visit::Visit;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{cells, strip};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// School days of the strip.
const STRIP: usize = 20;

/// Contacts and visits that are told.
const LAST: usize = 4;

/// Lines that one contact or visit may take.
const LINES: usize = 3;

#[derive(Default)]
pub struct Situation {
    lines: Vec<(String, Role)>,
}

impl Situation {
    pub fn of(cx: &Context, pupil: PupilId) -> Situation {
        let mut situation = Situation::default();
        situation.tell_absence(cx, pupil);
        situation.tell_leave(cx, pupil);
        situation.tell_contacts(cx, pupil);
        situation.tell_visits(cx, pupil);
        situation
    }

    fn say(&mut self, role: Role, text: impl Into<String>) {
        self.lines.push((text.into(), role));
    }

    fn tell_absence(&mut self, cx: &Context, pupil: PupilId) {
        let words = &cx.words.follow_up;
        self.say(Role::Title, words.situation);
        if let Some(flag) = cx.school.flag(pupil, cx.today) {
            match flag.streak.from() {
                Some(from) => self.say(Role::Unexcused, (words.streak)(flag.streak.days(), from)),
                None => self.say(Role::Plain, words.no_streak),
            }
            for owed in &flag.owed {
                let (sign, role) = if owed.late > 0 { ("!", Role::Overdue) } else { ("-", Role::Owed) };
                self.say(role, format!("{sign} {}", (cx.words.domain.owed)(owed.what, owed.due, owed.late)));
            }
        }
        if let Some((when, mark)) = last_roll(cx, pupil) {
            let mark = mark.map_or(words.present, |mark| (cx.words.domain.mark)(mark));
            self.say(Role::Plain, (words.last_roll)(&when, mark));
        }
        self.say(Role::Plain, format!("{} {}", words.in_term, totals(cx, pupil)));
        let days = cx.school.strip(pupil, cx.today, STRIP);
        self.say(Role::Quiet, words.strip);
        self.say(Role::Plain, strip::letters(&days));
    }

    fn tell_leave(&mut self, cx: &Context, pupil: PupilId) {
        let Some(session) = cx.school.sessions.last().map(|session| session.code) else { return };
        if let Some(leave) = cx.school.leave_overdue(pupil, cx.today, session) {
            self.say(Role::Overdue, (cx.words.follow_up.leave_over)(leave.note.to));
        }
        if let Some(leave) = cx.school.leaves_of(pupil).last() {
            let what = crate::domain::timeline::What::Leave(leave);
            self.say(Role::Plain, (cx.words.domain.happened)(&cx.school, &what));
        }
    }

    fn tell_contacts(&mut self, cx: &Context, pupil: PupilId) {
        let words = &cx.words.follow_up;
        let contacts = cx.school.contacts_of(pupil);
        self.say(Role::Plain, "");
        self.say(Role::Title, words.contacts);
        if contacts.is_empty() {
            self.say(Role::Quiet, words.none_yet);
        }
        for contact in contacts.iter().rev().take(LAST) {
            self.say(Role::Plain, told_contact(cx, contact));
        }
    }

    fn tell_visits(&mut self, cx: &Context, pupil: PupilId) {
        let visits = cx.school.visits_of(pupil);
        if visits.is_empty() {
            return;
        }
        self.say(Role::Plain, "");
        self.say(Role::Title, cx.words.follow_up.visits);
        for visit in visits.iter().rev().take(LAST) {
            self.say(Role::Plain, told_visit(cx, visit));
        }
    }

    pub fn draw(&self, cx: &Context, buf: &mut Buffer, area: Rect) {
        let mut row = 0;
        for (text, role) in &self.lines {
            for line in cells::wrap(text, usize::from(area.width).max(1)).into_iter().take(LINES) {
                cells::put(buf, area, 0, row, &line, cx.theme.style(*role));
                row += 1;
            }
        }
    }
}

/// `03-17 08:10 母亲 未接`
fn told_contact(cx: &Context, contact: &Contact) -> String {
    let (words, record) = (&cx.words.domain, &contact.record);
    let relation = record.guardian.split_whitespace().next().unwrap_or("");
    let reason = record.reason.map(|reason| (words.reason)(reason)).unwrap_or("");
    let parts = [relation, (words.reached)(record.reached), reason, &record.said];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} {}", record.at.format("%m-%d %H:%M"), told.join(" "))
}

fn told_visit(cx: &Context, visit: &Visit) -> String {
    let record = &visit.record;
    let outcome = (cx.words.domain.outcome)(record.outcome);
    format!("{} {outcome} {}", record.at.format("%m-%d"), record.found)
}

/// The last roll before today on which the pupil was expected, and what it says.
fn last_roll(cx: &Context, pupil: PupilId) -> Option<(String, Option<Mark>)> {
    let class = cx.school.pupil(pupil)?.class(cx.today)?;
    let roll = cx.school.rolls_of(class).iter().rfind(|roll| roll.key.date < cx.today)?;
    let session = cx.school.session(roll.key.session).map_or(roll.key.session.as_str(), |session| &session.name);
    Some((format!("{} {session}", roll.key.date.format("%m-%d")), roll.mark(pupil)))
}

/// `旷课 2, 病假 1`: how often each mark stands in the term.
fn totals(cx: &Context, pupil: PupilId) -> String {
    let marks = marks_in_term(&cx.school, pupil, cx.today);
    let count = |mark: Mark| marks.iter().filter(|known| **known == mark).count();
    let total = |mark: Mark| format!("{} {}", (cx.words.roll.mark)(mark), count(mark));
    let totals: Vec<String> = Mark::ALL.into_iter().filter(|mark| count(*mark) > 0).map(total).collect();
    if totals.is_empty() { cx.words.follow_up.never_missed.to_owned() } else { totals.join(", ") }
}

fn marks_in_term(school: &School, pupil: PupilId, today: NaiveDate) -> Vec<Mark> {
    let first = school.calendar.term_of(today).map_or(today, |term| term.first);
    let Some(class) = school.pupil(pupil).and_then(|pupil| pupil.class(today)) else { return Vec::new() };
    let rolls = school.rolls_of(class).iter().filter(|roll| first <= roll.key.date && roll.key.date <= today);
    rolls.filter_map(|roll| roll.mark(pupil)).collect()
}
