//! What a preview of an import says.

use crate::exchange::plan::{Counts, Difference, Fault, Item, Kept, Note, Subject};

/// What a preview of an import says.
pub struct Import {
    pub counts: fn(&Counts) -> String,
    /// What is new, changed or missing, by name.
    pub subject: fn(&Subject) -> String,
    /// One field that differs.
    pub difference: fn(&Difference) -> String,
    pub missing: fn(&Item) -> String,
    /// Of whom the file says otherwise, and why the books stay as they are.
    pub kept: fn(&Kept) -> String,
    /// A field that an earlier list has said otherwise.
    pub kept_difference: fn(&Difference) -> String,
    /// The way to let a list overrule what earlier ones have said.
    pub kept_by_list: &'static str,
    /// The way to change what holds by a change of status or the turn of the year.
    pub kept_by_status: &'static str,
    /// Why a row is kept out.
    pub fault: fn(&Fault) -> String,
    /// The same of a file with several sheets.
    pub fault_in_sheet: fn(&Fault) -> String,
    pub unread_columns: fn(&[String]) -> String,
    pub note: fn(&Note) -> String,
    /// What a file of faulty rows is called, after the name of the file that they come from.
    pub faulty_rows: &'static str,
    pub dry_run: &'static str,
    /// So many rows were faulty and left out.
    pub recorded: fn(usize) -> String,
    pub nothing_to_do: &'static str,
}

impl Import {
    /// A changed thing, field by field.
    pub fn changed(&self, item: &Item) -> String {
        let differences: Vec<String> =
            item.differences.iter().map(|difference| (self.difference)(difference)).collect();
        format!("{}  {}", (self.subject)(&item.subject), differences.join("; "))
    }
}
