//! A district on the command line and in full size: what is planted in the schools' files is found, and nothing is invented.

#[path = "../benches/figures/made_up_district.rs"]
mod made_up_district;
mod place;

use baoxue::domain::district::fault::Wrong;
use baoxue::domain::district::receive::{Incoming, Note, Outcome, Reception, receive};
use baoxue::domain::district::{District, DistrictBooks, DistrictSchool, Received, SchoolKind};
use baoxue::domain::entry::Change;
use baoxue::domain::figures::TenThousandths;
use baoxue::domain::monthly::{Cohort, Intake, Month, MonthFigures, MonthlyReport};
use chrono::{Days, NaiveDate};
use made_up_district::{BUREAU, DISTRICT, MadeUp, Wanted, file_name};
use place::Place;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

/// Enough schools that each spoiling has one of its own.
const SMALL: Wanted = Wanted { seed: 7, primary: (20, 4_400), junior: (6, 1_500), special: 40, ins: 320, outs: 240 };

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// When files are received.
fn today() -> NaiveDate {
    date("2026-12-31")
}

fn incoming(report: &MonthlyReport) -> Incoming {
    Incoming { file: file_name(report), read: Ok(Box::new(report.clone())) }
}

/// The district as the changes leave it.
fn recorded(before: &District, reception: &Reception) -> District {
    let mut books = DistrictBooks {
        schools: before.schools.clone(),
        received: before.received.clone(),
        ..DistrictBooks::default()
    };
    for change in reception.changes.clone() {
        match change {
            Change::DistrictSchool { id, to } => {
                books.schools.retain(|school| school.id != id);
                books.schools.extend(to.map(|record| DistrictSchool { id, record }));
            }
            Change::Received { school, to, .. } => {
                books.received.extend(to.map(|report| Received { school, report: Arc::from(report) }));
            }
            other => panic!("{other:?}"),
        }
    }
    District::new(books)
}

fn taken(reports: &[MonthlyReport]) -> (District, Reception) {
    let nothing = District::default();
    let reception = receive(&nothing, BUREAU, today(), reports.iter().map(incoming).collect());
    (recorded(&nothing, &reception), reception)
}

/// The seed's table: 96 schools, 119,003 pupils, 3,319 in, 2,638 out (domain handbook 5, examples 1 and 2).
#[test]
fn a_district_of_its_real_size_comes_together_to_the_last_figure() {
    let made_up = MadeUp::of(DISTRICT);
    let (district, reception) = taken(&made_up.reports);
    let kept_out: Vec<_> = reception.arrived.iter().filter(|it| it.outcome != Outcome::New).collect();
    assert!(kept_out.is_empty(), "{:?}", &kept_out[..kept_out.len().min(3)]);
    let noted: Vec<&Note> =
        reception.arrived.iter().flat_map(|it| &it.notes).filter(|note| **note != Note::NewSchool).collect();
    assert_eq!(noted, Vec::<&Note>::new());

    // Nobody has said which school is the special one: it is told by a list.
    let mut schools = district.schools.clone();
    for school in &mut schools {
        school.record.kind = made_up.list().lines().find_map(|line| {
            let (code, kind) = (line.split(',').next()?, line.split(',').nth(2)?);
            (code == school.record.code).then(|| SchoolKind::from_words(kind))?
        });
    }
    let received = district.received.clone();
    let district = District::new(DistrictBooks { schools, received, ..DistrictBooks::default() });

    let last = date("2026-12-31");
    let year = district.year(last, BUREAU);
    assert_eq!((year.schools, year.special_schools), (96, 1));
    let levels: Vec<(u64, String)> =
        year.levels.iter().map(|level| (level.pupils, level.share.unwrap().percent(2))).collect();
    assert_eq!(levels, [(85_544, "71.88".to_owned()), (33_459, "28.12".to_owned())]);
    assert_eq!((year.total.pupils, year.special.pupils, year.sums_agree), (119_003, 215, true));
    assert_eq!((year.total.transferred_in, year.total.transferred_out, year.net), (3319, 2638, 681));
    let rate = |rate: Option<TenThousandths>| rate.unwrap().percent(2);
    assert_eq!((rate(year.total.in_rate), rate(year.total.out_rate)), ("2.79".into(), "2.22".into()));
    let junior = &year.retention[0];
    assert_eq!((junior.grade, junior.schools, junior.not_graduated), (9, 23, 0));
    assert_eq!((junior.base, rate(junior.rate), junior.surplus), (junior.reached, "100.00".into(), 0));
    assert_eq!(junior.short_at[0].school.name, made_up.planted.short_at, "two less at one school");
    assert_eq!(junior.surplus_at[0].school.name, made_up.planted.surplus_at, "hidden by two more at another");
    assert_eq!((junior.short_at.len(), junior.surplus_at.len()), (1, 1));
    assert_eq!(year.retention[1].schools, 73);

    let month = district.month(Month::new(2026, 12).unwrap(), BUREAU, last);
    assert_eq!((month.expected, month.sent, month.not_sent.len()), (97, 97, 0));
    assert_eq!((month.total.figures.closing, month.sums_agree), (119_003, true));
    assert_eq!(month.contradictions, []);

    let planted = &made_up.planted;
    let transfers = &year.transfers;
    let found = |list: &[_]| list.len();
    assert_eq!(transfers.matched.len(), planted.matched);
    assert_eq!(transfers.late.len(), planted.late);
    assert_eq!(found(&transfers.under_way), planted.under_way);
    assert_eq!(found(&transfers.to_outside), planted.to_outside);
    assert_eq!(found(&transfers.from_outside), planted.from_outside);
    assert_eq!(found(&transfers.unmatchable), planted.unmatchable);
    let mut lost: Vec<_> = transfers.lost.iter().map(|it| (it.school.name.clone(), it.on, it.grade)).collect();
    lost.sort();
    assert_eq!(lost, planted.lost, "every lost transfer is found, none invented");
}

/// A way to spoil a file: what it is called, the code under which it must be found, and the deed.
type Spoiling = (&'static str, &'static str, fn(&mut MonthlyReport));

/// Every contradiction that a single file can hold. What follows from a spoilt figure is put right, so that each file has
/// the one that was planted and, where that cannot be, its consequences.
const SPOILINGS: &[Spoiling] = &[
    ("the close of a grade", "closing", |report| {
        report.grades[0].figures.closing += 1;
        report.grades[0].figures.due += 1;
        report.total.closing += 1;
        report.total.due += 1;
    }),
    ("a total", "sum", |report| report.total.visits += 1),
    ("who is due", "due", |report| {
        report.grades[1].figures.due -= 1;
        report.total.due -= 1;
    }),
    ("who is suspended", "suspended", |report| {
        for of in [&mut report.grades[1].figures, &mut report.total] {
            of.suspended_at_close += 1;
            of.due -= 1;
        }
    }),
    ("a register's close", "moved", |report| {
        report.grades[0].figures.suspected.closing += 1;
        report.total.suspected.closing += 1;
    }),
    ("more told than absent", "more_than", |report| {
        for of in [&mut report.grades[2].figures, &mut report.total] {
            of.told_bureau += 1;
        }
    }),
    ("more attended than expected", "more_than", |report| {
        let of = &mut report.grades[0].figures;
        let more = of.expected - of.attended + 1;
        of.attended += more;
        report.total.attended += more;
    }),
    ("a transfer that is not listed", "listed", |report| {
        for of in [&mut report.grades[0].figures, &mut report.total] {
            of.transferred_in += 1;
            of.other_out += 1;
        }
    }),
    ("the opening", "opening", |report| {
        for of in [&mut report.grades[0].figures, &mut report.total] {
            of.opening += 1;
            of.closing += 1;
            of.due += 1;
        }
    }),
    ("a digest", "digest", |report| {
        let line = report.transfers.iter_mut().find(|line| line.digest.is_some()).unwrap();
        line.digest = Some("G3502122013".to_owned());
    }),
    ("a transfer of another month", "not_in_month", |report| {
        report.transfers[0].on = report.to + Days::new(1);
    }),
    ("the days", "days", |report| report.to = report.to + Days::new(20)),
    ("days of the month before", "overlap", |report| report.from = report.from - Days::new(20)),
    ("a grade twice", "grade_twice", |report| {
        let mut line = report.grades[0];
        line.figures = MonthFigures::default();
        line.figures.counted = Some(0);
        report.grades.push(line);
    }),
    ("a cohort", "cohort", |report| {
        let grade = 9;
        let gone = Cohort {
            grade,
            entrants: 10,
            transferred_in: 0,
            transferred_out: 11,
            died: 0,
            reached: 0,
            graduated: false,
        };
        report.cohorts = vec![gone];
    }),
    ("more children than the list has", "intake", |report| {
        report.new_entrants = vec![Intake { grade: 1, listed: 40, registered: 41, ..Intake::default() }];
    }),
    ("more notices than children", "intake_more_than", |report| {
        report.new_entrants = vec![Intake { grade: 1, listed: 40, issued: 41, registered: 40, ..Intake::default() }];
    }),
    ("no version", "no_version", |report| report.version = 0),
    ("a correction without a reason", "no_reason", |report| report.version = 2),
    ("a code of nine digits", "code", |report| report.school_code.truncate(9)),
];

/// Each contradiction in a file of its own: that file is kept out for it, all others go in.
#[test]
fn what_is_planted_is_found_and_nothing_is_invented() {
    let made_up = MadeUp::of(SMALL);
    let months: Vec<MonthlyReport> = made_up.month(4).chain(made_up.month(5)).cloned().collect();
    let mut reports = months.clone();
    let mut planted = Vec::new();
    let fits =
        |report: &MonthlyReport| report.month.month() == 5 && report.transfers.iter().any(|it| it.digest.is_some());
    let mut places = (0..reports.len()).filter(|at| fits(&months[*at]) && months[*at].grades.len() < 9);
    for (name, code, spoil) in SPOILINGS {
        let at = places.next().unwrap_or_else(|| panic!("no school left for {name}"));
        spoil(&mut reports[at]);
        planted.push((at, *name, *code));
    }
    let (_, reception) = taken(&reports);
    for (at, arrived) in reception.arrived.iter().enumerate() {
        let codes: BTreeSet<&str> = arrived.faults.iter().map(|fault| fault.wrong.code()).collect();
        match planted.iter().find(|(place, ..)| *place == at) {
            Some((_, name, code)) => {
                assert!(codes.contains(code), "{name}: {codes:?}");
                assert_eq!(arrived.outcome, Outcome::KeptOut, "{name}");
            }
            None => assert_eq!((codes, arrived.outcome), (BTreeSet::new(), Outcome::New), "{}", arrived.file),
        }
    }
    assert_eq!(reception.count(Outcome::KeptOut), SPOILINGS.len());
}

#[test]
fn a_later_version_replaces_and_an_older_one_does_not() {
    let made_up = MadeUp::of(SMALL);
    let first = made_up.month(3).next().unwrap().clone();
    let (district, _) = taken(std::slice::from_ref(&first));
    let again = receive(&district, BUREAU, today(), vec![incoming(&first)]);
    assert_eq!((again.arrived[0].outcome, again.changes.len()), (Outcome::Unchanged, 0));

    let mut differs = first.clone();
    differs.remarks.push("又一次".to_owned());
    let refused = receive(&district, BUREAU, today(), vec![incoming(&differs)]);
    assert_eq!(refused.arrived[0].faults[0].wrong, Wrong::Differs { held: 1 });

    let mut second = first.clone();
    (second.version, second.why) = (2, "漏报一名转入".to_owned());
    let both = receive(&District::default(), BUREAU, today(), vec![incoming(&second), incoming(&first)]);
    assert_eq!(both.count(Outcome::Replaces), 1, "of both in one go the later stays");
    let replaced = receive(&district, BUREAU, today(), vec![incoming(&second)]);
    assert_eq!(replaced.arrived[0].outcome, Outcome::Replaces);
    let district = recorded(&district, &replaced);
    let march = district.month(Month::new(2026, 3).unwrap(), BUREAU, date("2026-04-01"));
    assert_eq!(march.corrected[0].version, 2);

    let mut third = first.clone();
    (third.version, third.why) = (3, "又一次".to_owned());
    let district = recorded(&district, &receive(&district, BUREAU, today(), vec![incoming(&third)]));
    let mut never_sent = second.clone();
    never_sent.remarks.push("另一份".to_owned());
    let older = receive(&district, BUREAU, today(), vec![incoming(&never_sent)]);
    assert_eq!(older.arrived[0].faults[0].wrong, Wrong::Differs { held: 2 });

    let twice = receive(&District::default(), BUREAU, today(), vec![incoming(&first), incoming(&differs)]);
    assert_eq!(twice.count(Outcome::KeptOut), 2, "nobody can say which of the two is meant");
    assert!(matches!(twice.arrived[1].faults[0].wrong, Wrong::Twice { .. }));
}

/// A bureau's books, with no class and no term, and what its schools send.
fn bureau() -> (Place, MadeUp) {
    let (place, made_up) = (Place::empty("2026-12-31"), MadeUp::of(SMALL));
    place.write("schools.csv", made_up.list());
    place.does(&["init", "--school", BUREAU, "--district", "--name", "林股长"]);
    (place, made_up)
}

/// Puts a month's files into a folder of its own, but for those schools.
fn send(place: &Place, made_up: &MadeUp, month: u32, without: &[&str]) {
    let folder = format!("{month}月");
    fs::create_dir_all(place.path().join(&folder)).unwrap();
    for report in made_up.month(month).filter(|report| !without.contains(&report.school.as_str())) {
        place.write(&format!("{folder}/{}", file_name(report)), serde_json::to_string(report).unwrap());
    }
}

#[test]
fn a_bureau_without_classes_receives_and_reports() {
    let (place, made_up) = bureau();
    assert!(place.tells(&["district", "schools", "schools.csv"]).contains("新增 27"));
    assert_eq!(place.json(&["district", "schools", "schools.csv"])["unchanged"], 27);
    send(&place, &made_up, 11, &[]);
    send(&place, &made_up, 12, &["样例区第3小学"]);
    let preview = place.json(&["district", "receive", "11月", "12月", "--dry-run"]);
    assert_eq!((&preview["recorded"], &preview["new"]), (&json!(false), &json!(53)));
    let said = place.tells(&["district", "receive", "11月", "12月"]);
    assert!(said.contains("收下 53，替换 0，已有 0，未收 0"), "{said}");
    assert_eq!(place.json(&["district", "receive", "12月"])["unchanged"], 26);

    let month = place.json(&["district", "report", "--month", "2026-12"]);
    assert_eq!((&month["expected"], &month["sent"]), (&json!(27), &json!(26)));
    assert_eq!(month["not_sent"], json!([{"school_code": "2135000003", "school": "样例区第3小学"}]));
    assert_eq!((&month["special"]["closing"], &month["sums_agree"]), (&json!(40), &json!(true)));
    assert_eq!(month["levels"][1]["closing"], 1_500);
    let text = place.tells(&["district", "report", "--month", "2026-12"]);
    assert!(text.contains("未报：样例区第3小学") && text.contains("合计一致"), "{text}");
    let year = place.tells(&["district", "report", "--year", "2026"]);
    assert!(
        year.contains("三年巩固率（初中）") && year.contains("还停在较早月份的学校：样例区第3小学（2026-11）"),
        "{year}"
    );
    assert_eq!(place.json(&["verify"])["sound"], true);

    // Other days within which a transfer must turn up.
    place.does(&["policy", "set", "match-within=400"]);
    assert_eq!(place.json(&["district", "report", "--month", "2026-12"])["transfers"]["lost"], json!([]));

    let undone = place.json(&["journal", "--last", "3"]);
    assert!(undone.to_string().contains("收各校月报"), "{undone}");
}

/// A reception is one step: taken back, the district is what it was before it, byte for byte of its reports; and it can be
/// received again.
#[test]
fn a_reception_is_taken_back_whole() {
    let (place, made_up) = bureau();
    place.does(&["district", "schools", "schools.csv"]);
    send(&place, &made_up, 11, &[]);
    send(&place, &made_up, 12, &[]);
    assert_eq!(place.run(&["district", "receive", "--undo"]).status.code(), Some(1), "nothing was received");
    place.does(&["district", "receive", "11月"]);
    let reports = || {
        let month = |month: &str| place.json(&["district", "report", "--month", month]);
        (month("2026-11"), month("2026-12"), place.json(&["district", "report", "--year", "2026"]))
    };
    let before = reports();
    place.does(&["district", "receive", "12月"]);
    assert_ne!(reports(), before);
    let said = place.tells(&["district", "receive", "--undo"]);
    assert!(said.contains("27 份月报退出汇总"), "{said}");
    assert_eq!(reports(), before);
    assert_eq!(place.json(&["district", "receive", "12月", "--dry-run"])["new"], 27);

    // The one before it is the next to go; then there is nothing left.
    assert_eq!(place.json(&["district", "receive", "--undo"]), json!({"undone": 27}));
    assert_eq!(place.json(&["district", "report", "--month", "2026-11"])["sent"], 0);
    assert_eq!(place.run(&["district", "receive", "--undo"]).status.code(), Some(1));
    place.does(&["district", "receive", "11月"]);
    assert_eq!(reports(), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// A later version in the place of an earlier one: taken back, the earlier one counts again.
#[test]
fn a_correction_taken_back_leaves_what_stood_before() {
    let (place, made_up) = bureau();
    place.does(&["district", "schools", "schools.csv"]);
    send(&place, &made_up, 11, &[]);
    place.does(&["district", "receive", "11月"]);
    let closing = || place.json(&["district", "report", "--month", "2026-11"])["levels"].clone();
    let before = closing();
    let mut file = fs::read_dir(place.path().join("11月")).unwrap().map(|it| it.unwrap().path()).collect::<Vec<_>>();
    file.sort();
    let mut report: MonthlyReport = serde_json::from_slice(&fs::read(&file[0]).unwrap()).unwrap();
    (report.version, report.why) = (2, "家访漏登".to_owned());
    report.grades[0].figures.other_in += 1;
    for of in [&mut report.grades[0].figures, &mut report.total] {
        of.closing += 1;
        of.due += 1;
    }
    report.total.other_in += 1;
    place.write("更正.json", serde_json::to_vec(&report).unwrap());
    assert_eq!(place.json(&["district", "receive", "更正.json"])["replaced"], 1);
    assert_ne!(closing(), before);
    place.does(&["district", "receive", "--undo"]);
    assert_eq!(closing(), before);
}

#[test]
fn what_is_wrong_is_said_with_file_and_place() {
    let (place, made_up) = bureau();
    let report = made_up.month(5).next().unwrap();
    let spoilt = |name: &str, spoil: &dyn Fn(&mut Value)| {
        let mut value = serde_json::to_value(report).unwrap();
        spoil(&mut value);
        place.write(name, value.to_string());
    };
    spoilt("a.json", &|value| value["grades"][5]["closing"] = json!(1));
    spoilt("b.json", &|value| value["grades"][1]["suspected"] = json!("无"));
    spoilt("c.json", &|value| value["form"] = json!("baoxue-monthly-9"));
    place.write("d.json", "{\"form\": ");
    spoilt("e.json", &|value| value["school"] = json!("样例\u{1b}[31m小学"));
    let answer = place.json(&["district", "receive", "a.json", "b.json", "c.json", "d.json", "e.json", "gone.json"]);
    assert_eq!((&answer["kept_out"], &answer["recorded"]), (&json!(6), &json!(false)));
    let first = |file: usize| answer["files"][file]["faults"][0].clone();
    assert_eq!((&first(0)["place"], &first(0)["kind"]), (&json!("grades[5].closing"), &json!("closing")));
    assert!(first(0)["reason"].as_str().unwrap().starts_with("六年级“8 本月末在籍”（grades[5].closing）：写的是 1，"));
    assert_eq!(first(1)["place"], "grades[1].suspected.closing");
    let kinds: Vec<Value> = (2..6).map(|file| first(file)["kind"].clone()).collect();
    assert_eq!(kinds, ["form", "not_json", "unfit", "unopened"]);
    let (printed, said) = place.both(1, &["district", "receive", "e.json"]);
    assert!(!printed.contains('\u{1b}') && said.contains("一份月报也没有收下"), "{printed:?} {said:?}");

    // With a list, who is not on it is kept out and named.
    place.write("schools.csv", "学校标识码,学校,学段/类型\n2135000002,样例区第2小学,小学\n");
    place.does(&["district", "schools", "schools.csv"]);
    place.write("f.json", serde_json::to_string(report).unwrap());
    let answer = place.json(&["district", "receive", "f.json"]);
    assert_eq!(answer["files"][0]["faults"][0]["kind"], "unknown_school");
    assert_eq!(answer["unknown_schools"][0]["school"], "样例区第1小学");
}

/// Design 6: 1 is "could not". Nothing came in is that, some of it is not.
#[test]
fn it_ends_with_one_where_nothing_came_in() {
    let (place, made_up) = bureau();
    let report = made_up.month(5).next().unwrap();
    place.write("a.json", serde_json::to_string(report).unwrap());
    let mut spoilt = report.clone();
    spoilt.grades[0].figures.visits = u32::MAX;
    place.write("b.json", serde_json::to_string(&spoilt).unwrap());
    fs::create_dir(place.path().join("空")).unwrap();
    for nothing in [&["gone.json"][..], &["空"], &["gone.json", "b.json"], &["gone.json", "--dry-run"]] {
        let arguments = [&["district", "receive"], nothing].concat();
        let (_, said) = place.both(1, &arguments);
        assert!(said.contains("一份月报也没有收下"), "{said}");
        let (printed, _) = place.both(1, &[&arguments[..], &["--json"]].concat());
        let answer: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!((&answer["recorded"], &answer["new"]), (&json!(false), &json!(0)));
    }
    let (printed, said) = place.both(0, &["district", "receive", "a.json", "gone.json"]);
    assert!(printed.contains("收下 1，替换 0，已有 0，未收 1") && said.contains("有 1 份没有收下"), "{printed} {said}");
    let (_, said) = place.both(0, &["district", "receive", "a.json"]);
    assert!(!said.contains("没有收下"), "held already is held: {said}");
}

/// A file with numbers that no school has stays out; what is made of the others goes on.
#[test]
fn a_hostile_file_is_kept_out_and_breaks_no_report() {
    let (place, made_up) = bureau();
    for (nth, report) in made_up.month(11).take(2).enumerate() {
        let mut value = serde_json::to_value(report).unwrap();
        for of in ["opening", "closing"] {
            value["total"]["suspected"][of] = json!(u32::MAX);
        }
        for line in value["grades"].as_array_mut().unwrap() {
            line["classes"] = json!(u32::MAX);
        }
        place.write(&format!("{nth}.json"), value.to_string());
    }
    let good = made_up.month(11).nth(2).unwrap();
    place.write("2.json", serde_json::to_string(good).unwrap());
    let answer = place.json(&["district", "receive", "0.json", "1.json", "2.json"]);
    assert_eq!((&answer["new"], &answer["kept_out"]), (&json!(1), &json!(2)));
    assert_eq!(answer["files"][0]["faults"][0]["kind"], "unfit");
    for of in [["--month", "2026-11"], ["--year", "2026"]] {
        place.does(&[&["district", "report"], &of[..]].concat());
    }
}

/// What a list changes of a school is shown, field by field.
#[test]
fn a_list_of_schools_shows_what_it_changes() {
    let (place, made_up) = bureau();
    let report = made_up.month(5).next().unwrap();
    let mut without_code = report.clone();
    without_code.school_code = String::new();
    place.write("a.json", serde_json::to_string(&without_code).unwrap());
    place.does(&["district", "receive", "a.json"]);
    let (code, name) = (&report.school_code, &report.school);
    place.write("schools.csv", format!("学校标识码,学校,类型\n{code},{name},九年一贯制学校\n"));
    let shown = place.json(&["district", "schools", "schools.csv", "--dry-run"]);
    let fields: Vec<&str> =
        shown["changes"][0]["differences"].as_array().unwrap().iter().filter_map(|it| it["field"].as_str()).collect();
    assert_eq!(fields, ["school_code", "school_kind", "listed"], "{shown}");
    let said = place.tells(&["district", "schools", "schools.csv", "--dry-run"]);
    assert!(said.contains("学校标识码") && said.contains("九年一贯制学校"), "{said}");
}

#[test]
fn months_go_out_as_files() {
    let (place, made_up) = bureau();
    send(&place, &made_up, 6, &[]);
    place.does(&["district", "receive", "6月"]);
    for (name, start) in [("月.xlsx", &b"PK"[..]), ("月.docx", b"PK"), ("年.xlsx", b"PK")] {
        let format = name.rsplit('.').next().unwrap();
        let of = if name.starts_with('月') { ["--month", "2026-06"] } else { ["--year", "2026"] };
        place.does(&[&["district", "report"], &of[..], &["--format", format, "--out", name]].concat());
        assert!(fs::read(place.path().join(name)).unwrap().starts_with(start), "{name}");
    }
}
