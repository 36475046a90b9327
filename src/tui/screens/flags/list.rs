//! The rows of the flags screen: whom they are about, in which order. Worked out when the school changes.

use crate::domain::class::Class;
use crate::domain::figures::TenThousandths;
use crate::domain::flags::{Flag, Scope};
use crate::domain::ids::PupilId;
use crate::domain::ladder::Rule;
use crate::domain::letter::{LetterKind, LetterNo};
use crate::domain::owed::Owed;
use crate::domain::people::Pupil;
use crate::domain::pinyin::{Query, Readings};
use crate::domain::timeline::What;
use crate::domain::visit::Outcome;
use crate::tui::context::Context;
use crate::tui::widgets::cells::steady;
use crate::tui::widgets::strip;
use crate::words::Words;
use chrono::{NaiveDate, NaiveDateTime};
use std::cmp::{Ordering, Reverse};

/// School days of the strip.
const STRIP: usize = 20;

/// One pupil with a running streak or something owed.
pub struct Row {
    pub pupil: PupilId,
    pub name: String,
    readings: Readings,
    pub class: Class,
    pub seat: Option<u16>,
    /// 连续旷课, school days.
    pub streak: u16,
    /// First day of the streak.
    pub from: Option<NaiveDate>,
    /// First day of this absence: of the streak, or of what is owed before a streak has begun.
    pub since: NaiveDate,
    /// Nothing is owed but what illness and leave ask for.
    pub is_excused: bool,
    /// 累计旷课, days in the term.
    pub sum: TenThousandths,
    pub rung: Option<Rule>,
    /// A child out of reach.
    pub danger: bool,
    /// What presses most first.
    pub owed: Vec<Owed>,
    /// School days by which the most overdue thing is late.
    pub late: u16,
    pub strip: String,
    /// Relation and masked phone.
    pub guardian: Option<String>,
    /// The last contact in this absence, and whether somebody answered.
    pub last_contact: Option<(NaiveDate, bool)>,
    /// Contacts in this absence.
    pub contacts: usize,
    /// Those of them that reached nobody.
    pub failed: usize,
    /// Visits in this absence.
    pub visits: usize,
    pub last_visit: Option<(NaiveDate, Outcome)>,
    /// The last notice issued in this absence, and when it was received.
    pub notice: Option<(LetterNo, NaiveDate, Option<NaiveDate>)>,
    /// What was said at the last contact, and found at the last visit.
    pub last_words: Vec<String>,
    /// What the grade lead asks of the homeroom teacher.
    pub asked: Option<String>,
}

/// Rules of illness and leave that runs: nobody asks for the reason.
const OF_EXCUSED: [Rule; 3] = [Rule::R11, Rule::R12, Rule::R13];

/// Everyone with a running streak or something owed, in no particular order.
pub fn of(cx: &Context, scope: Scope) -> Vec<Row> {
    let flags = cx.school.flags(cx.today, scope);
    let mut rows: Vec<Row> = flags.into_iter().filter_map(|flag| row(cx, flag)).collect();
    for question in cx.school.questions(cx.today) {
        let by = cx.school.staff(question.by).map_or("", |staff| &staff.record.name);
        let text = steady(&(cx.words.week.question)(by, &question.question)).into_owned();
        rows.iter_mut().filter(|row| row.pupil == question.pupil).for_each(|row| row.asked = Some(text.clone()));
    }
    rows
}

fn row(cx: &Context, flag: Flag) -> Option<Row> {
    let (school, today) = (&cx.school, cx.today);
    let danger = flag.case.as_ref().and_then(|case| case.danger);
    let lost = danger.map(|at| at.date());
    let since = flag.streak.from().or(flag.owed.iter().map(|owed| owed.since).min()).or(lost)?;
    let pupil = school.pupil(flag.pupil)?;
    let within = |on: NaiveDate| since <= on && on <= today;
    let contacts: Vec<_> =
        school.contacts_of(pupil.id).iter().filter(|contact| within(contact.record.at.date())).collect();
    let visits: Vec<_> = school.visits_of(pupil.id).iter().filter(|visit| within(visit.record.at.date())).collect();
    let notices = school.letters_of(pupil.id).filter(|letter| letter.record.kind == LetterKind::Escalation);
    let notice = notices.rev().find(|notice| within(notice.record.issued_on));
    let told = |at: NaiveDateTime, what: What| {
        format!("{} {}", at.format("%m-%d %H:%M"), steady(&(cx.words.domain.happened)(school, &what)))
    };
    let last_contact = contacts.last().map(|last| told(last.record.at, What::Contact(last)));
    let last_visit = visits.last().map(|last| told(last.record.at, What::Visit(last)));
    let late = flag.late();
    let mut owed = flag.owed;
    owed.sort_by_key(|owed| (owed.rule != Rule::R16, Reverse(owed.late), owed.due.unwrap_or(NaiveDate::MAX)));
    Some(Row {
        pupil: pupil.id,
        name: pupil.record.name.clone(),
        readings: Readings::of(&pupil.record.name),
        class: flag.class,
        seat: pupil.seat(today),
        streak: flag.streak.days(),
        from: flag.streak.from(),
        since,
        is_excused: !owed.is_empty() && owed.iter().all(|owed| OF_EXCUSED.contains(&owed.rule)),
        sum: flag.figures.unexcused_days(),
        rung: flag.rung,
        danger: danger.is_some(),
        owed,
        late,
        strip: strip::letters(&school.strip(pupil.id, today, STRIP)),
        guardian: guardian(pupil),
        last_contact: contacts.last().map(|last| (last.record.at.date(), last.record.reached.is_yes())),
        contacts: contacts.len(),
        failed: contacts.iter().filter(|contact| !contact.record.reached.is_yes()).count(),
        visits: visits.len(),
        last_visit: visits.last().map(|last| (last.record.at.date(), last.record.outcome)),
        notice: notice.map(|notice| {
            (notice.record.no, notice.record.issued_on, notice.receipt.as_ref().map(|receipt| receipt.on))
        }),
        last_words: last_contact.into_iter().chain(last_visit).collect(),
        asked: None,
    })
}

fn guardian(pupil: &Pupil) -> Option<String> {
    let guardian = pupil.record.guardians.iter().find(|guardian| !guardian.phones.is_empty())?;
    Some(format!("{} {}", guardian.relation, guardian.phones.first()?.masked()))
}

impl Row {
    pub fn matches(&self, query: &Query) -> bool {
        self.readings.matches(query)
    }

    fn place(&self) -> (Class, u16, &str, PupilId) {
        (self.class, self.seat.unwrap_or(u16::MAX), &self.name, self.pupil)
    }
}

/// In which order the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Most overdue, then highest rung, then longest streak.
    #[default]
    Urgency,
    /// Class and seat.
    Class,
    Streak,
    /// Unexcused days in the term.
    Sum,
}

impl Sort {
    pub fn next(self) -> Sort {
        match self {
            Sort::Urgency => Sort::Class,
            Sort::Class => Sort::Streak,
            Sort::Streak => Sort::Sum,
            Sort::Sum => Sort::Urgency,
        }
    }

    pub fn says(self, words: &'static Words) -> &'static str {
        match self {
            Sort::Urgency => words.flags.by_urgency,
            Sort::Class => words.flags.by_class,
            Sort::Streak => words.flags.by_streak,
            Sort::Sum => words.flags.by_sum,
        }
    }

    /// Which of two rows stands first. No two are equal: pupils alike go by class, seat and name.
    pub fn compare(self, a: &Row, b: &Row) -> Ordering {
        let greater_first = match self {
            Sort::Urgency => (b.late, b.rung, b.streak).cmp(&(a.late, a.rung, a.streak)),
            Sort::Class => Ordering::Equal,
            Sort::Streak => b.streak.cmp(&a.streak),
            Sort::Sum => b.sum.cmp(&a.sum),
        };
        b.danger.cmp(&a.danger).then(greater_first).then_with(|| a.place().cmp(&b.place()))
    }
}
