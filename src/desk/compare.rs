//! The books against the national system's export: read, compared, printed. Nothing is recorded but that it was printed.

use super::files::{Existing, write_file};
use super::letters::Format;
use super::{Desk, Problem};
use crate::documents::{compare as document, render};
use crate::domain::compare::Comparison;
use crate::exchange::plan::Fault;
use crate::exchange::{compare, file};
use crate::words::Lang;
use std::fs;
use std::path::{Path, PathBuf};

/// What comparing a file came to, and what of it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub comparison: Comparison,
    pub faults: Vec<Fault>,
}

impl Desk {
    /// Compares the books of today with a file. Writes nothing.
    pub fn compare(&self, path: &Path) -> Result<Compared, Problem> {
        let bytes = fs::read(path).map_err(|source| Problem::Read { file: path.to_owned(), source })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unreadable = |source| Problem::Import { file: path.to_owned(), source };
        let sheets = file::read(&name, &bytes).map_err(unreadable)?;
        let export = compare::read(&sheets, &self.school, self.today()).map_err(unreadable)?;
        let comparison = self.school.compare(&export.listed, export.unread, self.today());
        Ok(Compared { comparison, faults: export.faults })
    }

    /// Writes a comparison, never over a file that is there already, but beside it; gives the file that was written.
    pub fn write_comparison(&mut self, compared: &Compared, format: Format, file: &Path) -> Result<PathBuf, Problem> {
        let (school, today, comparison) = (&self.school, self.today(), &compared.comparison);
        // Papers are Chinese whatever language the screens speak.
        let unread: Vec<String> = compared.faults.iter().map(Lang::Zh.words().import.fault).collect();
        let file = match format {
            Format::Xlsx => {
                let workbook = document::workbook(school, comparison, &unread, today);
                write_file(file, Existing::Keep, &render::xlsx(&workbook)?)?
            }
            _ => {
                self.write_paper(&document::paper(school, comparison, &unread, today), format, file, Existing::Keep)?
            }
        };
        self.exported(document::NAME, comparison.lines.len())?;
        Ok(file)
    }
}
