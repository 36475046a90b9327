//! Whose rows a list shows: a class, its grade, the school; how a person goes from one to the other.

use super::context::Context;
use super::screens::find::{Finds, Found};
use crate::domain::class::{Class, Grade};
use crate::domain::flags::Scope;
use std::collections::BTreeSet;

/// My own class where there is one and `has_rows` finds something in it, else the school.
pub fn at_first(cx: &Context, has_rows: impl FnOnce(Scope) -> bool) -> Scope {
    cx.class.map(Scope::Class).filter(|scope| has_rows(*scope)).unwrap_or(Scope::School)
}

/// The next wider one; after the school comes my own class, or where I have none that of the row in sight.
pub fn next(scope: Scope, cx: &Context, in_sight: Option<Class>) -> Scope {
    match scope {
        Scope::Class(class) => Scope::Grade(class.grade),
        Scope::Grade(_) => Scope::School,
        Scope::School => cx.class.or(in_sight).map_or(Scope::School, Scope::Class),
    }
}

pub fn name(scope: Scope, cx: &Context) -> String {
    match scope {
        Scope::School => cx.words.tui.whole_school.to_owned(),
        Scope::Grade(grade) => grade.to_string(),
        Scope::Class(class) => class.to_string(),
    }
}

/// Every scope that one can pick: the school, its grades, its classes.
pub fn all(cx: &Context) -> Vec<Scope> {
    let classes = cx.school.classes(cx.today);
    let grades: BTreeSet<Grade> = classes.iter().map(|class| class.grade).collect();
    let grades = grades.into_iter().map(Scope::Grade);
    [Scope::School].into_iter().chain(grades).chain(classes.into_iter().map(Scope::Class)).collect()
}

/// The question which of them; it is answered with a place in the list.
pub fn question(scopes: &[Scope], cx: &Context) -> Finds {
    let row = |scope: &Scope| {
        let teacher = match scope {
            Scope::Class(class) => {
                cx.school.homeroom_teacher_on(*class, cx.today).map(|staff| staff.record.name.clone())
            }
            Scope::School | Scope::Grade(_) => None,
        };
        Found { name: name(*scope, cx), detail: teacher.unwrap_or_default(), does: None }
    };
    Finds { title: cx.words.keys.pick_scope.to_owned(), rows: scopes.iter().map(row).collect(), text: String::new() }
}
