//! `baoxue pupils` and `baoxue pupil`: the books about pupils. ID and telephone numbers are masked until asked for.

use super::args::Json;
use super::flags::OwedRow;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::figures::TenThousandths;
use crate::domain::groups::Seen;
use crate::domain::people::{Guardian, KeyGroup, Pupil, Sex};
use crate::domain::timeline::{self, Happened};
use crate::words::Words;
use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct PupilsArgs {
    /// Only this class, such as 七年级(3)班 or 7.3
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Show ID and telephone numbers in full; the journal keeps that you did
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct PupilArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Show ID and telephone numbers in full; the journal keeps that you did
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Row {
    student_no: Option<String>,
    name: String,
    class: Option<String>,
    seat: Option<u16>,
    sex: Option<Sex>,
    birth: Option<NaiveDate>,
    id_no: Option<String>,
    hukou: String,
    address: String,
    street: String,
    boarder: Option<bool>,
    /// Of the key groups those that the person who asks may know of.
    groups: Vec<KeyGroup>,
    guardians: Vec<GuardianRow>,
    enrolled_from: Option<NaiveDate>,
}

#[derive(Serialize)]
struct GuardianRow {
    name: String,
    relation: String,
    phones: Vec<String>,
}

impl Row {
    fn of(desk: &Desk, pupil: &Pupil, reveal: bool) -> Row {
        let (record, on) = (&pupil.record, desk.today());
        let groups = desk.school().groups_seen(pupil.id, desk.who(), on);
        let guardian = |guardian: &Guardian| GuardianRow {
            name: guardian.name.clone(),
            relation: guardian.relation.clone(),
            phones: (guardian.phones.iter())
                .map(|phone| if reveal { phone.as_str().to_owned() } else { phone.masked() })
                .collect(),
        };
        let id_no = |no: &crate::domain::numbers::IdNo| if reveal { no.as_str().to_owned() } else { no.masked() };
        Row {
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: record.name.clone(),
            class: pupil.class(on).map(|class| class.to_string()),
            seat: pupil.seat(on),
            sex: record.sex,
            birth: record.birth,
            id_no: record.id_no.as_ref().map(id_no),
            hukou: record.hukou.clone(),
            address: record.address.clone(),
            street: record.street.clone(),
            boarder: record.boarder,
            groups: (groups.iter())
                .filter_map(|seen| match seen {
                    Seen::Group(belonging) => Some(belonging.kind),
                    Seen::SeeLeadership => None,
                })
                .collect(),
            guardians: record.guardians.iter().map(guardian).collect(),
            enrolled_from: pupil.standings.first().map(|(from, _)| *from),
        }
    }

    fn cells(&self, words: &Words) -> Vec<String> {
        let first = self.guardians.first();
        let phone = first.and_then(|guardian| guardian.phones.first().cloned()).unwrap_or_default();
        vec![
            self.class.clone().unwrap_or_default(),
            self.seat.map(|seat| seat.to_string()).unwrap_or_default(),
            self.name.clone(),
            self.sex.map(words.domain.sex).unwrap_or_default().to_owned(),
            first.map(|guardian| format!("{} {}", guardian.relation, guardian.name)).unwrap_or_default(),
            phone,
        ]
    }
}

pub fn run(args: &PupilsArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let today = desk.today();
    let class = args.class.as_ref().map(|asked| scope::class(desk, asked)).transpose()?;
    let wanted = |pupil: &&Pupil| match class {
        Some(class) => pupil.class(today) == Some(class),
        None => pupil.is_enrolled(today),
    };
    let school = desk.school();
    let mut pupils: Vec<&Pupil> = school.pupils.iter().filter(wanted).collect();
    pupils.sort_by_key(|pupil| (pupil.class(today), pupil.seat(today).unwrap_or(u16::MAX), pupil.id));
    let rows: Vec<Row> = pupils.iter().map(|pupil| Row::of(desk, pupil, args.reveal)).collect();
    if args.reveal {
        desk.exported(out.words.cli.pupils_with_numbers, rows.len())?;
    }
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(out.words.cli.no_pupils);
    }
    out.table(&out.words.cli.pupils_headings, &rows.iter().map(|row| row.cells(out.words)).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    record: Row,
    streak_days: u16,
    streak_from: Option<NaiveDate>,
    unexcused_days_in_term: TenThousandths,
    attendance_rate: Option<TenThousandths>,
    owed: Vec<OwedRow>,
    /// Where the pupil stands, in words; none of somebody whom no class ever had.
    standing: Option<String>,
    /// Changes of status that are complete and hold from a later day, in words.
    to_come: Vec<String>,
    /// Changes of status that were applied for and are not in effect, with what they lack, in words.
    applications: Vec<String>,
    timeline: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    at: NaiveDateTime,
    kind: &'static str,
    text: String,
}

pub fn show(args: &PupilArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (today, id) = (desk.today(), desk.find_pupil(&args.pupil)?);
    desk.reach_back_for(id)?;
    if args.reveal {
        desk.revealed(id)?;
    }
    let school = desk.school();
    let unknown = || Problem::UnknownPupil { asked: args.pupil.clone() };
    let pupil = school.pupil(id).ok_or_else(unknown)?;
    let (flag, stand) = (school.flag(id, today), school.stand(id, today));
    let step = |happened: &Happened| Step {
        at: happened.at,
        kind: happened.what.code(),
        text: (out.words.domain.happened)(school, &happened.what),
    };
    let whole = Whole {
        record: Row::of(desk, pupil, args.reveal),
        streak_days: flag.as_ref().map_or(0, |flag| flag.streak.days()),
        streak_from: flag.as_ref().and_then(|flag| flag.streak.from()),
        unexcused_days_in_term: flag.as_ref().map(|flag| flag.unexcused_days_in_term()).unwrap_or_default(),
        attendance_rate: flag.as_ref().and_then(|flag| flag.figures.attendance_rate()),
        owed: flag.map(|flag| flag.owed.iter().map(OwedRow::of).collect()).unwrap_or_default(),
        standing: stand.map(|stand| (out.words.status.stand)(&stand, today)),
        to_come: school.ahead_of(id, today).map(|status| (out.words.status.to_come)(&status.record)).collect(),
        applications: school.pending_of(id).map(|status| (out.words.status.pending)(&status.record)).collect(),
        timeline: timeline::seen(school, desk.who(), id, today).iter().map(step).collect(),
    };
    if args.json.json {
        return out.json(&whole);
    }
    let words = out.words;
    let record = whole.record.cells(words);
    out.table(&words.cli.pupils_headings, &[record])?;
    // The table names the class of whoever is in one.
    let is_away = pupil.class(today).is_none();
    for told in whole.standing.iter().filter(|_| is_away).chain(&whole.to_come).chain(&whole.applications) {
        out.line(format!("{}  {told}", words.status.standing))?;
    }
    out.line((words.cli.pupil_figures)(whole.streak_days, whole.streak_from, whole.unexcused_days_in_term.as_f64()))?;
    for owed in &whole.owed {
        out.line(owed.say(words))?;
    }
    for step in &whole.timeline {
        out.line(format!("{}  {}", step.at.format("%Y-%m-%d %H:%M"), step.text))?;
    }
    Ok(())
}
