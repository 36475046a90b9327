use crate::domain::guardian::CannotGuard;
use crate::words::guardian::GuardianWords;

pub const GUARDIAN: GuardianWords = GuardianWords {
    title: "Guardian",
    of: |name, is_new| if is_new { format!("{name}: a guardian more") } else { format!("{name}: guardian") },
    which: "Which of them, or one more",
    add: "One more",
    name: "Guardian",
    name_hint: "Name of the guardian",
    relation: "Relation",
    relation_hint: "To the pupil, such as mother",
    phone: "Phone",
    phone_hint: "Mobile, or landline with area code; several parted by commas",
    phone_stays: |masked| format!("Left empty it stays {masked}; what is written takes its place"),
    how_to_remove: "Clear all three and save to take this one out",
    cannot: |why| match why {
        CannotGuard::NoName => "There is a relation or a number: write the name as well".to_owned(),
        CannotGuard::Phone(error) => error.to_string(),
        CannotGuard::TooLong { most } => format!("Too long: {most} characters at most"),
    },
    saved: "The guardian is in the books",
    removed: "The guardian is taken out",
};
