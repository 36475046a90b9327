//! 中文.

use super::*;
use crate::domain::class::ClassError;
use crate::domain::entry::{Change, Disclosure};
use crate::domain::numbers::{IdNoError, PhoneError, StudentNoError};
use crate::exchange::plan::{FaultKind, Field, Value};
use chrono::{Datelike, Weekday};

pub static WORDS: Words =
    Words { lang: Lang::Zh, common: COMMON, domain: DOMAIN, cli: CLI, import: IMPORT, problems: PROBLEMS };

const COMMON: Common = Common {
    app: "保学",
    date: |date| format!("{date} {}", weekday(date)),
    no_rate: "-",
    table_missing: |year| {
        format!("{year}年的法定节假日安排尚未录入：现按周一至周五上课推算。请用“import calendar --national 文件”导入。")
    },
};

fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

const DOMAIN: Domain = Domain {
    mark: |mark| match mark {
        Mark::Unknown => "未到待查",
        Mark::Truant => "旷课",
        Mark::Sick => "病假",
        Mark::Leave => "事假",
        Mark::Official => "公假",
        Mark::Late => "迟到",
        Mark::Early => "早退",
    },
    mark_short: |mark| match mark {
        Mark::Unknown => "? ",
        Mark::Truant => "旷",
        Mark::Sick => "病",
        Mark::Leave => "事",
        Mark::Official => "公",
        Mark::Late => "迟",
        Mark::Early => "早",
    },
    sex: |sex| match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    },
    group: |group| match group {
        KeyGroup::Orphan => "孤儿",
        KeyGroup::Unattended => "事实无人抚养",
        KeyGroup::Disabled => "残疾",
        KeyGroup::Inclusive => "随班就读",
        KeyGroup::LeftBehind => "留守",
        KeyGroup::Migrant => "随迁",
        KeyGroup::PovertyLifted => "建档立卡",
        KeyGroup::Dibao => "低保",
        KeyGroup::Tekun => "特困",
        KeyGroup::Difficult => "困境",
    },
    day_why: |why| match why {
        DayWhy::OutsideTerms => "不在学期内".into(),
        DayWhy::OwnGrade(note) => format!("本年级安排：{note}"),
        DayWhy::Own(note) => format!("本校安排：{note}"),
        DayWhy::Holiday(note) | DayWhy::MakeUp(note) => (*note).into(),
        DayWhy::Weekday => "周一至周五".into(),
        DayWhy::Weekend => "周末".into(),
        DayWhy::TableMissing => "节假日安排未录入，按星期推算".into(),
    },
    means: |means| match means {
        Means::Phone => "电话",
        Means::Message => "短信微信",
        Means::Visit => "面谈",
        Means::Other => "其他方式",
    },
    reached: |reached| match reached {
        Reached::Yes => "已联系上",
        Reached::NoAnswer => "未接",
        Reached::Off => "关机",
        Reached::WrongNumber => "空号错号",
        Reached::Refused => "拒接",
    },
    reason: |reason| match reason {
        Reason::Illness => "生病",
        Reason::FamilyMatter => "家中有事",
        Reason::Weary => "厌学",
        Reason::LearningDifficulty => "学习困难",
        Reason::Hardship => "家庭经济困难",
        Reason::FamilyUpheaval => "家庭变故",
        Reason::AwayWithParents => "随父母外出",
        Reason::Working => "外出务工",
        Reason::Internet => "网络沉迷",
        Reason::Conflict => "校园矛盾",
        Reason::Overslept => "起晚或交通",
        Reason::Unclear => "原因不明",
        Reason::Other => "其他原因",
    },
    outcome: |outcome| match outcome {
        Outcome::MetGuardian => "见到监护人",
        Outcome::MetOther => "见到其他人",
        Outcome::Nobody => "无人在家",
        Outcome::Refused => "拒绝",
    },
    trigger: |trigger, at_least| match trigger {
        Trigger::UnexcusedSessions => format!("当天无故未到 {at_least} 节次以上"),
        Trigger::Streak => format!("连续旷课 {at_least} 个上课日以上"),
    },
    action: |action| match action {
        Action::ContactGuardian => "联系家长",
        Action::HomeVisit => "家访",
        Action::NoticeToLeadership => "报告单",
        Action::AcknowledgeNotice => "领导批示",
        Action::ReportOutside => "报教育局、函街道",
        Action::NoticeToGuardian => "返校告知书",
    },
    role: |role| match role {
        Role::Homeroom => "班主任",
        Role::Affairs => "德育处",
        Role::Leadership => "校领导",
    },
    within: |days| match days {
        0 => "当天".into(),
        days => format!("{days} 个上课日内"),
    },
    excused: |excused| match excused {
        Excused::Pass => "请假日不计入也不打断连续旷课（pass）",
        Excused::End => "请假日打断连续旷课（end）",
    },
    owed: |action, due, late| {
        let what = (DOMAIN.action)(action);
        match (due, late) {
            (None, _) => format!("{what} 期限待定"),
            (Some(due), 0) => format!("{what} {}", due.format("%m-%d")),
            (Some(_), late) => format!("{what} 逾{late}日"),
        }
    },
    happened: |school, what| match what {
        What::Marked(roll, marked) => {
            let session = school.session(roll.key.session).map_or(roll.key.session.as_str(), |session| &session.name);
            let note = marked.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
            format!("{session} {}{note}", (DOMAIN.mark)(marked.mark))
        }
        What::Leave(leave) => {
            let note = &leave.note;
            let kind = (DOMAIN.mark)(note.kind.mark());
            format!("假条 {kind} {} 至 {}：{}", note.from, note.to, note.reason)
        }
        What::Contact(contact) => {
            let record = &contact.record;
            let (by, reached) = ((DOMAIN.means)(record.by), (DOMAIN.reached)(record.reached));
            format!("{by}联系 {} {reached}：{}", record.guardian, record.said)
        }
        What::Visit(visit) => {
            let record = &visit.record;
            format!("家访 {}，{}：{}", record.who, (DOMAIN.outcome)(record.outcome), record.found)
        }
        What::Notice(notice) => format!("报告单 {} 报{}", notice.record.no, notice.record.to),
        What::Receipt(notice, receipt) => {
            format!("报告单 {} 由 {} 签收：{}", notice.record.no, receipt.by, receipt.how)
        }
    },
    why: |why| match why {
        Why::SetUp => "建立学校",
        Why::ImportRoster => "导入花名册",
        Why::ImportAttendance => "导入考勤",
        Why::ImportCalendar => "导入校历",
        Why::TakeRoll => "点名",
        Why::NoteLeave => "请假",
        Why::Contact => "家校联系",
        Why::Visit => "家访",
        Why::Explain => "补办更正",
        Why::IssueNotice => "签发报告单",
        Why::RecordReceipt => "登记签收",
        Why::SetPolicy => "修改规则",
        Why::Disclose => "查看或导出个人信息",
        Why::Undo(_) => "撤销",
    },
    entry: |school, entry| {
        let what = (DOMAIN.why)(entry.why);
        let name = |id| school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let detail = entry.changes.first().map(|change| match change {
            Change::Roll { key, to, .. } => {
                let session = school.session(key.session).map_or(key.session.as_str(), |session| &session.name);
                let marks = match to {
                    Some(marks) if marks.is_empty() => "全勤".to_owned(),
                    Some(marks) => format!("{} 人次例外", marks.len()),
                    None => "作废".to_owned(),
                };
                format!("{} {} {session} {marks}", key.class, key.date)
            }
            Change::Leave { to: Some(note), .. } => format!("{} {} 至 {}", name(note.pupil), note.from, note.to),
            Change::Contact { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Visit { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Notice { to, .. } => format!("{} {}", to.no, name(to.pupil)),
            Change::Disclosed { what: Disclosure::Shown { pupil } } => format!("显示号码 {}", name(*pupil)),
            Change::Disclosed { what: Disclosure::Exported { what, pupils } } => format!("{what} {pupils} 人"),
            Change::Disclosed { what: Disclosure::BackedUp } => "备份".to_owned(),
            _ => String::new(),
        });
        let more = match entry.changes.len() {
            0 | 1 => String::new(),
            count => format!("（共 {count} 项）"),
        };
        format!("{what} {}{more}", detail.unwrap_or_default()).trim_end().to_owned()
    },
};

const CLI: Cli = Cli {
    passphrase: "口令：",
    passphrase_again: "再输入一次口令：",
    tries_left: |tries| format!("还可再试 {tries} 次。"),
    settings_fault: |what| format!("设置文件有误，暂不采用：{what}"),
    unnamed_person: "管理员",
    initialised: |folder| format!("已建立：{}。下一步：baoxue import roster 花名册文件", folder.display()),
    flags_headings: ["班级", "姓名", "连续", "自", "累计", "出勤率", "应办"],
    no_flags: |as_of, min| format!("截至 {as_of} 没有连续旷课 {min} 天以上的学生。"),
    roll_headings: ["座号", "姓名", "考勤", "备注"],
    roll_taken: |class, expected, away, unknown| match unknown {
        0 => format!("{class} 应到 {expected}，例外 {away} 人次，已保存。"),
        unknown => format!("{class} 应到 {expected}，例外 {away} 人次，已保存。{unknown} 人未到，需今天联系家长。"),
    },
    roll_not_taken: "这一节次还没有点名。",
    everyone_there: "全勤。",
    contact_recorded: "已记录联系。",
    visit_recorded: |files| match files {
        0 => "已记录家访。".into(),
        files => format!("已记录家访，附件 {files} 件。"),
    },
    leave_recorded: |put_right| match put_right {
        0 => "已登记假条。".into(),
        rolls => format!("已登记假条，并更正已点名的 {rolls} 次“未到待查”。"),
    },
    pupils_headings: ["班级", "座号", "姓名", "性别", "监护人", "电话"],
    no_pupils: "还没有学生。下一步：baoxue import roster 花名册文件",
    pupils_with_numbers: "学生名单（含证件号和电话）",
    pupil_figures: |days, from, unexcused| {
        let since = from.map(|from| format!("（自 {from}）")).unwrap_or_default();
        format!("连续旷课 {days} 个上课日{since}，本学期累计 {unexcused:.1} 天")
    },
    todo_headings: ["班级", "姓名", "应办", "责任人"],
    nothing_owed: "没有应办事项。",
    gaps_too: |gaps| format!("另有 {gaps} 次点名缺漏，见 baoxue gaps。"),
    gaps_headings: ["班级", "日期", "时段"],
    no_gaps: "没有缺点名。",
    calendar_headings: ["日期", "上课", "原因"],
    school_day: "上课",
    no_school: "不上课",
    policy_headings: ["规则", "触发", "应办", "责任人", "期限"],
    policy_set: |from| match from {
        Some(from) => format!("已修改，自 {from} 起执行。"),
        None => "已修改，自建账之日起执行（用 --from 日期 可另定起始日）。".into(),
    },
    notices_headings: ["编号", "班级", "姓名", "日期", "主送", "报告人", "签收"],
    no_notices: "还没有报告单。",
    no_receipt: "未签收",
    receipt_recorded: "已登记签收。",
    written: |file| format!("已写入 {}", file.display()),
    backed_up: |file| format!("已备份到 {}。打开它仍需要口令。", file.display()),
    restored: |kept| match kept {
        Some(kept) => format!("已恢复。原有数据保留在 {}", kept.display()),
        None => "已恢复。".into(),
    },
    verified: |entries| format!("完好：共核对 {entries} 条记录。"),
};

const IMPORT: Import = Import {
    counts: |counts| {
        let Counts { rows, new, changed, unchanged, missing, faulty_rows } = counts;
        format!(
            "共 {rows} 行：新增 {new}，变更 {changed}，未变 {unchanged}，有误 {faulty_rows} 行；文件中没有的 {missing}"
        )
    },
    subject: |subject| match subject {
        Subject::Pupil { name, student_no, class } => {
            let class = class.map(|class| class.to_string()).unwrap_or_default();
            format!("{class} {name} {}", student_no.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        Subject::Roll { class, date, session, exceptions } => match exceptions {
            0 => format!("{class} {date} {session} 全勤"),
            count => format!("{class} {date} {session} 例外 {count} 人次"),
        },
        Subject::Day { date, grade, kind, note } => {
            let grade = grade.map(|grade| format!(" {grade} 年级")).unwrap_or_default();
            format!("{date}{grade} {} {note}", day_kind(*kind))
        }
        Subject::Term { first, last, name } => format!("{name} {first} 至 {last}"),
        Subject::NationalYear { year, days } => format!("{year} 年法定节假日安排 {days} 天"),
    },
    difference: |difference| {
        let Difference { field, pupil, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "无".to_owned(), value_text);
        format!("{}{}：{} → {}", pupil.as_deref().unwrap_or_default(), field_name(*field), value(old), value(new))
    },
    missing: |item| format!("文件中没有（保留不动）：{}", (IMPORT.subject)(&item.subject)),
    fault: |fault| {
        let found = if fault.found.is_empty() { String::new() } else { format!("“{}”", fault.found) };
        format!("第 {} 行 {}{found}：{}", fault.row, fault.column, fault_reason(&fault.kind))
    },
    unread_columns: |columns| format!("没有读取的列：{}", columns.join("、")),
    note: |note| match note {
        Note::SheetsPassedOver { names } => format!("没有读取的工作表：{}", names.join("、")),
        Note::EventsPassedOver { count } => format!("有 {count} 个日程既不是放假也不是上课，没有读取。"),
        Note::EnrolledFrom { date, pupils } => format!("{pupils} 名新学生没有入学日期，按 {date} 起在校登记。"),
        Note::LaidOver => "这是改好的错误行：只补入这些行，其余考勤不动。".to_owned(),
    },
    dry_run: "这是预览，没有写入。",
    recorded: "已全部写入。",
    nothing_to_do: "没有需要写入的内容。",
};

fn day_kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Off => "放假",
        DayKind::On => "上课",
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "姓名",
        Field::Sex => "性别",
        Field::StudentNo => "学籍号",
        Field::IdNo => "身份证件号",
        Field::Birth => "出生日期",
        Field::Hukou => "户口所在地",
        Field::Address => "现住址",
        Field::Street => "街道",
        Field::Boarder => "住校",
        Field::Groups => "重点人群",
        Field::Guardians => "监护人",
        Field::Class => "班级",
        Field::Seat => "座号",
        Field::Enrolled => "入学日期",
        Field::Mark => "考勤",
        Field::Note => "说明",
        Field::Kind => "类型",
        Field::Last => "结束日期",
        Field::Days => "天数",
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(true) => "是".into(),
        Value::Flag(false) => "否".into(),
        Value::Date(date) => date.to_string(),
        Value::Sex(sex) => (DOMAIN.sex)(*sex).into(),
        Value::Groups(groups) => groups.iter().map(|group| (DOMAIN.group)(*group)).collect::<Vec<_>>().join("、"),
        Value::Class(class) => class.to_string(),
        Value::Mark(mark) => (DOMAIN.mark)(*mark).into(),
        Value::Kind(kind) => day_kind(*kind).into(),
    }
}

fn fault_reason(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingName => "没有姓名".into(),
        FaultKind::MissingClass => "没有班级".into(),
        FaultKind::StudentNo(error) => student_no_reason(error).into(),
        FaultKind::IdCheckDigit(error) => id_no_reason(error),
        FaultKind::BornInFuture => "出生日期在今天之后".into(),
        FaultKind::Phone(error) => phone_reason(error).into(),
        FaultKind::LostDigits => "表格软件把长号码变成了科学计数，末几位已丢失；请把该列设为文本后重新填写".into(),
        FaultKind::DuplicateStudentNo { first } => format!("学籍号与第 {first} 行重复"),
        FaultKind::DuplicateIdNo { first } => format!("身份证件号与第 {first} 行重复"),
        FaultKind::DuplicatePupil { first } => format!("与第 {first} 行是同一名学生"),
        FaultKind::ConflictingNumbers => "学籍号和身份证件号分别属于两名学生".into(),
        FaultKind::UnknownClass(error) => class_reason(*error).into(),
        FaultKind::UnknownGrade => "不认识的年级，请写如“七年级”".into(),
        FaultKind::ImpossibleDate => "没有这一天".into(),
        FaultKind::NotADate => "不是日期，请写如 2025-09-01".into(),
        FaultKind::Formula => "是公式，请改成数值或文字".into(),
        FaultKind::ErrorCell => "单元格有错误值".into(),
        FaultKind::ControlCharacter => "含有看不见的控制字符，请重新输入".into(),
        FaultKind::UnreadValue => "看不懂的内容，请写 是 或 否".into(),
        FaultKind::UnknownPupil => "名册里没有这名学生".into(),
        FaultKind::AmbiguousPupil => "班里有同名学生，请补上学籍号".into(),
        FaultKind::NameDiffers => "学籍号和姓名不是同一名学生".into(),
        FaultKind::NotInClass => "那天该生不在这个班".into(),
        FaultKind::UnknownMark => "不认识的考勤符号或用语".into(),
        FaultKind::UnknownSession => "学校没有这个时段".into(),
        FaultKind::DoubleEntry { first } => format!("与第 {first} 行是同一人同一时段"),
        FaultKind::AllPresentWithExceptions => "同一次点名既写全勤又有例外".into(),
        FaultKind::UnknownKind => "类型只认 放假 或 上课".into(),
        FaultKind::UnpairedTerm => "学期开始和学期结束要成对".into(),
    }
}

fn student_no_reason(error: &StudentNoError) -> &'static str {
    match error {
        StudentNoError::Empty => "学籍号是空的",
        StudentNoError::LostDigits => "表格软件把号码变成了科学计数，末几位已丢失；请设为文本后重新填写",
        StudentNoError::Shape => "学籍号应为 4 至 30 位字母或数字",
    }
}

fn id_no_reason(error: &IdNoError) -> String {
    match error {
        IdNoError::Empty => "证件号是空的".into(),
        IdNoError::LostDigits => "表格软件把号码变成了科学计数，末几位已丢失；请设为文本后重新填写".into(),
        IdNoError::Length(length) => format!("身份证号应为 18 位，这里是 {length} 位"),
        IdNoError::Shape => "不是身份证号，也不是其他证件号".into(),
        IdNoError::NoSuchDay => "证件号里的出生日期不存在".into(),
        IdNoError::CheckDigit(right) => format!("身份证号末位校验不符，按前 17 位应为 {right}"),
    }
}

fn phone_reason(error: &PhoneError) -> &'static str {
    match error {
        PhoneError::Empty => "电话是空的",
        PhoneError::LostDigits => "表格软件把号码变成了科学计数；请设为文本后重新填写",
        PhoneError::NotDigits => "电话里有数字以外的内容",
        PhoneError::Shape => "不是 11 位手机号，也不是带区号的座机",
    }
}

fn class_reason(error: ClassError) -> &'static str {
    match error {
        ClassError::Unread => "认不出的班级，请写如“七年级(3)班”",
        ClassError::NoNumber => "只有年级，没有班号",
        ClassError::NoGrade => "只有班号，没有年级",
        ClassError::OutOfSchool => "按入学年份推算，本学年没有这个班",
        ClassError::StageUnclear => "按入学年份写的班级，分不清是小学还是初中；请写如“七年级(3)班”",
        ClassError::GradeDiffers => "班级与年级列不一致",
        ClassError::NotInSchool => "本校没有这个班",
    }
}

const PROBLEMS: Problems = Problems {
    import: |file, error| {
        let what = match error {
            ExchangeError::Empty => "文件是空的".to_owned(),
            ExchangeError::TooLarge { bytes, most } => format!("文件有 {} MB，最多读 {} MB", bytes >> 20, most >> 20),
            ExchangeError::NotAWorkbook => "名为表格文件，内容却不是；请用 WPS 或 Excel 另存为 xlsx 再试".to_owned(),
            ExchangeError::BrokenWorkbook(what) => {
                format!("表格文件已损坏（{what}）；请用 WPS 或 Excel 打开后另存再试")
            }
            ExchangeError::Encrypted => "表格文件有密码；请去掉密码后另存再试".to_owned(),
            ExchangeError::WebPage => "这是网页，不是表格；请用 WPS 或 Excel 打开后另存为 xlsx".to_owned(),
            ExchangeError::NotText => "既不是表格也不是文本；可用 xlsx、xls、csv、ics 文件".to_owned(),
            ExchangeError::HalfCharacter => "文件在半个汉字处断掉，不完整；请重新导出或复制".to_owned(),
            ExchangeError::UnknownEncoding => "认不出文字编码；请另存为 UTF-8 的 CSV 或 xlsx".to_owned(),
            ExchangeError::NoHeadings { looked_for } => format!("没有找到表头；需要这些列：{}", looked_for.join("、")),
            ExchangeError::NoMonth => "表里没有写是哪年哪月；请在标题里写明，如“2025年10月”".to_owned(),
            ExchangeError::NoClass => "表里没有写是哪个班；请在标题里写明，如“七年级(1)班”".to_owned(),
            ExchangeError::BrokenCalendar(what) => format!("日历文件读不懂（{what}）"),
        };
        format!("读不了 {}：{what}。没有写入任何内容。", file.display())
    },
    no_chinese_font: |looked_for| {
        format!(
            "这台电脑没有中文字体，不能生成 PDF（DOCX 和文本仍可）。Debian、麒麟：apt install fonts-noto-cjk；\
             Windows 请安装“仿宋”。找过：{}",
            looked_for.join("、")
        )
    },
    missing_glyphs: |glyphs| {
        format!("已装的字体没有这些字：{glyphs}，不能生成 PDF。请安装收字更全的字体（如 fonts-noto-cjk），或用 DOCX。")
    },
    pdf_left_out: "这个版本编译时没有带 PDF，请用 DOCX 或文本。",
    nothing_to_report: "该生当前没有无故缺勤，或已不在校，没有可报告的内容。",
    journal_fault: |fault| match fault {
        store::Fault::Altered { seq, .. } => format!("第 {seq} 条记录被改动"),
        store::Fault::Missing { from, to, .. } => format!("第 {from} 至 {to} 条记录缺失"),
        store::Fault::ChainBroken { seq, .. } => format!("第 {seq} 条记录与前一条不相接"),
        store::Fault::HeadDiffers { seq, .. } => format!("记录应止于第 {seq} 条，实际不符"),
        store::Fault::TableDiffers { table } => format!("数据表 {table} 与记录不符"),
        store::Fault::AttachmentAltered { digest } => format!("附件 {digest} 被改动"),
        store::Fault::AttachmentMissing { digest, .. } => format!("附件 {digest} 缺失"),
        store::Fault::Pages { what } => format!("数据库文件有损坏：{what}"),
    },
    no_random: "系统没有给出随机数，无法继续。请重启电脑后再试。",
    no_home: "找不到当前用户的数据目录。请用 --data-dir 目录 指定。",
    unknown_pupil: |asked| format!("没有找到学生“{asked}”。请写学籍号或全名；用 baoxue pupils 查看名单。"),
    several_pupils: |asked, them| format!("有 {} 名学生叫“{asked}”，请改写学籍号：\n{}", them.len(), them.join("\n")),
    unknown_class: |asked, known| {
        let known: Vec<String> = known.iter().map(Class::to_string).collect();
        match known.is_empty() {
            true => format!("没有班级“{asked}”：还没有学生。先导入花名册：baoxue import roster 文件"),
            false => format!("没有班级“{asked}”。现有：{}", known.join("、")),
        }
    },
    unknown_grade: |asked| format!("没有年级“{asked}”。请写 七年级 或 7。"),
    unknown_session: |asked, known| format!("没有时段“{asked}”。现有：{}", known.join("、")),
    unknown_seat: |seat, class| {
        format!("{class} 没有座号 {seat}，或有两人同座号。用 baoxue pupils --class 班级 查看座号。")
    },
    seat_twice: |seat| format!("座号 {seat} 写了两种考勤，请只留一种。"),
    empty_class: |class, date| format!("{class} 在 {date} 没有学生。请核对日期，或先导入花名册。"),
    no_school_day: |date, why| {
        format!("{date} 不是上课日（{why}）。确要点名，请加 --anyway；这次点名会保留但不计入统计。")
    },
    future_date: |date| format!("{date} 还没有到，不能记录。"),
    dates_reversed: |from, to| format!("截止日期 {to} 早于开始日期 {from}，请对调。"),
    unknown_guardian: |asked, known| format!("没有第 {asked} 位监护人，名册上共有 {known} 位。"),
    unknown_policy: |asked| {
        format!("不认识的规则“{asked}”。可写 excused=pass、excused=end、R2.within=0、R3.at_least=1 这样的形式。")
    },
    unknown_notice: |asked| format!("没有报告单“{asked}”。用 baoxue notice list 查看编号。"),
    unknown_staff: |asked, known| format!("没有叫“{asked}”的教职工。现有：{}", known.join("、")),
    nothing_to_undo: "没有可以撤销的操作。",
    cannot_read: |file, source| format!("读不了 {}：{source}", file.display()),
    cannot_write: |file, source| format!("写不了 {}：{source}。请换一个目录或文件名。", file.display()),
    too_large: |file, largest| format!("{} 超过 {} MB，请压缩后再附。", file.display(), largest / 1024 / 1024),
    output: |source| format!("输出失败：{source}"),
    passphrase_file: |file, source| format!("读不了口令文件 {}：{source}", file.display()),
    no_terminal: "需要输入口令，但没有终端。请用 --passphrase-file 文件。",
    empty_passphrase: "口令不能为空。",
    passphrases_differ: "两次输入的口令不一致，请重来。",
    not_sound: |faults| format!("发现 {faults} 处问题：记录被改动或缺失。请保留现状，用最近的备份核对。"),
    already_there: |path| format!("{} 已经有数据，不会覆盖。请换一个目录或文件。", path.display()),
    no_books: |path| format!("{} 还没有数据。直接运行 baoxue 按提示建立，或用 baoxue init。", path.display()),
    key_file_missing: |path| {
        format!("缺少密钥文件 {}。没有它无法打开数据；请从备份恢复：baoxue restore 备份文件", path.display())
    },
    key_file_damaged: |path| {
        format!("密钥文件 {} 已损坏（不是口令错误）。请从备份恢复：baoxue restore 备份文件", path.display())
    },
    wrong_passphrase: "口令不对。请检查大小写和输入法；口令无法找回。",
    database_damaged: "数据库文件已损坏（口令没有错）。请从备份恢复：baoxue restore 备份文件",
    too_new: "这些数据由更新版本的保学写成。请升级程序后再打开。",
    in_use: |folder| format!("另一个程序正在使用 {}。请先关闭它。", folder.display()),
    roll_changed: |class, date| format!("{class} {date} 的点名刚被别人改过，没有保存。请重新打开看看有何不同。"),
    number_taken: "编号刚被另一份报告单占用，没有签发。请再试一次。",
    notice_frozen: "报告单已签发，不能再改。",
    not_undoable: "这一步不能撤销：已签发的文书和查看记录要留存。",
    changed_since: "之后又有人改过同一处，不能撤销。请直接更正。",
    in_memory: "演示数据只在内存里，不能备份。",
    backup_damaged: |path| format!("备份文件 {} 已损坏，没有恢复任何内容。", path.display()),
    busy: "另一个程序正占用数据，没有保存。请稍候再试。",
    disk_full: "磁盘已满，没有保存。请腾出空间后再试，已输入的内容还在。",
    read_only: "数据目录不能写入，没有保存。请检查权限或换一个目录。",
    internal: |what| format!("出了意外，没有保存：{what}"),
};
