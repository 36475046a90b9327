//! Key groups (重点群体; domain handbook section 4): who belongs to which, from when, on whose word, and who may know.
//!
//! Membership is a dated fact with its source. What a roster says in its columns counts beside it, from the pupil's first
//! day on; who was persuaded back is read from the cases. [`School::groups_of`] unites the three, and everything else
//! asks there.

mod need;
pub mod round;
mod todo;

use super::class::Class;
use super::entry::Change;
use super::flags::Scope;
use super::ids::{MembershipId, PupilId, StaffId};
use super::numbers::IdNo;
use super::people::{KeyGroup, Pupil, Role};
use super::plan::{MOST_CHARACTERS, is_brief};
use super::school::{School, about};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// That a pupil belongs to a key group, from one day to another (认定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipRecord {
    pub pupil: PupilId,
    pub kind: KeyGroup,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none while it goes on.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// 来源: whose list or paper says so.
    pub source: String,
    /// 依据: what it rests on, such as the number of a certificate.
    #[serde(default)]
    pub ground: String,
}

impl MembershipRecord {
    /// The ground as it is shown: a certificate's number holds an ID number, and is masked.
    pub fn ground_shown(&self) -> String {
        without_numbers(&self.ground)
    }

    pub fn holds(&self, on: NaiveDate) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    /// Whether it holds on any day of a span; a span without its last day goes on.
    pub fn meets(&self, from: NaiveDate, until: Option<NaiveDate>) -> bool {
        self.until.is_none_or(|last| from <= last) && until.is_none_or(|until| self.from <= until)
    }
}

/// That a pupil belongs to a key group (重点人群登记), from a day on, by a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub id: MembershipId,
    pub record: MembershipRecord,
    pub recorded_by: StaffId,
}

/// Who says that a pupil belongs to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidBy<'a> {
    Fact(&'a Membership),
    /// A column of the roster (花名册).
    Roster,
    /// The pupil's cases (个案).
    Case,
}

/// A pupil's belonging to a group on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging<'a> {
    pub kind: KeyGroup,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub by: SaidBy<'a>,
}

/// What a person may see of a pupil's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen<'a> {
    Group(Belonging<'a>),
    /// 见校领导: there is something that only the leadership sees.
    SeeLeadership,
}

/// How much of a group a person may see of the pupils of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Whole,
    SeeLeadership,
    Nothing,
}

/// Why a membership cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotJoin {
    /// The person has no need to know who belongs to it.
    NotYours,
    /// Only the leadership enters and sees such a group.
    Leaderships,
    /// It is read from the cases.
    FromCases,
    /// It ends before it begins.
    Reversed,
    /// The pupil belongs to it already, since that day.
    Already(NaiveDate),
    /// The pupil does not belong to it.
    NoMember,
    /// Nobody says where it comes from.
    NoSource,
    /// The pupil was in no class by its first day.
    NeverHere,
    /// The month of the round has not begun.
    NotYet,
    /// At school and well, with a case that is open: that asks for a word.
    OpenCase,
    /// So many characters at the most.
    TooLong(usize),
    /// The pupil was born on this later day.
    BeforeBirth(NaiveDate),
    /// One pupil cannot be found two ways in one step.
    Twice,
}

/// What stands as the source of a membership that only the roster's column said.
const ROSTER: &str = "花名册";

impl KeyGroup {
    /// 只限校领导: entered and seen by the leadership alone.
    pub fn is_sealed(self) -> bool {
        matches!(self, KeyGroup::Judicial | KeyGroup::Health)
    }

    /// Read from the cases, never entered.
    pub fn is_from_cases(self) -> bool {
        self == KeyGroup::Returned
    }
}

impl School {
    /// The memberships of a pupil, by kind, then earliest first.
    pub fn memberships_of(&self, pupil: PupilId) -> &[Membership] {
        about(&self.memberships, pupil, |it| it.record.pupil)
    }

    /// Every group that a pupil belongs to on a date, each once, in the order of the kinds: by a fact, where none says
    /// so by the roster, and as persuaded back by the cases.
    pub fn groups_of(&self, pupil: PupilId, on: NaiveDate) -> Vec<Belonging<'_>> {
        let mut groups: BTreeMap<KeyGroup, Belonging<'_>> = BTreeMap::new();
        for membership in self.memberships_of(pupil).iter().filter(|it| it.record.holds(on)) {
            let MembershipRecord { kind, from, until, .. } = membership.record;
            groups.entry(kind).or_insert(Belonging { kind, from, until, by: SaidBy::Fact(membership) });
        }
        if let Some(pupil) = self.pupil(pupil) {
            let from = listed_since(pupil).unwrap_or(on);
            let holds = |kind: &KeyGroup| from <= on && !self.has_ended(pupil.id, *kind, on);
            for kind in pupil.record.groups.iter().copied().filter(holds) {
                groups.entry(kind).or_insert(Belonging { kind, from, until: None, by: SaidBy::Roster });
            }
        }
        if let Some((from, until)) = self.persuaded_back(pupil, on) {
            let kind = KeyGroup::Returned;
            groups.entry(kind).or_insert(Belonging { kind, from, until: Some(until), by: SaidBy::Case });
        }
        groups.into_values().collect()
    }

    /// Whether a pupil belongs to a group on a date, by what was entered or imported: cases ask here, and are not asked.
    pub fn is_entered_in(&self, pupil: PupilId, kind: KeyGroup, on: NaiveDate) -> bool {
        let by_fact = self.memberships_of(pupil).iter().any(|it| it.record.kind == kind && it.record.holds(on));
        let by_roster = |pupil: &Pupil| {
            let is_listed = pupil.record.groups.contains(&kind) && !self.has_ended(pupil.id, kind, on);
            is_listed && listed_since(pupil).is_none_or(|from| from <= on)
        };
        by_fact || self.pupil(pupil).is_some_and(by_roster)
    }

    /// Whether a membership ended before a date: a roster that still says it afterwards does not revive it, since nobody
    /// knows how old its column is. Who belongs again is entered again.
    fn has_ended(&self, pupil: PupilId, kind: KeyGroup, on: NaiveDate) -> bool {
        let has_ended = |it: &Membership| it.record.kind == kind && it.record.until.is_some_and(|until| until < on);
        self.memberships_of(pupil).iter().any(has_ended)
    }

    /// The groups that a pupil belonged to on any day from one to another while on the books, each once; none that is
    /// for the leadership alone.
    pub fn open_groups_within(&self, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> BTreeSet<KeyGroup> {
        let Some(known) = self.pupil(pupil) else { return BTreeSet::new() };
        let of_facts = self.memberships_of(pupil).iter().flat_map(|it| [Some(it.record.from), it.record.until]);
        let of_standings = known.standings.iter().flat_map(|(day, _)| [Some(*day), day.pred_opt()]);
        let turns = of_facts.chain(of_standings).flatten().filter(|day| (from..=to).contains(day));
        let days: BTreeSet<NaiveDate> = turns.chain([from, to]).collect();
        let here = days.into_iter().filter(|day| known.is_enrolled(*day));
        here.flat_map(|day| self.open_groups(pupil, day)).map(|it| it.kind).collect()
    }

    /// The groups that may stand on a paper: none that is for the leadership alone.
    pub fn open_groups(&self, pupil: PupilId, on: NaiveDate) -> Vec<Belonging<'_>> {
        let mut groups = self.groups_of(pupil, on);
        groups.retain(|belonging| !belonging.kind.is_sealed());
        groups
    }

    /// From when to when a pupil counts as persuaded back: from the return that was confirmed of a case that had reached
    /// the leadership, to the end of the term in which its watch ends.
    fn persuaded_back(&self, pupil: PupilId, on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let returns = self.returns_of(pupil, on);
        let spans = returns.iter().map(|it| {
            let watched = it.watch_until.unwrap_or(it.confirmed);
            let term = self.calendar.term_of(watched).filter(|term| term.contains(watched));
            (it.confirmed, term.map_or(watched, |term| term.last))
        });
        spans.filter(|(from, until)| *from <= on && on <= *until).min()
    }

    /// How much a person may see of a group, of the pupils of a class. Where the books know nobody, everything.
    pub fn sight(&self, who: StaffId, kind: KeyGroup, class: Class, on: NaiveDate) -> Sight {
        const NEED_TO_KNOW: [Role; 4] = [Role::Homeroom, Role::GradeLead, Role::Affairs, Role::Registrar];
        if self.staff.is_empty() || self.holds(who, Role::Leadership, class, on) {
            return Sight::Whole;
        }
        match NEED_TO_KNOW.into_iter().any(|role| self.holds(who, role, class, on)) {
            true if kind.is_sealed() => Sight::SeeLeadership,
            true => Sight::Whole,
            false => Sight::Nothing,
        }
    }

    /// What a person may see of a pupil's groups on a date.
    pub fn groups_seen(&self, pupil: PupilId, who: StaffId, on: NaiveDate) -> Vec<Seen<'_>> {
        let groups = self.groups_of(pupil, on);
        let class = if groups.is_empty() { None } else { self.last_class(pupil, on) };
        let Some(class) = class else { return Vec::new() };
        let mut seen = Vec::new();
        for belonging in groups {
            match self.sight(who, belonging.kind, class, on) {
                Sight::Whole => seen.push(Seen::Group(belonging)),
                Sight::SeeLeadership if !seen.contains(&Seen::SeeLeadership) => seen.push(Seen::SeeLeadership),
                Sight::SeeLeadership | Sight::Nothing => {}
            }
        }
        seen
    }

    /// What a person may see of the groups of the pupils on the books on a date, of these classes and of one kind or all:
    /// by class, seat and name, each pupil's in the order of the kinds.
    pub fn key_group_list(
        &self,
        who: StaffId,
        kind: Option<KeyGroup>,
        scope: Scope,
        on: NaiveDate,
    ) -> Vec<(&Pupil, Class, Seen<'_>)> {
        let mut list: Vec<(&Pupil, Class, Seen<'_>)> = Vec::new();
        for pupil in self.pupils.iter().filter(|pupil| pupil.is_enrolled(on)) {
            let Some(class) = self.last_class(pupil.id, on).filter(|class| scope.covers(*class)) else { continue };
            let is_asked = |seen: &Seen<'_>| match (kind, seen) {
                (None, _) => true,
                (Some(kind), Seen::Group(belonging)) => belonging.kind == kind,
                // Asked for one kind, the list must not tell that it is this one.
                (Some(_), Seen::SeeLeadership) => false,
            };
            list.extend(
                self.groups_seen(pupil.id, who, on).into_iter().filter(is_asked).map(|seen| (pupil, class, seen)),
            );
        }
        list.sort_by(|(a, a_class, _), (b, b_class, _)| {
            let seat = |pupil: &Pupil| pupil.seat(on).unwrap_or(u16::MAX);
            (a_class, seat(a), &a.record.name, a.id).cmp(&(b_class, seat(b), &b.record.name, b.id))
        });
        list
    }

    /// Whether somebody may see who of a class is in need, and what is done about it (资助、重点群体).
    pub fn may_see_need(&self, who: StaffId, class: Class, on: NaiveDate) -> bool {
        self.sight(who, KeyGroup::Difficult, class, on) == Sight::Whole
    }

    /// Whether somebody may enter or end memberships of a kind in a class.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_enter_group(&self, who: StaffId, kind: KeyGroup, class: Class, on: NaiveDate) -> Result<(), CannotJoin> {
        match self.sight(who, kind, class, on) {
            _ if kind.is_from_cases() => Err(CannotJoin::FromCases),
            Sight::Whole => Ok(()),
            Sight::Nothing | Sight::SeeLeadership if kind.is_sealed() => Err(CannotJoin::Leaderships),
            Sight::Nothing | Sight::SeeLeadership => Err(CannotJoin::NotYours),
        }
    }

    /// Whether somebody may bring in a list of a kind, which may name pupils of any class.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_import_group(&self, who: StaffId, kind: KeyGroup, on: NaiveDate) -> Result<(), CannotJoin> {
        self.classes(on).into_iter().try_for_each(|class| self.may_enter_group(who, kind, class, on))
    }

    /// Whether a membership may be recorded by somebody.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_join(&self, record: &MembershipRecord, who: StaffId, today: NaiveDate) -> Result<(), CannotJoin> {
        let class = self.last_class(record.pupil, today.max(record.from)).ok_or(CannotJoin::NeverHere)?;
        self.may_enter_group(who, record.kind, class, today)?;
        if record.until.is_some_and(|until| until < record.from) {
            return Err(CannotJoin::Reversed);
        }
        if record.source.trim().is_empty() {
            return Err(CannotJoin::NoSource);
        }
        let said = [&record.source, &record.ground];
        said.into_iter().try_for_each(|said| is_brief(said)).map_err(|_| CannotJoin::TooLong(MOST_CHARACTERS))?;
        let known = self.pupil(record.pupil).map(|pupil| &pupil.record);
        let born = known.and_then(|known| known.birth.or_else(|| known.id_no.as_ref().and_then(IdNo::born)));
        if let Some(born) = born.filter(|born| record.from < *born) {
            return Err(CannotJoin::BeforeBirth(born));
        }
        match self.membership_in_the_way(record) {
            Some(known) => Err(CannotJoin::Already(known.record.from)),
            None => Ok(()),
        }
    }

    /// The membership of the same pupil and kind that holds on some of the same days.
    pub fn membership_in_the_way(&self, record: &MembershipRecord) -> Option<&Membership> {
        let mut known = self.memberships_of(record.pupil).iter();
        known.find(|it| it.record.kind == record.kind && it.record.meets(record.from, record.until))
    }

    /// The changes by which a pupil belongs to a group no longer after a last day. What only the roster's column said
    /// becomes a fact that ends, and the column's word is taken out.
    ///
    /// # Errors
    /// What stands against it.
    pub fn ending_of(
        &self,
        (pupil, kind): (PupilId, KeyGroup),
        last: NaiveDate,
        who: StaffId,
        today: NaiveDate,
    ) -> Result<Vec<Change>, CannotJoin> {
        let class = self.last_class(pupil, today).ok_or(CannotJoin::NeverHere)?;
        self.may_enter_group(who, kind, class, today)?;
        let goes_on = |it: &&Membership| it.record.kind == kind && it.record.meets(last, None);
        let facts = self.memberships_of(pupil).iter().filter(goes_on);
        let mut changes = Vec::new();
        for fact in facts {
            if last < fact.record.from {
                return Err(CannotJoin::Reversed);
            }
            let record = MembershipRecord { until: Some(last), ..fact.record.clone() };
            changes.push(Change::Membership { id: fact.id, to: Some(record) });
        }
        // What has ended already is ended by no roster that still says it.
        if changes.is_empty() && self.has_ended(pupil, kind, today) {
            return Err(CannotJoin::NoMember);
        }
        let listed = self.pupil(pupil).filter(|pupil| pupil.record.groups.contains(&kind));
        if let Some(listed) = listed {
            if changes.is_empty() {
                let from = listed_since(listed).unwrap_or(last);
                if last < from {
                    return Err(CannotJoin::Reversed);
                }
                let (source, ground) = (ROSTER.to_owned(), String::new());
                let record = MembershipRecord { pupil, kind, from, until: Some(last), source, ground };
                changes.push(Change::Membership { id: MembershipId::NEW, to: Some(record) });
            }
            let mut record = listed.record.clone();
            record.groups.remove(&kind);
            changes.push(Change::Pupil { id: pupil, to: Some(record) });
        }
        if changes.is_empty() { Err(CannotJoin::NoMember) } else { Ok(changes) }
    }
}

/// Digits of a long number, such as one that holds an ID number, but its last four are hidden.
fn without_numbers(text: &str) -> String {
    const LONG: usize = 12;
    const SHOWN: usize = 4;
    let mut said = String::new();
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X');
    let mut rest = text;
    while let Some(at) = rest.find(is_of_number) {
        said.push_str(&rest[..at]);
        let number = &rest[at..];
        let end = number.find(|c: char| !is_of_number(c)).unwrap_or(number.len());
        match end >= LONG {
            true => said.push_str(&format!("{}{}", "*".repeat(SHOWN), &number[end - SHOWN..end])),
            false => said.push_str(&number[..end]),
        }
        rest = &number[end..];
    }
    said + rest
}

/// Since when the roster's columns are taken to hold: its file says no day, so from the pupil's first on the books.
fn listed_since(pupil: &Pupil) -> Option<NaiveDate> {
    pupil.standings.first().map(|(from, _)| *from)
}

#[cfg(test)]
mod tests;

pub use todo::Occasion;
