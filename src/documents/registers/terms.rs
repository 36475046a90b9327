//! The words of the registers: the dossier's, but where a column wants another.

use crate::documents::dossier::terms as dossier;
use crate::documents::terms;
pub use crate::documents::terms::{mark, off_roll, status};
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Means, Reached};
use crate::domain::numbers::StudentNo;
use crate::domain::people::{KeyGroup, PupilRecord};
use crate::domain::status::{Proof, Reach};
use crate::domain::symptom::Symptom;

/// 联系结果
pub fn reached(reached: Reached) -> &'static str {
    match reached {
        Reached::Yes => "已联系",
        Reached::WrongNumber => "空号",
        reached => dossier::reached(reached),
    }
}

pub fn means(means: Means) -> &'static str {
    match means {
        Means::Message => "短信微信",
        Means::Other => "其他联系",
        means => dossier::means(means),
    }
}

/// 主要症状
pub fn symptom(symptom: Symptom) -> &'static str {
    match symptom {
        Symptom::Other => "其他",
        symptom => dossier::symptom(symptom),
    }
}

pub fn sex(record: &PupilRecord) -> &'static str {
    record.sex.map_or("", terms::sex)
}

/// 销号依据. What is the family's own (E8, E9) is not told.
pub fn exit(exit: Exit) -> &'static str {
    match exit {
        Exit::E2 => "已补办请假",
        Exit::E8 | Exit::E9 => "其他合法事由",
        Exit::E10 => "已完成义务教育",
        exit => dossier::exit(exit),
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
        Stage::Dropout => "辍学，在册劝返",
        Stage::Watch => "已返校，跟踪期",
        Stage::Closed => "已结案",
        stage => dossier::stage(stage),
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
