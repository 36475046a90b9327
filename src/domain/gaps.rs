//! Rolls that were due and not taken (缺点名). A gap is never read as "everyone present": it is shown and counted.

use super::class::Class;
use super::flags::Scope;
use super::roll::{RollKey, Session, SessionCode};
use super::school::School;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// How long after a session's start its roll counts as missing, in minutes.
const GRACE: TimeDelta = TimeDelta::minutes(30);

/// Whether the roll of a day's session was due at a moment: half an hour after the session began.
pub(super) fn is_due(date: NaiveDate, session: &Session, now: NaiveDateTime) -> bool {
    date < now.date() || (date == now.date() && now - GRACE >= date.and_time(session.starts))
}

impl School {
    /// The rolls of the term that are missing at this moment, by class, date and session of the day.
    ///
    /// They are looked for from the day of the school's first roll in the term: a school that begins with the program
    /// in November owes nothing for September. Today's rolls are missing half an hour after their session began.
    pub fn gaps(&self, now: NaiveDateTime, scope: Scope) -> Vec<RollKey> {
        let today = now.date();
        let Some(first) = self.first_day_of_rolls(today) else { return Vec::new() };
        let mut gaps = Vec::new();
        for (class, from, to) in self.spans_of_classes(today) {
            if !scope.covers(class) {
                continue;
            }
            let rolls = self.rolls_of(class);
            for date in self.calendar.school_days(from.max(first), to.min(today), Some(class.grade)) {
                let taken = &rolls[rolls.partition_point(|roll| roll.key.date < date)..];
                let is_taken =
                    |key: &RollKey| taken.iter().take_while(|roll| roll.key.date == date).any(|roll| roll.key == *key);
                let due = self.sessions.iter().filter(|session| is_due(date, session, now));
                let keys = due.map(|session| RollKey { class, date, session: session.code });
                gaps.extend(keys.filter(|key| !is_taken(key) && self.is_asked_for(*key)));
            }
        }
        gaps
    }

    /// Whether a roll asks for anybody: a class without boarders has none at bedtime.
    pub(super) fn is_asked_for(&self, key: RollKey) -> bool {
        key.session != SessionCode::NIGHT || !self.roll_list(key).is_empty()
    }

    /// The day of the school's first roll in the term of a date.
    fn first_day_of_rolls(&self, today: NaiveDate) -> Option<NaiveDate> {
        let term = self.calendar.term_of(today)?;
        self.rolls.iter().map(|roll| roll.key.date).filter(|date| *date >= term.first && *date <= today).min()
    }

    /// From when to when each class had pupils: first standing in it to today, or to the last day before all were gone.
    pub(super) fn spans_of_classes(&self, today: NaiveDate) -> Vec<(Class, NaiveDate, NaiveDate)> {
        let mut spans: Vec<(Class, NaiveDate, NaiveDate)> = Vec::new();
        for pupil in &self.pupils {
            for (place, (from, standing)) in pupil.standings.iter().enumerate() {
                let next = pupil.standings.get(place + 1).and_then(|(next, _)| next.pred_opt());
                if let Some(class) = standing.class() {
                    spans.push((class, *from, next.unwrap_or(today)));
                }
            }
        }
        spans.sort_unstable();
        spans.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.2 = kept.2.max(later.2);
            }
            same
        });
        spans
    }
}
