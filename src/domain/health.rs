//! The health line (因病缺勤): like symptoms among pupils who are together (R9, R10), sick marks whose cause is not yet
//! known, and pupils back from a notifiable disease without a certificate (domain handbook 1.5).
//!
//! Illness does not wait for school days: every roll that was taken counts, those of weekends too.

use super::calendar::days_between;
use super::case::moment;
use super::class::{Class, Grade};
use super::flags::Scope;
use super::ids::PupilId;
use super::ladder::{Rule, Rung, Within};
use super::leave::LeaveKind;
use super::mark::Mark;
use super::owed::{self, Owed};
use super::people::Pupil;
use super::roll::{Marked, Roll};
use super::school::School;
use super::step::{About, Step};
use super::symptom::{Symptom, is_denied};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// The days of "three consecutive days" (R10).
const DAYS: usize = 3;

/// Where pupils are together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Class(Class),
    /// 宿舍, as the school numbers it.
    Room(String),
}

/// Pupils who are together and share a symptom (聚集性病例).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    pub place: Place,
    /// The classes of its pupils, in order: a report about one of them is one about the cluster.
    pub classes: Vec<Class>,
    pub rule: Rule,
    pub symptom: Symptom,
    /// In the order in which they were found ill.
    pub pupils: Vec<PupilId>,
    /// The days with an ill pupil on which the rung is met, each within three days of the one before; earliest first.
    pub days: Vec<NaiveDate>,
    /// The moment of the mark that completed it: from then the clock runs.
    pub met_at: NaiveDateTime,
    /// When it was first reported since.
    pub reported: Option<NaiveDateTime>,
    /// The report, until it is made.
    pub owed: Option<Owed>,
}

impl Cluster {
    /// Whether the report's time has run out: it runs by the clock, not by school days.
    pub fn is_late(&self, now: NaiveDateTime) -> bool {
        let Some(owed) = self.owed else { return false };
        let end = |due: NaiveDate| match (owed.due_at, due.succ_opt()) {
            (Some(time), _) => due.and_time(time),
            (None, next) => next.unwrap_or(due).and_time(NaiveTime::MIN),
        };
        owed.due.is_some_and(|due| end(due) < now)
    }
}

/// A pupil back from a disease that asks for a certificate (复课证明).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncertified {
    pub disease: &'static str,
    /// Since when leave note or roll name it.
    pub since: NaiveDate,
}

/// A pupil found ill with a symptom on a roll.
struct Ill {
    date: NaiveDate,
    pupil: PupilId,
    class: Class,
    /// When it was marked.
    at: NaiveDateTime,
    /// When the roll was called: a roll that is put right later in the day was known about before.
    called: NaiveDateTime,
}

/// A day on which a rung is met.
struct Met<'a> {
    day: NaiveDate,
    rung: &'a Rung,
    /// The first mark of each pupil within the days that count.
    ill: Vec<&'a Ill>,
}

impl School {
    /// The clusters of illness that are running, or still to be reported: what is owed first.
    pub fn clusters(&self, now: NaiveDateTime, scope: Scope) -> Vec<Cluster> {
        let mut clusters = self.outbreaks(now, scope);
        clusters.retain(|cluster| {
            let last = cluster.days.last();
            cluster.owed.is_some() || last.is_some_and(|last| self.is_near(&cluster.place, *last, now.date()))
        });
        clusters
    }

    /// Every cluster of illness of the term so far, running or over, reported or not: what is owed first.
    pub fn outbreaks(&self, now: NaiveDateTime, scope: Scope) -> Vec<Cluster> {
        let mut clusters = Vec::new();
        let mut ill = self.ill(now.date());
        ill.retain(|_, ill| ill.iter().any(|ill| scope.covers(ill.class)));
        for ((place, symptom), ill) in ill {
            for rule in [Rule::R9, Rule::R10] {
                let met: Vec<Met> = self.met_days(&place, &ill, rule);
                let runs = met.chunk_by(|before, after| self.is_near(&place, before.day, after.day));
                clusters.extend(runs.filter_map(|run| self.cluster(&place, symptom, run, now)));
            }
        }
        clusters.retain(|cluster| cluster.classes.iter().any(|class| scope.covers(*class)));
        clusters.sort_by_key(|cluster| (cluster.owed.is_none(), cluster.met_at, cluster.rule));
        clusters
    }

    /// Whom the rolls of the term found ill up to a date, by place and symptom, in the order of their marks.
    fn ill(&self, up_to: NaiveDate) -> BTreeMap<(Place, Symptom), Vec<Ill>> {
        let from = self.calendar.term_of(up_to).map_or(up_to, |term| term.first);
        let mut ill: BTreeMap<(Place, Symptom), Vec<Ill>> = BTreeMap::new();
        for roll in self.rolls.iter().filter(|roll| from <= roll.key.date && roll.key.date <= up_to) {
            for (marked, pupil) in self.sick_on(roll).filter(|(marked, _)| !marked.symptoms.is_empty()) {
                let (at, called) = self.moments(roll);
                let rooms = room(pupil).map(Place::Room);
                for place in std::iter::once(Place::Class(roll.key.class)).chain(rooms) {
                    for symptom in marked.symptoms.iter().filter(|symptom| symptom.can_spread()) {
                        let (date, class) = (roll.key.date, roll.key.class);
                        let found = Ill { date, pupil: pupil.id, class, at, called };
                        ill.entry((place.clone(), symptom)).or_default().push(found);
                    }
                }
            }
        }
        for found in ill.values_mut() {
            found.sort_by_key(|ill| (ill.at, ill.pupil));
        }
        ill
    }

    /// The sick marks of a roll, of pupils who were in its class.
    pub(super) fn sick_on<'a>(&'a self, roll: &'a Roll) -> impl Iterator<Item = (&'a Marked, &'a Pupil)> {
        let sick = roll.marks.iter().filter(|marked| marked.mark == Mark::Sick);
        sick.filter_map(|marked| {
            let pupil = self.pupil(marked.pupil)?;
            (pupil.class(roll.key.date) == Some(roll.key.class)).then_some((marked, pupil))
        })
    }

    /// When the marks of a roll were set, and when it was called. A roll that was written down on another day is taken
    /// for set when its session began.
    fn moments(&self, roll: &Roll) -> (NaiveDateTime, NaiveDateTime) {
        let begins = self.session(roll.key.session).map_or(NaiveTime::MIN, |session| session.starts);
        let called = roll.key.date.and_time(begins);
        let at = if roll.taken_at.date() == roll.key.date { roll.taken_at } else { called };
        (at, called.min(at))
    }

    /// The days of an illness in a place on which a rule is met.
    fn met_days<'a>(&'a self, place: &Place, ill: &'a [Ill], rule: Rule) -> Vec<Met<'a>> {
        let days: BTreeSet<NaiveDate> = ill.iter().map(|ill| ill.date).collect();
        let met = days.into_iter().filter_map(|day| {
            let rung = self.policy.rung(rule, day)?;
            let windows = match rule {
                Rule::R9 => vec![vec![day]],
                _ => self.three_days(place, day).into(),
            };
            let found = windows.iter().map(|window| first_marks(ill, window));
            let ill = found.rev().max_by_key(Vec::len)?;
            rung.is_met(u16::try_from(ill.len()).unwrap_or(u16::MAX)).then_some(Met { day, rung, ill })
        });
        met.collect()
    }

    /// The last three calendar days and the last three school days (domain handbook 1.5: either suffices).
    fn three_days(&self, place: &Place, day: NaiveDate) -> [Vec<NaiveDate>; 2] {
        let calendar = days_between(day - TimeDelta::days(DAYS as i64 - 1), day).collect();
        let term = self.calendar.term_of(day).map_or(day, |term| term.first);
        [calendar, self.calendar.school_days(term, day, place.grade()).rev().take(DAYS).collect()]
    }

    /// Whether an ill pupil's day is one of those that made up a cluster.
    pub(super) fn is_of_cluster(&self, cluster: &Cluster, pupil: PupilId, date: NaiveDate) -> bool {
        let of_days = |day: &NaiveDate| match cluster.rule {
            Rule::R9 => *day == date,
            _ => date <= *day && self.is_near(&cluster.place, date, *day),
        };
        cluster.pupils.contains(&pupil) && cluster.days.iter().any(of_days)
    }

    /// Whether one day is no earlier than the three days that end with another, calendar or school days.
    fn is_near(&self, place: &Place, before: NaiveDate, after: NaiveDate) -> bool {
        self.three_days(place, after).iter().flatten().min().is_some_and(|first| *first <= before)
    }

    fn cluster(&self, place: &Place, symptom: Symptom, run: &[Met], now: NaiveDateTime) -> Option<Cluster> {
        let Met { rung, ill, .. } = run.first()?;
        let completing = *ill.get(usize::from(rung.least().max(1)) - 1)?;
        let mut all: Vec<&Ill> = run.iter().flat_map(|met| met.ill.iter().copied()).collect();
        all.sort_by_key(|ill| (ill.at, ill.pupil));
        let classes: BTreeSet<Class> = all.iter().map(|ill| ill.class).collect();
        let mut pupils: Vec<PupilId> = Vec::new();
        for ill in all {
            if !pupils.contains(&ill.pupil) {
                pupils.push(ill.pupil);
            }
        }
        let classes: Vec<Class> = classes.into_iter().collect();
        let reported = self.reported(&classes, completing.called, now.date());
        let owed = match reported {
            Some(_) => None,
            None => Some(self.report_owed(rung, completing, now.date())),
        };
        Some(Cluster {
            place: place.clone(),
            classes,
            rule: rung.rule,
            symptom,
            pupils,
            days: run.iter().map(|met| met.day).collect(),
            met_at: completing.at,
            reported,
            owed,
        })
    }

    /// When illness in one of the classes was first reported since a moment.
    fn reported(&self, classes: &[Class], since: NaiveDateTime, up_to: NaiveDate) -> Option<NaiveDateTime> {
        let steps = classes.iter().flat_map(|class| self.steps_about(About::Class(*class)));
        let reports = steps.filter(|taken| matches!(taken.record.step, Step::ReportedIllness { .. }));
        let reports = reports.map(|taken| taken.record.at);
        reports.filter(|at| moment(*at) >= since && at.date() <= up_to).min_by_key(|at| moment(*at))
    }

    fn report_owed(&self, rung: &Rung, completing: &Ill, as_of: NaiveDate) -> Owed {
        let grade = Some(completing.class.grade);
        match rung.within {
            Within::Hours(hours) => owed::by_the_clock(self, completing.class, rung, completing.at, hours, as_of),
            Within::SchoolDays(days) => {
                let since = completing.at.date();
                let due = self.calendar.school_day_after(since, days, grade);
                let late = due.map_or(0, |due| self.calendar.school_days_late(due, as_of, grade));
                Owed { rule: rung.rule, what: rung.action, who: rung.owes, since, due, due_at: None, late }
            }
        }
    }

    /// The pupils marked sick on a date of whose illness nothing is known yet (病因待查): no symptom on any roll of the
    /// day, and no leave note that gives a reason.
    pub fn symptoms_missing(&self, date: NaiveDate, scope: Scope) -> Vec<(Class, PupilId)> {
        let rolls = || self.rolls.iter().filter(|roll| roll.key.date == date && scope.covers(roll.key.class));
        let sick = || rolls().flat_map(|roll| self.sick_on(roll).map(move |(marked, _)| (roll, marked)));
        let told = |roll: &Roll, marked: &Marked| {
            let leave = self.leave_on(marked.pupil, date, roll.key.session);
            !marked.symptoms.is_empty() || leave.is_some_and(|leave| !leave.note.reason.trim().is_empty())
        };
        let known: BTreeSet<PupilId> =
            sick().filter(|(roll, marked)| told(roll, marked)).map(|(_, marked)| marked.pupil).collect();
        let missing: BTreeSet<(Class, PupilId)> = sick()
            .filter(|(_, marked)| !known.contains(&marked.pupil))
            .map(|(roll, marked)| (roll.key.class, marked.pupil))
            .collect();
        missing.into_iter().collect()
    }

    /// What a pupil must bring a certificate for before coming back: the notifiable disease that a sick-leave note or
    /// the note beside a sick mark of the term named last, with no certificate recorded since.
    pub fn uncertified(&self, pupil: PupilId, on: NaiveDate) -> Option<Uncertified> {
        let first = self.calendar.term_of(on)?.first;
        let class = self.pupil(pupil)?.class(on)?;
        let within = |date: NaiveDate| first <= date && date <= on;
        let leaves = self.leaves_of(pupil).iter().map(|leave| &leave.note);
        let of_leaves = leaves.filter(|note| note.kind == LeaveKind::Sick && within(note.from));
        let of_leaves = of_leaves.filter_map(|note| Some((note.from, notifiable(&note.reason)?)));
        let rolls = self.rolls_of(class).iter().filter(|roll| within(roll.key.date));
        let of_marks = rolls.filter_map(|roll| {
            let marked = roll.marked(pupil).filter(|marked| marked.mark == Mark::Sick)?;
            Some((roll.key.date, notifiable(marked.note.as_deref()?)?))
        });
        let (since, disease) = of_leaves.chain(of_marks).max_by_key(|(date, _)| *date)?;
        let certified = self.steps_of(pupil).iter().any(|taken| {
            let at = taken.record.at.date();
            matches!(taken.record.step, Step::Certificate { .. }) && since <= at && at <= on
        });
        (!certified).then_some(Uncertified { disease, since })
    }
}

impl Place {
    /// Whose calendar tells its school days; a room is of several grades.
    fn grade(&self) -> Option<Grade> {
        match self {
            Place::Class(class) => Some(class.grade),
            Place::Room(_) => None,
        }
    }
}

/// The dormitory room of a boarder.
fn room(pupil: &Pupil) -> Option<String> {
    let room = pupil.record.dormitory.trim();
    (!room.is_empty() && pupil.record.boarder != Some(false)).then(|| room.to_owned())
}

/// The first mark of each pupil on some days, in the order of the marks, which is that of the days.
fn first_marks<'a>(ill: &'a [Ill], days: &[NaiveDate]) -> Vec<&'a Ill> {
    let (Some(begin), Some(end)) = (days.iter().min(), days.iter().max()) else { return Vec::new() };
    let within = &ill[ill.partition_point(|ill| ill.date < *begin)..ill.partition_point(|ill| ill.date <= *end)];
    let mut first: Vec<&Ill> = Vec::new();
    for found in within.iter().filter(|ill| days.contains(&ill.date)) {
        if first.iter().all(|known| known.pupil != found.pupil) {
            first.push(found);
        }
    }
    first
}

/// Diseases from which a pupil comes back with a certificate only, and how people write them.
///
/// The classes of 中华人民共和国传染病防治法 that schools meet, and 水痘, which schools report like one of them; 复课证明
/// by 《学校和托幼机构传染病疫情报告工作规范（试行）》 (卫办疾控发〔2006〕65号).
const NOTIFIABLE: [(&str, &[&str]); 17] = [
    ("水痘", &["水痘"]),
    ("流感", &["流感", "流行性感冒", "甲流", "乙流"]),
    ("手足口病", &["手足口"]),
    ("流行性腮腺炎", &["腮腺炎"]),
    ("麻疹", &["麻疹"]),
    ("风疹", &["风疹"]),
    ("感染性腹泻（诺如）", &["诺如", "感染性腹泻", "轮状"]),
    ("猩红热", &["猩红热"]),
    ("肺结核", &["肺结核", "结核"]),
    ("病毒性肝炎", &["甲肝", "乙肝", "丙肝", "戊肝", "甲型肝炎", "病毒性肝炎"]),
    ("急性出血性结膜炎（红眼病）", &["红眼病", "出血性结膜炎"]),
    ("百日咳", &["百日咳"]),
    ("细菌性痢疾", &["痢疾"]),
    ("伤寒", &["伤寒"]),
    ("流行性脑脊髓膜炎", &["流脑", "脑脊髓膜炎"]),
    ("登革热", &["登革热"]),
    ("新冠病毒感染", &["新冠"]),
];

/// What makes another word of a disease's name: a rash that is no measles, an injection that is no illness.
const OTHERWISE: [(&str, &str); 2] = [("荨", ""), ("", "疫苗")];

/// The notifiable disease that a text names; none where it denies it, or speaks of a vaccine.
pub fn notifiable(text: &str) -> Option<&'static str> {
    let clauses = text.split(|c: char| c.is_whitespace() || "，。；,;、".contains(c));
    let named = |clause: &str, word: &str| {
        clause.match_indices(word).any(|(at, _)| {
            let (before, after) = (&clause[..at], &clause[at + word.len()..]);
            let other = |(left, right): &(&str, &str)| match left.is_empty() {
                true => after.starts_with(right),
                false => before.ends_with(left),
            };
            !is_denied(before) && !OTHERWISE.iter().any(other)
        })
    };
    let of_clause = |clause: &str| {
        NOTIFIABLE.iter().find(|(_, words)| words.iter().any(|word| named(clause, word))).map(|(name, _)| *name)
    };
    clauses.into_iter().find_map(of_clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Grade;
    use crate::domain::ids::{EntryId, StaffId, StepId};
    use crate::domain::leave::{Leave, LeaveNote};
    use crate::domain::made_up::{self, date};
    use crate::domain::people::{PupilRecord, Standing};
    use crate::domain::roll::{RollKey, SessionCode};
    use crate::domain::school::Books;
    use crate::domain::step::{StepRecord, Taken};
    use crate::domain::symptom::Symptoms;
    use proptest::prelude::*;
    use uuid::Uuid;

    const AM: SessionCode = SessionCode::AM;
    const PM: SessionCode = SessionCode::PM;

    fn moment_of(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn class(number: u8) -> Class {
        Class::new(Grade::new(7).unwrap(), number).unwrap()
    }

    fn seat(nth: u128) -> PupilId {
        PupilId(Uuid::from_u128(nth))
    }

    /// Thirty pupils of 七年级(3)班.
    struct Story(Books);

    impl Story {
        fn new() -> Story {
            Story(made_up::class_of(30).0)
        }

        /// A roll that was taken at a time of day, with these pupils sick and their symptoms.
        fn roll(mut self, at: &str, class: Class, ill: &[(u128, Symptom)]) -> Story {
            let at = moment_of(at);
            let session = if at.time() < NaiveTime::from_hms_opt(12, 0, 0).unwrap() { AM } else { PM };
            let marks = ill.iter().map(|(nth, symptom)| Marked {
                symptoms: Symptoms::NONE.with(*symptom),
                ..Marked::new(seat(*nth), Mark::Sick)
            });
            let key = RollKey { class, date: at.date(), session };
            let marks = marks.collect();
            self.0.rolls.push(Roll { key, marks, entry: EntryId::NEW, taken_by: StaffId::NEW, taken_at: at });
            self
        }

        fn reported(mut self, at: &str, class: Class) -> Story {
            let step = Step::ReportedIllness { to: "区疾控中心".into(), said: "发热".into() };
            let record = StepRecord { about: About::Class(class), at: moment_of(at), step, attachments: Vec::new() };
            self.0.steps.push(Taken { id: StepId::NEW, record, recorded_by: StaffId::NEW });
            self
        }

        fn clusters(&self, now: &str) -> Vec<Cluster> {
            School::from_books(self.0.clone()).clusters(moment_of(now), Scope::School)
        }

        /// `R9 fever 3 met 12-02 13:50 due 12-03 13:50`, with `reported` where it was.
        fn told(&self, now: &str) -> Vec<String> {
            let say = |cluster: &Cluster| {
                let (rule, met) = (cluster.rule.code(), cluster.met_at.format("%m-%d %H:%M"));
                let due = cluster.owed.map_or("reported".to_owned(), |owed| {
                    let at = owed.due.unwrap().and_time(owed.due_at.unwrap_or_default());
                    format!("due {}", at.format("%m-%d %H:%M"))
                });
                format!("{rule} {} {} met {met} {due}", cluster.symptom.code(), cluster.pupils.len())
            };
            self.clusters(now).iter().map(say).collect()
        }
    }

    use Symptom::{Cough, Fever};

    #[test]
    fn s6_a_three_with_fever_on_one_day() {
        let story = Story::new().roll("2025-12-02 08:05", class(3), &[(1, Fever), (2, Fever)]);
        assert_eq!(story.told("2025-12-02 09:00"), [""; 0]);
        let story = story.roll("2025-12-02 13:50", class(3), &[(3, Fever), (4, Cough)]);
        assert_eq!(story.told("2025-12-02 14:00"), ["R9 fever 3 met 12-02 13:50 due 12-03 13:50"]);
        let [cluster] = story.clusters("2025-12-03 13:51").try_into().unwrap();
        assert!(cluster.is_late(moment_of("2025-12-03 13:51")) && !cluster.is_late(moment_of("2025-12-03 13:50")));
        // Off days do not stop the clock, and it stays owed when nobody is ill any more.
        assert_eq!(story.told("2025-12-20 09:00").len(), 1);
        let story = story.reported("2025-12-02 15:00", class(3));
        assert_eq!(story.told("2025-12-03 09:00"), ["R9 fever 3 met 12-02 13:50 reported"]);
        assert_eq!(story.told("2025-12-05 09:00"), [""; 0], "three days later it is over");
    }

    #[test]
    fn s6_b_five_within_three_days() {
        let story = Story::new()
            .roll("2025-12-01 08:00", class(3), &[(1, Fever)])
            .roll("2025-12-02 08:00", class(3), &[(2, Fever), (3, Fever)])
            .roll("2025-12-03 08:10", class(3), &[(4, Fever), (5, Fever)]);
        assert_eq!(story.told("2025-12-02 09:00"), [""; 0]);
        assert_eq!(story.told("2025-12-03 09:00"), ["R10 fever 5 met 12-03 08:10 due 12-04 08:10"]);
    }

    #[test]
    fn s6_b_is_not_lost_over_a_weekend() {
        let story = Story::new()
            .roll("2025-12-04 08:00", class(3), &[(1, Fever)])
            .roll("2025-12-05 08:00", class(3), &[(2, Fever), (3, Fever)])
            .roll("2025-12-08 08:10", class(3), &[(4, Fever), (5, Fever)]);
        assert_eq!(story.told("2025-12-08 09:00"), ["R10 fever 5 met 12-08 08:10 due 12-09 08:10"]);
    }

    #[test]
    fn s6_c_the_same_pupil_counts_once() {
        let story = Story::new()
            .roll("2025-12-01 08:00", class(3), &[(1, Fever)])
            .roll("2025-12-02 08:00", class(3), &[(1, Fever), (2, Fever)])
            .roll("2025-12-03 08:00", class(3), &[(1, Fever), (3, Fever)]);
        assert_eq!(story.told("2025-12-03 09:00"), [""; 0]);
    }

    #[test]
    fn s6_d_a_room_of_three_classes() {
        let mut story = Story::new();
        for (nth, number) in [(41, 1), (42, 2), (43, 3)] {
            let mut record = PupilRecord::named("住校生");
            (record.boarder, record.dormitory) = (Some(true), "3-201".into());
            let standing = Standing::InClass { class: class(number), seat: None };
            story.0.pupils.push(Pupil { id: seat(nth), record, standings: vec![(date("2025-09-01"), standing)] });
        }
        let story = story
            .roll("2025-12-02 08:00", class(1), &[(41, Fever)])
            .roll("2025-12-02 08:01", class(2), &[(42, Fever)])
            .roll("2025-12-02 08:02", class(3), &[(43, Fever)]);
        let [cluster] = story.clusters("2025-12-02 09:00").try_into().unwrap();
        assert_eq!(cluster.place, Place::Room("3-201".into()));
        assert_eq!(cluster.classes, [class(1), class(2), class(3)]);
        assert_eq!(story.told("2025-12-02 09:00"), ["R9 fever 3 met 12-02 08:02 due 12-03 08:02"]);
        let story = story.reported("2025-12-02 10:00", class(2));
        assert_eq!(story.told("2025-12-02 11:00"), ["R9 fever 3 met 12-02 08:02 reported"]);
    }

    #[test]
    fn what_is_other_is_shared_by_nobody_and_an_earlier_report_is_about_something_else() {
        let other = [(1, Symptom::Other), (2, Symptom::Other), (3, Symptom::Other)];
        assert_eq!(Story::new().roll("2025-12-02 08:00", class(3), &other).told("2025-12-02 09:00"), [""; 0]);
        let story = Story::new()
            .roll("2025-12-02 14:05", class(3), &[(1, Fever), (2, Fever), (3, Fever)])
            .reported("2025-12-02 09:00", class(3));
        assert!(story.clusters("2025-12-02 15:00")[0].owed.is_some());
    }

    #[test]
    fn a_roll_brought_in_afterwards_was_called_on_its_day() {
        let mut story = Story::new().roll("2025-12-02 08:05", class(3), &[(1, Fever), (2, Fever), (3, Fever)]);
        story.0.rolls[0].taken_at = moment_of("2025-12-09 10:00");
        assert_eq!(story.told("2025-12-09 11:00"), ["R9 fever 3 met 12-02 07:50 due 12-03 07:50"]);
    }

    #[test]
    fn a_sick_mark_without_symptoms_is_to_be_asked_about() {
        let mut story =
            Story::new().roll("2025-12-02 08:05", class(3), &[(1, Fever), (2, Cough), (3, Fever), (4, Fever)]);
        for at in [1, 2, 3] {
            story.0.rolls[0].marks[at].symptoms = Symptoms::NONE;
        }
        // Told in the afternoon, and by a leave note.
        let mut story = story.roll("2025-12-02 14:05", class(3), &[(2, Cough)]);
        story.0.leaves.push(leave(3, "2025-12-01", "2025-12-03", "阑尾炎"));
        let missing = |scope| School::from_books(story.0.clone()).symptoms_missing(date("2025-12-02"), scope);
        assert_eq!(missing(Scope::School), [(class(3), seat(4))]);
        assert_eq!(missing(Scope::Class(class(1))), []);
    }

    fn leave(nth: u128, from: &str, to: &str, reason: &str) -> Leave {
        let note = LeaveNote {
            pupil: seat(nth),
            from: date(from),
            from_session: None,
            to: date(to),
            to_session: None,
            kind: LeaveKind::Sick,
            reason: reason.into(),
            approved_by: String::new(),
            handed_in: None,
        };
        Leave { id: super::super::ids::LeaveId::NEW, note }
    }

    #[test]
    fn who_comes_back_from_chickenpox_brings_a_certificate() {
        let mut story = Story::new();
        story.0.leaves.push(leave(1, "2025-12-01", "2025-12-03", "水痘"));
        story.0.leaves.push(leave(2, "2025-12-01", "2025-12-03", "感冒"));
        let school = School::from_books(story.0.clone());
        let uncertified = school.uncertified(seat(1), date("2025-12-04")).unwrap();
        assert_eq!((uncertified.disease, uncertified.since), ("水痘", date("2025-12-01")));
        assert_eq!(school.uncertified(seat(2), date("2025-12-04")), None);
        let step = Step::Certificate { said: "区医院 12月4日".into() };
        let at = moment_of("2025-12-04 08:00");
        let record = StepRecord { about: About::Pupil(seat(1)), at, step, attachments: Vec::new() };
        story.0.steps.push(Taken { id: StepId::NEW, record, recorded_by: StaffId::NEW });
        assert_eq!(School::from_books(story.0).uncertified(seat(1), date("2025-12-04")), None);
    }

    #[test]
    fn a_note_names_a_disease_or_denies_it() {
        let table = [
            ("确诊水痘，居家隔离", Some("水痘")),
            ("甲流", Some("流感")),
            ("发热，医院排除流感", None),
            ("打流感疫苗", None),
            ("荨麻疹", None),
            ("得了麻疹", Some("麻疹")),
            ("感冒", None),
        ];
        for (text, disease) in table {
            assert_eq!(notifiable(text), disease, "{text}");
        }
    }

    /// The definitions read out literally, over the books as they lie.
    struct Twin<'a>(&'a Books);

    impl Twin<'_> {
        /// Those of a place with a symptom on one of some days.
        fn ill(&self, place: &Place, symptom: Symptom, days: &[NaiveDate]) -> BTreeSet<PupilId> {
            let mut ill = BTreeSet::new();
            for roll in self.0.rolls.iter().filter(|roll| days.contains(&roll.key.date)) {
                for marked in roll.marks.iter().filter(|it| it.mark == Mark::Sick && it.symptoms.has(symptom)) {
                    let pupil = self.0.pupils.iter().find(|pupil| pupil.id == marked.pupil).unwrap();
                    let here = match place {
                        Place::Class(class) => roll.key.class == *class,
                        Place::Room(room) => pupil.record.dormitory == *room,
                    };
                    if here {
                        ill.insert(pupil.id);
                    }
                }
            }
            ill
        }

        fn is_school_day(&self, day: NaiveDate) -> bool {
            School::from_books(self.0.clone()).calendar.is_school_day(day, Some(class(1).grade))
        }

        fn windows(&self, rule: Rule, day: NaiveDate) -> Vec<Vec<NaiveDate>> {
            if rule == Rule::R9 {
                return vec![vec![day]];
            }
            let before = |days: i64| day - TimeDelta::days(days);
            let mut school = Vec::new();
            let mut back = 0;
            while school.len() < DAYS && before(back) >= date("2025-09-01") {
                if self.is_school_day(before(back)) {
                    school.push(before(back));
                }
                back += 1;
            }
            vec![vec![before(2), before(1), day], school]
        }
    }

    fn any_books() -> impl Strategy<Value = Books> {
        let mark = prop::option::weighted(0.3, prop::sample::subsequence(vec![Fever, Cough, Symptom::Other], 0..3));
        let rolls = prop::collection::vec(prop::collection::vec(mark, 8), 36);
        (rolls, 2..4u16, 2..6u16).prop_map(|(rolls, three, five)| {
            let (mut books, _) = made_up::class_of(0);
            for (_, rung) in &mut books.rungs {
                match rung.rule {
                    Rule::R9 => rung.number = three,
                    Rule::R10 => rung.number = five,
                    _ => {}
                }
            }
            for nth in 0..8u128 {
                let mut record = PupilRecord::named("某");
                record.dormitory = ["", "101", "102"][nth as usize % 3].to_owned();
                let standing = Standing::InClass { class: class(nth as u8 % 2 + 1), seat: None };
                books.pupils.push(Pupil { id: seat(nth), record, standings: vec![(date("2025-09-01"), standing)] });
            }
            for (nth, marks) in rolls.into_iter().enumerate() {
                let (day, half) = (date("2025-11-26") + TimeDelta::days(nth as i64 / 4), nth / 2 % 2);
                let of_class = nth as u8 % 2 + 1;
                let marks = (0..8u128).zip(marks).filter(|(pupil, _)| *pupil as u8 % 2 + 1 == of_class);
                let marks = marks.filter_map(|(pupil, symptoms)| {
                    let symptoms = symptoms?.into_iter().collect();
                    Some(Marked { symptoms, ..Marked::new(seat(pupil), Mark::Sick) })
                });
                let key = RollKey { class: class(of_class), date: day, session: [AM, PM][half] };
                let taken_at = day.and_hms_opt([8, 14][half], u32::from(of_class), 0).unwrap();
                let marks = marks.collect();
                books.rolls.push(Roll { key, marks, entry: EntryId::NEW, taken_by: StaffId::NEW, taken_at });
            }
            books
        })
    }

    proptest! {
        #[test]
        fn clusters_agree_with_their_slow_twin(books in any_books()) {
            let twin = Twin(&books);
            let school = School::from_books(books.clone());
            let clusters = school.outbreaks(moment_of("2025-12-05 18:00"), Scope::School);
            let places = [Place::Class(class(1)), Place::Class(class(2)), Place::Room("101".into()), Place::Room("102".into())];
            for place in places {
                for symptom in [Fever, Cough, Symptom::Other] {
                    for rule in [Rule::R9, Rule::R10] {
                        let of: Vec<&Cluster> = clusters.iter()
                            .filter(|it| (&it.place, it.symptom, it.rule) == (&place, symptom, rule)).collect();
                        let days: BTreeSet<NaiveDate> = of.iter().flat_map(|it| it.days.iter().copied()).collect();
                        for day in (0..9).map(|nth| date("2025-11-26") + TimeDelta::days(nth)) {
                            let least = usize::from(school.policy.rung(rule, day).unwrap().number);
                            let today = !twin.ill(&place, symptom, &[day]).is_empty();
                            let windows = twin.windows(rule, day);
                            let most = windows.iter().map(|days| twin.ill(&place, symptom, days).len()).max();
                            let met = symptom != Symptom::Other && today && most.unwrap() >= least;
                            prop_assert_eq!(days.contains(&day), met, "{:?} {:?} {:?} {}", place, symptom, rule, day);
                        }
                        for cluster in of {
                            let least = usize::from(school.policy.rung(rule, cluster.days[0]).unwrap().number);
                            prop_assert!(cluster.pupils.len() >= least);
                            prop_assert_eq!(cluster.met_at.date(), cluster.days[0]);
                            let owed = cluster.owed.unwrap();
                            prop_assert_eq!(owed.due.unwrap().and_time(owed.due_at.unwrap()), cluster.met_at + TimeDelta::hours(24));
                        }
                    }
                }
            }
        }
    }
}
