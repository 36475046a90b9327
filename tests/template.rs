//! The school's own templates on the command line: copied, changed, used, and told where they are wrong.

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

impl Place {
    /// A school of one pupil, away for two days.
    fn school() -> Place {
        let roster = "班级,座号,姓名,学籍号\n七年级(3)班,1,陈小禾,T0001\n";
        let place = Place::with_roster("2025-09-09", roster);
        for (day, session) in [("2025-09-08", "am"), ("2025-09-08", "pm"), ("2025-09-09", "am"), ("2025-09-09", "pm")] {
            let roll = ["roll", "take", "--class", "7.3", "--date", day, "--session", session, "--truant", "1"];
            place.does(&roll);
        }
        place
    }

    /// The file of the escalation notice's template.
    fn file(&self) -> std::path::PathBuf {
        self.path().join("books/templates/escalation.txt")
    }

    fn states(&self) -> Vec<String> {
        let rows = self.json(&["template", "list"]);
        let row = |row: &Value| format!("{} {}", row["kind"].as_str().unwrap(), row["state"].as_str().unwrap());
        rows.as_array().unwrap().iter().map(row).collect()
    }
}

#[test]
fn a_template_is_copied_changed_and_used() {
    let place = Place::school();
    assert_eq!(place.states()[..2], ["escalation built-in", "report-bureau built-in"]);
    assert!(place.both(0, &["template", "copy", "escalation"]).1.contains("escalation.txt"));
    assert!(place.both(1, &["template", "copy", "escalation"]).1.contains("已经有了"));
    assert_eq!(place.states()[0], "escalation own");
    let (number, said) = place.both(0, &["letter", "new", "escalation", "陈小禾"]);
    assert_eq!((number.trim(), said.as_str()), ("〔2025〕1号", ""));
    assert!(place.does(&["letter", "show", "2025-1"]).contains("请领导批示。"));

    let changed = "[信头]\n{学校}德育处\n[标题]\n{学生}缺勤{未到校天数}天的报告\n[结语]\n请林校长批示。\n";
    fs::write(place.file(), changed).unwrap();
    place.does(&["notice", "new", "陈小禾"]);
    let paper = place.does(&["letter", "show", "2025-2"]);
    for text in ["样例学校德育处", "陈小禾缺勤2天的报告", "请林校长批示。"] {
        assert!(paper.contains(text), "{text}: {paper}");
    }
    assert!(!paper.contains("请领导批示。") && paper.contains("自2025年9月8日"), "{paper}");
    assert!(place.does(&["letter", "show", "2025-1"]).contains("请领导批示。"), "what was issued stays");
}

#[test]
fn a_fault_is_told_with_file_and_line_and_the_built_in_wording_is_used() {
    let place = Place::school();
    place.does(&["template", "copy", "escalation"]);
    fs::write(place.file(), "[结语]\n请{领导}批示。\n[落款]\n").unwrap();
    place.write("books/templates/notice.txt", "");
    let (listed, said) = place.both(0, &["template", "list"]);
    assert!(listed.contains("有误，用自带"), "{listed}");
    for text in ["escalation.txt 第 2 行：没有 {领导} 这个空位", "第 3 行：没有“落款”", "notice.txt 不是任何文书的模板"]
    {
        assert!(said.contains(text), "{text}: {said}");
    }
    let (number, said) = place.both(0, &["letter", "new", "escalation", "陈小禾"]);
    assert_eq!(number.trim(), "〔2025〕1号");
    assert!(said.contains("第 2 行") && said.contains("先用自带的文字"), "{said}");
    assert!(said.contains("〔2025〕1号 已用自带的文字签发") && said.contains("--corrects"), "{said}");
    for new in [&["letter", "new", "escalation"][..], &["notice", "new"]] {
        let issued: Value = serde_json::from_str(&place.does(&[new, &["陈小禾", "--json"]].concat())).unwrap();
        assert!(issued["warnings"][0].as_str().unwrap().contains("escalation.txt 第 2 行"), "{issued}");
    }
    let sound: Value =
        serde_json::from_str(&place.does(&["letter", "new", "report-bureau", "陈小禾", "--json"])).unwrap();
    assert_eq!(sound["warnings"].as_array().unwrap().len(), 0);
    assert!(place.does(&["letter", "show", "2025-1"]).contains("请领导批示。"));
    let rows = place.json(&["template", "list"]);
    assert_eq!(rows[0]["faults"].as_array().unwrap().len(), 2);
}
