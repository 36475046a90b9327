use super::*;
use crate::documents::{read_back, render};
use crate::domain::made_up::{class_of, date};
use crate::domain::numbers::StudentNo;
use crate::domain::plan::{Cause, Lesson, made_up};
use calamine::Data;

fn school(kind: PlanKind) -> School {
    let (mut books, _) = class_of(1);
    books.pupils[0].record.student_no = StudentNo::parse("G350212201305150036").ok();
    let mut plan = made_up::plan(1, books.pupils[0].id, kind, "2025-09-08");
    plan.record.causes = [Cause::Method, Cause::Family].into();
    plan.record.subjects = "数学".into();
    plan.record.situation = "基础薄弱，家中无人辅导".into();
    let visit = |nth, day| {
        let mut visit = made_up::helped(nth, &plan, day, made_up::lesson(Place::Home, 2));
        if let Help::Lesson(Lesson { reaction, until, .. }) = &mut visit.record.help {
            (*reaction, *until) = ("愿意开口".into(), "10:30".parse().ok());
        }
        visit
    };
    books.helps = match kind {
        PlanKind::HomeTeaching => vec![visit(1, "2025-09-10"), visit(2, "2025-10-15")],
        _ => vec![
            made_up::helped(1, &plan, "2025-09-15", Help::Session),
            made_up::helped(2, &plan, "2025-10-08", Help::Review),
        ],
    };
    books.plans.push(plan);
    School::from_books(books)
}

fn said(paper: &Paper) -> String {
    render::text(paper, 76).join("\n")
}

#[test]
fn a_plan_of_each_kind_says_whom_it_helps_how_and_until_when() {
    for kind in PlanKind::ALL {
        let school = school(kind);
        let paper = plan(&school, &school.plans[0], date("2025-10-31"));
        assert!(read_back::whole(&paper).is_none_or(|pages| pages == 1), "{kind:?}");
        let said = said(&paper);
        for part in [terms::title(kind), "学生1", "能参加集体活动", "每周一次", "0036"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("G350212"), "{said}");
    }
}

#[test]
fn the_sheet_of_a_visit() {
    let school = school(PlanKind::HomeTeaching);
    let paper = lesson(&school, &school.plans[0], &school.helps[1]).unwrap();
    assert!(read_back::whole(&paper).is_none_or(|pages| pages == 1));
    insta::assert_snapshot!(said(&paper));
}

#[test]
fn the_register_of_visits_says_how_the_quota_stands() {
    let school = school(PlanKind::HomeTeaching);
    let paper = records(&school, &school.plans[0], date("2025-10-31"));
    let said = paper.texts().join("\n");
    for part in ["2025年10月应送3次，已送1次", "此前欠2次", "已送4课时", "闽教基〔2024〕31号"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn help_with_learning_names_its_causes_and_its_records() {
    let school = school(PlanKind::Learning);
    let paper = records(&school, &school.plans[0], date("2025-10-31"));
    assert!(said(&plan(&school, &school.plans[0], date("2025-10-31"))).contains("方法、家庭"));
    assert!(said(&paper).contains("复核"));
    read_back::whole(&paper);
    let workbook = records_workbook(&school, &school.plans[0], date("2025-10-31"));
    let sheet = read_back::sheet(&workbook, terms::records_title(PlanKind::Learning));
    assert_eq!(sheet.get_size(), (3, 6));
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::Float(1.0)));
    let Some(Data::DateTime(on)) = sheet.get_value((2, 1)) else { panic!("{sheet:?}") };
    assert_eq!(on.as_datetime().unwrap().date(), date("2025-10-08"));
}
