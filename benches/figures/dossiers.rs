//! A hundred dossiers of a school in one go, as PDF and as folders, on the cores that there are.

use crate::{made_up, times};
use baoxue::desk::{self, Clock, DossierFormat, DossiersOf, Existing, Opening};
use baoxue::domain::ids::PupilId;
use std::fs;
use std::ops::ControlFlow;

const SO_MANY: usize = 100;

pub fn measure() {
    let kept = made_up::books(made_up::SCHOOL);
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for file in ["baoxue.db", "baoxue.key"] {
        fs::copy(kept.join(file), place.path().join(file)).unwrap();
    }
    let clock = Clock::Stopped(made_up::today().and_hms_opt(14, 0, 0).unwrap());
    let opening = Opening { clock, act_as: None, font: None };
    let mut desk = desk::open(place.path(), made_up::PASSPHRASE, &opening).unwrap();
    // Those with open cases first: theirs are the thickest.
    let mut pupils = desk.pupils_of(DossiersOf::Open);
    let others: Vec<PupilId> = desk.school().pupils.iter().map(|pupil| pupil.id).collect();
    pupils.extend(others.into_iter().filter(|id| !pupils.contains(id)).collect::<Vec<_>>());
    pupils.truncate(SO_MANY);
    for (format, name) in [(DossierFormat::Pdf, "PDF"), (DossierFormat::Folder, "folders")] {
        let folder = place.path().join(name);
        let took = times::time(|| {
            let go_on = &mut |_: desk::Made<'_>| ControlFlow::Continue(());
            let came = desk.write_dossiers(&pupils, format, &folder, Existing::Keep, go_on).unwrap();
            assert_eq!(came.made.len(), SO_MANY);
        });
        times::line(&format!("dossiers/a hundred as {name}"), vec![took]);
    }
}
