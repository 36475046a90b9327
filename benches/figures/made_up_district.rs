//! A made-up district: a year of monthly files of its schools, that agree with each other to the last figure, with
//! transfers of which it is known what becomes of them. Nobody in here exists. The district's test reads this file as well
//! as the bench.

use baoxue::domain::district::figure;
use baoxue::domain::monthly::{
    Cohort, GradeLine, Month, MonthFigures, MonthlyReport, Movement, Signed, TransferLine, Way,
};
use chrono::{Days, NaiveDate};
use rand::rngs::ChaCha20Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::fmt::Write;

pub const YEAR: i32 = 2026;
pub const BUREAU: &str = "厦门市样例区教育局";

/// A district that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub seed: u64,
    /// Schools and, on 31 December, pupils.
    pub primary: (usize, u32),
    pub junior: (usize, u32),
    /// Pupils of the one special school, which is apart.
    pub special: u32,
    /// Over the year.
    pub ins: usize,
    pub outs: usize,
}

/// The district of the domain handbook, section 5, example 1: 96 schools, 119,003 pupils.
pub const DISTRICT: Wanted =
    Wanted { seed: 96, primary: (73, 85_544), junior: (23, 33_459), special: 215, ins: 3319, outs: 2638 };

/// How many of the transfers come to no plain match.
const LOST: usize = 17;
const UNDER_WAY: usize = 9;
const LATE: usize = 5;
const WITHOUT_DIGEST_OUT: usize = 6;
const WITHOUT_DIGEST_IN: usize = 7;
/// Of a hundred pupils out, how many go to another school of the district.
const WITHIN: usize = 70;

/// What is known of the transfers.
#[derive(Debug, Clone, Default)]
pub struct Planted {
    /// School, day and grade of those who are lost from sight on 31 December.
    pub lost: Vec<(String, NaiveDate, u8)>,
    pub matched: usize,
    pub late: usize,
    pub under_way: usize,
    pub to_outside: usize,
    pub from_outside: usize,
    pub unmatchable: usize,
    /// Where two pupils less, and two more, graduated than the movements explain.
    pub short_at: String,
    pub surplus_at: String,
}

/// The files, by month, then school; and what is known of them.
pub struct MadeUp {
    pub reports: Vec<MonthlyReport>,
    pub planted: Planted,
    schools: Vec<School>,
}

struct School {
    code: String,
    name: String,
    kind: &'static str,
    grades: std::ops::RangeInclusive<u8>,
    /// On 31 December.
    pupils: u32,
    transfers: Vec<TransferLine>,
}

impl MadeUp {
    pub fn of(wanted: Wanted) -> MadeUp {
        let mut random = ChaCha20Rng::seed_from_u64(wanted.seed);
        let mut schools = schools(wanted);
        let mut planted = transfers(wanted, &mut schools, &mut random);
        let juniors: Vec<usize> = (0..schools.len()).filter(|at| *schools[*at].grades.start() == 7).collect();
        let (short, surplus) = (juniors[0], juniors[juniors.len() - 1]);
        planted.short_at = schools[short].name.clone();
        planted.surplus_at = schools[surplus].name.clone();
        let mut by_school: Vec<Vec<MonthlyReport>> = Vec::new();
        for (at, school) in schools.iter().enumerate() {
            let odd = if at == short {
                -2
            } else if at == surplus {
                2
            } else {
                0
            };
            by_school.push(year_of(school, odd, &mut random));
        }
        let months = (0..12).flat_map(|month| by_school.iter().map(move |reports| reports[month].clone()));
        MadeUp { reports: months.collect(), planted, schools }
    }

    /// The reports of a month, one a school.
    pub fn month(&self, month: u32) -> impl Iterator<Item = &MonthlyReport> {
        self.reports.iter().filter(move |report| report.month.month() == month)
    }

    /// The list of schools, as a bureau has it.
    pub fn list(&self) -> String {
        let mut csv = String::from("学校标识码,学校,类型\n");
        for School { code, name, kind, .. } in &self.schools {
            writeln!(csv, "{code},{name},{kind}").unwrap();
        }
        csv
    }
}

/// A file's name, as a school would choose it.
pub fn file_name(report: &MonthlyReport) -> String {
    format!("{}-{}-v{}.json", report.school_code, report.month, report.version)
}

fn schools(wanted: Wanted) -> Vec<School> {
    let share = |(schools, pupils): (usize, u32), at: usize| {
        let (each, more) = (pupils / schools as u32, pupils as usize % schools);
        each + u32::from(at < more)
    };
    let mut list = Vec::new();
    for at in 0..wanted.primary.0 {
        let (name, grades) = (format!("样例区第{}小学", at + 1), 1..=6);
        let (code, pupils) = (format!("21350{:05}", at + 1), share(wanted.primary, at));
        list.push(School { code, name, kind: "小学", grades, pupils, transfers: Vec::new() });
    }
    for at in 0..wanted.junior.0 {
        let (name, grades) = (format!("样例区第{}中学", at + 1), 7..=9);
        let (code, pupils) = (format!("31350{:05}", at + 1), share(wanted.junior, at));
        list.push(School { code, name, kind: "初中", grades, pupils, transfers: Vec::new() });
    }
    let (code, name) = ("5135000001".to_owned(), "样例区特殊教育学校".to_owned());
    list.push(School {
        code,
        name,
        kind: "特殊教育学校",
        grades: 1..=9,
        pupils: wanted.special,
        transfers: Vec::new(),
    });
    list
}

/// Days on which somebody may move so that all of it is told by 31 December.
fn day(random: &mut ChaCha20Rng, last: (u32, u32)) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(YEAR, 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(YEAR, last.0, last.1).unwrap();
    first + Days::new(random.random_range(0..=(last - first).num_days() as u64))
}

fn digest(random: &mut ChaCha20Rng) -> String {
    format!("{:032x}{:032x}", random.random::<u128>(), random.random::<u128>())
}

fn transfers(wanted: Wanted, schools: &mut [School], random: &mut ChaCha20Rng) -> Planted {
    let mut planted = Planted::default();
    // The special school is apart; grades 6 and 9 graduate.
    let movable: Vec<usize> = (0..schools.len() - 1).collect();
    let level = |schools: &[School], at: usize| *schools[at].grades.start();
    let add = |schools: &mut [School], at: usize, way, on, grade, counterpart: String, digest| {
        schools[at].transfers.push(TransferLine { way, on, grade, counterpart, reach: None, digest });
    };
    let within = (wanted.outs * WITHIN / 100).min(wanted.ins / 2);
    let outside = wanted.outs - within - LATE - LOST - UNDER_WAY - WITHOUT_DIGEST_OUT;
    let grade_of = |schools: &[School], at: usize, random: &mut ChaCha20Rng| {
        let grades = &schools[at].grades;
        random.random_range(*grades.start()..*grades.end())
    };
    let another = |schools: &[School], from: usize, random: &mut ChaCha20Rng| loop {
        let to = *movable.choose(random).unwrap();
        if to != from && level(schools, to) == level(schools, from) {
            break to;
        }
    };
    for nth in 0..within + LATE {
        let from = *movable.choose(random).unwrap();
        let to = another(schools, from, random);
        let grade = grade_of(schools, from, random);
        let (digest, late) = (digest(random), nth >= within);
        let on = day(random, if late { (10, 31) } else { (12, 10) });
        let days = if late { random.random_range(31..50) } else { random.random_range(0..21) };
        let (here, there) = (schools[from].name.clone(), schools[to].name.clone());
        add(schools, from, Way::Out, on, grade, there, Some(digest.clone()));
        add(schools, to, Way::In, on + Days::new(days), grade, here, Some(digest));
        if late { planted.late += 1 } else { planted.matched += 1 }
    }
    for nth in 0..LOST + UNDER_WAY {
        let from = *movable.choose(random).unwrap();
        let to = another(schools, from, random);
        let grade = grade_of(schools, from, random);
        let lost = nth < LOST;
        let on = if lost { day(random, (11, 30)) } else { NaiveDate::from_ymd_opt(YEAR, 12, 5).unwrap() };
        // Some write the district's name before the school's.
        let counterpart = format!("{}{}", if nth % 2 == 0 { "厦门市" } else { "" }, schools[to].name);
        let digest = digest(random);
        add(schools, from, Way::Out, on, grade, counterpart, Some(digest));
        if lost {
            planted.lost.push((schools[from].name.clone(), on, grade));
        } else {
            planted.under_way += 1;
        }
    }
    for _ in 0..outside {
        let from = *movable.choose(random).unwrap();
        let grade = grade_of(schools, from, random);
        let (on, digest) = (day(random, (12, 31)), digest(random));
        add(schools, from, Way::Out, on, grade, "外省样例县实验学校".to_owned(), Some(digest));
        planted.to_outside += 1;
    }
    for _ in 0..wanted.ins - within - LATE - WITHOUT_DIGEST_IN {
        let to = *movable.choose(random).unwrap();
        let grade = grade_of(schools, to, random);
        let (on, digest) = (day(random, (12, 31)), digest(random));
        add(schools, to, Way::In, on, grade, "外省样例县中心小学".to_owned(), Some(digest));
        planted.from_outside += 1;
    }
    for nth in 0..WITHOUT_DIGEST_OUT + WITHOUT_DIGEST_IN {
        let at = *movable.choose(random).unwrap();
        let grade = grade_of(schools, at, random);
        let way = if nth < WITHOUT_DIGEST_OUT { Way::Out } else { Way::In };
        let on = day(random, (12, 31));
        add(schools, at, way, on, grade, String::new(), None);
        planted.unmatchable += 1;
    }
    planted.lost.sort();
    planted
}

/// What a grade carries from one month into the next.
#[derive(Clone, Copy, Default)]
struct Carried {
    pupils: u32,
    suspended: u32,
    suspected: u32,
    dropouts: u32,
}

/// Twelve months of a school. Grades are promoted in September; the highest graduates in July. `odd` is by how many more
/// graduate than the movements explain.
fn year_of(school: &School, odd: i32, random: &mut ChaCha20Rng) -> Vec<MonthlyReport> {
    let grades: Vec<u8> = school.grades.clone().collect();
    let count = grades.len() as u32;
    let target = |grade: u8| {
        let at = u32::from(grade - grades[0]);
        school.pupils / count + u32::from(at < school.pupils % count)
    };
    let net = |grade: u8, months: std::ops::RangeInclusive<u32>| -> i64 {
        let of = |way| {
            let lines = school.transfers.iter().filter(|line| line.way == way && line.grade == grade);
            lines.filter(|line| months.contains(&Month::of(line.on).month())).count() as i64
        };
        of(Way::In) - of(Way::Out)
    };
    let mut carried: Vec<Carried> = grades
        .iter()
        .map(|grade| {
            // So that in September, one grade up, it has what December asks for, after all that comes and goes.
            let up = if grade == school.grades.end() { *grade } else { grade + 1 };
            let later = net(*grade, 1..=8) + if up == *grade { 0 } else { net(up, 9..=12) };
            let pupils = u32::try_from(i64::from(target(up)) - later).unwrap();
            Carried { pupils, ..Carried::default() }
        })
        .collect();
    let highest = grades.len() - 1;
    let mut graduates = 0;
    (1..=12)
        .map(|month| {
            let of_month = Month::new(YEAR, month).unwrap();
            let from = NaiveDate::from_ymd_opt(YEAR, month, 1).unwrap();
            let next = of_month.after();
            let to = NaiveDate::from_ymd_opt(next.year, next.month(), 1).unwrap().pred_opt().unwrap();
            let mut transfers: Vec<TransferLine> =
                school.transfers.iter().filter(|line| from <= line.on && line.on <= to).cloned().collect();
            transfers.sort_by_key(|line| line.on);
            let before: Vec<Carried> = carried.clone();
            let lines: Vec<GradeLine> = grades
                .iter()
                .enumerate()
                .map(|(at, &grade)| {
                    let mut of = figures(before[at], month, random);
                    let moved = |way| {
                        let lines = transfers.iter().filter(|line| line.way == way && line.grade == grade);
                        lines.count() as u32
                    };
                    (of.transferred_in, of.transferred_out) = (moved(Way::In), moved(Way::Out));
                    if month == 7 && at == highest {
                        graduates = of.opening;
                        of.other_out = of.opening;
                    }
                    if month == 9 {
                        of.other_out = of.opening;
                        of.other_in = match at.checked_sub(1) {
                            Some(below) => before[below].pupils,
                            None => u32::try_from(i64::from(target(grade)) - net(grade, 9..=12)).unwrap(),
                        };
                    }
                    finish(&mut of);
                    carried[at] = Carried {
                        pupils: of.closing,
                        suspended: of.suspended_at_close,
                        suspected: of.suspected.closing,
                        dropouts: of.dropouts.closing,
                    };
                    GradeLine { grade, classes: of.closing.div_ceil(45), figures: of }
                })
                .collect();
            let grade = grades[highest];
            let graduated = month == 7;
            let reached = if graduated { graduates } else { lines[highest].figures.closing };
            // Nobody is left of a cohort between July and September.
            let cohort = matches!(grade, 6 | 9).then_some(()).filter(|()| month != 8).map(|()| {
                let odd = if graduated { odd } else { 0 };
                let entrants = u32::try_from(i64::from(reached) - 23 + 19 + 1 - i64::from(odd)).unwrap();
                Cohort { grade, entrants, transferred_in: 23, transferred_out: 19, died: 1, reached, graduated }
            });
            let total = figure::sum(lines.iter().map(|line| &line.figures));
            MonthlyReport {
                form: MonthlyReport::FORM.to_owned(),
                school_code: school.code.clone(),
                school: school.name.clone(),
                bureau: BUREAU.to_owned(),
                month: of_month,
                from,
                to,
                version: 1,
                why: String::new(),
                signed: Some(Signed { filled_by: "陈老师".to_owned(), by: "林校长".to_owned(), on: to }),
                grades: lines,
                total,
                transfers,
                cohorts: cohort.into_iter().collect(),
                new_entrants: Vec::new(),
                opening_reasons: Vec::new(),
                not_listed: 0,
                remarks: Vec::new(),
            }
        })
        .collect()
}

/// A grade's month without its movements: who is suspended, who is missed, what was done.
fn figures(before: Carried, month: u32, random: &mut ChaCha20Rng) -> MonthFigures {
    let in_term = !matches!(month, 2 | 7 | 8);
    // Before the summer everything is settled, so that nothing has to be promoted.
    let settles = month == 6;
    let mut one_in = |chance: u32| u32::from(in_term && !settles && random.random_ratio(1, chance));
    let (suspended, entered, dropped, absent) = (one_in(40), one_in(30), one_in(200), one_in(12));
    let told = one_in(2).min(absent);
    let struck = |carried: u32| if settles { carried } else { 0 };
    let moved = |opening: u32, entered: u32| Movement { opening, entered, struck: struck(opening), closing: 0 };
    MonthFigures {
        opening: before.pupils,
        suspended,
        suspended_before: before.suspended,
        resumed: struck(before.suspended),
        absent_three_days: absent,
        told_bureau: absent,
        told_street: told,
        suspected: moved(before.suspected, entered),
        dropouts: moved(before.dropouts, dropped),
        persuaded_back: struck(before.dropouts),
        visits: absent + entered,
        contacts: 3 * absent,
        persuasions: entered,
        inclusive: before.pupils / 150,
        ..MonthFigures::default()
    }
}

/// The figures that follow from the others.
fn finish(of: &mut MonthFigures) {
    of.closing = of.opening + of.transferred_in + of.other_in - of.transferred_out - of.other_out;
    of.suspended_at_close = of.suspended_before + of.suspended - of.resumed;
    of.inclusive = of.inclusive.min(of.closing);
    (of.key_group, of.key_group_checked) = (of.closing / 20, of.closing / 20);
    of.due = of.closing - of.suspended_at_close;
    of.counted = Some(of.due);
    of.expected = u64::from(of.due) * 40;
    of.attended = of.expected - of.expected / 50;
    (of.rolls_due, of.rolls_taken) = (40, 39);
    for moved in [&mut of.suspected, &mut of.dropouts] {
        moved.closing = moved.opening + moved.entered - moved.struck;
    }
}
