//! Attendance of the term in detail (考勤明细): the days with exceptions, session by session, and their sums.

use super::{Facts, Filed, What, span, table, terms};
use crate::documents::dates;
use crate::domain::calendar::Term;
use crate::domain::dossier::Item;
use crate::domain::figures::Figures;
use crate::domain::mark::Mark;
use crate::domain::paper::{Block, Sheet, Text};
use crate::domain::roll::{Marked, RollKey};
use chrono::NaiveDate;
use std::collections::BTreeSet;

const NAME: &str = "考勤明细";

/// Of the term of the date; none between terms.
pub(super) fn filed(facts: &Facts) -> Option<Filed> {
    let term = facts.school.calendar.term_of(facts.as_of)?;
    let exceptions = facts.school.exceptions(facts.pupil.id, facts.as_of);
    let dates: BTreeSet<NaiveDate> = exceptions.map(|it| it.date).filter(|date| *date >= term.first).collect();
    let mut blocks = vec![facts.about(), Block::paragraph(sums(facts, term))];
    if !dates.is_empty() {
        let sessions: Vec<&str> = facts.school.sessions.iter().map(|session| session.name.as_str()).collect();
        let mut columns = vec![("日期", 16), ("星期", 10)];
        columns.extend(sessions.iter().map(|name| (*name, 12)));
        columns.push(("说明", 28));
        blocks.push(table(&columns, dates.iter().map(|date| row(facts, *date)).collect()));
        blocks.push(Block::paragraph("表中只列有缺勤、迟到、早退或公假的日期；其余有点名记录的日期均到校。"));
    }
    Some(Filed {
        item: Item::Attendance,
        name: terms::item(Item::Attendance).to_owned(),
        number: String::new(),
        on: span([term.first, facts.as_of].into_iter()),
        what: What::Paper {
            paper: facts.paper(Sheet::Letter, &format!("{NAME}（{}）", term.name), blocks),
            file: NAME.to_owned(),
        },
    })
}

/// What the term came to so far.
fn sums(facts: &Facts, term: &Term) -> String {
    let days = facts.school.pupil_days(facts.pupil.id, term.first, facts.as_of);
    let figures = Figures::of(&days);
    let span = format!("{}至{}", dates::full(term.first), dates::full(facts.as_of));
    if figures.expected == 0 {
        return format!("{span}没有点名记录。");
    }
    let exceptions = facts.school.exceptions(facts.pupil.id, facts.as_of).filter(|it| it.date >= term.first);
    let marks: Vec<Mark> = exceptions.map(|it| it.mark).collect();
    let counted = Mark::ALL.into_iter().filter_map(|mark| {
        let count = marks.iter().filter(|it| **it == mark).count();
        (count > 0).then(|| format!("{}{count}节次", terms::mark(mark)))
    });
    let counted: Vec<String> = counted.collect();
    let counted = if counted.is_empty() { "没有缺勤".to_owned() } else { counted.join("、") };
    let rate = figures.attendance_rate().map(|rate| format!("；出勤率{}.{:02}%", rate.0 / 100, rate.0 % 100));
    format!(
        "{span}有点名记录{}天，应到{}节次，到课{}节次。其中{counted}；累计旷课（含未到待查）{}天{}。",
        days.len(),
        figures.expected,
        figures.attended,
        figures.unexcused_days().as_f64(),
        rate.unwrap_or_default(),
    )
}

/// One day: what each session came to, and what was noted.
fn row(facts: &Facts, date: NaiveDate) -> Vec<Text> {
    let class = facts.pupil.class(date);
    let rolls: Vec<_> = (facts.school.sessions.iter())
        .map(|session| facts.school.roll(RollKey { class: class?, date, session: session.code }))
        .collect();
    let mut cells = vec![dates::day(date), dates::weekday(date).to_owned()];
    cells.extend(rolls.iter().map(|roll| match roll {
        Some(roll) => roll.mark(facts.pupil.id).map_or("到校", terms::mark).to_owned(),
        None => "未点名".to_owned(),
    }));
    let mut notes: Vec<String> = Vec::new();
    for note in rolls.iter().flatten().filter_map(|roll| roll.marked(facts.pupil.id)).filter_map(note) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    cells.push(notes.join("；"));
    cells.into_iter().map(Text::from).collect()
}

fn note(marked: &Marked) -> Option<String> {
    let symptoms: Vec<&str> = marked.symptoms.iter().map(terms::symptom).collect();
    let noted = [symptoms.join("、"), marked.note.clone().unwrap_or_default()];
    let said: Vec<String> = noted.into_iter().filter(|text| !text.trim().is_empty()).collect();
    (!said.is_empty()).then(|| said.join("；"))
}
