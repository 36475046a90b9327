//! The evidence of a year (佐证材料): every paper that an inspector asks for, by the sections of the self-inspection, and the
//! list of them. Papers are set as they were issued or are worked out from facts; what was attached goes as it was.

mod records;

use super::render::{Cell, Sheet, Workbook};
use super::{inspection, letter, monthly, plan, pledge, registers, week, work_log};
use crate::domain::contact::Contact;
use crate::domain::entrant::{Entrant, OutcomeRecord};
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::inspection::{Inspection, LeftOut, Section};
use crate::domain::monthly::SignedMonth;
use crate::domain::paper::Paper;
use crate::domain::plan::{Plan, PlanKind};
use crate::domain::pledge::{Party, Pledge, PledgeLevel};
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::review::SignedWeek;
use crate::domain::school::School;
use crate::domain::status::StatusRecord;
use crate::domain::step::Taken;
use crate::domain::visit::{Attachment, Visit};
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
    /// Whom it is about, with the class, where it is about one and the writer may know it: for the list alone.
    pub whom: String,
    /// It was attached to the paper before it.
    pub is_attached: bool,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Paper(Box<Paper>),
    /// Papers of one form, in one file.
    Papers(Vec<Paper>),
    /// Records of which no paper was issued. They are set only when they are written: a year has thousands.
    Visit(Box<Visit>),
    Persuasion(Box<Taken>),
    /// Of one pupil, a sheet each.
    Contacts(Vec<Contact>),
    /// As it was attached.
    Original(Attachment),
}

impl Content {
    /// The papers that it comes to; none of what was attached.
    pub fn papers(&self, school: &School) -> Vec<Paper> {
        match self {
            Content::Paper(paper) => vec![(**paper).clone()],
            Content::Papers(papers) => papers.clone(),
            Content::Visit(visit) => letter::visit_record(school, visit).into_iter().collect(),
            Content::Persuasion(taken) => letter::persuasion_record(school, taken).into_iter().collect(),
            Content::Contacts(contacts) => {
                contacts.iter().filter_map(|contact| letter::contact_record(school, contact)).collect()
            }
            Content::Original(_) => Vec::new(),
        }
    }
}

impl Piece {
    fn of(section: Section, name: impl Into<String>, on: Option<NaiveDate>, content: Content) -> Piece {
        Piece { section, name: name.into(), on, whom: String::new(), is_attached: false, content }
    }

    fn paper(section: Section, name: impl Into<String>, on: Option<NaiveDate>, paper: Paper) -> Piece {
        Piece::of(section, name, on, Content::Paper(Box::new(paper)))
    }

    fn about(self, whom: String) -> Piece {
        Piece { whom, ..self }
    }

    /// The ending of its file.
    pub fn ending(&self) -> String {
        match &self.content {
            Content::Original(attachment) => {
                let ending = attachment.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
                let is_plain =
                    |it: &String| (1..=5).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
                ending.filter(is_plain).map(|ending| format!(".{ending}")).unwrap_or_default()
            }
            _ => ".pdf".into(),
        }
    }
}

/// A paper with what was attached to it right behind it; where there is no paper, what was attached stands alone.
fn with_attached(paper: Option<Piece>, attached: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let is_attached = paper.is_some();
    paper.into_iter().chain(attached.into_iter().map(|piece| Piece { is_attached, ..piece })).collect()
}

/// What was attached to one record.
fn originals(section: Section, name: &str, on: NaiveDate, whom: &str, files: &[Attachment]) -> Vec<Piece> {
    let piece =
        |file: &Attachment| Piece::of(section, name, Some(on), Content::Original(file.clone())).about(whom.to_owned());
    files.iter().map(piece).collect()
}

/// `陈小禾（七年级(3)班）`
fn named(school: &School, pupil: PupilId, on: NaiveDate) -> String {
    let name = school.pupil(pupil).map(|pupil| pupil.record.name.as_str()).unwrap_or_default();
    school.last_class(pupil, on).map_or_else(|| name.to_owned(), |class| format!("{name}（{class}）"))
}

/// The evidence of a year up to the day of its report, in the order of the chapters: what somebody may see of it, and what
/// of it was left out.
pub fn pieces(school: &School, inspection: &Inspection, who: StaffId) -> (Vec<Piece>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let mut pieces = vec![Piece::paper(Section::Basis, inspection::NAME, None, inspection::paper(school, inspection))];
    pieces.extend(of_the_staff(school, inspection.year, inspection.span, &mut left_out));
    pieces.extend(of_months(school, inspection.span));
    pieces.extend(of_registers(school, inspection.span, who, &mut left_out));
    pieces.extend(of_plans(school, inspection.span, who));
    pieces.extend(of_weeks(school, inspection.span));
    pieces.extend(records::of_papers(school, inspection.span));
    pieces.sort_by_key(|piece| piece.section);
    (pieces, left_out)
}

/// The letters of responsibility of the school years that the year touches, families' left out, and the work log.
fn of_the_staff(school: &School, year: i32, span: Span, left_out: &mut Vec<LeftOut>) -> Vec<Piece> {
    let years = [year - 1, year].into_iter().flat_map(|year| {
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
        let piece = Piece::of(Section::Mechanism, name, None, Content::Papers(papers));
        let signatures = school.pledge_signatures.iter().filter(|it| it.key.year == year && span.has(it.signed.on));
        let attached = signatures.flat_map(|it| {
            let whom = match it.key.party {
                Party::GuardianOf(pupil) => named(school, pupil, it.signed.on),
                Party::Staff(_) => String::new(),
            };
            originals(Section::Mechanism, "责任书附件", it.signed.on, &whom, &it.signed.attachments)
        });
        with_attached(letters.iter().any(is_signed).then_some(piece), attached.collect::<Vec<_>>())
    });
    let mut pieces: Vec<Piece> = years.collect();
    let work = || school.work.iter().map(|work| &work.record).filter(|work| span.has(work.on));
    if work().next().is_some() {
        let paper = work_log::register(school, None, (span.from, span.to));
        let register = Piece::paper(Section::Mechanism, work_log::KIND, None, paper);
        let attached = work().flat_map(|it| originals(Section::Mechanism, "工作记录附件", it.on, "", &it.attachments));
        pieces.extend(with_attached(Some(register), attached));
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

/// Plans that were at work in the year, each with its records. Whose they are is for whoever may see the plan.
fn of_plans(school: &School, span: Span, who: StaffId) -> Vec<Piece> {
    let is_of_year = |plan: &&Plan| {
        let ended = plan.record.closing.as_ref().map_or(span.to, |closing| closing.on);
        Span { from: plan.record.from, to: ended.max(plan.record.from) }.meets(span).is_some()
    };
    let of_plan = |plan: &Plan| {
        let (record, section) = (&plan.record, section_of_plan(plan.record.kind));
        let (on, title) = (record.from, plan::plan_title(record.kind));
        let attachment = if record.kind == PlanKind::HomeTeaching { "送教附件" } else { "帮扶附件" };
        let may_see = school.may_see_plan(who, plan, span.to);
        let whom = if may_see { named(school, record.pupil, span.to) } else { String::new() };
        let paper = Piece::paper(section, title, Some(on), plan::plan(school, plan, span.to)).about(whom.clone());
        let mut pieces = with_attached(Some(paper), originals(section, attachment, on, &whom, &record.attachments));
        let helps: Vec<_> = school.helps.iter().map(|it| &it.record).filter(|it| it.plan == plan.id).collect();
        let records = (!helps.is_empty()).then(|| {
            let paper = plan::records(school, plan, span.to);
            Piece::paper(section, format!("{title} 记录"), Some(on), paper).about(whom.clone())
        });
        let of_year = helps.iter().filter(|it| span.has(it.at.date()));
        let attached = of_year.flat_map(|it| originals(section, attachment, it.at.date(), &whom, &it.attachments));
        pieces.extend(with_attached(records, attached));
        pieces
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
            let attached = attached_to(school, register.kind, span);
            pieces.extend(with_attached(Some(piece(register, &lines, String::new())), attached));
        } else {
            left_out.push(LeftOut::NotYours(register.kind));
        }
    }
    pieces
}

/// What was attached to the facts that a register lists: changes of status, outcomes of children who did not come.
fn attached_to(school: &School, kind: RegisterKind, span: Span) -> Vec<Piece> {
    match kind {
        RegisterKind::StatusChanges => {
            let changes = school.statuses.iter().map(|status| &status.record).filter(|it| span.has(it.on));
            let of = |it: &StatusRecord| {
                originals(Section::Status, "学籍异动材料", it.on, &named(school, it.pupil, it.on), &it.attachments)
            };
            changes.flat_map(of).collect()
        }
        RegisterKind::Entrants => {
            let settled = school.entrants.iter().filter_map(|child| Some((child, &child.outcome.as_ref()?.record)));
            let settled = settled.filter(|(_, outcome)| span.has(outcome.on));
            let of = |(child, it): (&Entrant, &OutcomeRecord)| {
                originals(Section::Source, "适龄儿童去向材料", it.on, &child.record.name, &it.attachments)
            };
            settled.flat_map(of).collect()
        }
        _ => Vec::new(),
    }
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

/// A thing of the evidence as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// `02-003`
    pub number: String,
    pub section: Section,
    pub name: String,
    pub on: Option<NaiveDate>,
    pub whom: String,
    /// The number of the paper that it was attached to; empty for papers, and for what stands alone.
    pub attached_to: String,
    /// What the file was called when it was attached; empty for papers.
    pub original: String,
    /// Its way from the folder.
    pub way: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
}

/// The list of all, with links and digests.
pub fn list(written: &[Written], made_on: NaiveDate) -> Workbook {
    let headings =
        ["编号", "部分", "材料名称", "学生", "附于", "日期", "原文件名", "文件", "SHA-256"].map(str::to_owned).to_vec();
    let row = |it: &Written| {
        vec![
            it.number.as_str().into(),
            inspection::chapter(it.section).into(),
            it.name.as_str().into(),
            it.whom.as_str().into(),
            it.attached_to.as_str().into(),
            it.on.map_or(Cell::Empty, Cell::Date),
            it.original.as_str().into(),
            Cell::Link(it.way.clone()),
            it.digest.as_str().into(),
        ]
    };
    Workbook { made_on, sheets: vec![Sheet { name: NAME.into(), headings, rows: written.iter().map(row).collect() }] }
}
