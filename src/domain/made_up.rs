//! Small made-up schools for the tests of the rules.

use super::calendar::Term;
use super::class::{Class, Grade};
use super::entrant::{
    Entrant, EntrantRecord, EntryDays, EntryNo, EntryNotice, EntryPaper, Outcome, OutcomeRecord, Registration,
    RegistrationRecord, Settled, Source, Trace, TraceRecord, TraceStep,
};
use super::entry::SchoolProfile;
use super::ids::{EntrantId, EntryId, PupilId, StaffId, TraceId};
use super::ladder::Excused;
use super::letter::Receipt;
use super::mark::Mark;
use super::numbers::Phone;
use super::paper::{Paper, Sheet, Text};
use super::people::{Guardian, Pupil, PupilRecord, Sex, Standing};
use super::profile::Profile;
use super::roll::{Marked, Roll, RollKey, Session, SessionCode};
use super::school::Books;
use super::status::Proof;
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

/// A child on the list of 2025 for the seventh grade, of 梧桐社区.
pub fn entrant(nth: u128, name: &str) -> Entrant {
    let record = EntrantRecord {
        year: 2025,
        grade: Grade::new(7).unwrap(),
        name: name.into(),
        sex: Some(if nth.is_multiple_of(2) { Sex::Female } else { Sex::Male }),
        birth: Some(date("2013-05-15")),
        id_no: None,
        hukou: "福建省厦门市同安区".into(),
        address: format!("凤栖街道梧桐社区{nth}号"),
        street: "凤栖街道".into(),
        village: "梧桐社区".into(),
        migrant: false,
        guardians: vec![Guardian {
            name: format!("{}建平", name.chars().next().unwrap()),
            relation: "父亲".into(),
            phones: vec![Phone::parse("13900000001").unwrap()],
        }],
        old_school: "凤栖小学".into(),
        source: Source::Leavers,
        listed_on: date("2025-06-20"),
    };
    let id = EntrantId(Uuid::from_u128(0xe000 + nth));
    Entrant { id, record, notice: None, delivery: None, registration: None, outcome: None }
}

/// Four children: one has registered, one is elsewhere, one is traced, one was not found.
pub fn entrants() -> (Vec<Entrant>, Vec<Trace>) {
    let who = StaffId(Uuid::from_u128(1));
    let names = [(1, "罗小满"), (2, "孙若曦"), (3, "唐一诺"), (4, "魏来")];
    let mut list = names.map(|(nth, name)| entrant(nth, name)).to_vec();
    for (child, number) in list.iter_mut().zip(1..) {
        // The list is read by name.
        child.record.village = format!("{number}村");
        let record = &child.record;
        child.notice = Some(EntryNotice {
            no: EntryNo { year: 2025, number },
            issued_on: date("2025-06-25"),
            days: EntryDays { from: date("2025-07-05"), to: date("2025-07-08"), place: "教学楼大厅".into() },
            grade: record.grade,
            name: record.name.clone(),
            born: record.birth,
            guardian: record.guardians[0].name.clone(),
            village: record.village.clone(),
            school: "凤栖中学".into(),
            bureau: "区教育局".into(),
        });
    }
    list[0].delivery = Some(Receipt { by: "罗建平".into(), on: date("2025-06-26"), how: "手中发放".into() });
    let papers = [EntryPaper::Notice, EntryPaper::Hukou].into();
    list[0].registration =
        Some(Registration { record: RegistrationRecord { on: date("2025-07-05"), papers }, by: who });
    let mut elsewhere = OutcomeRecord::new(Outcome::Elsewhere, date("2025-09-02"));
    (elsewhere.place, elsewhere.papers) = ("集美中学七年级(2)班".into(), [(Proof::Attendance, None)].into());
    list[1].outcome = Some(Settled { record: elsewhere, by: who });
    let mut not_found = OutcomeRecord::new(Outcome::NotFound, date("2025-09-12"));
    not_found.note = "原址已拆，电话停机".into();
    list[3].outcome = Some(Settled { record: not_found, by: who });
    let trace = |nth: u128, child: usize, step| Trace {
        id: TraceId(Uuid::from_u128(nth)),
        record: TraceRecord {
            entrant: list[child].id,
            at: date("2025-09-03").and_hms_opt(9, 0, 0).unwrap(),
            step,
            with: "父亲".into(),
            said: "说已搬走".into(),
        },
        recorded_by: who,
    };
    let traces = vec![trace(1, 2, TraceStep::Call), trace(2, 3, TraceStep::Visit), trace(3, 3, TraceStep::Street)];
    (list, traces)
}
