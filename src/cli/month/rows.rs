//! The rows of the monthly report: as text and as JSON.

use crate::desk::{Desk, Problem};
use crate::domain::class::Class;
use crate::domain::ids::{EntryId, PupilId};
use crate::domain::monthly::{
    Behind, Changed, Contradiction, Doubt, Mend, Month, MonthlyReport, Recipient, Sending, SignedMonth,
};
use crate::domain::people::Pupil;
use crate::domain::school::School;
use crate::domain::status::{Lack, StatusKind, StatusRecord};
use crate::domain::step::{Ledger, Step};
use crate::words::Words;
use chrono::NaiveDate;
use serde::Serialize;

/// `report month --json`.
#[derive(Serialize)]
pub struct Answer {
    month: Month,
    from: NaiveDate,
    to: NaiveDate,
    due: NaiveDate,
    stage: &'static str,
    /// The version asked for, or the last; where none is signed, as the books stand.
    report: MonthlyReport,
    contradictions: Vec<DoubtRow>,
    /// What the books by now give otherwise than the version signed last; the report itself stays as it was signed.
    changed_since_signed: Vec<ChangedRow>,
    versions: Vec<VersionRow>,
}

#[derive(Serialize)]
struct DoubtRow {
    id: String,
    kind: &'static str,
    says: String,
    pupils: Vec<PupilRow>,
    reason: Option<String>,
    mended_by: String,
}

#[derive(Serialize)]
struct ChangedRow {
    grade: Option<u8>,
    /// Its key in the report.
    figure: String,
    signed: Option<u64>,
    now: Option<u64>,
}

#[derive(Serialize)]
struct PupilRow {
    student_no: Option<String>,
    name: String,
    class: Option<String>,
}

#[derive(Serialize)]
struct VersionRow {
    version: u32,
    signed_on: NaiveDate,
    signed_by: String,
    filled_by: String,
    why: String,
    position: Option<EntryId>,
    bureau: Option<Sending>,
    street: Option<Sending>,
}

/// A pupil behind a figure.
#[derive(Serialize)]
pub struct Name {
    class: String,
    name: String,
    student_no: Option<String>,
    on: Option<NaiveDate>,
    times: u32,
}

impl Answer {
    pub fn of(
        desk: &Desk,
        month: Month,
        version: Option<u32>,
        (found, changed): (&[Contradiction], &[Changed]),
        words: &Words,
    ) -> Result<Answer, Problem> {
        let (school, report) = (desk.school(), desk.month_report(month, version)?);
        Ok(Answer {
            month,
            from: report.from,
            to: report.to,
            due: school.report_due(month),
            stage: school.report_stage(month).code(),
            contradictions: found.iter().map(|it| DoubtRow::of(school, it, words)).collect(),
            changed_since_signed: changed.iter().map(ChangedRow::of).collect(),
            versions: school.monthly.versions(month).map(|signed| VersionRow::of(school, signed)).collect(),
            report,
        })
    }
}

impl DoubtRow {
    fn of(school: &School, it: &Contradiction, words: &Words) -> DoubtRow {
        DoubtRow {
            id: id(it),
            kind: it.doubt.code(),
            says: said(school, it, words),
            pupils: it.pupils.iter().filter_map(|pupil| PupilRow::of(school, *pupil)).collect(),
            reason: it.reason.clone(),
            mended_by: mended_by(school, it),
        }
    }
}

impl ChangedRow {
    fn of(it: &Changed) -> ChangedRow {
        let grade = it.grade.map(|grade| grade.get());
        ChangedRow { grade, figure: it.what.key(), signed: it.before, now: it.after }
    }
}

/// The class in which a pupil was last, whenever that was.
fn last_class(pupil: &Pupil) -> Option<Class> {
    pupil.standings.iter().rev().find_map(|(_, standing)| standing.class())
}

impl PupilRow {
    fn of(school: &School, id: PupilId) -> Option<PupilRow> {
        let pupil = school.pupil(id)?;
        Some(PupilRow {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            class: last_class(pupil).map(|class| class.to_string()),
        })
    }
}

impl VersionRow {
    fn of(school: &School, signed: &SignedMonth) -> VersionRow {
        let report = &signed.record.report;
        let known = report.signed.as_ref();
        let sent = |to: Recipient| school.monthly.sending(signed.month, signed.version, to).map(|it| it.record.clone());
        VersionRow {
            version: signed.version,
            signed_on: known.map_or(signed.at.date(), |known| known.on),
            signed_by: known.map(|known| known.by.clone()).unwrap_or_default(),
            filled_by: known.map(|known| known.filled_by.clone()).unwrap_or_default(),
            why: report.why.clone(),
            position: signed.record.position,
            bureau: sent(Recipient::Bureau),
            street: sent(Recipient::Street),
        }
    }
}

impl Name {
    pub fn of(school: &School, it: &Behind) -> Option<Name> {
        let record = &school.pupil(it.pupil)?.record;
        Some(Name {
            class: it.class.to_string(),
            name: record.name.clone(),
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            on: it.on,
            times: it.times,
        })
    }

    pub fn cells(&self) -> Vec<String> {
        let on = self.on.map(|on| on.to_string()).unwrap_or_default();
        vec![self.class.clone(), self.name.clone(), on, self.times.to_string()]
    }
}

/// A contradiction by a name that stays the same while it does.
pub fn id(it: &Contradiction) -> String {
    let about = match it.doubt {
        Doubt::MonthBefore(month) => month.to_string(),
        Doubt::Opening { grade, .. } => grade.get().to_string(),
        Doubt::NotCounted(class) | Doubt::Count { class, .. } | Doubt::Rolls { class, .. } => class.code().to_string(),
        Doubt::IdleCase { pupil, .. }
        | Doubt::NotListed { pupil, .. }
        | Doubt::Nowhere(pupil)
        | Doubt::SuspensionOver { pupil, .. }
        | Doubt::NoPapers { pupil, .. } => pupil.0.simple().to_string(),
    };
    format!("{}:{about}", it.doubt.code())
}

/// A contradiction in words, with those whom it is about.
pub fn said(school: &School, it: &Contradiction, words: &Words) -> String {
    let name = |pupil: PupilId| school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
    let said = (words.monthly.doubt)(it.doubt, &it.doubt.pupil().map(name).unwrap_or_default());
    match (it.doubt, it.pupils.as_slice()) {
        (Doubt::Count { .. }, [_, ..]) => {
            let names: Vec<String> = it.pupils.iter().map(|pupil| name(*pupil)).collect();
            format!("{said} ({})", names.join(words.staff.between))
        }
        _ => said,
    }
}

/// The command that mends it.
pub fn mended_by(school: &School, it: &Contradiction) -> String {
    let called = |pupil: PupilId| {
        let Some(record) = school.pupil(pupil).map(|pupil| &pupil.record) else { return String::new() };
        // The whole number is typed by whoever needs it to tell two pupils of one name apart.
        let is_only_one = school.pupils.iter().filter(|other| other.record.name == record.name).count() < 2;
        match record.student_no.as_ref().filter(|_| !is_only_one) {
            Some(no) => no.masked(),
            None => record.name.clone(),
        }
    };
    match it.mend {
        Mend::Month(month) => format!("baoxue report month {month} --check"),
        Mend::Headcount(class) => format!("baoxue report headcount {} N", short(class)),
        Mend::Roll(key) => {
            format!("baoxue roll take --class {} --date {} --session {}", short(key.class), key.date, key.session)
        }
        Mend::Case(pupil) => format!("baoxue {}", case_step(it.doubt, &called(pupil))),
        Mend::CloseCase(pupil, exit) => {
            format!("baoxue case close {} --exit {} --evidence TEXT", called(pupil), exit.code())
        }
        Mend::Status(pupil) => format!("baoxue status {} {}", called(pupil), status_change(school, it.doubt, pupil)),
    }
}

/// What is done in a case: entered where it belongs, or whatever is to be noted of it.
fn case_step(doubt: Doubt, called: &str) -> String {
    match doubt {
        Doubt::NotListed { ledger: Ledger::Dropout, .. } => format!("case step {called} enter-dropout"),
        Doubt::NotListed { .. } => format!("case step {called} enter-suspected"),
        _ => format!("contact {called} --by phone --reached yes --said TEXT"),
    }
}

/// The change of status with what it lacks: of one that was applied for the rest of it, else one from the day on.
fn status_change(school: &School, doubt: Doubt, pupil: PupilId) -> String {
    let pending = school.pending_of(pupil).map(|status| &status.record).next();
    let kind = pending.map_or_else(|| kind_that_mends(school, doubt, pupil), |record| record.kind);
    let on = match (pending, doubt) {
        (Some(record), _) => record.on.to_string(),
        (None, Doubt::NoPapers { on, .. }) => on.to_string(),
        (None, _) => "DATE".to_owned(),
    };
    let fresh = StatusRecord::new(pupil, kind, NaiveDate::MIN, NaiveDate::MIN);
    let record = pending.unwrap_or(&fresh);
    let mut said = format!("{} --on {on}", kind.code());
    let class = school.pupil(pupil).and_then(last_class).map_or_else(|| "CLASS".to_owned(), short);
    if kind.needs_class() && record.class.is_none() {
        said += &format!(" --class {class}");
    }
    for lack in record.lacks() {
        said += &match lack {
            Lack::Paper(proof) => format!(" --paper {}=seen", proof.code()),
            Lack::Approval => " --approved-by WHO --approved-on DATE".to_owned(),
            Lack::Counterpart => " --counterpart SCHOOL".to_owned(),
        };
    }
    said
}

/// Which change says what the books do not say.
fn kind_that_mends(school: &School, doubt: Doubt, pupil: PupilId) -> StatusKind {
    let closed_by = |on: NaiveDate| {
        school.steps_of(pupil).iter().rev().find_map(|taken| match &taken.record.step {
            Step::Closed(closing) if taken.record.at.date() == on => StatusKind::of_exit(closing.exit),
            _ => None,
        })
    };
    let is_in_class = |on: NaiveDate| school.pupil(pupil).is_some_and(|pupil| pupil.class(on).is_some());
    match doubt {
        Doubt::SuspensionOver { .. } => StatusKind::Resume,
        Doubt::NoPapers { on, .. } => match closed_by(on) {
            Some(kind) => kind,
            None if is_in_class(on) => StatusKind::TransferIn,
            None => StatusKind::TransferOut,
        },
        _ => StatusKind::TransferIn,
    }
}

/// `7.3`
fn short(class: Class) -> String {
    format!("{}.{}", class.grade.get(), class.number)
}
