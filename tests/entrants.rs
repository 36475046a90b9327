//! New entrants on the command line: the list, the notices, the desk, the tracing, the figures.

mod place;

use place::Place;
use serde_json::{Value, json};
use std::fs;
use std::process::{Output, Stdio};

/// Five children: one listed twice, one too young, one a pupil already, one without any date.
const LIST: &str = "\
同安区2026年适龄儿童名单
姓名,性别,身份证号,出生日期,户籍地,现住址,村居,监护人,联系电话,毕业小学,来源,备注
罗小满,女,35021220140415002X,,福建省厦门市同安区,梧桐社区1号,梧桐社区,罗建平,13900000001,凤栖小学,公安,
孙若曦,女,,2014-03-02,江西省赣州市赣县,梧桐社区2号,梧桐社区,孙伟,13900000002,凤栖小学,村居,
唐一诺,男,,2014-06-11,福建省厦门市同安区,溪岸社区3号,溪岸社区,唐军,13900000003,凤栖小学,村居,
罗小满,女,35021220140415002X,,,,梧桐社区,罗建平,,,公安,
魏来,男,,2018-06-11,,,溪岸社区,,,,村居,
吴清和,男,,2013-01-09,,,溪岸社区,,,,村居,
金星,男,,,,,溪岸社区,,,,村居,
合计,7
";

impl Place {
    /// A junior school of one pupil in the spring before the entry of 2026.
    fn school() -> Place {
        let place = Place::empty("2026-06-20");
        place.write("在读证明.pdf", "made up");
        place.write("list.csv", LIST);
        let roster = "班级,座号,姓名,性别,学籍号,出生日期\n七年级(3)班,1,吴清和,男,T0001,2013-01-09\n";
        place.write("roster.csv", roster);
        let term = "2026-02-24..2026-07-10";
        place.does(&["init", "--school", "凤栖中学", "--term", term, "--name", "陈老师"]);
        place.does(&["import", "roster", "roster.csv"]);
        place
    }

    fn listed() -> Place {
        let place = Place::school();
        place.does(&["import", "entrants", "list.csv"]);
        place
    }

    fn noticed() -> Place {
        let place = Place::listed();
        let days = ["--from", "2026-07-05", "--to", "2026-07-08", "--place", "教学楼大厅"];
        place.on("2026-06-25").does(&[&["entrants", "notices", "--out", "通知书.docx"], &days[..]].concat());
        place
    }

    fn states_on(&self, day: &str) -> Vec<(String, String)> {
        let list = self.on(day).json(&["entrants", "list"]);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        list.as_array().unwrap().iter().map(|row| (text(&row["name"]), text(&row["state"]))).collect()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_list_is_imported_and_what_is_wrong_with_it_is_told() {
    let place = Place::school();
    let dry = place.json(&["import", "entrants", "list.csv", "--dry-run"]);
    assert_eq!((&dry["recorded"], &dry["new"], &dry["faulty_rows"]), (&json!(false), &json!(3), &json!(4)));
    let kinds: Vec<&str> = dry["faults"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["duplicate_id_no", "too_young", "on_the_books", "missing_birth"]);
    assert_eq!(dry["unread_columns"], json!(["备注"]));
    assert_eq!(place.json(&["entrants", "list"]), json!([]));
    let done = place.tells(&["import", "entrants", "list.csv", "--faulty", "有误.csv"]);
    assert!(done.contains("新增 3") && done.contains("还不到入读七年级的年龄"), "{done}");
    assert!(fs::read_to_string(place.path().join("有误.csv")).unwrap().contains("已经在本校在册"));
    let again = place.on("2026-06-21").json(&["import", "entrants", "list.csv"]);
    assert_eq!((&again["recorded"], &again["unchanged"]), (&json!(false), &json!(3)), "{again}");
    let list = place.json(&["entrants", "list", "--village", "梧桐社区"]);
    let row = list.as_array().unwrap().iter().find(|row| row["name"] == "罗小满").unwrap();
    assert_eq!((&row["grade"], &row["source"], &row["year"]), (&json!(7), &json!("police"), &json!(2026)));
    assert!(!row["id_no"].as_str().unwrap().contains("201404"), "masked: {row}");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn notices_are_numbered_once_and_printed_again_as_they_were() {
    let place = Place::noticed();
    let again = place.on("2026-06-26").json(&["entrants", "notices", "--out", "again.txt", "--place", "操场"]);
    assert_eq!((&again["issued"], &again["written"]), (&json!(0), &json!(3)));
    let text = fs::read_to_string(place.path().join("again.txt")).unwrap();
    for number in 1..=3 {
        assert!(text.contains(&format!("入学通知〔2026〕{number}号")), "{text}");
    }
    assert!(text.contains("7月5日至7月8日到教学楼大厅报到") && !text.contains("操场"), "{text}");
    let bare: String = text.split_whitespace().collect();
    assert!(bare.contains("回执") && bare.contains("罗建平（罗小满的监护人）"), "{text}");
    // A name put right afterwards changes no notice that is out.
    let mended = "姓名,身份证号,村居,监护人\n罗小漫,35021220140415002X,梧桐社区,罗建平\n";
    place.write("mended.csv", mended);
    let told = place.on("2026-06-27").tells(&["import", "entrants", "mended.csv"]);
    assert!(told.contains("变更 0") && told.contains("姓名原为 罗小满，这份名单写 罗小漫：不改动"), "{told}");
    let overruled = place.on("2026-06-27").tells(&["import", "entrants", "mended.csv", "--overrule"]);
    assert!(overruled.contains("变更 1"), "{overruled}");
    let one = ["entrants", "notices", "--out", "one.txt", "--child", "罗小漫"];
    assert_eq!(place.on("2026-06-27").json(&one)["written"], 1);
    assert!(fs::read_to_string(place.path().join("one.txt")).unwrap().contains("罗小满"));
    let wrong = place.on("2026-06-27").refuses(&["entrants", "notices", "--out", "x.txt", "--child", "无名"]);
    assert!(wrong.contains("无名") && wrong.contains("entrants list"), "{wrong}");
}

#[test]
fn notices_are_taken_by_village_or_one_by_one() {
    let place = Place::noticed();
    let early = ["entrants", "deliver", "唐一诺", "--by", "唐军", "--on", "2026-06-24"];
    assert!(place.on("2026-06-26").refuses(&early).contains("2026-06-25"));
    let village = ["entrants", "deliver", "--village", "梧桐社区", "--by", "林主任", "--how", "村居代发"];
    assert!(place.on("2026-06-26").tells(&village).contains("2 份"));
    assert!(place.on("2026-06-26").tells(&village).contains("没有待送达"));
    let row = &place.on("2026-06-26").json(&["entrants", "list", "--village", "梧桐社区"])[0];
    assert_eq!((&row["state"], &row["delivered_to"]), (&json!("notified"), &json!("林主任")));
    let figures = place.on("2026-06-26").json(&["entrants", "list", "--figures"]);
    assert_eq!(
        (&figures["issued"], &figures["delivered"], &figures["entry_rate"]),
        (&json!(3), &json!(2), &json!(0.0))
    );
}

/// At two desks on one database, at the same moment: one of them is told that the other was first.
#[test]
fn a_child_is_registered_once() {
    let place = Place::noticed();
    let register = ["entrants", "register", "罗小满", "--paper", "notice", "--paper", "hukou"];
    let desks = [0, 1].map(|_| {
        let mut command = place.on("2026-07-05").command(&register);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    let outputs = desks.map(|desk| desk.wait_with_output().unwrap());
    let mut codes = outputs.iter().map(|output| output.status.code().unwrap()).collect::<Vec<_>>();
    codes.sort_unstable();
    assert_eq!(codes, [0, 1], "{:?}", outputs.map(|output| said(&output)));
    let row = &place.on("2026-07-05").json(&["entrants", "list", "--state", "reported"])[0];
    assert_eq!(row["papers"], json!(["notice", "hukou"]));
    assert_eq!(row["missing_papers"], json!(["residence", "guardian", "vaccination", "leaving"]));
    assert!(place.on("2026-07-06").refuses(&register).contains("2026-07-05 已报到"));
    assert_eq!(place.on("2026-07-06").json(&["pupils"]).as_array().unwrap().len(), 1, "no class yet, no pupil");
    let brought = place.on("2026-07-06").tells(&["entrants", "register", "罗小满", "--paper", "guardian"]);
    assert!(brought.contains("已补记") && !brought.contains("监护人身份证"), "{brought}");
    let row = &place.on("2026-07-06").json(&["entrants", "list", "--state", "reported"])[0];
    assert_eq!((&row["registered_on"], &row["missing_papers"][0]), (&json!("2026-07-05"), &json!("residence")));
}

/// The class sheet of September joins the child by the ID number, whatever else it says.
#[test]
fn the_class_sheet_makes_no_second_pupil_of_a_child() {
    let place = Place::noticed();
    place.on("2026-07-05").does(&["entrants", "register", "35021220140415002X"]);
    place.on("2026-07-05").does(&["entrants", "register", "孙若曦", "--class", "7.3", "--seat", "9"]);
    let wrong = place.on("2026-07-05").refuses(&["entrants", "register", "唐一诺", "--class", "8.3"]);
    assert!(wrong.contains("七年级"), "{wrong}");
    let sheet = "班级,座号,姓名,身份证号,出生日期\n七年级(4)班,1,罗小满,35021220140415002X,\n七年级(3)班,9,孙若曦,,2014-03-02\n";
    place.write("classes.csv", sheet);
    place.on("2026-09-01").does(&["import", "roster", "classes.csv"]);
    let pupils = place.on("2026-09-01").json(&["pupils"]);
    let names: Vec<&str> = pupils.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names.iter().filter(|name| **name == "罗小满").count(), 1, "{names:?}");
    assert_eq!(names.iter().filter(|name| **name == "孙若曦").count(), 1, "{names:?}");
    let list = place.on("2026-09-01").json(&["entrants", "list"]);
    let of = |name: &str| list.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["class"].clone();
    assert_eq!((of("罗小满"), of("孙若曦")), (json!("七年级(4)班"), json!("七年级(3)班")));
    let guardian = place.on("2026-09-01").json(&["pupil", "罗小满"]);
    assert!(guardian.to_string().contains("罗建平"), "what the list knew is on the books: {guardian}");
    assert_eq!(place.on("2026-09-01").json(&["verify"])["sound"], true);
}

#[test]
fn who_has_not_come_is_traced_and_accounted_for_with_evidence() {
    let place = Place::noticed();
    place.on("2026-07-05").does(&["entrants", "register", "罗小满"]);
    assert_eq!(place.on("2026-07-08").json(&["entrants", "trace"]), json!([]));
    let list = place.on("2026-07-09").json(&["entrants", "trace"]);
    assert_eq!((list.as_array().unwrap().len(), &list[0]["state"]), (2, &json!("not_reported")));
    let todo = place.on("2026-07-09").tells(&["todo"]);
    assert!(
        todo.contains("未报到 2 人，定责任人") && todo.contains("孙若曦") && todo.contains("未报到，追踪"),
        "{todo}"
    );
    let day = "2026-07-10";
    place.on(day).does(&["entrants", "trace", "孙若曦", "--owner", "陈老师"]);
    assert!(place.on(day).refuses(&["entrants", "trace", "孙若曦", "call"]).contains("联系了谁"));
    place.on(day).does(&["entrants", "trace", "孙若曦", "call", "--with", "孙伟", "--said", "在集美读书"]);
    let elsewhere = ["entrants", "trace", "孙若曦", "--outcome", "elsewhere"];
    let lacks = place.on(day).refuses(&elsewhere);
    assert!(lacks.contains("在读证明") && lacks.contains("--place"), "{lacks}");
    let wrong = place.on(day).refuses(&[&elsewhere[..], &["--paper", "death"]].concat());
    assert!(wrong.contains("attendance"), "{wrong}");
    let proven = ["--place", "集美中学七年级(2)班", "--paper", "attendance=在读证明.pdf"];
    let done = place.on(day).tells(&[&elsewhere[..], &proven[..]].concat());
    assert!(done.contains("在外就读"), "{done}");
    let not_found = ["entrants", "trace", "唐一诺", "--outcome", "not-found", "--note", "原址已拆"];
    assert!(place.on(day).refuses(&not_found).contains("走访"));
    place.on(day).does(&["entrants", "trace", "唐一诺", "street", "--with", "溪岸社区", "--said", "正在查找"]);
    place.on(day).does(&not_found);
    let states = place.states_on(day);
    let of = |name: &str| states.iter().find(|(known, _)| known == name).unwrap().1.as_str();
    assert_eq!((of("孙若曦"), of("唐一诺"), of("罗小满")), ("elsewhere", "not-found", "reported"));
    let figures = place.on(day).json(&["entrants", "list", "--figures"]);
    assert_eq!(figures["destinations"]["open"], 1, "not found is open: {figures}");
    assert_eq!(
        (&figures["traced"], &figures["not_found"], &figures["entry_rate"]),
        (&json!(2), &json!(1), &json!(0.6667))
    );
    assert_eq!(place.on(day).json(&["entrants", "trace"])[0]["name"], "唐一诺", "and stays on the list");
    let rate = place.on(day).tells(&["entrants", "list", "--figures"]);
    assert!(rate.contains("66.67%"), "{rate}");
    let register = place.on(day).json(&["register", "entrants"]);
    assert_eq!(register["rows"].as_array().unwrap().len(), 3);
    place.on(day).does(&["register", "entrants", "--format", "xlsx", "--out", "台账.xlsx"]);
    assert!(fs::metadata(place.path().join("台账.xlsx")).unwrap().len() > 0);
    assert_eq!(place.on(day).json(&["verify"])["sound"], true);
}

#[test]
fn who_is_put_off_comes_again_next_year_and_the_rate_of_nobody_is_a_stroke() {
    let place = Place::listed();
    let none = place.tells(&["entrants", "list", "--figures", "--year", "2031"]);
    assert!(none.contains('—'), "{none}");
    let deferred =
        ["entrants", "trace", "唐一诺", "--outcome", "deferred", "--paper", "application", "--paper", "hospital"];
    let approved = ["--approved-by", "同安区教育局", "--until"];
    let long = [&deferred[..], &approved, &["2027-09-30"]].concat();
    assert!(place.on("2026-08-20").refuses(&long).contains("最晚到 2027-08-31"));
    let done = place.on("2026-08-20").tells(&[&deferred[..], &approved, &["2027-08-19"]].concat());
    assert!(done.contains("已列入 2027 年名单"), "{done}");
    let again = place.on("2026-08-20").json(&["entrants", "list", "--year", "2027"]);
    assert_eq!((&again[0]["name"], &again[0]["source"]), (&json!("唐一诺"), &json!("deferred")));
}

/// A second list fills in what is not known yet; what the first said stays, and who differs is told by name.
#[test]
fn a_second_list_fills_in_and_overwrites_nothing() {
    let place = Place::listed();
    place.write(
        "second.csv",
        "姓名,身份证号,出生日期,现住址,村居,监护人,联系电话,街道\n\
         罗小满,35021220140415002X,,梧桐社区8号,梧桐社区,罗建平,,祥平街道\n\
         唐一诺,,2014-06-11,,溪岸社区,林芳,13900000009,\n",
    );
    let told = place.tells(&["import", "entrants", "second.csv"]);
    assert!(told.contains("变更 1") && told.contains("不改动 2") && told.contains("街道：无 改为 祥平街道"), "{told}");
    for said in ["现住址原为 梧桐社区1号，这份名单写 梧桐社区8号", "唐一诺：监护人原为 唐军", "--overrule"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("罗建平"), "a guardian without a telephone says nothing new: {told}");
    assert_eq!(place.json(&["import", "entrants", "second.csv"])["recorded"], false);
}

#[test]
fn birthday_and_sex_are_those_of_the_id_number() {
    let place = Place::school();
    place.write(
        "list.csv",
        "姓名,性别,身份证号,出生日期,村居\n罗小满,男,35021220140415002X,2014-04-15,梧桐社区\n\
         罗小美,女,350212201404150046,2014-05-14,梧桐社区\n",
    );
    let told = place.json(&["import", "entrants", "list.csv", "--dry-run"]);
    let kinds: Vec<&str> = told["faults"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds, &told["new"]), (vec!["sex_differs", "birth_differs"], &json!(0)), "{told}");
    assert!(told["faults"][0]["reason"].as_str().unwrap().contains("证件号里是女"), "{told}");
}

#[test]
fn two_of_one_name_are_told_apart() {
    let place = Place::school();
    place.write(
        "list.csv",
        "姓名,身份证号,出生日期,村居,毕业小学\n罗小满,35021220140415002X,,梧桐社区,凤栖小学\n罗小满,,2014-05-06,溪岸社区,凤栖小学\n",
    );
    place.does(&["import", "entrants", "list.csv"]);
    let register = |who: &'static str| ["entrants", "register", who];
    let several = place.refuses(&register("罗小满"));
    for said in ["罗小满 2014-04-15 梧桐社区 ****002X", "罗小满 2014-05-06 溪岸社区", "末几位"] {
        assert!(several.contains(said), "{said}: {several}");
    }
    assert_eq!(place.json(&register("002x"))["village"], "梧桐社区");
    assert_eq!(place.json(&register("罗小满 2014-05-06"))["village"], "溪岸社区");
}

/// One child in two rows, once with its number and once without, is one child, in whichever order the rows stand; and a
/// list that comes in again gives no number to two.
#[test]
fn a_child_written_with_and_without_its_number_is_one() {
    let heads = "姓名,身份证号,出生日期,毕业小学,来源\n";
    let (with, without) =
        ("罗小满,35021220140415002X,2014-04-15,凤栖小学,公安\n", "罗小满,,2014-04-15,凤栖小学,公安\n");
    for rows in [[with, without], [without, with]] {
        let place = Place::school();
        place.write("two.csv", [heads, rows[0], rows[1]].concat());
        let told = place.tells(&["import", "entrants", "two.csv"]);
        assert!(told.contains("与第 2 行是同一"), "{told}");
        place.write("one.csv", [heads, with].concat());
        for _ in 0..2 {
            place.does(&["import", "entrants", "one.csv"]);
        }
        let list = place.json(&["entrants", "list"]);
        assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    }
    let place = Place::school();
    place.write("one.csv", [heads, without].concat());
    place.does(&["import", "entrants", "one.csv"]);
    place.write("two.csv", [heads, with, "罗小满,350212201404150046,2014-04-15,凤栖小学,公安\n"].concat());
    place.run(&["import", "entrants", "two.csv"]);
    let list = place.json(&["entrants", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 2, "two numbers are two children: {list}");
}

/// The grade that the file says is read, and told where the age speaks against it; from whom a list is, is not made up;
/// a year out of reach and a birthday to come are told as what they are.
#[test]
fn what_a_list_leaves_open_is_told() {
    let place = Place::school();
    place.write("grades.csv", "姓名,出生日期,入读年级\n罗一,2016-05-01,一年级\n孙二,2014-05-01,七年级\n");
    let told = place.tells(&["import", "entrants", "grades.csv"]);
    assert!(told.contains("超过通常年龄") && told.contains("罗一") && !told.contains("、孙二"), "{told}");
    assert!(told.contains("2 人的名单来源没有写明") && told.contains("“来源”一列"), "{told}");
    let list = place.json(&["entrants", "list"]);
    let of = |name: &str| list.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!((&of("罗一")["grade"], &of("罗一")["source"]), (&json!(1), &json!("other")), "{list}");

    place.write("young.csv", "派出所提供的名单\n姓名,出生日期\n唐三,2016-06-01\n");
    let told = place.tells(&["import", "entrants", "young.csv", "--grade", "7"]);
    assert!(told.contains("请核对年级：唐三") && !told.contains("没有写明"), "{told}");

    let refused = place.refuses(&["import", "entrants", "grades.csv", "--year", "1999"]);
    assert!(refused.contains("1999") && refused.contains("2017 到 2027"), "{refused}");
    place.write("future.csv", "姓名,出生日期\n金四,20300101\n");
    let told = place.tells(&["import", "entrants", "future.csv"]);
    assert!(told.contains("出生日期在今天之后"), "{told}");
}
