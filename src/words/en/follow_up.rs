use super::domain::DOMAIN;
use crate::words::follow_up::FollowUp;

pub const FOLLOW_UP: FollowUp = FollowUp {
    situation: "Absence",
    streak: |days, from| format!("{days} days unexcused from {}", from.format("%m-%d")),
    no_streak: "no unexcused streak",
    last_roll: |when, mark| format!("before: {when} {mark}"),
    present: "present",
    in_term: "Term",
    never_missed: "never missed",
    strip: "20 days",
    leave_over: |to| format!("leave ended {}, not back", to.format("%m-%d")),
    contacts: "Contacts so far",
    visits: "Visits so far",
    none_yet: "none yet",
    boards: |boards| if boards { "boarder" } else { "day pupil" },
    unexplained: |count| format!("Unknown {count}"),
    becomes: |mark| format!("make {}", (DOMAIN.mark)(mark)),
    stays: "leave",
    becomes_hint: |rolls| {
        format!("{rolls}. Sick or leave only on the word of a registered guardian, or called back on the number")
    },
    overtaken: "Somebody changed the roll just now; not saved. Check it, then press Enter again",
    no_date: "Not a date: write 12-08, 1208, 2025-12-08 or +2",
    no_time: "Not a time: write 16:30 or 1630",
    in_future: "Still to come: what is ahead cannot be recorded",
    in_past: "This day is over",
    before_begin: "Not before the beginning",
    off: |why| format!("no school: {}", (DOMAIN.day_why)(why)),
    restored: "What was half filled in is back",
    kept: "Kept as a draft; it comes back next time",
    later: "later",
};
