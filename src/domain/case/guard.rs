//! What must be so before a step of a case is recorded, and who may record it. Asked where something is recorded, never
//! of what the books hold already: facts are facts.

use super::{Case, Exit, Stage};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::ladder::Rule;
use crate::domain::letter::LetterKind;
use crate::domain::people::{Role, Standing};
use crate::domain::school::School;
use crate::domain::step::{Closing, Ledger, Step};
use chrono::NaiveDate;

/// Persuasion records (劝返记录) without which nobody is entered as a dropout.
const PERSUASIONS: usize = 2;

/// Why a case cannot be closed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotClose {
    /// There is no open case.
    NoCase,
    /// No evidence was given.
    NoEvidence,
    /// What was given does not name the papers that prove it, and none of them is attached.
    PapersNotNamed,
    /// The pupil has not been at school since: no roll proves a return.
    NotBack,
    /// Only these roles may.
    NotBy(&'static [Role]),
    /// One person holds every role: a second must be named.
    SecondPerson,
    /// The second person is none of the school's.
    SecondUnknown,
    /// The return has not been reported to those who were told of the absence.
    NotReported,
    /// A pupil who has started school is suspended, not deferred.
    NotForPupils,
    /// Unexcused sessions are left on the rolls: put them right first.
    StillUnexcused,
    /// Nobody outside knows of the case yet: there is nothing that this exit could end.
    NotEscalated,
    /// The child has not been found.
    InDanger,
}

/// Why a pupil cannot be entered in a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotEnter {
    NoCase,
    /// The two papers that leave the school come first.
    PapersFirst,
    /// 疑似辍学 comes before 辍学.
    SuspectedFirst,
    /// The absence has not lasted so long; the leadership alone may enter a suspicion earlier.
    TooEarly,
    /// There are only so many persuasion records, and so many are needed.
    Persuasions {
        have: usize,
        need: usize,
    },
}

/// Why a step cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotTake {
    Close {
        exit: Exit,
        reached: Stage,
        why: CannotClose,
    },
    Enter(CannotEnter),
    /// A step that only an open case can have.
    NoCase,
    /// A case ends by an exit with its evidence, not by setting its stage.
    EndsByExit,
    /// Only the leadership decides that a child is safe without having been seen.
    SafeByLeadership,
    /// No child is out of reach, and none was in this case: what alarms comes first.
    NoDanger,
    /// No verification letter (核查函) was sent that could be answered or reminded of.
    NoVerification,
    /// The family is not said to have gone: there is no file to hand over.
    NotGone,
}

impl School {
    /// Whether a step about a pupil may be recorded by somebody for a day, with so many files attached.
    ///
    /// # Errors
    /// What is missing, or who may.
    pub fn may_take(
        &self,
        pupil: PupilId,
        step: &Step,
        attached: usize,
        by: StaffId,
        on: NaiveDate,
    ) -> Result<(), CannotTake> {
        let open = || self.case(pupil, on).filter(|case| case.ending.is_none());
        match step {
            Step::Closed(closing) => self.may_close(pupil, closing, attached, by, on).map_err(|why| {
                let reached = open().map_or(Stage::Open, |case| case.reached);
                CannotTake::Close { exit: closing.exit, reached, why }
            }),
            Step::Entered { ledger, .. } => self.may_enter(pupil, *ledger, by, on).map_err(CannotTake::Enter),
            Step::Override { stage: Stage::Watch | Stage::Closed, .. } => Err(CannotTake::EndsByExit),
            Step::Safe { .. } if !self.has_role(pupil, by, &[Role::Leadership], on) => {
                Err(CannotTake::SafeByLeadership)
            }
            Step::PoliceTold { .. } | Step::Found { .. } | Step::Safe { .. } => match open() {
                Some(case) if self.was_in_danger(&case, on) => Ok(()),
                _ => Err(CannotTake::NoDanger),
            },
            Step::Override { .. } | Step::Persuasion(_) => open().map(|_| ()).ok_or(CannotTake::NoCase),
            Step::Reminded { .. } | Step::Answered { .. } => match open() {
                None => Err(CannotTake::NoCase),
                Some(case) if self.verification_is_out(&case, on) => Ok(()),
                Some(_) => Err(CannotTake::NoVerification),
            },
            Step::HandedOver { .. } => match open() {
                None => Err(CannotTake::NoCase),
                Some(case) if case.trace.is_some() => Ok(()),
                Some(_) => Err(CannotTake::NotGone),
            },
            _ => Ok(()),
        }
    }

    /// Whether the child of a case is out of reach, or was: the police's receipt may come when it has been found.
    fn was_in_danger(&self, case: &Case, on: NaiveDate) -> bool {
        let speaks_of_it = |step: &Step| {
            matches!(step, Step::Danger { .. } | Step::PoliceTold { .. } | Step::Found { .. } | Step::Safe { .. })
        };
        let within = |day: NaiveDate| case.opened <= day && day <= on;
        let mut steps = self.steps_of(case.pupil).iter().map(|taken| &taken.record);
        case.danger.is_some() || steps.any(|record| within(record.at.date()) && speaks_of_it(&record.step))
    }

    /// Whether a verification letter was sent within the case.
    fn verification_is_out(&self, case: &Case, on: NaiveDate) -> bool {
        let sent =
            |kind: LetterKind, day: NaiveDate| kind == LetterKind::Verification && case.opened <= day && day <= on;
        self.letters_of(case.pupil).any(|letter| sent(letter.record.kind, letter.record.issued_on))
    }

    /// Whether a case may be closed so by somebody.
    ///
    /// # Errors
    /// What is missing, or who may.
    pub fn may_close(
        &self,
        pupil: PupilId,
        closing: &Closing,
        attached: usize,
        by: StaffId,
        on: NaiveDate,
    ) -> Result<(), CannotClose> {
        let case = self.case(pupil, on).filter(|case| case.ending.is_none()).ok_or(CannotClose::NoCase)?;
        self.is_proven(&case, closing, attached, on)?;
        let closers = closing.exit.closers(case.reached);
        if !self.has_role(pupil, by, closers, on) {
            return Err(CannotClose::NotBy(closers));
        }
        // Four eyes: a case that has reached the leadership is not closed by the person who opened it alone.
        let own_class = self.has_role(pupil, by, &[Role::Homeroom], on);
        let second = closing.second.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let is_self = |name: &str| self.staff(by).is_some_and(|staff| staff.record.name == name);
        if case.reached.is_escalated() && own_class && second.is_none_or(is_self) {
            return Err(CannotClose::SecondPerson);
        }
        // Where the books know but one person, the second stands there by name alone.
        let is_known = |name: &str| self.staff.len() < 2 || self.find_staff(name).is_some();
        if !second.is_none_or(is_known) {
            return Err(CannotClose::SecondUnknown);
        }
        Ok(())
    }

    /// Whether the books and what was handed in prove the exit.
    fn is_proven(&self, case: &Case, closing: &Closing, attached: usize, on: NaiveDate) -> Result<(), CannotClose> {
        let evidence = closing.evidence.trim();
        let names = |words: &[&str]| words.iter().any(|word| evidence.to_lowercase().contains(word));
        let standing = self.pupil(case.pupil).and_then(|pupil| pupil.standing(on));
        let told = case.reached >= Stage::Reported && case.reached.is_escalated();
        match closing.exit {
            // Whoever has begun school is suspended, not deferred.
            Exit::E12 if standing != Some(Standing::Deferred) => Err(CannotClose::NotForPupils),
            Exit::E5 if !case.reached.is_escalated() => Err(CannotClose::NotEscalated),
            Exit::E1 | Exit::E2 | Exit::E11 if case.danger.is_some() => Err(CannotClose::InDanger),
            Exit::E1 if case.returned.is_none() => Err(CannotClose::NotBack),
            Exit::E1 if told && !self.return_is_reported(case, on) => Err(CannotClose::NotReported),
            Exit::E2 | Exit::E11 if case.last_missed.is_some() => Err(CannotClose::StillUnexcused),
            _ if evidence.is_empty() => Err(CannotClose::NoEvidence),
            // An application alone is not enough: of a transfer both papers, of a suspension the approval.
            Exit::E3
                if standing != Some(Standing::Gone)
                    && attached == 0
                    && !(names(&["接收", "录取", "同意", "accept"])
                        && names(&["学籍", "系统", "核准", "批准", "transfer"])) =>
            {
                Err(CannotClose::PapersNotNamed)
            }
            Exit::E4
                if standing != Some(Standing::Suspended)
                    && attached == 0
                    && !names(&["批", "核准", "证明", "approv", "certificate"]) =>
            {
                Err(CannotClose::PapersNotNamed)
            }
            _ => Ok(()),
        }
    }

    /// Whether those outside who were told of the absence have been told of the return.
    fn return_is_reported(&self, case: &Case, on: NaiveDate) -> bool {
        let back = case.returned.unwrap_or(case.opened);
        let told = self.letters_of(case.pupil).map(|letter| &letter.record);
        told.filter(|record| record.kind == LetterKind::FollowUp)
            .any(|record| back <= record.issued_on && record.issued_on <= on)
    }

    /// Whether a pupil may be entered in a register.
    ///
    /// # Errors
    /// What must come first.
    pub fn may_enter(&self, pupil: PupilId, ledger: Ledger, by: StaffId, on: NaiveDate) -> Result<(), CannotEnter> {
        // Long leave needs no case: nothing of it is unexcused.
        if ledger == Ledger::LongLeave {
            return Ok(());
        }
        let lasted = |rule: Rule| self.flag(pupil, on).and_then(|flag| flag.rung).is_some_and(|rung| rung >= rule);
        let case = self.case(pupil, on).filter(|case| case.ending.is_none()).ok_or(CannotEnter::NoCase)?;
        let have = self.persuasions(&case, on);
        let leads = || self.has_role(pupil, by, &[Role::Leadership], on);
        match ledger {
            Ledger::Dropout if case.reached < Stage::Suspected => Err(CannotEnter::SuspectedFirst),
            Ledger::Dropout if !lasted(Rule::R7) => Err(CannotEnter::TooEarly),
            Ledger::Dropout if have < PERSUASIONS => Err(CannotEnter::Persuasions { have, need: PERSUASIONS }),
            Ledger::Suspected if case.reached < Stage::Reported => Err(CannotEnter::PapersFirst),
            Ledger::Suspected if !lasted(Rule::R6) && !leads() => Err(CannotEnter::TooEarly),
            _ => Ok(()),
        }
    }

    /// How often persuasion was tried within a case: each attempt is a step, and may be a paper too.
    fn persuasions(&self, case: &Case, on: NaiveDate) -> usize {
        let within = |day: NaiveDate| case.opened <= day && day <= on;
        let steps = self.steps_of(case.pupil).iter().filter(|taken| matches!(taken.record.step, Step::Persuasion(_)));
        let papers = self.letters_of(case.pupil).filter(|letter| letter.record.kind == LetterKind::Persuasion);
        let steps = steps.filter(|taken| within(taken.record.at.date())).count();
        steps.max(papers.filter(|letter| within(letter.record.issued_on)).count())
    }

    /// Whether somebody holds one of these roles for the pupil's class.
    fn has_role(&self, pupil: PupilId, person: StaffId, roles: &[Role], on: NaiveDate) -> bool {
        let class = self.last_class(pupil, on);
        class.is_some_and(|class| roles.iter().any(|role| self.holds(person, *role, class, on)))
    }
}
