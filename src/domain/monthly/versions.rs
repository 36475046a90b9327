//! Signing, correcting and sending (签字、更正、报送): who may, what must come first, and what a correction changes.

use super::figures::on_the_books;
use super::{Figure, IntakeFigure, Month, MonthSheet, MonthlyReport, Recipient, Sending};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::StaffId;
use crate::domain::people::{Pupil, Role, Staff};
use crate::domain::register::Span;
use crate::domain::school::School;
use chrono::{NaiveDate, NaiveDateTime};

/// Why a report cannot be signed, corrected or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSign {
    /// Its period has not begun.
    Ahead(NaiveDate),
    /// August has no report.
    NotReported,
    /// Nobody was on the books on any day of it.
    NobodyEnrolled { from: NaiveDate, to: NaiveDate },
    /// Neither is it due nor is its period over.
    TooEarly(NaiveDate),
    /// So many contradictions are neither mended nor explained.
    Contradictions(usize),
    /// Only the leadership signs.
    NotBy(&'static [Role]),
    /// Whoever signs must be another person than whoever filled it in.
    SecondPerson,
    /// Nobody of that name is on the staff.
    FillerUnknown,
    /// It has been signed already: what is wrong in it is corrected.
    AlreadySigned,
    /// There is no signed version.
    NotSigned,
    /// A correction says why.
    NoReason,
    /// Nothing has changed since the version before.
    NothingChanged,
    /// Sent before it was signed, or on a day to come.
    SentOutOfRange(NaiveDate),
    /// Received before it was sent, or on a day to come.
    ReceivedOutOfRange(NaiveDate),
    /// It has not been sent to them.
    NotSent,
}

/// Why a class's count cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotCount {
    /// Only the class's homeroom teacher and the registrar count.
    NotBy(&'static [Role]),
    /// The day is not one of the month's.
    OutOfRange { from: NaiveDate, to: NaiveDate },
    /// Nobody is in the class on that day.
    EmptyClass(Class),
    /// More than this sit in no class.
    TooMany(u16),
}

/// Which figure a correction changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Month(Figure),
    Intake(IntakeFigure),
}

impl What {
    /// Its place in the file, below the grade: `suspected.closing`, `new_entrants.listed`.
    pub fn key(self) -> String {
        match self {
            What::Month(figure) => figure.key().to_owned(),
            What::Intake(figure) => format!("new_entrants.{}", figure.code()),
        }
    }
}

/// A figure that a correction changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    pub grade: Option<Grade>,
    pub what: What,
    pub before: Option<u64>,
    pub after: Option<u64>,
}

/// What a correction changes beside the figures: in the head of the form, and in what is listed under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedBeside {
    /// 学校标识码
    Code { before: String, after: String },
    /// 校名
    School { before: String, after: String },
    /// 报送的教育局
    Bureau { before: String, after: String },
    /// 转学明细: of the same transfers what is said of them, such as the counterpart
    Transfers,
    /// 巩固率的人数
    Cohorts,
    /// 月初与上月末不符的说明
    OpeningReasons,
    /// 填表人另加的说明
    Remarks,
}

/// Who may sign, and who may count.
const SIGNERS: &[Role] = &[Role::Leadership];
const COUNTERS: &[Role] = &[Role::Homeroom, Role::Registrar];
/// Who fills the report in, the first that there is.
const FILLERS: [Role; 2] = [Role::Affairs, Role::Registrar];

/// What one version says otherwise than the one before, grade by grade.
pub fn changed(before: &MonthlyReport, after: &MonthlyReport) -> Vec<Changed> {
    let grades = (1..=9).filter_map(Grade::new);
    let mut list = Vec::new();
    for grade in grades {
        let of =
            |report: &MonthlyReport| report.grades.iter().find(|line| line.grade == grade.get()).map(|it| it.figures);
        let (was, is) = (of(before).unwrap_or_default(), of(after).unwrap_or_default());
        list.extend(Figure::ALL.into_iter().filter_map(|figure| {
            let (before, after) = (figure.of(&was), figure.of(&is));
            (before != after).then_some(Changed { grade: Some(grade), what: What::Month(figure), before, after })
        }));
        let of = |report: &MonthlyReport| report.new_entrants.iter().find(|it| it.grade == grade.get()).copied();
        let (was, is) = (of(before).unwrap_or_default(), of(after).unwrap_or_default());
        list.extend(IntakeFigure::ALL.into_iter().filter_map(|figure| {
            let (before, after) = (Some(figure.of(&was).into()), Some(figure.of(&is).into()));
            let what = What::Intake(figure);
            (before != after).then_some(Changed { grade: Some(grade), what, before, after })
        }));
    }
    list
}

/// What one version says otherwise than the one before, beside the figures.
pub fn changed_beside(before: &MonthlyReport, after: &MonthlyReport) -> Vec<ChangedBeside> {
    let mut list = Vec::new();
    let mut head = |was: &str, is: &str, of: fn(String, String) -> ChangedBeside| {
        if was != is {
            list.push(of(was.to_owned(), is.to_owned()));
        }
    };
    head(&before.school_code, &after.school_code, |before, after| ChangedBeside::Code { before, after });
    head(&before.school, &after.school, |before, after| ChangedBeside::School { before, after });
    head(&before.bureau, &after.bureau, |before, after| ChangedBeside::Bureau { before, after });
    // Where one more came or went, the figures say so.
    let moved = |of: &MonthlyReport| (of.total.transferred_in, of.total.transferred_out);
    if before.transfers != after.transfers && moved(before) == moved(after) {
        list.push(ChangedBeside::Transfers);
    }
    if before.cohorts != after.cohorts {
        list.push(ChangedBeside::Cohorts);
    }
    if before.opening_reasons != after.opening_reasons {
        list.push(ChangedBeside::OpeningReasons);
    }
    list
}

impl School {
    /// Whether somebody holds a role for the school as a whole.
    fn holds_of_school(&self, person: StaffId, role: Role, on: NaiveDate) -> bool {
        let holders = self.holders_of_school(role, on);
        if holders.is_empty() {
            self.stand_in(on).is_some_and(|staff| staff.id == person)
        } else {
            holders.iter().any(|staff| staff.id == person)
        }
    }

    fn holders_of_school(&self, role: Role, on: NaiveDate) -> Vec<&Staff> {
        let holds = |staff: &&Staff| self.posts(staff, on).iter().any(|post| post.role() == role);
        self.staff.iter().filter(|staff| staff.record.is_here(on)).filter(holds).collect()
    }

    /// Who fills in the report, where nobody is named: the student-affairs office, or the registrar, but never whoever
    /// signs it.
    ///
    /// # Errors
    /// `SecondPerson` where there is nobody else, or the named one is whoever signs.
    pub fn filler(&self, named: Option<&str>, signer: StaffId, on: NaiveDate) -> Result<String, CannotSign> {
        // By name: the district, which reads the two names, can tell two people of one name as little.
        let is_signer = |name: &str| self.staff(signer).is_some_and(|staff| staff.record.name == name);
        let Some(name) = named.map(str::trim).filter(|name| !name.is_empty()) else {
            let mut fillers = FILLERS.into_iter().flat_map(|role| self.holders_of_school(role, on));
            let filler = fillers.find(|staff| !is_signer(&staff.record.name)).ok_or(CannotSign::SecondPerson)?;
            return Ok(filler.record.name.clone());
        };
        if is_signer(name) {
            return Err(CannotSign::SecondPerson);
        }
        // Where the books know but one person, the second stands there by name alone.
        let is_known = self.staff.len() < 2 || self.find_staff(name).is_some();
        if is_known { Ok(name.to_owned()) } else { Err(CannotSign::FillerUnknown) }
    }

    /// Whether a month can be reported on at all by a day.
    ///
    /// # Errors
    /// `NotReported`, `Ahead` and `NobodyEnrolled`.
    pub fn may_report(&self, month: Month, today: NaiveDate) -> Result<(), CannotSign> {
        let Span { from, to } = self.report_span(month);
        match () {
            () if !self.is_reported(month) => Err(CannotSign::NotReported),
            () if from > today => Err(CannotSign::Ahead(from)),
            () if !self.has_anybody(month, Span { from, to }) => Err(CannotSign::NobodyEnrolled { from, to }),
            () => Ok(()),
        }
    }

    /// Whether anybody was on the books on any day of a month, or is to come to a school that has its first list. What was
    /// signed stays.
    fn has_anybody(&self, month: Month, span: Span) -> bool {
        let was_there = |pupil: &Pupil| {
            let begun = pupil.standings.iter().map(|(on, _)| *on).filter(|on| span.has(*on));
            std::iter::once(span.from).chain(begun).any(|on| on_the_books(pupil, on).is_some())
        };
        self.pupils.iter().any(was_there)
            || self.monthly.latest(month).is_some()
            || !self.intakes(month, span.to).is_empty()
    }

    /// What the books by now give otherwise than the version of a month that was signed last. It stays as it was signed
    /// until somebody corrects it.
    pub fn changed_since_signed(&self, sheet: &MonthSheet) -> Vec<Changed> {
        let signed = self.monthly.latest(sheet.month);
        let live = || sheet.report(self, 1, "", Vec::new(), None);
        signed.map(|signed| changed(&signed.record.report, &live())).unwrap_or_default()
    }

    /// Whether somebody may sign a month's report at a moment; a later version where one is signed already.
    ///
    /// # Errors
    /// What must come first, or who may.
    pub fn may_sign(&self, month: Month, corrects: bool, by: StaffId, now: NaiveDateTime) -> Result<(), CannotSign> {
        let today = now.date();
        self.may_report(month, today)?;
        match (self.monthly.latest(month).is_some(), corrects) {
            (true, false) => return Err(CannotSign::AlreadySigned),
            (false, true) => return Err(CannotSign::NotSigned),
            (false, false) if today < self.report_opens(month) => {
                return Err(CannotSign::TooEarly(self.report_opens(month)));
            }
            (false, false) | (true, true) => {}
        }
        if !SIGNERS.iter().any(|role| self.holds_of_school(by, *role, today)) {
            return Err(CannotSign::NotBy(SIGNERS));
        }
        let sheet = self.month_sheet(month, now);
        let open = self.contradictions(&sheet, now).iter().filter(|it| it.reason.is_none()).count();
        if open > 0 { Err(CannotSign::Contradictions(open)) } else { Ok(()) }
    }

    /// Whether a version may be told to have been sent so.
    ///
    /// # Errors
    /// What must come first, or which day cannot be.
    pub fn may_send(&self, month: Month, sending: &Sending, today: NaiveDate) -> Result<u32, CannotSign> {
        let signed = self.monthly.latest(month).ok_or(CannotSign::NotSigned)?;
        let signed_on = signed.record.report.signed.as_ref().map_or(signed.at.date(), |signed| signed.on);
        if sending.on < signed_on || sending.on > today {
            return Err(CannotSign::SentOutOfRange(signed_on));
        }
        match &sending.receipt {
            Some(receipt) if receipt.on < sending.on || receipt.on > today => {
                Err(CannotSign::ReceivedOutOfRange(sending.on))
            }
            _ => Ok(signed.version),
        }
    }

    /// How the last version was sent to a recipient.
    pub fn sent_to(&self, month: Month, to: Recipient) -> Option<&Sending> {
        let version = self.monthly.latest(month)?.version;
        self.monthly.sending(month, version, to).map(|sent| &sent.record)
    }

    /// Whether somebody may record how many of a class were counted on a day.
    ///
    /// # Errors
    /// Who may, or what cannot be.
    pub fn may_count(&self, month: Month, class: Class, on: NaiveDate, by: StaffId) -> Result<(), CannotCount> {
        let span = self.report_span(month);
        if !span.has(on) {
            return Err(CannotCount::OutOfRange { from: span.from, to: span.to });
        }
        if self.class_list(class, on).is_empty() {
            return Err(CannotCount::EmptyClass(class));
        }
        let may = COUNTERS.iter().any(|role| self.holds(by, *role, class, on));
        if may { Ok(()) } else { Err(CannotCount::NotBy(COUNTERS)) }
    }
}
