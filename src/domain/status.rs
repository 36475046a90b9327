//! Changes of a pupil's status (学籍异动; domain handbook 2.4): who comes, goes, is suspended or changes class, with the
//! papers and approvals that such a change needs. Until all of them are there it stands as applied for and changes
//! nothing: the pupil stays on the roll.

use super::case::Exit;
use super::class::Class;
use super::ids::{PupilId, StaffId, StatusId};
use super::mark::Counts;
use super::people::{Pupil, Standing};
use super::school::School;
use super::visit::Attachment;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which change it is (异动类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusKind {
    /// 转出
    TransferOut,
    /// 转入
    TransferIn,
    /// 休学
    Suspend,
    /// 复学
    Resume,
    /// 出国（境）
    LeaveCountry,
    /// 死亡
    Died,
    /// 转入特殊教育学校
    SpecialSchool,
    /// 调班
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
    pub const ALL: [Proof; 12] = [
        Proof::Application,
        Proof::Acceptance,
        Proof::Residence,
        Proof::Attendance,
        Proof::Hospital,
        Proof::History,
        Proof::Recovery,
        Proof::Suspension,
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

impl StatusKind {
    pub const ALL: [StatusKind; 8] = [
        StatusKind::TransferOut,
        StatusKind::TransferIn,
        StatusKind::Suspend,
        StatusKind::Resume,
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
            StatusKind::LeaveCountry => "leave-country",
            StatusKind::Died => "died",
            StatusKind::SpecialSchool => "special-school",
            StatusKind::Class => "class",
            StatusKind::Graduate => "graduate",
        }
    }

    /// The papers without which it takes no effect, in the order in which they are asked for: 《中小学生学籍管理办法》
    /// (教基一〔2013〕7号) and Fujian's rules for it (domain handbook 2.4, N3F).
    pub fn proofs(self) -> &'static [Proof] {
        match self {
            StatusKind::TransferOut => &[Proof::Application, Proof::Acceptance],
            StatusKind::TransferIn => &[Proof::Application, Proof::Residence, Proof::Attendance],
            StatusKind::Suspend => &[Proof::Application, Proof::Hospital, Proof::History],
            StatusKind::Resume => &[Proof::Application, Proof::Recovery, Proof::Suspension],
            StatusKind::LeaveCountry => &[Proof::Statement, Proof::Abroad],
            StatusKind::Died => &[Proof::Death],
            StatusKind::SpecialSchool => &[Proof::Application, Proof::Disability, Proof::Acceptance],
            StatusKind::Class | StatusKind::Graduate => &[],
        }
    }

    /// The change of status that an exit of a case stands for; the exit alone takes nobody off the roll.
    pub fn of_exit(exit: Exit) -> Option<StatusKind> {
        match exit {
            Exit::E3 | Exit::E5 => Some(StatusKind::TransferOut),
            Exit::E4 => Some(StatusKind::Suspend),
            Exit::E6 => Some(StatusKind::LeaveCountry),
            Exit::E7 => Some(StatusKind::SpecialSchool),
            Exit::E9 => Some(StatusKind::Died),
            Exit::E1 | Exit::E2 | Exit::E8 | Exit::E10 | Exit::E11 | Exit::E12 => None,
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
}

/// Who approved it, and when (审批).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
    pub on: NaiveDate,
}

/// A change of status, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRecord {
    pub pupil: PupilId,
    pub kind: StatusKind,
    /// 申请日期
    pub applied_on: NaiveDate,
    /// 生效日期: from this day on the pupil is, or is not, expected; the first day away of those who leave.
    pub on: NaiveDate,
    /// The last day of a suspension.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The class from then on, of kinds that lead to one.
    #[serde(default)]
    pub class: Option<Class>,
    #[serde(default)]
    pub seat: Option<u16>,
    /// 对方学校
    #[serde(default)]
    pub counterpart: String,
    /// 事由
    #[serde(default)]
    pub ground: String,
    /// Papers that were seen, with the name of the file where one is kept.
    #[serde(default)]
    pub papers: BTreeMap<Proof, Option<String>>,
    /// In their order.
    #[serde(default)]
    pub approvals: Vec<Approval>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub id: StatusId,
    pub record: StatusRecord,
    pub recorded_by: StaffId,
}

/// What a change still lacks before it takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "lacks", content = "proof")]
pub enum Lack {
    Paper(Proof),
    Approval,
    /// The name of the other school.
    Counterpart,
}

impl StatusRecord {
    /// What is still missing, papers first.
    pub fn lacks(&self) -> Vec<Lack> {
        let papers =
            self.kind.proofs().iter().filter(|proof| !self.papers.contains_key(proof)).copied().map(Lack::Paper);
        let mut lacks: Vec<Lack> = papers.collect();
        if self.kind.needs_counterpart() && self.counterpart.trim().is_empty() {
            lacks.push(Lack::Counterpart);
        }
        if self.kind.needs_approval() && self.approvals.is_empty() {
            lacks.push(Lack::Approval);
        }
        lacks
    }

    pub fn is_in_effect(&self) -> bool {
        self.lacks().is_empty()
    }

    /// Where it leaves the pupil, once it is in effect; none where it leads to a class that is not named.
    pub fn standing(&self) -> Option<Standing> {
        match self.kind {
            StatusKind::TransferIn | StatusKind::Resume | StatusKind::Class => {
                self.class.map(|class| Standing::InClass { class, seat: self.seat })
            }
            StatusKind::Suspend => Some(Standing::Suspended),
            StatusKind::TransferOut
            | StatusKind::LeaveCountry
            | StatusKind::Died
            | StatusKind::SpecialSchool
            | StatusKind::Graduate => Some(Standing::Gone),
        }
    }
}

/// Why a change of status cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotChange {
    /// The pupil is in no class on the day before it.
    NotInClass,
    /// The pupil is not suspended on the day before it.
    NotSuspended,
    /// The pupil is on the books on the day before it.
    StillHere,
    /// Something else holds already from that day or a later one: the changes would overlap.
    Later(NaiveDate),
    /// The class from then on is not named, or is the one that the pupil is in.
    NoOtherClass,
    /// A suspension needs its last day, after its first and within a school year.
    NoEnd,
    /// Approved before it was applied for, or before the approval that precedes it.
    ApprovedTooEarly,
}

/// A suspension lasts a school year at most; it may be applied for again (domain handbook 2.4).
const LONGEST_SUSPENSION: Days = Days::new(366);

/// What a change that was recorded late puts right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct PutRight {
    /// Rolls since its date on which the pupil had been expected and is no longer, or the other way round.
    pub rolls: u32,
    /// Unexcused sessions among them.
    pub unexcused: u32,
}

impl School {
    /// The changes of a pupil, earliest application first.
    pub fn statuses_of(&self, pupil: PupilId) -> impl DoubleEndedIterator<Item = &Status> {
        self.statuses.iter().filter(move |status| status.record.pupil == pupil)
    }

    /// The change of a kind that a pupil has applied for and that is not in effect yet.
    pub fn applied_for(&self, pupil: PupilId, kind: StatusKind) -> Option<&Status> {
        self.statuses_of(pupil).rfind(|status| status.record.kind == kind && !status.record.is_in_effect())
    }

    /// The change of status that is still to be recorded after a case was closed by an exit: the pupil is expected on
    /// rolls as before.
    pub fn status_to_follow(&self, pupil: PupilId, exit: Exit, on: NaiveDate) -> Option<StatusKind> {
        let kind = StatusKind::of_exit(exit)?;
        self.pupil(pupil)?.class(on).map(|_| kind)
    }

    /// Whether a change may be recorded.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_change(&self, record: &StatusRecord) -> Result<(), CannotChange> {
        let pupil = self.pupil(record.pupil).ok_or(CannotChange::NotInClass)?;
        let later = |from: NaiveDate| from >= record.on && !self.gives_way(from, record);
        if let Some((from, _)) = pupil.standings.iter().find(|(from, _)| later(*from)) {
            return Err(CannotChange::Later(*from));
        }
        let before = pupil.standing(record.on.pred_opt().unwrap_or(record.on));
        match (record.kind, before) {
            (StatusKind::TransferIn, None | Some(Standing::Gone)) => {}
            (StatusKind::TransferIn, Some(_)) => return Err(CannotChange::StillHere),
            (StatusKind::Resume, Some(Standing::Suspended)) => {}
            (StatusKind::Resume, _) => return Err(CannotChange::NotSuspended),
            // Whoever is suspended may leave as well.
            (
                StatusKind::TransferOut | StatusKind::LeaveCountry | StatusKind::Died | StatusKind::SpecialSchool,
                Some(Standing::Suspended),
            ) => {}
            (_, Some(Standing::InClass { .. })) => {}
            (_, _) => return Err(CannotChange::NotInClass),
        }
        let class_before = before.and_then(Standing::class);
        if record.kind.needs_class() && (record.class.is_none() || record.class == class_before) {
            return Err(CannotChange::NoOtherClass);
        }
        if record.kind == StatusKind::Suspend {
            let longest = record.on.checked_add_days(LONGEST_SUSPENSION).unwrap_or(NaiveDate::MAX);
            if !record.until.is_some_and(|until| record.on <= until && until <= longest) {
                return Err(CannotChange::NoEnd);
            }
        }
        let days = std::iter::once(record.applied_on).chain(record.approvals.iter().map(|approval| approval.on));
        if !days.is_sorted() {
            return Err(CannotChange::ApprovedTooEarly);
        }
        Ok(())
    }

    /// What a change in effect from a day on puts right of the rolls that were taken since.
    pub fn put_right(&self, record: &StatusRecord) -> PutRight {
        let Some(pupil) = self.pupil(record.pupil) else { return PutRight::default() };
        let stood = |class: Option<Class>| class.map(|class| self.rolls_of(class)).unwrap_or_default();
        let before = pupil.class(record.on);
        let mut put_right = PutRight::default();
        for roll in stood(before).iter().filter(|roll| roll.key.date >= record.on) {
            put_right.rolls += 1;
            let unexcused = roll.marked(record.pupil).is_some_and(|marked| marked.mark.counts() == Counts::Unexcused);
            put_right.unexcused += u32::from(unexcused);
        }
        put_right
    }

    /// Suspensions that end within so many days or have ended, of pupils who are still suspended (复学提醒).
    pub fn ending_suspensions(&self, today: NaiveDate, within: Days) -> impl Iterator<Item = (&Pupil, NaiveDate)> {
        let horizon = today.checked_add_days(within).unwrap_or(NaiveDate::MAX);
        self.pupils.iter().filter_map(move |pupil| {
            let is_suspended = pupil.standing(today) == Some(Standing::Suspended);
            let last = self.statuses_of(pupil.id).rfind(|status| {
                status.record.kind == StatusKind::Suspend && status.record.is_in_effect() && status.record.on <= today
            })?;
            let until = last.record.until?;
            (is_suspended && until <= horizon).then_some((pupil, until))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Grade;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{class_of, date, roll};
    use crate::domain::mark::Mark;
    use crate::domain::roll::SessionCode;

    /// One pupil, truant for three days of the first week.
    fn school() -> (School, PupilId, Class) {
        let (mut books, class) = class_of(2);
        let pupil = books.pupils[0].id;
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            books.rolls.push(roll(class, day, SessionCode::AM, &[(pupil, Mark::Truant)], EntryId::NEW));
        }
        (School::from_books(books), pupil, class)
    }

    fn record(pupil: PupilId, kind: StatusKind, on: &str) -> StatusRecord {
        StatusRecord {
            pupil,
            kind,
            applied_on: date(on),
            on: date(on),
            until: None,
            class: None,
            seat: None,
            counterpart: String::new(),
            ground: String::new(),
            papers: BTreeMap::new(),
            approvals: Vec::new(),
            attachments: Vec::new(),
        }
    }

    #[test]
    fn every_paper_the_other_school_and_the_approval_are_asked_for() {
        let (_, pupil, _) = school();
        let mut record = record(pupil, StatusKind::TransferOut, "2025-09-10");
        let (application, acceptance) = (Lack::Paper(Proof::Application), Lack::Paper(Proof::Acceptance));
        assert_eq!(record.lacks(), [application, acceptance, Lack::Counterpart, Lack::Approval]);
        record.papers.insert(Proof::Application, None);
        record.papers.insert(Proof::Acceptance, Some("接收.pdf".into()));
        record.counterpart = "赣县中学".into();
        assert_eq!(record.lacks(), [Lack::Approval]);
        record.approvals.push(Approval { by: "区教育局".into(), on: date("2025-09-10") });
        assert!(record.is_in_effect());
        for kind in StatusKind::ALL {
            let codes: Vec<Proof> = kind.proofs().iter().filter_map(|proof| Proof::from_code(proof.code())).collect();
            assert_eq!(codes, kind.proofs(), "{kind:?}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let (school, pupil, class) = school();
        let other = Class { grade: Grade::new(8).unwrap(), number: class.number };
        let may = |change: &dyn Fn(&mut StatusRecord), kind, on| {
            let mut record = record(pupil, kind, on);
            change(&mut record);
            school.may_change(&record)
        };
        let day = "2025-09-10";
        assert_eq!(may(&|_| {}, StatusKind::TransferOut, day), Ok(()));
        assert_eq!(may(&|_| {}, StatusKind::TransferIn, day), Err(CannotChange::StillHere));
        assert_eq!(may(&|_| {}, StatusKind::Resume, day), Err(CannotChange::NotSuspended));
        assert_eq!(may(&|_| {}, StatusKind::Suspend, day), Err(CannotChange::NoEnd));
        for (until, expected) in
            [("2025-09-09", Err(CannotChange::NoEnd)), ("2026-09-09", Ok(())), ("2027-09-09", Err(CannotChange::NoEnd))]
        {
            let suspended = |record: &mut StatusRecord| record.until = Some(date(until));
            assert_eq!(may(&suspended, StatusKind::Suspend, day), expected, "{until}");
        }
        assert_eq!(may(&|record| record.class = Some(class), StatusKind::Class, day), Err(CannotChange::NoOtherClass));
        assert_eq!(may(&|record| record.class = Some(other), StatusKind::Class, day), Ok(()));
        let first = school.pupil(pupil).unwrap().standings[0].0;
        let too_early = first.to_string();
        assert_eq!(may(&|_| {}, StatusKind::TransferOut, &too_early), Err(CannotChange::Later(first)));
        let early = |record: &mut StatusRecord| {
            record.approvals.push(Approval { by: "区教育局".into(), on: date("2025-09-09") });
        };
        assert_eq!(may(&early, StatusKind::TransferOut, day), Err(CannotChange::ApprovedTooEarly));
    }

    #[test]
    fn a_change_recorded_late_says_what_it_puts_right() {
        let (school, pupil, _) = school();
        let late = record(pupil, StatusKind::TransferOut, "2025-09-09");
        assert_eq!(school.put_right(&late), PutRight { rolls: 2, unexcused: 2 });
        let coming = record(pupil, StatusKind::TransferOut, "2025-09-11");
        assert_eq!(school.put_right(&coming), PutRight::default());
    }
}
