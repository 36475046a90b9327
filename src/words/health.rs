//! The health line: symptoms at roll call, clusters of illness and their report, certificates of return.

use crate::domain::health::{Cluster, Place, Uncertified};
use crate::domain::symptom::Symptoms;
use chrono::NaiveDate;

pub struct Health {
    pub symptoms: &'static str,
    /// Of whom.
    pub symptoms_of: fn(&str) -> String,
    /// One after the other; nothing for none.
    pub list: fn(Symptoms) -> String,
    /// In the line about a pupil.
    pub has: fn(Symptoms) -> String,
    /// Sick, and with which symptoms: one key for both.
    pub sick_with: &'static str,
    pub toggle: &'static str,
    pub toggle_here: &'static str,
    pub note_down: &'static str,
    /// A sick mark without symptoms, in a word for the panel.
    pub ask_symptoms: &'static str,
    pub certificate: &'static str,
    /// The same in a word for the panel.
    pub certificate_short: &'static str,
    pub certificate_of: fn(&str) -> String,
    pub certificate_hint: &'static str,
    pub uncertified: fn(Uncertified) -> String,
    pub place: fn(&Place) -> String,
    /// In a few cells, for the panel.
    pub cluster_short: fn(&Cluster) -> String,
    /// Where, what, how many, since when.
    pub cluster: fn(&Cluster) -> String,
    /// A cluster in plain words with what is owed; whether its time has run out.
    pub cluster_told: fn(&Cluster, bool) -> String,
    pub more_clusters: fn(usize) -> String,
    pub report: &'static str,
    pub nothing_to_report: &'static str,
    pub which: &'static str,
    pub which_hint: &'static str,
    pub to: &'static str,
    pub to_hint: &'static str,
    pub said: &'static str,
    pub said_hint: &'static str,
    pub say_to: &'static str,
    pub reported: &'static str,
    pub headings: [&'static str; 6],
    pub none: fn(NaiveDate) -> String,
    /// Who is sick of what nobody asked yet.
    pub still_to_ask: fn(&[String]) -> String,
    pub report_recorded: &'static str,
    pub certificate_recorded: &'static str,
    /// What is wrong with `12=fever`.
    pub no_symptoms: fn(&str) -> String,
}
