//! The command line as scripts call it: what it prints, the JSON, the exit codes.

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

impl Place {
    /// A school with two classes: 七年级(1)班 with three pupils, two of them of one name over the two classes.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话,现住址\n\
             七年级(1)班,1,张伟,男,G35021220130515901X,张大山,父亲,14200000001,大同街道1号\n\
             七年级(1)班,2,李静,女,L3502122013051599AB,李小芳,母亲,14200000002,\n\
             七年级(1)班,3,林𬭎,男,T0003,,,,\n\
             七年级(2)班,1,张伟,男,T0004,,,,\n";
        Place::with_roster("2025-09-10", roster)
    }

    fn takes(&self, date: &str, session: &str, marks: &[&str]) {
        let mut arguments = vec!["roll", "take", "--class", "7.1", "--date", date, "--session", session];
        arguments.extend(marks);
        self.does(&arguments);
    }
}

#[test]
fn a_case_from_the_first_empty_seat_to_the_acknowledged_notice() {
    let place = Place::school();
    for day in ["2025-09-08", "2025-09-09"] {
        place.takes(day, "am", &["--unknown", "1"]);
        place.takes(day, "下午", &["--truant", "1", "--late", "2"]);
    }
    place.does(&["contact", "T0003", "--by", "phone", "--reached", "yes", "--said", "在家", "--on", "2025-09-09"]);
    let zhang = "G35021220130515901X";
    place.does(&["contact", zhang, "--by", "phone", "--reached", "no", "--said", "未接", "--on", "2025-09-08"]);

    let flags = place.json(&["flags", "--as-of", "2025-09-09"]);
    assert_eq!(flags["as_of"], "2025-09-09");
    let [flag] = flags["flags"].as_array().unwrap().as_slice() else { panic!("{flags}") };
    assert_eq!(flag["student_no"], zhang);
    assert_eq!(flag["streak_days"], 2);
    assert_eq!(flag["streak_from"], "2025-09-08");
    assert_eq!(flag["unexcused_days_in_term"], 2.0);
    assert_eq!(flag["attendance_rate"], 0.0);
    assert_eq!(flag["rung"], "R3");
    let owed: Vec<&str> = flag["owed"].as_array().unwrap().iter().map(|owed| owed["rule"].as_str().unwrap()).collect();
    assert_eq!(owed, ["R1", "R2", "R3"]);

    let photo = place.write("门锁.jpg", "not really a photograph");
    place.does(&[
        "visit",
        zhang,
        "--who",
        "陈老师、王老师",
        "--met",
        "祖母",
        "--outcome",
        "other",
        "--found",
        "随父外出",
        "--attach",
        photo.to_str().unwrap(),
        "--on",
        "2025-09-09",
    ]);
    let number = place.does(&["notice", "new", zhang, "--on", "2025-09-09"]);
    assert_eq!(number, "〔2025〕1号\n");
    let text = place.does(&["notice", "show", "2025-1"]);
    for told in ["张伟", "七年级(1)班", "已连续2个上课日", "王老师", "随父外出"] {
        assert!(text.contains(told), "{told} in\n{text}");
    }
    assert!(!text.contains(zhang), "the whole number is not for this paper");
    place.does(&["notice", "write", "1", "--format", "docx", "--out", "notice.docx"]);
    assert!(fs::read(place.path().join("notice.docx")).unwrap().starts_with(b"PK"));
    let owed = |place: &Place| {
        place.json(&["todo"]).as_array().unwrap().iter().map(|row| row["what"].to_string()).collect::<Vec<_>>()
    };
    assert!(owed(&place).contains(&"\"acknowledge_notice\"".to_owned()));
    place.does(&["notice", "receipt", "1", "--by", "林校长", "--how", "立即家访"]);
    assert!(!owed(&place).contains(&"\"acknowledge_notice\"".to_owned()));

    let file = place.json(&["pupil", zhang]);
    let kinds: Vec<&str> =
        file["timeline"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "mark").count(), 4);
    assert!(["contact", "visit", "escalation", "receipt"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_roll_says_whether_it_was_taken() {
    let place = Place::school();
    let show = ["roll", "show", "--class", "七年级(1)班", "--date", "2025-09-08", "--session", "上午"];
    assert_eq!(place.json(&show)["taken"], false);
    place.takes("2025-09-08", "am", &[]);
    let shown = place.json(&show);
    assert_eq!((&shown["taken"], &shown["marks"]), (&true.into(), &Value::Array(Vec::new())));
    place.takes("2025-09-08", "am", &["--unknown", "3", "--sick", "1,2"]);
    let marks = place.json(&show)["marks"].clone();
    let seats: Vec<(u64, &str)> = marks
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| (mark["seat"].as_u64().unwrap(), mark["mark"].as_str().unwrap()))
        .collect();
    assert_eq!(seats, [(1, "sick"), (2, "sick"), (3, "unknown")]);
    let gaps = place.json(&["gaps"]);
    assert!(gaps.as_array().unwrap().iter().any(|gap| gap["date"] == "2025-09-08" && gap["session"] == "pm"));
}

#[test]
fn a_leave_note_fills_the_roll_and_puts_taken_ones_right() {
    let place = Place::school();
    place.takes("2025-09-08", "am", &["--unknown", "2"]);
    let leave = ["leave", "李静", "--from", "2025-09-08", "--to", "2025-09-09", "--kind", "sick", "--reason", "发热"];
    place.does(&leave);
    place.takes("2025-09-09", "am", &["--unknown", "1"]);
    for (day, expected) in [("2025-09-08", vec!["sick"]), ("2025-09-09", vec!["unknown", "sick"])] {
        let shown = place.json(&["roll", "show", "--class", "701", "--date", day, "--session", "am"]);
        let marks: Vec<&str> =
            shown["marks"].as_array().unwrap().iter().map(|mark| mark["mark"].as_str().unwrap()).collect();
        assert_eq!(marks, expected, "{day}");
    }
}

#[test]
fn errors_say_what_there_is_and_the_way_out() {
    let place = Place::school();
    let same_name = place.refuses(&["contact", "张伟", "--by", "phone", "--reached", "yes", "--said", "好"]);
    assert!(same_name.contains("T0004") && same_name.contains("七年级(2)班"), "{same_name}");
    assert!(place.refuses(&["pupil", "没有这人"]).contains("baoxue pupils"));
    let no_class = place.refuses(&["roll", "show", "--class", "九年级(9)班", "--session", "am"]);
    assert!(no_class.contains("七年级(1)班"), "{no_class}");
    let sunday = ["roll", "take", "--class", "7.1", "--date", "2025-09-07", "--session", "am"];
    assert!(place.refuses(&sunday).contains("--anyway"));
    place.does(&[&sunday[..], &["--anyway"]].concat());
    assert!(
        place
            .refuses(&["roll", "take", "--class", "7.1", "--date", "2025-09-11", "--session", "am"])
            .contains("2025-09-11")
    );
    assert!(place.refuses(&["import", "roster", "nothing.xlsx"]).contains("nothing.xlsx"));
    assert!(place.refuses(&["notice", "new", "李静"]).contains("没有"));
    assert_eq!(place.run(&["flags", "--no-such-option"]).status.code(), Some(2));
    assert_eq!(place.run(&["roll", "take"]).status.code(), Some(2));
}

#[test]
fn a_wrong_passphrase_a_missing_school_and_a_second_beginning() {
    let place = Place::school();
    place.write("passphrase", "another");
    assert!(place.refuses(&["flags"]).contains("口令不对"));
    let empty = Place::empty("2025-09-10");
    assert!(empty.refuses(&["flags"]).contains("baoxue init"));
    let place = Place::school();
    let again = place.refuses(&["init", "--school", "第二所", "--term", "2025-09-01..2026-01-30"]);
    assert!(again.contains("不会覆盖"), "{again}");
}

#[test]
fn numbers_are_masked_until_asked_for_and_asking_is_kept() {
    let place = Place::school();
    assert!(!place.does(&["pupils"]).contains("14200000001"));
    let masked = place.json(&["pupils", "--class", "7.1"]);
    assert_eq!(masked[0]["guardians"][0]["phones"][0], "142****0001");
    let shown = place.json(&["pupils", "--class", "7.1", "--reveal"]);
    assert_eq!(shown[0]["guardians"][0]["phones"][0], "14200000001");
    let journal = place.json(&["journal"]);
    assert!(journal[0]["what"].as_str().unwrap().contains("个人信息"), "{journal}");
}

#[test]
fn a_backup_restores_elsewhere_and_a_damaged_one_does_not() {
    let place = Place::school();
    place.takes("2025-09-08", "am", &["--truant", "3"]);
    place.does(&["backup", "kept.baoxue"]);
    let roll = ["roll", "show", "--class", "7.1", "--date", "2025-09-08", "--session", "am"];
    let before = place.json(&roll);
    place.takes("2025-09-08", "am", &[]);
    place.does(&["restore", "kept.baoxue"]);
    assert_eq!(place.json(&roll), before);
    let mut bytes = fs::read(place.path().join("kept.baoxue")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    place.write("kept.baoxue", bytes);
    assert!(place.refuses(&["restore", "kept.baoxue"]).contains("损坏"));
    assert_eq!(place.json(&roll), before);
}

#[test]
fn policy_and_calendar_answer_for_scripts() {
    let place = Place::school();
    assert_eq!(place.json(&["policy", "show"])["excused"], "pass");
    place.does(&["policy", "set", "excused=end", "R2.within=0"]);
    let policy = place.json(&["policy", "show"]);
    let visit = policy["rungs"].as_array().unwrap().iter().find(|rung| rung["rule"] == "R2").unwrap();
    assert_eq!((&policy["excused"], &visit["within"]["school_days"]), (&"end".into(), &0.into()));
    assert!(place.refuses(&["policy", "set", "R99.within=0"]).contains("R99"));
    place.does(&["policy", "set", "R2.within=2", "--from", "2026-03-02"]);
    let warned = place.run(&["policy", "set", "R2.within=1"]);
    assert!(String::from_utf8_lossy(&warned.stderr).contains("R2 自 2026-03-02 起另有规定"), "{warned:?}");
    let calendar = place.json(&["calendar", "--from", "2025-10-08", "--to", "2025-10-11"]);
    let days: Vec<(bool, &str)> = calendar
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (day["school_day"].as_bool().unwrap(), day["why"].as_str().unwrap()))
        .collect();
    assert_eq!(days, [(false, "holiday"), (true, "weekday"), (true, "weekday"), (true, "make_up_day")]);
}

#[test]
fn importing_twice_changes_nothing_and_a_dry_run_writes_nothing() {
    let place = Place::school();
    let again = place.json(&["import", "roster", "roster.csv"]);
    assert_eq!((&again["recorded"], &again["unchanged"]), (&false.into(), &4.into()));
    place.write(
        "more.csv",
        "班级,座号,姓名,学籍号,监护人1姓名,监护人1电话\n7.2,2,王五,T0005,王一,12\n7.2,3,赵六,T0006,赵一,14200000009\n",
    );
    let dry = place.json(&["import", "roster", "more.csv", "--dry-run"]);
    assert_eq!((&dry["recorded"], &dry["new"], &dry["faulty_rows"]), (&false.into(), &1.into(), &1.into()));
    let fault = &dry["faults"][0];
    assert_eq!((&fault["row"], &fault["column"], &fault["kind"]), (&2.into(), &"监护人1电话".into(), &"phone".into()));
    assert_eq!(place.json(&["pupils"]).as_array().unwrap().len(), 4);
    place.does(&["import", "roster", "more.csv", "--faulty", "mend.csv"]);
    assert_eq!(place.json(&["pupils"]).as_array().unwrap().len(), 5);
    assert!(fs::read_to_string(place.path().join("mend.csv")).unwrap().contains("王五"));
}

/// The old passphrase opens nothing any more, and whoever does not know it changes nothing.
#[test]
fn the_passphrase_is_changed_by_whoever_knows_the_old_one() {
    let place = Place::with_roster("2025-09-10", "班级,姓名\n七年级(3)班,吴清和\n");
    place.write("new", "秋风 and 43\n");
    place.write("empty", "\n");
    place.write("wrong", "不对\n");
    let change = |old: &str, new: &str| {
        let output = place.command_with(old, &["passphrase", "--new-passphrase-file", new]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = change("wrong", "new");
    assert!(code == Some(1) && said.contains("口令不对"), "{said}");
    let (code, said) = change("passphrase", "empty");
    assert!(code == Some(1) && said.contains("不能为空"), "{said}");
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
    let (code, said) = change("passphrase", "new");
    assert!(code == Some(0) && said.contains("口令已改"), "{said}");
    assert_eq!(place.run(&["verify"]).status.code(), Some(1));
    let verified = place.command_with("new", &["verify"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0));
}
