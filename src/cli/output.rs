//! Standard output: data only, as aligned text or as JSON. Messages go to standard error.

use crate::desk::Problem;
use crate::words::Words;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Where a command prints.
pub struct Output<'a> {
    pub words: &'static Words,
    data: &'a mut dyn Write,
    messages: &'a mut dyn Write,
}

impl<'a> Output<'a> {
    pub fn new(words: &'static Words, data: &'a mut dyn Write, messages: &'a mut dyn Write) -> Output<'a> {
        Output { words, data, messages }
    }

    /// A line of data.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<(), Problem> {
        writeln!(self.data, "{}", text.as_ref()).map_err(Problem::Output)
    }

    /// Data as it is.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.data.write_all(bytes).map_err(Problem::Output)
    }

    /// A message to the person at the terminal.
    pub fn say(&mut self, text: impl AsRef<str>) -> Result<(), Problem> {
        writeln!(self.messages, "{}", text.as_ref()).map_err(Problem::Output)
    }

    /// That a file was written; where it was asked for under a name that was taken, that too.
    pub fn written(&mut self, asked: &Path, file: &Path) -> Result<(), Problem> {
        let words = &self.words.cli;
        self.say(if asked == file { (words.written)(file) } else { (words.written_beside)(asked, file) })
    }

    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Problem::Output(io::Error::other(error)))?;
        self.line(text)
    }

    /// Rows under their headings, in columns that line up by cells. Trailing blanks are left out.
    pub fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) -> Result<(), Problem> {
        let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let print = |cells: &mut dyn Iterator<Item = &str>| {
            let padded = cells.zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let heading = print(&mut headings.iter().copied());
        self.line(heading)?;
        for row in rows {
            let line = print(&mut row.iter().map(String::as_str));
            self.line(line)?;
        }
        Ok(())
    }
}
