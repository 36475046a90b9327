//! The ledgers of dropping out (疑似辍学、辍学、劝返复学台账): who was entered, what was done, and how the line was struck off
//! (domain handbook 3l). A line that is struck off stays, with its day and its proof.

use super::attendance::Verdict;
use super::case::{Case, Exit};
use super::class::Class;
use super::contact::Reason;
use super::flags::Scope;
use super::ids::PupilId;
use super::letter::{Letter, LetterKind};
use super::people::Pupil;
use super::register::Span;
use super::school::School;
use super::step::{Closing, Ledger, Step, Taken};
use chrono::{NaiveDate, NaiveDateTime};

/// A line of the ledger of suspected dropouts or of dropouts: one case of one pupil.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    pub pupil: &'a Pupil,
    /// The class on the day of the entry, or the last one before.
    pub class: Option<Class>,
    pub case: Case,
    /// 列入疑似辍学台账
    pub suspected: Option<NaiveDate>,
    /// 列入辍学台账
    pub dropout: Option<NaiveDate>,
    /// 最后到校日期
    pub last_there: Option<NaiveDate>,
    /// 首次未到日期: the first school day of the absence.
    pub first_missed: Option<NaiveDate>,
    /// 连续天数, school days.
    pub school_days: u16,
    /// 历时, calendar days, both ends counted.
    pub calendar_days: u16,
    /// The reason that was given last, where it is more than "unclear".
    pub reason: Option<Reason>,
    /// 去向, as it was said last.
    pub whereabouts: Option<&'a str>,
    pub visits: usize,
    pub persuasions: usize,
    pub report: Option<&'a Letter>,
    pub letter: Option<&'a Letter>,
    pub struck: Option<Struck>,
}

/// That a line was struck off (销号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    pub on: NaiveDate,
    pub by: StruckBy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StruckBy {
    /// The case was closed by an exit with its evidence.
    Closed(Closing),
    /// The pupil went over into the ledger of dropouts.
    Dropout,
}

/// A line of the ledger of pupils persuaded back (劝返复学台账): a return from a case that the leadership knew of.
#[derive(Debug, Clone)]
pub struct Returned<'a> {
    pub pupil: &'a Pupil,
    /// The classes before the absence and on the day of the return.
    pub class_before: Option<Class>,
    pub class: Option<Class>,
    pub suspected: Option<NaiveDate>,
    pub dropout: Option<NaiveDate>,
    pub persuasions: usize,
    /// The day on which the pupil was seen again; where no roll tells it, the day on which the return was confirmed.
    pub returned: NaiveDate,
    pub confirmed: NaiveDate,
    /// 跟踪期截止
    pub watch_until: Option<NaiveDate>,
    /// Talks, contacts and visits within the watch.
    pub talks: usize,
    pub contacts: usize,
    pub visits: usize,
    /// 是否反复: the day on which an absence within the watch opened the case again.
    pub again: Option<NaiveDate>,
}

impl School {
    /// The lines that stood in a ledger on a day of a span, by the day of their entry. They tell as of a date how they
    /// stand.
    pub fn ledger(&self, ledger: Ledger, scope: Scope, span: Span, as_of: NaiveDate) -> Vec<Line<'_>> {
        let mut lines: Vec<(NaiveDate, Line<'_>)> = Vec::new();
        for pupil in self.pupils.iter().filter(|pupil| self.entered(pupil.id, ledger, as_of).next().is_some()) {
            let cases = self.cases(pupil.id, as_of);
            let ends = cases.iter().skip(1).map(|next| next.opened.pred_opt().unwrap_or(next.opened));
            let ends: Vec<NaiveDate> = ends.chain([as_of]).collect();
            for (case, end) in cases.into_iter().zip(ends) {
                let within = Span { from: case.opened, to: end };
                let Some(on) = self.entered(pupil.id, ledger, as_of).find(|on| within.has(*on)) else { continue };
                let line = self.line(pupil, case, ledger, on, within);
                let stood = Span { from: on, to: line.struck.as_ref().map_or(as_of, |struck| struck.on).max(on) };
                if stood.meets(span).is_some() && line.class.is_some_and(|class| scope.covers(class)) {
                    lines.push((on, line));
                }
            }
        }
        lines.sort_by_key(|(on, line)| (*on, line.class, line.pupil.id));
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// The days on which a pupil was entered in a ledger, earliest first.
    fn entered(&self, pupil: PupilId, wanted: Ledger, as_of: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        self.steps_of(pupil).iter().filter_map(move |taken| match taken.record.step {
            Step::Entered { ledger, .. } if ledger == wanted => Some(taken.record.at.date()).filter(|on| *on <= as_of),
            _ => None,
        })
    }

    fn line<'a>(&'a self, pupil: &'a Pupil, case: Case, ledger: Ledger, on: NaiveDate, within: Span) -> Line<'a> {
        let id = pupil.id;
        let first_entered = |ledger| self.entered(id, ledger, within.to).find(|on| within.has(*on));
        let dropout = first_entered(Ledger::Dropout);
        let struck = struck(&case, ledger, dropout);
        let run = self.run_of(id, on, struck.as_ref().map_or(within.to, |struck| struck.on).max(on));
        let contacts = || self.contacts_of(id).iter().filter(|it| within.has(it.record.at.date()));
        let of_kind = |kind| {
            let letters = self.letters_of(id).filter(move |it| it.record.kind == kind && it.record.corrects.is_none());
            letters.into_iter().find(|it| within.has(it.record.issued_on))
        };
        Line {
            pupil,
            class: self.last_class(id, on),
            suspected: first_entered(Ledger::Suspected),
            dropout,
            last_there: run.last_there,
            first_missed: run.first,
            school_days: run.school_days,
            calendar_days: run.calendar_days,
            reason: contacts().rev().filter_map(|it| it.record.reason).find(|reason| *reason != Reason::Unclear),
            whereabouts: self.whereabouts(id, within),
            visits: self.visits_of(id).iter().filter(|it| within.has(it.record.at.date())).count(),
            persuasions: self.persuasions_within(id, within),
            report: of_kind(LetterKind::ReportBureau),
            letter: of_kind(LetterKind::LetterStreet),
            struck,
            case,
        }
    }

    fn persuasions_within(&self, pupil: PupilId, within: Span) -> usize {
        let is_one =
            |taken: &&Taken| matches!(taken.record.step, Step::Persuasion(_)) && within.has(taken.record.at.date());
        self.steps_of(pupil).iter().filter(is_one).count()
    }

    /// Where a pupil was said to be, last of all: by a guardian, by a clue, or by an answer from another county.
    fn whereabouts(&self, pupil: PupilId, within: Span) -> Option<&str> {
        let contacts = self.contacts_of(pupil).iter().map(|it| (it.record.at, it.record.whereabouts.as_str()));
        let steps = self.steps_of(pupil).iter().filter_map(|taken| match &taken.record.step {
            Step::Clue { said, .. } | Step::Answered { said, .. } => Some((taken.record.at, said.as_str())),
            Step::Found { place, .. } => Some((taken.record.at, place.as_str())),
            _ => None,
        });
        let said = contacts.chain(steps).map(|(at, said)| (at, said.trim()));
        let said = said.filter(|(at, said): &(NaiveDateTime, &str)| within.has(at.date()) && !said.is_empty());
        said.max_by_key(|(at, _)| *at).map(|(_, said)| said)
    }

    /// The absence that an entry of a day was made for, as far as it went up to a date.
    fn run_of(&self, pupil: PupilId, entered: NaiveDate, up_to: NaiveDate) -> Run {
        let first = self.flag(pupil, entered).and_then(|flag| flag.streak.from());
        let Some(first) = first else { return Run::default() };
        let back = self.back_since(pupil, first, 0, up_to).map(|(on, _)| on);
        // The day of the return is none of the absence.
        let end = back.and_then(|on| on.pred_opt()).unwrap_or(up_to).max(first);
        let days = self.pupil_days(pupil, first, end);
        let missed = days.iter().filter(|day| day.verdict() == Verdict::Unexcused).count();
        let before = self.calendar.terms().first().map_or(first, |term| term.first);
        let there = self.pupil_days(pupil, before, first).into_iter().rev();
        let last_there = there.filter(|day| day.date < first).find(|day| day.attended() > 0);
        Run {
            first: Some(first),
            last_there: last_there.map(|day| day.date),
            school_days: u16::try_from(missed).unwrap_or(u16::MAX),
            calendar_days: u16::try_from((end - first).num_days() + 1).unwrap_or(u16::MAX),
        }
    }

    /// Who came back from a case that the leadership knew of: those of whom the return was confirmed by the end of a
    /// span and whose watch was not over before it, by the day of their return.
    pub fn returns(&self, scope: Scope, span: Span, as_of: NaiveDate) -> Vec<Returned<'_>> {
        let mut returns: Vec<Returned<'_>> =
            self.pupils.iter().flat_map(|pupil| self.returns_of(pupil.id, as_of)).collect();
        returns.retain(|it| {
            let stood = Span { from: it.confirmed, to: it.watch_until.unwrap_or(it.confirmed).max(it.confirmed) };
            stood.meets(span).is_some() && it.class.is_some_and(|class| scope.covers(class))
        });
        returns.sort_by_key(|it| (it.returned, it.class, it.pupil.id));
        returns
    }

    /// The returns of one pupil from cases that the leadership knew of, as far as they were confirmed, earliest first.
    pub fn returns_of(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Returned<'_>> {
        let Some(pupil) = self.pupil(pupil) else { return Vec::new() };
        let closings = self.steps_of(pupil.id).iter().filter_map(|taken| match &taken.record.step {
            Step::Closed(Closing { exit: Exit::E1, .. }) => Some(taken.record.at.date()),
            _ => None,
        });
        let mut closings: Vec<NaiveDate> = closings.filter(|on| *on <= as_of).collect();
        closings.dedup();
        closings.into_iter().filter_map(|on| self.return_on(pupil, on, as_of)).collect()
    }

    fn return_on<'a>(&'a self, pupil: &'a Pupil, confirmed: NaiveDate, as_of: NaiveDate) -> Option<Returned<'a>> {
        let id = pupil.id;
        let case = self.case(id, confirmed).filter(|case| case.reached.is_escalated())?;
        let ending = case.ending.as_ref().filter(|ending| ending.on == confirmed && ending.closing.exit == Exit::E1)?;
        let within = Span { from: case.opened, to: confirmed };
        let returned = case.returned.unwrap_or(confirmed);
        let entered = |ledger| self.entered(id, ledger, as_of).find(|on| within.has(*on));
        let later = self.cases(id, as_of).into_iter().find(|later| later.opened == case.opened);
        let again = later.and_then(|later| later.reopened.into_iter().find(|on| *on >= confirmed));
        let watch =
            ending.watch_until.map(|until| Span { from: returned, to: again.unwrap_or(until).min(until).min(as_of) });
        let in_watch = |at: NaiveDateTime| watch.is_some_and(|watch| watch.has(at.date()));
        let talk = |taken: &&Taken| matches!(taken.record.step, Step::Talk { .. }) && in_watch(taken.record.at);
        Some(Returned {
            pupil,
            class_before: self.last_class(id, case.opened),
            class: self.last_class(id, returned),
            suspected: entered(Ledger::Suspected),
            dropout: entered(Ledger::Dropout),
            persuasions: self.persuasions_within(id, within),
            returned,
            confirmed,
            watch_until: ending.watch_until,
            talks: self.steps_of(id).iter().filter(talk).count(),
            contacts: self.contacts_of(id).iter().filter(|it| in_watch(it.record.at)).count(),
            visits: self.visits_of(id).iter().filter(|it| in_watch(it.record.at)).count(),
            again,
        })
    }
}

/// An absence, as far as it went.
#[derive(Default)]
struct Run {
    first: Option<NaiveDate>,
    last_there: Option<NaiveDate>,
    school_days: u16,
    calendar_days: u16,
}

/// How the line of a case was struck off a ledger; none while it stands.
fn struck(case: &Case, ledger: Ledger, dropout: Option<NaiveDate>) -> Option<Struck> {
    let over = dropout.filter(|_| ledger == Ledger::Suspected).map(|on| Struck { on, by: StruckBy::Dropout });
    let ending = case.ending.as_ref();
    over.or_else(|| ending.map(|end| Struck { on: end.on, by: StruckBy::Closed(end.closing.clone()) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::date;
    use crate::domain::tales;

    fn span(from: &str, to: &str) -> Span {
        Span { from: date(from), to: date(to) }
    }

    const TERM: (&str, &str) = ("2025-09-01", "2026-01-30");

    /// S2: entered on the eighth calendar day, the seventh school day; struck off with the answer.
    #[test]
    fn a_line_tells_the_absence_and_how_it_was_struck_off() {
        let school = tales::found_elsewhere().school();
        let term = span(TERM.0, TERM.1);
        let told = |as_of: &str| {
            let lines = school.ledger(Ledger::Suspected, Scope::School, term, date(as_of));
            let line = |line: &Line| {
                (
                    line.last_there.unwrap(),
                    line.first_missed.unwrap(),
                    (line.school_days, line.calendar_days),
                    (line.visits, line.persuasions),
                    line.struck.as_ref().map(|struck| struck.on),
                )
            };
            lines.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(told("2025-10-15"), []);
        let (there, missed) = (date("2025-09-30"), date("2025-10-09"));
        assert_eq!(told("2025-10-16"), [(there, missed, (7, 8), (1, 0), None)]);
        // No roll was taken after the 16th: the calendar goes on, the school days do not.
        assert_eq!(told("2025-12-01"), [(there, missed, (7, 28), (1, 0), Some(date("2025-11-05")))]);
        let lines = school.ledger(Ledger::Suspected, Scope::School, term, date("2025-12-01"));
        assert_eq!(lines[0].whereabouts, Some("赣县第二小学五年级，10月13日起"));
        assert!(matches!(&lines[0].struck.as_ref().unwrap().by, StruckBy::Closed(it) if it.exit == Exit::E5));
    }

    #[test]
    fn a_line_stands_in_every_span_until_it_is_struck_off() {
        let school = tales::found_elsewhere().school();
        let table = [
            ("2025-10-01", "2025-10-15", 0),
            ("2025-10-01", "2025-10-31", 1),
            ("2025-11-01", "2025-11-30", 1),
            ("2025-12-01", "2025-12-31", 0),
        ];
        for (from, to, count) in table {
            let lines = school.ledger(Ledger::Suspected, Scope::School, span(from, to), date("2026-01-10"));
            assert_eq!(lines.len(), count, "{from}");
        }
    }

    /// S2, the variant: one line in either ledger; the first is struck off where the second begins.
    #[test]
    fn a_dropout_leaves_the_ledger_of_the_suspected() {
        let school = tales::never_found().school();
        let lines = |ledger| school.ledger(ledger, Scope::School, span(TERM.0, TERM.1), date("2025-11-11"));
        let (suspected, dropouts) = (lines(Ledger::Suspected), lines(Ledger::Dropout));
        assert_eq!((suspected.len(), dropouts.len()), (1, 1));
        assert_eq!(suspected[0].struck, Some(Struck { on: date("2025-11-10"), by: StruckBy::Dropout }));
        let line = &dropouts[0];
        assert_eq!((line.suspected, line.dropout), (Some(date("2025-10-16")), Some(date("2025-11-10"))));
        assert_eq!((line.school_days, line.calendar_days, line.persuasions), (25, 34, 2));
        assert_eq!(line.struck, None);
    }

    /// S1: back on the fourth day; the watch goes to 2025-10-14.
    #[test]
    fn a_return_is_watched() {
        let school = tales::truant().school();
        let returns = school.returns(Scope::School, span("2025-10-01", "2025-10-31"), date("2025-10-20"));
        assert_eq!(returns.len(), 1);
        let it = &returns[0];
        assert_eq!((it.returned, it.watch_until), (date("2025-09-11"), Some(date("2025-10-14"))));
        assert_eq!((it.talks, it.contacts, it.visits, it.again), (2, 0, 0, None));
        assert!(school.returns(Scope::School, span("2025-11-01", "2025-11-30"), date("2025-11-20")).is_empty());
    }
}
