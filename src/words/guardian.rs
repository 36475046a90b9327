//! A guardian of a pupil, written down or put right.

use crate::domain::guardian::CannotGuard;

pub struct GuardianWords {
    pub title: &'static str,
    /// Of whom one is added, or one put right.
    pub of: fn(&str, bool) -> String,
    pub which: &'static str,
    pub add: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub relation: &'static str,
    pub relation_hint: &'static str,
    pub phone: &'static str,
    pub phone_hint: &'static str,
    /// The numbers that are there, masked, stay where nothing is typed.
    pub phone_stays: fn(&str) -> String,
    /// How one is taken out.
    pub how_to_remove: &'static str,
    pub cannot: fn(&CannotGuard) -> String,
    pub saved: &'static str,
    pub removed: &'static str,
}
