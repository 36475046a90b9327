//! The clerk and the desk of a story: they do in memory what the program does with the books.

use super::{EVIDENCE, Story};
use crate::desk::{self, Evidence, Filed, Filing, Folder, Item, LetterDraft, Place, Signing, to_sign};
use crate::domain::aid::Aid;
use crate::domain::contact::Contact;
use crate::domain::district::{DistrictSchool, Received};
use crate::domain::entrant::{Entrant, Registration, Settled, Trace};
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::groups::Membership;
use crate::domain::groups::round::Check;
use crate::domain::ids::{
    AidId, ContactId, EntrantId, EntryId, HelpId, LeaveId, LetterId, MachineId, MembershipId, PlanId, PupilId, StaffId,
    StatusId, StepId, TraceId, VisitId, WorkId,
};
use crate::domain::inspection::LeftOut;
use crate::domain::inspection::Prose;
use crate::domain::leave::Leave;
use crate::domain::letter::Letter;
use crate::domain::monthly::{Explanation, Headcount, Month, Sent, SignedMonth};
use crate::domain::people::{Pupil, Staff};
use crate::domain::plan::{Helped, Plan};
use crate::domain::pledge::SignedPledge;
use crate::domain::review::{Review, SignedWeek};
use crate::domain::roll::Roll;
use crate::domain::school::{Books, School};
use crate::domain::status::Status;
use crate::domain::step::Taken;
use crate::domain::visit::{Attachment, Visit};
use crate::domain::work_log::Work;
use crate::domain::year::TurnedYear;
use crate::tui::effect::{Compared, Effect, Task};
use crate::tui::event::{DossiersMade, Event, Journal, Outcome, Problem, Told};
use std::path::{Path, PathBuf};
use uuid::Uuid;

impl Story {
    pub(super) fn perform(&mut self, task: Task) -> Option<Event> {
        match &mut self.waiting {
            Some(waiting) if task.effect != Effect::QuitNow => {
                waiting.push(task);
                None
            }
            _ => self.perform_now(task),
        }
    }

    pub(super) fn perform_now(&mut self, task: Task) -> Option<Event> {
        if let Some(clerk) = self.clerk.as_mut().filter(|_| task.effect != Effect::QuitNow) {
            let outcome = match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => match task.effect {
                    Effect::ListFolder(Place::Home) => {
                        clerk.perform(Effect::ListFolder(Place::At(self.home.clone())))?
                    }
                    effect => clerk.perform(effect)?,
                },
            };
            return Some(Event::Done(task.ticket, outcome));
        }
        let outcome = match task.effect {
            Effect::QuitNow => {
                self.over = true;
                return None;
            }
            Effect::KeepDraft { .. } | Effect::DropDraft { .. } => return None,
            Effect::Commit { why, changes } => self.commit(why, changes),
            Effect::CommitWithFiles { why, mut changes, files } => {
                attach(&mut changes, &files);
                self.commit(why, changes)
            }
            Effect::ChangeStatus(filing) => self.change_status(*filing),
            Effect::ListFolder(place) => self.list_folder(&place),
            Effect::Compare { .. } => {
                let compared = self.comparison.clone().expect("the story compares something");
                Outcome::Told(Told::Compared(Compared::new(compared)))
            }
            Effect::ReachBack(_) => {
                self.books.rolls_from = None;
                Outcome::Reached { school: self.school() }
            }
            Effect::IssueLetter(draft) => self.issue(*draft),
            Effect::SignMonth { month, signing } => self.sign(month, &signing),
            Effect::WriteLetter { file, .. }
            | Effect::WriteRegister { file, .. }
            | Effect::WriteAttachment { file, .. }
            | Effect::WriteComparison { file, .. }
            | Effect::WriteDistrict { file, .. }
            | Effect::WriteInspection { file, .. }
            | Effect::WriteEntryNotices { file, .. }
            | Effect::WriteHelp { file, .. }
            | Effect::WriteMonth { file, .. }
            | Effect::WriteWeek { file, .. } => match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => {
                    self.written.push(file.clone());
                    Outcome::Told(Told::Written(file))
                }
            },
            Effect::WriteDossier { place, .. } => match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => {
                    self.written.push(place.clone());
                    Outcome::Told(Told::Written(place))
                }
            },
            Effect::WriteDossiers { pupils, folder, .. } => {
                let failed = self.fails_with.take();
                let not_made = pupils.iter().zip(&failed).map(|(pupil, problem)| (*pupil, problem.what.clone()));
                let not_made: Vec<(PupilId, String)> = not_made.collect();
                let made = pupils.len() - not_made.len();
                self.written.extend((0..made).map(|_| folder.clone()));
                Outcome::Told(Told::DossiersMade(DossiersMade { folder, made, not_made }))
            }
            Effect::BeginEvidence { folder, .. } => {
                self.evidence = Some((folder, 0));
                Outcome::Told(Told::EvidenceFiled(Filed { done: 0, of: EVIDENCE }))
            }
            Effect::FileEvidence => self.file_evidence(),
            Effect::DropEvidence => {
                self.evidence = None;
                return None;
            }
            Effect::Undo | Effect::UndoTurn => self.undo(),
            Effect::TurnYear(ask) => {
                let turn = self.school().turn(&ask, self.model.cx.now);
                self.commit(Why::TurnYear, turn.map(|turn| turn.changes()).unwrap_or_default())
            }
            Effect::ReadJournal { last } => match self.unreadable.take() {
                Some(problem) => Outcome::Failed(problem),
                None => Outcome::Told(Told::Journal(Journal {
                    entries: self.journal.iter().rev().take(last).cloned().collect(),
                    undoable: self.undoable().map(|entry| entry.id),
                })),
            },
            other => panic!("the shell would not know {other:?}"),
        };
        Some(Event::Done(task.ticket, outcome))
    }

    /// Files the next few things, and puts the folder in its place after the last.
    fn file_evidence(&mut self) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            self.evidence = None;
            return Outcome::Failed(problem);
        }
        let (folder, done) = self.evidence.take().expect("evidence is begun before it is filed");
        let done = (done + desk::AT_A_TIME).min(EVIDENCE);
        if done < EVIDENCE {
            self.evidence = Some((folder, done));
            return Outcome::Told(Told::EvidenceFiled(Filed { done, of: EVIDENCE }));
        }
        self.written.push(folder.clone());
        let left_out = vec![LeftOut::Unsigned { year: 2025, letters: 3 }];
        Outcome::Told(Told::EvidenceWritten(Evidence { place: folder, papers: EVIDENCE - 2, originals: 2, left_out }))
    }

    /// Records a change of status as the desk does.
    fn change_status(&mut self, filing: Filing) -> Outcome {
        let Filing { id, mut record, files, leave_until, newcomer, .. } = filing;
        let (school, today) = (self.school(), self.model.cx.today);
        let mut changes = Vec::new();
        if let Some(newcomer) = newcomer {
            record.pupil = PupilId(self.new_id());
            changes.push(Change::Pupil { id: record.pupil, to: Some(newcomer) });
        }
        let planned = match school.plan_status(id, record, today) {
            Ok(planned) => planned,
            Err(why) => {
                let what = (self.model.cx.words.status.cannot)(&why);
                return Outcome::Failed(Problem { what, way_out: String::new() });
            }
        };
        let leave = leave_until.and_then(|until| school.leave_of_transfer(&planned.record, until, today).ok());
        changes.extend(leave.into_iter().flat_map(|note| school.note_leave(note)));
        changes.extend(planned.changes);
        attach(&mut changes, &files);
        self.commit(Why::ChangeStatus, changes)
    }

    /// Issues as the desk does: under the number that is the next by now.
    fn issue(&mut self, draft: LetterDraft) -> Outcome {
        let mut draft = draft;
        draft.renumber(&self.school());
        let (no, record) = (draft.no, draft.record());
        match self.commit(Why::IssueLetter, vec![Change::Letter { id: LetterId::NEW, to: Box::new(record) }]) {
            Outcome::Recorded { school } => Outcome::Issued { no, school },
            other => other,
        }
    }

    /// Signs as the desk does.
    fn sign(&mut self, month: Month, signing: &Signing) -> Outcome {
        let (cx, position) = (&self.model.cx, self.journal.last().map(|entry| entry.id));
        match to_sign(&cx.school, month, signing, cx.who, cx.today.and_time(cx.now.time()), position) {
            Ok(signed) => {
                let version = signed.report.version;
                let change = Change::MonthSigned { month, version, to: Box::new(signed) };
                self.commit(Why::SignMonth, vec![change])
            }
            Err(why) => Outcome::Failed(Problem { what: (cx.words.monthly.cannot_sign)(why), way_out: String::new() }),
        }
    }

    pub(super) fn school(&self) -> Box<School> {
        Box::new(School::from_books(self.books.clone()))
    }

    /// The last step of the person at the desk that can still be taken back.
    fn undoable(&self) -> Option<&Entry> {
        let taken_back = |entry: &Entry| self.journal.iter().any(|other| other.why.undoes() == Some(entry.id));
        let mine = |entry: &&Entry| entry.who == self.model.cx.who && entry.why.can_be_undone() && !taken_back(entry);
        self.journal.iter().rev().find(mine)
    }

    fn undo(&mut self) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            return Outcome::Failed(problem);
        }
        let undoable = self.undoable().map(|entry| (entry.id, entry.why));
        let (Some((id, what)), Some(before)) = (undoable, self.before.pop()) else {
            return Outcome::Failed(Problem { what: "没有可撤销的".into(), way_out: String::new() });
        };
        self.books = before;
        self.recorded += 1;
        self.write(Why::Undo(id), Vec::new());
        Outcome::TakenBack { what, school: self.school() }
    }

    /// Writes an entry at the journal's end.
    pub(super) fn write(&mut self, why: Why, changes: Vec<Change>) -> EntryId {
        let (id, machine) = (EntryId(self.new_id()), MachineId(Uuid::nil()));
        let (at, who) = (self.model.cx.now, self.model.cx.who);
        self.journal.push(Entry { id, machine, at, who, why, changes });
        id
    }

    fn commit(&mut self, why: Why, changes: Vec<Change>) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            return Outcome::Failed(problem);
        }
        if why != Why::EntryPapers && changes.iter().any(|change| is_overtaken(&self.books, change)) {
            return Outcome::Overtaken { school: self.school() };
        }
        self.before.push(self.books.clone());
        let entry = self.write(why, changes.clone());
        for change in changes {
            let fresh = self.new_id();
            self.fold(entry, fresh, change);
        }
        self.recorded += 1;
        Outcome::Recorded { school: self.school() }
    }

    /// Folds a change into the books as the store does.
    fn fold(&mut self, entry: EntryId, fresh: Uuid, change: Change) {
        let (who, now, books) = (self.model.cx.who, self.model.cx.now, &mut self.books);
        match change {
            Change::Roll { key, to, .. } => {
                books.rolls.retain(|roll| roll.key != key);
                books.rolls.extend(to.map(|marks| Roll { key, marks, entry, taken_by: who, taken_at: now }));
            }
            Change::Leave { id, to } => {
                let id = if id.is_new() { LeaveId(fresh) } else { id };
                books.leaves.retain(|leave| leave.id != id);
                books.leaves.extend(to.map(|note| Leave { id, note }));
            }
            Change::Contact { id, to } => {
                let id = if id.is_new() { ContactId(fresh) } else { id };
                books.contacts.retain(|contact| contact.id != id);
                books.contacts.extend(to.map(|record| Contact { id, record, recorded_by: who }));
            }
            Change::Visit { id, to } => {
                let id = if id.is_new() { VisitId(fresh) } else { id };
                books.visits.retain(|visit| visit.id != id);
                books.visits.extend(to.map(|record| Visit { id, record, recorded_by: who }));
            }
            Change::Letter { id, to } => {
                let id = if id.is_new() { LetterId(fresh) } else { id };
                books.letters.push(Letter { id, record: *to, issued_by: who, receipt: None });
            }
            Change::Receipt { letter, to } => {
                books
                    .letters
                    .iter_mut()
                    .filter(|known| known.id == letter)
                    .for_each(|known| known.receipt = to.clone());
            }
            Change::Step { id, to } => {
                let id = if id.is_new() { StepId(fresh) } else { id };
                books.steps.retain(|step| step.id != id);
                books.steps.extend(to.map(|record| Taken { id, record, recorded_by: who }));
            }
            Change::Status { id, to } => {
                let id = if id.is_new() { StatusId(fresh) } else { id };
                books.statuses.retain(|status| status.id != id);
                books.statuses.extend(to.map(|record| Status { id, record: *record, recorded_by: who }));
            }
            Change::Membership { id, to } => {
                let id = if id.is_new() { MembershipId(fresh) } else { id };
                books.memberships.retain(|it| it.id != id);
                books.memberships.extend(to.map(|record| Membership { id, record, recorded_by: who }));
            }
            Change::GroupCheck { pupil, on, to } => {
                books.checks.retain(|check| (check.pupil, check.on) != (pupil, on));
                books.checks.extend(to.map(|record| Check { pupil, on, record, by: who, at: now }));
            }
            Change::Aid { id, to } => {
                let id = if id.is_new() { AidId(fresh) } else { id };
                books.aid.retain(|aid| aid.id != id);
                books.aid.extend(to.map(|record| Aid { id, record, recorded_by: who }));
            }
            Change::Plan { id, to } => {
                let id = if id.is_new() { PlanId(fresh) } else { id };
                books.plans.retain(|plan| plan.id != id);
                books.plans.extend(to.map(|record| Plan { id, record: *record, recorded_by: who }));
            }
            Change::Help { id, to } => {
                let id = if id.is_new() { HelpId(fresh) } else { id };
                books.helps.retain(|helped| helped.id != id);
                books.helps.extend(to.map(|record| Helped { id, record: *record, recorded_by: who }));
            }
            Change::Pledge { key, to } => {
                books.pledge_signatures.retain(|signed| signed.key != key);
                books.pledge_signatures.extend(to.map(|signed| SignedPledge { key, signed, recorded_by: who }));
            }
            Change::Work { id, to } => {
                let id = if id.is_new() { WorkId(fresh) } else { id };
                books.work.retain(|work| work.id != id);
                books.work.extend(to.map(|record| Work { id, record: *record, recorded_by: who }));
            }
            Change::Review { week, pupil, to } => {
                books.reviews.retain(|review| (review.week, review.pupil) != (week, pupil));
                books.reviews.extend(to.map(|record| Review { week, pupil, record, by: who, at: self.model.cx.now }));
            }
            Change::WeekSigned { week, scope, to } => {
                let at = self.model.cx.now;
                books.signed_weeks.retain(|signed| (signed.week, signed.scope) != (week, scope));
                books.signed_weeks.extend(to.map(|remark| SignedWeek { week, scope, remark, by: who, at }));
            }
            Change::Staff { id, to } => {
                let id = if id.is_new() { StaffId(fresh) } else { id };
                books.staff.retain(|staff| staff.id != id);
                books.staff.extend(to.map(|record| Staff { id, record }));
            }
            Change::Pupil { id, to } => {
                let known = books.pupils.iter().position(|pupil| pupil.id == id).map(|at| books.pupils.remove(at));
                let standings = known.map(|pupil| pupil.standings).unwrap_or_default();
                books.pupils.extend(to.map(|record| Pupil { id, record, standings }));
            }
            Change::Standing { pupil, from, to } => {
                for pupil in books.pupils.iter_mut().filter(|known| known.id == pupil) {
                    pupil.standings.retain(|(since, _)| *since != from);
                    pupil.standings.extend(to.map(|standing| (from, standing)));
                }
            }
            Change::StatusLimits { to } => books.status_limits = to,
            Change::DistrictSchool { id, to } => {
                books.district.schools.retain(|school| school.id != id);
                books.district.schools.extend(to.map(|record| DistrictSchool { id, record }));
            }
            Change::Received { school, month, version, to } => {
                books.district.received.retain(|it| it.edition() != (school, month, version));
                books.district.received.extend(to.map(|report| Received { school, report: report.into() }));
            }
            Change::School { to } => books.profile = to,
            Change::Rung { rule, from, to } => {
                books.rungs.retain(|(known, rung)| (rung.rule, *known) != (rule, from));
                books.rungs.extend(to.map(|to| (from, to)));
            }
            Change::Quota { place, from, to } => {
                books.quotas.retain(|(of, on, _)| (*of, *on) != (place, from));
                books.quotas.extend(to.map(|quota| (place, from, quota)));
            }
            Change::Prose { year, section, to } => {
                books.prose.retain(|prose| (prose.year, prose.section) != (year, section));
                books.prose.extend(to.map(|text| Prose { year, section, text }));
            }
            Change::Term { first, to } => {
                books.terms.retain(|term| term.first != first);
                books.terms.extend(to);
            }
            Change::YearTurned { year, to } => {
                books.year_turns.retain(|turned| turned.year != year);
                books.year_turns.extend(to.map(|turn| TurnedYear { year, turn, entry }));
            }
            Change::Entrant { id, to } => {
                let id = if id.is_new() { EntrantId(fresh) } else { id };
                books.entrants.retain(|entrant| entrant.id != id);
                books.entrants.extend(to.map(|record| Entrant {
                    id,
                    record: *record,
                    notice: None,
                    delivery: None,
                    registration: None,
                    outcome: None,
                }));
            }
            Change::EntryNotice { entrant, to } => {
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.notice = Some((*to).clone()));
            }
            Change::Delivery { entrant, to } => {
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.delivery = to.clone());
            }
            Change::Registration { entrant, to } => {
                let to = to.map(|record| Registration { record, by: who });
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.registration = to.clone());
            }
            Change::EntryOutcome { entrant, to } => {
                let to = to.map(|record| Settled { record: *record, by: who });
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.outcome = to.clone());
            }
            Change::Trace { id, to } => {
                let id = if id.is_new() { TraceId(fresh) } else { id };
                books.traces.retain(|trace| trace.id != id);
                books.traces.extend(to.map(|record| Trace { id, record, recorded_by: who }));
            }
            Change::Reporting { to } => books.monthly.reporting = to,
            Change::Headcount { month, class, to } => {
                let counts = &mut books.monthly.headcounts;
                counts.retain(|known| (known.month, known.class) != (month, class));
                counts.extend(to.map(|record| Headcount { month, class, record, by: who, at: now }));
            }
            Change::MonthExplained { month, about, to } => {
                let told = &mut books.monthly.explanations;
                told.retain(|known| (known.month, known.about) != (month, about));
                told.extend(to.map(|reason| Explanation { month, about, reason, by: who, at: now }));
            }
            Change::MonthSigned { month, version, to } => {
                books.monthly.signed.push(SignedMonth { month, version, record: *to, by: who, at: now });
            }
            Change::MonthSent { month, version, recipient, to } => {
                let sent = &mut books.monthly.sent;
                sent.retain(|known| (known.month, known.version, known.to) != (month, version, recipient));
                sent.extend(to.map(|record| Sent { month, version, to: recipient, record, by: who, at: now }));
            }
            Change::Disclosed { .. } => {}
            other => panic!("no screen records {other:?} yet: fold it here"),
        }
    }

    fn list_folder(&self, place: &Place) -> Outcome {
        if let Place::Typed(path) = place {
            let is = |item: &&Item| item.size.is_some() && item.path == Path::new(path);
            let held = self.folders.iter().find_map(|it| Some((it, it.items.iter().find(is)?)));
            return match held {
                Some((folder, item)) => {
                    Outcome::Told(Told::Folder(Folder { asked: Some(item.clone()), ..folder.clone() }))
                }
                None => self.list_folder(&Place::At(path.into())),
            };
        }
        let known = match place {
            Place::Home => self.folders.first(),
            place => self.folders.iter().find(|folder| folder.place == *place),
        };
        match known {
            Some(folder) => Outcome::Told(Told::Folder(folder.clone())),
            None => Outcome::Failed(Problem { what: "读不了这个文件夹".into(), way_out: String::new() }),
        }
    }
}

/// Names the files in the visit, as the desk does once it has read them.
fn attach(changes: &mut [Change], files: &[PathBuf]) {
    for change in changes {
        let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let attachment = |file| Attachment { name: name(file), size: 0, digest: String::new() };
        change.attach(&files.iter().map(attachment).collect::<Vec<_>>());
    }
}

/// Whether the change rests on a state of a roll that is no longer the last.
fn is_overtaken(books: &Books, change: &Change) -> bool {
    if let Change::Registration { entrant, to: Some(_) } = change {
        return books.entrants.iter().any(|it| it.id == *entrant && it.registration.is_some());
    }
    let Change::Roll { key, seen, .. } = change else { return false };
    books.rolls.iter().find(|roll| roll.key == *key).map(|roll| roll.entry) != *seen
}
