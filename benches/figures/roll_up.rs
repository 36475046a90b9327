//! A district's roll-up: a month's files of every school received, and put together; then a year of them.

use crate::made_up_district::{self, MadeUp};
use crate::{made_up, times};
use baoxue::desk::{self, Clock, NewSchool, Opening};
use baoxue::domain::monthly::{Month, MonthlyReport};
use baoxue::domain::usual;
use chrono::NaiveDate;
use criterion::Criterion;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const RUNS: usize = 5;

pub fn measure(criterion: &mut Criterion) {
    let made_up = MadeUp::of(made_up_district::DISTRICT);
    let place = TempDir::new().unwrap();
    for report in &made_up.reports {
        write(&place.path().join(report.month.to_string()), report);
    }
    let december = place.path().join("2026-12");
    let mut received = Vec::new();
    for run in 0..RUNS {
        let mut desk = open(&place.path().join(format!("books {run}")));
        received.push(times::time(|| {
            let read = desk.preview_reports(std::slice::from_ref(&december));
            desk.receive_reports(&read).unwrap();
            desk.district_month(Month::new(made_up_district::YEAR, 12).unwrap())
        }));
    }
    times::line("roll-up/a month's files received and put together", received);

    let mut desk = open(&place.path().join("books of a year"));
    let months: Vec<PathBuf> = (1..=12).map(|month| place.path().join(format!("2026-{month:02}"))).collect();
    let read = desk.preview_reports(&months);
    desk.receive_reports(&read).unwrap();
    let mut group = criterion.benchmark_group("roll-up");
    group.bench_function("a month of a whole year's files", |bencher| {
        bencher.iter(|| desk.district_month(Month::new(made_up_district::YEAR, 12).unwrap()));
    });
    let last = NaiveDate::from_ymd_opt(made_up_district::YEAR, 12, 31).unwrap();
    group.bench_function("the year", |bencher| bencher.iter(|| desk.district_year(last)));
    group.finish();
    times::of_group("roll-up");
}

fn write(folder: &Path, report: &MonthlyReport) {
    fs::create_dir_all(folder).unwrap();
    let text = serde_json::to_string_pretty(report).unwrap();
    fs::write(folder.join(made_up_district::file_name(report)), text).unwrap();
}

fn open(folder: &Path) -> desk::Desk {
    let today = NaiveDate::from_ymd_opt(made_up_district::YEAR, 12, 31);
    let opening = Opening { clock: Clock::System { today }, act_as: None, font: None };
    let bureau = NewSchool {
        name: made_up_district::BUREAU.to_owned(),
        terms: Vec::new(),
        sessions: usual::sessions(),
        person: "made up".to_owned(),
        homeroom: None,
    };
    desk::create(folder, made_up::PASSPHRASE, bureau, &opening).unwrap()
}
