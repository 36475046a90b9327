//! Ordinary days: colds, errands, late mornings, an afternoon missed now and then. Most pupils are simply there.

use super::people::{Person, Staffroom};
use super::register::{Away, Learned, Register};
use super::step::Step;
use super::{Dice, Extent, pick};
use crate::domain::calendar::Calendar;
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{LeaveId, VisitId};
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::mark::Mark;
use crate::domain::people::Guardian;
use crate::domain::roll::{RollKey, SessionCode};
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use rand::RngExt;

/// What befalls one pupil on one school day, in a hundred thousand. November is the month of colds.
const SICK: u32 = 820;
const SICK_IN_NOVEMBER: u32 = 1150;
const LEAVE: u32 = 300;
const HALF_DAY_LEAVE: u32 = 160;
const LATE: u32 = 420;
const EARLY: u32 = 60;
const HALF_DAY_TRUANT: u32 = 55;
const DAY_TRUANT: u32 = 22;

const SYMPTOMS: &[&str] = &["发热", "发热、咳嗽", "咳嗽", "腹痛", "呕吐", "头晕", "牙痛", "扭伤脚踝"];
const ERRANDS: &[&str] = &["家中有喜事", "探望住院的祖母", "办理证件", "随父母回老家", "复查视力", "参加亲戚婚礼"];
const LATE_BECAUSE: &[&str] = &["起晚", "堵车", "自行车坏了", "送弟弟上学"];

/// Why half a day or a day was missed, and what the family says of it: morning, afternoon.
const MISSED_MORNING: &[(Reason, &str)] = &[
    (Reason::Overslept, "闹钟没响，孩子睡过头了，家长马上叫起来送到学校"),
    (Reason::Overslept, "家长上夜班没叫醒，下午一定到校"),
    (Reason::Internet, "昨晚玩手机到很晚，早上起不来，家长已收走手机"),
    (Reason::Weary, "孩子说第一节课听不懂，不想进教室，家长下午陪同到校"),
];
const MISSED_AFTERNOON: &[(Reason, &str)] = &[
    (Reason::Overslept, "午睡过头，家长下班才发现，明天按时到校"),
    (Reason::Conflict, "中午和同学闹矛盾，自己回家了，家长明早送来并与老师面谈"),
    (Reason::Internet, "中午去同学家玩游戏，忘了时间，家长已批评教育"),
    (Reason::Weary, "孩子说下午有测验，怕考不好，家长做了工作，明天到校"),
];
const MISSED_DAY: &[(Reason, &str)] = &[
    (Reason::Weary, "孩子不肯起床，说不想上学，家长劝不动，请老师到家里谈谈"),
    (Reason::LearningDifficulty, "孩子作业没写完，怕挨批评，今天躲在家里"),
    (Reason::FamilyMatter, "家里大人吵架，孩子心情不好，留在家中"),
    (Reason::Internet, "孩子通宵上网，白天在家睡觉"),
];

/// One pupil's days, as they are written into the register.
struct Days<'a> {
    person: &'a Person,
    staff: &'a Staffroom,
    register: &'a mut Register,
    steps: &'a mut Vec<Step>,
}

/// Fills the register with the days of a pupil of whom no story is told.
pub(super) fn live(
    dice: &mut Dice,
    extent: &Extent,
    calendar: &Calendar,
    person: &Person,
    staff: &Staffroom,
    register: &mut Register,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut days = Days { person, staff, register, steps: &mut steps };
    // A spell may reach beyond the last day told: the leave note says until when.
    let beyond = extent.now.date() + TimeDelta::days(9);
    let dates: Vec<NaiveDate> = calendar.school_days(person.from, beyond, Some(person.class.grade)).collect();
    let today = dates.partition_point(|date| *date <= extent.now.date());
    let mut at = 0;
    while at < today {
        at += days.day(dice, &dates[at..], extent.now.date());
    }
    steps
}

impl Days<'_> {
    /// What happens on the first of the dates; how many of them it takes.
    fn day(&mut self, dice: &mut Dice, dates: &[NaiveDate], today: NaiveDate) -> usize {
        let date = dates[0];
        let sick = if date.month() == 11 { SICK_IN_NOVEMBER } else { SICK };
        let mut left = dice.random_range(0..100_000u32);
        let mut falls = |share: u32| {
            let falls = left < share;
            left = left.saturating_sub(share);
            falls && share > 0
        };
        if falls(sick) {
            let spell = 1 + (0..4).take_while(|_| dice.random_bool(0.5)).count();
            return self.sick(dice, &dates[..spell.min(dates.len())]);
        }
        if falls(LEAVE) {
            let spell = 1 + usize::from(dice.random_bool(0.3));
            return self.leave(dice, &dates[..spell.min(dates.len())]);
        }
        if falls(HALF_DAY_LEAVE) {
            self.half_day_leave(dice, date);
        } else if falls(LATE) {
            self.late(dice, date);
        } else if falls(EARLY) {
            self.put(date, SessionCode::PM, Away { note: Some("家长接回"), ..Away::known(Mark::Early) });
        } else if falls(HALF_DAY_TRUANT) {
            self.half_day_missed(dice, date);
        } else if falls(DAY_TRUANT) && date + TimeDelta::days(7) < today {
            self.day_missed(dice, date, dates.get(1).copied());
            return 2;
        }
        1
    }

    fn put(&mut self, date: NaiveDate, session: SessionCode, away: Away) {
        let key = RollKey { class: self.person.class, date, session };
        self.register.put(key, self.person.id, away);
    }

    fn sick(&mut self, dice: &mut Dice, dates: &[NaiveDate]) -> usize {
        let symptom = pick(dice, SYMPTOMS);
        let from_noon = dice.random_bool(0.25);
        let by_call = !from_noon && dice.random_bool(0.2);
        for (nth, date) in dates.iter().enumerate() {
            let away = Away { note: Some(symptom), ..Away::known(Mark::Sick) };
            if nth == 0 && by_call {
                let said = format!("孩子{symptom}，今早忘了请假，在家休息");
                let call = self.reached(morning_call(dice, *date), Reason::Illness, &said);
                let learned = Some(Learned { at: call.at, call: Some(call) });
                self.put(*date, SessionCode::AM, Away { learned, ..away.clone() });
            } else if nth > 0 || !from_noon {
                self.put(*date, SessionCode::AM, away.clone());
            }
            self.put(*date, SessionCode::PM, away);
        }
        if dates.len() >= 3 {
            self.note(dates, None, LeaveKind::Sick, symptom);
        }
        dates.len()
    }

    fn leave(&mut self, dice: &mut Dice, dates: &[NaiveDate]) -> usize {
        let errand = pick(dice, ERRANDS);
        for date in dates {
            for session in [SessionCode::AM, SessionCode::PM] {
                self.put(*date, session, Away { note: Some(errand), ..Away::known(Mark::Leave) });
            }
        }
        self.note(dates, None, LeaveKind::Personal, errand);
        dates.len()
    }

    fn half_day_leave(&mut self, dice: &mut Dice, date: NaiveDate) {
        let errand = pick(dice, ERRANDS);
        self.put(date, SessionCode::PM, Away { note: Some(errand), ..Away::known(Mark::Leave) });
        self.note(&[date], Some(SessionCode::PM), LeaveKind::Personal, errand);
    }

    /// The leave note, handed in before the first roll that it covers.
    fn note(&mut self, dates: &[NaiveDate], from: Option<SessionCode>, kind: LeaveKind, reason: &str) {
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return };
        let teacher = self.staff.of(self.person.class);
        let note = LeaveNote {
            pupil: self.person.id,
            from: *first,
            from_session: from,
            to: *last,
            to_session: None,
            kind,
            reason: reason.to_owned(),
            approved_by: teacher.name.clone(),
            handed_in: None,
        };
        let seconds = TimeDelta::seconds(i64::from(self.person.seat) * 17);
        let at = first.and_hms_opt(7, 20, 0).unwrap_or_default() + seconds;
        let change = Change::Leave { id: LeaveId::NEW, to: Some(note) };
        self.steps.push(Step::record(at, teacher, Why::NoteLeave, vec![change]));
    }

    fn late(&mut self, dice: &mut Dice, date: NaiveDate) {
        let session = if dice.random_bool(0.8) { SessionCode::AM } else { SessionCode::PM };
        let bell = if session == SessionCode::AM { (8, 5) } else { (14, 15) };
        let came = date.and_hms_opt(bell.0, bell.1, 0).unwrap_or_default();
        let came = came + TimeDelta::seconds(dice.random_range(0..900));
        let learned = Some(Learned { at: came, call: None });
        self.put(date, session, Away { mark: Mark::Late, note: Some(pick(dice, LATE_BECAUSE)), learned });
    }

    fn half_day_missed(&mut self, dice: &mut Dice, date: NaiveDate) {
        let morning = dice.random_bool(0.4);
        let (session, (reason, said), at) = match morning {
            true => (SessionCode::AM, pick(dice, MISSED_MORNING), morning_call(dice, date)),
            false => (SessionCode::PM, pick(dice, MISSED_AFTERNOON), afternoon_call(dice, date)),
        };
        let call = self.reached(at, reason, said);
        self.put(date, session, Away { learned: Some(Learned { at, call: Some(call) }), ..Away::known(Mark::Truant) });
    }

    /// A whole day away: called in the morning, visited in the evening, back on the next school day.
    fn day_missed(&mut self, dice: &mut Dice, date: NaiveDate, next: Option<NaiveDate>) {
        let (reason, said) = pick(dice, MISSED_DAY);
        let at = morning_call(dice, date);
        let call = ContactRecord { returns: next, ..self.reached(at, reason, said) };
        let learned = Some(Learned { at, call: Some(call) });
        self.put(date, SessionCode::AM, Away { learned, ..Away::known(Mark::Truant) });
        self.put(date, SessionCode::PM, Away::known(Mark::Truant));
        let record = &self.person.record;
        let at = date.and_hms_opt(17, 0, 0).unwrap_or_default() + TimeDelta::minutes(dice.random_range(0..90));
        let visit = VisitRecord {
            pupil: self.person.id,
            at,
            who: self.staff.visitors(self.person.class),
            met: record.guardians.first().map(called).unwrap_or_default(),
            outcome: Outcome::MetGuardian,
            place: record.address.clone(),
            found: "孩子在家，精神尚好，愿意和老师谈".into(),
            agreed: "家长明早送到学校，老师课后补课".into(),
            returns: next,
            next: String::new(),
            attachments: Vec::new(),
        };
        let change = Change::Visit { id: VisitId::NEW, to: Some(visit) };
        let recorded = at + TimeDelta::minutes(50);
        self.steps.push(Step::record(recorded, self.staff.of(self.person.class), Why::Visit, vec![change]));
    }

    /// A call to the first guardian, answered.
    fn reached(&self, at: NaiveDateTime, reason: Reason, said: &str) -> ContactRecord {
        let guardian = self.person.record.guardians.first();
        ContactRecord {
            pupil: self.person.id,
            at,
            by: Means::Phone,
            reached: Reached::Yes,
            guardian: guardian.map(called).unwrap_or_default(),
            phone: guardian.and_then(|guardian| guardian.phones.first().cloned()),
            reason: Some(reason),
            said: said.to_owned(),
            whereabouts: "家中".into(),
            returns: None,
            next: String::new(),
        }
    }
}

/// `母亲 林丽华`, as the contact form writes it.
pub(super) fn called(guardian: &Guardian) -> String {
    format!("{} {}", guardian.relation, guardian.name)
}

fn morning_call(dice: &mut Dice, date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(8, 10, 0).unwrap_or_default() + TimeDelta::seconds(dice.random_range(0..2400))
}

fn afternoon_call(dice: &mut Dice, date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(14, 20, 0).unwrap_or_default() + TimeDelta::seconds(dice.random_range(0..2400))
}
