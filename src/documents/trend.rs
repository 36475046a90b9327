//! How attendance goes over a term, as small charts on a paper: what the screen of the week draws, for the page that is
//! handed on.

use super::dates;
use crate::domain::figures::{Figures, TenThousandths};
use crate::domain::flags::Scope;
use crate::domain::paper::{Chart, ChartMark, ChartRow, Look, Text};
use crate::domain::school::School;
use crate::domain::trend::{Rates, TermRun, Trend, YearBefore};
use chrono::Weekday;

/// By class, the pupils who miss most, by weekday, against the year before; nothing before the first roll of the term.
pub fn charts(school: &School, trend: &Trend) -> Vec<Chart> {
    if trend.whole.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut charts = vec![by_class(trend)];
    charts.extend((!trend.runs.is_empty()).then(|| runs(school, trend)));
    charts.push(by_weekday(trend));
    charts.extend(trend.year_before.as_ref().map(year_before));
    charts
}

/// The weeks of the term.
fn weeks(count: usize) -> Vec<Text> {
    (1..=count).map(|week| week.to_string().into()).collect()
}

/// From so much missed on a cell is as dark as can be: a tenth.
const DARKEST: u32 = 1_000;
/// The height of a chart, and the darkest shade.
const FULL: u32 = TenThousandths::ONE.0;

fn by_class(trend: &Trend) -> Chart {
    let mark = |rate: &Option<TenThousandths>| match rate {
        None => ChartMark { text: "-".into(), height: None },
        Some(TenThousandths::ONE) => ChartMark { text: "全".into(), height: None },
        Some(rate) => {
            let missed = FULL.saturating_sub(rate.0);
            ChartMark { text: rate.percent(0).into(), height: Some((missed * (FULL / DARKEST)).min(FULL)) }
        }
    };
    let row = |name: String, rates: &Rates| ChartRow { name: name.into(), marks: rates.iter().map(mark).collect() };
    let mut rows: Vec<ChartRow> = trend.classes.iter().map(|(class, rates)| row(class.to_string(), rates)).collect();
    if rows.len() > 1 {
        rows.push(row("合计".to_owned(), &trend.whole));
    }
    Chart {
        caption: "各班出勤率（%，学期各周；全为全勤，-为没点名，颜色越深缺勤越多）".into(),
        look: Look::Shades,
        across: weeks(trend.weeks.len()),
        rows,
        up: Vec::new(),
    }
}

/// From so many unexcused days in a week on a cell is as dark as can be.
const DAYS: u32 = 5;

fn runs(school: &School, trend: &Trend) -> Chart {
    let mark = |days: &TenThousandths| match days.0 {
        0 => ChartMark { text: Text::default(), height: None },
        some => ChartMark { text: days_of(*days).into(), height: Some((some / DAYS).min(FULL)) },
    };
    let row = |run: &TermRun| {
        let name = school.pupil(run.pupil).map_or("", |pupil| &pupil.record.name);
        // As short as can be told, to leave room for the weeks: 七(3)班.
        let class = run.class.to_string().replace("年级", "");
        let name = format!("{name} {class} {}天", days_of(run.sum));
        ChartRow { name: name.into(), marks: run.weeks.iter().map(mark).collect() }
    };
    Chart {
        caption: "旷课最多的学生（学期各周旷课天数，至多十人；空格为没有旷课，颜色越深天数越多）".into(),
        look: Look::Shades,
        across: weeks(trend.weeks.len()),
        rows: trend.runs.iter().map(row).collect(),
        up: Vec::new(),
    }
}

/// `2`, `0.5`
fn days_of(days: TenThousandths) -> String {
    if days.0.is_multiple_of(FULL) { (days.0 / FULL).to_string() } else { format!("{:.1}", days.as_f64()) }
}

/// What was missed of each weekday: of rates near a hundred nobody sees a difference.
fn by_weekday(trend: &Trend) -> Chart {
    let missed = |(_, figures): &(Weekday, Figures)| {
        let missed = u64::from(figures.unexcused + figures.excused) * u64::from(FULL);
        TenThousandths(u32::try_from(missed / u64::from(figures.expected.max(1))).unwrap_or(FULL))
    };
    let most = trend.weekdays.iter().map(missed).max().map_or(1, |most| most.0.max(1));
    let mark = |day: &(Weekday, Figures)| {
        let missed = missed(day);
        let height = u64::from(missed.0) * u64::from(FULL) / u64::from(most);
        ChartMark { text: format!("{}%", missed.percent(2)).into(), height: u32::try_from(height).ok() }
    };
    Chart {
        caption: "各星期几的缺勤率（未到人次占应到）".into(),
        look: Look::Bars,
        across: trend.weekdays.iter().map(|(weekday, _)| dates::name_of(*weekday).into()).collect(),
        rows: vec![ChartRow { name: Text::default(), marks: trend.weekdays.iter().map(mark).collect() }],
        up: Vec::new(),
    }
}

fn year_before(compared: &YearBefore) -> Chart {
    let rates = || compared.now.iter().chain(&compared.then).flatten();
    let lowest = rates().map(|rate| rate.0).min().unwrap_or(FULL);
    // The next ten percent below, and never all of the height for a trifle.
    let low = (lowest.min(9_500) / 1_000) * 1_000;
    let mark = |rate: &Option<TenThousandths>| ChartMark {
        text: rate.map(|rate| rate.percent(1)).unwrap_or_default().into(),
        height: rate.map(|rate| rate.0.saturating_sub(low) * FULL / (FULL - low)),
    };
    let weeks_across = compared.now.len().max(compared.then.len());
    let row = |name: String, rates: &Rates| {
        let none = std::iter::repeat(&None);
        ChartRow { name: name.into(), marks: rates.iter().chain(none).take(weeks_across).map(mark).collect() }
    };
    let of = match compared.scope {
        Scope::School => "全校".to_owned(),
        Scope::Grade(grade) => grade.to_string(),
        Scope::Class(class) => class.to_string(),
    };
    let up = [low, (low + FULL) / 2, FULL].map(|share| Text::from(TenThousandths(share).percent(0)));
    Chart {
        caption: format!("{of}出勤率（%）：实线今年，虚线{}", compared.term).into(),
        look: Look::Lines,
        across: weeks(weeks_across),
        rows: vec![row("今年".to_owned(), &compared.now), row(compared.term.clone(), &compared.then)],
        up: up.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::{Class, Grade};
    use crate::domain::ids::PupilId;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::review::Week;
    use chrono::Days;

    fn percent(percents: &[u32]) -> Rates {
        percents.iter().map(|percent| (*percent > 0).then_some(TenThousandths(percent * 100))).collect()
    }

    /// Four weeks of two classes, the second of them without a roll; last year there were five.
    fn made_up() -> (School, Trend) {
        let (books, class) = class_of(1);
        let school = School::from_books(books);
        let run = TermRun {
            pupil: school.pupils[0].id,
            class,
            streak: 2,
            sum: TenThousandths(35_000),
            weeks: [0, 0, 15_000, 20_000].map(TenThousandths).into(),
        };
        let weekday = |weekday: Weekday, missed: u32| {
            let mut figures = Figures::default();
            (figures.expected, figures.attended, figures.excused) = (400, 400 - missed, missed);
            (weekday, figures)
        };
        let other = Class::new(class.grade, class.number + 1).unwrap();
        let trend = Trend {
            weeks: (0..4).map(|week| Week::of(date("2025-09-01") + Days::new(7 * week))).collect(),
            classes: vec![(class, percent(&[100, 0, 97, 88])), (other, percent(&[99, 0, 100, 100]))],
            whole: percent(&[99, 0, 98, 94]),
            weekdays: vec![weekday(Weekday::Mon, 10), weekday(Weekday::Fri, 20)],
            runs: vec![run],
            year_before: Some(YearBefore {
                scope: Scope::Grade(Grade::new(7).unwrap()),
                term: "2024—2025学年第一学期".into(),
                now: percent(&[99, 0, 98, 94]),
                then: percent(&[98, 97, 99, 96, 100]),
            }),
        };
        (school, trend)
    }

    #[test]
    fn what_is_drawn_can_be_said() {
        let (school, trend) = made_up();
        let said: Vec<String> = charts(&school, &trend).iter().flat_map(Chart::said).collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn shades_bars_and_lines_keep_to_their_frames() {
        let (school, trend) = made_up();
        for chart in charts(&school, &trend) {
            for row in &chart.rows {
                assert_eq!(row.marks.len(), chart.across.len(), "{}", chart.caption);
                assert!(row.marks.iter().all(|mark| mark.height.is_none_or(|height| height <= FULL)), "{row:?}");
            }
        }
        assert_eq!(charts(&school, &Trend::default()), []);
        let stranger = Trend { runs: vec![TermRun { pupil: PupilId::NEW, ..trend.runs[0].clone() }], ..trend };
        assert_eq!(charts(&school, &stranger).len(), 4);
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn they_stand_in_the_pdf() {
        use crate::documents::render::{Fonts, pdf};
        use crate::documents::week;
        let Ok(fonts) = Fonts::find(None) else {
            return eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT ***");
        };
        let (school, trend) = made_up();
        let evening = date("2025-09-26").and_hms_opt(18, 0, 0).unwrap();
        let sheet = school.week(Week::of(evening.date()), Scope::School, evening);
        let bytes = pdf(&week::paper(&school, &sheet, Some(&trend)), &fonts).unwrap();
        let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap();
        let [page] = pages.as_slice() else { panic!("{pages:?}") };
        for said in ["各班出勤率", "旷课最多", "星期五", "5.00%", "虚线", "88"] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}
