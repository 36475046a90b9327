//! An event becomes new state and tasks for the shell. No I/O, no clock, no random source.

use super::binding::{self, Allowed, Hint};
use super::effect::{Answer, Effect, Task};
use super::event::{Event, Outcome, Problem, Ticket};
use super::global;
use super::key::Key;
use super::model::Model;
use super::screen::{AnyScreen, Ended, Pressed};
use super::screens::choose::{Choice, Choices};
use super::screens::{self, Route, find, help};
use super::view::{is_too_small, main_screens};
use crate::domain::school::School;

pub fn update(model: &mut Model, event: Event) -> Vec<Task> {
    let mut tasks = turn(model, event);
    tasks.extend(model.reach_back());
    tasks
}

fn turn(model: &mut Model, event: Event) -> Vec<Task> {
    match event {
        // Nobody may act on what they cannot see. What was typed is kept as a draft.
        Event::Key(Key::Ctrl('c')) if is_too_small(model.cx.size) => {
            vec![Task { ticket: Ticket(0), effect: Effect::QuitNow }]
        }
        Event::Key(_) | Event::Paste(_) if is_too_small(model.cx.size) => Vec::new(),
        Event::Key(key) => press(model, key),
        Event::Paste(text) => on_top(model, |screen, cx| screen.paste(&text, cx)),
        Event::Resize(size) => {
            model.cx.size = size;
            model.refresh();
            Vec::new()
        }
        Event::Tick(now) => {
            if model.cx.today == model.cx.now.date() {
                model.cx.today = now.date();
            }
            model.cx.now = now;
            on_top(model, |screen, cx| screen.ticked(cx))
        }
        Event::Reloaded(school) => renew(model, *school),
        Event::Done(ticket, outcome) => done(model, ticket, outcome),
    }
}

/// The keys of the screen on top, then those of every screen.
pub fn hints(model: &Model) -> Vec<Hint> {
    let Some(screen) = model.top() else { return Vec::new() };
    let mut hints = screen.hints(&model.cx);
    let own: Vec<String> =
        hints.iter().filter(|hint| hint.allowed != Allowed::Hidden).flat_map(|hint| hint.keys.clone()).collect();
    let mut everywhere = binding::hints(global::KEYS, model.cx.words, |act| match act {
        // On the first screen there is nothing to go back to: Esc is the menu there, which has a key of its own.
        global::Act::Back if model.layers.len() < 2 && model.cx.is_open => Allowed::Hidden,
        act => global::allows(act, &model.cx),
    });
    for hint in &mut everywhere {
        hint.keys.retain(|key| !own.contains(key));
    }
    hints.extend(everywhere.into_iter().filter(|hint| !hint.keys.is_empty()));
    hints
}

fn press(model: &mut Model, key: Key) -> Vec<Task> {
    model.said = None;
    let Some((layer, cx)) = model.top_mut() else { return Vec::new() };
    let ticket = layer.ticket;
    match layer.screen.press(key, cx) {
        Pressed::Acted(effects) => perform_all(model, ticket, effects),
        Pressed::Refused(why) => {
            model.said = Some(why.to_owned());
            Vec::new()
        }
        Pressed::Unbound => press_global(model, ticket, key),
    }
}

fn press_global(model: &mut Model, ticket: Ticket, key: Key) -> Vec<Task> {
    let plain = key.plain();
    match global::KEYS.iter().find(|row| row.keys.contains(&plain)) {
        Some(row) => match global::allows(row.act, &model.cx) {
            Allowed::Yes => {
                let effect = global_effect(model, row.act);
                perform(model, ticket, effect)
            }
            Allowed::No(why) => {
                model.said = Some(why.to_owned());
                Vec::new()
            }
            Allowed::Hidden => Vec::new(),
        },
        None => match plain {
            Key::Char(char) if !char.is_ascii() => on_top(model, |screen, cx| screen.look_for(char.to_string(), cx)),
            _ => Vec::new(),
        },
    }
}

fn global_effect(model: &Model, act: global::Act) -> Effect {
    let cx = &model.cx;
    match act {
        global::Act::Help => {
            let title = model.top().map_or("", |screen| screen.title(cx.words));
            let mut rows = hints(model);
            rows.retain(|hint| hint.allowed != Allowed::Hidden);
            Effect::Open(Route::Help(help::Table { title: (cx.words.tui.keys_of)(title), rows }))
        }
        global::Act::Find => Effect::Open(Route::Find(find::everything(cx, String::new()))),
        global::Act::Todo => Effect::Go(Route::Todo),
        global::Act::Back if model.layers.len() > 1 => Effect::Back,
        global::Act::Back | global::Act::Menu => Effect::Open(menu(model)),
        global::Act::Quit => Effect::Quit,
    }
}

/// The main screens under digits and letters, and the way out.
fn menu(model: &Model) -> Route {
    let words = model.cx.words;
    let goes = |(name, route): (&str, Route)| Choice::new(name, Some(Effect::Go(route)));
    let mut rows: Vec<Choice> = main_screens(&model.cx).into_iter().map(goes).collect();
    rows.push(Choice::new(words.keys.quit, Some(Effect::Quit)).with_letter('q'));
    Route::Choose(Choices { title: words.keys.menu.to_owned(), text: Vec::new(), rows, at: 0 })
}

fn on_top(
    model: &mut Model,
    act: impl FnOnce(&mut dyn AnyScreen, &super::context::Context) -> Vec<Effect>,
) -> Vec<Task> {
    let Some((layer, cx)) = model.top_mut() else { return Vec::new() };
    let ticket = layer.ticket;
    let effects = act(layer.screen.as_mut(), cx);
    perform_all(model, ticket, effects)
}

fn perform_all(model: &mut Model, ticket: Ticket, effects: Vec<Effect>) -> Vec<Task> {
    effects.into_iter().flat_map(|effect| perform(model, ticket, effect)).collect()
}

/// Does what concerns the screens alone, and hands the rest to the shell.
fn perform(model: &mut Model, ticket: Ticket, effect: Effect) -> Vec<Task> {
    match effect {
        Effect::Open(route) => open(model, &route),
        Effect::Switch(route) => {
            if model.layers.len() > 1 {
                model.layers.pop();
            }
            open(model, &route)
        }
        Effect::Go(route) => go(model, &route),
        Effect::Start(route) => start(model, &route),
        Effect::Back => leave(model, Answer::Left),
        Effect::Answer(answer) => leave(model, answer),
        Effect::Say(text) => {
            model.said = Some(text);
            Vec::new()
        }
        Effect::Speak(lang) => {
            model.cx.words = lang.words();
            Vec::new()
        }
        Effect::Quit if model.is_unsaved() => open(model, &Route::Choose(ask_to_quit(model))),
        Effect::Quit => vec![Task { ticket, effect: Effect::QuitNow }],
        Effect::KeepDraft { key, body } => {
            model.cx.drafts.insert(key.clone(), body.clone());
            vec![Task { ticket, effect: Effect::KeepDraft { key, body } }]
        }
        Effect::DropDraft { key } => {
            let was_there = model.cx.drafts.remove(&key).is_some();
            was_there.then_some(Task { ticket, effect: Effect::DropDraft { key } }).into_iter().collect()
        }
        effect => vec![Task { ticket, effect }],
    }
}

fn ask_to_quit(model: &Model) -> Choices {
    let words = &model.cx.words.tui;
    let stay = Choice::new(words.stay, Some(Effect::Say(String::new())));
    let quit = Choice::new(words.quit_unsaved, Some(Effect::QuitNow));
    Choices {
        title: words.unsaved.to_owned(),
        text: vec![words.unsaved_text.to_owned()],
        rows: vec![stay, quit],
        at: 0,
    }
}

/// Puts the screen that a route leads to on top.
pub(super) fn open(model: &mut Model, route: &Route) -> Vec<Task> {
    match screens::open(route, &model.cx) {
        Some(screen) => {
            model.push(screen);
            model.reads_on_top()
        }
        None => {
            model.said = Some(model.cx.words.tui.not_there.to_owned());
            Vec::new()
        }
    }
}

/// Down to the first screen. Another one is put on top of it; the same one takes its place, unless something on it is
/// not saved.
fn go(model: &mut Model, route: &Route) -> Vec<Task> {
    let Some(screen) = screens::open(route, &model.cx) else {
        model.said = Some(model.cx.words.tui.not_there.to_owned());
        return Vec::new();
    };
    model.layers.truncate(1);
    if model.on() != screen.name() {
        model.push(screen);
    } else if !model.is_unsaved() {
        model.layers.clear();
        model.push(screen);
    }
    model.reads_on_top()
}

/// Nothing stays below: one cannot go back to where the books were not open, or were empty.
fn start(model: &mut Model, route: &Route) -> Vec<Task> {
    if let Some(screen) = screens::open(route, &model.cx) {
        model.layers.clear();
        model.push(screen);
    }
    model.reads_on_top()
}

/// Takes the screen on top away and tells the one below. The first screen stays.
fn leave(model: &mut Model, answer: Answer) -> Vec<Task> {
    if model.layers.len() < 2 {
        return Vec::new();
    }
    if let Answer::File(file) = &answer {
        model.cx.places.picked_from = file.path.parent().map(ToOwned::to_owned);
    }
    model.layers.pop();
    let mut tasks = model.reads_on_top();
    tasks.extend(on_top(model, |screen, cx| screen.answered(answer, cx)));
    tasks
}

fn renew(model: &mut Model, school: School) -> Vec<Task> {
    model.cx.renew(school);
    model.refresh();
    model.reads()
}

fn done(model: &mut Model, ticket: Ticket, outcome: Outcome) -> Vec<Task> {
    let (school, ended) = match outcome {
        Outcome::Opened(opened) => {
            model.cx.open(*opened);
            model.refresh();
            return tell(model, ticket, Ended::Opened);
        }
        Outcome::Reached { school } => {
            model.said = None;
            return renew(model, *school);
        }
        Outcome::WrongPassphrase => return tell(model, ticket, Ended::WrongPassphrase),
        Outcome::Recorded { school } => (school, Ended::Recorded),
        Outcome::Issued { no, school } => (school, Ended::Issued(no)),
        Outcome::TakenBack { what, school } => {
            model.said = Some((model.cx.words.tui.taken_back)(what));
            (school, Ended::Recorded)
        }
        Outcome::Overtaken { school } => (school, Ended::Overtaken),
        Outcome::Told(told) => return to_asker(model, ticket, |screen, cx| screen.told(told, cx)),
        Outcome::Failed(problem) => return failed(model, ticket, problem),
    };
    let mut tasks = renew(model, *school);
    tasks.extend(tell(model, ticket, ended));
    tasks
}

fn tell(model: &mut Model, ticket: Ticket, ended: Ended) -> Vec<Task> {
    to_asker(model, ticket, |screen, cx| screen.done(ended, cx))
}

/// The layer that asked is told, unless it has been left.
fn to_asker(
    model: &mut Model,
    ticket: Ticket,
    tell: impl FnOnce(&mut dyn AnyScreen, &super::context::Context) -> Vec<Effect>,
) -> Vec<Task> {
    let Some(layer) = model.layers.iter_mut().find(|layer| layer.ticket == ticket) else { return Vec::new() };
    let effects = tell(layer.screen.as_mut(), &model.cx);
    perform_all(model, ticket, effects)
}

fn failed(model: &mut Model, ticket: Ticket, problem: Problem) -> Vec<Task> {
    let mut tasks = tell(model, ticket, Ended::Failed);
    let words = &model.cx.words.tui;
    let rows = vec![Choice::new(words.understood, Some(Effect::Say(String::new())))];
    let text = vec![problem.what, problem.way_out].into_iter().filter(|line| !line.is_empty()).collect();
    let told = Choices { title: words.failed.to_owned(), text, rows, at: 0 };
    tasks.extend(open(model, &Route::Choose(told)));
    tasks
}
