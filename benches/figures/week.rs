//! The grade lead's week of a whole school, and how attendance goes over its term.

use crate::{made_up, times};
use baoxue::domain::flags::Scope;
use baoxue::domain::review::Week;
use baoxue::domain::school::School;
use baoxue::store::Store;
use criterion::Criterion;

/// The pupils of the chart of those who miss most.
const RUNS: usize = 10;

pub fn measure(criterion: &mut Criterion) {
    let (folder, key) = made_up::unlocked(made_up::SCHOOL);
    let store = Store::open_with_key(&folder, &key).unwrap();
    let school = School::from_books(store.load(made_up::loaded_from()).unwrap());
    let today = made_up::today();
    let now = today.and_hms_opt(16, 0, 0).unwrap();
    let mut group = criterion.benchmark_group("week");
    group.bench_function("school, worked out", |bencher| {
        bencher.iter(|| school.week(Week::of(today), Scope::School, now));
    });
    group.bench_function("school, the charts", |bencher| {
        bencher.iter(|| school.trend(Scope::School, today, RUNS));
    });
    group.finish();
    times::of_group("week");
}
