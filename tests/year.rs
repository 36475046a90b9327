//! The year's turn on the command line: reviewed, recorded as one step, taken back as one.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const JULY: &str = "2026-07-10";

/// A sealed place with a junior school: three pupils of grade seven in two classes, one of grade nine; its year of
/// 2025—2026 has ended.
struct Place {
    folder: TempDir,
}

impl Place {
    fn school() -> Place {
        let place = Place { folder: TempDir::new().unwrap() };
        place.write("passphrase", "菊花 and 42\n");
        place.write(
            "roster.csv",
            "班级,座号,姓名,学籍号,入学日期\n七年级(3)班,1,吴清和,T0001,2025-09-01\n七年级(3)班,2,林小雨,T0002,2025-09-01\n\
             七年级(4)班,1,陈小禾,T0003,2025-09-01\n九年级(1)班,1,周子墨,T0004,2025-09-01\n",
        );
        place.write("staff.csv", "姓名,职务,班级\n陈老师,班主任,七年级(3)班\n林老师,班主任,九年级(1)班\n");
        let begin =
            ["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30", "--term", "2026-02-26..2026-07-03"];
        place.on("2025-09-01", &[&begin[..], &["--name", "郑校长"]].concat());
        place.on("2025-09-01", &["import", "roster", "roster.csv"]);
        place.on("2025-09-01", &["import", "staff", "staff.csv"]);
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn command(&self, day: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baoxue"));
        command
            .args(["--data-dir", "books", "--passphrase-file", "passphrase", "--today", day, "--lang", "zh"])
            .args(arguments)
            .current_dir(self.path())
            .env_clear();
        command
    }

    fn run(&self, day: &str, arguments: &[&str]) -> Output {
        self.command(day, arguments).output().unwrap()
    }

    #[track_caller]
    fn on(&self, day: &str, arguments: &[&str]) -> String {
        let output = self.run(day, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap() + &said
    }

    #[track_caller]
    fn refuses(&self, day: &str, arguments: &[&str]) -> String {
        let output = self.run(day, arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    fn json(&self, day: &str, arguments: &[&str]) -> Value {
        let output = self.run(day, &[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
    }

    /// Names and classes of those enrolled on a day.
    fn enrolled(&self, day: &str) -> Vec<String> {
        let pupils = self.json(day, &["pupils"]);
        let said = |pupil: &Value| {
            let text = |key: &str| pupil[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}", text("name"), text("class"))
        };
        let mut list: Vec<String> = pupils.as_array().unwrap().iter().map(said).collect();
        list.sort();
        list
    }
}

#[test]
fn a_year_is_turned_in_one_step_and_taken_back_in_one() {
    let place = Place::school();
    let before = place.enrolled(JULY);
    let preview = place.on(JULY, &["year", "turn", "--dry-run"]);
    for said in ["2026-2027 学年，自 2026-09-01 起", "升级 3 人，毕业 1 人", "七年级(3)班", "八年级(3)班", "陈老师"]
    {
        assert!(preview.contains(said), "{said}: {preview}");
    }
    for said in
        ["拟设 2026—2027学年第一学期", "八年级(4)班 还没有班主任", "七年级 还没有新生", "新学年不再带班：林老师"]
    {
        assert!(preview.contains(said), "{said}: {preview}");
    }
    assert!(preview.contains("什么都没有写入"));
    assert_eq!(place.enrolled("2026-09-02"), before);

    let turned = place.json(JULY, &["year", "turn"]);
    assert_eq!((&turned["recorded"], &turned["rising"], &turned["graduates"]), (&json!(true), &json!(3), &json!(1)));
    assert_eq!(
        turned["classes"][0],
        json!({"from": "七年级(3)班", "to": "八年级(3)班", "pupils": 2, "homeroom": ["陈老师"]})
    );
    assert_eq!(turned["classes"][2]["to"], Value::Null, "who graduates goes to no class");
    assert_eq!(place.enrolled("2026-08-31"), before, "until its day nothing is otherwise");
    assert_eq!(place.enrolled("2026-09-01"), ["吴清和 八年级(3)班", "林小雨 八年级(3)班", "陈小禾 八年级(4)班"]);
    let changes = place.json(JULY, &["status", "list"]);
    let row = &changes[0];
    assert_eq!((&row["kind"], &row["in_effect"]), (&json!("graduate"), &json!(true)));
    assert!(place.refuses(JULY, &["year", "turn"]).contains("已经升级过"));
    assert!(place.refuses("2026-09-03", &["year", "turn"]).contains("一学年只升一次"));
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);

    let undone = place.json(JULY, &["year", "turn", "--undo"]);
    assert_eq!(undone, json!({"undone": 2026, "on": "2026-09-01"}));
    assert_eq!(place.enrolled("2026-09-01"), before);
    assert_eq!(place.json(JULY, &["status", "list"]), json!([]));
    let staff = place.json(JULY, &["staff", "list"]);
    assert!(staff.to_string().contains("七年级(3)班") && !staff.to_string().contains("八年级"), "{staff}");
    assert!(place.refuses(JULY, &["year", "turn", "--undo"]).contains("没有可撤销的"));
    place.on(JULY, &["year", "turn"]);
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);
}

#[test]
fn class_lists_come_from_a_sheet_wholly_or_not_at_all() {
    let place = Place::school();
    place.write(
        "faulty.csv",
        "学籍号,姓名,新班级,座号,班主任\nT0001,吴清和,八年级(1)班,1,林老师\nT0003,陈小禾,九年级(1)班,2,\n,新来的,八年级(1)班,3,\n",
    );
    let lists = ["year", "turn", "--classes", "faulty.csv"];
    let said = place.refuses(JULY, &[&lists[..], &["--faulty", "mend.csv"]].concat());
    assert!(said.contains("分班名单有 2 行有误") && said.contains("第 3 行"), "{said}");
    assert!(said.contains("新生请用"), "{said}");
    assert!(fs::read_to_string(place.path().join("mend.csv")).unwrap().contains("T0003"));
    assert_eq!(place.json(JULY, &lists)["faults"].as_array().unwrap().len(), 2);
    assert!(place.enrolled("2026-09-01").contains(&"周子墨 九年级(1)班".to_owned()), "nothing was written");

    place.write(
        "lists.csv",
        "原班级,学籍号,姓名,新班级,座号,班主任\n七年级(3)班,T0001,吴清和,八年级(1)班,7,林老师\n,,陈小禾,八(1),8,\n",
    );
    let lists = ["year", "turn", "--classes", "lists.csv", "--on", "2026-08-31"];
    let turned = place.json(JULY, &lists);
    assert_eq!(turned["recorded"], true);
    assert!(turned["warnings"].to_string().contains("不在分班名单里"), "林小雨 is in no list");
    assert_eq!(place.enrolled("2026-08-31"), ["吴清和 八年级(1)班", "林小雨 八年级(3)班", "陈小禾 八年级(1)班"]);
    let staff = place.json(JULY, &["staff", "list"]).to_string();
    assert!(staff.contains("八年级(1)班") && staff.contains("八年级(3)班"), "{staff}");

    // New pupils come with their roster, and begin with the new year though it is still summer.
    place.write("new.csv", "班级,姓名,学籍号\n七年级(1)班,新同学,T0101\n");
    place.on("2026-08-20", &["import", "roster", "new.csv"]);
    assert!(!place.enrolled("2026-08-20").iter().any(|it| it.contains("新同学")));
    assert!(place.enrolled("2026-08-31").contains(&"新同学 七年级(1)班".to_owned()));
}

#[test]
fn class_teachers_alone_come_from_a_sheet_with_a_row_a_class() {
    let place = Place::school();
    place.write("teachers.csv", "班级,班主任\n八年级(4)班,陈老师\n七年级(1)班,新老师\n");
    let turned = place.json(JULY, &["year", "turn", "--classes", "teachers.csv"]);
    let warned = turned["warnings"].to_string();
    assert!(warned.contains("八年级(3)班 还没有班主任") && !warned.contains("八年级(4)班"), "{warned}");
    assert!(place.json(JULY, &["staff", "list"]).to_string().contains("新老师"));
}

/// In the summer everybody still holds last year's posts; those of the coming year stand apart, with their day.
#[test]
fn posts_of_the_coming_year_are_not_shown_as_held() {
    let place = Place::school();
    place.on(JULY, &["year", "turn"]);
    let post = |staff: &Value, name: &str, key: &str| {
        let of = staff.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        of[key].clone()
    };
    let staff = place.json(JULY, &["staff", "list"]);
    let class = |class: &str| json!({"role": "homeroom", "class": class, "grade": null});
    let with = |mut post: Value, key: &str, day: &str| {
        post[key] = json!(day);
        post
    };
    assert_eq!(post(&staff, "陈老师", "posts"), json!([with(class("七年级(3)班"), "until", "2026-08-31")]));
    assert_eq!(post(&staff, "陈老师", "coming"), json!([with(class("八年级(3)班"), "from", "2026-09-01")]));
    assert_eq!(post(&staff, "林老师", "coming"), json!([]), "the class has graduated");
    let text = place.on(JULY, &["staff", "list"]);
    assert!(text.contains("七年级(3)班班主任（到 2026-08-31）、八年级(3)班班主任（自 2026-09-01 起）"), "{text}");
    let said = place.on(JULY, &["staff", "add", "林老师", "--role", "affairs"]);
    assert!(said.contains("林老师 自 2026-09-01 起任"), "{said}");

    let staff = place.json("2026-09-01", &["staff", "list"]);
    assert_eq!(post(&staff, "陈老师", "posts"), json!([class("八年级(3)班")]));
    assert_eq!(post(&staff, "陈老师", "coming"), json!([]));
}

/// What was recorded since stands in the way of the undo: it is named, the newest first, with how it is taken back; and
/// once it is, the turn goes back whole.
#[test]
fn a_turn_goes_back_after_what_was_recorded_since() {
    let place = Place::school();
    let before = place.enrolled(JULY);
    place.write("lists.csv", "学籍号,新班级,座号\nT0001,八年级(1)班,7\n");
    place.on(JULY, &["year", "turn", "--classes", "lists.csv"]);
    let turned = place.enrolled("2026-09-01");
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2026-07-20"];
    let out = |pupil: &'static str| {
        let out = ["status", pupil, "transfer-out", "--on", "2026-07-20", "--counterpart", "赣县中学"];
        [&out[..], &papers[..], &approved[..]].concat()
    };
    // Who would rise, into a class of a list; who would graduate; who goes on from the new class.
    place.on("2026-07-20", &out("T0001"));
    place.on("2026-07-20", &out("T0004"));
    place.on("2026-07-21", &["status", "T0002", "class", "--class", "8.4", "--on", "2026-09-01"]);
    place.on("2026-07-22", &["staff", "add", "陈老师", "--role", "affairs"]);
    let refused = place.refuses("2026-07-23", &["year", "turn", "--undo"]);
    let at = |text: &str| refused.find(text).unwrap_or_else(|| panic!("{text}: {refused}"));
    let order =
        [at("staff end 陈老师"), at("status withdraw T0002"), at("status withdraw T0004"), at("status withdraw T0001")];
    assert!(order.is_sorted(), "{refused}");
    assert!(refused.contains("林小雨") && refused.contains("学籍异动"), "{refused}");

    place.on("2026-07-23", &["staff", "end", "陈老师", "--role", "affairs"]);
    for pupil in ["T0002", "T0004", "T0001"] {
        place.on("2026-07-23", &["status", "withdraw", pupil]);
    }
    assert_eq!(place.enrolled("2026-09-01"), turned, "withdrawn, a change gives back what the turn had said");
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);
    place.on("2026-07-23", &["year", "turn", "--undo"]);
    assert_eq!(place.enrolled("2026-09-01"), before);
    assert_eq!(place.json(JULY, &["status", "list"]), json!([]));
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);
}

/// A term's rolls stay those of the class that was called; nothing of them is lost with the turn.
#[test]
fn last_year_reads_in_last_years_class_names() {
    let place = Place::school();
    let roll = ["roll", "take", "--class", "7.3", "--session", "am", "--truant", "1"];
    for day in ["2026-07-02", "2026-07-03"] {
        place.on(day, &roll);
    }
    let register = ["register", "absence", "--class", "7.3", "--from", "2026-07-01", "--to", "2026-07-31"];
    let before = place.on(JULY, &register);
    assert!(before.contains("吴清和") && before.contains("陈老师"), "{before}");
    let turned = place.json(JULY, &["year", "turn"]);
    assert!(turned["warnings"].to_string().contains("个案未结"), "{turned}");
    assert_eq!(place.on(JULY, &register), before);
    let flags = place.json("2026-09-01", &["flags"]);
    let flag = &flags["flags"][0];
    assert_eq!((&flag["class"], &flag["streak_days"]), (&json!("八年级(3)班"), &json!(2)), "{flags}");

    let called = ["roll", "take", "--class", "8.3", "--session", "am"];
    place.on("2026-09-01", &called);
    assert!(place.refuses("2026-09-01", &["year", "turn", "--undo"]).contains("已经点名 1 次"));
}

#[test]
fn rolls_of_the_old_classes_stand_against_it() {
    let place = Place::school();
    place.write(
        "terms.csv",
        "日期,类型,说明\n2026-09-01,学期开始,2026—2027学年第一学期\n2027-01-22,学期结束,2026—2027学年第一学期\n",
    );
    place.on(JULY, &["import", "calendar", "terms.csv"]);
    place.on("2026-09-01", &["roll", "take", "--class", "7.3", "--session", "am"]);
    let said = place.refuses("2026-09-02", &["year", "turn"]);
    assert!(said.contains("已按旧班级点名 1 次") && said.contains("--on"), "{said}");
    place.on("2026-09-02", &["year", "turn", "--on", "2026-09-02"]);
    assert_eq!(place.enrolled("2026-09-02").len(), 3);
}

#[test]
fn who_goes_in_summer_does_not_rise() {
    let place = Place::school();
    place.on(JULY, &["year", "turn"]);
    let out = ["status", "T0001", "transfer-out", "--on", "2026-07-20", "--counterpart", "赣县中学"];
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2026-07-20"];
    place.on("2026-07-20", &[&out[..], &papers[..], &approved[..]].concat());
    assert_eq!(place.enrolled("2026-09-01"), ["林小雨 八年级(3)班", "陈小禾 八年级(4)班"]);
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);
}

/// One entry, one transaction: a program killed while it turns the year has turned it wholly or not at all.
#[test]
fn a_kill_leaves_the_year_turned_or_not() {
    let place = Place::school();
    let before = place.enrolled("2026-09-01").len();
    for wait in [5, 40, 80, 120, 200, 400] {
        let mut child =
            place.command(JULY, &["year", "turn"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(place.json(JULY, &["verify"])["sound"], true);
        match place.run(JULY, &["year", "turn", "--undo"]).status.code() {
            Some(0) => {}
            _ => assert_eq!(place.enrolled("2026-09-01").len(), before),
        }
    }
    assert_eq!(place.enrolled("2026-09-01").len(), before);
}

/// Terms that the turn proposed and the school has put right are the school's; the rest is taken back all the same.
#[test]
fn a_calendar_imported_since_stays() {
    let place = Place::school();
    place.on(JULY, &["year", "turn"]);
    let name = "2026—2027学年第一学期";
    place.write("terms.csv", &format!("日期,类型,说明\n2026-09-01,学期开始,{name}\n2027-01-22,学期结束,{name}\n"));
    place.on("2026-08-10", &["import", "calendar", "terms.csv"]);
    place.on("2026-08-11", &["year", "turn", "--undo"]);
    assert_eq!(place.enrolled("2026-09-01").len(), 4);
    let day =
        |date: &str| place.json("2026-08-11", &["calendar", "--from", date, "--to", date])[0]["school_day"].clone();
    assert_eq!((day("2027-01-22"), day("2027-01-25")), (json!(true), json!(false)));
    assert_eq!(place.json(JULY, &["verify"])["sound"], true);
}
