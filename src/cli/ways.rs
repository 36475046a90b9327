//! The ways out on the command line. What words say is wrong names no option and no command, since the screens say the
//! same sentence beside the field that is at fault; here it is followed by what is to be written.

use crate::desk::Problem;
use crate::domain::aid::CannotAid;
use crate::domain::case::{CannotClose, CannotTake};
use crate::domain::entrant::{self, CannotEnter};
use crate::domain::groups::CannotJoin;
use crate::domain::monthly::{CannotCount, CannotSign};
use crate::domain::plan::CannotPlan;
use crate::domain::quota::CannotOwe;
use crate::domain::status::{self, CannotChange};
use crate::domain::year::{Against, CannotTurn, CannotUndo};
use crate::exchange::{ExchangeError, Looks};
use crate::words::Words;

/// A problem, and what to write to put it right.
pub fn told(problem: &Problem, words: &Words) -> String {
    with(problem.say(words), &of_problem(problem), words)
}

/// A sentence, and what to write; the sentence alone where there is nothing to write.
pub fn with(said: String, way: &str, words: &Words) -> String {
    if way.is_empty() { said } else { (words.cli.way)(&said, way) }
}

/// What a change of status still lacks.
pub fn of_lack(lack: status::Lack) -> &'static str {
    match lack {
        status::Lack::Paper(_) => "--paper",
        status::Lack::Approval => "--approved-by, --approved-on",
        status::Lack::Counterpart => "--counterpart",
    }
}

/// What stands against a turn of the year.
pub fn of_against(against: &Against) -> &'static str {
    match against {
        Against::RollsSince { .. } => "--on",
        Against::Placed { .. } | Against::LeavesLater { .. } => "",
    }
}

fn of_problem(problem: &Problem) -> String {
    let way = match problem {
        Problem::StatusRefused(why) => of_status(why),
        Problem::PlanRefused(why) => of_plan(*why),
        Problem::QuotaRefused(CannotOwe::NoLessons | CannotOwe::TooManyLessons { .. }) => "--lessons",
        Problem::QuotaRefused(CannotOwe::TooManyAYear { .. }) => "--year",
        Problem::QuotaRefused(CannotOwe::TooManyVisits { .. }) => "--visits",
        Problem::MonthRefused(why) => of_month(*why),
        Problem::EntrantRefused(CannotEnter::Lacks(lacks)) => {
            return lacks.iter().flat_map(|lack| of_evidence(*lack)).collect::<Vec<_>>().join(", ");
        }
        Problem::EntrantRefused(why) => of_entrant(why),
        Problem::StepRefused(why) => of_step(*why),
        Problem::CannotTurn(why) => of_turn(*why),
        Problem::CannotUndoTurn(CannotUndo::Moved { kind: Some(_), .. }) => "baoxue status withdraw …",
        Problem::CannotUndoTurn(CannotUndo::Called { .. }) => "baoxue status … class",
        Problem::CountRefused(CannotCount::NotBy(_))
        | Problem::GroupRefused(CannotJoin::NotYours)
        | Problem::LookRefused { why: CannotJoin::NotYours, .. }
        | Problem::AidRefused(CannotAid::NotYours) => "--as",
        Problem::LookRefused { why: CannotJoin::OpenCase, .. } => "--note",
        Problem::NeverInClass { .. } => "--today",
        Problem::Import { source: ExchangeError::OfAnother(Looks::Attendance), .. } => "baoxue import attendance …",
        Problem::Import { source: ExchangeError::OfAnother(Looks::Roster), .. } => "baoxue import roster …",
        problem if problem.is_frozen() => "baoxue letter new … --corrects …",
        _ => "",
    };
    way.to_owned()
}

fn of_status(why: &CannotChange) -> &'static str {
    match why {
        CannotChange::NoClass => "--class",
        CannotChange::Namesake { .. } => "--student-no, --id-no",
        CannotChange::NumberSays { .. } => "--birth, --id-no",
        CannotChange::NotOfAge { .. } => "--birth, --class",
        CannotChange::HoldsAlready { .. } => "baoxue status withdraw …",
        CannotChange::SameClass => "--class, --seat",
        CannotChange::SeatTaken { .. } | CannotChange::NoSuchSeat => "--seat",
        CannotChange::NoEnd { .. } => "--until",
        CannotChange::ApprovedTooEarly => "--approved-on",
        CannotChange::AppliedAhead(_) => "--applied-on",
        CannotChange::ApprovedAhead(_) => "--approved-on, --on",
        CannotChange::Overlaps(obstacle) if obstacle.turned.is_some() => "--on; baoxue year turn --undo",
        CannotChange::Overlaps(_) => "--on; baoxue status withdraw …",
        CannotChange::HasDied { .. } => "baoxue status withdraw …",
        CannotChange::NotYours | CannotChange::OnlyApplies => "--as",
        CannotChange::RenewedEnough { .. } => "baoxue status limits renewals=…",
        CannotChange::LastTerm => "baoxue status limits last_term=warn",
        CannotChange::HasBegun => "baoxue status … suspend",
        CannotChange::IsDeferred => "baoxue status … class",
        _ => "",
    }
}

fn of_plan(why: CannotPlan) -> &'static str {
    match why {
        CannotPlan::Runs(_) => "baoxue plan close …",
        CannotPlan::NoGoal => "--goal",
        CannotPlan::NoMeasures => "--measures",
        CannotPlan::NoPlan => "baoxue plan new …; --kind",
        CannotPlan::WhichPlan => "--kind",
        CannotPlan::NothingSaid => "--what",
        CannotPlan::NoOne | CannotPlan::Teachers(_) | CannotPlan::NamedTwice => "--who",
        CannotPlan::SameTime(_) => "--at, --until",
        CannotPlan::TooShort(_) => "--lessons, --at, --until",
        CannotPlan::NotYoursToPlan => "--as",
        CannotPlan::NoLessons => "--lessons",
        CannotPlan::NotAgreed => "--photos-agreed",
        CannotPlan::NoResult => "--result",
        CannotPlan::NeedsClass => "--back-to",
        _ => "",
    }
}

fn of_month(why: CannotSign) -> &'static str {
    match why {
        CannotSign::NotReported => "baoxue report settings --in-august yes",
        CannotSign::Contradictions(_) => "baoxue report month … --check",
        CannotSign::NotBy(_) => "--as",
        CannotSign::SecondPerson => "--filled-by",
        CannotSign::FillerUnknown => "baoxue staff add …",
        CannotSign::AlreadySigned => "--correct --why …",
        CannotSign::NotSigned => "--sign",
        CannotSign::NoReason => "--why",
        CannotSign::NotSent => "--how",
        _ => "",
    }
}

fn of_entrant(why: &CannotEnter) -> &'static str {
    match why {
        CannotEnter::Registered(_) => "--class",
        CannotEnter::OnTheBooks => "baoxue status …",
        CannotEnter::NoNotice => "baoxue entrants notices --out …",
        _ => "",
    }
}

/// The evidence that an outcome lacks: of papers each that would do.
fn of_evidence(lack: entrant::Lack) -> Vec<String> {
    let option = match lack {
        entrant::Lack::Paper(proofs) => {
            return proofs.iter().map(|proof| format!("--paper {}", proof.code())).collect();
        }
        entrant::Lack::Place => "--place",
        entrant::Lack::Approval => "--approved-by",
        entrant::Lack::Note => "--note",
        entrant::Lack::Until(_) => "--until",
        entrant::Lack::Searched => "baoxue entrants trace … visit",
    };
    vec![option.to_owned()]
}

fn of_step(why: CannotTake) -> &'static str {
    match why {
        CannotTake::Close { why: CannotClose::NotBy(_), .. } => "--as",
        CannotTake::Close { why: CannotClose::SecondPerson, .. } => "--second",
        CannotTake::NoDanger => "baoxue case step … danger",
        CannotTake::NoVerification => "baoxue letter new verification …",
        CannotTake::NotGone => "baoxue case step … clue --gone",
        _ => "",
    }
}

fn of_turn(why: CannotTurn) -> &'static str {
    match why {
        CannotTurn::Nobody => "baoxue import roster …",
        CannotTurn::Turned { .. } => "baoxue year turn --undo",
        CannotTurn::NotDue { .. } | CannotTurn::OutOfSeason { .. } => "--on",
        CannotTurn::TooEarly { .. } => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Exit, Stage};
    use crate::domain::class::Class;
    use crate::domain::status::Proof;
    use crate::words::Lang;
    use chrono::NaiveDate;

    const DAY: NaiveDate = NaiveDate::MAX;

    /// One of every kind that has a way out on the command line.
    fn problems() -> Vec<Problem> {
        let class: Class = "七年级(3)班".parse().unwrap();
        let status = [
            CannotChange::NoClass,
            CannotChange::SameClass,
            CannotChange::SeatTaken { class, seat: 3, by: "陈子轩".into() },
            CannotChange::NoEnd { longest: DAY },
            CannotChange::AppliedAhead(DAY),
            CannotChange::ApprovedAhead(DAY),
            CannotChange::HasDied { on: DAY },
            CannotChange::NotYours,
            CannotChange::OnlyApplies,
            CannotChange::RenewedEnough { times: 2 },
            CannotChange::LastTerm,
            CannotChange::HasBegun,
            CannotChange::IsDeferred,
        ];
        let plan = [
            CannotPlan::Runs(DAY),
            CannotPlan::NoGoal,
            CannotPlan::NoMeasures,
            CannotPlan::NoPlan,
            CannotPlan::WhichPlan,
            CannotPlan::NothingSaid,
            CannotPlan::NoOne,
            CannotPlan::NoLessons,
            CannotPlan::NotAgreed,
            CannotPlan::NoResult,
            CannotPlan::NeedsClass,
        ];
        let month = [
            CannotSign::NotReported,
            CannotSign::Contradictions(3),
            CannotSign::NotBy(&[]),
            CannotSign::SecondPerson,
            CannotSign::FillerUnknown,
            CannotSign::AlreadySigned,
            CannotSign::NotSigned,
            CannotSign::NoReason,
            CannotSign::NotSent,
        ];
        let evidence = vec![
            entrant::Lack::Paper(&[Proof::Hospital, Proof::Disability]),
            entrant::Lack::Place,
            entrant::Lack::Approval,
            entrant::Lack::Note,
            entrant::Lack::Until(NaiveDate::MAX),
            entrant::Lack::Searched,
        ];
        let close = |why| CannotTake::Close { exit: Exit::E1, reached: Stage::Reported, why };
        let entrant = [
            CannotEnter::Registered(DAY),
            CannotEnter::OnTheBooks,
            CannotEnter::NoNotice,
            CannotEnter::Lacks(evidence),
        ];
        let step = [
            close(CannotClose::NotBy(&[])),
            close(CannotClose::SecondPerson),
            CannotTake::NoDanger,
            CannotTake::NoVerification,
            CannotTake::NotGone,
        ];
        let turn =
            [CannotTurn::Nobody, CannotTurn::Turned { year: 2025, on: DAY }, CannotTurn::OutOfSeason { on: DAY }];
        let mut all: Vec<Problem> = status.into_iter().map(Problem::StatusRefused).collect();
        all.extend(plan.into_iter().map(Problem::PlanRefused));
        all.extend(month.into_iter().map(Problem::MonthRefused));
        all.extend(entrant.into_iter().map(Problem::EntrantRefused));
        all.extend(step.into_iter().map(Problem::StepRefused));
        all.extend(turn.into_iter().map(Problem::CannotTurn));
        all.extend([
            Problem::CannotUndoTurn(CannotUndo::Called { rolls: 3 }),
            Problem::CountRefused(CannotCount::NotBy(&[])),
            Problem::GroupRefused(CannotJoin::NotYours),
            Problem::LookRefused { name: "陈子轩".into(), why: CannotJoin::OpenCase },
            Problem::AidRefused(CannotAid::NotYours),
            Problem::QuotaRefused(CannotOwe::NoLessons),
            Problem::QuotaRefused(CannotOwe::TooManyAYear { most: 1 }),
            Problem::NeverInClass { name: "陈子轩".into() },
        ]);
        all
    }

    /// The screens say the same sentences, and have neither options nor commands.
    #[test]
    fn the_words_name_no_option_and_the_command_line_adds_it() {
        for lang in [Lang::Zh, Lang::En] {
            for problem in problems() {
                let said = problem.say(lang.words());
                assert!(!said.contains("--") && !said.contains("baoxue "), "{said}");
                let told = told(&problem, lang.words());
                assert!(told.len() > said.len() && told.contains(&of_problem(&problem)), "{told}");
            }
        }
    }

    #[test]
    fn of_evidence_each_paper_that_would_do_is_named() {
        let lacks = vec![entrant::Lack::Paper(&[Proof::Hospital, Proof::Disability]), entrant::Lack::Place];
        let way = of_problem(&Problem::EntrantRefused(CannotEnter::Lacks(lacks)));
        assert_eq!(way, "--paper hospital, --paper disability, --place");
    }
}
