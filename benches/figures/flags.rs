//! Flags of one school and of one district, from a cold open of the database, the key already derived.

use crate::{made_up, times};
use baoxue::domain::flags::Scope;
use baoxue::domain::school::School;
use baoxue::store::{Key, Store};
use criterion::{BatchSize, Criterion};
use std::path::{Path, PathBuf};
use std::time::Duration;

fn school(folder: &Path, key: &Key) -> School {
    let store = Store::open_with_key(folder, key).unwrap();
    School::from_books(store.load(made_up::loaded_from()).unwrap())
}

fn flags(folder: &Path, key: &Key) -> usize {
    school(folder, key).flags(made_up::today(), Scope::School).len()
}

pub fn one_school(criterion: &mut Criterion) {
    let (folder, key) = made_up::unlocked(made_up::SCHOOL);
    let store = Store::open_with_key(&folder, &key).unwrap();
    let books = store.load(made_up::loaded_from()).unwrap();
    let marks: usize = books.rolls.iter().map(|roll| roll.marks.len()).sum();
    println!("school: {} pupils, {} rolls, {marks} marks", books.pupils.len(), books.rolls.len());
    drop(store);

    let mut group = criterion.benchmark_group("flags");
    group.bench_function("school", |bencher| bencher.iter(|| flags(&folder, &key)));
    // Where the time of the first goes.
    group.bench_function("school, opened", |bencher| bencher.iter(|| Store::open_with_key(&folder, &key).unwrap()));
    let store = Store::open_with_key(&folder, &key).unwrap();
    group.bench_function("school, read", |bencher| bencher.iter(|| store.load(made_up::loaded_from()).unwrap()));
    group.bench_function("school, put in order", |bencher| {
        bencher.iter_batched(|| books.clone(), School::from_books, BatchSize::LargeInput);
    });
    let school = School::from_books(books.clone());
    group.bench_function("school, worked out", |bencher| {
        bencher.iter(|| school.flags(made_up::today(), Scope::School));
    });
    group.finish();
    times::of_group("flags");
}

pub fn district(criterion: &mut Criterion) {
    let schools: Vec<(PathBuf, Key)> = made_up::on_all_cores(&made_up::district(), |wanted| made_up::unlocked(*wanted));
    let pupils: Vec<usize> = made_up::on_all_cores(&schools, |(folder, key)| flags(folder, key));
    println!("district: {} schools, {} pupils", pupils.len(), pupils.iter().sum::<usize>());

    let mut group = criterion.benchmark_group("district");
    group.sample_size(20).measurement_time(Duration::from_secs(10));
    group.bench_function("flags", |bencher| {
        bencher.iter(|| made_up::on_all_cores(&schools, |(folder, key)| flags(folder, key)));
    });
    group.finish();
    times::of_group("district");
}
