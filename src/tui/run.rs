//! The shell: the terminal, the loop, and the thread on which effects are performed. The only part of the screens that
//! does anything but compute.

use super::clerk::{self, Clerk};
use super::context::{Context, Places};
use super::effect::{Effect, Task};
use super::event::{Event, Outcome, Ticket};
use super::key::Key;
use super::model::Model;
use super::screens::Route;
use super::theme::Theme;
use super::update::update;
use super::view::view;
use crate::desk::{self, Clock, Desk, Opening, Problem, Templates};
use crate::domain::ids::StaffId;
use crate::domain::school::{Books, School};
use crate::paths::Paths;
use crate::settings::Settings;
use crate::words::Words;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{event, execute};
use ratatui::DefaultTerminal;
use ratatui::layout::Size;
use std::collections::BTreeMap;
use std::io::{self, stdout};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How often the clock is read, and other programs' records are looked for.
const TICK: Duration = Duration::from_secs(20);

/// How long the reader of keys waits before it looks whether the program has ended.
const PATIENCE: Duration = Duration::from_millis(50);

/// How the screens look on this terminal.
#[derive(Clone, Copy)]
pub struct Look {
    pub words: &'static Words,
    pub theme: Theme,
}

/// Runs the screens at an open desk until they are left.
///
/// # Errors
/// When the books or the terminal cannot be read or written.
pub fn at(desk: Desk, look: Look) -> Result<(), Problem> {
    let clock = *desk.clock();
    let mut cx = context(&clock, look);
    cx.open(clerk::opened(&desk)?);
    let first = cx.first_screen();
    run(cx, &first, Clerk::at(desk, look.words), clock)
}

/// Runs the screens before a folder: they unlock the books that are there, or begin new ones.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn before(paths: &Paths, opening: &Opening, settings: &Settings, look: Look) -> Result<(), Problem> {
    let first = if desk::must_be_there(&paths.data).is_ok() { Route::Unlock } else { Route::Setup };
    let clerk = Clerk::before(paths.clone(), opening.clone(), settings.clone(), look.words);
    run(context(&opening.clock, look), &first, clerk, opening.clock)
}

fn run(cx: Context, first: &Route, clerk: Clerk, clock: Clock) -> Result<(), Problem> {
    let Some(mut model) = Model::new(cx, first) else { return Err(Problem::NothingToCall) };
    in_terminal(|terminal| converse(&mut model, clerk, clock, terminal)).map_err(Problem::Output)
}

/// What the screens know before any books are open.
pub fn context(clock: &Clock, look: Look) -> Context {
    Context {
        school: School::from_books(Books::default()),
        is_open: false,
        today: clock.today(),
        now: clock.now(),
        who: StaffId::NEW,
        class: None,
        words: look.words,
        theme: look.theme,
        size: Size::default(),
        drafts: BTreeMap::new(),
        templates: Templates::default(),
        places: Places { picked_from: None, documents: desk::in_documents(Path::new("")) },
    }
}

fn in_terminal<T>(talk: impl FnOnce(&mut DefaultTerminal) -> io::Result<T>) -> io::Result<T> {
    let mut terminal = ratatui::try_init()?;
    execute!(stdout(), EnableBracketedPaste)?;
    restore_on_panic();
    let talked = talk(&mut terminal);
    let pasted = execute!(stdout(), DisableBracketedPaste);
    ratatui::try_restore()?;
    pasted?;
    talked
}

/// `ratatui::try_init` restores the rest of the terminal before a panic is told.
fn restore_on_panic() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The panic is what must be told; a terminal that is gone cannot be mended.
        let _ = execute!(stdout(), DisableBracketedPaste);
        told(panic);
    }));
}

fn converse(model: &mut Model, clerk: Clerk, clock: Clock, terminal: &mut DefaultTerminal) -> io::Result<()> {
    let (events, incoming) = channel();
    let (orders, ordered) = channel();
    let ended = AtomicBool::new(false);
    let to_screens = events.clone();
    let clerk = thread::spawn(move || work(clerk, &ordered, &to_screens));
    let talked = thread::scope(|scope| {
        scope.spawn(|| read_keys(&events, &ended));
        let talked = talk(model, clock, terminal, &incoming, &orders);
        ended.store(true, Ordering::Relaxed);
        talked
    });
    drop(orders);
    // What was ordered last is recorded before the program ends.
    clerk.join().map_err(|_| io::Error::other("the desk has stopped"))?;
    talked
}

/// An order for the desk's thread.
enum Order {
    Perform(Task),
    Look,
}

/// Performs one order after another until the screens have gone.
fn work(mut clerk: Clerk, ordered: &Receiver<Order>, events: &Sender<Incoming>) {
    while let Ok(order) = ordered.recv() {
        let event = match order {
            Order::Perform(Task { ticket, effect }) => {
                clerk.perform(effect).map(|outcome| Incoming::Done(ticket, Box::new(outcome)))
            }
            Order::Look => clerk.look().map(Incoming::Reloaded),
        };
        if let Some(event) = event {
            // The screens may have gone; what was to be recorded is recorded.
            let _ = events.send(event);
        }
    }
}

/// What reaches the loop from the other threads.
enum Incoming {
    Terminal(io::Result<event::Event>),
    Done(Ticket, Box<Outcome>),
    Reloaded(Box<School>),
}

fn read_keys(events: &Sender<Incoming>, ended: &AtomicBool) {
    while !ended.load(Ordering::Relaxed) {
        let read = match event::poll(PATIENCE) {
            Ok(false) => continue,
            Ok(true) => event::read(),
            Err(error) => Err(error),
        };
        let failed = read.is_err();
        if events.send(Incoming::Terminal(read)).is_err() || failed {
            return;
        }
    }
}

fn talk(
    model: &mut Model,
    clock: Clock,
    terminal: &mut DefaultTerminal,
    incoming: &Receiver<Incoming>,
    orders: &Sender<Order>,
) -> io::Result<()> {
    let size = terminal.size()?;
    update(model, Event::Resize(size));
    draw(model, terminal)?;
    loop {
        let first = match incoming.recv_timeout(TICK) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let now = clock.now();
        if (now - model.cx.now).abs().to_std().is_ok_and(|passed| passed >= TICK) {
            send(orders, Order::Look)?;
            // The clock alone never ends the program.
            let _ = order(update(model, Event::Tick(now)), orders)?;
        }
        // What came while the last frame was drawn is taken in before the next.
        for incoming in first.into_iter().chain(incoming.try_iter()) {
            if let Some(event) = read_incoming(incoming)?
                && order(update(model, event), orders)?.is_break()
            {
                return Ok(());
            }
        }
        draw(model, terminal)?;
    }
}

fn read_incoming(incoming: Incoming) -> io::Result<Option<Event>> {
    Ok(match incoming {
        Incoming::Terminal(read) => read_event(read?),
        Incoming::Done(ticket, outcome) => Some(Event::Done(ticket, *outcome)),
        Incoming::Reloaded(school) => Some(Event::Reloaded(school)),
    })
}

/// Hands tasks to the desk's thread.
fn order(tasks: Vec<Task>, orders: &Sender<Order>) -> io::Result<ControlFlow<()>> {
    for task in tasks {
        if task.effect == Effect::QuitNow {
            return Ok(ControlFlow::Break(()));
        }
        send(orders, Order::Perform(task))?;
    }
    Ok(ControlFlow::Continue(()))
}

fn send(orders: &Sender<Order>, order: Order) -> io::Result<()> {
    orders.send(order).map_err(|_| io::Error::other("the desk has stopped"))
}

fn read_event(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => Key::from_terminal(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(Size { width, height })),
        _ => None,
    }
}

/// One frame, shown at once where the terminal can (synchronised output).
fn draw(model: &Model, terminal: &mut DefaultTerminal) -> io::Result<()> {
    execute!(stdout(), BeginSynchronizedUpdate)?;
    terminal.draw(|frame| {
        let area = frame.area();
        if let Some(cursor) = view(model, area, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })?;
    execute!(stdout(), EndSynchronizedUpdate)
}
