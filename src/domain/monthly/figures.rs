//! The figures of a month, worked out from the books: for every figure the pupils behind it, so that the report, the
//! screen and whoever asks "who?" read the same list. What other parts of the program will know better (children of age,
//! deferrals, the monthly round of key groups, teaching at home) is asked of functions of its own at the end.

use super::{Figure, GradeLine, Month, MonthFigures, MonthlyReport, Signed, TransferLine, Way, digest};
use crate::domain::attendance::{PupilDay, Verdict};
use crate::domain::case::Trace;
use crate::domain::class::{Class, Grade};
use crate::domain::entrant::{EntrantState, Outcome as EntryOutcome};
use crate::domain::flags::Scope;
use crate::domain::gaps;
use crate::domain::ids::PupilId;
use crate::domain::ladder::{Excused, Rule};
use crate::domain::ledger::Line;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Pupil, Sex, Standing};
use crate::domain::register::Span;
use crate::domain::roll::{Roll, RollKey, Session};
use crate::domain::school::School;
use crate::domain::status::{StatusKind, StatusRecord};
use crate::domain::step::{Ledger, Step, Verified};
use crate::domain::visit::Outcome;
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A line behind a figure: a pupil, and how often it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    pub pupil: PupilId,
    /// The class in which it counts.
    pub class: Class,
    /// The day on which it happened, of what happens on one.
    pub on: Option<NaiveDate>,
    pub times: u32,
}

/// What a grade has beside its pupils: classes, rolls, and who was counted in the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OfGrade {
    classes: u32,
    rolls_due: u32,
    rolls_taken: u32,
    counted: Option<u32>,
    classes_counted: u32,
    not_reported: u32,
    deferred: u32,
}

/// A month's figures as the books stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSheet {
    pub month: Month,
    /// The days that are counted, as far as they have gone.
    pub span: Span,
    behind: BTreeMap<Figure, Vec<Behind>>,
    grades: BTreeMap<Grade, OfGrade>,
    pub transfers: Vec<TransferLine>,
    pub cohorts: Vec<super::Cohort>,
    pub new_entrants: Vec<super::Intake>,
}

/// The books as a month is counted from them, with what is looked up often put in reach.
pub(super) struct Counting<'a> {
    pub school: &'a School,
    pub span: Span,
    /// The changes of status in effect, by pupil and day.
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

impl MonthSheet {
    /// The pupils behind a figure, by class: of one grade, or of all.
    pub fn behind(&self, figure: Figure, grade: Option<Grade>) -> Vec<Behind> {
        let list = self.behind.get(&figure).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter(|it| grade.is_none_or(|grade| it.class.grade == grade)).copied().collect()
    }

    /// Every pupil behind a figure once, with how often it counts and the first day, by class.
    pub fn names(&self, figure: Figure, grade: Option<Grade>) -> Vec<Behind> {
        let mut list: BTreeMap<(Class, PupilId), Behind> = BTreeMap::new();
        for it in self.behind(figure, grade) {
            list.entry((it.class, it.pupil)).and_modify(|known| known.times += it.times).or_insert(it);
        }
        list.into_values().collect()
    }

    /// Whether a figure is made of pupils that can be listed; the others are of classes, of rolls, and of children who
    /// are no pupils yet.
    pub fn lists(figure: Figure) -> bool {
        use Figure::{ClassesCounted, Counted, Deferred, NotReported, RollsDue, RollsTaken};
        !matches!(figure, Counted | ClassesCounted | RollsDue | RollsTaken | NotReported | Deferred)
    }

    /// The lines of the grades, lowest first.
    pub fn lines(&self) -> Vec<GradeLine> {
        let mut lines: BTreeMap<Grade, MonthFigures> = BTreeMap::new();
        for (figure, list) in &self.behind {
            for it in list {
                figure.add(lines.entry(it.class.grade).or_default(), it.times);
            }
        }
        for (grade, of) in &self.grades {
            let line = lines.entry(*grade).or_default();
            (line.rolls_due, line.rolls_taken, line.counted) = (of.rolls_due, of.rolls_taken, of.counted);
            (line.not_reported, line.deferred) = (of.not_reported, of.deferred);
            line.classes_counted = of.classes_counted;
        }
        let classes = |grade: &Grade| self.grades.get(grade).map_or(0, |of| of.classes);
        let line = |(grade, figures): (Grade, MonthFigures)| GradeLine {
            grade: grade.get(),
            classes: classes(&grade),
            figures,
        };
        lines.into_iter().map(line).collect()
    }

    /// The report that these figures make.
    pub fn report(
        &self,
        school: &School,
        version: u32,
        why: &str,
        remarks: Vec<String>,
        signed: Option<Signed>,
    ) -> MonthlyReport {
        let grades = self.lines();
        let mut total = MonthFigures::default();
        grades.iter().for_each(|line| total += &line.figures);
        MonthlyReport {
            form: MonthlyReport::FORM.to_owned(),
            school_code: school.reporting().school_code.clone(),
            school: school.name.clone(),
            bureau: school.bureau().to_owned(),
            month: self.month,
            from: self.span.from,
            to: self.span.to,
            version,
            why: why.to_owned(),
            signed,
            grades,
            total,
            transfers: self.transfers.clone(),
            cohorts: self.cohorts.clone(),
            new_entrants: self.new_entrants.clone(),
            opening_reasons: Vec::new(),
            not_listed: 0,
            remarks,
        }
    }
}

/// The four figures of a ledger.
type Moves = [Figure; 4];

const SUSPECTED: Moves =
    [Figure::SuspectedOpening, Figure::SuspectedEntered, Figure::SuspectedStruck, Figure::SuspectedClosing];
const DROPOUTS: Moves = [Figure::DropoutOpening, Figure::DropoutEntered, Figure::DropoutStruck, Figure::DropoutClosing];

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
                true => statuses.entry((record.pupil, record.on)).or_default().push(record),
                false => pending.entry(record.pupil).or_default().push(record),
            }
        }
        let mut letters: HashMap<_, Vec<&Letter>> = HashMap::new();
        for letter in school.letters.iter().filter(|letter| letter.record.corrects.is_none()) {
            letters.entry(letter.record.pupil).or_default().push(letter);
        }
        Counting { school, span, statuses, pending, letters, behind: BTreeMap::new(), transfers: Vec::new() }
    }

    fn count(&mut self, figure: Figure, pupil: PupilId, class: Class, on: Option<NaiveDate>) {
        self.count_times(figure, pupil, class, on, 1);
    }

    fn count_times(&mut self, figure: Figure, pupil: PupilId, class: Class, on: Option<NaiveDate>, times: u32) {
        self.behind.entry(figure).or_default().push(Behind { pupil, class, on, times });
    }

    /// The change of status of a kind by which a pupil's standing changed on a day.
    pub fn status(&self, pupil: PupilId, on: NaiveDate, kind: StatusKind) -> Option<&'a StatusRecord> {
        self.statuses.get(&(pupil, on))?.iter().find(|record| record.kind == kind).copied()
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

    fn letters_between(&self, pupil: PupilId, kind: LetterKind, span: Span) -> impl Iterator<Item = &'a Letter> {
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

    /// A ledger over the month. A line counts in the grade in which the pupil was entered, as the ledger prints it. One
    /// that was opened again after it was struck off has been entered again.
    fn ledger(&mut self, ledger: Ledger, [opening, entered, struck, closing]: Moves) {
        let Span { from, to } = self.span;
        let eve = from.pred_opt().unwrap_or(from);
        let key = |line: &Line| (line.pupil.id, line.case.opened);
        let before = self.school.ledger(ledger, Scope::School, Span { from: eve, to: eve }, eve);
        let before = before.into_iter().filter(|line| line.struck.is_none());
        let mut stood: BTreeMap<_, Class> = before.filter_map(|line| Some((key(&line), line.class?))).collect();
        for ((pupil, _), class) in &stood {
            self.count(opening, *pupil, *class, None);
        }
        for line in self.school.ledger(ledger, Scope::School, self.span, to) {
            let Some(class) = line.class else { continue };
            let (pupil, day) = (line.pupil.id, if ledger == Ledger::Dropout { line.dropout } else { line.suspected });
            let known = stood.remove(&key(&line));
            let class = known.unwrap_or(class);
            let is_struck = line.struck.as_ref().map(|struck| struck.on);
            if known.is_none() {
                // Struck off before the month: it stood in an earlier one.
                if is_struck.is_some_and(|on| on < from) {
                    continue;
                }
                self.count(entered, pupil, class, day);
            }
            match is_struck {
                Some(on) => self.count(struck, pupil, class, Some(on)),
                None => self.count(closing, pupil, class, day),
            }
        }
        // What the books no longer say of a line that stood: it is gone from the ledger.
        for ((pupil, _), class) in stood {
            self.count(struck, pupil, class, None);
        }
    }

    /// Visits, conversations, attempts to persuade, and who came back of them.
    fn work(&mut self) {
        let (school, span) = (self.school, self.span);
        for visit in school.visits.iter().filter(|visit| span.has(visit.record.at.date())) {
            self.of_day(Figure::Visits, visit.record.pupil, visit.record.at.date());
        }
        for contact in school.contacts.iter().map(|contact| &contact.record) {
            if span.has(contact.at.date()) && contact.reached.is_yes() {
                self.of_day(Figure::Contacts, contact.pupil, contact.at.date());
            }
        }
        for pupil in &school.pupils {
            self.persuasions(pupil.id);
        }
        for back in school.returns(Scope::School, span, span.to) {
            if let Some(class) = back.class.filter(|_| span.has(back.confirmed)) {
                self.count(Figure::PersuadedBack, back.pupil.id, class, Some(back.returned));
            }
        }
    }

    fn of_day(&mut self, figure: Figure, pupil: PupilId, on: NaiveDate) {
        if let Some(class) = self.school.last_class(pupil, on) {
            self.count(figure, pupil, class, Some(on));
        }
    }

    /// An attempt is a step, and may be a paper too: the larger number counts.
    fn persuasions(&mut self, pupil: PupilId) {
        let span = self.span;
        let steps = self.school.steps_of(pupil).iter().filter(|it| matches!(it.record.step, Step::Persuasion(_)));
        let steps: Vec<NaiveDate> = steps.map(|it| it.record.at.date()).filter(|on| span.has(*on)).collect();
        let papers = self.letters_between(pupil, LetterKind::Persuasion, span);
        let papers: Vec<NaiveDate> = papers.map(|letter| letter.record.issued_on).collect();
        for on in if papers.len() > steps.len() { papers } else { steps } {
            self.of_day(Figure::Persuasions, pupil, on);
        }
    }

    /// Whose whereabouts nobody knows at the close (去向不明): a visit found nobody or the family is said to have gone,
    /// and no answer has found the child; or a child that is being looked for.
    fn lost_from_sight(&mut self) {
        let to = self.span.to;
        for pupil in &self.school.pupils {
            let Some((class, false)) = on_the_books(pupil, to) else { continue };
            if !self.may_be_lost(pupil.id) {
                continue;
            }
            let open = self.school.case(pupil.id, to).filter(|case| case.ending.is_none());
            let Some(case) = open.filter(|case| case.returned.is_none()) else { continue };
            let lost = match case.trace {
                Some(Trace::Visited | Trace::LetterSent | Trace::Reminded) => true,
                Some(Trace::Answered) => self.last_answer(pupil.id) == Some(Verified::NotFound),
                Some(Trace::SuspectedGone | Trace::HandedOver) | None => false,
            };
            if lost || case.danger.is_some() {
                self.count(Figure::LostFromSight, pupil.id, class, None);
            }
        }
    }

    /// Whether anything of the kind was ever written down about a pupil: most pupils' cases need not be read at all.
    fn may_be_lost(&self, pupil: PupilId) -> bool {
        let nobody = |outcome: Outcome| outcome == Outcome::Nobody;
        !self.school.steps_of(pupil).is_empty()
            || self.school.visits_of(pupil).iter().any(|visit| nobody(visit.record.outcome))
            || self
                .letters_between(pupil, LetterKind::Verification, Span { from: NaiveDate::MIN, to: self.span.to })
                .next()
                .is_some()
    }

    fn last_answer(&self, pupil: PupilId) -> Option<Verified> {
        self.school.steps_of(pupil).iter().rev().find_map(|taken| match taken.record.step {
            Step::Answered { verified, .. } if taken.record.at.date() <= self.span.to => Some(verified),
            _ => None,
        })
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
            of.rolls_due += rolls.due;
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

/// The rolls of a class over some days: how many were due or taken before, and how many of them were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RollsOfClass {
    pub due: u32,
    pub taken: u32,
}

impl School {
    /// The rolls that were due and taken over some days, by class. They are looked for from the term's first roll on.
    pub(super) fn rolls_of_span(&self, span: Span, now: NaiveDateTime) -> BTreeMap<Class, RollsOfClass> {
        let mut rolls: BTreeMap<Class, RollsOfClass> = BTreeMap::new();
        for term in self.calendar.terms() {
            let of_term = Span { from: term.first, to: term.last };
            let taken_in_term = self.rolls.iter().map(|roll| roll.key.date).filter(|date| of_term.has(*date));
            let Some(within) = of_term.meets(span) else { continue };
            let Some(first) = taken_in_term.min() else { continue };
            let within = Span { from: within.from.max(first), to: within.to };
            for (class, from, to) in self.spans_of_classes(within.to) {
                let Some(days) = within.meets(Span { from, to }) else { continue };
                let school_days: BTreeSet<NaiveDate> =
                    self.calendar.school_days(days.from, days.to, Some(class.grade)).collect();
                let of_day = |date: &NaiveDate| {
                    // A roll that was taken before it was due is none that is still to come.
                    let is_due = |session: &&Session| {
                        let key = RollKey { class, date: *date, session: session.code };
                        self.is_asked_for(key) && (gaps::is_due(*date, session, now) || self.roll(key).is_some())
                    };
                    self.sessions.iter().filter(is_due).count()
                };
                let due: usize = school_days.iter().map(of_day).sum();
                let counts = |roll: &&Roll| {
                    let is_of_school = self.session(roll.key.session).is_some();
                    is_of_school && school_days.contains(&roll.key.date) && self.is_asked_for(roll.key)
                };
                let taken = self.rolls_of(class).iter().filter(counts).count();
                let of_class = rolls.entry(class).or_default();
                of_class.due += u32::try_from(due).unwrap_or(u32::MAX);
                of_class.taken += u32::try_from(taken).unwrap_or(u32::MAX);
            }
        }
        rolls
    }

    /// (22) Children of age who have not come to be registered by a day and of whom it is not known where they are
    /// (未报到新生), by the grade that they were to enter.
    fn entrants_not_reported(&self, by: NaiveDate) -> BTreeMap<Grade, u32> {
        self.entrants_in(by, super::intake::has_not_come)
    }

    /// The children on the list of the year, by grade, whose state on a day is such.
    fn entrants_in(&self, by: NaiveDate, is_such: impl Fn(EntrantState) -> bool) -> BTreeMap<Grade, u32> {
        let mut children: BTreeMap<Grade, u32> = BTreeMap::new();
        for (entrant, state) in self.entrants_as_of(self.entry_year(by), by) {
            *children.entry(entrant.record.grade).or_default() += u32::from(is_such(state));
        }
        children.retain(|_, count| *count > 0);
        children
    }

    /// (23) Children whose entry is deferred on a day (缓学), by the grade of the class that they were to enter; without
    /// one, the first.
    fn entrants_deferred(&self, by: NaiveDate) -> BTreeMap<Grade, u32> {
        let mut deferred = self.entrants_in(by, |state| matches!(state, EntrantState::Settled(EntryOutcome::Deferred)));
        for pupil in self.pupils.iter().filter(|pupil| pupil.standing(by) == Some(Standing::Deferred)) {
            let class = pupil.standings.iter().rev().find_map(|(_, standing)| standing.class());
            if let Some(grade) = class.map(|class| class.grade).or_else(|| Grade::new(1)) {
                *deferred.entry(grade).or_default() += 1;
            }
        }
        deferred
    }
}
