//! People, rules, the to-do list and the school's own data on the command line: what scripts rely on.

mod place;

use place::Place;
use serde_json::Value;
use std::fs;
use std::process::Command;

impl Place {
    /// A school with two pupils in 七年级(1)班.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话\n\
             七年级(1)班,1,张伟,男,T0001,张大山,父亲,14200000001\n七年级(1)班,2,李静,女,T0002,李小芳,母亲,14200000002\n";
        Place::with_roster("2025-09-10", roster)
    }

    fn truant(&self, days: &[&str]) {
        for day in days {
            for session in ["am", "pm"] {
                let roll = ["roll", "take", "--class", "7.1", "--date", day, "--session", session, "--truant", "1"];
                self.on(day).does(&roll);
            }
        }
    }
}

/// What concerns the whole school is not for a homeroom teacher, nor for a grade lead, alone.
#[test]
fn rules_staff_and_year_are_changed_by_those_who_act_for_the_school() {
    let place = Place::school();
    place.does(&["staff", "add", "王老师", "--role", "homeroom", "--class", "7.1"]);
    place.does(&["staff", "add", "李组长", "--role", "grade-lead", "--grade", "七年级"]);
    place.does(&["staff", "add", "周老师", "--role", "registrar"]);
    let acts: [&[&str]; 4] = [
        &["rules", "set", "R4.number=5"],
        &["staff", "add", "王老师", "--role", "leadership"],
        &["staff", "end", "周老师"],
        &["status", "limits", "within=5"],
    ];
    let before = (place.json(&["rules", "list"]), place.json(&["staff", "list"]));
    for (who, act) in ["王老师", "李组长"].into_iter().flat_map(|who| acts.map(|act| (who, act))) {
        let said = place.ends(1, &[&["--as", who], act].concat());
        assert!(said.contains("校领导、德育处或学籍管理员"), "{said}");
    }
    assert_eq!((place.json(&["rules", "list"]), place.json(&["staff", "list"])), before);
    place.does(&["--as", "周老师", "rules", "set", "R4.number=5"]);
    assert_ne!(place.json(&["rules", "list"]), before.0);
}

fn texts(rows: &Value, key: &str) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn people_take_posts_and_lay_them_down() {
    let place = Place::school();
    let alone = place.json(&["staff", "list"]);
    assert_eq!(texts(&alone, "name"), ["陈老师"]);
    assert_eq!(alone[0]["stands_in_for"].as_array().unwrap().len(), 6, "every role collapses onto one person");
    place.does(&["staff", "add", "王老师", "--role", "homeroom", "--class", "7.1"]);
    place.does(&["staff", "add", "李组长", "--role", "grade-lead", "--grade", "七年级"]);
    place.does(&["staff", "add", "林校长", "--role", "leadership"]);
    place.does(&["staff", "add", "林校长", "--role", "epidemic-reporter"]);
    let rows = place.json(&["staff", "list"]);
    assert_eq!(texts(&rows, "name"), ["陈老师", "王老师", "李组长", "林校长"]);
    assert_eq!(rows[1]["posts"][0]["class"], "七年级(1)班");
    assert_eq!(rows[2]["posts"][0]["grade"], "七年级");
    assert_eq!(rows[3]["roles"], serde_json::json!(["leadership", "epidemic-reporter"]));
    assert_eq!(rows[0]["stands_in_for"], serde_json::json!(["affairs", "registrar"]));

    assert!(place.ends(2, &["staff", "add", "甲", "--role", "homeroom"]).contains("--class"));
    assert!(place.ends(2, &["staff", "add", "甲", "--role", "grade-lead"]).contains("--grade"));
    assert!(place.ends(2, &["staff", "add", "甲", "--role", "cook"]).contains("homeroom"));
    assert!(place.ends(1, &["staff", "add", "甲", "--role", "homeroom", "--class", "9.9"]).contains("七年级(1)班"));
    assert!(place.ends(1, &["staff", "end", "没有这人"]).contains("陈老师"));
    assert!(place.ends(1, &["staff", "end", "林校长", "--role", "affairs"]).contains("德育处"));

    place.does(&["staff", "end", "林校长", "--role", "epidemic-reporter"]);
    place.does(&["staff", "end", "李组长", "--on", "2025-09-12"]);
    let rows = place.json(&["staff", "list"]);
    assert_eq!(rows[3]["roles"], serde_json::json!(["leadership"]));
    assert_eq!(rows[2]["until"], "2025-09-12");
    assert!(place.does(&["staff", "list"]).contains("2025-09-12 离校"));
    place.does(&["--as", "林校长", "staff", "list"]);
}

#[test]
fn a_staff_list_is_imported_wholly_or_not_at_all() {
    let place = Place::school();
    place.write(
        "staff.csv",
        "姓名,职务,班级,年级\n陈老师,班主任,七(1)班,\n李组长,段长,,七年级\n林校长,副校长,,\n赵老师,班主任,,\n",
    );
    let dry = place.json(&["import", "staff", "staff.csv", "--dry-run"]);
    assert_eq!((&dry["recorded"], &dry["new"], &dry["changed"]), (&false.into(), &2.into(), &1.into()));
    let fault = &dry["faults"][0];
    assert_eq!((&fault["row"], &fault["column"], &fault["kind"]), (&5.into(), &"班级".into(), &"missing_class".into()));
    assert_eq!(place.json(&["staff", "list"]).as_array().unwrap().len(), 1);
    place.does(&["import", "staff", "staff.csv", "--faulty", "mend.csv"]);
    assert!(fs::read_to_string(place.path().join("mend.csv")).unwrap().contains("赵老师"));
    let rows = place.json(&["staff", "list"]);
    // One import is one moment: its people stand in no order.
    let mut names = texts(&rows, "name");
    names.sort_unstable();
    assert_eq!(names, ["李组长", "林校长", "陈老师"]);
    let again = place.json(&["import", "staff", "staff.csv"]);
    assert_eq!((&again["recorded"], &again["unchanged"]), (&false.into(), &3.into()));
    place.write("none.csv", "座号,学号\n1,2\n");
    assert!(place.ends(1, &["import", "staff", "none.csv"]).contains("职务"));
}

#[test]
fn rules_change_from_a_date_and_never_before() {
    let place = Place::school();
    let rules = place.json(&["rules", "list"]);
    let row = |rules: &Value, rule: &str| {
        rules.as_array().unwrap().iter().find(|row| row["rule"] == rule).cloned().unwrap_or_else(|| panic!("{rule}"))
    };
    for number in 1..=18 {
        row(&rules, &format!("R{number}"));
    }
    let fourth = row(&rules, "R4");
    assert_eq!(
        (&fourth["number"], &fourth["compare"], &fourth["unit"], &fourth["owes"], &fourth["within"]["school_days"]),
        (&3.into(), &"at_least".into(), &"school_days".into(), &"affairs".into(), &1.into())
    );
    assert_eq!(row(&rules, "R9")["within"]["hours"], 24);
    assert!(fourth["basis"].as_str().unwrap().contains("第二十八条"));

    place.truant(&["2025-09-08", "2025-09-09", "2025-09-10"]);
    let owed = |today: &str| texts(&place.on(today).json(&["todo"]), "rule");
    assert!(owed("2025-09-10").contains(&"R4".to_owned()));
    place.does(&["rules", "set", "R4.number=5", "R4.compare=more_than", "R4.basis=本区规定", "--from", "2025-09-11"]);
    let (now, then) = (place.json(&["rules", "list"]), place.json(&["rules", "list", "--on", "2025-09-11"]));
    assert_eq!(row(&now, "R4")["number"], 3);
    assert_eq!(
        (&row(&then, "R4")["number"], &row(&then, "R4")["compare"], &row(&then, "R4")["basis"]),
        (&5.into(), &"more_than".into(), &"本区规定".into())
    );
    assert_eq!(row(&then, "R4")["from"], "2025-09-11");
    assert!(place.does(&["rules", "list"]).contains("以后才执行"));
    assert!(owed("2025-09-10").contains(&"R4".to_owned()), "as it was seen then");
    assert!(owed("2025-09-11").contains(&"R4".to_owned()), "what was owed stays owed");

    assert!(place.ends(1, &["rules", "set", "R4.unit=pupils"]).contains("school_days"));
    for wrong in ["R99.number=1", "R4.colour=1", "R4.number=0", "R4.owes=nobody", "R4"] {
        assert!(place.ends(1, &["rules", "set", wrong]).contains(wrong));
    }
    place.does(&["rules", "profile", "same-day", "--from", "2025-09-20"]);
    let later = place.json(&["rules", "list", "--on", "2025-09-20"]);
    assert_eq!((&row(&later, "R3")["number"], &row(&later, "R9")["within"]["hours"]), (&1.into(), &1.into()));
    assert!(!place.ends(2, &["rules", "profile", "none"]).is_empty());
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn everybody_has_a_list_that_recording_empties() {
    let place = Place::school();
    for (name, role) in [("王老师", "homeroom"), ("周主任", "affairs"), ("林校长", "leadership")] {
        let class: &[&str] = if role == "homeroom" { &["--class", "7.1"] } else { &[] };
        place.does(&[&["staff", "add", name, "--role", role][..], class].concat());
    }
    place.truant(&["2025-09-08", "2025-09-09", "2025-09-10"]);
    let all = place.json(&["todo"]);
    for row in all.as_array().unwrap() {
        assert_eq!((&row["pupil"]["name"], &row["pupil"]["student_no"]), (&"张伟".into(), &"T0001".into()));
        assert_eq!(row["pupil"]["class"], "七年级(1)班");
        for key in ["rule", "what", "who", "since", "due", "late_school_days", "staff"] {
            assert!(!row[key].is_null(), "{key} in {row}");
        }
    }
    let whats = |who: &str| texts(&place.json(&["todo", "--who", who]), "what");
    assert!(whats("王老师").contains(&"home_visit".to_owned()));
    assert!(whats("周主任").contains(&"report_outside".to_owned()));
    assert!(whats("陈老师").is_empty(), "every role is held by somebody else");
    assert!(place.ends(1, &["todo", "--who", "没有这人"]).contains("王老师"));
    let late: Vec<i64> = all.as_array().unwrap().iter().map(|row| row["late_school_days"].as_i64().unwrap()).collect();
    assert!(late.is_sorted_by(|a, b| a >= b), "{late:?}");

    let visit = ["visit", "T0001", "--who", "王老师、周主任", "--met", "父亲", "--found", "在家", "--on", "2025-09-10"];
    place.does(&visit);
    assert!(!whats("王老师").contains(&"home_visit".to_owned()));
    let text = place.does(&["todo", "--who", "王老师"]);
    assert!(text.contains("张伟") && text.contains("王老师"), "{text}");
    // On the next day the rolls of the day before are there, and this morning's is not.
    let morning = place.on("2025-09-12").does(&["todo", "--who", "王老师"]);
    assert!(morning.contains("补点名"), "{morning}");
}

#[test]
fn what_stands_on_papers_is_the_schools_own() {
    let place = Place::school();
    let shown = place.json(&["school", "show"]);
    assert_eq!((&shown["name"], &shown["notice_prefix"]), (&"样例学校".into(), &"校内".into()));
    place.does(&[
        "school",
        "set",
        "--bureau",
        "厦门市同安区教育局",
        "--letter-prefix",
        "凤中",
        "--notice-prefix",
        "凤校",
    ]);
    let shown = place.json(&["school", "show"]);
    assert_eq!(
        (&shown["name"], &shown["bureau"], &shown["letter_prefix"], &shown["notice_prefix"]),
        (&"样例学校".into(), &"厦门市同安区教育局".into(), &"凤中".into(), &"凤校".into())
    );
    place.truant(&["2025-09-08", "2025-09-09"]);
    let number = place.does(&["notice", "new", "T0001", "--on", "2025-09-09"]);
    assert!(place.does(&["notice", "show", number.trim()]).contains("凤校〔2025〕1号"));
    assert!(place.ends(1, &["school", "set", "--name", " "]).contains("不能为空"));
    place.ends(2, &["school", "set"]);
}

#[test]
fn a_name_has_forty_characters_at_most() {
    let place = Place::school();
    let (fits, too_long) = ("名".repeat(40), "名".repeat(41));
    place.does(&["staff", "add", &fits, "--role", "affairs"]);
    assert!(place.ends(1, &["staff", "add", &too_long, "--role", "affairs"]).contains("最多 40 个字"));
    place.write("staff.csv", format!("姓名,职务\n{too_long},校长\n"));
    let read = place.json(&["import", "staff", "staff.csv"]);
    assert_eq!(read["faults"][0]["kind"], "name_too_long", "{read}");
}

#[test]
fn a_rule_with_a_bad_value_says_what_it_may_be() {
    let place = Place::school();
    let table = [
        ("R4.number=abc", "1 至 65535"),
        ("R4.compare=less", "at_least、more_than"),
        ("R4.owes=nobody", "homeroom"),
        ("excused=maybe", "pass、end"),
    ];
    for (asked, allowed) in table {
        let said = place.ends(1, &["rules", "set", asked]);
        assert!(said.contains("值不对") && said.contains(allowed), "{said}");
    }
    assert!(place.ends(1, &["rules", "set", "R99.number=3"]).contains("不认识的规则"));
    assert!(place.ends(1, &["rules", "set", "R16.number=3"]).contains("R16 不按数量触发"));
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_its_language() {
    let place = Place::school();
    let table: [(&[&str], &str); 7] = [
        (&["flags", "--jsno"], "没有“--jsno”这个参数。是不是 --json？"),
        (&["falgs"], "没有“falgs”这个命令。是不是 flags？"),
        (&["notice", "show"], "缺少必填的参数：<NUMBER>"),
        (&["week", "2026-12"], "的值“2026-12”不对。周写成 2026-W12"),
        (&["week", "--format", "odf"], "可写：docx、pdf、xlsx、text"),
        (&["week", "--format", "pdf", "--json"], "--format <FORMAT> 不能和 --json 一起用"),
        (&["gaps", "--today"], "--today <DATE> 后面要写值"),
    ];
    for (arguments, said) in table {
        let heard = place.ends(2, arguments);
        assert!(heard.contains(said) && heard.contains("--help"), "{arguments:?}: {heard}");
        assert!(!heard.contains("error") && !heard.contains("Usage"), "{heard}");
    }
    assert!(place.ends(2, &["--lang", "en", "flags"]).contains("--lang <zh|en> 只能写一次"));
    let english =
        Command::new(env!("CARGO_BIN_EXE_baoxue")).args(["--lang", "en", "flags", "--jsno"]).output().unwrap();
    let heard = String::from_utf8(english.stderr).unwrap();
    assert_eq!(english.status.code(), Some(2));
    assert!(heard.starts_with("error: unexpected argument '--jsno' found") && heard.contains("Usage:"), "{heard}");
}

#[test]
fn a_made_up_school_is_kept_by_nobody() {
    let place = Place::school();
    assert!(place.ends(1, &["demo", "--keep", "demo", "--as", "陈老师"]).contains("--as"));
    assert!(!place.path().join("demo").exists());
}
