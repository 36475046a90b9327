//! Letters (文书): numbered papers about a pupil. Facts are gathered once; each form is one file that words them and lays
//! them out. To add a form is to add its file and its line in `FORMS`.

pub mod facts;

mod contact;
mod escalation;
mod follow_up;
mod home_visit;
mod letter_street;
#[cfg(test)]
pub(super) mod made_up;
mod notice_guardian;
mod order_draft;
mod persuasion;
mod places;
mod report_bureau;
mod sentences;
mod verification;
mod wording;

pub(super) use sentences::{guardian, hold_last, title};

use crate::documents::dates;
use crate::domain::contact::Contact;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::letter::{Lacking, Letter, LetterKind, LetterNo, LetterRecord, Part};
use crate::domain::paper::{Block, Paper};
use crate::domain::school::School;
use crate::domain::step::{About, Taken};
use crate::domain::template::Template;
use crate::domain::visit::Visit;
use chrono::{NaiveDate, NaiveDateTime};
use facts::Facts;
use std::collections::BTreeMap;
pub use wording::{sections, template};

/// Every form that can be written, in the order of the kinds.
pub const FORMS: &[Form] = &[
    escalation::FORM,
    report_bureau::FORM,
    letter_street::FORM,
    follow_up::FORM,
    notice_guardian::FORM,
    verification::FORM,
    persuasion::FORM,
    order_draft::FORM,
    home_visit::FORM,
    contact::FORM,
];

/// The writer's parts of one paper, worded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(BTreeMap<Part, String>);

impl<const N: usize> From<[(Part, String); N]> for Parts {
    fn from(parts: [(Part, String); N]) -> Parts {
        Parts(BTreeMap::from(parts))
    }
}

impl Parts {
    /// Empty where the form has no such part.
    pub fn get(&self, part: Part) -> &str {
        self.0.get(&part).map_or("", String::as_str)
    }

    pub fn put(&mut self, part: Part, written: &str) {
        self.0.insert(part, written.to_owned());
    }
}

/// How one kind of paper is made.
pub struct Form {
    pub kind: LetterKind,
    /// As it stands at the paper's foot.
    pub name: &'static str,
    /// As it stands in a column of the register.
    pub short: &'static str,
    /// The writer's parts, in the order in which they are asked.
    pub parts: &'static [Part],
    /// The first wording of those parts, or what such a paper would lack.
    fill: fn(&Facts) -> Result<Parts, Lacking>,
    paper: fn(&Facts, &Parts) -> Paper,
}

/// The form of a kind.
pub fn form(kind: LetterKind) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.kind == kind)
}

/// The kinds of which a paper about a pupil has something to say, in the order of the kinds.
pub fn sayable(school: &School, pupil: PupilId, as_of: NaiveDate, by: StaffId) -> Vec<LetterKind> {
    // Under which number it would stand is nothing to any of them.
    let no = LetterNo { series: LetterKind::Escalation.series(), year: 0, number: 0 };
    let Some(facts) = Facts::gather(school, pupil, as_of, by, no) else { return Vec::new() };
    FORMS.iter().filter(|form| (form.fill)(&facts).is_ok()).map(|form| form.kind).collect()
}

/// The record of one visit (家访记录表), one attempt (劝返记录), one contact (家校联系记录) as its form has it, of which no paper
/// was issued: without a number, of the facts up to it. None where the pupil was in no class by then.
pub fn visit_record(school: &School, visit: &Visit) -> Option<Paper> {
    let record = &visit.record;
    unnumbered(school, LetterKind::HomeVisit, record.pupil, record.at, visit.recorded_by, |facts| {
        facts.visits = vec![record.clone()];
    })
}

/// As of [`visit_record`].
pub fn persuasion_record(school: &School, taken: &Taken) -> Option<Paper> {
    let About::Pupil(pupil) = taken.record.about else { return None };
    unnumbered(school, LetterKind::Persuasion, pupil, taken.record.at, taken.recorded_by, |facts| {
        match facts.steps.iter().position(|step| *step == taken.record) {
            Some(at) => facts.steps.truncate(at + 1),
            None => facts.steps = vec![taken.record.clone()],
        }
    })
}

/// As of [`visit_record`].
pub fn contact_record(school: &School, contact: &Contact) -> Option<Paper> {
    let record = &contact.record;
    unnumbered(school, LetterKind::Contact, record.pupil, record.at, contact.recorded_by, |facts| {
        facts.contacts = vec![record.clone()];
        let by = school.staff(contact.recorded_by);
        facts.contact_by = by.map(|staff| staff.record.name.clone()).unwrap_or_default();
    })
}

fn unnumbered(
    school: &School,
    kind: LetterKind,
    pupil: PupilId,
    at: NaiveDateTime,
    by: StaffId,
    narrow: impl FnOnce(&mut Facts),
) -> Option<Paper> {
    let no = LetterNo { series: kind.series(), year: 0, number: 0 };
    let mut facts = Facts { number: String::new(), ..Facts::gather(school, pupil, at.date(), by, no)? };
    // What was learnt later on the same day is no part of it.
    facts.contacts.retain(|contact| contact.at <= at);
    narrow(&mut facts);
    let form = form(kind)?;
    let parts = (form.fill)(&facts).ok()?;
    Some((form.paper)(&facts, &parts))
}

/// A paper before it is issued, with the facts that it will be made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDraft {
    pub kind: LetterKind,
    /// The number that it would bear now.
    pub no: LetterNo,
    pub pupil: PupilId,
    pub parts: Parts,
    /// The paper that this one corrects (更正).
    corrects: Option<Corrected>,
    /// The school's own wording of what is no part of the writer's.
    template: Option<Template>,
    facts: Facts,
}

/// A paper that another corrects: enough to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Corrected {
    no: LetterNo,
    /// As printed.
    number: String,
    on: NaiveDate,
}

impl LetterDraft {
    /// Filled from the facts as of a date.
    ///
    /// # Errors
    /// What such a paper would lack.
    pub fn new(
        school: &School,
        kind: LetterKind,
        pupil: PupilId,
        as_of: NaiveDate,
        by: StaffId,
    ) -> Result<LetterDraft, Lacking> {
        LetterDraft::filled(school, kind, pupil, (as_of, as_of), by)
    }

    /// A correction of an issued paper, written on a day: of the same facts, as the books have them by now.
    ///
    /// # Errors
    /// What it would lack, by the facts as they are by now.
    pub fn correcting(school: &School, first: &Letter, on: NaiveDate, by: StaffId) -> Result<LetterDraft, Lacking> {
        let record = &first.record;
        let mut draft = LetterDraft::filled(school, record.kind, record.pupil, (record.issued_on, on), by)?;
        if !record.to.is_empty() {
            draft.parts.put(Part::Addressee, &record.to);
        }
        let number = record.paper.number.as_str().to_owned();
        draft.parts.put(Part::Correction, "");
        draft.corrects = Some(Corrected { no: record.no, number, on: record.issued_on });
        Ok(draft)
    }

    /// Of the facts of one day, bearing the date of another.
    fn filled(
        school: &School,
        kind: LetterKind,
        pupil: PupilId,
        (as_of, written_on): (NaiveDate, NaiveDate),
        by: StaffId,
    ) -> Result<LetterDraft, Lacking> {
        let year = chrono::Datelike::year(&written_on).try_into().unwrap_or_default();
        let no = school.next_letter_no(kind.series(), year);
        let gathered = Facts::gather(school, pupil, as_of, by, no).ok_or(Lacking::Absence)?;
        let facts = Facts { written_on, ..gathered };
        let form = form(kind).unwrap_or_else(|| unreachable!("every kind has its form"));
        let parts = (form.fill)(&facts)?;
        Ok(LetterDraft { kind, no, pupil, parts, corrects: None, template: None, facts })
    }

    /// The writer's parts of this paper, in the order in which they are asked.
    pub fn asked(&self) -> Vec<Part> {
        let of_form = form(self.kind).map_or(&[][..], |form| form.parts);
        self.corrects.iter().map(|_| Part::Correction).chain(of_form.iter().copied()).collect()
    }

    /// Under the number that is the next by now.
    pub fn renumber(&mut self, school: &School) {
        self.no = school.next_letter_no(self.no.series, self.no.year);
        self.facts.number = facts::number(school, self.no);
    }

    /// Document number as printed.
    pub fn number(&self) -> &str {
        &self.facts.number
    }

    /// The day on which it is written.
    pub fn on(&self) -> NaiveDate {
        self.facts.written_on
    }

    /// As it is issued: frozen, with the facts that it was made from.
    pub fn record(&self) -> LetterRecord {
        LetterRecord {
            kind: self.kind,
            no: self.no,
            pupil: self.pupil,
            issued_on: self.on(),
            to: self.parts.get(Part::Addressee).to_owned(),
            paper: self.paper(),
            corrects: self.corrects.as_ref().map(|first| first.no),
        }
    }

    /// As it will be printed.
    pub fn paper(&self) -> Paper {
        // `filled` found the form.
        let form = form(self.kind).unwrap_or_else(|| unreachable!());
        let mut paper = (form.paper)(&self.facts, &self.parts);
        if let Some(template) = &self.template {
            wording::put_over(&mut paper, template, &self.facts);
        }
        if let Some(first) = &self.corrects {
            paper.blocks.insert(0, Block::paragraph(correction(first, self.parts.get(Part::Correction))));
        }
        paper
    }
}

/// The top line of a correction: which paper it takes the place of, and what was wrong there.
fn correction(first: &Corrected, wrong: &str) -> String {
    let mut said = vec![format!("更正：{}（{}）由本件更正，以本件为准", first.number, dates::full(first.on))];
    sentences::add(&mut said, "更正内容：", wrong);
    sentences::sentence(said)
}
