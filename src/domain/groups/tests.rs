use super::round::{Check, CheckRecord, Finding};
use super::*;
use crate::domain::contact::Reached;
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::{EntryId, MachineId};
use crate::domain::made_up::{class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::monthly::Month;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::plan::made_up::{helped, plan};
use crate::domain::plan::{Help, PlanClosing, PlanKind};
use crate::domain::register::Span;
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::tales;
use crate::domain::timeline;
use crate::domain::todo::{Task, Todo};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use uuid::Uuid;

fn membership(nth: u128, pupil: PupilId, kind: KeyGroup, from: &str, until: Option<&str>) -> Membership {
    let (source, ground) = ("区民政局名单".to_owned(), String::new());
    let record = MembershipRecord { pupil, kind, from: date(from), until: until.map(date), source, ground };
    Membership { id: MembershipId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW }
}

fn staff(books: &mut Books, posts: &[Option<Post>]) -> Vec<StaffId> {
    let person = |(post, nth): (&Option<Post>, u128)| Staff {
        id: StaffId(Uuid::from_u128(nth)),
        record: StaffRecord { name: format!("老师{nth}"), posts: post.iter().copied().collect(), until: None },
    };
    books.staff = posts.iter().zip(1..).map(person).collect();
    books.staff.iter().map(|staff| staff.id).collect()
}

fn month(written: &str) -> Month {
    written.parse().unwrap()
}

fn check(pupil: PupilId, on: &str, finding: Finding) -> Check {
    let (on, record) = (date(on), CheckRecord { finding, note: String::new() });
    Check { pupil, on, record, by: StaffId::NEW, at: on.and_hms_opt(8, 0, 0).unwrap() }
}

fn kinds(groups: &[Belonging<'_>]) -> Vec<KeyGroup> {
    groups.iter().map(|it| it.kind).collect()
}

/// Read out literally: of every kind, whether anything says so on that day.
fn slow(school: &School, pupil: PupilId, on: NaiveDate) -> BTreeSet<KeyGroup> {
    let mut kinds = BTreeSet::new();
    for kind in KeyGroup::ALL {
        for it in &school.memberships {
            let begun = it.record.from <= on;
            let over = it.record.until.is_some_and(|until| until < on);
            if it.record.pupil == pupil && it.record.kind == kind && begun && !over {
                kinds.insert(kind);
            }
        }
        for it in &school.pupils {
            let begun = it.standings.iter().all(|(from, _)| *from > on);
            let mut facts = school.memberships.iter().map(|it| &it.record);
            let ended =
                facts.any(|it| it.pupil == pupil && it.kind == kind && it.until.is_some_and(|until| until < on));
            if it.id == pupil && it.record.groups.contains(&kind) && !begun && !ended {
                kinds.insert(kind);
            }
        }
    }
    kinds
}

const DAYS: [&str; 5] = ["2025-08-31", "2025-09-01", "2025-09-10", "2025-10-01", "2026-01-30"];

proptest! {
    #[test]
    fn the_groups_of_a_pupil_are_what_roster_and_facts_say_on_the_day(
        facts in prop::collection::vec((0..3usize, select(KeyGroup::ALL.to_vec()), 0..5usize, 0..6usize), 0..8),
        flags in prop::collection::vec((0..3usize, select(KeyGroup::ALL.to_vec())), 0..5),
    ) {
        let (mut books, _) = class_of(3);
        let pupils: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
        for ((pupil, kind, from, until), nth) in facts.into_iter().zip(1..) {
            let until = DAYS.get(until).copied();
            books.memberships.push(membership(nth, pupils[pupil], kind, DAYS[from], until));
        }
        for (pupil, kind) in flags {
            books.pupils[pupil].record.groups.insert(kind);
        }
        let school = School::from_books(books);
        for day in DAYS.map(date) {
            for pupil in &pupils {
                let groups = school.groups_of(*pupil, day);
                let expected = slow(&school, *pupil, day);
                prop_assert_eq!(kinds(&groups), expected.iter().copied().collect::<Vec<_>>());
                for kind in KeyGroup::ALL {
                    prop_assert_eq!(school.is_entered_in(*pupil, kind, day), expected.contains(&kind));
                }
            }
        }
    }
}

#[test]
fn who_was_persuaded_back_is_read_from_the_case_until_the_end_of_the_term() {
    let tale = tales::truant();
    let school = tale.school();
    let pupil = school.returns(Scope::School, Span::month(date("2025-09-01")), date("2025-10-20"))[0].pupil.id;
    let returned = |on: &str| school.groups_of(pupil, date(on)).into_iter().find(|it| it.kind == KeyGroup::Returned);
    assert_eq!(returned("2025-09-10"), None, "still away");
    let belonging = returned("2025-10-20").unwrap();
    assert_eq!((belonging.until, belonging.by), (Some(date("2026-01-30")), SaidBy::Case));
    assert_eq!(returned("2026-02-01"), None);
}

#[test]
fn what_is_for_the_leadership_alone_is_shown_to_nobody_else() {
    let (mut books, class) = class_of(1);
    let other = Class::new(class.grade, 4).unwrap();
    let posts = [Post::Homeroom(class), Post::GradeLead(class.grade), Post::Affairs, Post::Leadership];
    let posts = [posts.map(Some).to_vec(), vec![Some(Post::Homeroom(other)), Some(Post::Registrar), None]].concat();
    let who = staff(&mut books, &posts);
    let pupil = books.pupils[0].id;
    books.memberships = [KeyGroup::Dibao, KeyGroup::Judicial, KeyGroup::Health]
        .into_iter()
        .zip(1..)
        .map(|(kind, nth)| membership(nth, pupil, kind, "2025-09-01", None))
        .collect();
    let school = School::from_books(books);
    let today = date("2025-09-10");
    let seen = |who: StaffId| -> Vec<Option<KeyGroup>> {
        let kind = |seen: &Seen<'_>| match seen {
            Seen::Group(belonging) => Some(belonging.kind),
            Seen::SeeLeadership => None,
        };
        school.groups_seen(pupil, who, today).iter().map(kind).collect()
    };
    for need_to_know in [who[0], who[1], who[2], who[5]] {
        assert_eq!(seen(need_to_know), [Some(KeyGroup::Dibao), None], "once, whatever there is");
    }
    assert_eq!(seen(who[3]).iter().flatten().count(), 3);
    assert!(seen(who[4]).is_empty() && seen(who[6]).is_empty());
    let of_kind = school.key_group_list(who[0], Some(KeyGroup::Judicial), Scope::School, today);
    assert!(of_kind.is_empty(), "asked for by kind, nobody is told");
    assert_eq!(kinds(&school.open_groups(pupil, today)), [KeyGroup::Dibao]);

    let sealed = membership(9, pupil, KeyGroup::Health, "2026-09-01", None).record;
    assert_eq!(school.may_join(&sealed, who[0], today), Err(CannotJoin::Leaderships));
    assert_eq!(school.may_join(&sealed, who[3], today), Err(CannotJoin::Already(date("2025-09-01"))));
    let open = membership(9, pupil, KeyGroup::Orphan, "2025-09-01", None).record;
    assert_eq!(school.may_join(&open, who[6], today), Err(CannotJoin::NotYours));
    assert_eq!(school.may_join(&open, who[0], today), Ok(()));
    assert_eq!(school.may_import_group(who[0], KeyGroup::Judicial, today), Err(CannotJoin::Leaderships));
    let returned = MembershipRecord { kind: KeyGroup::Returned, ..open.clone() };
    assert_eq!(school.may_join(&returned, who[3], today), Err(CannotJoin::FromCases));
    let unsourced = MembershipRecord { source: " ".into(), ..open };
    assert_eq!(school.may_join(&unsourced, who[3], today), Err(CannotJoin::NoSource));
}

#[test]
fn with_nobody_in_the_posts_the_person_of_the_set_up_sees_everything() {
    let (mut books, _) = class_of(1);
    let who = staff(&mut books, &[None, None]);
    let pupil = books.pupils[0].id;
    books.memberships.push(membership(1, pupil, KeyGroup::Judicial, "2025-09-01", None));
    let school = School::from_books(books);
    let seen = |who| school.groups_seen(pupil, who, date("2025-09-10")).len();
    assert_eq!((seen(who[0]), seen(who[1])), (1, 0));
}

#[test]
fn ending_what_only_the_roster_said_keeps_that_it_was_so() {
    let (mut books, _) = class_of(1);
    let pupil = books.pupils[0].id;
    books.pupils[0].record.groups.insert(KeyGroup::LeftBehind);
    let school = School::from_books(books);
    let (nobody, today) = (StaffId::NEW, date("2025-10-10"));
    let changes = school.ending_of((pupil, KeyGroup::LeftBehind), date("2025-09-30"), nobody, today).unwrap();
    let [Change::Membership { to: Some(ended), .. }, Change::Pupil { to: Some(record), .. }] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert_eq!((ended.from, ended.until), (date("2025-09-01"), Some(date("2025-09-30"))));
    assert!(record.groups.is_empty());
    let of_none = school.ending_of((pupil, KeyGroup::Dibao), today, nobody, today);
    assert_eq!(of_none, Err(CannotJoin::NoMember));
    let too_early = school.ending_of((pupil, KeyGroup::LeftBehind), date("2025-08-01"), nobody, today);
    assert_eq!(too_early, Err(CannotJoin::Reversed));
}

#[test]
fn a_round_closes_when_all_are_in() {
    let (mut books, class) = class_of(4);
    let [migrant, poor, sealed, _] = [0, 1, 2, 3].map(|at| books.pupils[at].id);
    books.pupils[0].record.groups.insert(KeyGroup::Migrant);
    books.memberships.push(membership(1, poor, KeyGroup::Dibao, "2025-09-01", Some("2025-10-15")));
    books.memberships.push(membership(2, sealed, KeyGroup::Judicial, "2025-09-01", None));
    books.checks.push(check(migrant, "2025-09-12", Finding::NotSeen));
    books.checks.push(check(migrant, "2025-09-26", Finding::Seen));
    let mut school = School::from_books(books);
    let scope = Scope::Class(class);
    let september = school.key_group_round(month("2025-09"), scope);
    assert_eq!((september.pupils(), september.checked(), september.is_closed()), (2, 1, false));
    let found = september.lines[0].check.map(|check| check.record.finding);
    assert_eq!(found, Some(Finding::Seen), "the last look of the month is the month's");
    assert_eq!(school.key_group_round(month("2025-10"), scope).pupils(), 1, "poor until the middle of October");
    let (nobody, today) = (StaffId::NEW, date("2025-10-10"));
    let look = CheckRecord { finding: Finding::Seen, note: String::new() };
    let may = |pupil, of: &str| school.may_check(pupil, month(of), &look, nobody, today);
    assert_eq!(may(poor, "2025-09"), Ok(date("2025-09-30")));
    assert_eq!(may(migrant, "2025-10"), Ok(today));
    assert_eq!(may(sealed, "2025-10"), Err(CannotJoin::NoMember));
    assert_eq!(may(migrant, "2025-11"), Err(CannotJoin::NotYet));
    school.checks.push(check(poor, "2025-09-30", Finding::Changed));
    school.checks.sort_by_key(|check| (check.pupil, check.on));
    assert!(school.key_group_round(month("2025-09"), scope).is_closed());
}

#[test]
fn the_round_and_the_looks_are_on_the_homeroom_teachers_list() {
    let (mut books, class) = class_of(2);
    let who = staff(&mut books, &[Some(Post::Homeroom(class)), Some(Post::Affairs)]);
    let (migrant, orphan) = (books.pupils[0].id, books.pupils[1].id);
    books.pupils[0].record.groups.insert(KeyGroup::Migrant);
    books.memberships.push(membership(1, orphan, KeyGroup::Orphan, "2025-09-01", None));
    let tasks = |books: &Books, on: &str, who: StaffId| -> Vec<(Task, u16)> {
        let school = School::from_books(books.clone());
        let now = date(on).and_hms_opt(7, 0, 0).unwrap();
        let todo = school.todo(now, Some(who)).into_iter();
        let is_mine =
            |task: &Task| matches!(task, Task::LookAfter { .. } | Task::KeyGroupRound { .. } | Task::GrantAid { .. });
        todo.map(|todo| (todo.task, todo.late)).filter(|(task, _)| is_mine(task)).collect()
    };
    let look = Task::LookAfter { scope: Scope::Class(class), occasion: None, pupils: 1 };
    // Everybody was there on the first day.
    books.rolls.push(roll(class, "2025-09-01", SessionCode::AM, &[], EntryId::NEW));
    assert_eq!(tasks(&books, "2025-09-05", who[0]), []);
    assert_eq!(tasks(&books, "2025-09-08", who[0]), [(look.clone(), 0)], "an orphan is looked at every week");
    books.checks.push(check(orphan, "2025-09-08", Finding::Seen));
    assert_eq!(tasks(&books, "2025-09-12", who[0]), []);
    assert_eq!(tasks(&books, "2025-09-16", who[0]), [(look.clone(), 1)]);
    let round = |left| Task::KeyGroupRound { class, month: month("2025-09"), left };
    books.checks.push(check(orphan, "2025-09-22", Finding::Seen));
    assert_eq!(tasks(&books, "2025-09-26", who[0]), [(round(1), 0)], "a week before the month's last school day");
    books.checks.push(check(migrant, "2025-09-26", Finding::Seen));
    assert_eq!(tasks(&books, "2025-09-28", who[0]), []);
    let of_month = Task::LookAfter { scope: Scope::School, occasion: Some(Occasion::Month), pupils: 1 };
    let aid = Task::GrantAid { class, pupils: 1 };
    assert_eq!(tasks(&books, "2025-09-28", who[1]), [(of_month, 0), (aid.clone(), 0)], "the office looks for itself");
    let by_the_office = Check { by: who[1], ..check(orphan, "2025-09-28", Finding::Seen) };
    books.checks.push(by_the_office);
    assert_eq!(tasks(&books, "2025-09-28", who[1]), [(aid, 0)]);
    assert_eq!(tasks(&books, "2026-02-05", who[0]), [], "not in the holidays");
}

/// Migrants' children are looked for on the first school day after a holiday: who is at the roll has been seen, who is not
/// until somebody at home was reached. At the end of the term they are looked at once more, and the poor by the office.
#[test]
fn looks_are_called_for_by_holidays_and_by_the_end_of_the_term() {
    let (mut books, class) = class_of(3);
    let who = staff(&mut books, &[Some(Post::Homeroom(class)), Some(Post::Affairs)]);
    let ids: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
    for pupil in &mut books.pupils[..2] {
        pupil.record.groups.insert(KeyGroup::Migrant);
    }
    books.memberships.push(membership(1, ids[2], KeyGroup::Dibao, "2025-09-01", None));
    books.rolls.push(roll(class, "2025-09-01", SessionCode::AM, &[], EntryId::NEW));
    let tasks = |books: &Books, on: &str, who: StaffId| -> Vec<(Scope, Option<Occasion>, usize, u16)> {
        let school = School::from_books(books.clone());
        let todo = school.todo(date(on).and_hms_opt(7, 0, 0).unwrap(), Some(who)).into_iter();
        let look = |todo: Todo| match todo.task {
            Task::LookAfter { scope, occasion, pupils } => Some((scope, occasion, pupils, todo.late)),
            _ => None,
        };
        todo.filter_map(look).collect()
    };
    let of_class = Scope::Class(class);
    assert_eq!(tasks(&books, "2025-09-08", who[0]), [], "a weekend is no holiday");
    assert_eq!(tasks(&books, "2025-09-30", who[0]), []);
    // From 1 to 8 October nobody is at school.
    assert_eq!(tasks(&books, "2025-10-09", who[0]), [(of_class, Some(Occasion::Holiday), 2, 0)]);
    assert_eq!(tasks(&books, "2025-10-09", who[1]), [], "it is the homeroom teacher's");
    books.rolls.push(roll(class, "2025-10-09", SessionCode::AM, &[(ids[1], Mark::Unknown)], EntryId::NEW));
    assert_eq!(tasks(&books, "2025-10-10", who[0]), [(of_class, Some(Occasion::Holiday), 1, 1)], "one has not come");
    let mut contact = crate::domain::tales::contact(ids[1], "2025-10-10 08:00", Reached::Yes);
    books.contacts.push(contact.clone());
    assert_eq!(tasks(&books, "2025-10-10", who[0]), []);

    // The term ends on Friday 30 January.
    assert_eq!(tasks(&books, "2026-01-15", who[1]), []);
    books.rolls.push(roll(class, "2026-01-05", SessionCode::AM, &[], EntryId::NEW));
    assert_eq!(tasks(&books, "2026-01-19", who[0]), [(of_class, Some(Occasion::Term), 2, 0)]);
    assert_eq!(tasks(&books, "2026-01-19", who[1]), [(Scope::School, Some(Occasion::Term), 1, 0)]);
    contact.record.pupil = ids[2];
    (contact.record.at, contact.recorded_by) = (date("2026-01-19").and_hms_opt(8, 0, 0).unwrap(), who[0]);
    books.contacts.push(contact.clone());
    assert_eq!(tasks(&books, "2026-01-19", who[1]).len(), 1, "the office has not looked itself");
    contact.recorded_by = who[1];
    books.contacts.push(contact);
    assert_eq!(tasks(&books, "2026-01-19", who[1]), []);
}

/// A plan for learning difficulties is written to every month (domain handbook section 4), by whoever owns it.
#[test]
fn a_plan_for_learning_difficulties_is_written_to_every_month() {
    let (mut books, class) = class_of(1);
    let who = staff(&mut books, &[Some(Post::Homeroom(class)), None]);
    let pupil = books.pupils[0].id;
    let mut plan = plan(1, pupil, PlanKind::Learning, "2025-09-01");
    plan.record.owner = who[1];
    books.plans.push(plan);
    let owed = |books: &Books, on: &str, who: StaffId| {
        let school = School::from_books(books.clone());
        let todo = school.todo(date(on).and_hms_opt(7, 0, 0).unwrap(), Some(who));
        todo.iter().any(|todo| todo.task == Task::RecordHelp { pupil })
    };
    assert!(!owed(&books, "2025-09-15", who[1]), "there is time");
    assert!(owed(&books, "2025-09-26", who[1]) && !owed(&books, "2025-09-26", who[0]), "it is the owner's");
    let session = helped(1, &books.plans[0], "2025-09-26", Help::Session);
    books.helps.push(session);
    assert!(!owed(&books, "2025-09-28", who[1]));
    assert!(owed(&books, "2025-10-30", who[1]), "a month later again");
    books.plans[0].record.closing =
        Some(PlanClosing { on: date("2025-10-20"), result: "达到目标".into(), back_to: None });
    assert!(!owed(&books, "2025-10-30", who[1]));
}

/// What tells of need in a pupil's time line and in the journal is for those who need to know, as the plans themselves.
#[test]
fn time_line_and_journal_tell_of_need_to_those_who_need_to_know() {
    let (mut books, class) = class_of(1);
    let other = Class::new(class.grade, 4).unwrap();
    let who = staff(&mut books, &[Some(Post::Homeroom(class)), Some(Post::Homeroom(other)), Some(Post::Leadership)]);
    let pupil = books.pupils[0].id;
    let mut helped_by = plan(1, pupil, PlanKind::Learning, "2025-09-08");
    helped_by.record.owner = who[0];
    books.helps = vec![helped(1, &helped_by, "2025-09-10", Help::Session)];
    helped_by.record.closing = Some(PlanClosing { on: date("2025-09-12"), result: "好".into(), back_to: None });
    books.plans = vec![helped_by.clone()];
    let school = School::from_books(books);
    let today = date("2025-09-20");
    let lines = |who: StaffId| timeline::seen(&school, who, pupil, today).len();
    assert_eq!([who[0], who[1], who[2]].map(lines), [3, 0, 3]);

    let entry = |change: Change| Entry {
        id: EntryId::NEW,
        at: today.and_time(chrono::NaiveTime::MIN),
        who: who[0],
        machine: MachineId(Uuid::nil()),
        why: Why::EnterGroup,
        changes: vec![change],
    };
    let readers = |change: Change| -> Vec<bool> {
        let entry = entry(change);
        who.iter().map(|who| school.may_read_entry(*who, &entry, today)).collect()
    };
    let member = |kind| {
        let it = membership(1, pupil, kind, "2025-09-01", None);
        Change::Membership { id: it.id, to: Some(it.record) }
    };
    assert_eq!(readers(member(KeyGroup::Dibao)), [true, false, true]);
    assert_eq!(readers(member(KeyGroup::Judicial)), [false, false, true], "the leadership's alone");
    let change = Change::Plan { id: helped_by.id, to: Some(Box::new(helped_by.record)) };
    assert_eq!(readers(change), [true, false, true]);
}

#[test]
fn of_long_numbers_in_a_ground_the_end_is_left() {
    let table = [
        ("残疾人证35021220130515002411 二级", "残疾人证****2411 二级"),
        ("35021220130515002X", "****002X"),
        ("同民〔2025〕12号", "同民〔2025〕12号"),
        ("", ""),
    ];
    for (ground, shown) in table {
        assert_eq!(super::without_numbers(ground), shown);
    }
}
