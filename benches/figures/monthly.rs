//! A school's monthly report: its figures, and with them what contradicts itself.

use crate::{made_up, times};
use baoxue::domain::school::School;
use baoxue::store::Store;
use criterion::Criterion;

pub fn measure(criterion: &mut Criterion) {
    let (folder, key) = made_up::unlocked(made_up::SCHOOL);
    let store = Store::open_with_key(&folder, &key).unwrap();
    let school = School::from_books(store.load(made_up::loaded_from()).unwrap());
    let today = made_up::today();
    let now = today.and_hms_opt(16, 0, 0).unwrap();
    let month = school.report_of(today);
    let mut group = criterion.benchmark_group("monthly");
    group.bench_function("school, the report", |bencher| {
        bencher.iter(|| school.month_sheet(month, now).report(&school, 1, "", Vec::new(), None));
    });
    let sheet = school.month_sheet(month, now);
    group.bench_function("school, the contradictions", |bencher| {
        bencher.iter(|| school.contradictions(&sheet, now));
    });
    group.finish();
    times::of_group("monthly");
}
