//! Stories of a district, and what holds of any.

use super::check;
use super::fault::Wrong;
use super::made_up::*;
use super::receive::{Break, Note, Outcome, receive};
use super::transfers::Nearest;
use super::*;
use crate::domain::calendar::Term;
use crate::domain::made_up::class_of;
use crate::domain::monthly::{Cohort, Figure, Intake, MonthFigures, OpeningReason, Signed, TransferLine, Way};
use crate::domain::status::Reach;
use proptest::prelude::*;
use proptest::sample::select;

const NORTH: &str = "凤北小学";
const SOUTH: &str = "凤南小学";

fn codes(report: &MonthlyReport) -> Vec<&'static str> {
    check::faults(report, today()).iter().map(|fault| fault.wrong.code()).collect()
}

#[test]
fn a_name_is_the_same_with_and_without_the_districts() {
    for written in ["凤南小学", "同安区凤南小学", "厦门市同安区凤南小学", " 厦门市同安区 凤南小学"]
    {
        assert_eq!(bare_name(written, BUREAU), SOUTH, "{written}");
    }
    assert_eq!(bare_name("福州市凤南小学", BUREAU), "福州市凤南小学");
    assert_eq!(bare_name("厦门市凤南小学", BUREAU), "厦门市凤南小学", "the city's own school is another");
    assert_eq!(bare_name("凤南小学", ""), SOUTH);
}

/// 3n: the days of a month, of a part of it, up to a cut-off day, or from the day after a report that was signed early.
#[test]
fn the_days_are_those_of_the_month() {
    for (month, from, to, fits) in [
        ("2026-10", "2026-10-01", "2026-10-31", true),
        ("2026-10", "2026-10-09", "2026-10-31", true),
        ("2026-10", "2026-09-26", "2026-10-25", true),
        ("2026-10", "2026-08-31", "2026-10-31", false),
        ("2026-09", "2026-07-26", "2026-09-30", true),
        ("2026-10", "2026-10-01", "2026-11-01", false),
        ("2026-10", "2026-10-31", "2026-10-01", false),
        ("2026-10", "2025-10-01", "2025-10-31", false),
    ] {
        let mut report = report(NORTH, month, &[(1, 40)], vec![]);
        (report.from, report.to) = (date(from), date(to));
        assert_eq!(codes(&report).is_empty(), fits, "{from} {to}");
    }
}

/// Who leaves while suspended is not among the suspended any more, and did not resume.
#[test]
fn the_suspended_who_leave_are_no_contradiction() {
    let out = vec![moved(Way::Out, "2026-10-12", 1, "", None)];
    for (at_close, fits) in [(0, true), (1, true), (2, false)] {
        let mut report = report(NORTH, "2026-10", &[(1, 40)], out.clone());
        let due = report.total.closing - at_close;
        for of in [&mut report.grades[0].figures, &mut report.total] {
            (of.suspended_before, of.suspended_at_close, of.due) = (1, at_close, due);
        }
        assert_eq!(codes(&report).is_empty(), fits, "{at_close}");
    }
}

/// August has no report: September goes on from July by its days.
#[test]
fn reports_chain_by_their_days() {
    let july = report(NORTH, "2026-07", &[(1, 40)], vec![]);
    let mut september = report(NORTH, "2026-09", &[(1, 41)], vec![]);
    september.from = date("2026-08-01");
    let (_, reception) = received(&[july.clone(), september.clone()]);
    assert!(matches!(reception.arrived[1].faults[0].wrong, Wrong::Opening { said: 41, closed: 40, .. }));
    september.from = date("2026-07-31");
    let (_, reception) = received(&[july, september]);
    assert!(matches!(reception.arrived[1].faults[0].wrong, Wrong::Overlap { .. }));
}

/// Whichever of two months comes first: days that both count keep the other out.
#[test]
fn no_day_is_counted_twice_in_any_order() {
    let mut july = report(NORTH, "2026-07", &[(1, 40)], vec![]);
    let mut june = report(NORTH, "2026-06", &[(1, 40)], vec![]);
    (july.from, july.to) = (date("2026-06-26"), date("2026-07-25"));
    let (district, _) = received(std::slice::from_ref(&july));
    let reception = receive(&district, BUREAU, today(), vec![incoming(&june)]);
    let wrong = Wrong::OverlapsNext { to: june.to, after: july.month, begins: july.from };
    assert_eq!((reception.arrived[0].outcome, &reception.arrived[0].faults[0].wrong), (Outcome::KeptOut, &wrong));
    assert_eq!((wrong.code(), reception.arrived[0].faults[0].place.path().as_str()), ("overlap", "to"));
    june.to = date("2026-06-25");
    june.signed = july.signed.clone();
    let reception = receive(&district, BUREAU, today(), vec![incoming(&june)]);
    assert_eq!(reception.arrived[0].outcome, Outcome::New);
}

/// A wrong code in a file that is refused is learnt by nobody: the right file goes in after it, and in one go with it.
#[test]
fn a_file_that_is_kept_out_changes_nothing() {
    let (district, _) = received(&[report(NORTH, "2026-03", &[(1, 40)], vec![])]);
    let with_code = |month: &str, code: &str, pupils| {
        let mut report = report(NORTH, month, &[(1, pupils)], vec![]);
        report.school_code = code.to_owned();
        report
    };
    let wrong = with_code("2026-04", "2135020009", 41);
    let reception = receive(&district, BUREAU, today(), vec![incoming(&wrong)]);
    assert_eq!((reception.arrived[0].outcome, reception.changes), (Outcome::KeptOut, vec![]));
    let right = with_code("2026-04", "2135020001", 40);
    let reception = receive(&district, BUREAU, today(), vec![incoming(&wrong), incoming(&right)]);
    let outcomes: Vec<Outcome> = reception.arrived.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::KeptOut, Outcome::New]);
    assert_eq!(after(&district, &reception).schools[0].record.code, "2135020001");
    let (first, other) = (report(SOUTH, "2026-03", &[(1, 40)], vec![]), report(SOUTH, "2026-03", &[(1, 41)], vec![]));
    let (empty, reception) = received(&[first, other]);
    assert!(reception.arrived.iter().all(|it| it.faults[0].wrong.code() == "twice"), "{:?}", reception.arrived);
    assert!(empty.is_empty(), "two that differ leave no school behind");
}

/// A file may say numbers that no school has: nothing that is made of it panics.
#[test]
fn numbers_beyond_all_measure_break_nothing() {
    let huge = |school: &str, month: &str| {
        let mut report = report(school, month, &[(1, 0), (2, 0)], vec![]);
        for line in &mut report.grades {
            line.classes = u32::MAX;
            let of = &mut line.figures;
            (of.suspected.opening, of.suspected.closing) = (u32::MAX, u32::MAX);
            (of.dropouts.entered, of.dropouts.closing) = (u32::MAX, u32::MAX);
            (of.expected, of.attended) = (u64::MAX, u64::MAX);
        }
        report.total = figure::sum(report.grades.iter().map(|line| &line.figures));
        report.new_entrants = vec![Intake { grade: 1, listed: u32::MAX, ..Intake::default() }; 2];
        report
    };
    let reports = [huge(NORTH, "2026-03"), huge(SOUTH, "2026-03")];
    assert!(!check::faults(&reports[0], today()).is_empty());
    assert_eq!((reports[0].classes(), Intake::total(&reports[0].new_entrants).listed), (u32::MAX, u32::MAX));
    // As books of an earlier program may hold them.
    let (mut district, _) =
        received(&[report(NORTH, "2026-02", &[(1, 0)], vec![]), report(SOUTH, "2026-02", &[(1, 0)], vec![])]);
    let ids: Vec<_> = district.schools.iter().map(|school| school.id).collect();
    let held = ids.into_iter().zip(reports).map(|(school, report)| Received { school, report: Arc::new(report) });
    district.received.extend(held);
    let district = District::new(DistrictBooks {
        schools: district.schools.clone(),
        received: district.received.clone(),
        ..DistrictBooks::default()
    });
    for special in [None, Some(SchoolKind::Special)] {
        let mut district = district.clone();
        district.schools.iter_mut().for_each(|school| school.record.kind = special);
        let month = district.month("2026-03".parse().unwrap(), BUREAU, today());
        assert_eq!(month.sent, 2);
        let year = district.year(date("2026-12-31"), BUREAU);
        assert_eq!(year.dropouts.dropouts.closing, u32::MAX);
    }
}

/// Domain handbook 5: pupils at the start of the school year, not those of September's close.
#[test]
fn the_school_year_starts_with_those_of_the_first_of_september() {
    let moves = vec![
        moved(Way::In, "2026-09-01", 1, "漳州市实验小学", Some('a')),
        moved(Way::Out, "2026-09-10", 1, "漳州市实验小学", Some('b')),
        moved(Way::In, "2026-09-20", 1, "漳州市实验小学", Some('c')),
    ];
    let mut september = report(NORTH, "2026-09", &[(1, 41)], moves);
    (september.grades[0].figures.dropouts.entered, september.grades[0].figures.dropouts.closing) = (1, 1);
    september.total = september.grades[0].figures;
    assert_eq!(september.total.closing, 42);
    let (district, _) = received(&[september]);
    let dropouts = district.year(date("2026-12-31"), BUREAU).dropouts;
    assert_eq!((dropouts.at_start, dropouts.rate.unwrap().percent(2).as_str()), (Some(42), "2.38"));
    let left = vec![moved(Way::Out, "2026-09-10", 1, "漳州市实验小学", Some('b'))];
    let (district, _) = received(&[report(NORTH, "2026-09", &[(1, 42)], left)]);
    assert_eq!(district.year(date("2026-12-31"), BUREAU).dropouts.at_start, Some(42));
}

/// What the list of months says is what the month says that it opens.
#[test]
fn the_list_of_months_says_what_the_months_say() {
    let out = |month: &str| {
        let on = format!("{month}-10");
        report(NORTH, month, &[(1, 40)], vec![moved(Way::Out, &on, 1, "", Some('a'))])
    };
    let april = report(NORTH, "2026-04", &[(1, 39)], vec![]);
    let (district, reception) = received(&[out("2026-02"), report(NORTH, "2026-03", &[(1, 39)], vec![]), april]);
    assert_eq!(reception.count(Outcome::New), 3, "{:?}", reception.arrived);
    let as_of = date("2026-06-01");
    let lines = district.overview(BUREAU, as_of);
    assert_eq!(lines.iter().map(|line| line.lost).collect::<Vec<_>>(), [1, 1, 1], "lost until it is found");
    for line in lines {
        let month = district.month(line.month, BUREAU, as_of);
        let of_month = (month.transfers.lost.len(), month.expected, month.not_sent.len());
        assert_eq!((line.lost, line.expected, line.not_sent), of_month, "{}", line.month);
    }
}

/// A school has no August unless it has said otherwise, by a file of one or by a September that leaves one out.
#[test]
fn august_is_asked_of_those_alone_who_have_one() {
    let august: Month = "2026-08".parse().unwrap();
    let months = |school: &str, september: &str| {
        let july = report(school, "2026-07", &[(1, 40)], vec![]);
        let mut of_september = report(school, "2026-09", &[(1, 40)], vec![]);
        of_september.from = date(september);
        [july, of_september]
    };
    let all = [months(NORTH, "2026-08-01"), months(SOUTH, "2026-09-01")].concat();
    let (district, _) = received(&all);
    let of = |district: &District| {
        let month = district.month(august, BUREAU, date("2026-10-10"));
        let names: Vec<String> = month.not_sent.iter().map(|it| it.name.clone()).collect();
        (month.expected, month.not_due, names)
    };
    assert_eq!(of(&district), (1, 1, vec![SOUTH.to_owned()]), "days of August are in no report of it");
    let (district, _) = received(&all[..1]);
    assert_eq!(of(&district), (0, 1, vec![]));
    let sent = report(NORTH, "2025-08", &[(1, 40)], vec![]);
    let (district, _) = received(&[sent, all[0].clone()]);
    assert_eq!(of(&district), (1, 0, vec![NORTH.to_owned()]));
}

#[test]
fn a_total_of_grades_that_were_not_counted_stays_open() {
    let mut report = report(NORTH, "2026-09", &[(1, 40), (2, 42)], vec![]);
    (report.grades[0].figures.counted, report.grades[1].figures.counted) = (Some(40), None);
    for (total, fits) in [(None, true), (Some(40), true), (Some(82), false)] {
        report.total.counted = total;
        assert_eq!(codes(&report).is_empty(), fits, "{total:?}");
    }
    report.grades[1].figures.counted = Some(42);
    report.total.counted = None;
    assert_eq!(codes(&report), ["sum"]);
}

#[test]
fn months_follow_each_other_by_grade() {
    let march = report(NORTH, "2026-03", &[(1, 40), (2, 42)], vec![]);
    let april = report(NORTH, "2026-04", &[(1, 41), (2, 41)], vec![]);
    let (_, reception) = received(&[april.clone(), march.clone()]);
    assert_eq!(reception.arrived[1].outcome, Outcome::New);
    let wrong: Vec<&Wrong> = reception.arrived[0].faults.iter().map(|fault| &fault.wrong).collect();
    let before = march.month;
    assert_eq!(
        wrong,
        [
            &Wrong::Opening { grade: 1, said: 41, closed: 40, before },
            &Wrong::Opening { grade: 2, said: 41, closed: 42, before }
        ]
    );
    let may = report(NORTH, "2026-05", &[(1, 41), (2, 41)], vec![]);
    let (_, reception) = received(&[march, may]);
    assert!(reception.arrived[1].notes.contains(&Note::Gap { last: before }), "a gap is no contradiction");
}

/// What the school has explained before it signed goes in, and stands there with its reason, whichever month comes first;
/// a reason for other figures explains nothing.
#[test]
fn an_opening_that_is_explained_goes_in_in_any_order() {
    let march = report(NORTH, "2026-03", &[(1, 40), (2, 42)], vec![]);
    let april = |opening, last_close| {
        let mut april = report(NORTH, "2026-04", &[(1, 41), (2, 42)], vec![]);
        april.opening_reasons =
            vec![OpeningReason { grade: 1, last_close, opening, why: "三月漏登转入一人".into() }];
        april
    };
    let explained = april(41, 40);
    let why = Some("三月漏登转入一人".to_owned());
    let broken = Break { month: explained.month, grade: Some(1), figure: Figure::Opening, said: 41, closed: 40, why };
    for order in [[march.clone(), explained.clone()], [explained.clone(), march.clone()]] {
        let one_by_one = order.iter().fold(District::default(), |district, report| {
            let reception = receive(&district, BUREAU, today(), vec![incoming(report)]);
            assert_eq!(reception.arrived[0].outcome, Outcome::New);
            after(&district, &reception)
        });
        let told = one_by_one.month(explained.month, BUREAU, date("2026-05-01")).contradictions;
        assert_eq!(told.into_iter().map(|it| it.broken).collect::<Vec<_>>(), std::slice::from_ref(&broken));
    }
    let (_, reception) = received(&[march.clone(), explained]);
    assert!(reception.arrived[1].notes.contains(&Note::Breaks(broken)));
    let (_, reception) = received(&[march, april(41, 39)]);
    assert!(matches!(reception.arrived[1].faults[0].wrong, Wrong::Opening { said: 41, closed: 40, .. }));
}

/// A correction of a month that another follows goes in; the month after is then in contradiction until it is corrected.
#[test]
fn a_correction_is_not_kept_out_by_the_month_after_it() {
    let march = report(NORTH, "2026-03", &[(1, 40)], vec![]);
    let april = report(NORTH, "2026-04", &[(1, 40)], vec![]);
    let (district, _) = received(&[march, april.clone()]);
    let left = vec![moved(Way::Out, "2026-03-20", 1, "漳州市实验小学", None)];
    let mut corrected = report(NORTH, "2026-03", &[(1, 40)], left);
    (corrected.version, corrected.why) = (2, "漏报转出".to_owned());
    let reception = receive(&district, BUREAU, today(), vec![incoming(&corrected)]);
    assert_eq!(reception.arrived[0].outcome, Outcome::Replaces);
    assert!(reception.arrived[0].notes.iter().any(|note| matches!(note, Note::Breaks(_))));
    let district = after(&district, &reception);
    let contradictions = district.month(april.month, BUREAU, date("2026-05-01")).contradictions;
    assert_eq!(contradictions.len(), 1);
    assert_eq!((contradictions[0].broken.said, contradictions[0].broken.closed), (40, 39));
}

#[test]
fn a_school_is_known_by_its_code_and_a_code_is_of_one_school() {
    let (district, _) = received(&[report(NORTH, "2026-03", &[(1, 40)], vec![])]);
    let mut first = report(NORTH, "2026-04", &[(1, 40)], vec![]);
    first.school_code = "2135020001".to_owned();
    first.school = format!("厦门市同安区{NORTH}");
    let reception = receive(&district, BUREAU, today(), vec![incoming(&first)]);
    assert_eq!(reception.arrived[0].outcome, Outcome::New, "known by its name, and now by its code");
    let district = after(&district, &reception);
    assert_eq!((district.schools.len(), district.schools[0].record.code.as_str()), (1, "2135020001"));
    let mut other = report(SOUTH, "2026-04", &[(1, 40)], vec![]);
    other.school_code = first.school_code;
    let reception = receive(&district, BUREAU, today(), vec![incoming(&other)]);
    assert_eq!(reception.arrived[0].faults[0].wrong, Wrong::CodeOfAnother { name: NORTH.to_owned() });
}

/// A line of the form in which more are counted than can be.
#[test]
fn no_more_than_there_are() {
    let line = |change: fn(&mut MonthFigures), remarks: &[&str]| {
        let mut report = report(NORTH, "2026-03", &[(1, 40)], vec![]);
        report.remarks = remarks.iter().map(|remark| (*remark).to_owned()).collect();
        change(&mut report.grades[0].figures);
        report.total = report.grades[0].figures;
        let faults = check::faults(&report, today());
        faults.iter().take(faults.len() / 2).map(|fault| fault.wrong.clone()).collect::<Vec<_>>()
    };
    assert_eq!(line(|of| (of.boys, of.girls) = (20, 20), &[]), []);
    assert_eq!(line(|of| (of.boys, of.girls) = (21, 20), &[]), [Wrong::Sexes { said: 41, most: 40 }]);
    assert_eq!(line(|of| of.absent_three_days = 40, &[]), []);
    assert_eq!(line(|of| of.absent_three_days = 41, &[]), [Wrong::MoreThanEver { said: 41, most: 40 }]);
    assert_eq!(line(|of| of.counted = Some(41), &[]), [Wrong::SeatsUnexplained { said: 41, most: 40 }]);
    assert_eq!(line(|of| of.counted = Some(41), &["一名学生由外校借读"]), []);
}

#[test]
fn it_is_signed_by_two_once_its_days_are_over() {
    let signed = |filled_by: &str, by: &str, on: &str| {
        let mut report = report(NORTH, "2026-03", &[(1, 40)], vec![]);
        report.signed = Some(Signed { filled_by: filled_by.to_owned(), by: by.to_owned(), on: date(on) });
        codes(&report)
    };
    assert_eq!(signed("陈老师", "林校长", "2026-03-31"), [""; 0]);
    assert_eq!(signed("", "林校长", "2026-03-31"), ["unnamed"]);
    assert_eq!(signed(" ", "", "2026-03-31"), ["unnamed", "unnamed"]);
    assert_eq!(signed("林校长", "林校长 ", "2026-03-31"), ["one_person"]);
    assert_eq!(signed("陈老师", "林校长", "2026-03-30"), ["signed_early"]);
    assert_eq!(signed("陈老师", "林校长", "2028-01-01"), ["ahead"]);
    let march = report(NORTH, "2026-03", &[(1, 40)], vec![]);
    let early = check::faults(&march, date("2026-03-30"));
    assert_eq!(early.iter().map(|fault| fault.wrong.code()).collect::<Vec<_>>(), ["ahead", "ahead"]);
}

#[test]
fn whose_sex_is_not_said_is_noted_and_keeps_nothing_out() {
    let mut march = report(NORTH, "2026-03", &[(1, 40)], vec![]);
    (march.grades[0].figures.boys, march.grades[0].figures.girls) = (20, 18);
    march.total = march.grades[0].figures;
    let (_, reception) = received(std::slice::from_ref(&march));
    assert_eq!(reception.arrived[0].outcome, Outcome::New);
    assert!(reception.arrived[0].notes.contains(&Note::SexUnsaid { pupils: 2 }));
}

/// What July's files say of the new entrants must come to their list; files that say nothing of them are whole.
#[test]
fn new_entrants_come_to_their_list() {
    let mut july = report("凤北小学", "2026-07", &[(1, 40)], Vec::new());
    assert_eq!(codes(&july), Vec::<&str>::new());
    let whole = Intake { grade: 1, listed: 9, issued: 9, registered: 7, not_come: 2, open: 2, ..Intake::default() };
    july.new_entrants = vec![whole];
    assert_eq!(codes(&july), Vec::<&str>::new());
    july.new_entrants = vec![Intake { listed: 10, issued: 11, not_come: 3, ..whole }, whole];
    assert_eq!(codes(&july), ["intake", "intake_more_than", "intake_more_than", "grade_twice"]);
}

fn two_schools(out: Vec<TransferLine>, into: Vec<TransferLine>) -> District {
    let north = report(NORTH, "2026-03", &[(1, 40)], out);
    let south = report(SOUTH, "2026-03", &[(1, 40)], into);
    let (district, reception) = received(&[north, south]);
    assert_eq!(reception.count(Outcome::New), 2, "{:?}", reception.arrived);
    district
}

#[test]
fn who_does_not_turn_up_in_time_is_lost_from_sight() {
    let out = vec![
        moved(Way::Out, "2026-03-02", 1, SOUTH, Some('a')),
        moved(Way::Out, "2026-03-03", 1, "同安区凤南小学", Some('b')),
        moved(Way::Out, "2026-03-04", 1, "赣县实验小学", Some('c')),
        moved(Way::Out, "2026-03-05", 1, "", Some('d')),
        moved(Way::Out, "2026-03-06", 1, SOUTH, None),
    ];
    let into = vec![
        moved(Way::In, "2026-03-09", 1, NORTH, Some('a')),
        moved(Way::In, "2026-03-10", 1, "赣县中心小学", Some('e')),
        moved(Way::In, "2026-03-11", 1, NORTH, Some('f')),
    ];
    let district = two_schools(out, into);
    let days = |list: &[transfers::Move]| list.iter().map(|it| it.on.to_string()).collect::<Vec<_>>();
    let early = district.transfers(BUREAU, date("2026-04-02"));
    assert_eq!((early.matched.len(), early.matched[0].days), (1, 7));
    assert_eq!((days(&early.under_way), days(&early.lost)), (vec!["2026-03-03".into(), "2026-03-05".into()], vec![]));
    let later = district.transfers(BUREAU, date("2026-04-04"));
    assert_eq!(days(&later.lost), ["2026-03-03"], "the thirty-second day");
    assert_eq!(days(&district.transfers(BUREAU, date("2026-04-05")).lost), ["2026-03-03", "2026-03-05"]);
    assert_eq!(days(&later.to_outside), ["2026-03-04"], "none of the district's schools");
    assert_eq!(later.from_outside.iter().map(|it| it.within_district).collect::<Vec<_>>(), [false, true]);
    assert_eq!(days(&later.unmatchable), ["2026-03-06"]);
}

/// The school said that it is in the district, and wrote its name as nobody is called: it is not sent away to another
/// bureau, but waited for, and the names that may be meant stand beside.
#[test]
fn a_school_of_the_district_that_is_written_wrong_is_still_of_the_district() {
    let within = |counterpart: &str| {
        let line = moved(Way::Out, "2026-03-03", 1, counterpart, Some('a'));
        two_schools(vec![TransferLine { reach: Some(Reach::District), ..line }], vec![])
    };
    let district = within("凤南");
    let early = district.transfers(BUREAU, date("2026-03-20"));
    let nearest = |names: &[&str]| Some(Nearest(names.iter().map(|name| (*name).to_owned()).collect()));
    assert_eq!((early.to_outside.len(), early.under_way[0].not_listed.clone()), (0, nearest(&[SOUTH, NORTH])));
    assert_eq!(district.transfers(BUREAU, date("2026-05-20")).lost.len(), 1);
    assert_eq!(within("双溪小学").transfers(BUREAU, date("2026-03-20")).under_way[0].not_listed, nearest(&[]));
    let well_written = within(SOUTH).transfers(BUREAU, date("2026-03-20"));
    assert_eq!((well_written.under_way.len(), well_written.under_way[0].not_listed.clone()), (1, None));
    assert_eq!(within("").transfers(BUREAU, date("2026-03-20")).under_way[0].not_listed, None);
}

#[test]
fn who_turns_up_late_is_lost_until_then_and_told_apart_afterwards() {
    let out = moved(Way::Out, "2026-03-02", 1, SOUTH, Some('a'));
    let mut district = two_schools(vec![out], vec![]);
    assert_eq!(district.transfers(BUREAU, date("2026-04-10")).lost.len(), 1);
    let april = report(SOUTH, "2026-04", &[(1, 40)], vec![moved(Way::In, "2026-04-20", 1, NORTH, Some('a'))]);
    district = after(&district, &receive(&district, BUREAU, today(), vec![incoming(&april)]));
    let transfers = district.transfers(BUREAU, date("2026-04-30"));
    assert_eq!((transfers.lost.len(), transfers.late[0].days), (0, 49));
    let wide = DistrictBooks {
        schools: district.schools.clone(),
        received: district.received.clone(),
        match_within: vec![(date("2026-01-01"), 60)],
    };
    assert_eq!(District::new(wide).transfers(BUREAU, date("2026-04-30")).matched.len(), 1);
}

/// A bureau has neither pupils nor terms; one that has received stays one, and a school that has pupils is none.
#[test]
fn books_are_a_bureaus_or_a_schools() {
    let with = |pupils: u128, has_term: bool, has_received: bool| {
        let mut books = class_of(pupils).0;
        let term = books.terms.pop().filter(|_| has_term);
        books.terms.extend::<Option<Term>>(term);
        let mut school = School::from_books(books);
        if has_received {
            school.district = two_schools(vec![], vec![]);
        }
        school.is_bureau()
    };
    assert!(with(0, false, false) && with(0, false, true) && with(0, true, true) && with(1, false, true));
    assert!(!with(0, true, false) && !with(1, false, false) && !with(1, true, false) && !with(1, true, true));
}

fn cohort(entrants: u32, reached: u32) -> Cohort {
    Cohort { grade: 9, entrants, transferred_in: 23, transferred_out: 19, died: 1, reached, graduated: true }
}

/// Domain handbook 5, example 3, and a rate of nothing.
#[test]
fn retention_is_capped_with_a_warning_and_a_rate_of_nothing_is_none() {
    for (reached, rate, surplus, short) in [(415, "100.00", 0, 0), (413, "99.52", 0, 2), (417, "100.00", 2, 0)] {
        let mut july = report("凤栖中学", "2026-07", &[(9, 0)], vec![]);
        july.cohorts = vec![cohort(412, reached)];
        let (district, _) = received(&[july]);
        let year = district.year(date("2026-09-30"), BUREAU);
        let of = &year.retention[0];
        assert_eq!((of.base, of.rate.unwrap().percent(2).as_str(), of.surplus), (415, rate, surplus), "{reached}");
        let missing: u64 = of.short_at.iter().map(|it| it.base - it.reached).sum();
        assert_eq!((missing, of.surplus_at.len()), (short, usize::from(surplus > 0)));
        assert_eq!(year.retention[1].rate, None, "nobody has a grade 6");
        assert_eq!((year.total.share, year.dropouts.rate), (None, None), "nobody is on the books");
    }
}

/// After the turn others sit in the ninth grade: they are not those who were to be kept until its end.
#[test]
fn without_a_word_of_graduation_the_cohort_of_before_the_turn_counts() {
    let still_there = |entrants, reached| Cohort { graduated: false, ..cohort(entrants, reached) };
    let mut june = report("凤栖中学", "2026-06", &[(9, 40)], vec![]);
    june.cohorts = vec![still_there(412, 413)];
    let mut september = report("凤栖中学", "2026-09", &[(9, 40)], vec![]);
    september.cohorts = vec![still_there(300, 303)];
    let of = |reports: &[MonthlyReport]| {
        let (district, _) = received(reports);
        district.year(date("2026-10-31"), BUREAU).retention[0].entrants
    };
    assert_eq!(of(&[june.clone(), september.clone()]), 412);
    assert_eq!(of(&[september.clone()]), 300, "nothing else is known");
    september.cohorts[0].graduated = true;
    assert_eq!(of(&[june, september]), 300);
}

#[test]
fn nothing_received_is_a_report_of_nothing() {
    let district = District::default();
    let month = district.month("2026-09".parse().unwrap(), BUREAU, date("2026-10-10"));
    assert_eq!((month.expected, month.total, month.sums_agree), (0, month::Sums::default(), true));
    let year = district.year(date("2026-10-10"), BUREAU);
    assert_eq!((year.schools, year.total.pupils, year.total.share, year.as_of_month), (0, 0, None, None));
}

/// A school's two months, each in agreement with itself and with the other.
fn school(at: usize) -> impl Strategy<Value = Vec<MonthlyReport>> {
    let lines = prop::collection::vec((0..60u32, 0..3u32, 0..3u32, 0..2u32, 0..4u32), 1..9);
    let moves = prop::collection::vec((any::<bool>(), 1..28u32, select(vec!['a', 'b', 'c', 'd', 'e', 'f'])), 0..5);
    (lines, moves).prop_map(move |(lines, moves)| {
        let name = format!("凤{at}小学");
        let grades: Vec<(u8, u32)> = (1..).zip(&lines).map(|(grade, line)| (grade, line.0 + 10)).collect();
        let mut seen = std::collections::BTreeSet::new();
        let moves = moves.into_iter().filter(|(into, _, pupil)| seen.insert((*into, *pupil)));
        let moves = moves.map(|(into, day, pupil)| {
            let way = if into { Way::In } else { Way::Out };
            let counterpart = if day % 3 == 0 { "赣县小学" } else { "凤1小学" };
            moved(way, &format!("2026-03-{day:02}"), 1, counterpart, Some(pupil).filter(|_| day != 7))
        });
        let mut march = report(&name, "2026-03", &grades, moves.collect());
        for (line, (_, absent, suspected, suspended, visits)) in march.grades.iter_mut().zip(lines) {
            let of = &mut line.figures;
            (of.absent_three_days, of.told_bureau, of.visits) = (absent, absent, visits);
            (of.suspected.entered, of.suspected.closing) = (suspected, suspected);
            (of.suspended, of.suspended_at_close, of.due) = (suspended, suspended, of.closing - suspended);
        }
        march.total = figure::sum(march.grades.iter().map(|line| &line.figures));
        let closed: Vec<(u8, u32)> = march.grades.iter().map(|line| (line.grade, line.figures.closing)).collect();
        let mut april = report(&name, "2026-04", &closed, vec![]);
        for (line, before) in april.grades.iter_mut().zip(&march.grades) {
            let (of, before) = (&mut line.figures, &before.figures);
            (of.suspended_before, of.suspended_at_close) = (before.suspended_at_close, before.suspended_at_close);
            of.due = of.closing - of.suspended_at_close;
            (of.suspected.opening, of.suspected.closing) = (before.suspected.closing, before.suspected.closing);
        }
        april.total = figure::sum(april.grades.iter().map(|line| &line.figures));
        vec![march, april]
    })
}

fn reports() -> impl Strategy<Value = Vec<MonthlyReport>> {
    (school(1), school(2), school(3), school(4)).prop_map(|(a, b, c, d)| [a, b, c, d].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_in_which_schools_are_received_does_not_matter(
        (sorted, shuffled) in reports().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let (one, reception) = received(&sorted);
        prop_assert_eq!(reception.count(Outcome::New), sorted.len());
        let (other, _) = received(&shuffled);
        let one_by_one = shuffled.iter().fold(District::default(), |district, report| {
            // A month that comes before the one it follows is received all the same.
            after(&district, &receive(&district, BUREAU, today(), vec![incoming(report)]))
        });
        let (month, today) = ("2026-04".parse().unwrap(), date("2026-05-20"));
        prop_assert_eq!(one.month(month, BUREAU, today), other.month(month, BUREAU, today));
        prop_assert_eq!(one.month(month, BUREAU, today), one_by_one.month(month, BUREAU, today));
        prop_assert_eq!(one.year(today, BUREAU), other.year(today, BUREAU));
        prop_assert_eq!(one.year(today, BUREAU), one_by_one.year(today, BUREAU));
    }

    #[test]
    fn sums_are_those_of_the_schools(all in reports()) {
        let (district, _) = received(&all);
        let month = district.month("2026-03".parse().unwrap(), BUREAU, date("2026-04-01"));
        let march = || all.iter().filter(|report| report.month.month() == 3);
        let whole: MonthFigures = figure::sum(march().map(|report| &report.total));
        prop_assert_eq!(month.total.figures, whole);
        prop_assert!(month.sums_agree);
        prop_assert_eq!(month.contradictions, vec![]);
        prop_assert_eq!(month.zero + month.missing.len(), month.sent);
        let year = district.year(date("2026-04-30"), BUREAU);
        let pupils: u64 = all.iter().filter(|it| it.month.month() == 4).map(|it| u64::from(it.total.closing)).sum();
        prop_assert_eq!((year.total.pupils, year.sums_agree), (pupils, true));
        let lines = |way| all.iter().flat_map(|it| &it.transfers).filter(|it| it.way == way).count() as u64;
        prop_assert_eq!((year.total.transferred_in, year.total.transferred_out), (lines(Way::In), lines(Way::Out)));
    }

    #[test]
    fn every_transfer_is_in_one_list(all in reports()) {
        let (district, _) = received(&all);
        let transfers = district.transfers(BUREAU, date("2026-05-20"));
        let pairs: Vec<_> = transfers.matched.iter().chain(&transfers.late).collect();
        let single = [&transfers.under_way, &transfers.lost, &transfers.to_outside, &transfers.from_outside];
        let told = 2 * pairs.len() + single.iter().map(|list| list.len()).sum::<usize>() + transfers.unmatchable.len();
        prop_assert_eq!(told, all.iter().map(|report| report.transfers.len()).sum::<usize>());
        prop_assert_eq!(transfers.under_way.len(), 0, "all thirty days have passed");
        for pair in pairs {
            prop_assert_eq!((pair.out.way, pair.into.way), (Way::Out, Way::In));
            prop_assert!(pair.out.school != pair.into.school || pair.days > 0);
        }
    }
}
