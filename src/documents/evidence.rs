//! The evidence of a year (佐证材料): every paper that an inspector asks for, by the sections of the self-inspection, and the
//! list of them. Papers are set as they were issued or are worked out from facts; what was attached goes as it was.

use super::inspection;
use super::letter;
use super::registers;
use super::render::{Cell, Sheet, Workbook};
use super::week;
use crate::domain::flags::Scope;
use crate::domain::inspection::{Inspection, Section};
use crate::domain::letter::Letter;
use crate::domain::paper::Paper;
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::school::School;
use crate::domain::visit::Attachment;
use chrono::{NaiveDate, NaiveTime};

/// What the list is called.
pub const NAME: &str = "佐证材料目录";

/// One thing of the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub section: Section,
    /// What it is, without a pupil's name: it becomes a file's name.
    pub name: String,
    /// The day that it is of, where it is of one.
    pub on: Option<NaiveDate>,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Paper(Box<Paper>),
    /// As it was attached.
    Original(Attachment),
}

impl Piece {
    fn paper(section: Section, name: impl Into<String>, on: Option<NaiveDate>, paper: Paper) -> Piece {
        Piece { section, name: name.into(), on, content: Content::Paper(Box::new(paper)) }
    }

    /// The ending of its file.
    pub fn ending(&self) -> String {
        match &self.content {
            Content::Paper(_) => ".pdf".into(),
            Content::Original(attachment) => {
                let ending = attachment.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
                let is_plain =
                    |it: &String| (1..=5).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
                ending.filter(is_plain).map(|ending| format!(".{ending}")).unwrap_or_default()
            }
        }
    }
}

/// The evidence of a year up to the day of its report, in the order of the chapters.
pub fn pieces(school: &School, inspection: &Inspection) -> Vec<Piece> {
    let mut pieces = vec![Piece::paper(Section::Basis, inspection::NAME, None, inspection::paper(school, inspection))];
    pieces.extend(of_registers(school, inspection.span));
    pieces.extend(of_weeks(school, inspection.span));
    pieces.extend(of_letters(school, inspection.span));
    pieces.extend(of_attachments(school, inspection.span));
    pieces.sort_by_key(|piece| piece.section);
    pieces
}

/// The books of a month for the months in which they have lines; the ledgers of the year, lines or not.
fn of_registers(school: &School, span: Span) -> Vec<Piece> {
    let register = |kind, span| Register { kind, scope: Scope::School, span };
    let piece = |register: Register, lines: &[registers::Line], suffix: String| {
        let name = format!("{}{suffix}", registers::form(register.kind).name);
        Piece::paper(Section::Attendance, name, None, registers::printed(school, register, lines))
    };
    let mut pieces = Vec::new();
    for kind in [RegisterKind::Absence, RegisterKind::Illness] {
        for month in months(span) {
            let lines = registers::lines(school, register(kind, month), span.to);
            if !lines.is_empty() {
                pieces.push(piece(register(kind, month), &lines, month.from.format(" %-m月").to_string()));
            }
        }
    }
    let ledgers =
        [RegisterKind::SuspectedDropout, RegisterKind::Dropout, RegisterKind::PersuadedBack, RegisterKind::Papers];
    pieces.extend(ledgers.map(|kind| {
        let lines = registers::lines(school, register(kind, span), span.to);
        piece(register(kind, span), &lines, String::new())
    }));
    pieces
}

/// The calendar months of a span, cut off at its ends.
fn months(span: Span) -> Vec<Span> {
    let mut months = Vec::new();
    let mut month = Span::month(span.from);
    while let Some(within) = month.meets(span) {
        months.push(within);
        match month.to.succ_opt() {
            Some(next) => month = Span::month(next),
            None => break,
        }
    }
    months
}

/// The weeks that were signed, as they stood on their last day.
fn of_weeks(school: &School, span: Span) -> Vec<Piece> {
    let signed = school.signed_weeks.iter().filter(|signed| span.has(signed.week.sunday()));
    let piece = |signed: &crate::domain::review::SignedWeek| {
        let end = signed.week.sunday().and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
        let sheet = school.week(signed.week, signed.scope, end);
        let of = match signed.scope {
            Scope::School => "全校".to_owned(),
            Scope::Grade(grade) => grade.to_string(),
            Scope::Class(class) => class.to_string(),
        };
        let name = format!("{} {} {of}", week::NAME, signed.week);
        Piece::paper(Section::Attendance, name, Some(signed.at.date()), week::paper(school, &sheet, None))
    };
    signed.map(piece).collect()
}

/// Issued papers, by their numbers.
fn of_letters(school: &School, span: Span) -> Vec<Piece> {
    let issued = school.letters.iter().filter(|letter| span.has(letter.record.issued_on));
    let piece = |letter: &Letter| {
        let kind = letter::form(letter.record.kind).map(|form| form.short).unwrap_or_default();
        let name = format!("{} {kind}", letter.record.no.file_name());
        let on = Some(letter.record.issued_on);
        Piece::paper(Section::Attendance, name, on, letter.record.paper.clone())
    };
    issued.map(piece).collect()
}

/// What was attached to visits, to steps of cases and to changes of status.
fn of_attachments(school: &School, span: Span) -> Vec<Piece> {
    let visits = school.visits.iter().map(|visit| (visit.record.at.date(), &visit.record.attachments));
    let visits = visits.map(|(on, files)| (Section::Attendance, "家访附件", on, files));
    let steps = school.steps.iter().map(|taken| (taken.record.at.date(), &taken.record.attachments));
    let steps = steps.map(|(on, files)| (Section::Attendance, "个案附件", on, files));
    let changes = school.statuses.iter().map(|status| (status.record.on, &status.record.attachments));
    let changes = changes.map(|(on, files)| (Section::Status, "学籍异动材料", on, files));
    let all = visits.chain(steps).chain(changes).filter(|(_, _, on, _)| span.has(*on));
    let mut pieces: Vec<Piece> = all
        .flat_map(|(section, name, on, files)| {
            files.iter().map(move |file| {
                let content = Content::Original(file.clone());
                Piece { section, name: name.to_owned(), on: Some(on), content }
            })
        })
        .collect();
    pieces.sort_by_key(|piece| (piece.section, piece.on));
    pieces
}

/// A thing of the evidence as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// `02-003`
    pub number: String,
    pub section: Section,
    pub name: String,
    pub on: Option<NaiveDate>,
    /// What the file was called when it was attached; empty for papers.
    pub original: String,
    /// Its way from the folder.
    pub way: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
}

/// The list of all, with links and digests.
pub fn list(written: &[Written], made_on: NaiveDate) -> Workbook {
    let headings = ["编号", "部分", "材料名称", "日期", "原文件名", "文件", "SHA-256"].map(str::to_owned).to_vec();
    let row = |it: &Written| {
        vec![
            it.number.as_str().into(),
            inspection::chapter(it.section).into(),
            it.name.as_str().into(),
            it.on.map_or(Cell::Empty, Cell::Date),
            it.original.as_str().into(),
            Cell::Link(it.way.clone()),
            it.digest.as_str().into(),
        ]
    };
    Workbook { made_on, sheets: vec![Sheet { name: NAME.into(), headings, rows: written.iter().map(row).collect() }] }
}
