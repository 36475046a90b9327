//! Letters (文书): numbered papers about a pupil. Facts are gathered once; each form is one file that words them and lays
//! them out. To add a form is to add its file and its line in `FORMS`.

pub mod facts;

mod escalation;
#[cfg(test)]
pub(super) mod made_up;
mod sentences;

pub(super) use sentences::reason_words;

use crate::domain::ids::{PupilId, StaffId};
use crate::domain::letter::{LetterKind, LetterNo, LetterRecord, Part};
use crate::domain::paper::Paper;
use crate::domain::school::School;
use chrono::NaiveDate;
use facts::Facts;
use std::collections::BTreeMap;

/// Every form that can be written.
pub const FORMS: &[Form] = &[escalation::FORM];

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
    /// The writer's parts, in the order in which they are asked.
    pub parts: &'static [Part],
    /// The first wording of those parts; none where there is nothing for such a paper to say.
    fill: fn(&Facts) -> Option<Parts>,
    paper: fn(&Facts, &Parts) -> Paper,
}

/// The form of a kind.
pub fn form(kind: LetterKind) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.kind == kind)
}

/// A paper before it is issued, with the facts that it will be made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDraft {
    pub kind: LetterKind,
    /// The number that it would bear now.
    pub no: LetterNo,
    pub pupil: PupilId,
    pub parts: Parts,
    pub corrects: Option<LetterNo>,
    facts: Facts,
}

impl LetterDraft {
    /// Filled from the facts as of a date; none where there is nothing for such a paper to say.
    pub fn new(
        school: &School,
        kind: LetterKind,
        pupil: PupilId,
        as_of: NaiveDate,
        by: StaffId,
    ) -> Option<LetterDraft> {
        let year = u16::try_from(chrono::Datelike::year(&as_of)).ok()?;
        let no = school.next_letter_no(kind.series(), year);
        let facts = Facts::gather(school, pupil, as_of, by, no)?;
        let parts = (form(kind)?.fill)(&facts)?;
        Some(LetterDraft { kind, no, pupil, parts, corrects: None, facts })
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
        self.facts.as_of
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
            corrects: self.corrects,
        }
    }

    /// As it will be printed.
    pub fn paper(&self) -> Paper {
        // `new` found the form.
        form(self.kind).map(|form| (form.paper)(&self.facts, &self.parts)).unwrap_or_else(|| unreachable!())
    }
}
