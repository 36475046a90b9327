//! That a month's report was sent (报送): to whom, when, how, and the receipt.

use crate::domain::entry::{Change, Why};
use crate::domain::monthly::{CannotSign, Month, Receipted, Recipient, Sending};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::screens::Route;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct SendingForm {
    month: Month,
    version: u32,
    /// The recipient whose sending stands in the fields.
    shown: Option<usize>,
}

const TO: usize = 0;
const ON: usize = 1;
const HOW: usize = 2;
const BY: usize = 3;
const RECEIVED: usize = 4;

/// Characters of a word and of a date.
const SHORT: usize = 40;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 9;

impl SendingForm {
    fn recipient(form: &Form) -> Recipient {
        form.chosen(TO).and_then(|at| Recipient::ALL.get(at)).copied().unwrap_or(Recipient::Bureau)
    }

    /// What is known of a sending to the recipient stands in the fields.
    fn fill(&mut self, form: &mut Form, cx: &Context) {
        let known = cx.school.sent_to(self.month, Self::recipient(form));
        let receipt = known.and_then(|known| known.receipt.as_ref());
        let texts = [
            (ON, known.map_or(cx.today, |known| known.on).to_string()),
            (HOW, known.map(|known| known.how.clone()).unwrap_or_default()),
            (BY, receipt.map(|receipt| receipt.by.clone()).unwrap_or_default()),
            (RECEIVED, receipt.map(|receipt| receipt.on.to_string()).unwrap_or_default()),
        ];
        for (at, text) in texts {
            form.set_text(at, &text);
        }
        self.shown = form.chosen(TO);
    }

    /// The sending as typed, or which field is wrong and why.
    fn sending(&self, form: &Form, cx: &Context) -> Result<Sending, Fault> {
        let words = &cx.words.monthly;
        let text = |at: usize| form.text(at).trim().to_owned();
        let day = |at: usize| date::parse(&text(at), cx.today).ok_or_else(|| (at, words.no_date.to_owned()));
        if text(HOW).is_empty() {
            return Err((HOW, words.say_how.to_owned()));
        }
        let receipt = match text(BY) {
            by if by.is_empty() => None,
            by => Some(Receipted { on: if text(RECEIVED).is_empty() { cx.today } else { day(RECEIVED)? }, by }),
        };
        let sending = Sending { on: day(ON)?, how: text(HOW), receipt };
        cx.school.may_send(self.month, &sending, cx.today).map_err(|why| {
            let at = if matches!(why, CannotSign::ReceivedOutOfRange(_)) { RECEIVED } else { ON };
            (at, (words.cannot_sign)(why))
        })?;
        Ok(sending)
    }
}

impl Entry for SendingForm {
    const NAME: &'static str = "send_month";
    const TITLE: Says = |words| words.monthly.send;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::SendMonth(month) = *route else { return None };
        let version = cx.school.monthly.latest(month)?.version;
        let words = &cx.words.monthly;
        let [to, on, how, by, received] = words.send_labels;
        let [to_hint, on_hint, how_hint, by_hint, received_hint] = words.send_hints;
        let options = Recipient::ALL.map(|to| (words.recipient)(to).to_owned()).to_vec();
        // The one to whom it has not been sent yet.
        let open = Recipient::ALL.iter().position(|to| cx.school.sent_to(month, *to).is_none());
        let mut form = Form::new(vec![
            Field::choice(to, to_hint, options, Some(open.unwrap_or(0))),
            Field::plain(on, on_hint, DATE),
            Field::text(how, how_hint, SHORT),
            Field::text(by, by_hint, SHORT),
            Field::plain(received, received_hint, DATE),
        ]);
        let mut sending = SendingForm { month, version, shown: None };
        sending.fill(&mut form, cx);
        // To whom and when stand there already: how is what has the keys.
        form.go(HOW);
        Some((sending, form))
    }

    fn settle(&mut self, form: &mut Form, cx: &Context) {
        if form.chosen(TO) != self.shown {
            self.fill(form, cx);
        }
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let sending = self.sending(form, cx)?;
        let (month, version, recipient) = (self.month, self.version, Self::recipient(form));
        let changes = vec![Change::MonthSent { month, version, recipient, to: Some(sending) }];
        Ok(Effect::Commit { why: Why::SendMonth, changes })
    }

    fn said(&self, form: &Form, cx: &Context) -> String {
        (cx.words.monthly.sent)(Self::recipient(form))
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = (cx.words.monthly.send_title)(self.month, self.version);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}
