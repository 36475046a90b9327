//! The register of children of age (适龄儿童台账, form 3l; 含随迁子女): every child on the list of the year, where it is and
//! by what that is proven. Nobody is struck off it.

use super::{Cell, Form, Heading, Line, joined, staff};
use crate::documents::dates;
use crate::documents::terms;
use crate::domain::entrant::{Destination, Entrant, EntrantState, Source};
use crate::domain::flags::Scope;
use crate::domain::ids::StaffId;
use crate::domain::numbers::IdNo;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::status::Proof;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Entrants,
    name: "适龄儿童台账（含随迁子女）",
    columns: &[
        Heading::new("no", "序号", 70),
        Heading::new("name", "姓名", 130),
        Heading::new("sex", "性别", 70),
        Heading::new("born", "出生日期", 210),
        Heading::new("id_no", "身份证号", 135),
        Heading::new("hukou", "户籍地", 260),
        Heading::new("address", "现住址", 300),
        Heading::new("guardian", "监护人", 130),
        Heading::new("phone", "电话", 190),
        Heading::new("source", "来源", 125),
        Heading::new("notice", "通知书发放日期、签收人", 290),
        Heading::new("registered_on", "报到日期", 210),
        Heading::new("school", "就读学校", 280),
        Heading::new("destination", "去向分类", 130),
        Heading::new("evidence", "佐证", 140),
        Heading::new("checked_by", "核查人", 110),
    ],
    lines,
    nothing: "本期没有列入名单的适龄儿童。",
    note: "",
    total: None,
    signers: &["填表人", "审核人", "校长（公章）"],
};

/// The list of the year that is worked with at the span's end.
fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let year = school.entry_year(register.span.to.min(as_of));
    let is_asked = |entrant: &Entrant| match register.scope {
        Scope::School => true,
        Scope::Grade(grade) => entrant.record.grade == grade,
        Scope::Class(class) => school.last_class(entrant.pupil(), as_of) == Some(class),
    };
    let states = school.entrant_states(year, as_of).into_iter();
    let asked = states.filter(|(entrant, _)| entrant.record.listed_on <= as_of && is_asked(entrant));
    asked.map(|(entrant, state)| Line { pupil: entrant.pupil(), cells: cells(school, entrant, state) }).collect()
}

fn cells(school: &School, entrant: &Entrant, state: EntrantState) -> Vec<Cell> {
    let record = &entrant.record;
    let guardian = record.guardians.first();
    let phone = guardian.and_then(|guardian| guardian.phones.first());
    let taken = entrant.delivery.as_ref().map(|receipt| format!("{}{}", dates::full(receipt.on), receipt.by));
    let outcome = entrant.outcome.as_ref().map(|settled| &settled.record);
    let outcome = outcome.filter(|_| state != EntrantState::Reported);
    let here = (state == EntrantState::Reported).then_some(school.name.as_str());
    let evidence = outcome.map(|outcome| outcome.evidence(proof)).unwrap_or_default();
    vec![
        Cell::Nth,
        (&record.name).into(),
        record.sex.map(terms::sex).into(),
        record.born().map_or(Cell::Blank, Cell::Date),
        record.id_no.as_ref().map(IdNo::masked).into(),
        (&record.hukou).into(),
        (&record.address).into(),
        guardian.map(|guardian| &guardian.name).into(),
        phone.map(|phone| phone.masked()).into(),
        source(record.source).into(),
        taken.into(),
        entrant.registration.as_ref().map_or(Cell::Blank, |registration| Cell::Date(registration.record.on)),
        here.or(outcome.map(|outcome| outcome.place.as_str())).into(),
        destination(state).into(),
        joined(evidence),
        checked_by(entrant).map_or(Cell::Blank, |who| staff(school, who)),
    ]
}

fn checked_by(entrant: &Entrant) -> Option<StaffId> {
    let registered = entrant.registration.as_ref().map(|registration| registration.by);
    registered.or(entrant.outcome.as_ref().map(|settled| settled.by))
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Police => "公安",
        Source::Village => "村居",
        Source::Leavers => "小学毕业",
        Source::Deferred => "缓学期满",
        Source::Other => "其他",
    }
}

/// Where the child is, in the words of the count; of those who are not found yet, how far that has come.
fn destination(state: EntrantState) -> &'static str {
    match state.destination() {
        Destination::Here => "本校就读",
        Destination::Elsewhere => "在外就读",
        Destination::Deferred => "缓学",
        Destination::Special => "特教、送教",
        Destination::Moved => "迁出",
        Destination::Abroad => "出国（境）",
        Destination::Dead => "死亡",
        Destination::Wrong => "重复或有误",
        Destination::Open => match state {
            EntrantState::NotReported => "未报到",
            EntrantState::Tracing => "追踪中",
            EntrantState::Settled(_) => "查无下落",
            _ => "待报到",
        },
    }
}

/// A paper of evidence (佐证).
fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Application => "申请",
        Proof::Acceptance => "录取证明",
        Proof::Residence => "居住证明",
        Proof::Attendance => "在读证明",
        Proof::Hospital => "医院证明",
        Proof::History => "病历",
        Proof::Recovery => "康复证明",
        Proof::Suspension => "休学证明",
        Proof::Statement => "监护人说明",
        Proof::Abroad => "签证或境外就读证明",
        Proof::Death => "死亡证明",
        Proof::Disability => "残疾证或评估",
        Proof::Condition => "身体状况证明",
    }
}
