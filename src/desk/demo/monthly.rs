//! The demonstration's monthly reports: two are signed and sent, the third is half done: some classes are counted, one
//! contradiction is explained, and what is left waits for whoever opens the screen.

use super::people::{Staffroom, Teacher};
use super::step::Step;
use super::{at, on};
use crate::desk::{Desk, Problem, Signing, to_sign};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::PupilId;
use crate::domain::monthly::{Doubt, HeadcountRecord, Month, Recipient, Reporting, Sending};
use chrono::{NaiveDateTime, TimeDelta};

/// What somebody does about a month's report, worked out from the facts as they stand then.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    /// So many classes are counted, with whoever is there at the morning's roll, or with everybody due.
    Count {
        classes: usize,
        as_seen: bool,
    },
    /// So many of what cannot be mended any more are explained.
    Explain(usize),
    Sign,
}

/// Classes that are counted of the month that is half done.
const COUNTED: usize = 12;

/// The reports of September and October, and the beginning of November's.
pub(super) fn steps(staff: &Staffroom) -> Vec<Step> {
    let own = Reporting { school_code: "3135021299".into(), ..Reporting::default() };
    let own = Change::Reporting { to: Some(own) };
    let mut steps = vec![Step::record(at(8, 29, 16, 10), &staff.affairs, Why::SetReporting, vec![own])];
    for (month, day) in [(9, 30), (10, 31)] {
        let evening = at(month, day, 17, 20);
        let deeds = [
            (0, &staff.affairs, Deed::Count { classes: usize::MAX, as_seen: false }),
            (5, &staff.affairs, Deed::Explain(usize::MAX)),
            (10, &staff.principal, Deed::Sign),
        ];
        let of = Month::of(on(month, day));
        steps.extend(deeds.map(|(after, who, deed)| Step::month(evening + TimeDelta::minutes(after), who, of, deed)));
        steps.push(sent(&staff.affairs, of, evening + TimeDelta::minutes(20)));
    }
    let november = Month::of(on(11, 18));
    let counting = Deed::Count { classes: COUNTED, as_seen: true };
    steps.push(Step::month(at(11, 18, 16, 40), &staff.affairs, november, counting));
    steps.push(Step::month(at(11, 18, 16, 50), &staff.affairs, november, Deed::Explain(1)));
    steps
}

/// To both, on the same evening.
fn sent(who: &Teacher, month: Month, when: NaiveDateTime) -> Step {
    let record = Sending { on: when.date(), how: "办公系统".into(), receipt: None };
    let change = |recipient: Recipient| Change::MonthSent { month, version: 1, recipient, to: Some(record.clone()) };
    Step::record(when, who, Why::SendMonth, Recipient::ALL.map(change).to_vec())
}

/// Why what is found stands; none where it can still be mended.
fn reason(doubt: &Doubt) -> Option<&'static str> {
    match doubt {
        Doubt::Rolls { .. } => Some("当天漏点，已当面提醒，家长处核实学生在校"),
        Doubt::NoPapers { .. } => Some("接收学校已同意，学籍手续正在系统中办理"),
        Doubt::IdleCase { .. } => Some("事后补交假条，班主任已口头核实"),
        Doubt::Count { .. } => Some("清点时有学生请假在家，均已核实去向"),
        Doubt::NotListed { .. } => Some("正在核实去向，核实后列入台账"),
        Doubt::Nowhere(_) | Doubt::SuspensionOver { .. } => Some("正在与家长联系办理手续"),
        Doubt::MonthBefore(_) | Doubt::Opening { .. } | Doubt::NotCounted(_) => None,
    }
}

impl Desk {
    /// Does what somebody does about a month's report at the moment of the desk's clock.
    pub(super) fn live_month(&mut self, month: Month, deed: Deed) -> Result<(), Problem> {
        self.reload()?;
        let (why, changes) = match deed {
            Deed::Count { classes, as_seen } => (Why::CountClass, self.counts(month, classes, as_seen)),
            Deed::Explain(most) => (Why::ExplainMonth, self.explanations(month, most)),
            Deed::Sign => {
                let position = self.store.last_entry()?;
                let signed = to_sign(&self.school, month, &Signing::default(), self.who, self.now(), position);
                let signed = signed.map_err(Problem::MonthRefused)?;
                (Why::SignMonth, vec![Change::MonthSigned { month, version: 1, to: Box::new(signed) }])
            }
        };
        self.record(why, changes, Vec::new())?;
        Ok(())
    }

    fn counts(&self, month: Month, classes: usize, as_seen: bool) -> Vec<Change> {
        let on = self.today();
        let count = |class: Class| {
            let list = self.school.class_list(class, on);
            let away = |pupil: PupilId| {
                let day = self.school.pupil_days(pupil, on, on);
                as_seen && day.iter().any(|day| day.taken > 0 && day.attended() == 0)
            };
            let there = list.iter().filter(|pupil| !away(pupil.id)).count();
            let seats = u16::try_from(there).unwrap_or(u16::MAX);
            let record = HeadcountRecord { seats, on, note: String::new() };
            Change::Headcount { month, class, to: Some(record) }
        };
        self.school.classes(on).into_iter().take(classes).map(count).collect()
    }

    fn explanations(&self, month: Month, most: usize) -> Vec<Change> {
        let sheet = self.school.month_sheet(month, self.now());
        let found = self.school.contradictions(&sheet, self.now()).into_iter().map(|it| it.doubt);
        let explained = |about: Doubt| {
            reason(&about).map(|reason| Change::MonthExplained { month, about, to: Some(reason.to_owned()) })
        };
        found.filter_map(explained).take(most).collect()
    }
}
