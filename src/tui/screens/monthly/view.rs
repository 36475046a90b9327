//! How the monthly report is drawn: its figures with a column a grade, its contradictions, its versions.

use super::{MonthlyScreen, Shows, stage};
use crate::domain::ids::PupilId;
use crate::domain::monthly::{Contradiction, Doubt, Line, MonthlyReport, Recipient, Said};
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Cells of a figure's number and name, of a grade, and of the total at 80 cells.
const NUMBER: u16 = 3;
const NAME: u16 = 16;
const GRADE: u16 = 5;
const TOTAL: u16 = 6;
/// The same where there is room.
const BROAD_NAME: u16 = 24;
const BROAD_GRADE: u16 = 8;

/// Cells of what does not agree; why it stands takes what is left.
const DOUBT: u16 = 46;
const BROAD_DOUBT: u16 = 66;

/// Cells of the columns of the versions; the last takes what is left.
const VERSIONS: [u16; 6] = [4, 10, 8, 14, 18, 0];
const BROAD_VERSIONS: [u16; 6] = [4, 10, 10, 36, 26, 0];

/// From so many cells on there is room.
const BROAD: u16 = 110;

pub fn draw(screen: &MonthlyScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.monthly, cx.theme);
    let open = screen.doubts.iter().filter(|it| it.reason.is_none()).count();
    let (right, role) = match screen.report {
        None => (String::new(), Role::Plain),
        Some(_) if screen.doubts.is_empty() => (stage(cx, screen.month), Role::Plain),
        Some(_) => {
            let role = if open > 0 { Role::Owed } else { Role::Plain };
            (format!("{}  {}", stage(cx, screen.month), (words.doubts)(screen.doubts.len(), open)), role)
        }
    };
    let view = match screen.shows {
        Shows::Figures => words.figures,
        Shows::Doubts => words.doubts_headings[1],
        Shows::Versions => words.versions,
    };
    let left = match &screen.report {
        Some(report) => format!("{} {}  {}", words.title, screen.month, days(report.from, report.to)),
        None => format!("{} {}", words.title, screen.month),
    };
    let inside = header::draw(buf, area, theme, &format!("{left}  {view}"), (&right, role));
    let inside = differing(screen, cx, inside, buf);
    match (screen.shows, &screen.report) {
        (Shows::Figures, Some(report)) => figures(screen, report, cx, inside, buf),
        (Shows::Figures, None) => empty(cx, inside, buf, words.empty, words.how_it_goes),
        (Shows::Doubts, _) if screen.doubts.is_empty() => {
            let nothing = if screen.report.is_some() { words.no_doubts } else { words.empty };
            empty(cx, inside, buf, nothing, words.how_it_goes);
        }
        (Shows::Doubts, _) => doubts(screen, cx, inside, buf),
        (Shows::Versions, _) if screen.versions.is_empty() => empty(cx, inside, buf, words.no_versions, ""),
        (Shows::Versions, _) => versions(screen, cx, inside, buf),
    }
}

/// Says above what is shown that the books no longer agree with what was signed; gives what is left of the place.
fn differing(screen: &MonthlyScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Rect {
    if screen.differs.is_empty() || area.height < 2 {
        return area;
    }
    let words = &cx.words.monthly;
    let said = format!("{} {}", (words.differs)(&screen.differs), words.differs_key);
    let room = usize::from(area.width.saturating_sub(2)).max(1);
    let lines = cells::wrap(&said, room);
    for (line, row) in lines.iter().zip(0..) {
        cells::put(buf, area, 1, row, line, cx.theme.style(Role::Owed));
    }
    let used = u16::try_from(lines.len()).unwrap_or(area.height).min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

/// `09-01 - 09-30`
fn days(from: NaiveDate, to: NaiveDate) -> String {
    format!("{} - {}", from.format("%m-%d"), to.format("%m-%d"))
}

fn empty(cx: &Context, area: Rect, buf: &mut Buffer, nothing: &str, more: &str) {
    let place = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let mut row = 1;
    for (text, role) in [(nothing, Role::Title), (more, Role::Plain)] {
        for line in cells::wrap(text, usize::from(place.width).max(1)) {
            cells::put(buf, place, 0, row, &line, cx.theme.style(role));
            row += 1;
        }
        row += 1;
    }
}

fn figures(screen: &MonthlyScreen, report: &MonthlyReport, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.monthly, cx.theme);
    let broad = area.width >= BROAD;
    let (name, grade) = if broad { (BROAD_NAME, BROAD_GRADE) } else { (NAME, GRADE) };
    // At 80 cells a grade is named by its number alone.
    let titles: Vec<String> = (report.grades.iter())
        .filter_map(|line| line.grade())
        .map(|grade| if broad { grade.to_string() } else { grade.get().to_string() })
        .collect();
    let mut columns = vec![Column::left("", NUMBER), Column::left(words.item, name)];
    columns.extend(titles.iter().map(|title| Column::right(title, grade)));
    columns.push(Column::right(words.total, TOTAL.max(grade)));
    // The last column takes what is left: an empty one, so that the total stands beside the grades.
    columns.push(Column::left("", 0));
    let lines = Line::of(report);
    table::draw(buf, area, theme, &columns, &screen.rows, |at| {
        let line = lines[at];
        let label = match line {
            Line::Of(figure) => (words.figure)(figure),
            Line::Difference => words.difference,
            Line::Rate => cx.words.week.rate,
            Line::Intake(figure) => (words.intake)(figure),
        };
        let plain = theme.style(Role::Plain);
        let mut row = vec![(line.number().to_owned(), theme.style(Role::Quiet)), (label.to_owned(), plain)];
        row.extend(line.said(report).into_iter().map(|said| {
            let differs = line == Line::Difference && matches!(said, Said::Number(number) if number != 0);
            let role = if differs { Role::Owed } else { Role::Plain };
            let text = match said {
                Said::Number(number) => number.to_string(),
                Said::Rate(rate) => rate.percent(1),
                Said::NotCounted => words.not_counted.to_owned(),
                Said::NotAsked => String::new(),
            };
            (text, theme.style(role))
        }));
        row.push((String::new(), plain));
        row
    });
}

/// A contradiction in words, with those who were away at a count.
pub fn said(cx: &Context, it: &Contradiction) -> String {
    let name = |pupil: PupilId| cx.school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
    let said = (cx.words.monthly.doubt)(it.doubt, &it.doubt.pupil().map(name).unwrap_or_default());
    match (it.doubt, it.pupils.as_slice()) {
        (Doubt::Count { .. }, [_, ..]) => {
            let names: Vec<String> = it.pupils.iter().map(|pupil| name(*pupil)).collect();
            format!("{said} ({})", names.join(cx.words.staff.between))
        }
        _ => said,
    }
}

fn doubts(screen: &MonthlyScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.monthly, cx.theme);
    let width = if area.width >= BROAD { BROAD_DOUBT } else { DOUBT };
    let [_, doubt, reason, _] = words.doubts_headings;
    let columns = [Column::left(doubt, width), Column::left(reason, 0)];
    table::draw(buf, area, theme, &columns, &screen.rows, |at| {
        let it = &screen.doubts[at];
        let role = if it.reason.is_some() { Role::Quiet } else { Role::Owed };
        let reason = it.reason.as_deref().unwrap_or(words.unexplained);
        [said(cx, it), reason.to_owned()].map(|text| (cells::steady(&text).into_owned(), theme.style(role))).into()
    });
}

fn versions(screen: &MonthlyScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.monthly, cx.theme);
    let widths = if area.width >= BROAD { BROAD_VERSIONS } else { VERSIONS };
    let columns: Vec<Column<'_>> =
        words.versions_headings.iter().zip(widths).map(|(title, width)| Column::left(title, width)).collect();
    table::draw(buf, area, theme, &columns, &screen.rows, |at| {
        let version = screen.versions[at];
        let known = cx.school.monthly.version(screen.month, version).map(|signed| &signed.record.report);
        let signed = known.and_then(|report| report.signed.as_ref());
        let sent = |to: Recipient| {
            let record = cx.school.monthly.sending(screen.month, version, to).map(|sent| &sent.record);
            record.map_or_else(
                || words.not_sent.to_owned(),
                |it| (words.sending)(it.on.format("%m-%d").to_string().as_str(), &it.how, it.receipt.is_some()),
            )
        };
        let texts = [
            version.to_string(),
            signed.map(|signed| signed.on.to_string()).unwrap_or_default(),
            signed.map(|signed| signed.by.clone()).unwrap_or_default(),
            known.map(|report| report.why.clone()).unwrap_or_default(),
            sent(Recipient::Bureau),
            sent(Recipient::Street),
        ];
        texts.map(|text| (cells::steady(&text).into_owned(), theme.style(Role::Plain))).into()
    });
}
