//! The registers (登记表、台账) that a school keeps; domain handbook 3a, 3b and 3l.

use serde::{Deserialize, Serialize};

/// Which register it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterKind {
    /// 缺勤追踪登记表
    Absence,
    /// 因病缺勤登记追查
    Illness,
    /// 疑似辍学学生台账
    Suspected,
    /// 辍学学生台账
    Dropout,
    /// 劝返复学台账
    Returned,
    /// 长期请假台账
    LongLeave,
}

impl RegisterKind {
    pub const ALL: [RegisterKind; 6] = [
        RegisterKind::Absence,
        RegisterKind::Illness,
        RegisterKind::Suspected,
        RegisterKind::Dropout,
        RegisterKind::Returned,
        RegisterKind::LongLeave,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            RegisterKind::Absence => "absence",
            RegisterKind::Illness => "illness",
            RegisterKind::Suspected => "suspected",
            RegisterKind::Dropout => "dropout",
            RegisterKind::Returned => "returned",
            RegisterKind::LongLeave => "long-leave",
        }
    }

    /// A ledger (台账) is never shortened: it is asked for whole; the others for the term.
    pub fn is_ledger(self) -> bool {
        !matches!(self, RegisterKind::Absence | RegisterKind::Illness)
    }
}
