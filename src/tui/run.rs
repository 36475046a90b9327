//! The shell: the terminal, the loop, and the thread on which effects are performed. The only part of the screens that
//! does anything but compute.

use super::effect::{Effect, Task};
use super::event::{Event, Outcome, Ticket};
use super::key::Key;
use super::model::Model;
use super::update::update;
use super::view::view;
use crate::domain::school::School;
use chrono::NaiveDateTime;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{event, execute};
use ratatui::DefaultTerminal;
use ratatui::layout::Size;
use std::io::{self, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How often the clock is read, and other programs' records are looked for.
const TICK: Duration = Duration::from_secs(20);

/// How long the reader of keys waits before it looks whether the program has ended.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the shell asks of the one who sits at the desk. It lives on a thread of its own, so that the screens answer
/// while something long is done.
pub trait Perform: Send + 'static {
    /// Performs an effect; none where nobody waits for its outcome.
    fn perform(&mut self, effect: Effect) -> Option<Outcome>;
    /// The school, where another program has recorded something since.
    fn look(&mut self) -> Option<Box<School>>;
}

/// Runs the screens until they are left; gives back the one who sat at the desk.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn run<P: Perform>(model: &mut Model, desk: P, clock: impl Fn() -> NaiveDateTime) -> io::Result<P> {
    let mut terminal = ratatui::try_init()?;
    execute!(stdout(), EnableBracketedPaste)?;
    restore_on_panic();
    let ran = converse(model, desk, clock, &mut terminal);
    let pasted = execute!(stdout(), DisableBracketedPaste);
    ratatui::try_restore()?;
    pasted?;
    ran
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

fn converse<P: Perform>(
    model: &mut Model,
    desk: P,
    clock: impl Fn() -> NaiveDateTime,
    terminal: &mut DefaultTerminal,
) -> io::Result<P> {
    let (events, incoming) = channel();
    let (orders, ordered) = channel();
    let ended = AtomicBool::new(false);
    let to_screens = events.clone();
    let desk = thread::spawn(move || work(desk, &ordered, &to_screens));
    let talked = thread::scope(|scope| {
        scope.spawn(|| read_keys(&events, &ended));
        let talked = talk(model, &clock, terminal, &incoming, &orders);
        ended.store(true, Ordering::Relaxed);
        talked
    });
    drop(orders);
    let desk = desk.join().map_err(|_| io::Error::other("the desk has stopped"))?;
    talked.map(|()| desk)
}

/// An order for the desk's thread.
enum Order {
    Perform(Task),
    Look,
}

/// Performs one order after another until the screens have gone.
fn work<P: Perform>(mut desk: P, ordered: &Receiver<Order>, events: &Sender<Incoming>) -> P {
    while let Ok(order) = ordered.recv() {
        let event = match order {
            Order::Perform(Task { ticket, effect }) => {
                desk.perform(effect).map(|outcome| Incoming::Done(ticket, Box::new(outcome)))
            }
            Order::Look => desk.look().map(Incoming::Reloaded),
        };
        if let Some(event) = event {
            // The screens may have gone; what was to be recorded is recorded.
            let _ = events.send(event);
        }
    }
    desk
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
    clock: &impl Fn() -> NaiveDateTime,
    terminal: &mut DefaultTerminal,
    incoming: &Receiver<Incoming>,
    orders: &Sender<Order>,
) -> io::Result<()> {
    let size = terminal.size()?;
    update(model, Event::Resize(size));
    draw(model, terminal)?;
    loop {
        let event = match incoming.recv_timeout(TICK) {
            Ok(Incoming::Terminal(read)) => read_event(read?),
            Ok(Incoming::Done(ticket, outcome)) => Some(Event::Done(ticket, *outcome)),
            Ok(Incoming::Reloaded(school)) => Some(Event::Reloaded(school)),
            Err(RecvTimeoutError::Timeout) => {
                send(orders, Order::Look)?;
                Some(Event::Tick(clock()))
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let Some(event) = event else { continue };
        for task in update(model, event) {
            if task.effect == Effect::QuitNow {
                return Ok(());
            }
            send(orders, Order::Perform(task))?;
        }
        draw(model, terminal)?;
    }
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
