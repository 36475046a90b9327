//! Papers of every kind on the command line: issued, listed, written, received, corrected.

mod place;

use place::Place;

impl Place {
    /// A school of two pupils, both away for five days; it is the evening of the fifth.
    fn school() -> Place {
        let place = Place::empty("2025-09-12");
        let roster = "班级,座号,姓名,性别,学籍号,户籍地,现住址,监护人1姓名,监护人1关系,监护人1电话\n\
                      七年级(3)班,1,陈小禾,男,T0001,福建省厦门市同安区,同安区大同街道1号,林月华,母亲,14200000001\n\
                      七年级(3)班,2,李沐阳,男,T0002,江西省赣州市赣县,同安区祥平街道8号,罗蕾,母亲,14200000002\n";
        place.write("roster.csv", roster);
        place.does(&["init", "--school", "凤栖中学", "--term", "2025-09-01..2026-01-30", "--name", "陈老师"]);
        place.does(&["school", "set", "--bureau", "厦门市同安区教育局"]);
        place.does(&["import", "roster", "roster.csv"]);
        for day in ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-11", "2025-09-12"] {
            for session in ["am", "pm"] {
                let roll = ["roll", "take", "--class", "7.3", "--date", day, "--session", session];
                place.does(&[&roll[..], &["--unknown", "1,2"]].concat());
            }
        }
        place
    }

    /// The number of the paper that is issued.
    #[track_caller]
    fn issues(&self, arguments: &[&str]) -> String {
        self.does(arguments).trim_end().to_owned()
    }
}

/// Of each kind one paper, each in its series; what one needs first is asked for.
#[test]
fn every_kind_is_issued_in_its_series() {
    let place = Place::school();
    let new = |kind| place.issues(&["letter", "new", kind, "李沐阳"]);
    assert!(place.refuses(&["letter", "new", "contact", "李沐阳"]).contains("先记一次家校联系"));
    assert!(place.refuses(&["letter", "new", "home-visit", "李沐阳"]).contains("先记一次家访"));
    assert!(place.refuses(&["letter", "new", "follow-up", "李沐阳"]).contains("先出报告或函"));
    assert!(place.refuses(&["letter", "new", "verification", "陈小禾"]).contains("户籍在本区"));
    assert!(place.refuses(&["letter", "new", "notice-guardian", "T0003"]).contains("T0003"));
    place.does(&["contact", "李沐阳", "--by", "phone", "--reached", "no", "--said", "停机", "--at", "08:30"]);
    place.does(&[
        "visit",
        "李沐阳",
        "--who",
        "陈老师、王老师",
        "--met",
        "邻居",
        "--found",
        "全家搬走",
        "--at",
        "17:30",
    ]);
    let issued = [
        ("escalation", "〔2025〕1号"),
        ("report-bureau", "外〔2025〕1号"),
        ("letter-street", "外〔2025〕2号"),
        ("follow-up", "外〔2025〕3号"),
        ("notice-guardian", "外〔2025〕4号"),
        ("verification", "外〔2025〕5号"),
        ("persuasion", "记〔2025〕1号"),
        ("order-draft", "记〔2025〕2号"),
        ("home-visit", "记〔2025〕3号"),
        ("contact", "记〔2025〕4号"),
    ];
    for (kind, number) in issued {
        assert_eq!(new(kind), number, "{kind}");
    }
    let kinds = place.json(&["letter", "kinds"]);
    let kinds: Vec<&str> = kinds.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, issued.map(|(kind, _)| kind));
    let list = place.json(&["letter", "list"]);
    let listed = |of: &str| list.as_array().unwrap().iter().map(|row| row[of].as_str().unwrap().to_owned()).collect();
    let (numbers, to): (Vec<String>, Vec<String>) = (listed("number"), listed("to"));
    assert_eq!(numbers, issued.map(|(_, number)| number));
    assert_eq!(to[1..3], ["厦门市同安区教育局", "同安区祥平街道办事处"]);
    assert_eq!(to[5], "赣州市赣县教育局");
    assert_eq!(place.json(&["letter", "list", "--kind", "contact"]).as_array().unwrap().len(), 1);
    for (_, number) in issued {
        place.does(&["letter", "write", number, "--format", "docx", "--out", &format!("{number}.docx")]);
        let text = place.does(&["letter", "show", number]);
        assert!(text.contains("李沐阳"), "{text}");
    }
}

#[test]
fn what_was_issued_stays_whatever_is_recorded_later() {
    let place = Place::school();
    let no = place.issues(&[
        "letter",
        "new",
        "report-bureau",
        "陈小禾",
        "--to",
        "同安区教育局",
        "--set",
        "cause=原因待查。",
    ]);
    let before = place.does(&["letter", "show", &no]);
    assert!(before.contains("同安区教育局：") && before.contains("原因待查。"), "{before}");
    place.does(&["contact", "陈小禾", "--by", "phone", "--reached", "yes", "--said", "不肯来", "--at", "18:30"]);
    place.does(&["school", "set", "--name", "凤栖第一中学"]);
    assert_eq!(place.does(&["letter", "show", &no]), before);
    let unknown = place.refuses(&["letter", "new", "report-bureau", "陈小禾", "--set", "thanks=谢谢"]);
    assert!(unknown.contains("thanks") && unknown.contains("cause"), "{unknown}");
}

#[test]
fn a_receipt_and_a_correction_stand_in_the_register() {
    let place = Place::school();
    let no = place.issues(&["letter", "new", "letter-street", "陈小禾"]);
    place.does(&["letter", "receipt", &no, "--by", "街道李干事", "--on", "2025-09-12", "--how", "当面送达"]);
    let row = &place.json(&["letter", "list"])[0];
    assert_eq!((&row["receipt"]["by"], &row["receipt"]["on"]), (&"街道李干事".into(), &"2025-09-12".into()));
    let again = place.run(&["letter", "receipt", &no, "--by", "街道王干事", "--on", "2025-09-12"]);
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("街道李干事") && said.contains("代替"), "{said}");
    let corrects = ["letter", "new", "letter-street", "陈小禾", "--corrects", &no];
    let second = place.issues(&[&corrects[..], &["--set", "correction=住址有误。"]].concat());
    assert_eq!(second, "外〔2025〕2号");
    let text = place.does(&["letter", "show", &second]);
    assert!(text.contains("更正") && text.contains("住址有误。") && text.contains("〔2025〕1号"), "{text}");
    assert_eq!(place.json(&["letter", "list"])[1]["corrects"], no.as_str());
    let other = place.refuses(&["letter", "new", "report-bureau", "陈小禾", "--corrects", &no]);
    assert!(other.contains(&no), "{other}");
    assert_eq!(place.json(&["verify"])["sound"], true);
}
