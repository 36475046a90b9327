//! The monthly report: counted, explained, signed, corrected, sent and written.

use super::files::{Existing, write_file};
use super::letters::{Format, text};
use super::{Desk, Problem};
use crate::documents::{monthly, render};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntryId, StaffId};
use crate::domain::monthly::{
    CannotCount, CannotSign, Changed, ChangedBeside, Contradiction, Doubt, HeadcountRecord, Month, MonthSheet,
    MonthlyReport, Recipient, Reporting, Sending, Signed, SignedReport, changed, changed_beside, not_listed,
    opening_reasons,
};
use crate::domain::paper::Paper;
use crate::domain::school::School;
use chrono::{NaiveDate, NaiveDateTime};
use std::path::{Path, PathBuf};

/// In what form a report is written: as a paper, or as the file that machines read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthFormat {
    Paper(Format),
    Json,
}

/// What whoever signs adds to the figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signing {
    /// Of a correction, why; none signs the first version.
    pub corrects: Option<String>,
    /// 填表人, where it is not whoever holds the office.
    pub filled_by: Option<String>,
    /// 说明
    pub remarks: Vec<String>,
}

/// The report as somebody would sign it at a moment.
///
/// # Errors
/// What must come first, or who may.
pub fn to_sign(
    school: &School,
    month: Month,
    signing: &Signing,
    by: StaffId,
    now: NaiveDateTime,
    position: Option<EntryId>,
) -> Result<SignedReport, CannotSign> {
    let why = signing.corrects.as_deref().map(str::trim);
    if why == Some("") {
        return Err(CannotSign::NoReason);
    }
    school.may_sign(month, why.is_some(), by, now)?;
    let filled_by = school.filler(signing.filled_by.as_deref(), by, now.date())?;
    let name = school.staff(by).map(|staff| staff.record.name.clone()).unwrap_or_default();
    let signed = Signed { filled_by, by: name, on: now.date() };
    let sheet = school.month_sheet(month, now);
    let last = school.monthly.latest(month);
    let version = last.map_or(1, |last| last.version + 1);
    let why = school.unnamed(why.unwrap_or_default());
    let mut report = sheet.report(school, version, &why, Vec::new(), Some(signed));
    let contradictions = school.contradictions(&sheet, now);
    add_reasons(&mut report, school, &contradictions);
    let own_remarks = own_remarks(school, signing, last.map(|last| &last.record));
    let changes = last.map(|last| changed(&last.record.report, &report)).unwrap_or_default();
    let mut beside = last.map(|last| changed_beside(&last.record.report, &report)).unwrap_or_default();
    if last.is_some_and(|last| last.record.own_remarks != own_remarks) {
        beside.push(ChangedBeside::Remarks);
    }
    if last.is_some() && changes.is_empty() && beside.is_empty() {
        return Err(CannotSign::NothingChanged);
    }
    add_remarks(&mut report, school, &contradictions, &changes, &beside);
    report.remarks.extend(own_remarks.iter().cloned());
    Ok(SignedReport { report, position, own_remarks })
}

/// What whoever signs adds; of a correction what was added before, unless it is said anew.
fn own_remarks(school: &School, signing: &Signing, last: Option<&SignedReport>) -> Vec<String> {
    match last {
        Some(last) if signing.remarks.is_empty() => last.own_remarks.clone(),
        _ => {
            let said = signing.remarks.iter().map(|remark| school.unnamed(remark.trim()).into_owned());
            said.filter(|remark| !remark.is_empty()).collect()
        }
    }
}

/// What of the contradictions goes with the figures. Whoever reads it is told of no child by name.
fn add_reasons(report: &mut MonthlyReport, school: &School, contradictions: &[Contradiction]) {
    report.opening_reasons = opening_reasons(contradictions);
    for reason in &mut report.opening_reasons {
        reason.why = school.unnamed(&reason.why).into_owned();
    }
    report.not_listed = not_listed(contradictions);
}

/// What is said under the figures of its own accord.
fn add_remarks(
    report: &mut MonthlyReport,
    school: &School,
    contradictions: &[Contradiction],
    changes: &[Changed],
    beside: &[ChangedBeside],
) {
    let remarks = monthly::remarks(report, contradictions, changes, beside);
    report.remarks = remarks.iter().map(|remark| school.unnamed(remark).into_owned()).collect();
}

/// A month's report as the books stand.
pub fn live_report(school: &School, sheet: &MonthSheet, contradictions: &[Contradiction]) -> MonthlyReport {
    let mut report = sheet.report(school, 1, "", Vec::new(), None);
    add_reasons(&mut report, school, contradictions);
    add_remarks(&mut report, school, contradictions, &[], &[]);
    report
}

/// A month's report: a signed version, the last one where none is named; or where none is signed, as the books stand.
pub fn month_report(school: &School, month: Month, version: Option<u32>, now: NaiveDateTime) -> Option<MonthlyReport> {
    let signed = match version {
        Some(version) => return Some(school.monthly.version(month, version)?.record.report.clone()),
        None => school.monthly.latest(month),
    };
    Some(match signed {
        Some(signed) => signed.record.report.clone(),
        None => {
            let sheet = school.month_sheet(month, now);
            live_report(school, &sheet, &school.contradictions(&sheet, now))
        }
    })
}

/// The changes that say why contradictions stand.
pub fn explanations(month: Month, about: &[Doubt], reason: &str) -> Vec<Change> {
    let told = about.iter().map(|about| Change::MonthExplained { month, about: *about, to: Some(reason.to_owned()) });
    told.collect()
}

/// The change that says how many of a class were counted.
///
/// # Errors
/// Who may, or what cannot be.
pub fn headcount(
    school: &School,
    (month, class): (Month, Class),
    record: HeadcountRecord,
    by: StaffId,
) -> Result<Change, CannotCount> {
    school.may_count(month, class, record.on, by)?;
    record.is_of_a_class()?;
    Ok(Change::Headcount { month, class, to: Some(record) })
}

/// A report as it is printed, at a moment by somebody.
pub fn month_paper(report: &MonthlyReport, today: NaiveDate, at: NaiveDateTime, by: &str) -> Paper {
    monthly::paper(report, today).printed_by(at, by)
}

impl Desk {
    /// The figures of a month as the books stand, with the pupils behind them.
    ///
    /// # Errors
    /// Where there is nothing to report on.
    pub fn month_sheet(&self, month: Month) -> Result<MonthSheet, Problem> {
        self.school.may_report(month, self.today()).map_err(Problem::MonthRefused)?;
        Ok(self.school.month_sheet(month, self.now()))
    }

    /// What contradicts itself in a month.
    pub fn contradictions(&self, sheet: &MonthSheet) -> Vec<Contradiction> {
        self.school.contradictions(sheet, self.now())
    }

    /// A month's report, as signed or as the books stand.
    ///
    /// # Errors
    /// Where there is nothing to report on, or no such version.
    pub fn month_report(&self, month: Month, version: Option<u32>) -> Result<MonthlyReport, Problem> {
        self.school.may_report(month, self.today()).map_err(Problem::MonthRefused)?;
        let report = month_report(&self.school, month, version, self.now());
        report.ok_or(Problem::MonthRefused(CannotSign::NotSigned))
    }

    /// A month's report as plain text.
    pub fn month_text(&self, report: &MonthlyReport) -> String {
        text(&self.month_paper(report))
    }

    fn month_paper(&self, report: &MonthlyReport) -> Paper {
        let by = self.person().map_or("", |staff| &staff.record.name);
        month_paper(report, self.today(), self.now(), by)
    }

    /// How the school reports.
    ///
    /// # Errors
    /// A code that is none.
    pub fn set_reporting(&mut self, reporting: Reporting) -> Result<(), Problem> {
        let school_code = Reporting::code(&reporting.school_code)
            .map_err(|_| Problem::SchoolCode { written: reporting.school_code.clone() })?;
        let reporting = Reporting { school_code, ..reporting };
        self.commit(Why::SetReporting, vec![Change::Reporting { to: Some(reporting) }])?;
        Ok(())
    }

    /// So many pupils of a class were counted in their seats.
    ///
    /// # Errors
    /// Who may, or what cannot be.
    pub fn count_class(&mut self, month: Month, class: Class, record: HeadcountRecord) -> Result<(), Problem> {
        let counted = headcount(&self.school, (month, class), record, self.who).map_err(Problem::CountRefused)?;
        self.commit(Why::CountClass, vec![counted])?;
        Ok(())
    }

    /// Why contradictions stand.
    pub fn explain_month(&mut self, month: Month, about: &[Doubt], reason: &str) -> Result<(), Problem> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Problem::MonthRefused(CannotSign::NoReason));
        }
        self.commit(Why::ExplainMonth, explanations(month, about, reason))?;
        Ok(())
    }

    /// Signs a month's report, or a correction of it; gives the version. It is frozen with the journal's position.
    ///
    /// # Errors
    /// What must come first, or who may.
    pub fn sign_month(&mut self, month: Month, signing: &Signing) -> Result<u32, Problem> {
        self.refresh()?;
        self.reach_back_to_month(month)?;
        // The figures are those of the position, or it is worked out anew: another desk may record in between.
        self.as_the_books_are(|desk| {
            let position = desk.store.last_entry()?;
            let signed = to_sign(&desk.school, month, signing, desk.who, desk.now(), position);
            let signed = signed.map_err(Problem::MonthRefused)?;
            let version = signed.report.version;
            let change = Change::MonthSigned { month, version, to: Box::new(signed) };
            desk.commit_over(Why::SignMonth, vec![change], Vec::new())?;
            Ok(version)
        })
    }

    /// Reads the rolls that a month's report looks at.
    pub fn reach_back_to_month(&mut self, month: Month) -> Result<(), Problem> {
        self.reach_back_to(self.school.report_looks_back_to(month))
    }

    /// The last version was sent to one of the two recipients, or its receipt has come.
    ///
    /// # Errors
    /// What must come first, or which day cannot be.
    pub fn send_month(&mut self, month: Month, recipient: Recipient, sending: Sending) -> Result<(), Problem> {
        let version = self.school.may_send(month, &sending, self.today()).map_err(Problem::MonthRefused)?;
        self.commit(Why::SendMonth, vec![Change::MonthSent { month, version, recipient, to: Some(sending) }])?;
        Ok(())
    }

    /// Writes a month's report; gives the file that was written.
    pub fn write_month(
        &mut self,
        month: Month,
        version: Option<u32>,
        format: MonthFormat,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        self.reach_back_to_month(month)?;
        let report = self.month_report(month, version)?;
        let file = match format {
            MonthFormat::Json => {
                let json = serde_json::to_vec_pretty(&report)
                    .map_err(|source| Problem::Write { file: file.to_owned(), source: source.into() })?;
                write_file(file, existing, &json)?
            }
            MonthFormat::Paper(Format::Xlsx) => {
                write_file(file, existing, &render::xlsx(&monthly::workbook(&report, self.today()))?)?
            }
            MonthFormat::Paper(format) => self.write_paper(&self.month_paper(&report), format, file, existing)?,
        };
        let pupils = report.total.closing;
        self.exported(&format!("{} {month}", monthly::NAME), pupils as usize)?;
        Ok(file)
    }
}
