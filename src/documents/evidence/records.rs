//! The papers of cases among the evidence: those that were issued, and a record sheet of every visit, attempt and contact
//! of which none was. What was attached follows the paper that tells of it.

use super::{Content, Piece, named, originals, with_attached};
use crate::documents::letter;
use crate::domain::contact::Contact;
use crate::domain::ids::{ContactId, PupilId, StepId, VisitId};
use crate::domain::inspection::Section;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::register::Span;
use crate::domain::school::School;
use crate::domain::step::{About, Step, Taken};
use crate::domain::visit::Visit;
use std::collections::{BTreeMap, BTreeSet};

const HERE: Section = Section::Attendance;
const OF_VISIT: &str = "家访附件";
const OF_PERSUASION: &str = "劝返附件";

/// The records of which a paper was issued: each such form is made from the last record up to its day.
#[derive(Default)]
struct Issued {
    visits: BTreeSet<VisitId>,
    persuasions: BTreeSet<StepId>,
    contacts: BTreeSet<ContactId>,
}

/// Issued papers by their numbers, then the records, visits before attempts before contacts.
pub(super) fn of_papers(school: &School, span: Span) -> Vec<Piece> {
    let mut issued = Issued::default();
    let letters = school.letters.iter().filter(|letter| span.has(letter.record.issued_on));
    let mut pieces: Vec<Piece> = letters.flat_map(|letter| of_letter(school, letter, &mut issued)).collect();
    pieces.extend(of_visits(school, span, &issued));
    pieces.extend(of_persuasions(school, span, &issued));
    pieces.extend(of_contacts(school, span, &issued));
    pieces.extend(of_other_steps(school, span));
    pieces
}

/// An issued paper, with what was attached to the record that it tells of; once, though a correction tells it again.
fn of_letter(school: &School, letter: &Letter, issued: &mut Issued) -> Vec<Piece> {
    let (record, on) = (&letter.record, letter.record.issued_on);
    let whom = named(school, record.pupil, on);
    let kind = letter::form(record.kind).map(|form| form.short).unwrap_or_default();
    let name = format!("{} {kind}", record.no.file_name());
    let paper = Piece::paper(HERE, name, Some(on), record.paper.clone()).about(whom.clone());
    let attached = match record.kind {
        LetterKind::HomeVisit => {
            let visit = school.visits_of(record.pupil).iter().rfind(|visit| visit.record.at.date() <= on);
            let visit = visit.filter(|visit| issued.visits.insert(visit.id)).map(|visit| &visit.record);
            visit.map(|it| originals(HERE, OF_VISIT, it.at.date(), &whom, &it.attachments))
        }
        LetterKind::Persuasion => {
            let is = |taken: &&Taken| is_persuasion(taken) && taken.record.at.date() <= on;
            let taken = school.steps_of(record.pupil).iter().rfind(is);
            let taken = taken.filter(|taken| issued.persuasions.insert(taken.id)).map(|taken| &taken.record);
            taken.map(|it| originals(HERE, OF_PERSUASION, it.at.date(), &whom, &it.attachments))
        }
        LetterKind::Contact => {
            let contact = school.contacts_of(record.pupil).iter().rfind(|it| it.record.at.date() <= on);
            issued.contacts.extend(contact.map(|contact| contact.id));
            None
        }
        _ => None,
    };
    with_attached(Some(paper), attached.unwrap_or_default())
}

fn is_persuasion(taken: &Taken) -> bool {
    matches!(taken.record.step, Step::Persuasion(_))
}

fn of_visits(school: &School, span: Span, issued: &Issued) -> Vec<Piece> {
    let is = |visit: &&Visit| span.has(visit.record.at.date()) && !issued.visits.contains(&visit.id);
    let mut visits: Vec<&Visit> = school.visits.iter().filter(is).collect();
    visits.sort_by_key(|visit| (visit.record.at, visit.id));
    let of_visit = |visit: &Visit| {
        let (record, on) = (&visit.record, visit.record.at.date());
        let whom = named(school, record.pupil, on);
        let is_told = school.last_class(record.pupil, on).is_some();
        let paper = is_told.then(|| {
            let content = Content::Visit(Box::new(visit.clone()));
            Piece::of(HERE, "家访记录", Some(on), content).about(whom.clone())
        });
        with_attached(paper, originals(HERE, OF_VISIT, on, &whom, &record.attachments))
    };
    visits.into_iter().flat_map(of_visit).collect()
}

fn of_persuasions(school: &School, span: Span, issued: &Issued) -> Vec<Piece> {
    let is = |taken: &&Taken| {
        is_persuasion(taken) && span.has(taken.record.at.date()) && !issued.persuasions.contains(&taken.id)
    };
    let mut steps: Vec<&Taken> = school.steps.iter().filter(is).collect();
    steps.sort_by_key(|taken| (taken.record.at, taken.id));
    let of_step = |taken: &Taken| {
        let (record, on) = (&taken.record, taken.record.at.date());
        let About::Pupil(pupil) = record.about else { return Vec::new() };
        let whom = named(school, pupil, on);
        let paper = school.last_class(pupil, on).map(|_| {
            let content = Content::Persuasion(Box::new(taken.clone()));
            Piece::of(HERE, "劝返记录", Some(on), content).about(whom.clone())
        });
        with_attached(paper, originals(HERE, OF_PERSUASION, on, &whom, &record.attachments))
    };
    steps.into_iter().flat_map(of_step).collect()
}

/// A file a pupil, a sheet a contact, in the order of their classes.
fn of_contacts(school: &School, span: Span, issued: &Issued) -> Vec<Piece> {
    let mut of_pupils: BTreeMap<PupilId, Vec<Contact>> = BTreeMap::new();
    for contact in school.contacts.iter().filter(|it| span.has(it.record.at.date())) {
        let is_told = school.last_class(contact.record.pupil, contact.record.at.date()).is_some();
        if is_told && !issued.contacts.contains(&contact.id) {
            of_pupils.entry(contact.record.pupil).or_default().push(contact.clone());
        }
    }
    let mut of_pupils: Vec<(PupilId, Vec<Contact>)> = of_pupils.into_iter().collect();
    of_pupils.sort_by_key(|(pupil, _)| (school.last_class(*pupil, span.to), *pupil));
    let piece = |(pupil, mut contacts): (PupilId, Vec<Contact>)| {
        contacts.sort_by_key(|contact| (contact.record.at, contact.id));
        let content = Content::Contacts(contacts);
        Piece::of(HERE, "家校联系记录", None, content).about(named(school, pupil, span.to))
    };
    of_pupils.into_iter().map(piece).collect()
}

/// What was attached to other steps of cases: no paper of its own tells of them.
fn of_other_steps(school: &School, span: Span) -> Vec<Piece> {
    let is = |taken: &&Taken| !is_persuasion(taken) && span.has(taken.record.at.date());
    let mut steps: Vec<&Taken> = school.steps.iter().filter(is).collect();
    steps.sort_by_key(|taken| (taken.record.at, taken.id));
    let of_step = |taken: &Taken| {
        let (record, on) = (&taken.record, taken.record.at.date());
        let whom = match record.about {
            About::Pupil(pupil) => named(school, pupil, on),
            About::Class(class) => class.to_string(),
        };
        originals(HERE, "个案附件", on, &whom, &record.attachments)
    };
    steps.into_iter().flat_map(of_step).collect()
}
