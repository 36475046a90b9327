//! What the roll screen shows of the school, worked out when the school or the roll changes, never while drawing.

use crate::domain::attendance::PupilDay;
use crate::domain::calendar::DayWhy;
use crate::domain::class::Class;
use crate::domain::flags::{Flag, Scope};
use crate::domain::health::{Cluster, Uncertified};
use crate::domain::ids::PupilId;
use crate::domain::ladder::Action;
use crate::domain::mark::{Counts, Mark};
use crate::domain::people::Pupil;
use crate::domain::roll::{Roll, RollKey};
use crate::domain::school::School;
use crate::tui::context::Context;
use crate::tui::widgets::strip;
use chrono::NaiveDate;
use std::collections::HashMap;

/// School days of the strip.
const STRIP: usize = 20;

#[derive(Default)]
pub struct Facts {
    /// In seat order, down the columns.
    pub seats: Vec<Seat>,
    /// Digits that name a seat.
    pub digits: usize,
    /// Must be done today; what is late first.
    pub owed: Vec<Due>,
    /// Rolls of the class that are missing, this one left out.
    pub gaps: Vec<RollKey>,
    /// Week of the term.
    pub week: Option<i64>,
    /// Why there is no school, where there is none.
    pub off: Option<String>,
}

/// One pupil of the class.
pub struct Seat {
    pub pupil: PupilId,
    /// What is typed to pick the pupil: the seat number, or where nobody of the class has one the place in the list. None
    /// of a pupil without a seat among others who have one.
    pub number: Option<usize>,
    pub name: String,
    /// 连续旷课, school days.
    pub streak: u16,
    /// What the roll before this one says, where it was taken.
    pub before: Option<Option<Mark>>,
    /// Leave note over whose end the pupil has not come back.
    pub leave_over: Option<NaiveDate>,
    /// What the leave note of this session says.
    pub leave: Option<String>,
    /// 不辞而别: the family is said to have left.
    pub vanished: bool,
    /// Sex, boarding, guardian with masked phone.
    pub about: String,
    /// Marks in the term, by `Mark::ALL`.
    pub totals: [usize; Mark::ALL.len()],
    pub strip: String,
    /// The last day of the watch (跟踪期) in which the pupil is.
    pub watched: Option<NaiveDate>,
    /// A guardian is to be contacted.
    pub owes_contact: bool,
    /// Back from a notifiable disease, there should be a certificate.
    pub uncertified: Option<Uncertified>,
}

impl Seat {
    /// The number in so many digits, or as many blanks.
    pub fn label(&self, digits: usize) -> String {
        self.number.map_or_else(|| " ".repeat(digits), |number| format!("{number:0digits$}"))
    }

    /// Missed the roll before this one, and nobody knows why.
    pub fn was_unexplained(&self) -> bool {
        self.before.flatten().is_some_and(|mark| mark.counts() == Counts::Unexcused)
    }
}

/// Something to be done today.
pub struct Due {
    /// In a word.
    pub what: &'static str,
    pub name: String,
    /// School days late.
    pub late: u16,
}

impl Facts {
    pub fn of(cx: &Context, key: RollKey) -> Facts {
        let school = &cx.school;
        let pupils = school.roll_list(key);
        let numbers = numbers(&pupils, key.date);
        let before = school.roll_before(key);
        let totals = totals(school, key);
        let flags: Vec<Option<Flag>> = pupils.iter().map(|pupil| school.flag(pupil.id, key.date)).collect();
        let seats: Vec<Seat> = pupils
            .iter()
            .zip(&numbers)
            .zip(&flags)
            .map(|((pupil, number), flag)| {
                let totals = totals.get(&pupil.id).copied().unwrap_or_default();
                seat(cx, key, pupil, *number, flag.as_ref(), before, totals)
            })
            .collect();
        let day = school.calendar.day(key.date, Some(key.class.grade));
        let mut gaps = school.gaps(cx.now, Scope::Class(key.class));
        gaps.retain(|gap| *gap != key);
        Facts {
            digits: numbers.iter().flatten().max().map_or(2, |last| last.to_string().len().max(2)),
            owed: owed(cx, key),
            gaps,
            week: day.term.map(|term| term.week(key.date)),
            off: (!day.school_day).then(|| why_off(cx, day.why)),
            seats,
        }
    }

    pub fn numbered(&self, number: usize) -> Numbered {
        let mut bear = (0..self.seats.len()).filter(|at| self.seats[*at].number == Some(number));
        match (bear.next(), bear.next()) {
            (None, _) => Numbered::Nobody,
            (Some(at), None) => Numbered::One(at),
            (Some(_), Some(_)) => Numbered::Several,
        }
    }
}

/// Whom a number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    Nobody,
    One(usize),
    /// Two were given the same seat: digits must not pick the wrong one.
    Several,
}

/// Seat numbers; in a class where nobody has a seat, places in the list. Never both: a place would be read as a seat.
fn numbers(pupils: &[&Pupil], on: NaiveDate) -> Vec<Option<usize>> {
    let seats: Vec<Option<usize>> = pupils.iter().map(|pupil| pupil.seat(on).map(usize::from)).collect();
    if seats.iter().any(Option::is_some) { seats } else { (1..=pupils.len()).map(Some).collect() }
}

/// Each pupil's marks on the class's rolls of the term, before this roll.
fn totals(school: &School, key: RollKey) -> HashMap<PupilId, [usize; Mark::ALL.len()]> {
    let first = school.calendar.term_of(key.date).map_or(key.date, |term| term.first);
    let mut totals: HashMap<PupilId, [usize; Mark::ALL.len()]> = HashMap::new();
    let rolls = school.rolls_of(key.class).iter();
    for roll in rolls.filter(|roll| first <= roll.key.date && roll.key.date <= key.date && roll.key != key) {
        for marked in &roll.marks {
            totals.entry(marked.pupil).or_default()[marked.mark as usize] += 1;
        }
    }
    totals
}

fn seat(
    cx: &Context,
    key: RollKey,
    pupil: &Pupil,
    number: Option<usize>,
    flag: Option<&Flag>,
    before: Option<&Roll>,
    totals: [usize; Mark::ALL.len()],
) -> Seat {
    let school = &cx.school;
    let days: Vec<(NaiveDate, Option<PupilDay>)> = school.strip(pupil.id, key.date, STRIP);
    Seat {
        pupil: pupil.id,
        number,
        name: pupil.record.name.clone(),
        streak: flag.map_or(0, |flag| flag.streak.days()),
        before: before.map(|roll| roll.mark(pupil.id)),
        leave_over: school.leave_overdue(pupil.id, key.date, key.session).map(|leave| leave.note.to),
        leave: school.leave_on(pupil.id, key.date, key.session).map(|leave| (cx.words.roll.on_leave)(&leave.note)),
        vanished: school.has_vanished(pupil.id, key.date),
        about: about(cx, pupil),
        totals,
        strip: strip::letters(&days),
        uncertified: school.uncertified(pupil.id, key.date),
        watched: flag
            .and_then(|flag| flag.case.as_ref())
            .and_then(|case| case.ending.as_ref()?.watch_until.filter(|until| key.date <= *until)),
        owes_contact: flag.is_some_and(|flag| flag.owed.iter().any(|owed| owed.what == Action::ContactGuardian)),
    }
}

fn about(cx: &Context, pupil: &Pupil) -> String {
    let words = &cx.words.roll;
    let record = &pupil.record;
    let mut about: Vec<String> = Vec::new();
    about.extend(record.sex.map(|sex| (cx.words.domain.sex)(sex).to_owned()));
    about.extend(record.boarder.map(|boards| (words.boards)(boards).to_owned()));
    about.extend(record.guardians.first().map(|guardian| {
        let phone = guardian.phones.first().map(|phone| phone.masked()).unwrap_or_default();
        format!("{} {phone}", guardian.relation)
    }));
    about.join("  ")
}

/// What is to be done today for the pupils of the class.
fn owed(cx: &Context, key: RollKey) -> Vec<Due> {
    let flags = cx.school.flags(cx.today, Scope::Class(key.class));
    // Of what is not late, the questions stand first.
    let mut dues = to_answer(cx, key);
    for flag in &flags {
        let name = cx.school.pupil(flag.pupil).map_or("", |pupil| &pupil.record.name);
        let today = flag.owed.iter().filter(|owed| owed.due.is_none_or(|due| due <= cx.today));
        let what = cx.words.domain.action_short;
        dues.extend(today.map(|owed| Due { what: what(owed.what), name: name.to_owned(), late: owed.late }));
    }
    dues.sort_by_key(|due| std::cmp::Reverse(due.late));
    of_illness(cx, key).into_iter().chain(dues).chain(to_ask(cx, key)).collect()
}

/// Clusters of illness that touch the class and are still to be reported: they stand before everything else.
fn of_illness(cx: &Context, key: RollKey) -> Vec<Due> {
    let clusters = cx.school.clusters(cx.now, Scope::Class(key.class));
    let due = |cluster: &Cluster| {
        let owed = cluster.owed?;
        let name = (cx.words.health.cluster_short)(cluster);
        let late = owed.late.max(u16::from(cluster.is_late(cx.now)));
        Some(Due { what: (cx.words.domain.action_short)(owed.what), name, late })
    };
    clusters.iter().filter_map(due).collect()
}

/// Whose symptoms are to be asked for until the end of the day.
fn to_ask(cx: &Context, key: RollKey) -> Vec<Due> {
    let missing = cx.school.symptoms_missing(cx.today, Scope::Class(key.class));
    let due = |(_, pupil): &(Class, PupilId)| {
        let name = cx.school.pupil(*pupil)?.record.name.clone();
        Some(Due { what: cx.words.health.ask_symptoms, name, late: 0 })
    };
    missing.iter().filter_map(due).collect()
}

/// The pupils of the class about whom a question of the grade lead waits for its answer.
fn to_answer(cx: &Context, key: RollKey) -> Vec<Due> {
    let of_class = |pupil: PupilId| cx.school.last_class(pupil, cx.today) == Some(key.class);
    let open = cx.school.questions(cx.today).into_iter().filter(|question| of_class(question.pupil));
    let due = |name: &String| Due { what: cx.words.week.to_answer, name: name.clone(), late: 0 };
    open.filter_map(|question| Some(due(&cx.school.pupil(question.pupil)?.record.name))).collect()
}

fn why_off(cx: &Context, why: DayWhy<'_>) -> String {
    (cx.words.roll.off)(why)
}
