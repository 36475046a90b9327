//! A half-filled form that outlives Esc and a crash.

use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::widgets::form::Form;

/// Where a form's contents are kept until they are recorded.
pub struct Draft {
    key: String,
    /// What the form held before anybody touched it.
    blank: Vec<String>,
    /// It was found half filled.
    pub restored: bool,
}

impl Draft {
    /// Remembers the blank form, then fills it from the draft where there is one. What was kept beyond the fields comes
    /// back as it was given to `keep`.
    pub fn begin(cx: &Context, key: String, form: &mut Form) -> (Draft, Vec<String>) {
        let blank = form.values();
        let kept = cx.draft(&key).and_then(|body| serde_json::from_str::<Vec<String>>(body).ok());
        let restored = kept.is_some();
        let mut beyond = Vec::new();
        if let Some(mut values) = kept {
            beyond = values.split_off(form.len().min(values.len()));
            form.fill(&values);
        }
        (Draft { key, blank, restored }, beyond)
    }

    /// What was kept has been recorded, and the form is blank again.
    pub fn renew(&mut self, form: &Form) {
        self.blank = form.values();
        self.restored = false;
    }

    pub fn is_changed(&self, form: &Form, beyond: &[String]) -> bool {
        !beyond.is_empty() || form.values() != self.blank
    }

    /// Keeps what the form holds, and what goes with it beyond the fields.
    pub fn keep(&self, form: &Form, beyond: &[String]) -> Vec<Effect> {
        if !self.is_changed(form, beyond) {
            return self.forget();
        }
        let mut values = form.values();
        values.extend_from_slice(beyond);
        let body = serde_json::to_string(&values).ok();
        body.map(|body| Effect::KeepDraft { key: self.key.clone(), body }).into_iter().collect()
    }

    pub fn forget(&self) -> Vec<Effect> {
        vec![Effect::DropDraft { key: self.key.clone() }]
    }

    /// Leaves the form as it is, and says that it is kept.
    pub fn leave(cx: &Context) -> Vec<Effect> {
        vec![Effect::Back, Effect::Say(cx.words.follow_up.kept.to_owned())]
    }
}
