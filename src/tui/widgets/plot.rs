//! Lines over time, such as rates by week. With box lines ratatui draws them; with ASCII lines every mark is a plain
//! character, since dots and blocks take one cell or two, as the terminal likes.

use super::cells;
use crate::tui::theme::{Lines, Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

/// One line of points, one for each place across; where there is none the line is broken.
pub struct Series<'a> {
    pub points: &'a [Option<f64>],
    /// What marks its points where lines are ASCII.
    pub sign: &'static str,
    pub role: Role,
}

/// Points from `low` to `high`, with the names of the places across.
pub struct Plot<'a> {
    pub series: Vec<Series<'a>>,
    pub low: f64,
    pub high: f64,
    /// Under the places across.
    pub across: Vec<String>,
}

/// Cells for the figures on the left.
const LEFT: u16 = 5;
/// Rows for what stands under the places across.
const UNDER: u16 = 2;

impl Plot<'_> {
    pub fn draw(&self, buf: &mut Buffer, area: Rect, theme: Theme) {
        if area.height < UNDER + 3 || area.width < LEFT + 10 {
            return;
        }
        match theme.lines {
            Lines::Box => self.in_boxes(buf, area, theme),
            Lines::Ascii => self.in_ascii(buf, area, theme),
        }
    }

    fn places(&self) -> usize {
        self.series.iter().map(|series| series.points.len()).max().unwrap_or(0).max(self.across.len())
    }

    /// The figures on the left, from the lowest.
    fn figures(&self) -> [String; 3] {
        [self.low, (self.low + self.high) / 2.0, self.high].map(|value| format!("{value:.0}"))
    }

    /// The first and the last name across, and that in the middle where one stands there.
    fn names(&self) -> Vec<String> {
        let len = self.across.len();
        let middle = (len > 2 && len % 2 == 1).then_some(len / 2);
        let shown = [(len > 0).then_some(0), middle, (len > 1).then(|| len - 1)];
        shown.into_iter().flatten().map(|at| self.across[at].clone()).collect()
    }

    fn in_boxes(&self, buf: &mut Buffer, area: Rect, theme: Theme) {
        let runs: Vec<(Vec<(f64, f64)>, Style)> = (self.series.iter())
            .flat_map(|series| unbroken(series.points).into_iter().map(|run| (run, theme.style(series.role))))
            .collect();
        let dataset = |(run, style): &(Vec<(f64, f64)>, Style)| {
            let kind = if run.len() > 1 { GraphType::Line } else { GraphType::Scatter };
            Dataset::default().marker(Marker::Braille).graph_type(kind).style(*style)
        };
        let datasets: Vec<Dataset> = runs.iter().map(|run| dataset(run).data(&run.0)).collect();
        let quiet = theme.style(Role::Quiet);
        let last = self.places().saturating_sub(1).max(1) as f64;
        let across = Axis::default().style(quiet).bounds([0.0, last]).labels(self.names());
        let up = Axis::default().style(quiet).bounds([self.low, self.high]).labels(self.figures());
        Chart::new(datasets).x_axis(across).y_axis(up).render(area, buf);
    }

    fn in_ascii(&self, buf: &mut Buffer, area: Rect, theme: Theme) {
        let quiet = theme.style(Role::Quiet);
        let height = area.height - UNDER;
        let bottom = height - 1;
        for row in 0..height {
            cells::put(buf, area, LEFT - 1, row, "|", quiet);
        }
        let line = format!("+{}", "-".repeat(usize::from(area.width - LEFT)));
        cells::put(buf, area, LEFT - 1, height, &line, quiet);
        for (figure, row) in self.figures().iter().zip([bottom, bottom / 2, 0]) {
            cells::put(buf, area, 0, row, &cells::pad_left(figure, usize::from(LEFT) - 2), quiet);
        }
        let room = f64::from(area.width - LEFT - 2);
        let last = self.places().saturating_sub(1).max(1) as f64;
        let column = |at: usize| LEFT + 1 + (room * at as f64 / last) as u16;
        for series in self.series.iter().rev() {
            let points = series.points.iter().enumerate().filter_map(|(at, point)| Some((at, (*point)?)));
            for (at, value) in points {
                let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
                let row = bottom - (share * f64::from(bottom)).round() as u16;
                cells::put(buf, area, column(at), row, series.sign, theme.style(series.role));
            }
        }
        self.names_across(buf, area, height + 1, quiet);
    }

    /// At the left edge, in the middle, at the right edge.
    fn names_across(&self, buf: &mut Buffer, area: Rect, row: u16, style: Style) {
        let names = self.names();
        if let Some(first) = names.first() {
            cells::put(buf, area, LEFT + 1, row, first, style);
        }
        if let [_, middle, _] = names.as_slice() {
            let half = (area.width - LEFT) / 2 - cells::width(middle) as u16 / 2;
            cells::put(buf, area, LEFT + half, row, middle, style);
        }
        if let [_, .., last] = names.as_slice() {
            cells::put_right(buf, Rect { width: area.width - 1, ..area }, row, last, style);
        }
    }
}

/// The runs of points with none lacking between them, each with its place across.
fn unbroken(points: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let placed: Vec<(f64, Option<f64>)> = points.iter().enumerate().map(|(at, point)| (at as f64, *point)).collect();
    let runs = placed.split(|(_, point)| point.is_none()).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().filter_map(|(at, point)| Some((*at, (*point)?))).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::harness::print;

    fn drawn(lines: Lines, points: &[Option<f64>]) -> String {
        let area = Rect::new(0, 0, 30, 8);
        let mut buf = Buffer::empty(area);
        let series = Series { points, sign: "*", role: Role::Plain };
        let across = (1..=points.len()).map(|week| week.to_string()).collect();
        Plot { series: vec![series], low: 90.0, high: 100.0, across }.draw(
            &mut buf,
            area,
            Theme { lines, ..Theme::default() },
        );
        print(&buf)
    }

    #[test]
    fn in_ascii_each_point_is_a_plain_sign() {
        insta::assert_snapshot!(drawn(Lines::Ascii, &[Some(90.0), None, Some(95.0), Some(100.0)]), @r"
        100 |                        *
            |
         95 |                *
            |
            |
         90 | *
            +-------------------------
              1                     4
        ");
    }

    #[test]
    fn a_gap_breaks_the_line() {
        assert_eq!(
            unbroken(&[Some(1.0), None, None, Some(2.0), Some(3.0)]),
            [vec![(0.0, 1.0)], vec![(3.0, 2.0), (4.0, 3.0)]]
        );
        assert!(drawn(Lines::Box, &[Some(90.0), None, Some(95.0)]).contains('│'));
        assert_eq!(drawn(Lines::Box, &[]).matches('*').count(), 0);
    }
}
