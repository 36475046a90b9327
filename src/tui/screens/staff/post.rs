//! A person's post: a new one, or another in the place of one that is held.

use super::super::Route;
use super::PostOf;
use crate::domain::class::{Class, Grade};
use crate::domain::entry::{Change, Why};
use crate::domain::people::{Post, Role, StaffRecord};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct PostForm {
    /// The post that is changed; none for a new one.
    of: Option<PostOf>,
}

const NAME: usize = 0;
const ROLE: usize = 1;
const CLASS: usize = 2;
const GRADE: usize = 3;

/// Characters of a name; of a class or a grade.
const LONGEST: usize = StaffRecord::LONGEST_NAME;
const SHORT: usize = 16;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 9;

impl PostForm {
    /// The chosen role; none for somebody without a post.
    fn role(form: &Form) -> Option<Role> {
        form.chosen(ROLE).and_then(|at| Role::ALL.get(at)).copied()
    }

    /// The post as typed, or which field is wrong and why.
    fn post(form: &Form, cx: &Context) -> Result<Option<Post>, Fault> {
        let words = &cx.words.staff;
        Ok(match Self::role(form) {
            None => None,
            Some(Role::Homeroom) => {
                let class = form.text(CLASS).trim().parse::<Class>().ok();
                let known = class.filter(|class| cx.school.pupils.is_empty() || cx.school.knows_class(*class));
                Some(Post::Homeroom(known.ok_or((CLASS, words.no_such_class.to_owned()))?))
            }
            Some(Role::GradeLead) => {
                let typed = form.text(GRADE).trim();
                let grade = typed.parse::<u8>().ok().and_then(Grade::new).or_else(|| typed.parse().ok());
                Some(Post::GradeLead(grade.ok_or((GRADE, words.no_such_grade.to_owned()))?))
            }
            Some(Role::Affairs) => Some(Post::Affairs),
            Some(Role::Leadership) => Some(Post::Leadership),
            Some(Role::Registrar) => Some(Post::Registrar),
            Some(Role::EpidemicReporter) => Some(Post::EpidemicReporter),
        })
    }

    fn change(&self, form: &Form, cx: &Context) -> Result<Change, Fault> {
        let words = &cx.words.staff;
        let name = form.text(NAME).trim();
        if name.is_empty() {
            return Err((NAME, words.say_name.to_owned()));
        }
        let post = Self::post(form, cx)?;
        let Some((who, former)) = self.of else { return Ok(cx.school.appointed(name, post, cx.today)) };
        if cx.school.find_staff(name).is_some_and(|other| other.id != who) {
            return Err((NAME, words.name_taken.to_owned()));
        }
        let mut record = match cx.school.staff(who) {
            Some(staff) => staff.record.clone(),
            None => StaffRecord::new(name, None),
        };
        name.clone_into(&mut record.name);
        record.posts.retain(|held| Some(*held) != former);
        record.posts.extend(post);
        Ok(Change::Staff { id: who, to: Some(record) })
    }
}

impl Entry for PostForm {
    const NAME: &'static str = "post";
    const TITLE: Says = |words| words.staff.form_change;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::Post(of) = *route else { return None };
        let words = &cx.words.staff;
        let staff = of.and_then(|(who, _)| cx.school.staff(who));
        if of.is_some() && staff.is_none() {
            return None;
        }
        let post = of.and_then(|(_, post)| post);
        let mut roles: Vec<String> = Role::ALL.iter().map(|role| (cx.words.domain.role)(*role).to_owned()).collect();
        let none = roles.len();
        roles.push(words.no_role.to_owned());
        let at = post.map_or(of.map_or(0, |_| none), |post| {
            Role::ALL.iter().position(|role| *role == post.role()).unwrap_or(none)
        });
        let (class, grade) = match post {
            Some(Post::Homeroom(class)) => (class.to_string(), String::new()),
            Some(Post::GradeLead(grade)) => (String::new(), grade.to_string()),
            _ => Default::default(),
        };
        let form = Form::new(vec![
            Field::text(words.name, words.name_hint, LONGEST)
                .with(staff.map_or("", |staff| staff.record.name.as_str())),
            Field::choice(words.role, words.role_hint, roles, Some(at)),
            Field::text(words.class, words.class_hint, SHORT).with(&class),
            Field::text(words.grade, words.grade_hint, SHORT).with(&grade),
        ]);
        Some((PostForm { of }, form))
    }

    /// Class and grade are asked only of whose role they belong to.
    fn settle(&mut self, form: &mut Form, _cx: &Context) {
        let role = Self::role(form);
        for (field, of) in [(CLASS, Role::Homeroom), (GRADE, Role::GradeLead)] {
            if let Some(field) = form.get_mut(field) {
                field.hidden = role != Some(of);
            }
        }
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let change = self.change(form, cx)?;
        Ok(Effect::Commit { why: Why::SetStaff, changes: vec![change] })
    }

    fn said(&self, form: &Form, cx: &Context) -> String {
        (cx.words.staff.saved)(form.text(NAME).trim())
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.staff;
        let title = if self.of.is_some() { words.form_change } else { words.form_add };
        let inside = popup::frame(buf, area, cx.theme, title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}
