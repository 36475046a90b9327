//! Everything that happened to a pupil, in one line of time (时间线).

use super::contact::Contact;
use super::ids::{PupilId, StaffId};
use super::leave::Leave;
use super::letter::{Letter, Receipt};
use super::plan::{Helped, Plan, PlanClosing};
use super::roll::{Marked, Roll};
use super::school::School;
use super::status::{Stands, Status};
use super::step::Taken;
use super::visit::Visit;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// One thing that happened.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    Marked(&'a Roll, &'a Marked),
    Leave(&'a Leave),
    Contact(&'a Contact),
    Visit(&'a Visit),
    Letter(&'a Letter),
    Receipt(&'a Letter, &'a Receipt),
    Step(&'a Taken),
    /// A change of status, and how far it has come.
    Status(&'a Status, Stands),
    /// A plan of help began (立帮扶方案).
    Planned(&'a Plan),
    /// What was done of a plan (帮扶、复核、送教).
    Helped(&'a Plan, &'a Helped),
    /// A plan was closed (方案结案).
    PlanClosed(&'a Plan, &'a PlanClosing),
}

impl What<'_> {
    /// The language-neutral code, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            What::Marked(..) => "mark",
            What::Leave(_) => "leave",
            What::Contact(_) => "contact",
            What::Visit(_) => "visit",
            What::Letter(letter) => letter.record.kind.code(),
            What::Receipt(..) => "receipt",
            What::Step(taken) => taken.record.step.code(),
            What::Status(status, _) => status.record.kind.code(),
            What::Planned(_) => "plan",
            What::Helped(_, helped) => helped.record.help.code(),
            What::PlanClosed(..) => "plan_closed",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Happened<'a> {
    pub at: NaiveDateTime,
    pub what: What<'a>,
}

/// The time of day at which something happened; none where only the date was noted, which is kept as midnight.
pub fn time_of_day(at: NaiveDateTime) -> Option<NaiveTime> {
    Some(at.time()).filter(|time| *time != NaiveTime::MIN)
}

/// What happened up to a date, latest first, as far as somebody may see it: plans of help and what was done of them are
/// for those who need to know.
pub fn seen(school: &School, who: StaffId, pupil: PupilId, up_to: NaiveDate) -> Vec<Happened<'_>> {
    let mut seen = of(school, pupil, up_to);
    seen.retain(|happened| match happened.what {
        What::Planned(plan) | What::Helped(plan, _) | What::PlanClosed(plan, _) => {
            school.may_see_plan(who, plan, up_to)
        }
        _ => true,
    });
    seen
}

/// What happened up to a date, latest first: all of it, whoever asks.
pub(super) fn of(school: &School, pupil: PupilId, up_to: NaiveDate) -> Vec<Happened<'_>> {
    let marks = school.rolls.iter().filter_map(|roll| {
        let starts = school.session(roll.key.session).map_or(NaiveTime::MIN, |session| session.starts);
        Some(Happened { at: roll.key.date.and_time(starts), what: What::Marked(roll, roll.marked(pupil)?) })
    });
    let day = |date: NaiveDate| date.and_time(NaiveTime::MIN);
    let leaves = school.leaves_of(pupil).iter();
    let leaves = leaves.map(|leave| Happened { at: day(leave.note.from), what: What::Leave(leave) });
    let contacts = school.contacts_of(pupil).iter();
    let contacts = contacts.map(|contact| Happened { at: contact.record.at, what: What::Contact(contact) });
    let visits = school.visits_of(pupil).iter();
    let visits = visits.map(|visit| Happened { at: visit.record.at, what: What::Visit(visit) });
    let end = |date: NaiveDate| date.and_hms_opt(23, 59, 0).unwrap_or(day(date));
    let letters = school.letters_of(pupil);
    let letters = letters.map(|letter| Happened { at: end(letter.record.issued_on), what: What::Letter(letter) });
    let receipts = school.letters_of(pupil).filter_map(|letter| {
        let receipt = letter.receipt.as_ref()?;
        Some(Happened { at: end(receipt.on), what: What::Receipt(letter, receipt) })
    });
    let steps = school.steps_of(pupil).iter();
    let steps = steps.map(|taken| Happened { at: taken.record.at, what: What::Step(taken) });
    let statuses = school.statuses_of(pupil);
    let statuses = statuses.map(|status| {
        let (record, stands) = (&status.record, status.record.stands(up_to));
        // What does not hold yet stands where it was applied for.
        let on = if stands == Stands::InEffect { record.takes_effect() } else { record.applied_on };
        Happened { at: day(on), what: What::Status(status, stands) }
    });
    let all = marks.chain(leaves).chain(contacts).chain(visits).chain(letters).chain(receipts).chain(steps);
    let plans = school.plans_of(pupil);
    let plans = plans.flat_map(|plan| {
        let begun = Happened { at: day(plan.record.from), what: What::Planned(plan) };
        let helped = school.helped(plan.id);
        let helped = helped.map(move |it| Happened { at: it.record.at, what: What::Helped(plan, it) });
        let closing = plan.record.closing.as_ref();
        let closed = closing.map(|it| Happened { at: end(it.on), what: What::PlanClosed(plan, it) });
        std::iter::once(begun).chain(helped).chain(closed)
    });
    let all = all.chain(statuses).chain(plans);
    let mut all: Vec<Happened> = all.filter(|happened| happened.at.date() <= up_to).collect();
    // What was issued later of the same day comes earlier here too.
    all.sort_by_key(|happened| happened.at);
    all.reverse();
    all
}
