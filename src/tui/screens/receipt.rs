//! The receipt of a notice (签收、批示): who got it, when, and what was said to it.

use super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::letter::{Letter, LetterNo, Receipt};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReceiptForm {
    no: LetterNo,
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
    fn receipt(form: &Form, notice: &Letter, cx: &Context) -> Result<Receipt, Fault> {
        let words = &cx.words.notices;
        let by = form.text(BY).trim().to_owned();
        if by.is_empty() {
            return Err((BY, words.who_received.to_owned()));
        }
        let Some(on) = date::parse(form.text(ON), cx.today) else {
            return Err((ON, words.no_date.to_owned()));
        };
        let issued = notice.record.issued_on;
        if on < issued || on > cx.today {
            return Err((ON, (words.date_out_of_range)(issued)));
        }
        Ok(Receipt { by, on, how: form.text(HOW).trim().to_owned() })
    }
}

impl Entry for ReceiptForm {
    const NAME: &'static str = "receipt";
    const TITLE: Says = |words| words.notices.receipt;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
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
        Some((ReceiptForm { no }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let Some(notice) = cx.school.letter(self.no) else { return Ok(Effect::Back) };
        let receipt = Self::receipt(form, notice, cx)?;
        let change = Change::Receipt { letter: notice.id, to: Some(receipt) };
        Ok(Effect::Commit { why: Why::RecordReceipt, changes: vec![change] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.notices.receipt_saved.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = (cx.words.notices.receipt_title)(&self.no.to_string());
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}
