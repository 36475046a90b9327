//! The pupil register (学生名册): who is on the books on the last day of the span, in which class, and how each stands.

use super::{Cell, Form, Heading, Line, terms};
use crate::documents::dates;
use crate::domain::flags::Scope;
use crate::domain::people::{Pupil, Standing};
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::status::{Stand, Status};
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Pupils,
    name: "学生名册",
    columns: &[
        Heading::new("no", "序号", 110),
        Heading::new("class", "班级", 250),
        Heading::new("seat", "座号", 110),
        Heading::new("name", "姓名", 200),
        Heading::new("sex", "性别", 110),
        Heading::new("born", "出生年月", 240),
        Heading::new("student_no_end", "学籍号后四位", 150),
        Heading::new("hukou", "户籍地", 370),
        Heading::new("standing", "在籍情况", 200),
        Heading::new("since", "自何日起", 310),
        Heading::new("pending", "办理中的异动", 230),
    ],
    lines,
    nothing: "这一天没有在册的学生。",
    note: "名册按时段末日的在册情况列出，休学、缓学的学生列在最后所在（拟入）的班级。",
    total: None,
    signers: &["填表人", "审核人"],
};

/// By class, then seat; who is away comes last of the class.
fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let on = register.span.to.min(as_of);
    let listed = |pupil: &&Pupil| pupil.is_enrolled(on) || pupil.standing(on) == Some(Standing::Deferred);
    let mut pupils: Vec<(Option<crate::domain::class::Class>, &Pupil, Stand)> = (school.pupils.iter().filter(listed))
        .filter_map(|pupil| {
            let stand = school.stand(pupil.id, on)?;
            let class = school.last_class(pupil.id, on).or(stand.by.and_then(|by| by.class));
            let is_asked = register.scope == Scope::School || class.is_some_and(|class| register.scope.covers(class));
            is_asked.then_some((class, pupil, stand))
        })
        .collect();
    let seat = |pupil: &Pupil| pupil.seat(on).unwrap_or(u16::MAX);
    pupils.sort_by_key(|(class, pupil, stand)| {
        (*class, stand.standing.class().is_none(), seat(pupil), pupil.record.name.clone(), pupil.id)
    });
    pupils.iter().map(|(class, pupil, stand)| line(school, (*class, pupil, stand), on)).collect()
}

fn line(
    school: &School,
    (class, pupil, stand): (Option<crate::domain::class::Class>, &Pupil, &Stand),
    on: NaiveDate,
) -> Line {
    let record = &pupil.record;
    let until = stand.by.and_then(|by| by.until).map(|until| format!("至{}", dates::full(until)));
    let standing = match stand.standing {
        Standing::InClass { .. } => "在读".to_owned(),
        Standing::Suspended => format!("休学{}", until.unwrap_or_default()),
        Standing::Deferred => format!("缓学{}", until.unwrap_or_default()),
        Standing::OffRoll { why, .. } => terms::off_roll(why).to_owned(),
        Standing::Gone => "不在本校".to_owned(),
    };
    let of_kind = |status: &Status| terms::status(status.record.kind);
    let pending = school.pending_of(pupil.id).filter(|status| status.record.applied_on <= on);
    let pending = pending.map(|status| of_kind(status).to_owned());
    // Approved already, from a later day.
    let to_come = school.ahead_of(pupil.id, on).filter(|status| status.record.applied_on <= on);
    let to_come = to_come.map(|it| format!("{}待生效（{}起）", of_kind(it), dates::full(it.record.takes_effect())));
    let cells = vec![
        Cell::Nth,
        class.map(|class| class.to_string()).into(),
        pupil.seat(on).map_or(Cell::Blank, |seat| Cell::Number(seat.into())),
        (&record.name).into(),
        terms::sex(record).into(),
        record.birth.map(|born| born.format("%Y年%-m月").to_string()).into(),
        terms::student_no_end(record).into(),
        (&record.hukou).into(),
        standing.into(),
        Cell::Date(stand.since),
        super::joined(to_come.chain(pending)),
    ];
    Line { pupil: pupil.id, cells }
}
