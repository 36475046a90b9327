//! The lines of the form in their order (domain handbook 3n): the figures, and what is worked out of them.

use super::{Figure, Intake, IntakeFigure, MonthFigures, MonthlyReport};
use crate::domain::figures::TenThousandths;

/// A line of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Of(Figure),
    /// (10) 人籍差
    Difference,
    /// (13) 出勤率
    Rate,
    /// 新生报到
    Intake(IntakeFigure),
}

/// What stands in a line: a number, a rate, or nothing where it was not counted or is none of the grade's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Number(i64),
    Rate(TenThousandths),
    NotCounted,
    NotAsked,
}

impl Line {
    /// The lines of a report; those of the new entrants where it has them.
    pub fn of(report: &MonthlyReport) -> Vec<Line> {
        let with_more = |figure: Figure| match figure {
            Figure::ClassesCounted => vec![Line::Of(figure), Line::Difference],
            Figure::Attended => vec![Line::Of(figure), Line::Rate],
            figure => vec![Line::Of(figure)],
        };
        let intake = IntakeFigure::ALL.into_iter().filter(|_| !report.new_entrants.is_empty()).map(Line::Intake);
        Figure::ALL.into_iter().flat_map(with_more).chain(intake).collect()
    }

    /// The number of the form; empty where it has none.
    pub fn number(self) -> &'static str {
        match self {
            Line::Of(figure) => figure.number(),
            Line::Difference => "10",
            Line::Rate => "13",
            Line::Intake(_) => "",
        }
    }

    /// What stands in it, for each grade and then for the school.
    pub fn said(self, report: &MonthlyReport) -> Vec<Said> {
        let grades = report.grades.iter().map(|line| {
            let intake = report.new_entrants.iter().find(|it| it.grade == line.grade).copied();
            self.said_of(line.classes, &line.figures, intake)
        });
        let total = Intake::total(&report.new_entrants);
        grades.chain([self.said_of(report.classes(), &report.total, Some(total))]).collect()
    }

    fn said_of(self, classes: u32, figures: &MonthFigures, intake: Option<Intake>) -> Said {
        match self {
            Line::Of(figure) => {
                let number = figure.of(figures).and_then(|number| i64::try_from(number).ok());
                number.map_or(Said::NotCounted, Said::Number)
            }
            Line::Difference => figures.difference(classes).map_or(Said::NotCounted, Said::Number),
            Line::Rate => TenThousandths::of(figures.attended, figures.expected).map_or(Said::NotCounted, Said::Rate),
            Line::Intake(figure) => intake.map_or(Said::NotAsked, |intake| Said::Number(figure.of(&intake).into())),
        }
    }
}
