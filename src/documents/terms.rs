//! Words that stand on papers of several kinds. Each kind has words of its own beside them where its form says it
//! otherwise.

use crate::domain::mark::Mark;
use crate::domain::off_roll::OffRoll;
use crate::domain::people::Sex;
use crate::domain::status::StatusKind;

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

pub fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
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

/// 学籍异动类别
pub fn status(kind: StatusKind) -> &'static str {
    match kind {
        StatusKind::TransferOut => "转出",
        StatusKind::TransferIn => "转入",
        StatusKind::Suspend => "休学",
        StatusKind::Resume => "复学",
        StatusKind::Defer => "缓学",
        StatusKind::LeaveCountry => "出国（境）",
        StatusKind::Died => "死亡",
        StatusKind::Graduate => "毕业",
        StatusKind::SpecialSchool => "转入特教学校",
        StatusKind::Class => "调班",
    }
}
