//! Cases: the list, the screen of one, the forms of a step and of closing, and why a step is refused.

use crate::domain::case::{CannotTake, Case, Exit, Sign, Stage, Trace};
use crate::domain::people::Role;
use crate::domain::status::StatusKind;
use crate::domain::step::{Danger, Ledger, StepKind, Verified};
use chrono::{NaiveDate, NaiveDateTime};

pub struct Cases {
    // What is said of cases everywhere.
    pub refused: fn(&CannotTake) -> String,
    /// What proves an exit, from a stage.
    pub evidence: fn(Exit, Stage) -> &'static str,
    pub sign: fn(Sign) -> &'static str,
    pub trace: fn(Trace) -> &'static str,
    /// Since when a child is out of reach, and what comes before everything else; whether the police know.
    pub danger: fn(NaiveDateTime, bool) -> String,
    /// What a case has come to, in a few lines.
    pub about: fn(&Case) -> Vec<String>,

    // The command line.
    pub headings: [&'static str; 7],
    pub steps_headings: [&'static str; 4],
    pub none_found: &'static str,
    pub no_case: &'static str,
    pub step_recorded: &'static str,
    /// With the change of status that is still to be recorded.
    pub closed: fn(Exit, Option<StatusKind>) -> String,
    pub stage_set: fn(Stage) -> String,

    // The list.
    pub title: &'static str,
    /// Of the screen of one case.
    pub file_title: &'static str,
    pub list_headings: [&'static str; 6],
    pub count: fn(usize) -> String,
    pub every_stage: &'static str,
    pub none_open: &'static str,
    pub how_to: &'static str,
    pub none_of_stage: &'static str,
    pub open: &'static str,
    pub next_stage: &'static str,
    pub nothing_chosen: &'static str,

    // The screen of one.
    pub file: &'static str,
    pub nothing_yet: &'static str,
    pub owed: &'static str,
    pub nothing_owed: &'static str,
    pub happened: &'static str,
    pub confirm: &'static str,
    pub record: &'static str,
    pub talk: &'static str,
    pub persuade: &'static str,
    pub urgent: &'static str,
    pub close: &'static str,
    pub set_stage: &'static str,
    pub contact: &'static str,
    pub visit: &'static str,
    pub read: &'static str,
    pub not_open: &'static str,
    /// What a return is confirmed on: the day of the roll.
    pub seen_on: fn(NaiveDate) -> String,
    pub saved: &'static str,
    /// The last day of the watch that begins; none where there is none.
    pub returned: fn(Option<NaiveDate>) -> String,

    // The form of a step.
    pub step_title: &'static str,
    pub kind: &'static str,
    pub kind_hint: &'static str,
    pub kind_of: fn(StepKind) -> &'static str,
    /// What is chosen further of a kind.
    pub how: fn(StepKind) -> &'static str,
    pub danger_how: fn(Danger) -> &'static str,
    pub verified: fn(Verified) -> &'static str,
    pub ledger: fn(Ledger) -> &'static str,
    /// Whether the family has gone away.
    pub gone: fn(bool) -> &'static str,
    /// The short text of a kind: with whom, by whom, from whom, the number.
    pub who: fn(StepKind) -> &'static str,
    pub who_hint: fn(StepKind) -> &'static str,
    /// Who is talked with, where nobody else is named.
    pub the_pupil: &'static str,
    pub met: &'static str,
    pub met_hint: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    /// The long text of a kind.
    pub said: fn(StepKind) -> &'static str,
    pub said_hint: fn(StepKind) -> &'static str,
    pub guardian_says: &'static str,
    pub pupil_says: &'static str,
    pub opinion_hint: &'static str,
    pub result: &'static str,
    pub result_hint: &'static str,
    pub choose: fn(&str) -> String,
    pub fill_in: fn(&str) -> String,

    // The form of closing.
    pub close_title: &'static str,
    pub exit: &'static str,
    pub exit_hint: &'static str,
    pub evidence_label: &'static str,
    pub evidence_hint: &'static str,
    /// An exit that waits to be confirmed.
    pub to_confirm: fn(Exit) -> String,
    pub second: &'static str,
    pub second_hint: &'static str,
    pub asked_for: &'static str,
    pub who_may: &'static str,
    pub roles: fn(&[Role]) -> String,
    pub still_missing: &'static str,
    pub nothing_missing: &'static str,

    // Other screens.
    /// Until when a pupil is watched after a return.
    pub watched: fn(NaiveDate) -> String,
}
