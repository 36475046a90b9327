//! The figures of a year, each read out of the same facts as lists and papers are.

use super::{Amount, Behind, Fact, Figure, FigureKind, Hukou, Inspection, Note, Section};
use crate::domain::case::{Case, Exit};
use crate::domain::class::{Class, Grade, Stage};
use crate::domain::entrant::{EntrantState, Outcome};
use crate::domain::flags::Scope;
use crate::domain::hukou::is_elsewhere;
use crate::domain::ids::PupilId;
use crate::domain::letter::LetterKind;
use crate::domain::monthly::{Cohort, Month};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Sex, Standing};
use crate::domain::plan::PlanKind;
use crate::domain::pledge::{Pledge, PledgeLevel};
use crate::domain::register::Span;
use crate::domain::school::School;
use crate::domain::status::StatusKind;
use crate::domain::step::{About, Ledger, Step, Taken};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};

const GROUPS: [KeyGroup; 10] = [
    KeyGroup::Orphan,
    KeyGroup::Unattended,
    KeyGroup::Disabled,
    KeyGroup::Inclusive,
    KeyGroup::LeftBehind,
    KeyGroup::Migrant,
    KeyGroup::PovertyLifted,
    KeyGroup::Dibao,
    KeyGroup::Tekun,
    KeyGroup::Difficult,
];

/// September: here the letters of a new school year begin.
const FIRST_OF_SCHOOL_YEAR: u32 = 9;
/// A day that is counted is counted whole.
const LAST_MOMENT: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

impl School {
    /// The self-inspection of a year up to a day of it.
    pub fn inspection(&self, year: i32, to: NaiveDate) -> Inspection {
        let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(to);
        let span = Span { from: from.min(to), to };
        let mut figures = self.of_the_books(to);
        figures.extend(self.of_changes(span));
        figures.extend(self.of_attendance(span));
        figures.extend(self.of_cases(span));
        figures.extend(self.of_deeds(span));
        figures.extend(self.of_groups(to));
        figures.extend(self.of_cohorts(span));
        figures.extend(self.of_the_school_year(to));
        figures.extend(self.of_the_work(year, span));
        figures.extend(self.of_help(span));
        figures.sort_by_key(|figure| figure.kind.section());
        for figure in &mut figures {
            figure.behind.sort_by_cached_key(|behind| self.place_of(*behind, to));
        }
        let books_begin = self.books_begin().filter(|begin| *begin > span.from);
        if let Some(begin) = books_begin.filter(|begin| *begin > to) {
            figures.iter_mut().for_each(|figure| *figure = untold(figure.kind, Note::BooksBegin(begin)));
        }
        let prose = Section::ALL.map(|section| {
            let text = self.prose(year, section).map(|prose| prose.text.trim()).filter(|text| !text.is_empty());
            (section, text.map(str::to_owned))
        });
        Inspection { year, span, books_begin, figures, prose: prose.into() }
    }

    /// Where a fact stands among those behind a figure: pupils by class, seat and name, then by day; what is no pupil's
    /// by its class or day alone.
    fn place_of(
        &self,
        behind: Behind,
        to: NaiveDate,
    ) -> (Option<Class>, u16, String, Option<PupilId>, Option<NaiveDate>) {
        let Behind { fact, on } = behind;
        match (fact.pupil().and_then(|id| self.pupil(id)), fact) {
            (Some(pupil), _) => {
                let class = self.last_class(pupil.id, to);
                let seat = pupil.seat(to).unwrap_or(u16::MAX);
                (class, seat, pupil.record.name.clone(), Some(pupil.id), on)
            }
            (None, Fact::Class(class, _)) => (Some(class), 0, String::new(), None, on),
            (None, _) => (None, 0, String::new(), None, on),
        }
    }

    /// The first day of which the books hold anything that was done: a roster reaches further back than what it tells of.
    fn books_begin(&self) -> Option<NaiveDate> {
        let terms = self.calendar.terms().iter().map(|term| term.first);
        let rolls = self.rolls.iter().map(|roll| roll.key.date);
        let statuses = self.statuses.iter().map(|status| status.record.on);
        let contacts = self.contacts.iter().map(|contact| contact.record.at.date());
        let visits = self.visits.iter().map(|visit| visit.record.at.date());
        let letters = self.letters.iter().map(|letter| letter.record.issued_on);
        let months = self.monthly.signed.iter().map(|signed| signed.record.report.from);
        terms.chain(rolls).chain(statuses).chain(contacts).chain(visits).chain(letters).chain(months).min()
    }

    /// On the books on a day, the suspended included.
    fn on_the_books(&self, on: NaiveDate) -> impl Iterator<Item = PupilId> + '_ {
        self.pupils.iter().filter(move |pupil| pupil.is_enrolled(on)).map(|pupil| pupil.id)
    }

    fn of_the_books(&self, on: NaiveDate) -> Vec<Figure> {
        let sex = |id: PupilId| self.pupil(id).and_then(|pupil| pupil.record.sex);
        let grade = |id: PupilId| self.last_class(id, on).map(|class| class.grade);
        let suspended = |id: &PupilId| self.pupil(*id).and_then(|it| it.standing(on)) == Some(Standing::Suspended);
        let pupils: Vec<PupilId> = self.on_the_books(on).collect();
        let of = |kind, is: &dyn Fn(PupilId) -> bool| people(kind, pupils.iter().copied().filter(|id| is(*id)));
        let of_class = |class: Class| {
            let pupils = pupils.iter().filter(|id| self.last_class(**id, on) == Some(class)).count();
            (Fact::Class(class, Amount::Count(pupils)), None)
        };
        let mut figures = vec![
            made_of(FigureKind::Classes, self.classes(on).into_iter().map(of_class)),
            of(FigureKind::Pupils, &|_| true),
        ];
        figures.extend(
            [Sex::Male, Sex::Female].map(|of_sex| of(FigureKind::OfSex(of_sex), &|id| sex(id) == Some(of_sex))),
        );
        let grades = (1..=9).filter_map(Grade::new).map(|it| of(FigureKind::InGrade(it), &|id| grade(id) == Some(it)));
        let stages = [Stage::Primary, Stage::Junior]
            .map(|stage| of(FigureKind::InStage(stage), &|id| grade(id).map(Grade::stage) == Some(stage)));
        figures.extend(stages.into_iter().chain(grades).filter(|figure| figure.amount != Amount::Count(0)));
        figures.extend(self.of_hukou(&pupils));
        figures.push(of(FigureKind::Suspended, &|id| suspended(&id)));
        figures.push(self.deferred(on));
        figures
    }

    /// Local and other hukou (本区、非本区户籍), as far as the roster says where it lies.
    fn of_hukou(&self, pupils: &[PupilId]) -> Vec<Figure> {
        let hukou = |id: PupilId| {
            let record = self.pupil(id).map(|pupil| pupil.record.hukou.as_str()).unwrap_or_default();
            match is_elsewhere(record, self.bureau()) {
                Some(true) => Hukou::Elsewhere,
                Some(false) => Hukou::Local,
                None => Hukou::Unsaid,
            }
        };
        let of = |kind| people(FigureKind::OfHukou(kind), pupils.iter().copied().filter(|id| hukou(*id) == kind));
        let is_written = |id: &PupilId| self.pupil(*id).is_some_and(|pupil| !pupil.record.hukou.trim().is_empty());
        let lacks = if pupils.iter().any(is_written) { Note::NoBureau } else { Note::NoHukou };
        let is_told = pupils.is_empty() || pupils.iter().any(|id| hukou(*id) != Hukou::Unsaid);
        let figure = |kind| match kind {
            Hukou::Local | Hukou::Elsewhere if !is_told => untold(FigureKind::OfHukou(kind), lacks),
            kind => of(kind),
        };
        Hukou::ALL.map(figure).into()
    }

    /// Children whose entry is deferred on a day (缓学): pupils, and those on the list of whoever should come; as (23) of
    /// the monthly report counts them.
    fn deferred(&self, on: NaiveDate) -> Figure {
        let pupils = self.pupils.iter().filter(|pupil| pupil.standing(on) == Some(Standing::Deferred));
        let pupils = pupils.map(|pupil| (Fact::Pupil(pupil.id), None));
        let children = self.entrants_as_of(self.entry_year(on), on).into_iter();
        let children = children.filter(|(_, state)| *state == EntrantState::Settled(Outcome::Deferred));
        made_of(FigureKind::Deferred, pupils.chain(children.map(|(child, _)| (Fact::Child(child.id), None))))
    }

    /// The dropout rate of the running school year (辍学率; domain handbook 5): who stands in the dropout ledger, of those
    /// who were on the books on 1 September.
    fn of_the_school_year(&self, to: NaiveDate) -> Option<Figure> {
        let year = if to.month() < FIRST_OF_SCHOOL_YEAR { to.year() - 1 } else { to.year() };
        let start = NaiveDate::from_ymd_opt(year, FIRST_OF_SCHOOL_YEAR, 1)?;
        if let Some(begin) = self.books_begin().filter(|begin| *begin > start) {
            return Some(untold(FigureKind::DropoutRate, Note::BooksBegin(begin)));
        }
        let lines = self.ledger(Ledger::Dropout, Scope::School, Span { from: to, to }, to);
        let still = lines.iter().filter(|line| line.struck.is_none());
        let still: Vec<Behind> =
            still.map(|line| Behind { fact: Fact::Pupil(line.pupil.id), on: line.dropout }).collect();
        let among = self.on_the_books(start).count() as u64;
        let amount = Amount::Share { of: still.len() as u64, among };
        Some(Figure { kind: FigureKind::DropoutRate, amount, behind: still, note: None })
    }

    /// Changes of status by their date of effect, both ends included.
    fn of_changes(&self, span: Span) -> Vec<Figure> {
        let kinds = [
            (FigureKind::TransferredIn, StatusKind::TransferIn),
            (FigureKind::TransferredOut, StatusKind::TransferOut),
            (FigureKind::SuspendedSince, StatusKind::Suspend),
            (FigureKind::Renewed, StatusKind::Suspend),
            (FigureKind::Resumed, StatusKind::Resume),
            (FigureKind::LeftCountry, StatusKind::LeaveCountry),
            (FigureKind::ToSpecialSchool, StatusKind::SpecialSchool),
            (FigureKind::Died, StatusKind::Died),
        ];
        let of = |(figure, kind)| {
            let changes = self.statuses.iter().map(|status| &status.record);
            let changes = changes.filter(|it| it.kind == kind && it.is_in_effect() && span.has(it.takes_effect()));
            // A renewal (续休) suspends nobody anew; it has a figure of its own.
            let is_renewal = figure == FigureKind::Renewed;
            let changes = changes.filter(|it| kind != StatusKind::Suspend || self.renews(it) == is_renewal);
            dated(figure, changes.map(|it| (it.pupil, it.takes_effect())))
        };
        kinds.map(of).into()
    }

    fn of_attendance(&self, span: Span) -> Vec<Figure> {
        let mut rolls: BTreeMap<Class, usize> = BTreeMap::new();
        for roll in self.rolls.iter().filter(|roll| span.has(roll.key.date)) {
            *rolls.entry(roll.key.class).or_default() += 1;
        }
        let taken = Amount::Count(rolls.values().sum());
        let rolls = rolls.into_iter().map(|(class, rolls)| (Fact::Class(class, Amount::Count(rolls)), None));
        let mut sums: BTreeMap<Class, (u64, u64)> = BTreeMap::new();
        for pupil in &self.pupils {
            for day in self.pupil_days(pupil.id, span.from, span.to).iter().filter(|day| day.taken > 0) {
                let Some(class) = pupil.class(day.date) else { continue };
                let (attended, expected) = sums.entry(class).or_default();
                *attended += u64::from(day.attended());
                *expected += u64::from(day.taken);
            }
        }
        let rate = Amount::Share {
            of: sums.values().map(|(attended, _)| attended).sum(),
            among: sums.values().map(|(_, expected)| expected).sum(),
        };
        let sums = sums.into_iter().map(|(class, (of, among))| (Fact::Class(class, Amount::Share { of, among }), None));
        let weeks = self.signed_weeks.iter().filter(|signed| span.has(signed.week.sunday()));
        let weeks = weeks.map(|signed| (Fact::SignedWeek(signed.week, signed.scope), Some(signed.at.date())));
        vec![
            Figure { amount: taken, ..made_of(FigureKind::RollsTaken, rolls) },
            Figure { amount: rate, ..made_of(FigureKind::AttendanceRate, sums) },
            made_of(FigureKind::SignedWeeks, weeks),
        ]
    }

    fn of_cases(&self, span: Span) -> Vec<Figure> {
        let all = || self.pupils.iter().flat_map(|pupil| self.cases(pupil.id, span.to));
        let opened: Vec<Case> = all().filter(|case| span.has(case.opened)).collect();
        let mut figures = vec![dated(FigureKind::CasesOpened, opened.iter().map(|case| (case.pupil, case.opened)))];
        let closed = |exit: Exit| {
            let ended = all().filter_map(|case| case.ending.map(|ending| (case.pupil, ending)));
            let ended = ended.filter(|(_, ending)| ending.closing.exit == exit && span.has(ending.on));
            dated(FigureKind::CasesClosed(exit), ended.map(|(pupil, ending)| (pupil, ending.on)))
        };
        figures.extend(Exit::ALL.map(closed).into_iter().filter(|figure| figure.amount != Amount::Count(0)));
        let told = |case: &Case| {
            let contacts = self.contacts_of(case.pupil).iter().map(|contact| &contact.record);
            contacts.into_iter().any(|it| it.reached.is_yes() && it.at.date() == case.opened)
        };
        let in_time: Vec<(PupilId, NaiveDate)> =
            opened.iter().filter(|case| told(case)).map(|case| (case.pupil, case.opened)).collect();
        figures.push(share(FigureKind::SameDayContact, in_time, opened.len()));
        figures.extend(self.of_ledgers(span));
        figures
    }

    fn of_ledgers(&self, span: Span) -> Vec<Figure> {
        let entered = |ledger| {
            let steps = self.steps.iter().filter_map(move |taken| match &taken.record.step {
                Step::Entered { ledger: of, .. } if *of == ledger => Some((pupil_of(taken)?, taken.record.at.date())),
                _ => None,
            });
            let mut entered: Vec<(PupilId, NaiveDate)> = steps.filter(|(_, on)| span.has(*on)).collect();
            entered.sort_unstable();
            // Somebody who is entered twice in a year is one pupil.
            entered.dedup_by_key(|(pupil, _)| *pupil);
            entered
        };
        let (suspected, dropouts) = (entered(Ledger::Suspected), entered(Ledger::Dropout));
        let mut either: Vec<PupilId> = suspected.iter().chain(&dropouts).map(|(pupil, _)| *pupil).collect();
        either.sort_unstable();
        either.dedup();
        let returns = self.returns(Scope::School, span, span.to);
        let back: Vec<_> = returns.iter().filter(|it| span.has(it.confirmed) && it.again.is_none()).collect();
        let over = |until: Option<NaiveDate>| until.is_none_or(|until| until < span.to);
        let passed = back.iter().filter(|it| over(it.watch_until) && either.contains(&it.pupil.id));
        let passed: Vec<(PupilId, NaiveDate)> = passed.map(|it| (it.pupil.id, it.returned)).collect();
        let through = back.iter().filter(|it| over(it.watch_until)).map(|it| (it.pupil.id, it.returned));
        let again = returns.iter().filter_map(|it| Some((it.pupil.id, it.again.filter(|on| span.has(*on))?)));
        let watch = back.iter().filter(|it| !over(it.watch_until)).map(|it| (it.pupil.id, it.returned));
        vec![
            dated(FigureKind::Suspected, suspected),
            dated(FigureKind::Dropouts, dropouts),
            dated(FigureKind::PersuadedBack, back.iter().map(|it| (it.pupil.id, it.returned))),
            dated(FigureKind::InWatch, watch),
            dated(FigureKind::WatchPassed, through),
            dated(FigureKind::AwayAgain, again),
            share(FigureKind::PersuadedBackRate, passed, either.len()),
        ]
    }

    fn of_deeds(&self, span: Span) -> Vec<Figure> {
        let contacts = self.contacts.iter().filter(|it| it.record.reached.is_yes());
        let contacts = contacts.map(|it| (it.record.pupil, it.record.at.date()));
        let visits = self.visits.iter().map(|it| (it.record.pupil, it.record.at.date()));
        let persuasions = self.steps.iter().filter(|it| matches!(it.record.step, Step::Persuasion(_)));
        let persuasions = persuasions.filter_map(|it| Some((pupil_of(it)?, it.record.at.date())));
        let within = |(_, on): &(PupilId, NaiveDate)| span.has(*on);
        let mut figures = vec![
            dated(FigureKind::Contacts, contacts.filter(within)),
            dated(FigureKind::Visits, visits.filter(within)),
            dated(FigureKind::Persuasions, persuasions.filter(within)),
        ];
        let issued = self.letters.iter().filter(|letter| letter.record.corrects.is_none());
        let issued = issued.map(|letter| (letter.record.pupil, letter.record.issued_on));
        figures.push(dated(FigureKind::Papers, issued.filter(within)));
        let papers = [
            (FigureKind::Escalations, LetterKind::Escalation),
            (FigureKind::Reports, LetterKind::ReportBureau),
            (FigureKind::StreetLetters, LetterKind::LetterStreet),
            (FigureKind::GuardianNotices, LetterKind::NoticeGuardian),
        ];
        figures.extend(papers.map(|(figure, kind)| {
            // A correction stands in the place of the first: it is no second paper.
            let issued = self.letters_of_kind(kind).filter(|letter| letter.record.corrects.is_none());
            dated(figure, issued.map(|letter| (letter.record.pupil, letter.record.issued_on)).filter(within))
        }));
        figures
    }

    /// Retention (domain handbook 5): of a year whose July is over, of those who graduated in it; before, and where the
    /// books know of nobody who did, of the highest grades as they stand.
    fn of_cohorts(&self, span: Span) -> Vec<Figure> {
        let july = Month::new(span.to.year(), 7).filter(|_| span.to.month() > 7);
        let now = span.to.and_time(LAST_MOMENT);
        let of_july = july.map(|july| self.month_sheet(july, now)).filter(|sheet| !sheet.cohorts.is_empty());
        let sheet = of_july.unwrap_or_else(|| self.month_sheet(Month::of(span.to), now));
        let of = |cohort: &Cohort| {
            let came = u64::from(cohort.entrants) + u64::from(cohort.transferred_in);
            let among = came.saturating_sub(u64::from(cohort.transferred_out) + u64::from(cohort.died));
            let amount = Amount::Share { of: u64::from(cohort.reached).min(among), among };
            let grade = Grade::new(cohort.grade)?;
            let members = self
                .cohort_members(grade, sheet.span)
                .into_iter()
                .map(|(pupil, reached)| (if reached { Fact::Pupil(pupil) } else { Fact::Missing(pupil) }, None));
            let note = (!cohort.graduated).then_some(Note::NotGraduated);
            Some(Figure { amount, note, ..made_of(FigureKind::Retention(grade), members) })
        };
        sheet.cohorts.iter().filter_map(of).collect()
    }

    /// What the school did as a school: letters of responsibility, meetings, reports, the children who should come.
    fn of_the_work(&self, year: i32, span: Span) -> Vec<Figure> {
        let school_year = if span.to.month() < FIRST_OF_SCHOOL_YEAR { year - 1 } else { year };
        let letters = self.pledges(school_year, &PledgeLevel::OF_STAFF, span.to);
        let signed_on = |letter: &Pledge| self.signature(letter.key).map(|it| it.signed.on);
        let signed = letters.iter().filter(|letter| signed_on(letter).is_some()).count();
        let pledges = Amount::Share { of: signed as u64, among: letters.len() as u64 };
        let letters = letters.iter().map(|letter| (Fact::Pledge(letter.key), signed_on(letter)));
        let meetings = self.work.iter().filter(|work| span.has(work.record.on));
        let meetings = meetings.map(|work| (Fact::Work(work.id), Some(work.record.on)));
        let entrants = self.entrant_states(year, span.to);
        let registered = entrants.iter().filter(|(_, state)| *state == EntrantState::Reported).count();
        let registered = Amount::Share { of: registered as u64, among: entrants.len() as u64 };
        let children = entrants.iter().map(|(child, _)| {
            (Fact::Child(child.id), child.registration.as_ref().map(|registration| registration.record.on))
        });
        let months: BTreeSet<Month> = (self.monthly.signed.iter())
            .filter(|signed| span.has(signed.record.report.to))
            .map(|signed| signed.month)
            .collect();
        let last = |month: &Month| {
            let signed = self.monthly.latest(*month)?;
            let on = signed.record.report.signed.as_ref().map_or(signed.at.date(), |signature| signature.on);
            Some((Fact::SignedMonth(*month, signed.version), Some(on)))
        };
        vec![
            Figure { amount: pledges, ..made_of(FigureKind::Pledges, letters) },
            made_of(FigureKind::Meetings, meetings),
            Figure { amount: registered, ..made_of(FigureKind::EntrantsRegistered, children) },
            made_of(FigureKind::SignedMonths, months.iter().filter_map(last)),
        ]
    }

    /// Aid, plans and teaching at home.
    fn of_help(&self, span: Span) -> Vec<Figure> {
        let aided: BTreeSet<PupilId> = (self.aid.iter().map(|aid| &aid.record))
            .filter(|aid| aid.meets(span.from, Some(span.to)))
            .map(|aid| aid.pupil)
            .collect();
        let mut figures = vec![people(FigureKind::Aided, aided.into_iter())];
        figures.extend(PlanKind::ALL.map(|kind| {
            let plans = self.plans.iter().map(|plan| &plan.record).filter(|plan| {
                let closed = plan.closing.as_ref().map_or(span.to, |closing| closing.on);
                plan.kind == kind && plan.from <= span.to && closed >= span.from
            });
            dated(FigureKind::Plans(kind), plans.map(|plan| (plan.pupil, plan.from)))
        }));
        let at_home = |id: &PupilId| matches!(self.off_roll(*id, span.to), Some((_, OffRoll::HomeTeaching)));
        let taught = self.pupils.iter().map(|pupil| pupil.id).filter(at_home);
        let lessons = self.helps.iter().map(|helped| &helped.record).filter(|help| help.help.lesson().is_some());
        let lessons = lessons.filter(|help| span.has(help.at.date()));
        let lessons = lessons.filter_map(|help| Some((self.plan(help.plan)?.record.pupil, help.at.date())));
        figures.extend([people(FigureKind::HomeTaught, taught), dated(FigureKind::Lessons, lessons)]);
        figures
    }

    fn of_groups(&self, on: NaiveDate) -> Vec<Figure> {
        let pupils: Vec<PupilId> = self.on_the_books(on).collect();
        let is_in = |id: PupilId, group| self.is_entered_in(id, group, on);
        let of = |group| people(FigureKind::InGroup(group), pupils.iter().copied().filter(|id| is_in(*id, group)));
        GROUPS.map(of).into()
    }
}

fn people(kind: FigureKind, pupils: impl Iterator<Item = PupilId>) -> Figure {
    made_of(kind, pupils.map(|pupil| (Fact::Pupil(pupil), None)))
}

/// So many facts.
fn made_of(kind: FigureKind, facts: impl Iterator<Item = (Fact, Option<NaiveDate>)>) -> Figure {
    let behind: Vec<Behind> = facts.map(|(fact, on)| Behind { fact, on }).collect();
    Figure { kind, amount: Amount::Count(behind.len()), behind, note: None }
}

fn untold(kind: FigureKind, why: Note) -> Figure {
    Figure { kind, amount: Amount::Untold, behind: Vec::new(), note: Some(why) }
}

fn dated(kind: FigureKind, facts: impl IntoIterator<Item = (PupilId, NaiveDate)>) -> Figure {
    let mut facts: Vec<(PupilId, NaiveDate)> = facts.into_iter().collect();
    facts.sort_unstable_by_key(|(pupil, on)| (*on, *pupil));
    made_of(kind, facts.into_iter().map(|(pupil, on)| (Fact::Pupil(pupil), Some(on))))
}

fn share(kind: FigureKind, facts: Vec<(PupilId, NaiveDate)>, among: usize) -> Figure {
    let of = facts.len() as u64;
    Figure { amount: Amount::Share { of, among: among as u64 }, ..dated(kind, facts) }
}

/// Whom a step is about; none where it is about a class.
fn pupil_of(taken: &Taken) -> Option<PupilId> {
    match taken.record.about {
        About::Pupil(pupil) => Some(pupil),
        About::Class(_) => None,
    }
}
