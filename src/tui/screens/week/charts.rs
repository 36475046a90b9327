//! How attendance goes over the term, drawn: by class, by weekday, the pupils who miss most, the year before.

use super::Shows;
use super::view::{draw_lines, heat};
use crate::domain::figures::TenThousandths;
use crate::domain::trend::{TermRun, Trend};
use crate::tui::context::Context;
use crate::tui::scope;
use crate::tui::theme::{Lines, Role};
use crate::tui::widgets::cells::{self, steady};
use crate::tui::widgets::plot::{Plot, Series};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline, Widget};

pub fn draw(shows: Shows, trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.week;
    let title = match shows {
        Shows::Week | Shows::ByClass => words.by_class,
        Shows::ByWeekday => words.by_weekday,
        Shows::Runs => words.runs,
        Shows::YearBefore => words.year_before,
    };
    cells::put(buf, area, 1, 0, title, cx.theme.style(Role::Title));
    let inside = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    if trend.whole.iter().all(Option::is_none) {
        return draw_lines(cx, inside, buf, &[words.no_rolls.to_owned()]);
    }
    if shows == Shows::ByClass {
        cells::put_right(buf, area, 0, &format!("{} ", words.by_class_legend), cx.theme.style(Role::Quiet));
    }
    match shows {
        Shows::Week | Shows::ByClass => by_class(trend, cx, inside, buf),
        Shows::ByWeekday => by_weekday(trend, cx, inside, buf),
        Shows::Runs => runs(trend, cx, inside, buf),
        Shows::YearBefore => year_before(trend, cx, inside, buf),
    }
}

/// Cells of a class's name; of one week.
const NAME: u16 = 13;
const WEEK: u16 = 3;
/// Weeks that a column of classes shows at least.
const LEAST_WEEKS: u16 = 4;
/// Rows that the line of the whole takes at least.
const LINE: u16 = 7;

/// The line of all classes together, and under it every class by its figures.
fn by_class(trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let rows = trend.classes.len() as u16 + 1;
    let above = area.height.saturating_sub(rows);
    if above < LINE {
        return class_figures(trend, cx, area, buf);
    }
    let series = [(trend.whole.as_slice(), "*", Role::Title)];
    draw_plot(&series, trend.weeks.len(), cx, Rect { height: above, ..area }, buf);
    class_figures(trend, cx, Rect { y: area.y + above, height: rows, ..area }, buf);
}

/// Every class by its figures, in as many columns as it takes for all of them to be in sight; each has the latest weeks.
fn class_figures(trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let high = usize::from(area.height.saturating_sub(1)).max(1);
    let columns = trend.classes.len().div_ceil(high).clamp(1, usize::from(area.width / (NAME + LEAST_WEEKS * WEEK)));
    let width = area.width / columns as u16;
    let weeks = trend.weeks.len();
    let from = weeks.saturating_sub(usize::from((width - NAME) / WEEK));
    let quiet = cx.theme.style(Role::Quiet);
    let blocks = (0u16..).zip(trend.classes.chunks(high)).take(columns);
    for (column, classes) in blocks {
        let block = Rect { x: area.x + column * width, width, ..area };
        cells::put(buf, block, 0, 0, cx.words.week.weeks, quiet);
        for (nth, at) in (from..weeks).enumerate() {
            cells::put(buf, block, NAME + nth as u16 * WEEK, 0, &format!("{:>2}", at + 1), quiet);
        }
        for (line, (class, rates)) in (1..).zip(classes) {
            cells::put(buf, block, 0, line, &class.to_string(), cx.theme.style(Role::Plain));
            for (nth, rate) in rates.iter().skip(from).enumerate() {
                let (text, role) = rate.map_or(("--".to_owned(), Role::Quiet), |rate| (short(rate), heat(rate)));
                cells::put(buf, block, NAME + nth as u16 * WEEK, line, &text, cx.theme.style(role));
            }
        }
    }
}

/// Two cells: a full week is `OK`, so that 100 does not run into its neighbour.
fn short(rate: TenThousandths) -> String {
    if rate == TenThousandths::ONE { "OK".to_owned() } else { format!("{:>2}", rate.percent(0)) }
}

/// Cells of a bar and between two.
const BAR: u16 = 10;
const BETWEEN: u16 = 1;

/// Bars that every terminal draws in one cell.
const ASCII: bar::Set<'static> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "=",
    half: "=",
    three_eighths: "-",
    one_quarter: "-",
    one_eighth: "_",
    empty: " ",
};

/// What was missed of each weekday: of rates near a hundred nobody sees a difference.
fn by_weekday(trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let bars = trend.weekdays.iter().map(|(weekday, figures)| {
        let missed = figures.unexcused + figures.excused;
        let share = f64::from(missed) / f64::from(figures.expected.max(1));
        let label = format!("{} {:.2}%", (cx.words.week.weekday)(*weekday), share * 100.0);
        Bar::default().value((share * 10_000.0).round() as u64).text_value(String::new()).label(label)
    });
    let style = cx.theme.style(Role::Unexcused);
    let chart = BarChart::default()
        .data(BarGroup::default().bars(&bars.collect::<Vec<_>>()))
        .bar_width(BAR)
        .bar_gap(BETWEEN)
        .bar_style(style)
        .label_style(cx.theme.style(Role::Plain));
    let chart = match cx.theme.lines {
        Lines::Ascii => chart.bar_set(ASCII),
        Lines::Box => chart,
    };
    let height = area.height.saturating_sub(2).min(20);
    chart.render(Rect { y: area.y + 1, height, ..area }, buf);
}

/// Cells of the columns before the weeks.
const PUPIL: u16 = 14;
const STREAK: u16 = PUPIL + 14;
const SUM: u16 = STREAK + 5;
const WEEKS: u16 = SUM + 7;

/// A pupil a row: figures, and the unexcused days week by week.
fn runs(trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.week, cx.theme);
    if trend.runs.is_empty() {
        return draw_lines(cx, area, buf, &[words.no_runs.to_owned()]);
    }
    let quiet = theme.style(Role::Quiet);
    let titles = [(0, words.pupil), (PUPIL, words.class), (STREAK, words.streak), (SUM, cx.words.flags.sum)];
    for (column, title) in titles {
        cells::put(buf, area, column, 1, title, quiet);
    }
    let legend = if theme.lines == Lines::Ascii { words.runs_legend } else { words.runs_bars };
    cells::put(buf, area, WEEKS, 1, legend, quiet);
    for (line, run) in (2..).zip(&trend.runs) {
        let name = cx.school.pupil(run.pupil).map_or("", |pupil| &pupil.record.name);
        let style = theme.style(Role::Plain);
        cells::put(buf, area, 0, line, cells::cut(&steady(name), usize::from(PUPIL) - 1), style);
        cells::put(buf, area, PUPIL, line, &run.class.to_string(), style);
        cells::put(buf, area, STREAK, line, &format!("{:>4}", run.streak), style);
        cells::put(buf, area, SUM, line, &format!("{:>5.1}", run.sum.as_f64()), style);
        let weeks = Rect {
            x: area.x + WEEKS,
            y: area.y + line,
            width: area.width.saturating_sub(WEEKS),
            height: u16::from(line < area.height),
        };
        draw_run(run, cx, weeks, buf);
    }
}

/// One cell a week, twice as wide where there is room.
fn draw_run(run: &TermRun, cx: &Context, area: Rect, buf: &mut Buffer) {
    let style = cx.theme.style(Role::Unexcused);
    match cx.theme.lines {
        Lines::Ascii => {
            let letters: String = run.weeks.iter().map(|days| letter(*days)).collect();
            cells::put(buf, area, 0, 0, &letters, style);
        }
        // Nothing stands behind it that would have to align.
        Lines::Box => {
            let days = run.weeks.iter().map(|days| u64::from(days.0));
            Sparkline::default().data(days).max(50_000).style(style).render(area, buf);
        }
    }
}

fn letter(days: TenThousandths) -> char {
    match days.0 {
        0 => '.',
        part if part < TenThousandths::ONE.0 => '+',
        whole => char::from_digit((whole / TenThousandths::ONE.0).min(9), 10).unwrap_or('9'),
    }
}

fn year_before(trend: &Trend, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.week, cx.theme);
    let Some(compared) = &trend.year_before else {
        return draw_lines(cx, area, buf, &words.no_year_before.map(str::to_owned));
    };
    let now = format!("* {}  ", words.now);
    let then = format!("o {}  {}", scope::name(compared.scope, cx), compared.term);
    let (title, quiet) = (theme.style(Role::Title), theme.style(Role::Excused));
    cells::put_all(buf, area, 0, 0, [(now.as_str(), title), (&steady(&then), quiet)]);
    let series: [(&[Option<TenThousandths>], _, _); 2] =
        [(&compared.now, "*", Role::Title), (&compared.then, "o", Role::Excused)];
    let weeks = compared.now.len().max(compared.then.len());
    let inside = Rect { y: area.y + 1, height: area.height - 1, ..area };
    draw_plot(&series, weeks, cx, inside, buf);
}

/// Rates by week of the term, from a little under the lowest to a hundred.
fn draw_plot(
    series: &[(&[Option<TenThousandths>], &'static str, Role)],
    weeks: usize,
    cx: &Context,
    area: Rect,
    buf: &mut Buffer,
) {
    let percents: Vec<Vec<Option<f64>>> = series.iter().map(|(rates, _, _)| in_percent(rates)).collect();
    let lowest = percents.iter().flatten().flatten().copied().fold(95.0, f64::min);
    let series = series.iter().zip(&percents).map(|((_, sign, role), points)| Series { points, sign, role: *role });
    let plot = Plot {
        series: series.collect(),
        low: (lowest / 10.0).floor() * 10.0,
        high: 100.0,
        across: (1..=weeks).map(|week| week.to_string()).collect(),
    };
    plot.draw(buf, area, cx.theme);
}

fn in_percent(rates: &[Option<TenThousandths>]) -> Vec<Option<f64>> {
    rates.iter().map(|rate| rate.map(|rate| rate.as_f64() * 100.0)).collect()
}
