//! Dossiers (一生一案): of one pupil or of many, each as one PDF or as a folder with DOCX files and the originals of what
//! was attached. Each is there wholly or not at all; that they left the program stands in the journal.

use super::files::{Existing, folder_beside, free, is_there, place_of_file, place_of_folder, put_folder, write_whole};
use super::letters::text;
use super::{Desk, Problem};
use crate::documents::dossier::{Dossier, KIND, Piece, Settables};
use crate::documents::render::{self, Fonts};
use crate::domain::class::Class;
use crate::domain::ids::PupilId;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;

/// In what form a dossier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossierFormat {
    /// One PDF with continuous page numbers.
    Pdf,
    /// A folder: a DOCX file a paper, the originals of the attachments, a list of all.
    Folder,
}

/// Whose dossiers are made in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossiersOf {
    /// Every pupil of a class.
    Class(Class),
    /// Every pupil with an open case.
    Open,
}

/// One of many is done.
pub struct Made<'a> {
    pub done: usize,
    pub of: usize,
    pub pupil: PupilId,
    /// Where it is, or why it is not.
    pub made: Result<&'a Path, &'a Problem>,
}

/// What came of many.
#[derive(Debug, Default)]
pub struct Dossiers {
    pub made: Vec<PathBuf>,
    pub not_made: Vec<(PupilId, Problem)>,
    /// So many were left, since somebody put an end to it.
    pub left: usize,
}

/// Pupils of one go that are set at the same time, at the most: each holds its photographs in memory.
pub const AT_A_TIME: usize = 4;

/// The list of what a folder holds.
const LIST: &str = "目录.txt";

/// A dossier with the files that it refers to.
struct Gathered {
    dossier: Dossier,
    /// By digest.
    files: BTreeMap<String, Vec<u8>>,
}

/// A dossier, ready to be put in its place.
enum Ready {
    File(Vec<u8>),
    Folder(Vec<(String, Vec<u8>)>),
}

/// With what it is called.
type Labelled = (String, Ready);

impl Desk {
    /// The pupils, in the order of class and seat.
    pub fn pupils_of(&self, whose: DossiersOf) -> Vec<PupilId> {
        let (school, today) = (&self.school, self.today());
        match whose {
            DossiersOf::Class(class) => school.class_list(class, today).iter().map(|pupil| pupil.id).collect(),
            DossiersOf::Open => {
                let mut open: Vec<PupilId> = school.open_cases(today).iter().map(|case| case.pupil).collect();
                let seat = |id: PupilId| school.pupil(id).and_then(|pupil| pupil.seat(today));
                open.sort_by_key(|id| (school.last_class(*id, today), seat(*id), *id));
                open
            }
        }
    }

    /// Writes one pupil's dossier, wholly or not at all; gives where it stands.
    pub fn write_dossier(
        &mut self,
        pupil: PupilId,
        format: DossierFormat,
        place: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        let place = place_of_dossier(place, format, existing)?;
        self.reach_back_for(pupil)?;
        let gathered = self.gather(pupil)?;
        put(ready(&gathered, format, self.fonts_for(format)?)?, &place)?;
        self.exported(&format!("{KIND} {}", gathered.dossier.label), 1)?;
        Ok(place)
    }

    /// Writes the dossiers of many pupils into a folder, each under its label; what is there already is kept beside it, or
    /// replaced. Tells of each; whoever is told may put an end to it.
    pub fn write_dossiers(
        &mut self,
        pupils: &[PupilId],
        format: DossierFormat,
        folder: &Path,
        existing: Existing,
        tell: &mut dyn FnMut(Made<'_>) -> ControlFlow<()>,
    ) -> Result<Dossiers, Problem> {
        pupils.iter().try_for_each(|pupil| self.reach_back_for(*pupil))?;
        let fonts = self.fonts_for(format)?;
        let is_new = !folder.exists();
        fs::create_dir_all(folder).map_err(|source| Problem::Write { file: folder.to_owned(), source })?;
        let mut given = BTreeSet::new();
        let at_a_time = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(AT_A_TIME);
        let mut came = Dossiers { left: pupils.len(), ..Dossiers::default() };
        'all: for few in pupils.chunks(at_a_time) {
            let gathered = few.iter().map(|pupil| (*pupil, self.gather(*pupil)));
            for (pupil, ready) in set_together(gathered.collect(), format, fonts) {
                let made = ready.and_then(|(label, ready)| {
                    let ending = if format == DossierFormat::Pdf { ".pdf" } else { "" };
                    let replaces = format == DossierFormat::Pdf && existing == Existing::Replace;
                    let is_taken = |place: &Path| given.contains(place) || !replaces && is_there(place);
                    let place = free(&folder.join(label + ending), is_taken);
                    put(ready, &place)?;
                    given.insert(place.clone());
                    Ok(place)
                });
                came.left -= 1;
                let (done, of) = (pupils.len() - came.left, pupils.len());
                let told = tell(Made { done, of, pupil, made: made.as_deref() });
                match made {
                    Ok(place) => came.made.push(place),
                    Err(problem) => came.not_made.push((pupil, problem)),
                }
                if told.is_break() {
                    break 'all;
                }
            }
        }
        if came.made.is_empty() {
            // Only what was made for them goes, and only while nothing is in it.
            let _ = is_new.then(|| fs::remove_dir(folder));
        } else {
            self.exported(KIND, came.made.len())?;
        }
        Ok(came)
    }

    fn dossier(&self, pupil: PupilId) -> Result<Dossier, Problem> {
        let name = || self.school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
        Dossier::of(&self.school, pupil, self.today(), self.who).ok_or_else(|| Problem::NeverInClass { name: name() })
    }

    fn gather(&self, pupil: PupilId) -> Result<Gathered, Problem> {
        let dossier = self.dossier(pupil)?;
        let files = dossier.attachments().into_iter().map(|file| Ok((file.digest.clone(), self.attachment(file)?)));
        let files = files.collect::<Result<_, Problem>>()?;
        Ok(Gathered { dossier, files })
    }

    fn fonts_for(&self, format: DossierFormat) -> Result<Option<&Fonts>, Problem> {
        match format {
            DossierFormat::Pdf => self.fonts().map(Some),
            DossierFormat::Folder => Ok(None),
        }
    }
}

/// Sets a few dossiers at the same time, a thread each; gives them in their order.
fn set_together(
    gathered: Vec<(PupilId, Result<Gathered, Problem>)>,
    format: DossierFormat,
    fonts: Option<&Fonts>,
) -> Vec<(PupilId, Result<Labelled, Problem>)> {
    let set = move |gathered: Gathered| Ok((gathered.dossier.label.clone(), ready(&gathered, format, fonts)?));
    thread::scope(|scope| {
        let started: Vec<_> = (gathered.into_iter())
            .map(|(pupil, gathered)| (pupil, gathered.map(|gathered| scope.spawn(move || set(gathered)))))
            .collect();
        let finished = started.into_iter().map(|(pupil, started)| {
            let set = started.and_then(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            (pupil, set)
        });
        finished.collect()
    })
}

/// Where one pupil's dossier comes to stand.
fn place_of_dossier(asked: &Path, format: DossierFormat, existing: Existing) -> Result<PathBuf, Problem> {
    match format {
        DossierFormat::Pdf => place_of_file(asked, existing),
        DossierFormat::Folder => Ok(place_of_folder(asked)),
    }
}

fn ready(gathered: &Gathered, format: DossierFormat, fonts: Option<&Fonts>) -> Result<Ready, Problem> {
    let Gathered { dossier, files } = gathered;
    match (format, fonts) {
        (DossierFormat::Pdf, Some(fonts)) => {
            let settables = files.iter().map(|(digest, bytes)| (digest, render::settable(bytes, fonts)));
            let settables: Settables =
                settables.filter_map(|(digest, settable)| Some((digest.clone(), settable?))).collect();
            let contents = |pages: &[render::Pages]| dossier.contents(&settables, pages);
            Ok(Ready::File(render::book(&dossier.leaves(&settables), contents, fonts)?))
        }
        _ => {
            let (pieces, list) = dossier.folder();
            let mut folder = vec![(LIST.to_owned(), (text(&list) + "\n").into_bytes())];
            for (name, piece) in pieces {
                let bytes = match piece {
                    Piece::Paper(paper) => render::docx(paper)?,
                    Piece::Original(attachment) => files.get(&attachment.digest).cloned().unwrap_or_default(),
                };
                folder.push((name, bytes));
            }
            Ok(Ready::Folder(folder))
        }
    }
}

fn put(ready: Ready, place: &Path) -> Result<(), Problem> {
    match ready {
        Ready::File(bytes) => write_whole(place, &bytes),
        Ready::Folder(files) => {
            fill_folder(&files, place).map_err(|source| Problem::Write { file: place.to_owned(), source })
        }
    }
}

/// Fills a folder beside its place and puts it there when it is whole.
fn fill_folder(files: &[(String, Vec<u8>)], place: &Path) -> io::Result<()> {
    let beside = folder_beside(place)?;
    for (name, bytes) in files {
        fs::write(beside.path().join(name), bytes)?;
    }
    put_folder(beside, place)
}
