//! What the demonstration promises: the same school each time, whole and sound, with everything in it that a newcomer
//! should see.

use super::*;
use crate::domain::flags::{Flag, Scope};
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::people::{KeyGroup, Pupil};
use crate::domain::roll::{RollKey, SessionCode};
use crate::domain::school::School;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What the tests look at, made once.
struct Made {
    school: School,
    now: NaiveDateTime,
    dump: String,
}

impl Made {
    fn of(desk: &Desk) -> Made {
        Made { school: desk.school().clone(), now: desk.now(), dump: desk.store.dump().unwrap() }
    }

    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    fn flags(&self) -> Vec<Flag> {
        self.school.flags(self.today(), Scope::School)
    }

    fn flag(&self, code: u16, seat: u16) -> Flag {
        self.school.flag(self.pupil(code, seat).id, self.today()).unwrap()
    }

    fn pupil(&self, code: u16, seat: u16) -> &Pupil {
        let list = self.school.class_list(Class::from_code(code).unwrap(), self.today());
        list.into_iter().find(|pupil| pupil.seat(self.today()) == Some(seat)).unwrap()
    }
}

static MADE: LazyLock<Made> = LazyLock::new(|| Made::of(&demo(None).unwrap()));

fn own_class() -> Class {
    Class::from_code(OWN_CLASS).unwrap()
}

#[test]
fn it_is_the_same_each_time() {
    let again = Made::of(&demo(None).unwrap());
    assert_eq!(again.dump, MADE.dump);
    assert_eq!(again.flags(), MADE.flags());
}

#[test]
fn kept_books_hold_the_same_school() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("school");
    assert_eq!(demo_into(&kept, "demo").unwrap().store.dump().unwrap(), MADE.dump);
    let store = Store::open(&kept, "demo").unwrap();
    assert_eq!(store.dump().unwrap(), MADE.dump);
    assert!(demo_into(&kept, "demo").is_err());
}

#[test]
fn its_journal_is_sound_and_reads_like_a_term() {
    let desk = demo(None).unwrap();
    assert_eq!(desk.verify().unwrap().faults, []);
    let entries = desk.journal(5000).unwrap();
    assert!(entries.is_sorted_by(|later, earlier| (later.at, later.id) >= (earlier.at, earlier.id)));
    let all_of_this_term = entries.iter().all(|entry| at(8, 28, 10, 0) <= entry.at && entry.at <= desk.now());
    assert!(all_of_this_term);
    let known: BTreeSet<_> = desk.school().staff.iter().map(|staff| staff.id).collect();
    assert!(entries.iter().all(|entry| known.contains(&entry.who) || entry.why == Why::SetUp));
}

#[test]
fn somebody_sits_there_on_a_wednesday_before_the_roll() {
    let desk = demo(None).unwrap();
    let person = desk.person().unwrap();
    assert_eq!((person.record.name.as_str(), person.record.homeroom()), (PERSON, Some(own_class())));
    assert_eq!(desk.now(), at(11, 19, 7, 52));
    assert!(desk.school().calendar.is_school_day(desk.today(), Some(own_class().grade)));
}

#[test]
fn a_thousand_pupils_in_twenty_classes() {
    let (school, today) = (&MADE.school, MADE.today());
    assert_eq!(school.classes(today).len(), 20);
    assert!((950..=1050).contains(&school.pupils.len()), "{}", school.pupils.len());
    assert_eq!(school.class_list(own_class(), today).len(), 50);
    assert!(school.classes(today).iter().all(|class| school.homeroom_teacher_on(*class, today).is_some()));
}

#[test]
fn names_that_are_hard_to_write_to_find_and_to_tell_apart() {
    let list = MADE.school.class_list(own_class(), MADE.today());
    let names: Vec<&str> = list.iter().map(|pupil| pupil.record.name.as_str()).collect();
    let wanted = ["林𬭎", "张䶮", "黄㛃怡", "欧阳明轩", "夏侯博", "阿依古丽·买买提"];
    assert!(wanted.iter().all(|name| names.contains(name)));
    assert!(["单", "曾", "仇", "解", "区"].iter().all(|surname| names.iter().any(|name| name.starts_with(surname))));
    assert_eq!(names.iter().filter(|name| **name == "陈梓涵").count(), 2);
    let mut classes: BTreeMap<&str, BTreeSet<Class>> = BTreeMap::new();
    for pupil in &MADE.school.pupils {
        classes.entry(&pupil.record.name).or_default().extend(pupil.class(MADE.today()));
    }
    assert!(classes["王子轩"].len() > 1);
}

#[test]
fn numbers_are_made_up_by_the_rules() {
    let mut seen = BTreeSet::new();
    for pupil in &MADE.school.pupils {
        let record = &pupil.record;
        let id_no = record.id_no.as_ref().unwrap().as_str();
        // The check character is proved by reading the number again.
        assert_eq!(crate::domain::numbers::IdNo::parse(id_no).unwrap().born(), record.birth);
        assert!(id_no[14..17].parse::<u32>().unwrap() >= 900, "{id_no}");
        assert_eq!(record.student_no.as_ref().unwrap().as_str(), format!("G{id_no}"));
        assert!(seen.insert(id_no), "{id_no} twice");
        let phones: Vec<&str> = record.guardians.iter().flat_map(|who| &who.phones).map(|it| it.as_str()).collect();
        assert!(!phones.is_empty());
        assert!(phones.iter().all(|phone| ["142", "143", "154"].contains(&&phone[..3])), "{phones:?}");
    }
}

#[test]
fn every_kind_of_family() {
    let groups: BTreeSet<KeyGroup> = MADE.school.pupils.iter().flat_map(|pupil| pupil.record.groups.clone()).collect();
    let wanted = [
        KeyGroup::Orphan,
        KeyGroup::Unattended,
        KeyGroup::Disabled,
        KeyGroup::LeftBehind,
        KeyGroup::Migrant,
        KeyGroup::Dibao,
    ];
    assert!(wanted.iter().all(|group| groups.contains(group)), "{groups:?}");
    let boarders = MADE.school.pupils.iter().filter(|pupil| pupil.record.boarder == Some(true)).count();
    assert!((50..300).contains(&boarders), "{boarders}");
}

#[test]
fn streaks_of_every_length() {
    let lengths: BTreeSet<u16> = MADE.flags().iter().map(|flag| flag.streak.days()).collect();
    assert!([0, 1, 2, 3, 4, 5, 6, 8, 12].iter().all(|length| lengths.contains(length)), "{lengths:?}");
    let table =
        [(703, 7, 1), (703, 27, 2), (802, 14, 3), (706, 9, 4), (705, 19, 5), (904, 22, 6), (804, 25, 8), (805, 11, 12)];
    for (class, seat, days) in table {
        assert_eq!(MADE.flag(class, seat).streak.days(), days, "{class} {seat}");
    }
    assert!(MADE.flags().iter().any(|flag| flag.late() > 0));
    let owed_in_own_class = MADE.school.flags(MADE.today(), Scope::Class(own_class()));
    assert!(owed_in_own_class.iter().any(|flag| !flag.owed.is_empty()));
}

#[test]
fn a_long_illness_a_pattern_and_a_return() {
    let ill = MADE.flag(703, 6);
    assert!(ill.absence_streak >= 20 && ill.streak.days() == 0, "{}", ill.absence_streak);
    let pattern = MADE.flag(703, 31);
    assert_eq!((pattern.streak.days(), pattern.figures.unexcused), (0, 11));
    let returned = MADE.flag(703, 33);
    assert_eq!((returned.streak.days(), returned.longest_streak_in_term), (0, 3));
    assert!(MADE.school.letters_of(MADE.pupil(703, 33).id).any(|notice| notice.receipt.is_some()));
    // Over the typhoon day: Monday, Tuesday, Thursday.
    assert_eq!(MADE.flag(903, 17).longest_streak_in_term, 3);
}

#[test]
fn leave_that_runs_today_and_leave_that_ended_yesterday() {
    let (school, today) = (&MADE.school, MADE.today());
    assert!(school.leave_on(MADE.pupil(703, 36).id, today, SessionCode::AM).is_some());
    assert!(school.leave_overdue(MADE.pupil(703, 38).id, today, SessionCode::AM).is_some());
}

#[test]
fn notices_with_a_receipt_and_without() {
    let notices = &MADE.school.letters;
    assert!(notices.iter().any(|notice| notice.receipt.is_some()));
    assert!(notices.iter().any(|notice| notice.receipt.is_none()));
    let numbers: Vec<u32> = notices.iter().map(|notice| notice.record.no.number).collect();
    assert_eq!(numbers, (1..=7).collect::<Vec<u32>>());
}

#[test]
fn some_joined_some_left_and_one_is_suspended() {
    let (school, today) = (&MADE.school, MADE.today());
    let began = on(9, 1);
    assert!(school.class_list(own_class(), today).iter().any(|pupil| pupil.standings[0].0 > began));
    let standing = |wanted| school.pupils.iter().any(|pupil| pupil.standing(today) == Some(wanted));
    assert!(standing(crate::domain::people::Standing::Gone));
    assert!(standing(crate::domain::people::Standing::Suspended));
}

#[test]
fn a_child_taught_at_home_has_had_a_third_of_the_months_visits_and_some_have_not_signed() {
    let (school, today) = (&MADE.school, MADE.today());
    let plan = school.plans.iter().find(|plan| plan.record.taught().is_some()).unwrap();
    let state = school.quota_state(plan, today, today).unwrap();
    assert_eq!((state.in_month.owed, state.in_month.given, state.behind), (3, 1, 0));
    assert!(school.off_roll(plan.record.pupil, today).is_some());
    let marked = school.rolls.iter().any(|roll| roll.marked(plan.record.pupil).is_some());
    assert!(!marked, "a pupil without a roll has no marks on any");
    assert!(school.plans.len() >= 4 && school.work.len() >= 4);
    let pledges = school.pledges(2025, &crate::domain::pledge::PledgeLevel::OF_STAFF, today);
    let missing = pledges.iter().filter(|pledge| pledge.signed.is_none()).count();
    assert!(0 < missing && missing < pledges.len() / 2, "{missing} of {}", pledges.len());
}

#[test]
fn a_typhoon_for_all_and_a_sports_day_for_one_grade() {
    let calendar = &MADE.school.calendar;
    let school = |date, grade| calendar.is_school_day(date, Grade::new(grade));
    assert!(!school(on(9, 24), 7) && !school(on(9, 24), 9));
    assert!(!school(on(11, 6), 7) && school(on(11, 6), 8));
}

#[test]
fn todays_own_roll_is_still_to_be_taken_and_some_others_are_taken() {
    let (school, date) = (&MADE.school, MADE.today());
    let taken = |class: &Class| school.roll(RollKey { class: *class, date, session: SessionCode::AM }).is_some();
    assert!(!taken(&own_class()));
    let count = school.classes(date).iter().filter(|class| taken(class)).count();
    assert!((3..12).contains(&count), "{count}");
    let gaps = school.gaps(MADE.now, Scope::School);
    assert!((8..40).contains(&gaps.len()), "{}", gaps.len());
    assert!(gaps.iter().any(|gap| gap.class == own_class()));
}

#[test]
fn late_pupils_stood_as_unknown_before() {
    let desk = demo(None).unwrap();
    let marks = |changes: &[Change], pupil: PupilId| {
        changes.iter().find_map(|change| match change {
            Change::Roll { to: Some(marks), .. } => marks.iter().find(|it| it.pupil == pupil).map(|it| it.mark),
            _ => None,
        })
    };
    let entries = desk.journal(5000).unwrap();
    let roll = desk.school().rolls.iter().rev().find_map(|roll| {
        let late = roll.marks.iter().find(|marked| marked.mark == Mark::Late)?;
        Some((roll.key, late.pupil))
    });
    let (key, pupil) = roll.unwrap();
    let of_roll = |change: &Change| matches!(change, Change::Roll { key: of, .. } if *of == key);
    let versions: Vec<_> = entries.iter().filter(|entry| entry.changes.iter().any(of_roll)).collect();
    assert!(versions.len() >= 2);
    assert_eq!(marks(&versions[versions.len() - 1].changes, pupil), Some(Mark::Unknown));
}

#[test]
fn most_pupils_are_simply_there() {
    let (mut expected, mut attended) = (0, 0);
    for flag in MADE.flags() {
        expected += flag.figures.expected;
        attended += flag.figures.attended;
    }
    let rate = f64::from(attended) / f64::from(expected);
    assert!((0.95..0.98).contains(&rate), "{rate}");
}

/// Every call and every visit is about somebody who was away that day, or had been before.
#[test]
fn calls_and_visits_belong_to_absences() {
    let school = &MADE.school;
    let was_away = |pupil: PupilId, by: NaiveDate| {
        school.rolls.iter().any(|roll| roll.key.date <= by && roll.mark(pupil).is_some())
    };
    assert!(school.contacts.len() > 50 && school.visits.len() > 10);
    for contact in &school.contacts {
        let (pupil, at) = (contact.record.pupil, contact.record.at);
        assert!(was_away(pupil, at.date()), "{:?}", school.pupil(pupil).map(|pupil| &pupil.record.name));
        assert!(at <= MADE.now && on(9, 1) <= at.date());
    }
    for visit in &school.visits {
        assert!(was_away(visit.record.pupil, visit.record.at.date()));
    }
}

/// The words that no text about a child of compulsory age may hold (domain handbook, section 9).
#[test]
fn no_word_that_must_never_be_printed() {
    let forbidden =
        ["退学", "开除", "劝退", "勒令", "自动离校", "除名", "差生", "问题学生", "流失生", "责令", "罚款", "处罚"];
    for word in forbidden {
        assert!(!MADE.dump.contains(word), "{word}");
    }
}
