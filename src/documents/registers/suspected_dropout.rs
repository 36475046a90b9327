//! The ledger of suspected dropouts (疑似辍学学生台账, form 3l): one line a case. Lines struck off stay, with day and proof.

use super::{Cell, Form, Heading, Line, joined, terms};
use crate::domain::case::Exit;
use crate::domain::contact::Reason;
use crate::domain::ledger::{Line as Entry, Struck, StruckBy};
use crate::domain::letter::Letter;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::step::Ledger;
use chrono::NaiveDate;

/// The columns of the ledger of dropouts: those of the suspected ones, and four more.
pub(super) const COLUMNS: [Heading; 32] = [
    Heading::new("no", "序号", 6),
    Heading::new("school", "学校", 10),
    Heading::new("grade", "年级", 9),
    Heading::new("class", "班级", 11),
    Heading::new("name", "姓名", 10),
    Heading::new("sex", "性别", 5),
    Heading::new("born", "出生年月", 10),
    Heading::new("student_no_end", "学籍号（后四位）", 10),
    Heading::new("hukou", "户籍地", 12),
    Heading::new("address", "现住址", 15),
    Heading::new("guardian", "监护人", 11),
    Heading::new("phone", "联系电话", 21),
    Heading::new("key_groups", "重点群体类别", 10),
    Heading::new("last_at_school", "最后到校日期", 11),
    Heading::new("first_missed", "首次未到日期", 11),
    Heading::new("streak_school_days", "连续天数（上课日）", 9),
    Heading::new("span_calendar_days", "历时（日历日）", 9),
    Heading::new("reason", "原因", 9),
    Heading::new("whereabouts", "去向", 14),
    Heading::new("entered_on", "列入日期", 11),
    Heading::new("visits", "家访次数", 7),
    Heading::new("persuasions", "劝返次数", 7),
    Heading::new("bureau_report", "报告教育局日期、文号", 16),
    Heading::new("street_letter", "函告街道日期、文号", 16),
    Heading::new("responsible", "责任人", 10),
    Heading::new("state", "当前状态", 10),
    Heading::new("struck_off_on", "销号日期", 11),
    Heading::new("struck_off_by", "销号依据", 16),
    Heading::new("dropout_entered_on", "列入辍学日期", 11),
    Heading::new("return_order", "限期复学通知书（发出机关、日期）", 14),
    Heading::new("help", "帮扶措施", 14),
    Heading::new("sponsor", "包保责任人", 10),
];

/// How many of them the ledger of suspected dropouts has.
pub(super) const OF_SUSPECTED: usize = 28;

pub const FORM: Form = Form {
    kind: RegisterKind::SuspectedDropout,
    name: "疑似辍学学生台账",
    columns: COLUMNS.split_at(OF_SUSPECTED).0,
    lines,
    nothing: "本期没有列入疑似辍学台账的学生。",
    note: "",
    signers: &["填表人", "审核人", "校长（公章）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let entries = school.ledger(Ledger::Suspected, register.scope, register.span, as_of);
    entries.iter().map(|entry| Line { pupil: entry.pupil.id, cells: cells(school, entry, as_of) }).collect()
}

/// The cells that both ledgers have.
pub(super) fn cells(school: &School, entry: &Entry, as_of: NaiveDate) -> Vec<Cell> {
    let record = &entry.pupil.record;
    let groups = school.open_groups(entry.pupil.id, as_of);
    let guardian = record.guardians.first();
    let phone = guardian.and_then(|guardian| guardian.phones.first());
    let date = |on: Option<NaiveDate>| on.map_or(Cell::Blank, Cell::Date);
    let born = record.birth.map(|born| born.format("%Y年%-m月").to_string());
    let responsible = entry.class.and_then(|class| school.homeroom_teacher(class)).map(|staff| &staff.record.name);
    let counted = |days: u16| entry.first_missed.map_or(Cell::Blank, |_| Cell::Number(days.into()));
    vec![
        Cell::Nth,
        (&school.name).into(),
        entry.class.map(|class| class.grade.to_string()).into(),
        entry.class.map(|class| class.to_string()).into(),
        (&record.name).into(),
        terms::sex(record).into(),
        born.into(),
        terms::student_no_end(record).into(),
        (&record.hukou).into(),
        (&record.address).into(),
        guardian.map(|guardian| &guardian.name).into(),
        phone.map(|phone| phone.masked()).into(),
        joined(groups.iter().map(|it| terms::group(it.kind))),
        date(entry.last_there),
        date(entry.first_missed),
        counted(entry.school_days),
        counted(entry.calendar_days),
        entry.reason.map(Reason::term).into(),
        entry.whereabouts.into(),
        date(entry.suspected),
        Cell::Number(entry.visits),
        Cell::Number(entry.persuasions),
        sent(entry.report),
        sent(entry.letter),
        responsible.into(),
        terms::stage(entry.case.stage).into(),
        date(entry.struck.as_ref().map(|struck| struck.on)),
        entry.struck.as_ref().map(struck_by).into(),
    ]
}

fn sent(letter: Option<&Letter>) -> Cell {
    letter
        .map_or(Cell::Blank, |letter| Cell::On(letter.record.issued_on, letter.record.paper.number.as_str().to_owned()))
}

/// The exit and its evidence; of an exit that is the family's own, no more than that it is a lawful one.
fn struck_by(struck: &Struck) -> String {
    match &struck.by {
        StruckBy::Dropout => "转入辍学学生台账".to_owned(),
        StruckBy::Closed(closing) => match (closing.exit, closing.evidence.trim()) {
            (Exit::E8 | Exit::E9, _) | (_, "") => terms::exit(closing.exit).to_owned(),
            (exit, evidence) => format!("{}：{evidence}", terms::exit(exit)),
        },
    }
}
