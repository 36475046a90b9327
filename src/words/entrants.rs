//! New entrants (新生入学): the registration desk, the tracing list, and what the command line says of both.

use crate::domain::entrant::{CannotEnter, Destination, DoesNotClose, EntrantState, EntryPaper, Lack, Outcome, Source};
use crate::domain::entrant::{EntrantFigures, TraceStep};
use chrono::NaiveDate;
use std::path::Path;

pub struct EntrantWords {
    pub title: &'static str,
    pub tracing: &'static str,
    pub state: fn(EntrantState) -> &'static str,
    pub outcome: fn(Outcome) -> &'static str,
    pub destination: fn(Destination) -> &'static str,
    pub source: fn(Source) -> &'static str,
    pub paper: fn(EntryPaper) -> &'static str,
    pub step: fn(TraceStep) -> &'static str,

    pub unknown: fn(&str, i32) -> String,
    pub several: fn(&str, &[String]) -> String,
    /// Why something cannot be recorded, and what to do.
    pub cannot: fn(&CannotEnter) -> String,
    pub lack: fn(Lack) -> String,
    pub does_not_close: fn(DoesNotClose) -> String,
    /// The village asked for, and those on the list.
    pub unknown_village: fn(&str, &[String]) -> String,
    /// So many notices are out already: other days were given for them in vain.
    pub days_stay: fn(usize) -> String,
    pub no_notices: &'static str,
    /// Another desk was first.
    pub overtaken: &'static str,

    pub list_headings: [&'static str; 8],
    pub tracing_headings: [&'static str; 7],
    pub nobody: &'static str,
    pub nobody_to_trace: &'static str,
    /// What the figures are called, and how they stand.
    pub figures: fn(&EntrantFigures) -> Vec<(String, String)>,
    pub figure_headings: [&'static str; 2],
    pub registered: fn(&str, &[&str]) -> String,
    pub waits_for_class: &'static str,
    pub traced: fn(&str) -> String,
    pub settled: fn(&str, Outcome) -> String,
    pub listed_again: fn(i32) -> String,
    pub delivered: fn(usize) -> String,
    pub nothing_to_deliver: &'static str,
    pub written: fn(usize, usize, &Path) -> String,
    pub between: &'static str,
    /// Of somebody on the books who has never appeared.
    pub never_appeared: &'static str,
    pub no_owner: &'static str,
    pub done: fn(usize, usize, usize) -> String,

    /// The desk: list of, issued, registered, still to come.
    pub count: fn(usize, usize, usize, usize) -> String,
    pub count_to_trace: fn(usize, usize) -> String,
    pub type_a_name: &'static str,
    pub nobody_found: &'static str,
    pub none_yet: &'static str,
    pub how_to: &'static str,
    pub desk_headings: [&'static str; 7],
    pub register: &'static str,
    pub deliver: &'static str,
    pub to_tracing: &'static str,
    pub notices: &'static str,
    pub nothing_chosen: &'static str,
    pub is_here: &'static str,
    pub has_no_notice: &'static str,
    pub is_delivered: &'static str,
    pub all_have_come: &'static str,

    pub register_title: fn(&str) -> String,
    pub tick: &'static str,
    pub papers_seen: &'static str,
    pub none_is_a_ground: &'static str,
    pub just_registered: fn(&str) -> String,
    /// Papers of a child who has registered.
    pub papers: &'static str,
    pub papers_title: fn(&str, NaiveDate) -> String,
    pub save_papers: &'static str,
    pub papers_saved: fn(&str) -> String,
    /// In the list: here, and so many papers are missing.
    pub here_without: fn(usize) -> String,
    /// What is still missing; none where all were seen.
    pub papers_added: fn(&str, &[&str]) -> String,
    pub other_desk: &'static str,
    /// The same, where papers were ticked here that the other desk has not seen.
    pub other_desk_papers: &'static str,

    pub deliver_title: fn(&str) -> String,
    pub of_whom: &'static str,
    pub this_one: &'static str,
    pub of_village: fn(&str, usize) -> String,
    pub taken_by: &'static str,
    pub taken_by_hint: &'static str,
    pub on: &'static str,
    pub on_hint: &'static str,
    pub day_hint: &'static str,
    pub how: &'static str,
    pub hows: [&'static str; 3],
    pub no_date: &'static str,
    pub future_date: &'static str,

    pub notices_title: fn(usize) -> String,
    pub from: &'static str,
    pub to: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub format: &'static str,
    pub issue: &'static str,
    pub issue_hint: &'static str,
    pub reversed: &'static str,
    /// A file's name without its ending.
    pub notices_file: fn(i32) -> String,
    pub notices_written: fn(&str) -> String,

    pub trace: &'static str,
    pub settle: &'static str,
    pub lead: &'static str,
    pub own_it: &'static str,
    pub owned: &'static str,
    pub mark: &'static str,
    /// To give those marked, or all without an owner, to somebody.
    pub assign: &'static str,
    /// To whom so many are given.
    pub assign_title: fn(usize) -> String,
    pub nobody_unowned: &'static str,
    pub assigned: fn(usize, &str) -> String,
    pub trace_title: fn(&str) -> String,
    pub what_was_done: &'static str,
    pub with: &'static str,
    pub with_hint: &'static str,
    pub said: &'static str,
    pub said_hint: &'static str,
    pub settle_title: fn(&str) -> String,
    pub which_outcome: &'static str,
    pub evidence: &'static str,
    pub evidence_hint: &'static str,
    pub where_to: &'static str,
    pub where_to_hint: &'static str,
    pub approved_by: &'static str,
    pub approved_by_hint: &'static str,
    pub until: &'static str,
    pub until_hint: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub recorded: &'static str,
    pub since: fn(NaiveDate) -> String,
}
