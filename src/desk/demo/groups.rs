//! Key groups and aid of the made-up school: lists that came in autumn, October's round done by everybody, November's half
//! done in the own class, and aid that has not reached all.

use super::people::{Person, Staffroom};
use super::step::Step;
use super::{OWN_CLASS, at, on};
use crate::domain::aid::{AidRecord, TWO_EXEMPT};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::groups::MembershipRecord;
use crate::domain::groups::round::{CheckRecord, Finding};
use crate::domain::ids::{AidId, MembershipId};
use crate::domain::people::KeyGroup;
use chrono::{NaiveDate, NaiveDateTime};

/// Of the own class, by seat: what lists and papers said. The last is for the leadership alone.
const MEMBERS: [(u16, KeyGroup, &str, &str); 4] = [
    (11, KeyGroup::Disabled, "区残联2025年秋季名单", "残疾人证，听力二级"),
    (27, KeyGroup::LeftBehind, "监护人书面说明", "父母在泉州务工"),
    (44, KeyGroup::Unattended, "区民政局2025年认定名单", ""),
    (31, KeyGroup::Health, "心理老师转介", ""),
];

/// Seats of the own class whose pupils have been looked at in November, and what was found.
const LOOKED_AT: [(u16, Finding, &str); 3] =
    [(2, Finding::Seen, ""), (11, Finding::Seen, ""), (27, Finding::Changed, "与祖母谈过，父亲答应每周视频一次")];

/// Classes whose November round has not begun.
const BEHIND: [u16; 2] = [705, 802];

pub(super) fn steps(people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let mut steps = memberships(people, staff);
    let mut classes: Vec<Class> = people.iter().map(|person| person.class).collect();
    classes.dedup();
    for class in classes {
        steps.extend(round(people, staff, class, at(10, 29, 16, 30), |_| Some((Finding::Seen, ""))));
        match class.code() {
            OWN_CLASS => {
                let found = |person: &Person| {
                    let looked = LOOKED_AT.iter().find(|(seat, ..)| *seat == person.seat);
                    looked.map(|(_, finding, note)| (*finding, *note))
                };
                steps.extend(round(people, staff, class, at(11, 17, 16, 45), found));
            }
            code if BEHIND.contains(&code) => {}
            _ => steps.extend(round(people, staff, class, at(11, 14, 16, 20), |_| Some((Finding::Seen, "")))),
        }
    }
    steps.push(aid(people, staff));
    steps
}

fn memberships(people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let entered = MEMBERS.iter().filter_map(|(seat, kind, source, ground)| {
        let person = people.iter().find(|person| (person.class.code(), person.seat) == (OWN_CLASS, *seat))?;
        let (source, ground) = ((*source).to_owned(), (*ground).to_owned());
        let (pupil, kind, from) = (person.id, *kind, on(9, 1));
        let record = MembershipRecord { pupil, kind, from, until: None, source, ground };
        let who = if kind.is_sealed() { &staff.principal } else { &staff.affairs };
        let change = Change::Membership { id: MembershipId::NEW, to: Some(record) };
        Some(Step::record(at(9, 10, 15, 40), who, Why::EnterGroup, vec![change]))
    });
    entered.collect()
}

/// One class's looks of an afternoon, at those who came by then and belong to a group by the roster.
fn round(
    people: &[Person],
    staff: &Staffroom,
    class: Class,
    when: NaiveDateTime,
    found: impl Fn(&Person) -> Option<(Finding, &'static str)>,
) -> Option<Step> {
    let day: NaiveDate = when.date();
    let here = people.iter().filter(|it| it.class == class && it.from <= day && !it.record.groups.is_empty());
    let looks = here.filter_map(|person| {
        let (finding, note) = found(person)?;
        let record = CheckRecord { finding, note: note.to_owned() };
        Some(Change::GroupCheck { pupil: person.id, on: day, to: Some(record) })
    });
    let looks: Vec<Change> = looks.collect();
    (!looks.is_empty()).then(|| Step::record(when, staff.of(class), Why::CheckGroup, looks))
}

/// 两免一补 of the term, granted by the office to those in need, but not in the two classes that are behind.
fn aid(people: &[Person], staff: &Staffroom) -> Step {
    const IN_NEED: [KeyGroup; 5] =
        [KeyGroup::Orphan, KeyGroup::Disabled, KeyGroup::PovertyLifted, KeyGroup::Dibao, KeyGroup::Tekun];
    let is_in_need = |person: &&Person| IN_NEED.iter().any(|group| person.record.groups.contains(group));
    let granted = people.iter().filter(is_in_need).filter(|person| !BEHIND.contains(&person.class.code()));
    let changes = granted.map(|person| {
        let record = AidRecord {
            pupil: person.id,
            kind: TWO_EXEMPT,
            from: on(9, 1),
            until: NaiveDate::from_ymd_opt(2026, 1, 30),
            amount: "625".parse().ok(),
            paper: "同教助〔2025〕18号".to_owned(),
        };
        Change::Aid { id: AidId::NEW, to: Some(record) }
    });
    Step::record(at(10, 15, 10, 10), &staff.affairs, Why::GiveAid, changes.collect())
}
