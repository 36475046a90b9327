//! The parts of a notice that are the writer's own; the others are made from facts and cannot be edited.

use crate::domain::notice::NoticeText;
use crate::tui::widgets::form::{Field, Form};
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// Characters of the addressee, and of a paragraph.
const SHORT: usize = 40;
const LONG: usize = 2000;

const ADDRESSEE: usize = 0;
const CAUSE: usize = 1;
const MEASURES: usize = 2;
const CLOSING: usize = 3;

/// What the writer put in the place of what the facts propose; nothing where the proposal stands. So a draft kept
/// overnight still follows the facts in all that was not touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    #[serde(default)]
    addressee: Option<String>,
    #[serde(default)]
    cause: Option<String>,
    #[serde(default)]
    measures: Option<String>,
    #[serde(default)]
    closing: Option<String>,
}

impl Edits {
    /// What a form has otherwise than the facts propose.
    pub fn of(form: &Form, filled: &NoticeText) -> Edits {
        let edit = |at: usize, filled: &str| {
            let written = form.text(at);
            (written != filled).then(|| written.to_owned())
        };
        Edits {
            addressee: edit(ADDRESSEE, &filled.addressee),
            cause: edit(CAUSE, &filled.cause),
            measures: edit(MEASURES, &filled.measures),
            closing: edit(CLOSING, &filled.closing),
        }
    }

    pub fn put_into(&self, text: &mut NoticeText) {
        let put = |edit: &Option<String>, part: &mut String| {
            if let Some(written) = edit {
                part.clone_from(written);
            }
        };
        put(&self.addressee, &mut text.addressee);
        put(&self.cause, &mut text.cause);
        put(&self.measures, &mut text.measures);
        put(&self.closing, &mut text.closing);
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many parts are the writer's by now.
    pub fn count(&self) -> usize {
        [&self.addressee, &self.cause, &self.measures, &self.closing].into_iter().flatten().count()
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
pub fn form(words: &Words) -> Form {
    let words = &words.notices;
    Form::new(vec![
        Field::text(words.addressee, words.addressee_hint, SHORT),
        Field::text(words.cause, words.cause_hint, LONG),
        Field::text(words.measures, words.measures_hint, LONG),
        Field::text(words.closing, words.closing_hint, LONG),
    ])
}

/// Puts the parts into the form; the cursor of a field that has its text already stays where it is.
pub fn fill(form: &mut Form, text: &NoticeText) {
    let parts =
        [(ADDRESSEE, &text.addressee), (CAUSE, &text.cause), (MEASURES, &text.measures), (CLOSING, &text.closing)];
    for (at, part) in parts {
        if form.text(at) != part {
            form.set_text(at, part);
        }
    }
}
