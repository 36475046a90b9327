//! The import screen: what to import, and the preview before anything is written.

/// One kind of file.
pub struct ImportKind {
    pub name: &'static str,
    /// What such a file holds, and in which forms it is read.
    pub about: &'static str,
}

pub struct ImportScreen {
    pub what: &'static str,
    pub roster: ImportKind,
    pub attendance: ImportKind,
    pub calendar: ImportKind,
    pub nation: ImportKind,
    pub staff: ImportKind,
    pub entrants: ImportKind,
    pub district_schools: ImportKind,
    pub nothing_before_preview: &'static str,
    /// Of which kind the file is that is to be picked.
    pub pick: fn(&str) -> String,
    pub reading: fn(&str) -> String,
    pub may_leave: &'static str,
    pub unreadable: &'static str,
    pub is_preview: &'static str,
    pub importing: &'static str,

    pub overview: &'static str,
    pub new: &'static str,
    pub changed: &'static str,
    pub missing: &'static str,
    pub faulty: &'static str,
    pub kept: &'static str,
    pub nothing_here: &'static str,
    pub enter_imports: &'static str,
    pub faults_stay_out: fn(usize) -> String,
    pub missing_stay: fn(usize) -> String,
    /// Whose signs a monthly sheet is read by.
    pub legend: fn(&str) -> String,
    pub legend_of_sheet: &'static str,
    pub changed_since: &'static str,
    pub written: fn(&str) -> String,
    pub no_faults: &'static str,

    pub choose_file: &'static str,
    pub import: &'static str,
    pub leave: &'static str,
    pub next_page: &'static str,
    pub previous_page: &'static str,
    pub page: &'static str,
    pub write_faulty: &'static str,
    pub next_legend: &'static str,
    pub overrule: &'static str,
}
