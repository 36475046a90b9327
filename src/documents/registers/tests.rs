//! Registers of the stories S1, S2 and S6 of the domain handbook: their lines, and every paper whole.

use super::*;
use crate::documents::{read_back, render};
use crate::domain::aid::{Aid, AidKind, AidKindRecord, AidRecord, NUTRITION, TWO_EXEMPT};
use crate::domain::groups::round::{Check, CheckRecord, Finding};
use crate::domain::groups::{Membership, MembershipRecord};
use crate::domain::ids::{AidId, MembershipId};
use crate::domain::made_up::date;
use crate::domain::people::{KeyGroup, Staff, StaffRecord};
use crate::domain::tales::{self, Tale};
use calamine::Data;
use std::io::{Cursor, Read};
use uuid::Uuid;

const TERM: Span = Span { from: date_of(2025, 9, 1), to: date_of(2026, 1, 30) };

const fn date_of(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn asked(kind: RegisterKind) -> Register {
    let span = match kind {
        RegisterKind::Absence => Span::month(date("2025-09-01")),
        RegisterKind::Illness => Span::month(date("2025-12-01")),
        _ => TERM,
    };
    Register { kind, scope: Scope::School, span }
}

/// A story that the register has something to tell of, and the day on which it is told.
fn story(kind: RegisterKind) -> (Tale, &'static str) {
    match kind {
        RegisterKind::Absence => (tales::truant(), "2025-09-30"),
        RegisterKind::Illness => (tales::fever(), "2025-12-31"),
        RegisterKind::SuspectedDropout => (tales::found_elsewhere(), "2025-12-01"),
        RegisterKind::Dropout => (tales::never_found(), "2025-11-11"),
        RegisterKind::PersuadedBack => (tales::truant(), "2025-10-20"),
        RegisterKind::Papers | RegisterKind::Pupils => (tales::truant(), "2025-09-30"),
        RegisterKind::StatusChanges | RegisterKind::Transfers => (tales::transferred(), "2025-12-01"),
        RegisterKind::KeyGroups => (in_need(), "2025-11-10"),
        RegisterKind::Aid => (in_need(), "2025-11-10"),
        RegisterKind::Entrants => (tales::entry(), "2025-09-30"),
    }
}

/// The family from elsewhere, now with a paper of civil affairs, aid for the child, and something that only the
/// leadership knows.
fn in_need() -> Tale {
    let mut tale = tales::found_elsewhere();
    let pupil = tale.books.pupils.iter().find(|pupil| !pupil.record.groups.is_empty()).unwrap().id;
    let member = |nth: u128, kind, source: &str, ground: &str, until| Membership {
        id: MembershipId(Uuid::from_u128(nth)),
        record: MembershipRecord {
            pupil,
            kind,
            from: date("2025-09-01"),
            until,
            source: source.into(),
            ground: ground.into(),
        },
        recorded_by: StaffId::NEW,
    };
    tale.books.memberships = vec![
        member(1, KeyGroup::Dibao, "区民政局2025年名单", "低保证35021220130515", Some(date("2025-10-31"))),
        member(2, KeyGroup::Disabled, "区残联名单", "", None),
        member(3, KeyGroup::Judicial, "公安机关", "", None),
    ];
    let (on, record) = (date("2025-10-09"), CheckRecord { finding: Finding::NotSeen, note: String::new() });
    let at = on.and_hms_opt(9, 0, 0).unwrap();
    tale.books.checks = vec![Check { pupil, on, record, by: StaffId::NEW, at }];
    let record = AidRecord {
        pupil,
        kind: TWO_EXEMPT,
        from: date("2025-09-01"),
        until: Some(date("2026-01-30")),
        amount: "625".parse().ok(),
        paper: "同教助〔2025〕18号".into(),
    };
    tale.books.aid = vec![Aid { id: AidId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW }];
    let groups = [KeyGroup::Disabled].into();
    let record = AidKindRecord { name: "营养改善".into(), groups, boarders_only: false };
    tale.books.aid_kinds = vec![AidKind { id: NUTRITION, record }];
    tale
}

fn told(kind: RegisterKind) -> Paper {
    let (tale, as_of) = story(kind);
    paper(&tale.school(), asked(kind), date(as_of))
}

/// The cells of one column, line by line, as scripts read them.
fn column(kind: RegisterKind, key: &str) -> Vec<String> {
    let (tale, as_of) = story(kind);
    let at = form(kind).columns.iter().position(|column| column.key == key).unwrap();
    let lines = lines(&tale.school(), asked(kind), date(as_of));
    lines.iter().map(|line| serde_json::to_string(&line.cells[at]).unwrap()).collect()
}

#[test]
fn every_kind_has_its_form_and_every_line_its_columns() {
    assert_eq!(FORMS.len(), RegisterKind::ALL.len());
    for kind in RegisterKind::ALL {
        let form = form(kind);
        assert_eq!(form.kind, kind);
        let keys: BTreeSet<&str> = form.columns.iter().map(|column| column.key).collect();
        assert_eq!(keys.len(), form.columns.len());
        assert!(keys.iter().all(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        let (tale, as_of) = story(kind);
        let lines = lines(&tale.school(), asked(kind), date(as_of));
        assert!(!lines.is_empty(), "{kind:?}");
        assert!(lines.iter().all(|line| line.cells.len() == form.columns.len()), "{kind:?}");
    }
}

#[test]
fn the_lines_of_a_truant() {
    let table: [(&str, [&str; 3]); 11] = [
        ("no", ["1", "2", "3"]),
        ("date", ["\"2025-09-08\"", "\"2025-09-09\"", "\"2025-09-10\""]),
        ("sessions", ["\"上午、下午\""; 3]),
        ("found_at", ["\"08:10\"", "\"07:52\"", "\"07:52\""]),
        ("guardian", ["\"陈建国（父亲）\"", "\"林月华（母亲）\"", "\"林月华（母亲）\""]),
        ("phone", ["\"139****0002\"", "\"139****0001\"", "\"139****0001\""]),
        ("contact_result", ["\"已联系\"", "\"已联系\"", "null"]),
        ("reason", ["\"厌学\"", "null", "null"]),
        ("measures", ["\"电话2次\"", "\"电话1次、家访1次、报告单\"", "\"报告、函\""]),
        ("streak_days", ["1", "2", "3"]),
        ("returned_at", ["\"2025-09-11 上午\""; 3]),
    ];
    for (key, cells) in table {
        assert_eq!(column(RegisterKind::Absence, key), cells, "{key}");
    }
}

/// What a pupil is ill with stands in the illness register alone.
#[test]
fn the_lines_of_the_ill() {
    let table: [(&str, &[&str]); 8] = [
        (
            "date",
            &[
                "\"2025-12-02\"",
                "\"2025-12-02\"",
                "\"2025-12-02\"",
                "\"2025-12-03\"",
                "\"2025-12-03\"",
                "\"2025-12-04\"",
            ],
        ),
        ("symptoms", &["\"发热\"", "\"发热\"", "\"发热；38.5℃\"", "\"发热\"", "\"发热\"", "\"发热\""]),
        ("age", &["12", "null", "null", "null", "null", "null"]),
        ("traced_how", &["\"电话\"", "null", "null", "null", "null", "null"]),
        ("diagnosis", &["null", "\"水痘\"", "null", "\"水痘\"", "null", "\"水痘\""]),
        (
            "reported_at",
            &["\"2025-12-02 14:10\"", "\"2025-12-02 14:10\"", "\"2025-12-02 14:10\"", "null", "null", "null"],
        ),
        (
            "back_on",
            &[
                "\"2025-12-03\"",
                "\"2025-12-08\"",
                "\"2025-12-04\"",
                "\"2025-12-08\"",
                "\"2025-12-04\"",
                "\"2025-12-08\"",
            ],
        ),
        ("certificate", &["null", "\"有\"", "null", "\"有\"", "null", "\"有\""]),
    ];
    for (key, cells) in table {
        assert_eq!(column(RegisterKind::Illness, key), cells, "{key}");
    }
    let absence = Register { kind: RegisterKind::Absence, ..asked(RegisterKind::Illness) };
    let said = render::text(&paper(&tales::fever().school(), absence, date("2025-12-31")), 112).join("\n");
    assert!(said.contains("疾病") && !said.contains("水痘") && !said.contains("38.5"), "{said}");
}

#[test]
fn the_ledgers_tell_what_was_done_and_how_it_ended() {
    let suspected = |key| column(RegisterKind::SuspectedDropout, key);
    assert_eq!(suspected("bureau_report"), ["\"2025-10-13 凤栖〔2025〕1号\""]);
    assert_eq!(suspected("struck_off_by"), ["\"异地就读已核实：赣县教育局回执\""]);
    assert_eq!(suspected("responsible"), ["\"王秀英\""]);
    let dropout = |key| column(RegisterKind::Dropout, key);
    assert_eq!(dropout("state"), ["\"辍学，在册劝返\""]);
    assert_eq!(dropout("dropout_entered_on"), ["\"2025-11-10\""]);
    assert_eq!(dropout("return_order"), ["null"]);
    let back = |key| column(RegisterKind::PersuadedBack, key);
    assert_eq!(back("watch"), ["\"谈话2次\""]);
    assert_eq!((back("returned_how"), back("again")), (vec!["\"原班\"".into()], vec!["\"否\"".to_owned()]));
}

#[test]
fn the_list_says_where_each_child_is_and_by_what_it_is_proven() {
    let entrants = |key| column(RegisterKind::Entrants, key);
    assert_eq!(entrants("name"), ["\"罗小满\"", "\"孙若曦\"", "\"唐一诺\"", "\"魏来\""]);
    assert_eq!(entrants("destination"), ["\"本校就读\"", "\"在外就读\"", "\"追踪中\"", "\"查无下落\""]);
    assert_eq!(entrants("school"), ["\"凤栖中学\"", "\"集美中学七年级(2)班\"", "null", "null"]);
    assert_eq!(entrants("evidence")[1], "\"在读证明\"");
    assert_eq!(entrants("notice")[0], "\"2025年6月26日罗建平\"");
}

/// Registers within the school bear the last four of the 学籍号 and masked telephones only.
#[test]
fn numbers_of_persons_are_masked() {
    for kind in RegisterKind::ALL {
        let said = told(kind).texts().concat();
        for hidden in ["2025350212000036", "13900000001", "13900000002"] {
            assert!(!said.contains(hidden), "{kind:?}: {said}");
        }
    }
}

#[test]
fn without_lines_it_says_so() {
    let school = tales::truant().school();
    let october = Span::month(date("2025-10-01"));
    // Whoever is on the books stands in the pupil register, whatever happens.
    for kind in RegisterKind::ALL.into_iter().filter(|kind| *kind != RegisterKind::Pupils) {
        let register = Register { kind, scope: Scope::School, span: october };
        let said = paper(&school, register, date("2025-09-01")).texts().concat();
        assert!(said.contains("本期没有") && said.contains("共0条"), "{said}");
    }
}

#[test]
fn whole_papers() {
    for kind in RegisterKind::ALL {
        insta::assert_snapshot!(kind.code(), render::text(&told(kind), 112).join("\n"));
    }
}

/// Landscape between narrow margins, with the heading row repeated, and nothing left out.
#[test]
fn docx_has_every_cell_of_many_columns() {
    for kind in [RegisterKind::Absence, RegisterKind::Dropout] {
        let paper = told(kind);
        let mut archive = zip::ZipArchive::new(Cursor::new(render::docx(&paper).unwrap())).unwrap();
        let mut document = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
        assert!(document.contains(r#"w:orient="landscape""#) && document.contains(r#"w:left="567""#), "{document}");
        assert_eq!(document.matches("<w:tblHeader />").count(), 1);
        for text in paper.texts().into_iter().filter(|text| !text.is_empty() && *text != paper.foot.as_str()) {
            assert!(document.contains(text), "{kind:?}: {text}");
        }
    }
}

/// What the leadership alone may know is on no paper, and of a long number no more than its end.
#[test]
fn the_lines_of_a_pupil_in_need() {
    assert_eq!(column(RegisterKind::KeyGroups, "kind"), ["\"残疾\"", "\"随迁\"", "\"低保\""]);
    assert_eq!(column(RegisterKind::KeyGroups, "ground"), ["null", "null", "\"低保证****0515\""]);
    assert_eq!(column(RegisterKind::KeyGroups, "until"), ["null", "null", "\"2025-10-31\""]);
    assert_eq!(column(RegisterKind::KeyGroups, "last_check")[0], "\"10月9日需关注\"");
    assert_eq!(column(RegisterKind::Aid, "state"), ["\"已助\"", "\"应助未助\""]);
    assert_eq!(column(RegisterKind::Aid, "amount"), ["\"625.00\"", "null"]);
}

/// Numbers and days can be counted on; the end of a 学籍号 and a masked telephone stay text.
#[test]
fn a_workbook_counts_with_the_lines() {
    for kind in RegisterKind::ALL {
        let (tale, as_of) = story(kind);
        let lines = lines(&tale.school(), asked(kind), date(as_of));
        let sheet = read_back::sheet(&workbook(asked(kind), &lines, date(as_of)), form(kind).name);
        let total = usize::from(form(kind).total.is_some());
        assert_eq!(sheet.get_size(), (lines.len() + 1 + total, form(kind).columns.len()), "{kind:?}");
        for (line, row) in lines.iter().zip(sheet.rows().skip(1)) {
            for ((cell, read), column) in line.cells.iter().zip(row).zip(form(kind).columns) {
                let agrees = match cell {
                    Cell::Number(number) => *read == Data::Float(*number as f64),
                    Cell::Amount(amount) => *read == Data::Float(amount.as_f64()),
                    Cell::Date(day) | Cell::Day(day) => {
                        matches!(read, Data::DateTime(read) if read.as_datetime().unwrap().date() == *day)
                    }
                    Cell::Blank => *read == Data::Empty,
                    other => *read == Data::String(other.printed()),
                };
                assert!(agrees, "{kind:?} {}: {cell:?} was read as {read:?}", column.key);
            }
        }
    }
}

/// Whose class it was when the pupil was entered answers for the line, whoever has the class today.
#[test]
fn the_ledger_names_the_homeroom_teacher_of_the_day() {
    let mut tale = tales::found_elsewhere();
    let before = tale.books.staff.iter_mut().find(|staff| !staff.record.posts.is_empty()).unwrap();
    let posts = before.record.posts.clone();
    before.record.until = Some(date("2025-10-31"));
    let record = StaffRecord { name: "新来的老师".into(), posts, until: None };
    tale.books.staff.push(Staff { id: StaffId(Uuid::from_u128(77)), record });
    let lines = lines(&tale.school(), asked(RegisterKind::SuspectedDropout), date("2025-12-01"));
    let at = form(RegisterKind::SuspectedDropout).columns.iter().position(|it| it.key == "responsible").unwrap();
    assert_eq!(lines[0].cells[at], Cell::from("王秀英"));
}

#[test]
fn the_span_is_named_as_people_say_it() {
    let table = [
        (("2025-09-01", "2025-09-30"), "2025年9月"),
        (("2025-09-01", "2025-09-29"), "2025年9月1日至9月29日"),
        (("2025-09-01", "2026-01-30"), "2025年9月1日至2026年1月30日"),
        (("2025-09-01", "2025-09-01"), "2025年9月1日"),
    ];
    for ((from, to), said) in table {
        assert_eq!(named(Span { from: date(from), to: date(to) }), said);
    }
}

#[cfg(feature = "pdf")]
mod as_pdf {
    use super::*;
    use render::{Fonts, RenderError};

    /// The fonts of this machine; none where it has no Chinese font.
    fn fonts() -> Option<Fonts> {
        match Fonts::find(None) {
            Err(RenderError::NoChineseFont { .. }) => {
                eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT ***");
                None
            }
            found => Some(found.unwrap()),
        }
    }

    fn bare(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// Nothing of a register is cut, however many columns it has.
    #[test]
    fn every_cell_is_on_the_page() {
        let Some(fonts) = fonts() else { return };
        for kind in RegisterKind::ALL {
            let paper = told(kind);
            let pdf = render::pdf(&paper, &fonts).unwrap();
            let said = bare(&pdf_extract::extract_text_from_mem(&pdf).unwrap());
            for text in paper.texts().into_iter().filter(|text| !text.is_empty()) {
                assert!(said.contains(&bare(text)), "{kind:?}: {text} in {said}");
            }
        }
    }
}
