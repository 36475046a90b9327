//! The school's own templates: what is wrong with one, and the command for them.

use crate::domain::template::Wrong;
use std::path::Path;

pub struct Template {
    pub wrong: fn(&Wrong) -> String,
    /// File, line, and what is wrong there.
    pub at: fn(&Path, usize, &str) -> String,
    pub not_utf8: fn(&Path) -> String,
    /// With what the system says.
    pub unreadable: fn(&Path, &str) -> String,
    /// Said after the faults.
    pub built_in_meanwhile: &'static str,
    /// On the command line, once a paper was issued so: its number.
    pub issued_so: fn(&str) -> String,
    /// In the header of a paper.
    pub amiss_sign: &'static str,
    pub headings: [&'static str; 4],
    pub built_in: &'static str,
    pub own: &'static str,
    pub amiss: &'static str,
    pub copied: fn(&Path) -> String,
    pub is_there: fn(&Path) -> String,
    /// A file that is no paper's.
    pub stranger: fn(&Path) -> String,
}
