//! The receipt of a notice (签收、批示): who got it, when, and what was said to it.

use super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::letter::{Letter, LetterNo, Receipt};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReceiptForm {
    no: LetterNo,
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

const BY: usize = 0;
const ON: usize = 1;
const HOW: usize = 2;

/// Characters.
const NAME: usize = 40;
const INSTRUCTION: usize = 300;

/// Cells of the box.
const WIDTH: u16 = 64;
const HEIGHT: u16 = 8;

impl ReceiptForm {
    /// The receipt as typed, or which field is wrong and why.
    fn receipt(&self, notice: &Letter, cx: &Context) -> Result<Receipt, (usize, String)> {
        let words = &cx.words.notices;
        let by = self.form.text(BY).trim().to_owned();
        if by.is_empty() {
            return Err((BY, words.who_received.to_owned()));
        }
        let Some(on) = date::parse(self.form.text(ON), cx.today) else {
            return Err((ON, words.no_date.to_owned()));
        };
        let issued = notice.record.issued_on;
        if on < issued || on > cx.today {
            return Err((ON, (words.date_out_of_range)(issued)));
        }
        Ok(Receipt { by, on, how: self.form.text(HOW).trim().to_owned() })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(notice) = cx.school.letter(self.no) else { return Vec::new() };
        match self.receipt(notice, cx) {
            Ok(receipt) => {
                self.saving = true;
                let change = Change::Receipt { letter: notice.id, to: Some(receipt) };
                vec![Effect::Commit { why: Why::RecordReceipt, changes: vec![change] }]
            }
            Err((field, fault)) => {
                self.form.blame(field, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for ReceiptForm {
    type Act = Act;
    const NAME: &'static str = "receipt";
    const TITLE: Says = |words| words.notices.receipt;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Receipt(no) = *route else { return None };
        let notice = cx.school.letter(no)?;
        let words = &cx.words.notices;
        let known = notice.receipt.as_ref();
        let on = known.map_or(cx.today, |receipt| receipt.on);
        let form = Form::new(vec![
            Field::text(words.received_by, words.received_by_hint, NAME).with(known.map_or("", |known| &known.by)),
            Field::plain(words.received_on, words.received_on_hint, 12).with(&on.to_string()),
            Field::prose(words.instruction, words.instruction_hint, INSTRUCTION)
                .with(known.map_or("", |known| &known.how)),
        ]);
        Some(ReceiptForm { no, form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        match ended {
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.notices.receipt_saved.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = (cx.words.notices.receipt_title)(&self.no.to_string());
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}
