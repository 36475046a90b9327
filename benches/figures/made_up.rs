//! Made-up schools of real size: 97 % attended, most absences illnesses of some days, a few pupils truant for long.
//!
//! A school comes of its seed alone. Its files go in through the desk, as `baoxue import` does it, and its books are
//! kept under `target/tmp` for the next run. Nobody in here exists; ID numbers have order numbers above 900.

use baoxue::desk::{self, Clock, Desk, ImportKind, NewSchool, Opening};
use baoxue::domain::calendar::{Calendar, Term};
use baoxue::domain::class::{Class, Grade};
use baoxue::domain::contact::{ContactRecord, Means, Reached};
use baoxue::domain::entry::{Change, Why};
use baoxue::domain::ids::{ContactId, PupilId};
use baoxue::domain::people::Pupil;
use baoxue::domain::usual;
use baoxue::exchange::attendance::Options;
use baoxue::store::{Key, Store};
use chrono::{NaiveDate, TimeDelta};
use rand::rngs::ChaCha20Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tempfile::TempDir;

/// To be raised when the schools come out otherwise, so that kept books are made anew.
const VERSION: u32 = 2;

pub const PASSPHRASE: &str = "made up";

/// A school that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub seed: u64,
    pub pupils: usize,
}

/// The school of the promises: 2,000 pupils in 45 classes.
pub const SCHOOL: Wanted = Wanted { seed: 1000, pupils: 2000 };
/// The largest that the screens promise to be quick with.
pub const LARGE_SCHOOL: Wanted = Wanted { seed: 1001, pupils: 3000 };

/// A district: 96 schools of 480 to 1,999 pupils, 119,000 together, the largest first.
pub fn district() -> Vec<Wanted> {
    let size = |at: usize| 479 + 16 * at + usize::from(at < 56);
    (0..96).rev().map(|at| Wanted { seed: at as u64, pupils: size(at) }).collect()
}

/// The last day of the year that the books hold.
pub fn today() -> NaiveDate {
    date(2026, 7, 3)
}

/// From when rolls are read, as the desk does it: the school year before is empty here.
pub fn loaded_from() -> NaiveDate {
    date(2024, 8, 1)
}

/// The class whose homeroom teacher begins the books.
pub fn homeroom(wanted: Wanted) -> Class {
    classes(wanted)[0]
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn terms() -> Vec<Term> {
    let term = |first, last| Term { first, last, name: usual::term_name(first) };
    vec![term(date(2025, 9, 1), date(2026, 1, 30)), term(date(2026, 3, 2), date(2026, 7, 3))]
}

/// Junior schools and primary schools by turns, classes of 45.
fn classes(wanted: Wanted) -> Vec<Class> {
    let grades: Vec<u8> = if wanted.seed.is_multiple_of(2) { (7..=9).collect() } else { (1..=6).collect() };
    let count = wanted.pupils.div_ceil(45);
    let class = |at: usize| {
        let (grade, number) = (grades[at % grades.len()], at / grades.len() + 1);
        Class::new(Grade::new(grade).unwrap(), number as u8).unwrap()
    };
    (0..count).map(class).collect()
}

/// The files of a school, as `baoxue import` reads them.
pub struct Files {
    pub roster: String,
    pub attendance: String,
    /// 学籍号 and day of each call that a teacher made.
    calls: Vec<(String, NaiveDate)>,
}

struct Child {
    student_no: String,
    name: String,
    class: usize,
}

impl Files {
    pub fn of(wanted: Wanted) -> Files {
        let mut random = ChaCha20Rng::seed_from_u64(wanted.seed);
        let classes = classes(wanted);
        let (roster, children) = roster(wanted, &classes, &mut random);
        let (attendance, calls) = attendance(&classes, &children, &mut random);
        Files { roster, attendance, calls }
    }

    /// Writes the two files into a folder: roster, attendance.
    pub fn write(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (roster, attendance) = (folder.join("roster.csv"), folder.join("attendance.csv"));
        fs::write(&roster, &self.roster).unwrap();
        fs::write(&attendance, &self.attendance).unwrap();
        (roster, attendance)
    }
}

const SURNAMES: [&str; 20] = [
    "陈", "林", "黄", "张", "吴", "李", "郑", "王", "刘", "苏", "蔡", "杨", "许", "谢", "叶", "庄", "洪", "曾", "欧阳",
    "柯",
];
const GIVEN: [&str; 24] = [
    "子轩", "雨桐", "浩然", "诗涵", "思源", "佳怡", "一诺", "宇航", "梓萱", "俊杰", "欣妍", "明", "静", "文博", "若曦",
    "嘉宇", "语嫣", "子墨", "星野", "丽芳", "沐阳", "知远", "晓彤", "伟",
];

fn roster(wanted: Wanted, classes: &[Class], random: &mut ChaCha20Rng) -> (String, Vec<Child>) {
    let mut text = String::from(
        "班级,座号,姓名,性别,学籍号,身份证件号,出生日期,户口所在地,现住址,是否寄宿,是否留守儿童,监护人1姓名,\
         监护人1关系,监护人1电话,监护人2姓名,监护人2关系,监护人2电话,入学日期\n",
    );
    let mut children = Vec::with_capacity(wanted.pupils);
    for at in 0..wanted.pupils {
        let (class, seat) = (at % classes.len(), at / classes.len() + 1);
        let surname = SURNAMES.choose(random).unwrap();
        let name = format!("{surname}{}", GIVEN.choose(random).unwrap());
        let birth = date(2011, 9, 1) + TimeDelta::days((at / 100 * 31) as i64);
        let id_no = id_no(birth, at % 100);
        let sex = if at % 2 == 0 { "女" } else { "男" };
        let yes = |random: &mut ChaCha20Rng, chance| if random.random_bool(chance) { "是" } else { "否" };
        let (boards, left_behind) = (yes(random, 0.1), yes(random, 0.08));
        let mut phone = || format!("142{:08}", random.random_range(0..100_000_000));
        let (first, second) = (phone(), phone());
        writeln!(
            text,
            "{},{seat},{name},{sex},G{id_no},{id_no},{},福建省漳州市龙海市,同安区西柯街道浦头社区{at}号,{boards},\
             {left_behind},{surname}强,父亲,{first},林娜,母亲,{second},2025-09-01",
            classes[class],
            birth.format("%Y%m%d"),
        )
        .unwrap();
        children.push(Child { student_no: format!("G{id_no}"), name, class });
    }
    (text, children)
}

/// A citizen's number with its check character (GB 11643-1999).
fn id_no(birth: NaiveDate, order: usize) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("350212{}{}", birth.format("%Y%m%d"), 900 + order);
    let sum: u32 = digits.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    format!("{digits}{}", b"10X98765432"[sum as usize % 11] as char)
}

/// What is said of one child on one roll, or for several days.
#[derive(Clone, Copy)]
struct Absence {
    word: &'static str,
    note: &'static str,
    sessions: usize,
}

/// The next absence of a child who is there; most children are there most of the time.
fn falls_absent(random: &mut ChaCha20Rng) -> Option<Absence> {
    let absence = |word, note, sessions| Some(Absence { word, note, sessions });
    match random.random_range(0..10_000) {
        0..30 => absence("病假", "发热", 2 * random.random_range(1..=5)),
        30..31 => absence("病假", "骨折", 2 * random.random_range(10..=40)),
        31..43 => absence("事假", "", random.random_range(1..=5)),
        43..53 => absence("未到待查", "", random.random_range(1..=2)),
        53..55 => absence("旷课", "", random.random_range(2..=16)),
        55..85 => absence("迟到", "", 1),
        85..92 => absence("早退", "", 1),
        92..102 => absence("公假", "运动会", 1),
        _ => None,
    }
}

fn attendance(classes: &[Class], children: &[Child], random: &mut ChaCha20Rng) -> (String, Vec<(String, NaiveDate)>) {
    let calendar = Calendar::new(terms(), [], []);
    let days: Vec<NaiveDate> = calendar.school_days(date(2025, 9, 1), today(), None).collect();
    let mut said: Vec<Vec<(usize, Absence)>> = vec![Vec::new(); days.len() * 2 * classes.len()];
    let mut calls = Vec::new();
    for (at, child) in children.iter().enumerate() {
        let mut away: Option<Absence> = None;
        for session in 0..days.len() * 2 {
            if away.is_none() {
                away = falls_absent(random);
                let unexcused = away.is_some_and(|absence| matches!(absence.word, "未到待查" | "旷课"));
                if unexcused {
                    calls.push((child.student_no.clone(), days[session / 2]));
                }
            }
            if let Some(absence) = away {
                said[session * classes.len() + child.class].push((at, absence));
                away = (absence.sessions > 1).then_some(Absence { sessions: absence.sessions - 1, ..absence });
            }
        }
    }
    let mut text = String::from("日期,时段,班级,学籍号,姓名,考勤,备注\n");
    for (place, absences) in said.iter().enumerate() {
        // One roll in a hundred was forgotten.
        if random.random_ratio(1, 100) {
            continue;
        }
        let (session, class) = (place / classes.len(), classes[place % classes.len()]);
        let (day, half) = (days[session / 2], if session % 2 == 0 { "上午" } else { "下午" });
        if absences.is_empty() {
            writeln!(text, "{day},{half},{class},,,全勤,").unwrap();
        }
        for (at, absence) in absences {
            let Child { student_no, name, .. } = &children[*at];
            writeln!(text, "{day},{half},{class},{student_no},{name},{},{}", absence.word, absence.note).unwrap();
        }
    }
    (text, calls)
}

/// Empty books of a school in a folder, with a desk before them.
pub fn begin(folder: &Path, wanted: Wanted) -> Desk {
    let opening = Opening { clock: Clock::Stopped(today().and_hms_opt(17, 0, 0).unwrap()), act_as: None, font: None };
    let school = NewSchool {
        name: format!("第{}中学（样例）", wanted.seed),
        terms: terms(),
        sessions: usual::sessions(),
        person: "陈老师".to_owned(),
        homeroom: Some(homeroom(wanted)),
    };
    desk::create(folder, PASSPHRASE, school, &opening).unwrap()
}

/// Takes a file in, wholly as `baoxue import` does. A faulty row would be a fault of the generator.
pub fn import(desk: &mut Desk, kind: ImportKind, file: &Path) {
    let preview = desk.preview(kind, file).unwrap();
    assert_eq!(preview.plan.faults, []);
    desk.import(preview).unwrap();
}

/// Roster and year.
pub fn import_both(desk: &mut Desk, roster: &Path, attendance: &Path) {
    import(desk, ImportKind::Roster, roster);
    import(desk, ImportKind::Attendance(Options::default()), attendance);
}

/// The folder of a school's books with a whole year in them, made now if it was not made before.
pub fn books(wanted: Wanted) -> PathBuf {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("made-up-{VERSION}"));
    let folder = kept.join(format!("{}-{}", wanted.seed, wanted.pupils));
    if folder.exists() {
        return folder;
    }
    fs::create_dir_all(&kept).unwrap();
    let beside = tempfile::tempdir_in(&kept).unwrap();
    let files = Files::of(wanted);
    let (roster, attendance) = files.write(beside.path());
    let mut desk = begin(&beside.path().join("books"), wanted);
    import_both(&mut desk, &roster, &attendance);
    record_calls(&mut desk, &files.calls);
    drop(desk);
    fs::rename(beside.path().join("books"), &folder).unwrap();
    folder
}

fn record_calls(desk: &mut Desk, calls: &[(String, NaiveDate)]) {
    let numbered = |pupil: &Pupil| pupil.record.student_no.as_ref().map(|no| (no.as_str().to_owned(), pupil.id));
    let ids: HashMap<String, PupilId> = desk.school().pupils.iter().filter_map(numbered).collect();
    let call = |(student_no, day): &(String, NaiveDate)| Change::Contact {
        id: ContactId::NEW,
        to: Some(ContactRecord {
            pupil: ids[student_no],
            at: day.and_hms_opt(8, 20, 0).unwrap(),
            by: Means::Phone,
            reached: Reached::Yes,
            guardian: "母亲".to_owned(),
            phone: None,
            reason: None,
            said: "睡过头，马上送来".to_owned(),
            whereabouts: String::new(),
            returns: None,
            next: String::new(),
        }),
    };
    let changes = calls.iter().map(call).collect();
    desk.commit(Why::Contact, changes).unwrap();
}

/// Does something for each school on as many threads as there are cores, and gives what came of it.
pub fn on_all_cores<I: Sync, T: Send>(each: &[I], act: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(item) = each.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(act(item));
        }
        done
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// A desk before a copy of a school's books, in a folder that goes with the first of the two.
pub fn desk_on_a_copy(wanted: Wanted) -> (TempDir, Desk) {
    let kept = books(wanted);
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for file in ["baoxue.db", "baoxue.key"] {
        fs::copy(kept.join(file), place.path().join(file)).unwrap();
    }
    let clock = Clock::Stopped(today().and_hms_opt(14, 0, 0).unwrap());
    let opening = Opening { clock, act_as: None, font: None };
    let desk = desk::open(place.path(), PASSPHRASE, &opening).unwrap();
    (place, desk)
}

/// The folder of a school's books, and their key.
pub fn unlocked(wanted: Wanted) -> (PathBuf, Key) {
    let folder = books(wanted);
    let key = Store::unlock(&folder, PASSPHRASE).unwrap();
    (folder, key)
}
