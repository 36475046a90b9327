//! Random histories: every kind of change, about few things, so that they meet.

use crate::domain::calendar::{DayKey, DayKind, SetDay, Term};
use crate::domain::case::Exit;
use crate::domain::class::{Class, Grade};
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::district::{SchoolKind, SchoolRecord};
use crate::domain::entry::{Change, Disclosure, Entry, NationalYear, SchoolProfile, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::*;
use crate::domain::inspection::Section;
use crate::domain::ladder::{Action, Compare, Excused, Rule, Rung, Trigger, Unit, Within};
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::letter::{LetterRecord, Receipt};
use crate::domain::mark::Mark;
use crate::domain::monthly::{Month, MonthFigures, MonthlyReport};
use crate::domain::numbers::{IdNo, Phone, StudentNo};
use crate::domain::paper::Block;
use crate::domain::people::{Guardian, KeyGroup, PupilRecord, Role, Sex, StaffRecord, Standing};
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::roll::{Marked, RollKey, Session, SessionCode};
use crate::domain::status::{Approval, Proof, Reach, StatusKind, StatusLimits, StatusRecord};
use crate::domain::step::{About, Closing, Ledger, Step, StepRecord};
use crate::domain::symptom::Symptoms;
use crate::domain::visit::{Outcome, VisitRecord};
use crate::store::attachment;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// The bytes of every file that random visits have attached.
pub(super) const PHOTOGRAPH: &[u8] = b"\x89PNG made up";

/// Few, so that histories come back to the same thing.
fn few() -> impl Strategy<Value = Uuid> {
    (1..4u128).prop_map(|id| Uuid::from_u128(id << 64 | id))
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..3u64).prop_map(|days| NaiveDate::from_ymd_opt(2026, 2, 27).unwrap() + chrono::Days::new(days))
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    (0..4_000_000_000_000i64).prop_map(|millis| DateTime::from_timestamp_millis(millis).unwrap().naive_utc())
}

fn class() -> impl Strategy<Value = Class> {
    (7..9u8, 1..3u8).prop_map(|(grade, number)| Class::new(Grade::new(grade).unwrap(), number).unwrap())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["", "王小明|𬭎\n\"'", "\\PC{0,12}", ".{0,6}"]
}

fn session() -> impl Strategy<Value = SessionCode> {
    select(vec![SessionCode::AM, SessionCode::PM, SessionCode::new("evening1").unwrap()])
}

fn school() -> impl Strategy<Value = SchoolProfile> {
    let starts = NaiveTime::from_hms_opt(7, 50, 0).unwrap();
    let sessions = prop::collection::vec((session(), text()), 1..4)
        .prop_map(move |list| list.into_iter().map(|(code, name)| Session { code, name, starts }).collect());
    (text(), sessions, text(), text()).prop_map(|(name, sessions, prefix, bureau)| SchoolProfile {
        name,
        sessions,
        notice_prefix: prefix.clone(),
        letter_prefix: prefix,
        bureau,
    })
}

fn set_day() -> impl Strategy<Value = SetDay> {
    (select(vec![DayKind::Off, DayKind::On]), text()).prop_map(|(kind, note)| SetDay { kind, note })
}

fn rung(rule: Rule) -> impl Strategy<Value = Rung> {
    let triggers = select(vec![Trigger::Streak, Trigger::UnexcusedSessions, Trigger::Span]);
    let actions = select(vec![Action::HomeVisit, Action::ContactGuardian, Action::ReportOutside]);
    let within = prop_oneof![any::<u16>().prop_map(Within::SchoolDays), any::<u16>().prop_map(Within::Hours)];
    let compare = select(vec![Compare::AtLeast, Compare::MoreThan]);
    let counted = (triggers, compare, any::<u16>(), select(vec![Unit::SchoolDays, Unit::Months]));
    (counted, actions, select(Role::ALL.to_vec()), within, any::<u16>(), text()).prop_map(
        move |((trigger, compare, number, unit), action, owes, within, again, basis)| Rung {
            rule,
            trigger,
            compare,
            number,
            unit,
            action,
            owes,
            within,
            again,
            basis,
        },
    )
}

fn guardian() -> impl Strategy<Value = Guardian> {
    (text(), text(), prop::collection::vec(Just(Phone::parse("13812345678").unwrap()), 0..2))
        .prop_map(|(name, relation, phones)| Guardian { name, relation, phones })
}

fn pupil() -> BoxedStrategy<PupilRecord> {
    let numbers = (
        of(Just(StudentNo::parse("G350212201305150024").unwrap())),
        of(Just(IdNo::parse("350212201305150024").unwrap())),
    );
    let groups =
        prop::collection::btree_set(select(vec![KeyGroup::Orphan, KeyGroup::LeftBehind, KeyGroup::Tekun]), 0..3);
    let places = (text(), text(), text(), text());
    let guardians = prop::collection::vec(guardian(), 0..3);
    (
        text(),
        of(select(vec![Sex::Male, Sex::Female])),
        numbers,
        of(date()),
        places,
        of(any::<bool>()),
        groups,
        guardians,
    )
        .prop_map(
            |(
                name,
                sex,
                (student_no, id_no),
                birth,
                (hukou, address, street, dormitory),
                boarder,
                groups,
                guardians,
            )| {
                PupilRecord {
                    name,
                    sex,
                    student_no,
                    id_no,
                    birth,
                    hukou,
                    address,
                    street,
                    boarder,
                    dormitory,
                    groups,
                    guardians,
                }
            },
        )
        .boxed()
}

fn standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        (class(), of(any::<u16>())).prop_map(|(class, seat)| Standing::InClass { class, seat }),
        Just(Standing::Suspended),
        Just(Standing::Deferred),
        Just(Standing::Gone),
    ]
}

fn marks() -> impl Strategy<Value = Vec<Marked>> {
    let symptoms = (0..512u16).prop_map(|bits| Symptoms::from_bits(bits).unwrap());
    let mark = (symptoms, select(Mark::ALL.to_vec()), of(text()));
    prop::collection::btree_map(few(), mark, 0..4).prop_map(|marks| {
        let marked = |(pupil, (symptoms, mark, note))| Marked { pupil: PupilId(pupil), mark, note, symptoms };
        marks.into_iter().map(marked).collect()
    })
}

fn leave() -> impl Strategy<Value = LeaveNote> {
    let kinds = select(vec![LeaveKind::Sick, LeaveKind::Personal]);
    (few(), date(), of(session()), date(), of(session()), kinds, text(), text(), of(date())).prop_map(
        |(pupil, from, from_session, to, to_session, kind, reason, approved_by, handed_in)| LeaveNote {
            pupil: PupilId(pupil),
            from,
            from_session,
            to,
            to_session,
            kind,
            reason,
            approved_by,
            handed_in,
        },
    )
}

fn contact() -> impl Strategy<Value = ContactRecord> {
    let how = (select(vec![Means::Phone, Means::Other]), select(vec![Reached::Yes, Reached::WrongNumber]));
    (few(), moment(), how, of(Just(Reason::Weary)), text(), of(date())).prop_map(
        |(pupil, at, (by, reached), reason, said, returns)| ContactRecord {
            pupil: PupilId(pupil),
            at,
            by,
            reached,
            guardian: said.clone(),
            phone: Phone::parse("0592-7022345").ok(),
            reason,
            said,
            whereabouts: String::new(),
            returns,
            next: String::new(),
        },
    )
}

fn visit() -> impl Strategy<Value = VisitRecord> {
    (few(), moment(), text(), select(vec![Outcome::MetGuardian, Outcome::Refused]), any::<bool>()).prop_map(
        |(pupil, at, met, outcome, photographed)| VisitRecord {
            pupil: PupilId(pupil),
            at,
            who: "陈老师、林老师".to_owned(),
            met,
            outcome,
            place: String::new(),
            found: String::new(),
            agreed: String::new(),
            returns: None,
            next: String::new(),
            attachments: if photographed { vec![attachment("门口.png", PHOTOGRAPH)] } else { Vec::new() },
        },
    )
}

fn letter() -> impl Strategy<Value = LetterRecord> {
    (few(), date(), text(), 1..4u32).prop_map(|(pupil, issued_on, said, number)| {
        let mut record = super::letter(super::internal(number));
        (record.pupil, record.issued_on) = (PupilId(pupil), issued_on);
        record.paper.blocks.push(Block::paragraph(said));
        record
    })
}

fn step() -> impl Strategy<Value = StepRecord> {
    let steps = prop_oneof![
        (text(), text()).prop_map(|(with, said)| Step::Talk { with, said }),
        text().prop_map(|said| Step::Entered { ledger: Ledger::Suspected, said }),
        (text(), of(text())).prop_map(|(evidence, second)| Step::Closed(Closing { exit: Exit::E1, evidence, second })),
    ];
    (few(), moment(), steps, any::<bool>()).prop_map(|(pupil, at, step, photographed)| StepRecord {
        about: About::Pupil(PupilId(pupil)),
        at,
        step,
        attachments: if photographed { vec![attachment("证明.png", PHOTOGRAPH)] } else { Vec::new() },
    })
}

fn status() -> impl Strategy<Value = StatusRecord> {
    let papers = (select(Proof::ALL.to_vec()), of(text()));
    let how = (select(StatusKind::ALL.to_vec()), of(select(Reach::ALL.to_vec())), of(standing()));
    (few(), how, date(), date(), text(), papers).prop_map(
        |(pupil, (kind, reach, replaces), applied_on, on, counterpart, paper)| StatusRecord {
            counterpart: counterpart.clone(),
            reach,
            papers: [paper].into(),
            approvals: vec![Approval { by: counterpart, on: applied_on }],
            replaces,
            ..StatusRecord::new(PupilId(pupil), kind, applied_on, on)
        },
    )
}

fn review() -> impl Strategy<Value = ReviewRecord> {
    prop_oneof![
        (text(), prop::option::of(text())).prop_map(|(remark, question)| ReviewRecord::Seen { remark, question }),
        text().prop_map(|question| ReviewRecord::Asked { question }),
    ]
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::School),
        class().prop_map(|class| Scope::Grade(class.grade)),
        class().prop_map(Scope::Class)
    ]
}

fn receipt() -> impl Strategy<Value = Receipt> {
    (text(), date(), text()).prop_map(|(by, on, how)| Receipt { by, on, how })
}

fn disclosure() -> impl Strategy<Value = Disclosure> {
    prop_oneof![
        few().prop_map(|pupil| Disclosure::Shown { pupil: PupilId(pupil) }),
        (text(), any::<u32>()).prop_map(|(what, pupils)| Disclosure::Exported { what, pupils }),
        Just(Disclosure::BackedUp),
    ]
}

fn district_school() -> impl Strategy<Value = SchoolRecord> {
    (text(), text(), of(select(SchoolKind::ALL.to_vec())), any::<bool>())
        .prop_map(|(code, name, kind, listed)| SchoolRecord { code, name, kind, listed, sends: !listed })
}

fn monthly_report(month: Month, version: u32, remark: String) -> MonthlyReport {
    let day = NaiveDate::from_ymd_opt(month.year, month.month(), 1).unwrap();
    MonthlyReport {
        form: MonthlyReport::FORM.to_owned(),
        school_code: String::new(),
        school: "样例学校".to_owned(),
        bureau: String::new(),
        month,
        from: day,
        to: day,
        version,
        why: String::new(),
        signed: None,
        grades: Vec::new(),
        total: MonthFigures::default(),
        transfers: Vec::new(),
        cohorts: Vec::new(),
        remarks: vec![remark],
    }
}

pub(super) fn change() -> impl Strategy<Value = Change> {
    let calendar = prop_oneof![
        of(school()).prop_map(|to| Change::School { to }),
        (date(), of((date(), text())))
            .prop_map(|(first, to)| Change::Term { first, to: to.map(|(last, name)| Term { first, last, name }) }),
        (date(), of(7..9u8), of(set_day()))
            .prop_map(|(date, grade, to)| Change::Day { key: DayKey { date, grade: grade.and_then(Grade::new) }, to }),
        (2027..2029i32, of(prop::collection::vec((date(), set_day()), 0..3)))
            .prop_map(|(year, days)| Change::NationalYear { year, to: days.map(|days| NationalYear { days }) }),
        (date(), of(select(vec![Excused::Pass, Excused::End]))).prop_map(|(from, to)| Change::Excused { from, to }),
        (date(), of(rung(Rule::R3))).prop_map(|(from, to)| Change::Rung { rule: Rule::R3, from, to }),
    ]
    .boxed();
    let people = prop_oneof![
        (few(), of((text(), of(class()), of(date())))).prop_map(|(id, to)| Change::Staff {
            id: StaffId(id),
            to: to.map(|(name, homeroom, until)| StaffRecord { until, ..StaffRecord::new(&name, homeroom) }),
        }),
        (few(), of(pupil())).prop_map(|(id, to)| Change::Pupil { id: PupilId(id), to }),
        (few(), date(), of(standing())).prop_map(|(id, from, to)| Change::Standing { pupil: PupilId(id), from, to }),
        (class(), date(), session(), of(marks())).prop_map(|(class, date, session, to)| Change::Roll {
            key: RollKey { class, date, session },
            seen: None,
            to,
        }),
    ]
    .boxed();
    let records = prop_oneof![
        (few(), of(leave())).prop_map(|(id, to)| Change::Leave { id: LeaveId(id), to }),
        (few(), of(contact())).prop_map(|(id, to)| Change::Contact { id: ContactId(id), to }),
        (few(), of(visit())).prop_map(|(id, to)| Change::Visit { id: VisitId(id), to }),
        (few(), letter()).prop_map(|(id, to)| Change::Letter { id: LetterId(id), to: Box::new(to) }),
        (few(), of(receipt())).prop_map(|(id, to)| Change::Receipt { letter: LetterId(id), to }),
        (few(), of(step())).prop_map(|(id, to)| Change::Step { id: StepId(id), to }),
        (few(), of(status())).prop_map(|(id, to)| Change::Status { id: StatusId(id), to: to.map(Box::new) }),
        of((1..120u16).prop_map(|within| StatusLimits { within, ..StatusLimits::default() }))
            .prop_map(|to| Change::StatusLimits { to }),
        (date(), few(), of(review())).prop_map(|(day, pupil, to)| Change::Review {
            week: Week::of(day),
            pupil: PupilId(pupil),
            to,
        }),
        (date(), scope(), of(text())).prop_map(|(day, scope, to)| Change::WeekSigned {
            week: Week::of(day),
            scope,
            to
        }),
        (2024..2027, select(Section::ALL.to_vec()), of(text())).prop_map(|(year, section, to)| Change::Prose {
            year,
            section,
            to
        }),
        disclosure().prop_map(|what| Change::Disclosed { what }),
    ]
    .boxed();
    let district = prop_oneof![
        (few(), of(district_school())).prop_map(|(id, to)| Change::DistrictSchool { id: DistrictSchoolId(id), to }),
        (few(), 1..3u32, 1..3u32, of(text())).prop_map(|(school, month, version, to)| {
            let month = Month::new(2026, month).unwrap();
            let to = to.map(|remark| Box::new(monthly_report(month, version, remark)));
            Change::Received { school: DistrictSchoolId(school), month, version, to }
        }),
        (date(), of(any::<u16>())).prop_map(|(from, to)| Change::MatchWithin { from, to }),
    ]
    .boxed();
    prop_oneof![calendar, people, records, district]
}

fn why() -> impl Strategy<Value = Why> {
    prop_oneof![
        select(vec![Why::SetUp, Why::TakeRoll, Why::ImportRoster, Why::IssueLetter]),
        few().prop_map(|id| Why::Undo(EntryId(id)))
    ]
}

/// Entries of three machines, earliest id first.
pub(super) fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (few(), moment(), few(), why(), prop::collection::vec(change(), 1..5));
    prop::collection::btree_map(any::<u128>(), entry, 1..14).prop_map(|entries| {
        let named = entries.into_iter().map(|(id, (machine, at, who, why, changes))| Entry {
            id: EntryId(Uuid::from_u128(id)),
            machine: MachineId(machine),
            at,
            who: StaffId(who),
            why,
            changes,
        });
        named.collect()
    })
}
