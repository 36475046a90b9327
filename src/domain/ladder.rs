//! The ladder (台阶): what absence obliges whom to do, and by when. Rows of the policy, never numbers in code.

use super::people::Role;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The rules of the domain handbook, section 1.6, and the two deadlines of its Machine B (2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Before everything else: a child whom nobody can reach.
    R16,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15,
    /// 未报到新生
    R17,
    /// 月报
    R18,
    /// 核查函 to the hukou's county
    B3,
    /// 催办
    B4,
}

impl Rule {
    /// In the order of the handbook.
    pub const ALL: [Rule; 20] = [
        Rule::R1,
        Rule::R2,
        Rule::R3,
        Rule::R4,
        Rule::R5,
        Rule::R6,
        Rule::R7,
        Rule::R8,
        Rule::R9,
        Rule::R10,
        Rule::R11,
        Rule::R12,
        Rule::R13,
        Rule::R14,
        Rule::R15,
        Rule::R16,
        Rule::R17,
        Rule::R18,
        Rule::B3,
        Rule::B4,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Rule::R1 => "R1",
            Rule::R2 => "R2",
            Rule::R3 => "R3",
            Rule::R4 => "R4",
            Rule::R5 => "R5",
            Rule::R6 => "R6",
            Rule::R7 => "R7",
            Rule::R8 => "R8",
            Rule::R9 => "R9",
            Rule::R10 => "R10",
            Rule::R11 => "R11",
            Rule::R12 => "R12",
            Rule::R13 => "R13",
            Rule::R14 => "R14",
            Rule::R15 => "R15",
            Rule::R16 => "R16",
            Rule::R17 => "R17",
            Rule::R18 => "R18",
            Rule::B3 => "B3",
            Rule::B4 => "B4",
        }
    }

    pub fn from_code(code: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.code().eq_ignore_ascii_case(code))
    }
}

/// What is counted (触发条件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Unexcused sessions of a day, the latest of them not yet followed by an attended one.
    UnexcusedSessions,
    /// Unexcused streak.
    Streak,
    /// From the streak's first day to the date, both included.
    Span,
    /// Unexcused sessions in a pattern: within the last ten school days, or on one weekday and session in four weeks.
    Pattern,
    /// Pupils of one class or dormitory room with a shared symptom on one day.
    SickInADay,
    /// The same, within three days.
    SickInThreeDays,
    /// Sick days running.
    SickDays,
    /// Excused days running.
    ExcusedDays,
    /// From the first excused day running to the date.
    ExcusedSpan,
    /// Sessions missed since a leave note ended.
    AfterLeave,
    /// School days since the pupil came back: the length of the watch (跟踪期).
    SinceReturn,
    /// The child cannot be reached at all.
    Unreachable,
    /// Days since registration ended.
    AfterRegistration,
    /// The day of the month.
    DayOfMonth,
    /// A visit or clue says that the family of a pupil from elsewhere has gone.
    GoneAway,
    /// School days since a verification letter without an answer.
    Unanswered,
}

/// In what the trigger's number is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 节次
    Sessions,
    /// 上课日
    SchoolDays,
    /// 日历日
    CalendarDays,
    /// 月
    Months,
    /// 人
    Pupils,
    /// Neither: the thing happens or does not.
    Events,
}

impl Unit {
    pub const ALL: [Unit; 6] =
        [Unit::Sessions, Unit::SchoolDays, Unit::CalendarDays, Unit::Months, Unit::Pupils, Unit::Events];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Sessions => "sessions",
            Unit::SchoolDays => "school_days",
            Unit::CalendarDays => "calendar_days",
            Unit::Months => "months",
            Unit::Pupils => "pupils",
            Unit::Events => "events",
        }
    }

    pub fn from_code(code: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

impl Trigger {
    /// The units in which its number can be counted: a run of absence by school days, by the calendar or by months,
    /// everything else in one way only.
    pub fn units(self) -> &'static [Unit] {
        match self {
            Trigger::Streak | Trigger::Span => &[Unit::SchoolDays, Unit::CalendarDays, Unit::Months],
            Trigger::UnexcusedSessions | Trigger::Pattern | Trigger::AfterLeave => &[Unit::Sessions],
            Trigger::SickInADay | Trigger::SickInThreeDays => &[Unit::Pupils],
            Trigger::SickDays | Trigger::ExcusedDays | Trigger::SinceReturn | Trigger::Unanswered => {
                &[Unit::SchoolDays]
            }
            Trigger::ExcusedSpan => &[Unit::CalendarDays, Unit::Months],
            Trigger::AfterRegistration | Trigger::DayOfMonth => &[Unit::CalendarDays],
            Trigger::Unreachable | Trigger::GoneAway => &[Unit::Events],
        }
    }

    /// Between which numbers its number must lie, counted in a unit: what is more than the most would never come, or only
    /// when nobody can act on it any more. None where nothing is counted.
    pub fn bounds(self, unit: Unit) -> Option<RangeInclusive<u16>> {
        Some(match (self, unit) {
            (Trigger::Unreachable | Trigger::GoneAway, _) | (_, Unit::Events) => return None,
            (Trigger::DayOfMonth, _) => 1..=31,
            (Trigger::UnexcusedSessions | Trigger::AfterLeave, _) => 1..=12,
            (Trigger::Pattern, _) => 1..=40,
            (Trigger::SickInADay | Trigger::SickInThreeDays, _) => 1..=60,
            // The watch may last a whole school year.
            (Trigger::SinceReturn, _) => 1..=200,
            (_, Unit::Months) => 1..=12,
            (_, Unit::CalendarDays) => 1..=180,
            (_, Unit::SchoolDays | Unit::Sessions | Unit::Pupils) => 1..=100,
        })
    }

    /// Whether its number may be "more than" as well as "or more": not so for a length, a day or what happens or not.
    pub fn is_compared(self) -> bool {
        !matches!(self, Trigger::SinceReturn | Trigger::DayOfMonth | Trigger::Unreachable | Trigger::GoneAway)
    }

    /// Whether there is a number to set.
    pub fn is_counted(self) -> bool {
        !matches!(self, Trigger::Unreachable | Trigger::GoneAway)
    }
}

/// How the number is to be read (domain handbook 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// 以上: the number itself is included.
    AtLeast,
    /// 超过: only what is more.
    MoreThan,
}

impl Compare {
    pub const ALL: [Compare; 2] = [Compare::AtLeast, Compare::MoreThan];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Compare::AtLeast => "at_least",
            Compare::MoreThan => "more_than",
        }
    }

    pub fn from_code(code: &str) -> Option<Compare> {
        Compare::ALL.into_iter().find(|compare| compare.code() == code)
    }
}

/// What must be done (应办事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 联系监护人
    ContactGuardian,
    /// 家访
    HomeVisit,
    /// 报告单报校领导
    NoticeToLeadership,
    /// 校领导签收、批示: the second half of the notice's rung.
    AcknowledgeNotice,
    /// 报告区教育局、函告街道
    ReportOutside,
    /// 报告区教育局: the letter is out already.
    ReportToBureau,
    /// 函告街道: the report is out already.
    LetterToStreet,
    /// 续报: the pupil is back, and those who were told must know.
    FollowUpReport,
    /// 返校告知书、联合家访
    NoticeToGuardian,
    /// 劝返, again and again until the pupil is back
    Persuade,
    /// 列入疑似辍学台账
    EnterSuspected,
    /// 列入辍学台账，提请发出限期复学通知书
    EnterDropout,
    /// 谈话，查明规律性缺勤
    TalkAboutPattern,
    /// 报告疫情报告人、疾控中心
    ReportIllness,
    /// 追访病情
    FollowIllness,
    /// 列入长期请假台账，收取证明
    EnterLongLeave,
    /// 考虑休学
    ConsiderSuspension,
    /// 请假到期未返校，联系监护人
    AskAfterLeave,
    /// 跟踪谈话
    WatchTalk,
    /// 立即报警110，报告校领导
    CallPolice,
    /// 追踪未报到新生
    TraceEntrant,
    /// 月报
    MonthlyReport,
    /// 寄核查函
    SendVerification,
    /// 催办核查函
    Remind,
}

impl Action {
    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Action::ContactGuardian => "contact_guardian",
            Action::HomeVisit => "home_visit",
            Action::NoticeToLeadership => "notice_to_leadership",
            Action::AcknowledgeNotice => "acknowledge_notice",
            Action::ReportOutside => "report_outside",
            Action::ReportToBureau => "report_to_bureau",
            Action::LetterToStreet => "letter_to_street",
            Action::FollowUpReport => "follow_up_report",
            Action::NoticeToGuardian => "notice_to_guardian",
            Action::Persuade => "persuade",
            Action::EnterSuspected => "enter_suspected",
            Action::EnterDropout => "enter_dropout",
            Action::TalkAboutPattern => "talk_about_pattern",
            Action::ReportIllness => "report_illness",
            Action::FollowIllness => "follow_illness",
            Action::EnterLongLeave => "enter_long_leave",
            Action::ConsiderSuspension => "consider_suspension",
            Action::AskAfterLeave => "ask_after_leave",
            Action::WatchTalk => "watch_talk",
            Action::CallPolice => "call_police",
            Action::TraceEntrant => "trace_entrant",
            Action::MonthlyReport => "monthly_report",
            Action::SendVerification => "send_verification",
            Action::Remind => "remind",
        }
    }
}

/// Within what time something is owed (期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// School days after the trigger day; 0 is the same day.
    SchoolDays(u16),
    /// Hours by the clock, off days included.
    Hours(u16),
}

impl Within {
    /// In school days; what runs by the clock is of the same day.
    pub fn school_days(self) -> u16 {
        match self {
            Within::SchoolDays(days) => days,
            Within::Hours(_) => 0,
        }
    }

    /// As many of the same.
    pub fn of(self, number: u16) -> Within {
        match self {
            Within::SchoolDays(_) => Within::SchoolDays(number),
            Within::Hours(_) => Within::Hours(number),
        }
    }
}

/// One row of the ladder: once so much is counted, this is owed by this role within that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    pub rule: Rule,
    pub trigger: Trigger,
    pub compare: Compare,
    pub number: u16,
    pub unit: Unit,
    pub action: Action,
    pub owes: Role,
    pub within: Within,
    /// School days after which it is owed again, for what must be repeated; 0 is once.
    pub again: u16,
    /// The legal basis, as printed on papers (依据); empty where a rule has none that may be quoted.
    pub basis: String,
}

/// A number of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Of what triggers it, in this unit.
    Number(Unit),
    DayOfMonth,
    Within,
    Again,
}

/// Between which numbers a number of a row must lie, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub part: Part,
    pub least: u16,
    pub most: u16,
}

/// School days, and hours, within which something can be owed at the most; school days after which it is owed again.
const LONGEST_DAYS: u16 = 60;
const LONGEST_HOURS: u16 = 240;

impl Rung {
    /// The first of its numbers that no school can mean; none where all of them are in bounds.
    pub fn out_of_bounds(&self) -> Option<Bound> {
        let part = if self.trigger == Trigger::DayOfMonth { Part::DayOfMonth } else { Part::Number(self.unit) };
        let longest = match self.within {
            Within::SchoolDays(days) => (days, LONGEST_DAYS),
            Within::Hours(hours) => (hours, LONGEST_HOURS),
        };
        let number = self.trigger.bounds(self.unit).filter(|bounds| !bounds.contains(&self.number));
        let number = number.map(|bounds| Bound { part, least: *bounds.start(), most: *bounds.end() });
        let within = || (longest.0 > longest.1).then_some(Bound { part: Part::Within, least: 0, most: longest.1 });
        let again = || (self.again > LONGEST_DAYS).then_some(Bound { part: Part::Again, least: 0, most: LONGEST_DAYS });
        number.or_else(within).or_else(again)
    }

    /// The least count that meets it.
    pub fn least(&self) -> u16 {
        match self.compare {
            Compare::AtLeast => self.number,
            Compare::MoreThan => self.number.saturating_add(1),
        }
    }

    /// Whether so many meet it.
    pub fn is_met(&self, count: u16) -> bool {
        count >= self.least()
    }
}

/// How excused days act on the unexcused streak (design: passed over unless the policy says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excused {
    /// Neither adds nor ends.
    #[default]
    Pass,
    /// Ends the streak.
    End,
}

impl Excused {
    pub const CODES: [&'static str; 2] = ["pass", "end"];

    pub fn from_code(code: &str) -> Option<Excused> {
        match code {
            "pass" => Some(Excused::Pass),
            "end" => Some(Excused::End),
            _ => None,
        }
    }
}

/// The school's policy (规则): every row with the date from which it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Earliest first.
    excused: Vec<(NaiveDate, Excused)>,
    /// By rule, then earliest first.
    rungs: Vec<(NaiveDate, Rung)>,
}

impl Policy {
    pub fn new(mut excused: Vec<(NaiveDate, Excused)>, mut rungs: Vec<(NaiveDate, Rung)>) -> Policy {
        excused.sort_by_key(|(from, _)| *from);
        rungs.sort_by_key(|(from, rung)| (rung.rule, *from));
        Policy { excused, rungs }
    }

    /// The first date for which the policy says anything: the first day of the books.
    pub fn begins(&self) -> NaiveDate {
        let dates = self.excused.iter().map(|(from, _)| from).chain(self.rungs.iter().map(|(from, _)| from));
        dates.min().copied().unwrap_or_default()
    }

    /// How excused days act, as of a date.
    pub fn excused(&self, on: NaiveDate) -> Excused {
        self.excused.iter().rev().find(|(from, _)| *from <= on).map(|(_, excused)| *excused).unwrap_or_default()
    }

    /// The rungs that hold on a date, in the order of their rules: what cannot wait first.
    pub fn rungs(&self, on: NaiveDate) -> impl DoubleEndedIterator<Item = &Rung> {
        self.versions(on).filter_map(|rows| rows.last()).map(|(_, rung)| rung)
    }

    /// What has held of each rule up to a date, in the order of the rules, each with the date from which it holds,
    /// earliest first; the last holds on the date.
    pub fn versions(&self, on: NaiveDate) -> impl DoubleEndedIterator<Item = &[(NaiveDate, Rung)]> {
        let rules = self.rungs.chunk_by(|a, b| a.1.rule == b.1.rule).collect::<Vec<_>>().into_iter();
        let begun = move |rows: &[(NaiveDate, Rung)]| rows.partition_point(|(from, _)| *from <= on);
        rules.map(move |rows| &rows[..begun(rows)]).filter(|rows| !rows.is_empty())
    }

    /// What holds on a date, with the date from which it holds, in the order of the handbook.
    pub fn held(&self, on: NaiveDate) -> Vec<&(NaiveDate, Rung)> {
        let mut held: Vec<&(NaiveDate, Rung)> = self.versions(on).filter_map(|rows| rows.last()).collect();
        held.sort_by_key(|(_, rung)| Rule::ALL.iter().position(|rule| *rule == rung.rule));
        held
    }

    /// What will hold only after a date, earliest first.
    pub fn later(&self, on: NaiveDate) -> Vec<&(NaiveDate, Rung)> {
        let mut later: Vec<&(NaiveDate, Rung)> = self.rungs.iter().filter(|(from, _)| *from > on).collect();
        later.sort_by_key(|(from, _)| *from);
        later
    }

    /// From which day after a date another row of a rule holds.
    pub fn next_of(&self, rule: Rule, from: NaiveDate) -> Option<NaiveDate> {
        self.rungs.iter().find(|(begins, rung)| rung.rule == rule && *begins > from).map(|(begins, _)| *begins)
    }

    pub fn rung(&self, rule: Rule, on: NaiveDate) -> Option<&Rung> {
        let first = self.rungs.partition_point(|(_, rung)| rung.rule < rule);
        let of_rule = self.rungs[first..].iter().take_while(|(_, rung)| rung.rule == rule);
        of_rule.take_while(|(from, _)| *from <= on).last().map(|(_, rung)| rung)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::Profile;

    #[test]
    fn a_row_holds_from_its_date_until_the_next() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let row = |rule| Profile::Tongan.rungs().into_iter().find(|rung| rung.rule == rule).unwrap();
        let (contact, visit) = (row(Rule::R1), row(Rule::R2));
        let later = Rung { within: Within::SchoolDays(0), ..visit.clone() };
        let rungs = vec![
            (date("2025-11-01"), later.clone()),
            (date("2025-09-01"), visit.clone()),
            (date("2025-09-01"), contact.clone()),
        ];
        let policy = Policy::new(vec![(date("2025-10-01"), Excused::End)], rungs);
        assert_eq!(policy.rungs(date("2025-08-31")).count(), 0);
        assert_eq!(policy.rungs(date("2025-10-31")).collect::<Vec<_>>(), [&contact, &visit]);
        for (on, expected) in [("2025-08-31", None), ("2025-10-31", Some(&visit)), ("2025-11-01", Some(&later))] {
            assert_eq!(policy.rung(Rule::R2, date(on)), expected, "{on}");
        }
        assert_eq!(
            [policy.excused(date("2025-09-30")), policy.excused(date("2025-10-01"))],
            [Excused::Pass, Excused::End]
        );
    }

    /// 以上 includes its number, 超过 does not (domain handbook 1.4).
    #[test]
    fn or_more_and_more_than_are_told_apart() {
        let row = |rule| Profile::Tongan.rungs().into_iter().find(|rung| rung.rule == rule).unwrap();
        let three_or_more = row(Rule::R4);
        assert_eq!([2, 3, 4].map(|days| three_or_more.is_met(days)), [false, true, true]);
        let more_than_seven = row(Rule::R6);
        assert_eq!([6, 7, 8].map(|days| more_than_seven.is_met(days)), [false, false, true]);
    }
}
