//! What was answered so far, and what the answers come to. An empty answer is its default.

use crate::desk::NewSchool;
use crate::domain::calendar::Term;
use crate::domain::class::Class;
use crate::domain::roll::Session;
use crate::domain::usual;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::rows::Rows;
use crate::words::{Lang, Words};
use chrono::{NaiveDate, TimeDelta};

/// The languages to choose from, each by its own name.
pub const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, "中文"), (Lang::En, "English")];

/// No term is longer, in days.
const LONGEST_TERM: i64 = 300;

/// Shorter passphrases are called so, in characters.
const SHORT: usize = 8;

/// Characters of a name, of a passphrase, of a date.
const NAME: usize = 40;
const SECRET: usize = 128;
const DATE: usize = 12;

/// The questions in their order; the last is whether all of it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Language,
    Passphrase,
    Again,
    School,
    FirstDay,
    LastDay,
    Sessions,
    Person,
    Class,
    Summary,
}

impl Question {
    pub const ALL: [Question; 10] = [
        Question::Language,
        Question::Passphrase,
        Question::Again,
        Question::School,
        Question::FirstDay,
        Question::LastDay,
        Question::Sessions,
        Question::Person,
        Question::Class,
        Question::Summary,
    ];

    /// Pages, the summary among them.
    pub const PAGES: usize = 8;

    /// The page on which it stands, from 1: a passphrase and its repetition share one, so do the days of a term.
    pub fn page(self) -> usize {
        match self {
            Question::Language => 1,
            Question::Passphrase | Question::Again => 2,
            Question::School => 3,
            Question::FirstDay | Question::LastDay => 4,
            Question::Sessions => 5,
            Question::Person => 6,
            Question::Class => 7,
            Question::Summary => 8,
        }
    }

    /// The questions of a page.
    pub fn on_page(page: usize) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |question| question.page() == page)
    }

    /// Whether only a school is asked: a bureau has neither terms nor classes.
    fn is_of_a_school(self) -> bool {
        matches!(self, Question::FirstDay | Question::LastDay | Question::Sessions | Question::Class)
    }
}

/// No `Debug`: the passphrase is in it.
pub struct Answers {
    pub language: Rows,
    pub passphrase: Input,
    again: Input,
    school: Input,
    first_day: Input,
    last_day: Input,
    sessions: Rows,
    person: Input,
    class: Input,
}

impl Answers {
    pub fn new(lang: Lang) -> Answers {
        let text = |limit| Input::new(Kind::Text, limit);
        let plain = |limit| Input::new(Kind::Plain, limit);
        let mut language = Rows::new(LANGUAGES.len());
        language.go(LANGUAGES.iter().position(|(known, _)| *known == lang).unwrap_or(0));
        Answers {
            language,
            passphrase: Input::new(Kind::Secret, SECRET),
            again: Input::new(Kind::Secret, SECRET),
            school: text(NAME),
            first_day: plain(DATE),
            last_day: plain(DATE),
            sessions: Rows::new(usual::days().len()),
            person: text(NAME),
            class: plain(NAME),
        }
    }

    /// Whether the books are those of a district's bureau (教育局), by its name: no school is called so.
    pub fn is_bureau(&self) -> bool {
        let name = self.school.text().trim();
        name.ends_with('局') || name.to_lowercase().ends_with("bureau")
    }

    /// Whether a question is asked, as the answers stand.
    pub fn asks(&self, question: Question) -> bool {
        !(self.is_bureau() && question.is_of_a_school())
    }

    pub fn after(&self, question: Question) -> Option<Question> {
        Question::ALL.into_iter().skip(question as usize + 1).find(|question| self.asks(*question))
    }

    pub fn before(&self, question: Question) -> Option<Question> {
        Question::ALL.into_iter().take(question as usize).rfind(|question| self.asks(*question))
    }

    /// The field of a question that is answered in writing.
    pub fn field(&self, question: Question) -> Option<&Input> {
        Some(match question {
            Question::Passphrase => &self.passphrase,
            Question::Again => &self.again,
            Question::School => &self.school,
            Question::FirstDay => &self.first_day,
            Question::LastDay => &self.last_day,
            Question::Person => &self.person,
            Question::Class => &self.class,
            Question::Language | Question::Sessions | Question::Summary => return None,
        })
    }

    pub fn passphrases_differ(&self) -> bool {
        self.again.text() != self.passphrase.text()
    }

    /// Both readings of the passphrase are to be typed anew.
    pub fn forget_passphrase(&mut self) {
        self.passphrase.set("");
        self.again.set("");
    }

    pub fn field_mut(&mut self, question: Question) -> Option<&mut Input> {
        Some(match question {
            Question::Passphrase => &mut self.passphrase,
            Question::Again => &mut self.again,
            Question::School => &mut self.school,
            Question::FirstDay => &mut self.first_day,
            Question::LastDay => &mut self.last_day,
            Question::Person => &mut self.person,
            Question::Class => &mut self.class,
            Question::Language | Question::Sessions | Question::Summary => return None,
        })
    }

    /// The list of a question that is answered by choosing.
    pub fn rows(&self, question: Question) -> Option<&Rows> {
        match question {
            Question::Language => Some(&self.language),
            Question::Sessions => Some(&self.sessions),
            _ => None,
        }
    }

    pub fn rows_mut(&mut self, question: Question) -> Option<&mut Rows> {
        match question {
            Question::Language => Some(&mut self.language),
            Question::Sessions => Some(&mut self.sessions),
            _ => None,
        }
    }

    pub fn lang(&self) -> Lang {
        self.language.at().and_then(|at| LANGUAGES.get(at)).map_or(Lang::default(), |(lang, _)| *lang)
    }

    /// What an empty field stands for; none where it must be filled.
    pub fn default(&self, question: Question, cx: &Context) -> Option<String> {
        let words = &cx.words.setup;
        match question {
            Question::School => Some(words.default_school.to_owned()),
            Question::FirstDay => Some(usual::term(cx.today).first.to_string()),
            Question::LastDay => self.first(cx.today).map(|first| usual_last(first).to_string()),
            Question::Person if self.is_bureau() => Some(words.default_officer.to_owned()),
            Question::Person => Some(words.default_person.to_owned()),
            Question::Class => Some(words.no_class.to_owned()),
            _ => None,
        }
    }

    /// Why the answer cannot stand.
    pub fn fault(&self, question: Question, cx: &Context) -> Option<&'static str> {
        let words = &cx.words.setup;
        match question {
            Question::Passphrase if self.passphrase.is_empty() => Some(words.is_empty),
            Question::Again if self.passphrases_differ() => Some(words.differ),
            Question::FirstDay if self.first(cx.today).is_none() => Some(words.no_date),
            Question::LastDay => {
                let Some(last) = self.last(cx.today) else { return Some(words.no_date) };
                let days = (last - self.first(cx.today)?).num_days();
                match days {
                    ..=0 => Some(words.ends_before_it_begins),
                    1..=LONGEST_TERM => None,
                    _ => Some(words.too_long),
                }
            }
            Question::Class if self.class().is_err() => Some(words.no_such_class),
            _ => None,
        }
    }

    /// What to know of the answer while it is typed.
    pub fn remark(&self, question: Question, cx: &Context) -> Option<String> {
        let words = &cx.words.setup;
        let said = |text: &str| Some(text.to_owned());
        match question {
            Question::Passphrase if !self.passphrase.text().is_ascii() => said(words.is_of_input_method),
            Question::Passphrase if (1..SHORT).contains(&self.passphrase.text().chars().count()) => {
                said(words.is_short)
            }
            Question::School if self.is_bureau() => said(words.is_bureau),
            Question::FirstDay if !self.first_day.is_empty() => self.first(cx.today).map(|day| day.to_string()),
            Question::LastDay if !self.last_day.is_empty() => self.last(cx.today).map(|day| day.to_string()),
            Question::FirstDay | Question::LastDay => said(words.date_hint),
            Question::Class if !self.class.is_empty() => self.class().ok().flatten().map(|class| class.to_string()),
            Question::Class => said(words.class_hint),
            _ => None,
        }
    }

    fn first(&self, today: NaiveDate) -> Option<NaiveDate> {
        if self.first_day.text().trim().is_empty() {
            return Some(usual::term(today).first);
        }
        date::parse(self.first_day.text(), today)
    }

    /// A day without its year lies in the year that follows the first day.
    fn last(&self, today: NaiveDate) -> Option<NaiveDate> {
        let first = self.first(today)?;
        if self.last_day.text().trim().is_empty() {
            return Some(usual_last(first));
        }
        let read = |near: NaiveDate| date::parse(self.last_day.text(), near);
        let year_later = first.checked_add_signed(TimeDelta::days(365))?;
        read(first).filter(|last| *last > first).or_else(|| read(year_later))
    }

    /// The days of a usual day, as the rows stand.
    fn sessions(&self) -> Vec<Session> {
        let mut days = usual::days();
        days.swap_remove(self.sessions.at().unwrap_or(0))
    }

    fn class(&self) -> Result<Option<Class>, crate::domain::class::ClassError> {
        match self.class.text().trim() {
            "" => Ok(None),
            text => text.parse().map(Some),
        }
    }

    /// The school that these answers begin.
    pub fn school(&self, cx: &Context) -> NewSchool {
        let usual = usual::term(cx.today);
        let first = self.first(cx.today).unwrap_or(usual.first);
        let last = self.last(cx.today).unwrap_or(usual.last);
        let written = |question| {
            let typed = self.field(question).map(|field| field.text().trim()).filter(|text| !text.is_empty());
            typed.map(str::to_owned).or_else(|| self.default(question, cx)).unwrap_or_default()
        };
        NewSchool {
            name: written(Question::School),
            terms: if self.is_bureau() {
                Vec::new()
            } else {
                vec![Term { first, last, name: usual::term_name(first) }]
            },
            sessions: self.sessions(),
            person: written(Question::Person),
            homeroom: self.class().ok().flatten().filter(|_| !self.is_bureau()),
        }
    }
}

/// The last day of the usual term that runs from a first day.
fn usual_last(first: NaiveDate) -> NaiveDate {
    let last = usual::term(first).last;
    if last > first { last } else { usual::term(first + TimeDelta::days(31)).last }
}

/// `上午 07:50  下午 14:00`
pub fn sessions_text(sessions: &[Session]) -> String {
    let texts: Vec<String> =
        sessions.iter().map(|session| format!("{} {}", session.name, session.starts.format("%H:%M"))).collect();
    texts.join("  ")
}

/// The rows of a question that is answered by choosing.
pub fn options(question: Question) -> Vec<String> {
    match question {
        Question::Language => LANGUAGES.iter().map(|(_, name)| (*name).to_owned()).collect(),
        Question::Sessions => usual::days().iter().map(|day| sessions_text(day)).collect(),
        _ => Vec::new(),
    }
}

/// What a summary says: one row for each page but its own.
pub fn summary(answers: &Answers, cx: &Context) -> Vec<(&'static str, String)> {
    let words: &'static Words = cx.words;
    let say = &words.setup;
    let school = answers.school(cx);
    let term = school.terms.first().map(|term| (say.term_from_to)(&term.first.to_string(), &term.last.to_string()));
    let class = school.homeroom.map_or_else(|| say.no_class.to_owned(), |class| class.to_string());
    let language = LANGUAGES.iter().find(|(lang, _)| *lang == answers.lang()).map_or("", |(_, name)| name);
    let of_a_school = |text: String| if answers.is_bureau() { say.not_of_a_bureau.to_owned() } else { text };
    vec![
        (say.language.name, language.to_owned()),
        (say.passphrase.name, say.passphrase_is_set.to_owned()),
        (say.school.name, school.name.clone()),
        (say.term.name, of_a_school(term.unwrap_or_default())),
        (say.sessions.name, of_a_school(sessions_text(&school.sessions))),
        (say.person.name, school.person.clone()),
        (say.class.name, of_a_school(class)),
    ]
}
