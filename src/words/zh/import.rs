use super::domain::DOMAIN;
use crate::domain::calendar::DayKind;
use crate::domain::class::ClassError;
use crate::domain::district::SchoolKind;
use crate::domain::numbers::{IdNoError, PhoneError, StudentNoError};
use crate::domain::people::Post;
use crate::domain::status::Holds;
use crate::exchange::plan::{Counts, Difference, FaultKind, Field, Kept, Note, Subject, Value};
use crate::words::import::Import;

pub const IMPORT: Import = Import {
    counts: |counts| {
        let Counts { rows, new, changed, unchanged, missing, kept, faulty_rows, is_of_rolls } = counts;
        if *is_of_rolls {
            let read = rows.saturating_sub(*faulty_rows);
            return format!(
                "共 {rows} 行：读入 {read} 行，有误 {faulty_rows} 行；合成点名：新增 {new} 次，变更 {changed} 次，未变 {unchanged} 次"
            );
        }
        let kept = if *kept > 0 { format!("，不改动 {kept}") } else { String::new() };
        format!(
            "共 {rows} 行：新增 {new}，变更 {changed}，未变 {unchanged}，有误 {faulty_rows} 行；文件中没有的 {missing}{kept}"
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
        Subject::Listed { row, name, class } => match class {
            Some(class) => format!("第 {row} 行 {name} {class}"),
            None => format!("第 {row} 行 {name}"),
        },
        Subject::Entrant { name, id_no, grade, village } => {
            format!("{grade} {village} {name} {}", id_no.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        Subject::Staff { name, posts } => format!("{name} {}", post_names(posts)).trim_end().to_owned(),
        Subject::DistrictSchool { name, code } => format!("{name} {code}").trim_end().to_owned(),
    },
    difference: |difference| {
        let Difference { field, pupil, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "无".to_owned(), value_text);
        format!("{}{}：{} 改为 {}", pupil.as_deref().unwrap_or_default(), field_name(*field), value(old), value(new))
    },
    missing: |item| format!("文件中没有（保留不动）：{}", (IMPORT.subject)(&item.subject)),
    kept: |kept| format!("第 {} 行 {}：{}", kept.row, (IMPORT.subject)(&kept.item.subject), kept_why(kept)),
    kept_difference: |difference| {
        let Difference { field, pupil: _, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "无".to_owned(), value_text);
        format!("{}原为 {}，这份名单写 {}", field_name(*field), value(old), value(new))
    },
    kept_by_list: "先有的名单写过的，不改动。确要以这份名单为准，选“以本名单为准”再导入。",
    kept_by_status: "学籍异动和升级定下的，不按名册改。确要变动，到“学籍异动”登记；要逐人核对，用“学籍核对”。",
    fault: |fault| {
        let found = if fault.found.is_empty() { String::new() } else { format!("「{}」", fault.found) };
        let who = if fault.who.is_empty() { String::new() } else { format!("{} ", fault.who) };
        format!("第 {} 行 {who}{}{found}：{}", fault.row, fault.column, fault_reason(&fault.kind))
    },
    fault_in_sheet: |fault| format!("工作表“{}”{}", fault.sheet_name, (IMPORT.fault)(fault)),
    unread_columns: |columns| format!("没有读取的列：{}", columns.join("、")),
    note: |note| match note {
        Note::SheetsPassedOver { names } => format!("没有读取的工作表：{}", names.join("、")),
        Note::EventsPassedOver { count } => format!("有 {count} 个日程既不是放假也不是上课，没有读取。"),
        Note::EnrolledFrom { date, pupils } => format!("{pupils} 名新学生没有入学日期，按 {date} 起在校登记。"),
        Note::OlderThanUsual { names } => format!("超过通常年龄，照收，请核对：{}", names.join("、")),
        Note::YoungerThanUsual { names } => format!("不到该年级的通常年龄，照收，请核对年级：{}", names.join("、")),
        Note::SourceNotSaid { children } => {
            format!("{children} 人的名单来源没有写明，记为“其他”；要写明，请在导入前给表加“来源”一列。")
        }
        Note::StayAway { names } => {
            format!("休学、缓学中的 {} 人保持原样，复学时再编班：{}", names.len(), names.join("、"))
        }
        Note::LaidOver => "这是改好的错误行：只补入这些行，其余考勤不动。".to_owned(),
    },
    faulty_rows: "有误",
    dry_run: "这是预览，没有写入。",
    recorded: |faulty| match faulty {
        0 => "已全部写入。".to_owned(),
        faulty => format!("已写入；有误的 {faulty} 行没有写入，改好后再导入。"),
    },
    nothing_to_do: "没有需要写入的内容。",
};

/// Why the books stay as they are.
fn kept_why(kept: &Kept) -> String {
    let differences = &kept.item.differences;
    let holds = match kept.holds {
        Some(Holds::Status { kind, from }) => format!("已登记{}（{from} 起）", (DOMAIN.status)(kind)),
        Some(Holds::AppliedFor { kind, applied_on }) => {
            format!("{}申请中（{applied_on} 申请），还没有生效", (DOMAIN.status)(kind))
        }
        Some(Holds::Turn { year, from }) => format!("已升入 {year} 学年的班级（{from} 起）"),
        None => {
            let said = differences.iter().map(|difference| (IMPORT.kept_difference)(difference));
            return format!("{}：不改动", said.collect::<Vec<_>>().join("；"));
        }
    };
    let said = differences.iter().map(|difference| match (difference.field, &difference.old) {
        (Field::Class, None) => "名册里还有".to_owned(),
        (field, _) => {
            let value = difference.new.as_ref().map(value_text).unwrap_or_default();
            format!("名册里{}写 {value}", field_name(field))
        }
    });
    format!("{holds}，{}：不改动", said.collect::<Vec<_>>().join("，"))
}

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
        Field::Dormitory => "宿舍号",
        Field::Groups => "重点人群",
        Field::Guardians => "监护人",
        Field::Class => "班级",
        Field::Seat => "座号",
        Field::Enrolled => "入学日期",
        Field::Mark => "考勤",
        Field::Note => "说明",
        Field::Symptoms => "症状",
        Field::Kind => "类型",
        Field::Last => "结束日期",
        Field::Days => "天数",
        Field::Posts => "职务",
        Field::Until => "离校日期",
        Field::Village => "村居",
        Field::Grade => "拟入年级",
        Field::OldSchool => "原就读学校",
        Field::Sends => "应报",
        Field::SchoolCode => "学校标识码",
        Field::SchoolKind => "类型",
        Field::Listed => "在学校名单上",
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::SchoolKind(kind) => match kind {
            SchoolKind::Primary => "小学",
            SchoolKind::Junior => "初中",
            SchoolKind::NineYear => "九年一贯制学校",
            SchoolKind::Secondary => "完全中学",
            SchoolKind::Special => "特殊教育学校",
        }
        .into(),
        Value::Flag(true) => "是".into(),
        Value::Flag(false) => "否".into(),
        Value::Date(date) => date.to_string(),
        Value::Sex(sex) => (DOMAIN.sex)(*sex).into(),
        Value::Groups(groups) => groups.iter().map(|group| (DOMAIN.group)(*group)).collect::<Vec<_>>().join("、"),
        Value::Class(class) => class.to_string(),
        Value::Mark(mark) => (DOMAIN.mark)(*mark).into(),
        Value::Symptoms(symptoms) => {
            symptoms.iter().map(|symptom| (DOMAIN.symptom)(symptom)).collect::<Vec<_>>().join("、")
        }
        Value::Kind(kind) => day_kind(*kind).into(),
        Value::Posts(posts) if posts.is_empty() => "无".into(),
        Value::Posts(posts) => post_names(posts),
    }
}

fn post_names(posts: &[Post]) -> String {
    posts.iter().map(|post| (DOMAIN.post)(*post)).collect::<Vec<_>>().join("、")
}

pub(super) fn fault_reason(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingName => "没有姓名".into(),
        FaultKind::NameTooLong { most } => format!("姓名超过 {most} 个字"),
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
        FaultKind::UnknownGrade => "不认识的年级，请写如「七年级」".into(),
        FaultKind::ImpossibleDate => "没有这一天".into(),
        FaultKind::NotADate => "不是日期，请写如 2025-09-01".into(),
        FaultKind::Formula => "是公式，请改成数值或文字".into(),
        FaultKind::ErrorCell => "单元格有错误值".into(),
        FaultKind::ControlCharacter => "含有看不见的控制字符，请重新输入".into(),
        FaultKind::UnreadValue => "看不懂的内容，请写 是 或 否".into(),
        FaultKind::UnknownSex => "性别请写 男 或 女".into(),
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
        FaultKind::MissingGrade => "年级组长没有写年级".into(),
        FaultKind::WrongGrade => "不是该生要升入的年级；毕业年级不编班，留级、跳级升级后另办".into(),
        FaultKind::SeatTaken { first } => format!("座号与第 {first} 行重复"),
        FaultKind::SeatHeld { by } => format!("这个座号是{by}的，名册里没有给他换座；请另给座号"),
        FaultKind::NoSeat => "座号应是 1 至 999 的数".into(),
        FaultKind::NewPupil => "升级的班里没有这名学生；新生请用“导入花名册”登记".into(),
        FaultKind::IdNameDiffers => "证件号和姓名不是同一名学生".into(),
        FaultKind::EndsBefore => "截止日期早于起始日期".into(),
        FaultKind::MissingBirth => "没有出生日期，也没有身份证件号，无法核对年龄".into(),
        FaultKind::TooYoung { age, grade } => format!("到 8 月 31 日才 {age} 岁，还不到入读{grade}的年龄"),
        FaultKind::OnTheBooks { class } => {
            let class = class.map(|class| class.to_string()).unwrap_or_default();
            format!("已经在本校在册 {class}").trim_end().to_owned()
        }
        FaultKind::UnknownSource => "看不懂的来源，请写 公安、村居、小学 或 其他".into(),
        FaultKind::SchoolCode => "学校标识码是十位数字；还不知道的留空".into(),
        FaultKind::UnknownSchoolKind => {
            "不认识的类型，请写 小学、初中、九年一贯制学校、完全中学 或 特殊教育学校".into()
        }
        FaultKind::DuplicateSchool { first } => format!("与第 {first} 行是同一所学校"),
        FaultKind::NamesakeBorn { born } => {
            format!("班里同名学生的证件号里是 {born}：是同一人就改出生日期，是另一人请写学籍号或身份证件号")
        }
        FaultKind::BirthDiffers { born } => format!("与身份证件号不符：证件号里是 {born}"),
        FaultKind::SexDiffers { sex } => format!("与身份证件号不符：证件号里是{}", (DOMAIN.sex)(*sex)),
        FaultKind::FutureDay => "这一天还没有到，不能有考勤".into(),
        FaultKind::UnknownRole => {
            "不认识的职务，请写 班主任、年级组长、德育处、校领导、学籍管理员、疫情报告人 或 教师".into()
        }
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

pub(super) fn phone_reason(error: &PhoneError) -> &'static str {
    match error {
        PhoneError::Empty => "电话是空的",
        PhoneError::LostDigits => "表格软件把号码变成了科学计数；请设为文本后重新填写",
        PhoneError::NotDigits => "电话里有数字以外的内容",
        PhoneError::Shape => "不是 11 位手机号，也不是带区号的座机",
    }
}

fn class_reason(error: ClassError) -> &'static str {
    match error {
        ClassError::Unread => "认不出的班级，请写如「七年级(3)班」",
        ClassError::NoNumber => "只有年级，没有班号",
        ClassError::NoGrade => "只有班号，没有年级",
        ClassError::OutOfSchool => "按入学年份推算，本学年没有这个班",
        ClassError::StageUnclear => "按入学年份写的班级，分不清是小学还是初中；请写如「七年级(3)班」",
        ClassError::GradeDiffers => "班级与年级列不一致",
        ClassError::NotInSchool => "本校没有这个班",
    }
}
