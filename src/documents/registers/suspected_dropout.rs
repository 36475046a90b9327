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

/// The columns of the ledger of dropouts: those of the suspected ones, and four more. A date has room for its year on one
/// line, a name for three characters.
pub(super) const COLUMNS: [Heading; 32] = [
    Heading::new("no", "序号", 55),
    Heading::new("school", "学校", 84),
    Heading::new("grade", "年级", 67),
    Heading::new("class", "班级", 94),
    Heading::new("name", "姓名", 94),
    Heading::new("sex", "性别", 48),
    Heading::new("born", "出生年月", 98),
    Heading::new("student_no_end", "学籍号后四位", 94),
    Heading::new("hukou", "户籍地", 94),
    Heading::new("address", "现住址", 120),
    Heading::new("guardian", "监护人", 94),
    Heading::new("phone", "联系电话", 175),
    Heading::new("key_groups", "重点群体类别", 67),
    Heading::new("last_at_school", "最后到校日期", 98),
    Heading::new("first_missed", "首次未到日期", 98),
    Heading::new("streak_school_days", "连续天数（上课日）", 67),
    Heading::new("span_calendar_days", "历时（日历日）", 67),
    Heading::new("reason", "原因", 67),
    Heading::new("whereabouts", "去向", 100),
    Heading::new("entered_on", "列入日期", 98),
    Heading::new("visits", "家访次数", 50),
    Heading::new("persuasions", "劝返次数", 50),
    Heading::new("bureau_report", "报告教育局日期、文号", 105),
    Heading::new("street_letter", "函告街道日期、文号", 105),
    Heading::new("responsible", "责任人", 94),
    Heading::new("state", "当前状态", 67),
    Heading::new("struck_off_on", "销号日期", 98),
    Heading::new("struck_off_by", "销号依据", 96),
    Heading::new("dropout_entered_on", "列入辍学日期", 98),
    Heading::new("return_order", "限期复学通知书（发出机关、日期）", 94),
    Heading::new("help", "帮扶措施", 94),
    Heading::new("sponsor", "包保责任人", 94),
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
    total: None,
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
    // Whose class it was when the pupil was entered, not whose it is today.
    let entered = entry.suspected.or(entry.dropout).unwrap_or(as_of);
    let responsible = entry.class.and_then(|class| school.homeroom_teacher_on(class, entered));
    let responsible = responsible.map(|staff| &staff.record.name);
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
