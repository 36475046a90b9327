//! A thousand notices of enrolment issued and written as one file, on the cores that there are.

use crate::{made_up, times};
use baoxue::desk::Format;
use baoxue::domain::class::Grade;
use baoxue::domain::entrant::{EntrantRecord, Source};
use baoxue::domain::entry::{Change, Why};
use baoxue::domain::ids::EntrantId;
use baoxue::domain::people::Guardian;
use chrono::{Datelike, NaiveDate};

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
    let (place, mut desk) = made_up::desk_on_a_copy(made_up::SCHOOL);
    let today = made_up::today();
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
