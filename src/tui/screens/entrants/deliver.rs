//! 送达 of a notice: who took it, when and how; the one, or all of the village that are still to be handed over.

use super::super::Route;
use crate::domain::entrant::Entrant;
use crate::domain::entry::Why;
use crate::domain::ids::EntrantId;
use crate::domain::letter::Receipt;
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

pub struct DeliverForm {
    entrant: EntrantId,
    /// The child's own, and the others of its village that wait.
    village: Vec<EntrantId>,
    /// Who takes the child's own, as far as the list says.
    guardian: String,
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
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
    fn receipt(&self, cx: &Context) -> Result<Receipt, (usize, String)> {
        let words = &cx.words.entrants;
        let by = self.form.text(BY).trim().to_owned();
        let on = date::parse(self.form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, words.future_date.to_owned()));
        }
        Ok(Receipt { by, on, how: self.form.text(HOW).to_owned() })
    }

    fn is_of_village(&self) -> bool {
        self.form.chosen(OF_WHOM) == Some(VILLAGE)
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let ids = if self.is_of_village() { self.village.clone() } else { vec![self.entrant] };
        let receipt = match self.receipt(cx) {
            Ok(receipt) => receipt,
            Err((field, fault)) => {
                self.form.blame(field, fault);
                return Vec::new();
            }
        };
        let entrants = ids.iter().filter_map(|id| cx.school.entrant(*id));
        let changes = entrants.map(|entrant| cx.school.deliver_notice(entrant, receipt.clone()));
        match changes.collect::<Result<Vec<_>, _>>() {
            Ok(changes) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::DeliverNotice, changes }]
            }
            Err(why) => {
                let field = if receipt.by.is_empty() { BY } else { ON };
                self.form.blame(field, (cx.words.entrants.cannot)(&why));
                Vec::new()
            }
        }
    }
}

/// Those of a child's village and year whose notice waits to be handed over, the child's own among them.
fn waiting(cx: &Context, child: &Entrant) -> Vec<EntrantId> {
    let waits = |entrant: &&Entrant| {
        entrant.notice.is_some() && entrant.delivery.is_none() && entrant.record.village == child.record.village
    };
    cx.school.entrants_of(child.record.year).iter().filter(waits).map(|entrant| entrant.id).collect()
}

impl Screen for DeliverForm {
    type Act = Act;
    const NAME: &'static str = "deliver-notice";
    const TITLE: Says = |words| words.entrants.deliver;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
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
        Some(DeliverForm { entrant, village, guardian, form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    /// The guardian of one child did not take the notices of a village: who did is to be written.
    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        let of_village = self.is_of_village();
        let (stood, stands) = if of_village { (self.guardian.as_str(), "") } else { ("", self.guardian.as_str()) };
        if self.form.at() == OF_WHOM && self.form.text(BY) == stood {
            self.form.set_text(BY, stands);
            self.form.choose(HOW, Some(if of_village { BY_VILLAGE } else { IN_HAND }));
        }
        Vec::new()
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
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.entrants.recorded.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.deliver_title)(name), WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}
