//! The illness register (因病缺勤登记追查, form 3b): one line a pupil and day of illness. It holds health data: it is for
//! the school doctor and the epidemic reporter.

use super::{Cell, Form, Heading, Line, joined, staff, terms};
use crate::domain::illness::{Illness, SickDay};
use crate::domain::people::PupilRecord;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::timeline::time_of_day;
use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub const FORM: Form = Form {
    kind: RegisterKind::Illness,
    name: "因病缺勤登记追查表",
    columns: &[
        Heading::new("date", "日期", 130),
        Heading::new("class", "班级", 170),
        Heading::new("name", "姓名", 120),
        Heading::new("sex", "性别", 70),
        Heading::new("age", "年龄", 70),
        Heading::new("dormitory", "宿舍号", 95),
        Heading::new("sessions", "缺勤时段", 150),
        Heading::new("onset", "发病日期", 125),
        Heading::new("symptoms", "主要症状", 265),
        Heading::new("saw_doctor", "是否就诊", 80),
        Heading::new("hospital", "就诊医院", 170),
        Heading::new("diagnosis", "诊断结果", 150),
        Heading::new("infectious", "是否传染病", 95),
        Heading::new("shared_meals", "共同用餐饮水史", 125),
        Heading::new("traced_how", "追查方式", 90),
        Heading::new("traced_by", "追查人", 100),
        Heading::new("traced_at", "追查时间", 125),
        Heading::new("reported", "是否报告疫情报告人", 125),
        Heading::new("reported_at", "报告时间", 140),
        Heading::new("back_on", "复课日期", 125),
        Heading::new("certificate", "复课证明", 90),
        Heading::new("doctor_signs", "校医签字", 160),
    ],
    lines,
    nothing: "本期没有因病缺勤记录。",
    note: "发病日期按首个病假日填写，实际更早的请改写。",
    total: None,
    signers: &["班主任", "校医（保健教师）", "疫情报告人"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let illnesses = school.illnesses(register.scope, register.span, as_of);
    let days = illnesses.iter().flat_map(|illness| illness.days.iter().map(move |day| (illness, day)));
    let asked = |day: &SickDay| register.span.has(day.date) && register.scope.covers(day.class);
    let mut days: Vec<(&Illness, &SickDay)> = days.filter(|(_, day)| asked(day)).collect();
    days.sort_by_key(|(_, day)| (day.date, day.class));
    days.into_iter().map(|(illness, day)| line(school, illness, day)).collect()
}

fn line(school: &School, illness: &Illness, day: &SickDay) -> Line {
    let record = &illness.pupil.record;
    let room = Some(record.dormitory.trim()).filter(|_| record.boarder != Some(false));
    let infectious = illness.disease.map(|_| "是");
    let cells = vec![
        Cell::Day(day.date),
        day.class.to_string().into(),
        (&record.name).into(),
        terms::sex(record).into(),
        age(record, day.date),
        room.into(),
        joined(day.missed.iter().map(|missed| missed.session.name.as_str())),
        illness.first().map_or(Cell::Blank, Cell::Day),
        symptoms(day),
        Cell::Blank,
        Cell::Blank,
        illness.disease.into(),
        infectious.into(),
        Cell::Blank,
        traced_how(day),
        traced_by(school, day),
        traced_at(day),
        day.reported.map(|_| "是").into(),
        day.reported.map_or(Cell::Blank, moment),
        illness.back.map_or(Cell::Blank, |back| Cell::Day(back.on)),
        certificate(illness),
        Cell::Blank,
    ];
    Line { pupil: illness.pupil.id, cells }
}

/// In full years.
fn age(record: &PupilRecord, on: NaiveDate) -> Cell {
    let Some(born) = record.birth else { return Cell::Blank };
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    let years = on.year() - born.year() - i32::from(!had_birthday);
    usize::try_from(years).map_or(Cell::Blank, Cell::Number)
}

/// The symptoms, then what was noted beside the marks, such as a temperature.
fn symptoms(day: &SickDay) -> Cell {
    let named = day.symptoms().iter().map(terms::symptom).collect::<Vec<_>>().join("、");
    let said = [named].into_iter().filter(|named| !named.is_empty()).chain(day.notes().into_iter().map(str::to_owned));
    said.collect::<Vec<String>>().join("；").into()
}

fn traced_how(day: &SickDay) -> Cell {
    let mut how: Vec<&str> = day.contacts.iter().map(|contact| terms::means(contact.record.by)).collect();
    how.dedup();
    joined(how.into_iter().chain((!day.visits.is_empty()).then_some("家访")))
}

/// Who asked last: whoever wrote the call down, or who went.
fn traced_by(school: &School, day: &SickDay) -> Cell {
    match (day.visits.last(), day.contacts.last()) {
        (Some(visit), _) => (&visit.record.who).into(),
        (None, Some(contact)) => staff(school, contact.recorded_by),
        (None, None) => Cell::Blank,
    }
}

fn traced_at(day: &SickDay) -> Cell {
    let visit = day.visits.last().map(|visit| visit.record.at);
    let at = visit.or_else(|| day.contacts.last().map(|contact| contact.record.at));
    at.map_or(Cell::Blank, |at| time_of_day(at).map_or(Cell::Day(at.date()), Cell::Time))
}

fn moment(at: NaiveDateTime) -> Cell {
    match time_of_day(at) {
        Some(time) => Cell::On(at.date(), time.format("%H:%M").to_string()),
        None => Cell::Day(at.date()),
    }
}

/// Who is not back yet may still bring one; where no disease is named that asks for it, the school doctor decides.
fn certificate(illness: &Illness) -> Cell {
    match (illness.certified, illness.disease, illness.back) {
        (true, _, _) => "有".into(),
        (false, Some(_), Some(_)) => "无".into(),
        _ => Cell::Blank,
    }
}
