//! `baoxue roll`: takes a roll by seat numbers, or shows one.

use super::args::Json;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, Roll, RollKey};
use crate::domain::symptom::{Symptom, Symptoms};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Subcommand)]
pub enum RollCommand {
    /// Take a roll: only those who are not simply here are named, by seat
    Take(Box<TakeArgs>),
    /// Show a roll
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub struct WhichRoll {
    /// The class, such as 七年级(3)班 or 7.3
    #[arg(long)]
    class: String,
    /// The date; without it today
    #[arg(long, visible_alias = "on", value_name = "DATE")]
    date: Option<NaiveDate>,
    /// The session, such as am or 上午
    #[arg(long)]
    session: String,
}

impl WhichRoll {
    fn read(&self, desk: &Desk) -> Result<RollKey, Problem> {
        let class = scope::class(desk, &self.class)?;
        let session = scope::session(desk, &self.session)?;
        Ok(RollKey { class, date: self.date.unwrap_or_else(|| desk.today()), session })
    }
}

#[derive(Debug, Args)]
pub struct TakeArgs {
    #[command(flatten)]
    which: WhichRoll,
    /// 未到待查: seats of those not here, cause unknown
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    unknown: Vec<u16>,
    /// 旷课
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    truant: Vec<u16>,
    /// 病假
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    sick: Vec<u16>,
    /// 事假
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    leave: Vec<u16>,
    /// 公假
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    official: Vec<u16>,
    /// 迟到
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    late: Vec<u16>,
    /// 早退
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    early: Vec<u16>,
    /// Here after all, though a leave note covers the session
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    present: Vec<u16>,
    /// The symptoms of a pupil who is sick, such as 12=fever,cough; may be given several times
    #[arg(long, value_name = "SEAT=SYMPTOMS")]
    symptoms: Vec<String>,
    /// Take it although the date is no school day: it is kept, and counts for nothing
    #[arg(long)]
    anyway: bool,
}

impl TakeArgs {
    fn named(&self) -> impl Iterator<Item = (u16, Option<Mark>)> {
        let lists = [
            (&self.unknown, Some(Mark::Unknown)),
            (&self.truant, Some(Mark::Truant)),
            (&self.sick, Some(Mark::Sick)),
            (&self.leave, Some(Mark::Leave)),
            (&self.official, Some(Mark::Official)),
            (&self.late, Some(Mark::Late)),
            (&self.early, Some(Mark::Early)),
            (&self.present, None),
        ];
        lists.into_iter().flat_map(|(seats, mark)| seats.iter().map(move |seat| (*seat, mark)))
    }

    /// The marks of the roll: those of leave notes, with what was named in their place.
    fn marks(&self, desk: &Desk, key: RollKey) -> Result<Vec<Marked>, Problem> {
        let school = desk.school();
        let list = school.roll_list(key);
        if list.is_empty() {
            return Err(Problem::EmptyClass { class: key.class, date: key.date });
        }
        let mut marks: BTreeMap<PupilId, Marked> =
            school.marks_from_leave(key).into_iter().map(|marked| (marked.pupil, marked)).collect();
        let mut named: BTreeMap<u16, Option<Mark>> = BTreeMap::new();
        for (seat, mark) in self.named() {
            if named.insert(seat, mark).is_some_and(|before| before != mark) {
                return Err(Problem::SeatTwice { seat });
            }
        }
        let mut symptoms: BTreeMap<u16, Symptoms> = BTreeMap::new();
        for written in &self.symptoms {
            let (seat, told) =
                read_symptoms(written).ok_or_else(|| Problem::NoSymptoms { written: written.clone() })?;
            if *named.entry(seat).or_insert(Some(Mark::Sick)) != Some(Mark::Sick) {
                return Err(Problem::SeatTwice { seat });
            }
            let known = symptoms.entry(seat).or_default();
            *known = known.and(told);
        }
        for (seat, mark) in named {
            let in_seat: Vec<_> = list.iter().filter(|pupil| pupil.seat(key.date) == Some(seat)).collect();
            let [pupil] = in_seat.as_slice() else {
                return Err(Problem::UnknownSeat { seat, class: key.class });
            };
            match mark {
                Some(mark) => {
                    let symptoms = symptoms.get(&seat).copied().unwrap_or_default();
                    marks.insert(pupil.id, Marked { symptoms, ..Marked::new(pupil.id, mark) })
                }
                None => marks.remove(&pupil.id),
            };
        }
        Ok(marks.into_values().collect())
    }
}

/// `12=fever,cough`, or in Chinese `12=发热、咳嗽`.
fn read_symptoms(written: &str) -> Option<(u16, Symptoms)> {
    let (seat, names) = written.split_once('=')?;
    let mut symptoms = Symptoms::NONE;
    for name in names.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        let told = Symptom::from_code(name).map_or_else(|| Symptoms::told_by(name), |it| Symptoms::NONE.with(it));
        if told.is_empty() {
            return None;
        }
        symptoms = symptoms.and(told);
    }
    Some((seat.trim().parse().ok()?, symptoms)).filter(|(_, symptoms)| !symptoms.is_empty())
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    which: WhichRoll,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Shown {
    class: String,
    date: NaiveDate,
    session: String,
    taken: bool,
    taken_by: Option<String>,
    taken_at: Option<chrono::NaiveDateTime>,
    marks: Vec<MarkRow>,
}

#[derive(Serialize)]
struct MarkRow {
    seat: Option<u16>,
    student_no: Option<String>,
    name: String,
    mark: &'static str,
    #[serde(skip_serializing_if = "Symptoms::is_empty")]
    symptoms: Symptoms,
    note: Option<String>,
}

pub fn run(command: &RollCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        RollCommand::Take(args) => take(args, desk, out),
        RollCommand::Show(args) => show(args, desk, out),
    }
}

fn take(args: &TakeArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let key = args.which.read(desk)?;
    desk.reach_back_to(key.date)?;
    if key.date > desk.today() {
        return Err(Problem::FutureDate { date: key.date });
    }
    let day = desk.school().calendar.day(key.date, Some(key.class.grade));
    if !day.school_day && !args.anyway {
        return Err(Problem::NoSchoolDay { date: key.date, why: (out.words.domain.day_why)(&day.why) });
    }
    let marks = args.marks(desk, key)?;
    let expected = desk.school().roll_list(key).len();
    let unknown = marks.iter().filter(|marked| marked.mark == Mark::Unknown).count();
    let away = marks.len();
    let before = desk.school().roll(key).cloned();
    desk.take_roll(key, marks)?;
    out.say((out.words.cli.roll_taken)(key.class, expected, away, unknown))?;
    if let Some(changed) = before.map(|before| changed(desk, &before, out)).filter(|changed| !changed.is_empty()) {
        out.say((out.words.cli.roll_replaced)(&changed))?;
    }
    let school = desk.school();
    let name = |pupil: PupilId| school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
    let back: Vec<&str> = school.back_by(key).into_iter().map(name).collect();
    if back.is_empty() { Ok(()) } else { out.say((out.words.roll.are_back)(&back)) }
}

/// Whom a roll that was taken before said otherwise of, with both marks: nobody is to be there, or away, by an oversight.
fn changed(desk: &Desk, before: &Roll, out: &Output) -> Vec<String> {
    let (words, key) = (&out.words.domain, before.key);
    let said = |mark: Option<Mark>| mark.map_or(out.words.cli.is_there, words.mark);
    let now = desk.school().roll(key);
    let pupils = desk.school().roll_list(key).into_iter();
    let marks = pupils.map(|pupil| (pupil, before.mark(pupil.id), now.and_then(|now| now.mark(pupil.id))));
    let other = marks.filter(|(_, was, is)| was != is);
    other.map(|(pupil, was, is)| format!("{} {}→{}", pupil.record.name, said(was), said(is))).collect()
}

fn show(args: &ShowArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let key = args.which.read(desk)?;
    desk.reach_back_to(key.date)?;
    let roll = desk.school().roll(key);
    let marks = roll.map(|roll| rows(desk, roll)).unwrap_or_default();
    let shown = Shown {
        class: key.class.to_string(),
        date: key.date,
        session: key.session.to_string(),
        taken: roll.is_some(),
        taken_by: roll.and_then(|roll| desk.school().staff(roll.taken_by)).map(|staff| staff.record.name.clone()),
        taken_at: roll.map(|roll| roll.taken_at),
        marks,
    };
    if args.json.json {
        return out.json(&shown);
    }
    let words = out.words;
    if !shown.taken {
        return out.say(words.cli.roll_not_taken);
    }
    if shown.marks.is_empty() {
        return out.say(words.cli.everyone_there);
    }
    let cells = |row: &MarkRow| {
        let mark = Mark::from_code(row.mark).map(words.domain.mark).unwrap_or_default();
        let seat = row.seat.map(|seat| seat.to_string()).unwrap_or_default();
        let symptoms = Some((words.health.list)(row.symptoms)).filter(|list| !list.is_empty());
        let beside: Vec<String> = symptoms.into_iter().chain(row.note.clone()).collect();
        vec![seat, row.name.clone(), mark.to_owned(), beside.join("  ")]
    };
    out.table(&words.cli.roll_headings, &shown.marks.iter().map(cells).collect::<Vec<_>>())
}

fn rows(desk: &Desk, roll: &Roll) -> Vec<MarkRow> {
    let row = |marked: &Marked| {
        let pupil = desk.school().pupil(marked.pupil)?;
        Some(MarkRow {
            seat: pupil.seat(roll.key.date),
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            mark: marked.mark.code(),
            symptoms: marked.symptoms,
            note: marked.note.clone(),
        })
    };
    let mut rows: Vec<MarkRow> = roll.marks.iter().filter_map(row).collect();
    rows.sort_by(|a, b| (a.seat.unwrap_or(u16::MAX), &a.name).cmp(&(b.seat.unwrap_or(u16::MAX), &b.name)));
    rows
}
