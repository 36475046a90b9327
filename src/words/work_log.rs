//! The work log (工作记录): the command line and the screen.

use crate::domain::work_log::WorkKind;

pub struct WorkLogWords {
    pub kind: fn(WorkKind) -> &'static str,
    pub headings: [&'static str; 6],
    pub none: &'static str,
    pub recorded: fn(WorkKind) -> String,

    pub title: &'static str,
    pub new_title: &'static str,
    pub how_to: &'static str,
    pub count: fn(usize) -> String,
    pub add: &'static str,
    pub read: &'static str,
    pub write: &'static str,
    pub all_kinds: &'static str,
    pub next_kind: &'static str,
    pub nothing_chosen: &'static str,
    pub of_kind: &'static str,
    pub of_kind_hint: &'static str,
    pub on: &'static str,
    pub on_hint: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub who: &'static str,
    pub who_hint: &'static str,
    pub what: &'static str,
    pub what_hint: &'static str,
    pub nothing_said: &'static str,
}
