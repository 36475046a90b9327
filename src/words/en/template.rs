use crate::domain::template::{Place, Section, Wrong};
use crate::words::template::Template;

pub const TEMPLATE: Template = Template {
    wrong: |wrong| match wrong {
        Wrong::OutsideSection => "this text is in no section: a line such as [标题] must stand before it".into(),
        Wrong::NoSuchSection(name) => {
            let known: Vec<&str> = Section::ALL.into_iter().map(Section::heading).collect();
            format!("there is no section {name}; there are {}", known.join(", "))
        }
        Wrong::NotOfThisPaper(section) => format!("this kind of paper has no section {}", section.heading()),
        Wrong::Twice(section) => format!("the section {} stands twice", section.heading()),
        Wrong::Empty(section) => format!("the section {} is empty; to change nothing, leave it out", section.heading()),
        Wrong::TooManyLines(section) => {
            format!("the section {} may have {} lines at the most", section.heading(), section.most_lines())
        }
        Wrong::TooLong { most } => format!("this line is too long: {most} characters at the most"),
        Wrong::NoSuchPlace(name) => {
            let known: Vec<String> = Place::ALL.into_iter().map(|place| format!("{{{}}}", place.name())).collect();
            format!("there is no place {{{name}}}; there are {}", known.join(" "))
        }
        Wrong::LoneBrace => "a brace without its twin; a place is written {学生}".into(),
        Wrong::Forbidden(word) => {
            format!("{word} may not be said of a child in compulsory schooling, or not in the school's name")
        }
    },
    at: |file, line, what| format!("{}, line {line}: {what}.", file.display()),
    not_utf8: |file| format!("{} is not in UTF-8; save it so.", file.display()),
    unreadable: |file, why| format!("{} cannot be read: {why}", file.display()),
    issued_so: |number| {
        format!(
            "{number} was issued in the built-in wording. Once the template is mended or moved away, \
             letter new … --corrects {number} puts it right."
        )
    },
    built_in_meanwhile: "Until it is mended the built-in wording is used.",
    amiss_sign: "template at fault: built-in wording",
    headings: ["code", "paper", "in use", "file"],
    built_in: "built-in",
    own: "the school's own",
    amiss: "at fault, built-in",
    copied: |file| {
        format!("Written to {}. Change it as it says; it is used when the program is next opened.", file.display())
    },
    is_there: |file| {
        format!("{} is there already and was kept. To begin anew, rename it or move it away first.", file.display())
    },
    stranger: |file| {
        format!("{} is no paper's template and is not used; see the codes of baoxue template list.", file.display())
    },
};
