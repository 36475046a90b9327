//! Key groups (重点群体): lists, entering and ending, the monthly round, lists from outside.

use crate::domain::groups::round::Finding;
use crate::domain::groups::{CannotJoin, Seen};
use crate::domain::monthly::Month;
use crate::domain::people::KeyGroup;
use crate::exchange::plan::Plan;
use chrono::NaiveDate;

pub struct GroupsWords {
    pub title: &'static str,
    pub form_title: &'static str,
    pub round_title: &'static str,
    /// A group, or that only the leadership may know.
    pub seen: fn(&Seen<'_>) -> &'static str,
    pub see_leadership: &'static str,
    pub leadership_only: &'static str,
    pub from_cases: &'static str,
    pub by_roster: &'static str,
    pub by_case: &'static str,
    /// Somebody without need to know asked.
    pub not_yours: &'static str,
    /// Names of a list are left out; its figure stays.
    pub names_withheld: &'static str,
    /// Why a ledger of pupils in need is not shown.
    pub ledger_not_yours: &'static str,
    /// Why papers of the whole school are not taken out.
    pub not_yours_to_take: &'static str,
    /// Why it cannot be recorded, and what to do.
    pub cannot: fn(CannotJoin) -> String,
    /// The same of one pupil among several.
    pub cannot_look: fn(&str, CannotJoin) -> String,
    pub entered: fn(KeyGroup, NaiveDate) -> String,
    pub ended: fn(KeyGroup, NaiveDate) -> String,
    pub kinds_headings: [&'static str; 3],
    pub list_headings: [&'static str; 6],
    pub round_headings: [&'static str; 6],
    pub nobody: &'static str,
    pub how_to: &'static str,
    pub finding: fn(Finding) -> &'static str,
    pub to_look_at: &'static str,
    pub looked_at: fn(usize) -> String,
    /// The month, pupils, of which looked at.
    pub round_stands: fn(Month, usize, usize) -> String,
    /// Pupils, of which looked at.
    pub round_count: fn(usize, usize) -> String,
    pub month: fn(Month) -> String,
    pub import_counts: fn(&Plan) -> String,
    pub found: fn(&str) -> String,
    pub elsewhere: fn(&str) -> String,
    pub maybe: fn(&str) -> String,
    pub not_on_list: fn(&str) -> String,

    pub every_kind: &'static str,
    /// How many lines.
    pub count: fn(usize) -> String,
    pub file: &'static str,
    pub add: &'static str,
    pub end: &'static str,
    pub import: &'static str,
    pub round: &'static str,
    pub next_kind: &'static str,
    pub kind_before: &'static str,
    pub nothing_chosen: &'static str,
    pub sealed: &'static str,
    pub whom: &'static str,
    pub which: &'static str,
    /// The title of the picker of a list of a group.
    pub pick_list: fn(&str) -> String,
    pub whose_list: &'static str,
    /// The question for the last day in a group: pupil, group.
    pub last_day: fn(&str, KeyGroup) -> String,
    pub no_date: &'static str,
    pub field_kind: &'static str,
    pub field_source: &'static str,
    pub field_ground: &'static str,
    pub field_from: &'static str,
    pub field_until: &'static str,
    pub source_missing: &'static str,

    pub is_seen: &'static str,
    pub is_not_seen: &'static str,
    pub is_changed: &'static str,
    pub note: &'static str,
    pub note_of: fn(&str) -> String,
    pub earlier: &'static str,
    pub later: &'static str,
    pub ahead: &'static str,
    pub not_looked_at: &'static str,
    /// Class, name, groups, attendance, unexcused sessions, case, last contact, finding.
    /// A look at a pupil is due since a day.
    pub look_due: fn(NaiveDate) -> String,
    pub columns: [&'static str; 8],
    pub round_empty: &'static str,
    pub round_how_to: &'static str,
    pub round_closed: &'static str,
    pub look_recorded: fn(&str, Finding) -> String,
}
