use super::domain::DOMAIN;
use crate::domain::people::Role;
use crate::words::staff::StaffWords;

pub const STAFF: StaffWords = StaffWords {
    title: "Staff and posts",
    headings: ["Name", "Post", "Remarks"],
    between: ", ",
    no_post: "no post",
    tenure: |post, from, until| match (from, until) {
        (Some(from), _) => format!("{post} (from {from})"),
        (None, Some(until)) => format!("{post} (until {until})"),
        (None, None) => post.to_owned(),
    },
    held: |from, until| match (from, until) {
        (Some(from), _) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => String::new(),
    },
    ends_with_year: "the year has been turned: this post ends by itself; change the new one",
    until: |date| format!("until {date}"),
    stands_in: |roles| {
        let roles: Vec<&str> = roles.iter().map(|role: &Role| (DOMAIN.role)(*role)).collect();
        format!("stands in for: {}", roles.join(", "))
    },
    count: |people, posts| format!("{people} people, {posts} posts"),
    meaning: [
        "What is owed lies with posts: of a class, of a grade, or of the whole school.",
        "A role that nobody was given falls to the person of the set-up.",
    ],
    none_yet: "Nobody has been entered yet. F5 enters somebody, F6 imports a list.",
    nothing_chosen: "Nobody has been entered yet",

    change: "change",
    add: "add",
    end: "end",
    import: "import",

    form_add: "Somebody new, or a further post",
    form_change: "Change a post",
    name: "Name",
    name_hint: "A name that is there gets a further post; a new name is a new person",
    role: "Role",
    role_hint: "by its digit",
    no_role: "no post",
    class: "Class",
    class_hint: "such as 七年级(3)班 or 7.3",
    grade: "Grade",
    grade_hint: "such as 七年级 or 7",
    say_name: "A name, please",
    name_taken: "Somebody else bears this name",
    no_such_class: "No such class; such as 七年级(3)班",
    no_such_grade: "No such grade; such as 七年级",

    end_title: |name| format!("{name}: lays down a post, or leaves?"),
    end_text: "What was recorded stays; what is owed falls to others who hold the role.",
    lay_down: |post| format!("only this post: {post}"),
    leave_now: "leaves; today is the last day",
    keep: "no change",

    is_listed: |name| format!("{name} is on the staff list."),
    has_post: |name, post| format!("{name} now holds: {post}."),
    will_have_post: |name, post, from| format!("{name} is {post} from {from}."),
    laid_down: |name, role| format!("{name} no longer holds: {role}."),
    leaves: |name, until| format!("{name} is here until {until}."),
    saved: |name| format!("Saved: {name}"),
};
