//! Roll call (点名): the whole class on one screen. Two digits mark a pupil, Enter saves.

mod exceptions;
mod facts;
mod grid;
mod panel;
mod sheet;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::ask::Question;
use super::choose::Choices;
use super::find::{Finds, Found};
use super::symptoms::Picking;
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::health::Uncertified;
use crate::domain::ids::{PupilId, StepId};
use crate::domain::mark::{Counts, Mark};
use crate::domain::roll::{RollKey, SessionCode};
use crate::domain::school::School;
use crate::domain::step::{About, Step, StepRecord};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::{DIGITS, Key};
use crate::tui::screen::{Ended, Screen};
use crate::tui::whom;
use crate::tui::widgets::input::Kind;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use facts::{Facts, Numbered, Seat};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use sheet::{Settle, Sheet};

/// Characters of a note beside a mark.
const NOTE: usize = 60;

/// A session is proposed so long before it begins.
const EARLY: TimeDelta = TimeDelta::minutes(30);

/// How far back to look for the school day before.
const LONGEST_BREAK: TimeDelta = TimeDelta::days(100);

pub struct RollScreen {
    sheet: Sheet,
    facts: Facts,
    /// Place in the class of the pupil that marks go to.
    cursor: usize,
    /// The first digits of a seat number.
    digits: String,
    /// The seat that digits picked last: the same digits again take its mark back.
    picked: Option<usize>,
    asking: Asking,
    saving: bool,
    /// Where to go once saved.
    then: Option<RollKey>,
    /// This roll was proposed by the clock, and gives way to the next one that it proposes.
    by_clock: bool,
    /// The follow-up was put off.
    later: bool,
    /// Somebody has said that the roll is called although there is no school.
    off_is_fine: bool,
}

/// What was asked of the person last.
#[derive(Debug, Clone, PartialEq)]
enum Asking {
    Nothing,
    /// Save a roll on a day without school?
    OffDay,
    /// Save a roll of another class on which nobody is marked?
    OtherClass,
    /// Leave for another roll with marks not saved?
    Leave(RollKey),
    Date,
    Class(Vec<Class>),
    Note,
    Symptoms,
    Certificate,
    Pupil,
    /// Somebody else saved this roll meanwhile.
    Overtaken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Seat,
    Set(Mark),
    NextMark,
    Clear,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    NextMarked,
    Note,
    Symptoms,
    SickWith,
    Certificate,
    Find,
    Save,
    Follow,
    Later,
    Erase,
    PreviousSession,
    NextSession,
    GoToDate,
    GoToClass,
    Undo,
}

const fn mark_key(keys: &'static [Key], mark: Mark, says: Says, rank: u8) -> Binding<Act> {
    Binding { keys, act: Act::Set(mark), says, rank }
}

impl RollScreen {
    fn at(cx: &Context, key: RollKey) -> RollScreen {
        let mut screen = RollScreen {
            sheet: Sheet::new(&cx.school, key),
            facts: Facts::default(),
            cursor: 0,
            digits: String::new(),
            picked: None,
            asking: Asking::Nothing,
            saving: false,
            then: None,
            by_clock: false,
            later: false,
            off_is_fine: false,
        };
        screen.turn_to(cx, key);
        screen
    }

    /// Puts another roll on the table, with what was marked on it and not saved.
    fn turn_to(&mut self, cx: &Context, key: RollKey) -> Vec<Effect> {
        let sheet = Sheet::new(&cx.school, key);
        let draft = cx.draft(&sheet.draft_key()).and_then(|body| Sheet::new(&cx.school, key).with_draft(body));
        let draft = draft.filter(Sheet::is_changed);
        let restored = draft.is_some();
        self.sheet = draft.unwrap_or(sheet);
        self.facts = Facts::of(cx, key);
        (self.later, self.off_is_fine, self.picked) = (false, self.sheet.is_taken(), None);
        self.by_clock = suggested(cx) == Some(key);
        self.digits.clear();
        self.cursor = self.first_unexplained().unwrap_or(0);
        if restored { vec![Effect::Say(cx.words.roll.restored.to_owned())] } else { Vec::new() }
    }

    fn first_unexplained(&self) -> Option<usize> {
        self.facts.seats.iter().position(|seat| self.sheet.mark(seat.pupil) == Some(Mark::Unknown))
    }

    fn seat(&self) -> Option<&Seat> {
        self.facts.seats.get(self.cursor)
    }

    fn pupil(&self) -> Option<PupilId> {
        self.seat().map(|seat| seat.pupil)
    }

    /// Whom to contact after this roll: missing without explanation, and no guardian reached yet.
    fn to_follow(&self) -> Vec<PupilId> {
        if !self.sheet.is_taken() || self.sheet.is_changed() || self.later {
            return Vec::new();
        }
        let unexcused = |seat: &&Seat| {
            seat.owes_contact && self.sheet.mark(seat.pupil).is_some_and(|mark| mark.counts() == Counts::Unexcused)
        };
        self.facts.seats.iter().filter(unexcused).map(|seat| seat.pupil).collect()
    }

    fn keep(&self) -> Vec<Effect> {
        let key = self.sheet.draft_key();
        match self.sheet.to_draft().filter(|_| self.sheet.is_changed()) {
            Some(body) => vec![Effect::KeepDraft { key, body }],
            None => vec![Effect::DropDraft { key }],
        }
    }

    fn set(&mut self, mark: Option<Mark>) -> Vec<Effect> {
        let Some(pupil) = self.pupil() else { return Vec::new() };
        self.sheet.set(pupil, mark);
        self.keep()
    }

    fn typed_digit(&mut self, digit: char, cx: &Context) -> Vec<Effect> {
        self.digits.push(digit);
        if self.digits.len() < self.facts.digits {
            return Vec::new();
        }
        self.pick(cx)
    }

    /// Picks the seat whose number was typed. Without a mark it becomes `unknown`; `unknown`, or the same number twice
    /// running, takes the mark back; another mark stays, to be changed by a further key.
    fn pick(&mut self, cx: &Context) -> Vec<Effect> {
        let typed = std::mem::take(&mut self.digits);
        let at = match typed.parse().map_or(Numbered::Nobody, |number| self.facts.numbered(number)) {
            Numbered::One(at) => at,
            Numbered::Nobody => return vec![Effect::Say((cx.words.roll.no_such_seat)(&typed))],
            Numbered::Several => return vec![Effect::Say((cx.words.roll.seat_twice)(&typed))],
        };
        let again = self.picked.replace(at) == Some(at) && self.cursor == at;
        self.cursor = at;
        let mark = self.pupil().and_then(|pupil| self.sheet.mark(pupil));
        match mark {
            None => self.set(Some(Mark::Unknown)),
            Some(Mark::Unknown) => self.set(None),
            Some(_) if again => self.set(None),
            Some(_) => Vec::new(),
        }
    }

    fn next_mark(&mut self) -> Vec<Effect> {
        let now = self.pupil().and_then(|pupil| self.sheet.mark(pupil));
        let next = match now {
            None => Some(Mark::Unknown),
            Some(mark) => Mark::ALL.into_iter().skip_while(|known| *known != mark).nth(1),
        };
        self.set(next)
    }

    fn next_marked(&mut self) {
        let count = self.facts.seats.len();
        let after = (1..=count).map(|step| (self.cursor + step) % count.max(1));
        let marked = |at: &usize| self.sheet.mark(self.facts.seats[*at].pupil).is_some();
        if let Some(at) = after.clone().find(marked) {
            self.cursor = at;
        }
    }

    fn step(&mut self, act: Act, cx: &Context) {
        let rows = view::plan(cx, &self.facts).rows;
        let last = self.facts.seats.len().saturating_sub(1);
        let to = match act {
            Act::Up => self.cursor.saturating_sub(1),
            Act::Down => self.cursor + 1,
            Act::Left => self.cursor.checked_sub(rows).unwrap_or(self.cursor),
            Act::Right if self.cursor + rows <= last => self.cursor + rows,
            Act::Right => self.cursor,
            Act::First => 0,
            _ => last,
        };
        self.cursor = to.min(last);
        self.picked = None;
    }

    fn save(&mut self) -> Vec<Effect> {
        self.saving = true;
        vec![Effect::Commit { why: Why::TakeRoll, changes: vec![self.sheet.to_change()] }]
    }

    fn follow(&self) -> Vec<Effect> {
        let mut queue = self.to_follow();
        if queue.is_empty() {
            return Vec::new();
        }
        let pupil = queue.remove(0);
        vec![Effect::Open(Route::Contact { pupil, queue })]
    }

    /// Asks before a roll on a day without school is saved. Not sooner: a question would swallow the digits of a seat.
    fn ask_about_off_day(&mut self, cx: &Context) -> Option<Vec<Effect>> {
        let why = self.facts.off.as_ref().filter(|_| !self.off_is_fine)?;
        let words = &cx.words.roll;
        let text = vec![(words.ask_off_day)(self.sheet.key.date, why)];
        self.asking = Asking::OffDay;
        let choices = Choices::question(words.no_school, text, &[words.call_anyway, words.do_not_call]);
        Some(vec![Effect::Open(Route::Choose(Choices { at: 1, ..choices }))])
    }

    /// Asks before everybody in a class of somebody else's is said to be there: the wrong class is soon on the screen, and
    /// Enter soon pressed.
    fn ask_about_other_class(&mut self, cx: &Context) -> Option<Vec<Effect>> {
        let class = self.sheet.key.class;
        let is_others = cx.class.is_some_and(|own| own != class);
        if !is_others || self.sheet.is_taken() || self.sheet.is_changed() {
            return None;
        }
        let words = &cx.words.roll;
        let text = vec![(words.ask_other_class)(class)];
        self.asking = Asking::OtherClass;
        let rows = [words.all_are_there, words.do_not_call];
        let choices = Choices::question(words.other_class, text, &rows);
        Some(vec![Effect::Open(Route::Choose(Choices { at: 1, ..choices }))])
    }

    fn do_act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        if act != Act::Seat && act != Act::Erase {
            self.digits.clear();
        }
        match act {
            Act::Seat => match key {
                Key::Char(digit) => self.typed_digit(digit, cx),
                _ => Vec::new(),
            },
            Act::Set(mark) => self.set(Some(mark)),
            Act::NextMark => self.next_mark(),
            Act::Clear => self.set(None),
            Act::Up | Act::Down | Act::Left | Act::Right | Act::First | Act::Last => {
                self.step(act, cx);
                Vec::new()
            }
            Act::NextMarked => {
                self.next_marked();
                Vec::new()
            }
            Act::Note => self.ask_note(cx),
            Act::Symptoms | Act::SickWith => self.ask_symptoms(cx),
            Act::Certificate => self.ask_certificate(cx),
            Act::Find => self.look_for(String::new(), cx),
            Act::Save => self.save(),
            Act::Follow => self.follow(),
            Act::Later => {
                self.later = true;
                Vec::new()
            }
            Act::Erase => {
                self.digits.pop();
                Vec::new()
            }
            Act::PreviousSession => self.go_to_neighbour(cx, Direction::Back),
            Act::NextSession => self.go_to_neighbour(cx, Direction::On),
            Act::GoToDate => self.ask_date(cx),
            Act::GoToClass => self.ask_class(cx),
            Act::Undo if self.sheet.undo() => self.keep(),
            Act::Undo => vec![Effect::Undo],
        }
    }

    fn ask_note(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(seat) = self.seat() else { return Vec::new() };
        let text = self.sheet.note(seat.pupil).unwrap_or("").to_owned();
        let title = (cx.words.roll.note_for)(&seat.name);
        let hint = cx.words.roll.note_hint.to_owned();
        self.asking = Asking::Note;
        vec![Effect::Open(Route::Ask(Question { title, hint, text, kind: Kind::Prose, limit: NOTE }))]
    }

    fn ask_symptoms(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(seat) = self.seat() else { return Vec::new() };
        let picks =
            Picking { title: (cx.words.health.symptoms_of)(&seat.name), symptoms: self.sheet.symptoms(seat.pupil) };
        self.asking = Asking::Symptoms;
        vec![Effect::Open(Route::Symptoms(picks))]
    }

    fn ask_certificate(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(seat) = self.seat() else { return Vec::new() };
        let (title, hint) = ((cx.words.health.certificate_of)(&seat.name), cx.words.health.certificate_hint.to_owned());
        self.asking = Asking::Certificate;
        vec![Effect::Open(Route::Ask(Question { title, hint, text: String::new(), kind: Kind::Prose, limit: NOTE }))]
    }

    fn is_sick(&self) -> bool {
        self.pupil().is_some_and(|pupil| self.sheet.mark(pupil) == Some(Mark::Sick))
    }

    /// What the pupil must bring a certificate for, where the pupil is here.
    fn uncertified(&self, seat: &Seat) -> Option<Uncertified> {
        let is_here = self.sheet.mark(seat.pupil).is_none_or(|mark| mark.counts() == Counts::Attended);
        seat.uncertified.filter(|_| is_here)
    }

    fn certified(&self, text: &str, cx: &Context) -> Vec<Effect> {
        let Some(pupil) = self.pupil() else { return Vec::new() };
        let said = text.trim().to_owned();
        let date = self.sheet.key.date;
        let time = if date == cx.today { cx.now.time() } else { NaiveTime::MIN };
        let (about, step) = (About::Pupil(pupil), Step::Certificate { said });
        let record = StepRecord { about, at: date.and_time(time), step, attachments: Vec::new() };
        vec![Effect::Commit { why: Why::TakeStep, changes: vec![Change::Step { id: StepId::NEW, to: Some(record) }] }]
    }

    fn ask_date(&mut self, cx: &Context) -> Vec<Effect> {
        self.ask_date_again(cx, cx.words.roll.date_hint, "")
    }

    /// Asks for a day, with what was typed and is none still in its place: typed again it must not meet the seats.
    fn ask_date_again(&mut self, cx: &Context, hint: &str, typed: &str) -> Vec<Effect> {
        self.asking = Asking::Date;
        let (title, hint, text) = (cx.words.roll.go_to_date.to_owned(), hint.to_owned(), typed.to_owned());
        vec![Effect::Open(Route::Ask(Question { title, hint, text, kind: Kind::Plain, limit: 12 }))]
    }

    fn ask_class(&mut self, cx: &Context) -> Vec<Effect> {
        let classes = cx.school.classes(cx.today);
        let row = |class: &Class| {
            let teacher = cx.school.homeroom_teacher_on(*class, cx.today).map(|staff| staff.record.name.clone());
            Found { name: class.to_string(), detail: teacher.unwrap_or_default(), does: None }
        };
        let rows = classes.iter().map(row).collect();
        self.asking = Asking::Class(classes);
        vec![Effect::Open(Route::Find(Finds {
            title: cx.words.roll.go_to_class.to_owned(),
            rows,
            text: String::new(),
        }))]
    }

    /// Leaves for another roll; marks not saved are asked about first.
    fn go_to(&mut self, key: RollKey, cx: &Context) -> Vec<Effect> {
        if key.date > cx.today {
            return vec![Effect::Say(cx.words.roll.not_yet.to_owned())];
        }
        if !self.sheet.is_changed() {
            return self.turn_to(cx, key);
        }
        let words = &cx.words.roll;
        self.asking = Asking::Leave(key);
        let rows = [words.save_and_leave, words.leave_as_draft, words.stay];
        let text = vec![words.leaving_unsaved.to_owned()];
        vec![Effect::Open(Route::Choose(Choices::question(cx.words.tui.unsaved, text, &rows)))]
    }

    fn go_to_neighbour(&mut self, cx: &Context, direction: Direction) -> Vec<Effect> {
        match neighbour(&cx.school, self.sheet.key, direction) {
            Some(key) => self.go_to(key, cx),
            None => vec![Effect::Say(cx.words.roll.no_neighbour.to_owned())],
        }
    }

    fn chosen(&mut self, asked: Asking, at: usize, cx: &Context) -> Vec<Effect> {
        match (asked, at) {
            (Asking::OffDay, 0) => {
                self.off_is_fine = true;
                self.save()
            }
            (Asking::OtherClass, 0) => self.save(),
            (Asking::Leave(key), 0) => {
                self.then = Some(key);
                self.save()
            }
            (Asking::Leave(key), 1) => self.turn_to(cx, key),
            (Asking::Class(classes), at) => match classes.get(at) {
                Some(class) => self.go_to(RollKey { class: *class, ..self.sheet.key }, cx),
                None => Vec::new(),
            },
            (Asking::Pupil, at) => {
                self.cursor = at.min(self.facts.seats.len().saturating_sub(1));
                self.picked = None;
                Vec::new()
            }
            (Asking::Overtaken, at) => self.settle(at, cx),
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let how = match at {
            0 => Settle::Merge,
            1 => Settle::Theirs,
            _ => Settle::Mine,
        };
        self.sheet.settle(&cx.school, how);
        let mut effects = self.keep();
        if self.sheet.is_changed() {
            effects.extend(self.save());
        }
        effects
    }

    fn answered_text(&mut self, asked: Asking, text: &str, cx: &Context) -> Vec<Effect> {
        match asked {
            Asking::Note => {
                if let Some(pupil) = self.pupil() {
                    self.sheet.set_note(pupil, text);
                }
                self.keep()
            }
            Asking::Certificate => self.certified(text, cx),
            Asking::Date => match date::parse(text, cx.today) {
                Some(date) if date <= cx.today => self.go_to(RollKey { date, ..self.sheet.key }, cx),
                Some(_) => self.ask_date_again(cx, cx.words.roll.not_yet, text),
                None => self.ask_date_again(cx, cx.words.roll.no_date, text),
            },
            _ => Vec::new(),
        }
    }

    /// Shows what differs from the roll that somebody else saved meanwhile, and asks whose marks hold.
    fn ask_whose(&mut self, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.roll;
        let name = |mark: Option<Mark>| mark.map_or(words.present, |mark| (words.mark)(mark));
        let roll = cx.school.roll(self.sheet.key);
        let by = roll.and_then(|roll| cx.school.staff(roll.taken_by)).map_or("", |staff| &staff.record.name);
        let at = roll.map(|roll| roll.taken_at.format("%H:%M").to_string()).unwrap_or_default();
        let mut text = vec![(words.overtaken)(by, &at)];
        for difference in self.sheet.differences(&cx.school) {
            let seat = self.facts.seats.iter().find(|seat| seat.pupil == difference.pupil);
            let who = seat.map(|seat| format!("{} {}", seat.label(2), seat.name)).unwrap_or_default();
            text.push((words.differs)(&who, name(difference.mine), name(difference.theirs)));
        }
        self.asking = Asking::Overtaken;
        let rows = [words.merge, words.take_theirs, words.take_mine];
        vec![Effect::Open(Route::Choose(Choices::question(words.overtaken_title, text, &rows)))]
    }

    /// What is said of a roll just saved, where nothing is left to follow up.
    fn told_saved(&self, cx: &Context) -> String {
        let words = &cx.words.roll;
        let saved = if self.sheet.list().is_empty() { words.saved_all_here } else { words.saved };
        let name = |pupil: PupilId| cx.school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
        let back: Vec<&str> = cx.school.back_by(self.sheet.key).into_iter().map(name).collect();
        if back.is_empty() { saved.to_owned() } else { format!("{saved}。{}", (words.are_back)(&back)) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    On,
}

/// The roll before or after, over sessions and school days.
fn neighbour(school: &School, key: RollKey, direction: Direction) -> Option<RollKey> {
    let session = |rank: usize| school.sessions.get(rank).map(|session| session.code);
    let grade = Some(key.class.grade);
    let rank = school.session_rank(key.session);
    let (near, far) = match direction {
        Direction::Back => (
            rank.checked_sub(1).and_then(session),
            school.calendar.school_days(key.date - LONGEST_BREAK, key.date.pred_opt()?, grade).next_back(),
        ),
        Direction::On => (
            session(rank + 1),
            school.calendar.school_days(key.date.succ_opt()?, key.date + LONGEST_BREAK, grade).next(),
        ),
    };
    if let Some(session) = near {
        return Some(RollKey { session, ..key });
    }
    let session = match direction {
        Direction::Back => school.sessions.last()?.code,
        Direction::On => school.sessions.first()?.code,
    };
    Some(RollKey { date: far?, session, ..key })
}

/// The roll that person, day and clock suggest: the teacher's own class, today, and the last session that has begun or
/// is about to; on a day looked back upon, the first session not yet taken.
fn suggested(cx: &Context) -> Option<RollKey> {
    let school = &cx.school;
    let class = cx.class.or_else(|| school.classes(cx.today).first().copied())?;
    let first = school.sessions.first()?.code;
    let key = |session: SessionCode| RollKey { class, date: cx.today, session };
    let begun = |cx: &Context| {
        let by_now = (cx.now + EARLY).time();
        let late = cx.now.date() != (cx.now + EARLY).date();
        school.sessions.iter().rfind(|session| late || session.starts <= by_now).map(|session| session.code)
    };
    let session = if cx.today == cx.now.date() {
        begun(cx).unwrap_or(first)
    } else {
        let open = |session: &&crate::domain::roll::Session| school.roll(key(session.code)).is_none();
        school.sessions.iter().find(open).map_or(first, |session| session.code)
    };
    Some(key(session))
}

impl Screen for RollScreen {
    type Act = Act;
    const NAME: &'static str = "roll";
    const TITLE: Says = |words| words.tui.roll;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Follow, says: |words| words.roll.follow, rank: 1 },
        Binding { keys: &[Key::Esc], act: Act::Later, says: |words| words.roll.later, rank: 2 },
        Binding { keys: DIGITS, act: Act::Seat, says: |words| words.roll.seat, rank: 3 },
        Binding { keys: &[Key::Enter], act: Act::Save, says: |words| words.keys.save, rank: 4 },
        mark_key(&[Key::Char('h'), Key::F(4)], Mark::Truant, |words| (words.roll.mark)(Mark::Truant), 10),
        mark_key(&[Key::Char('b'), Key::F(5)], Mark::Sick, |words| (words.roll.mark)(Mark::Sick), 11),
        mark_key(&[Key::Char('s'), Key::F(6)], Mark::Leave, |words| (words.roll.mark)(Mark::Leave), 12),
        mark_key(&[Key::Char('g'), Key::F(7)], Mark::Official, |words| (words.roll.mark)(Mark::Official), 22),
        mark_key(&[Key::Char('c'), Key::F(8)], Mark::Late, |words| (words.roll.mark)(Mark::Late), 13),
        mark_key(&[Key::Char('z'), Key::F(9)], Mark::Early, |words| (words.roll.mark)(Mark::Early), 23),
        mark_key(&[Key::Char('w')], Mark::Unknown, |words| (words.roll.mark)(Mark::Unknown), 24),
        Binding {
            keys: &[Key::Char('+'), Key::Char(' '), Key::Char('=')],
            act: Act::NextMark,
            says: |words| words.roll.next_mark,
            rank: 25,
        },
        Binding { keys: &[Key::Char('-'), Key::Delete], act: Act::Clear, says: |words| words.roll.take_back, rank: 26 },
        Binding { keys: &[Key::Char('/')], act: Act::Find, says: |words| words.roll.find, rank: 14 },
        Binding { keys: &[Key::Char('u'), Key::Ctrl('z')], act: Act::Undo, says: |words| words.keys.undo, rank: 15 },
        Binding { keys: &[Key::Char('n'), Key::Char('*')], act: Act::Note, says: |words| words.roll.note, rank: 27 },
        Binding {
            keys: &[Key::Char('.'), Key::Char('y'), Key::F(11)],
            act: Act::Symptoms,
            says: |words| words.health.symptoms,
            rank: 9,
        },
        Binding {
            keys: &[Key::Char('.'), Key::Char('y'), Key::F(11)],
            act: Act::SickWith,
            says: |words| words.health.sick_with,
            rank: HELP_ONLY,
        },
        Binding {
            keys: &[Key::Char('k'), Key::F(12)],
            act: Act::Certificate,
            says: |words| words.health.certificate,
            rank: 9,
        },
        Binding { keys: &[Key::Tab], act: Act::NextMarked, says: |words| words.roll.next_marked, rank: HELP_ONLY },
        Binding {
            keys: &[Key::Char('['), Key::PageUp],
            act: Act::PreviousSession,
            says: |words| words.roll.previous_session,
            rank: 28,
        },
        Binding {
            keys: &[Key::Char(']'), Key::PageDown],
            act: Act::NextSession,
            says: |words| words.roll.next_session,
            rank: 29,
        },
        Binding {
            keys: &[Key::Char('d'), Key::Ctrl('d')],
            act: Act::GoToDate,
            says: |words| words.roll.go_to_date,
            rank: 30,
        },
        Binding {
            keys: &[Key::Char('t'), Key::Ctrl('t')],
            act: Act::GoToClass,
            says: |words| words.roll.go_to_class,
            rank: 31,
        },
        Binding { keys: &[Key::Up], act: Act::Up, says: |words| words.roll.up, rank: HELP_ONLY },
        Binding { keys: &[Key::Down], act: Act::Down, says: |words| words.roll.down, rank: HELP_ONLY },
        Binding { keys: &[Key::Left], act: Act::Left, says: |words| words.roll.left, rank: HELP_ONLY },
        Binding { keys: &[Key::Right], act: Act::Right, says: |words| words.roll.right, rank: HELP_ONLY },
        Binding { keys: &[Key::Home], act: Act::First, says: |words| words.roll.first, rank: HELP_ONLY },
        Binding { keys: &[Key::End], act: Act::Last, says: |words| words.roll.last, rank: HELP_ONLY },
        Binding { keys: &[Key::Backspace, Key::Esc], act: Act::Erase, says: |words| words.roll.erase, rank: HELP_ONLY },
    ];

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Roll(key) = route else { return None };
        key.or_else(|| suggested(cx)).map(|key| RollScreen::at(cx, key))
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.roll;
        let marked = self.pupil().is_some_and(|pupil| self.sheet.mark(pupil).is_some());
        match act {
            Act::Follow | Act::Later => Allowed::when(!self.to_follow().is_empty() && self.digits.is_empty()),
            Act::Erase => Allowed::when(!self.digits.is_empty()),
            Act::Certificate => Allowed::when(self.seat().is_some_and(|seat| self.uncertified(seat).is_some())),
            Act::Symptoms => Allowed::when(self.is_sick()),
            Act::SickWith if self.is_sick() => Allowed::Hidden,
            _ if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save if self.facts.seats.is_empty() => Allowed::No(words.nobody),
            Act::Save if self.digits.is_empty() && self.sheet.is_taken() && !self.sheet.is_changed() => {
                Allowed::No(words.nothing_to_save)
            }
            Act::Note | Act::Clear if !marked => Allowed::No(words.mark_first),
            Act::Seat | Act::Set(_) | Act::NextMark | Act::SickWith | Act::Find if self.facts.seats.is_empty() => {
                Allowed::No(words.nobody)
            }
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        if act == Act::Save && !self.digits.is_empty() {
            return self.pick(cx);
        }
        if act == Act::Save
            && let Some(question) = self.ask_about_off_day(cx).or_else(|| self.ask_about_other_class(cx))
        {
            return question;
        }
        self.do_act(act, key, cx)
    }

    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        Some(self.sheet.key.date)
    }

    fn refresh(&mut self, cx: &Context) {
        self.sheet.refresh(&cx.school);
        self.facts = Facts::of(cx, self.sheet.key);
        self.cursor = self.cursor.min(self.facts.seats.len().saturating_sub(1));
    }

    /// A program left open since the morning proposes the afternoon's roll in the afternoon.
    fn ticked(&mut self, cx: &Context) -> Vec<Effect> {
        let busy = self.sheet.is_changed() || !self.digits.is_empty() || !self.to_follow().is_empty();
        match suggested(cx) {
            Some(key) if self.by_clock && !busy && key != self.sheet.key => self.turn_to(cx, key),
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let asked = std::mem::replace(&mut self.asking, Asking::Nothing);
        match answer {
            Answer::Chosen(at) => self.chosen(asked, at, cx),
            Answer::Text(text) => self.answered_text(asked, &text, cx),
            Answer::Symptoms(symptoms) => {
                if let Some(pupil) = self.pupil() {
                    self.sheet.set_symptoms(pupil, symptoms);
                }
                self.keep()
            }
            Answer::File(_) | Answer::Left => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let was_saving = std::mem::take(&mut self.saving);
        match ended {
            Ended::Overtaken => self.ask_whose(cx),
            Ended::Opened | Ended::WrongPassphrase | Ended::Issued(_) => Vec::new(),
            Ended::Failed => {
                self.then = None;
                Vec::new()
            }
            // A step was taken back, on this roll or on another.
            Ended::Recorded if !was_saving => self.keep(),
            Ended::Recorded => {
                (self.later, self.picked) = (false, None);
                let mut effects = self.keep();
                match self.then.take() {
                    Some(key) => effects.extend(self.turn_to(cx, key)),
                    None if self.to_follow().is_empty() => effects.push(Effect::Say(self.told_saved(cx))),
                    None => {}
                }
                effects
            }
        }
    }

    fn is_unsaved(&self) -> bool {
        self.sheet.is_changed()
    }

    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        let twins = whom::namesakes(self.facts.seats.iter().map(|seat| seat.name.as_str()));
        let apart = |seat: &Seat| {
            let pupil = cx.school.pupil(seat.pupil).filter(|_| twins.contains(seat.name.as_str()));
            pupil.map(|pupil| whom::person(cx, pupil)).unwrap_or_default()
        };
        let row = |seat: &Seat| {
            let detail = format!("{} {}", apart(seat), seat.label(2)).trim_start().to_owned();
            Found { name: seat.name.clone(), detail, does: None }
        };
        let rows = self.facts.seats.iter().map(row).collect();
        self.asking = Asking::Pupil;
        vec![Effect::Open(Route::Find(Finds { title: cx.words.roll.find.to_owned(), rows, text }))]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf)
    }
}
