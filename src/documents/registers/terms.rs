//! The words of the registers, short enough for a column.

pub use crate::documents::dossier::terms::status;
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Means, Reached};
use crate::domain::mark::Mark;
use crate::domain::numbers::StudentNo;
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, PupilRecord, Sex};
use crate::domain::status::{Proof, Reach};
use crate::domain::symptom::Symptom;

/// 到校情况
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Unknown => "未到待查",
        Mark::Truant => "旷课",
        Mark::Sick => "病假",
        Mark::Leave => "事假",
        Mark::Official => "公假",
        Mark::Late => "迟到",
        Mark::Early => "早退",
    }
}

/// 联系结果
pub fn reached(reached: Reached) -> &'static str {
    match reached {
        Reached::Yes => "已联系",
        Reached::NoAnswer => "未接",
        Reached::Off => "关机",
        Reached::WrongNumber => "空号",
        Reached::Refused => "拒接",
    }
}

pub fn means(means: Means) -> &'static str {
    match means {
        Means::Phone => "电话",
        Means::Message => "短信微信",
        Means::Visit => "面谈",
        Means::Other => "其他联系",
    }
}

/// 主要症状
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
        Symptom::Other => "其他",
    }
}

pub fn sex(record: &PupilRecord) -> &'static str {
    match record.sex {
        Some(Sex::Male) => "男",
        Some(Sex::Female) => "女",
        None => "",
    }
}

/// 重点群体类别
pub fn group(group: KeyGroup) -> &'static str {
    match group {
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
        KeyGroup::Judicial => "涉案",
        KeyGroup::Learning => "学困",
        KeyGroup::Weary => "厌学",
        KeyGroup::Returned => "劝返复学",
        KeyGroup::Health => "健康关注",
    }
}

/// 当前状态
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "待查",
        Stage::Contacted => "已联系",
        Stage::Visiting => "家访中",
        Stage::Escalated => "已报校领导",
        Stage::Reported => "已报街道、教育局",
        Stage::Suspected => "疑似辍学",
        Stage::Dropout => "辍学，在册劝返",
        Stage::Watch => "已返校，跟踪期",
        Stage::Closed => "已结案",
    }
}

/// 销号依据. What is the family's own (E8, E9) is not told.
pub fn off_roll(why: OffRoll) -> &'static str {
    match why {
        OffRoll::HomeTeaching => "送教上门",
        OffRoll::Elsewhere => "异地就读待转",
        OffRoll::Judicial => "其他合法事由",
    }
}

pub fn exit(exit: Exit) -> &'static str {
    match exit {
        Exit::E1 => "返校复学",
        Exit::E2 => "已补办请假",
        Exit::E3 => "转出",
        Exit::E4 => "休学",
        Exit::E5 => "异地就读已核实",
        Exit::E6 => "出国（境）",
        Exit::E7 => "转特校、送教上门",
        Exit::E8 | Exit::E9 => "其他合法事由",
        Exit::E10 => "已完成义务教育",
        Exit::E11 => "登记差错",
        Exit::E12 => "缓学",
    }
}

/// The last four of the 学籍号: within the school no more of it is printed.
pub fn student_no_end(record: &PupilRecord) -> String {
    record.student_no.as_ref().map(end_of).unwrap_or_default()
}

pub fn end_of(no: &StudentNo) -> String {
    let no = no.as_str();
    no.chars().skip(no.chars().count().saturating_sub(4)).collect()
}

/// 转学范围
pub fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::District => "区内",
        Reach::City => "市内跨区",
        Reach::Province => "省内跨市",
        Reach::Beyond => "跨省",
    }
}

/// 佐证材料
pub fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Application => "申请表",
        Proof::Acceptance => "接收证明",
        Proof::Residence => "户籍、居住或务工证明",
        Proof::Attendance => "在读证明",
        Proof::Hospital => "县级以上医院证明",
        Proof::History => "病历",
        Proof::Recovery => "康复证明",
        Proof::Suspension => "休学证明",
        Proof::Condition => "身体状况证明",
        Proof::Statement => "监护人书面说明",
        Proof::Abroad => "签证或境外就读证明",
        Proof::Death => "死亡证明",
        Proof::Disability => "残疾证或诊断证明",
    }
}
