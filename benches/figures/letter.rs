//! A notice to the leadership as PDF: the first paper that a program writes, and each after it.

use crate::{made_up, times};
use baoxue::desk::{Existing, Format};
use baoxue::domain::flags::Scope;
use baoxue::domain::ids::PupilId;
use baoxue::domain::letter::LetterKind;

pub fn measure() {
    let (place, mut desk) = made_up::desk_on_a_copy(made_up::SCHOOL);
    let flags = desk.school().flags(made_up::today(), Scope::School);
    let away: Vec<PupilId> = flags.iter().filter(|flag| flag.streak.days() > 0).map(|flag| flag.pupil).collect();
    let mut write = |pupil: PupilId| {
        let draft = desk.draft_letter(LetterKind::Escalation, pupil, made_up::today()).unwrap();
        let no = desk.issue_letter(draft).unwrap();
        let file = place.path().join(format!("{}.pdf", no.number));
        times::time(|| desk.write_letter(no, Format::Pdf, &file, Existing::Keep).unwrap())
    };
    // Another pupil's each time: what the typesetter has set once it remembers.
    let (first, others) = away.split_first().unwrap();
    times::line("letter/the first as PDF, fonts looked for", vec![write(*first)]);
    times::line("letter/each after it as PDF", others.iter().map(|pupil| write(*pupil)).collect());
}
