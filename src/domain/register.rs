//! The registers (登记表、台账) that a school keeps (domain handbook 3a, 3b and 3l): which there are, and the part of one
//! that is asked for. Their lines are worked out from facts; nothing is entered in a register that is not a fact already.

use super::flags::Scope;
use super::ids::StaffId;
use super::school::School;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Which register it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterKind {
    /// 缺勤追踪登记表
    Absence,
    /// 因病缺勤登记追查表
    Illness,
    /// 疑似辍学学生台账
    SuspectedDropout,
    /// 辍学学生台账
    Dropout,
    /// 劝返复学台账
    PersuadedBack,
    /// 文书登记簿
    Papers,
    /// 学生名册
    Pupils,
    /// 学籍异动台账
    StatusChanges,
    /// 转学台账
    Transfers,
    /// 重点群体学生台账
    KeyGroups,
    /// 学生资助台账
    Aid,
    /// 适龄儿童台账
    Entrants,
}

impl RegisterKind {
    pub const ALL: [RegisterKind; 12] = [
        RegisterKind::Absence,
        RegisterKind::Illness,
        RegisterKind::SuspectedDropout,
        RegisterKind::Dropout,
        RegisterKind::PersuadedBack,
        RegisterKind::Papers,
        RegisterKind::Pupils,
        RegisterKind::StatusChanges,
        RegisterKind::Transfers,
        RegisterKind::KeyGroups,
        RegisterKind::Aid,
        RegisterKind::Entrants,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            RegisterKind::Absence => "absence",
            RegisterKind::Illness => "illness",
            RegisterKind::SuspectedDropout => "suspected-dropout",
            RegisterKind::Dropout => "dropout",
            RegisterKind::PersuadedBack => "persuaded-back",
            RegisterKind::Papers => "papers",
            RegisterKind::Pupils => "pupils",
            RegisterKind::StatusChanges => "status-changes",
            RegisterKind::Transfers => "transfers",
            RegisterKind::KeyGroups => "key-groups",
            RegisterKind::Aid => "aid",
            RegisterKind::Entrants => "entrants",
        }
    }
}

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    pub fn has(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// The days that both have; none where they have none.
    pub fn meets(self, other: Span) -> Option<Span> {
        let both = Span { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }

    /// The calendar month of a day.
    pub fn month(date: NaiveDate) -> Span {
        let from = date.with_day(1).unwrap_or(date);
        let next = from.checked_add_months(chrono::Months::new(1));
        Span { from, to: next.and_then(|next| next.pred_opt()).unwrap_or(date) }
    }

    pub fn is_month(self) -> bool {
        self == Span::month(self.from)
    }
}

/// A register as it is asked for: of whom, and of which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register {
    pub kind: RegisterKind,
    pub scope: Scope,
    pub span: Span,
}

impl School {
    /// The spans in which registers are looked through: of every term that has begun its months, then the term itself as
    /// far as it has gone; earliest first.
    pub fn register_spans(&self, today: NaiveDate) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for term in self.calendar.terms().iter().filter(|term| term.first <= today) {
            let gone = Span { from: term.first, to: term.last.min(today) };
            let mut month = Span::month(gone.from);
            while month.from <= gone.to {
                spans.push(month);
                month = match month.to.succ_opt() {
                    Some(next) => Span::month(next),
                    None => break,
                };
            }
            spans.push(gone);
        }
        spans.dedup();
        if spans.is_empty() { vec![Span::month(today)] } else { spans }
    }

    /// The term as far as it has gone; without one the month.
    pub fn term_so_far(&self, today: NaiveDate) -> Span {
        let term = self.calendar.term_of(today);
        term.map_or(Span::month(today), |term| Span { from: term.first, to: term.last.min(today) })
    }

    /// Whether somebody may see a register: those of pupils in need are for whoever needs to know of all its classes.
    pub fn may_see_register(&self, who: StaffId, register: Register, on: NaiveDate) -> bool {
        let mut classes = self.classes(on).into_iter().filter(|class| register.scope.covers(*class));
        match register.kind {
            RegisterKind::KeyGroups | RegisterKind::Aid => classes.all(|class| self.may_see_need(who, class, on)),
            _ => true,
        }
    }

    /// The register of every paper that was issued up to a day.
    pub fn all_papers(&self, today: NaiveDate) -> Register {
        let first = self.letters.iter().map(|letter| letter.record.issued_on).min();
        let span = Span { from: first.unwrap_or(today).min(today), to: today };
        Register { kind: RegisterKind::Papers, scope: Scope::School, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{self, date};

    fn span(from: &str, to: &str) -> Span {
        Span { from: date(from), to: date(to) }
    }

    #[test]
    fn a_month_has_all_of_its_days() {
        let table = [
            ("2025-09-08", span("2025-09-01", "2025-09-30")),
            ("2025-12-31", span("2025-12-01", "2025-12-31")),
            ("2024-02-29", span("2024-02-01", "2024-02-29")),
        ];
        for (day, month) in table {
            assert_eq!(Span::month(date(day)), month);
            assert!(month.is_month());
        }
        assert!(!span("2025-09-01", "2025-09-29").is_month());
        assert!(!span("2025-09-01", "2025-10-31").is_month());
    }

    #[test]
    fn two_spans_meet_on_their_common_days() {
        let september = span("2025-09-01", "2025-09-30");
        assert_eq!(september.meets(span("2025-09-30", "2025-10-31")), Some(span("2025-09-30", "2025-09-30")));
        assert_eq!(september.meets(span("2025-10-01", "2025-10-31")), None);
    }

    #[test]
    fn spans_are_the_months_of_each_term_then_the_term() {
        let school = School::from_books(made_up::class_of(1).0);
        let spans = school.register_spans(date("2025-10-20"));
        let october = span("2025-10-01", "2025-10-31");
        let term = span("2025-09-01", "2025-10-20");
        assert_eq!(spans, [span("2025-09-01", "2025-09-30"), october, term]);
        assert_eq!(school.term_so_far(date("2025-10-20")), term);
        let before = school.register_spans(date("2025-08-20"));
        assert_eq!(before, [span("2025-08-01", "2025-08-31")]);
    }
}
