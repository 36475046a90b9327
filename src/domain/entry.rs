//! Facts: who, when, on which machine, and what changed.
//!
//! Every change is about one thing, named by its key, and says the thing's whole new state; `None` takes it back.
//! So the later change about the same thing wins, whatever the order in which entries arrive, and undoing an entry is
//! saying again what stood before it.

use super::aid::{AidKindRecord, AidRecord};
use super::calendar::{DayKey, SetDay, Term};
use super::class::Class;
use super::contact::ContactRecord;
use super::district::SchoolRecord;
use super::entrant::{EntrantRecord, EntryNotice, OutcomeRecord, RegistrationRecord, TraceRecord};
use super::flags::Scope;
use super::groups::MembershipRecord;
use super::groups::round::CheckRecord;
use super::ids::{
    AidId, AidKindId, ContactId, DistrictSchoolId, EntrantId, EntryId, HelpId, LeaveId, LetterId, MachineId,
    MembershipId, PlanId, PupilId, StaffId, StatusId, StepId, TraceId, VisitId, WorkId,
};
use super::inspection::Section;
use super::ladder::{Excused, Rule, Rung};
use super::leave::LeaveNote;
use super::letter::{LetterRecord, Receipt};
use super::monthly::{Doubt, HeadcountRecord, Month, MonthlyReport, Recipient, Reporting, Sending, SignedReport};
use super::people::{PupilRecord, StaffRecord, Standing};
use super::plan::{HelpRecord, Place, PlanRecord};
use super::pledge::{PledgeKey, Signed};
use super::quota::Quota;
use super::review::{ReviewRecord, Week};
use super::roll::{Marked, RollKey, Session};
use super::status::{StatusLimits, StatusRecord};
use super::step::StepRecord;
use super::visit::{Attachment, VisitRecord};
use super::work_log::WorkRecord;
use super::year::YearTurn;
use chrono::{NaiveDate, NaiveDateTime, SubsecRound};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One step of somebody's work: recorded wholly or not at all, taken back wholly or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub machine: MachineId,
    /// Beijing time by this machine's clock, whatever date the person acted for.
    pub at: NaiveDateTime,
    pub who: StaffId,
    pub why: Why,
    pub changes: Vec<Change>,
}

/// What somebody did, as it is handed to the store, which names it: see [`Act::named`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub at: NaiveDateTime,
    pub who: StaffId,
    pub why: Why,
    pub changes: Vec<Change>,
}

impl Act {
    /// The entry that this becomes. The journal keeps times to the millisecond; what is finer is cut off here.
    pub fn named(self, id: EntryId, machine: MachineId) -> Entry {
        Entry { id, machine, at: self.at.trunc_subsecs(3), who: self.who, why: self.why, changes: self.changes }
    }
}

/// What kind of step it was: how the journal names it and what undo calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    SetUp,
    ImportRoster,
    ImportAttendance,
    ImportCalendar,
    TakeRoll,
    /// 请假
    NoteLeave,
    /// 联系
    Contact,
    /// 家访
    Visit,
    /// Marks put right by what a contact or visit explained.
    Explain,
    /// 出具文书
    IssueLetter,
    RecordReceipt,
    /// A step of a case: a talk, an attempt to persuade, an entry in a register, a decision.
    TakeStep,
    /// 学籍异动
    ChangeStatus,
    /// 监护人 of a pupil
    SetGuardian,
    /// 升级、毕业
    TurnYear,
    /// 重点群体认定
    EnterGroup,
    ImportGroup,
    /// 重点群体排查
    CheckGroup,
    /// 资助
    GiveAid,
    /// 资助项目
    SetAidKind,
    /// 帮扶方案: begun, changed or closed.
    Plan,
    /// 帮扶、送教 of a plan.
    Help,
    /// 责任书签字
    SignPledge,
    /// 工作记录: a meeting, a training.
    LogWork,
    /// 结案
    CloseCase,
    /// 周查看
    Review,
    /// 周签字
    SignWeek,
    /// 自查报告的文字
    WriteProse,
    SetPolicy,
    /// The school's name and what stands on its papers.
    SetSchool,
    SetStaff,
    ImportStaff,
    /// 适龄儿童名单
    ImportEntrants,
    /// 入学通知书 for those who had none.
    IssueEntryNotices,
    /// 入学通知书送达
    DeliverNotice,
    /// 报到
    RegisterEntrant,
    /// 报到材料: of a child who has registered already, shown later.
    EntryPapers,
    /// 未报到追踪
    TraceEntrant,
    /// 去向
    SettleEntrant,
    /// 月报设置
    SetReporting,
    /// 实点
    CountClass,
    /// 月报疑点说明
    ExplainMonth,
    /// 月报签字
    SignMonth,
    /// 月报报送
    SendMonth,
    /// 区县：收月报
    ReceiveReports,
    /// 区县：学校名单
    ImportDistrictSchools,
    /// Personal data shown or taken out: evidence only.
    Disclose,
    /// Takes the named entry back.
    Undo(EntryId),
}

impl Why {
    /// The entry that it takes back.
    pub fn undoes(self) -> Option<EntryId> {
        match self {
            Why::Undo(entry) => Some(entry),
            _ => None,
        }
    }

    /// Whether such a step is for those who act for the whole school: its rules, its staff, its year, its
    /// report on itself.
    pub fn is_for_the_school(self) -> bool {
        matches!(
            self,
            Why::TurnYear
                | Why::SetPolicy
                | Why::SetSchool
                | Why::SetStaff
                | Why::ImportStaff
                | Why::ImportCalendar
                | Why::SetReporting
                | Why::WriteProse
        )
    }

    /// Whether such a step is recorded only where the books still allow it, and the things that it changes are as they
    /// were shown: of those that two desks may have under their hands at once.
    pub fn is_over_what_was_seen(self) -> bool {
        matches!(
            self,
            Why::Plan
                | Why::Help
                | Why::SignPledge
                | Why::EnterGroup
                | Why::CheckGroup
                | Why::GiveAid
                | Why::WriteProse
        )
    }

    /// Whether such a step can be taken back: not the beginning of the books, not an issued paper, not evidence.
    pub fn can_be_undone(self) -> bool {
        !matches!(
            self,
            Why::SetUp | Why::IssueLetter | Why::IssueEntryNotices | Why::SignMonth | Why::Disclose | Why::Undo(_)
        )
    }
}

/// The school as a whole (学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolProfile {
    pub name: String,
    /// In the order of the day; one to six.
    pub sessions: Vec<Session>,
    /// What stands before 〔year〕number号 on papers within the school, such as 校内.
    pub notice_prefix: String,
    /// What stands before it on papers that leave the school, such as 凤中.
    #[serde(default)]
    pub letter_prefix: String,
    /// The education bureau to which the school reports, such as 厦门市同安区教育局.
    #[serde(default)]
    pub bureau: String,
}

impl SchoolProfile {
    /// What a school's papers are called where it said nothing else: 校内〔2026〕3号.
    const NOTICE_PREFIX: &'static str = "校内";

    /// A school that has said no more of itself than its name and its sessions.
    pub fn new(name: &str, sessions: Vec<Session>) -> SchoolProfile {
        SchoolProfile {
            name: name.to_owned(),
            sessions,
            notice_prefix: Self::NOTICE_PREFIX.to_owned(),
            letter_prefix: String::new(),
            bureau: String::new(),
        }
    }
}

/// Days of a year that the nation sets (国务院办公厅节假日安排), for years that are not built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalYear {
    pub days: Vec<(NaiveDate, SetDay)>,
}

/// What personal data left the screen's mask or the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Numbers of one pupil were shown unmasked.
    Shown {
        pupil: PupilId,
    },
    /// A file was written: what it holds, for how many pupils.
    Exported {
        what: String,
        pupils: u32,
    },
    BackedUp,
}

/// A change of one thing. See the module's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Change {
    School {
        to: Option<SchoolProfile>,
    },
    /// A term is named by its first day.
    Term {
        first: NaiveDate,
        to: Option<Term>,
    },
    Day {
        key: DayKey,
        to: Option<SetDay>,
    },
    NationalYear {
        year: i32,
        to: Option<NationalYear>,
    },
    /// From this date on excused days act so.
    Excused {
        from: NaiveDate,
        to: Option<Excused>,
    },
    /// From this date on the rung is so.
    Rung {
        rule: Rule,
        from: NaiveDate,
        to: Option<Rung>,
    },
    Staff {
        id: StaffId,
        to: Option<StaffRecord>,
    },
    Pupil {
        id: PupilId,
        to: Option<PupilRecord>,
    },
    Standing {
        pupil: PupilId,
        from: NaiveDate,
        to: Option<Standing>,
    },
    /// `seen` is the entry whose state of the roll the writer had before their eyes, none for a roll not yet taken;
    /// the store refuses the change when that is no longer the last.
    Roll {
        key: RollKey,
        seen: Option<EntryId>,
        to: Option<Vec<Marked>>,
    },
    Leave {
        id: LeaveId,
        to: Option<LeaveNote>,
    },
    Contact {
        id: ContactId,
        to: Option<ContactRecord>,
    },
    Visit {
        id: VisitId,
        to: Option<VisitRecord>,
    },
    /// Issued papers are never taken back.
    Letter {
        id: LetterId,
        to: Box<LetterRecord>,
    },
    Receipt {
        letter: LetterId,
        to: Option<Receipt>,
    },
    Step {
        id: StepId,
        to: Option<StepRecord>,
    },
    Status {
        id: StatusId,
        to: Option<Box<StatusRecord>>,
    },
    StatusLimits {
        to: Option<StatusLimits>,
    },
    Membership {
        id: MembershipId,
        to: Option<MembershipRecord>,
    },
    GroupCheck {
        pupil: PupilId,
        on: NaiveDate,
        to: Option<CheckRecord>,
    },
    AidKind {
        id: AidKindId,
        to: Option<AidKindRecord>,
    },
    Aid {
        id: AidId,
        to: Option<AidRecord>,
    },
    Plan {
        id: PlanId,
        to: Option<Box<PlanRecord>>,
    },
    Help {
        id: HelpId,
        to: Option<Box<HelpRecord>>,
    },
    /// From this date on teaching at a place owes so much.
    Quota {
        place: Place,
        from: NaiveDate,
        to: Option<Quota>,
    },
    Pledge {
        key: PledgeKey,
        to: Option<Signed>,
    },
    Work {
        id: WorkId,
        to: Option<Box<WorkRecord>>,
    },
    Review {
        week: Week,
        pupil: PupilId,
        to: Option<ReviewRecord>,
    },
    /// With the remark under the signature.
    WeekSigned {
        week: Week,
        scope: Scope,
        to: Option<String>,
    },
    /// A section's words in the self-inspection of a year.
    Prose {
        year: i32,
        section: Section,
        to: Option<String>,
    },
    /// 新学年, named by the year in which it begins
    YearTurned {
        year: i32,
        to: Option<YearTurn>,
    },
    Entrant {
        id: EntrantId,
        to: Option<Box<EntrantRecord>>,
    },
    /// Issued notices are never taken back.
    EntryNotice {
        entrant: EntrantId,
        to: Box<EntryNotice>,
    },
    /// 送达
    Delivery {
        entrant: EntrantId,
        to: Option<Receipt>,
    },
    /// The store refuses to register a child who is registered already.
    Registration {
        entrant: EntrantId,
        to: Option<RegistrationRecord>,
    },
    Trace {
        id: TraceId,
        to: Option<TraceRecord>,
    },
    EntryOutcome {
        entrant: EntrantId,
        to: Option<Box<OutcomeRecord>>,
    },
    /// 月报设置
    Reporting {
        to: Option<Reporting>,
    },
    /// 实点 of a class for a month's report.
    Headcount {
        month: Month,
        class: Class,
        to: Option<HeadcountRecord>,
    },
    /// Why a contradiction of a month stands.
    MonthExplained {
        month: Month,
        about: Doubt,
        to: Option<String>,
    },
    /// Signed reports are never taken back.
    MonthSigned {
        month: Month,
        version: u32,
        to: Box<SignedReport>,
    },
    MonthSent {
        month: Month,
        version: u32,
        recipient: Recipient,
        to: Option<Sending>,
    },
    /// A school of the district (区县).
    DistrictSchool {
        id: DistrictSchoolId,
        to: Option<SchoolRecord>,
    },
    /// A school's monthly file that the district received.
    Received {
        school: DistrictSchoolId,
        month: Month,
        version: u32,
        to: Option<Box<MonthlyReport>>,
    },
    /// From this date on a transfer must turn up within so many calendar days.
    MatchWithin {
        from: NaiveDate,
        to: Option<u16>,
    },
    /// Evidence only: changes no table.
    Disclosed {
        what: Disclosure,
    },
}

/// What a change is about, by name: the later of two changes with the same thing wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    School,
    Term(NaiveDate),
    Day(DayKey),
    NationalYear(i32),
    Excused(NaiveDate),
    Rung(Rule, NaiveDate),
    Staff(StaffId),
    Pupil(PupilId),
    Standing(PupilId, NaiveDate),
    Roll(RollKey),
    Leave(LeaveId),
    Contact(ContactId),
    Visit(VisitId),
    Letter(LetterId),
    Receipt(LetterId),
    Step(StepId),
    Status(StatusId),
    StatusLimits,
    Membership(MembershipId),
    GroupCheck(PupilId, NaiveDate),
    AidKind(AidKindId),
    Aid(AidId),
    Plan(PlanId),
    Help(HelpId),
    Quota(Place, NaiveDate),
    Pledge(PledgeKey),
    Work(WorkId),
    Review(Week, PupilId),
    WeekSigned(Week, Scope),
    Prose(i32, Section),
    YearTurned(i32),
    Entrant(EntrantId),
    EntryNotice(EntrantId),
    Delivery(EntrantId),
    Registration(EntrantId),
    Trace(TraceId),
    EntryOutcome(EntrantId),
    Reporting,
    Headcount(Month, Class),
    MonthExplained(Month, Doubt),
    MonthSigned(Month, u32),
    MonthSent(Month, u32, Recipient),
    DistrictSchool(DistrictSchoolId),
    Received(DistrictSchoolId, Month, u32),
    MatchWithin(NaiveDate),
}

impl Change {
    /// None for evidence that changes nothing.
    pub fn thing(&self) -> Option<Thing> {
        Some(match *self {
            Change::School { .. } => Thing::School,
            Change::Term { first, .. } => Thing::Term(first),
            Change::Day { key, .. } => Thing::Day(key),
            Change::NationalYear { year, .. } => Thing::NationalYear(year),
            Change::Excused { from, .. } => Thing::Excused(from),
            Change::Rung { rule, from, .. } => Thing::Rung(rule, from),
            Change::Staff { id, .. } => Thing::Staff(id),
            Change::Pupil { id, .. } => Thing::Pupil(id),
            Change::Standing { pupil, from, .. } => Thing::Standing(pupil, from),
            Change::Roll { key, .. } => Thing::Roll(key),
            Change::Leave { id, .. } => Thing::Leave(id),
            Change::Contact { id, .. } => Thing::Contact(id),
            Change::Visit { id, .. } => Thing::Visit(id),
            Change::Letter { id, .. } => Thing::Letter(id),
            Change::Receipt { letter, .. } => Thing::Receipt(letter),
            Change::Step { id, .. } => Thing::Step(id),
            Change::Status { id, .. } => Thing::Status(id),
            Change::StatusLimits { .. } => Thing::StatusLimits,
            Change::Membership { id, .. } => Thing::Membership(id),
            Change::GroupCheck { pupil, on, .. } => Thing::GroupCheck(pupil, on),
            Change::AidKind { id, .. } => Thing::AidKind(id),
            Change::Aid { id, .. } => Thing::Aid(id),
            Change::Plan { id, .. } => Thing::Plan(id),
            Change::Help { id, .. } => Thing::Help(id),
            Change::Quota { place, from, .. } => Thing::Quota(place, from),
            Change::Pledge { key, .. } => Thing::Pledge(key),
            Change::Work { id, .. } => Thing::Work(id),
            Change::Review { week, pupil, .. } => Thing::Review(week, pupil),
            Change::WeekSigned { week, scope, .. } => Thing::WeekSigned(week, scope),
            Change::Prose { year, section, .. } => Thing::Prose(year, section),
            Change::YearTurned { year, .. } => Thing::YearTurned(year),
            Change::Entrant { id, .. } => Thing::Entrant(id),
            Change::EntryNotice { entrant, .. } => Thing::EntryNotice(entrant),
            Change::Delivery { entrant, .. } => Thing::Delivery(entrant),
            Change::Registration { entrant, .. } => Thing::Registration(entrant),
            Change::Trace { id, .. } => Thing::Trace(id),
            Change::EntryOutcome { entrant, .. } => Thing::EntryOutcome(entrant),
            Change::Reporting { .. } => Thing::Reporting,
            Change::Headcount { month, class, .. } => Thing::Headcount(month, class),
            Change::MonthExplained { month, about, .. } => Thing::MonthExplained(month, about),
            Change::MonthSigned { month, version, .. } => Thing::MonthSigned(month, version),
            Change::MonthSent { month, version, recipient, .. } => Thing::MonthSent(month, version, recipient),
            Change::DistrictSchool { id, .. } => Thing::DistrictSchool(id),
            Change::Received { school, month, version, .. } => Thing::Received(school, month, version),
            Change::MatchWithin { from, .. } => Thing::MatchWithin(from),
            Change::Disclosed { .. } => return None,
        })
    }

    /// The same change, made by somebody who had this state of the roll before their eyes; others have no such mark.
    pub fn having_seen(self, entry: Option<EntryId>) -> Change {
        match self {
            Change::Roll { key, to, .. } => Change::Roll { key, seen: entry, to },
            other => other,
        }
    }
}

impl Change {
    /// The files that the record names (附件).
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Change::Visit { to: Some(record), .. } => &record.attachments,
            Change::Step { to: Some(record), .. } => &record.attachments,
            Change::Status { to: Some(record), .. } => &record.attachments,
            Change::EntryOutcome { to: Some(record), .. } => &record.attachments,
            Change::Plan { to: Some(record), .. } => &record.attachments,
            Change::Help { to: Some(record), .. } => &record.attachments,
            Change::Pledge { to: Some(signed), .. } => &signed.attachments,
            Change::Work { to: Some(record), .. } => &record.attachments,
            _ => &[],
        }
    }

    /// Names files in the record; a change whose record has no room for them names none.
    pub fn attach(&mut self, files: &[Attachment]) {
        match self {
            Change::Visit { to: Some(record), .. } => record.attachments = files.to_vec(),
            Change::Step { to: Some(record), .. } => record.attachments = files.to_vec(),
            // Papers of a change come in one by one: those that came before stay.
            Change::Status { to: Some(record), .. } => record.attachments.extend_from_slice(files),
            Change::EntryOutcome { to: Some(record), .. } => record.attachments = files.to_vec(),
            Change::Plan { to: Some(record), .. } => record.attachments.extend_from_slice(files),
            Change::Help { to: Some(record), .. } => record.attachments = files.to_vec(),
            // What was attached to an earlier signature stays.
            Change::Pledge { to: Some(signed), .. } => signed.attachments.extend_from_slice(files),
            Change::Work { to: Some(record), .. } => record.attachments = files.to_vec(),
            _ => {}
        }
    }

    /// Gives a thing that is new its id.
    pub fn name_new_thing(&mut self, fresh: impl FnOnce() -> Uuid) {
        let id = match self {
            Change::Staff { id, .. } if id.is_new() => &mut id.0,
            Change::Pupil { id, .. } if id.is_new() => &mut id.0,
            Change::Leave { id, .. } if id.is_new() => &mut id.0,
            Change::Contact { id, .. } if id.is_new() => &mut id.0,
            Change::Visit { id, .. } if id.is_new() => &mut id.0,
            Change::Letter { id, .. } if id.is_new() => &mut id.0,
            Change::Step { id, .. } if id.is_new() => &mut id.0,
            Change::Status { id, .. } if id.is_new() => &mut id.0,
            Change::Membership { id, .. } if id.is_new() => &mut id.0,
            Change::AidKind { id, .. } if id.is_new() => &mut id.0,
            Change::Aid { id, .. } if id.is_new() => &mut id.0,
            Change::Entrant { id, .. } if id.is_new() => &mut id.0,
            Change::Trace { id, .. } if id.is_new() => &mut id.0,
            Change::Plan { id, .. } if id.is_new() => &mut id.0,
            Change::Help { id, .. } if id.is_new() => &mut id.0,
            Change::Work { id, .. } if id.is_new() => &mut id.0,
            _ => return,
        };
        *id = fresh();
    }
}

impl Thing {
    /// The change that takes the thing back; none for an issued paper, which stays issued, and for a signed report.
    pub fn withdrawn(self) -> Option<Change> {
        Some(match self {
            Thing::School => Change::School { to: None },
            Thing::Term(first) => Change::Term { first, to: None },
            Thing::Day(key) => Change::Day { key, to: None },
            Thing::NationalYear(year) => Change::NationalYear { year, to: None },
            Thing::Excused(from) => Change::Excused { from, to: None },
            Thing::Rung(rule, from) => Change::Rung { rule, from, to: None },
            Thing::Staff(id) => Change::Staff { id, to: None },
            Thing::Pupil(id) => Change::Pupil { id, to: None },
            Thing::Standing(pupil, from) => Change::Standing { pupil, from, to: None },
            Thing::Roll(key) => Change::Roll { key, seen: None, to: None },
            Thing::Leave(id) => Change::Leave { id, to: None },
            Thing::Contact(id) => Change::Contact { id, to: None },
            Thing::Visit(id) => Change::Visit { id, to: None },
            Thing::Letter(_) => return None,
            Thing::Receipt(letter) => Change::Receipt { letter, to: None },
            Thing::Step(id) => Change::Step { id, to: None },
            Thing::Status(id) => Change::Status { id, to: None },
            Thing::StatusLimits => Change::StatusLimits { to: None },
            Thing::Membership(id) => Change::Membership { id, to: None },
            Thing::GroupCheck(pupil, on) => Change::GroupCheck { pupil, on, to: None },
            Thing::AidKind(id) => Change::AidKind { id, to: None },
            Thing::Aid(id) => Change::Aid { id, to: None },
            Thing::Plan(id) => Change::Plan { id, to: None },
            Thing::Help(id) => Change::Help { id, to: None },
            Thing::Quota(place, from) => Change::Quota { place, from, to: None },
            Thing::Pledge(key) => Change::Pledge { key, to: None },
            Thing::Work(id) => Change::Work { id, to: None },
            Thing::Review(week, pupil) => Change::Review { week, pupil, to: None },
            Thing::WeekSigned(week, scope) => Change::WeekSigned { week, scope, to: None },
            Thing::Prose(year, section) => Change::Prose { year, section, to: None },
            Thing::YearTurned(year) => Change::YearTurned { year, to: None },
            Thing::Entrant(id) => Change::Entrant { id, to: None },
            Thing::EntryNotice(_) => return None,
            Thing::Delivery(entrant) => Change::Delivery { entrant, to: None },
            Thing::Registration(entrant) => Change::Registration { entrant, to: None },
            Thing::Trace(id) => Change::Trace { id, to: None },
            Thing::EntryOutcome(entrant) => Change::EntryOutcome { entrant, to: None },
            Thing::Reporting => Change::Reporting { to: None },
            Thing::Headcount(month, class) => Change::Headcount { month, class, to: None },
            Thing::MonthExplained(month, about) => Change::MonthExplained { month, about, to: None },
            Thing::MonthSigned(..) => return None,
            Thing::MonthSent(month, version, recipient) => Change::MonthSent { month, version, recipient, to: None },
            Thing::DistrictSchool(id) => Change::DistrictSchool { id, to: None },
            Thing::Received(school, month, version) => Change::Received { school, month, version, to: None },
            Thing::MatchWithin(from) => Change::MatchWithin { from, to: None },
        })
    }
}
