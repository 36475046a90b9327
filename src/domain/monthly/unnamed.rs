//! What is said in a report is read by others: it names no child (姓名隐去).

use crate::domain::school::School;
use crate::domain::surname::without_given_name;
use std::borrow::Cow;

/// A name of one character is a word like any other: it cannot be told from the text around it.
const SHORTEST: usize = 2;

impl School {
    /// A text in which no child of the books is named, enrolled, gone or on the list of those to come: of each the surname
    /// alone is left (陈小禾 → 陈某某). The longer name first: 陈小禾苗 is not 陈某某苗.
    pub fn unnamed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let pupils = self.pupils.iter().map(|pupil| pupil.record.name.trim());
        let children = self.entrants.iter().map(|entrant| entrant.record.name.trim());
        let is_named = |name: &&str| name.chars().count() >= SHORTEST && text.contains(name);
        let mut names: Vec<&str> = pupils.chain(children).filter(is_named).collect();
        names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
        let mut unnamed = Cow::Borrowed(text);
        for name in names {
            if unnamed.contains(name) {
                unnamed = Cow::Owned(unnamed.replace(name, &without_given_name(name)));
            }
        }
        unnamed
    }

    /// Whether a text names a child of the books.
    pub fn names_a_child(&self, text: &str) -> bool {
        self.unnamed(text) != text
    }
}
