//! A guardian of a pupil: added, put right, or taken out. Numbers that are there stay masked; what is typed takes their
//! place.

use super::Route;
use super::choose::{Choice, Choices};
use crate::domain::entry::Why;
use crate::domain::guardian::{self, CannotGuard};
use crate::domain::ids::PupilId;
use crate::domain::people::Guardian;
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct GuardianForm {
    pupil: PupilId,
    /// The place of the one that is put right; none of one that is added.
    place: Option<usize>,
    removing: bool,
}

/// The fields, in their order.
const NAME: usize = 0;
const RELATION: usize = 1;
const PHONE: usize = 2;

/// Characters of the numbers; cells of the box.
const PHONES: usize = 60;
const WIDTH: u16 = 66;
const HEIGHT: u16 = 7;

/// Which guardian of a pupil: where there is none yet, one is added at once.
pub fn ask(cx: &Context, pupil: PupilId) -> Effect {
    let words = &cx.words.guardian;
    let guardians = cx.school.pupil(pupil).map(|pupil| pupil.record.guardians.as_slice()).unwrap_or_default();
    let opens = |place| Effect::Open(Route::Guardian(pupil, place));
    if guardians.is_empty() {
        return opens(None);
    }
    let named = |guardian: &Guardian| {
        let phones = guardian.phones.iter().map(|phone| phone.masked());
        let parts = [guardian.relation.clone(), guardian.name.clone()].into_iter().chain(phones);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let mut rows: Vec<Choice> = (guardians.iter().enumerate())
        .map(|(at, guardian)| Choice::new(&cells::steady(&named(guardian)), Some(opens(Some(at)))))
        .collect();
    rows.push(Choice::new(words.add, Some(opens(None))));
    Effect::Open(Route::Choose(Choices {
        title: words.title.to_owned(),
        text: vec![words.which.to_owned()],
        rows,
        at: 0,
    }))
}

impl GuardianForm {
    /// As it stands in the books.
    fn stands<'a>(&self, cx: &'a Context) -> Option<&'a Guardian> {
        cx.school.pupil(self.pupil)?.record.guardians.get(self.place?)
    }

    /// As typed: none where everything was cleared.
    fn typed(&self, form: &Form, cx: &Context) -> Result<Option<Guardian>, CannotGuard> {
        let text = |at| form.text(at);
        let typed = Guardian::written(text(NAME), text(RELATION), text(PHONE))?;
        Ok(typed.map(|mut typed| {
            if typed.phones.is_empty() {
                typed.phones = self.stands(cx).map(|stands| stands.phones.clone()).unwrap_or_default();
            }
            typed
        }))
    }
}

impl Entry for GuardianForm {
    const NAME: &'static str = "guardian";
    const TITLE: Says = |words| words.guardian.title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::Guardian(pupil, place) = *route else { return None };
        let guardians = &cx.school.pupil(pupil)?.record.guardians;
        let stands = match place {
            Some(at) => Some(guardians.get(at)?),
            None => None,
        };
        let words = &cx.words.guardian;
        let text = |of: fn(&Guardian) -> &String| stands.map(of).cloned().unwrap_or_default();
        let masked: Vec<String> = stands.iter().flat_map(|it| &it.phones).map(|phone| phone.masked()).collect();
        let hint = if masked.is_empty() { words.phone_hint.to_owned() } else { (words.phone_stays)(&masked.join(" ")) };
        let mut phone = Field::plain(words.phone, &hint, PHONES);
        phone.beside = masked.join(" ");
        let form = Form::new(vec![
            Field::text(words.name, words.name_hint, guardian::LONGEST_NAME).with(&text(|it| &it.name)),
            Field::text(words.relation, words.relation_hint, guardian::LONGEST_RELATION).with(&text(|it| &it.relation)),
            phone,
        ]);
        Some((GuardianForm { pupil, place, removing: false }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let typed = match self.typed(form, cx) {
            Ok(None) if self.place.is_none() => Err(CannotGuard::NoName),
            typed => typed,
        };
        let refused = |why| {
            let at = if matches!(why, CannotGuard::Phone(_)) { PHONE } else { NAME };
            (at, (cx.words.guardian.cannot)(&why))
        };
        let guardian = typed.map_err(refused)?;
        self.removing = guardian.is_none();
        let change = cx.school.with_guardian(self.pupil, self.place, guardian);
        Ok(Effect::Commit { why: Why::SetGuardian, changes: change.into_iter().collect() })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        let words = &cx.words.guardian;
        let said = if self.removing { words.removed } else { words.saved };
        said.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name);
        let title = (cx.words.guardian.of)(&cells::steady(name), self.place.is_none());
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        let foot = inside.height.saturating_sub(1);
        if self.place.is_some() {
            cells::put(buf, inside, 2, foot, cx.words.guardian.how_to_remove, cx.theme.style(Role::Quiet));
        }
        form.draw(buf, Rect { height: foot, ..inside }, cx.theme)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Guardian;
    use crate::domain::school::Books;
    use crate::tui::harness::{Story, desk, seat};
    use crate::tui::screens::Route;

    fn file() -> Story {
        desk(3).opened(Route::Pupil(seat(2)))
    }

    fn guardians(story: &Story) -> Vec<Guardian> {
        story.books.pupils.iter().find(|pupil| pupil.id == seat(2)).unwrap().record.guardians.clone()
    }

    #[test]
    fn at_80_by_24() {
        insta::assert_snapshot!(file().press("7 1").on("guardian").screen());
    }

    #[test]
    fn a_pupil_without_a_guardian_is_given_one() {
        let none = |books: &mut Books| books.pupils[1].record.guardians.clear();
        let story = desk(3).with(none).opened(Route::Pupil(seat(2))).sees("没有登记").press("7").on("guardian");
        let story =
            story.press("Enter").recorded(0).reads("还要写监护人的姓名").paste("王芳").press("Tab").paste("母亲");
        let story = story.press("Tab 12 Enter").recorded(0).sees("11 位手机号").press("Ctrl+u 13800001234 Enter");
        let story = story.recorded(1).on("pupil").sees("母亲 王芳  138****1234");
        assert_eq!(guardians(&story)[0].phones[0].as_str(), "13800001234");
    }

    /// The number that is there stays where none is typed; what is cleared whole is taken out.
    #[test]
    fn one_is_put_right_and_another_taken_out() {
        let story = file().press("7").reads("添加一位").press("1").on("guardian").sees("138****0001").press("Ctrl+u");
        let story = story.paste("林月华").press("Enter").recorded(1).sees("林月华");
        assert_eq!(guardians(&story)[0].phones.len(), 1);
        let story = story.press("7 2").paste("林大山").press("Tab").paste("爷爷").press("Enter").recorded(2);
        assert_eq!(guardians(&story).len(), 2);
        let story = story.press("7 1 Ctrl+u Tab Ctrl+u Enter").recorded(3).sees("已去掉");
        assert_eq!(guardians(&story)[0].name, "林大山");
    }
}
