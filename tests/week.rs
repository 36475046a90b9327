//! The grade lead's week as scripts call it: its JSON, its signature, its files.

mod place;

use calamine::{Data, Reader, Xlsx};
use place::Place;
use serde_json::Value;
use std::fs;
use std::io::Cursor;

impl Place {
    /// Two classes; one pupil away since the week before, one since Wednesday, one back on Tuesday; a roll missing.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号\n\
             七年级(1)班,1,张伟,男,T0001\n七年级(1)班,2,李静,女,T0002\n\
             七年级(1)班,3,林𬭎,男,T0003\n七年级(1)班,4,陈思,女,T0004\n\
             八年级(2)班,1,王强,男,T0005\n";
        let place = Place::with_roster("2025-09-12", roster);
        for (day, away) in [("04", "1"), ("05", "1,3"), ("08", "1,3"), ("09", "1"), ("10", "1,2"), ("11", "1,2")] {
            let date = format!("2025-09-{day}");
            for session in ["am", "pm"] {
                if (day, session) != ("09", "pm") {
                    place.takes("7.1", &date, session, &["--truant", away]);
                }
                place.takes("8.2", &date, session, &[]);
            }
        }
        place
    }

    fn takes(&self, class: &str, date: &str, session: &str, marks: &[&str]) {
        let mut arguments = vec!["roll", "take", "--class", class, "--date", date, "--session", session];
        arguments.extend(marks);
        self.does(&arguments);
    }
}

fn pupil<'a>(week: &'a Value, no: &str) -> &'a Value {
    week["pupils"].as_array().unwrap().iter().find(|row| row["student_no"] == no).unwrap_or_else(|| panic!("{week:#}"))
}

#[test]
fn the_json_of_a_week() {
    let place = Place::school();
    let week = place.json(&["week", "2025-W37"]);
    assert_eq!(
        (&week["week"], &week["from"], &week["to"]),
        (&"2025-W37".into(), &"2025-09-08".into(), &"2025-09-14".into())
    );
    assert_eq!((&week["scope"], &week["signed"]), (&"school".into(), &Value::Null));
    assert_eq!(place.json(&["week"]), week, "without a week that of the date acted for");

    let [seven, eight] = week["classes"].as_array().unwrap().as_slice() else { panic!("{week:#}") };
    assert_eq!((&seven["class"], &eight["class"]), (&"七年级(1)班".into(), &"八年级(2)班".into()));
    let day = |class: &Value, nth: usize| {
        let day = &class["days"][nth];
        (day["rate"].as_f64(), day["taken"].as_u64().unwrap(), day["due"].as_u64().unwrap())
    };
    assert_eq!(seven["days"].as_array().unwrap().len(), 7);
    assert_eq!([day(seven, 0), day(seven, 1)], [(Some(0.5), 2, 2), (Some(0.75), 1, 2)]);
    assert_eq!((&seven["days"][5]["date"], &seven["days"][5]["school_day"]), (&"2025-09-13".into(), &false.into()));
    assert_eq!(day(seven, 5), (None, 0, 0));
    assert_eq!((seven["rate"].as_f64(), seven["unexcused_pupils"].as_u64()), (Some(0.5357), Some(3)));
    assert!(seven["gaps"].as_u64().unwrap() >= 1);
    assert_eq!((eight["rate"].as_f64(), eight["unexcused_pupils"].as_u64()), (Some(1.0), Some(0)));

    let changes = ["T0001", "T0002", "T0003"].map(|no| pupil(&week, no)["change"].as_str().unwrap());
    assert_eq!(changes, ["worse", "new", "back"]);
    let counts = serde_json::json!({"new": 1, "worse": 1, "better": 0, "back": 1, "closed": 0, "same": 0});
    assert_eq!(week["changes"], counts);
    let zhang = &week["pupils"][0];
    assert_eq!((&zhang["name"], &zhang["streak_days"]), (&"张伟".into(), &6.into()));
    assert_eq!((&zhang["found"], &zhang["review"]), (&Value::Null, &Value::Null));
    assert_eq!(zhang["done"]["contacts"], 0);
    let owed = &zhang["owed"][0];
    assert!(owed["rule"].is_string() && owed["late_school_days"].as_u64().unwrap() > 0, "{owed}");

    let grade = place.json(&["week", "2025-W37", "--grade", "8"]);
    assert_eq!((&grade["scope"], grade["classes"].as_array().unwrap().len()), (&"八年级".into(), 1));
    assert_eq!(place.json(&["week", "--class", "7.1"])["scope"], "七年级(1)班");
    assert_eq!(place.json(&["week", "2025-W36"])["pupils"].as_array().unwrap().len(), 2);
    place.ends(2, &["week", "2025-09-12"]);
    place.ends(2, &["week", "2025-W54"]);
}

#[test]
fn a_week_is_signed_once_everybody_was_looked_at() {
    let place = Place::school();
    assert!(place.ends(1, &["week", "sign", "--grade", "7"]).contains("还有 3 人没看"));
    place.does(&["week", "review", "T0001", "--remark", "已约家长"]);
    place.does(&["week", "review", "李静", "--ask", "家访了吗？"]);
    place.does(&["week", "review", "T0003", "--week", "2025-W37"]);
    let week = place.json(&["week"]);
    let review = |no: &str| pupil(&week, no)["review"].clone();
    assert_eq!((&review("T0001")["kind"], &review("T0001")["remark"]), (&"seen".into(), &"已约家长".into()));
    assert_eq!((&review("T0002")["question"], &review("T0002")["answered"]), (&"家访了吗？".into(), &false.into()));
    assert_eq!(review("T0002")["by"], "陈老师");

    let said = place.ends(1, &["week", "sign", "--grade", "7"]);
    assert!(said.contains("退回询问的 1 人还没有答复"), "{said}");
    place.does(&["week", "review", "T0002", "--remark", "先看了"]);
    let week = place.json(&["week"]);
    let seen = &pupil(&week, "T0002")["review"];
    assert_eq!(
        (&seen["kind"], &seen["question"], &seen["answered"]),
        (&"seen".into(), &"家访了吗？".into(), &false.into())
    );
    let todo = place.json(&["todo"]);
    assert!(todo.as_array().unwrap().iter().any(|row| row["question"] == "家访了吗？"), "{todo}");

    place.does(&["contact", "T0002", "--by", "phone", "--reached", "yes", "--said", "说在家", "--on", "2025-09-11"]);
    let week = place.json(&["week"]);
    assert_eq!(pupil(&week, "T0002")["review"]["answered"], true, "what is noted later answers, for whatever day");
    assert_eq!(
        (&pupil(&week, "T0002")["found"], &pupil(&week, "T0002")["done"]["reached"]),
        (&"说在家".into(), &1.into())
    );

    place.does(&["week", "sign", "2025-W37", "--grade", "7", "--remark", "抓紧家访"]);
    let signed = place.json(&["week", "--grade", "7"])["signed"].clone();
    assert_eq!((&signed["by"], &signed["remark"]), (&"陈老师".into(), &"抓紧家访".into()));
    assert_eq!(place.json(&["week", "--class", "7.1"])["signed"]["by"], "陈老师");
    assert_eq!(place.json(&["week"])["signed"], Value::Null);
    assert!(place.ends(1, &["week", "sign", "2025-W38"]).contains("还没有开始"));
    place.ends(1, &["week", "review", "T0001", "--week", "2025-W38", "--remark", "x"]);
    place.ends(2, &["week", "review", "T0001", "--remark", "x", "--ask", "y"]);
    place.does(&["verify"]);
}

#[test]
fn a_week_in_no_term_says_so() {
    let place = Place::school();
    let said = place.ends(0, &["week", "2025-W30"]);
    assert!(said.contains("2025-W30 不在任何学期内"), "{said}");
    assert_eq!(place.json(&["week", "2025-W30"])["term"], Value::Null);
    assert!(place.json(&["week"])["term"].is_string());
    assert!(place.does(&["week", "2025-W30", "--format", "text"]).contains("不在任何学期内"));
    assert!(!place.ends(0, &["week"]).contains("不在任何学期内"));
}

#[test]
fn the_week_is_printed_in_every_form() {
    // On Saturday no roll of the week is still to come, at whatever hour the test runs.
    let place = Place::school().on("2025-09-13");
    place.does(&["week", "review", "T0001", "--remark", "已约家长"]);
    let text = place.does(&["week", "--grade", "7", "--format", "text"]);
    assert!(
        text.contains("七年级学生出勤周查看表") && text.contains("2025年第37周") && text.contains("张伟"),
        "{text}"
    );
    assert!(!text.contains("T0001"), "no number of a pupil stands on it");
    // Every sign of the table is told beside it.
    assert!(text.contains('*') && text.contains("*当天有缺点名") && text.contains("—当天全没点名"), "{text}");
    let shown = place.does(&["week", "--grade", "7"]);
    assert!(shown.contains("加重") && shown.contains("53.57"), "{shown}");

    for format in ["docx", "xlsx", "text"] {
        let file = format!("week.{format}");
        place.does(&["week", "--grade", "7", "--format", format, "--out", &file]);
        assert!(fs::metadata(place.path().join(file)).unwrap().len() > 500, "{format}");
    }
    place.does(&["week", "--format", "docx"]);
    assert!(place.path().join("2025-W37.docx").exists());
    let last = place.does(&["journal", "--last", "1"]);
    assert!(last.contains("周查看表"), "{last}");

    let bytes = fs::read(place.path().join("week.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["班级", "学生"]);
    let classes = book.worksheet_range("班级").unwrap();
    assert_eq!(classes.get_value((0, 0)), Some(&Data::String("班级".into())));
    assert_eq!(classes.get_value((1, 1)), Some(&Data::Float(0.5)));
    let pupils = book.worksheet_range("学生").unwrap();
    let row: Vec<String> = pupils.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(row[..3], ["七年级(1)班", "张伟", "****0001"]);
    assert_eq!(row.last().unwrap(), "已阅：已约家长");
    place.ends(2, &["week", "--out", "x.pdf"]);
}

/// So many further classes of grade 7, of each three pupils, the first two of some of them away on Thursday.
#[cfg(feature = "pdf")]
fn more_classes(place: &Place, classes: u16, away: u16) {
    let mut roster = String::from("班级,座号,姓名,学籍号\n");
    for class in 2..2 + classes {
        let pupils = (1..=3).map(|seat| format!("七年级({class})班,{seat},学生{class}{seat},N00{class}{seat}\n"));
        roster.extend(pupils);
    }
    place.write("more.csv", roster);
    place.does(&["import", "roster", "more.csv"]);
    for class in 2..2 + away {
        place.takes(&format!("7.{class}"), "2025-09-11", "am", &["--unknown", "1,2"]);
    }
}

/// The pages of the printed week of grade 7, with as many classes and pupils as it should have.
#[cfg(feature = "pdf")]
fn printed(place: &Place, classes: usize, pupils: usize) -> Vec<String> {
    let week = place.json(&["week", "--grade", "7"]);
    let rows = |of: &str| week[of].as_array().unwrap().len();
    assert_eq!((rows("classes"), rows("pupils")), (classes, pupils));
    place.does(&["week", "--grade", "7", "--format", "pdf", "--out", "week.pdf"]);
    pdf_extract::extract_text_from_mem_by_pages(&fs::read(place.path().join("week.pdf")).unwrap()).unwrap()
}

#[cfg(feature = "pdf")]
#[test]
fn a_grade_of_eight_classes_is_one_page_with_the_charts_of_the_term() {
    let place = Place::school();
    more_classes(&place, 7, 3);
    let pages = printed(&place, 8, 9);
    assert_eq!(pages.len(), 1, "{pages:?}");
    for said in ["张伟", "查看人签字", "较上周", "各班出勤率", "旷课最多的学生", "各星期几的缺勤率"]
    {
        assert!(pages[0].contains(said), "{said}: {pages:?}");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn twenty_classes_are_one_page_and_the_charts_its_back() {
    let place = Place::school();
    more_classes(&place, 19, 9);
    let pages = printed(&place, 20, 21);
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(pages[0].contains("(20)班") && pages[0].contains("查看人签字"), "{}", pages[0]);
    assert!(!pages[0].contains("各班出勤率") && pages[1].contains("各班出勤率"), "{pages:?}");
}

/// The question stands on the homeroom teacher's list, and whatever is recorded takes it off.
#[test]
fn a_question_sent_back_is_something_to_do() {
    let place = Place::school();
    place.does(&["staff", "add", "李老师", "--role", "homeroom", "--class", "7.1"]);
    place.does(&["week", "review", "T0002", "--ask", "家访了吗？"]);
    let asked = || {
        let list = place.json(&["todo", "--who", "李老师"]);
        list.as_array().unwrap().iter().filter(|row| row["what"] == "answer").cloned().collect::<Vec<_>>()
    };
    let [row] = &asked()[..] else { panic!("{:?}", asked()) };
    assert_eq!((&row["question"], &row["pupil"]["name"]), (&"家访了吗？".into(), &"李静".into()));
    assert_eq!((&row["rule"], &row["who"], &row["late_school_days"]), (&Value::Null, &"homeroom".into(), &0.into()));
    assert_eq!(row["staff"], serde_json::json!(["李老师"]));
    assert!(place.does(&["todo"]).contains("答复询问：家访了吗？"));
    place.does(&["case", "step", "T0002", "talk", "--said", "在家，明日返校"]);
    assert_eq!(asked(), Vec::<Value>::new());
    assert_eq!(pupil(&place.json(&["week"]), "T0002")["review"]["answered"], true);
}
