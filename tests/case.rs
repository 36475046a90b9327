//! A case on the command line, from the first empty seat to its close: stories S1 and S2 of the domain handbook.

mod place;

use place::Place;
use serde_json::Value;

impl Place {
    /// A school of two pupils in 七年级(3)班.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话,随迁子女\n\
                      七年级(3)班,1,陈小禾,男,T0001,陈大山,父亲,14200000001,否\n\
                      七年级(3)班,2,李沐阳,男,T0002,李小芳,母亲,14200000002,是\n";
        Place::with_roster("2025-09-01", roster)
    }

    fn rolls(&self, session: &str, marks: &[&str]) {
        let mut arguments = vec!["roll", "take", "--class", "7.3", "--date", self.today(), "--session", session];
        arguments.extend(marks);
        self.does(&arguments);
    }

    #[track_caller]
    fn case(&self, pupil: &str) -> Value {
        self.json(&["case", "show", pupil])
    }

    /// Stage, marks, and what is owed by its rule.
    #[track_caller]
    fn told(&self, pupil: &str) -> String {
        let case = self.case(pupil);
        let words = |list: &Value, of: fn(&Value) -> &Value| {
            let words = list.as_array().unwrap().iter().map(|it| of(it).as_str().unwrap());
            words.collect::<Vec<_>>().join(" ")
        };
        let owed = words(&case["owed"], |owed| &owed["rule"]);
        format!("{} [{}] {owed}", case["stage"].as_str().unwrap(), words(&case["flags"], |flag| flag))
    }
}

fn kinds(case: &Value) -> Vec<&str> {
    case["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect()
}

#[test]
fn s1_a_truant_who_comes_back() {
    let place = Place::school();
    let monday = place.on("2025-09-08");
    let none = monday.case("陈小禾");
    assert_eq!(
        (&none["stage"], &none["steps"], &none["owed"]),
        (&Value::Null, &Value::from(Vec::<u8>::new()), &Value::from(Vec::<u8>::new()))
    );
    monday.rolls("am", &["--unknown", "1"]);
    assert_eq!(monday.told("陈小禾"), "A0_open [] R1 R2");
    monday.does(&["contact", "陈小禾", "--by", "phone", "--reached", "yes", "--said", "早上骑车走了", "--at", "08:25"]);
    monday.rolls("pm", &["--truant", "1"]);
    assert_eq!(monday.told("陈小禾"), "A2_visiting [] R2");
    let owed = &monday.case("陈小禾")["owed"][0];
    assert_eq!(
        [&owed["rule"], &owed["what"], &owed["who"], &owed["due"], &owed["late_school_days"]],
        [&"R2".into(), &"home_visit".into(), &"homeroom".into(), &"2025-09-09".into(), &Value::from(0)]
    );

    let tuesday = place.on("2025-09-09");
    for session in ["am", "pm"] {
        tuesday.rolls(session, &["--truant", "1"]);
    }
    tuesday.does(&["contact", "陈小禾", "--by", "phone", "--reached", "yes", "--said", "不肯来"]);
    let visit = ["visit", "陈小禾", "--who", "陈老师、王老师", "--met", "母亲", "--found", "沉迷游戏"];
    tuesday.does(&[&visit[..], &["--at", "16:30"]].concat());
    tuesday.does(&["notice", "new", "陈小禾"]);
    assert_eq!(tuesday.told("陈小禾"), "A3_escalated [] R3");

    let wednesday = place.on("2025-09-10");
    wednesday.does(&["notice", "receipt", "1", "--by", "林校长"]);
    let close = ["case", "close", "陈小禾", "--exit", "E1"];
    assert!(wednesday.refuses(&[&close[..], &["--evidence", "家长答应"]].concat()).contains("还没有返校后的点名"));
    let excused = wednesday.refuses(&["case", "close", "陈小禾", "--exit", "E2", "--evidence", "假条"]);
    assert!(excused.contains("还有无故缺勤"), "{excused}");
    wednesday.does(&["case", "override", "陈小禾", "--stage", "A1", "--why", "误报"]);
    assert_eq!(wednesday.told("陈小禾"), "A1_contacted [overridden] ");
    assert!(wednesday.refuses(&["case", "override", "陈小禾", "--stage", "A9", "--why", "算了"]).contains("出口"));

    let thursday = place.on("2025-09-11");
    thursday.rolls("am", &[]);
    assert_eq!(thursday.case("陈小禾")["proposes"], "E1");
    let nothing = thursday.refuses(&close);
    assert!(nothing.contains("返校后的点名") && nothing.contains("返校谈话记录"), "{nothing}");
    let evidence = [&close[..], &["--evidence", "09-11 上午点名到校，返校谈话一次"]].concat();
    assert!(thursday.refuses(&evidence).contains("复核人"), "one person holds every role");
    assert!(thursday.refuses(&[&evidence[..], &["--second", "陈老师"]].concat()).contains("复核人"));
    place.write("谈话.txt", "谈话记录");
    thursday.does(&[&evidence[..], &["--second", "林校长", "--attach", "谈话.txt"]].concat());
    let case = thursday.case("陈小禾");
    assert_eq!(
        [&case["stage"], &case["exit"], &case["opened"], &case["closed"], &case["watch_until"]],
        [&"A7_watch".into(), &"E1".into(), &"2025-09-08".into(), &Value::Null, &"2025-10-14".into()]
    );
    let all =
        ["mark", "contact", "mark", "mark", "contact", "mark", "visit", "escalation", "receipt", "override", "closed"];
    let mut told = kinds(&case);
    told.sort_unstable();
    let mut expected = all.to_vec();
    expected.sort_unstable();
    assert_eq!(told, expected);
    let first = &case["steps"][0];
    assert_eq!([&first["on"], &first["kind"], &first["who"]], ["2025-09-08", "mark", "陈老师"]);

    let thursday = place.on("2025-09-18");
    assert_eq!(thursday.told("陈小禾"), "A7_watch [] R15");
    thursday.does(&["case", "step", "陈小禾", "talk", "--said", "状态好"]);
    assert_eq!(thursday.case("陈小禾")["owed"][0]["due"], "2025-09-25");
    // Within the watch an absence opens it again.
    let monday = place.on("2025-09-22");
    monday.rolls("am", &["--truant", "1"]);
    let again = monday.case("陈小禾");
    assert_eq!((&again["reopened"][0], &again["opened"]), (&"2025-09-22".into(), &"2025-09-08".into()));
    assert!(monday.told("陈小禾").starts_with("A3_escalated [reopened]"), "{}", monday.told("陈小禾"));
}

#[test]
fn s2_a_family_gone_to_another_province() {
    let place = Place::school();
    let thursday = place.on("2025-10-09");
    for session in ["am", "pm"] {
        thursday.rolls(session, &["--unknown", "2"]);
    }
    thursday.does(&["contact", "李沐阳", "--by", "phone", "--reached", "no", "--said", "关机", "--at", "08:10"]);
    let friday = place.on("2025-10-10");
    friday.rolls("am", &["--unknown", "2"]);
    let visit = ["visit", "李沐阳", "--who", "陈老师、王老师", "--met", "无人", "--found", "房东说十月三日走了"];
    friday.does(&[&visit[..], &["--at", "08:30"]].concat());
    assert_eq!(friday.told("李沐阳"), "A2_visiting [danger] R16 R1 R3 B3");
    let shown = friday.does(&["case", "show", "李沐阳"]);
    assert!(shown.starts_with("紧急") && shown.contains("先报警110"), "{shown}");
    let list = friday.json(&["case", "list", "--open"]);
    assert_eq!((&list[0]["name"], &list[0]["flags"][0]), (&"李沐阳".into(), &"danger".into()));
    let step = ["case", "step", "李沐阳"];
    friday.does(&[&step[..], &["clue", "--said", "回江西老家", "--source", "房东", "--gone"]].concat());
    friday.does(&[&step[..], &["police", "--number", "110-0815"]].concat());
    assert_eq!(friday.told("李沐阳"), "A2_visiting [danger] R1 R3 B3");
    friday.does(&[&step[..], &["safe", "--source", "房东看见一家人离开"]].concat());
    let case = friday.case("李沐阳");
    assert_eq!((&case["flags"], &case["trace"]), (&Value::from(Vec::<u8>::new()), &"B2_visited".into()));
    assert!(friday.refuses(&[&step[..], &["enter-suspected"]].concat()).contains("两件都发出"));
    let e5 = ["case", "close", "李沐阳", "--exit", "E5", "--evidence", "当地教育局回执"];
    assert!(friday.refuses(&e5).contains("还没有报校领导"));
    friday.does(&["notice", "new", "李沐阳"]);
    assert!(friday.refuses(&["case", "close", "李沐阳", "--exit", "E12", "--evidence", "批准"]).contains("E4"));

    let answered = place.on("2025-11-05");
    let slip = [&step[..], &["answered", "--how", "enrolled", "--said", "某小学五年级"]].concat();
    assert!(answered.refuses(&slip).contains("还没有寄过核查函"));
    friday.does(&["letter", "new", "verification", "李沐阳"]);
    answered.does(&[&step[..], &["answered", "--how", "enrolled", "--said", "某小学五年级"]].concat());
    let application = ["case", "close", "李沐阳", "--exit", "E3", "--evidence", "转学申请", "--second", "林校长"];
    assert!(answered.refuses(&application).contains("只有申请不够"));
    answered.does(&[&e5[..], &["--second", "林校长"]].concat());
    let case = answered.case("李沐阳");
    assert_eq!([&case["stage"], &case["exit"], &case["closed"]], ["A9_closed", "E5", "2025-11-05"]);
    assert!(kinds(&case).contains(&"police_told") && kinds(&case).contains(&"answered"));
    assert_eq!(answered.json(&["case", "list", "--open"]), Value::from(Vec::<u8>::new()));
    assert_eq!(answered.json(&["case", "list", "--stage", "A9_closed", "--class", "7.3"])[0]["exit"], "E5");
    assert_eq!(answered.json(&["case", "list", "--grade", "8"]), Value::from(Vec::<u8>::new()));
}

#[test]
fn what_a_step_needs_is_asked_for() {
    let place = Place::school();
    let day = place.on("2025-09-08");
    day.rolls("am", &["--unknown", "1"]);
    for wrong in [
        &["case", "step", "陈小禾", "talk"][..],
        &["case", "step", "陈小禾", "talk", "--said", ""],
        &["case", "step", "陈小禾", "found", "--place", "家"],
        &["case", "step", "陈小禾", "police", "--place", "家", "--number", "1"],
        &["case", "step", "陈小禾", "danger", "--how", "somehow"],
        &["case", "close", "陈小禾", "--exit", "E13", "--evidence", "x"],
        &["case", "override", "陈小禾", "--stage", "A1"],
    ] {
        assert_eq!(day.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert!(day.refuses(&["case", "step", "李沐阳", "reminded", "--said", "电话"]).contains("没有未结的个案"));
    assert!(day.refuses(&["case", "step", "陈小禾", "enter-dropout"]).contains("疑似"));
    assert!(day.refuses(&["case", "step", "陈小禾", "police", "--number", "1"]).contains("没有紧急情况"));
    assert!(day.refuses(&["case", "step", "陈小禾", "handed-over", "--to", "教育局"]).contains("移交"));
}
