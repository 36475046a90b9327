//! How a story about one pupil is told: the absence, and what people did about it, in the order of time.

use super::ordinary::called;
use super::people::{Person, Staffroom};
use super::register::{Away, Register};
use super::step::Step;
use crate::domain::calendar::Calendar;
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{ContactId, LeaveId, VisitId};
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::letter::Receipt;
use crate::domain::mark::Mark;
use crate::domain::people::Standing;
use crate::domain::roll::{RollKey, SessionCode};
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A story about the pupil in one seat.
pub(super) struct Tale {
    pub(super) class: u16,
    pub(super) seat: u16,
    turns: Vec<Turn>,
}

enum Turn {
    Away { from: NaiveDate, to: NaiveDate, session: Option<SessionCode>, mark: Mark },
    Call { at: NaiveDateTime, whom: usize, reached: Reached, told: Told },
    Visit { at: NaiveDateTime, outcome: Outcome, told: Seen },
    Leave { from: NaiveDate, to: NaiveDate, kind: LeaveKind, reason: &'static str },
    Notice { at: NaiveDateTime },
    Receipt { at: NaiveDateTime, how: &'static str },
    Standing { from: NaiveDate, to: Standing },
}

/// What a call brought.
#[derive(Default)]
pub(super) struct Told {
    pub(super) reason: Option<Reason>,
    pub(super) said: &'static str,
    pub(super) whereabouts: &'static str,
    pub(super) returns: Option<NaiveDate>,
    pub(super) next: &'static str,
}

/// What a visit found.
#[derive(Default)]
pub(super) struct Seen {
    /// Whom, where it was not the first guardian.
    pub(super) met: Option<&'static str>,
    pub(super) found: &'static str,
    pub(super) agreed: &'static str,
    pub(super) returns: Option<NaiveDate>,
    pub(super) next: &'static str,
}

impl Tale {
    pub(super) fn of(class: u16, seat: u16) -> Tale {
        Tale { class, seat, turns: Vec::new() }
    }

    fn and(mut self, turn: Turn) -> Tale {
        self.turns.push(turn);
        self
    }

    /// Away on one day, all sessions.
    pub(super) fn away(self, on: NaiveDate, mark: Mark) -> Tale {
        self.away_until(on, on, mark)
    }

    /// Away on every school day from the first to the last.
    pub(super) fn away_until(self, from: NaiveDate, to: NaiveDate, mark: Mark) -> Tale {
        self.and(Turn::Away { from, to, session: None, mark })
    }

    pub(super) fn away_in(self, session: SessionCode, on: NaiveDate, mark: Mark) -> Tale {
        self.and(Turn::Away { from: on, to: on, session: Some(session), mark })
    }

    /// A call that brought something; `whom` counts the guardians from 0.
    pub(super) fn spoke(self, at: NaiveDateTime, whom: usize, told: Told) -> Tale {
        self.and(Turn::Call { at, whom, reached: Reached::Yes, told })
    }

    /// A call that nobody took.
    pub(super) fn tried(self, at: NaiveDateTime, whom: usize, reached: Reached) -> Tale {
        self.and(Turn::Call { at, whom, reached, told: Told::default() })
    }

    pub(super) fn visited(self, at: NaiveDateTime, outcome: Outcome, told: Seen) -> Tale {
        self.and(Turn::Visit { at, outcome, told })
    }

    pub(super) fn on_leave(self, from: NaiveDate, to: NaiveDate, kind: LeaveKind, reason: &'static str) -> Tale {
        self.and(Turn::Leave { from, to, kind, reason }).and(Turn::Away { from, to, session: None, mark: kind.mark() })
    }

    pub(super) fn reported(self, at: NaiveDateTime) -> Tale {
        self.and(Turn::Notice { at })
    }

    pub(super) fn acknowledged(self, at: NaiveDateTime, how: &'static str) -> Tale {
        self.and(Turn::Receipt { at, how })
    }

    pub(super) fn stands(self, from: NaiveDate, to: Standing) -> Tale {
        self.and(Turn::Standing { from, to })
    }

    /// Writes the story into the register, and says who did what when.
    pub(super) fn told(
        &self,
        person: &Person,
        calendar: &Calendar,
        staff: &Staffroom,
        register: &mut Register,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        for turn in &self.turns {
            match turn {
                Turn::Away { from, to, session, mark } => {
                    away(person, calendar, register, (*from, *to), *session, *mark)
                }
                other => steps.extend(step(other, person, staff)),
            }
        }
        steps
    }
}

fn away(
    person: &Person,
    calendar: &Calendar,
    register: &mut Register,
    (from, to): (NaiveDate, NaiveDate),
    session: Option<SessionCode>,
    mark: Mark,
) {
    for date in calendar.school_days(from, to, Some(person.class.grade)) {
        for at in [SessionCode::AM, SessionCode::PM] {
            if session.is_none_or(|only| only == at) {
                register.put(RollKey { class: person.class, date, session: at }, person.id, Away::known(mark));
            }
        }
    }
}

fn step(turn: &Turn, person: &Person, staff: &Staffroom) -> Option<Step> {
    let teacher = staff.of(person.class);
    let step = match turn {
        Turn::Away { .. } => return None,
        Turn::Call { at, whom, reached, told } => {
            let to = Some(call(person, *at, *whom, *reached, told));
            Step::record(*at, teacher, Why::Contact, vec![Change::Contact { id: ContactId::NEW, to }])
        }
        Turn::Visit { at, outcome, told } => {
            let to = Some(visit(person, staff, *at, *outcome, told));
            // Written down back at school, or at home.
            let recorded = *at + TimeDelta::minutes(55);
            Step::record(recorded, teacher, Why::Visit, vec![Change::Visit { id: VisitId::NEW, to }])
        }
        Turn::Leave { from, to, kind, reason } => {
            let note = LeaveNote {
                pupil: person.id,
                from: *from,
                from_session: None,
                to: *to,
                to_session: None,
                kind: *kind,
                reason: (*reason).to_owned(),
                approved_by: if (*to - *from).num_days() > 3 { &staff.affairs } else { teacher }.name.clone(),
                handed_in: None,
            };
            let at = from.and_hms_opt(7, 31, 40).unwrap_or_default();
            Step::record(at, teacher, Why::NoteLeave, vec![Change::Leave { id: LeaveId::NEW, to: Some(note) }])
        }
        Turn::Notice { at } => Step::notice(*at, teacher, person.id),
        Turn::Receipt { at, how } => {
            let by = format!("{}（校长）", staff.principal.name);
            let receipt = Receipt { by, on: at.date(), how: (*how).to_owned() };
            Step::receipt(*at, &staff.affairs, person.id, receipt)
        }
        Turn::Standing { from, to } => {
            let at = from.and_hms_opt(16, 20, 0).unwrap_or_default();
            let change = Change::Standing { pupil: person.id, from: *from, to: Some(*to) };
            Step::record(at, &staff.affairs, Why::ImportRoster, vec![change])
        }
    };
    Some(step)
}

fn call(person: &Person, at: NaiveDateTime, whom: usize, reached: Reached, told: &Told) -> ContactRecord {
    let guardians = &person.record.guardians;
    let guardian = guardians.get(whom).or(guardians.first());
    ContactRecord {
        pupil: person.id,
        at,
        by: Means::Phone,
        reached,
        guardian: guardian.map(called).unwrap_or_default(),
        phone: guardian.and_then(|guardian| guardian.phones.first().cloned()),
        reason: told.reason,
        said: told.said.to_owned(),
        whereabouts: told.whereabouts.to_owned(),
        returns: told.returns,
        next: told.next.to_owned(),
    }
}

fn visit(person: &Person, staff: &Staffroom, at: NaiveDateTime, outcome: Outcome, told: &Seen) -> VisitRecord {
    let first = person.record.guardians.first().map(called).unwrap_or_default();
    VisitRecord {
        pupil: person.id,
        at,
        who: staff.visitors(person.class),
        met: told.met.map_or(first, str::to_owned),
        outcome,
        place: person.record.address.clone(),
        found: told.found.to_owned(),
        agreed: told.agreed.to_owned(),
        returns: told.returns,
        next: told.next.to_owned(),
        attachments: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::demo::{IMPORTS, on, stories};

    /// The moments and days that a turn names.
    fn dates(turn: &Turn) -> Vec<NaiveDate> {
        match turn {
            Turn::Away { from, to, .. } | Turn::Leave { from, to, .. } => vec![*from, *to],
            Turn::Call { at, told, .. } => [Some(at.date()), told.returns].into_iter().flatten().collect(),
            Turn::Visit { at, told, .. } => [Some(at.date()), told.returns].into_iter().flatten().collect(),
            Turn::Notice { at } | Turn::Receipt { at, .. } => vec![at.date()],
            Turn::Standing { from, .. } => vec![*from],
        }
    }

    #[test]
    fn every_day_of_every_story_is_a_real_one_of_the_term() {
        for tale in stories::all() {
            for date in tale.turns.iter().flat_map(dates) {
                assert!(on(9, 1) <= date && date <= on(11, 30), "{} {}: {date}", tale.class, tale.seat);
            }
        }
        assert!(IMPORTS.iter().all(|(month, day)| on(*month, *day) > on(9, 1)));
    }

    #[test]
    fn every_story_is_about_somebody_of_the_cast_or_the_choir() {
        let known =
            |class, seat| crate::desk::demo::cast::CAST.iter().any(|role| (role.class, role.seat) == (class, seat));
        let choir = |tale: &Tale| matches!(tale.turns[..], [Turn::Away { mark: Mark::Official, .. }]);
        let strangers = stories::all().into_iter().filter(|tale| !known(tale.class, tale.seat) && !choir(tale)).count();
        assert_eq!(strangers, 0);
    }
}
