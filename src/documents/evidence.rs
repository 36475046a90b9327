//! The evidence of a year (佐证材料): every paper that an inspector asks for, by the sections of the self-inspection, and the
//! list of them. Papers are set as they were issued or are worked out from facts; what was attached goes as it was.

use super::render::{Cell, Sheet, Workbook};
use super::{inspection, letter, monthly, plan, pledge, registers, week, work_log};
use crate::domain::flags::Scope;
use crate::domain::ids::StaffId;
use crate::domain::inspection::{Inspection, LeftOut, Section};
use crate::domain::letter::Letter;
use crate::domain::monthly::SignedMonth;
use crate::domain::paper::Paper;
use crate::domain::plan::{Plan, PlanKind};
use crate::domain::pledge::{Pledge, PledgeLevel};
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::review::SignedWeek;
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
    /// Papers of one form, in one file.
    Papers(Vec<Paper>),
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
            Content::Paper(_) | Content::Papers(_) => ".pdf".into(),
            Content::Original(attachment) => {
                let ending = attachment.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
                let is_plain =
                    |it: &String| (1..=5).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
                ending.filter(is_plain).map(|ending| format!(".{ending}")).unwrap_or_default()
            }
        }
    }
}

/// The evidence of a year up to the day of its report, in the order of the chapters: what somebody may see of it, and what
/// of it was left out.
pub fn pieces(school: &School, inspection: &Inspection, who: StaffId) -> (Vec<Piece>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let mut pieces = vec![Piece::paper(Section::Basis, inspection::NAME, None, inspection::paper(school, inspection))];
    pieces.extend(of_the_staff(school, inspection.year, inspection.span, &mut left_out));
    pieces.extend(of_months(school, inspection.span));
    pieces.extend(of_registers(school, inspection.span, who, &mut left_out));
    pieces.extend(of_plans(school, inspection.span));
    pieces.extend(of_weeks(school, inspection.span));
    pieces.extend(of_letters(school, inspection.span));
    pieces.extend(of_attachments(school, inspection.span));
    pieces.sort_by_key(|piece| piece.section);
    (pieces, left_out)
}

/// The letters of responsibility of the school years that the year touches, families' left out, and the work log.
fn of_the_staff(school: &School, year: i32, span: Span, left_out: &mut Vec<LeftOut>) -> Vec<Piece> {
    let years = [year - 1, year].into_iter().filter_map(|year| {
        let letters = school.pledges(year, &PledgeLevel::OF_STAFF, span.to);
        let is_signed = |pledge: &Pledge| school.signature(pledge.key).is_some();
        let unsigned = letters.iter().filter(|letter| !is_signed(letter)).count();
        let of_year = |day: NaiveDate| school.year_begins(year) <= day && day < school.year_begins(year + 1);
        // Of a year that has not begun, or of which the books know nothing, nobody has asked for letters.
        let is_kept = school.calendar.terms().iter().any(|term| of_year(term.first) && term.first <= span.to);
        if unsigned > 0 && is_kept {
            left_out.push(LeftOut::Unsigned { year, letters: unsigned });
        }
        let papers: Vec<Paper> =
            letters.iter().filter(|letter| is_signed(letter)).map(|letter| pledge::pledge(school, letter)).collect();
        let name = format!("{} {year}学年", pledge::KIND);
        let piece = Piece { section: Section::Mechanism, name, on: None, content: Content::Papers(papers) };
        letters.iter().any(is_signed).then_some(piece)
    });
    let mut pieces: Vec<Piece> = years.collect();
    if school.work.iter().any(|work| span.has(work.record.on)) {
        let paper = work_log::register(school, None, (span.from, span.to));
        pieces.push(Piece::paper(Section::Mechanism, work_log::KIND, None, paper));
    }
    pieces
}

/// Every version of a month's report that was signed, as it was signed.
fn of_months(school: &School, span: Span) -> Vec<Piece> {
    let signed = school.monthly.signed.iter().filter(|signed| span.has(signed.record.report.to));
    let piece = |signed: &SignedMonth| {
        let report = &signed.record.report;
        let name = format!("{} {} 第{}版", monthly::NAME, signed.month, signed.version);
        let on = report.signed.as_ref().map(|signature| signature.on);
        Piece::paper(Section::Monthly, name, on, monthly::paper(report, span.to))
    };
    signed.map(piece).collect()
}

/// Plans that were at work in the year, each with its records.
fn of_plans(school: &School, span: Span) -> Vec<Piece> {
    let is_of_year = |plan: &&Plan| {
        let ended = plan.record.closing.as_ref().map_or(span.to, |closing| closing.on);
        Span { from: plan.record.from, to: ended.max(plan.record.from) }.meets(span).is_some()
    };
    let of_plan = |plan: &Plan| {
        let section = section_of_plan(plan.record.kind);
        let (on, title) = (Some(plan.record.from), plan::plan_title(plan.record.kind));
        let has_records = school.helps.iter().any(|helped| helped.record.plan == plan.id);
        let records = has_records.then(|| {
            let paper = plan::records(school, plan, span.to);
            Piece::paper(section, format!("{title} 记录"), on, paper)
        });
        std::iter::once(Piece::paper(section, title, on, plan::plan(school, plan, span.to))).chain(records)
    };
    school.plans.iter().filter(is_of_year).flat_map(of_plan).collect()
}

/// The section that a plan proves, and what was attached to it.
fn section_of_plan(kind: PlanKind) -> Section {
    match kind {
        PlanKind::Family | PlanKind::Pupil => Section::KeyGroups,
        PlanKind::Learning => Section::Learning,
        PlanKind::Inclusive => Section::Special,
        PlanKind::HomeTeaching => Section::HomeTeaching,
    }
}

/// The section that a register proves.
fn section_of(kind: RegisterKind) -> Section {
    match kind {
        RegisterKind::Pupils | RegisterKind::StatusChanges | RegisterKind::Transfers => Section::Status,
        RegisterKind::Entrants => Section::Source,
        RegisterKind::KeyGroups => Section::KeyGroups,
        RegisterKind::Aid => Section::Poverty,
        RegisterKind::Absence
        | RegisterKind::Illness
        | RegisterKind::SuspectedDropout
        | RegisterKind::Dropout
        | RegisterKind::PersuadedBack
        | RegisterKind::Papers => Section::Attendance,
    }
}

/// The books of a month for the months in which they have lines; the ledgers of the year, lines or not.
fn of_registers(school: &School, span: Span, who: StaffId, left_out: &mut Vec<LeftOut>) -> Vec<Piece> {
    let register = |kind, span| Register { kind, scope: Scope::School, span };
    let piece = |register: Register, lines: &[registers::Line], suffix: String| {
        let name = format!("{}{suffix}", registers::form(register.kind).name);
        Piece::paper(section_of(register.kind), name, None, registers::printed(school, register, lines))
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
        RegisterKind::ALL.into_iter().filter(|kind| !matches!(kind, RegisterKind::Absence | RegisterKind::Illness));
    for register in ledgers.map(|kind| register(kind, span)) {
        if school.may_see_register(who, register, span.to) {
            let lines = registers::lines(school, register, span.to);
            pieces.push(piece(register, &lines, String::new()));
        } else {
            left_out.push(LeftOut::NotYours(register.kind));
        }
    }
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
    let piece = |signed: &SignedWeek| {
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

/// What was attached to visits, steps of cases, changes of status, plans, letters of responsibility and the work log.
fn of_attachments(school: &School, span: Span) -> Vec<Piece> {
    let visits = school.visits.iter().map(|visit| (visit.record.at.date(), &visit.record.attachments));
    let visits = visits.map(|(on, files)| (Section::Attendance, "家访附件", on, files));
    let steps = school.steps.iter().map(|taken| (taken.record.at.date(), &taken.record.attachments));
    let steps = steps.map(|(on, files)| (Section::Attendance, "个案附件", on, files));
    let changes = school.statuses.iter().map(|status| (status.record.on, &status.record.attachments));
    let changes = changes.map(|(on, files)| (Section::Status, "学籍异动材料", on, files));
    let of_plan = |kind: PlanKind| match kind {
        PlanKind::HomeTeaching => (section_of_plan(kind), "送教附件"),
        _ => (section_of_plan(kind), "帮扶附件"),
    };
    let plans = school.plans.iter().map(|plan| (plan.record.kind, plan.record.from, &plan.record.attachments));
    let helps = school.helps.iter().filter_map(|helped| {
        let plan = school.plan(helped.record.plan)?;
        Some((plan.record.kind, helped.record.at.date(), &helped.record.attachments))
    });
    let plans = plans.chain(helps).map(|(kind, on, files)| {
        let (section, name) = of_plan(kind);
        (section, name, on, files)
    });
    let pledges = school.pledge_signatures.iter().map(|it| (it.signed.on, &it.signed.attachments));
    let pledges = pledges.map(|(on, files)| (Section::Mechanism, "责任书附件", on, files));
    let work = school.work.iter().map(|work| (work.record.on, &work.record.attachments));
    let work = work.map(|(on, files)| (Section::Mechanism, "工作记录附件", on, files));
    let all = visits
        .chain(steps)
        .chain(changes)
        .chain(plans)
        .chain(pledges)
        .chain(work)
        .filter(|(_, _, on, _)| span.has(*on));
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
