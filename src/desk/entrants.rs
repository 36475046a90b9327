//! New entrants: registered, traced, accounted for; their notices issued, written and handed over.

use super::files::{Existing, write_file};
use super::letters::Format;
use super::{Desk, Problem};
use crate::documents::{entry_notice, render};
use crate::domain::class::Class;
use crate::domain::entrant::{
    CannotEnter, Entrant, EntrantFigures, EntryDays, EntryNotice, EntryPaper, OutcomeRecord, RegistrationRecord,
    TraceRecord, TraceStep,
};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, StaffId, TraceId};
use crate::domain::letter::Receipt;
use crate::domain::plain::plain;
use crate::store::StoreError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How often another program may take numbers before it is said.
const TRIES: u32 = 5;

impl Desk {
    /// By ID number or its end, by the number of the notice, by a name; of several of one name with birthday, village or any
    /// of those behind it.
    pub fn find_entrant(&self, asked: &str, year: i32) -> Result<EntrantId, Problem> {
        let asked = plain(asked.trim());
        let is_asked = |entrant: &&Entrant| {
            let mut words = asked.split_whitespace().peekable();
            entrant.record.name == *asked || (words.peek().is_some() && words.all(|word| bears(entrant, word)))
        };
        let found: Vec<&Entrant> = self.school.entrants_of(year).iter().filter(is_asked).collect();
        match found[..] {
            [one] => Ok(one.id),
            [] => Err(Problem::UnknownEntrant { asked: asked.into_owned(), year }),
            ref several => Err(Problem::SeveralEntrants {
                asked: asked.into_owned(),
                them: several.iter().map(|entrant| introduce(entrant)).collect(),
            }),
        }
    }

    fn entrant(&self, id: EntrantId) -> Result<&Entrant, Problem> {
        let gone = || Problem::UnknownEntrant { asked: String::new(), year: self.school.entry_year(self.today()) };
        self.school.entrant(id).ok_or_else(gone)
    }

    /// Registers a child; in a class where it is known already, else the class sheet will say.
    ///
    /// # Errors
    /// What stands against it; `Store(EntrantChanged)` where another desk was first.
    pub fn register_entrant(
        &mut self,
        id: EntrantId,
        record: RegistrationRecord,
        class: Option<(Class, Option<u16>)>,
    ) -> Result<(), Problem> {
        let changes = self.school.register_entrant(self.entrant(id)?, record, class, self.today());
        self.commit(Why::RegisterEntrant, changes.map_err(Problem::EntrantRefused)?)?;
        Ok(())
    }

    /// Notes papers that a registered child has brought since, beside those that were seen before.
    ///
    /// # Errors
    /// Where the child has not registered.
    pub fn add_entry_papers(&mut self, id: EntrantId, papers: &BTreeSet<EntryPaper>) -> Result<(), Problem> {
        self.refresh()?;
        let entrant = self.entrant(id)?;
        let seen = entrant.registration.iter().flat_map(|registration| &registration.record.papers);
        let change = self.school.entry_papers(entrant, seen.chain(papers).copied().collect());
        self.commit(Why::EntryPapers, vec![change.map_err(Problem::EntrantRefused)?])?;
        Ok(())
    }

    /// Records that something was done to find a child, or whose matter that is.
    pub fn trace_entrant(&mut self, record: TraceRecord) -> Result<(), Problem> {
        if !record.is_told() {
            return Err(Problem::EntrantRefused(CannotEnter::NothingSaid));
        }
        self.entrant(record.entrant)?;
        self.commit(Why::TraceEntrant, vec![Change::Trace { id: TraceId::NEW, to: Some(record) }])?;
        Ok(())
    }

    /// Records what became of a child, with the files at these paths.
    ///
    /// # Errors
    /// What the outcome lacks.
    pub fn settle_entrant(&mut self, id: EntrantId, record: OutcomeRecord, files: &[PathBuf]) -> Result<(), Problem> {
        let changes = self.school.settle_entrant(self.entrant(id)?, record).map_err(Problem::EntrantRefused)?;
        self.commit_with_files(Why::SettleEntrant, changes, files)?;
        Ok(())
    }

    /// Records who took these notices: one family, or a village for all of its own.
    ///
    /// # Errors
    /// What stands against it; where one cannot be, none is recorded.
    pub fn deliver_notices(&mut self, ids: &[EntrantId], receipt: &Receipt) -> Result<usize, Problem> {
        let deliver = |id: &EntrantId| {
            let change = self.school.deliver_notice(self.entrant(*id)?, receipt.clone());
            change.map_err(Problem::EntrantRefused)
        };
        let changes: Vec<Change> = ids.iter().map(deliver).collect::<Result<_, _>>()?;
        let delivered = changes.len();
        if delivered > 0 {
            self.commit(Why::DeliverNotice, changes)?;
        }
        Ok(delivered)
    }

    /// Issues a notice to each of these children who needs one and has none; how many were issued. Where another
    /// program took numbers meanwhile, they bear the next.
    pub fn issue_entry_notices(&mut self, ids: &[EntrantId], days: &EntryDays) -> Result<usize, Problem> {
        if days.to < days.from {
            return Err(Problem::DatesReversed { from: days.from, to: days.to });
        }
        let mut tries = 0;
        loop {
            let entrants = ids.iter().filter_map(|id| self.school.entrant(*id));
            let changes = self.school.issue_notices(entrants, days, self.today());
            let issued = changes.len();
            if issued == 0 {
                return Ok(0);
            }
            match self.commit(Why::IssueEntryNotices, changes) {
                Ok(_) => return Ok(issued),
                Err(Problem::Store(StoreError::EntryNumber { .. } | StoreError::EntrantChanged { .. }))
                    if tries < TRIES =>
                {
                    tries += 1;
                    self.reload()?;
                }
                Err(problem) => return Err(problem),
            }
        }
    }

    /// Writes the notices of these children as one file, in the order of their numbers, never over a file that is there
    /// already, but beside it; how many, and where.
    ///
    /// # Errors
    /// `NoEntryNotices` where none of them has a notice.
    pub fn write_entry_notices(
        &mut self,
        ids: &[EntrantId],
        format: Format,
        file: &Path,
    ) -> Result<(usize, PathBuf), Problem> {
        let of = |id: &EntrantId| self.school.entrant(*id).and_then(|entrant| entrant.notice.as_ref());
        let mut notices: Vec<&EntryNotice> = ids.iter().filter_map(of).collect();
        if notices.is_empty() {
            return Err(Problem::NoEntryNotices);
        }
        notices.sort_by_key(|notice| notice.no);
        let papers: Vec<_> = notices.into_iter().map(entry_notice::paper).collect();
        let bytes = match format {
            Format::Docx => render::docx_of_many(&papers)?,
            Format::Pdf => render::pdf_of_many(&papers, self.fonts()?)?,
            Format::Text | Format::Xlsx => {
                let texts: Vec<String> = papers.iter().map(super::letters::text).collect();
                (texts.join("\n\u{c}\n") + "\n").into_bytes()
            }
        };
        let file = write_file(file, Existing::Keep, &bytes)?;
        self.exported(entry_notice::NAME, papers.len())?;
        Ok((papers.len(), file))
    }

    /// The figures of a year.
    ///
    /// # Errors
    /// `DoesNotClose`: a table that does not add up is not shown.
    pub fn entrant_figures(&self, year: i32) -> Result<EntrantFigures, Problem> {
        self.school.entrant_figures(year, self.today()).map_err(Problem::DoesNotClose)
    }

    /// Names whose matter the tracing of these children is.
    pub fn name_tracer(&mut self, ids: &[EntrantId], owner: StaffId) -> Result<(), Problem> {
        let at = self.now();
        let step = TraceStep::Owner(owner);
        let record = |id: &EntrantId| TraceRecord { entrant: *id, at, step, with: String::new(), said: String::new() };
        let change = |id| Change::Trace { id: TraceId::NEW, to: Some(record(id)) };
        self.commit(Why::TraceEntrant, ids.iter().map(change).collect())?;
        Ok(())
    }
}

/// Characters of the end of an ID number that name a child.
const END_OF_ID_NO: usize = 4;

/// Whether a word is something that a child on the list is known by.
fn bears(entrant: &Entrant, word: &str) -> bool {
    let record = &entrant.record;
    let is_end = |id_no: &str| word.len() >= END_OF_ID_NO && id_no.ends_with(&word.to_ascii_uppercase());
    let is_number = |notice: &EntryNotice| notice.no.to_string() == word || notice.no.number.to_string() == word;
    record.name == word
        || record.village == word
        || record.id_no.as_ref().is_some_and(|no| is_end(no.as_str()))
        || record.born().is_some_and(|born| born.to_string() == word)
        || entrant.notice.as_ref().is_some_and(is_number)
}

/// Birthday, village, guardian, number of the notice and the end of the ID number: what tells two of one name apart.
fn introduce(entrant: &Entrant) -> String {
    let record = &entrant.record;
    let guardian = record.guardians.first().map(|guardian| guardian.name.clone());
    let said = [
        Some(record.name.clone()),
        record.born().map(|born| born.to_string()),
        Some(record.village.clone()),
        guardian,
        entrant.notice.as_ref().map(|notice| notice.no.to_string()),
        record.id_no.as_ref().map(|no| no.masked()),
    ];
    said.into_iter().flatten().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
}
