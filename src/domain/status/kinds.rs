//! Which changes of status there are, and what each of them needs.

use crate::domain::case::Exit;
use serde::{Deserialize, Serialize};

/// Which change it is (异动类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusKind {
    /// 转出
    TransferOut,
    /// 转入
    TransferIn,
    /// 休学; of somebody who is suspended already 续休.
    Suspend,
    /// 复学
    Resume,
    /// 缓学: a child on the books who has not begun school begins later.
    Defer,
    /// 出国（境）
    LeaveCountry,
    /// 死亡
    Died,
    /// 转入特殊教育学校
    SpecialSchool,
    /// 调班; out of a deferral the entry into a class.
    Class,
    /// 毕业: comes with the year's turn alone, and is none of `ALL`, which can be asked for.
    Graduate,
}

/// A paper that a change needs (佐证材料).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// 申请表, signed by a guardian
    Application,
    /// 接收学校同意接收的证明
    Acceptance,
    /// 户籍、居住或务工经商证明
    Residence,
    /// 在读证明
    Attendance,
    /// 县级以上医院证明
    Hospital,
    /// 病历
    History,
    /// 康复证明
    Recovery,
    /// 休学证明
    Suspension,
    /// 身体状况证明, of a hospital or of a disability
    Condition,
    /// 监护人书面说明
    Statement,
    /// 签证或境外就读证明
    Abroad,
    /// 死亡证明
    Death,
    /// 残疾证或诊断证明
    Disability,
}

impl Proof {
    pub const ALL: [Proof; 13] = [
        Proof::Application,
        Proof::Acceptance,
        Proof::Residence,
        Proof::Attendance,
        Proof::Hospital,
        Proof::History,
        Proof::Recovery,
        Proof::Suspension,
        Proof::Condition,
        Proof::Statement,
        Proof::Abroad,
        Proof::Death,
        Proof::Disability,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Proof::Application => "application",
            Proof::Acceptance => "acceptance",
            Proof::Residence => "residence",
            Proof::Attendance => "attendance",
            Proof::Hospital => "hospital",
            Proof::History => "history",
            Proof::Recovery => "recovery",
            Proof::Suspension => "suspension",
            Proof::Condition => "condition",
            Proof::Statement => "statement",
            Proof::Abroad => "abroad",
            Proof::Death => "death",
            Proof::Disability => "disability",
        }
    }

    pub fn from_code(code: &str) -> Option<Proof> {
        Proof::ALL.into_iter().find(|proof| proof.code() == code)
    }
}

/// How far a transfer goes (转学范围): between which bureaus it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// 区（县）内
    District,
    /// 市内跨区（县）
    City,
    /// 省内跨市
    Province,
    /// 跨省
    Beyond,
}

impl Reach {
    pub const ALL: [Reach; 4] = [Reach::District, Reach::City, Reach::Province, Reach::Beyond];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Reach::District => "district",
            Reach::City => "city",
            Reach::Province => "province",
            Reach::Beyond => "beyond",
        }
    }
}

impl StatusKind {
    pub const ALL: [StatusKind; 9] = [
        StatusKind::TransferOut,
        StatusKind::TransferIn,
        StatusKind::Suspend,
        StatusKind::Resume,
        StatusKind::Defer,
        StatusKind::LeaveCountry,
        StatusKind::Died,
        StatusKind::SpecialSchool,
        StatusKind::Class,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            StatusKind::TransferOut => "transfer-out",
            StatusKind::TransferIn => "transfer-in",
            StatusKind::Suspend => "suspend",
            StatusKind::Resume => "resume",
            StatusKind::Defer => "defer",
            StatusKind::LeaveCountry => "leave-country",
            StatusKind::Died => "died",
            StatusKind::SpecialSchool => "special-school",
            StatusKind::Class => "class",
            StatusKind::Graduate => "graduate",
        }
    }

    /// The papers without which it takes no effect, in the order in which they are asked for: 《中小学生学籍管理办法》
    /// (教基一〔2013〕7号) and Fujian's rules for it (domain handbook 2.4, N3F); of a deferral E12's.
    pub fn proofs(self) -> &'static [Proof] {
        match self {
            StatusKind::TransferOut => &[Proof::Application, Proof::Acceptance],
            StatusKind::TransferIn => &[Proof::Application, Proof::Residence, Proof::Attendance],
            StatusKind::Suspend => &[Proof::Application, Proof::Hospital, Proof::History],
            StatusKind::Resume => &[Proof::Application, Proof::Recovery, Proof::Suspension],
            StatusKind::Defer => &[Proof::Application, Proof::Condition],
            StatusKind::LeaveCountry => &[Proof::Statement, Proof::Abroad],
            StatusKind::Died => &[Proof::Death],
            StatusKind::SpecialSchool => &[Proof::Application, Proof::Disability, Proof::Acceptance],
            StatusKind::Class | StatusKind::Graduate => &[],
        }
    }

    /// The paper of its list that a paper is; none where the kind does not ask for it. A hospital's paper and one of a
    /// disability prove the condition for which a child begins later, as they do of one who has not come (未报到).
    pub fn takes(self, proof: Proof) -> Option<Proof> {
        let proof = match (self, proof) {
            (StatusKind::Defer, Proof::Hospital | Proof::Disability) => Proof::Condition,
            _ => proof,
        };
        self.proofs().contains(&proof).then_some(proof)
    }

    /// The change of status that an exit of a case stands for; the exit alone takes nobody off the roll.
    pub fn of_exit(exit: Exit) -> Option<StatusKind> {
        match exit {
            Exit::E3 | Exit::E5 => Some(StatusKind::TransferOut),
            Exit::E4 => Some(StatusKind::Suspend),
            Exit::E6 => Some(StatusKind::LeaveCountry),
            Exit::E7 => Some(StatusKind::SpecialSchool),
            Exit::E9 => Some(StatusKind::Died),
            Exit::E12 => Some(StatusKind::Defer),
            Exit::E1 | Exit::E2 | Exit::E8 | Exit::E10 | Exit::E11 => None,
        }
    }

    /// The exit by which a case ends when such a change is in effect; none of changes that lead into a class.
    pub fn exit(self) -> Option<Exit> {
        match self {
            StatusKind::TransferOut => Some(Exit::E3),
            StatusKind::Suspend => Some(Exit::E4),
            StatusKind::LeaveCountry => Some(Exit::E6),
            StatusKind::SpecialSchool => Some(Exit::E7),
            StatusKind::Died => Some(Exit::E9),
            StatusKind::Defer => Some(Exit::E12),
            StatusKind::Graduate => Some(Exit::E10),
            StatusKind::TransferIn | StatusKind::Resume | StatusKind::Class => None,
        }
    }

    /// Whether somebody outside the class must approve it.
    pub fn needs_approval(self) -> bool {
        !matches!(self, StatusKind::Died | StatusKind::Class | StatusKind::Graduate)
    }

    /// Whether another school is a part of it: without one a pupil has not been transferred but has gone.
    pub fn needs_counterpart(self) -> bool {
        matches!(self, StatusKind::TransferOut | StatusKind::TransferIn | StatusKind::SpecialSchool)
    }

    /// Whether the pupil is in a class from then on.
    pub fn needs_class(self) -> bool {
        matches!(self, StatusKind::TransferIn | StatusKind::Resume | StatusKind::Class)
    }

    /// Whether it ends on a day of its own.
    pub fn needs_until(self) -> bool {
        matches!(self, StatusKind::Suspend | StatusKind::Defer)
    }

    /// Whether it is a transfer between two schools (转学).
    pub fn is_transfer(self) -> bool {
        matches!(self, StatusKind::TransferOut | StatusKind::TransferIn)
    }

    /// Whether it is not made in the last term of a graduating grade, as a rule (domain handbook 2.4).
    pub fn is_out_of_place_in_last_term(self) -> bool {
        self.is_transfer() || self == StatusKind::Suspend
    }
}
