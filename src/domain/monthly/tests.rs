//! The month's figures against each other: over random histories, and in the stories of the domain handbook.

use super::*;
use crate::domain::class::Class;
use crate::domain::district::check;
use crate::domain::entrant::{EntryNotice, Outcome, OutcomeRecord, Registration, RegistrationRecord, Settled};
use crate::domain::entrant::{Trace, TraceRecord};
use crate::domain::ids::{EntryId, PupilId, StaffId, StatusId, StepId, TraceId};
use crate::domain::letter::Receipt;
use crate::domain::made_up::{self, class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::people::{KeyGroup, Post, Pupil, PupilRecord, Sex, Staff, StaffRecord, Standing};
use crate::domain::register::Span;
use crate::domain::roll::{Roll, SessionCode};
use crate::domain::school::{Books, School};
use crate::domain::status::{Approval, Status, StatusKind, StatusRecord};
use crate::domain::step::{About, Ledger, Step, StepRecord, Taken};
use crate::domain::tales;
use crate::domain::year::{TurnedYear, YearTurn};
use chrono::{Days, NaiveDateTime};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use uuid::Uuid;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn evening(text: &str) -> NaiveDateTime {
    date(text).and_hms_opt(20, 0, 0).unwrap()
}

/// A change of status in effect.
fn in_effect(pupil: PupilId, kind: StatusKind, on: NaiveDate) -> Status {
    let record = StatusRecord {
        counterpart: "赣县中学".into(),
        papers: kind.proofs().iter().map(|proof| (*proof, None)).collect(),
        approvals: vec![Approval { by: "区教育局".into(), on }],
        ..StatusRecord::new(pupil, kind, on, on)
    };
    Status { id: StatusId(Uuid::from_u128(7)), record, recorded_by: StaffId::NEW }
}

fn staff(id: u128, name: &str, posts: &[Post]) -> Staff {
    let record = StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None };
    Staff { id: StaffId(Uuid::from_u128(id)), record }
}

const PRINCIPAL: StaffId = StaffId(Uuid::from_u128(1));
const OFFICE: StaffId = StaffId(Uuid::from_u128(2));

/// A class of three with rolls on each day of September, a principal and an office.
fn quiet_school() -> (Books, Class) {
    let (mut books, class) = class_of(3);
    books.staff = vec![staff(1, "林校长", &[Post::Leadership]), staff(2, "周主任", &[Post::Affairs, Post::Registrar])];
    for day in (8..31).chain(1..6) {
        for session in [SessionCode::AM, SessionCode::PM] {
            let day = format!("2025-09-{day:02}");
            books.rolls.push(roll(class, &day, session, &[], EntryId::NEW));
        }
    }
    (books, class)
}

fn counted(books: &mut Books, class: Class, on: &str, seats: u16) {
    let record = HeadcountRecord { seats, on: date(on), note: String::new() };
    let month = Month::of(date(on));
    books.monthly.headcounts.push(Headcount { month, class, record, by: OFFICE, at: evening(on) });
}

fn standing() -> impl Strategy<Value = Standing> {
    let class = (7..10u8, 1..3u8).prop_map(|(grade, number)| Class::new(Grade::new(grade).unwrap(), number).unwrap());
    prop_oneof![
        4 => class.prop_map(|class| Standing::InClass { class, seat: None }),
        1 => Just(Standing::Suspended),
        1 => Just(Standing::Gone),
    ]
}

/// Few pupils, each with a handful of standings over five months, some of them with the papers for it.
fn history() -> impl Strategy<Value = Books> {
    let kinds = select(vec![StatusKind::TransferOut, StatusKind::TransferIn, StatusKind::Died]);
    let step = (0..150u64, standing(), of(kinds));
    let pupils = prop::collection::vec(prop::collection::vec(step, 0..5), 1..8);
    (pupils, select(vec![1u8, 26]), any::<bool>()).prop_map(|(pupils, begins_on, in_august)| {
        let (mut books, _) = class_of(0);
        books.monthly.reporting = Some(Reporting { begins_on, in_august, ..Reporting::default() });
        let first = date("2026-05-20");
        for (steps, nth) in pupils.into_iter().zip(1..) {
            let id = PupilId(Uuid::from_u128(nth));
            // One change a day: no two of them take effect together.
            let steps: BTreeMap<NaiveDate, (Standing, Option<StatusKind>)> =
                steps.into_iter().map(|(days, standing, kind)| (first + Days::new(days), (standing, kind))).collect();
            let kinds = steps.iter().filter_map(|(on, (_, kind))| kind.map(|kind| in_effect(id, kind, *on)));
            books.statuses.extend(kinds);
            let standings = steps.into_iter().map(|(on, (standing, _))| (on, standing)).collect();
            let record = PupilRecord { sex: Some(Sex::Male), ..PupilRecord::named("学生") };
            books.pupils.push(Pupil { id, record, standings });
        }
        books
    })
}

proptest! {
    /// Months close and chain, grade by grade, whatever came and went, whenever a month was signed.
    #[test]
    fn a_close_is_the_opening_with_what_came_and_went(mut books in history(), signed_on in of(20..31u32)) {
        let mut closed: BTreeMap<u8, u32> = BTreeMap::new();
        let mut ended: Option<NaiveDate> = None;
        let mut of = month("2026-05");
        while of <= month("2026-11") {
            let school = School::from_books(books.clone());
            if !school.is_reported(of) {
                of = of.after();
                continue;
            }
            let last = school.report_span(of).to;
            let day = signed_on.and_then(|day| NaiveDate::from_ymd_opt(of.year, of.month(), day)).unwrap_or(last);
            let now = day.max(school.report_span(of).from).and_hms_opt(20, 0, 0).unwrap();
            let sheet = school.month_sheet(of, now);
            if let Some(ended) = ended {
                prop_assert_eq!(Some(sheet.span.from), ended.succ_opt());
            }
            let report = sheet.report(&school, 1, "", Vec::new(), None);
            let opened: BTreeMap<u8, u32> = report.grades.iter().map(|line| (line.grade, line.figures.opening)).collect();
            for grade in 1..=9 {
                prop_assert_eq!(opened.get(&grade).unwrap_or(&0), closed.get(&grade).unwrap_or(&0));
            }
            for figures in report.grades.iter().map(|line| line.figures).chain([report.total]) {
                let came = figures.transferred_in + figures.other_in;
                let went = figures.transferred_out + figures.other_out;
                prop_assert_eq!(figures.opening + came, figures.closing + went, "{:?}", figures);
                prop_assert_eq!(figures.due + figures.suspended_at_close + figures.excused_from_roll, figures.closing);
                prop_assert!(figures.died <= went && figures.boys <= figures.closing);
            }
            for figure in Figure::ALL.into_iter().filter(|figure| figure.lists()) {
                let behind: u64 = sheet.behind(figure, None).iter().map(|it| u64::from(it.times)).sum();
                prop_assert_eq!(figure.of(&report.total), Some(behind), "{:?}", figure);
            }
            // No district keeps out what the program has counted, where there is anybody to count.
            let faults = check::faults(&report, now.date());
            prop_assert!(report.grades.is_empty() || faults.is_empty(), "{:?}", faults);
            closed = report.grades.iter().map(|line| (line.grade, line.figures.closing)).collect();
            ended = Some(sheet.span.to);
            let record = SignedReport { report, position: None, own_remarks: Vec::new() };
            books.monthly.signed.push(SignedMonth { month: of, version: 1, record, by: PRINCIPAL, at: now });
            of = of.after();
        }
    }
}

#[test]
fn transfers_suspensions_and_deaths_are_counted_by_their_day() {
    let (mut books, class) = class_of(6);
    let id = |nth: u128| PupilId(Uuid::from_u128(nth));
    let mut gone = |nth: usize, kind: StatusKind, on: &str| {
        books.pupils[nth - 1].standings.push((date(on), Standing::Gone));
        books.statuses.push(in_effect(id(nth as u128), kind, date(on)));
    };
    gone(1, StatusKind::TransferOut, "2025-10-08");
    gone(2, StatusKind::Died, "2025-10-31");
    gone(3, StatusKind::TransferOut, "2025-11-01");
    books.pupils[3].standings.push((date("2025-10-13"), Standing::Suspended));
    let promoted = Class { grade: Grade::new(8).unwrap(), number: 1 };
    books.pupils[4].standings.push((date("2025-10-20"), Standing::InClass { class: promoted, seat: None }));
    books.pupils[0].record.student_no = crate::domain::numbers::StudentNo::parse("G350212201305150024").ok();
    books.monthly.reporting = Some(Reporting { district_key: "同安2026".into(), ..Reporting::default() });
    books.pupils[5].record.groups.insert(KeyGroup::Inclusive);
    let school = School::from_books(books);
    let sheet = school.month_sheet(month("2025-10"), evening("2025-11-05"));
    let report = sheet.report(&school, 1, "", Vec::new(), None);
    let [seventh, eighth] = &report.grades[..] else { panic!("{:?}", report.grades) };
    let of = |line: &GradeLine| {
        let it = line.figures;
        let moves = (it.opening, it.transferred_out, it.other_out, it.died, it.other_in);
        (moves, (it.suspended, it.closing, it.suspended_at_close, it.due))
    };
    assert_eq!((seventh.grade, of(seventh)), (7, ((6, 1, 2, 1, 0), (1, 3, 1, 2))));
    assert_eq!((eighth.grade, of(eighth)), (8, ((0, 0, 0, 0, 1), (0, 1, 0, 1))));
    assert_eq!((report.total.key_group, report.total.inclusive), (1, 1));
    let [transfer] = &report.transfers[..] else { panic!("{:?}", report.transfers) };
    assert_eq!((transfer.way, transfer.grade, transfer.counterpart.as_str()), (Way::Out, 7, "赣县中学"));
    assert_eq!(transfer.digest.as_ref().map(String::len), Some(64));
    let names: Vec<PupilId> =
        sheet.names(Figure::TransferredOut, Some(class.grade)).iter().map(|it| it.pupil).collect();
    assert_eq!(names, [id(1)]);
}

/// S2: entered in October, struck off in November; the papers of the third day.
#[test]
fn a_ledger_closes_with_what_the_next_month_opens() {
    let school = tales::found_elsewhere().school();
    let of = |text: &str, now: &str| {
        let total = school.month_sheet(month(text), evening(now)).report(&school, 1, "", Vec::new(), None).total;
        (total.suspected, total)
    };
    let (october, total) = of("2025-10", "2025-12-20");
    assert_eq!(october, Movement { opening: 0, entered: 1, struck: 0, closing: 1 });
    assert_eq!((total.absent_three_days, total.told_bureau, total.told_street), (1, 1, 1));
    assert_eq!((total.lost_from_sight, total.visits), (1, 1));
    let (november, total) = of("2025-11", "2025-12-20");
    assert_eq!(november, Movement { opening: 1, entered: 0, struck: 1, closing: 0 });
    // At school elsewhere by the answer: on the books, not expected.
    assert_eq!((total.excused_from_roll, total.lost_from_sight), (1, 0));
    assert_eq!(of("2025-12", "2025-12-20").0, Movement::default());
}

#[test]
fn a_dropout_moves_from_one_ledger_to_the_other() {
    let school = tales::never_found().school();
    let total =
        school.month_sheet(month("2025-11"), evening("2025-11-30")).report(&school, 1, "", Vec::new(), None).total;
    assert_eq!(total.suspected, Movement { opening: 1, entered: 0, struck: 1, closing: 0 });
    assert_eq!(total.dropouts, Movement { opening: 0, entered: 1, struck: 0, closing: 1 });
}

#[test]
fn every_contradiction_is_found_and_a_reason_lets_it_stand() {
    let (mut books, class) = quiet_school();
    let now = evening("2025-09-30");
    let doubts = |books: &Books| -> Vec<Doubt> {
        let school = School::from_books(books.clone());
        let sheet = school.month_sheet(month("2025-09"), now);
        school.contradictions(&sheet, now).into_iter().map(|it| it.doubt).collect()
    };
    assert_eq!(doubts(&books), [Doubt::NotCounted(class)]);
    counted(&mut books, class, "2025-09-24", 2);
    assert_eq!(doubts(&books), [Doubt::Count { class, books: 3, seats: 2 }]);
    books.monthly.headcounts.clear();
    counted(&mut books, class, "2025-09-24", 3);
    assert_eq!(doubts(&books), []);

    let missing = books.rolls.pop().unwrap();
    // September has 23 school days.
    assert_eq!(doubts(&books), [Doubt::Rolls { class, missing: 1, due: 46 }]);
    books.rolls.push(missing);
    let id = |nth: u128| PupilId(Uuid::from_u128(nth));
    books.pupils.push(Pupil { id: id(9), record: PupilRecord::named("林一舟"), standings: Vec::new() });
    books.pupils[0].standings.push((date("2025-09-29"), Standing::Gone));
    let found = doubts(&books);
    assert_eq!(found, [Doubt::Nowhere(id(9)), Doubt::NoPapers { pupil: id(1), on: date("2025-09-29") }]);
    books.statuses.push(in_effect(id(1), StatusKind::TransferOut, date("2025-09-29")));
    books.pupils.pop();
    assert_eq!(doubts(&books), []);

    books.rolls[0] = roll(class, "2025-09-08", SessionCode::AM, &[(id(2), Mark::Truant)], EntryId::NEW);
    let idle = Doubt::IdleCase { pupil: id(2), opened: date("2025-09-08") };
    assert_eq!(doubts(&books), [idle]);
    let school = School::from_books(books.clone());
    let sheet = school.month_sheet(month("2025-09"), now);
    // The pupil was seen since: what is lacking is that somebody confirms it.
    let mend = school.contradictions(&sheet, now)[0].mend;
    assert!(matches!(mend, Mend::CloseCase(pupil, _) if pupil == id(2)), "{mend:?}");
    assert_eq!(school.may_sign(month("2025-09"), false, PRINCIPAL, now), Err(CannotSign::Contradictions(1)));
    let told = Explanation { month: month("2025-09"), about: idle, reason: "当天补假".into(), by: OFFICE, at: now };
    books.monthly.explanations.push(told);
    let school = School::from_books(books);
    assert_eq!(school.may_sign(month("2025-09"), false, PRINCIPAL, now), Ok(()));
}

/// Somebody who applies in October is nothing to September, which may be made later; from October on papers are lacking
/// until they are taken in.
#[test]
fn who_applies_to_come_is_nothing_to_the_months_before() {
    let (mut books, class) = quiet_school();
    let child = PupilId(Uuid::from_u128(9));
    books.pupils.push(Pupil { id: child, record: PupilRecord::named("林一舟"), standings: Vec::new() });
    let applied = StatusRecord {
        class: Some(class),
        ..StatusRecord::new(child, StatusKind::TransferIn, date("2025-10-13"), date("2025-09-29"))
    };
    books.statuses.push(Status { id: StatusId(Uuid::from_u128(7)), record: applied, recorded_by: OFFICE });
    let (school, now) = (School::from_books(books), evening("2025-10-31"));
    let about_them = |asked: &str| -> Vec<&'static str> {
        let found = school.contradictions(&school.month_sheet(month(asked), now), now);
        found.iter().filter(|it| it.pupils.contains(&child)).map(|it| it.doubt.code()).collect()
    };
    assert_eq!(about_them("2025-09"), [""; 0]);
    assert_eq!(about_them("2025-10"), ["no_papers"], "once, not twice");
}

#[test]
fn a_month_opens_with_what_the_last_one_closed() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let school = School::from_books(books.clone());
    let september = school.month_sheet(month("2025-09"), evening("2025-09-25"));
    let report = september.report(&school, 1, "", Vec::new(), None);
    let record = SignedReport { report, position: None, own_remarks: Vec::new() };
    let signed = SignedMonth { month: month("2025-09"), version: 1, record, by: PRINCIPAL, at: evening("2025-09-25") };
    books.monthly.signed.push(signed);
    counted(&mut books, class, "2025-10-15", 3);
    // Recorded late: somebody had left before September was signed.
    let late = |books: &mut Books| {
        books.pupils[0].standings.push((date("2025-09-20"), Standing::Gone));
        books.statuses.push(in_effect(PupilId(Uuid::from_u128(1)), StatusKind::TransferOut, date("2025-09-20")));
    };
    let now = evening("2025-10-24");
    let opening = |books: &Books| {
        let school = School::from_books(books.clone());
        let sheet = school.month_sheet(month("2025-10"), now);
        assert_eq!(sheet.span, Span { from: date("2025-09-26"), to: date("2025-10-24") });
        let found = school.contradictions(&sheet, now).into_iter().map(|it| it.doubt);
        found.filter(|doubt| matches!(doubt, Doubt::Opening { .. } | Doubt::MonthBefore(_))).collect::<Vec<_>>()
    };
    assert_eq!(opening(&books), []);
    late(&mut books);
    let differs = Doubt::Opening { grade: class.grade, last_close: 3, opening: 2 };
    assert_eq!(opening(&books), [differs]);
    // What is said of it goes to the district with the figures that it explains.
    let reasons = |books: &Books| {
        let school = School::from_books(books.clone());
        opening_reasons(&school.contradictions(&school.month_sheet(month("2025-10"), now), now))
    };
    assert_eq!(reasons(&books), []);
    let reason = "九月漏登一人转出".to_owned();
    let told = Explanation { month: month("2025-10"), about: differs, reason: reason.clone(), by: OFFICE, at: now };
    books.monthly.explanations.push(told);
    assert_eq!(reasons(&books), [OpeningReason { grade: 7, last_close: 3, opening: 2, why: reason }]);
    let frozen = books.monthly.signed[0].record.clone();
    let school = School::from_books(books.clone());
    assert_eq!(school.monthly.latest(month("2025-09")).unwrap().record, frozen);
    // The correction counts the same days, and says what it changes.
    let corrected = school.month_sheet(month("2025-09"), now);
    assert_eq!(corrected.span.to, date("2025-09-25"));
    let after = corrected.report(&school, 2, "转出漏登", Vec::new(), None);
    let changes = changed(&frozen.report, &after);
    let changes: Vec<(What, Option<u64>, Option<u64>)> =
        changes.iter().map(|it| (it.what, it.before, it.after)).collect();
    assert!(changes.contains(&(What::Month(Figure::TransferredOut), Some(0), Some(1))), "{changes:?}");
    assert!(changes.contains(&(What::Month(Figure::Closing), Some(3), Some(2))), "{changes:?}");
    books.monthly.signed.clear();
    assert_eq!(opening_of_unsigned(&books, now), [Doubt::MonthBefore(month("2025-09"))]);
}

fn opening_of_unsigned(books: &Books, now: NaiveDateTime) -> Vec<Doubt> {
    let school = School::from_books(books.clone());
    let sheet = school.month_sheet(month("2025-10"), now);
    let found = school.contradictions(&sheet, now).into_iter().map(|it| it.doubt);
    found.filter(|doubt| matches!(doubt, Doubt::MonthBefore(_))).collect()
}

/// Without a single roll in the term nothing is known of anybody: that is no zero report.
#[test]
fn rolls_are_due_where_no_class_ever_took_one() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let now = evening("2025-09-30");
    let found = |books: &Books| {
        let school = School::from_books(books.clone());
        let sheet = school.month_sheet(month("2025-09"), now);
        let total = sheet.report(&school, 1, "", Vec::new(), None).total;
        let doubts: Vec<(Doubt, Mend)> =
            school.contradictions(&sheet, now).into_iter().map(|it| (it.doubt, it.mend)).collect();
        ((total.rolls_due, total.rolls_taken), doubts)
    };
    assert_eq!(found(&books), ((46, 46), vec![]));
    books.rolls.clear();
    let latest =
        |class, day: &str, session| Mend::Roll(crate::domain::roll::RollKey { class, date: date(day), session });
    let none = (Doubt::Rolls { class, missing: 46, due: 46 }, latest(class, "2025-09-30", SessionCode::PM));
    assert_eq!(found(&books), ((46, 0), vec![none]));
    // A class that is there from the 29th to the 29th, at a school with a bedtime roll for which nobody is called.
    let eighth = Class { grade: Grade::new(8).unwrap(), number: 1 };
    books.pupils[0].standings.push((date("2025-09-29"), Standing::InClass { class: eighth, seat: None }));
    books.pupils[0].standings.push((date("2025-09-30"), Standing::InClass { class, seat: Some(1) }));
    books.profile.as_mut().unwrap().sessions.push(made_up::session("night", (21, 0)));
    books.pupils.iter_mut().for_each(|pupil| pupil.record.boarder = Some(false));
    let (figures, doubts) = found(&books);
    assert_eq!(figures, (48, 0));
    let of_eighth = (Doubt::Rolls { class: eighth, missing: 2, due: 2 }, latest(eighth, "2025-09-29", SessionCode::PM));
    assert_eq!(doubts, [none, of_eighth]);
}

#[test]
fn a_month_of_which_nobody_was_enrolled_is_not_reported() {
    let (books, _) = quiet_school();
    let school = School::from_books(books);
    let (from, to) = (date("1999-01-01"), date("1999-01-31"));
    let nobody = Err(CannotSign::NobodyEnrolled { from, to });
    assert_eq!(school.may_report(month("1999-01"), date("2025-09-25")), nobody);
    assert_eq!(school.may_sign(month("1999-01"), false, PRINCIPAL, evening("2025-09-25")), nobody);
    assert_eq!(school.may_report(month("2025-09"), date("2025-09-25")), Ok(()));
}

/// What is recorded after the signature changes nothing of what was signed; that the two differ is said.
#[test]
fn what_has_changed_since_it_was_signed_is_told() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let (september, now) = (month("2025-09"), evening("2025-09-30"));
    let school = School::from_books(books.clone());
    let sheet = school.month_sheet(september, now);
    assert_eq!(school.changed_since_signed(&sheet), []);
    let record = SignedReport {
        report: sheet.report(&school, 1, "", Vec::new(), None),
        position: None,
        own_remarks: Vec::new(),
    };
    books.monthly.signed.push(SignedMonth { month: september, version: 1, record, by: PRINCIPAL, at: now });
    let differs = |books: &Books| {
        let school = School::from_books(books.clone());
        school.changed_since_signed(&school.month_sheet(september, evening("2025-10-20")))
    };
    assert_eq!(differs(&books), []);
    books.pupils[0].standings.push((date("2025-09-30"), Standing::Gone));
    books.statuses.push(in_effect(PupilId(Uuid::from_u128(1)), StatusKind::TransferOut, date("2025-09-30")));
    let keys: Vec<String> = differs(&books).iter().map(|it| it.what.key()).collect();
    assert!(keys.contains(&"transferred_out".into()) && keys.contains(&"closing".into()), "{keys:?}");
}

/// A suspension holds from its approval: the day of the standing is not that of the change.
#[test]
fn a_suspension_approved_later_has_its_papers() {
    let (mut books, _) = quiet_school();
    let pupil = books.pupils[0].id;
    let mut suspended = in_effect(pupil, StatusKind::Suspend, date("2025-09-10"));
    suspended.record.approvals[0].on = date("2025-09-20");
    assert_eq!(suspended.record.takes_effect(), date("2025-09-20"));
    books.statuses.push(suspended);
    let school = School::from_books(books);
    let counting = super::figures::Counting::new(&school, Span { from: date("2025-09-01"), to: date("2025-09-30") });
    assert!(counting.status(pupil, date("2025-09-20"), StatusKind::Suspend).is_some());
    assert!(counting.status(pupil, date("2025-09-10"), StatusKind::Suspend).is_none());
}

#[test]
fn no_child_of_the_books_is_named_in_a_report() {
    let (mut books, _) = quiet_school();
    for (pupil, name) in books.pupils.iter_mut().zip(["甲七六", "甲七", "欧阳小雨"]) {
        pupil.record.name = name.into();
    }
    let school = School::from_books(books);
    let said = "甲七六请假，甲七在区里比赛；欧阳小雨已转出，周主任已核实";
    assert_eq!(school.unnamed(said), "甲某某请假，甲某在区里比赛；欧阳某某已转出，周主任已核实");
    assert!(school.names_a_child(said) && !school.names_a_child("停课一天"));
}

/// 2025-09-25 is a school day on which the report is due; the afternoon's roll is not due before half past two.
#[test]
fn a_signature_in_the_morning_leaves_the_day_to_the_next_report() {
    let (mut books, class) = quiet_school();
    let is_before = |roll: &Roll| (roll.key.date, roll.key.session) < (date("2025-09-25"), SessionCode::PM);
    books.rolls.retain(is_before);
    let at = |moment: &str| moment.parse::<NaiveDateTime>().unwrap();
    let last_day = |books: &Books, moment: &str| {
        let school = School::from_books(books.clone());
        let sheet = school.month_sheet(month("2025-09"), at(moment));
        let rolls = school.contradictions(&sheet, at(moment)).into_iter().map(|it| it.doubt);
        (sheet.span.to, rolls.filter(|doubt| matches!(doubt, Doubt::Rolls { .. })).count())
    };
    // Before it may be signed the day counts as far as it has gone.
    assert_eq!(last_day(&books, "2025-09-24T10:00:00"), (date("2025-09-24"), 0));
    assert_eq!(last_day(&books, "2025-09-25T10:00:00"), (date("2025-09-24"), 0));
    // The roll is due now, and missing.
    assert_eq!(last_day(&books, "2025-09-25T14:30:00"), (date("2025-09-25"), 1));
    // A Saturday has none.
    assert_eq!(last_day(&books, "2025-09-27T10:00:00").0, date("2025-09-27"));

    let school = School::from_books(books.clone());
    let report = school.month_sheet(month("2025-09"), at("2025-09-25T10:00:00")).report(&school, 1, "", vec![], None);
    let record = SignedReport { report, position: None, own_remarks: Vec::new() };
    let now = at("2025-09-25T10:00:00");
    books.monthly.signed.push(SignedMonth { month: month("2025-09"), version: 1, record, by: PRINCIPAL, at: now });
    assert_eq!(School::from_books(books.clone()).report_span(month("2025-10")).from, date("2025-09-25"));
    // Whoever has taken the day's last roll before its time has nothing to come.
    books.monthly.signed.clear();
    books.rolls.push(roll(class, "2025-09-25", SessionCode::PM, &[], EntryId::NEW));
    assert_eq!(last_day(&books, "2025-09-25T10:00:00"), (date("2025-09-25"), 0));
}

/// A report that says that nobody is suspected of dropping out would be untrue while somebody should stand in the ledger.
#[test]
fn who_belongs_in_a_ledger_and_is_in_none_is_asked_about() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let truant = PupilId(Uuid::from_u128(2));
    let is_due = |day: NaiveDate| day < date("2025-09-18");
    for roll in books.rolls.iter_mut().filter(|roll| !is_due(roll.key.date)) {
        let day = roll.key.date.to_string();
        *roll = made_up::roll(class, &day, roll.key.session, &[(truant, Mark::Truant)], EntryId::NEW);
    }
    let found = |books: &Books, now: &str| {
        let (school, now) = (School::from_books(books.clone()), evening(now));
        let found = school.contradictions(&school.month_sheet(month("2025-09"), now), now);
        let about = found.iter().map(|it| it.doubt).filter(|doubt| matches!(doubt, Doubt::NotListed { .. }));
        (about.collect::<Vec<_>>(), not_listed(&found))
    };
    let doubt = Doubt::NotListed { pupil: truant, ledger: Ledger::Suspected };
    // More than a week: from the eighth day on.
    assert_eq!(found(&books, "2025-09-24"), (vec![], 0));
    assert_eq!(found(&books, "2025-09-30"), (vec![doubt], 1));
    // Entered after the period had ended, it is in the ledger all the same.
    let record = StepRecord {
        about: About::Pupil(truant),
        at: evening("2025-10-10"),
        step: Step::Entered { ledger: Ledger::Suspected, said: String::new() },
        attachments: Vec::new(),
    };
    books.steps.push(Taken { id: StepId(Uuid::from_u128(8)), record, recorded_by: OFFICE });
    assert_eq!(found(&books, "2025-10-09"), (vec![doubt], 1));
    assert_eq!(found(&books, "2025-10-10"), (vec![], 0));
}

#[test]
fn who_signs_and_when_and_never_alone() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let school = School::from_books(books.clone());
    let september = month("2025-09");
    let may = |by, now: &str| school.may_sign(september, false, by, evening(now));
    // 2025-09-25 is a Thursday.
    assert_eq!(may(PRINCIPAL, "2025-09-24"), Err(CannotSign::TooEarly(date("2025-09-25"))));
    assert_eq!(may(PRINCIPAL, "2025-09-25"), Ok(()));
    assert!(matches!(may(OFFICE, "2025-09-25"), Err(CannotSign::NotBy(_))));
    assert_eq!(school.may_sign(september, true, PRINCIPAL, evening("2025-09-25")), Err(CannotSign::NotSigned));
    assert_eq!(school.may_report(month("2025-08"), date("2025-09-25")), Err(CannotSign::NotReported));
    assert!(matches!(school.may_report(month("2025-11"), date("2025-09-25")), Err(CannotSign::Ahead(_))));
    let on = date("2025-09-25");
    assert_eq!(school.filler(None, PRINCIPAL, on), Ok("周主任".into()));
    assert_eq!(school.filler(Some("林校长"), PRINCIPAL, on), Err(CannotSign::SecondPerson));
    assert_eq!(school.filler(Some("无此人"), PRINCIPAL, on), Err(CannotSign::FillerUnknown));
    books.staff.truncate(1);
    let alone = School::from_books(books);
    assert_eq!(alone.filler(None, PRINCIPAL, on), Err(CannotSign::SecondPerson));
    assert_eq!(alone.filler(Some("陈老师"), PRINCIPAL, on), Ok("陈老师".into()));
}

#[test]
fn the_report_is_on_the_list_until_it_is_signed_and_sent() {
    let (mut books, class) = quiet_school();
    counted(&mut books, class, "2025-09-24", 3);
    let owed = |books: &Books, on: &str| {
        let school = School::from_books(books.clone());
        school.reports_owed(date(on)).iter().map(|it| (it.month, it.stage)).collect::<Vec<_>>()
    };
    let september = month("2025-09");
    assert_eq!(owed(&books, "2025-09-19"), []);
    assert_eq!(owed(&books, "2025-09-20"), [(september, Stage::Collecting)]);
    let school = School::from_books(books.clone());
    let report = school.month_sheet(september, evening("2025-09-25")).report(&school, 1, "", Vec::new(), None);
    let record = SignedReport { report, position: None, own_remarks: Vec::new() };
    books.monthly.signed.push(SignedMonth {
        month: september,
        version: 1,
        record,
        by: PRINCIPAL,
        at: evening("2025-09-25"),
    });
    for to in Recipient::ALL {
        assert_eq!(owed(&books, "2025-09-26"), [(september, Stage::Signed)]);
        let record = Sending { on: date("2025-09-26"), how: "OA".into(), receipt: None };
        books.monthly.sent.push(Sent {
            month: september,
            version: 1,
            to,
            record,
            by: OFFICE,
            at: evening("2025-09-26"),
        });
    }
    assert_eq!(owed(&books, "2025-09-26"), []);
    assert_eq!(owed(&books, "2025-10-20"), [(month("2025-10"), Stage::Collecting)]);
}

#[test]
fn the_day_moves_back_to_a_school_day_and_periods_may_begin_on_the_26th() {
    let (mut books, _) = quiet_school();
    let school = School::from_books(books.clone());
    // The 25th of October 2025 is a Saturday.
    assert_eq!(school.report_due(month("2025-10")), date("2025-10-24"));
    assert_eq!(school.report_span(month("2025-10")), Span { from: date("2025-10-01"), to: date("2025-10-31") });
    assert_eq!(school.report_span(month("2025-09")).from, date("2025-08-01"), "August's changes are September's");
    books.monthly.reporting = Some(Reporting { begins_on: 26, in_august: true, ..Reporting::default() });
    let school = School::from_books(books);
    assert_eq!(school.report_span(month("2025-10")), Span { from: date("2025-09-26"), to: date("2025-10-25") });
    let of = |day: &str| school.report_of(date(day)).to_string();
    assert_eq!((of("2025-10-25"), of("2025-10-26")), ("2025-10".into(), "2025-11".into()));
}

/// While the year's list is worked on, each report says what was known at its own close, however late it is made.
#[test]
fn new_entrants_are_counted_as_they_stood_at_the_close() {
    let (mut books, _) = quiet_school();
    (books.entrants, books.traces) = made_up::entrants();
    books.monthly.reporting = Some(Reporting { in_august: true, ..Reporting::default() });
    let school = School::from_books(books);
    let of = |text: &str| {
        let report = school.month_sheet(month(text), evening("2025-12-01")).report(&school, 1, "", Vec::new(), None);
        (report.new_entrants.clone(), report)
    };
    let seventh = Intake { grade: 7, listed: 4, issued: 4, delivered: 1, registered: 1, ..Intake::default() };
    assert_eq!(of("2025-06").0, []);
    assert_eq!(of("2025-07").0, [Intake { not_come: 3, open: 3, ..seventh }]);
    assert_eq!(of("2025-08").0, of("2025-07").0);
    let (september, report) = of("2025-09");
    assert_eq!(september, [Intake { not_come: 2, traced: 2, elsewhere: 1, open: 2, ..seventh }]);
    assert_eq!(report.total.not_reported, 2, "as figure 22 says");
    assert_eq!(of("2025-10").0, []);
    // Of months without a list nothing is said at all: the file is what it was before the form had them.
    assert!(!serde_json::to_string(&of("2025-10").1).unwrap().contains("new_entrants"));
    let after = of("2025-09").1;
    let changes = changed(&of("2025-07").1, &after);
    let traced =
        Changed { grade: Grade::new(7), what: What::Intake(IntakeFigure::Traced), before: Some(0), after: Some(2) };
    assert!(changes.contains(&traced), "{changes:?}");
}

/// A child with what was recorded of it, and on which days.
fn child() -> impl Strategy<Value = (u8, [Option<u64>; 5], usize)> {
    let day = || of(0..90u64);
    let days = (day(), day(), day(), day(), day()).prop_map(|(a, b, c, d, e)| [a, b, c, d, e]);
    (select(vec![1u8, 7]), days, 0..Outcome::ALL.len())
}

proptest! {
    /// Each listed child is in one column, and every column is what going through the list one by one comes to.
    #[test]
    fn the_table_of_new_entrants_closes(children in prop::collection::vec(child(), 0..25), of in 7..10u32) {
        let first = date("2025-06-25");
        let (mut books, _) = class_of(0);
        let (pattern, traces) = made_up::entrants();
        let settled = pattern[1].outcome.clone().unwrap();
        for ((grade, days, outcome), nth) in children.iter().zip(1u128..) {
            let on = |at: usize| days[at].map(|day| first + Days::new(day));
            let mut child = made_up::entrant(nth, "新生");
            child.record.grade = Grade::new(*grade).unwrap();
            child.record.listed_on = first;
            child.notice = on(0).map(|issued_on| EntryNotice { issued_on, ..pattern[0].notice.clone().unwrap() });
            child.delivery = on(1).map(|on| Receipt { on, ..pattern[0].delivery.clone().unwrap() });
            let papers = std::collections::BTreeSet::new();
            child.registration =
                on(2).map(|on| Registration { record: RegistrationRecord { on, papers }, by: OFFICE });
            let record = |on| OutcomeRecord { outcome: Outcome::ALL[*outcome], on, ..settled.record.clone() };
            child.outcome = on(3).map(|on| Settled { record: record(on), ..settled.clone() });
            books.traces.extend(on(4).map(|on| {
                let at = on.and_hms_opt(9, 0, 0).unwrap();
                let record = TraceRecord { entrant: child.id, at, ..traces[0].record.clone() };
                Trace { id: TraceId(Uuid::from_u128(nth)), record, ..traces[0].clone() }
            }));
            books.entrants.push(child);
        }
        books.monthly.reporting = Some(Reporting { in_august: true, ..Reporting::default() });
        let school = School::from_books(books);
        let sheet = school.month_sheet(Month::new(2025, of).unwrap(), evening("2025-12-01"));
        let by = sheet.span.to;
        let is_over = by > school.last_registration_day(2025);
        for intake in &sheet.new_entrants {
            prop_assert_eq!(intake.sum(), u64::from(intake.listed));
            let count = |is: &dyn Fn(&[bool; 5], usize) -> bool| {
                let of_grade = children.iter().filter(|(grade, ..)| *grade == intake.grade);
                let known = |days: &[Option<u64>; 5]| days.map(|day| day.is_some_and(|day| first + Days::new(day) <= by));
                of_grade.filter(|(_, days, outcome)| is(&known(days), *outcome)).count() as u32
            };
            let open = |known: &[bool; 5], outcome: usize| {
                !known[2] && (!known[3] || Outcome::ALL[outcome] == Outcome::NotFound)
            };
            prop_assert_eq!(intake.listed, count(&|_, _| true));
            prop_assert_eq!(intake.issued, count(&|known, _| known[0]));
            prop_assert_eq!(intake.delivered, count(&|known, _| known[1]));
            prop_assert_eq!(intake.registered, count(&|known, _| known[2]));
            prop_assert_eq!(intake.traced, count(&|known, _| known[4]));
            prop_assert_eq!(intake.open, count(&open));
            let not_come = count(&|known, outcome| open(known, outcome) && (is_over || known[3]));
            prop_assert_eq!(intake.not_come, not_come);
            prop_assert!(intake.not_come <= intake.open);
        }
        let listed: u32 = sheet.new_entrants.iter().map(|intake| intake.listed).sum();
        prop_assert_eq!(listed as usize, children.len());
    }
}

/// Worked example 3 of the domain handbook, section 5, in small.
#[test]
fn a_cohort_is_who_entered_who_came_and_went_and_who_is_there() {
    let (mut books, class) = class_of(6);
    let id = |nth: u128| PupilId(Uuid::from_u128(nth));
    let ninth = Class { grade: Grade::new(9).unwrap(), number: class.number };
    for pupil in &mut books.pupils {
        let seat = None;
        pupil.standings = vec![
            (date("2023-09-01"), Standing::InClass { class, seat }),
            (date("2024-09-01"), Standing::InClass { class: Class { grade: Grade::new(8).unwrap(), ..class }, seat }),
            (date("2025-09-01"), Standing::InClass { class: ninth, seat }),
        ];
    }
    books.pupils[0].standings.remove(0);
    books.statuses.push(in_effect(id(1), StatusKind::TransferIn, date("2024-09-01")));
    books.pupils[1].standings.push((date("2025-10-08"), Standing::Gone));
    books.statuses.push(in_effect(id(2), StatusKind::TransferOut, date("2025-10-08")));
    books.pupils[2].standings.push((date("2025-10-09"), Standing::Gone));
    books.statuses.push(in_effect(id(3), StatusKind::Died, date("2025-10-09")));
    let cohort = |books: &Books, of: &str, now: &str| {
        School::from_books(books.clone()).month_sheet(month(of), evening(now)).cohorts
    };
    let expected =
        Cohort { grade: 9, entrants: 5, transferred_in: 1, transferred_out: 1, died: 1, reached: 4, graduated: false };
    assert_eq!(cohort(&books, "2025-10", "2025-10-31"), std::slice::from_ref(&expected));
    for pupil in &mut books.pupils {
        pupil.standings.push((date("2026-07-05"), Standing::Gone));
        books.statuses.push(in_effect(pupil.id, StatusKind::Graduate, date("2026-07-05")));
    }
    assert_eq!(cohort(&books, "2026-07", "2026-07-31"), [Cohort { graduated: true, ..expected }]);
}

/// A roster of today says of the highest grade that it was enrolled two years ago, and in which class it is now.
#[test]
fn a_cohort_of_a_roster_is_told_by_the_class_of_today() {
    let (mut books, class) = class_of(3);
    let ninth = Class { grade: Grade::new(9).unwrap(), number: class.number };
    for pupil in &mut books.pupils {
        pupil.standings = vec![(date("2023-09-01"), Standing::InClass { class: ninth, seat: None })];
    }
    books.pupils[0].standings.push((date("2025-10-08"), Standing::Gone));
    books.statuses.push(in_effect(books.pupils[0].id, StatusKind::TransferOut, date("2025-10-08")));
    let cohorts = School::from_books(books).month_sheet(month("2025-10"), evening("2025-10-31")).cohorts;
    let expected =
        Cohort { grade: 9, entrants: 3, transferred_in: 0, transferred_out: 1, died: 0, reached: 2, graduated: false };
    assert_eq!(cohorts, [expected]);
}

/// Two graduates, and three who rise into the ninth grade, at a turn of the year that is recorded.
fn turned_on(day: &str) -> Books {
    let (mut books, class) = class_of(5);
    let of = |grade: u8| Class { grade: Grade::new(grade).unwrap(), ..class };
    let turn = date(day);
    for pupil in books.pupils.iter_mut() {
        let is_ninth = pupil.id <= PupilId(Uuid::from_u128(2));
        let entered = if is_ninth { "2023-09-01" } else { "2024-09-01" };
        // As a roster names them: in the class of today from the day of enrolment on.
        let class = of(if is_ninth { 9 } else { 8 });
        let after = if is_ninth { Standing::Gone } else { Standing::InClass { class: of(9), seat: None } };
        pupil.standings = vec![(date(entered), Standing::InClass { class, seat: None }), (turn, after)];
        if is_ninth {
            books.statuses.push(in_effect(pupil.id, StatusKind::Graduate, turn));
        }
    }
    let turn = YearTurn { on: turn, last_grades: [of(9).grade].into(), posts_before: BTreeMap::new() };
    books.year_turns = vec![TurnedYear { year: 2026, turn, entry: EntryId::NEW }];
    books
}

#[test]
fn a_turn_takes_the_cohort_of_its_eve_and_graduates_have_their_papers() {
    let who = |entrants, reached, graduated| Cohort {
        grade: 9,
        entrants,
        transferred_in: 0,
        transferred_out: 0,
        died: 0,
        reached,
        graduated,
    };
    for (turn, before, with_turn, after) in
        [("2026-09-01", "2026-07", "2026-09", "2026-10"), ("2026-07-05", "2026-06", "2026-07", "2026-09")]
    {
        let mut books = turned_on(turn);
        let school = School::from_books(books.clone());
        let of = |asked: &str| school.month_sheet(month(asked), evening("2026-12-01")).cohorts;
        assert_eq!(of(before), [who(2, 2, false)], "{turn}");
        assert_eq!(of(with_turn), [who(2, 2, true)], "{turn}");
        assert_eq!(of(after), [who(3, 3, false)], "{turn}");
        let now = evening("2026-12-01");
        let lacking = |school: &School| {
            let found = school.contradictions(&school.month_sheet(month(with_turn), now), now);
            found.into_iter().filter(|it| matches!(it.doubt, Doubt::NoPapers { .. })).count()
        };
        assert_eq!(lacking(&school), 0, "{turn}");
        // Without the graduation they have left without a word; in July whoever leaves the highest grade has graduated.
        books.statuses.clear();
        let expected = if turn == "2026-09-01" { 2 } else { 0 };
        assert_eq!(lacking(&School::from_books(books)), expected, "{turn}");
    }
}

#[test]
fn a_month_is_written_one_way() {
    for (written, expected) in [
        ("2026-03", Month::new(2026, 3)),
        ("2026-12", Month::new(2026, 12)),
        ("2026-13", None),
        ("2026-3", None),
        ("26-03", None),
        ("2026", None),
        ("", None),
    ] {
        assert_eq!(written.parse::<Month>().ok(), expected, "{written}");
    }
    let december = Month::new(2026, 12).unwrap();
    assert_eq!((december.after().to_string(), december.after().before()), ("2027-01".into(), december));
}
