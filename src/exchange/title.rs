//! What stands above and below a table: titles that say of which class and month it is; sums and signatures.

use super::sheet::{Cell, Row, Sheet};
use crate::domain::class::ClassReading;
use crate::domain::plain::plain;

/// The texts above the row of headings, each alone and all together, and the name of the sheet.
pub fn above(sheet: &Sheet, headings: usize) -> Vec<String> {
    let cells = sheet.rows[..headings].iter().flat_map(|row| row.cells.iter().filter(|cell| !cell.is_blank()));
    let mut titles: Vec<String> = cells.map(Cell::plain).collect();
    titles.push(titles.join(" "));
    titles.push(plain(&sheet.name).into_owned());
    titles
}

/// The first class that a title names with its grade or year and that `known` accepts: the longest spelling that ends
/// with 班.
pub fn class_in<T>(title: &str, known: impl Fn(ClassReading) -> Option<T>) -> Option<T> {
    for (at, word) in title.match_indices('班') {
        let end = at + word.len();
        for (start, _) in title[..end].char_indices() {
            let reading = title[start..end].parse().ok();
            let whole = reading.filter(|reading| !matches!(reading, ClassReading::Number(_)));
            if let Some(class) = whole.and_then(&known) {
                return Some(class);
            }
        }
    }
    None
}

/// `2025年10月`, `2025-10`, `2025.10`; or `2025-2026学年…10月`.
pub fn month_in(title: &str) -> Option<(i32, u32)> {
    let figures: Vec<char> = title.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |from: usize| figures[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let number = |from: usize, count: usize| figures[from..from + count].iter().collect::<String>().parse::<u32>().ok();
    let mut school_year = None;
    let mut month_alone = None;
    let mut at = 0;
    while at < figures.len() {
        let count = digits(at);
        let (value, next) = (number(at, count), figures.get(at + count));
        let year =
            value.filter(|year| count == 4 && (2000..2200).contains(year)).and_then(|year| i32::try_from(year).ok());
        if let (Some(year), Some('年' | '-' | '.' | '/')) = (year, next) {
            let after = at + count + 1;
            let month = number(after, digits(after)).filter(|month| (1..=12).contains(month));
            if let Some(month) = month.filter(|_| digits(after) <= 2) {
                return Some((year, month));
            }
        }
        school_year = school_year.or(year);
        if count > 0 && next == Some(&'月') {
            month_alone = month_alone.or(value.filter(|month| (1..=12).contains(month)));
        }
        at += count.max(1);
    }
    // A school year begins in August.
    let (year, month) = (school_year?, month_alone?);
    let is_school_year = title.contains("学年");
    Some((if is_school_year && month < 8 { year + 1 } else { year }, month))
}

/// A line below the pupils: signatures, sums, remarks.
pub fn is_footer(row: &Row) -> bool {
    const WORDS: [&str; 16] = [
        "签名",
        "签字",
        "合计",
        "总计",
        "小计",
        "共计",
        "图例",
        "说明",
        "备注",
        "注:",
        "班主任",
        "填表",
        "制表",
        "出勤率",
        "应到",
        "实到",
    ];
    let first = row.cells.iter().find(|cell| !cell.is_blank()).map(Cell::plain).unwrap_or_default();
    WORDS.iter().any(|word| first.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_titles() {
        let table = [
            ("凤栖实验学校（样例）七年级(1)班2025年10月考勤表", Some((2025, 10))),
            ("month-2026-03", Some((2026, 3))),
            ("七(3)班 2025 年 9 月", Some((2025, 9))),
            ("2025—2026学年第一学期 七年级(3)班 1月考勤", Some((2026, 1))),
            ("2025-2026学年第一学期 七年级(3)班 12月考勤", Some((2025, 12))),
            ("七年级(3)班考勤表", None),
        ];
        for (title, month) in table {
            assert_eq!(month_in(title), month, "{title}");
        }
    }

    #[test]
    fn classes_in_titles() {
        let said = |reading| match reading {
            ClassReading::Class(class) => Some(class),
            _ => None,
        };
        let class = |title: &str| class_in(title, said).map(|class| class.to_string());
        for title in ["凤栖实验学校（样例）七年级(3)班2025年10月考勤表", "2025年初一(3)班名册", "班级:七(3)班 班主任:"]
        {
            assert_eq!(class(&plain(title)).as_deref(), Some("七年级(3)班"), "{title}");
        }
        assert_eq!(class("本班 3班 名册"), None);
    }
}
