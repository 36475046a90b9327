//! 去向 of a child who has not come. Only what the outcome needs is asked; without its evidence it is not recorded. A file
//! that is attached while a paper has the keys is that paper.

use super::super::Route;
use super::super::pick_file::Picks;
use crate::desk;
use crate::domain::entrant::{CannotEnter, Lack, Outcome, OutcomeRecord};
use crate::domain::entry::Why;
use crate::domain::ids::EntrantId;
use crate::domain::status::Proof;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect, PickedFile};
use crate::tui::forms::files::Files;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

pub struct SettleForm {
    entrant: EntrantId,
    form: Form,
    /// The outcome whose papers are asked.
    asked: Option<Outcome>,
    /// Of each group of papers the file that was picked.
    papers: [Option<PickedFile>; PAPERS.len()],
    /// What else goes with it.
    files: Files,
    /// The paper for which a file is being picked; none of what else there is.
    attaching: Option<usize>,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
}

const OUTCOME: usize = 0;
/// One for each group of papers of which one is needed: no outcome has more.
const PAPERS: [usize; 2] = [1, 2];
const PLACE: usize = 3;
const APPROVED_BY: usize = 4;
const UNTIL: usize = 5;
const NOTE: usize = 6;
const ATTACHMENTS: usize = 7;

/// Characters.
const NAME: usize = 80;
const LONG: usize = 300;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 14;

impl SettleForm {
    fn outcome(&self) -> Option<Outcome> {
        self.form.chosen(OUTCOME).and_then(|at| Outcome::ALL.get(at)).copied()
    }

    /// Shows what the chosen outcome needs; a note may be written on any.
    fn settle(&mut self, cx: &Context) {
        let outcome = self.outcome();
        if outcome != self.asked {
            self.asked = outcome;
            self.papers = Default::default();
            let words = &cx.words.entrants;
            for (nth, at) in PAPERS.into_iter().enumerate() {
                let group = outcome.and_then(|outcome| outcome.proofs().get(nth)).copied().unwrap_or_default();
                let names = group.iter().map(|proof| (cx.words.domain.proof)(*proof).to_owned()).collect();
                if let Some(field) = self.form.get_mut(at) {
                    *field = Field::choice(words.evidence, words.evidence_hint, names, None);
                    field.hidden = group.is_empty();
                }
            }
        }
        let needs = |is: fn(Outcome) -> bool| outcome.is_some_and(is);
        let shown = [
            (PLACE, needs(Outcome::needs_place)),
            (APPROVED_BY, needs(Outcome::needs_approval)),
            (UNTIL, outcome == Some(Outcome::Deferred)),
        ];
        for (at, is_shown) in shown {
            if let Some(field) = self.form.get_mut(at) {
                field.hidden = !is_shown;
            }
        }
        for (nth, at) in PAPERS.into_iter().enumerate() {
            let file = self.papers[nth].as_ref().and_then(|file| file.path.file_name());
            let file = file.map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(field) = self.form.get_mut(at) {
                field.hint = if file.is_empty() { cx.words.entrants.evidence_hint.to_owned() } else { file.clone() };
                field.beside = file;
            }
        }
        if let Some(field) = self.form.get_mut(ATTACHMENTS) {
            field.beside = self.files.told(cx);
        }
    }

    /// The paper that has the keys, where it is said which.
    fn paper_at(&self) -> Option<(usize, Proof)> {
        let nth = PAPERS.iter().position(|at| *at == self.form.at())?;
        let proof = self.outcome()?.proofs().get(nth)?.get(self.form.chosen(PAPERS[nth])?)?;
        Some((nth, *proof))
    }

    /// Asks for the file of the paper that has the keys, else for one more of the others.
    fn attach(&mut self, cx: &Context) -> Vec<Effect> {
        let paper = self.paper_at();
        self.attaching = paper.map(|(nth, _)| nth);
        match paper {
            None => self.files.pick(cx),
            Some((_, proof)) => {
                let title = (cx.words.status_screen.attach)((cx.words.domain.proof)(proof));
                let last = self.papers.iter().flatten().next_back().and_then(|file| file.path.parent());
                let picks =
                    Picks { title, from: last.map(ToOwned::to_owned), kinds: &[], largest: Some(desk::LARGEST) };
                vec![Effect::Open(Route::PickFile(picks))]
            }
        }
    }

    /// Takes the file of the paper that has the keys away, else the last of the others.
    fn detach(&mut self, cx: &Context) {
        match self.paper_at() {
            Some((nth, _)) if self.papers[nth].is_some() => self.papers[nth] = None,
            _ => self.files.drop_last(),
        }
        self.settle(cx);
    }

    fn paths(&self) -> Vec<PathBuf> {
        let papers = self.papers.iter().flatten().map(|file| file.path.clone());
        papers.chain(self.files.paths()).collect()
    }

    fn record(&self, cx: &Context) -> Result<OutcomeRecord, (usize, String)> {
        let words = &cx.words.entrants;
        let outcome = self.outcome().ok_or((OUTCOME, words.which_outcome.to_owned()))?;
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let name = |file: &PickedFile| file.path.file_name().map(|name| name.to_string_lossy().into_owned());
        let chosen = |(nth, at): (usize, usize)| -> Option<(Proof, Option<String>)> {
            let proof = outcome.proofs().get(nth)?.get(self.form.chosen(at)?)?;
            Some((*proof, self.papers[nth].as_ref().and_then(name)))
        };
        let papers = PAPERS.into_iter().enumerate().filter_map(chosen).collect();
        let until = match (outcome, text(UNTIL)) {
            (Outcome::Deferred, said) if !said.is_empty() => {
                Some(date::parse(&said, cx.today).ok_or((UNTIL, words.no_date.to_owned()))?)
            }
            _ => None,
        };
        let of = |needed: bool, at| if needed { text(at) } else { String::new() };
        Ok(OutcomeRecord {
            papers,
            place: of(outcome.needs_place(), PLACE),
            approved_by: of(outcome.needs_approval(), APPROVED_BY),
            until,
            note: text(NOTE),
            ..OutcomeRecord::new(outcome, cx.today)
        })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entrant) = cx.school.entrant(self.entrant) else { return Vec::new() };
        let record = match self.record(cx) {
            Ok(record) => record,
            Err((field, fault)) => {
                self.form.blame(field, fault);
                return Vec::new();
            }
        };
        match cx.school.settle_entrant(entrant, record) {
            Ok(changes) => {
                self.saving = true;
                vec![Effect::CommitWithFiles { why: Why::SettleEntrant, changes, files: self.paths() }]
            }
            Err(why) => {
                let at = at_fault(&why, self.outcome());
                self.form.blame(at, (cx.words.entrants.cannot)(&why));
                Vec::new()
            }
        }
    }
}

/// The field in which what stands against it is put right: of what is missing the first.
fn at_fault(why: &CannotEnter, outcome: Option<Outcome>) -> usize {
    let CannotEnter::Lacks(lacks) = why else { return OUTCOME };
    match lacks.first() {
        Some(Lack::Paper(lacking)) => {
            let nth = outcome.and_then(|outcome| outcome.proofs().iter().position(|group| group == lacking));
            nth.and_then(|nth| PAPERS.get(nth)).copied().unwrap_or(OUTCOME)
        }
        Some(Lack::Place) => PLACE,
        Some(Lack::Approval) => APPROVED_BY,
        Some(Lack::Until(_)) => UNTIL,
        Some(Lack::Note) => NOTE,
        Some(Lack::Searched) | None => OUTCOME,
    }
}

impl Screen for SettleForm {
    type Act = Act;
    const NAME: &'static str = "settle-entrant";
    const TITLE: Says = |words| words.entrants.settle;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::SettleEntrant(entrant) = *route else { return None };
        cx.school.entrant(entrant)?;
        let words = &cx.words.entrants;
        let outcomes = Outcome::ALL.map(|outcome| (words.outcome)(outcome).to_owned()).to_vec();
        let form = Form::new(vec![
            Field::choice(words.which_outcome, "", outcomes, None),
            Field::choice(words.evidence, words.evidence_hint, Vec::new(), None),
            Field::choice(words.evidence, words.evidence_hint, Vec::new(), None),
            Field::text(words.where_to, words.where_to_hint, NAME),
            Field::text(words.approved_by, words.approved_by_hint, NAME),
            Field::plain(words.until, words.until_hint, DATE),
            Field::text(words.note, words.note_hint, LONG),
            Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
        ]);
        let (papers, files) = (Default::default(), Files::default());
        let mut settle = SettleForm { entrant, form, asked: None, papers, files, attaching: None, saving: false };
        for at in PAPERS {
            if let Some(field) = settle.form.get_mut(at) {
                field.hidden = true;
            }
        }
        settle.settle(cx);
        Some(settle)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save | Act::Attach => Allowed::Yes,
            Act::Detach if self.paths().is_empty() => Allowed::No(cx.words.visit.nothing_attached),
            Act::Detach => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.attach(cx),
            Act::Detach => {
                self.detach(cx);
                Vec::new()
            }
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let attaching = self.attaching.take();
        let Answer::File(file) = answer else { return Vec::new() };
        let is_new = match attaching {
            Some(nth) => {
                self.papers[nth] = Some(file);
                true
            }
            None => self.files.add(file),
        };
        self.settle(cx);
        if is_new { Vec::new() } else { vec![Effect::Say(cx.words.visit.is_attached.to_owned())] }
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
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.settle_title)(name), WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}
