//! Roster and year come in from their files: read, planned, recorded and folded, as `baoxue import` does it.

use crate::{made_up, times};
use made_up::{Files, Wanted};
use std::fs;
use std::path::PathBuf;

pub fn measure() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let files = |wanted: &Wanted| {
        let place = folder.path().join(wanted.seed.to_string());
        fs::create_dir(&place).unwrap();
        let (roster, attendance) = Files::of(*wanted).write(&place);
        (*wanted, roster, attendance)
    };

    let (wanted, roster, attendance) = files(&made_up::SCHOOL);
    let school = (0..5).map(|turn| {
        let mut desk = made_up::begin(&folder.path().join(format!("books-{turn}")), wanted);
        times::time(|| made_up::import_both(&mut desk, &roster, &attendance))
    });
    times::line("import/school, roster and year", school.collect());

    // Making 96 empty books, each with its dear passphrase, is counted in.
    let schools: Vec<(Wanted, PathBuf, PathBuf)> = made_up::on_all_cores(&made_up::district(), files);
    let district = times::time(|| {
        made_up::on_all_cores(&schools, |(wanted, roster, attendance)| {
            let mut desk = made_up::begin(&folder.path().join(format!("district-{}", wanted.seed)), *wanted);
            made_up::import_both(&mut desk, roster, attendance);
        })
    });
    times::line("import/district, rosters and year", vec![district]);
}
