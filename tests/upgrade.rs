//! Books that an earlier program kept are read as they were. `tests/data/kept/0001.baoxue` was written by the first
//! program, with every kind of fact in it; `0009.baoxue` by the one that brought the tables of 0002 to 0009, with a row
//! in each of them. Whoever changes a table adds a migration, and these tests hold it to them.

mod place;

use place::Place;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The steps that books out there have taken, and what each must say for ever.
const TAKEN: [(&str, &str); 9] = [
    ("0001.sql", "729ef0de6851d22d0ddbb325f53da29e8efc535a993580f4613ef1e48cc6267d"),
    ("0002_status_limits.sql", "078fe7819d2ecef81583cdd21d93323727dd56f19a12ddb230741108962f34b4"),
    ("0003_year_turns.sql", "e158ae0a825a366546605726042adda74b58e24e4a9de8795b304dda5d720e59"),
    ("0004_entrants.sql", "a201b51b6042eb3a06dea444e36790ce53f746051cd1f67c34744d3ade78651c"),
    ("0005_monthly.sql", "de3eb513f8bdf30dff9e55464f3d5bd85e81c10a7d1b882de0e9a7b548845c41"),
    ("0006_groups.sql", "bb6bc695789d6474059bc0d9e03f63c84a1959c4322b66291f2f57c19a9bc66a"),
    ("0007_plans.sql", "08915dbf083e6416c4db47f7b18764ec7c2516ded1cb40d95b5f750a2267ca09"),
    ("0008_district.sql", "ad7e4c8c0b62f9e9c1f6cd1f2b7684b8504ddc43e4bf9ee1ac8cc69a649bd651"),
    ("0009_inspection.sql", "70f01f48253c2ff260f8b94095d878705c583ef9f831a1cfddf8dc199f93c3fe"),
];

fn in_the_tree(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Place {
    /// The kept books, acted in on a day.
    fn restored(kept: &str, today: &str) -> Place {
        let place = Place::empty(today);
        place.write("passphrase", "made up 1\n");
        place.does(&["restore", in_the_tree(&format!("tests/data/kept/{kept}.baoxue")).to_str().unwrap()]);
        place
    }
}

#[test]
fn a_step_that_was_taken_is_never_changed() {
    for (file, digest) in TAKEN {
        let sql = fs::read_to_string(in_the_tree("src/store/migrations").join(file)).unwrap().replace("\r\n", "\n");
        let now: String = Sha256::digest(sql).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(now, digest, "{file} is in books already: what is to be otherwise comes in a new file");
    }
}

#[test]
fn the_books_of_the_first_program_are_sound_and_say_the_same() {
    let place = Place::restored("0001", "2025-09-12");
    assert_eq!(place.json(&["verify"])["sound"], true);
    let case = place.json(&["case", "show", "陈小禾"]);
    assert_eq!((&case["stage"], &case["opened"]), (&json!("A3_escalated"), &json!("2025-09-08")));
    let kinds: Vec<&str> =
        case["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    for kind in ["mark", "contact", "visit", "escalation", "receipt", "report-bureau"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    let letters = place.json(&["letter", "list"]);
    let numbers: Vec<&Value> = letters.as_array().unwrap().iter().map(|letter| &letter["number"]).collect();
    assert_eq!(numbers, ["〔2025〕1号", "外〔2025〕1号", "外〔2025〕2号"]);
    assert_eq!(letters[0]["receipt"]["by"], "林校长");
    let status = &place.json(&["status", "list"])[0];
    assert_eq!((&status["kind"], &status["in_effect"]), (&json!("transfer-out"), &json!(true)));
    assert_eq!(place.json(&["illness", "list"])["clusters"], json!([]));
    assert_eq!(place.json(&["staff", "list"]).as_array().unwrap().len(), 2);
    let week = place.json(&["week", "2025-W37"]);
    assert_eq!(week["signed"]["remark"], "继续跟进", "{week}");
}

#[test]
fn the_books_of_the_ninth_step_are_sound_and_say_the_same() {
    let place = Place::restored("0009", "2026-07-11");
    assert_eq!(place.json(&["verify"])["sound"], true);
    assert_eq!(place.json(&["status", "limits"])["within"], 5);

    let graduate = &place.json(&["status", "list"])[0];
    assert_eq!((&graduate["kind"], &graduate["on"]), (&json!("graduate"), &json!("2026-09-01")));
    assert!(place.refuses(&["year", "turn"]).contains("已经升级过"));

    let entrants = place.json(&["entrants", "list"]);
    let (elsewhere, reported) = (&entrants[0], &entrants[1]);
    assert_eq!((&elsewhere["state"], &elsewhere["evidence"]), (&json!("elsewhere"), &json!(["attendance"])));
    assert_eq!((&elsewhere["notice"], &elsewhere["delivered_to"]), (&json!("入学通知〔2026〕1号"), &json!("林主任")));
    assert_eq!((&elsewhere["traces"][0]["with"], &reported["state"]), (&json!("孙伟"), &json!("reported")));
    assert_eq!((&reported["name"], &reported["papers"]), (&json!("罗小满"), &json!(["notice", "hukou"])));

    let settings = place.json(&["report", "settings"]);
    assert_eq!((&settings["school_code"], &settings["district_key"]), (&json!("3135020001"), &json!(true)));
    let month = place.json(&["report", "month", "2025-09"]);
    let report = &month["report"];
    assert_eq!((&month["stage"], &month["to"]), (&json!("signed"), &json!("2025-09-25")));
    assert_eq!((&report["grades"][0]["due"], &report["grades"][0]["counted"]), (&json!(2), &json!(1)));
    assert!(report["remarks"].to_string().contains("一人当天在区里比赛"), "{report}");
    assert_eq!(month["versions"][0]["bureau"]["on"], "2025-09-26");

    let round = place.json(&["groups", "round", "2025-09"]);
    assert_eq!(
        (&round["rows"][0]["kinds"], &round["rows"][0]["note"]),
        (&json!(["left_behind"]), &json!("已联系祖母"))
    );
    let aid = &place.json(&["aid", "list"])["rows"][0];
    assert_eq!((&aid["kind_name"], &aid["given"][0]["paper"]), (&json!("免校服费"), &json!("〔2025〕18号")));

    let plan = &place.json(&["plan", "show", "吴清和"])[0];
    assert_eq!((&plan["goal"], &plan["records"][0]["what"]), (&json!("能自己吃饭"), &json!("认读")));
    assert_eq!(place.json(&["quota", "吴清和", "--month", "2025-10"])["in_month"], json!({ "owed": 1, "given": 1 }));
    let pledges = place.json(&["pledge", "list", "--year", "2025"]);
    let signed: Vec<&Value> = pledges.as_array().unwrap().iter().map(|row| &row["signed_on"]).collect();
    assert!(signed.contains(&&json!("2025-10-10")), "{pledges}");
    assert_eq!(place.json(&["log", "list", "--from", "2025-09-01"])[0]["what"], "研究九月缺勤");

    let district = place.json(&["district", "report", "--month", "2025-09"]);
    assert_eq!((&district["expected"], &district["sent"]), (&json!(1), &json!(1)));
    let inspection = place.json(&["report", "self-inspection", "--year", "2025"]);
    assert!(inspection.to_string().contains("成立领导小组。"), "{inspection}");
}
