//! Small made-up schools for the tests of the rules.

use super::calendar::Term;
use super::class::{Class, Grade};
use super::entry::SchoolProfile;
use super::ids::{EntryId, PupilId, StaffId};
use super::ladder::Excused;
use super::mark::Mark;
use super::paper::{Paper, Sheet, Text};
use super::people::{Pupil, PupilRecord, Standing};
use super::profile::Profile;
use super::roll::{Marked, Roll, RollKey, Session, SessionCode};
use super::school::Books;
use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn session(code: &str, starts: (u32, u32)) -> Session {
    let code = SessionCode::new(code).unwrap();
    Session { code, name: code.to_string(), starts: NaiveTime::from_hms_opt(starts.0, starts.1, 0).unwrap() }
}

/// The autumn term of 2025 with two sessions, the default ladder, and 七年级(3)班 with so many pupils in seats from 1,
/// all there since the first day.
pub fn class_of(pupils: u128) -> (Books, Class) {
    let class = Class::new(Grade::new(7).unwrap(), 3).unwrap();
    let first = date("2025-09-01");
    let pupil = |nth: u128| Pupil {
        id: PupilId(Uuid::from_u128(nth)),
        record: PupilRecord::named(&format!("学生{nth}")),
        standings: vec![(first, Standing::InClass { class, seat: Some(nth as u16) })],
    };
    let books = Books {
        profile: Some(SchoolProfile {
            name: "样例学校".into(),
            sessions: vec![session("am", (7, 50)), session("pm", (14, 0))],
            notice_prefix: "校内".into(),
            letter_prefix: "样例".into(),
            bureau: "厦门市同安区教育局".into(),
        }),
        terms: vec![Term { first, last: date("2026-01-30"), name: "2025—2026学年第一学期".into() }],
        excused: vec![(first, Excused::Pass)],
        rungs: Profile::Tongan.rungs().into_iter().map(|rung| (first, rung)).collect(),
        pupils: (1..=pupils).map(pupil).collect(),
        ..Books::default()
    };
    (books, class)
}

/// A paper that says nothing.
pub fn paper() -> Paper {
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: Text::default(),
        title: vec!["报告单".into()],
        addressee: Text::default(),
        blocks: Vec::new(),
        foot: Text::default(),
    }
}

pub fn roll(class: Class, day: &str, session: SessionCode, marks: &[(PupilId, Mark)], entry: EntryId) -> Roll {
    let date = date(day);
    Roll {
        key: RollKey { class, date, session },
        marks: marks.iter().map(|(pupil, mark)| Marked::new(*pupil, *mark)).collect(),
        entry,
        taken_by: StaffId::NEW,
        taken_at: date.and_hms_opt(8, 0, 0).unwrap(),
    }
}
