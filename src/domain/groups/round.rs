//! The monthly round (排查): each homeroom teacher goes through the pupils of the class who belong to a key group, one
//! finding each; the round of a month is closed when all are in.
//!
//! Groups for the leadership alone are no part of it: who sees to them is not the homeroom teacher.

use super::{Belonging, CannotJoin};
use crate::domain::case::{Case, Stage};
use crate::domain::class::Class;
use crate::domain::figures::Figures;
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::monthly::Month;
use crate::domain::people::Pupil;
use crate::domain::plan::{MOST_CHARACTERS, is_brief};
use crate::domain::register::Span;
use crate::domain::school::{School, about};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What a look at a pupil came to (排查结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 在校正常
    Seen,
    /// 需关注: not seen, or not as it should be.
    NotSeen,
    /// 已采取措施: something has changed and was acted on.
    Changed,
}

impl Finding {
    pub const ALL: [Finding; 3] = [Finding::Seen, Finding::NotSeen, Finding::Changed];

    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Finding::Seen => "seen",
            Finding::NotSeen => "not_seen",
            Finding::Changed => "changed",
        }
    }
}

/// What was found of a pupil on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    pub finding: Finding,
    #[serde(default)]
    pub note: String,
}

/// One look at a pupil; the last of a month is that month's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub pupil: PupilId,
    pub on: NaiveDate,
    pub record: CheckRecord,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// A month's round, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round<'a> {
    pub month: Month,
    /// By class, seat and name.
    pub lines: Vec<RoundLine<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine<'a> {
    pub pupil: &'a Pupil,
    pub class: Class,
    pub groups: Vec<Belonging<'a>>,
    /// None while the pupil is still to be looked at.
    pub check: Option<&'a Check>,
}

impl Round<'_> {
    /// 重点群体人数
    pub fn pupils(&self) -> usize {
        self.lines.len()
    }

    /// 已排查人数
    pub fn checked(&self) -> usize {
        self.lines.iter().filter(|line| line.check.is_some()).count()
    }

    pub fn left(&self) -> usize {
        self.pupils() - self.checked()
    }

    /// Whether all are in.
    pub fn is_closed(&self) -> bool {
        self.left() == 0
    }
}

/// What stands beside a pupil in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Of the month up to today.
    pub figures: Figures,
    pub open_case: Option<Case>,
    /// The last day up to today on which somebody at home was reached or visited.
    pub last_contact: Option<NaiveDate>,
}

impl School {
    /// The looks at a pupil, earliest first.
    pub fn checks_of(&self, pupil: PupilId) -> &[Check] {
        about(&self.checks, pupil, |check| check.pupil)
    }

    /// The round of a month: the pupils on the books at its end who belong to a group then, of these classes.
    pub fn key_group_round<'a>(&'a self, month: Month, scope: Scope) -> Round<'a> {
        let days = Span::month(month.first_day());
        let line = |pupil: &'a Pupil| {
            let class = self.last_class(pupil.id, days.to).filter(|class| scope.covers(*class))?;
            let groups = self.open_groups(pupil.id, days.to);
            let check = self.checks_of(pupil.id).iter().rfind(|check| days.has(check.on));
            (!groups.is_empty()).then_some(RoundLine { pupil, class, groups, check })
        };
        let here = self.pupils.iter().filter(|pupil| pupil.is_enrolled(days.to));
        let mut lines: Vec<RoundLine<'_>> = here.filter_map(line).collect();
        let seat = |line: &RoundLine<'_>| line.pupil.seat(days.to).unwrap_or(u16::MAX);
        lines.sort_by(|a, b| {
            (a.class, seat(a), &a.pupil.record.name, a.pupil.id).cmp(&(
                b.class,
                seat(b),
                &b.pupil.record.name,
                b.pupil.id,
            ))
        });
        Round { month, lines }
    }

    /// On which day a look of a month's round is recorded: today, or of a month that is over its last day.
    ///
    /// # Errors
    /// When the month has not begun, when the pupil is not in its round, when somebody else goes through the class, or
    /// when a pupil with an open case is said to be at school and well without a word.
    pub fn may_check(
        &self,
        pupil: PupilId,
        month: Month,
        look: &CheckRecord,
        who: StaffId,
        today: NaiveDate,
    ) -> Result<NaiveDate, CannotJoin> {
        let days = Span::month(month.first_day());
        if days.from > today {
            return Err(CannotJoin::NotYet);
        }
        let class = self.last_class(pupil, days.to).ok_or(CannotJoin::NeverHere)?;
        if !self.may_see_need(who, class, today) {
            return Err(CannotJoin::NotYours);
        }
        let is_in_round = self.key_group_round(month, Scope::Class(class)).lines.iter().any(|it| it.pupil.id == pupil);
        if !is_in_round {
            return Err(CannotJoin::NoMember);
        }
        is_brief(&look.note).map_err(|_| CannotJoin::TooLong(MOST_CHARACTERS))?;
        let on = days.to.min(today);
        let is_said = look.finding != Finding::Seen || !look.note.trim().is_empty();
        if is_said || !self.is_missed_at(pupil, on) { Ok(on) } else { Err(CannotJoin::OpenCase) }
    }

    /// Whether a pupil has an open case on a day and is not back yet.
    fn is_missed_at(&self, pupil: PupilId, on: NaiveDate) -> bool {
        self.case(pupil, on).is_some_and(|case| case.is_open() && case.stage != Stage::Watch)
    }

    /// Attendance in the month, the open case and the last contact: what a teacher has before the eyes at a look.
    pub fn beside_in_round(&self, pupil: PupilId, month: Month, today: NaiveDate) -> Beside {
        let days = Span::month(month.first_day());
        let to = days.to.min(today);
        Beside {
            figures: Figures::of(&self.pupil_days(pupil, days.from, to)),
            open_case: self.case(pupil, to).filter(Case::is_open),
            last_contact: self.last_reached(pupil, to),
        }
    }

    /// The last day on which somebody at home was reached or visited.
    pub(super) fn last_reached(&self, pupil: PupilId, up_to: NaiveDate) -> Option<NaiveDate> {
        let contacts = self.contacts_of(pupil).iter().filter(|it| it.record.reached.is_yes());
        let visits = self.visits_of(pupil).iter().map(|it| it.record.at.date());
        contacts.map(|it| it.record.at.date()).chain(visits).filter(|on| *on <= up_to).max()
    }

    /// Whether anybody at the school has begun the round of a month.
    pub(super) fn round_is_begun(&self, month: Month) -> bool {
        let days = Span::month(month.first_day());
        self.checks.iter().any(|check| days.has(check.on))
    }
}
