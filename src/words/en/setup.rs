use crate::words::setup::{Page, Setup};

pub const SETUP: Setup = Setup {
    title: "Set-up",
    language: Page {
        name: "Language",
        question: "Which language? 用哪种语言？",
        why: "The screens change at once; notices and other papers are always in Chinese.",
    },
    passphrase: Page {
        name: "Passphrase",
        question: "Choose a passphrase",
        why: "The data is encrypted with it, and it is asked for each time. It cannot be recovered: once it is forgotten, \
              nobody can open the data again. Write it down on paper and lock the paper away.",
    },
    school: Page {
        name: "School",
        question: "What is the school called?",
        why: "It is printed on notices: the full name. A district's bureau writes its own.",
    },
    term: Page {
        name: "Term",
        question: "From when to when does this term last?",
        why: "Only school days within a term count. National holidays and make-up days are built in; the school's own \
              calendar can be imported later.",
    },
    sessions: Page {
        name: "Sessions",
        question: "How often is the roll called in a day?",
        why: "One roll a session. Who was there in one session was not absent the whole day.",
    },
    person: Page {
        name: "Name",
        question: "What is your name?",
        why: "It stands beside every roll, call and notice: who did it, and when.",
    },
    class: Page {
        name: "Class",
        question: "Whose homeroom teacher are you?",
        why: "The program opens on the roll of that class. Leave it empty if you have none.",
    },
    summary: Page { name: "Summary", question: "Is this right? Enter begins", why: "The class list comes next." },

    passphrase_once: "Passphrase",
    passphrase_again: "Once more",
    first_day: "First day",
    last_day: "Last day",
    your_name: "Name",
    class_label: "Class",

    default_school: "Our school",
    default_person: "Homeroom teacher",
    default_officer: "officer",
    no_class: "none",
    is_bureau: "a bureau: it takes in the schools' monthly reports, and has neither terms nor classes",
    bureau_goes_on: "The list of schools comes next, then their monthly reports.",
    not_of_a_bureau: "not of a bureau",
    term_from_to: |first, last| format!("{first} to {last}"),
    passphrase_is_set: "set (not shown)",

    enter_takes_default: "Enter takes what stands in brackets, or type another",
    date_hint: "such as 2026-3-1 or 3.1",
    class_hint: "such as 七年级(3)班, 7.3 or G7C3",
    is_short: "Rather short: 8 characters or more are safer",
    is_of_input_method: "Not plain ASCII: it must be typed with the same input method each time",
    digits_change: "change that answer",

    is_empty: "The passphrase must not be empty",
    differ: "The two differ: type it once more, or Esc to choose another",
    no_date: "No date that can be read; such as 2026-3-1",
    ends_before_it_begins: "The last day must come after the first",
    too_long: "A term does not last over 300 days: check the year",
    no_such_class: "No class that can be read; such as 七年级(3)班 or 7.3",

    next: "next",
    previous: "step back",
    create: "begin",
    creating: "Creating the encrypted data; this takes a moment",

    leave: "Leave the set-up?",
    leave_text: "Nothing has been created yet; the answers will not be kept.",
    leave_stay: "Go on",
    leave_now: "Leave",

    nobody: "No pupils yet",
    nobody_text: &[
        "Import a class list first: XLSX, XLS or CSV, as the student-records system exports it.",
        "It is shown to you before anything is written.",
    ],
    import_list: "import class list",
};
