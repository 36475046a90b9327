//! Who takes and who lays down a post (任职): what is recorded of it.

use super::entry::Change;
use super::ids::StaffId;
use super::people::{Post, Role, Staff, StaffRecord};
use super::school::School;
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl School {
    /// Somebody takes a post. Who is there has it beside the others; who had left is back with this one alone; a new
    /// name is a new person.
    pub fn appointed(&self, name: &str, post: Option<Post>, on: NaiveDate) -> Change {
        match self.find_staff(name) {
            Some(staff) => {
                let mut record = staff.record.clone();
                if !record.is_here(on) {
                    record.posts.clear();
                    record.until = None;
                }
                record.posts.extend(post);
                Change::Staff { id: staff.id, to: Some(record) }
            }
            None => {
                let posts = post.into_iter().collect();
                let record = StaffRecord { name: name.trim().to_owned(), posts, until: None };
                Change::Staff { id: StaffId::NEW, to: Some(record) }
            }
        }
    }
}

impl Staff {
    /// This person leaves the school after a day.
    pub fn leaves(&self, until: NaiveDate) -> Change {
        Change::Staff { id: self.id, to: Some(StaffRecord { until: Some(until), ..self.record.clone() }) }
    }

    /// This person lays down every post of a role; none where there is no such post.
    pub fn lays_down(&self, role: Role) -> Option<Change> {
        let kept: BTreeSet<Post> = self.record.posts.iter().copied().filter(|post| post.role() != role).collect();
        (kept != self.record.posts).then(|| self.with_posts(kept))
    }

    /// This person holds these posts and no others.
    pub fn with_posts(&self, posts: BTreeSet<Post>) -> Change {
        Change::Staff { id: self.id, to: Some(StaffRecord { posts, ..self.record.clone() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::{Class, Grade};
    use crate::domain::made_up::{class_of, date};
    use crate::domain::school::Books;
    use uuid::Uuid;

    fn staff(id: u128, name: &str, posts: &[Post]) -> Staff {
        let record = StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None };
        Staff { id: StaffId(Uuid::from_u128(id)), record }
    }

    fn school(staff: Vec<Staff>) -> (School, Class) {
        let (books, class) = class_of(1);
        (School::from_books(Books { staff, ..books }), class)
    }

    fn names(school: &School, role: Role, class: Class, on: &str) -> Vec<String> {
        school.holders(role, class, date(on)).iter().map(|staff| staff.record.name.clone()).collect()
    }

    fn posts_of(change: Change) -> (BTreeSet<Post>, Option<NaiveDate>) {
        let Change::Staff { to: Some(record), .. } = change else { panic!("{change:?}") };
        (record.posts, record.until)
    }

    /// Domain handbook Q17: roles collapse onto persons, one by one.
    #[test]
    fn with_nobody_entered_the_person_of_the_set_up_holds_every_role() {
        let (alone, class) = school(vec![staff(1, "陈老师", &[])]);
        for role in Role::ALL {
            assert_eq!(names(&alone, role, class, "2025-09-10"), ["陈老师"], "{role:?}");
        }
        assert_eq!(alone.vacant_roles(date("2025-09-10")), Role::ALL);
        let lead = staff(3, "李组长", &[Post::GradeLead(class.grade)]);
        let (three, class) = school(vec![staff(1, "陈老师", &[]), staff(2, "林校长", &[Post::Leadership]), lead]);
        for (role, holder) in [
            (Role::Leadership, "林校长"),
            (Role::GradeLead, "李组长"),
            (Role::Homeroom, "李组长"),
            (Role::Affairs, "陈老师"),
        ] {
            assert_eq!(names(&three, role, class, "2025-09-10"), [holder], "{role:?}");
        }
        let other = Class::new(Grade::new(8).unwrap(), 3).unwrap();
        assert_eq!(names(&three, Role::GradeLead, other, "2025-09-10"), ["陈老师"], "no lead of that grade");
    }

    /// The class without a homeroom teacher is not the matter of whoever happened to be entered first.
    #[test]
    fn a_vacant_homeroom_post_falls_to_the_grade_lead_then_to_affairs_then_to_the_leadership() {
        let (_, class) = class_of(1);
        let other = Grade::new(8).unwrap();
        let above = [Post::GradeLead(class.grade), Post::Affairs, Post::Leadership];
        let person = |(id, post): (u128, &Post)| staff(id, &format!("老师{id}"), &[*post]);
        for (nth, first) in ["老师3", "老师4", "老师5"].into_iter().enumerate() {
            let mut all = vec![staff(1, "陈老师", &[Post::Registrar]), staff(2, "吴组长", &[Post::GradeLead(other)])];
            all.extend((3..).zip(&above).skip(nth).map(person));
            let (school, class) = school(all);
            assert_eq!(names(&school, Role::Homeroom, class, "2025-09-10"), [first]);
            assert!(school.holds(StaffId(Uuid::from_u128(3 + nth as u128)), Role::Homeroom, class, date("2025-09-10")));
        }
        let (nobody, class) = school(vec![staff(1, "陈老师", &[Post::Registrar])]);
        assert_eq!(names(&nobody, Role::Homeroom, class, "2025-09-10"), ["陈老师"], "the person of the set-up");
    }

    #[test]
    fn who_has_left_holds_nothing_and_does_not_stand_in() {
        let mut first = staff(1, "陈老师", &[]);
        first.record.until = Some(date("2025-09-30"));
        let (school, class) = school(vec![first, staff(2, "王老师", &[])]);
        assert_eq!(names(&school, Role::Affairs, class, "2025-09-30"), ["陈老师"]);
        assert_eq!(names(&school, Role::Affairs, class, "2025-10-01"), ["王老师"]);
    }

    #[test]
    fn a_post_is_taken_beside_others_and_laid_down_by_its_role() {
        let (school, class) = school(vec![staff(1, "陈老师", &[Post::Affairs])]);
        let on = date("2025-09-10");
        let (posts, _) = posts_of(school.appointed("陈老师", Some(Post::Homeroom(class)), on));
        assert_eq!(posts, BTreeSet::from([Post::Homeroom(class), Post::Affairs]));
        assert!(matches!(school.appointed("新老师", None, on), Change::Staff { id, .. } if id.is_new()));
        let chen = &school.staff[0];
        assert_eq!(chen.lays_down(Role::Leadership), None);
        assert_eq!(posts_of(chen.lays_down(Role::Affairs).unwrap()), (BTreeSet::new(), None));
        let gone = Staff { record: StaffRecord { until: Some(on), ..chen.record.clone() }, ..chen.clone() };
        let (school, _) = self::school(vec![gone]);
        let back = school.appointed("陈老师", Some(Post::Leadership), date("2025-11-01"));
        assert_eq!(posts_of(back), (BTreeSet::from([Post::Leadership]), None));
    }
}
