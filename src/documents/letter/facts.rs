//! The facts that papers about a pupil are made from: gathered once, in the same way for every form.

use crate::domain::attendance::Verdict;
use crate::domain::case::Case;
use crate::domain::class::Class;
use crate::domain::contact::ContactRecord;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::ladder::{Rule, Within};
use crate::domain::letter::{Letter, LetterKind, LetterNo, Receipt, Series};
use crate::domain::people::{Post, PupilRecord, Staff};
use crate::domain::school::School;
use crate::domain::step::{Persuasion, Step, StepRecord};
use crate::domain::visit::VisitRecord;
use chrono::{NaiveDate, NaiveDateTime};

/// What a paper about a pupil is made from: facts of the books, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub school: String,
    /// As printed, prefix and all.
    pub number: String,
    /// 区教育局, as the school's papers address it.
    pub bureau: String,
    pub class: Class,
    /// The pupil's class is the writer's own.
    pub own_class: bool,
    /// What the books say of the pupil. Papers say of it only what their addressee needs.
    pub record: PupilRecord,
    /// The day whose state of the books it tells.
    pub as_of: NaiveDate,
    /// The day that it bears.
    pub written_on: NaiveDate,
    /// The school days of the unexcused streak, earliest first.
    pub streak: Vec<NaiveDate>,
    /// School days within the streak's span that did not count: no roll was taken.
    pub without_roll: Vec<NaiveDate>,
    /// School days within the streak's span that did not count: excused.
    pub excused: Vec<NaiveDate>,
    /// Unexcused sessions of the term, for a notice without a streak.
    pub unexcused_sessions: u32,
    /// Since the case opened, or since the term did; earliest first.
    pub contacts: Vec<ContactRecord>,
    pub visits: Vec<VisitRecord>,
    pub steps: Vec<StepRecord>,
    /// Somebody has told since then that the family has left, and the child has not come to school after it.
    pub said_gone: bool,
    /// The papers issued about the pupil in that time, by number.
    pub letters: Vec<Sent>,
    pub case: Option<Case>,
    pub outside: Option<Outside>,
    pub written_by: String,
    /// 班主任; empty where the books name none.
    pub homeroom: String,
    /// Who wrote the latest contact down.
    pub contact_by: String,
    /// The legal basis of the rungs that hold, where they have one.
    pub bases: Vec<(Rule, String)>,
    /// The day by which a guardian is asked to bring the child.
    pub back_by: Option<NaiveDate>,
    /// The day by which an answer from another county is looked for.
    pub answer_by: Option<NaiveDate>,
}

/// A paper issued before: enough to name it in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub kind: LetterKind,
    /// As printed.
    pub number: String,
    pub to: String,
    pub on: NaiveDate,
    pub receipt: Option<Receipt>,
}

/// When the school must report outside (R4), as the ladder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// Unexcused school days, themselves included (以上).
    pub at_least: u16,
    pub when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Reached; the papers are due on that day, where the calendar is known so far.
    Reached { due: Option<NaiveDate> },
    /// Reached if the pupil stays away on so many more school days, the last of them on that date.
    After { days: u16, on: NaiveDate },
    /// The terms known end before.
    Unknown,
}

/// School days that a guardian is given: a friendly date, no time limit (domain handbook 3j).
const TO_COME_BACK: u16 = 3;

impl Facts {
    /// The facts about a pupil as of a date, for a paper that one person writes under a number; none where the books
    /// do not know the pupil in any class by then.
    pub fn gather(school: &School, pupil: PupilId, as_of: NaiveDate, by: StaffId, no: LetterNo) -> Option<Facts> {
        let class = school.last_class(pupil, as_of)?;
        let flag = school.flag(pupil, as_of);
        let record = &school.pupil(pupil)?.record;
        let writer = school.staff(by);
        let grade = Some(class.grade);
        let term = school.calendar.term_of(as_of).map(|term| term.first);
        let streak = flag.as_ref().map(|flag| flag.streak.dates.clone()).unwrap_or_default();
        let case = school.case(pupil, as_of);
        let opened = case.as_ref().map(|case| case.opened);
        let since = streak.first().copied().into_iter().chain(opened).min().or(term).unwrap_or(as_of);
        let within = |on: NaiveDate| since <= on && on <= as_of;

        let from = streak.first().copied().unwrap_or(since);
        let days = school.pupil_days(pupil, from, as_of);
        let verdict = |date| days.iter().find(|day| day.date == date).map_or(Verdict::NoData, |day| day.verdict());
        let of_verdict = |wanted| -> Vec<NaiveDate> {
            let school_days = school.calendar.school_days(from, as_of, grade);
            school_days.filter(|date| !streak.is_empty() && verdict(*date) == wanted).collect()
        };
        let contacts = school.contacts_of(pupil).iter().map(|it| &it.record).filter(|it| within(it.at.date()));
        let visits = school.visits_of(pupil).iter().map(|it| &it.record).filter(|it| within(it.at.date()));
        let steps = school.steps_of(pupil).iter().map(|it| &it.record).filter(|it| within(it.at.date()));
        let letters = school.letters_of(pupil).filter(|it| within(it.record.issued_on));
        let noted = school.contacts_of(pupil).iter().rev().find(|it| within(it.record.at.date()));
        let name_of = |staff: Option<&Staff>| staff.map(|staff| staff.record.name.clone()).unwrap_or_default();
        let bases = school.policy.rungs(as_of).filter(|rung| !rung.basis.is_empty());
        let answer = school.policy.rung(Rule::B4, as_of).map(|rung| rung.number);
        Some(Facts {
            school: school.name.clone(),
            number: number(school, no),
            bureau: school.bureau().to_owned(),
            class,
            own_class: writer.is_some_and(|staff| school.posts(staff, as_of).contains(&Post::Homeroom(class))),
            record: record.clone(),
            as_of,
            written_on: as_of,
            without_roll: of_verdict(Verdict::NoData),
            excused: of_verdict(Verdict::Excused),
            unexcused_sessions: flag.map_or(0, |flag| flag.figures.unexcused),
            contacts: contacts.cloned().collect(),
            visits: visits.cloned().collect(),
            steps: steps.cloned().collect(),
            said_gone: school.said_gone(pupil, since, as_of).is_some(),
            letters: letters.map(sent).collect(),
            outside: outside(school, class, &streak, verdict(as_of), as_of),
            written_by: name_of(writer),
            homeroom: name_of(school.homeroom_teacher_on(class, as_of)),
            contact_by: name_of(noted.and_then(|contact| school.staff(contact.recorded_by))),
            bases: bases.map(|rung| (rung.rule, rung.basis.clone())).collect(),
            back_by: school.calendar.school_day_after(as_of, TO_COME_BACK, grade),
            answer_by: answer.and_then(|days| school.calendar.school_day_after(as_of, days, grade)),
            streak,
            case,
        })
    }

    /// The last four characters of the 学籍号; within the school never more of it is printed.
    pub fn student_no_end(&self) -> Option<String> {
        self.record.student_no.as_ref().map(|no| end(no.as_str()))
    }

    /// The law that a rung rests on; empty where none may be quoted.
    pub fn basis(&self, rule: Rule) -> &str {
        self.bases.iter().find(|(of, _)| *of == rule).map_or("", |(_, basis)| basis)
    }

    /// The latest paper of a kind, of those issued before.
    pub fn sent(&self, kind: LetterKind) -> Option<&Sent> {
        self.letters.iter().rev().find(|sent| sent.kind == kind)
    }

    /// Attempts to bring the pupil back, with when they were made.
    pub fn persuasions(&self) -> impl DoubleEndedIterator<Item = (NaiveDateTime, &Persuasion)> {
        self.steps.iter().filter_map(|taken| match &taken.step {
            Step::Persuasion(persuasion) => Some((taken.at, persuasion)),
            _ => None,
        })
    }

    /// R4 is reached: those outside the school must know.
    pub fn is_reported_outside(&self) -> bool {
        self.outside.is_some_and(|outside| matches!(outside.when, When::Reached { .. }))
    }
}

fn sent(letter: &Letter) -> Sent {
    let record = &letter.record;
    Sent {
        kind: record.kind,
        number: record.paper.number.as_str().to_owned(),
        to: record.to.clone(),
        on: record.issued_on,
        receipt: letter.receipt.clone(),
    }
}

/// R4 of the ladder in force: reached, or reached when.
fn outside(school: &School, class: Class, streak: &[NaiveDate], today: Verdict, as_of: NaiveDate) -> Option<Outside> {
    let rung = school.policy.rung(Rule::R4, as_of)?;
    let Within::SchoolDays(within) = rung.within else { return None };
    let grade = Some(class.grade);
    let reached = usize::from(rung.least()).checked_sub(1).and_then(|nth| streak.get(nth));
    let when = match (reached, school.calendar.terms().last()) {
        (Some(on), _) => When::Reached { due: school.calendar.school_day_after(*on, within, grade) },
        (None, Some(term)) => {
            // A day whose roll is not yet taken may still come to count.
            let open = if today == Verdict::NoData { Some(as_of) } else { as_of.succ_opt() };
            let days = rung.least().saturating_sub(u16::try_from(streak.len()).unwrap_or(u16::MAX)).max(1);
            let mut ahead = open.map(|open| school.calendar.school_days(open, term.last, grade));
            let on = ahead.as_mut().and_then(|ahead| ahead.nth(usize::from(days) - 1));
            on.map_or(When::Unknown, |on| When::After { days, on })
        }
        (None, None) => When::Unknown,
    };
    Some(Outside { at_least: rung.least(), when })
}

fn end(number: &str) -> String {
    number.chars().skip(number.chars().count().saturating_sub(4)).collect()
}

/// The document number as it is printed: 校内〔2026〕3号.
pub fn number(school: &School, no: LetterNo) -> String {
    let prefix = match no.series {
        Series::Internal => &school.notice_prefix,
        Series::Outgoing if school.letter_prefix.is_empty() => &school.name,
        Series::Outgoing => &school.letter_prefix,
        Series::Record => "记",
    };
    format!("{prefix}〔{}〕{}号", no.year, no.number)
}
