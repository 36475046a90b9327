//! Everything that happened to a pupil, latest first, one line each; Enter leads to the whole of it.

use crate::domain::contact::ContactRecord;
use crate::domain::ids::{PlanId, PupilId, StaffId};
use crate::domain::leave::LeaveNote;
use crate::domain::letter::LetterNo;
use crate::domain::roll::RollKey;
use crate::domain::status::{Approval, Proof, StatusRecord};
use crate::domain::step::{About, StepRecord};
use crate::domain::timeline::{self, What};
use crate::domain::visit::VisitRecord;
use crate::tui::context::Context;
use crate::tui::screens::Route;
use crate::tui::screens::read::Reading;
use crate::tui::theme::Role;
use chrono::NaiveDateTime;

pub struct Line {
    pub at: NaiveDateTime,
    pub kind: &'static str,
    pub text: String,
    pub role: Role,
    whole: Whole,
}

/// What there is to read beyond the line.
enum Whole {
    Roll(RollKey),
    Leave(LeaveNote),
    Contact(ContactRecord, StaffId),
    Visit(VisitRecord, StaffId),
    Letter(LetterNo),
    Step(Box<StepRecord>, StaffId),
    Status(Box<StatusRecord>, StaffId),
    Plan(PlanId),
}

pub fn of(cx: &Context, pupil: PupilId) -> Vec<Line> {
    timeline::seen(&cx.school, cx.who, pupil, cx.today).iter().map(|happened| line(cx, happened)).collect()
}

pub fn line(cx: &Context, happened: &timeline::Happened) -> Line {
    Line {
        at: happened.at,
        kind: (cx.words.pupil.kind)(&happened.what),
        text: (cx.words.domain.happened)(&cx.school, &happened.what),
        role: role(&happened.what),
        whole: whole(&happened.what),
    }
}

fn role(what: &What) -> Role {
    use crate::domain::mark::Counts;
    match what {
        What::Marked(_, marked) => match marked.mark.counts() {
            Counts::Unexcused => Role::Unexcused,
            Counts::Excused => Role::Excused,
            Counts::Attended => Role::Attended,
        },
        What::Leave(_) => Role::Excused,
        What::Contact(_) | What::Visit(_) | What::Letter(_) | What::Receipt(..) | What::Step(_) | What::Status(..) => {
            Role::Plain
        }
        What::Planned(_) | What::Helped(..) | What::PlanClosed(..) => Role::Plain,
    }
}

fn whole(what: &What) -> Whole {
    match what {
        What::Marked(roll, _) => Whole::Roll(roll.key),
        What::Leave(leave) => Whole::Leave(leave.note.clone()),
        What::Contact(contact) => Whole::Contact(contact.record.clone(), contact.recorded_by),
        What::Visit(visit) => Whole::Visit(visit.record.clone(), visit.recorded_by),
        What::Letter(notice) | What::Receipt(notice, _) => Whole::Letter(notice.record.no),
        What::Step(taken) => Whole::Step(Box::new(taken.record.clone()), taken.recorded_by),
        What::Status(status, _) => Whole::Status(Box::new(status.record.clone()), status.recorded_by),
        What::Planned(plan) | What::Helped(plan, _) | What::PlanClosed(plan, _) => Whole::Plan(plan.id),
    }
}

impl Line {
    /// Papers have a day and no time of day.
    pub fn is_paper(&self) -> bool {
        matches!(self.whole, Whole::Letter(_))
    }

    /// Where the whole of it is read; `shown` tells whether phone numbers may stand there in full.
    pub fn leads_to(&self, cx: &Context, shown: bool) -> Option<Route> {
        let parts = match &self.whole {
            Whole::Roll(key) => return Some(Route::Roll(Some(*key))),
            Whole::Letter(no) => return Some(Route::Issued(*no)),
            Whole::Plan(plan) => return Some(Route::Plan(*plan)),
            Whole::Step(record, by) => step(cx, record, *by),
            Whole::Status(record, by) => status(cx, record, *by),
            Whole::Leave(note) => leave(cx, note),
            Whole::Contact(record, by) => contact(cx, record, *by, shown),
            Whole::Visit(record, by) => visit(cx, record, *by),
        };
        let name = |id| cx.school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let pupil = match &self.whole {
            Whole::Leave(note) => name(note.pupil),
            Whole::Contact(record, _) => name(record.pupil),
            Whole::Visit(record, _) => name(record.pupil),
            Whole::Step(record, _) => match record.about {
                About::Pupil(pupil) => name(pupil),
                About::Class(_) => "",
            },
            Whole::Status(record, _) => name(record.pupil),
            Whole::Roll(_) | Whole::Letter(_) | Whole::Plan(_) => "",
        };
        Some(Route::Read(Reading { title: format!("{}  {pupil}", self.kind), parts }))
    }
}

fn moment(cx: &Context, at: NaiveDateTime) -> String {
    format!("{} {}", (cx.words.common.date)(at.date()), at.format("%H:%M"))
}

fn staff(cx: &Context, id: StaffId) -> String {
    cx.school.staff(id).map(|staff| staff.record.name.clone()).unwrap_or_default()
}

fn contact(cx: &Context, record: &ContactRecord, by: StaffId, shown: bool) -> Vec<(&'static str, String)> {
    let (words, domain) = (&cx.words.pupil, &cx.words.domain);
    let phone = record.phone.as_ref().map(|phone| if shown { phone.to_string() } else { phone.masked() });
    vec![
        (words.when, moment(cx, record.at)),
        (words.by_means, (domain.means)(record.by).to_owned()),
        (words.with_whom, record.guardian.clone()),
        (words.phone, phone.unwrap_or_default()),
        (words.result, (domain.reached)(record.reached).to_owned()),
        (words.reason, record.reason.map(|reason| (domain.reason)(reason).to_owned()).unwrap_or_default()),
        (words.said, record.said.clone()),
        (words.whereabouts, record.whereabouts.clone()),
        (words.returns, record.returns.map(cx.words.common.date).unwrap_or_default()),
        (words.next, record.next.clone()),
        (words.recorded_by, staff(cx, by)),
    ]
}

fn visit(cx: &Context, record: &VisitRecord, by: StaffId) -> Vec<(&'static str, String)> {
    let (words, domain) = (&cx.words.pupil, &cx.words.domain);
    let attached: Vec<&str> = record.attachments.iter().map(|attachment| attachment.name.as_str()).collect();
    vec![
        (words.when, moment(cx, record.at)),
        (words.visitors, record.who.clone()),
        (words.result, (domain.outcome)(record.outcome).to_owned()),
        (words.met, record.met.clone()),
        (words.place, record.place.clone()),
        (words.found, record.found.clone()),
        (words.agreed, record.agreed.clone()),
        (words.returns, record.returns.map(cx.words.common.date).unwrap_or_default()),
        (words.next, record.next.clone()),
        (words.attached, attached.join("\n")),
        (words.recorded_by, staff(cx, by)),
    ]
}

fn step(cx: &Context, record: &StepRecord, by: StaffId) -> Vec<(&'static str, String)> {
    let words = &cx.words.pupil;
    let attached: Vec<&str> = record.attachments.iter().map(|attachment| attachment.name.as_str()).collect();
    vec![
        (words.when, moment(cx, record.at)),
        (words.said, (cx.words.domain.step)(&record.step)),
        (words.attached, attached.join("\n")),
        (words.recorded_by, staff(cx, by)),
    ]
}

fn status(cx: &Context, record: &StatusRecord, by: StaffId) -> Vec<(&'static str, String)> {
    let (words, date) = (&cx.words.status, cx.words.common.date);
    let lacks: Vec<String> = record.lacks().into_iter().map(words.lack).collect();
    let paper = |(proof, file): (&Proof, &Option<String>)| match file {
        Some(file) => format!("{} {file}", (cx.words.domain.proof)(*proof)),
        None => (cx.words.domain.proof)(*proof).to_owned(),
    };
    let approval = |approval: &Approval| format!("{} {}", approval.by, date(approval.on));
    let [effect, _, _, kind, place, applied, state] = words.list_headings;
    vec![
        (kind, (cx.words.domain.status)(record.kind).to_owned()),
        (effect, date(record.on)),
        (words.until, record.until.map(date).unwrap_or_default()),
        (place, record.class.map_or_else(|| record.counterpart.clone(), |class| class.to_string())),
        (cx.words.pupil.reason, record.ground.clone()),
        (applied, date(record.applied_on)),
        (words.papers, record.papers.iter().map(paper).collect::<Vec<_>>().join("\n")),
        (words.approvals, record.approvals.iter().map(approval).collect::<Vec<_>>().join("\n")),
        (state, (words.state)(record.stands(cx.today), record)),
        (words.missing, lacks.join("\n")),
        (cx.words.pupil.recorded_by, staff(cx, by)),
    ]
}

fn leave(cx: &Context, note: &LeaveNote) -> Vec<(&'static str, String)> {
    let words = &cx.words.pupil;
    let session = |code| cx.school.session(code).map(|session| session.name.clone()).unwrap_or_default();
    let end = |date, code: Option<_>| {
        format!("{} {}", (cx.words.common.date)(date), code.map(session).unwrap_or_default()).trim_end().to_owned()
    };
    let span = format!("{} -- {}", end(note.from, note.from_session), end(note.to, note.to_session));
    vec![
        (words.on_leave, (cx.words.domain.mark)(note.kind.mark()).to_owned()),
        (words.when, span),
        (words.reason, note.reason.clone()),
        (words.approved_by, note.approved_by.clone()),
    ]
}
