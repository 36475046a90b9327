//! The registrar's autumn: a transfer that is through, a suspension that runs, a transfer that lacks its last approval and
//! is late, one that has only begun.

use super::people::{Person, Staffroom};
use super::step::Step;
use super::{at, on};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::StatusId;
use crate::domain::status::{Approval, Proof, Reach, StatusKind, StatusRecord};
use chrono::{NaiveDate, NaiveDateTime};

/// A change of the pupil in one seat, as the books have it in the end.
struct Told {
    class: u16,
    seat: u16,
    kind: StatusKind,
    applied_on: NaiveDate,
    on: NaiveDate,
    until: Option<NaiveDate>,
    counterpart: &'static str,
    reach: Option<Reach>,
    ground: &'static str,
    papers: &'static [Proof],
    approvals: &'static [(&'static str, (u32, u32))],
    recorded: NaiveDateTime,
}

fn all() -> [Told; 4] {
    [
        Told {
            class: 702,
            seat: 40,
            kind: StatusKind::TransferOut,
            applied_on: on(10, 15),
            on: on(10, 27),
            until: None,
            counterpart: "晋江市第二实验中学（演示）",
            reach: Some(Reach::Province),
            ground: "随父母工作调动",
            papers: StatusKind::TransferOut.proofs(),
            approvals: &[("学校", (10, 16)), ("区教育局", (10, 24))],
            recorded: at(10, 27, 16, 30),
        },
        Told {
            class: 901,
            seat: 3,
            kind: StatusKind::Suspend,
            applied_on: on(9, 26),
            on: on(10, 13),
            until: NaiveDate::from_ymd_opt(2026, 8, 31),
            counterpart: "",
            reach: None,
            ground: "因病",
            papers: StatusKind::Suspend.proofs(),
            approvals: &[("学校", (9, 28)), ("区教育局", (10, 13))],
            recorded: at(10, 13, 16, 30),
        },
        Told {
            class: 804,
            seat: 15,
            kind: StatusKind::TransferOut,
            applied_on: on(11, 3),
            on: on(11, 24),
            until: None,
            counterpart: "南安市第三中学（演示）",
            reach: Some(Reach::Province),
            ground: "随父母工作调动",
            papers: StatusKind::TransferOut.proofs(),
            approvals: &[],
            recorded: at(11, 5, 10, 12),
        },
        Told {
            class: 706,
            seat: 21,
            kind: StatusKind::TransferOut,
            applied_on: on(11, 17),
            on: on(12, 1),
            until: None,
            counterpart: "",
            reach: None,
            ground: "家长口头说要回老家",
            papers: &[],
            approvals: &[],
            recorded: at(11, 17, 15, 40),
        },
    ]
}

/// Each is recorded by the student-affairs office, as it then stood.
pub(super) fn steps(people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let step = |told: Told| {
        let person = people.iter().find(|person| (person.class.code(), person.seat) == (told.class, told.seat))?;
        let approvals = told.approvals.iter();
        let record = StatusRecord {
            until: told.until,
            counterpart: told.counterpart.to_owned(),
            reach: told.reach,
            ground: told.ground.to_owned(),
            papers: told.papers.iter().map(|proof| (*proof, None)).collect(),
            approvals: approvals
                .map(|(by, (month, day))| Approval { by: (*by).to_owned(), on: on(*month, *day) })
                .collect(),
            ..StatusRecord::new(person.id, told.kind, told.applied_on, told.on)
        };
        let change = Change::Status { id: StatusId::NEW, to: Some(Box::new(record)) };
        Some(Step::record(told.recorded, &staff.affairs, Why::ChangeStatus, vec![change]))
    };
    all().into_iter().filter_map(step).collect()
}
