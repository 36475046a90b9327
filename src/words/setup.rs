//! The set-up, and the screen before the first class list.

/// One page of the set-up.
pub struct Page {
    /// What it is called in the summary.
    pub name: &'static str,
    pub question: &'static str,
    /// Why it is asked.
    pub why: &'static str,
}

pub struct Setup {
    pub title: &'static str,
    pub language: Page,
    pub passphrase: Page,
    pub school: Page,
    pub term: Page,
    pub sessions: Page,
    pub person: Page,
    pub class: Page,
    pub summary: Page,

    pub passphrase_once: &'static str,
    pub passphrase_again: &'static str,
    pub first_day: &'static str,
    pub last_day: &'static str,
    pub your_name: &'static str,
    pub class_label: &'static str,

    pub default_school: &'static str,
    pub default_person: &'static str,
    /// Who keeps a bureau's books.
    pub default_officer: &'static str,
    pub no_class: &'static str,
    /// Under a name that is a bureau's.
    pub is_bureau: &'static str,
    /// What comes after the set-up of a bureau.
    pub bureau_goes_on: &'static str,
    /// In the place of what only a school has.
    pub not_of_a_bureau: &'static str,
    pub term_from_to: fn(&str, &str) -> String,
    pub passphrase_is_set: &'static str,

    /// Said under a field whose default Enter takes.
    pub enter_takes_default: &'static str,
    pub date_hint: &'static str,
    pub class_hint: &'static str,
    pub is_short: &'static str,
    /// The passphrase holds characters that an input method makes.
    pub is_of_input_method: &'static str,
    /// Under a summary whose rows are numbered.
    pub digits_change: &'static str,

    pub is_empty: &'static str,
    pub differ: &'static str,
    pub no_date: &'static str,
    pub ends_before_it_begins: &'static str,
    pub too_long: &'static str,
    pub no_such_class: &'static str,

    pub next: &'static str,
    pub previous: &'static str,
    pub create: &'static str,
    pub creating: &'static str,

    pub leave: &'static str,
    pub leave_text: &'static str,
    pub leave_stay: &'static str,
    pub leave_now: &'static str,

    pub nobody: &'static str,
    pub nobody_text: &'static [&'static str],
    pub import_list: &'static str,
}
