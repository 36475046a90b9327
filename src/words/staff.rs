//! The people of the school and their posts: list, form, command line.

use crate::domain::people::Role;
use chrono::NaiveDate;

/// The people of the school and their posts.
pub struct StaffWords {
    pub title: &'static str,
    /// Name, post, remarks.
    pub headings: [&'static str; 3],
    pub between: &'static str,
    pub no_post: &'static str,
    /// A post, with the day from which it will be held, or the last on which it is.
    pub tenure: fn(&str, Option<NaiveDate>, Option<NaiveDate>) -> String,
    /// The same without the post; empty where no turn of the year is to come.
    pub held: fn(Option<NaiveDate>, Option<NaiveDate>) -> String,
    /// What the turn of the year has ended is not changed any more.
    pub ends_with_year: &'static str,
    /// Last day at the school.
    pub until: fn(NaiveDate) -> String,
    /// Roles that nobody was given.
    pub stands_in: fn(&[Role]) -> String,
    /// People, posts.
    pub count: fn(usize, usize) -> String,
    /// What the list means, in two lines.
    pub meaning: [&'static str; 2],
    pub none_yet: &'static str,
    pub nothing_chosen: &'static str,

    pub change: &'static str,
    pub add: &'static str,
    pub end: &'static str,
    pub import: &'static str,

    pub form_add: &'static str,
    pub form_change: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub role: &'static str,
    pub role_hint: &'static str,
    pub no_role: &'static str,
    pub class: &'static str,
    pub class_hint: &'static str,
    pub grade: &'static str,
    pub grade_hint: &'static str,
    pub say_name: &'static str,
    pub name_taken: &'static str,
    pub no_such_class: &'static str,
    pub no_such_grade: &'static str,

    pub end_title: fn(&str) -> String,
    pub end_text: &'static str,
    pub lay_down: fn(&str) -> String,
    pub leave_now: &'static str,
    pub keep: &'static str,

    /// Somebody without a post was entered.
    pub is_listed: fn(&str) -> String,
    /// Person, post.
    pub has_post: fn(&str, &str) -> String,
    pub will_have_post: fn(&str, &str, NaiveDate) -> String,
    pub laid_down: fn(&str, &str) -> String,
    pub leaves: fn(&str, NaiveDate) -> String,
    pub saved: fn(&str) -> String,
}
