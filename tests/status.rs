//! Changes of status on the command line: applied for, in effect, put right.

mod place;

use place::Place;
use serde_json::{Value, json};

impl Place {
    /// A school of two pupils in 七年级(3)班; it is the third day of a truant's absence.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号\n七年级(3)班,1,吴清和,男,T0001\n七年级(4)班,1,林小雨,女,T0002\n";
        let place = Place::with_roster("2025-09-10", roster);
        place.write("接收函.pdf", "made up");
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            let roll = ["roll", "take", "--class", "7.3", "--date", day, "--session", "am", "--truant", "1"];
            place.does(&roll);
        }
        place
    }

    fn enrolled(&self) -> usize {
        self.json(&["pupils"]).as_array().unwrap().len()
    }
}

/// S8: a transfer in progress leaves the pupil on the roll until the last paper is there.
#[test]
fn a_transfer_takes_effect_with_its_last_paper_and_puts_right_what_came_before() {
    let place = Place::school();
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-09"];
    let applied = place.tells(&[&out[..], &["--paper", "application=seen", "--applied-on", "2025-09-08"]].concat());
    assert!(applied.contains("还没有生效") && applied.contains("对方学校") && applied.contains("审批"), "{applied}");
    assert_eq!(place.enrolled(), 2);
    let row = &place.json(&["status", "list"])[0];
    assert_eq!((&row["in_effect"], &row["papers"]), (&json!(false), &json!(["application"])));

    assert!(place.tells(&["todo"]).contains("转出手续，缺 3 项"), "the registrar is reminded of it");
    let acceptance = ["--paper", "acceptance=接收函.pdf", "--counterpart", "赣县中学"];
    place.does(&[&out[..3], &acceptance[..]].concat());
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-09"];
    let done = place.tells(&[&out[..3], &approved[..]].concat());
    assert!(done.contains("自 2025-09-09 起生效") && done.contains("无故未到 2 次不再计入"), "{done}");
    assert_eq!(place.enrolled(), 1);
    assert!(!place.tells(&["todo"]).contains("手续"));
    let list = place.json(&["status", "list", "--from", "2025-09-01", "--to", "2025-09-30"]);
    let [row] = list.as_array().unwrap().as_slice() else { panic!("{list}") };
    assert_eq!((&row["in_effect"], &row["counterpart"]), (&json!(true), &json!("赣县中学")));
    assert_eq!(row["papers"], json!(["application", "acceptance"]));
    let file = place.tells(&["pupil", "T0001"]);
    assert!(file.contains("转出，自 2025-09-09 起，已生效"), "{file}");
    assert!(file.contains("学籍  转出，赣县中学，自 2025-09-09 起"), "{file}");
    assert_eq!(place.json(&["verify"])["sound"], true);

    // The next level's approval comes later; it changes nothing of what holds.
    let next = ["--approved-by", "市教育局", "--approved-on", "2025-09-10", "--paper", "application=接收函.pdf"];
    let added = place.tells(&[&["status", "T0001", "transfer-out"], &next[..]].concat());
    assert!(added.contains("已补登，生效日不变") && added.contains("市教育局 2025-09-10"), "{added}");
    let row = &place.json(&["status", "list"])[0];
    assert_eq!((row["approvals"].as_array().unwrap().len(), &row["takes_effect"]), (2, &json!("2025-09-09")));

    let back = ["status", "T0001", "transfer-in", "--on", "2025-09-10", "--class", "7.4"];
    let papers = ["--paper", "application", "--paper", "residence", "--paper", "attendance"];
    let approved = ["--counterpart", "赣县中学", "--approved-by", "区教育局", "--approved-on", "2025-09-10"];
    place.does(&[&back[..], &papers[..], &approved[..]].concat());
    assert_eq!(place.enrolled(), 2);
}

#[test]
fn a_suspension_needs_its_end_and_ends_with_a_return() {
    let place = Place::school();
    let suspend = ["status", "林小雨", "suspend", "--on", "2025-09-10"];
    assert!(place.refuses(&suspend).contains("--until"));
    let papers = ["--paper", "application", "--paper", "hospital", "--paper", "history", "--until", "2026-01-30"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-10"];
    place.does(&[&suspend[..], &papers[..], &approved[..]].concat());
    let again = place.refuses(&["status", "林小雨", "suspend", "--on", "2025-09-10", "--until", "2026-01-30"]);
    assert!(again.contains("2025-09-10 起已有"), "{again}");
    let due = |day: &str| String::from_utf8_lossy(&place.on(day).run(&["todo"]).stdout).contains("休学期满，问复学");
    assert!(!due("2025-12-30") && due("2025-12-31"), "thirty days before its end");
    let class = place.refuses(&["status", "林小雨", "class", "--class", "7.3", "--on", "2025-09-11"]);
    assert!(class.contains("不在任何班级"), "{class}");
}

#[test]
fn papers_of_another_kind_are_refused_and_kinds_are_listed() {
    let place = Place::school();
    let wrong = place.refuses(&["status", "吴清和", "transfer-out", "--paper", "death=seen"]);
    assert!(wrong.contains("death") && wrong.contains("acceptance"), "{wrong}");
    let missing = place.refuses(&["status", "吴清和", "transfer-out", "--paper", "acceptance=nowhere.pdf"]);
    assert!(missing.contains("nowhere.pdf"), "{missing}");
    assert_eq!(place.json(&["status", "list"]), json!([]));
    let kinds = place.json(&["status", "kinds"]);
    assert_eq!(kinds[0]["papers"], json!(["application", "acceptance"]));
    place.does(&["status", "吴清和", "class", "--class", "7.4", "--seat", "2"]);
    assert_eq!(place.json(&["pupil", "吴清和"])["class"], "七年级(4)班");
}

#[test]
fn a_taken_seat_is_refused_and_a_free_one_is_given() {
    let place = Place::school();
    let taken = place.refuses(&["status", "吴清和", "class", "--class", "7.4", "--seat", "1"]);
    assert!(taken.contains("七年级(4)班 1 号坐着林小雨"), "{taken}");
    let moved = place.tells(&["status", "吴清和", "class", "--class", "7.4"]);
    assert!(moved.contains("座号 2，是班里下一个空号"), "{moved}");
    assert_eq!(place.json(&["pupil", "吴清和"])["seat"], 2);
    let same = place.refuses(&["status", "林小雨", "class", "--class", "7.4", "--seat", "1"]);
    assert!(same.contains("就在这个班"), "{same}");
}

#[test]
fn dates_are_told_as_what_they_are() {
    let place = Place::school();
    let class = ["status", "吴清和", "class", "--class", "7.4"];
    let ahead = place.tells(&[&class[..], &["--on", "2025-09-15"]].concat());
    assert!(ahead.contains("将于 2025-09-15 起生效") && !ahead.contains("已跟着改"), "{ahead}");
    assert_eq!(place.json(&["status", "list"])[0]["stands"], "ahead");
    let out = ["status", "林小雨", "transfer-out", "--approved-by", "区教育局", "--approved-on"];
    assert!(place.refuses(&[&out[..], &["2025-09-11"]].concat()).contains("审批日期 2025-09-11 还没有到"));
    let applied = place.refuses(&["status", "林小雨", "transfer-out", "--applied-on", "2025-09-12"]);
    assert!(applied.contains("申请日期 2025-09-12 还没有到"), "{applied}");
    let papers = ["--paper", "application", "--paper", "acceptance", "--counterpart", "赣县中学"];
    let late = ["--applied-on", "2025-09-05", "--on", "2025-09-08"];
    let told = place.tells(&[&out[..], &["2025-09-10"], &papers, &late].concat());
    assert!(told.contains("自 2025-09-08 起生效") && told.contains("按补登记处理"), "{told}");
}

#[test]
fn what_overlaps_names_what_stands_in_the_way_and_can_be_withdrawn() {
    let place = Place::school();
    place.does(&["status", "吴清和", "class", "--class", "7.4", "--on", "2025-09-10"]);
    let died = ["status", "吴清和", "died", "--on", "2025-09-10", "--paper", "death"];
    let clash = place.refuses(&died);
    assert!(clash.contains("2025-09-10 起已有“调班”") && clash.contains("status withdraw"), "{clash}");
    let back = place.tells(&["status", "withdraw", "吴清和"]);
    assert!(back.contains("已撤回：调班") && back.contains("在 七年级(3)班 1 号"), "{back}");
    let done = place.tells(&died);
    assert!(done.contains("死亡，自 2025-09-10 起生效"), "{done}");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_pending_application_shows_in_the_pupils_file() {
    let place = Place::school();
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-20", "--counterpart", "赣县中学"];
    let leave = place.tells(&[&out[..], &["--reach", "beyond"]].concat());
    assert!(leave.contains("还没有生效"), "{leave}");
    let file = place.tells(&["pupil", "吴清和"]);
    assert!(file.contains("转出申请中（2025-09-10 申请，拟 2025-09-20 起），还缺：申请表"), "{file}");
    assert!(place.json(&["pupil", "吴清和"])["applications"][0].as_str().unwrap().contains("审批"));
    let pending = place.json(&["status", "list", "--pending", "--kind", "transfer-out"]);
    assert_eq!((&pending[0]["reach"], &pending[0]["stands"]), (&json!("beyond"), &json!("applied-for")));
    // The empty seat meanwhile: leave up to a day on which one looks again.
    let too_long =
        place.refuses(&["status", "吴清和", "transfer-out", "--on", "2025-09-10", "--leave-until", "2025-09-30"]);
    assert!(too_long.contains("2025-09-23"), "{too_long}");
    let on_leave =
        place.tells(&["status", "吴清和", "transfer-out", "--on", "2025-09-10", "--leave-until", "2025-09-23"]);
    assert!(on_leave.contains("请假到 2025-09-23"), "{on_leave}");
    assert!(place.tells(&["pupil", "吴清和"]).contains("转学办理中：赣县中学"));
}

#[test]
fn somebody_new_is_transferred_in_and_limits_are_the_schools() {
    let place = Place::school();
    let new = ["status", "何新", "transfer-in", "--new", "--student-no", "T0009", "--class", "7.3"];
    place.does(&[&new[..], &["--counterpart", "泉州一中", "--on", "2025-09-10"]].concat());
    assert_eq!(place.enrolled(), 2, "applied for");
    let papers = ["--paper", "application", "--paper", "residence", "--paper", "attendance"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-10"];
    let done = place.tells(&[&["status", "T0009", "transfer-in"], &papers[..], &approved[..]].concat());
    assert!(done.contains("座号 2，是班里下一个空号"), "{done}");
    assert!(done.contains("1 次名按到校算他"), "{done}");
    assert_eq!(place.enrolled(), 3);
    assert!(place.refuses(&new).contains("已经在册：何新"));

    // Withdrawn, nobody is left who is neither here nor gone.
    place.does(&["status", "林未来", "transfer-in", "--new", "--class", "7.3", "--counterpart", "泉州一中"]);
    assert!(place.tells(&["status", "withdraw", "林未来"]).contains("现在：不在册"));
    let doubts = place.tells(&["report", "month", "2025-09", "--check"]);
    assert!(!doubts.contains("林未来"), "{doubts}");
    place.does(&["status", "林未来", "transfer-in", "--new", "--class", "7.3", "--counterpart", "泉州一中"]);

    assert_eq!(place.json(&["status", "limits"])["within"], 10);
    place.does(&["status", "limits", "within=5", "last_term=refuse"]);
    assert_eq!(place.json(&["status", "limits"])["last_term"], "refuse");
    let wrong = place.refuses(&["status", "limits", "within=never"]);
    assert!(wrong.contains("within=never") && wrong.contains("look_again"), "{wrong}");
}

#[test]
fn a_child_that_never_came_is_deferred() {
    let place = Place::school();
    let defer = ["status", "吴清和", "defer", "--on", "2025-09-02", "--until", "2026-08-31"];
    let papers = ["--paper", "application", "--paper", "condition"];
    let approved = ["--approved-by", "镇政府", "--approved-on", "2025-09-08", "--applied-on", "2025-09-01"];
    let done = place.tells(&[&defer[..], &papers[..], &approved[..]].concat());
    assert!(done.contains("缓学，自 2025-09-02 起生效"), "{done}");
    assert_eq!(place.enrolled(), 1);
    assert!(place.tells(&["pupil", "T0001"]).contains("缓学，自 2025-09-02 起，到 2026-08-31"));
    let kinds = place.tells(&["status", "kinds"]);
    assert!(kinds.contains("到哪天为止（--until）") && kinds.contains("班级（--class）"), "{kinds}");
}

#[test]
fn the_books_are_compared_with_the_export_name_by_name() {
    let place = Place::school();
    let export = "姓名,班级,学籍号,学生状态\n吴青和,七年级(3)班,T0001,在籍\n赵一,七年级(3)班,T0009,在籍\n林小雨,七年级(3)班,T0002,休学\n";
    place.write("国网导出.csv", export);
    let told = place.tells(&["compare", "国网导出.csv"]);
    for line in ["姓名不同", "系统有本校无", "状态不同", "本校在册 2 人，学籍系统 3 人，一致 0 人"]
    {
        assert!(told.contains(line), "{line}: {told}");
    }
    let json = place.json(&["compare", "国网导出.csv"]);
    let differs: Vec<&str> =
        json["rows"].as_array().unwrap().iter().map(|row| row["differs"].as_str().unwrap()).collect();
    assert_eq!(differs, ["only-there", "status", "name"]);
    assert_eq!(json["rows"][1]["there"]["enrolment"], "suspended");
    let written = place.tells(&["compare", "国网导出.csv", "--format", "xlsx", "--out", "核对.xlsx"]);
    assert!(written.contains("核对.xlsx") && place.path().join("核对.xlsx").exists(), "{written}");
    place.does(&["compare", "国网导出.csv", "--format", "docx", "--out", "核对.docx"]);
    assert_eq!(place.enrolled(), 2, "nothing was changed");
}

/// What is only applied for does not stand in the place of what holds, and a number under another name shows both names.
#[test]
fn the_change_that_holds_is_told_beside_the_one_under_way() {
    let place = Place::school();
    let papers = ["--paper", "application", "--paper", "acceptance"];
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-09", "--counterpart", "赣县中学"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-09"];
    place.does(&[&out[..], &papers[..], &approved[..]].concat());
    place.does(&[
        "status",
        "吴清和",
        "transfer-in",
        "--on",
        "2025-09-10",
        "--counterpart",
        "赣县中学",
        "--class",
        "7.3",
    ]);
    let export = "姓名,班级,学籍号,学生状态\n吴清和,七年级(3)班,T0001,在籍\n赵一,七年级(5)班,T0002,在籍\n";
    place.write("国网导出.csv", export);
    let json = place.json(&["compare", "国网导出.csv"]);
    let row = json["rows"].as_array().unwrap().iter().find(|row| row["name"] == "吴清和").unwrap();
    assert_eq!((&row["change"], &row["pending"]), (&json!("transfer-out"), &json!("transfer-in")), "{json}");
    let told = place.tells(&["compare", "国网导出.csv"]);
    assert!(told.contains("转出 七年级(3)班") && told.contains("转出、转入（办理中）"), "{told}");
    let class = told.lines().find(|line| line.starts_with("班级不同")).unwrap();
    assert!(class.contains("林小雨 七年级(4)班") && class.contains("赵一 七年级(5)班"), "{told}");
}

/// What is mistyped in the export is told; the pupil is there all the same, and is not said to be missing.
#[test]
fn a_faulty_row_of_the_export_is_compared_by_what_can_be_read() {
    let place = Place::school();
    let heads = "姓名,班级,学籍号,身份证件号,监护人1姓名,监护人1电话\n";
    let export = [heads, "吴清和,七年级(3)班,,350213201604199028,林大,1\n", "林小雨,第三小队,T0002,,,\n"].concat();
    place.write("国网导出.csv", &export);
    let told = place.tells(&["compare", "国网导出.csv"]);
    assert!(told.contains("校验不符") && told.contains("第三小队"), "{told}");
    let json = place.json(&["compare", "国网导出.csv"]);
    let differs: Vec<(&Value, &Value)> =
        json["rows"].as_array().unwrap().iter().map(|row| (&row["differs"], &row["name"])).collect();
    assert_eq!(differs, [(&json!("no-class"), &json!("林小雨"))]);
    assert_eq!((&json["agree"], &json["unread"]), (&json!(1), &json!([])));
}

#[test]
fn the_registers_of_the_registrar_are_read_out_of_the_changes() {
    let place = Place::school();
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-09", "--reach", "beyond"];
    let papers = ["--paper", "application", "--paper", "acceptance", "--counterpart", "赣县中学"];
    place.does(&[&out[..], &papers, &["--approved-by", "区教育局", "--approved-on", "2025-09-09"]].concat());
    place.does(&["status", "林小雨", "suspend", "--until", "2026-01-30"]);
    let pupils = place.json(&["register", "pupils"]);
    assert_eq!((&pupils["rows"][0]["name"], &pupils["rows"][0]["pending"]), (&json!("林小雨"), &json!("休学")));
    assert_eq!(pupils["rows"].as_array().unwrap().len(), 1);
    let changes = place.json(&["register", "status-changes"]);
    let kinds: Vec<&Value> = changes["rows"].as_array().unwrap().iter().map(|row| &row["kind"]).collect();
    assert_eq!(kinds, ["转出", "休学"]);
    let transfers = place.json(&["register", "transfers"]);
    assert_eq!((&transfers["rows"][0]["reach"], &transfers["rows"][0]["state"]), (&json!("跨省"), &json!("已生效")));
    place.does(&["register", "transfers", "--format", "xlsx", "--out", "转学.xlsx"]);
}

/// Domain handbook 2.4: the registrar records, a homeroom teacher applies for the own class.
#[test]
fn a_homeroom_teacher_applies_and_the_registrar_records() {
    let place = Place::school();
    let staff = "姓名,职务,班级\n王老师,班主任,七年级(3)班\n林老师,班主任,七年级(4)班\n周老师,学籍管理员,\n";
    place.write("staff.csv", staff);
    place.does(&["import", "staff", "staff.csv"]);
    let died = ["status", "吴清和", "died", "--on", "2025-09-09", "--paper", "death=seen"];
    let by = |who: &'static str, arguments: &[&'static str]| [&["--as", who], arguments].concat();
    assert!(place.refuses(&by("林老师", &died)).contains("班主任只能为本班学生申请"));
    assert!(place.refuses(&by("王老师", &died)).contains("不能登记生效"));
    place.does(&by("王老师", &["status", "吴清和", "transfer-out", "--on", "2025-09-12"]));
    assert!(place.refuses(&by("林老师", &["status", "withdraw", "吴清和"])).contains("学籍管理员"));
    place.does(&by("王老师", &["status", "withdraw", "吴清和"]));
    place.does(&by("周老师", &died));
    place.does(&["status", "withdraw", "吴清和"]);
}

/// Three of whom a change of status has said where they are, and one who has only applied: none is put into a class by a
/// list that knows nothing of it, with numbers or without; the other rows go on.
#[test]
fn a_roster_imported_again_undoes_no_change_of_status() {
    let place = Place::school();
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-09", "--counterpart", "赣县中学"];
    let papers = ["--paper", "application", "--paper", "acceptance"];
    place.does(&[&out[..], &papers, &["--approved-by", "区教育局", "--approved-on", "2025-09-09"]].concat());
    place.does(&["status", "林小雨", "class", "--class", "7.3", "--seat", "5"]);
    let new = ["status", "何新", "transfer-in", "--new", "--student-no", "T0009", "--class", "7.3"];
    place.does(&[&new[..], &["--counterpart", "泉州一中"]].concat());
    let before = place.json(&["pupils"]);
    let numbered =
        "班级,座号,姓名,学籍号\n七年级(3)班,1,吴清和,T0001\n七年级(4)班,1,林小雨,T0002\n七年级(3)班,7,何新,T0009\n";
    let names = "班级,座号,姓名\n七年级(3)班,1,吴清和\n七年级(4)班,1,林小雨\n七年级(3)班,7,何新\n";
    for list in [numbered, names] {
        place.write("again.csv", list);
        let told = place.tells(&["import", "roster", "again.csv"]);
        assert!(told.contains("新增 0，变更 0") && told.contains("不改动 3"), "{told}");
        for said in [
            "吴清和 ****0001：已登记转出（2025-09-09 起），名册里还有：不改动",
            "林小雨 ****0002：已登记调班（2025-09-10 起），名册里班级写 七年级(4)班：不改动",
            "何新 ****0009：转入申请中（2025-09-10 申请），还没有生效，名册里还有：不改动",
            "baoxue status",
        ] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert_eq!(place.json(&["pupils"]), before);
    }
    place.write("more.csv", format!("{numbered}七年级(4)班,2,郑亦可,T0010\n"));
    let more = place.json(&["import", "roster", "more.csv"]);
    assert_eq!((&more["recorded"], &more["new"], &more["kept"]), (&json!(true), &json!(1), &json!(3)));
    let holds = &more["kept_as_in_books"][0]["holds"];
    assert_eq!(*holds, json!({"by": "status", "kind": "transfer-out", "from": "2025-09-09"}));
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// The first day of a pupil who was transferred in is that of the transfer, whatever 入学日期 the export has.
#[test]
fn a_roster_moves_no_day_that_a_transfer_has_set() {
    let place = Place::school();
    let new = [
        "status",
        "何新",
        "transfer-in",
        "--new",
        "--student-no",
        "T0009",
        "--class",
        "7.3",
        "--counterpart",
        "泉州一中",
    ];
    let papers = ["--paper", "application", "--paper", "residence", "--paper", "attendance"];
    place.does(&[&new[..], &papers, &["--approved-by", "区教育局", "--approved-on", "2025-09-10"]].concat());
    place.write("again.csv", "班级,姓名,学籍号,入学日期,现住址\n七年级(3)班,何新,T0009,2025-09-01,梧桐社区9号\n");
    let told = place.tells(&["import", "roster", "again.csv"]);
    assert!(told.contains("名册里入学日期写 2025-09-01：不改动") && told.contains("变更 1"), "{told}");
    assert!(!place.on("2025-09-09").json(&["pupils"]).to_string().contains("何新"));
}

/// Boys and girls add up to the whole: a newcomer's sex is asked for, or read out of the ID number.
#[test]
fn sex_and_birthday_of_a_newcomer_are_asked_for_or_read_out_of_the_number() {
    let place = Place::school();
    let new = |name: &'static str, more: &[&'static str]| {
        let new = ["status", name, "transfer-in", "--new", "--class", "7.3", "--counterpart", "泉州一中"];
        let papers = ["--paper", "application", "--paper", "residence", "--paper", "attendance"];
        [&new[..], &papers, &["--approved-by", "区教育局", "--approved-on", "2025-09-10"], more].concat()
    };
    let said = place.tells(&new("何新", &["--sex", "female", "--birth", "2013-03-04"]));
    assert!(!said.contains("性别"), "{said}");
    place.does(&new("郑亦可", &["--id-no", "35021220140415002X"]));
    place.does(&new("王小明", &["--student-no", "G350212201404150046"]));
    let unknown = place.tells(&new("许知远", &[]));
    assert!(unknown.contains("性别没有登记") && unknown.contains("--sex"), "{unknown}");
    let figures = place.json(&["report", "month", "2025-09"])["report"]["total"].clone();
    assert_eq!(
        (&figures["boys"], &figures["girls"], &figures["closing"]),
        (&json!(1), &json!(4), &json!(6)),
        "{figures}"
    );
    place.does(&["report", "month", "2025-09", "--format", "text", "--out", "月报.txt"]);
    let report = std::fs::read_to_string(place.path().join("月报.txt")).unwrap();
    assert!(report.split_whitespace().collect::<String>().contains("另有1人性别未登记"), "{report}");
}
