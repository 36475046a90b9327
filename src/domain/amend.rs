//! Changes of the school's rules (修改规则): from what somebody asks for to the rows that are recorded. Every row holds
//! from a date; what held before it stays as it was.

use super::entry::Change;
use super::ladder::{Compare, Policy, Rule, Rung, Unit};
use super::people::Role;
use super::profile::Profile;
use chrono::NaiveDate;

/// One thing about a row that is to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    Number(u16),
    Compare(Compare),
    Unit(Unit),
    Owes(Role),
    /// Of what the row counts its time in: school days or hours.
    Within(u16),
    Again(u16),
    Basis(String),
}

/// Why a row cannot be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// What was asked for is not understood.
    Unread,
    /// What the rule counts is counted in these units alone.
    Unit(&'static [Unit]),
}

/// Why something asked for was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// A row has no such thing.
    Key,
    /// It has, and its value is another.
    Value(Allowed),
}

/// What a value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// A whole number, at least this.
    Number(u16),
    /// One of these.
    Words(Vec<&'static str>),
    /// A text of so many characters at most.
    Text(usize),
}

/// Characters that fit into the legal basis of a row.
pub const LONGEST_BASIS: usize = 200;

impl Amendment {
    /// Reads `number` and `3`, `compare` and `more_than`, `owes` and `affairs` …
    ///
    /// # Errors
    /// What cannot be set, or what the value may be.
    pub fn parse(key: &str, value: &str) -> Result<Amendment, Unread> {
        let value = value.trim();
        let number = |least: u16| {
            let number = value.parse::<u16>().ok().filter(|number| *number >= least);
            number.ok_or(Unread::Value(Allowed::Number(least)))
        };
        let words = |words: Vec<&'static str>| Unread::Value(Allowed::Words(words));
        Ok(match key.trim() {
            "number" | "at_least" => Amendment::Number(number(1)?),
            "compare" => {
                let known = || words(Compare::ALL.iter().map(|compare| compare.code()).collect());
                Amendment::Compare(Compare::from_code(value).ok_or_else(known)?)
            }
            "unit" => {
                let known = || words(Unit::ALL.iter().map(|unit| unit.code()).collect());
                Amendment::Unit(Unit::from_code(value).ok_or_else(known)?)
            }
            "owes" => {
                let known = || words(Role::ALL.iter().map(|role| role.code()).collect());
                Amendment::Owes(Role::from_code(value).ok_or_else(known)?)
            }
            "within" => Amendment::Within(number(0)?),
            "again" => Amendment::Again(number(0)?),
            "basis" if value.chars().count() <= LONGEST_BASIS => Amendment::Basis(value.to_owned()),
            "basis" => return Err(Unread::Value(Allowed::Text(LONGEST_BASIS))),
            _ => return Err(Unread::Key),
        })
    }
}

impl Rung {
    /// The row with something otherwise.
    ///
    /// # Errors
    /// When what the row counts has no such number, or is not counted in such a unit.
    pub fn amended(self, amendment: Amendment) -> Result<Rung, Unfit> {
        let trigger = self.trigger;
        Ok(match amendment {
            Amendment::Number(_) if !trigger.is_counted() => return Err(Unfit::Unread),
            Amendment::Compare(_) if !trigger.is_compared() => return Err(Unfit::Unread),
            Amendment::Unit(unit) if !trigger.units().contains(&unit) => return Err(Unfit::Unit(trigger.units())),
            Amendment::Number(number) => Rung { number, ..self },
            Amendment::Compare(compare) => Rung { compare, ..self },
            Amendment::Unit(unit) => Rung { unit, ..self },
            Amendment::Owes(owes) => Rung { owes, ..self },
            Amendment::Within(within) => Rung { within: self.within.of(within), ..self },
            Amendment::Again(again) => Rung { again, ..self },
            Amendment::Basis(basis) => Rung { basis, ..self },
        })
    }
}

impl Policy {
    /// The row of a rule on a date, from which a change of it begins: where the books have none for that day the first
    /// that they have, and where they know no such rule that of the handbook.
    pub fn row(&self, rule: Rule, on: NaiveDate) -> Rung {
        let known =
            self.rung(rule, on).or_else(|| self.later(on).iter().map(|(_, rung)| rung).find(|it| it.rule == rule));
        let of_handbook = || Profile::Tongan.rungs().into_iter().find(|rung| rung.rule == rule);
        // Every profile has a row for every rule.
        known.cloned().or_else(of_handbook).unwrap_or_else(|| unreachable!())
    }

    /// The changes after which a profile holds from a date on: the rows that differ from those that hold on that date.
    pub fn adopting(&self, profile: Profile, from: NaiveDate) -> Vec<Change> {
        let rows = profile.rungs().into_iter().filter(|rung| self.rung(rung.rule, from) != Some(rung));
        rows.map(|rung| Change::Rung { rule: rung.rule, from, to: Some(rung) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::domain::ladder::{Action, Bound, Part};
    use crate::domain::made_up::{class_of, date, roll};
    use crate::domain::mark::Mark;
    use crate::domain::owed::Owed;
    use crate::domain::roll::SessionCode;
    use crate::domain::school::{Books, School};

    /// 七年级(3)班, one pupil missing from Monday 2025-09-08 to a day, and the rules as changed.
    fn books(until: &str, changes: &[(&str, Rule, Amendment)]) -> Books {
        let (mut books, class) = class_of(2);
        let pupil = books.pupils[0].id;
        let days = date("2025-09-08").iter_days().take_while(|day| *day <= date(until));
        for day in days {
            for session in [SessionCode::AM, SessionCode::PM] {
                books.rolls.push(roll(class, &day.to_string(), session, &[(pupil, Mark::Truant)], EntryId::NEW));
            }
        }
        for (from, rule, amendment) in changes {
            let from = date(from);
            let row = School::from_books(books.clone()).policy.row(*rule, from).amended(amendment.clone()).unwrap();
            books.rungs.push((from, row));
        }
        books
    }

    fn owed(books: &Books, on: &str) -> Vec<Owed> {
        let school = School::from_books(books.clone());
        school.flag(school.pupils[0].id, date(on)).unwrap().owed
    }

    fn of(owed: &[Owed], rule: Rule) -> Option<(NaiveDate, Option<NaiveDate>, u16)> {
        owed.iter().find(|owed| owed.rule == rule).map(|owed| (owed.since, owed.due, owed.late))
    }

    #[test]
    fn a_change_never_rewrites_what_was_owed_before() {
        let before = books("2025-09-11", &[]);
        let changes = [("2025-09-11", Rule::R4, Amendment::Number(5)), ("2025-09-11", Rule::R2, Amendment::Within(0))];
        let after = books("2025-09-11", &changes);
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            assert_eq!(owed(&before, day), owed(&after, day), "{day}: as it was seen then");
        }
        // The papers fell due under the old number, the visit with the old time: they stay owed, and so late.
        let (old, new) = (owed(&before, "2025-09-11"), owed(&after, "2025-09-11"));
        for rule in [Rule::R2, Rule::R4] {
            assert!(of(&old, rule).is_some());
            assert_eq!(of(&old, rule), of(&new, rule), "{rule:?}");
        }
    }

    #[test]
    fn what_only_the_change_asks_for_is_owed_from_its_date() {
        let changes = [("2025-09-11", Rule::R6, Amendment::Number(2))];
        let after = books("2025-09-11", &changes);
        assert_eq!(of(&owed(&after, "2025-09-10"), Rule::R6), None);
        let day = date("2025-09-11");
        assert_eq!(of(&owed(&after, "2025-09-11"), Rule::R6), Some((day, Some(day), 0)), "not late from the first");
    }

    #[test]
    fn a_run_that_begins_after_the_change_knows_the_new_row_alone() {
        let changes = [("2025-09-05", Rule::R4, Amendment::Number(4))];
        let books = books("2025-09-11", &changes);
        assert_eq!(of(&owed(&books, "2025-09-10"), Rule::R4), None);
        assert!(owed(&books, "2025-09-11").iter().any(|owed| owed.what == Action::ReportOutside));
    }

    #[test]
    fn more_than_and_or_more_and_calendar_days() {
        let more = books("2025-09-11", &[("2025-09-01", Rule::R4, Amendment::Compare(Compare::MoreThan))]);
        assert_eq!(of(&owed(&more, "2025-09-10"), Rule::R4), None);
        assert!(of(&owed(&more, "2025-09-11"), Rule::R4).is_some());
        let changes = [
            ("2025-09-01", Rule::R4, Amendment::Unit(Unit::CalendarDays)),
            ("2025-09-01", Rule::R4, Amendment::Number(7)),
        ];
        let calendar = books("2025-09-15", &changes);
        assert_eq!(of(&owed(&calendar, "2025-09-12"), Rule::R4), None, "five school days are five days");
        // The seventh day is a Sunday: it is Monday.
        assert_eq!(of(&owed(&calendar, "2025-09-15"), Rule::R4).map(|(since, ..)| since), Some(date("2025-09-15")));
    }

    #[test]
    fn what_a_rule_does_not_count_cannot_be_set() {
        let policy = School::from_books(class_of(1).0).policy;
        let row = |rule| policy.row(rule, date("2025-09-10"));
        assert_eq!(
            row(Rule::R9).amended(Amendment::Unit(Unit::Months)),
            Err(Unfit::Unit(&[Unit::Pupils])),
            "pupils are pupils"
        );
        assert_eq!(row(Rule::R16).amended(Amendment::Number(2)), Err(Unfit::Unread));
        for (key, value) in [("number", "0"), ("number", "x"), ("owes", "nobody"), ("unit", "years"), ("again", "-1")] {
            assert!(matches!(Amendment::parse(key, value), Err(Unread::Value(_))), "{key}={value}");
        }
        assert_eq!(Amendment::parse("colour", "1"), Err(Unread::Key));
        assert_eq!(Amendment::parse("number", "0"), Err(Unread::Value(Allowed::Number(1))));
    }

    #[test]
    fn every_number_has_its_bounds() {
        let policy = School::from_books(class_of(1).0).policy;
        let row = |rule| policy.row(rule, date("2025-09-10"));
        let with = |rule, amendment| row(rule).amended(amendment).unwrap().out_of_bounds();
        let bound = |part, least, most| Some(Bound { part, least, most });
        assert_eq!(with(Rule::R18, Amendment::Number(99)), bound(Part::DayOfMonth, 1, 31));
        assert_eq!(with(Rule::R18, Amendment::Number(28)), None);
        assert_eq!(with(Rule::R4, Amendment::Number(101)), bound(Part::Number(Unit::SchoolDays), 1, 100));
        assert_eq!(with(Rule::R4, Amendment::Within(61)), bound(Part::Within, 0, 60));
        assert_eq!(with(Rule::R5, Amendment::Again(61)), bound(Part::Again, 0, 60));
        for profile in Profile::ALL {
            assert!(profile.rungs().iter().all(|rung| rung.out_of_bounds().is_none()));
        }
    }

    #[test]
    fn a_profile_changes_only_what_differs() {
        let policy = School::from_books(class_of(1).0).policy;
        let on = date("2025-09-10");
        assert!(policy.adopting(Profile::Tongan, on).is_empty());
        let changes = policy.adopting(Profile::SameDay, on);
        assert!(!changes.is_empty() && changes.len() < Rule::ALL.len());
        assert!(changes.iter().all(|change| matches!(change, Change::Rung { from, .. } if *from == on)));
    }
}
