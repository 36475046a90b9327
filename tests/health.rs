//! The health line on the command line: symptoms at roll call, clusters and their report, certificates, and the
//! registers that come of the facts.

mod place;

use place::Place;
use serde_json::{Value, json};

impl Place {
    /// A school with 七年级(3)班 of six pupils, two of them boarders in one room, and 七年级(4)班 with a third.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话,寄宿,宿舍号\n\
             七年级(3)班,1,陈小禾,男,G35021220130515901X,陈大山,父亲,14200000001,是,3-201\n\
             七年级(3)班,2,李静,女,T0002,李小芳,母亲,14200000002,是,3-201\n\
             七年级(3)班,3,林𬭎,男,T0003,,,,否,\n\
             七年级(3)班,4,黄予安,女,T0004,,,,否,\n\
             七年级(3)班,5,周子墨,男,T0005,,,,否,\n\
             七年级(3)班,6,许知远,男,T0006,,,,否,\n\
             七年级(4)班,1,吴清和,女,T0007,,,,是,3-201\n";
        Place::with_roster("2025-12-02", roster)
    }

    fn takes(&self, class: &str, date: &str, session: &str, marks: &[&str]) {
        let mut arguments = vec!["roll", "take", "--class", class, "--date", date, "--session", session];
        arguments.extend(marks);
        self.does(&arguments);
    }
}

#[test]
fn three_with_fever_from_the_roll_to_the_report() {
    let place = Place::school();
    let symptoms = ["--symptoms", "1=fever,cough", "--symptoms", "3=发热", "--sick", "4,5", "--symptoms", "4=fever"];
    place.takes("7.3", "2025-12-02", "am", &symptoms);
    let roll = place.json(&["roll", "show", "--class", "7.3", "--session", "am"]);
    let marks = roll["marks"].as_array().unwrap();
    assert_eq!(marks[0]["symptoms"], json!(["fever", "cough"]));
    assert_eq!((marks[3]["mark"].as_str(), marks[3].get("symptoms")), (Some("sick"), None));

    let list = place.json(&["illness", "list"]);
    let [cluster] = list["clusters"].as_array().unwrap().as_slice() else { panic!("{list}") };
    assert_eq!((cluster["rule"].as_str(), cluster["symptom"].as_str()), (Some("R9"), Some("fever")));
    assert_eq!((cluster["kind"].as_str(), cluster["place"].as_str()), (Some("class"), Some("七年级(3)班")));
    assert_eq!(cluster["pupils"].as_array().unwrap().len(), 3);
    assert_eq!(
        (cluster["owed"]["what"].as_str(), cluster["owed"]["due"].as_str()),
        (Some("report_illness"), Some("2025-12-03"))
    );
    assert_eq!(list["symptoms_missing"][0]["name"], "周子墨");
    let text = place.does(&["illness", "list"]);
    assert!(text.contains("七年级(3)班") && text.contains("发热"), "{text}");

    let is_to_do = || place.does(&["todo"]).contains("疫情报告：发热 3 人");
    assert!(is_to_do());
    // Told on the next day: at whatever hour the test runs, the roll was before.
    let place = place.on("2025-12-03");
    place.does(&["illness", "report", "7.3", "--to", "疫情报告人王医生", "--said", "发热3人"]);
    let is_to_do = || place.does(&["todo"]).contains("疫情报告：发热 3 人");
    assert!(!is_to_do(), "recording the report takes it off the list");
    let list = place.json(&["illness", "list"]);
    assert_eq!(list["clusters"][0]["owed"], Value::Null);
    assert!(list["clusters"][0]["reported_at"].is_string());
}

#[test]
fn three_of_one_room_are_a_cluster_too() {
    let place = Place::school();
    place.takes("7.3", "2025-12-02", "am", &["--symptoms", "1=vomiting", "--symptoms", "2=呕吐"]);
    place.takes("7.4", "2025-12-02", "am", &["--symptoms", "1=vomiting"]);
    let list = place.json(&["illness", "list", "--as-of", "2025-12-02"]);
    let [cluster] = list["clusters"].as_array().unwrap().as_slice() else { panic!("{list}") };
    assert_eq!((cluster["kind"].as_str(), cluster["place"].as_str()), (Some("room"), Some("3-201")));
    assert_eq!(cluster["classes"], json!(["七年级(3)班", "七年级(4)班"]));
}

#[test]
fn symptoms_that_cannot_be_read_are_refused() {
    let place = Place::school();
    let take =
        |symptoms: &str| place.refuses(&["roll", "take", "--class", "7.3", "--session", "am", "--symptoms", symptoms]);
    for symptoms in ["1", "1=", "x=fever", "1=牙痛", "=fever"] {
        assert!(take(symptoms).contains("12=fever,cough"), "{symptoms}");
    }
    let late = ["roll", "take", "--class", "7.3", "--session", "am", "--late", "1", "--symptoms", "1=fever"];
    assert!(place.refuses(&late).contains("两种考勤"));
}

#[test]
fn a_remark_of_a_sick_row_names_symptoms_and_the_file_changes_nothing_the_second_time() {
    let place = Place::school();
    place.write(
        "attendance.csv",
        "日期,时段,班级,学籍号,姓名,考勤,备注\n\
         2025-12-01,上午,七年级(3)班,T0003,林𬭎,病假,发烧38.5、咳嗽\n\
         2025-12-01,上午,七年级(3)班,T0004,黄予安,事假,发热的外婆要人照顾\n",
    );
    place.does(&["import", "attendance", "attendance.csv"]);
    let roll = place.json(&["roll", "show", "--class", "7.3", "--date", "2025-12-01", "--session", "am"]);
    assert_eq!(roll["marks"][0]["symptoms"], json!(["fever", "cough"]));
    assert_eq!(roll["marks"][0]["note"], "发烧38.5、咳嗽");
    assert_eq!(roll["marks"][1].get("symptoms"), None);
    let again = place.json(&["import", "attendance", "attendance.csv", "--dry-run"]);
    assert!(again["changed"].as_array().is_none_or(Vec::is_empty) && again["unchanged"] == 1, "{again}");
}

#[test]
fn a_certificate_is_recorded() {
    let place = Place::school();
    place.does(&["illness", "certificate", "林𬭎", "--said", "区医院 12月1日", "--on", "2025-12-01"]);
    assert!(place.does(&["pupil", "林𬭎"]).contains("复课证明"));
}
