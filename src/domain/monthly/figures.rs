//! The figures of a month, worked out from the books: for every figure the pupils behind it, so that the report, the
//! screen and whoever asks "who?" read the same list.

use super::ledgers::{DROPOUTS, SUSPECTED};
use super::sheet::{Behind, MonthSheet, OfGrade};
use super::{Figure, Month, TransferLine, Way, digest};
use crate::domain::attendance::{PupilDay, Verdict};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::PupilId;
use crate::domain::ladder::{Excused, Rule};
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Pupil, Sex, Standing};
use crate::domain::register::Span;
use crate::domain::school::School;
use crate::domain::status::{StatusKind, StatusRecord};
use crate::domain::step::Ledger;
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The books as a month is counted from them, with what is looked up often put in reach.
pub(super) struct Counting<'a> {
    pub school: &'a School,
    pub span: Span,
    /// The changes of status in effect, by pupil and the day from which the books follow them.
    statuses: HashMap<(PupilId, NaiveDate), Vec<&'a StatusRecord>>,
    /// The changes of status that are applied for and not in effect, by pupil.
    pub pending: HashMap<PupilId, Vec<&'a StatusRecord>>,
    /// Papers about a pupil, of the kinds that are counted.
    letters: HashMap<PupilId, Vec<&'a Letter>>,
    behind: BTreeMap<Figure, Vec<Behind>>,
    pub transfers: Vec<TransferLine>,
}

/// How far back a run of absence is followed: over a summer, and no further.
const RUN_BACK: Days = Days::new(200);
/// Three days or more where the policy has no row for it.
const THREE_DAYS: u16 = 3;

impl School {
    /// The figures of a month, at a moment: of a month that is running as far as it has gone.
    pub fn month_sheet(&self, month: Month, now: NaiveDateTime) -> MonthSheet {
        let span = self.report_span_by(month, now);
        let mut counting = Counting::new(self, span);
        for (at, pupil) in self.pupils.iter().enumerate() {
            counting.come_and_gone(pupil);
            counting.attendance(at, pupil);
            counting.excused_from_roll(pupil);
            counting.key_groups(pupil);
        }
        counting.ledger(Ledger::Suspected, SUSPECTED);
        counting.ledger(Ledger::Dropout, DROPOUTS);
        counting.work();
        counting.lost_from_sight();
        counting.due();
        let mut grades = counting.grades(month, now);
        let cohorts = self.cohorts(&counting);
        let new_entrants = self.intakes(month, span.to);
        for grade in new_entrants.iter().filter_map(|intake| Grade::new(intake.grade)) {
            grades.entry(grade).or_default();
        }
        let Counting { mut behind, transfers, .. } = counting;
        for list in behind.values_mut() {
            list.sort_by_key(|it| (it.class, it.on, it.pupil));
        }
        MonthSheet { month, span, behind, grades, transfers, cohorts, new_entrants }
    }
}

/// On the books on a day: in which class, and whether suspended. Of the suspended it is the class that they came from.
pub(super) fn on_the_books(pupil: &Pupil, on: NaiveDate) -> Option<(Class, bool)> {
    let begun = pupil.standings.iter().rev().skip_while(|(from, _)| *from > on);
    let mut begun = begun.map(|(_, standing)| *standing);
    match begun.next()? {
        Standing::InClass { class, .. } | Standing::OffRoll { class, .. } => Some((class, false)),
        Standing::Suspended => begun.find_map(Standing::class_of_books).map(|class| (class, true)),
        Standing::Deferred | Standing::Gone => None,
    }
}

impl<'a> Counting<'a> {
    pub fn new(school: &'a School, span: Span) -> Counting<'a> {
        let mut statuses: HashMap<_, Vec<&StatusRecord>> = HashMap::new();
        let mut pending: HashMap<_, Vec<&StatusRecord>> = HashMap::new();
        for record in school.statuses.iter().map(|status| &status.record) {
            match record.is_in_effect() {
                true => statuses.entry((record.pupil, record.takes_effect())).or_default().push(record),
                false => pending.entry(record.pupil).or_default().push(record),
            }
        }
        let mut letters: HashMap<_, Vec<&Letter>> = HashMap::new();
        for letter in school.letters.iter().filter(|letter| letter.record.corrects.is_none()) {
            letters.entry(letter.record.pupil).or_default().push(letter);
        }
        Counting { school, span, statuses, pending, letters, behind: BTreeMap::new(), transfers: Vec::new() }
    }

    pub(super) fn count(&mut self, figure: Figure, pupil: PupilId, class: Class, on: Option<NaiveDate>) {
        self.count_times(figure, pupil, class, on, 1);
    }

    fn count_times(&mut self, figure: Figure, pupil: PupilId, class: Class, on: Option<NaiveDate>, times: u32) {
        self.behind.entry(figure).or_default().push(Behind { pupil, class, on, times });
    }

    /// The change of status of a kind by which a pupil's standing changed on a day.
    pub fn status(&self, pupil: PupilId, on: NaiveDate, kind: StatusKind) -> Option<&'a StatusRecord> {
        self.statuses.get(&(pupil, on))?.iter().find(|record| record.kind == kind).copied()
    }

    /// Whether the books say by what change of status, of whatever kind, a pupil's standing changed on a day.
    pub fn has_status(&self, pupil: PupilId, on: NaiveDate) -> bool {
        self.statuses.contains_key(&(pupil, on))
    }

    /// Who was there at the opening, who came and went and how, who is there at the close.
    fn come_and_gone(&mut self, pupil: &Pupil) {
        let id = pupil.id;
        let eve = self.span.from.pred_opt().unwrap_or(self.span.from);
        let mut was = on_the_books(pupil, eve);
        if let Some((class, suspended)) = was {
            self.count(Figure::Opening, id, class, None);
            if suspended {
                self.count(Figure::SuspendedBefore, id, class, None);
            }
        }
        let moves = pupil.standings.iter().map(|(from, _)| *from).filter(|from| self.span.has(*from));
        for on in moves.collect::<Vec<_>>() {
            let is = on_the_books(pupil, on);
            match (was, is) {
                (None, Some((class, suspended))) => {
                    let came = self.transfer(pupil, class, on, StatusKind::TransferIn, Way::In);
                    self.count(if came { Figure::TransferredIn } else { Figure::OtherIn }, id, class, Some(on));
                    if suspended {
                        self.count(Figure::Suspended, id, class, Some(on));
                    }
                }
                (Some((class, _)), None) => {
                    let left = self.transfer(pupil, class, on, StatusKind::TransferOut, Way::Out);
                    self.count(if left { Figure::TransferredOut } else { Figure::OtherOut }, id, class, Some(on));
                    if self.status(id, on, StatusKind::Died).is_some() {
                        self.count(Figure::Died, id, class, Some(on));
                    }
                }
                (Some((from, was_suspended)), Some((to, suspended))) => {
                    if from.grade != to.grade {
                        self.count(Figure::OtherOut, id, from, Some(on));
                        self.count(Figure::OtherIn, id, to, Some(on));
                    }
                    match (was_suspended, suspended) {
                        (false, true) => self.count(Figure::Suspended, id, to, Some(on)),
                        (true, false) => self.count(Figure::Resumed, id, to, Some(on)),
                        (false, false) | (true, true) => {}
                    }
                }
                (None, None) => {}
            }
            was = is;
        }
        if let Some((class, suspended)) = was {
            self.count(Figure::Closing, id, class, None);
            match pupil.record.sex {
                Some(Sex::Male) => self.count(Figure::Boys, id, class, None),
                Some(Sex::Female) => self.count(Figure::Girls, id, class, None),
                None => {}
            }
            if suspended {
                self.count(Figure::SuspendedAtClose, id, class, None);
            }
            if !self.school.open_groups(id, self.span.to).is_empty() {
                self.count(Figure::KeyGroup, id, class, None);
            }
            if self.school.is_entered_in(id, KeyGroup::Inclusive, self.span.to) {
                self.count(Figure::Inclusive, id, class, None);
            }
        }
    }

    /// Notes a transfer for the district, where the change of that day was one.
    fn transfer(&mut self, pupil: &Pupil, class: Class, on: NaiveDate, kind: StatusKind, way: Way) -> bool {
        let Some(record) = self.status(pupil.id, on, kind) else { return false };
        let key = &self.school.reporting().district_key;
        self.transfers.push(TransferLine {
            way,
            on,
            grade: class.grade.get(),
            counterpart: record.counterpart.trim().to_owned(),
            reach: record.reach,
            digest: pupil.record.student_no.as_ref().and_then(|number| digest(key, number)),
        });
        true
    }

    /// Sessions expected and attended, and runs of absence of three days and more.
    fn attendance(&mut self, at: usize, pupil: &Pupil) {
        let school = self.school;
        let days = school.attendance.pupil_days(at, pupil, self.span.from, self.span.to);
        let mut sums: BTreeMap<Class, (u32, u32)> = BTreeMap::new();
        for day in days.iter().filter(|day| day.taken > 0) {
            if let Some(class) = pupil.class(day.date) {
                let (expected, attended) = sums.entry(class).or_default();
                *expected += u32::from(day.taken);
                *attended += u32::from(day.attended());
            }
        }
        for (class, (expected, attended)) in sums {
            self.count_times(Figure::Expected, pupil.id, class, None, expected);
            self.count_times(Figure::Attended, pupil.id, class, None, attended);
        }
        if days.iter().any(|day| day.verdict() == Verdict::Unexcused) {
            self.three_days(at, pupil);
        }
    }

    fn three_days(&mut self, at: usize, pupil: &Pupil) {
        let Span { from, to } = self.span;
        let back = from.checked_sub_days(RUN_BACK).unwrap_or(from);
        let days = self.school.attendance.pupil_days(at, pupil, back, to);
        let least = self.school.policy.rung(Rule::R4, to).map_or(THREE_DAYS, |rung| rung.least());
        let Some((begun, reached)) = long_run(pupil, &days, self.school.policy.excused(to), least, from) else {
            return;
        };
        let Some(class) = pupil.class(reached) else { return };
        self.count(Figure::AbsentThreeDays, pupil.id, class, Some(reached));
        for (kind, figure) in
            [(LetterKind::ReportBureau, Figure::ToldBureau), (LetterKind::LetterStreet, Figure::ToldStreet)]
        {
            let told = self.letters_between(pupil.id, kind, Span { from: begun, to }).next();
            if let Some(on) = told.map(|letter| letter.record.issued_on) {
                self.count(figure, pupil.id, class, Some(on));
            }
        }
    }

    /// Whether any paper about a pupil was issued within some days.
    pub fn has_letter(&self, pupil: PupilId, within: Span) -> bool {
        let of_pupil = self.letters.get(&pupil).map(Vec::as_slice).unwrap_or_default();
        of_pupil.iter().any(|letter| within.has(letter.record.issued_on))
    }

    pub(super) fn letters_between(
        &self,
        pupil: PupilId,
        kind: LetterKind,
        span: Span,
    ) -> impl Iterator<Item = &'a Letter> {
        let of_pupil = self.letters.get(&pupil).map(Vec::as_slice).unwrap_or_default();
        let between =
            of_pupil.iter().filter(move |letter| letter.record.kind == kind && span.has(letter.record.issued_on));
        between.copied().collect::<Vec<_>>().into_iter()
    }

    /// Who is on the books and not expected in class: at school elsewhere, taught at home, or away for another lawful
    /// reason (送教、异地就读待转等).
    fn excused_from_roll(&mut self, pupil: &Pupil) {
        let Some((class, why)) = self.school.off_roll(pupil.id, self.span.to) else { return };
        self.count(Figure::ExcusedFromRoll, pupil.id, class, None);
        if why == OffRoll::HomeTeaching {
            self.count(Figure::HomeTaught, pupil.id, class, None);
        }
    }

    /// (8c) on the books, less the suspended, less those who are not expected.
    fn due(&mut self) {
        let of = |figure: Figure| self.behind.get(&figure).map(Vec::as_slice).unwrap_or_default();
        let away: BTreeSet<PupilId> = [Figure::SuspendedAtClose, Figure::ExcusedFromRoll]
            .into_iter()
            .flat_map(|figure| of(figure).iter().map(|it| it.pupil))
            .collect();
        let due: Vec<Behind> = of(Figure::Closing).iter().filter(|it| !away.contains(&it.pupil)).copied().collect();
        self.behind.insert(Figure::Due, due);
    }

    /// Classes, rolls and counts, by grade.
    fn grades(&self, month: Month, now: NaiveDateTime) -> BTreeMap<Grade, OfGrade> {
        let mut grades: BTreeMap<Grade, OfGrade> = BTreeMap::new();
        let school = self.school;
        for class in school.classes(self.span.to) {
            grades.entry(class.grade).or_default().classes += 1;
        }
        for (class, rolls) in school.rolls_of_span(self.span, now) {
            let of = grades.entry(class.grade).or_default();
            of.rolls_due += rolls.due();
            of.rolls_taken += rolls.taken;
        }
        for count in school.monthly.headcounts.iter().filter(|count| count.month == month) {
            let of = grades.entry(count.class.grade).or_default();
            *of.counted.get_or_insert(0) += u32::from(count.record.seats);
            of.classes_counted += 1;
        }
        for (grade, children) in school.entrants_not_reported(self.span.to) {
            grades.entry(grade).or_default().not_reported += children;
        }
        for (grade, children) in school.entrants_deferred(self.span.to) {
            grades.entry(grade).or_default().deferred += children;
        }
        grades
    }

    /// The pupils of key groups who were checked in the month.
    fn key_groups(&mut self, pupil: &Pupil) {
        let Some((class, _)) = on_the_books(pupil, self.span.to) else { return };
        let checked = self.school.checks_of(pupil.id).iter().any(|check| self.span.has(check.on));
        if checked && !self.school.open_groups(pupil.id, self.span.to).is_empty() {
            self.count(Figure::KeyGroupChecked, pupil.id, class, None);
        }
    }
}

/// The run of unexcused days that came to so many within a month: its first day, and the day on which it did so, or the
/// first of the month on which it went on.
fn long_run(
    pupil: &Pupil,
    days: &[PupilDay],
    excused: Excused,
    least: u16,
    from: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let mut run: Vec<NaiveDate> = Vec::new();
    let mut last: Option<NaiveDate> = None;
    for day in days {
        let broken = last.is_some_and(|last| {
            let between = Span { from: last, to: day.date };
            pupil.standings.iter().any(|(on, standing)| between.has(*on) && standing.class().is_none())
        });
        match day.verdict() {
            _ if broken => run.clear(),
            Verdict::Attended => run.clear(),
            Verdict::Excused if excused == Excused::End => run.clear(),
            Verdict::Unexcused | Verdict::Excused | Verdict::NoData => {}
        }
        if day.verdict() == Verdict::Unexcused {
            run.push(day.date);
            if day.date >= from && run.len() >= usize::from(least) {
                return Some((run[0], day.date));
            }
        }
        last = Some(day.date);
    }
    None
}
