//! The year's turn on the command line: reviewed, recorded as one step, taken back as one.

mod place;

use place::Place;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

const JULY: &str = "2026-07-10";

impl Place {
    /// A junior school: three pupils of grade seven in two classes, one of grade nine; its year of
    /// 2025—2026 has ended.
    fn school() -> Place {
        let place = Place::empty("2025-09-01");
        place.write("passphrase", "菊花 and 42\n");
        place.write(
            "roster.csv",
            "班级,座号,姓名,学籍号,入学日期\n七年级(3)班,1,吴清和,T0001,2025-09-01\n七年级(3)班,2,林小雨,T0002,2025-09-01\n\
             七年级(4)班,1,陈小禾,T0003,2025-09-01\n九年级(1)班,1,周子墨,T0004,2025-09-01\n",
        );
        place.write("staff.csv", "姓名,职务,班级\n陈老师,班主任,七年级(3)班\n林老师,班主任,九年级(1)班\n");
        let begin =
            ["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30", "--term", "2026-02-26..2026-07-03"];
        place.does(&[&begin[..], &["--name", "郑校长"]].concat());
        place.does(&["import", "roster", "roster.csv"]);
        place.does(&["import", "staff", "staff.csv"]);
        place.on(JULY)
    }

    /// Names and classes of those enrolled on a day.
    fn enrolled(&self, day: &str) -> Vec<String> {
        let pupils = self.on(day).json(&["pupils"]);
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
    let preview = place.tells(&["year", "turn", "--dry-run"]);
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

    let turned = place.json(&["year", "turn"]);
    assert_eq!((&turned["recorded"], &turned["rising"], &turned["graduates"]), (&json!(true), &json!(3), &json!(1)));
    assert_eq!(
        turned["classes"][0],
        json!({"from": "七年级(3)班", "to": "八年级(3)班", "pupils": 2, "homeroom": ["陈老师"]})
    );
    assert_eq!(turned["classes"][2]["to"], Value::Null, "who graduates goes to no class");
    assert_eq!(place.enrolled("2026-08-31"), before, "until its day nothing is otherwise");
    assert_eq!(place.enrolled("2026-09-01"), ["吴清和 八年级(3)班", "林小雨 八年级(3)班", "陈小禾 八年级(4)班"]);
    let changes = place.json(&["status", "list"]);
    let row = &changes[0];
    assert_eq!((&row["kind"], &row["in_effect"]), (&json!("graduate"), &json!(true)));
    assert!(place.refuses(&["year", "turn"]).contains("已经升级过"));
    assert!(place.on("2026-09-03").refuses(&["year", "turn"]).contains("一学年只升一次"));
    assert_eq!(place.json(&["verify"])["sound"], true);

    let undone = place.json(&["year", "turn", "--undo"]);
    assert_eq!(undone, json!({"undone": 2026, "on": "2026-09-01"}));
    assert_eq!(place.enrolled("2026-09-01"), before);
    assert_eq!(place.json(&["status", "list"]), json!([]));
    let staff = place.json(&["staff", "list"]);
    assert!(staff.to_string().contains("七年级(3)班") && !staff.to_string().contains("八年级"), "{staff}");
    assert!(place.refuses(&["year", "turn", "--undo"]).contains("没有可撤销的"));
    place.does(&["year", "turn"]);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn class_lists_come_from_a_sheet_wholly_or_not_at_all() {
    let place = Place::school();
    place.write(
        "faulty.csv",
        "学籍号,姓名,新班级,座号,班主任\nT0001,吴清和,八年级(1)班,1,林老师\nT0003,陈小禾,九年级(1)班,2,\n,新来的,八年级(1)班,3,\n",
    );
    let lists = ["year", "turn", "--classes", "faulty.csv"];
    let (printed, said) = place.both(1, &[&lists[..], &["--faulty", "mend.csv"]].concat());
    let said = printed + &said;
    assert!(said.contains("分班名单有 2 行有误") && said.contains("第 3 行"), "{said}");
    assert!(said.contains("新生请用"), "{said}");
    assert!(fs::read_to_string(place.path().join("mend.csv")).unwrap().contains("T0003"));
    assert_eq!(place.json(&lists)["faults"].as_array().unwrap().len(), 2);
    assert!(place.enrolled("2026-09-01").contains(&"周子墨 九年级(1)班".to_owned()), "nothing was written");

    place.write(
        "lists.csv",
        "原班级,学籍号,姓名,新班级,座号,班主任\n七年级(3)班,T0001,吴清和,八年级(1)班,7,林老师\n,,陈小禾,八(1),8,\n",
    );
    let lists = ["year", "turn", "--classes", "lists.csv", "--on", "2026-08-31"];
    let turned = place.json(&lists);
    assert_eq!(turned["recorded"], true);
    assert!(turned["warnings"].to_string().contains("不在分班名单里"), "林小雨 is in no list");
    assert_eq!(place.enrolled("2026-08-31"), ["吴清和 八年级(1)班", "林小雨 八年级(3)班", "陈小禾 八年级(1)班"]);
    let staff = place.json(&["staff", "list"]).to_string();
    assert!(staff.contains("八年级(1)班") && staff.contains("八年级(3)班"), "{staff}");

    // New pupils come with their roster, and begin with the new year though it is still summer.
    place.write("new.csv", "班级,姓名,学籍号\n七年级(1)班,新同学,T0101\n");
    place.on("2026-08-20").does(&["import", "roster", "new.csv"]);
    assert!(!place.enrolled("2026-08-20").iter().any(|it| it.contains("新同学")));
    assert!(place.enrolled("2026-08-31").contains(&"新同学 七年级(1)班".to_owned()));
}

#[test]
fn class_teachers_alone_come_from_a_sheet_with_a_row_a_class() {
    let place = Place::school();
    place.write("teachers.csv", "班级,班主任\n八年级(4)班,陈老师\n七年级(1)班,新老师\n");
    let turned = place.json(&["year", "turn", "--classes", "teachers.csv"]);
    let warned = turned["warnings"].to_string();
    assert!(warned.contains("八年级(3)班 还没有班主任") && !warned.contains("八年级(4)班"), "{warned}");
    assert!(place.json(&["staff", "list"]).to_string().contains("新老师"));
}

/// In the summer everybody still holds last year's posts; those of the coming year stand apart, with their day.
#[test]
fn posts_of_the_coming_year_are_not_shown_as_held() {
    let place = Place::school();
    place.does(&["year", "turn"]);
    let post = |staff: &Value, name: &str, key: &str| {
        let of = staff.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        of[key].clone()
    };
    let staff = place.json(&["staff", "list"]);
    let class = |class: &str| json!({"role": "homeroom", "class": class, "grade": null});
    let with = |mut post: Value, key: &str, day: &str| {
        post[key] = json!(day);
        post
    };
    assert_eq!(post(&staff, "陈老师", "posts"), json!([with(class("七年级(3)班"), "until", "2026-08-31")]));
    assert_eq!(post(&staff, "陈老师", "coming"), json!([with(class("八年级(3)班"), "from", "2026-09-01")]));
    assert_eq!(post(&staff, "林老师", "coming"), json!([]), "the class has graduated");
    let text = place.tells(&["staff", "list"]);
    assert!(text.contains("七年级(3)班班主任（到 2026-08-31）、八年级(3)班班主任（自 2026-09-01 起）"), "{text}");
    let said = place.tells(&["staff", "add", "林老师", "--role", "affairs"]);
    assert!(said.contains("林老师 自 2026-09-01 起任"), "{said}");

    let staff = place.on("2026-09-01").json(&["staff", "list"]);
    assert_eq!(post(&staff, "陈老师", "posts"), json!([class("八年级(3)班")]));
    assert_eq!(post(&staff, "陈老师", "coming"), json!([]));
}

/// A change of status from before the turn is taken along by its undo; one from its first day, or another post, stands in
/// the way, and is named with how it is taken back. Once it is, the turn goes back whole.
#[test]
fn a_turn_goes_back_after_what_was_recorded_since() {
    let place = Place::school();
    let before = place.enrolled(JULY);
    place.write("lists.csv", "学籍号,新班级,座号\nT0001,八年级(1)班,7\n");
    place.does(&["year", "turn", "--classes", "lists.csv"]);
    let turned = place.enrolled("2026-09-01");
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2026-07-20"];
    let out = |pupil: &'static str| {
        let out = ["status", pupil, "transfer-out", "--on", "2026-07-20", "--counterpart", "赣县中学"];
        [&out[..], &papers[..], &approved[..]].concat()
    };
    place.on("2026-07-20").does(&out("T0001"));
    place.on("2026-07-20").does(&out("T0004"));
    place.on("2026-07-21").does(&["status", "T0002", "class", "--class", "8.4", "--on", "2026-09-01"]);
    place.on("2026-07-22").does(&["staff", "add", "陈老师", "--role", "affairs"]);
    let undo = ["year", "turn", "--undo"];
    let refused = place.on("2026-07-23").refuses(&undo);
    assert!(refused.contains("林小雨") && refused.contains("按 F9"), "{refused}");
    place.on("2026-07-23").does(&["status", "withdraw", "T0002"]);
    let refused = place.on("2026-07-23").refuses(&undo);
    assert!(refused.contains("陈老师的职务"), "{refused}");
    place.on("2026-07-23").does(&["staff", "end", "陈老师", "--role", "affairs"]);
    for pupil in ["T0004", "T0001"] {
        place.on("2026-07-23").does(&["status", "withdraw", pupil]);
    }
    assert_eq!(place.enrolled("2026-09-01"), turned, "withdrawn, a change gives back what the turn had said");
    assert_eq!(place.json(&["verify"])["sound"], true);
    place.on("2026-07-23").does(&undo);
    assert_eq!(place.enrolled("2026-09-01"), before);
    assert_eq!(place.json(&["status", "list"]), json!([]));
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// Who has gone into one of the new classes on a later day, and who was given one, rests on the turn: without it there
/// would be no such class.
#[test]
fn what_rests_on_the_new_classes_stands_in_the_way() {
    let place = Place::school();
    let before = place.enrolled(JULY);
    place.does(&["year", "turn"]);
    let undo = ["year", "turn", "--undo"];
    place.on("2026-07-21").does(&["status", "T0003", "class", "--class", "8.3", "--on", "2026-09-02"]);
    let refused = place.on("2026-07-22").refuses(&undo);
    assert!(refused.contains("陈小禾") && refused.contains("按 F9"), "{refused}");
    place.on("2026-07-22").does(&["status", "withdraw", "T0003"]);
    place.on("2026-07-22").does(&["staff", "add", "郑新", "--role", "homeroom", "--class", "8.4"]);
    let refused = place.on("2026-07-22").refuses(&undo);
    assert!(refused.contains("郑新的职务"), "{refused}");
    place.on("2026-07-22").does(&["staff", "end", "郑新", "--role", "homeroom"]);
    place.on("2026-07-22").does(&undo);
    assert_eq!(place.enrolled("2026-09-01"), before);
}

/// Who graduates leaves once: a transfer that begins after the turn stands against it.
#[test]
fn nobody_graduates_and_leaves_later() {
    let place = Place::school();
    let out = ["status", "T0004", "transfer-out", "--on", "2026-09-10", "--counterpart", "赣县中学"];
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2026-06-20"];
    place.on("2026-06-20").does(&[&out[..], &papers[..], &approved[..]].concat());
    let (printed, _) = place.both(1, &["year", "turn"]);
    assert!(printed.contains("只能有一个去向"), "{printed}");
}

/// A term's rolls stay those of the class that was called; nothing of them is lost with the turn.
#[test]
fn last_year_reads_in_last_years_class_names() {
    let place = Place::school();
    let roll = ["roll", "take", "--class", "7.3", "--session", "am", "--truant", "1"];
    for day in ["2026-07-02", "2026-07-03"] {
        place.on(day).does(&roll);
    }
    let register = ["register", "absence", "--class", "7.3", "--from", "2026-07-01", "--to", "2026-07-31"];
    let before = place.tells(&register);
    assert!(before.contains("吴清和") && before.contains("陈老师"), "{before}");
    let turned = place.json(&["year", "turn"]);
    assert!(turned["warnings"].to_string().contains("个案未结"), "{turned}");
    assert_eq!(place.tells(&register), before);
    let flags = place.on("2026-09-01").json(&["flags"]);
    let flag = &flags["flags"][0];
    assert_eq!((&flag["class"], &flag["streak_days"]), (&json!("八年级(3)班"), &json!(2)), "{flags}");

    let called = ["roll", "take", "--class", "8.3", "--session", "am"];
    place.on("2026-09-01").does(&called);
    assert!(place.on("2026-09-01").refuses(&["year", "turn", "--undo"]).contains("已经点名 1 次"));
}

#[test]
fn rolls_of_the_old_classes_stand_against_it() {
    let place = Place::school();
    place.write(
        "terms.csv",
        "日期,类型,说明\n2026-09-01,学期开始,2026—2027学年第一学期\n2027-01-22,学期结束,2026—2027学年第一学期\n",
    );
    place.does(&["import", "calendar", "terms.csv"]);
    place.on("2026-09-01").does(&["roll", "take", "--class", "7.3", "--session", "am"]);
    let (plan, _) = place.on("2026-09-02").both(1, &["year", "turn"]);
    assert!(plan.contains("已按旧班级点名 1 次") && plan.contains("--on"), "{plan}");
    place.on("2026-09-02").does(&["year", "turn", "--on", "2026-09-02"]);
    assert_eq!(place.enrolled("2026-09-02").len(), 3);
}

#[test]
fn who_goes_in_summer_does_not_rise() {
    let place = Place::school();
    place.does(&["year", "turn"]);
    let out = ["status", "T0001", "transfer-out", "--on", "2026-07-20", "--counterpart", "赣县中学"];
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2026-07-20"];
    place.on("2026-07-20").does(&[&out[..], &papers[..], &approved[..]].concat());
    assert_eq!(place.enrolled("2026-09-01"), ["林小雨 八年级(3)班", "陈小禾 八年级(4)班"]);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// One entry, one transaction: a program killed while it turns the year has turned it wholly or not at all. It is killed where
/// it stands for certain: while it waits for the passphrase, behind each line of the review that it prints before it records,
/// and behind the word that it has.
#[cfg(unix)]
#[test]
fn a_kill_leaves_the_year_turned_or_not() {
    let place = Place::school();
    let before = place.enrolled("2026-09-01");
    let undone = || {
        assert_eq!(place.json(&["verify"])["sound"], true);
        let undone = place.run(&["year", "turn", "--undo"]).status.success();
        assert_eq!(place.enrolled("2026-09-01"), before);
        undone
    };
    let turning = |passphrase: &str, input: Stdio| {
        let mut command = place.command_with(passphrase, &["year", "turn"]);
        command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let kill = |mut child: Child| {
        let _ = child.kill();
        child.wait().unwrap();
    };

    // Whoever cannot read the passphrase to its end has opened nothing.
    kill(turning("/dev/stdin", Stdio::piped()));
    assert!(!undone());

    let review = place.does(&["year", "turn", "--dry-run"]).lines().count();
    assert!(review > 3);
    for lines in 1..=review {
        let mut child = turning("passphrase", Stdio::null());
        // The pipe stays open: whoever loses its reader ends by itself.
        let mut printed = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(printed.by_ref().take(lines).count(), lines);
        kill(child);
        // Turned or not: either is whole.
        undone();
    }

    let mut child = turning("passphrase", Stdio::null());
    let mut printed = child.stdout.take().unwrap();
    std::io::copy(&mut printed, &mut std::io::sink()).unwrap();
    let mut word = [0];
    child.stderr.as_mut().unwrap().read_exact(&mut word).unwrap();
    kill(child);
    assert!(undone(), "what was said to be recorded is");
}

/// Terms that the turn proposed and the school has put right are the school's; the rest is taken back all the same.
#[test]
fn a_calendar_imported_since_stays() {
    let place = Place::school();
    place.does(&["year", "turn"]);
    let name = "2026—2027学年第一学期";
    place.write("terms.csv", format!("日期,类型,说明\n2026-09-01,学期开始,{name}\n2027-01-22,学期结束,{name}\n"));
    place.on("2026-08-10").does(&["import", "calendar", "terms.csv"]);
    place.on("2026-08-11").does(&["year", "turn", "--undo"]);
    assert_eq!(place.enrolled("2026-09-01").len(), 4);
    let day =
        |date: &str| place.on("2026-08-11").json(&["calendar", "--from", date, "--to", date])[0]["school_day"].clone();
    assert_eq!((day("2027-01-22"), day("2027-01-25")), (json!(true), json!(false)));
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// Last year's list, imported after the turn, in summer or in autumn: nobody goes back to the old class, and who has
/// graduated stays away. A class of the new year that a list names is followed, since nothing says otherwise.
#[test]
fn an_old_roster_leads_nobody_back_over_the_turn() {
    let place = Place::school();
    place.does(&["year", "turn"]);
    let turned = place.enrolled("2026-09-01");
    place.write(
        "names.csv",
        "班级,姓名\n七年级(3)班,吴清和\n七年级(3)班,林小雨\n七年级(4)班,陈小禾\n九年级(1)班,周子墨\n",
    );
    for day in ["2026-08-10", "2026-09-02", "2027-03-10"] {
        for list in ["roster.csv", "names.csv"] {
            let told = place.on(day).tells(&["import", "roster", list]);
            assert!(told.contains("新增 0，变更 0") && told.contains("不改动 4"), "{day} {list}: {told}");
            assert!(told.contains("八年级(3)班 吴清和 ****0001：已升入 2026 学年的班级（2026-09-01 起），名册里班级写 七年级(3)班：不改动"), "{told}");
            assert!(
                told.contains("九年级(1)班 周子墨 ****0004：已登记毕业（2026-09-01 起），名册里还有：不改动"),
                "{told}"
            );
            assert_eq!(place.enrolled("2026-09-02"), turned, "{day} {list}");
        }
    }
    place.write("new.csv", "班级,姓名,学籍号\n八年级(4)班,吴清和,T0001\n");
    let told = place.on("2026-09-02").tells(&["import", "roster", "new.csv"]);
    assert!(told.contains("变更 1"), "{told}");
    assert!(place.enrolled("2026-09-02").contains(&"吴清和 八年级(4)班".to_owned()));
    let told = place.on("2026-09-03").tells(&["import", "roster", "roster.csv"]);
    assert!(told.contains("不改动 4"), "the turn holds after a list has moved somebody within the grade: {told}");
    // In a year that nobody turned to, a list leads a grade up.
    place.write("next.csv", "班级,姓名,学籍号\n九年级(3)班,林小雨,T0002\n");
    assert!(place.on("2027-09-02").tells(&["import", "roster", "next.csv"]).contains("变更 1"));
}

/// A name that nobody bears and a class that is none are told before they are recorded, and a fault says of whom it is.
#[test]
fn what_may_be_mistyped_in_class_lists_is_told() {
    let place = Place::school();
    place.write("lists.csv", "学籍号,新班级,班主任\nT0001,八年级(3)班,陈老帅\nT0002,八年级(13)班,\n");
    let told = place.tells(&["year", "turn", "--classes", "lists.csv", "--dry-run"]);
    assert!(told.contains("陈老帅不在教职工名单里") && told.contains("八年级(13)班 不是由哪个班升上来的"), "{told}");
    place.write("teachers.csv", "班级,班主任\n八年级(33)班,陈老师\n");
    let told = place.tells(&["year", "turn", "--classes", "teachers.csv", "--dry-run"]);
    assert!(told.contains("八年级(33)班 有班主任，没有学生"), "{told}");
    place.write("faulty.csv", "学籍号,新班级\nT0003,九年级(1)班\n");
    let (printed, said) = place.both(1, &["year", "turn", "--classes", "faulty.csv"]);
    assert!((printed.clone() + &said).contains("第 2 行 陈小禾 新班级"), "{printed}{said}");
}
