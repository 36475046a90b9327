//! Ready-made policies (规则方案): what a new school's tables are filled with, and what a school may go back to. From
//! then on the tables count, not these lists.

use super::ladder::{Action, Compare, Rule, Rung, Trigger, Unit, Within};
use super::people::Role;

/// A ready-made policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// `default-2025` of the domain handbook, section 1.6, after the rule of the Tong'an district.
    Tongan,
    /// The tightest timing in use (handbook D2, D3): visit and notice on the first day, outside papers on the third.
    SameDay,
}

impl Profile {
    pub const ALL: [Profile; 2] = [Profile::Tongan, Profile::SameDay];

    /// The language-neutral name, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Profile::Tongan => "tongan",
            Profile::SameDay => "same-day",
        }
    }

    pub fn from_code(code: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.code() == code)
    }

    /// Its rows, in the order of the handbook.
    pub fn rungs(self) -> Vec<Rung> {
        let rows = tongan();
        match self {
            Profile::Tongan => rows,
            Profile::SameDay => rows.into_iter().map(tightened).collect(),
        }
    }
}

const EDUCATION: &str = "《中华人民共和国义务教育法》";
const PROTECTION: &str = "《中华人民共和国未成年人保护法》";
const PREVENTION: &str = "《中华人民共和国预防未成年人犯罪法》";
const EPIDEMICS: &str = "《学校和托幼机构传染病疫情报告工作规范（试行）》";
const REPORTING: &str = "教基厅函〔2024〕15号";

fn tongan() -> Vec<Rung> {
    use Compare::{AtLeast, MoreThan};
    use Unit::{CalendarDays, Events, Months, Pupils, SchoolDays, Sessions};
    let row = |rule, (trigger, compare, number, unit), (action, owes), days, again, basis: String| Rung {
        rule,
        trigger,
        compare,
        number,
        unit,
        action,
        owes,
        within: Within::SchoolDays(days),
        again,
        basis,
    };
    let by_the_clock = |hours, rung: Rung| Rung { within: Within::Hours(hours), ..rung };
    let of = |law: &str, articles: &str| format!("{law}{articles}");
    let none = String::new;
    vec![
        row(
            Rule::R1,
            (Trigger::UnexcusedSessions, AtLeast, 1, Sessions),
            (Action::ContactGuardian, Role::Homeroom),
            0,
            0,
            of(PREVENTION, "第三十四条"),
        ),
        row(Rule::R2, (Trigger::Streak, AtLeast, 1, SchoolDays), (Action::HomeVisit, Role::Homeroom), 1, 0, none()),
        row(
            Rule::R3,
            (Trigger::Streak, AtLeast, 2, SchoolDays),
            (Action::NoticeToLeadership, Role::Homeroom),
            0,
            0,
            none(),
        ),
        row(
            Rule::R4,
            (Trigger::Streak, AtLeast, 3, SchoolDays),
            (Action::ReportOutside, Role::Affairs),
            1,
            0,
            of(PROTECTION, "第二十八条"),
        ),
        row(
            Rule::R5,
            (Trigger::Streak, AtLeast, 3, SchoolDays),
            (Action::NoticeToGuardian, Role::Affairs),
            2,
            5,
            of(PROTECTION, "第二十八条"),
        ),
        row(
            Rule::R6,
            (Trigger::Span, MoreThan, 7, CalendarDays),
            (Action::EnterSuspected, Role::Registrar),
            0,
            0,
            of(REPORTING, ""),
        ),
        row(
            Rule::R7,
            (Trigger::Span, MoreThan, 1, Months),
            (Action::EnterDropout, Role::Leadership),
            1,
            0,
            of(EDUCATION, "第五十八条"),
        ),
        row(
            Rule::R8,
            (Trigger::Pattern, AtLeast, 3, Sessions),
            (Action::TalkAboutPattern, Role::Homeroom),
            2,
            0,
            of(PREVENTION, "第二十八条"),
        ),
        by_the_clock(
            24,
            row(
                Rule::R9,
                (Trigger::SickInADay, AtLeast, 3, Pupils),
                (Action::ReportIllness, Role::EpidemicReporter),
                0,
                0,
                of(EPIDEMICS, ""),
            ),
        ),
        by_the_clock(
            24,
            row(
                Rule::R10,
                (Trigger::SickInThreeDays, AtLeast, 5, Pupils),
                (Action::ReportIllness, Role::EpidemicReporter),
                0,
                0,
                of(EPIDEMICS, ""),
            ),
        ),
        row(
            Rule::R11,
            (Trigger::SickDays, AtLeast, 3, SchoolDays),
            (Action::FollowIllness, Role::Homeroom),
            1,
            5,
            none(),
        ),
        row(
            Rule::R12,
            (Trigger::ExcusedDays, AtLeast, 10, SchoolDays),
            (Action::EnterLongLeave, Role::Affairs),
            2,
            0,
            none(),
        ),
        row(
            Rule::R13,
            (Trigger::ExcusedSpan, MoreThan, 1, Months),
            (Action::ConsiderSuspension, Role::Affairs),
            5,
            0,
            none(),
        ),
        row(
            Rule::R14,
            (Trigger::AfterLeave, AtLeast, 1, Sessions),
            (Action::AskAfterLeave, Role::Homeroom),
            0,
            0,
            of(PREVENTION, "第三十四条"),
        ),
        row(
            Rule::R15,
            (Trigger::SinceReturn, AtLeast, 20, SchoolDays),
            (Action::WatchTalk, Role::Homeroom),
            5,
            5,
            none(),
        ),
        by_the_clock(
            0,
            row(
                Rule::R16,
                (Trigger::Unreachable, AtLeast, 1, Events),
                (Action::CallPolice, Role::Leadership),
                0,
                0,
                of(PROTECTION, "第十一条"),
            ),
        ),
        row(
            Rule::R17,
            (Trigger::AfterRegistration, AtLeast, 1, CalendarDays),
            (Action::TraceEntrant, Role::Registrar),
            5,
            0,
            none(),
        ),
        row(
            Rule::R18,
            (Trigger::DayOfMonth, AtLeast, 25, CalendarDays),
            (Action::MonthlyReport, Role::Affairs),
            0,
            0,
            of(REPORTING, ""),
        ),
        row(Rule::B3, (Trigger::GoneAway, AtLeast, 1, Events), (Action::SendVerification, Role::Affairs), 5, 0, none()),
        row(Rule::B4, (Trigger::Unanswered, AtLeast, 15, SchoolDays), (Action::Remind, Role::Affairs), 0, 10, none()),
    ]
}

fn tightened(rung: Rung) -> Rung {
    let at_once = Within::SchoolDays(0);
    match rung.rule {
        Rule::R2 | Rule::R4 | Rule::R11 | Rule::R12 => Rung { within: at_once, ..rung },
        Rule::R3 => Rung { number: 1, within: at_once, ..rung },
        Rule::R5 | Rule::R8 => Rung { within: Within::SchoolDays(1), ..rung },
        Rule::R9 | Rule::R10 => Rung { within: Within::Hours(1), ..rung },
        _ => rung,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_one_row() {
        for profile in Profile::ALL {
            let rules: Vec<Rule> = profile.rungs().iter().map(|rung| rung.rule).collect();
            assert_eq!(rules, Rule::ALL, "{}", profile.code());
            assert_eq!(Profile::from_code(profile.code()), Some(profile));
        }
    }
}
