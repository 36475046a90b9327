//! The pupil file.

use crate::domain::timeline::What;
use chrono::NaiveDate;

/// The pupil file.
pub struct PupilFile {
    pub title: &'static str,
    /// Something that is read whole.
    pub record: &'static str,
    /// The pages of a small screen.
    pub facts: &'static str,
    pub term: &'static str,
    pub time_line: &'static str,
    pub page: fn(usize, usize) -> String,

    pub sex_and_birth: &'static str,
    pub age: fn(u32) -> String,
    pub student_no: &'static str,
    pub id_no: &'static str,
    pub hukou: &'static str,
    pub address: &'static str,
    pub street: &'static str,
    pub groups: &'static str,
    pub guardians: &'static str,
    pub no_guardians: &'static str,
    pub no_phone: &'static str,
    pub on_leave: &'static str,
    /// From, to, reason.
    pub leave_span: fn(NaiveDate, NaiveDate, &str) -> String,
    pub unrecorded: &'static str,
    pub suspended: &'static str,
    pub gone: &'static str,
    pub seat: fn(u16) -> String,

    pub streak: &'static str,
    pub days: fn(u16) -> String,
    /// Days, and the first of them.
    pub days_since: fn(u16, NaiveDate) -> String,
    pub absence_streak: &'static str,
    pub longest: &'static str,
    pub unexcused: &'static str,
    /// A sum of day shares, such as 2.5.
    pub day_sum: fn(&str) -> String,
    pub rate: &'static str,
    pub persistent: &'static str,
    pub owed: &'static str,
    pub nothing_owed: &'static str,
    pub no_figures: &'static str,

    pub months: &'static str,
    pub weeks: &'static str,
    pub there: &'static str,
    pub not_taken: &'static str,
    pub no_school: &'static str,
    pub no_term: &'static str,

    /// What a row of the time line is called where it is read whole.
    pub kind: fn(&What) -> &'static str,
    pub count: fn(usize) -> String,
    pub nothing_happened: &'static str,

    pub when: &'static str,
    pub by_means: &'static str,
    pub with_whom: &'static str,
    pub phone: &'static str,
    pub result: &'static str,
    pub reason: &'static str,
    pub said: &'static str,
    pub whereabouts: &'static str,
    pub returns: &'static str,
    pub next: &'static str,
    pub visitors: &'static str,
    pub met: &'static str,
    pub place: &'static str,
    pub found: &'static str,
    pub agreed: &'static str,
    pub attached: &'static str,
    pub approved_by: &'static str,
    pub recorded_by: &'static str,

    pub contact: &'static str,
    pub visit: &'static str,
    pub leave: &'static str,
    pub notice: &'static str,
    pub show_numbers: &'static str,
    pub hide_numbers: &'static str,
    pub are_shown: &'static str,
    pub open: &'static str,
    pub turn_page: &'static str,
    pub to_page: &'static str,
    pub nothing_chosen: &'static str,
}
