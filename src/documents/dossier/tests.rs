use super::*;
use crate::documents::render;
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached, Reason};
use crate::domain::ids::{ContactId, EntryId, LeaveId, LetterId, StaffId, StepId, VisitId};
use crate::domain::leave::{Leave, LeaveKind, LeaveNote};
use crate::domain::letter::{LetterKind, LetterNo, LetterRecord, Receipt};
use crate::domain::made_up::{self, date};
use crate::domain::mark::Mark;
use crate::domain::numbers::{IdNo, Phone, StudentNo};
use crate::domain::people::{Guardian, Sex, Staff, StaffRecord};
use crate::domain::plan::{self, Help, PlanClosing, PlanKind};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::{About, Closing, Danger, Ledger, Persuasion, Step, StepRecord, Taken, Verified};
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use chrono::NaiveDateTime;
use uuid::Uuid;

const NAME: &str = "陈小禾";
/// The homeroom teacher.
const TEACHER: StaffId = StaffId(Uuid::from_u128(1));
const STUDENT_NO: &str = "2025350212000036";
const ID_NO: &str = "11010519491231002X";

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn attachment(name: &str, digest: &str) -> Attachment {
    Attachment { name: name.into(), size: 3, digest: digest.into() }
}

/// Story S1 of the domain handbook, told to its closed case: every item of the contents has something in it but the
/// verification letter and the order.
fn books() -> (Books, PupilId) {
    let (mut books, class) = made_up::class_of(3);
    let who = StaffId(Uuid::from_u128(1));
    books.staff.push(Staff { id: who, record: StaffRecord::new("王秀英", Some(class)) });
    let pupil = books.pupils[0].id;
    let record = &mut books.pupils[0].record;
    record.name = NAME.into();
    record.sex = Some(Sex::Male);
    record.student_no = StudentNo::parse(STUDENT_NO).ok();
    record.id_no = IdNo::parse(ID_NO).ok();
    record.address = "大同街道凤山路12号".into();
    let phones = vec![Phone::parse("13900000001").unwrap()];
    record.guardians.push(Guardian { name: "林月华".into(), relation: "母亲".into(), phones });
    for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
        for session in [SessionCode::AM, SessionCode::PM] {
            books.rolls.push(made_up::roll(class, day, session, &[(pupil, Mark::Truant)], EntryId::NEW));
        }
    }
    books.rolls.push(made_up::roll(class, "2025-09-11", SessionCode::AM, &[], EntryId::NEW));
    books.rolls.push(made_up::roll(class, "2025-09-12", SessionCode::AM, &[(pupil, Mark::Sick)], EntryId::NEW));

    for (nth, reached) in [(1, Reached::NoAnswer), (2, Reached::Yes)] {
        let record = ContactRecord {
            pupil,
            at: at(&format!("2025-09-08 08:{nth}0")),
            by: Means::Phone,
            reached,
            guardian: "母亲 林月华".into(),
            phone: Phone::parse("13900000001").ok(),
            reason: Some(Reason::Weary),
            said: "早上骑车出门，以为已到学校".into(),
            whereabouts: "镇上".into(),
            returns: None,
            next: "下午再联系".into(),
        };
        books.contacts.push(Contact { id: ContactId(Uuid::from_u128(nth)), record, recorded_by: who });
    }
    let record = VisitRecord {
        pupil,
        at: at("2025-09-09 16:30"),
        who: "王秀英、李建国".into(),
        met: "奶奶".into(),
        outcome: Outcome::MetOther,
        place: "大同街道凤山路12号".into(),
        found: "孩子在家，不愿上学".into(),
        agreed: "明天送来".into(),
        returns: None,
        next: String::new(),
        attachments: vec![attachment("陈小禾家.png", "aa"), attachment("陈小禾承诺书.pdf", "bb")],
    };
    books.visits.push(Visit { id: VisitId(Uuid::from_u128(1)), record, recorded_by: who });

    let papers = [
        (LetterKind::Escalation, 1, "2025-09-09"),
        (LetterKind::ReportBureau, 1, "2025-09-10"),
        (LetterKind::LetterStreet, 2, "2025-09-10"),
        (LetterKind::NoticeGuardian, 3, "2025-09-10"),
        (LetterKind::FollowUp, 4, "2025-09-12"),
    ];
    for (nth, (kind, number, on)) in papers.into_iter().enumerate() {
        let no = LetterNo { series: kind.series(), year: 2025, number };
        let title = vec![terms::letter(kind).into(), format!("正文{nth}").into()];
        let paper = Paper { number: format!("样例〔2025〕{number}号").into(), title, ..made_up::paper() };
        let issued_on = date(on);
        let record = LetterRecord { kind, no, pupil, issued_on, to: "某处".into(), paper, corrects: None };
        let id = LetterId(Uuid::from_u128(nth as u128 + 1));
        let receipt =
            (nth == 0).then(|| Receipt { by: "林校长".into(), on: issued_on, how: "请德育处跟进".into() });
        books.letters.push(Letter { id, record, issued_by: who, receipt });
    }

    let persuasion = Persuasion {
        place: "家中".into(),
        who: "林校长、王秀英".into(),
        met: "母亲".into(),
        said: "说明义务教育的权利和义务".into(),
        guardian_says: "愿意送来".into(),
        pupil_says: "想换座位".into(),
        result: "答应明天到校".into(),
    };
    let closing =
        Closing { exit: Exit::E1, evidence: "9月11日点名到校".into(), second: Some("林校长".into()) };
    let steps = [
        ("2025-09-10 17:00", Step::Talk { with: "陈小禾".into(), said: "作息和作业的安排".into() }, vec![]),
        ("2025-09-10 19:30", Step::Persuasion(persuasion), vec![]),
        ("2025-09-12 16:00", Step::Talk { with: "陈小禾".into(), said: "返校第一周".into() }, vec![]),
        ("2025-09-12 17:00", Step::Closed(closing), vec![attachment("返校谈话记录.jpg", "cc")]),
    ];
    for (nth, (when, step, attachments)) in steps.into_iter().enumerate() {
        let record = StepRecord { about: About::Pupil(pupil), at: at(when), step, attachments };
        books.steps.push(Taken { id: StepId(Uuid::from_u128(nth as u128 + 1)), record, recorded_by: who });
    }
    let note = LeaveNote {
        pupil,
        from: date("2025-09-12"),
        from_session: Some(SessionCode::AM),
        to: date("2025-09-12"),
        to_session: Some(SessionCode::AM),
        kind: LeaveKind::Sick,
        reason: "发热".into(),
        approved_by: "王秀英".into(),
        handed_in: None,
    };
    books.leaves.push(Leave { id: LeaveId(Uuid::from_u128(1)), note });
    (books, pupil)
}

fn dossier() -> Dossier {
    let (books, pupil) = books();
    Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap()
}

/// Everything that its own papers say; the frozen letters say what they said.
fn said(dossier: &Dossier) -> String {
    let (pieces, _) = dossier.folder();
    let papers = pieces.iter().filter_map(|(_, piece)| match piece {
        Piece::Paper(paper) => Some(render::text(paper, 112).join("\n")),
        Piece::Original(_) => None,
    });
    papers.collect()
}

#[test]
fn a_folder_lists_everything_in_order_and_no_name_tells_whom() {
    let dossier = dossier();
    let (pieces, list) = dossier.folder();
    let names: Vec<&str> = pieces.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "01-封面.docx",
            "01-缺件清单.docx",
            "02-学生基本信息表.docx",
            "03-监护人及联系方式.docx",
            "03-个案过程.docx",
            "04-考勤明细.docx",
            "05-家校联系记录.docx",
            "06-家访记录.docx",
            "06-附件.png",
            "06-附件.pdf",
            "07-报告单-2025-1.docx",
            "08-报教育局报告-外2025-1.docx",
            "08-续报-外2025-4.docx",
            "09-致街道函-外2025-2.docx",
            "10-返校告知书-外2025-3.docx",
            "11-劝返记录.docx",
            "14-请假条登记.docx",
            "14-附件.jpg",
            "15-帮扶与谈话记录.docx",
            "16-跟踪谈话记录.docx",
            "17-结案审批表.docx",
        ]
    );
    assert!(names.iter().all(|name| !name.contains(NAME)));
    assert_eq!(dossier.label, "七年级(3)班-0036");
    insta::assert_snapshot!(render::text(&list, 112).join("\n"));
}

#[test]
fn the_missing_list_is_a_page_of_its_own() {
    insta::assert_snapshot!(render::text(&dossier().missing, 76).join("\n"));
}

#[test]
fn it_shows_no_more_of_the_numbers_than_their_end() {
    let said = said(&dossier());
    assert!(!said.contains(STUDENT_NO) && !said.contains(ID_NO), "{said}");
    assert!(said.contains("0036") && said.contains("002X"));
}

#[test]
fn attendance_tells_the_days_with_exceptions_and_their_sums() {
    let dossier = dossier();
    let (_, attendance) = dossier.of_item(Item::Attendance).next().unwrap();
    let What::Paper { paper, .. } = &attendance.what else { panic!("a paper") };
    let said = render::text(paper, 76).join("\n");
    let unbroken = said.replace('\n', "");
    assert!(unbroken.contains("旷课6节次、病假1节次") && unbroken.contains("累计旷课（含未到待查）3天"), "{said}");
    for (day, cells) in [("9月8日", "星期一"), ("9月12日", "星期五")] {
        assert!(said.lines().any(|line| line.contains(day) && line.contains(cells)), "{said}");
    }
    // Of the 11th a roll says that the pupil was there, of the afternoon of the 12th none says anything.
    assert!(!said.contains("9月11日"));
    assert!(said.lines().any(|line| line.contains("9月12日") && line.contains("未点名")), "{said}");
}

/// One of every kind of step.
fn every_step() -> Vec<Step> {
    let said = || "说明".to_owned();
    let persuasion = Persuasion {
        place: said(),
        who: said(),
        met: said(),
        said: said(),
        guardian_says: said(),
        pupil_says: said(),
        result: said(),
    };
    vec![
        Step::Talk { with: said(), said: said() },
        Step::Persuasion(persuasion),
        Step::Entered { ledger: Ledger::Suspected, said: said() },
        Step::Entered { ledger: Ledger::Dropout, said: said() },
        Step::Entered { ledger: Ledger::LongLeave, said: said() },
        Step::Considered { said: said() },
        Step::Danger { how: Danger::Unreachable, said: said() },
        Step::PoliceTold { number: "0001".into(), said: said() },
        Step::Found { place: said(), by: said() },
        Step::Safe { source: said() },
        Step::Clue { said: said(), source: said(), gone: true },
        Step::Reminded { said: said() },
        Step::Answered { verified: Verified::NotFound, said: said() },
        Step::HandedOver { to: said() },
        Step::ReportedIllness { to: said(), said: said() },
        Step::Certificate { said: said() },
        Step::Override { stage: Stage::Reported, why: said() },
        Step::Closed(Closing { exit: Exit::E3, evidence: said(), second: None }),
    ]
}

#[test]
fn every_kind_of_paper_and_step_stands_in_it_in_order() {
    let (mut books, pupil) = books();
    let (issued_by, paper) = (books.letters[0].issued_by, made_up::paper());
    books.letters = (LetterKind::ALL.into_iter().rev().zip(1..))
        .map(|(kind, number)| {
            let no = LetterNo { series: kind.series(), year: 2025, number };
            let paper = Paper { title: vec![kind.code().into()], ..paper.clone() };
            let (issued_on, to) = (date("2025-09-10"), "某处".into());
            let record = LetterRecord { kind, no, pupil, issued_on, to, paper, corrects: None };
            Letter { id: LetterId(Uuid::from_u128(number.into())), record, issued_by, receipt: None }
        })
        .collect();
    books.steps = (every_step().into_iter().zip(1..))
        .map(|(step, nth)| {
            let attachments = vec![attachment("佐证.jpg", &format!("{nth:02}"))];
            let at = date("2025-09-10").and_hms_opt(10, nth, 0).unwrap();
            let record = StepRecord { about: About::Pupil(pupil), at, step, attachments };
            Taken { id: StepId(Uuid::from_u128(nth.into())), record, recorded_by: issued_by }
        })
        .collect();
    let dossier = Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap();
    assert!(dossier.filed.is_sorted_by_key(|filed| filed.item));
    for kind in LetterKind::ALL {
        let is =
            |filed: &&Filed| matches!(&filed.what, What::Paper { paper, .. } if paper.title == [kind.code().into()]);
        let filed: Vec<&Filed> = dossier.filed.iter().filter(is).collect();
        assert_eq!(filed.iter().map(|it| it.item).collect::<Vec<_>>(), [Item::of_letter(kind)], "{kind:?}");
    }
    let (_, line) = dossier.of_item(Item::TimeLine).next().unwrap();
    let What::Paper { paper, .. } = &line.what else { panic!("a paper") };
    let said = render::text(paper, 200).join("\n");
    let places = every_step().into_iter().map(|step| terms::step(&step).0).map(|kind| {
        let cell = format!("| {kind} ");
        said.find(&cell).unwrap_or_else(|| panic!("{kind}: {said}"))
    });
    assert!(places.collect::<Vec<_>>().is_sorted(), "{said}");
    assert_eq!(dossier.attachments().len(), every_step().len() + 2, "what was attached to each, and to the visit");
}

#[test]
fn a_corrected_paper_stays_and_says_so() {
    let (mut books, pupil) = books();
    let mut second = books.letters[0].clone();
    (second.id, second.receipt) = (LetterId(Uuid::from_u128(90)), None);
    (second.record.corrects, second.record.no.number) = (Some(second.record.no), 9);
    books.letters.push(second);
    let dossier = Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap();
    let names: Vec<&str> = dossier.of_item(Item::Notices).map(|(_, filed)| filed.name.as_str()).collect();
    assert_eq!(names, ["报告单（已由〔2025〕9号更正，9月9日林校长签收）", "报告单（更正〔2025〕1号）"]);
}

#[test]
fn the_time_line_tells_a_paper_before_its_receipt() {
    let dossier = dossier();
    let (_, line) = dossier.of_item(Item::TimeLine).next().unwrap();
    let What::Paper { paper, .. } = &line.what else { panic!("a paper") };
    let said = render::text(paper, 112).join("\n");
    let place = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
    assert!(place("个案开启") < place("联系家长") && place("主送某处") < place("请德育处跟进"));
    assert!(place("返校") < place("结案"));
}

/// A plan, what was done of it and how it ended stand where they belong in time.
#[test]
fn the_time_line_tells_of_plans() {
    let (mut books, pupil) = books();
    let mut plan = plan::made_up::plan(1, pupil, PlanKind::Learning, "2025-09-08");
    plan.record.closing =
        Some(PlanClosing { on: date("2025-09-11"), result: "能独立完成作业".into(), back_to: None });
    books.helps = vec![plan::made_up::helped(1, &plan, "2025-09-09", Help::Session)];
    books.plans = vec![plan];
    let dossier = Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap();
    let (_, line) = dossier.of_item(Item::TimeLine).next().unwrap();
    let What::Paper { paper, .. } = &line.what else { panic!("a paper") };
    let said = render::text(paper, 200).join("\n");
    let place = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
    assert!(place("立帮扶方案") < place("认读、康复训练") && place("认读、康复训练") < place("方案结案"), "{said}");
    assert!(said.contains("能独立完成作业"), "{said}");
}

#[test]
fn what_the_leadership_keeps_is_not_told() {
    let (mut books, pupil) = books();
    for taken in &mut books.steps {
        if let Step::Closed(closing) = &mut taken.record.step {
            (closing.exit, closing.evidence) = (Exit::E8, "某某决定书".into());
        }
    }
    let dossier = Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap();
    let said = said(&dossier);
    assert!(said.contains("其他合法事由") && said.contains("材料由校领导另存") && !said.contains("决定书"), "{said}");
}

#[test]
fn a_pupil_of_whom_little_is_known_has_a_dossier_too() {
    let (books, _) = made_up::class_of(1);
    let pupil = books.pupils[0].id;
    let school = School::from_books(books);
    assert_eq!(Dossier::of(&school, pupil, date("2025-08-01"), TEACHER), None, "in no class yet");
    let dossier = Dossier::of(&school, pupil, date("2025-09-12"), TEACHER).unwrap();
    assert_eq!(dossier.label, "七年级(3)班-1号");
    let (pieces, _) = dossier.folder();
    assert_eq!(pieces.len(), 5, "cover, missing list, pupil, guardians, attendance");
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::documents::render::{Fonts, RenderError};
    use std::sync::OnceLock;

    fn fonts() -> Option<&'static Fonts> {
        static FONTS: OnceLock<Result<Fonts, RenderError>> = OnceLock::new();
        FONTS.get_or_init(|| Fonts::find(None)).as_ref().ok()
    }

    /// A grey PNG, as small as they come.
    const PNG: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
        0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82,
        0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];

    /// A paper of two pages, as it comes from a scanner.
    fn scanned() -> Paper {
        let mut paper = made_up::paper();
        paper.blocks.extend(vec![Block::paragraph("明天送孩子到校。"); 30]);
        paper
    }

    #[test]
    fn only_what_can_be_read_is_set_on_pages() {
        let Some(fonts) = fonts() else { return };
        let scan = render::pdf(&scanned(), fonts).unwrap();
        assert_eq!(render::settable(PNG, fonts), Some(Settable::Picture(PNG)));
        assert_eq!(render::settable(&scan, fonts), Some(Settable::Pdf { bytes: &scan, pages: 2 }));
        for bytes in [b"%PDF-1.4".as_slice(), &PNG[..40], b"", b"GIF89a", "承诺书".as_bytes()] {
            assert_eq!(render::settable(bytes, fonts), None);
        }
    }

    /// The pages as text, without spaces.
    fn pages(pdf: &[u8]) -> Vec<String> {
        let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).unwrap();
        pages.iter().map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
    }

    #[test]
    fn the_contents_name_the_pages_that_are() {
        let Some(fonts) = fonts() else { return };
        let (mut books, pupil) = books();
        // So many contacts that they take several pages.
        let contact = books.contacts[1].clone();
        books.contacts.extend((10..70).map(|nth| Contact { id: ContactId(Uuid::from_u128(nth)), ..contact.clone() }));
        let dossier = Dossier::of(&School::from_books(books), pupil, date("2025-09-12"), TEACHER).unwrap();
        let scan = render::pdf(&scanned(), fonts).unwrap();
        let files = [("aa", PNG), ("bb", scan.as_slice()), ("cc", b"not a photograph")];
        let settable = |(digest, bytes)| Some((String::from(digest), render::settable(bytes, fonts)?));
        let settables: Settables = files.into_iter().filter_map(settable).collect();
        let named = std::cell::RefCell::new(Vec::new());
        let contents = |pages: &[Pages]| {
            *named.borrow_mut() = pages.to_vec();
            dossier.contents(&settables, pages)
        };
        let leaves = dossier.leaves(&settables);
        let pdf = render::book(&leaves, contents, fonts).unwrap();
        let pages = pages(&pdf);

        let named = named.into_inner();
        assert_eq!(named.len(), leaves.len());
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut next = 1;
        for (leaf, place) in leaves.iter().zip(&named) {
            assert_eq!(place.first, next, "no page is left out and none stands twice");
            next = place.last + 1;
            let paper = match leaf {
                Leaf::Paper(paper) | Leaf::Attached { caption: paper, .. } => paper,
                Leaf::Contents => {
                    assert!(pages[place.first - 1].starts_with("目录"), "{}", pages[place.first - 1]);
                    continue;
                }
            };
            let title = bare(&paper.title.concat());
            assert!(pages[place.first - 1].contains(&title), "{title} on {}: {:?}", place.first, pages);
            let numbers = pages[place.first - 1..place.last].iter().zip(place.first..);
            numbers.for_each(|(page, number)| assert!(page.contains(&format!("—{number}—")), "{page}"));
        }
        assert_eq!(next, pages.len() + 1);

        let contents = pages[named[1].first - 1..named[1].last].concat();
        let (at, _) = dossier.of_item(Item::Contacts).next().unwrap();
        let place = named[FRONT + at];
        assert!(place.last > place.first, "{place:?}");
        let row = format!("家校联系记录2025年9月8日{}—{}", place.first, place.last);
        assert!(contents.contains(&row), "{row}: {contents}");
        assert!(contents.contains(&format!("1—{}有", named[2].last)), "{contents}");
        // Both pages of the promise are bound; what claims to be a photograph is named, with its digest.
        assert_eq!(pages.iter().filter(|page| page.contains("陈小禾承诺书.pdf（")).count(), 2);
        assert!(contents.contains("返校谈话记录.jpg2025年9月12日另附"), "{contents}");
        assert!(contents.contains("返校谈话记录.jpgcc"), "{contents}");
        assert!(contents.contains("报教育局报告") && contents.contains("不全"), "{contents}");
    }
}
