use super::*;
use crate::domain::made_up::date;
use crate::domain::tales;

fn count(inspection: &Inspection, kind: FigureKind) -> usize {
    let figure = inspection.figure(kind).unwrap_or_else(|| panic!("{kind:?}"));
    assert!(figure.behind.is_empty() || matches!(figure.amount, Amount::Count(count) if count == figure.behind.len()));
    match figure.amount {
        Amount::Count(count) => count,
        Amount::Share { .. } => panic!("{kind:?} is a share"),
    }
}

/// The truant of the domain handbook's first story, before and after its year ends.
#[test]
fn a_year_counts_what_was_done_in_it() {
    let school = tales::truant().school();
    let year = school.inspection(2025, date("2025-12-31"));
    let table = [
        (FigureKind::Classes, 1),
        (FigureKind::CasesOpened, 1),
        (FigureKind::TransferredOut, 0),
        (FigureKind::Dropouts, 0),
        (FigureKind::Contacts, school.contacts.iter().filter(|it| it.record.reached.is_yes()).count()),
        (FigureKind::Visits, school.visits.len()),
    ];
    for (kind, expected) in table {
        assert_eq!(count(&year, kind), expected, "{kind:?}");
    }
    assert_eq!(count(&year, FigureKind::RollsTaken), school.rolls.len());
    let after = school.inspection(2026, date("2026-01-20"));
    for kind in [FigureKind::CasesOpened, FigureKind::Contacts, FigureKind::Visits, FigureKind::RollsTaken] {
        assert_eq!(count(&after, kind), 0, "{kind:?}");
    }
}

/// A rate of nothing is no rate; grades and sexes add up to the pupils who have them.
#[test]
fn what_is_counted_adds_up() {
    let school = tales::truant().school();
    let empty = school.inspection(2024, date("2024-05-01"));
    assert_eq!(empty.figure(FigureKind::AttendanceRate).unwrap().amount.rate(), None);
    let year = school.inspection(2025, date("2025-12-31"));
    let grades: usize = (1..=9)
        .filter_map(Grade::new)
        .filter_map(|grade| year.figure(FigureKind::InGrade(grade)))
        .map(|figure| figure.behind.len())
        .sum();
    assert_eq!(grades, count(&year, FigureKind::Pupils));
    let sections: Vec<Section> = year.figures.iter().map(|figure| figure.kind.section()).collect();
    assert!(sections.is_sorted());
}

#[test]
fn words_stand_until_a_later_year_has_its_own() {
    let mut tale = tales::truant();
    let prose = |year, text: &str| Prose { year, section: Section::Mechanism, text: text.into() };
    tale.books.prose = vec![prose(2025, "成立领导小组。"), prose(2027, "调整领导小组。")];
    let school = tale.school();
    let text = |year| school.prose(year, Section::Mechanism).map(|prose| prose.text.as_str());
    assert_eq!(text(2024), None);
    assert_eq!(text(2026), Some("成立领导小组。"));
    assert_eq!(text(2027), Some("调整领导小组。"));
    let unwritten = school.inspection(2026, date("2026-03-01")).unwritten();
    assert!([Section::Mechanism, Section::Basis, Section::Basics].iter().all(|section| !unwritten.contains(section)));
    assert!(unwritten.contains(&Section::Next));
}

#[test]
fn codes_are_read_back() {
    for section in Section::ALL {
        assert_eq!(Section::from_code(section.code()), Some(section));
    }
}
