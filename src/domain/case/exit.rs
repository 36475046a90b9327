//! How a case ends (出口; domain handbook 2.2).

use super::Stage;
use crate::domain::people::Role;
use serde::{Deserialize, Serialize};

/// How a case ends (出口; domain handbook 2.2). There is no 退学 and no 开除 among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Exit {
    /// 返校复学
    E1,
    /// 请假、病假补办
    E2,
    /// 转出
    E3,
    /// 休学
    E4,
    /// 异地就读已核实
    E5,
    /// 出国（境）
    E6,
    /// 转特校、送教上门
    E7,
    /// 司法、专门学校: shown as another lawful reason.
    E8,
    /// 死亡
    E9,
    /// 已完成义务教育、超龄
    E10,
    /// 登记差错
    E11,
    /// 缓学
    E12,
}

impl Exit {
    pub const ALL: [Exit; 12] = [
        Exit::E1,
        Exit::E2,
        Exit::E3,
        Exit::E4,
        Exit::E5,
        Exit::E6,
        Exit::E7,
        Exit::E8,
        Exit::E9,
        Exit::E10,
        Exit::E11,
        Exit::E12,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Exit::E1 => "E1",
            Exit::E2 => "E2",
            Exit::E3 => "E3",
            Exit::E4 => "E4",
            Exit::E5 => "E5",
            Exit::E6 => "E6",
            Exit::E7 => "E7",
            Exit::E8 => "E8",
            Exit::E9 => "E9",
            Exit::E10 => "E10",
            Exit::E11 => "E11",
            Exit::E12 => "E12",
        }
    }

    pub fn from_code(code: &str) -> Option<Exit> {
        Exit::ALL.into_iter().find(|exit| exit.code().eq_ignore_ascii_case(code))
    }

    /// The roles of which one may close a case so, from a stage; none where it cannot be so from there.
    pub fn closers(self, reached: Stage) -> &'static [Role] {
        use Role::{Affairs, GradeLead, Homeroom, Leadership, Registrar};
        let escalated = reached.is_escalated();
        match self {
            Exit::E1 if reached >= Stage::Reported && escalated => &[Leadership],
            Exit::E1 | Exit::E2 if escalated => &[Affairs, Leadership],
            Exit::E1 | Exit::E2 => &[Homeroom, GradeLead, Affairs, Leadership],
            Exit::E11 if !escalated => &[GradeLead, Leadership],
            Exit::E5 if !escalated => &[],
            Exit::E3 | Exit::E4 | Exit::E6 | Exit::E7 | Exit::E9 | Exit::E10 | Exit::E12 if !escalated => {
                &[Registrar, Leadership]
            }
            _ => &[Leadership],
        }
    }
}
