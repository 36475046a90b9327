//! The form of a home visit.

pub struct Visit {
    pub title: &'static str,
    pub date: &'static str,
    pub date_hint: &'static str,
    pub time: &'static str,
    pub time_hint: &'static str,
    pub who: &'static str,
    pub who_hint: &'static str,
    /// Beside a single name.
    pub two_go: &'static str,
    pub outcome: &'static str,
    pub outcome_hint: &'static str,
    pub met: &'static str,
    pub met_hint: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub found: &'static str,
    pub found_hint: &'static str,
    pub agreed: &'static str,
    pub agreed_hint: &'static str,
    pub returns: &'static str,
    pub returns_hint: &'static str,
    pub next: &'static str,
    pub next_hint: &'static str,
    pub attachments: &'static str,
    pub no_attachments: &'static str,

    pub choose_outcome: &'static str,
    pub say_who: &'static str,
    pub say_found: &'static str,

    pub attach: &'static str,
    pub detach: &'static str,
    pub attach_title: &'static str,
    pub is_attached: &'static str,
    pub nothing_attached: &'static str,
    pub saved: fn(&str) -> String,
    /// Whose visit was recorded, and how many marks were put right.
    pub saved_and_explained: fn(&str, usize) -> String,
}
