//! A school's year as one plain value. Read once from the tables; every screen, list, letter and figure is a pure
//! function of it.

use super::aid::{Aid, AidKind};
use super::attendance::Attendance;
use super::calendar::{Calendar, DayKey, SetDay, Term};
use super::class::Class;
use super::contact::Contact;
use super::district::{District, DistrictBooks};
use super::entrant::{Entrant, Trace};
use super::entry::{NationalYear, SchoolProfile};
use super::groups::Membership;
use super::groups::round::Check;
use super::ids::{PupilId, StaffId};
use super::inspection::Prose;
use super::ladder::{Excused, Policy, Rung};
use super::leave::Leave;
use super::letter::{Letter, LetterKind, LetterNo, Series};
use super::monthly::MonthlyBooks;
use super::people::{Post, Pupil, Role, Staff};
use super::plan::{Helped, Place, Plan};
use super::pledge::SignedPledge;
use super::quota::Quota;
use super::review::{Review, SignedWeek};
use super::roll::{Roll, RollKey, Session, SessionCode};
use super::school_year::{days_of_school_year, school_year};
use super::status::{Status, StatusLimits};
use super::step::{About, Taken};
use super::visit::Visit;
use super::work_log::Work;
use super::year::TurnedYear;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What the tables hold, as read: no order is asked of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    pub profile: Option<SchoolProfile>,
    pub terms: Vec<Term>,
    pub days: Vec<(DayKey, SetDay)>,
    pub national_years: Vec<(i32, NationalYear)>,
    pub excused: Vec<(NaiveDate, Excused)>,
    pub rungs: Vec<(NaiveDate, Rung)>,
    pub staff: Vec<Staff>,
    pub pupils: Vec<Pupil>,
    pub rolls: Vec<Roll>,
    /// The first day of which rolls were read; none where all of them were.
    pub rolls_from: Option<NaiveDate>,
    pub leaves: Vec<Leave>,
    pub contacts: Vec<Contact>,
    pub visits: Vec<Visit>,
    pub letters: Vec<Letter>,
    pub steps: Vec<Taken>,
    pub statuses: Vec<Status>,
    pub status_limits: Option<StatusLimits>,
    pub memberships: Vec<Membership>,
    pub checks: Vec<Check>,
    pub aid_kinds: Vec<AidKind>,
    pub aid: Vec<Aid>,
    pub plans: Vec<Plan>,
    pub helps: Vec<Helped>,
    pub quotas: Vec<(Place, NaiveDate, Quota)>,
    pub pledge_signatures: Vec<SignedPledge>,
    pub work: Vec<Work>,
    pub reviews: Vec<Review>,
    pub signed_weeks: Vec<SignedWeek>,
    pub prose: Vec<Prose>,
    pub year_turns: Vec<TurnedYear>,
    pub entrants: Vec<Entrant>,
    pub traces: Vec<Trace>,
    pub monthly: MonthlyBooks,
    /// What a district's books hold of its schools; nothing in a school's.
    pub district: DistrictBooks,
}

/// The school (学校): its books in order, with what follows from them for every day.
#[derive(Debug, Clone)]
pub struct School {
    pub name: String,
    pub notice_prefix: String,
    pub letter_prefix: String,
    bureau: String,
    /// In the order of the day.
    pub sessions: Vec<Session>,
    pub calendar: Calendar,
    pub policy: Policy,
    pub staff: Vec<Staff>,
    /// In the order of `PupilId`.
    pub pupils: Vec<Pupil>,
    /// In the order of class, date, session of the day.
    pub rolls: Vec<Roll>,
    /// The first day of which rolls were read (none: of all): of earlier days nothing can be said.
    pub rolls_from: Option<NaiveDate>,
    /// Each by pupil, then earliest first.
    pub leaves: Vec<Leave>,
    pub contacts: Vec<Contact>,
    pub visits: Vec<Visit>,
    /// In the order of their numbers.
    pub letters: Vec<Letter>,
    /// By whom they are about, then earliest first.
    pub steps: Vec<Taken>,
    /// Earliest application first.
    pub statuses: Vec<Status>,
    /// The times that changes of status keep to.
    pub limits: StatusLimits,
    /// By pupil and kind, then earliest first.
    pub memberships: Vec<Membership>,
    /// By pupil, then earliest first.
    pub checks: Vec<Check>,
    /// The kinds of aid that the school has set, beside those that every school has.
    pub set_aid_kinds: Vec<AidKind>,
    /// By pupil, then earliest first.
    pub aid: Vec<Aid>,
    /// Earliest first.
    pub plans: Vec<Plan>,
    pub helps: Vec<Helped>,
    pub quotas: Vec<(Place, NaiveDate, Quota)>,
    pub pledge_signatures: Vec<SignedPledge>,
    /// Earliest first.
    pub work: Vec<Work>,
    pub reviews: Vec<Review>,
    pub signed_weeks: Vec<SignedWeek>,
    /// The school's own words in its self-inspections.
    pub prose: Vec<Prose>,
    /// Earliest first.
    pub year_turns: Vec<TurnedYear>,
    /// By year, village, name.
    pub entrants: Vec<Entrant>,
    /// By child, then earliest first.
    pub traces: Vec<Trace>,
    /// 月报
    pub monthly: MonthlyBooks,
    /// 区县: its schools and what they have sent; empty in a school's books.
    pub district: District,
    pub(super) attendance: Attendance,
}

impl School {
    /// Puts the books in order and works out what follows from them.
    pub fn from_books(books: Books) -> School {
        let (name, [notice_prefix, letter_prefix, bureau], sessions) = match books.profile {
            Some(profile) => {
                (profile.name, [profile.notice_prefix, profile.letter_prefix, profile.bureau], profile.sessions)
            }
            None => Default::default(),
        };
        let years = books.national_years.into_iter().map(|(year, table)| (year, table.days));
        let calendar = Calendar::new(books.terms, books.days, years);
        let mut pupils = books.pupils;
        pupils.sort_unstable_by_key(|pupil| pupil.id);
        for pupil in &mut pupils {
            pupil.standings.sort_unstable_by_key(|(from, _)| *from);
        }
        let rank = |code| sessions.iter().position(|session| session.code == code).unwrap_or(sessions.len());
        let mut rolls = books.rolls;
        rolls.sort_by_cached_key(|roll| (roll.key.class, roll.key.date, rank(roll.key.session), roll.key.session));
        let (mut leaves, mut contacts, mut visits) = (books.leaves, books.contacts, books.visits);
        leaves.sort_unstable_by_key(|leave| (leave.note.pupil, leave.note.from, leave.id));
        contacts.sort_unstable_by_key(|contact| (contact.record.pupil, contact.record.at, contact.id));
        visits.sort_unstable_by_key(|visit| (visit.record.pupil, visit.record.at, visit.id));
        let mut letters = books.letters;
        letters.sort_unstable_by_key(|letter| (letter.record.no, letter.id));
        let (mut steps, mut reviews, mut signed_weeks) = (books.steps, books.reviews, books.signed_weeks);
        steps.sort_unstable_by_key(|taken| (taken.record.about, taken.record.at, taken.id));
        let mut statuses = books.statuses;
        statuses.sort_unstable_by_key(|status| (status.record.applied_on, status.id));
        let (mut memberships, mut checks, mut aid) = (books.memberships, books.checks, books.aid);
        memberships.sort_unstable_by_key(|it| (it.record.pupil, it.record.kind, it.record.from, it.id));
        checks.sort_unstable_by_key(|check| (check.pupil, check.on));
        aid.sort_unstable_by_key(|aid| (aid.record.pupil, aid.record.from, aid.id));
        let (mut plans, mut helps, mut work) = (books.plans, books.helps, books.work);
        plans.sort_unstable_by_key(|plan| (plan.record.from, plan.id));
        helps.sort_unstable_by_key(|helped| (helped.record.at, helped.id));
        work.sort_unstable_by_key(|work| (work.record.on, work.id));
        reviews.sort_unstable_by_key(|review| (review.week, review.pupil));
        signed_weeks.sort_unstable_by_key(|signed| (signed.week, signed.scope));
        let mut year_turns = books.year_turns;
        year_turns.sort_unstable_by_key(|turned| turned.year);
        let (mut entrants, mut traces) = (books.entrants, books.traces);
        entrants.sort_by(|a, b| a.order().cmp(&b.order()));
        traces.sort_unstable_by_key(|trace| (trace.record.entrant, trace.record.at, trace.id));
        let mut staff = books.staff;
        staff.sort_unstable_by_key(|staff| staff.id);
        let attendance = Attendance::new(&calendar, &sessions, &pupils, &rolls);
        School {
            name,
            notice_prefix,
            letter_prefix,
            bureau,
            policy: Policy::new(books.excused, books.rungs),
            calendar,
            sessions,
            staff,
            pupils,
            rolls,
            rolls_from: books.rolls_from,
            leaves,
            contacts,
            visits,
            letters,
            steps,
            statuses,
            limits: books.status_limits.unwrap_or_default(),
            memberships,
            checks,
            set_aid_kinds: books.aid_kinds,
            aid,
            plans,
            helps,
            quotas: books.quotas,
            pledge_signatures: books.pledge_signatures,
            work,
            reviews,
            signed_weeks,
            prose: books.prose,
            year_turns,
            entrants,
            traces,
            monthly: books.monthly.sorted(),
            district: District::new(books.district),
            attendance,
        }
    }

    /// Whether the rolls are here that a look at a day asks for: its own, and those of the school year before, since a
    /// streak may reach over the summer.
    pub fn reaches_back_to(&self, day: NaiveDate) -> bool {
        self.rolls_from.is_none_or(|from| from <= rolls_wanted_from(day))
    }

    /// The first day on which the books know a pupil.
    pub fn first_day_of_pupil(&self, pupil: PupilId) -> Option<NaiveDate> {
        self.pupil(pupil)?.standings.first().map(|(on, _)| *on)
    }

    /// The education bureau to which the school reports; 区教育局 where the books do not name it.
    pub fn bureau(&self) -> &str {
        if self.bureau.is_empty() { "区教育局" } else { &self.bureau }
    }

    pub fn pupil(&self, id: PupilId) -> Option<&Pupil> {
        self.place(id).map(|at| &self.pupils[at])
    }

    pub(super) fn place(&self, id: PupilId) -> Option<usize> {
        self.pupils.binary_search_by_key(&id, |pupil| pupil.id).ok()
    }

    pub fn staff(&self, id: StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.id == id)
    }

    /// Who holds a role for a class on a date. A vacant homeroom post falls to the grade lead, then to student affairs,
    /// then to the leadership. Where nobody has any of these, the person of the set-up: roles collapse onto persons in a
    /// small school (domain handbook Q17). What is no class's matter is that of whoever holds the role anywhere.
    pub fn holders(&self, role: Role, class: impl Into<Option<Class>>, on: NaiveDate) -> Vec<&Staff> {
        let class = class.into();
        let entered = |role: &Role| {
            let holds = |post: &Post| post.role() == *role && class.is_none_or(|class| post.covers(class));
            let here = self.staff.iter().filter(|staff| staff.record.is_here(on));
            here.filter(|staff| self.posts(staff, on).iter().any(holds)).collect::<Vec<_>>()
        };
        let holders = [role].iter().chain(role.falls_to()).map(entered).find(|holders| !holders.is_empty());
        holders.unwrap_or_else(|| self.stand_in(on).into_iter().collect())
    }

    /// Who holds every role that nobody was given: the person of the set-up, or whoever of those still here was entered
    /// first.
    pub fn stand_in(&self, on: NaiveDate) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.record.is_here(on)).or(self.staff.first())
    }

    /// Whether somebody acts for the whole school: by an office, or as the person of the set-up, who keeps the books and
    /// must be able to put the staff right whatever was entered.
    /// Only such a person changes its rules, its staff and its year, and takes papers about everybody out of it.
    pub fn acts_for_school(&self, who: StaffId, on: NaiveDate) -> bool {
        const OFFICES: [Role; 3] = [Role::Leadership, Role::Affairs, Role::Registrar];
        let holds = |role: Role| self.holders(role, None, on).iter().any(|staff| staff.id == who);
        self.stand_in(on).is_none_or(|staff| staff.id == who) || OFFICES.into_iter().any(holds)
    }

    /// The roles that nobody at the school was given, nor any to whom they fall: the person of the set-up stands in. A
    /// grade lead has but a grade, and leaves the homerooms of the others vacant.
    pub fn vacant_roles(&self, on: NaiveDate) -> Vec<Role> {
        let here = || self.staff.iter().filter(|staff| staff.record.is_here(on));
        let is_given = |role: &Role| here().any(|staff| self.posts(staff, on).iter().any(|post| post.role() == *role));
        let falls_to = |role: &Role| role.falls_to().iter().filter(|to| **to != Role::GradeLead);
        Role::ALL.into_iter().filter(|role| !is_given(role) && !falls_to(role).any(is_given)).collect()
    }

    /// Whether a text may stand before a paper's number where it is named: nothing, the sign of a series, or what stands
    /// before numbers on papers within the school.
    pub fn is_number_sign(&self, before: &str) -> bool {
        let before = before.trim();
        before.is_empty() || before == self.notice_prefix || Series::ALL.iter().any(|series| series.sign() == before)
    }

    /// What the school says of itself, as it is recorded.
    pub fn profile(&self) -> SchoolProfile {
        SchoolProfile {
            name: self.name.clone(),
            sessions: self.sessions.clone(),
            notice_prefix: self.notice_prefix.clone(),
            letter_prefix: self.letter_prefix.clone(),
            bureau: self.bureau.clone(),
        }
    }

    /// Whether a person holds a role for a class on a date.
    pub fn holds(&self, person: StaffId, role: Role, class: Class, on: NaiveDate) -> bool {
        self.holders(role, class, on).iter().any(|staff| staff.id == person)
    }

    /// The pupils of a class on a date, by seat, then name, then id.
    pub fn class_list(&self, class: Class, on: NaiveDate) -> Vec<&Pupil> {
        let mut list: Vec<&Pupil> = self.pupils.iter().filter(|pupil| pupil.class(on) == Some(class)).collect();
        let order = |pupil: &&Pupil| pupil.seat(on).unwrap_or(u16::MAX);
        list.sort_by(|a, b| (order(a), &a.record.name, a.id).cmp(&(order(b), &b.record.name, b.id)));
        list
    }

    /// The pupils for whom a roll asks, in the order of the class list.
    pub fn roll_list(&self, key: RollKey) -> Vec<&Pupil> {
        let list = self.class_list(key.class, key.date).into_iter();
        list.filter(|pupil| key.session.calls(&pupil.record)).collect()
    }

    /// The classes that have a pupil on that date, in order.
    pub fn classes(&self, on: NaiveDate) -> Vec<Class> {
        let classes: BTreeSet<Class> = self.pupils.iter().filter_map(|pupil| pupil.class(on)).collect();
        classes.into_iter().collect()
    }

    /// The roll, where it was taken.
    pub fn roll(&self, key: RollKey) -> Option<&Roll> {
        let order = |key: RollKey| (key.class, key.date, self.session_rank(key.session), key.session);
        self.rolls.binary_search_by_key(&order(key), |roll| order(roll.key)).ok().map(|at| &self.rolls[at])
    }

    /// The rolls of a class, earliest first.
    pub fn rolls_of(&self, class: Class) -> &[Roll] {
        about(&self.rolls, class, |roll| roll.key.class)
    }

    /// The last roll of a class that was taken before this one.
    pub fn roll_before(&self, key: RollKey) -> Option<&Roll> {
        let order = |key: RollKey| (key.date, self.session_rank(key.session), key.session);
        let rolls = self.rolls_of(key.class);
        rolls[..rolls.partition_point(|roll| order(roll.key) < order(key))].last()
    }

    /// Place of a session in the day; one that the school no longer has comes last.
    pub fn session_rank(&self, code: SessionCode) -> usize {
        self.sessions.iter().position(|session| session.code == code).unwrap_or(self.sessions.len())
    }

    pub fn session(&self, code: SessionCode) -> Option<&Session> {
        self.sessions.iter().find(|session| session.code == code)
    }

    /// Earliest first.
    pub fn leaves_of(&self, pupil: PupilId) -> &[Leave] {
        about(&self.leaves, pupil, |leave| leave.note.pupil)
    }

    /// Earliest first.
    pub fn contacts_of(&self, pupil: PupilId) -> &[Contact] {
        about(&self.contacts, pupil, |contact| contact.record.pupil)
    }

    /// Earliest first.
    pub fn visits_of(&self, pupil: PupilId) -> &[Visit] {
        about(&self.visits, pupil, |visit| visit.record.pupil)
    }

    /// By number.
    pub fn letters_of(&self, pupil: PupilId) -> impl DoubleEndedIterator<Item = &Letter> {
        self.letters.iter().filter(move |letter| letter.record.pupil == pupil)
    }

    /// The papers of one form, by number.
    pub fn letters_of_kind(&self, kind: LetterKind) -> impl DoubleEndedIterator<Item = &Letter> {
        self.letters.iter().filter(move |letter| letter.record.kind == kind)
    }

    pub fn letter(&self, no: LetterNo) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.record.no == no)
    }

    /// The number that the next paper of a series and year bears: without gaps, from 1.
    pub fn next_letter_no(&self, series: Series, year: u16) -> LetterNo {
        let of_series = self.letters.iter().map(|letter| letter.record.no);
        let last = of_series.filter(|no| (no.series, no.year) == (series, year)).max();
        LetterNo { series, year, number: last.map_or(1, |no| no.number + 1) }
    }

    /// The steps about a pupil or a class, earliest first.
    pub fn steps_about(&self, what: About) -> &[Taken] {
        about(&self.steps, what, |taken| taken.record.about)
    }

    /// The steps about a pupil, earliest first.
    pub fn steps_of(&self, pupil: PupilId) -> &[Taken] {
        self.steps_about(About::Pupil(pupil))
    }
}

/// The first day of which rolls are wanted where a day is looked at: of the school year before its own.
pub fn rolls_wanted_from(day: NaiveDate) -> NaiveDate {
    days_of_school_year(school_year(day) - 1).0
}

/// The part of a list that is about one pupil, class or year, by which the list is kept in order.
pub(super) fn about<T, K: Ord>(list: &[T], key: K, of: impl Fn(&T) -> K) -> &[T] {
    let first = list.partition_point(|item| of(item) < key);
    let after = first + list[first..].partition_point(|item| of(item) <= key);
    &list[first..after]
}
