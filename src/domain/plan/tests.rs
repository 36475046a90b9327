//! Plans and what is done of them: begun, put right and closed over the books as they are.

use super::made_up::{helped, lesson, plan};
use super::*;
use crate::domain::entry::Change;
use crate::domain::made_up::{class_of, date};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::Standing;

fn school(plans: Vec<Plan>, helps: Vec<Helped>) -> (School, PupilId, Class) {
    let (mut books, class) = class_of(2);
    (books.plans, books.helps) = (plans, helps);
    let pupil = books.pupils[0].id;
    (School::from_books(books), pupil, class)
}

fn first() -> PupilId {
    class_of(1).0.pupils[0].id
}

#[test]
fn teaching_at_home_takes_a_pupil_off_the_rolls_and_its_end_brings_it_back() {
    let (mut school, pupil, class) = school(Vec::new(), Vec::new());
    let taught = plan(1, pupil, PlanKind::HomeTeaching, "2025-09-08");
    assert_eq!(school.may_begin(&taught.record), Ok(()));
    let Some(Change::Standing { from, to: Some(standing), .. }) = school.off_roll_with(&taught.record) else {
        panic!()
    };
    assert_eq!(standing, Standing::OffRoll { class, why: OffRoll::HomeTeaching });
    school.pupils[0].standings.push((from, standing));
    school.plans.push(taught.clone());
    let mut closing = PlanClosing { on: date("2025-11-28"), result: "能随班".into(), back_to: None };
    assert_eq!(school.may_end(&taught, &closing), Err(CannotPlan::NeedsClass));
    closing.back_to = Some(class);
    assert_eq!(school.may_end(&taught, &closing), Ok(()));
    let Some(Change::Standing { from, to, .. }) = school.back_on_roll(&taught, &closing) else { panic!() };
    assert_eq!((from, to), (date("2025-11-29"), Some(Standing::InClass { class, seat: Some(1) })), "on the old seat");
    let again = plan(2, pupil, PlanKind::HomeTeaching, "2025-10-08");
    assert_eq!(school.may_begin(&again.record), Err(CannotPlan::Runs(date("2025-09-08"))));
}

#[test]
fn a_plan_that_runs_is_put_right() {
    let learning = plan(1, first(), PlanKind::Learning, "2025-09-15");
    let taught = plan(2, first(), PlanKind::HomeTeaching, "2025-09-15");
    let helps = vec![helped(1, &learning, "2025-09-20", Help::Session)];
    let (mut school, ..) = school(vec![learning.clone(), taught.clone()], helps);
    let with = |plan: &Plan, put_right: &dyn Fn(&mut PlanRecord)| {
        let mut to = plan.record.clone();
        put_right(&mut to);
        to
    };
    let goal = with(&learning, &|to| to.goal = "数学及格".into());
    assert_eq!(
        school.amended(&learning, goal.clone()),
        Ok(vec![Change::Plan { id: learning.id, to: Some(Box::new(goal)) }])
    );
    let may = |plan: &Plan, put_right: &dyn Fn(&mut PlanRecord)| school.may_amend(plan, &with(plan, put_right));
    assert_eq!(may(&learning, &|to| to.goal.clear()), Err(CannotPlan::NoGoal));
    assert_eq!(may(&learning, &|to| to.from = date("2025-09-10")), Ok(()));
    let after = Err(CannotPlan::HelpedBefore(date("2025-09-20")));
    assert_eq!(may(&learning, &|to| to.from = date("2025-09-21")), after, "something was done of it before");
    assert_eq!(may(&taught, &|to| to.from = date("2025-09-10")), Err(CannotPlan::FromStays));
    assert_eq!(school.amended(&taught, taught.record.clone()), Err(CannotPlan::Unchanged));
    let closing = PlanClosing { on: date("2025-10-01"), result: "好".into(), back_to: None };
    school.plans[0].record.closing = Some(closing);
    let closed = school.plans[0].clone();
    let refused = school.may_amend(&closed, &with(&closed, &|to| to.goal = "好".into()));
    assert_eq!(refused, Err(CannotPlan::Closed(date("2025-10-01"))));
}

#[test]
fn one_visit_is_recorded_once_by_teachers_of_the_staff_and_with_time_for_its_lessons() {
    use crate::domain::people::{Staff, StaffRecord};
    use uuid::Uuid;
    let taught = plan(1, first(), PlanKind::HomeTeaching, "2025-09-08");
    let known = helped(1, &taught, "2025-09-10", lesson(Place::Home, 2));
    let (mut school, ..) = school(vec![taught.clone()], vec![known.clone()]);
    let day = known.record.at.date();
    assert_eq!(school.may_help(&known.record, 0), Err(CannotPlan::Again(day)));
    let other = HelpRecord { what: "康复训练".into(), ..known.record.clone() };
    assert_eq!(school.may_help(&other, 0), Err(CannotPlan::SameTime(day)), "at the same time of that day");
    let visit = |from: (u32, u32), until: (u32, u32), lessons| {
        let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0);
        let Help::Lesson(lesson) = lesson(Place::Home, lessons) else { panic!() };
        let help = Help::Lesson(Lesson { until: time(until), ..lesson });
        HelpRecord { at: day.and_time(time(from).unwrap()), help, ..other.clone() }
    };
    assert_eq!(school.may_help(&visit((14, 0), (15, 20), 2), 0), Ok(()), "a second visit of the day");
    assert_eq!(school.may_help(&visit((14, 0), (14, 10), 8), 0), Err(CannotPlan::TooShort(LEAST_MINUTES)));
    let later = HelpRecord { at: day.succ_opt().unwrap().and_hms_opt(9, 0, 0).unwrap(), ..known.record };
    let by = |who: &str| HelpRecord { who: who.into(), ..later.clone() };
    assert_eq!(school.may_help(&by("陈老师、陈老师"), 0), Err(CannotPlan::NamedTwice));
    assert_eq!(school.strangers(&by("陈老师、生人")), [""; 0], "nobody of the staff was entered yet");
    let person =
        |nth: u128, name: &str| Staff { id: StaffId(Uuid::from_u128(nth)), record: StaffRecord::new(name, None) };
    school.staff = vec![person(1, "陈老师"), person(2, "林老师")];
    let record = by("陈老师、生人");
    assert_eq!((school.may_help(&record, 0), school.strangers(&record)), (Ok(()), vec!["生人"]));
    assert_eq!(school.strangers(&by("陈老师、林老师")), [""; 0]);
}

#[test]
fn a_visit_needs_two_teachers_its_lessons_and_no_photograph_without_agreement() {
    let taught = plan(1, first(), PlanKind::HomeTeaching, "2025-09-08");
    let (school, ..) = school(vec![taught.clone()], Vec::new());
    let visit = helped(1, &taught, "2025-09-10", lesson(Place::Home, 2)).record;
    assert_eq!(school.may_help(&visit, 0), Ok(()));
    let alone = HelpRecord { who: "陈老师".into(), ..visit.clone() };
    assert_eq!(school.may_help(&alone, 0), Err(CannotPlan::Teachers(2)));
    assert_eq!(school.may_help(&visit, 1), Err(CannotPlan::NotAgreed));
    let none = HelpRecord { help: lesson(Place::Home, 0), ..visit.clone() };
    assert_eq!(school.may_help(&none, 0), Err(CannotPlan::NoLessons));
    let day = |lessons| HelpRecord { help: lesson(Place::Home, lessons), ..visit.clone() };
    assert_eq!(school.may_help(&day(8), 0), Ok(()));
    assert_eq!(school.may_help(&day(9), 0), Err(CannotPlan::TooManyLessons(8)));
    let early = HelpRecord { at: date("2025-09-05").into(), ..visit };
    assert_eq!(school.may_help(&early, 0), Err(CannotPlan::BeforePlan(date("2025-09-08"))));
}

#[test]
fn a_monthly_review_follows_the_last_one_and_a_terms_review_its_term() {
    let (mut learning, mut iep) =
        (plan(1, first(), PlanKind::Learning, "2025-09-15"), plan(2, first(), PlanKind::Inclusive, "2025-09-15"));
    let (school, ..) = school(vec![learning.clone(), iep.clone()], Vec::new());
    assert_eq!(school.review_due(&learning), Some(date("2025-10-15")));
    assert_eq!(school.review_due(&iep), Some(date("2026-01-30")));
    let due = |on: &str| school.reviews_to_do(date(on)).map(|(plan, ..)| plan.record.kind).collect::<Vec<_>>();
    assert_eq!(due("2025-10-07"), []);
    assert_eq!(due("2025-10-08"), [PlanKind::Learning]);
    assert_eq!(due("2026-01-12"), [PlanKind::Learning, PlanKind::Inclusive]);
    let mut reviewed = school.clone();
    reviewed.helps =
        vec![helped(1, &learning, "2025-10-20", Help::Review), helped(2, &iep, "2025-12-20", Help::Review)];
    assert_eq!(reviewed.review_due(&learning), Some(date("2025-11-20")));
    assert_eq!(reviewed.review_due(&iep), None, "the next term is not known yet");
    for plan in [&mut learning, &mut iep] {
        plan.record.closing = Some(PlanClosing { on: date("2025-12-31"), result: "好".into(), back_to: None });
        assert_eq!(school.review_due(plan), None);
    }
}

#[test]
fn names_are_parted_as_people_write_them() {
    assert_eq!(names("陈老师、林老师"), ["陈老师", "林老师"]);
    assert_eq!(names(" 陈老师, 林老师,"), ["陈老师", "林老师"]);
    assert!(names(" ").is_empty());
}
