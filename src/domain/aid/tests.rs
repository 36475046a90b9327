use super::*;
use crate::domain::groups::{Membership, MembershipRecord};
use crate::domain::ids::{EntryId, MembershipId};
use crate::domain::made_up::{class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;

const TODAY: &str = "2025-10-10";

fn given(books: &mut Books, pupil: PupilId, kind: AidKindId, from: &str, until: Option<&str>, amount: &str) {
    let id = AidId(Uuid::from_u128(books.aid.len() as u128 + 1));
    let (until, amount) = (until.map(date), amount.parse().ok());
    let record = AidRecord { pupil, kind, from: date(from), until, amount, paper: String::new() };
    books.aid.push(Aid { id, record, recorded_by: StaffId::NEW });
}

fn lines(school: &School) -> Vec<(&str, String, usize, bool)> {
    let term = &school.calendar.terms()[0];
    let kinds = school.aid_kinds();
    let code = |id| kinds.iter().find(|kind| kind.id == id).unwrap().code().to_owned();
    let lines = school.aid_lines(term, date(TODAY), Scope::School);
    let line = |line: AidLine<'_>| {
        let name = school.pupil(line.pupil.id).unwrap().record.name.as_str();
        (name, code(line.kind), line.grounds.len(), line.is_left_out())
    };
    lines.into_iter().map(line).collect()
}

#[test]
fn who_should_get_aid_who_got_it_and_who_is_left_out() {
    let (mut books, _) = class_of(3);
    let [poor, boarder, other] = [0, 1, 2].map(|at| books.pupils[at].id);
    books.pupils[0].record.groups.insert(KeyGroup::Dibao);
    books.pupils[1].record.groups.insert(KeyGroup::Disabled);
    books.pupils[1].record.boarder = Some(true);
    let kind = |nth: usize| BUILT_IN[nth].id;
    given(&mut books, poor, kind(0), "2025-09-01", Some("2026-01-30"), "625");
    given(&mut books, poor, kind(2), "2024-09-01", Some("2025-01-30"), "100");
    given(&mut books, other, kind(3), "2025-09-01", None, "500.5");
    let school = School::from_books(books);
    let expected = [
        ("学生1", "two-exempt", 1, false),
        ("学生2", "two-exempt", 1, true),
        ("学生1", "nutrition", 1, true),
        ("学生2", "boarders", 1, true),
        ("学生3", "boarders", 0, false),
    ];
    let expected: Vec<_> = expected.map(|(name, kind, due, out)| (name, kind.to_owned(), due, out)).into();
    assert_eq!(lines(&school), expected, "what was given in another term is not of this one");
    let term = &school.calendar.terms()[0];
    let totals = school.aid_totals(&school.aid_lines(term, date(TODAY), Scope::School));
    let sums: Vec<([usize; 4], String)> =
        totals.iter().map(|it| ([it.due, it.given, it.left_out, it.beyond], it.amount.to_string())).collect();
    let sums: Vec<([usize; 4], &str)> = sums.iter().map(|(counts, amount)| (*counts, amount.as_str())).collect();
    let [two, none, nutrition] = [([2, 1, 1, 0], "625.00"), ([0, 0, 0, 0], "0.00"), ([1, 0, 1, 0], "0.00")];
    assert_eq!(sums, [two, none, nutrition, ([1, 0, 1, 1], "500.50")], "whom the rule does not name is told apart");
    assert!(totals.iter().all(|it| it.due == it.given + it.left_out), "{totals:?}");
    let left_out = school.aid_to_grant(term, date(TODAY));
    let [Todo { task: Task::GrantAid { pupils: 1, .. }, .. }] = &left_out[..] else { panic!("{left_out:?}") };
    assert_eq!(boarder, school.pupils[1].id, "who gets anything at all is on nobody's list");
}

/// What ended within the term was right while it held, and an amount that goes on counts in the term of its beginning.
#[test]
fn whoever_belonged_on_a_day_of_the_term_is_due_and_amounts_count_once() {
    let (mut books, _) = class_of(1);
    let pupil = books.pupils[0].id;
    let record = MembershipRecord {
        pupil,
        kind: KeyGroup::Dibao,
        from: date("2025-09-01"),
        until: Some(date("2025-09-20")),
        source: "民政".into(),
        ground: String::new(),
    };
    books.memberships.push(Membership { id: MembershipId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW });
    given(&mut books, pupil, TWO_EXEMPT, "2025-08-25", None, "625");
    let mut later = Vec::new();
    let school = School::from_books(books);
    for term in school.calendar.terms() {
        let lines = school.aid_lines(term, term.last, Scope::School);
        later.extend(lines.iter().filter(|it| it.kind == TWO_EXEMPT).map(|it| (it.is_due(), it.amount().to_string())));
    }
    assert_eq!(later[0], (true, "625.00".to_owned()));
    assert!(later[1..].iter().all(|line| *line == (false, "0.00".to_owned())), "{later:?}");
}

#[test]
fn a_school_sets_kinds_and_rules() {
    let (mut books, _) = class_of(1);
    books.pupils[0].record.groups.insert(KeyGroup::Migrant);
    let set = |id: AidKindId, name: &str, groups: &[KeyGroup]| {
        let groups = groups.iter().copied().collect();
        AidKind { id, record: AidKindRecord { name: name.into(), groups, boarders_only: false } }
    };
    books.aid_kinds.push(set(AidKindId(Uuid::from_u128(7)), "免午餐费", &[KeyGroup::Migrant]));
    books.aid_kinds.push(set(BUILT_IN[2].id, "营养改善", &[KeyGroup::Migrant]));
    let school = School::from_books(books);
    let kinds = school.aid_kinds();
    let codes: Vec<&str> = kinds.iter().map(AidKind::code).collect();
    assert_eq!(codes, ["two-exempt", "four-exempt", "nutrition", "boarders", "免午餐费"]);
    let due: Vec<String> = lines(&school).into_iter().map(|(_, kind, ..)| kind).collect();
    assert_eq!(due, ["nutrition", "免午餐费"]);
    assert_eq!(school.find_aid_kind("营养改善"), school.find_aid_kind("Nutrition"));
    let sealed = set(AidKindId::NEW, "某项", &[KeyGroup::Judicial]).record;
    assert_eq!(school.may_set_aid_kind(&sealed, StaffId::NEW, date(TODAY)), Err(CannotAid::SealedGroup));
}

#[test]
fn a_group_for_the_leadership_alone_is_no_ground() {
    let (mut books, _) = class_of(1);
    let pupil = books.pupils[0].id;
    let record = MembershipRecord {
        pupil,
        kind: KeyGroup::Health,
        from: date("2025-09-01"),
        until: None,
        source: "校领导".into(),
        ground: String::new(),
    };
    books.memberships.push(Membership { id: MembershipId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW });
    let groups = [KeyGroup::Health].into();
    let record = AidKindRecord { name: "某项".into(), groups, boarders_only: false };
    books.aid_kinds.push(AidKind { id: AidKindId(Uuid::from_u128(7)), record });
    assert_eq!(lines(&School::from_books(books)), []);
}

#[test]
fn aid_is_granted_once_and_by_those_who_may() {
    let (mut books, class) = class_of(1);
    let pupil = books.pupils[0].id;
    // Whoever was entered first stands in where a post is empty.
    let posts = [None, Some(Post::Homeroom(class)), Some(Post::Affairs)];
    let person = |(post, nth): (Option<Post>, u128)| Staff {
        id: StaffId(Uuid::from_u128(nth)),
        record: StaffRecord { name: format!("老师{nth}"), posts: post.into_iter().collect(), until: None },
    };
    books.staff = posts.into_iter().zip(1..).map(person).collect();
    let kind = BUILT_IN[0].id;
    given(&mut books, pupil, kind, "2025-09-01", Some("2025-09-30"), "625");
    let school = School::from_books(books);
    let (today, [homeroom, affairs]) = (date(TODAY), [1, 2].map(|at| school.staff[at].id));
    let record = |from: &str, until: Option<&str>| AidRecord {
        pupil,
        kind,
        from: date(from),
        until: until.map(date),
        amount: None,
        paper: String::new(),
    };
    assert_eq!(school.may_give(&record("2025-10-01", None), homeroom, today), Err(CannotAid::NotYours));
    assert_eq!(school.may_give(&record("2025-10-01", None), affairs, today), Ok(()));
    let already = school.may_give(&record("2025-09-30", None), affairs, today);
    assert_eq!(already, Err(CannotAid::Already(date("2025-09-01"))));
    let reversed = school.may_give(&record("2025-10-02", Some("2025-10-01")), affairs, today);
    assert_eq!(reversed, Err(CannotAid::Reversed));
    let to_end = |last: &str| school.aid_to_end((pupil, kind), date(last), affairs, today).map(|aid| aid.id);
    assert_eq!(to_end("2025-10-10"), Err(CannotAid::GetsNone));
    assert!(to_end("2025-09-15").is_ok());
}

#[test]
fn amounts_are_read_and_written_to_the_hundredth() {
    let table = [("625", "625.00"), ("312.5", "312.50"), ("0.05", "0.05"), ("６２５元", "625.00")];
    for (written, shown) in table {
        assert_eq!(written.parse::<Yuan>().unwrap().to_string(), shown);
    }
    for wrong in ["", "-5", "1.234", "1e3", "12,5", ".5", "999999999999"] {
        assert!(wrong.parse::<Yuan>().is_err(), "{wrong}");
    }
    let json = serde_json::to_string(&"312.5".parse::<Yuan>().unwrap()).unwrap();
    assert_eq!(
        (json.as_str(), serde_json::from_str::<Yuan>(&json).unwrap().to_string()),
        ("\"312.50\"", "312.50".into())
    );
}

#[test]
fn a_headcount_has_the_days_that_were_called() {
    let (mut books, class) = class_of(3);
    let [away, late, _] = [0, 1, 2].map(|at| books.pupils[at].id);
    let am = [(away, Mark::Sick), (late, Mark::Truant)];
    books.rolls.push(roll(class, "2025-09-08", SessionCode::AM, &am, EntryId::NEW));
    books.rolls.push(roll(class, "2025-09-08", SessionCode::PM, &[(away, Mark::Sick)], EntryId::NEW));
    let school = School::from_books(books);
    let counts = school.headcount(Scope::School, Span::month(date("2025-09-08")));
    assert_eq!(counts, [Headcount { date: date("2025-09-08"), class, expected: 3, present: 2 }]);
}

/// 四免两补 for 随班就读 stands in the place of 两免一补; whom nobody brings up is helped as an orphan.
#[test]
fn nobody_should_get_both_and_the_unattended_should_get_what_orphans_get() {
    let (mut books, _) = class_of(3);
    books.pupils[0].record.groups = [KeyGroup::Disabled, KeyGroup::Inclusive].into();
    books.pupils[1].record.groups = [KeyGroup::Disabled].into();
    books.pupils[2].record.groups = [KeyGroup::Unattended].into();
    let school = School::from_books(books);
    let due: Vec<(&str, String)> = lines(&school).into_iter().map(|(name, kind, ..)| (name, kind)).collect();
    let expected = [("学生2", "two-exempt"), ("学生3", "two-exempt"), ("学生1", "four-exempt")];
    assert_eq!(due, expected.map(|(name, kind)| (name, kind.to_owned())));
}
