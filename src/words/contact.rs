//! The form of a contact with a guardian.

pub struct Contact {
    pub title: &'static str,
    /// Which of how many pupils.
    pub place: fn(usize, usize) -> String,
    pub dial: &'static str,
    pub no_number: &'static str,
    pub other_person: &'static str,

    pub guardian: &'static str,
    pub guardian_hint: &'static str,
    pub other: &'static str,
    pub other_hint: &'static str,
    pub means: &'static str,
    pub means_hint: &'static str,
    pub reached: &'static str,
    pub reached_hint: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub said: &'static str,
    pub said_hint: &'static str,
    pub whereabouts: &'static str,
    pub whereabouts_hint: &'static str,
    pub returns: &'static str,
    pub returns_hint: &'static str,
    pub next: &'static str,
    pub next_hint: &'static str,

    pub choose_reached: &'static str,
    pub choose_reason: &'static str,
    pub name_other: &'static str,

    pub skip: &'static str,
    /// Whose contact was recorded.
    pub saved: fn(&str) -> String,
    /// Whose contact was recorded, and how many marks were put right.
    pub saved_and_explained: fn(&str, usize) -> String,
    /// Whose contact failed, and whom to try next.
    pub try_next: fn(&str, &str) -> String,
    pub rest_later: &'static str,
}
