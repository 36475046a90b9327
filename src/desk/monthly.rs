//! The monthly report: counted, explained, signed, corrected, sent and written.

use super::files::{Existing, write_file};
use super::letters::{Format, text};
use super::{Desk, Problem};
use crate::documents::{monthly, render};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntryId, StaffId};
use crate::domain::monthly::{
    CannotSign, Contradiction, Doubt, HeadcountRecord, Month, MonthSheet, MonthlyReport, Recipient, Reporting, Sending,
    Signed, SignedReport, changed, changed_beside, not_listed, opening_reasons,
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
    let mut report = sheet.report(school, version, why.unwrap_or_default(), Vec::new(), Some(signed));
    let contradictions = school.contradictions(&sheet, now);
    report.opening_reasons = opening_reasons(&contradictions);
    report.not_listed = not_listed(&contradictions);
    let changes = last.map(|last| changed(&last.record.report, &report)).unwrap_or_default();
    let beside = last.map(|last| changed_beside(&last.record.report, &report)).unwrap_or_default();
    if last.is_some() && signing.remarks.is_empty() && changes.is_empty() && beside.is_empty() {
        return Err(CannotSign::NothingChanged);
    }
    report.remarks = monthly::remarks(&report, &contradictions, &changes, &beside);
    report.remarks.extend(signing.remarks.iter().map(|remark| remark.trim().to_owned()));
    Ok(SignedReport { report, position })
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
            let contradictions = school.contradictions(&sheet, now);
            let mut report = sheet.report(school, 1, "", Vec::new(), None);
            report.remarks = monthly::remarks(&report, &contradictions, &[], &[]);
            report.opening_reasons = opening_reasons(&contradictions);
            report.not_listed = not_listed(&contradictions);
            report
        }
    })
}

/// A report as it is printed.
pub fn month_paper(report: &MonthlyReport, today: NaiveDate) -> Paper {
    monthly::paper(report, today)
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
        text(&monthly::paper(report, self.today()))
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
        self.school.may_count(month, class, record.on, self.who).map_err(Problem::CountRefused)?;
        record.is_of_a_class().map_err(Problem::CountRefused)?;
        self.commit(Why::CountClass, vec![Change::Headcount { month, class, to: Some(record) }])?;
        Ok(())
    }

    /// Why contradictions stand.
    pub fn explain_month(&mut self, month: Month, about: &[Doubt], reason: &str) -> Result<(), Problem> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Problem::MonthRefused(CannotSign::NoReason));
        }
        let told =
            about.iter().map(|about| Change::MonthExplained { month, about: *about, to: Some(reason.to_owned()) });
        self.commit(Why::ExplainMonth, told.collect())?;
        Ok(())
    }

    /// Signs a month's report, or a correction of it; gives the version. It is frozen with the journal's position.
    ///
    /// # Errors
    /// What must come first, or who may.
    pub fn sign_month(&mut self, month: Month, signing: &Signing) -> Result<u32, Problem> {
        let position = self.store.last_entry()?;
        let signed = to_sign(&self.school, month, signing, self.who, self.now(), position);
        let signed = signed.map_err(Problem::MonthRefused)?;
        let version = signed.report.version;
        self.commit(Why::SignMonth, vec![Change::MonthSigned { month, version, to: Box::new(signed) }])?;
        Ok(version)
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
            MonthFormat::Paper(format) => {
                self.write_paper(&monthly::paper(&report, self.today()), format, file, existing)?
            }
        };
        let pupils = report.total.closing;
        self.exported(&format!("{} {month}", monthly::NAME), pupils as usize)?;
        Ok(file)
    }
}
