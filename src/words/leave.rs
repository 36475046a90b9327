//! The form of a leave note.

pub struct Leave {
    pub title: &'static str,
    pub kind: &'static str,
    pub kind_hint: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub from: &'static str,
    pub from_hint: &'static str,
    pub from_session: &'static str,
    pub from_session_hint: &'static str,
    pub to: &'static str,
    pub to_hint: &'static str,
    pub to_session: &'static str,
    pub to_session_hint: &'static str,
    pub approved_by: &'static str,
    pub approved_by_hint: &'static str,

    pub choose_kind: &'static str,
    /// Sessions the wrong way round on one day.
    pub ends_early: &'static str,

    // The preview.
    pub preview: &'static str,
    pub no_school: &'static str,
    /// Rolls to come that begin with this mark.
    pub prefills: fn(usize, &str) -> String,
    /// Marks of rolls already taken that are put right.
    pub puts_right: fn(usize, &str) -> String,
    /// Rolls already taken on which the pupil stands otherwise.
    pub leaves_alone: fn(usize) -> String,
    /// Another note of these days: from, to, kind.
    pub overlaps: fn(&str) -> String,
    pub saved: fn(&str) -> String,
}
