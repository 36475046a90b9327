//! What contradicts itself in a month's books (核对疑点; domain handbook 2.6): before the report is signed each line is
//! mended where it arose, or explained.

use super::figures::{Counting, on_the_books};
use super::{Behind, Figure, Listed, Month, MonthSheet, OpeningReason};
use crate::domain::case::{Case, Exit, Stage};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::PupilId;
use crate::domain::ladder::Action;
use crate::domain::people::{Pupil, Standing};
use crate::domain::register::Span;
use crate::domain::roll::RollKey;
use crate::domain::school::School;
use crate::domain::status::{StatusKind, StatusRecord};
use crate::domain::step::{Ledger, Step};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What does not agree. It carries the figures that do not: when they change, it is another contradiction, which no
/// earlier reason explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// 上月月报未签字
    MonthBefore(Month),
    /// 本月月初与上月月末不符
    Opening { grade: Grade, last_close: u32, opening: u32 },
    /// 班级未实点
    NotCounted(Class),
    /// 人籍不符: so many by the books, so many in their seats.
    Count { class: Class, books: u32, seats: u32 },
    /// 缺点名: so many of the rolls due were not taken.
    Rolls { class: Class, missing: u32, due: u32 },
    /// 在办个案本月没有处理
    IdleCase { pupil: PupilId, opened: NaiveDate },
    /// 达到列入台账的标准而未列入 (R6, R7)
    NotListed { pupil: PupilId, ledger: Ledger },
    /// 既不在籍也未离校
    Nowhere(PupilId),
    /// 休学期满未复学
    SuspensionOver { pupil: PupilId, until: NaiveDate },
    /// 转学等变动手续不全, from this day.
    NoPapers { pupil: PupilId, on: NaiveDate },
}

/// Where a contradiction is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// 上月月报
    Month(Month),
    /// 实点
    Headcount(Class),
    /// 补点名: the latest of the missing rolls.
    Roll(RollKey),
    Case(PupilId),
    /// 结案, by the exit that the facts propose.
    CloseCase(PupilId, Exit),
    /// 学籍异动
    Status(PupilId),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    pub doubt: Doubt,
    pub mend: Mend,
    /// Whom it is about, or who was away at the count.
    pub pupils: Vec<PupilId>,
    /// Why it stands, where somebody has said so.
    pub reason: Option<String>,
}

impl Doubt {
    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Doubt::MonthBefore(_) => "month_before",
            Doubt::Opening { .. } => "opening",
            Doubt::NotCounted(_) => "not_counted",
            Doubt::Count { .. } => "count",
            Doubt::Rolls { .. } => "rolls",
            Doubt::IdleCase { .. } => "idle_case",
            Doubt::NotListed { .. } => "not_listed",
            Doubt::Nowhere(_) => "nowhere",
            Doubt::SuspensionOver { .. } => "suspension_over",
            Doubt::NoPapers { .. } => "no_papers",
        }
    }

    pub fn class(self) -> Option<Class> {
        match self {
            Doubt::NotCounted(class) | Doubt::Count { class, .. } | Doubt::Rolls { class, .. } => Some(class),
            _ => None,
        }
    }

    pub fn pupil(self) -> Option<PupilId> {
        match self {
            Doubt::IdleCase { pupil, .. }
            | Doubt::NotListed { pupil, .. }
            | Doubt::Nowhere(pupil)
            | Doubt::SuspensionOver { pupil, .. }
            | Doubt::NoPapers { pupil, .. } => Some(pupil),
            _ => None,
        }
    }
}

/// In the first days of a school year whoever comes has been enrolled, not transferred.
const ENROLMENT: std::ops::RangeInclusive<u32> = 8..=9;
/// In these months whoever leaves the highest grade has graduated.
const GRADUATION: std::ops::RangeInclusive<u32> = 6..=8;
const HIGHEST: [u8; 2] = [6, 9];

impl School {
    /// What contradicts itself in a month, as far as it has gone at a moment; what is explained stands there with its
    /// reason.
    pub fn contradictions(&self, sheet: &MonthSheet, now: NaiveDateTime) -> Vec<Contradiction> {
        let (month, span) = (sheet.month, sheet.span);
        let counting = Counting::new(self, span);
        let mut found = self.against_last_month(sheet, now);
        found.extend(self.against_the_seats(month, &counting));
        found.extend(self.without_rolls(span, now));
        for pupil in self.pupils.iter().filter(|pupil| !self.has_still_to_apply(pupil, span.to)) {
            found.extend(self.neither_here_nor_gone(pupil, &counting));
            found.extend(self.without_papers(pupil, &counting, !sheet.behind(Figure::Opening, None).is_empty()));
            found.extend(self.idle_case(pupil, &counting));
            found.extend(self.not_listed(pupil, span.to, now.date()));
        }
        found.sort_by_key(|it| it.doubt);
        for it in &mut found {
            it.reason = self.monthly.explanation(month, &it.doubt).map(|told| told.reason.clone());
        }
        found
    }

    /// The month before: signed, and closed with what this one opens with.
    fn against_last_month(&self, sheet: &MonthSheet, now: NaiveDateTime) -> Vec<Contradiction> {
        let before = self.report_before(sheet.month);
        let mend = Mend::Month(before);
        let Some(last) = self.monthly.latest(before) else {
            let rolls = self.rolls_of_span(self.report_span_by(before, now), now);
            let was_at_work = rolls.values().any(|of| of.taken > 0);
            return was_at_work.then(|| line(Doubt::MonthBefore(before), mend, Vec::new())).into_iter().collect();
        };
        let mut grades: BTreeMap<Grade, (u32, u32)> = BTreeMap::new();
        for (line, grade) in last.record.report.grades.iter().filter_map(|line| Some((line, line.grade()?))) {
            grades.entry(grade).or_default().0 = line.figures.closing;
        }
        for (line, grade) in sheet.lines().iter().filter_map(|line| Some((*line, line.grade()?))) {
            grades.entry(grade).or_default().1 = line.figures.opening;
        }
        let differ = grades.into_iter().filter(|(_, (last_close, opening))| last_close != opening);
        differ
            .map(|(grade, (last_close, opening))| line(Doubt::Opening { grade, last_close, opening }, mend, Vec::new()))
            .collect()
    }

    /// Books against seats, class by class (人籍核对).
    fn against_the_seats(&self, month: Month, counting: &Counting) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for class in self.classes(counting.span.to) {
            let mend = Mend::Headcount(class);
            let Some(count) = self.monthly.headcount(month, class) else {
                found.push(line(Doubt::NotCounted(class), mend, Vec::new()));
                continue;
            };
            let (on, seats) = (count.record.on, u32::from(count.record.seats));
            let due = self.due_in_class(class, on);
            let books = u32::try_from(due.len()).unwrap_or(u32::MAX);
            if books != seats {
                let away: Vec<PupilId> = due.into_iter().filter(|pupil| self.was_away(*pupil, on)).collect();
                found.push(line(Doubt::Count { class, books, seats }, mend, away));
            }
        }
        found
    }

    /// Who should sit in a class on a day.
    fn due_in_class(&self, class: Class, on: NaiveDate) -> Vec<PupilId> {
        self.class_list(class, on).into_iter().map(|pupil| pupil.id).collect()
    }

    /// Whether a pupil was at school in no session of a day that has a roll.
    fn was_away(&self, pupil: PupilId, on: NaiveDate) -> bool {
        self.pupil_days(pupil, on, on).iter().any(|day| day.taken > 0 && day.attended() == 0)
    }

    /// How many pupils a class has by the books on a day, less those who are not expected: what a count is held against.
    pub fn due_in(&self, class: Class, on: NaiveDate) -> usize {
        self.due_in_class(class, on).len()
    }

    /// The classes of which rolls are missing; mended from the latest of them on.
    fn without_rolls(&self, span: Span, now: NaiveDateTime) -> Vec<Contradiction> {
        let rolls = self.rolls_of_span(span, now).into_iter();
        let missing = rolls.filter_map(|(class, rolls)| {
            let due = rolls.due();
            let latest = *rolls.missing.last()?;
            let doubt = Doubt::Rolls { class, missing: due - rolls.taken, due };
            Some(line(doubt, Mend::Roll(latest), Vec::new()))
        });
        missing.collect()
    }

    /// Whether somebody who has never been at the school had not even applied to come by a day.
    fn has_still_to_apply(&self, pupil: &Pupil, by: NaiveDate) -> bool {
        let first = || self.statuses_of(pupil.id).map(|status| status.record.applied_on).min();
        pupil.standings.is_empty() && first().is_some_and(|first| first > by)
    }

    /// A pupil of whom the books say neither that it is here nor that it has gone; or whose suspension has ended.
    fn neither_here_nor_gone(&self, pupil: &Pupil, counting: &Counting) -> Option<Contradiction> {
        let to = counting.span.to;
        match pupil.standing(to) {
            // What was applied for and lacks something is asked about as such, once its day has come.
            None if self.has_applied(pupil, counting) => None,
            None if pupil.standings.is_empty() => {
                Some(line(Doubt::Nowhere(pupil.id), Mend::Status(pupil.id), vec![pupil.id]))
            }
            Some(Standing::Suspended) if on_the_books(pupil, to).is_none() => {
                Some(line(Doubt::Nowhere(pupil.id), Mend::Status(pupil.id), vec![pupil.id]))
            }
            Some(Standing::Suspended) => {
                let ends = |record: &StatusRecord| {
                    record.kind == StatusKind::Suspend && record.is_in_effect() && record.on <= to
                };
                let last = self.statuses_of(pupil.id).map(|status| &status.record).rfind(|record| ends(record))?;
                let until = last.until.filter(|until| *until < to)?;
                let doubt = Doubt::SuspensionOver { pupil: pupil.id, until };
                Some(line(doubt, Mend::Status(pupil.id), vec![pupil.id]))
            }
            None | Some(Standing::InClass { .. } | Standing::OffRoll { .. } | Standing::Deferred | Standing::Gone) => {
                None
            }
        }
    }

    /// Whether somebody has applied to come: for a later day, or for one that has come without the papers being whole.
    fn has_applied(&self, pupil: &Pupil, counting: &Counting) -> bool {
        let to = counting.span.to;
        let pending = counting.pending.get(&pupil.id).map(Vec::as_slice).unwrap_or_default();
        pending.iter().any(|record| record.on > to || self.is_still_lacking(record, to))
    }

    /// Whether whoever comes on a day has been enrolled: in the first days of the classes of a school year.
    fn is_enrolment(&self, on: NaiveDate) -> bool {
        ENROLMENT.contains(&on.month()) || on.month() == 7 && self.classes_begin(on.year()) <= on
    }

    /// A pupil who came, went, or was to go by a day of the month, without the papers for it.
    fn without_papers(&self, pupil: &Pupil, counting: &Counting, had_pupils: bool) -> Option<Contradiction> {
        let (id, span) = (pupil.id, counting.span);
        let found = |on: NaiveDate| line(Doubt::NoPapers { pupil: id, on }, Mend::Status(id), vec![id]);
        let moved = pupil.standings.iter().map(|(on, _)| *on).filter(|on| span.has(*on)).find(|on| {
            let was = on_the_books(pupil, on.pred_opt().unwrap_or(*on));
            let has_papers = counting.has_status(id, *on);
            match (was, on_the_books(pupil, *on)) {
                (None, Some(_)) => had_pupils && !self.is_enrolment(*on) && !has_papers,
                (Some((class, _)), None) => {
                    let graduated = HIGHEST.contains(&class.grade.get()) && GRADUATION.contains(&on.month());
                    !graduated && !has_papers
                }
                _ => false,
            }
        });
        moved.or_else(|| self.was_to_change(id, counting)).map(found)
    }

    /// The day of a change of status that has come without the change being in effect; or of a case that was closed by
    /// an exit which no change of status has followed.
    fn was_to_change(&self, pupil: PupilId, counting: &Counting) -> Option<NaiveDate> {
        let to = counting.span.to;
        // Most pupils have neither.
        let closed = self.steps_of(pupil).iter().rev().find_map(|taken| match &taken.record.step {
            Step::Closed(closing) if taken.record.at.date() <= to => Some((closing.exit, taken.record.at.date())),
            _ => None,
        });
        let not_followed = closed
            .filter(|(exit, _)| !matches!(exit, Exit::E5 | Exit::E7))
            .and_then(|(exit, on)| self.status_to_follow(pupil, exit, to).map(|_| on));
        not_followed.or_else(|| self.pending_since(pupil, counting))
    }

    fn pending_since(&self, pupil: PupilId, counting: &Counting) -> Option<NaiveDate> {
        let to = counting.span.to;
        let pending = counting.pending.get(&pupil)?;
        pending.iter().find(|record| record.on <= to && self.is_still_lacking(record, to)).map(|record| record.on)
    }

    /// Whether what was applied for has not come about in another way since.
    fn is_still_lacking(&self, record: &StatusRecord, to: NaiveDate) -> bool {
        let standing = self.pupil(record.pupil).and_then(|pupil| pupil.standing(to));
        match record.kind {
            StatusKind::Suspend => standing != Some(Standing::Suspended),
            StatusKind::Defer => standing != Some(Standing::Deferred),
            StatusKind::TransferOut
            | StatusKind::LeaveCountry
            | StatusKind::Died
            | StatusKind::SpecialSchool
            | StatusKind::Graduate => standing.is_some_and(|standing| standing != Standing::Gone),
            StatusKind::TransferIn | StatusKind::Resume | StatusKind::Class => {
                standing.and_then(Standing::class) != record.class
            }
        }
    }

    /// An open case for which nothing was done in the month: no call, no visit, no paper, no step.
    fn idle_case(&self, pupil: &Pupil, counting: &Counting) -> Option<Contradiction> {
        let (id, to) = (pupil.id, counting.span.to);
        on_the_books(pupil, to)?;
        let case = self.case_to_look_at(id, to)?;
        let within = Span { from: counting.span.from.max(case.opened), to };
        let has = |at: NaiveDateTime| within.has(at.date());
        let done = self.contacts_of(id).iter().any(|it| has(it.record.at))
            || self.visits_of(id).iter().any(|it| has(it.record.at))
            || self.steps_of(id).iter().any(|it| has(it.record.at))
            || counting.has_letter(id, within);
        if done {
            return None;
        }
        let mend = case.proposes.map_or(Mend::Case(id), |exit| Mend::CloseCase(id, exit));
        Some(line(Doubt::IdleCase { pupil: id, opened: case.opened }, mend, vec![id]))
    }

    /// A pupil who by the end of the period belonged in a ledger, and has not been entered to this day: the report would
    /// say that nobody is suspected of dropping out.
    fn not_listed(&self, pupil: &Pupil, to: NaiveDate, today: NaiveDate) -> Option<Contradiction> {
        let id = pupil.id;
        on_the_books(pupil, to)?;
        self.case_to_look_at(id, to)?;
        let owed = self.flag(id, to)?.owed;
        let ledger = owed.iter().rev().find_map(|owed| match owed.what {
            Action::EnterSuspected => Some(Ledger::Suspected),
            Action::EnterDropout => Some(Ledger::Dropout),
            _ => None,
        })?;
        let is_entered = self.steps_of(id).iter().any(|taken| {
            let on = taken.record.at.date();
            to < on
                && on <= today
                && matches!(taken.record.step, Step::Entered { ledger: entered, .. } if entered == ledger)
        });
        let mend = Mend::Case(id);
        (!is_entered).then(|| line(Doubt::NotListed { pupil: id, ledger }, mend, vec![id]))
    }

    /// The case of a pupil that is open and no mere watch. Most pupils have never missed a session unexcused.
    fn case_to_look_at(&self, pupil: PupilId, to: NaiveDate) -> Option<Case> {
        let has_any = self.missed(pupil, to).next().is_some() || !self.steps_of(pupil).is_empty();
        let case = has_any.then(|| self.case(pupil, to)).flatten();
        case.filter(|case| case.ending.is_none() && case.stage != Stage::Watch)
    }
}

impl School {
    /// Whom the contradictions of a kind are about, as the pupils behind a figure are listed.
    pub fn behind_contradictions(
        &self,
        listed: Listed,
        found: &[Contradiction],
        sheet: &MonthSheet,
        grade: Option<Grade>,
    ) -> Vec<Behind> {
        let mut behind = Vec::new();
        for it in found {
            let (class, on) = match (listed, it.doubt) {
                (Listed::Counted, Doubt::Count { class, .. }) => {
                    (Some(class), self.monthly.headcount(sheet.month, class).map(|count| count.record.on))
                }
                (Listed::NotListed, Doubt::NotListed { pupil, .. }) => (self.last_class(pupil, sheet.span.to), None),
                _ => continue,
            };
            let Some(class) = class.filter(|class| grade.is_none_or(|grade| class.grade == grade)) else { continue };
            behind.extend(it.pupils.iter().map(|pupil| Behind { pupil: *pupil, class, on, times: 1 }));
        }
        behind
    }
}

/// How many pupils belong in a ledger and are in none, as found.
pub fn not_listed(found: &[Contradiction]) -> u32 {
    let count = found.iter().filter(|it| matches!(it.doubt, Doubt::NotListed { .. })).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What was said of the grades that open with others than those with whom the month before has closed.
pub fn opening_reasons(found: &[Contradiction]) -> Vec<OpeningReason> {
    let reasons = found.iter().filter_map(|it| match (it.doubt, &it.reason) {
        (Doubt::Opening { grade, last_close, opening }, Some(reason)) => {
            Some(OpeningReason { grade: grade.get(), last_close, opening, why: reason.trim().to_owned() })
        }
        _ => None,
    });
    reasons.collect()
}

fn line(doubt: Doubt, mend: Mend, pupils: Vec<PupilId>) -> Contradiction {
    Contradiction { doubt, mend, pupils, reason: None }
}
