//! The document model: what a paper says and of which parts it consists. How it looks is the renderers' matter.

use serde::Serialize;

/// One document, ready to be set as text, DOCX or PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    pub sheet: Sheet,
    /// Document number (发文字号), such as 校内〔2026〕3号; empty where a paper has none.
    pub number: String,
    /// Broken by meaning, one line each.
    pub title: Vec<String>,
    /// 主送, without the colon; empty where a paper is for nobody in particular.
    pub addressee: String,
    pub blocks: Vec<Block>,
    /// Which form this is and whose, at the foot of every page.
    pub foot: String,
}

/// The sheet a paper is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// A4 upright, set as GB/T 9704-2012 sets letters.
    Letter,
    /// A4 landscape, for tables of many columns (台账、登记表).
    Register,
}

/// A part of a paper's body, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading that stands alone, without a full stop.
    Heading {
        rank: Rank,
        text: String,
    },
    /// Begins two characters in. `holds_next` keeps it on the page of what follows: no signature stands alone.
    Paragraph {
        text: String,
        holds_next: bool,
    },
    /// Who signs (落款), one below the other, then the date: to the right, four characters free.
    Signature {
        signers: Vec<Slot>,
        date: String,
    },
    /// Lines of places to write by hand, together on one page.
    Slots {
        lines: Vec<Vec<Slot>>,
    },
    Table(Table),
    /// An empty line.
    Gap,
}

/// The rank of a heading: it decides the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
}

/// A label and what stands behind it. An empty label prints no colon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slot {
    pub label: String,
    pub fill: Fill,
}

/// What stands in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "as", content = "of", rename_all = "snake_case")]
pub enum Fill {
    Written(String),
    /// A line for the pen, so many characters long.
    Blank(u16),
    /// A line for the pen to the right edge.
    Rest,
}

/// A table with one heading row, repeated on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    pub columns: Vec<Column>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub title: String,
    /// Share of the table's width, against the other columns' shares.
    pub share: u16,
}

impl Block {
    pub fn heading(rank: Rank, text: impl Into<String>) -> Block {
        Block::Heading { rank, text: text.into() }
    }

    pub fn paragraph(text: impl Into<String>) -> Block {
        Block::Paragraph { text: text.into(), holds_next: false }
    }
}

impl Slot {
    pub fn new(label: impl Into<String>, fill: Fill) -> Slot {
        Slot { label: label.into(), fill }
    }

    /// The label as printed, with its colon.
    pub fn lead(&self) -> String {
        if self.label.is_empty() { String::new() } else { format!("{}：", self.label) }
    }
}

impl Paper {
    /// Every text of the paper, as it was put in.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![&self.number, &self.addressee, &self.foot];
        texts.extend(self.title.iter().map(String::as_str));
        for block in &self.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => texts.push(text),
                Block::Signature { signers, date } => {
                    texts.extend(signers.iter().flat_map(Slot::texts));
                    texts.push(date);
                }
                Block::Slots { lines } => texts.extend(lines.iter().flatten().flat_map(Slot::texts)),
                Block::Table(table) => {
                    texts.extend(table.columns.iter().map(|column| column.title.as_str()));
                    texts.extend(table.rows.iter().flatten().map(String::as_str));
                }
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
