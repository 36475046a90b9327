//! The roll-call screen.

use crate::domain::calendar::DayWhy;
use crate::domain::class::Class;
use crate::domain::leave::LeaveNote;
use crate::domain::mark::Mark;
use chrono::NaiveDate;

/// The roll screen.
pub struct RollCall {
    /// Four cells in Chinese, for the panel and the footer.
    pub mark: fn(Mark) -> &'static str,
    /// One character or two letters.
    pub mark_letter: fn(Mark) -> &'static str,
    pub present: &'static str,
    pub expected: &'static str,
    pub here: &'static str,
    pub owed_today: &'static str,
    pub late: fn(u16) -> String,
    pub more: fn(usize) -> String,
    /// Day, session, how many rolls in all.
    pub missing_roll: fn(&str, &str, usize) -> String,
    /// Boarder or day pupil.
    pub boards: fn(bool) -> &'static str,
    pub last_time: &'static str,
    pub in_term: &'static str,
    pub never_missed: &'static str,
    pub strip: &'static str,
    pub streak: fn(u16) -> String,
    pub on_leave: fn(&LeaveNote) -> String,
    /// 不辞而别: the seat of somebody whose family has left.
    pub vanished: &'static str,
    /// The last day of the note.
    pub leave_over: fn(&str) -> String,
    pub noted: fn(&str) -> String,
    /// From Monday.
    pub weekday: [&'static str; 7],
    pub week: fn(i64) -> String,
    pub is_saved: &'static str,
    pub is_unsaved: &'static str,
    pub is_not_taken: &'static str,
    pub no_school: &'static str,
    pub off: fn(DayWhy<'_>) -> String,
    pub ask_off_day: fn(NaiveDate, &str) -> String,
    pub call_anyway: &'static str,
    /// Before everybody of somebody else's class is said to be there.
    pub other_class: &'static str,
    pub ask_other_class: fn(Class) -> String,
    pub all_are_there: &'static str,
    pub do_not_call: &'static str,
    pub nobody: &'static str,
    pub nothing_to_save: &'static str,
    pub mark_first: &'static str,
    pub no_such_seat: fn(&str) -> String,
    /// Two pupils of the class were given this seat.
    pub seat_twice: fn(&str) -> String,
    /// A pupil without a seat among others who have one: how to pick it, and how to give it one.
    pub no_seat: &'static str,
    pub restored: &'static str,
    pub saved: &'static str,
    pub saved_all_here: &'static str,
    /// Who is back whose case is open.
    pub are_back: fn(&[&str]) -> String,
    pub follow_up: fn(usize) -> String,
    pub follow: &'static str,
    pub later: &'static str,
    pub seat: &'static str,
    pub next_mark: &'static str,
    pub take_back: &'static str,
    pub next_marked: &'static str,
    pub find: &'static str,
    pub note: &'static str,
    pub note_for: fn(&str) -> String,
    pub note_hint: &'static str,
    pub previous_session: &'static str,
    pub next_session: &'static str,
    pub go_to_date: &'static str,
    pub date_hint: &'static str,
    pub no_date: &'static str,
    pub not_yet: &'static str,
    pub no_neighbour: &'static str,
    pub go_to_class: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub erase: &'static str,
    pub leaving_unsaved: &'static str,
    pub save_and_leave: &'static str,
    pub leave_as_draft: &'static str,
    pub stay: &'static str,
    pub overtaken_title: &'static str,
    /// Who saved it, and when.
    pub overtaken: fn(&str, &str) -> String,
    /// Who, my mark, theirs.
    pub differs: fn(&str, &str, &str) -> String,
    pub merge: &'static str,
    pub take_theirs: &'static str,
    pub take_mine: &'static str,
}
