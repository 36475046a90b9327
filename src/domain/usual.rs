//! What is usual where nobody said otherwise: sessions, names of terms, the term a date lies in.

use super::calendar::Term;
use super::roll::{Session, SessionCode};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// The sessions that schools usually call, with the time at which their roll begins.
const SESSIONS: [(&str, &str, (u32, u32)); 6] = [
    ("early", "早读", (7, 20)),
    ("am", "上午", (7, 50)),
    ("noon", "午休", (12, 30)),
    ("pm", "下午", (14, 0)),
    ("evening", "晚自习", (18, 40)),
    ("night", "晚寝", (21, 40)),
];

/// A session under its usual name and time; one that is not usual bears its code as name and begins in the morning.
pub fn session(code: SessionCode) -> Session {
    let usual = SESSIONS.iter().find(|(known, ..)| *known == code.as_str());
    let (name, (hour, minute)) = usual.map_or((code.as_str(), (7, 50)), |(_, name, starts)| (name, *starts));
    Session { code, name: name.to_owned(), starts: NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default() }
}

/// 上午 and 下午.
pub fn sessions() -> Vec<Session> {
    [SessionCode::AM, SessionCode::PM].map(session).to_vec()
}

/// The days that schools usually have, by the sessions that are called: two a day first.
const DAYS: [&[&str]; 6] = [
    &["am", "pm"],
    &["am"],
    &["early", "am", "pm"],
    &["am", "pm", "evening"],
    &["early", "am", "pm", "evening"],
    &["early", "am", "pm", "evening", "night"],
];

/// The days that schools usually have, to choose from: the most usual one first.
pub fn days() -> Vec<Vec<Session>> {
    let day = |codes: &[&str]| codes.iter().filter_map(|code| SessionCode::new(code)).map(session).collect();
    DAYS.iter().map(|codes| day(codes)).collect()
}

/// `2025—2026学年第一学期` for a term that begins on that day: the first term begins in summer or autumn.
pub fn term_name(first: NaiveDate) -> String {
    let (year, nth) = match first.month() {
        7.. => (first.year(), '一'),
        _ => (first.year() - 1, '二'),
    };
    format!("{year}—{}学年第{nth}学期", year + 1)
}

/// The term to propose on a date: autumn from 1 September to 30 January, spring from 26 February to 3 July
/// (domain handbook 8.2, for Xiamen; every school changes them).
pub fn term(on: NaiveDate) -> Term {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(on);
    let year = on.year();
    let (first, last) = match on.month() {
        1 => (day(year - 1, 9, 1), day(year, 1, 30)),
        2..=6 => (day(year, 2, 26), day(year, 7, 3)),
        _ => (day(year, 9, 1), day(year + 1, 1, 30)),
    };
    Term { first, last, name: term_name(first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rolls_a_day_are_proposed() {
        let days = days();
        assert_eq!(days[0], sessions());
        assert!(days.iter().all(|day| day.is_sorted_by_key(|session| session.starts)));
    }

    #[test]
    fn the_term_proposed_is_the_one_that_runs_or_comes_next() {
        let table = [
            ("2025-11-19", "2025-09-01", "2026-01-30", "2025—2026学年第一学期"),
            ("2026-01-05", "2025-09-01", "2026-01-30", "2025—2026学年第一学期"),
            ("2026-03-18", "2026-02-26", "2026-07-03", "2025—2026学年第二学期"),
            ("2026-08-20", "2026-09-01", "2027-01-30", "2026—2027学年第一学期"),
        ];
        for (on, first, last, name) in table {
            let term = term(on.parse().unwrap());
            assert_eq!(
                (term.first.to_string(), term.last.to_string(), term.name.as_str()),
                (first.into(), last.into(), name)
            );
        }
    }
}
