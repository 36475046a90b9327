//! `baoxue staff`: the people of the school and their posts.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use super::scope;
use crate::desk::{self, Desk, Problem};
use crate::domain::class::Class;
use crate::domain::entry::Why;
use crate::domain::people::{Post, Role, Staff};
use crate::domain::year::Tenure;
use crate::words::Words;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// The people of the school, with their posts
    List(ListArgs),
    /// Enter somebody, or give a further post to somebody who is there
    Add(AddArgs),
    /// Somebody leaves the school, or with --role lays down a post
    End(EndArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// Whose post it is
    name: String,
    /// In which role; without one a teacher who holds no post
    #[arg(long, value_parser = coded(&Role::ALL, Role::code))]
    role: Option<Role>,
    /// Of which class: asked of a homeroom teacher
    #[arg(long, value_name = "CLASS", required_if_eq("role", "homeroom"))]
    class: Option<String>,
    /// Of which grade: asked of a grade lead
    #[arg(long, value_name = "GRADE", required_if_eq("role", "grade-lead"))]
    grade: Option<String>,
}

#[derive(Debug, Args)]
pub struct EndArgs {
    /// Who leaves, or lays down a post
    name: String,
    /// The last day at the school; without it today
    #[arg(long, value_name = "DATE", conflicts_with = "role")]
    on: Option<NaiveDate>,
    /// Only the posts of this role, from now on
    #[arg(long, value_parser = coded(&Role::ALL, Role::code))]
    role: Option<Role>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    /// Of the posts that are held today.
    roles: Vec<Role>,
    /// Held today; each with its last day, where a turn of the year that is still to come ends it.
    posts: Vec<PostRow>,
    /// Not held yet: each with the day from which it will be.
    coming: Vec<PostRow>,
    /// Roles that nobody was given, and that this person therefore holds too.
    stands_in_for: Vec<Role>,
    until: Option<NaiveDate>,
    #[serde(skip)]
    tenures: Vec<Tenure>,
}

#[derive(Serialize)]
struct PostRow {
    role: Role,
    class: Option<String>,
    grade: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

impl PostRow {
    fn of(tenure: &Tenure) -> PostRow {
        let Tenure { post, from, until } = *tenure;
        let (class, grade) = match post {
            Post::Homeroom(class) => (Some(class.to_string()), None),
            Post::GradeLead(grade) => (None, Some(grade.to_string())),
            Post::Affairs | Post::Leadership | Post::Registrar | Post::EpidemicReporter => (None, None),
        };
        PostRow { role: post.role(), class, grade, from, until }
    }
}

impl Row {
    fn of(desk: &Desk, staff: &Staff) -> Row {
        let (school, today, record) = (desk.school(), desk.today(), &staff.record);
        let tenures = school.tenures(staff, today);
        let (held, coming): (Vec<&Tenure>, Vec<&Tenure>) = tenures.iter().partition(|tenure| tenure.from.is_none());
        let mut roles: Vec<Role> = held.iter().map(|tenure| tenure.post.role()).collect();
        roles.dedup();
        let stands_in = school.stand_in(today).is_some_and(|first| first.id == staff.id);
        Row {
            name: record.name.clone(),
            roles,
            posts: held.into_iter().map(PostRow::of).collect(),
            coming: coming.into_iter().map(PostRow::of).collect(),
            stands_in_for: if stands_in { school.vacant_roles(today) } else { Vec::new() },
            until: record.until,
            tenures,
        }
    }

    fn cells(&self, words: &Words) -> Vec<String> {
        let say = &words.staff;
        let post = |tenure: &Tenure| (say.tenure)(&(words.domain.post)(tenure.post), tenure.from, tenure.until);
        let posts: Vec<String> = self.tenures.iter().map(post).collect();
        let mut notes: Vec<String> = self.until.map(say.until).into_iter().collect();
        if !self.stands_in_for.is_empty() {
            notes.push((say.stands_in)(&self.stands_in_for));
        }
        let posts = if posts.is_empty() { say.no_post.to_owned() } else { posts.join(say.between) };
        vec![self.name.clone(), posts, notes.join(say.between)]
    }
}

pub fn run(command: &StaffCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        StaffCommand::List(args) => list(args, desk, out),
        StaffCommand::Add(args) => add(args, desk, out),
        StaffCommand::End(args) => end(args, desk, out),
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let rows: Vec<Row> = desk.school().staff.iter().map(|staff| Row::of(desk, staff)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    out.table(&words.staff.headings, &rows.iter().map(|row| row.cells(words)).collect::<Vec<_>>())
}

fn add(args: &AddArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let name = desk::name_of_staff(&args.name)?;
    let post = args.role.map(|role| -> Result<Post, Problem> {
        Ok(match role {
            Role::Homeroom => Post::Homeroom(class(desk, args.class.as_deref().unwrap_or_default())?),
            Role::GradeLead => Post::GradeLead(scope::grade(args.grade.as_deref().unwrap_or_default())?),
            Role::Affairs => Post::Affairs,
            Role::Leadership => Post::Leadership,
            Role::Registrar => Post::Registrar,
            Role::EpidemicReporter => Post::EpidemicReporter,
        })
    });
    let post = post.transpose()?;
    let change = desk.school().appointed(name, post, desk.today());
    desk.commit(Why::SetStaff, vec![change])?;
    let (words, school) = (out.words, desk.school());
    let Some(post) = post else { return out.say((words.staff.is_listed)(name)) };
    // What is given while a turn of the year waits for its day is of the new year.
    let tenures = school.find_staff(name).map(|staff| school.tenures(staff, desk.today())).unwrap_or_default();
    let from = tenures.iter().find(|tenure| tenure.post == post).and_then(|tenure| tenure.from);
    let post = (words.domain.post)(post);
    out.say(match from {
        Some(from) => (words.staff.will_have_post)(name, &post, from),
        None => (words.staff.has_post)(name, &post),
    })
}

/// A class of the school; before there are pupils any that can be one.
fn class(desk: &Desk, asked: &str) -> Result<Class, Problem> {
    match asked.parse() {
        Ok(class) if desk.school().pupils.is_empty() => Ok(class),
        _ => scope::class(desk, asked),
    }
}

fn end(args: &EndArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let staff = desk.find_staff(&args.name)?;
    let name = staff.record.name.clone();
    let words = out.words;
    let (change, said) = match args.role {
        Some(role) => {
            let nothing = || Problem::NoSuchPost { name: name.clone(), role };
            (staff.lays_down(role).ok_or_else(nothing)?, (words.staff.laid_down)(&name, (words.domain.role)(role)))
        }
        None => {
            let until = args.on.unwrap_or(desk.today());
            (staff.leaves(until), (words.staff.leaves)(&name, until))
        }
    };
    desk.commit(Why::SetStaff, vec![change])?;
    out.say(said)
}
