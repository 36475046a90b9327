//! Which class, grade or session a command is about.

use crate::desk::{Desk, Problem};
use crate::domain::class::{Class, Grade};
use crate::domain::flags::Scope;
use crate::domain::roll::SessionCode;
use clap::Args;

#[derive(Debug, Args)]
pub struct ScopeArgs {
    /// Only this grade, such as 七年级 or 7
    #[arg(long, value_name = "GRADE", conflicts_with = "class")]
    grade: Option<String>,
    /// Only this class, such as 七年级(3)班 or 7.3
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
}

impl ScopeArgs {
    pub fn read(&self, desk: &Desk) -> Result<Scope, Problem> {
        match (&self.class, &self.grade) {
            (Some(asked), _) => class(desk, asked).map(Scope::Class),
            (None, Some(asked)) => grade(asked).map(Scope::Grade),
            (None, None) => Ok(Scope::School),
        }
    }
}

pub fn class(desk: &Desk, asked: &str) -> Result<Class, Problem> {
    let unknown = || Problem::UnknownClass { asked: asked.to_owned(), known: desk.school().classes(desk.today()) };
    desk.school().find_class(asked).ok_or_else(unknown)
}

pub fn grade(asked: &str) -> Result<Grade, Problem> {
    let by_number = asked.trim().parse::<u8>().ok().and_then(Grade::new);
    by_number.or_else(|| asked.parse().ok()).ok_or_else(|| Problem::UnknownGrade { asked: asked.to_owned() })
}

pub fn session(desk: &Desk, asked: &str) -> Result<SessionCode, Problem> {
    let school = desk.school();
    school.find_session(asked).ok_or_else(|| Problem::UnknownSession {
        asked: asked.to_owned(),
        known: school.sessions.iter().map(|session| session.name.clone()).collect(),
    })
}
