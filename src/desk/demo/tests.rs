use super::*;

#[test]
#[expect(clippy::disallowed_methods, reason = "measure")]
fn how_fast() {
    let t = std::time::Instant::now();
    let desk = demo().unwrap();
    eprintln!("demo {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let _ = read_again(&desk);
    eprintln!("load {:?}", t.elapsed());
    let school = desk.school();
    eprintln!(
        "pupils {} rolls {} contacts {} visits {} leaves {} notices {} entries {}",
        school.pupils.len(),
        school.rolls.len(),
        school.contacts.len(),
        school.visits.len(),
        school.leaves.len(),
        school.notices.len(),
        desk.journal(9999).unwrap().len()
    );
    for flag in school.flags(desk.today(), crate::domain::flags::Scope::School) {
        if flag.streak.days() > 0 || !flag.owed.is_empty() {
            let p = school.pupil(flag.pupil).unwrap();
            eprintln!(
                "{} {:?} {} streak {} rung {:?} owed {:?}",
                flag.class,
                p.seat(desk.today()),
                p.record.name,
                flag.streak.days(),
                flag.rung,
                flag.owed.iter().map(|o| format!("{}{:?} late{}", o.rule.code(), o.what, o.late)).collect::<Vec<_>>()
            );
        }
    }
    let (mut exp, mut att) = (0, 0);
    for flag in school.flags(desk.today(), crate::domain::flags::Scope::School) {
        exp += flag.figures.expected;
        att += flag.figures.attended;
    }
    eprintln!("rate {}", f64::from(att) / f64::from(exp));
    eprintln!("gaps {:?}", school.gaps(desk.now(), crate::domain::flags::Scope::School));
    for n in &school.notices {
        eprintln!("{}", desk.notice_text(n));
    }
}

fn read_again(desk: &Desk) -> usize {
    crate::desk::read(&desk.store, &desk.clock).unwrap().pupils.len()
}
