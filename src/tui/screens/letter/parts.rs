//! The parts of a paper that are the writer's own; the others are made from facts and cannot be edited.

use crate::desk::Parts;
use crate::domain::letter::Part;
use crate::tui::widgets::form::{Field, Form};
use crate::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the writer put in the place of what the facts propose; nothing where the proposal stands. So a draft kept
/// overnight still follows the facts in all that was not touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edits(BTreeMap<Part, String>);

impl Edits {
    /// What a form has otherwise than the facts propose.
    pub fn of(form: &Form, asked: &[Part], filled: &Parts) -> Edits {
        let written = asked.iter().enumerate().map(|(at, part)| (*part, form.text(at)));
        let edited = written.filter(|(part, text)| *text != filled.get(*part));
        Edits(edited.map(|(part, text)| (part, text.to_owned())).collect())
    }

    pub fn put_into(&self, parts: &mut Parts) {
        for (part, written) in &self.0 {
            parts.put(*part, written);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many parts are the writer's by now.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// As a draft is kept; none where there is nothing to keep.
    pub fn to_body(&self) -> Option<String> {
        if self.is_empty() { None } else { serde_json::to_string(self).ok() }
    }

    /// What cannot be read is no edit: the facts are still there.
    pub fn from_body(body: &str) -> Edits {
        serde_json::from_str(body).unwrap_or_default()
    }
}

/// An empty form for the writer's parts.
pub fn form(asked: &[Part], words: &Words) -> Form {
    let field = |part: &Part| {
        let (label, hint) = (words.notices.part)(*part);
        Field::prose(label, hint, part.longest())
    };
    Form::new(asked.iter().map(field).collect())
}

/// Puts the parts into the form; the cursor of a field that has its text already stays where it is.
pub fn fill(form: &mut Form, asked: &[Part], parts: &Parts) {
    for (at, part) in asked.iter().enumerate() {
        let text = parts.get(*part);
        if form.text(at) != text {
            form.set_text(at, text);
        }
    }
}
