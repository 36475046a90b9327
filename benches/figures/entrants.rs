//! A thousand notices of enrolment issued and written as one file, on the cores that there are.

use crate::{made_up, times};
use baoxue::desk::{self, Clock, Format, Opening};
use baoxue::domain::class::Grade;
use baoxue::domain::entrant::{EntrantRecord, Source};
use baoxue::domain::entry::{Change, Why};
use baoxue::domain::ids::EntrantId;
use baoxue::domain::people::Guardian;
use chrono::{Datelike, NaiveDate};
use std::fs;

const SO_MANY: usize = 1000;

/// A child on the list; no two have the same name and village.
fn child(nth: usize, year: i32, listed_on: NaiveDate) -> Change {
    let guardian = Guardian { name: format!("家长{nth}"), relation: "父亲".into(), phones: Vec::new() };
    let record = EntrantRecord {
        year,
        grade: Grade::new(7).unwrap(),
        name: format!("新生{nth}"),
        sex: None,
        birth: NaiveDate::from_ymd_opt(year - 12, 1 + nth as u32 % 8, 1 + nth as u32 % 28),
        id_no: None,
        hukou: String::new(),
        address: format!("凤山路{nth}号"),
        street: String::new(),
        village: format!("第{}村", nth % 40),
        migrant: false,
        guardians: vec![guardian],
        old_school: String::new(),
        source: Source::Police,
        listed_on,
    };
    Change::Entrant { id: EntrantId::NEW, to: Some(Box::new(record)) }
}

pub fn measure() {
    let kept = made_up::books(made_up::SCHOOL);
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for file in ["baoxue.db", "baoxue.key"] {
        fs::copy(kept.join(file), place.path().join(file)).unwrap();
    }
    let today = made_up::today();
    let clock = Clock::Stopped(today.and_hms_opt(14, 0, 0).unwrap());
    let opening = Opening { clock, act_as: None, font: None };
    let mut desk = desk::open(place.path(), made_up::PASSPHRASE, &opening).unwrap();
    let year = today.year();
    let list = (0..SO_MANY).map(|nth| child(nth, year, today)).collect();
    desk.commit(Why::ImportEntrants, list).unwrap();
    let ids: Vec<EntrantId> = desk.school().entrants_of(year).iter().map(|entrant| entrant.id).collect();
    let days = desk.school().entry_days(year);
    let took = times::time(|| assert_eq!(desk.issue_entry_notices(&ids, &days).unwrap(), SO_MANY));
    times::line("entrants/a thousand notices issued", vec![took]);
    for (format, name) in [(Format::Pdf, "PDF"), (Format::Docx, "DOCX")] {
        let file = place.path().join(format!("notices.{name}"));
        let took = times::time(|| {
            let (written, _) = desk.write_entry_notices(&ids, format, &file).unwrap();
            assert_eq!(written, SO_MANY);
        });
        times::line(&format!("entrants/a thousand notices as {name}"), vec![took]);
    }
}
