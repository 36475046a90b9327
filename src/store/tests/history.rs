//! Random histories: every kind of change, about few things, so that they meet.

use crate::domain::aid::{AidKindRecord, AidRecord, Yuan};
use crate::domain::calendar::{DayKey, DayKind, SetDay, Term};
use crate::domain::case::Exit;
use crate::domain::class::{Class, Grade};
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::district::{SchoolKind, SchoolRecord};
use crate::domain::entrant::{
    EntrantRecord, EntryDays, EntryNo, EntryNotice, EntryPaper, Outcome as Destination, OutcomeRecord,
    RegistrationRecord, Source, TraceRecord, TraceStep,
};
use crate::domain::entry::{Change, Disclosure, Entry, NationalYear, SchoolProfile, Why};
use crate::domain::flags::Scope;
use crate::domain::groups::MembershipRecord;
use crate::domain::groups::round::{CheckRecord, Finding};
use crate::domain::ids::*;
use crate::domain::inspection::Section;
use crate::domain::ladder::{Action, Compare, Excused, Rule, Rung, Trigger, Unit, Within};
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::letter::{LetterRecord, Receipt};
use crate::domain::mark::Mark;
use crate::domain::monthly::{
    Doubt, HeadcountRecord, Month, MonthFigures, MonthlyReport, Receipted, Recipient, Reporting, Sending, SignedReport,
};
use crate::domain::numbers::{IdNo, Phone, StudentNo};
use crate::domain::off_roll::OffRoll;
use crate::domain::paper::Block;
use crate::domain::people::{Guardian, KeyGroup, Post, PupilRecord, Role, Sex, StaffRecord, Standing};
use crate::domain::plan::{Cause, Help, HelpRecord, Lesson, Place, PlanClosing, PlanKind, PlanRecord};
use crate::domain::pledge::{Party, PledgeKey, PledgeLevel, Signed};
use crate::domain::quota::Quota;
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::roll::{Marked, RollKey, Session, SessionCode};
use crate::domain::status::{Approval, Proof, Reach, Risen, StatusKind, StatusLimits, StatusRecord};
use crate::domain::step::{About, Closing, Ledger, Step, StepRecord};
use crate::domain::symptom::Symptoms;
use crate::domain::visit::{Outcome, VisitRecord};
use crate::domain::work_log::{WorkKind, WorkRecord};
use crate::domain::year::YearTurn;
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
        (class(), select(OffRoll::ALL.to_vec())).prop_map(|(class, why)| Standing::OffRoll { class, why }),
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
    let kinds = select([&StatusKind::ALL[..], &[StatusKind::Graduate]].concat());
    let risen = (few(), of(standing())).prop_map(|(turn, to)| Risen { turn: EntryId(turn), to });
    let how = (kinds, of(select(Reach::ALL.to_vec())), of(standing()), of(risen), any::<bool>());
    (few(), how, date(), date(), text(), papers).prop_map(
        |(pupil, (kind, reach, replaces, risen, applied_said), applied_on, on, counterpart, paper)| StatusRecord {
            counterpart: counterpart.clone(),
            reach,
            papers: [paper].into(),
            approvals: vec![Approval { by: counterpart, on: applied_on }],
            replaces,
            risen,
            applied_said,
            ..StatusRecord::new(PupilId(pupil), kind, applied_on, on)
        },
    )
}

fn membership() -> impl Strategy<Value = MembershipRecord> {
    (few(), select(KeyGroup::ALL.to_vec()), date(), of(date()), text(), text()).prop_map(
        |(pupil, kind, from, until, source, ground)| MembershipRecord {
            pupil: PupilId(pupil),
            kind,
            from,
            until,
            source,
            ground,
        },
    )
}

fn plan() -> impl Strategy<Value = PlanRecord> {
    let causes = prop::collection::btree_set(select(Cause::ALL.to_vec()), 0..3);
    let closing = of((date(), text(), of(class())));
    (few(), select(PlanKind::ALL.to_vec()), few(), date(), text(), causes, closing).prop_map(
        |(pupil, kind, owner, from, said, causes, closing)| PlanRecord {
            pupil: PupilId(pupil),
            kind,
            owner: StaffId(owner),
            helpers: said.clone(),
            from,
            situation: said.clone(),
            goal: said.clone(),
            measures: said.clone(),
            subjects: said,
            causes,
            place: (kind == PlanKind::HomeTeaching).then_some(Place::Point),
            review: kind.reviewed(),
            closing: closing.map(|(on, result, back_to)| PlanClosing { on, result, back_to }),
            attachments: Vec::new(),
        },
    )
}

fn check() -> impl Strategy<Value = CheckRecord> {
    (select(Finding::ALL.to_vec()), text()).prop_map(|(finding, note)| CheckRecord { finding, note })
}

fn aid_kind() -> impl Strategy<Value = AidKindRecord> {
    let groups = prop::collection::btree_set(select(KeyGroup::ALL.to_vec()), 0..3);
    (text(), groups, any::<bool>()).prop_map(|(name, groups, boarders_only)| AidKindRecord {
        name,
        groups,
        boarders_only,
    })
}

fn aid() -> impl Strategy<Value = AidRecord> {
    let amount = of((0..99_999u64, 0..100u64).prop_map(|(yuan, fen)| format!("{yuan}.{fen:02}").parse().unwrap()));
    (few(), few(), date(), of(date()), amount, text()).prop_map(|(pupil, kind, from, until, amount, paper)| {
        let amount: Option<Yuan> = amount;
        AidRecord { pupil: PupilId(pupil), kind: AidKindId(kind), from, until, amount, paper }
    })
}

fn help() -> impl Strategy<Value = HelpRecord> {
    let lesson = (select(Place::ALL.to_vec()), any::<u16>(), text(), any::<bool>()).prop_map(
        |(place, lessons, confirmed_by, photos_agreed)| {
            let (until, reaction) = (NaiveTime::from_hms_opt(11, 20, 0), confirmed_by.clone());
            Help::Lesson(Lesson { place, until, lessons, reaction, confirmed_by, photos_agreed })
        },
    );
    let help = prop_oneof![Just(Help::Session), Just(Help::Review), lesson];
    (few(), moment(), help, text(), any::<bool>()).prop_map(|(plan, at, help, who, photographed)| HelpRecord {
        plan: PlanId(plan),
        at,
        help,
        what: who.clone(),
        result: who.clone(),
        who,
        attachments: if photographed { vec![attachment("送教.png", PHOTOGRAPH)] } else { Vec::new() },
    })
}

fn quota() -> impl Strategy<Value = Quota> {
    (select(Place::OF_PLANS.to_vec()), any::<u16>(), text()).prop_map(|(place, year, basis)| Quota {
        year,
        basis,
        ..Quota::usual(place)
    })
}

fn pledge_key() -> impl Strategy<Value = PledgeKey> {
    (2025..2027i32, select(PledgeLevel::ALL.to_vec()), few()).prop_map(|(year, level, id)| {
        let party = match level {
            PledgeLevel::Family => Party::GuardianOf(PupilId(id)),
            _ => Party::Staff(StaffId(id)),
        };
        PledgeKey { year, level, party }
    })
}

fn signed() -> impl Strategy<Value = Signed> {
    (date(), text()).prop_map(|(on, by)| Signed { on, by, attachments: Vec::new() })
}

fn work() -> impl Strategy<Value = WorkRecord> {
    (select(WorkKind::ALL.to_vec()), date(), text(), text()).prop_map(|(kind, on, place, who)| WorkRecord {
        kind,
        on,
        place,
        what: who.clone(),
        who,
        attachments: Vec::new(),
    })
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

fn year_turn() -> impl Strategy<Value = YearTurn> {
    let posts = prop::collection::btree_set(class().prop_map(Post::Homeroom), 0..3);
    let posts_before = prop::collection::btree_map(few().prop_map(StaffId), posts, 0..3);
    let grades = prop::collection::btree_set((6..10u8).prop_filter_map("a grade", Grade::new), 0..2);
    (date(), grades, posts_before).prop_map(|(on, last_grades, posts_before)| YearTurn {
        on,
        last_grades,
        posts_before,
    })
}

fn receipt() -> impl Strategy<Value = Receipt> {
    (text(), date(), text()).prop_map(|(by, on, how)| Receipt { by, on, how })
}

fn entrant_record() -> impl Strategy<Value = EntrantRecord> {
    let source = select(Source::ALL.to_vec());
    (2025..2027i32, text(), text(), of(date()), source, date(), any::<bool>()).prop_map(
        |(year, name, village, birth, source, listed_on, migrant)| EntrantRecord {
            year,
            grade: Grade::new(7).unwrap(),
            name: name.clone(),
            sex: migrant.then_some(Sex::Female),
            birth,
            id_no: migrant.then(|| IdNo::parse("350212201305150024").unwrap()),
            hukou: village.clone(),
            address: name,
            street: String::new(),
            village,
            migrant,
            guardians: Vec::new(),
            old_school: String::new(),
            source,
            listed_on,
        },
    )
}

fn entry_notice() -> impl Strategy<Value = EntryNotice> {
    (1..4u32, date(), text()).prop_map(|(number, issued_on, name)| EntryNotice {
        no: EntryNo { year: 2026, number },
        issued_on,
        days: EntryDays { from: issued_on, to: issued_on, place: name.clone() },
        grade: Grade::new(7).unwrap(),
        name,
        born: Some(issued_on),
        guardian: String::new(),
        village: String::new(),
        school: String::new(),
        bureau: String::new(),
    })
}

fn trace() -> impl Strategy<Value = TraceRecord> {
    let steps = [TraceStep::Call, TraceStep::Street, TraceStep::Owner(StaffId(Uuid::from_u128(7)))];
    (few(), moment(), select(steps.to_vec()), text()).prop_map(|(entrant, at, step, with)| TraceRecord {
        entrant: EntrantId(entrant),
        at,
        step,
        said: with.clone(),
        with,
    })
}

fn entry_outcome() -> impl Strategy<Value = OutcomeRecord> {
    (select(Destination::ALL.to_vec()), date(), text(), any::<bool>()).prop_map(|(outcome, on, place, photographed)| {
        OutcomeRecord {
            papers: [(Proof::Attendance, photographed.then(|| "证明.png".to_owned()))].into(),
            place,
            attachments: if photographed { vec![attachment("证明.png", PHOTOGRAPH)] } else { Vec::new() },
            ..OutcomeRecord::new(outcome, on)
        }
    })
}

fn registration() -> impl Strategy<Value = RegistrationRecord> {
    let papers = prop::collection::btree_set(select(EntryPaper::ALL.to_vec()), 0..3);
    (date(), papers).prop_map(|(on, papers)| RegistrationRecord { on, papers })
}

/// What is said of new entrants.
fn of_entrants() -> impl Strategy<Value = Change> {
    let entrant = || few().prop_map(EntrantId);
    prop_oneof![
        (entrant(), of(entrant_record())).prop_map(|(id, to)| Change::Entrant { id, to: to.map(Box::new) }),
        (entrant(), entry_notice()).prop_map(|(entrant, to)| Change::EntryNotice { entrant, to: Box::new(to) }),
        (entrant(), of(receipt())).prop_map(|(entrant, to)| Change::Delivery { entrant, to }),
        (entrant(), of(registration())).prop_map(|(entrant, to)| Change::Registration { entrant, to }),
        (few(), of(trace())).prop_map(|(id, to)| Change::Trace { id: TraceId(id), to }),
        (entrant(), of(entry_outcome()))
            .prop_map(|(entrant, to)| Change::EntryOutcome { entrant, to: to.map(Box::new) }),
    ]
}

fn disclosure() -> impl Strategy<Value = Disclosure> {
    prop_oneof![
        few().prop_map(|pupil| Disclosure::Shown { pupil: PupilId(pupil) }),
        (text(), any::<u32>()).prop_map(|(what, pupils)| Disclosure::Exported { what, pupils }),
        Just(Disclosure::BackedUp),
    ]
}

pub(super) fn month() -> impl Strategy<Value = Month> {
    (1..3u32).prop_map(|month| Month::new(2026, month).unwrap())
}

fn reporting() -> impl Strategy<Value = Reporting> {
    (text(), 1..29u8, text(), any::<bool>()).prop_map(|(school_code, begins_on, district_key, in_august)| Reporting {
        school_code,
        begins_on,
        district_key,
        in_august,
    })
}

fn doubt() -> impl Strategy<Value = Doubt> {
    prop_oneof![
        month().prop_map(Doubt::MonthBefore),
        class().prop_map(Doubt::NotCounted),
        (class(), 0..3u32).prop_map(|(class, seats)| Doubt::Count { class, books: 3, seats }),
        few().prop_map(|pupil| Doubt::NotListed { pupil: PupilId(pupil), ledger: Ledger::Suspected }),
        (few(), date()).prop_map(|(pupil, on)| Doubt::NoPapers { pupil: PupilId(pupil), on }),
    ]
}

/// A report of no grade.
pub(super) fn signed_report(month: Month, version: u32, why: &str) -> SignedReport {
    let from = month.first_day();
    let report = MonthlyReport {
        form: MonthlyReport::FORM.into(),
        school_code: String::new(),
        school: "样例学校".into(),
        bureau: String::new(),
        month,
        from,
        to: from,
        version,
        why: why.into(),
        signed: None,
        grades: Vec::new(),
        total: MonthFigures::default(),
        transfers: Vec::new(),
        cohorts: Vec::new(),
        new_entrants: Vec::new(),
        opening_reasons: Vec::new(),
        not_listed: 0,
        remarks: Vec::new(),
    };
    SignedReport { report, position: None, own_remarks: Vec::new() }
}

fn report() -> impl Strategy<Value = SignedReport> {
    (month(), 1..4u32, text(), any::<u32>(), of(few())).prop_map(|(month, version, said, closing, position)| {
        let mut signed = signed_report(month, version, &said);
        signed.report.total = MonthFigures { closing, counted: Some(closing), ..MonthFigures::default() };
        signed.report.remarks.push(said);
        SignedReport { position: position.map(EntryId), ..signed }
    })
}

fn sending() -> impl Strategy<Value = Sending> {
    (date(), text(), of((date(), text()))).prop_map(|(on, how, receipt)| Sending {
        on,
        how,
        receipt: receipt.map(|(on, by)| Receipted { on, by }),
    })
}

fn monthly() -> impl Strategy<Value = Change> {
    let count = (any::<u16>(), date(), text()).prop_map(|(seats, on, note)| HeadcountRecord { seats, on, note });
    prop_oneof![
        of(reporting()).prop_map(|to| Change::Reporting { to }),
        (month(), class(), of(count)).prop_map(|(month, class, to)| Change::Headcount { month, class, to }),
        (month(), doubt(), of(text())).prop_map(|(month, about, to)| Change::MonthExplained { month, about, to }),
        (month(), 1..3u32, report()).prop_map(|(month, version, to)| Change::MonthSigned {
            month,
            version,
            to: Box::new(to),
        }),
        (month(), 1..3u32, select(Recipient::ALL.to_vec()), of(sending()))
            .prop_map(|(month, version, recipient, to)| Change::MonthSent { month, version, recipient, to }),
    ]
}

fn district_school() -> impl Strategy<Value = SchoolRecord> {
    (text(), text(), of(select(SchoolKind::ALL.to_vec())), any::<bool>())
        .prop_map(|(code, name, kind, listed)| SchoolRecord { code, name, kind, listed, sends: !listed })
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
        (few(), of(membership())).prop_map(|(id, to)| Change::Membership { id: MembershipId(id), to }),
        (few(), date(), of(check())).prop_map(|(pupil, on, to)| Change::GroupCheck { pupil: PupilId(pupil), on, to }),
        (few(), of(aid_kind())).prop_map(|(id, to)| Change::AidKind { id: AidKindId(id), to }),
        (few(), of(aid())).prop_map(|(id, to)| Change::Aid { id: AidId(id), to }),
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
        (2025..2028i32, of(year_turn())).prop_map(|(year, to)| Change::YearTurned { year, to }),
        disclosure().prop_map(|what| Change::Disclosed { what }),
    ]
    .boxed();
    let helping = prop_oneof![
        (few(), of(plan())).prop_map(|(id, to)| Change::Plan { id: PlanId(id), to: to.map(Box::new) }),
        (few(), of(help())).prop_map(|(id, to)| Change::Help { id: HelpId(id), to: to.map(Box::new) }),
        (select(Place::OF_PLANS.to_vec()), date(), of(quota())).prop_map(|(place, from, to)| Change::Quota {
            place,
            from,
            to
        }),
        (pledge_key(), of(signed())).prop_map(|(key, to)| Change::Pledge { key, to }),
        (few(), of(work())).prop_map(|(id, to)| Change::Work { id: WorkId(id), to: to.map(Box::new) }),
    ]
    .boxed();
    let district = prop_oneof![
        (few(), of(district_school())).prop_map(|(id, to)| Change::DistrictSchool { id: DistrictSchoolId(id), to }),
        (few(), 1..3u32, 1..3u32, of(text())).prop_map(|(school, month, version, to)| {
            let month = Month::new(2026, month).unwrap();
            let to = to.map(|remark| Box::new(signed_report(month, version, &remark).report));
            Change::Received { school: DistrictSchoolId(school), month, version, to }
        }),
        (date(), of(any::<u16>())).prop_map(|(from, to)| Change::MatchWithin { from, to }),
    ]
    .boxed();
    prop_oneof![calendar, people, records, of_entrants().boxed(), helping, monthly().boxed(), district]
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
