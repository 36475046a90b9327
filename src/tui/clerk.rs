//! The clerk sits at the desk for the screens: performs their effects, one after another, on a thread of its own, so
//! that the screens answer while something long is done.

use super::effect::{Compared, Effect, Previewed, ReadLists, ReportsShown};
use super::event::{DossiersMade, Journal, Opened, Outcome, Problem, Told};
use crate::desk::{self, BegunEvidence, Desk, DossierFormat, Existing, ImportKind, Opening, Preview, in_documents};
use crate::domain::entry::Why;
use crate::domain::ids::PupilId;
use crate::domain::school::School;
use crate::paths::Paths;
use crate::settings::Settings;
use crate::words::Words;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Who performs effects. Without a desk until the books are unlocked or begun.
pub struct Clerk {
    desk: Option<Desk>,
    paths: Option<Paths>,
    opening: Opening,
    settings: Settings,
    words: &'static Words,
    /// Evidence that is being written, a few things at a time.
    evidence: Option<BegunEvidence>,
}

impl Clerk {
    /// Sits at an open desk: the made-up school, or books opened before the screens.
    pub fn at(desk: Desk, words: &'static Words) -> Clerk {
        let opening = Opening { clock: *desk.clock(), act_as: None, font: None };
        Clerk { desk: Some(desk), paths: None, opening, settings: Settings::default(), words, evidence: None }
    }

    /// Waits at the door until a screen unlocks or begins the books in the folder.
    pub fn before(paths: Paths, opening: Opening, settings: Settings, words: &'static Words) -> Clerk {
        Clerk { desk: None, paths: Some(paths), opening, settings, words, evidence: None }
    }

    /// Performs an effect; none where nobody waits for its outcome.
    pub fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        let done = match effect {
            Effect::Unlock(passphrase) => self.unlock(passphrase.as_str()),
            Effect::SetUp { passphrase, school, lang } => self.set_up(passphrase.as_str(), school, lang),
            effect => match &mut self.desk {
                Some(desk) => at_desk(desk, &mut self.evidence, effect, self.words)?,
                None => return None,
            },
        };
        Some(done.unwrap_or_else(|problem| self.failed(&problem)))
    }

    /// The school, where another program has recorded something since.
    pub fn look(&mut self) -> Option<Box<School>> {
        let desk = self.desk.as_mut()?;
        match desk.refresh() {
            Ok(true) => Some(Box::new(desk.school().clone())),
            // What cannot be read now is read at the next look, or said at the next commit.
            Ok(false) | Err(_) => None,
        }
    }

    fn unlock(&mut self, passphrase: &str) -> Result<Outcome, desk::Problem> {
        let folder = &self.paths.as_ref().ok_or(desk::Problem::NoHome)?.data;
        let desk = desk::open(folder, passphrase, &self.opening)?;
        self.sit_down(desk)
    }

    fn set_up(
        &mut self,
        passphrase: &str,
        school: desk::NewSchool,
        lang: crate::words::Lang,
    ) -> Result<Outcome, desk::Problem> {
        self.words = lang.words();
        let paths = self.paths.as_ref().ok_or(desk::Problem::NoHome)?;
        let desk = desk::create(&paths.data, passphrase, school, &self.opening)?;
        self.settings.lang = Some(lang);
        // The books are begun; a language that cannot be kept is asked for again.
        let _ = self.settings.write(paths);
        self.sit_down(desk)
    }

    fn sit_down(&mut self, mut desk: Desk) -> Result<Outcome, desk::Problem> {
        if let Some(paths) = &self.paths {
            desk.use_templates(desk::read_templates(&paths.config));
        }
        let opened = opened(&desk)?;
        self.desk = Some(desk);
        Ok(Outcome::Opened(Box::new(opened)))
    }

    fn failed(&mut self, problem: &desk::Problem) -> Outcome {
        if problem.is_wrong_passphrase() {
            return Outcome::WrongPassphrase;
        }
        if problem.is_overtaken()
            && let Some(desk) = &mut self.desk
            && desk.refresh().is_ok()
        {
            // So that the screen can show what differs.
            return Outcome::Overtaken { school: Box::new(desk.school().clone()) };
        }
        Outcome::Failed(Problem { what: problem.say(self.words), way_out: String::new() })
    }
}

/// What the screens know when the books are open.
pub fn opened(desk: &Desk) -> Result<Opened, desk::Problem> {
    let class = desk.school().homeroom_of(desk.who(), desk.today());
    Ok(Opened {
        school: desk.school().clone(),
        who: desk.who(),
        class,
        drafts: desk.drafts()?,
        templates: desk.templates().clone(),
    })
}

fn at_desk(
    desk: &mut Desk,
    evidence: &mut Option<BegunEvidence>,
    effect: Effect,
    words: &'static Words,
) -> Option<Result<Outcome, desk::Problem>> {
    match effect {
        Effect::Commit { why, changes } => {
            Some(desk.commit(why, changes).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }))
        }
        Effect::CommitWithFiles { why, changes, files } => Some(
            desk.commit_with_files(why, changes, &files)
                .map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }),
        ),
        Effect::IssueLetter(draft) => {
            Some(desk.issue_letter(*draft).map(|no| Outcome::Issued { no, school: Box::new(desk.school().clone()) }))
        }
        Effect::WriteLetter { no, format, file } => {
            Some(written(desk.write_letter(no, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteRegister { register, format, file } => {
            Some(written(desk.write_register(register, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteAttachment { attachment, file } => {
            Some(written(desk.write_attachment(&attachment, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteEntryNotices { entrants, format, file } => {
            let file = in_documents(&file);
            Some(written(desk.write_entry_notices(&entrants, format, &file).map(|(_, file)| file)))
        }
        Effect::WriteHelp { paper, format, file } => {
            Some(written(desk.write_help_paper(paper, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteDossier { pupil, format, place } => {
            Some(written(desk.write_dossier(pupil, format, &in_documents(&place), Existing::Keep)))
        }
        Effect::WriteDossiers { pupils, format, folder } => {
            Some(dossiers(desk, &pupils, format, in_documents(&folder), words))
        }
        Effect::WriteWeek { week, scope, format, file } => {
            Some(written(desk.write_week(week, scope, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteInspection { year, format, file } => {
            let file = in_documents(&file);
            let written = desk
                .inspection(year, None)
                .and_then(|inspection| desk.write_inspection(&inspection, format, &file, Existing::Keep));
            Some(written.map(|file| Outcome::Told(Told::Written(file))))
        }
        Effect::BeginEvidence { year, folder } => {
            let folder = in_documents(&folder);
            let begun = desk.inspection(year, None).and_then(|inspection| desk.begin_evidence(&inspection, &folder));
            Some(begun.map(|begun| Outcome::Told(Told::EvidenceFiled(evidence.insert(begun).filed()))))
        }
        Effect::FileEvidence => file_evidence(desk, evidence),
        Effect::DropEvidence => {
            *evidence = None;
            None
        }
        Effect::SignMonth { month, signing } => Some(
            desk.sign_month(month, &signing).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }),
        ),
        Effect::WriteMonth { month, version, format, file } => {
            Some(written(desk.write_month(month, version, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::WriteDistrict { report, format, file } => {
            Some(written(desk.write_district(report, format, &in_documents(&file), Existing::Keep)))
        }
        Effect::PreviewReports(paths) => {
            Some(Ok(Outcome::Told(Told::Reception(ReportsShown::new(desk.preview_reports(&paths))))))
        }
        Effect::ReceiveReports(read) => {
            Some(desk.receive_reports(&read).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }))
        }
        Effect::ListFolder(place) => Some(desk::list_folder(&place).map(|folder| Outcome::Told(Told::Folder(folder)))),
        Effect::ReachBack(day) => {
            Some(desk.reach_back_to(day).map(|()| Outcome::Reached { school: Box::new(desk.school().clone()) }))
        }
        Effect::Undo => Some(
            desk.undo().map(|entry| Outcome::TakenBack { what: entry.why, school: Box::new(desk.school().clone()) }),
        ),
        Effect::ReadJournal { last } => Some(journal(desk, last).map(|journal| Outcome::Told(Told::Journal(journal)))),
        Effect::ChangeStatus(filing) => {
            Some(desk.change_status(*filing).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }))
        }
        Effect::Compare { file } => Some(Ok(Outcome::Told(match desk.compare(&file) {
            Ok(compared) => Told::Compared(Compared::new(compared)),
            Err(problem) => Told::Unreadable(problem.say(words)),
        }))),
        Effect::WriteComparison { compared, format, file } => {
            Some(written(desk.write_comparison(&compared, format, &in_documents(&file))))
        }
        Effect::Preview { kind, file } => Some(Ok(preview(desk, kind, &file, words))),
        Effect::Import(preview) => Some(
            desk.import(preview.into_inner()).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }),
        ),
        Effect::WriteFaulty { preview, beside } => Some(write_faulty(desk, &preview, &beside, words)),
        Effect::ReadLists { file, ask } => Some(Ok(match desk.read_classes(&file, &ask) {
            Ok(read) => Outcome::Told(Told::Lists(ReadLists::new(read))),
            Err(problem) => Outcome::Told(Told::Unreadable(problem.say(words))),
        })),
        Effect::WriteFaultyLists(read) => {
            let file = beside(&read.file, words.import.faulty_rows);
            let done = desk.write_faulty_classes(&read, &file, words.import.fault);
            Some(done.map(|written| Outcome::Told(Told::Written(written.unwrap_or(file)))))
        }
        Effect::TurnYear(ask) => {
            Some(desk.turn_year(&ask).map(|_| Outcome::Recorded { school: Box::new(desk.school().clone()) }))
        }
        Effect::UndoTurn => {
            let what = Why::TurnYear;
            Some(desk.undo_turn().map(|_| Outcome::TakenBack { what, school: Box::new(desk.school().clone()) }))
        }
        Effect::KeepDraft { key, body } => told_if_failed(desk.keep_draft(&key, &body)),
        Effect::DropDraft { key } => told_if_failed(desk.drop_draft(&key)),
        // These were performed before, or concern the screens alone.
        Effect::Unlock(_)
        | Effect::SetUp { .. }
        | Effect::Open(_)
        | Effect::Switch(_)
        | Effect::Go(_)
        | Effect::Start(_)
        | Effect::Back
        | Effect::Answer(_)
        | Effect::Say(_)
        | Effect::Speak(_)
        | Effect::Quit
        | Effect::QuitNow => None,
    }
}

fn written(done: Result<PathBuf, desk::Problem>) -> Result<Outcome, desk::Problem> {
    done.map(|file| Outcome::Told(Told::Written(file)))
}

fn dossiers(
    desk: &mut Desk,
    pupils: &[PupilId],
    format: DossierFormat,
    folder: PathBuf,
    words: &Words,
) -> Result<Outcome, desk::Problem> {
    let came = desk.write_dossiers(pupils, format, &folder, Existing::Keep, &mut |_| ControlFlow::Continue(()))?;
    let not_made = came.not_made.iter().map(|(pupil, why)| (*pupil, why.say(words))).collect();
    Ok(Outcome::Told(Told::DossiersMade(DossiersMade { folder, made: came.made.len(), not_made })))
}

/// The next few things; none where nothing is begun any more.
fn file_evidence(desk: &mut Desk, evidence: &mut Option<BegunEvidence>) -> Option<Result<Outcome, desk::Problem>> {
    let mut begun = evidence.take()?;
    let told = match desk.file_evidence(&mut begun, desk::AT_A_TIME) {
        Ok(filed) if filed.done < filed.of => {
            *evidence = Some(begun);
            Ok(Told::EvidenceFiled(filed))
        }
        Ok(_) => desk.end_evidence(begun).map(Told::EvidenceWritten),
        Err(problem) => Err(problem),
    };
    Some(told.map(Outcome::Told))
}

fn journal(desk: &Desk, last: usize) -> Result<Journal, desk::Problem> {
    let undoable = desk.undoable()?.map(|entry| entry.id);
    Ok(Journal { entries: desk.journal(last)?, undoable })
}

/// Nobody waits for a draft to be kept; that it could not be is said.
fn told_if_failed(done: Result<(), desk::Problem>) -> Option<Result<Outcome, desk::Problem>> {
    done.err().map(Err)
}

/// A file that cannot be read is no failure of the desk: the screen that asked says why.
fn preview(desk: &mut Desk, kind: ImportKind, file: &Path, words: &Words) -> Outcome {
    match desk.preview(kind, file) {
        Ok(preview) => Outcome::Told(Told::Previewed(Previewed::new(preview))),
        Err(problem) => Outcome::Told(Told::Unreadable(problem.say(words))),
    }
}

/// A table of what is wrong with a file, beside it: `花名册-有误.csv`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    file.with_file_name(format!("{stem}-{what}.csv"))
}

fn write_faulty(desk: &Desk, preview: &Preview, file: &Path, words: &Words) -> Result<Outcome, desk::Problem> {
    let file = beside(file, words.import.faulty_rows);
    let written = desk.write_faulty_rows(preview, &file, words.import.fault)?;
    Ok(Outcome::Told(Told::Written(written.unwrap_or(file))))
}
