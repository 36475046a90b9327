//! The to-do list: on screen and on the command line.

use super::Words;
use crate::domain::school::School;
use crate::domain::todo::{Task, Todo};
use chrono::{NaiveDate, NaiveTime};

/// The to-do list.
pub struct TodoWords {
    pub title: &'static str,
    pub what: fn(&Task) -> String,
    /// By when, and by how many school days it is late.
    pub when: fn(Option<NaiveDate>, Option<NaiveTime>, u16) -> String,
    /// Class, name, what, by when, by whom.
    pub headings: [&'static str; 5],
    /// Whose list: a person's, or everybody's.
    pub of: fn(&str) -> String,
    pub of_all: &'static str,
    /// Things, of which late.
    pub count: fn(usize, usize) -> String,
    pub nothing_mine: &'static str,
    pub nothing: &'static str,
    pub how_it_goes: &'static str,
    pub nothing_chosen: &'static str,
    /// Who may open what of a plan is told to others as a number.
    pub plans_of_others: &'static str,
    /// Stands for the role where a plan's owner holds none.
    pub owner: &'static str,
    pub act: &'static str,
    pub file: &'static str,
    pub all: &'static str,
    pub mine: &'static str,
}

impl TodoWords {
    /// As what a thing lies with somebody: the role, or of a plan that it is the own one.
    pub fn lies_with(&self, words: &Words, school: &School, todo: &Todo, today: NaiveDate) -> &'static str {
        if school.lies_by_role(todo, today) { (words.domain.role)(todo.role) } else { self.owner }
    }
}
