//! The children who should enter (新生报到; domain handbook 2.5 and 2.6): while a year's list is worked on, the report says
//! of each grade what became of every child on it by the close. It names no child.

use super::Month;
use crate::domain::entrant::{Destination, Entrant, EntrantState, Outcome};
use crate::domain::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From the month in which children register to the one in which those who have not come are traced.
const MONTHS: std::ops::RangeInclusive<u32> = 7..=9;

/// The list of the children who should enter one grade, at the close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Intake {
    /// 1 or 7
    pub grade: u8,
    /// 名单人数 = 已报到 + 已在他校 + 缓学 + 特教 + 迁出 + 出国（境） + 死亡 + 名单有误 + 去向未明
    pub listed: u32,
    /// 已发通知书
    pub issued: u32,
    /// 通知书已送达
    pub delivered: u32,
    /// 已报到
    pub registered: u32,
    /// 未报到: after the last day of registration, and neither here nor accounted for.
    pub not_come: u32,
    /// 已追踪: called, visited, written to or asked about.
    pub traced: u32,
    pub elsewhere: u32,
    pub deferred: u32,
    pub special: u32,
    pub moved: u32,
    pub abroad: u32,
    pub dead: u32,
    pub wrong: u32,
    /// 去向未明: those who have not come, and before the last day of registration those who may still come.
    pub open: u32,
}

/// Which figure of it, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntakeFigure {
    Listed,
    Issued,
    Delivered,
    Registered,
    NotCome,
    Traced,
    Elsewhere,
    Deferred,
    Special,
    Moved,
    Abroad,
    Dead,
    Wrong,
    Open,
}

impl IntakeFigure {
    pub const ALL: [IntakeFigure; 14] = [
        IntakeFigure::Listed,
        IntakeFigure::Issued,
        IntakeFigure::Delivered,
        IntakeFigure::Registered,
        IntakeFigure::NotCome,
        IntakeFigure::Traced,
        IntakeFigure::Elsewhere,
        IntakeFigure::Deferred,
        IntakeFigure::Special,
        IntakeFigure::Moved,
        IntakeFigure::Abroad,
        IntakeFigure::Dead,
        IntakeFigure::Wrong,
        IntakeFigure::Open,
    ];

    /// The columns of which each listed child is in exactly one.
    const PARTS: [IntakeFigure; 9] = [
        IntakeFigure::Registered,
        IntakeFigure::Elsewhere,
        IntakeFigure::Deferred,
        IntakeFigure::Special,
        IntakeFigure::Moved,
        IntakeFigure::Abroad,
        IntakeFigure::Dead,
        IntakeFigure::Wrong,
        IntakeFigure::Open,
    ];

    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            IntakeFigure::Listed => "listed",
            IntakeFigure::Issued => "issued",
            IntakeFigure::Delivered => "delivered",
            IntakeFigure::Registered => "registered",
            IntakeFigure::NotCome => "not_come",
            IntakeFigure::Traced => "traced",
            IntakeFigure::Elsewhere => "elsewhere",
            IntakeFigure::Deferred => "deferred",
            IntakeFigure::Special => "special",
            IntakeFigure::Moved => "moved",
            IntakeFigure::Abroad => "abroad",
            IntakeFigure::Dead => "dead",
            IntakeFigure::Wrong => "wrong",
            IntakeFigure::Open => "open",
        }
    }

    pub fn of(self, intake: &Intake) -> u32 {
        let mut intake = *intake;
        *self.place(&mut intake)
    }

    fn place(self, intake: &mut Intake) -> &mut u32 {
        match self {
            IntakeFigure::Listed => &mut intake.listed,
            IntakeFigure::Issued => &mut intake.issued,
            IntakeFigure::Delivered => &mut intake.delivered,
            IntakeFigure::Registered => &mut intake.registered,
            IntakeFigure::NotCome => &mut intake.not_come,
            IntakeFigure::Traced => &mut intake.traced,
            IntakeFigure::Elsewhere => &mut intake.elsewhere,
            IntakeFigure::Deferred => &mut intake.deferred,
            IntakeFigure::Special => &mut intake.special,
            IntakeFigure::Moved => &mut intake.moved,
            IntakeFigure::Abroad => &mut intake.abroad,
            IntakeFigure::Dead => &mut intake.dead,
            IntakeFigure::Wrong => &mut intake.wrong,
            IntakeFigure::Open => &mut intake.open,
        }
    }
}

impl From<Destination> for IntakeFigure {
    fn from(destination: Destination) -> IntakeFigure {
        match destination {
            Destination::Here => IntakeFigure::Registered,
            Destination::Elsewhere => IntakeFigure::Elsewhere,
            Destination::Deferred => IntakeFigure::Deferred,
            Destination::Special => IntakeFigure::Special,
            Destination::Moved => IntakeFigure::Moved,
            Destination::Abroad => IntakeFigure::Abroad,
            Destination::Dead => IntakeFigure::Dead,
            Destination::Wrong => IntakeFigure::Wrong,
            Destination::Open => IntakeFigure::Open,
        }
    }
}

impl Intake {
    /// What the columns come to: the list, where each child is in one of them.
    pub fn sum(&self) -> u64 {
        IntakeFigure::PARTS.iter().map(|figure| u64::from(figure.of(self))).sum()
    }

    /// The whole school's, of which `grade` is 0.
    pub fn total(intakes: &[Intake]) -> Intake {
        let mut total = Intake::default();
        for (figure, intake) in
            IntakeFigure::ALL.into_iter().flat_map(|figure| intakes.iter().map(move |it| (figure, it)))
        {
            let sum = figure.place(&mut total);
            *sum = sum.saturating_add(figure.of(intake));
        }
        total
    }
}

/// Whether somebody is still to be found after the last day of registration (未报到).
pub(super) fn has_not_come(state: EntrantState) -> bool {
    matches!(state, EntrantState::NotReported | EntrantState::Tracing | EntrantState::Settled(Outcome::NotFound))
}

impl School {
    /// The year's list at a month's close, by grade; nothing outside the months in which it is worked on.
    pub(super) fn intakes(&self, month: Month, by: NaiveDate) -> Vec<Intake> {
        let mut intakes: BTreeMap<u8, Intake> = BTreeMap::new();
        let states = MONTHS.contains(&month.month()).then(|| self.entrants_as_of(month.year, by));
        for (entrant, state) in states.into_iter().flatten() {
            let grade = entrant.record.grade.get();
            let intake = intakes.entry(grade).or_insert(Intake { grade, ..Intake::default() });
            self.counts_as(&entrant, state, by).for_each(|figure| *figure.place(intake) += 1);
        }
        intakes.into_values().collect()
    }

    /// The figures in which a child counts.
    fn counts_as(&self, entrant: &Entrant, state: EntrantState, by: NaiveDate) -> impl Iterator<Item = IntakeFigure> {
        let of = |figure: IntakeFigure, counts: bool| counts.then_some(figure);
        [
            Some(IntakeFigure::Listed),
            of(IntakeFigure::Issued, entrant.notice.is_some()),
            of(IntakeFigure::Delivered, entrant.delivery.is_some()),
            of(IntakeFigure::NotCome, has_not_come(state)),
            of(IntakeFigure::Traced, self.was_traced(entrant.id, by)),
            Some(state.destination().into()),
        ]
        .into_iter()
        .flatten()
    }
}
