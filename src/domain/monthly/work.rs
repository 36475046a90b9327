//! What a school did about absence in a month: visits, conversations, persuasion (家访、联系、劝返), and whom it has lost
//! from sight (去向不明).

use super::Figure;
use super::figures::{Counting, on_the_books};
use crate::domain::case::Trace;
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::domain::letter::LetterKind;
use crate::domain::register::Span;
use crate::domain::step::{Step, Verified};
use crate::domain::visit::Outcome;
use chrono::NaiveDate;

impl Counting<'_> {
    /// Visits, conversations, attempts to persuade, and who came back of them.
    pub(super) fn work(&mut self) {
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
    pub(super) fn lost_from_sight(&mut self) {
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
}
