//! What key groups and aid add to the to-do list: a look at those who must not be lost from sight, the round of the month,
//! and pupils in need whom no aid has reached.

use super::super::register::Span;
use crate::domain::calendar::Term;
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::monthly::Month;
use crate::domain::people::{KeyGroup, Pupil, Role};
use crate::domain::plan::{Plan, PlanKind};
use crate::domain::school::School;
use crate::domain::todo::{Task, Todo};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How long before the month's last school day its round is called for.
const ROUND_AHEAD: Days = Days::new(7);
/// How long before the term's last school day what is done at its end is called for.
const TERM_AHEAD: Days = Days::new(14);
/// School days further apart than over a weekend have a holiday or a break between them.
const WEEKEND: Days = Days::new(3);

/// When somebody looks at the pupils of a group, beside the monthly round: a contact and a visit are looks too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rhythm {
    /// So many days after the last look.
    Every(Days),
    At(Occasion),
}

/// What calls for a look (查看的时候), other than that the last one is long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// 节后: the first school day after a holiday. Who is there at a roll has been seen.
    Holiday,
    /// 月底
    Month,
    /// 学期末
    Term,
}

impl Occasion {
    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Occasion::Holiday => "holiday",
            Occasion::Month => "month",
            Occasion::Term => "term",
        }
    }
}

/// A row of the domain handbook, section 4: which pupils, who looks at them, when.
struct Look {
    group: KeyGroup,
    by: Role,
    when: Rhythm,
}

const fn look(group: KeyGroup, by: Role, when: Rhythm) -> Look {
    Look { group, by, when }
}

const WEEKLY: Rhythm = Rhythm::Every(Days::new(7));
const FORTNIGHTLY: Rhythm = Rhythm::Every(Days::new(14));

/// Who looks at whom, and when. Of learning difficulties there is a plan, with its own records; who is weary of school or was
/// persuaded back is in the round; judicial matters and health are the leadership's alone.
const LOOKS: [Look; 13] = [
    look(KeyGroup::Orphan, Role::Homeroom, WEEKLY),
    look(KeyGroup::Unattended, Role::Homeroom, WEEKLY),
    look(KeyGroup::Disabled, Role::Homeroom, WEEKLY),
    look(KeyGroup::LeftBehind, Role::Homeroom, FORTNIGHTLY),
    look(KeyGroup::Migrant, Role::Homeroom, Rhythm::At(Occasion::Holiday)),
    look(KeyGroup::Migrant, Role::Homeroom, Rhythm::At(Occasion::Term)),
    look(KeyGroup::Orphan, Role::Affairs, Rhythm::At(Occasion::Month)),
    look(KeyGroup::Unattended, Role::Affairs, Rhythm::At(Occasion::Month)),
    look(KeyGroup::Difficult, Role::Affairs, Rhythm::At(Occasion::Month)),
    look(KeyGroup::Disabled, Role::Affairs, Rhythm::At(Occasion::Term)),
    look(KeyGroup::PovertyLifted, Role::Affairs, Rhythm::At(Occasion::Term)),
    look(KeyGroup::Dibao, Role::Affairs, Rhythm::At(Occasion::Term)),
    look(KeyGroup::Tekun, Role::Affairs, Rhythm::At(Occasion::Term)),
];

/// A pupil who belongs to a group.
struct Member {
    pupil: PupilId,
    class: Class,
    /// Each with the day since which the pupil belongs to it.
    groups: Vec<(KeyGroup, NaiveDate)>,
}

/// Within which days a look is asked for, and the day on which it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Called {
    from: NaiveDate,
    due: NaiveDate,
}

impl School {
    /// The lines of the to-do list that key groups and aid come to; outside the terms there are none.
    pub(in crate::domain) fn groups_to_see_to(&self, today: NaiveDate) -> Vec<Todo> {
        let term = self.calendar.term_of(today).filter(|term| term.contains(today));
        let Some(term) = term else { return Vec::new() };
        let members = self.members_in_class(today);
        let mut list = self.looks_due(&members, term.first, today);
        for (occasion, by) in [
            (Occasion::Holiday, Role::Homeroom),
            (Occasion::Term, Role::Homeroom),
            (Occasion::Month, Role::Affairs),
            (Occasion::Term, Role::Affairs),
        ] {
            let called = self.called(occasion, term, today);
            list.extend(called.into_iter().flat_map(|called| self.looks_at(&members, occasion, by, called, today)));
        }
        list.extend(self.help_to_record(today));
        let month = Month::of(today);
        let before = month.before();
        let was_begun = term.first <= Span::month(before.first_day()).to && self.round_is_begun(before);
        list.extend(was_begun.then(|| self.round_left(before, today)).into_iter().flatten());
        list.extend(self.round_left(month, today));
        list.extend(self.aid_to_grant(term, today));
        list
    }

    /// The pupils in class who belong to a group, with its class and since when they belong to each.
    fn members_in_class(&self, today: NaiveDate) -> Vec<Member> {
        self.pupils.iter().filter_map(|pupil| self.member(pupil, today)).collect()
    }

    fn member(&self, pupil: &Pupil, today: NaiveDate) -> Option<Member> {
        let class = pupil.class(today)?;
        let groups = self.open_groups(pupil.id, today).iter().map(|it| (it.kind, it.from)).collect::<Vec<_>>();
        (!groups.is_empty()).then_some(Member { pupil: pupil.id, class, groups })
    }

    /// A line a class: so many of its pupils have not been looked at for longer than their group allows.
    fn looks_due(&self, members: &[Member], term_began: NaiveDate, today: NaiveDate) -> Vec<Todo> {
        let mut due: BTreeMap<Class, Vec<NaiveDate>> = BTreeMap::new();
        for member in members {
            if let Some(by) = self.look_overdue(member, term_began, today) {
                due.entry(member.class).or_default().push(by);
            }
        }
        let line = |(class, due): (Class, Vec<NaiveDate>)| {
            let by = due.iter().min().copied()?;
            let task = Task::LookAfter { scope: Scope::Class(class), occasion: None, pupils: due.len() };
            let late = self.calendar.school_days_late(by, today, Some(class.grade));
            Some(Todo { due: Some(by), late, ..self.lying_with(Role::Homeroom, task, class, by, today) })
        };
        due.into_iter().filter_map(line).collect()
    }

    /// Since when a look is due that a group asks for every so many days.
    fn look_overdue(&self, member: &Member, term_began: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        let every = |group: KeyGroup| {
            LOOKS.iter().filter(move |look| look.group == group).find_map(|look| match look.when {
                Rhythm::Every(days) => Some(days),
                Rhythm::At(_) => None,
            })
        };
        let rhythms = member.groups.iter().filter_map(|(group, from)| Some((every(*group)?, *from)));
        let (every, from) = rhythms.min()?;
        let checks = self.checks_of(member.pupil).iter().map(|check| check.on).filter(|on| *on <= today);
        let looked = checks.max().max(self.last_reached(member.pupil, today));
        let by = looked.unwrap_or(from).max(term_began) + every;
        (by <= today).then_some(by)
    }

    /// Since when a homeroom teacher's look at a pupil is due, by the days of its groups or by an occasion; none where it
    /// is not.
    pub fn look_due(&self, pupil: &Pupil, today: NaiveDate) -> Option<NaiveDate> {
        let term = self.calendar.term_of(today).filter(|term| term.contains(today))?;
        let member = self.member(pupil, today)?;
        let asked_at = |occasion: Occasion| {
            let asks = |look: &Look| look.by == Role::Homeroom && look.when == Rhythm::At(occasion);
            let is_in = |look: &Look| member.groups.iter().any(|(group, _)| *group == look.group);
            let called = self.called(occasion, term, today)?;
            let is_left = LOOKS.iter().any(|look| asks(look) && is_in(look))
                && !self.was_looked_at(&member, occasion, Role::Homeroom, called.from, today);
            is_left.then_some(called.from)
        };
        let at_occasions = [Occasion::Holiday, Occasion::Term].into_iter().filter_map(asked_at);
        self.look_overdue(&member, term.first, today).into_iter().chain(at_occasions).min()
    }

    /// Whether an occasion calls for looks on a day: within which days, and by when.
    fn called(&self, occasion: Occasion, term: &Term, today: NaiveDate) -> Option<Called> {
        let school_days = |from, to| self.calendar.school_days(from, to, None);
        match occasion {
            Occasion::Holiday => {
                let days: Vec<NaiveDate> = school_days(term.first, today).collect();
                let after_break = days.windows(2).rev().find(|pair| pair[0] + WEEKEND < pair[1]).map(|pair| pair[1]);
                let first = after_break.or_else(|| days.first().copied())?;
                Some(Called { from: first, due: first })
            }
            Occasion::Month => {
                let days = Span::month(today);
                let due = school_days(days.from, days.to).next_back()?;
                (due <= today + ROUND_AHEAD).then_some(Called { from: days.from, due })
            }
            Occasion::Term => {
                let due = school_days(term.first, term.last).next_back()?;
                (due <= today + TERM_AHEAD).then_some(Called { from: due - TERM_AHEAD, due })
            }
        }
    }

    /// The looks that an occasion calls for and that were not made: a homeroom teacher's by class, of the
    /// student-affairs office those of the whole school.
    fn looks_at(
        &self,
        members: &[Member],
        occasion: Occasion,
        by: Role,
        called: Called,
        today: NaiveDate,
    ) -> Vec<Todo> {
        let groups: Vec<KeyGroup> = LOOKS
            .iter()
            .filter(|look| look.by == by && look.when == Rhythm::At(occasion))
            .map(|look| look.group)
            .collect();
        let mut left: BTreeMap<Option<Class>, usize> = BTreeMap::new();
        for member in members.iter().filter(|member| member.groups.iter().any(|(group, _)| groups.contains(group))) {
            if !self.was_looked_at(member, occasion, by, called.from, today) {
                *left.entry((by == Role::Homeroom).then_some(member.class)).or_default() += 1;
            }
        }
        let line = |(class, pupils): (Option<Class>, usize)| {
            let scope = class.map_or(Scope::School, Scope::Class);
            let task = Task::LookAfter { scope, occasion: Some(occasion), pupils };
            let late = self.calendar.school_days_late(called.due, today, class.map(|class| class.grade));
            Todo { due: Some(called.due), late, ..self.lying_with(by, task, class, called.from, today) }
        };
        left.into_iter().map(line).collect()
    }

    /// Whether a pupil was looked at since a day: what a homeroom teacher owes by anybody, what the office owes by one of
    /// its own.
    fn was_looked_at(&self, member: &Member, occasion: Occasion, by: Role, from: NaiveDate, today: NaiveDate) -> bool {
        let Member { pupil, class, .. } = *member;
        let holders: Vec<StaffId> = self.holders(by, class, today).iter().map(|staff| staff.id).collect();
        let counts = |who: StaffId, on: NaiveDate| {
            (from..=today).contains(&on) && (by == Role::Homeroom || holders.contains(&who))
        };
        let contacts = self.contacts_of(pupil).iter().filter(|it| it.record.reached.is_yes());
        let mut looks = (self.checks_of(pupil).iter().map(|check| (check.by, check.on)))
            .chain(contacts.map(|it| (it.recorded_by, it.record.at.date())))
            .chain(self.visits_of(pupil).iter().map(|it| (it.recorded_by, it.record.at.date())));
        looks.any(|(who, on)| counts(who, on))
            || occasion == Occasion::Holiday && self.pupil_days(pupil, from, today).iter().any(|day| day.attended() > 0)
    }

    /// Plans for learning difficulties without a record in the month, from a week before its last school day on: their
    /// owners', the subject teachers'.
    fn help_to_record(&self, today: NaiveDate) -> Vec<Todo> {
        let days = Span::month(today);
        let Some(due) = self.calendar.school_days(days.from, days.to, None).next_back() else { return Vec::new() };
        if due > today + ROUND_AHEAD {
            return Vec::new();
        }
        let at_work = |plan: &&Plan| plan.record.kind == PlanKind::Learning && plan.record.runs(today);
        let recorded = |plan: &Plan| self.helped(plan.id).any(|helped| days.has(helped.record.at.date()));
        let line = |plan: &Plan| {
            let task = Task::RecordHelp { pupil: plan.record.pupil };
            let todo = self.lying_with_owner(plan, task, days.from.max(plan.record.from), today)?;
            let late = self.calendar.school_days_late(due, today, todo.class.map(|class| class.grade));
            Some(Todo { due: Some(due), late, ..todo })
        };
        self.plans.iter().filter(at_work).filter(|plan| !recorded(plan)).filter_map(line).collect()
    }

    /// A line a class whose round of the month is not closed, from a week before the month's last school day on.
    fn round_left(&self, month: Month, today: NaiveDate) -> Vec<Todo> {
        let days = Span::month(month.first_day());
        let round = self.key_group_round(month, Scope::School);
        let of_class = round.lines.chunk_by(|a, b| a.class == b.class).filter_map(|lines| {
            let class = lines.first()?.class;
            let left = lines.iter().filter(|line| line.check.is_none()).count();
            let last = self.calendar.school_days(days.from, days.to, Some(class.grade)).next_back()?;
            (left > 0 && last <= today + ROUND_AHEAD).then(|| {
                let task = Task::KeyGroupRound { class, month, left };
                let late = self.calendar.school_days_late(last, today, Some(class.grade));
                Todo { due: Some(last), late, ..self.lying_with(Role::Homeroom, task, class, days.from, today) }
            })
        });
        of_class.collect()
    }
}
