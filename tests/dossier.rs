//! The dossier on the command line: bound as one PDF, filled into a folder, made for a class in one go.

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

/// A grey PNG, as small as they come.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0,
    0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];
const RECORDING: &[u8] = b"no photograph";

impl Place {
    /// A school of three pupils in 七年级(3)班. The second bears a character that no font has.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话\n\
                      七年级(3)班,1,陈小禾,男,T0001,陈大山,父亲,14200000001\n\
                      七年级(3)班,2,李\u{10fffd}阳,男,T0002,李小芳,母亲,14200000002\n\
                      七年级(3)班,3,林月,女,T0003,林大海,父亲,14200000003\n";
        let place = Place::with_roster("2025-09-09", roster);
        place.write("门口.png", PNG);
        place.write("通话录音.m4a", RECORDING);
        place
    }

    /// 陈小禾 is away for two days, was called, visited and reported to the leadership.
    fn with_case() -> Place {
        let place = Place::school();
        for day in ["2025-09-08", "2025-09-09"] {
            for session in ["am", "pm"] {
                let roll = ["roll", "take", "--class", "7.3", "--date", day, "--session", session, "--truant", "1"];
                place.does(&roll);
            }
        }
        place.does(&["contact", "陈小禾", "--by", "phone", "--reached", "yes", "--said", "早上骑车走了"]);
        let visit = ["visit", "陈小禾", "--who", "陈老师、王老师", "--met", "母亲", "--found", "沉迷游戏"];
        place.does(&[&visit[..], &["--attach", "门口.png", "--attach", "通话录音.m4a"]].concat());
        place.does(&["notice", "new", "陈小禾"]);
        place
    }

    /// Whether the machine can set a PDF; where it has no Chinese font, a test of PDF says so and is left out.
    fn has_font(&self) -> bool {
        let output = self.run(&["dossier", "陈小禾", "--out", "试.pdf"]);
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("字体") {
            eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT *** ({said})");
        }
        output.status.success()
    }

    /// Names of what a folder holds, in order.
    fn held(&self, folder: &str) -> Vec<String> {
        let items = fs::read_dir(self.path().join(folder)).unwrap();
        let mut names: Vec<String> = items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path().join(file)).unwrap()
    }

    /// The pages of a PDF as text, without spaces.
    fn pages(&self, file: &str) -> Vec<String> {
        let pages = pdf_extract::extract_text_from_mem_by_pages(&self.read(file)).unwrap();
        pages.iter().map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
    }
}

#[test]
fn one_pupils_dossier_is_one_pdf_and_is_not_written_over() {
    let place = Place::with_case();
    if !place.has_font() {
        return;
    }
    assert!(place.ends(0, &["dossier", "陈小禾", "--out", "一案.pdf"]).contains("一案.pdf"));
    let pages = place.pages("一案.pdf");
    let numbered = pages.iter().zip(1..).all(|(page, nth): (&String, u32)| page.contains(&format!("—{nth}—")));
    assert!(numbered, "{pages:?}");
    let page_of = |text: &str| pages.iter().position(|page| page.contains(text)).unwrap_or_else(|| panic!("{text}"));
    let order = ["控辍保学学生个案档案", "目录序号", "缺件清单学生", "姓名陈小禾", "考勤明细（2025", "结果内容"];
    let order = order.map(page_of);
    assert!(order.is_sorted(), "{order:?}");
    // The photograph is set on a page, the recording is named with its digest.
    assert!(pages.iter().any(|page| page.contains("家访门口.png")), "{pages:?}");
    let contents = pages[1..page_of("缺件清单学生")].concat();
    assert!(contents.contains("通话录音.m4a2025年9月9日另附"), "{contents}");
    let (_, digest) = contents.rsplit_once("通话录音.m4a").unwrap();
    assert!(digest.chars().take_while(char::is_ascii_hexdigit).count() == 64, "{digest}");

    place.write("一案.pdf", "mine");
    let said = place.ends(0, &["dossier", "陈小禾", "--out", "一案.pdf"]);
    assert!(said.contains("没有覆盖") && said.contains("一案 (2).pdf"), "{said}");
    assert_eq!(place.read("一案.pdf"), b"mine");
    assert!(place.read("一案 (2).pdf").starts_with(b"%PDF"));
    place.does(&["dossier", "陈小禾", "--out", "一案.pdf", "--overwrite"]);
    assert!(place.read("一案.pdf").starts_with(b"%PDF"));
    let journal = place.does(&["journal"]);
    assert!(journal.contains("一生一案 七年级(3)班-0001"), "{journal}");
}

#[test]
fn a_folder_holds_every_paper_and_the_originals() {
    let place = Place::with_case();
    place.does(&["dossier", "陈小禾", "--format", "folder", "--out", "一案"]);
    let held = place.held("一案");
    for name in ["01-封面.docx", "05-家校联系记录.docx", "06-家访记录.docx", "07-报告单-2025-1.docx", "目录.txt"]
    {
        assert!(held.iter().any(|held| held == name), "{name}: {held:?}");
    }
    assert_eq!(place.read("一案/06-附件.png"), PNG);
    assert_eq!(place.read("一案/06-附件.m4a"), RECORDING);
    let list = String::from_utf8(place.read("一案/目录.txt")).unwrap();
    assert!(list.contains("通话录音.m4a") && list.contains("06-附件.m4a") && list.contains("SHA-256"), "{list}");

    place.write("一案/笔记.txt", "mine");
    let said = place.ends(0, &["dossier", "陈小禾", "--format", "folder", "--out", "一案", "--overwrite"]);
    assert!(said.contains("一案 (2)"), "{said}");
    assert_eq!(place.read("一案/笔记.txt"), b"mine");
    assert_eq!(place.held("一案 (2)"), held);
    fs::create_dir(place.path().join("空的")).unwrap();
    place.does(&["dossier", "陈小禾", "--format", "folder", "--out", "空的"]);
    assert_eq!(place.held("空的"), held);
}

#[test]
fn a_class_is_made_in_one_go_and_whose_cannot_be_made_is_named() {
    let place = Place::with_case();
    if !place.has_font() {
        return;
    }
    let class = ["dossier", "--class", "7.3", "--out", "全班"];
    let said = place.refuses(&class);
    for text in ["1/3 ", "2/3 没有做成：七年级(3)班 李", "3/3 ", "七年级(3)班-0003.pdf", "有 1 份一生一案没有做成"]
    {
        assert!(said.contains(text), "{text}: {said}");
    }
    assert_eq!(place.held("全班"), ["七年级(3)班-0001.pdf", "七年级(3)班-0003.pdf"]);

    let first = place.read("全班/七年级(3)班-0001.pdf");
    place.refuses(&class);
    assert_eq!(place.held("全班").len(), 4, "what was there is kept, the new ones stand beside");
    assert!(place.read("全班/七年级(3)班-0001.pdf") == first);
    place.refuses(&[&class[..], &["--overwrite"]].concat());
    assert_eq!(place.held("全班").len(), 4);
}

#[test]
fn where_none_could_be_made_nothing_is_left() {
    let place = Place::school();
    let roll = ["roll", "take", "--class", "7.3", "--date", "2025-09-09", "--session", "am", "--truant", "2"];
    place.does(&roll);
    if !place.has_font() {
        return;
    }
    place.refuses(&["dossier", "--open", "--out", "未结"]);
    assert!(!place.path().join("未结").exists());
    place.does(&["dossier", "--open", "--out", "未结", "--format", "folder"]);
    assert_eq!(place.held("未结"), ["七年级(3)班-0002"]);
}

#[test]
fn without_an_open_case_nothing_is_made() {
    let place = Place::school();
    assert!(place.ends(0, &["dossier", "--open", "--out", "未结"]).contains("没有未结的个案"));
    assert!(!place.path().join("未结").exists());
}

#[test]
fn what_is_lacking_is_listed() {
    let place = Place::with_case();
    let lacks: Value = serde_json::from_str(&place.does(&["dossier", "陈小禾", "--missing", "--json"])).unwrap();
    let of = |code: &str| lacks.as_array().unwrap().iter().filter(|lack| lack["lack"] == code).count();
    assert_eq!((of("unreceived"), of("no_help")), (1, 1), "{lacks}");
    assert_eq!(lacks[0]["item"], 2);
    assert!(place.does(&["dossier", "陈小禾", "--missing"]).contains("没有签收、批示"));
    assert!(place.ends(2, &["dossier", "陈小禾"]).contains("--out"), "a place, or --missing");
}
