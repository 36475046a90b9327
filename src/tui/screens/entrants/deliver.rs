//! 送达 of a notice: who took it, when and how; the one, or all of the village that are still to be handed over.

use super::super::Route;
use crate::domain::entrant::Entrant;
use crate::domain::entry::Why;
use crate::domain::ids::EntrantId;
use crate::domain::letter::Receipt;
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

pub struct DeliverForm {
    entrant: EntrantId,
    /// The child's own, and the others of its village that wait.
    village: Vec<EntrantId>,
    /// Who takes the child's own, as far as the list says.
    guardian: String,
}

const OF_WHOM: usize = 0;
const BY: usize = 1;
const ON: usize = 2;
const HOW: usize = 3;

/// Places of the answers: of the whole village; handed over, or given out by the village.
const VILLAGE: usize = 1;
const IN_HAND: usize = 0;
const BY_VILLAGE: usize = 1;

/// Characters.
const NAME: usize = 40;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 64;
const HEIGHT: u16 = 9;

impl DeliverForm {
    fn receipt(form: &Form, cx: &Context) -> Result<Receipt, Fault> {
        let words = &cx.words.entrants;
        let by = form.text(BY).trim().to_owned();
        let on = date::parse(form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, words.future_date.to_owned()));
        }
        Ok(Receipt { by, on, how: form.text(HOW).to_owned() })
    }

    fn is_of_village(form: &Form) -> bool {
        form.chosen(OF_WHOM) == Some(VILLAGE)
    }
}

/// Those of a child's village and year whose notice waits to be handed over, the child's own among them.
fn waiting(cx: &Context, child: &Entrant) -> Vec<EntrantId> {
    let waits = |entrant: &&Entrant| {
        entrant.notice.is_some() && entrant.delivery.is_none() && entrant.record.village == child.record.village
    };
    cx.school.entrants_of(child.record.year).iter().filter(waits).map(|entrant| entrant.id).collect()
}

impl Entry for DeliverForm {
    const NAME: &'static str = "deliver-notice";
    const TITLE: Says = |words| words.entrants.deliver;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::DeliverNotice(entrant) = *route else { return None };
        let words = &cx.words.entrants;
        let child = cx.school.entrant(entrant)?;
        let village = waiting(cx, child);
        let mut of_whom = vec![words.this_one.to_owned()];
        if village.len() > 1 && !child.record.village.is_empty() {
            of_whom.push((words.of_village)(&child.record.village, village.len()));
        }
        let guardian = child.record.guardians.first().map(|guardian| guardian.name.clone()).unwrap_or_default();
        let hows = words.hows.map(str::to_owned).to_vec();
        let is_asked = of_whom.len() > 1;
        let mut form = Form::new(vec![
            Field::choice(words.of_whom, "", of_whom, Some(0)),
            Field::text(words.taken_by, words.taken_by_hint, NAME).with(&guardian),
            Field::plain(words.on, words.on_hint, DATE).with(&cx.today.to_string()),
            Field::choice(words.how, "", hows, Some(IN_HAND)),
        ]);
        if let Some(field) = form.get_mut(OF_WHOM).filter(|_| !is_asked) {
            field.hidden = true;
            form.go(BY);
        }
        Some((DeliverForm { entrant, village, guardian }, form))
    }

    /// The guardian of one child did not take the notices of a village: who did is to be written.
    fn settle(&mut self, form: &mut Form, _cx: &Context) {
        let of_village = Self::is_of_village(form);
        let (stood, stands) = if of_village { (self.guardian.as_str(), "") } else { ("", self.guardian.as_str()) };
        if form.at() == OF_WHOM && form.text(BY) == stood {
            form.set_text(BY, stands);
            form.choose(HOW, Some(if of_village { BY_VILLAGE } else { IN_HAND }));
        }
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let ids = if Self::is_of_village(form) { self.village.clone() } else { vec![self.entrant] };
        let receipt = Self::receipt(form, cx)?;
        let entrants = ids.iter().filter_map(|id| cx.school.entrant(*id));
        let changes = entrants.map(|entrant| cx.school.deliver_notice(entrant, receipt.clone()));
        let refused = |why| (if receipt.by.is_empty() { BY } else { ON }, (cx.words.entrants.cannot)(&why));
        let changes = changes.collect::<Result<Vec<_>, _>>().map_err(refused)?;
        Ok(Effect::Commit { why: Why::DeliverNotice, changes })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.entrants.recorded.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.deliver_title)(name), WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}
