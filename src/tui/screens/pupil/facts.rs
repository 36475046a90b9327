//! What the pupil file shows of the books, worked out when they change, never while drawing.

use super::view;
use crate::desk;
use crate::domain::flags::Flag;
use crate::domain::ids::PupilId;
use crate::domain::people::{Pupil, Standing};
use crate::domain::status::StatusKind;
use crate::domain::term_map::TermMap;
use crate::domain::week::Question;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::strip;
use chrono::NaiveDate;

/// School days of the strip.
const STRIP: usize = 20;

#[derive(Default)]
pub struct Facts {
    pub is_wide: bool,
    pub name: String,
    /// Class and seat, or why there is none.
    pub place: String,
    /// There is something that a notice could say.
    pub is_reportable: bool,
    /// What the books say, guardians last.
    pub entries: Vec<Entry>,
    pub figures: Vec<Figure>,
    pub map: Option<TermMap>,
}

/// One label of the file and what stands beside it.
pub struct Entry {
    pub label: &'static str,
    pub text: Text,
}

/// A text, or one that may only be read after asking.
pub enum Text {
    Open(String),
    Guarded { masked: String, full: String },
}

impl Text {
    pub fn read(&self, shown: bool) -> &str {
        match self {
            Text::Open(text) => text,
            Text::Guarded { full, .. } if shown => full,
            Text::Guarded { masked, .. } => masked,
        }
    }
}

pub struct Figure {
    pub label: &'static str,
    pub text: String,
    pub role: Role,
}

impl Facts {
    pub fn of(cx: &Context, id: PupilId) -> Facts {
        let Some(pupil) = cx.school.pupil(id) else { return Facts::default() };
        Facts {
            is_wide: view::is_wide(cx),
            name: pupil.record.name.clone(),
            place: place(cx, pupil),
            is_reportable: !desk::sayable_letters(&cx.school, id, cx.today, cx.who).is_empty(),
            entries: entries(cx, pupil),
            figures: figures(cx, id),
            map: cx.school.term_map(id, cx.today.and_time(cx.now.time())),
        }
    }

    /// Whether anything is masked.
    pub fn has_numbers(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry.text, Text::Guarded { .. }))
    }
}

fn place(cx: &Context, pupil: &Pupil) -> String {
    let words = &cx.words.pupil;
    match pupil.standing(cx.today) {
        Some(Standing::InClass { class, seat }) => {
            format!("{class} {}", seat.map(words.seat).unwrap_or_default()).trim_end().to_owned()
        }
        Some(Standing::Suspended) => words.suspended.to_owned(),
        Some(Standing::Deferred) => (cx.words.domain.status)(StatusKind::Defer).to_owned(),
        Some(Standing::OffRoll { class, why }) => format!("{class} {}", (cx.words.domain.off_roll)(why)),
        Some(Standing::Gone) | None => words.gone.to_owned(),
    }
}

/// Where a pupil stands who is in no class, what is to come, and what was applied for.
fn standing(cx: &Context, pupil: &Pupil) -> impl Iterator<Item = String> {
    let words = &cx.words.status;
    let away = cx.school.stand(pupil.id, cx.today).filter(|_| pupil.class(cx.today).is_none());
    let away = away.map(|stand| (words.stand)(&stand, cx.today));
    let to_come = cx.school.ahead_of(pupil.id, cx.today).map(|status| (words.to_come)(&status.record));
    let waiting = cx.school.pending_of(pupil.id).map(|status| (words.pending)(&status.record));
    away.into_iter().chain(to_come).chain(waiting)
}

fn entries(cx: &Context, pupil: &Pupil) -> Vec<Entry> {
    let (words, record) = (&cx.words.pupil, &pupil.record);
    let said = |text: &str| if text.trim().is_empty() { words.unrecorded.to_owned() } else { text.to_owned() };
    let open = |label, text: String| Entry { label, text: Text::Open(text) };
    let guarded = |label, number: Option<(String, &str)>| match number {
        Some((masked, full)) => Entry { label, text: Text::Guarded { masked, full: full.to_owned() } },
        None => open(label, words.unrecorded.to_owned()),
    };
    let groups = cx.school.groups_seen(pupil.id, cx.who, cx.today);
    let groups: Vec<&str> = groups.iter().map(|seen| (cx.words.groups.seen)(seen)).collect();
    let mut entries = Vec::new();
    entries.extend((!groups.is_empty()).then(|| open(words.groups, groups.join(" "))));
    entries.extend(standing(cx, pupil).map(|text| open(cx.words.status.standing, text)));
    entries.extend(leaves(cx, pupil).map(|text| open(words.on_leave, text)));
    entries.extend([
        open(words.sex_and_birth, said(&person(cx, pupil))),
        guarded(words.student_no, record.student_no.as_ref().map(|no| (no.masked(), no.as_str()))),
        guarded(words.id_no, record.id_no.as_ref().map(|no| (no.masked(), no.as_str()))),
        open(words.hukou, said(&record.hukou)),
        open(words.address, said(&record.address)),
        open(words.street, said(&record.street)),
    ]);
    entries.extend(guardians(cx, pupil));
    entries
}

/// `男  住校  2012-05-01  13岁`
fn person(cx: &Context, pupil: &Pupil) -> String {
    let (words, record) = (cx.words, &pupil.record);
    let born = record.birth.or(record.id_no.as_ref().and_then(|no| no.born()));
    let parts = [
        record.sex.map(|sex| (words.domain.sex)(sex).to_owned()),
        record.boarder.map(|boards| (words.roll.boards)(boards).to_owned()),
        born.map(|born| born.to_string()),
        born.and_then(|born| cx.today.years_since(born)).map(words.pupil.age),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Leave notes that run today or begin later.
fn leaves<'a>(cx: &'a Context, pupil: &Pupil) -> impl Iterator<Item = String> + 'a {
    let notes = cx.school.leaves_of(pupil.id).iter().map(|leave| &leave.note).filter(|note| note.to >= cx.today);
    notes.map(|note| {
        let kind = (cx.words.domain.mark)(note.kind.mark());
        format!("{kind} {}", (cx.words.pupil.leave_span)(note.from, note.to, &note.reason))
    })
}

/// One entry a guardian: relation, name, phones.
fn guardians(cx: &Context, pupil: &Pupil) -> Vec<Entry> {
    let words = &cx.words.pupil;
    if pupil.record.guardians.is_empty() {
        return vec![Entry { label: words.guardians, text: Text::Open(words.no_guardians.to_owned()) }];
    }
    let guardians = pupil.record.guardians.iter().enumerate().map(|(nth, guardian)| {
        let who = format!("{} {}", guardian.relation, guardian.name).trim().to_owned();
        let with = |phones: Vec<String>| format!("{who}  {}", phones.join(" "));
        let text = match guardian.phones.as_slice() {
            [] => Text::Open(format!("{who}  {}", words.no_phone)),
            phones => Text::Guarded {
                masked: with(phones.iter().map(|phone| phone.masked()).collect()),
                full: with(phones.iter().map(ToString::to_string).collect()),
            },
        };
        Entry { label: if nth == 0 { words.guardians } else { "" }, text }
    });
    guardians.collect()
}

fn figures(cx: &Context, id: PupilId) -> Vec<Figure> {
    let words = &cx.words.pupil;
    let Some(flag) = cx.school.flag(id, cx.today) else {
        return vec![Figure { label: words.streak, text: words.no_figures.to_owned(), role: Role::Quiet }];
    };
    let of_absence = |absent: bool| if absent { Role::Unexcused } else { Role::Plain };
    let mut figures = vec![
        Figure { label: words.streak, text: streak(cx, &flag), role: of_absence(flag.streak.days() > 0) },
        Figure { label: words.absence_streak, text: (words.days)(flag.absence_streak), role: Role::Plain },
        Figure { label: words.longest, text: (words.days)(flag.longest_streak_in_term), role: Role::Plain },
        Figure {
            label: words.unexcused,
            text: (words.day_sum)(&decimal(flag.unexcused_days_in_term().0)),
            role: Role::Plain,
        },
        Figure { label: words.rate, text: rate(cx, &flag), role: of_absence(flag.figures.is_persistently_absent()) },
    ];
    figures.extend(owed(cx, &flag));
    figures.extend(asked(cx, id));
    let strip = strip::letters(&cx.school.strip(id, cx.today, STRIP));
    figures.push(Figure { label: cx.words.roll.strip, text: strip, role: Role::Plain });
    figures
}

fn streak(cx: &Context, flag: &Flag) -> String {
    let words = &cx.words.pupil;
    match flag.streak.from() {
        Some(first) => (words.days_since)(flag.streak.days(), first),
        None => (words.days)(0),
    }
}

fn rate(cx: &Context, flag: &Flag) -> String {
    let rate = flag.figures.attendance_rate();
    let rate = rate.map_or(cx.words.common.no_rate.to_owned(), |rate| format!("{}.{:02}%", rate.0 / 100, rate.0 % 100));
    match flag.figures.is_persistently_absent() {
        true => format!("{rate}  {}", cx.words.pupil.persistent),
        false => rate,
    }
}

/// One figure a thing that is owed, the label before the first.
fn owed(cx: &Context, flag: &Flag) -> Vec<Figure> {
    let words = &cx.words.pupil;
    if flag.owed.is_empty() {
        return vec![Figure { label: words.owed, text: words.nothing_owed.to_owned(), role: Role::Quiet }];
    }
    let role = |late: u16, due: Option<NaiveDate>| match due {
        _ if late > 0 => Role::Overdue,
        Some(due) if due <= cx.today => Role::Owed,
        _ => Role::Plain,
    };
    let figures = flag.owed.iter().enumerate().map(|(nth, owed)| {
        let who = (cx.words.domain.role)(owed.who);
        let sign = if owed.late > 0 { "! " } else { "" };
        let what = (cx.words.domain.owed)(owed.what, owed.due, owed.late);
        Figure {
            label: if nth == 0 { words.owed } else { "" },
            text: format!("{sign}{what} {who}"),
            role: role(owed.late, owed.due),
        }
    });
    figures.collect()
}

/// What the grade lead asks of the homeroom teacher.
fn asked(cx: &Context, pupil: PupilId) -> Vec<Figure> {
    let questions = cx.school.questions(cx.today).into_iter().filter(|question| question.pupil == pupil);
    let figure = |question: Question| {
        let by = cx.school.staff(question.by).map_or("", |staff| &staff.record.name);
        let text = (cx.words.week.question)(by, &question.question);
        Figure { label: "", text, role: Role::Owed }
    };
    questions.map(figure).collect()
}

/// Ten-thousandths as a person writes them: 2.5, 0.33, 3.
fn decimal(ten_thousandths: u32) -> String {
    let hundredths = (ten_thousandths + 50) / 100;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
