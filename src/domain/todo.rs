//! The to-do list (应办事项): everything owed, with whom it lies. Nothing is ticked off: what is owed goes away by the
//! very act of recording what was done.

use super::case::{Case, Exit};
use super::class::Class;
use super::contact::{Contact, Reached};
use super::flags::{Flag, Scope};
use super::groups::Occasion;
use super::ids::{EntrantId, PupilId, StaffId};
use super::ladder::Rule;
use super::monthly::{Month, Owing};
use super::owed::Owed;
use super::people::Role;
use super::plan::{Plan, PlanKind};
use super::quota::Counted;
use super::roll::RollKey;
use super::school::School;
use super::status::StatusKind;
use super::symptom::Symptom;
use super::week::Question;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use std::cmp::Reverse;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// What a rung of the ladder asks for.
    Owed { pupil: PupilId, owed: Owed },
    /// 结案: an exit that the facts propose waits to be confirmed.
    ConfirmExit { pupil: PupilId, exit: Exit },
    /// 疫情报告: like symptoms of so many pupils of a class or a dormitory room (R9, R10).
    ReportIllness { class: Class, symptom: Symptom, pupils: usize },
    /// 学籍异动 applied for: what it lacks, so many things.
    FinishStatus { pupil: PupilId, kind: StatusKind, lacks: usize },
    /// 复学、入学: a suspension or a deferral ends, or has ended.
    AskAboutReturn { pupil: PupilId, from: StatusKind, until: NaiveDate },
    /// 重点群体: so many pupils of a class, or of the school, have not been looked at for longer than their group allows, or
    /// when there was occasion to.
    LookAfter { scope: Scope, occasion: Option<Occasion>, pupils: usize },
    /// 学困生帮扶: a plan without a record in the month.
    RecordHelp { pupil: PupilId },
    /// 重点群体排查 of a month: so many pupils of a class are still to be looked at.
    KeyGroupRound { class: Class, month: Month, left: usize },
    /// 应助未助: so many pupils of a class are in need and get no aid.
    GrantAid { class: Class, pupils: usize },
    /// 送教: visits, or lessons where those are counted, owed to a child who is taught at home: those of the running month
    /// or week, and those of the ones before.
    Teach { pupil: PupilId, missing: u32, behind: u32, counted: Counted },
    /// 复核 of a plan
    ReviewPlan { pupil: PupilId, kind: PlanKind },
    /// 帮扶 of pupils whom the reader has no need to know: so many things of a class.
    SeeToPlans { things: usize },
    /// 补点名: the first of a class's missing rolls, since which it is late, and how many there are.
    TakeRoll { first: RollKey, missing: usize },
    /// 答复询问: what the grade lead asked about a pupil. Whatever is recorded about the pupil answers it.
    Answer(Question),
    /// 未报到 (R17): whose matter each child is that has not come, so many without anybody.
    NameTracers { year: i32, children: usize },
    /// 追踪 of a child who has not come (R17).
    TraceEntrant { entrant: EntrantId },
    /// 月报 (R18): to be checked and signed, or to be sent.
    ReportMonth(Owing),
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub task: Task,
    /// None where it is no class's matter.
    pub class: Option<Class>,
    /// Whose it is.
    pub role: Role,
    /// Who holds that role for the class: never nobody while the books know anybody.
    pub who: Vec<StaffId>,
    pub since: NaiveDate,
    /// None where the calendar after it is not known, or where nothing sets a day.
    pub due: Option<NaiveDate>,
    pub due_at: Option<NaiveTime>,
    /// School days since it was due; 0 while there is time.
    pub late: u16,
}

impl Todo {
    pub fn pupil(&self) -> Option<PupilId> {
        match self.task {
            Task::Owed { pupil, .. } | Task::ConfirmExit { pupil, .. } => Some(pupil),
            Task::Answer(ref question) => Some(question.pupil),
            Task::FinishStatus { pupil, .. } | Task::AskAboutReturn { pupil, .. } => Some(pupil),
            Task::LookAfter { .. } | Task::KeyGroupRound { .. } | Task::GrantAid { .. } | Task::SeeToPlans { .. } => {
                None
            }
            Task::Teach { pupil, .. } | Task::ReviewPlan { pupil, .. } | Task::RecordHelp { pupil } => Some(pupil),
            Task::ReportIllness { .. }
            | Task::TakeRoll { .. }
            | Task::ReportMonth(_)
            | Task::NameTracers { .. }
            | Task::TraceEntrant { .. } => None,
        }
    }

    /// What cannot wait, whatever else there is: a child whom nobody can reach.
    pub fn is_danger(&self) -> bool {
        matches!(&self.task, Task::Owed { owed, .. } if owed.rule == Rule::R16)
    }

    pub fn is_for(&self, who: StaffId) -> bool {
        self.who.contains(&who)
    }

    fn rank(&self) -> impl Ord + use<> {
        let (rule, open) = match &self.task {
            Task::Owed { owed, .. } => (Some(owed.rule), NaiveDate::MAX),
            // No day is set for an answer, but somebody waits for it.
            Task::Answer(_) => (None, self.since),
            Task::ReportIllness { .. }
            | Task::ConfirmExit { .. }
            | Task::FinishStatus { .. }
            | Task::AskAboutReturn { .. }
            | Task::LookAfter { .. }
            | Task::KeyGroupRound { .. }
            | Task::GrantAid { .. }
            | Task::TakeRoll { .. }
            | Task::Teach { .. }
            | Task::ReviewPlan { .. }
            | Task::RecordHelp { .. }
            | Task::SeeToPlans { .. }
            | Task::ReportMonth(_)
            | Task::NameTracers { .. } => (None, NaiveDate::MAX),
            Task::TraceEntrant { .. } => (Some(Rule::R17), NaiveDate::MAX),
        };
        let due = self.due.unwrap_or(open);
        // No paper comes before a child.
        let is_report = matches!(self.task, Task::ReportMonth(_));
        (
            !self.is_danger(),
            is_report,
            Reverse(self.late),
            due,
            self.due_at,
            self.class,
            rule.is_none(),
            rule,
            self.pupil(),
        )
    }
}

impl School {
    /// Everything owed at this moment, or what of it lies with one person: danger first, then what is late, the latest
    /// first, then by the day on which it is due.
    pub fn todo(&self, now: NaiveDateTime, who: Option<StaffId>) -> Vec<Todo> {
        let today = now.date();
        let flags = self.flags(today, Scope::School);
        let mut list: Vec<Todo> = flags.iter().flat_map(|flag| self.todo_of(flag, today)).collect();
        list.extend(self.illness_to_report(now));
        list.extend(self.statuses_to_finish(today));
        list.extend(self.returns_to_ask_about(today));
        list.extend(self.returns_missed(today));
        list.extend(self.exits_of_the_gone(today));
        list.extend(self.visits_to_give(today));
        list.extend(self.plans_to_review(today));
        list.extend(self.rolls_to_take(now));
        list.extend(self.to_answer(today));
        list.extend(self.groups_to_see_to(today));
        list.extend(self.entrants_to_trace(today));
        list.extend(self.months_to_report(today));
        list.retain(|todo| who.is_none_or(|who| todo.is_for(who)));
        list.sort_by_key(Todo::rank);
        list
    }

    /// The same as somebody may read it: of plans of pupils whom the reader has no need to know a line tells how many
    /// things there are, as it does of key groups.
    pub fn todo_seen(&self, now: NaiveDateTime, who: Option<StaffId>, reader: StaffId) -> Vec<Todo> {
        let today = now.date();
        let (mut list, hidden): (Vec<Todo>, Vec<Todo>) =
            self.todo(now, who).into_iter().partition(|todo| self.may_read_todo(reader, &todo.task, today));
        let mut counted: Vec<Todo> = Vec::new();
        for todo in hidden {
            let same = counted.iter_mut().find(|it| (it.class, &it.who) == (todo.class, &todo.who));
            let Some(Todo { task: Task::SeeToPlans { things }, since, due, late, .. }) = same else {
                counted.push(Todo { task: Task::SeeToPlans { things: 1 }, ..todo });
                continue;
            };
            *things += 1;
            *since = (*since).min(todo.since);
            *due = [*due, todo.due].into_iter().flatten().min();
            *late = (*late).max(todo.late);
        }
        list.extend(counted);
        list.sort_by_key(Todo::rank);
        list
    }

    /// Whether somebody may read of whom a thing is: of plans whoever may see one of them.
    fn may_read_todo(&self, reader: StaffId, task: &Task, today: NaiveDate) -> bool {
        let (pupil, of) = match task {
            Task::Teach { pupil, .. } => (*pupil, PlanKind::HomeTeaching),
            Task::ReviewPlan { pupil, kind } => (*pupil, *kind),
            Task::RecordHelp { pupil } => (*pupil, PlanKind::Learning),
            _ => return true,
        };
        let mut open = self.plans_of(pupil).filter(|plan| plan.record.kind == of && plan.record.closing.is_none());
        open.any(|plan| self.may_see_plan(reader, plan, today)) || self.may_see_need_of(reader, pupil, today)
    }

    /// What is to be done about one pupil.
    fn todo_of(&self, flag: &Flag, today: NaiveDate) -> Vec<Todo> {
        let (pupil, class) = (flag.pupil, flag.class);
        let owed = flag.owed.iter().map(|owed| {
            let mut todo = self.lying_with(owed.who, Task::Owed { pupil, owed: *owed }, class, owed.since, today);
            if todo.is_danger() {
                // Whoever of them reads it first calls.
                let homeroom = self.holders(Role::Homeroom, class, today).into_iter().map(|staff| staff.id);
                let more: Vec<StaffId> = homeroom.filter(|id| !todo.who.contains(id)).collect();
                todo.who.extend(more);
            }
            Todo { due: owed.due, due_at: owed.due_at, late: owed.late, ..todo }
        });
        let case = flag.case.as_ref().filter(|case| case.is_open());
        owed.chain(case.and_then(|case| self.exit_to_confirm(case, class, today))).collect()
    }

    /// The exit that an open case proposes.
    fn exit_to_confirm(&self, case: &Case, class: Class, today: NaiveDate) -> Option<Todo> {
        let exit = case.proposes?;
        let since = case.returned.or(case.last_missed).unwrap_or(case.opened);
        // Of those who may close it, it is left to the one nearest to the pupil.
        let role = *exit.closers(case.stage).first()?;
        Some(self.lying_with(role, Task::ConfirmExit { pupil: case.pupil, exit }, class, since, today))
    }

    /// The clusters of illness that nobody has reported yet.
    fn illness_to_report(&self, now: NaiveDateTime) -> impl Iterator<Item = Todo> {
        self.clusters(now, Scope::School).into_iter().filter_map(move |cluster| {
            let (owed, class) = (cluster.owed?, *cluster.classes.first()?);
            let task = Task::ReportIllness { class, symptom: cluster.symptom, pupils: cluster.pupils.len() };
            Some(Todo {
                due: owed.due,
                due_at: owed.due_at,
                late: owed.late,
                ..self.lying_with(owed.who, task, class, owed.since, now.date())
            })
        })
    }

    /// Changes of status that are not in effect yet: the registrar's, within the time that either side has.
    fn statuses_to_finish(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        let pending = self.statuses.iter().map(|status| &status.record).filter(|record| !record.is_in_effect());
        pending.filter_map(move |record| {
            let (pupil, kind, since) = (record.pupil, record.kind, record.applied_on);
            let class = self.last_class(pupil, today).or(record.class)?;
            let task = Task::FinishStatus { pupil, kind, lacks: record.lacks().len() };
            let (due, late) = self.settled_by(record, today);
            Some(Todo { due, late, ..self.lying_with(Role::Registrar, task, class, since, today) })
        })
    }

    /// Suspensions and deferrals that come to their end: asked about before it, once and again, so that the child is not
    /// forgotten. Whoever was reached since has been asked; what was applied for stands on the list by itself; once it
    /// has ended the child is missing, whoever was asked.
    fn returns_to_ask_about(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        let before = |until: NaiveDate, days: u16| until.checked_sub_days(Days::new(days.into())).unwrap_or(until);
        self.ending(today, Days::new(self.limits.ask_before.into())).filter_map(move |ends| {
            let (pupil, until) = (ends.pupil.id, ends.until);
            let class = self.last_class(pupil, today).or(self.stand(pupil, today)?.by.and_then(|by| by.class))?;
            let [first, again] = [self.limits.ask_before, self.limits.ask_again].map(|days| before(until, days));
            let (since, due) = if today < again { (first, again) } else { (again, until) };
            let reached =
                |contact: &Contact| contact.record.reached == Reached::Yes && contact.record.at.date() >= since;
            let is_asked = today <= until && self.contacts_of(pupil).iter().any(reached);
            if is_asked || self.pending_of(pupil).next().is_some() {
                return None;
            }
            let task = Task::AskAboutReturn { pupil, from: ends.kind, until };
            let late = self.calendar.school_days_late(until, today, Some(class.grade));
            Some(Todo { due: Some(due), late, ..self.lying_with(Role::Registrar, task, class, since, today) })
        })
    }

    /// R14 of a suspension that is over: who is not back at the first session after it is asked for the same day, by the
    /// homeroom teacher (domain handbook 2.4). The pupil comes onto the roll again by the return (复学) alone.
    fn returns_missed(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        let rung = self.policy.rung(Rule::R14, today);
        let over = self.ending(today, Days::new(0)).filter(|ends| ends.kind == StatusKind::Suspend);
        over.filter_map(move |ends| {
            let (rung, pupil) = (rung?, ends.pupil.id);
            let class = self.last_class(pupil, today)?;
            let since = self.calendar.school_day_after(ends.until, 1, Some(class.grade)).filter(|on| *on <= today)?;
            if self.spoken(pupil, since, today).next().is_some() {
                return None;
            }
            let due = self.calendar.school_day_after(since, rung.within.school_days(), Some(class.grade));
            let late = due.map_or(0, |due| self.calendar.school_days_late(due, today, Some(class.grade)));
            let (rule, what, who) = (Rule::R14, rung.action, rung.owes);
            let owed = Owed { rule, what, who, since, due, due_at: None, late };
            let todo = self.lying_with(who, Task::Owed { pupil, owed }, class, since, today);
            Some(Todo { due, late, ..todo })
        })
    }

    /// 结案 of cases whose pupil is in no class any more, so that no flag speaks of them: a transfer, a suspension or a
    /// death has ended the absence, and somebody is still to say so.
    fn exits_of_the_gone(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        let gone = self.pupils.iter().filter(move |pupil| pupil.class(today).is_none());
        gone.filter_map(move |pupil| {
            let case = self.case(pupil.id, today).filter(Case::is_open)?;
            self.exit_to_confirm(&case, self.last_class(pupil.id, today)?, today)
        })
    }

    /// Visits owed to children who are taught at home: the plan's owner's. What the months or weeks before owed is late
    /// since their end: a missing visit is the child's absence.
    fn visits_to_give(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        self.plans.iter().filter_map(move |plan| {
            let owed = self.visits_to_do(plan, today)?;
            let pupil = plan.record.pupil;
            let task = Task::Teach { pupil, missing: owed.now.missing(), behind: owed.behind, counted: owed.unit };
            let over = owed.since.pred_opt().filter(|_| owed.behind > 0);
            let todo = self.lying_with_owner(plan, task, over.unwrap_or(owed.since), today)?;
            let late =
                over.map_or(0, |day| self.calendar.school_days_late(day, today, todo.class.map(|class| class.grade)));
            Some(Todo { due: over.or(owed.due), late, ..todo })
        })
    }

    /// Plans to look over again: their owners'.
    fn plans_to_review(&self, today: NaiveDate) -> impl Iterator<Item = Todo> {
        self.reviews_to_do(today).filter_map(move |(plan, since, due)| {
            let task = Task::ReviewPlan { pupil: plan.record.pupil, kind: plan.record.kind };
            let todo = self.lying_with_owner(plan, task, since, today)?;
            let late = self.calendar.school_days_late(due, today, todo.class.map(|class| class.grade));
            Some(Todo { due: Some(due), late, ..todo })
        })
    }

    /// A line that lies with the owner of a plan; with the homeroom teacher where the owner has left.
    pub(super) fn lying_with_owner(&self, plan: &Plan, task: Task, since: NaiveDate, today: NaiveDate) -> Option<Todo> {
        let class = self.last_class(plan.record.pupil, today)?;
        let todo = self.lying_with(Role::Homeroom, task, class, since, today);
        let owner = plan.record.owner;
        let is_here = self.staff(owner).is_some_and(|owner| owner.record.is_here(today));
        let holds = |role: &Role| self.holds(owner, *role, class, today);
        let role = std::iter::once(Role::Homeroom).chain(Role::ALL).find(holds).unwrap_or(todo.role);
        Some(if is_here { Todo { who: vec![owner], role, ..todo } } else { todo })
    }

    /// Whether a thing lies with somebody by the role that it names; a plan may be owned by a teacher without a post.
    pub fn lies_by_role(&self, todo: &Todo, today: NaiveDate) -> bool {
        let is_of_plan = matches!(
            todo.task,
            Task::Teach { .. } | Task::ReviewPlan { .. } | Task::RecordHelp { .. } | Task::SeeToPlans { .. }
        );
        let holds = |who: &StaffId| todo.class.is_some_and(|class| self.holds(*who, todo.role, class, today));
        !is_of_plan || todo.who.iter().all(holds)
    }

    /// The missing rolls, a line a class: its homeroom teacher's.
    fn rolls_to_take(&self, now: NaiveDateTime) -> Vec<Todo> {
        let today = now.date();
        let gaps = self.gaps(now, Scope::School);
        let of_class = |rolls: &[RollKey]| {
            let first = rolls.first()?;
            let (class, since) = (first.class, first.date);
            let task = Task::TakeRoll { first: *first, missing: rolls.len() };
            Some(Todo {
                due: Some(since),
                late: self.calendar.school_days_late(since, today, Some(class.grade)),
                ..self.lying_with(Role::Homeroom, task, class, since, today)
            })
        };
        gaps.chunk_by(|a, b| a.class == b.class).filter_map(of_class).collect()
    }

    /// The open questions of the grade lead: each is the homeroom teacher's.
    fn to_answer(&self, today: NaiveDate) -> Vec<Todo> {
        let line = |question: Question| {
            let (class, since) = (self.last_class(question.pupil, today)?, question.at.date());
            Some(self.lying_with(Role::Homeroom, Task::Answer(question), class, since, today))
        };
        self.questions(today).into_iter().filter_map(line).collect()
    }

    /// The monthly reports that are to be signed or sent (R18).
    fn months_to_report(&self, today: NaiveDate) -> Vec<Todo> {
        let owes = self.policy.rung(Rule::R18, today).map(|rung| rung.owes);
        let line = |owing: Owing| {
            let since = self.report_asked_since(owing.month);
            let late = self.calendar.school_days_late(owing.due, today, None);
            let todo = self.lying_with(owes?, Task::ReportMonth(owing), None, since, today);
            Some(Todo { due: Some(owing.due), late, ..todo })
        };
        self.reports_owed(today).into_iter().filter_map(line).collect()
    }

    /// A line that lies with whoever holds a role for a class; nothing sets a day for it yet.
    pub(super) fn lying_with(
        &self,
        role: Role,
        task: Task,
        class: impl Into<Option<Class>>,
        since: NaiveDate,
        today: NaiveDate,
    ) -> Todo {
        let class = class.into();
        let who = self.holders(role, class, today).iter().map(|staff| staff.id).collect();
        Todo { task, class, role, who, since, due: None, due_at: None, late: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Grade;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{class_of, date, roll};
    use crate::domain::mark::Mark;
    use crate::domain::people::{Post, Staff, StaffRecord};
    use crate::domain::review::{Review, ReviewRecord, Week};
    use crate::domain::roll::SessionCode;
    use crate::domain::visit::{Outcome, Visit, VisitRecord};
    use proptest::prelude::*;
    use uuid::Uuid;

    const DAYS: [&str; 6] = ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-11", "2025-09-12", "2025-09-15"];
    const MARKS: [Option<Mark>; 4] = [None, Some(Mark::Unknown), Some(Mark::Truant), Some(Mark::Sick)];

    fn staff(id: u128, posts: &[Post]) -> Staff {
        let record = StaffRecord { name: format!("老师{id}"), posts: posts.iter().copied().collect(), until: None };
        Staff { id: StaffId(Uuid::from_u128(id)), record }
    }

    /// Rolls of one class, pupils by sessions, with nobody or somebody in the posts.
    fn school(marks: &[Vec<usize>], posts: &[Option<Post>]) -> School {
        let (mut books, class) = class_of(marks.len() as u128);
        let sessions = DAYS.iter().flat_map(|day| [(*day, SessionCode::AM), (*day, SessionCode::PM)]);
        for (at, (day, session)) in sessions.enumerate() {
            let away = books.pupils.iter().zip(marks).filter_map(|(pupil, marks)| Some((pupil.id, MARKS[marks[at]]?)));
            let away: Vec<(PupilId, Mark)> = away.collect();
            books.rolls.push(roll(class, day, session, &away, EntryId::NEW));
        }
        books.staff = posts.iter().zip(1..).map(|(post, id)| staff(id, post.as_slice())).collect();
        School::from_books(books)
    }

    fn post() -> impl Strategy<Value = Option<Post>> {
        let (_, class) = class_of(1);
        let other = Grade::new(8).unwrap();
        proptest::sample::select(vec![
            None,
            Some(Post::Homeroom(class)),
            Some(Post::GradeLead(class.grade)),
            Some(Post::GradeLead(other)),
            Some(Post::Affairs),
            Some(Post::Leadership),
            Some(Post::Registrar),
        ])
    }

    proptest! {
        #[test]
        fn everything_owed_is_on_somebodys_list(
            marks in prop::collection::vec(prop::collection::vec(0..MARKS.len(), 2 * DAYS.len()), 1..4),
            posts in prop::collection::vec(post(), 1..5),
            day in 0..DAYS.len(),
        ) {
            let school = school(&marks, &posts);
            let today = date(DAYS[day]);
            let now = today.and_hms_opt(17, 0, 0).unwrap();
            let mine: Vec<Todo> = school.staff.iter().flat_map(|staff| school.todo(now, Some(staff.id))).collect();
            for flag in school.flags(today, Scope::School) {
                for owed in &flag.owed {
                    let task = Task::Owed { pupil: flag.pupil, owed: *owed };
                    prop_assert!(mine.iter().any(|todo| todo.task == task), "{owed:?}");
                }
            }
            let all = school.todo(now, None);
            for todo in &all {
                prop_assert!(!todo.who.is_empty());
                prop_assert!(mine.contains(todo));
            }
            prop_assert!(all.is_sorted_by_key(|todo| (!todo.is_danger(), Reverse(todo.late))));
        }
    }

    #[test]
    fn each_sees_what_is_owed_by_the_own_role() {
        let (_, class) = class_of(1);
        let posts = [None, Some(Post::Homeroom(class)), Some(Post::Affairs), Some(Post::Leadership)];
        let school = school(&[vec![2; 12]], &posts);
        let now = date("2025-09-10").and_hms_opt(17, 0, 0).unwrap();
        let rules = |who: usize| -> Vec<Rule> {
            let list = school.todo(now, Some(school.staff[who].id));
            let rule = |todo: &Todo| match &todo.task {
                Task::Owed { owed, .. } => Some(owed.rule),
                _ => None,
            };
            list.iter().filter_map(rule).collect()
        };
        assert!(rules(0).is_empty(), "every role on this list is held by somebody");
        assert!(rules(1).contains(&Rule::R2) && !rules(1).contains(&Rule::R4));
        assert!(rules(2).contains(&Rule::R4) && rules(2).contains(&Rule::R5));
        assert!(rules(3).is_empty(), "no notice has been issued yet");
    }

    #[test]
    fn a_question_of_the_grade_lead_is_the_homeroom_teachers_until_something_is_recorded() {
        let (_, class) = class_of(1);
        let posts = [Some(Post::GradeLead(class.grade)), Some(Post::Homeroom(class))];
        let mut school = school(&[vec![0; 12]], &posts);
        let (lead, teacher, pupil) = (school.staff[0].id, school.staff[1].id, school.pupils[0].id);
        let at = date("2025-09-15").and_hms_opt(15, 0, 0).unwrap();
        let record = ReviewRecord::Asked { question: "家访了吗？".into() };
        school.reviews.push(Review { week: Week::of(at.date()), pupil, record, by: lead, at });
        let now = date("2025-09-15").and_hms_opt(17, 0, 0).unwrap();
        let [todo] = &school.todo(now, Some(teacher))[..] else { panic!("{:?}", school.todo(now, None)) };
        assert!(matches!(&todo.task, Task::Answer(question) if question.question == "家访了吗？"), "{todo:?}");
        assert_eq!((todo.pupil(), todo.role, todo.since, todo.late), (Some(pupil), Role::Homeroom, at.date(), 0));
        assert!(school.todo(now, Some(lead)).is_empty());
        let record = VisitRecord {
            pupil,
            at: now,
            who: "陈老师、李老师".into(),
            met: "奶奶".into(),
            outcome: Outcome::MetOther,
            place: String::new(),
            found: "在家".into(),
            agreed: String::new(),
            returns: None,
            next: String::new(),
            attachments: Vec::new(),
        };
        school.visits.push(Visit { id: crate::domain::ids::VisitId(Uuid::from_u128(1)), record, recorded_by: teacher });
        assert!(school.todo(now, None).is_empty());
    }

    #[test]
    fn a_pupil_who_is_back_waits_to_be_confirmed_and_a_missing_roll_to_be_taken() {
        let mut marks = vec![2; 4];
        marks.extend(vec![0; 8]);
        let (_, class) = class_of(1);
        let school = school(&[marks], &[None, Some(Post::Homeroom(class))]);
        let now = date("2025-09-16").and_hms_opt(17, 0, 0).unwrap();
        let list = school.todo(now, Some(school.staff[1].id));
        assert!(list.iter().any(|todo| matches!(todo.task, Task::ConfirmExit { exit: Exit::E1, .. })), "{list:?}");
        let missing: Vec<&Todo> = list.iter().filter(|todo| matches!(todo.task, Task::TakeRoll { .. })).collect();
        let [missing] = missing[..] else { panic!("{list:?}") };
        assert!(matches!(missing.task, Task::TakeRoll { first, missing: 2 } if first.date == date("2025-09-16")));
        assert!(school.todo(now, Some(school.staff[0].id)).is_empty());
    }
}
