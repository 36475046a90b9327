//! From a key press to the finished frame, from the key of the books to the first frame, and what saving costs.

use crate::{made_up, times};
use baoxue::desk::Templates;
use baoxue::domain::roll::{RollKey, SessionCode};
use baoxue::domain::school::School;
use baoxue::store::{Key, Store};
use baoxue::tui::context::{Context, Places};
use baoxue::tui::event::Event;
use baoxue::tui::key::Key as Press;
use baoxue::tui::model::Model;
use baoxue::tui::screens::Route;
use baoxue::tui::theme::Theme;
use baoxue::tui::update::update;
use baoxue::tui::view::view;
use baoxue::words::Lang;
use criterion::{BatchSize, Criterion};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::collections::BTreeMap;
use std::path::Path;

const WINDOW: Size = Size { width: 120, height: 40 };

pub fn measure(criterion: &mut Criterion) {
    let (folder, key) = made_up::unlocked(made_up::SCHOOL);
    let mut group = criterion.benchmark_group("screens");
    group.bench_function("first frame, the key derived", |bencher| {
        bencher.iter(|| frame(&opened(read(&folder, &key), &Route::Roll(None))));
    });
    // A digit picks a seat or chooses; Down moves in a list: both change the frame.
    for (name, route, presses) in [
        ("roll, a seat's two digits", Route::Roll(None), [Press::Char('0'), Press::Char('7')]),
        ("flags, down and up", Route::Flags, [Press::Down, Press::Up]),
    ] {
        let mut model = opened(read(&folder, &key), &route);
        group.bench_function(name, |bencher| {
            bencher.iter(|| presses.map(|press| (update(&mut model, Event::Key(press)), frame(&model))));
        });
    }
    let mut model = opened(read(&folder, &key), &Route::Roll(None));
    group.bench_function("flags, opened", |bencher| {
        bencher.iter(|| {
            // The menu, its second row.
            update(&mut model, Event::Key(Press::F(10)));
            update(&mut model, Event::Key(Press::Char('2')));
            let drawn = frame(&model);
            update(&mut model, Event::Key(Press::Esc));
            drawn
        });
    });
    group.finish();
    times::of_group("screens");
    saving(criterion);
}

/// A roll of a school with 3,000 pupils is saved: what the desk's thread does, and what the screens do then.
fn saving(criterion: &mut Criterion) {
    let (_place, mut desk) = made_up::desk_on_a_copy(made_up::LARGE_SCHOOL);
    let class = made_up::homeroom(made_up::LARGE_SCHOOL);
    let roll = RollKey { class, date: made_up::today(), session: SessionCode::PM };

    let mut group = criterion.benchmark_group("saving");
    group.sample_size(20);
    group.bench_function("roll recorded, school read anew", |bencher| {
        bencher.iter(|| desk.take_roll(roll, Vec::new()).unwrap());
    });
    group.bench_function("school cloned", |bencher| bencher.iter_with_large_drop(|| desk.school().clone()));
    let mut model = opened(desk.school().clone(), &Route::Roll(None));
    group.bench_function("frame with the new school", |bencher| {
        let school = || Box::new(desk.school().clone());
        bencher.iter_batched(
            school,
            |school| (update(&mut model, Event::Reloaded(school)), frame(&model)),
            BatchSize::LargeInput,
        );
    });
    group.finish();
    times::of_group("saving");
}

fn moment() -> chrono::NaiveDateTime {
    made_up::today().and_hms_opt(14, 0, 0).unwrap()
}

fn read(folder: &Path, key: &Key) -> School {
    let store = Store::open_with_key(folder, key).unwrap();
    School::from_books(store.load(made_up::loaded_from()).unwrap())
}

fn opened(school: School, route: &Route) -> Model {
    let person = &school.staff[0];
    let cx = Context {
        who: person.id,
        class: person.record.homeroom(),
        today: made_up::today(),
        now: moment(),
        words: Lang::Zh.words(),
        theme: Theme::default(),
        size: WINDOW,
        drafts: BTreeMap::new(),
        templates: Templates::default(),
        places: Places::default(),
        is_open: true,
        school,
    };
    Model::new(cx, route).unwrap()
}

fn frame(model: &Model) -> Buffer {
    let area = Rect::new(0, 0, WINDOW.width, WINDOW.height);
    let mut buffer = Buffer::empty(area);
    view(model, area, &mut buffer);
    buffer
}
