//! Plans, teaching at home with its quota, responsibility letters and the work log on the command line.

mod place;

use place::Place;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Stdio;

impl Place {
    /// A school of three pupils and a small staff.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号\n七年级(3)班,1,吴清和,男,T0001\n七年级(3)班,2,林小雨,女,T0002\n七年级(4)班,1,何星野,男,T0003\n";
        let place = Place::with_roster("2025-11-19", roster);
        place.write("签到表.pdf", "made up");
        place.does(&["staff", "add", "林校长", "--role", "leadership"]);
        place.does(&["staff", "add", "陈老师", "--role", "homeroom", "--class", "7.3"]);
        place.does(&["staff", "add", "周组长", "--role", "grade-lead", "--grade", "7"]);
        place
    }

    fn taught_at_home(&self) -> String {
        self.does(&["staff", "add", "林老师"]);
        let new = ["plan", "new", "吴清和", "--kind", "home-teaching", "--from", "2025-09-01", "--goal", "能自己吃饭"];
        self.tells(&[&new[..], &["--measures", "每月三次", "--helpers", "陈老师、林老师"]].concat())
    }

    fn visit(&self, day: &str, lessons: &str) -> String {
        let visit =
            ["plan", "record", "吴清和", "--on", day, "--at", "09:00", "--until", "10:30", "--lessons", lessons];
        self.tells(&[&visit[..], &["--who", "陈老师、林老师", "--what", "认读", "--confirmed-by", "母亲"]].concat())
    }
}

#[test]
fn a_child_taught_at_home_is_on_the_books_without_a_roll_and_its_missing_visits_are_the_owners() {
    let place = Place::school();
    let begun = place.taught_at_home();
    assert!(begun.contains("不点名"), "{begun}");
    assert_eq!(place.json(&["pupils"]).as_array().unwrap().len(), 3, "on the books");
    let roll = place.tells(&["roll", "take", "--class", "7.3", "--session", "am", "--unknown", "2"]);
    assert!(!roll.contains("吴清和"), "{roll}");
    let seat = place.refuses(&["roll", "take", "--class", "7.3", "--session", "pm", "--unknown", "1"]);
    assert!(seat.contains("1"), "{seat}");

    assert!(place.visit("2025-11-05", "2").contains("已送 1 / 应送 3 次"));
    place.visit("2025-11-12", "1");
    let quota = place.json(&["quota", "吴清和"]);
    assert_eq!(quota["in_month"], json!({ "owed": 3, "given": 1 }));
    assert_eq!((&quota["missing"], &quota["behind"], &quota["short"]), (&json!(2), &json!(6), &json!(1)));
    assert_eq!(quota["in_year"], json!({ "owed": 90, "given": 3 }));
    assert_eq!(place.json(&["quota", "吴清和", "--month", "2025-10"])["in_month"], json!({ "owed": 3, "given": 0 }));
    let said = place.tells(&["quota", "吴清和"]);
    assert!(said.contains("[######..............]") && said.contains("还应 2 次"), "{said}");

    let todo = place.json(&["todo"]);
    let line = todo.as_array().unwrap().iter().find(|line| line["what"] == "teach_at_home").unwrap().clone();
    assert_eq!((&line["pupil"]["name"], &line["staff"]), (&json!("吴清和"), &json!(["陈老师"])));
    assert!(line["late_school_days"].as_u64().unwrap() > 0, "{line}");

    place.does(&["quota", "set", "home", "--visits", "1", "--from", "2025-09-01"]);
    assert_eq!(place.json(&["quota", "吴清和"])["missing"], 0);
    assert!(place.refuses(&["quota", "林小雨"]).contains("没有送教上门的方案"));

    let close = ["plan", "close", "吴清和", "--result", "能回班"];
    assert!(place.refuses(&close).contains("--back-to"));
    let said = place.tells(&[&close[..], &["--back-to", "7.3"]].concat());
    assert!(said.contains("七年级(3)班点名，座号 3"), "at home from the first day on, and never in a seat: {said}");
    let back = place.on("2025-11-20").tells(&["pupil", "吴清和"]);
    assert!(back.contains("七年级(3)班"), "{back}");
}

#[test]
fn a_plan_is_begun_reviewed_and_closed() {
    let place = Place::school();
    let new = ["plan", "new", "林小雨", "--kind", "learning", "--from", "2025-10-08", "--goal", "数学及格"];
    assert!(place.refuses(&[&new[..], &["--measures", " "]].concat()).contains("措施"));
    let more = ["--measures", "每周两次辅导", "--subjects", "数学", "--cause", "method", "--cause", "family"];
    place.does(&[&new[..], &more].concat());
    assert!(place.refuses(&[&new[..], &["--measures", "再来"]].concat()).contains("2025-10-08"));

    let plans = place.json(&["plan", "list", "--kind", "learning", "--class", "7.3", "--open"]);
    let plan = &plans[0];
    assert_eq!((&plan["owner"], &plan["review_due"]), (&json!("陈老师"), &json!("2025-11-08")));
    let todo = place.json(&["todo"]);
    assert!(todo.as_array().unwrap().iter().any(|line| line["what"] == "review_plan"), "{todo}");
    place.does(&["plan", "record", "林小雨", "--review", "--what", "进步明显", "--result", "继续"]);
    let shown = place.json(&["plan", "show", "林小雨"]);
    assert_eq!((&shown[0]["review_due"], &shown[0]["records"][0]["kind"]), (&json!("2025-12-19"), &json!("review")));
    assert_eq!(shown[0]["causes"], json!(["method", "family"]));

    let lesson = ["plan", "record", "林小雨", "--what", "辅导", "--lessons", "2"];
    assert!(place.refuses(&lesson).contains("送教"));
    place.does(&["plan", "write", "林小雨", "--format", "text", "--out", "方案.txt"]);
    let written = fs::read_to_string(place.path().join("方案.txt")).unwrap();
    assert!(
        written.contains("学困生帮扶计划") && written.contains("方法、家庭") && !written.contains("排名"),
        "{written}"
    );
    let printed = place.tells(&["plan", "write", "林小雨", "--paper", "records", "--format", "text"]);
    assert!(printed.contains("学困生帮扶记录") && printed.contains("进步明显"), "{printed}");

    place.does(&["plan", "close", "林小雨", "--result", "达到目标"]);
    assert!(place.json(&["plan", "list", "--open"]).as_array().unwrap().is_empty());
    assert_eq!(place.json(&["plan", "list"])[0]["closed_on"], "2025-11-19");
}

/// What `todo` lists `todo --json` lists too, and a plan's owner is named by the role that is the owner's.
#[test]
fn the_list_of_things_to_do_is_whole_for_scripts_and_names_owners_by_their_own_role() {
    let place = Place::school();
    place.does(&["groups", "add", "林小雨", "--kind", "orphan", "--source", "民政", "--from", "2025-09-01"]);
    place.does(&["staff", "add", "德主任", "--role", "affairs"]);
    let new = ["plan", "new", "林小雨", "--kind", "family", "--from", "2025-09-01", "--goal", "按时到校"];
    place.does(&[&new[..], &["--measures", "每周联系", "--owner", "德主任"]].concat());
    let (told, rows) = (place.tells(&["todo"]), place.json(&["todo"]));
    assert!(told.contains("德育处 德主任") && !told.contains("班主任 德主任"), "{told}");
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), told.lines().count() - 1, "{told}{rows:?}");
    let row = |what: &str| rows.iter().find(|row| row["what"] == what).unwrap_or_else(|| panic!("{what}: {rows:?}"));
    assert_eq!((&row("look_after")["class"], &row("look_after")["count"]), (&json!("七年级(3)班"), &json!(1)));
    assert_eq!(row("grant_aid")["count"], 1);
    assert!(row("review_plan")["pupil"]["name"] == "林小雨" && row("review_plan")["who"] == "affairs");
}

#[test]
fn two_teachers_visit_and_photographs_need_agreement() {
    let place = Place::school();
    place.taught_at_home();
    let visit = ["plan", "record", "吴清和", "--what", "认读", "--lessons", "2"];
    assert!(place.refuses(&visit).contains("2 名教师"));
    let two = [&visit[..], &["--who", "陈老师、林老师", "--attach", "签到表.pdf"]].concat();
    assert!(place.refuses(&two).contains("--photos-agreed"));
    place.does(&[&two[..], &["--photos-agreed"]].concat());
    place.does(&["plan", "write", "吴清和", "--paper", "lesson", "--format", "text", "--out", "送教.txt"]);
    let sheet = fs::read_to_string(place.path().join("送教.txt")).unwrap();
    assert!(sheet.contains("送教记录表（第1次）") && sheet.contains("家长同意留存"), "{sheet}");
    place.does(&["dossier", "吴清和", "--format", "folder", "--out", "一生一案"]);
    let names: Vec<String> = walk(&place.path().join("一生一案"));
    assert!(names.iter().any(|name| name.contains("15-送教上门服务方案")), "{names:?}");
}

fn walk(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => names.extend(walk(&entry.path())),
            false => names.push(entry.file_name().to_string_lossy().into_owned()),
        }
    }
    names
}

/// What tells of need is for whom it concerns: the class's teacher, the offices, and who teaches by the plan.
#[test]
fn plans_and_names_behind_figures_are_for_whom_they_concern() {
    let place = Place::school();
    place.taught_at_home();
    place.does(&["staff", "add", "何老师", "--role", "homeroom", "--class", "7.4"]);
    place.does(&["staff", "add", "林老师", "--role", "grade-lead", "--grade", "8"]);
    let by = |who: &'static str, rest: &[&'static str]| [&["--as", who], rest].concat();
    for allowed in ["陈老师", "周组长", "林校长", "林老师"] {
        assert_eq!(place.json(&by(allowed, &["plan", "list"])).as_array().unwrap().len(), 1, "{allowed}");
        assert!(place.does(&by(allowed, &["plan", "show", "吴清和"])).contains("能自己吃饭"), "{allowed}");
    }
    assert_eq!(place.json(&by("何老师", &["plan", "list"])), json!([]));
    let shown = place.refuses(&by("何老师", &["plan", "show", "吴清和"]));
    assert!(shown.contains("只供该生的班主任"), "{shown}");
    place.refuses(&by("何老师", &["plan", "write", "吴清和", "--format", "text"]));
    let file = |who: &'static str| place.json(&by(who, &["pupil", "吴清和"]))["timeline"].to_string();
    assert!(file("周组长").contains("能自己吃饭") && !file("何老师").contains("能自己吃饭"));
    let journal = |who: &'static str| place.json(&by(who, &["journal"])).to_string();
    assert!(journal("周组长").contains("吴清和 送教上门") && !journal("何老师").contains("吴清和 送教上门"));
    assert!(place.json(&by("陈老师", &["todo"])).to_string().contains("teach_at_home"));
    let others = place.json(&by("何老师", &["todo"]));
    let counted = others.as_array().unwrap().iter().find(|row| row["what"] == "see_to_plans").unwrap();
    assert_eq!(
        (&counted["pupil"], &counted["class"], &counted["count"]),
        (&json!(null), &json!("七年级(3)班"), &json!(1))
    );
    let told = place.tells(&by("何老师", &["todo"]));
    assert!(
        !others.to_string().contains("吴清和") && !told.contains("吴清和") && told.contains("帮扶方案的事 1 件"),
        "{told}"
    );
    assert!(place.refuses(&by("何老师", &["quota", "吴清和"])).contains("只供该生的班主任"));
    let none = place.refuses(&by("何老师", &["quota", "林小雨"]));
    assert!(none.contains("只供该生的班主任"), "no plan is told as one is: {none}");
    place.does(&by("陈老师", &["plan", "write", "吴清和", "--format", "text", "--out", "方案.txt"]));
    assert!(journal("陈老师").contains("送教上门服务方案"), "who wrote it may know");
    assert!(!journal("何老师").contains("送教上门服务方案") && journal("何老师").contains("导出个人信息"));
    let excused = ["report", "month", "2025-11", "--figure", "excused_from_roll"];
    assert_eq!(place.json(&by("陈老师", &excused)).as_array().unwrap().len(), 1);
    assert_eq!(place.json(&by("何老师", &excused)), json!([]));
    let figure = ["report", "month", "2025-11", "--figure", "home_taught"];
    assert_eq!(place.json(&by("陈老师", &figure)).as_array().unwrap().len(), 1);
    assert_eq!(place.json(&by("何老师", &figure)), json!([]));
    assert!(place.tells(&by("何老师", &figure)).contains("只供该生的班主任"));
    let report = place.json(&by("何老师", &["report", "month", "2025-11"]));
    assert_eq!(report["report"]["total"]["home_taught"], 1, "figures are for everybody");
    let evidence = place.refuses(&by("何老师", &["evidence", "export", "佐证"]));
    assert!(evidence.contains("由校领导、德育处或学籍管理员导出"), "{evidence}");
    let visit = ["plan", "record", "吴清和", "--lessons", "2", "--who", "陈老师、林老师", "--what", "认读"];
    place.does(&[&visit[..], &["--attach", "签到表.pdf", "--photos-agreed"]].concat());
    place.does(&by("林校长", &["evidence", "export", "佐证"]));
    let mut chapters = fs::read_dir(place.path().join("佐证")).unwrap().map(|it| it.unwrap().path());
    let chapter = chapters.find(|path| path.to_string_lossy().contains("/12 ")).unwrap();
    assert!(walk(&chapter).iter().any(|name| name.contains("送教附件")), "with what else is of teaching at home");
}

/// Who has nothing to do with the pupil begins, changes and closes no plan; letters are signed in by the office.
#[test]
fn plans_and_signatures_are_for_those_whose_they_are() {
    let place = Place::school();
    place.does(&["staff", "add", "何老师", "--role", "homeroom", "--class", "7.4"]);
    let by = |who: &'static str, rest: &[&'static str]| [&["--as", who], rest].concat();
    let new = ["plan", "new", "吴清和", "--kind", "home-teaching", "--from", "2025-09-01", "--goal", "会写"];
    let new = [&new[..], &["--measures", "每周一次"]].concat();
    let refused = place.refuses(&by("何老师", &new));
    assert!(refused.contains("由该生的班主任"), "{refused}");
    place.does(&by("陈老师", &new));
    let close = ["plan", "close", "吴清和", "--result", "好", "--back-to", "7.3"];
    assert!(place.refuses(&by("何老师", &close)).contains("由该生的班主任"));
    let visit = ["plan", "record", "吴清和", "--lessons", "2", "--who", "陈老师、林校长", "--what", "认读"];
    assert!(place.refuses(&by("何老师", &visit)).contains("只供该生的班主任"));
    place.does(&by("周组长", &close));
    let sign = ["pledge", "sign", "陈老师", "--level", "3"];
    assert!(place.refuses(&by("何老师", &sign)).contains("全校"));
    place.does(&by("林校长", &sign));
    let words = ["report", "self-inspection", "--section", "next", "--text", "继续努力"];
    assert!(place.refuses(&by("何老师", &words)).contains("全校"));
    place.does(&by("林校长", &words));
}

/// At two desks on one database, at the same moment: one plan is begun, and the other desk is told since when it runs.
#[test]
fn two_desks_begin_one_plan() {
    let place = Place::school();
    let new = ["plan", "new", "林小雨", "--kind", "family", "--goal", "按时到校", "--measures", "每周联系"];
    let desks = [0, 1].map(|_| {
        let mut command = place.command(&new);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    let outputs = desks.map(|desk| desk.wait_with_output().unwrap());
    let mut codes = outputs.iter().map(|output| output.status.code().unwrap()).collect::<Vec<_>>();
    codes.sort_unstable();
    let said: Vec<String> = outputs.iter().map(|it| String::from_utf8_lossy(&it.stderr).into_owned()).collect();
    assert_eq!(codes, [0, 1], "{said:?}");
    assert!(said.iter().any(|said| said.contains("同类方案自 2025-11-19 起")), "{said:?}");
    assert_eq!(place.json(&["plan", "list"]).as_array().unwrap().len(), 1);
    place.does(&["plan", "close", "林小雨", "--result", "好"]);
}

#[test]
fn a_plan_that_runs_is_put_right() {
    let place = Place::school();
    let new = ["plan", "new", "林小雨", "--kind", "learning", "--from", "2025-10-08", "--goal", "数学及格"];
    place.does(&[&new[..], &["--measures", "每周两次辅导", "--cause", "method"]].concat());
    let said = place.tells(&["plan", "edit", "林小雨", "--goal", "数学七十分", "--from", "2025-10-09"]);
    assert!(said.contains("已改"), "{said}");
    let shown = &place.json(&["plan", "show", "林小雨"])[0];
    assert_eq!((&shown["goal"], &shown["measures"]), (&json!("数学七十分"), &json!("每周两次辅导")));
    assert_eq!((&shown["from"], &shown["causes"]), (&json!("2025-10-09"), &json!(["method"])));
    assert!(place.refuses(&["plan", "edit", "林小雨", "--goal", "数学七十分"]).contains("没有改动"));
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn what_cannot_be_is_refused_and_the_limit_told() {
    let place = Place::school();
    place.taught_at_home();
    let visit = ["plan", "record", "吴清和", "--who", "陈老师、林老师", "--what", "认读", "--lessons", "20"];
    assert!(place.refuses(&visit).contains("最多 8 课时"));
    let long = "字".repeat(601);
    let log = ["log", "add", "meeting", "--who", "全体", "--what", &long];
    assert!(place.refuses(&log).contains("最多写 600 个字"));
    place.does(&["log", "add", "meeting", "--who", "全体", "--what", &long[3..]]);
}

#[test]
fn everybody_who_must_sign_is_listed_until_signed_and_the_letters_come_in_one_go() {
    let place = Place::school();
    let list = place.json(&["pledge", "list"]);
    let levels: Vec<u64> = list.as_array().unwrap().iter().map(|row| row["level"].as_u64().unwrap()).collect();
    assert_eq!(levels, [1, 2, 3], "{list}");
    assert_eq!(place.json(&["pledge", "list", "--families"]).as_array().unwrap().len(), 6);
    place.does(&["pledge", "sign", "陈老师", "--level", "3", "--on", "2025-09-05", "--attach", "签到表.pdf"]);
    place.does(&["pledge", "sign", "林小雨", "--level", "5", "--by", "林母", "--on", "2025-09-06"]);
    let missing = place.tells(&["pledge", "list", "--missing"]);
    assert!(!missing.contains("陈老师（") && missing.contains("已签 1 份"), "{missing}");
    let again = place.refuses(&["pledge", "sign", "陈老师", "--level", "3"]);
    assert!(again.contains("2025-09-05 已经签过（陈老师 登记）"), "{again}");
    assert!(place.refuses(&["pledge", "sign", "何老师"]).contains("何老师"));
    assert!(place.refuses(&["pledge", "sign", "陈老师", "--level", "9"]).contains("1 到 5"));
    place.does(&["pledge", "make", "--folder", "责任书"]);
    assert_eq!(fs::read_dir(place.path().join("责任书")).unwrap().count(), 3);
    // What is there stays; those made again stand beside it, whole.
    let again = place.tells(&["pledge", "make", "--folder", "责任书"]);
    assert!(again.contains("责任书 (2)"), "{again}");
    assert_eq!(fs::read_dir(place.path().join("责任书 (2)")).unwrap().count(), 3);
    assert_eq!(fs::read_dir(place.path().join("责任书")).unwrap().count(), 3);
    place.does(&["pledge", "make", "--format", "text", "--out", "全部.txt"]);
    let all = fs::read_to_string(place.path().join("全部.txt")).unwrap();
    assert_eq!(all.matches("乙方（签字）").count(), 3, "{all}");
    assert_eq!((all.matches("甲方（公章）").count(), all.matches("甲方（签字）").count()), (1, 2), "{all}");
}

#[test]
fn meetings_and_trainings_are_logged_listed_and_written_as_a_workbook() {
    let place = Place::school();
    let add = ["log", "add", "meeting", "--on", "2025-09-12", "--place", "二楼会议室", "--who", "领导小组全体"];
    place.does(&[&add[..], &["--what", "研究九月缺勤", "--attach", "签到表.pdf"]].concat());
    place.does(&["log", "add", "training", "--who", "学籍管理员", "--what", "学籍异动手续"]);
    let list = place.json(&["log", "list", "--kind", "meeting"]);
    assert_eq!((&list[0]["on"], &list[0]["attachments"]), (&json!("2025-09-12"), &json!(["签到表.pdf"])));
    assert_eq!(place.json(&["log", "list"]).as_array().unwrap().len(), 2);
    place.does(&["log", "write", "--format", "xlsx", "--out", "工作记录.xlsx"]);
    assert!(fs::read(place.path().join("工作记录.xlsx")).unwrap().starts_with(b"PK"));
    assert!(place.refuses(&["log", "list", "--from", "2025-12-01"]).contains("2025-12-01"));
}
