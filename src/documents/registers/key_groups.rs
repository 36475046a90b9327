//! The register of key groups (重点群体台账): one line a pupil and group of the span, with its source and the last look.
//! Groups that are for the leadership alone are never on paper.

use super::{Cell, Form, Heading, Line, terms};
use crate::documents::dates;
use crate::domain::class::Class;
use crate::domain::groups::round::Finding;
use crate::domain::groups::{Belonging, SaidBy};
use crate::domain::people::Pupil;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::KeyGroups,
    name: "重点群体学生台账",
    columns: &[
        Heading::new("no", "序号", 80),
        Heading::new("kind", "类别", 180),
        Heading::new("class", "班级", 175),
        Heading::new("name", "姓名", 150),
        Heading::new("sex", "性别", 70),
        Heading::new("student_no_end", "学籍号后四位", 150),
        Heading::new("guardian", "监护人", 150),
        Heading::new("phone", "联系电话", 190),
        Heading::new("source", "来源", 330),
        Heading::new("ground", "依据", 280),
        Heading::new("from", "认定日期", 215),
        Heading::new("until", "截止日期", 215),
        Heading::new("last_check", "最近排查", 300),
        Heading::new("remarks", "备注", 285),
    ],
    lines,
    nothing: "本期没有重点群体学生。",
    note: "本台账只供班主任、年级组长、德育处、学籍管理员和校领导使用，不张贴、不外传。",
    total: None,
    signers: &["填表人", "审核人", "校长（公章）"],
};

/// By kind, class, seat and name: whoever belonged to a group on any day of the span; what has ended stays, with its day.
fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let on = register.span.to.min(as_of);
    let mut lines: Vec<(Class, &Pupil, Belonging<'_>)> = Vec::new();
    for pupil in &school.pupils {
        let Some(class) = school.last_class(pupil.id, on).filter(|class| register.scope.covers(*class)) else {
            continue;
        };
        let facts = school.memberships_of(pupil.id).iter();
        let facts = facts.filter(|it| it.record.meets(register.span.from, Some(on)) && !it.record.kind.is_sealed());
        lines.extend(facts.map(|fact| {
            let (kind, from, until) = (fact.record.kind, fact.record.from, fact.record.until);
            (class, pupil, Belonging { kind, from, until, by: SaidBy::Fact(fact) })
        }));
        let others = school.open_groups(pupil.id, on).into_iter().filter(|it| !matches!(it.by, SaidBy::Fact(_)));
        let is_here = pupil.is_enrolled(on);
        lines.extend(others.filter(|_| is_here).map(|belonging| (class, pupil, belonging)));
    }
    lines.sort_by_key(|(class, pupil, it)| {
        (it.kind, *class, pupil.seat(on).unwrap_or(u16::MAX), pupil.record.name.clone(), pupil.id, it.from)
    });
    lines.into_iter().map(|(class, pupil, belonging)| line(school, class, pupil, belonging, on)).collect()
}

fn line(school: &School, class: Class, pupil: &Pupil, belonging: Belonging<'_>, on: NaiveDate) -> Line {
    let record = &pupil.record;
    let guardian = record.guardians.first();
    let (source, ground) = match belonging.by {
        SaidBy::Fact(fact) => (fact.record.source.as_str(), fact.record.ground_shown()),
        SaidBy::Roster => ("花名册", String::new()),
        SaidBy::Case => ("个案结案", String::new()),
    };
    let check = school.checks_of(pupil.id).iter().rfind(|check| check.on <= on);
    let cells = vec![
        Cell::Nth,
        terms::group(belonging.kind).into(),
        class.to_string().into(),
        (&record.name).into(),
        terms::sex(record).into(),
        terms::student_no_end(record).into(),
        guardian.map(|guardian| &guardian.name).into(),
        guardian.and_then(|guardian| guardian.phones.first()).map(|phone| phone.masked()).into(),
        source.into(),
        ground.into(),
        Cell::Date(belonging.from),
        belonging.until.map_or(Cell::Blank, Cell::Date),
        check.map(|check| format!("{}{}", dates::day(check.at.date()), finding(check.record.finding))).into(),
        Cell::Blank,
    ];
    Line { pupil: pupil.id, cells }
}

fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Seen => "在校正常",
        Finding::NotSeen => "需关注",
        Finding::Changed => "已采取措施",
    }
}
