//! Stories of the domain handbook, section 10, as books with all that registers tell of them: who called, who took which
//! roll, what was said.

use super::class::{Class, Grade};
use super::contact::{Contact, ContactRecord, Means, Reached, Reason};
use super::ids::{ContactId, EntryId, LeaveId, LetterId, PupilId, StaffId, StatusId, StepId, VisitId};
use super::leave::{Leave, LeaveKind, LeaveNote};
use super::letter::{Letter, LetterKind, LetterNo, LetterRecord, Receipt};
use super::made_up::{self, date};
use super::mark::Mark;
use super::numbers::{Phone, StudentNo};
use super::off_roll::OffRoll;
use super::people::{Guardian, KeyGroup, PupilRecord, Sex, Staff, StaffRecord, Standing};
use super::roll::{Marked, Roll, RollKey, SessionCode};
use super::school::{Books, School};
use super::status::{Approval, Reach, Status, StatusKind, StatusRecord};
use super::step::{About, Closing, Ledger, Persuasion, Step, StepRecord, Taken, Verified};
use super::symptom::{Symptom, Symptoms};
use super::visit::{Outcome, Visit, VisitRecord};
use crate::domain::case::Exit;
use chrono::{NaiveDateTime, Timelike};
use uuid::Uuid;

/// 王秀英, homeroom teacher, and 李建国, who takes some of the rolls.
pub const HOMEROOM: StaffId = StaffId(Uuid::from_u128(1));
pub const OTHER: StaffId = StaffId(Uuid::from_u128(2));

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

pub fn seat(nth: u128) -> PupilId {
    PupilId(Uuid::from_u128(nth))
}

/// A call to nobody in particular.
pub fn contact(pupil: PupilId, when: &str, reached: Reached) -> Contact {
    let record = ContactRecord {
        pupil,
        at: at(when),
        by: Means::Phone,
        reached,
        guardian: String::new(),
        phone: None,
        reason: None,
        said: String::new(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    Contact { id: ContactId::NEW, record, recorded_by: HOMEROOM }
}

pub struct Tale {
    pub books: Books,
    class: Class,
}

impl Tale {
    fn new(pupils: u128, grade: u8, number: u8) -> Tale {
        let (mut books, _) = made_up::class_of(pupils);
        let class = Class::new(Grade::new(grade).unwrap(), number).unwrap();
        for (pupil, nth) in books.pupils.iter_mut().zip(1..) {
            pupil.standings = vec![(date("2025-09-01"), Standing::InClass { class, seat: Some(nth) })];
        }
        if let Some(profile) = &mut books.profile {
            profile.name = "凤栖中学".into();
            for (session, name) in profile.sessions.iter_mut().zip(["上午", "下午"]) {
                session.name = name.into();
            }
        }
        books.staff = vec![
            Staff { id: HOMEROOM, record: StaffRecord::new("王秀英", Some(class)) },
            Staff { id: OTHER, record: StaffRecord::new("李建国", None) },
        ];
        Tale { books, class }
    }

    /// What the books say of the first pupil, and the parents.
    fn with_pupil(mut self, record: PupilRecord) -> Tale {
        let guardian = |name: &str, relation: &str, phone: &str| Guardian {
            name: name.into(),
            relation: relation.into(),
            phones: vec![Phone::parse(phone).unwrap()],
        };
        let guardians = vec![guardian("林月华", "母亲", "13900000001"), guardian("陈建国", "父亲", "13900000002")];
        self.books.pupils[0].record =
            PupilRecord { guardians, student_no: StudentNo::parse("2025350212000036").ok(), ..record };
        self
    }

    /// A roll as it was last saved, with the marks of some seats.
    fn roll(mut self, saved: &str, by: StaffId, marks: Vec<Marked>) -> Tale {
        let taken_at = at(saved);
        let session = if taken_at.hour() < 12 { SessionCode::AM } else { SessionCode::PM };
        let key = RollKey { class: self.class, date: taken_at.date(), session };
        self.books.rolls.push(Roll { key, marks, entry: EntryId::NEW, taken_by: by, taken_at });
        self
    }

    /// The first pupil missing all day.
    fn day(self, day: &str, mark: Mark) -> Tale {
        let marks = || vec![Marked::new(seat(1), mark)];
        self.roll(&format!("{day} 07:52"), HOMEROOM, marks()).roll(&format!("{day} 14:03"), OTHER, marks())
    }

    /// Nobody missing all day.
    fn all_there(self, day: &str) -> Tale {
        self.roll(&format!("{day} 07:52"), OTHER, Vec::new()).roll(&format!("{day} 14:03"), OTHER, Vec::new())
    }

    fn call(mut self, when: &str, reached: Reached, who: usize, said: (Option<Reason>, &str)) -> Tale {
        let guardians = &self.books.pupils[0].record.guardians;
        let guardian = guardians.get(who).cloned();
        let bare = contact(seat(1), when, reached);
        let record = ContactRecord {
            guardian: guardian.as_ref().map(|it| format!("{}（{}）", it.name, it.relation)).unwrap_or_default(),
            phone: guardian.and_then(|it| it.phones.first().cloned()),
            reason: said.0,
            whereabouts: said.1.into(),
            ..bare.record
        };
        let id = ContactId(Uuid::from_u128(self.books.contacts.len() as u128 + 1));
        self.books.contacts.push(Contact { id, record, ..bare });
        self
    }

    fn visit(mut self, when: &str, outcome: Outcome) -> Tale {
        let record = VisitRecord {
            pupil: seat(1),
            at: at(when),
            who: "王秀英、李建国".into(),
            met: "奶奶".into(),
            outcome,
            place: String::new(),
            found: String::new(),
            agreed: String::new(),
            returns: None,
            next: String::new(),
            attachments: Vec::new(),
        };
        let id = VisitId(Uuid::from_u128(self.books.visits.len() as u128 + 1));
        self.books.visits.push(Visit { id, record, recorded_by: HOMEROOM });
        self
    }

    fn letter(mut self, kind: LetterKind, day: &str) -> Tale {
        let number = 1 + self.books.letters.iter().filter(|it| it.record.kind.series() == kind.series()).count() as u32;
        let no = LetterNo { series: kind.series(), year: 2025, number };
        let mut paper = made_up::paper();
        paper.number = format!("凤栖〔2025〕{number}号").into();
        let issued_on = date(day);
        let to = "厦门市同安区教育局".into();
        let record = LetterRecord { kind, no, pupil: seat(1), issued_on, to, paper, corrects: None };
        let receipt = Receipt { by: "林校长".into(), on: issued_on, how: "请德育处跟进".into() };
        let receipt = (kind == LetterKind::Escalation).then_some(receipt);
        let id = LetterId(Uuid::from_u128(self.books.letters.len() as u128 + 1));
        self.books.letters.push(Letter { id, record, issued_by: HOMEROOM, receipt });
        self
    }

    fn step(self, when: &str, step: Step) -> Tale {
        self.step_about(About::Pupil(seat(1)), when, step)
    }

    fn step_about(mut self, about: About, when: &str, step: Step) -> Tale {
        let record = StepRecord { about, at: at(when), step, attachments: Vec::new() };
        let id = StepId(Uuid::from_u128(self.books.steps.len() as u128 + 1));
        self.books.steps.push(Taken { id, record, recorded_by: HOMEROOM });
        self
    }

    fn leave(mut self, nth: u128, (from, to): (&str, &str), kind: LeaveKind, reason: &str) -> Tale {
        let note = LeaveNote {
            pupil: seat(nth),
            from: date(from),
            from_session: None,
            to: date(to),
            to_session: None,
            kind,
            reason: reason.into(),
            approved_by: "王秀英".into(),
            handed_in: None,
        };
        self.books.leaves.push(Leave { id: LeaveId(Uuid::from_u128(nth)), note });
        self
    }

    pub fn school(self) -> School {
        School::from_books(self.books)
    }
}

fn closed(exit: Exit, evidence: &str) -> Step {
    Step::Closed(Closing { exit, evidence: evidence.into(), second: None })
}

fn talk() -> Step {
    Step::Talk { with: "学生".into(), said: "上课正常".into() }
}

fn persuasion() -> Step {
    let text = |text: &str| text.to_owned();
    Step::Persuasion(Persuasion {
        place: text("学生家中"),
        who: text("王秀英、社区陈主任"),
        met: text("父亲"),
        said: text("讲明法律规定"),
        guardian_says: String::new(),
        pupil_says: String::new(),
        result: text("暂不"),
    })
}

fn entered(ledger: Ledger) -> Step {
    Step::Entered { ledger, said: String::new() }
}

/// A list of four: one is here, one elsewhere, one traced, one not found.
pub fn entry() -> Tale {
    let mut tale = Tale::new(2, 7, 3);
    (tale.books.entrants, tale.books.traces) = made_up::entrants();
    tale
}

/// S1: a truant, 陈小禾, back on day four, with the first talk of the watch. The roll of the first morning was put right
/// at 09:12.
pub fn truant() -> Tale {
    let record = PupilRecord {
        sex: Some(Sex::Male),
        birth: Some(date("2013-05-15")),
        address: "同安区大同街道凤山路12号".into(),
        ..PupilRecord::named("陈小禾")
    };
    let marks = || vec![Marked::new(seat(1), Mark::Truant)];
    Tale::new(3, 7, 3)
        .with_pupil(record)
        .all_there("2025-09-05")
        .call("2025-09-08 08:10", Reached::NoAnswer, 0, (None, ""))
        .call("2025-09-08 08:25", Reached::Yes, 1, (Some(Reason::Weary), "在镇上的商店"))
        .roll("2025-09-08 09:12", HOMEROOM, marks())
        .roll("2025-09-08 14:03", OTHER, marks())
        .day("2025-09-09", Mark::Truant)
        .call("2025-09-09 08:20", Reached::Yes, 0, (None, "在家"))
        .visit("2025-09-09 16:30", Outcome::MetOther)
        .letter(LetterKind::Escalation, "2025-09-09")
        .day("2025-09-10", Mark::Truant)
        .letter(LetterKind::ReportBureau, "2025-09-10")
        .letter(LetterKind::LetterStreet, "2025-09-10")
        .all_there("2025-09-11")
        .letter(LetterKind::FollowUp, "2025-09-11")
        .step("2025-09-11 10:00", talk())
        .step("2025-09-11 15:00", closed(Exit::E1, "9月11日点名"))
        .all_there("2025-09-12")
        .step("2025-09-18 16:00", talk())
}

/// S2 up to the entry as suspected: 李沐阳, gone with the family to another province.
fn gone() -> Tale {
    let record = PupilRecord {
        sex: Some(Sex::Male),
        birth: Some(date("2014-11-02")),
        hukou: "江西省赣州市赣县".into(),
        address: "同安区大同街道碧岳社区1号".into(),
        groups: [KeyGroup::Migrant].into(),
        ..PupilRecord::named("李沐阳")
    };
    let clue = Step::Clue { said: "全家搬离，回江西".into(), source: "房东".into(), gone: true };
    let mut tale = Tale::new(2, 5, 1).with_pupil(record).all_there("2025-09-30");
    for day in ["09", "10", "11", "13", "14", "15", "16"] {
        tale = tale.day(&format!("2025-10-{day}"), Mark::Unknown);
    }
    tale.call("2025-10-09 08:10", Reached::Off, 0, (None, ""))
        .visit("2025-10-10 08:30", Outcome::Nobody)
        .step("2025-10-10 09:00", clue)
        .letter(LetterKind::Escalation, "2025-10-10")
        .letter(LetterKind::ReportBureau, "2025-10-13")
        .letter(LetterKind::LetterStreet, "2025-10-13")
        .letter(LetterKind::Verification, "2025-10-13")
        .step("2025-10-16 16:00", entered(Ledger::Suspected))
}

/// S2: the answer tells where the pupil goes to school.
pub fn found_elsewhere() -> Tale {
    let said = "赣县第二小学五年级，10月13日起".to_owned();
    let mut tale = gone()
        .step("2025-11-05 10:00", Step::Answered { verified: Verified::Enrolled, said })
        .step("2025-11-05 15:00", closed(Exit::E5, "赣县教育局回执"));
    let elsewhere = Standing::OffRoll { class: tale.class, why: OffRoll::Elsewhere };
    tale.books.pupils[0].standings.push((date("2025-11-06"), elsewhere));
    tale
}

/// A family said to have left that was not gone: the pupil is at school for a day, and missing again, all in one case.
pub fn back_and_away_again() -> Tale {
    let clue = Step::Clue { said: "全家搬走了".into(), source: "邻居".into(), gone: true };
    Tale::new(3, 7, 3)
        .with_pupil(PupilRecord::named("陈小禾"))
        .all_there("2025-09-05")
        .day("2025-09-08", Mark::Unknown)
        .step("2025-09-08 10:00", clue)
        .day("2025-09-09", Mark::Unknown)
        .all_there("2025-09-10")
        .day("2025-09-11", Mark::Unknown)
}

/// S8: one transfer that is through, and one that waits for its approval.
pub fn transferred() -> Tale {
    let mut tale = truant();
    let out = |pupil, on: &str| StatusRecord {
        counterpart: "赣县中学".into(),
        reach: Some(Reach::Beyond),
        papers: StatusKind::TransferOut.proofs().iter().map(|proof| (*proof, None)).collect(),
        ..StatusRecord::new(pupil, StatusKind::TransferOut, date(on), date(on))
    };
    let approvals = vec![Approval { by: "区教育局".into(), on: date("2025-11-07") }];
    let through = StatusRecord { approvals, ..out(seat(1), "2025-11-10") };
    let through = StatusRecord { applied_on: date("2025-11-03"), ..through };
    tale.books.pupils[0].standings.push((through.on, Standing::Gone));
    let records = [through, out(seat(2), "2025-11-20")];
    tale.books.statuses = (1..)
        .zip(records)
        .map(|(nth, record)| Status { id: StatusId(Uuid::from_u128(nth)), record, recorded_by: HOMEROOM })
        .collect();
    tale
}

/// S2, the variant: nothing is heard, and the pupil is entered as a dropout.
pub fn never_found() -> Tale {
    let mut tale = gone();
    let (from, to) = (date("2025-10-17"), date("2025-11-11"));
    let school = School::from_books(tale.books.clone());
    for day in school.calendar.school_days(from, to, None) {
        tale = tale.day(&day.to_string(), Mark::Unknown);
    }
    tale.step("2025-10-20 10:00", persuasion())
        .step("2025-10-27 10:00", persuasion())
        .step("2025-11-10 16:00", entered(Ledger::Dropout))
}

/// S6: three pupils with fever on one day, reported; the second has chickenpox and comes back with a certificate, the
/// third is ill for two days.
pub fn fever() -> Tale {
    let record = PupilRecord { birth: Some(date("2013-05-15")), ..PupilRecord::named("学生1") };
    let ill = |nth: u128, note: Option<&str>| Marked {
        symptoms: Symptoms::NONE.with(Symptom::Fever),
        note: note.map(str::to_owned),
        ..Marked::new(seat(nth), Mark::Sick)
    };
    let class = Class::new(Grade::new(7).unwrap(), 3).unwrap();
    let report = Step::ReportedIllness { to: "区疾控中心".into(), said: "发热3人".into() };
    let mut tale = Tale::new(4, 7, 3).with_pupil(record);
    for pupil in &mut tale.books.pupils {
        (pupil.record.boarder, pupil.record.dormitory) = (Some(true), "3-201".into());
    }
    tale.all_there("2025-12-01")
        .roll("2025-12-02 08:05", HOMEROOM, vec![ill(1, None), ill(2, None)])
        .call("2025-12-02 09:00", Reached::Yes, 0, (Some(Reason::Illness), "在家"))
        .roll("2025-12-02 13:50", HOMEROOM, vec![ill(1, None), ill(2, None), ill(3, Some("38.5℃"))])
        .step_about(About::Class(class), "2025-12-02 14:10", report)
        .leave(2, ("2025-12-02", "2025-12-04"), LeaveKind::Sick, "确诊水痘")
        .roll("2025-12-03 07:52", HOMEROOM, vec![ill(2, None), ill(3, None)])
        .roll("2025-12-04 07:52", HOMEROOM, vec![ill(2, None)])
        .all_there("2025-12-08")
        .step_about(About::Pupil(seat(2)), "2025-12-08 07:40", Step::Certificate { said: "区医院".into() })
}
