//! A hundred dossiers of a school in one go, as PDF and as folders, on the cores that there are.

use crate::{made_up, times};
use baoxue::desk::{self, DossierFormat, DossiersOf, Existing};
use baoxue::domain::ids::PupilId;
use std::ops::ControlFlow;

const SO_MANY: usize = 100;

pub fn measure() {
    let (place, mut desk) = made_up::desk_on_a_copy(made_up::SCHOOL);
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
