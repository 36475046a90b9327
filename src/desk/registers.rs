//! Registers: their lines worked out from the facts, and written as files.

use super::files::{Existing, write_file};
use super::letters::{Format, text};
use super::{Desk, Problem};
use crate::documents::registers::{self, Line};
use crate::documents::render;
use crate::domain::register::Register;
use std::path::{Path, PathBuf};

impl Desk {
    /// The lines of a register, as things stand today.
    pub fn register_lines(&self, register: Register) -> Vec<Line> {
        registers::lines(&self.school, register, self.today())
    }

    /// Whether the person who sits here may see a register.
    ///
    /// # Errors
    /// When it is for others.
    pub fn may_see_register(&self, register: Register) -> Result<(), Problem> {
        let may = self.school.may_see_register(self.who, register, self.today());
        if may { Ok(()) } else { Err(Problem::LedgerNotYours) }
    }

    /// A register as plain text.
    pub fn register_text(&self, register: Register) -> String {
        text(&registers::paper(&self.school, register, self.today()))
    }

    /// Writes a register; gives the file that was written.
    pub fn write_register(
        &mut self,
        register: Register,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        self.may_see_register(register)?;
        self.reach_back_to(register.span.from)?;
        let lines = self.register_lines(register);
        let file = match format {
            Format::Xlsx => {
                write_file(file, existing, &render::xlsx(&registers::workbook(register, &lines, self.today()))?)?
            }
            _ => self.write_paper(&registers::printed(&self.school, register, &lines), format, file, existing)?,
        };
        self.exported(registers::form(register.kind).name, registers::pupils(&lines))?;
        Ok(file)
    }
}
