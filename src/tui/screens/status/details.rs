//! One change of status, read whole: why, the other school, the papers and what is kept of them, who approved it and
//! when, who recorded it. What was attached is taken out of the books to be looked at.

use crate::domain::ids::StatusId;
use crate::domain::status::{Approval, Proof, Stands, Status, StatusKind};
use crate::domain::visit::Attachment;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::screens::choose::{Choice, Choices};
use crate::tui::screens::read;
use crate::tui::screens::status::form::StatusOf;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{header, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

pub struct StatusDetails {
    id: StatusId,
    title: String,
    lines: Vec<String>,
    offset: Rows,
    /// The question which of several files has been asked.
    asking: bool,
    writing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Close,
    File,
    TakeOut,
    GoOn,
    Supplement,
}

/// A label and what stands under it; what is empty is left out.
fn parts(cx: &Context, status: &Status) -> Vec<(&'static str, String)> {
    let (record, words, date) = (&status.record, &cx.words.status, cx.words.common.date);
    let details = &cx.words.status_details;
    let lacks: Vec<String> = record.lacks().into_iter().map(|lack| (words.lack)(record.kind, lack)).collect();
    let paper = |(proof, file): (&Proof, &Option<String>)| {
        let name = (cx.words.domain.proof)(*proof);
        file.as_ref().map_or_else(|| format!("{name}  {}", details.seen), |file| format!("{name}  {file}"))
    };
    let approval = |approval: &Approval| format!("{}  {}", approval.by, date(approval.on));
    let lines = |all: Vec<String>| all.join("\n");
    let leads_to = record.class.filter(|_| record.kind.needs_class()).map(|class| class.to_string());
    let from = cx.school.class_of_status(record).filter(|_| record.kind != StatusKind::TransferIn);
    let [effect, _, _, kind, place, applied, state] = words.list_headings;
    let staff = cx.school.staff(status.recorded_by).map(|staff| staff.record.name.clone());
    vec![
        (kind, (cx.words.domain.status)(record.kind).to_owned()),
        (state, (words.state)(record.stands(cx.today), record)),
        (effect, date(record.takes_effect())),
        (words.until, record.until.map(date).unwrap_or_default()),
        (details.from_class, from.map(|class| class.to_string()).unwrap_or_default()),
        (details.to_class, leads_to.unwrap_or_default()),
        (place, record.counterpart.clone()),
        (details.reach, record.reach.map(words.reach).unwrap_or_default().to_owned()),
        (cx.words.status_screen.ground, record.ground.clone()),
        (applied, date(record.applied_on)),
        (words.papers, lines(record.papers.iter().map(paper).collect())),
        (cx.words.pupil.attached, lines(record.attachments.iter().map(|file| file.name.clone()).collect())),
        (words.approvals, lines(record.approvals.iter().map(approval).collect())),
        (words.missing, lines(lacks)),
        (cx.words.pupil.recorded_by, staff.unwrap_or_default()),
    ]
}

impl StatusDetails {
    fn status<'a>(&self, cx: &'a Context) -> Option<&'a Status> {
        cx.school.status(self.id)
    }

    fn attachments<'a>(&self, cx: &'a Context) -> &'a [Attachment] {
        self.status(cx).map_or(&[], |status| &status.record.attachments)
    }

    /// Into the person's own folder, where the computer's own program opens it.
    fn take_out(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let Some(attachment) = self.attachments(cx).get(at).cloned() else { return Vec::new() };
        self.writing = true;
        let file = PathBuf::from(&attachment.name);
        vec![Effect::WriteAttachment { attachment, file }]
    }

    fn ask_which(&mut self, cx: &Context) -> Vec<Effect> {
        let names: Vec<&str> = self.attachments(cx).iter().map(|file| file.name.as_str()).collect();
        if names.len() < 2 {
            return self.take_out(0, cx);
        }
        self.asking = true;
        let words = &cx.words.status_details;
        vec![Effect::Open(Route::Choose(Choices::question(words.take_out, vec![words.which.to_owned()], &names)))]
    }
}

impl Screen for StatusDetails {
    type Act = Act;
    const NAME: &'static str = "status_details";
    const TITLE: Says = |words| words.status_details.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Close, says: |words| words.keys.close, rank: 10 },
        Binding {
            keys: &[Key::F(4), Key::Char('n')],
            act: Act::GoOn,
            says: |words| words.status_details.go_on,
            rank: 11,
        },
        Binding {
            keys: &[Key::F(4), Key::Char('n')],
            act: Act::Supplement,
            says: |words| words.status_details.supplement,
            rank: 11,
        },
        Binding {
            keys: &[Key::F(5), Key::Char('o')],
            act: Act::File,
            says: |words| words.status_screen.file,
            rank: 12,
        },
        Binding {
            keys: &[Key::F(6), Key::Char('p')],
            act: Act::TakeOut,
            says: |words| words.status_details.take_out,
            rank: 13,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::StatusDetails(id) = *route else { return None };
        cx.school.status(id)?;
        let (lines, offset) = (Vec::new(), Rows::default());
        Some(StatusDetails { id, title: String::new(), lines, offset, asking: false, writing: false })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        let place = read::place(body(cx.size));
        let status = self.status(cx);
        let name = status.and_then(|status| cx.school.pupil(status.record.pupil)).map_or("", |it| &it.record.name);
        self.title = format!("{}  {name}", cx.words.status_details.title);
        let parts = status.map(|status| parts(cx, status)).unwrap_or_default();
        self.lines = read::lay_out(&parts, usize::from(place.width));
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.status_details;
        match act {
            Act::Close => Allowed::Yes,
            Act::File | Act::GoOn | Act::Supplement if self.status(cx).is_none() => Allowed::No(cx.words.tui.not_there),
            Act::File => Allowed::Yes,
            Act::GoOn => {
                let waits = |status: &Status| status.record.stands(cx.today) == Stands::AppliedFor;
                Allowed::when(self.status(cx).is_some_and(waits))
            }
            Act::Supplement => {
                let takes_more = |status: &Status| {
                    let (record, kind) = (&status.record, status.record.kind);
                    record.is_in_effect() && (kind.needs_approval() || !kind.proofs().is_empty())
                };
                Allowed::when(self.status(cx).is_some_and(takes_more))
            }
            Act::TakeOut if self.writing => Allowed::No(cx.words.notices.is_writing),
            Act::TakeOut if self.attachments(cx).is_empty() => Allowed::No(words.nothing_attached),
            Act::TakeOut => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let of = self.status(cx).map(|status| (status.record.pupil, status.record.kind));
        match (act, of) {
            (Act::Close, _) => vec![Effect::Back],
            (Act::File, Some((pupil, _))) => vec![Effect::Open(Route::Pupil(pupil))],
            (Act::GoOn, Some((pupil, kind))) => {
                vec![Effect::Switch(Route::StatusForm(StatusOf::Pupil(pupil, Some(kind))))]
            }
            (Act::Supplement, Some(_)) => vec![Effect::Open(Route::StatusForm(StatusOf::Further(self.id)))],
            (Act::TakeOut, Some(_)) => self.ask_which(cx),
            (_, None) => Vec::new(),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (std::mem::take(&mut self.asking), answer) {
            (true, Answer::Chosen(at)) => self.take_out(at, cx),
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Written(file) = told else { return Vec::new() };
        self.writing = false;
        let words = &cx.words.status_details;
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let text = vec![file.display().to_string(), words.is_outside.to_owned()];
        vec![Effect::Open(Route::Choose(Choices { title: words.taken_out.to_owned(), text, rows, at: 0 }))]
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        if ended == Ended::Failed {
            self.writing = false;
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        header::draw(buf, area, cx.theme, &self.title, ("", Role::Plain));
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, read::place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}
