//! The monthly report on the command line: counted, checked, explained, signed, corrected, sent and written; and the
//! schema of the file that machines read.

mod place;

use baoxue::domain::monthly::{
    Cohort, GradeLine, Intake, Month, MonthFigures, MonthlyReport, OpeningReason, Signed, TransferLine, Way,
};
use baoxue::domain::status::Reach;
use place::Place;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PRINCIPAL: &str = "林校长";
const OFFICE: &str = "周主任";

impl Place {
    /// A school of three pupils in 七年级(3)班, a principal and an office; it begins in the term's third week.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,入学日期\n\
                      七年级(3)班,1,吴清和,男,G350212201305150024,2025-09-18\n\
                      七年级(3)班,2,林小雨,女,T0002,2025-09-18\n\
                      七年级(3)班,3,何星野,男,T0003,2025-09-18\n";
        let place = Place::with_roster("2025-09-18", roster);
        place.write("key", "同安2026\n");
        for (name, post) in [(PRINCIPAL, "leadership"), (OFFICE, "affairs"), (OFFICE, "registrar")] {
            place.does(&["staff", "add", name, "--role", post]);
        }
        for day in ["2025-09-18", "2025-09-19", "2025-09-22", "2025-09-23", "2025-09-24", "2025-09-25"] {
            for session in ["am", "pm"] {
                place.on(day).does(&["roll", "take", "--class", "7.3", "--session", session]);
            }
        }
        place
    }
}

const MONTH: [&str; 3] = ["report", "month", "2025-09"];

fn month<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&MONTH[..], more].concat()
}

#[test]
fn a_report_is_counted_checked_signed_sent_and_corrected() {
    let place = Place::school();
    let day = "2025-09-25";
    let state = place.on(day).json(&MONTH);
    assert_eq!((&state["stage"], &state["due"], &state["to"]), (&json!("collecting"), &json!(day), &json!(day)));
    assert_eq!((&state["report"]["total"]["closing"], &state["report"]["total"]["boys"]), (&json!(3), &json!(2)));
    let doubts = |state: &Value| -> Vec<String> {
        state["contradictions"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(doubts(&state), ["not_counted:703"]);
    let check = place.on(day).tells(&month(&["--check"]));
    assert!(check.contains("还没有实点") && check.contains("baoxue report headcount 7.3 N"), "{check}");
    let sign = [&month(&["--sign"])[..], &["--as", PRINCIPAL]].concat();
    assert!(place.on(day).refuses(&sign).contains("还有 1 条疑点"));
    let todo = place.on(day).tells(&["todo"]);
    assert!(todo.contains("2025-09 月报：核对、签字"), "{todo}");

    // Counted two, three by the books: explained.
    let not_by = place.on(day).refuses(&["report", "headcount", "7.3", "2", "--as", PRINCIPAL]);
    assert!(not_by.contains("班主任、学籍管理员"), "{not_by}");
    let many = place.on(day).refuses(&["report", "headcount", "7.3", "201", "--as", OFFICE]);
    assert!(many.contains("不会多于 200 人"), "{many}");
    let counted = place.on(day).tells(&["report", "headcount", "7.3", "2", "--as", OFFICE]);
    assert!(counted.contains("在册应到 3 人，不相符"), "{counted}");
    assert_eq!(place.on(day).json(&["report", "headcount"])[0]["due"], 3);
    assert_eq!(doubts(&place.on(day).json(&MONTH)), ["count:703"]);
    place.on(day).refuses(&month(&["--explain", "7", "--why", "x"]));
    place.on(day).does(&month(&["--explain", "1", "--why", "一人当天在区里比赛", "--as", OFFICE]));
    assert!(place.on(day).refuses(&month(&["--sign", "--as", OFFICE])).contains("校领导"));
    assert!(place.on(day).refuses(&[&sign[..], &["--filled-by", PRINCIPAL]].concat()).contains("两个人"));
    let signed = place.on(day).tells(&sign);
    assert!(signed.contains("2025-09 月报第 1 版已签字"), "{signed}");
    assert!(place.on(day).refuses(&sign).contains("已经签过"));
    assert!(place.on(day).tells(&["todo"]).contains("2025-09 月报：报教育局、街道"));

    // Sent to both, the receipt later; then it is off the list.
    assert!(place.on(day).refuses(&month(&["--sent", "street", "--receipt", "x"])).contains("还没有报送过"));
    for to in ["bureau", "street"] {
        place.on("2025-09-26").does(&month(&["--sent", to, "--how", "OA"]));
    }
    place.on("2025-09-28").does(&month(&["--sent", "bureau", "--receipt", "普教科收"]));
    assert!(!place.on("2025-09-28").tells(&["todo"]).contains("月报"));
    let versions = &place.on("2025-09-28").json(&MONTH)["versions"];
    assert_eq!(
        (&versions[0]["bureau"]["on"], &versions[0]["bureau"]["receipt"]["by"]),
        (&json!("2025-09-26"), &json!("普教科收"))
    );
    assert_eq!((&versions[0]["filled_by"], &versions[0]["signed_by"]), (&json!(OFFICE), &json!(PRINCIPAL)));

    // A transfer recorded late changes nothing of what was signed; a correction says what it changes.
    let frozen = place.on("2025-09-28").json(&MONTH)["report"].clone();
    assert!(frozen["remarks"][0].as_str().unwrap().contains("一人当天在区里比赛"), "{frozen}");
    place.on("2025-09-28").does(&["report", "settings", "--district-key-file", "key"]);
    let again = [&month(&["--correct", "--why", "转出漏登"])[..], &["--as", PRINCIPAL]].concat();
    assert!(place.on("2025-09-28").refuses(&again).contains("都没有改变，不必更正"));
    // Of the head alone: the code was wrong, or not said.
    for wrong in ["31350200011", "12", "abc"] {
        let said = place.on("2025-09-28").refuses(&["report", "settings", "--school-code", wrong]);
        assert!(said.contains(wrong) && said.contains("十位数字"), "{said}");
    }
    place.on("2025-09-28").does(&["report", "settings", "--school-code", "３１３５０２０００１"]);
    let code = [&month(&["--correct", "--why", "补学校标识码"])[..], &["--as", PRINCIPAL]].concat();
    assert!(place.on("2025-09-28").tells(&code).contains("第 2 版"));
    let second = place.on("2025-09-28").json(&MONTH)["report"].clone();
    assert_eq!((&second["school_code"], &second["total"]), (&json!("3135020001"), &frozen["total"]));
    assert!(second["remarks"].to_string().contains("更正第1版：学校标识码由空改为“3135020001”"), "{second}");
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-24", "--applied-on", "2025-09-22"];
    let papers = ["--paper", "application", "--paper", "acceptance", "--counterpart", "赣县中学"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-24"];
    place.on("2025-09-28").does(&[&out[..], &papers[..], &approved[..]].concat());
    assert_eq!(place.on("2025-09-28").json(&MONTH)["report"], second);
    // With the transfer the count agrees, and nothing is left to explain.
    let corrected = place.on("2025-09-28").tells(&again);
    assert!(corrected.contains("第 3 版"), "{corrected}");
    let state = place.on("2025-09-28").json(&MONTH);
    assert_eq!((&state["stage"], &state["report"]["to"]), (&json!("signed"), &json!(day)));
    assert_eq!((&state["report"]["total"]["closing"], &state["report"]["why"]), (&json!(2), &json!("转出漏登")));
    let said: Vec<&str> =
        state["report"]["remarks"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    assert!(said.contains(&"更正第2版：七年级本月转出由0改为1"), "{said:?}");
    assert_eq!(place.on("2025-09-28").json(&month(&["--of-version", "1"]))["report"], frozen);
    let gone = place.on("2025-09-28").json(&month(&["--figure", "transferred_out"]));
    assert_eq!((&gone[0]["name"], &gone[0]["on"]), (&json!("吴清和"), &json!("2025-09-24")));
    assert!(place.on("2025-09-28").refuses(&month(&["--figure", "rolls_due"])).contains("rolls_due"));

    // Written as papers and as the file for machines.
    place.on("2025-09-28").does(&month(&["--format", "json", "--out", "月报.json"]));
    let file: Value = serde_json::from_slice(&fs::read(place.path().join("月报.json")).unwrap()).unwrap();
    assert_eq!((&file, &file["school_code"]), (&state["report"], &json!("3135020001")));
    assert_eq!(file["transfers"][0]["digest"].as_str().unwrap().len(), 64);
    assert!(!file.to_string().contains("吴清和") && !file.to_string().contains("G350212"));
    let text = place.on("2025-09-28").tells(&month(&["--format", "text"]));
    for said in [
        "样例学校控辍保学月报表（2025年9月）（更正，第3版）",
        "本月无疑似辍学、辍学学生。",
        "3135020001",
        "更正原因：转出漏登。",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for format in ["xlsx", "docx"] {
        place.on("2025-09-28").does(&month(&["--format", format]));
        assert!(place.path().join(format!("月报-2025-09-第3版.{format}")).is_file());
    }
    assert_eq!(place.on("2025-09-28").json(&["verify"])["sound"], true);
}

/// Names that are typed into a reason, a remark or a correction reach neither paper nor file; what was said under the first
/// version is said again under the second.
#[test]
fn no_name_reaches_the_district_and_remarks_are_carried_over() {
    let place = Place::school();
    let day = "2025-09-25";
    place.on(day).does(&["report", "headcount", "7.3", "2", "--as", OFFICE]);
    let away = place.on(day).json(&month(&["--figure", "counted"]));
    assert_eq!(away, json!([]), "nobody is away by the rolls");
    for key in ["suspected", "dropouts", "suspected.closing", "suspected_entered", "not_listed", "closing"] {
        place.on(day).does(&month(&["--figure", key]));
    }
    let unknown = place.on(day).refuses(&month(&["--figure", "rolls_due"]));
    assert!(unknown.contains("suspected.closing") && unknown.contains("counted"), "{unknown}");
    let told = place.on(day).tells(&month(&["--explain", "count", "--why", "吴清和在区里比赛", "--as", OFFICE]));
    assert!(told.contains("姓名已隐去"), "{told}");
    let sign = month(&["--sign", "--remark", "林小雨的家长来过", "--as", PRINCIPAL]);
    assert!(place.on(day).tells(&sign).contains("姓名已隐去"));
    let file = |version: &str| {
        place.on("2025-10-08").does(&month(&[
            "--of-version",
            version,
            "--format",
            "json",
            "--out",
            "月报.json",
            "--overwrite",
        ]));
        fs::read_to_string(place.path().join("月报.json")).unwrap()
    };
    let first = file("1");
    assert!(first.contains("吴某某在区里比赛") && first.contains("林某某的家长来过"), "{first}");

    // One has gone: the signed month stays, and says that the books do not agree with it.
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-24", "--applied-on", "2025-09-22"];
    let papers = ["--paper", "application", "--paper", "acceptance", "--counterpart", "赣县中学"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-24"];
    place.on("2025-09-28").does(&[&out[..], &papers[..], &approved[..]].concat());
    for asked in [&MONTH[..], &month(&["--check"])] {
        let said = place.on("2025-09-28").tells(asked);
        assert!(said.contains("签字以后账上有") && said.contains("--correct --why"), "{said}");
    }
    let state = place.on("2025-09-28").json(&MONTH);
    let changed = state["changed_since_signed"].as_array().unwrap();
    assert!(changed.contains(&json!({"grade": 7, "figure": "transferred_out", "signed": 0, "now": 1})), "{changed:?}");
    assert_eq!(state["report"]["total"]["transferred_out"], 0);
    let correct = month(&["--correct", "--why", "吴清和转出漏登", "--as", PRINCIPAL]);
    assert!(place.on("2025-09-28").tells(&correct).contains("第 2 版"));
    let second = file("2");
    assert!(second.contains("吴某某转出漏登") && second.contains("林某某的家长来过"), "{second}");
    for name in ["吴清和", "林小雨", "何星野"] {
        assert!(!first.contains(name) && !second.contains(name), "{name}");
        assert!(!place.on("2025-09-28").does(&month(&["--format", "text"])).contains(name), "{name}");
    }
    assert!(!second.contains("说明有更正"));
    let anew = month(&["--correct", "--why", "补说明", "--remark", "家长已到校", "--as", PRINCIPAL]);
    place.on("2025-09-28").does(&anew);
    let third = file("3");
    assert!(third.contains("说明有更正") && third.contains("家长已到校") && !third.contains("林某某"), "{third}");
    assert_eq!(place.on("2025-09-28").json(&MONTH)["changed_since_signed"], json!([]));

    // What is told of a sending later leaves the rest of it as it was.
    let sent = |day: &str, more: &[&str]| place.on(day).does(&month(&[&["--sent", "bureau"], more].concat()));
    sent("2025-09-28", &["--how", "OA"]);
    sent("2025-09-29", &["--receipt", "普教科收"]);
    sent("2025-09-30", &["--how", "OA 系统"]);
    let known = &place.on("2025-09-30").json(&MONTH)["versions"][2]["bureau"];
    let receipt = json!({"on": "2025-09-29", "by": "普教科收"});
    assert_eq!(known, &json!({"on": "2025-09-28", "how": "OA 系统", "receipt": receipt}));
    assert!(place.on("2025-09-30").refuses(&["report", "month", "1999-01", "--check"]).contains("没有一个在籍学生"));
}

/// Rolls of one year, and a clock two years later: every figure of that year is what it was.
#[test]
fn an_old_year_is_counted_as_it_was() {
    let place = Place::school();
    place.on("2025-09-26").does(&["roll", "take", "--class", "7.3", "--session", "am", "--truant", "2"]);
    let (then, later) = (place.on("2025-12-31"), place.on("2027-11-01"));
    let total = |place: &Place| place.json(&MONTH)["report"]["total"].clone();
    assert_eq!((&total(&later), &total(&later)["rolls_taken"]), (&total(&then), &json!(13)));
    let doubts = |place: &Place| place.json(&MONTH)["contradictions"][0].clone();
    assert_eq!(doubts(&later), doubts(&then));
    for asked in [
        ["report", "self-inspection", "--year", "2025"].as_slice(),
        &["register", "absence", "--from", "2025-09-01", "--to", "2025-12-31"],
        &["roll", "show", "--class", "7.3", "--date", "2025-09-26", "--session", "am"],
    ] {
        let answer = |place: &Place| {
            let mut answer = place.json(asked);
            answer.as_object_mut().unwrap().remove("as_of");
            answer
        };
        assert_eq!(answer(&later), answer(&then), "{asked:?}");
    }
}

#[test]
fn what_is_reported_and_when_is_the_schools_to_say() {
    let place = Place::school();
    assert!(place.on("2025-09-24").refuses(&["report", "month", "2025-08"]).contains("8月不单独报"));
    let bounds = place.on("2025-09-24").refuses(&["rules", "set", "R18.number=99"]);
    assert!(bounds.contains("只能是 1 至 31"), "{bounds}");
    let early = place.on("2025-09-24").tells(&["rules", "set", "R4.number=2", "--from", "2024-01-01"]);
    assert!(early.contains("自 2024-01-01 起执行") && early.contains("R4 自 2025-09-01 起另有规定"), "{early}");
    assert!(place.on("2025-09-24").refuses(&["report", "month", "2025-11"]).contains("还没到"));
    assert!(place.on("2025-09-24").refuses(&month(&["--sign", "--as", PRINCIPAL])).contains("2025-09-25 起可以签字"));
    place.on("2025-09-24").does(&["report", "settings", "--begins-on", "26", "--in-august", "yes"]);
    let settings = place.on("2025-09-24").json(&["report", "settings"]);
    assert_eq!(settings, json!({"school_code": "", "begins_on": 26, "in_august": true, "district_key": false}));
    let state = place.on("2025-09-24").json(&MONTH);
    assert_eq!((&state["from"], &state["to"]), (&json!("2025-08-26"), &json!("2025-09-24")));
    place.on("2025-09-24").does(&["rules", "set", "R18.number=20", "--from", "2025-09-01"]);
    assert_eq!(place.on("2025-09-24").json(&MONTH)["due"], "2025-09-19");
}

/// A report in which every list has a member, so that every field is written.
fn full_report() -> MonthlyReport {
    let figures = MonthFigures { counted: Some(3), ..MonthFigures::default() };
    let day = "2025-09-25".parse().unwrap();
    MonthlyReport {
        form: MonthlyReport::FORM.to_owned(),
        school_code: "3135020001".to_owned(),
        school: "样例学校".to_owned(),
        bureau: "区教育局".to_owned(),
        month: Month::new(2025, 9).unwrap(),
        from: day,
        to: day,
        version: 2,
        why: "转出漏登".to_owned(),
        signed: Some(Signed { filled_by: OFFICE.to_owned(), by: PRINCIPAL.to_owned(), on: day }),
        grades: vec![GradeLine { grade: 7, classes: 1, figures }],
        total: figures,
        transfers: vec![TransferLine {
            way: Way::Out,
            on: day,
            grade: 7,
            counterpart: "赣县中学".to_owned(),
            reach: Some(Reach::Beyond),
            digest: Some("0".repeat(64)),
        }],
        cohorts: vec![Cohort {
            grade: 9,
            entrants: 1,
            transferred_in: 0,
            transferred_out: 0,
            died: 0,
            reached: 1,
            graduated: false,
        }],
        new_entrants: vec![Intake { grade: 7, listed: 1, open: 1, ..Intake::default() }],
        opening_reasons: vec![OpeningReason { grade: 7, last_close: 3, opening: 2, why: "转出漏登".to_owned() }],
        not_listed: 1,
        remarks: vec!["无".to_owned()],
    }
}

#[test]
fn the_schema_says_every_field_and_no_other() {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/monthly.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["properties"]["form"]["const"], MonthlyReport::FORM);
    let report = serde_json::to_value(full_report()).unwrap();
    agrees(&report, &schema, &schema, "report");
    // What the schema asks for is what the type cannot do without.
    for field in required(&schema, &report) {
        let mut lacking = report.clone();
        lacking.as_object_mut().unwrap().remove(&field);
        let asked = schema["required"].as_array().unwrap().iter().any(|name| name == field.as_str());
        assert_eq!(serde_json::from_value::<MonthlyReport>(lacking).is_err(), asked, "{field}");
    }
}

fn required(schema: &Value, report: &Value) -> Vec<String> {
    assert!(schema["required"].is_array());
    report.as_object().unwrap().keys().cloned().collect()
}

/// Every field of the value is a property of its schema and the other way round, down to the last; and of the type that
/// the schema says.
#[track_caller]
fn agrees(value: &Value, schema: &Value, root: &Value, at: &str) {
    let schema = resolved(schema, root);
    match value {
        Value::Object(fields) => {
            let said: &Map<String, Value> =
                schema["properties"].as_object().unwrap_or_else(|| panic!("{at}: no object"));
            let names = |of: &Map<String, Value>| of.keys().cloned().collect::<BTreeSet<String>>();
            assert_eq!(names(fields), names(said), "{at}");
            for (name, value) in fields {
                agrees(value, &said[name], root, &format!("{at}.{name}"));
            }
        }
        Value::Array(items) => {
            assert!(!items.is_empty(), "{at}: the example has no member");
            items.iter().for_each(|item| agrees(item, &schema["items"], root, &format!("{at}[]")));
        }
        value => {
            let kind = match value {
                Value::Null => "null",
                Value::Bool(_) => "boolean",
                Value::Number(_) => "integer",
                _ => "string",
            };
            let named = schema.get("const").or(schema.get("enum")).is_some();
            let types = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
            assert!(named || types.iter().any(|name| name == kind), "{at}: {kind} is none of {types:?}");
        }
    }
}

/// Behind `$ref`, and of a choice with null the other one.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(place) = schema["$ref"].as_str() {
        return resolved(root.pointer(place.trim_start_matches('#')).unwrap(), root);
    }
    match schema["oneOf"].as_array() {
        Some(choices) => resolved(choices.iter().find(|choice| choice["type"] != "null").unwrap(), root),
        None => schema,
    }
}
