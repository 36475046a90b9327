//! Which days a report counts, and when it is due (报告周期、R18).

use super::{Month, Recipient, Reporting};
use crate::domain::gaps;
use crate::domain::ladder::Rule;
use crate::domain::register::Span;
use crate::domain::roll::RollKey;
use crate::domain::school::School;
use chrono::{Days, Months, NaiveDate, NaiveDateTime};

/// The day of the report where the policy has no row for it.
const USUAL_DAY: u16 = 25;
/// A day in the first half of a month is that of the report on the month before.
const FIRST_HALF: u16 = 15;
/// How far a day is moved back to a school day; in the holidays it stays where it is.
const MOVED_BACK: u64 = 7;
/// So many days before it is due the report stands on the list of what is to be done.
const AHEAD: Days = Days::new(5);
/// How many months are looked back on for a report that was never finished.
const BACK: usize = 6;

/// How far a month's report has come (月报状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 填报中: live figures.
    Collecting,
    /// 已签字、未报送
    Signed,
    /// 已报送
    Sent,
}

impl Stage {
    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Collecting => "collecting",
            Stage::Signed => "signed",
            Stage::Sent => "sent",
        }
    }
}

/// A report that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owing {
    pub month: Month,
    pub stage: Stage,
    pub due: NaiveDate,
}

/// Reporting as it is where the school has said nothing.
static USUAL: Reporting =
    Reporting { school_code: String::new(), begins_on: 1, district_key: String::new(), in_august: false };

impl School {
    /// How the school reports.
    pub fn reporting(&self) -> &Reporting {
        self.monthly.reporting.as_ref().unwrap_or(&USUAL)
    }

    /// Whether a month has a report of its own: by default August has none.
    pub fn is_reported(&self, month: Month) -> bool {
        month.month() != 8 || self.reporting().in_august
    }

    /// The reported month before a month.
    pub fn report_before(&self, month: Month) -> Month {
        let before = month.before();
        if self.is_reported(before) { before } else { before.before() }
    }

    /// The reported month after a month.
    pub fn report_after(&self, month: Month) -> Month {
        let after = month.after();
        if self.is_reported(after) { after } else { after.after() }
    }

    /// The month whose report a day belongs to.
    pub fn report_of(&self, date: NaiveDate) -> Month {
        let mut month = Month::of(date);
        if date > self.last_day(month) {
            month = month.after();
        }
        if self.is_reported(month) { month } else { month.after() }
    }

    /// The last day that a month's report counts where nothing was signed.
    fn last_day(&self, month: Month) -> NaiveDate {
        let begins_on = u32::from(self.reporting().begins_on.clamp(1, Reporting::LATEST_BEGIN));
        let first = |of: Month| NaiveDate::from_ymd_opt(of.year, of.month(), begins_on).unwrap_or_default();
        let next = if begins_on == 1 { first(month.after()) } else { first(month) };
        next.pred_opt().unwrap_or(next)
    }

    /// The days that a month's report counts. What was signed says it of itself; the next report begins on the day after,
    /// so that no day is counted twice or not at all, on whatever day a report was signed.
    pub fn report_span(&self, month: Month) -> Span {
        if let Some(signed) = self.monthly.latest(month) {
            return Span { from: signed.record.report.from, to: signed.record.report.to };
        }
        let before = self.report_before(month);
        let before_ends = self.monthly.latest(before).map_or(self.last_day(before), |signed| signed.record.report.to);
        let to = self.last_day(month);
        Span { from: before_ends.succ_opt().unwrap_or(before_ends).min(to), to }
    }

    /// The first day that a month's report looks at: its own, and those of the report before, which it is held against.
    pub fn report_looks_back_to(&self, month: Month) -> NaiveDate {
        self.report_span(month).from.min(self.report_span(self.report_before(month)).from)
    }

    /// The same as far as it has gone at a moment. Once it may be signed, a day of which rolls are still to come is left
    /// to the next report: a signature in the morning must not lose the afternoon to both.
    pub fn report_span_by(&self, month: Month, now: NaiveDateTime) -> Span {
        let (whole, today) = (self.report_span(month), now.date());
        if self.monthly.latest(month).is_some() || today > whole.to {
            return whole;
        }
        let is_half = today >= self.report_opens(month) && self.has_rolls_to_come(now);
        let to = if is_half { today.pred_opt().unwrap_or(today) } else { today };
        Span { from: whole.from, to: to.max(whole.from) }
    }

    /// Whether rolls of the day are not due yet, nor taken.
    fn has_rolls_to_come(&self, now: NaiveDateTime) -> bool {
        let date = now.date();
        let to_come = || self.sessions.iter().filter(move |session| !gaps::is_due(date, session, now));
        let classes = self.classes(date);
        let mut at_school = classes.into_iter().filter(|class| self.calendar.is_school_day(date, Some(class.grade)));
        at_school.any(|class| {
            let mut keys = to_come().map(|session| RollKey { class, date, session: session.code });
            keys.any(|key| self.roll(key).is_none() && self.is_asked_for(key))
        })
    }

    /// The day on which a month's report is due (R18): the school's day, earlier where that is no school day.
    pub fn report_due(&self, month: Month) -> NaiveDate {
        let number = self.policy.rung(Rule::R18, self.last_day(month)).map_or(USUAL_DAY, |rung| rung.number).max(1);
        let of = if number <= FIRST_HALF { month.after() } else { month };
        let first = of.first_day();
        let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
        let day = (first + Days::new(u64::from(number) - 1)).min(last);
        let back = (0..=MOVED_BACK).filter_map(|days| day.checked_sub_days(Days::new(days)));
        back.into_iter().find(|day| self.calendar.is_school_day(*day, None)).unwrap_or(day)
    }

    /// The first day on which a month's report may be signed: when it is due, or when its period is over.
    pub fn report_opens(&self, month: Month) -> NaiveDate {
        self.report_due(month).min(self.last_day(month))
    }

    /// How far a month's report has come.
    pub fn report_stage(&self, month: Month) -> Stage {
        let Some(latest) = self.monthly.latest(month) else { return Stage::Collecting };
        let sent = |to: Recipient| self.monthly.sending(month, latest.version, to).is_some();
        if Recipient::ALL.into_iter().all(sent) { Stage::Sent } else { Stage::Signed }
    }

    /// The reports that are to be finished: those that were asked for since the school's first roll, from some days
    /// before they are due until they are signed and sent.
    pub fn reports_owed(&self, today: NaiveDate) -> Vec<Owing> {
        let Some(begun) = self.rolls.iter().map(|roll| roll.key.date).min() else { return Vec::new() };
        let newest = self.report_after(self.report_of(today));
        let months = std::iter::successors(Some(newest), |month| Some(self.report_before(*month))).take(BACK);
        let owed = months.filter(|month| self.report_asked_since(*month) >= begun).filter_map(|month| {
            let (stage, due) = (self.report_stage(month), self.report_due(month));
            let is_near = due.checked_sub_days(AHEAD).is_some_and(|from| from <= today);
            (is_near && stage != Stage::Sent).then_some(Owing { month, stage, due })
        });
        let mut owed: Vec<Owing> = owed.collect();
        owed.reverse();
        owed
    }

    /// Since when a report stands on the list of what is to be done.
    pub fn report_asked_since(&self, month: Month) -> NaiveDate {
        let due = self.report_due(month);
        due.checked_sub_days(AHEAD).unwrap_or(due)
    }
}
