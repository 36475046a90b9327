//! The words of the dossier's papers.

use crate::documents::dates;
pub use crate::documents::terms::{mark, off_roll, sex, status};
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{ContactRecord, Means, Reached};
use crate::domain::dossier::{Field, Item, Lack};
use crate::domain::ladder::Action;
use crate::domain::letter::LetterKind;
use crate::domain::people::KeyGroup;
use crate::domain::step::{Danger, Ledger, Step, Verified};
use crate::domain::symptom::Symptom;
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{Datelike, NaiveDateTime};

pub fn item(item: Item) -> &'static str {
    match item {
        Item::Cover => "封面、目录、缺件清单",
        Item::Pupil => "学生基本信息表",
        Item::Guardians => "监护人及联系方式",
        Item::Attendance => "考勤明细（本学期）",
        Item::Contacts => "家校联系记录",
        Item::Visits => "家访记录",
        Item::Notices => "校内报告单及批示",
        Item::Reports => "报教育局报告",
        Item::Letters => "致街道函及回复",
        Item::GuardianNotices => "致监护人告知书及回执",
        Item::Persuasions => "劝返记录",
        Item::Verifications => "核查函、回执、催办",
        Item::Orders => "限期复学通知书及送达回证",
        Item::Proofs => "请假、诊断、休学、转学等证明",
        Item::Help => "帮扶方案与落实记录",
        Item::Watch => "返校与跟踪记录",
        Item::TimeLine => "个案过程",
        Item::Closing => "结案审批表",
    }
}

pub fn letter(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Escalation => "报告单",
        LetterKind::ReportBureau => "报教育局报告",
        LetterKind::LetterStreet => "致街道函",
        LetterKind::FollowUp => "续报",
        LetterKind::NoticeGuardian => "返校告知书",
        LetterKind::Verification => "核查函",
        LetterKind::Persuasion => "劝返记录",
        LetterKind::OrderDraft => "限期复学通知书（代拟稿）",
        LetterKind::HomeVisit => "家访记录表",
        LetterKind::Contact => "家校联系记录",
    }
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "待查",
        Stage::Contacted => "已联系",
        Stage::Visiting => "家访中",
        Stage::Escalated => "已报校领导",
        Stage::Reported => "已报街道、教育局",
        Stage::Suspected => "疑似辍学",
        Stage::Dropout => "辍学（在册劝返）",
        Stage::Watch => "跟踪期",
        Stage::Closed => "结案",
    }
}

pub fn exit(exit: Exit) -> &'static str {
    match exit {
        Exit::E1 => "返校复学",
        Exit::E2 => "请假、病假补办",
        Exit::E3 => "转出",
        Exit::E4 => "休学",
        Exit::E5 => "异地就读已核实",
        Exit::E6 => "出国（境）",
        Exit::E7 => "转特校、送教上门",
        Exit::E8 => "其他合法事由",
        Exit::E9 => "死亡",
        Exit::E10 => "已完成义务教育、超龄",
        Exit::E11 => "登记差错",
        Exit::E12 => "缓学",
    }
}

pub fn symptom(symptom: Symptom) -> &'static str {
    match symptom {
        Symptom::Fever => "发热",
        Symptom::Cough => "咳嗽",
        Symptom::Rash => "皮疹",
        Symptom::Diarrhoea => "腹泻",
        Symptom::Vomiting => "呕吐",
        Symptom::Jaundice => "黄疸",
        Symptom::RedEyes => "结膜红肿",
        Symptom::Mumps => "腮腺肿大",
        Symptom::Other => "其他症状",
    }
}

pub fn group(group: KeyGroup) -> &'static str {
    match group {
        KeyGroup::Orphan => "孤儿",
        KeyGroup::Unattended => "事实无人抚养儿童",
        KeyGroup::Disabled => "残疾学生",
        KeyGroup::Inclusive => "随班就读",
        KeyGroup::LeftBehind => "留守儿童",
        KeyGroup::Migrant => "随迁子女",
        KeyGroup::PovertyLifted => "建档立卡、脱贫户",
        KeyGroup::Dibao => "低保户",
        KeyGroup::Tekun => "特困供养",
        KeyGroup::Difficult => "困境儿童",
        KeyGroup::Judicial => "涉案未成年人",
        KeyGroup::Learning => "学困生",
        KeyGroup::Weary => "厌学",
        KeyGroup::Returned => "劝返复学生",
        KeyGroup::Health => "心理、重大疾病关注",
    }
}

pub fn means(means: Means) -> &'static str {
    match means {
        Means::Phone => "电话",
        Means::Message => "短信、微信",
        Means::Visit => "面谈",
        Means::Other => "其他",
    }
}

pub fn reached(reached: Reached) -> &'static str {
    match reached {
        Reached::Yes => "已联系上",
        Reached::NoAnswer => "未接",
        Reached::Off => "关机",
        Reached::WrongNumber => "空号、错号",
        Reached::Refused => "拒接",
    }
}

pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::MetGuardian => "见到监护人",
        Outcome::MetOther => "见到其他人",
        Outcome::Nobody => "无人在家",
        Outcome::Refused => "被拒绝",
    }
}

pub fn verified(verified: Verified) -> &'static str {
    match verified {
        Verified::Enrolled => "已在当地就读",
        Verified::NotFound => "查无此人",
        Verified::AtHome => "在户籍地，未就读",
    }
}

/// With its year: a dossier runs over several.
pub fn moment(at: NaiveDateTime) -> String {
    format!("{}年{}", at.year(), dates::moment(at))
}

/// What is said first, and behind a colon what more was written down.
pub fn said(first: impl Into<String>, more: &str) -> String {
    let (first, more) = (first.into(), more.trim());
    if more.is_empty() { first } else { format!("{first}：{more}") }
}

/// A contact in a line.
pub fn contact(record: &ContactRecord) -> String {
    let with = if record.guardian.trim().is_empty() { "家长" } else { record.guardian.trim() };
    said(format!("{}联系{with}，{}", means(record.by), reached(record.reached)), &record.said)
}

/// A home visit in a line.
pub fn visit(record: &VisitRecord) -> String {
    let met = if record.met.trim().is_empty() { String::new() } else { format!("（{}）", record.met.trim()) };
    said(format!("{}家访，{}{met}", record.who.trim(), outcome(record.outcome)), &record.found)
}

/// A kind of step, and what it says.
pub fn step(step: &Step) -> (&'static str, String) {
    match step {
        Step::Talk { with, said: text } => ("谈话", said(with.as_str(), text)),
        Step::Persuasion(it) => ("劝返", said(format!("{}；结果：{}", it.who, it.result), &it.said)),
        Step::Entered { ledger, said } => (
            match ledger {
                Ledger::Suspected => "列入疑似辍学台账",
                Ledger::Dropout => "列入辍学台账",
                Ledger::LongLeave => "列入长期请假台账",
            },
            said.clone(),
        ),
        Step::Considered { said } => ("休学、补学安排", said.clone()),
        Step::Danger { how, said: text } => (
            "紧急情况",
            said(
                match how {
                    Danger::Unreachable => "完全联系不上",
                    Danger::NotWhereBelieved => "家长以为在校，未找到",
                    Danger::BoarderMissing => "住校生失联",
                    Danger::Harm => "疑似侵害",
                },
                text,
            ),
        ),
        Step::PoliceTold { number, said: text } => ("报警", said(format!("回执 {number}"), text)),
        Step::Found { place, by } => ("已找到", format!("{place}（{by}）")),
        Step::Safe { source } => ("校领导认定安全", said("依据", source)),
        Step::Clue { said: text, source, .. } => ("线索", said(source.as_str(), text)),
        Step::Reminded { said } => ("催办核查函", said.clone()),
        Step::Answered { verified: answer, said: text } => ("核查回执", said(verified(*answer), text)),
        Step::HandedOver { to } => ("移交", to.clone()),
        Step::ReportedIllness { to, said: text } => ("疫情报告", said(to.as_str(), text)),
        Step::Certificate { said } => ("复课证明", said.clone()),
        Step::Override { stage: set, why } => ("改定阶段", said(stage(*set), why)),
        Step::Closed(closing) => ("结案", said(exit(closing.exit), evidence(closing.exit, &closing.evidence))),
    }
}

/// What proves an exit. Of the one that is shown as another lawful reason only the leadership keeps it.
pub fn evidence(exit: Exit, written: &str) -> &str {
    if exit == Exit::E8 { "材料由校领导另存" } else { written }
}

/// What is lacking, in a line of the missing list.
pub fn lack(lack: &Lack) -> String {
    match lack {
        Lack::Unrecorded(field) => format!("没有登记{}", self::field(*field)),
        Lack::NoGuardian => "没有登记监护人".into(),
        Lack::NoPhone => "监护人没有登记电话".into(),
        Lack::Rolls(count) => format!("个案开启以来本班有 {count} 次没有点名记录"),
        Lack::Owed { what, due } => {
            let due = due.map(|due| format!("（期限{}）", dates::day(due))).unwrap_or_default();
            format!("{}{due}", action(*what))
        }
        Lack::Unissued(kind) => format!("没有{}", letter(*kind)),
        Lack::Unreceived(kind, no) => {
            let what = match kind {
                LetterKind::Escalation => "没有签收、批示",
                LetterKind::OrderDraft => "没有送达回证",
                _ => "没有签收或回执",
            };
            format!("{}{no}{what}", letter(*kind))
        }
        Lack::Unanswered(no) => format!("核查函{no}没有回执"),
        Lack::Persuasions { have, of } => format!("劝返记录有 {have} 次，应有 {of} 次以上"),
        Lack::WithoutNote(days) => format!("有 {days} 天请假没有请假条"),
        Lack::Unproved(exit) => format!("“{}”的证明材料没有附上", self::exit(*exit)),
        Lack::NoHelp => "没有帮扶方案或谈话记录".into(),
        Lack::ReturnUnreported => "学生已返校，没有续报".into(),
        Lack::Unclosed(exit) => format!("可按“{}”结案，尚未确认", self::exit(*exit)),
    }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::StudentNo => "学籍号",
        Field::Sex => "性别",
        Field::Birth => "出生日期",
        Field::Hukou => "户口所在地",
        Field::Address => "现住址",
        Field::Street => "所属街道（镇）",
    }
}

/// What the ladder asks for, as something that is not there.
fn action(action: Action) -> &'static str {
    match action {
        Action::ContactGuardian => "没有联系上监护人的记录",
        Action::AskAfterLeave => "假满未返校，没有联系记录",
        Action::FollowIllness => "没有追访病情的记录",
        Action::HomeVisit => "没有家访记录",
        Action::NoticeToLeadership => "没有报告单",
        Action::AcknowledgeNotice => "报告单没有批示",
        Action::ReportOutside => "没有报教育局报告和致街道函",
        Action::ReportToBureau => "没有报教育局报告",
        Action::LetterToStreet => "没有致街道函",
        Action::FollowUpReport => "学生已返校，没有续报",
        Action::NoticeToGuardian => "没有返校告知书",
        Action::Persuade => "到期没有再次劝返的记录",
        Action::SendVerification => "没有核查函",
        Action::Remind => "核查函没有催办记录",
        Action::EnterLongLeave => "没有长期请假的登记和证明",
        Action::ConsiderSuspension => "没有休学或补学安排的记录",
        Action::TalkAboutPattern => "没有规律性缺勤的谈话记录",
        Action::WatchTalk => "到期没有跟踪谈话记录",
        Action::EnterSuspected => "没有列入疑似辍学台账",
        Action::EnterDropout => "没有列入辍学台账",
        Action::ReportIllness => "没有疫情报告",
        Action::CallPolice => "没有报警记录",
        Action::TraceEntrant => "没有追踪记录",
        Action::MonthlyReport => "没有月报",
    }
}
