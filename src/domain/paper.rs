//! The document model: what a paper says and of which parts it consists. How it looks is the renderers' matter.

use super::plain::unsteered;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, Cow};
use std::fmt;

/// A text on a paper, on one line. Whatever was pasted into a note, it holds nothing that steers a terminal: printed it would be
/// a box, in a terminal a command, in XML a fault.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl From<String> for Text {
    fn from(written: String) -> Text {
        match unsteered(&written) {
            Cow::Borrowed(_) if !written.contains(['\n', '\t']) => Text(written),
            read => Text(read.replace(['\n', '\t'], " ")),
        }
    }
}

impl From<&str> for Text {
    fn from(written: &str) -> Text {
        written.to_owned().into()
    }
}

impl From<&String> for Text {
    fn from(written: &String) -> Text {
        written.clone().into()
    }
}

/// So that lines of text can be joined.
impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Text {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One document, ready to be set as text, DOCX or PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub sheet: Sheet,
    /// A line above everything else, such as 代拟稿，供××参考; empty on most papers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub heading: Text,
    /// Document number (发文字号), such as 校内〔2026〕3号; empty where a paper has none.
    pub number: Text,
    /// Broken by meaning, one line each.
    pub title: Vec<Text>,
    /// 主送, without the colon; empty where a paper is for nobody in particular.
    pub addressee: Text,
    pub blocks: Vec<Block>,
    /// Which form this is and whose, at the foot of every page.
    pub foot: Text,
}

/// The sheet a paper is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// A4 upright, set as GB/T 9704-2012 sets letters.
    Letter,
    /// A4 landscape, for tables of many columns (台账、登记表).
    Register,
    /// A4 landscape with narrow margins and small type, for tables of more columns than a register has room for.
    Ledger,
    /// A4 upright with narrow margins and small type: everything about a matter on one page.
    Overview,
}

/// A part of a paper's body, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading that stands alone, without a full stop.
    Heading {
        rank: Rank,
        text: Text,
    },
    /// Begins two characters in. `holds_next` keeps it on the page of what follows: no signature stands alone.
    Paragraph {
        text: Text,
        holds_next: bool,
    },
    /// Who signs (落款), one below the other, then the date: to the right, four characters free.
    Signature {
        signers: Vec<Slot>,
        date: Text,
    },
    /// Who signs under a seal (落款加盖公章): the sender's name centred over the date, to the right.
    Seal {
        name: Text,
        date: Text,
    },
    /// Lines of places to write by hand, together on one page.
    Slots {
        lines: Vec<Vec<Slot>>,
    },
    Table(Table),
    /// Labels with what is said under them (记录表), ruled: one slot in a row takes its whole width, two share it. What
    /// is blank is room for the pen, so many characters of it.
    Grid {
        rows: Vec<Vec<Slot>>,
    },
    /// 附件: what is enclosed, numbered where it is more than one thing; one empty line above it.
    Enclosures {
        names: Vec<Text>,
    },
    /// Here a part begins that goes its own way (回执、送达回证), under its title; what follows stays together.
    Slip {
        apart: Apart,
        title: Text,
    },
    /// Small charts, two abreast, together on one page.
    Charts {
        charts: Vec<Chart>,
    },
    /// An empty line.
    Gap,
}

/// How a slip is parted from what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// Below a line to cut along (裁切线).
    Cut,
    /// On a page of its own.
    Page,
}

/// The rank of a heading: it decides the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
}

/// A label and what stands behind it. An empty label prints no colon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub label: Text,
    pub fill: Fill,
}

/// What stands in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", content = "of", rename_all = "snake_case")]
pub enum Fill {
    Written(Text),
    /// A line for the pen, so many characters long.
    Blank(u16),
    /// A line for the pen to the right edge.
    Rest,
}

/// A table with one heading row, repeated on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub columns: Vec<Column>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub title: Text,
    /// Share of the table's width, against the other columns' shares.
    pub share: u16,
}

/// Figures that are drawn where the reading can draw, and said where it cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    pub caption: Text,
    pub look: Look,
    /// The names of the places across.
    pub across: Vec<Text>,
    pub rows: Vec<ChartRow>,
    /// The figures on the left of lines, from the lowest.
    pub up: Vec<Text>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// A cell for each figure, the darker the higher its mark.
    Shades,
    /// The first row as bars.
    Bars,
    /// Each row as a line.
    Lines,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartRow {
    pub name: Text,
    /// As many as there are places across.
    pub marks: Vec<ChartMark>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartMark {
    /// The figure as it is written.
    pub text: Text,
    /// How high or how dark, in ten-thousandths; none where there is nothing to draw.
    pub height: Option<u32>,
}

impl Chart {
    /// What the chart shows in words: its caption, then a line for each row.
    pub fn said(&self) -> Vec<String> {
        let row = |row: &ChartRow| {
            let figures = self.across.iter().zip(&row.marks).filter(|(_, mark)| !mark.text.is_empty());
            let figures: Vec<String> = figures.map(|(place, mark)| format!("{place} {}", mark.text)).collect();
            let name = if row.name.is_empty() { String::new() } else { format!("{}：", row.name) };
            format!("{name}{}", figures.join("，"))
        };
        std::iter::once(self.caption.to_string()).chain(self.rows.iter().map(row)).collect()
    }

    fn texts(&self) -> impl Iterator<Item = &Text> {
        let rows = self.rows.iter().flat_map(|row| row.marks.iter().map(|mark| &mark.text).chain([&row.name]));
        [&self.caption].into_iter().chain(&self.across).chain(&self.up).chain(rows)
    }
}

impl Block {
    pub fn heading(rank: Rank, text: impl Into<Text>) -> Block {
        Block::Heading { rank, text: text.into() }
    }

    pub fn paragraph(text: impl Into<Text>) -> Block {
        Block::Paragraph { text: text.into(), holds_next: false }
    }
}

impl Slot {
    pub fn new(label: impl Into<Text>, fill: Fill) -> Slot {
        Slot { label: label.into(), fill }
    }

    /// The label as printed, with its colon.
    pub fn lead(&self) -> String {
        if self.label.is_empty() { String::new() } else { format!("{}：", self.label) }
    }
}

impl Paper {
    /// The same with when it was printed and by whom at its foot, as every form of the school ends (domain handbook 3).
    #[must_use]
    pub fn printed_by(mut self, at: NaiveDateTime, by: &str) -> Paper {
        self.foot = format!("{}　打印：{} {by}", self.foot.as_str(), at.format("%Y-%m-%d %H:%M")).trim_end().into();
        self
    }

    /// Every text of the paper, as it was put in.
    pub fn texts(&self) -> Vec<&str> {
        let lines = [&self.heading, &self.number, &self.addressee, &self.foot];
        let mut texts: Vec<&str> = lines.map(Text::as_str).into();
        texts.extend(self.title.iter().map(Text::as_str));
        for block in &self.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => texts.push(text.as_str()),
                Block::Signature { signers, date } => {
                    texts.extend(signers.iter().flat_map(Slot::texts));
                    texts.push(date.as_str());
                }
                Block::Seal { name, date } => texts.extend([name.as_str(), date.as_str()]),
                Block::Slots { lines: rows } | Block::Grid { rows } => {
                    texts.extend(rows.iter().flatten().flat_map(Slot::texts));
                }
                Block::Enclosures { names } => texts.extend(names.iter().map(Text::as_str)),
                Block::Slip { title, .. } => texts.push(title.as_str()),
                Block::Table(table) => {
                    texts.extend(table.columns.iter().map(|column| column.title.as_str()));
                    texts.extend(table.rows.iter().flatten().map(Text::as_str));
                }
                Block::Charts { charts } => texts.extend(charts.iter().flat_map(Chart::texts).map(Text::as_str)),
                Block::Gap => {}
            }
        }
        texts
    }
}

impl Slot {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let written = match &self.fill {
            Fill::Written(text) => Some(text.as_str()),
            Fill::Blank(_) | Fill::Rest => None,
        };
        std::iter::once(self.label.as_str()).chain(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_without_control_characters() {
        let table = [("甲\u{1b}[31m乙\u{7}", "甲乙"), ("上午\r\n下午\t", "上午 下午 "), ("林𬭎", "林𬭎")];
        for (written, text) in table {
            assert_eq!(Text::from(written).as_str(), text);
        }
    }
}
