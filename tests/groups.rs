//! Key groups and aid on the command line: entered, brought in, looked at, seen by those who may.

mod place;

use place::Place;
use serde_json::{Value, json};

impl Place {
    /// A school of four pupils, a homeroom teacher, the office and the leadership.
    fn school() -> Place {
        let roster = "班级,座号,姓名,学籍号,身份证件号,低保,住校\n\
            七年级(3)班,1,吴清和,T0001,350212201305150024,是,是\n七年级(3)班,2,林小雨,T0002,350212201305150075,,\n\
            七年级(3)班,3,陈小禾,T0003,350212201305150104,,\n七年级(4)班,1,何星野,T0004,,,\n";
        let place = Place::with_roster("2025-09-25", roster);
        let list = "区残联名单\n姓名,身份证号,残疾证号\n林小雨,350212201305150075,35021220130515007541\n\
            外校生,350212201305150163,\n何星野,350212201305150139,\n林小雨,350212201305150070,\n";
        place.write("list.csv", list);
        for (name, role) in [("王老师", "homeroom"), ("李主任", "affairs"), ("林校长", "leadership")] {
            let class: &[&str] = if role == "homeroom" { &["--class", "7.3"] } else { &[] };
            place.does(&[&["staff", "add", name, "--role", role], class].concat());
        }
        place
    }
}

const LEADER: [&str; 2] = ["--as", "林校长"];
const OFFICE: [&str; 2] = ["--as", "李主任"];
const TEACHER: [&str; 2] = ["--as", "王老师"];

#[test]
fn a_list_is_matched_by_number_and_ends_nothing() {
    let place = Place::school();
    let import = ["import", "group", "list.csv", "--kind", "disabled", "--source", "区残联2025年名单"];
    let preview = place.json(&[&OFFICE[..], &import, &["--dry-run"]].concat());
    assert_eq!(preview["recorded"], false);
    assert_eq!(preview["found"][0]["name"], "林小雨");
    assert_eq!(preview["not_here"][0]["name"], "外校生");
    assert_eq!(preview["maybe"][0], json!({"thing": "listed", "row": 5, "name": "何星野", "class": "七年级(4)班"}));
    assert_eq!(preview["faults"][0]["kind"], "id_check_digit");
    assert_eq!(place.json(&[&LEADER[..], &["groups", "list"]].concat()).as_array().unwrap().len(), 1);

    let said = place.tells(&[&OFFICE[..], &import].concat());
    assert!(said.contains("不在本校：") && said.contains("groups add"), "{said}");
    let again = place.json(&[&OFFICE[..], &import].concat());
    assert_eq!((&again["recorded"], &again["unchanged"]), (&json!(false), &json!(1)));
    let row = &place.json(&[&OFFICE[..], &["groups", "list", "--kind", "disabled"]].concat())[0];
    assert_eq!((&row["source"], &row["by"]), (&json!("区残联2025年名单"), &json!("fact")));

    let dibao = ["import", "group", "list.csv", "--kind", "dibao", "--source", "区民政局名单"];
    let proposed = place.json(&[&OFFICE[..], &dibao].concat());
    assert_eq!(proposed["not_on_list"][0]["name"], "吴清和");
    let still = place.json(&[&OFFICE[..], &["groups", "list", "--kind", "dibao"]].concat());
    assert_eq!(still.as_array().unwrap().len(), 2, "nothing ends by a list");
    place.does(&[&OFFICE[..], &["groups", "end", "吴清和", "--kind", "dibao", "--on", "2025-09-24"]].concat());
    let left = place.json(&[&OFFICE[..], &["groups", "list", "--kind", "dibao"]].concat());
    assert_eq!(left.as_array().unwrap().len(), 1);
    let before = ["groups", "list", "--kind", "dibao", "--on", "2025-09-24"];
    assert_eq!(place.json(&[&OFFICE[..], &before].concat())[0]["source"], "花名册");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// Of what was entered by mistake or is over, the next class list says nothing new.
#[test]
fn an_ended_membership_stays_ended_and_numbers_in_grounds_are_masked() {
    let place = Place::school();
    let import = ["import", "group", "list.csv", "--kind", "disabled", "--source", "区残联2025年名单"];
    place.does(&[&OFFICE[..], &import].concat());
    let row = &place.json(&[&OFFICE[..], &["groups", "list", "--kind", "disabled"]].concat())[0];
    assert_eq!(row["ground"], "****7541");
    place.does(&[&OFFICE[..], &["groups", "end", "吴清和", "--kind", "dibao", "--on", "2025-09-24"]].concat());
    let roster = "班级,座号,姓名,学籍号,身份证件号,低保\n七年级(3)班,1,吴清和,T0001,350212201305150024,是\n";
    place.write("again.csv", roster);
    place.does(&["import", "roster", "again.csv"]);
    let listed = |on: &'static str| {
        place
            .json(&[&OFFICE[..], &["groups", "list", "--kind", "dibao", "--on", on]].concat())
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((listed("2025-09-24"), listed("2025-09-25")), (1, 0));
    let again = place.refuses(&[&OFFICE[..], &["groups", "end", "吴清和", "--kind", "dibao"]].concat());
    assert!(again.contains("不在这一类"), "{again}");
}

#[test]
fn what_cannot_be_is_refused_and_told() {
    let place = Place::school();
    let long = "字".repeat(601);
    let add = ["groups", "add", "陈小禾", "--kind", "left_behind"];
    let refused = |rest: &[&str]| place.refuses(&[&OFFICE[..], rest].concat());
    assert!(refused(&[&add[..], &["--source", &long]].concat()).contains("最多写 600 个字"));
    assert!(refused(&[&add[..], &["--source", "监护人", "--ground", &long]].concat()).contains("最多写 600 个字"));
    let early = [&add[..], &["--source", "监护人", "--from", "2010-01-01"]].concat();
    assert!(refused(&early).contains("2013-05-15 出生"));
    let give = ["aid", "give", "陈小禾", "nutrition"];
    assert!(refused(&[&give[..], &["--paper", &long]].concat()).contains("最多写 600 个字"));
    let twice = ["groups", "round", "2025-09", "--seen", "吴清和", "--not-seen", "吴清和"];
    assert!(refused(&twice).contains("吴清和：同一名学生只能记一种"));
    place.does(&["staff", "add", "何老师", "--role", "homeroom", "--class", "7.4"]);
    let round = place.json(&["--as", "何老师", "groups", "round", "2025-09"]);
    assert_eq!((&round["pupils"], &round["closed"], &round["rows"]), (&Value::Null, &Value::Null, &json!([])));
    let log = ["log", "add", "meeting", "--who", "全体", "--what", "研究缺勤"];
    place.does(&log);
    assert!(place.refuses(&log).contains("没有重复登记"));
    assert!(place.refuses(&["log", "add", "meeting", "--who", " ", "--what", "另一次"]).contains("由谁"));
}

#[test]
fn what_is_for_the_leadership_reads_see_leadership_for_others() {
    let place = Place::school();
    let sealed = ["groups", "add", "林小雨", "--kind", "judicial", "--source", "公安机关"];
    assert!(place.refuses(&[&TEACHER[..], &sealed].concat()).contains("只限校领导"));
    place.does(&[&LEADER[..], &sealed].concat());
    let seen = place.json(&[&TEACHER[..], &["groups", "list", "--class", "7.3"]].concat());
    let [dibao, other] = seen.as_array().unwrap().as_slice() else { panic!("{seen}") };
    assert_eq!((&dibao["kind"], &dibao["by"]), (&json!("dibao"), &json!("roster")));
    assert_eq!(
        (&other["kind"], &other["see_leadership"], &other["source"]),
        (&Value::Null, &json!(true), &Value::Null)
    );
    assert!(place.tells(&[&TEACHER[..], &["groups", "list"]].concat()).contains("见校领导"));
    assert!(!place.tells(&["journal", "--last", "3"]).contains("涉案"));
    assert_eq!(place.json(&[&TEACHER[..], &["pupil", "林小雨"]].concat())["groups"], json!([]));
    assert_eq!(place.json(&[&LEADER[..], &["pupil", "林小雨"]].concat())["groups"], json!(["judicial"]));
    let paper = place.tells(&[&TEACHER[..], &["register", "key-groups", "--class", "7.3"]].concat());
    assert!(paper.contains("吴清和") && !paper.contains("林小雨"), "{paper}");
    let others = place.refuses(&[&TEACHER[..], &["register", "key-groups", "--class", "7.4"]].concat());
    assert!(others.contains("班主任"), "{others}");
    let import = ["import", "group", "list.csv", "--kind", "health", "--source", "心理室"];
    assert!(place.refuses(&[&OFFICE[..], &import].concat()).contains("只限校领导"));
    assert!(
        place
            .refuses(&[&LEADER[..], &["groups", "add", "林小雨", "--kind", "returned", "--source", "x"]].concat())
            .contains("个案")
    );
}

#[test]
fn the_round_closes_when_all_are_in() {
    let place = Place::school();
    place.does(
        &[&TEACHER[..], &["groups", "add", "陈小禾", "--kind", "left_behind", "--source", "监护人说明"]].concat(),
    );
    assert!(place.tells(&[&TEACHER[..], &["todo"]].concat()).contains("9月重点群体排查，还有 2 人"));
    let round = ["groups", "round", "2025-09", "--class", "7.3"];
    let open = place.json(&[&TEACHER[..], &round].concat());
    assert_eq!((&open["pupils"], &open["checked"], &open["closed"]), (&json!(2), &json!(0), &json!(false)));
    let looks = ["--seen", "吴清和", "--changed", "陈小禾", "--note", "已联系祖母"];
    let closed = place.json(&[&TEACHER[..], &round, &looks].concat());
    assert_eq!((&closed["checked"], &closed["closed"]), (&json!(2), &json!(true)));
    assert_eq!((&closed["rows"][1]["finding"], &closed["rows"][1]["by"]), (&json!("changed"), &json!("王老师")));
    assert!(!place.tells(&[&TEACHER[..], &["todo"]].concat()).contains("排查"));
    let not_in_it = place.refuses(&[&TEACHER[..], &round, &["--seen", "林小雨"]].concat());
    assert!(not_in_it.contains("不在这个月的排查名单里"), "{not_in_it}");
    assert!(
        place
            .refuses(&[&TEACHER[..], &["groups", "round", "2025-10", "--seen", "吴清和"]].concat())
            .contains("还没有到")
    );
    assert_eq!(place.run(&["groups", "round", "2025-13"]).status.code(), Some(2));
}

#[test]
fn aid_is_due_by_rule_given_by_the_office_and_whoever_is_left_out_is_named() {
    let place = Place::school();
    let list = place.json(&[&OFFICE[..], &["aid", "list", "--left-out"]].concat());
    let kinds: Vec<&str> = list["rows"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["two-exempt", "nutrition", "boarders"], "吴清和 is of 低保 and boards");
    assert!(place.tells(&[&OFFICE[..], &["todo"]].concat()).contains("应助未助 1 人"));
    let give =
        ["aid", "give", "吴清和", "两免一补", "--from", "2025-09-01", "--until", "2026-01-30", "--amount", "625"];
    assert!(place.refuses(&[&TEACHER[..], &give].concat()).contains("德育处"));
    place.does(&[&OFFICE[..], &give, &["--paper", "同教助〔2025〕18号"]].concat());
    assert!(place.refuses(&[&OFFICE[..], &give].concat()).contains("2025-09-01"));
    assert!(!place.tells(&[&OFFICE[..], &["todo"]].concat()).contains("应助未助"));
    let list = place.json(&[&OFFICE[..], &["aid", "list", "--kind", "two-exempt"]].concat());
    assert_eq!(
        list["totals"],
        json!([{
            "kind": "two-exempt", "name": "两免一补", "due": 1, "given": 1, "left_out": 0, "beyond": 0,
            "amount": "625.00"
        }])
    );
    assert_eq!(list["rows"][0]["grounds"], json!(["dibao"]));
    assert_eq!(list["rows"][0]["given"][0]["paper"], "同教助〔2025〕18号");
    let states: Vec<Value> = place.json(&["--as", "李主任", "register", "aid"])["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["state"].clone())
        .collect();
    assert_eq!(states, ["已助", "应助未助", "应助未助"]);

    place.does(&[&OFFICE[..], &["aid", "kind", "add", "免校服费", "--group", "migrant", "--boarders-only"]].concat());
    place.does(&[&OFFICE[..], &["aid", "kind", "add", "nutrition", "--group", "orphan"]].concat());
    let kinds = place.json(&["aid", "kinds"]);
    assert_eq!((&kinds[2]["name"], &kinds[2]["groups"]), (&json!("营养改善"), &json!(["orphan"])));
    assert_eq!((&kinds[4]["name"], &kinds[4]["own"]), (&json!("免校服费"), &json!(true)));
    let all = ["aid", "give-all", "boarders", "--amount", "500"];
    assert!(place.refuses(&[&TEACHER[..], &all].concat()).contains("德育处"));
    let said = place.tells(&[&OFFICE[..], &all].concat());
    assert!(said.contains("寄宿生补助 1 人"), "{said}");
    assert!(place.tells(&[&OFFICE[..], &all].concat()).contains("没有应助未助"));
    let boarders = place.json(&[&OFFICE[..], &["aid", "list", "--kind", "boarders"]].concat());
    assert_eq!(boarders["rows"][0]["given"][0]["until"], "2026-01-30", "of the term");
    place.does(&[&OFFICE[..], &["aid", "end", "吴清和", "two-exempt", "--on", "2025-09-30"]].concat());
    assert!(place.refuses(&[&OFFICE[..], &["aid", "give", "吴清和", "奖学金"]].concat()).contains("免校服费"));
    assert_eq!(place.run(&["aid", "give", "吴清和", "两免一补", "--amount", "很多"]).status.code(), Some(2));
}

#[test]
fn a_headcount_counts_who_was_there() {
    let place = Place::school();
    assert!(place.tells(&["aid", "headcount"]).contains("没有点名"));
    let roll = ["roll", "take", "--class", "7.3", "--date", "2025-09-24", "--session", "am", "--truant", "1"];
    place.does(&roll);
    let counts = place.json(&["aid", "headcount"]);
    assert_eq!(counts, json!([{"date": "2025-09-24", "class": "七年级(3)班", "expected": 3, "present": 2}]));
}
