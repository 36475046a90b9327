use super::*;
use crate::domain::contact::Reached;
use crate::domain::ids::{ContactId, EntryId, StaffId, StatusId};
use crate::domain::made_up::{class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::people::{Pupil, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::status::{Approval, Status, StatusKind, StatusRecord};
use crate::domain::tales;
use chrono::Days;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the facts behind a figure come to, each by its kind.
fn made_of(figure: &Figure) -> Amount {
    let facts = || figure.behind.iter().map(|behind| behind.fact);
    match figure.kind {
        FigureKind::RollsTaken => {
            let rolls = facts().map(|fact| match fact {
                Fact::Class(_, Amount::Count(rolls)) => rolls,
                fact => panic!("{fact:?}"),
            });
            Amount::Count(rolls.sum())
        }
        _ => Amount::Count(facts().count()),
    }
}

fn count(inspection: &Inspection, kind: FigureKind) -> usize {
    let figure = inspection.figure(kind).unwrap_or_else(|| panic!("{kind:?}"));
    assert_eq!(figure.amount, made_of(figure), "{kind:?}");
    match figure.amount {
        Amount::Count(count) => count,
        amount => panic!("{kind:?}: {amount:?}"),
    }
}

/// The truant of the domain handbook's first story, before and after its year ends.
#[test]
fn a_year_counts_what_was_done_in_it() {
    let school = tales::truant().school();
    let year = school.inspection(2025, date("2025-12-31"));
    let table = [
        (FigureKind::Classes, 1),
        (FigureKind::CasesOpened, 1),
        (FigureKind::TransferredOut, 0),
        (FigureKind::Dropouts, 0),
        (FigureKind::Contacts, school.contacts.iter().filter(|it| it.record.reached.is_yes()).count()),
        (FigureKind::Visits, school.visits.len()),
    ];
    for (kind, expected) in table {
        assert_eq!(count(&year, kind), expected, "{kind:?}");
    }
    assert_eq!(count(&year, FigureKind::RollsTaken), school.rolls.len());
    let after = school.inspection(2026, date("2026-01-20"));
    for kind in [FigureKind::CasesOpened, FigureKind::Contacts, FigureKind::Visits, FigureKind::RollsTaken] {
        assert_eq!(count(&after, kind), 0, "{kind:?}");
    }
}

/// A rate of nothing is no rate; grades and sexes add up to the pupils who have them.
#[test]
fn what_is_counted_adds_up() {
    let school = tales::truant().school();
    let empty = school.inspection(2024, date("2024-05-01"));
    assert_eq!(empty.figure(FigureKind::AttendanceRate).unwrap().amount.rate(), None);
    let year = school.inspection(2025, date("2025-12-31"));
    let grades: usize = (1..=9)
        .filter_map(Grade::new)
        .filter_map(|grade| year.figure(FigureKind::InGrade(grade)))
        .map(|figure| figure.behind.len())
        .sum();
    assert_eq!(grades, count(&year, FigureKind::Pupils));
    let sections: Vec<Section> = year.figures.iter().map(|figure| figure.kind.section()).collect();
    assert!(sections.is_sorted());
}

/// What somebody did or was, on which day of the term.
fn happened() -> impl Strategy<Value = (u64, usize, u8)> {
    (0..150u64, 0..6usize, 0..15u8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever happened, every figure is what going through the books fact by fact comes to, and its facts come to it.
    #[test]
    fn figures_are_what_a_slow_count_comes_to(
        marks in prop::collection::vec((0..6usize, 0..60u64, 0..4usize), 0..40),
        deeds in prop::collection::vec(happened(), 0..30),
        days in 60..150u64,
    ) {
        let (mut books, class) = class_of(6);
        let first = date("2025-09-01");
        let day = |nth: u64| first + Days::new(nth);
        let ids: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
        let of_marks = [Mark::Truant, Mark::Unknown, Mark::Sick, Mark::Late];
        let mut rolls: BTreeMap<u64, Vec<(PupilId, Mark)>> = BTreeMap::new();
        for (pupil, on, mark) in marks {
            let of_day = rolls.entry(on).or_default();
            if !of_day.iter().any(|(id, _)| *id == ids[pupil]) {
                of_day.push((ids[pupil], of_marks[mark]));
            }
        }
        for (on, marks) in &rolls {
            books.rolls.push(roll(class, &day(*on).to_string(), SessionCode::AM, marks, EntryId::NEW));
        }
        for ((on, pupil, what), nth) in deeds.iter().zip(1u128..) {
            let (id, at) = (ids[*pupil], format!("{} 08:00", day(*on)));
            match what {
                0 | 1 => {
                    let reached = if *what == 0 { Reached::Yes } else { Reached::NoAnswer };
                    let mut contact = tales::contact(id, &at, reached);
                    contact.id = ContactId(Uuid::from_u128(nth));
                    books.contacts.push(contact);
                }
                2 => {
                    books.pupils[*pupil].record.sex = Some(Sex::Female);
                    books.pupils[*pupil].record.groups.insert(KeyGroup::Dibao);
                }
                3 => books.pupils[*pupil].standings.push((day(*on).max(day(1)), Standing::Suspended)),
                4 => books.pupils[*pupil].standings.push((day(*on).max(day(1)), Standing::Gone)),
                _ => {
                    let kinds = [
                        StatusKind::TransferIn,
                        StatusKind::TransferOut,
                        StatusKind::Suspend,
                        StatusKind::SpecialSchool,
                        StatusKind::Died,
                    ];
                    let kind = kinds[usize::from(*what) % kinds.len()];
                    let mut record = StatusRecord::new(id, kind, day(*on), day(*on));
                    if what % 2 == 0 {
                        record.counterpart = "赣县中学".into();
                        record.papers = kind.proofs().iter().map(|proof| (*proof, None)).collect();
                        record.approvals = vec![Approval { by: "区教育局".into(), on: day(*on) }];
                    }
                    let id = StatusId(Uuid::from_u128(nth));
                    books.statuses.push(Status { id, record, recorded_by: StaffId::NEW });
                }
            }
        }
        for pupil in &mut books.pupils {
            pupil.standings.sort_by_key(|(from, _)| *from);
            pupil.standings.dedup_by_key(|(from, _)| *from);
        }
        books.contacts.sort_by_key(|contact| (contact.record.pupil, contact.record.at));
        let school = School::from_books(books);
        let (year, to) = (2025, day(days).min(date("2025-12-31")));
        let inspection = school.inspection(year, to);
        let within = |on: NaiveDate| on >= date("2025-01-01") && on <= to;

        let stands = |pupil: &Pupil| pupil.standings.iter().rev().find(|(from, _)| *from <= to).map(|(_, it)| *it);
        let there: Vec<&Pupil> =
            school.pupils.iter().filter(|it| !matches!(stands(it), None | Some(Standing::Gone))).collect();
        let people = |is: &dyn Fn(&Pupil) -> bool| there.iter().filter(|pupil| is(pupil)).count();
        let changes = |kind: StatusKind| {
            let records = school.statuses.iter().map(|status| &status.record);
            let of_kind = records.filter(|it| it.kind == kind && it.lacks().is_empty() && within(it.takes_effect()));
            // Who is suspended on the eve is suspended no second time, but for longer.
            let is_anew = |it: &StatusRecord| {
                let eve = it.takes_effect().pred_opt().unwrap();
                let pupil = school.pupils.iter().find(|pupil| pupil.id == it.pupil).unwrap();
                let before = pupil.standings.iter().rev().find(|(from, _)| *from <= eve).map(|(_, it)| *it);
                kind != StatusKind::Suspend || before != Some(Standing::Suspended)
            };
            let (anew, again): (Vec<_>, Vec<_>) = of_kind.partition(|it| is_anew(it));
            (anew.len(), again.len())
        };
        let expected = [
            (FigureKind::Classes, usize::from(people(&|it| stands(it) != Some(Standing::Suspended)) > 0)),
            (FigureKind::Pupils, there.len()),
            (FigureKind::OfSex(Sex::Female), people(&|it| it.record.sex == Some(Sex::Female))),
            (FigureKind::OfSex(Sex::Male), people(&|it| it.record.sex == Some(Sex::Male))),
            (FigureKind::Suspended, people(&|it| stands(it) == Some(Standing::Suspended))),
            (FigureKind::InGroup(KeyGroup::Dibao), people(&|it| it.record.groups.contains(&KeyGroup::Dibao))),
            (FigureKind::TransferredIn, changes(StatusKind::TransferIn).0),
            (FigureKind::TransferredOut, changes(StatusKind::TransferOut).0),
            (FigureKind::SuspendedSince, changes(StatusKind::Suspend).0),
            (FigureKind::Renewed, changes(StatusKind::Suspend).1),
            (FigureKind::ToSpecialSchool, changes(StatusKind::SpecialSchool).0),
            (FigureKind::Died, changes(StatusKind::Died).0),
            (FigureKind::RollsTaken, school.rolls.iter().filter(|roll| within(roll.key.date)).count()),
            (
                FigureKind::Contacts,
                school.contacts.iter().filter(|it| it.record.reached.is_yes() && within(it.record.at.date())).count(),
            ),
        ];
        for (kind, expected) in expected {
            prop_assert_eq!(count(&inspection, kind), expected, "{:?}", kind);
        }
        // Attendance, mark by mark: who is in the class on a school day of a roll is expected.
        let (mut of, mut among) = (0u64, 0u64);
        for taken in school.rolls.iter().filter(|roll| within(roll.key.date)) {
            if !school.calendar.is_school_day(taken.key.date, Some(class.grade)) {
                continue;
            }
            for pupil in school.pupils.iter().filter(|pupil| pupil.class(taken.key.date) == Some(class)) {
                among += 1;
                let mark = taken.marks.iter().find(|marked| marked.pupil == pupil.id).map(|marked| marked.mark);
                of += u64::from(matches!(mark, None | Some(Mark::Late)));
            }
        }
        let rate = inspection.figure(FigureKind::AttendanceRate).unwrap();
        prop_assert_eq!(rate.amount, Amount::Share { of, among });
        let sum = |figure: &Figure| {
            figure.behind.iter().fold((0, 0), |(of, among), behind| match behind.fact {
                Fact::Class(_, Amount::Share { of: some, among: so_many }) => (of + some, among + so_many),
                _ => (of, among),
            })
        };
        prop_assert_eq!(sum(rate), (of, among));
        // Cases, by each pupil's first unexcused session that begins one.
        let opened = inspection.figure(FigureKind::CasesOpened).unwrap();
        let cases = school.pupils.iter().flat_map(|pupil| school.cases(pupil.id, to));
        let begun: Vec<NaiveDate> = cases.map(|case| case.opened).filter(|on| within(*on)).collect();
        prop_assert_eq!(opened.behind.len(), begun.len());
        let same_day = inspection.figure(FigureKind::SameDayContact).unwrap();
        let told = opened.behind.iter().filter(|behind| {
            let of_pupil = school.contacts.iter().filter(|it| Some(it.record.pupil) == behind.fact.pupil());
            of_pupil.into_iter().any(|it| it.record.reached.is_yes() && Some(it.record.at.date()) == behind.on)
        });
        let told = told.count() as u64;
        prop_assert_eq!(same_day.amount, Amount::Share { of: told, among: begun.len() as u64 });
        // No figure without its facts, unless it is 0.
        for figure in &inspection.figures {
            let is_nothing = matches!(figure.amount, Amount::Count(0) | Amount::Share { of: 0, .. } | Amount::Untold);
            prop_assert!(is_nothing || !figure.behind.is_empty(), "{:?}", figure);
        }
    }
}

/// Worked example 3 of the domain handbook, section 5: whose going nothing explains is shown by name.
#[test]
fn who_is_missing_from_a_cohort_is_named() {
    let (mut books, class) = class_of(3);
    let standing =
        |grade: u8| Standing::InClass { class: Class { grade: Grade::new(grade).unwrap(), ..class }, seat: None };
    for pupil in &mut books.pupils {
        pupil.standings =
            [("2023-09-01", 7), ("2024-09-01", 8), ("2025-09-01", 9)].map(|(on, it)| (date(on), standing(it))).into();
    }
    books.pupils[1].standings.push((date("2025-10-08"), Standing::Gone));
    let inspection = School::from_books(books.clone()).inspection(2026, date("2026-05-31"));
    let retention = inspection.figure(FigureKind::Retention(Grade::new(9).unwrap())).unwrap();
    assert_eq!(retention.amount, Amount::Share { of: 2, among: 3 });
    let missing = |figure: &Figure| {
        let facts = figure.behind.iter().map(|behind| behind.fact);
        facts.filter(|fact| matches!(fact, Fact::Missing(_))).filter_map(Fact::pupil).collect::<Vec<_>>()
    };
    assert_eq!((retention.behind.len(), missing(retention)), (3, vec![books.pupils[1].id]));
}

/// Domain handbook 3p: where the hukou lies, as far as the roster says it; where it says it of nobody, that and no zero.
#[test]
fn hukou_is_told_as_far_as_it_is_known() {
    let (mut books, _) = class_of(4);
    let amounts = |books: &crate::domain::school::Books| {
        let inspection = School::from_books(books.clone()).inspection(2025, date("2025-11-19"));
        let figure = |hukou| inspection.figure(FigureKind::OfHukou(hukou)).unwrap().clone();
        (Hukou::ALL.map(|hukou| figure(hukou).amount), figure(Hukou::Local).note)
    };
    let unknown = ([Amount::Untold, Amount::Untold, Amount::Count(4)], Some(Note::NoHukou));
    for pupil in &mut books.pupils {
        pupil.record.hukou = String::new();
    }
    assert_eq!(amounts(&books), unknown);
    for (pupil, hukou) in books.pupils.iter_mut().zip(["福建省厦门市同安区", "江西省赣州市赣县", "同安区"])
    {
        pupil.record.hukou = hukou.into();
    }
    books.profile.iter_mut().for_each(|profile| profile.bureau = "厦门市同安区教育局".into());
    let (told, note) = amounts(&books);
    assert_eq!((told, note), ([Amount::Count(2), Amount::Count(1), Amount::Count(1)], None));
    books.profile.iter_mut().for_each(|profile| profile.bureau = "区教育局".into());
    assert_eq!(amounts(&books).1, Some(Note::NoBureau));
}

/// A year before the books began is told as that, not as a year of zeros.
#[test]
fn of_a_year_before_the_books_nothing_is_told() {
    let school = tales::truant().school();
    let inspection = school.inspection(1999, date("1999-12-31"));
    assert!(inspection.is_before_the_books());
    assert!(inspection.figures.iter().all(|figure| figure.amount == Amount::Untold && figure.note.is_some()));
    let running = school.inspection(2025, date("2025-12-31"));
    assert_eq!((running.books_begin, running.is_before_the_books()), (Some(date("2025-09-01")), false));
}

/// Books that begin after July know of no graduates: the running cohort is told, and that it has not graduated.
#[test]
fn retention_of_books_that_began_in_autumn_is_that_of_the_running_cohort() {
    let (mut books, class) = class_of(3);
    let ninth = Class { grade: Grade::new(9).unwrap(), ..class };
    for pupil in &mut books.pupils {
        pupil.standings = vec![(date("2025-09-01"), Standing::InClass { class: ninth, seat: None })];
    }
    books.pupils[0].standings.push((date("2025-10-08"), Standing::Deferred));
    let inspection = School::from_books(books).inspection(2025, date("2025-11-19"));
    let retention = inspection.figure(FigureKind::Retention(ninth.grade)).unwrap();
    assert_eq!(retention.note, Some(Note::NotGraduated));
    assert!(matches!(retention.amount, Amount::Share { of: 2, .. }), "{:?}", retention.amount);
    assert_eq!(count(&inspection, FigureKind::Deferred), 1);
    let rate = inspection.figure(FigureKind::DropoutRate).unwrap();
    assert_eq!(rate.amount, Amount::Share { of: 0, among: 3 });
}

#[test]
fn words_stand_until_a_later_year_has_its_own() {
    let mut tale = tales::truant();
    let prose = |year, text: &str| Prose { year, section: Section::Mechanism, text: text.into() };
    tale.books.prose = vec![prose(2025, "成立领导小组。"), prose(2027, "调整领导小组。")];
    let school = tale.school();
    let text = |year| school.prose(year, Section::Mechanism).map(|prose| prose.text.as_str());
    assert_eq!(text(2024), None);
    assert_eq!(text(2026), Some("成立领导小组。"));
    assert_eq!(text(2027), Some("调整领导小组。"));
    let unwritten = school.inspection(2026, date("2026-03-01")).unwritten();
    assert!([Section::Mechanism, Section::Basis, Section::Basics].iter().all(|section| !unwritten.contains(section)));
    assert!(unwritten.contains(&Section::Next));
}

#[test]
fn codes_are_read_back() {
    for section in Section::ALL {
        assert_eq!(Section::from_code(section.code()), Some(section));
    }
}
