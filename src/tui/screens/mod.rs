//! The screens: one file each, and one line in the list below.
//!
//! To add one: a file with a type that implements `Screen`, a line in `SCREENS`, and, where others lead to it, the
//! route that its `open` answers. Its keys then stand in the footer, in the help and in the manual.

pub mod aid;
pub mod ask;
pub mod cases;
pub mod choose;
pub mod contact;
pub mod district;
pub mod dossier;
pub mod entrants;
pub mod find;
pub mod flags;
pub mod follow_up;
pub mod gaps;
pub mod groups;
pub mod guardian;
pub mod help;
pub mod import;
pub mod inspection;
pub mod issued;
pub mod journal;
pub mod leave;
pub mod letter;
pub mod monthly;
pub mod nobody;
pub mod notices;
pub mod own_data;
pub mod pick_file;
pub mod plans;
pub mod pledges;
pub mod pupil;
pub mod read;
pub mod receipt;
pub mod registers;
pub mod report_illness;
pub mod roll;
pub mod rules;
pub mod setup;
pub mod staff;
pub mod status;
pub mod symptoms;
pub mod todo;
pub mod unlock;
pub mod visit;
pub mod week;
pub mod work_log;
pub mod write;
pub mod year;

use super::binding::{self, Allowed, Hint};
use super::context::Context;
use super::forms::entry::EntryScreen;
use super::forms::record::RecordScreen;
use super::screen::{AnyScreen, Screen, steering_hints};
use crate::desk::Listing;
use crate::domain::case::Exit;
use crate::domain::district::DistrictReport;
use crate::domain::flags::Scope;
use crate::domain::ids::{AidKindId, EntrantId, PlanId, PupilId, StatusId};
use crate::domain::inspection::{FigureKind, Section};
use crate::domain::ladder::Rule;
use crate::domain::letter::{LetterKind, LetterNo};
use crate::domain::monthly::{Figure, Month};
use crate::domain::plan::Place;
use crate::domain::pledge::PledgeKey;
use crate::domain::register::RegisterKind;
use crate::domain::roll::RollKey;
use crate::domain::step::StepKind;
use crate::words::Words;
use chrono::NaiveDate;

/// Every screen of the program, in the order of the manual. The first whose `open` answers a route shows it.
pub const SCREENS: &[Listed] = &[
    listed::<unlock::UnlockScreen>(),
    listed::<setup::SetupScreen>(),
    listed::<nobody::Nobody>(),
    listed::<roll::RollScreen>(),
    listed::<flags::FlagsScreen>(),
    listed::<gaps::GapsScreen>(),
    listed::<week::WeekScreen>(),
    listed::<journal::JournalScreen>(),
    listed::<pupil::PupilFile>(),
    listed::<EntryScreen<guardian::GuardianForm>>(),
    listed::<read::Read>(),
    listed::<letter::Draft>(),
    listed::<notices::Register>(),
    listed::<issued::Issued>(),
    listed::<EntryScreen<receipt::ReceiptForm>>(),
    listed::<write::WritePaper>(),
    listed::<dossier::WriteDossiers>(),
    listed::<import::ImportScreen>(),
    listed::<contact::ContactScreen>(),
    listed::<RecordScreen<visit::VisitScreen>>(),
    listed::<leave::LeaveScreen>(),
    listed::<EntryScreen<report_illness::ReportIllness>>(),
    listed::<symptoms::PickSymptoms>(),
    listed::<cases::CasesScreen>(),
    listed::<cases::file::CaseFile>(),
    listed::<RecordScreen<cases::step::StepForm>>(),
    listed::<RecordScreen<cases::close::CloseForm>>(),
    listed::<todo::TodoScreen>(),
    listed::<staff::StaffScreen>(),
    listed::<EntryScreen<staff::PostForm>>(),
    listed::<rules::RulesScreen>(),
    listed::<EntryScreen<rules::RowForm>>(),
    listed::<EntryScreen<own_data::OwnDataForm>>(),
    listed::<status::StatusList>(),
    listed::<status::details::StatusDetails>(),
    listed::<status::form::StatusForm>(),
    listed::<EntryScreen<status::limits::LimitsForm>>(),
    listed::<status::compare::CompareScreen>(),
    listed::<year::YearScreen>(),
    listed::<groups::GroupsScreen>(),
    listed::<groups::form::GroupForm>(),
    listed::<groups::list::GroupList>(),
    listed::<groups::round::RoundScreen>(),
    listed::<aid::AidScreen>(),
    listed::<EntryScreen<aid::form::AidForm>>(),
    listed::<registers::RegistersScreen>(),
    listed::<registers::sheet::RegisterSheet>(),
    listed::<inspection::InspectionScreen>(),
    listed::<inspection::behind::BehindScreen>(),
    listed::<EntryScreen<inspection::prose::ProseForm>>(),
    listed::<inspection::folder::EvidenceForm>(),
    listed::<entrants::EntrantsScreen>(),
    listed::<entrants::register::RegisterForm>(),
    listed::<EntryScreen<entrants::deliver::DeliverForm>>(),
    listed::<entrants::issue::IssueForm>(),
    listed::<entrants::tracing::TracingScreen>(),
    listed::<EntryScreen<entrants::trace::TraceForm>>(),
    listed::<entrants::settle::SettleForm>(),
    listed::<plans::PlansScreen>(),
    listed::<plans::file::PlanFile>(),
    listed::<RecordScreen<plans::new::NewPlan>>(),
    listed::<RecordScreen<plans::record::RecordForm>>(),
    listed::<EntryScreen<plans::close::ClosePlan>>(),
    listed::<EntryScreen<plans::quota::QuotaForm>>(),
    listed::<pledges::PledgesScreen>(),
    listed::<pledges::sign::SignForm>(),
    listed::<work_log::WorkLogScreen>(),
    listed::<RecordScreen<work_log::add::LogWork>>(),
    listed::<monthly::MonthlyScreen>(),
    listed::<monthly::pupils::MonthPupils>(),
    listed::<monthly::paper::MonthPaper>(),
    listed::<EntryScreen<monthly::sending::SendingForm>>(),
    listed::<EntryScreen<monthly::settings::ReportingForm>>(),
    listed::<district::DistrictScreen>(),
    listed::<district::sheet::DistrictSheet>(),
    listed::<find::Find>(),
    listed::<choose::Choose>(),
    listed::<ask::Ask>(),
    listed::<pick_file::PickFile>(),
    listed::<help::Help>(),
];

/// Where to go.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// 点名: this roll, or the one that class, day and clock suggest.
    Roll(Option<RollKey>),
    /// 缺勤预警
    Flags,
    /// 缺点名: of these classes, or of those that the person sees to.
    Gaps(Option<Scope>),
    /// 周查看: of these classes, or of those that the person sees to.
    Week(Option<Scope>),
    /// 学生档案
    Pupil(PupilId),
    /// 监护人 of a pupil at a place, to be put right; none is one more
    Guardian(PupilId, Option<usize>),
    /// 联系家长: one pupil, then the others of a queue one by one.
    Contact {
        pupil: PupilId,
        queue: Vec<PupilId>,
    },
    /// 家访
    Visit(PupilId),
    /// 请假条
    Leave(PupilId),
    /// Which symptoms a pupil has
    Symptoms(symptoms::Picking),
    /// 疫情报告, of the clusters that touch these classes
    ReportIllness(Scope),
    /// 未结的个案
    Cases,
    /// 个案 of a pupil
    Case(PupilId),
    /// One step of a case, first of this kind
    CaseStep(PupilId, StepKind),
    /// 结案, by this exit where one is proposed
    CloseCase(PupilId, Option<Exit>),
    /// A paper about a pupil, before it is issued
    Letter(LetterKind, PupilId),
    /// 更正: a paper in the place of an issued one, before it is issued
    Correction(LetterNo),
    /// 文书登记
    Notices,
    /// An issued paper, as printed
    Issued(LetterNo),
    /// 签收、批示 of an issued paper
    Receipt(LetterNo),
    /// Write a paper into a file
    Write(write::Printed),
    /// 一生一案 of a pupil, to be written
    Dossier(PupilId),
    /// 一生一案 of these pupils, to be written one after another
    Dossiers(Vec<PupilId>),
    /// Something written down, to be read whole
    Read(read::Reading),
    /// 应办事项
    Todo,
    /// 教职工与职务
    Staff,
    /// A post of somebody, to be changed; none is a new one.
    Post(Option<staff::PostOf>),
    /// 规则
    Rules,
    /// The row of a rule that holds on a date, to be changed
    Rule(Rule, NaiveDate),
    /// 新学年升级
    Year,
    /// 学校信息
    OwnData,
    /// 学籍异动
    Statuses,
    /// One change of status, read whole
    StatusDetails(StatusId),
    /// 学籍异动 of somebody, to be recorded or gone on with
    StatusForm(status::form::StatusOf),
    /// 学籍异动的时限
    StatusLimits,
    /// 学籍核对
    Compare,
    /// 重点群体
    KeyGroups,
    /// A pupil to be entered into a key group
    GroupForm(PupilId),
    /// A list of a key group, to be brought in
    GroupList(Listing),
    /// 重点群体排查 of these classes
    KeyGroupRound(Scope),
    /// 资助
    Aid,
    /// Aid of a kind to be recorded for a pupil, or for several alike
    AidForm(Vec<PupilId>, AidKindId),
    /// 月报: of this month, or of the one that is to be made.
    Monthly(Option<Month>),
    /// What contradicts itself in a month's report
    MonthDoubts(Month),
    /// The pupils behind a figure of a month's report
    MonthPupils(Month, Figure),
    /// A version of a month's report, as printed; none is the last, or the books as they stand
    MonthPaper(Month, Option<u32>),
    /// 报送 of a month's report
    SendMonth(Month),
    /// 月报设置
    Reporting,
    /// 登记表、台账
    Registers,
    /// 区县: the months that the schools have sent
    District,
    /// A report of the district, as printed
    DistrictReport(DistrictReport),
    /// One register, as printed
    Register(RegisterKind),
    /// 自查报告
    Inspection,
    /// The pupils behind a figure of a year's self-inspection
    Behind(i32, FigureKind),
    /// The words of a section, to be written
    Prose(i32, Section),
    /// 佐证材料 of a year, to be written
    Evidence(i32),
    /// 帮扶与送教
    Plans,
    /// One plan, with what was done of it
    Plan(PlanId),
    /// 立方案 for a pupil
    NewPlan(PupilId),
    /// A plan to be put right
    AmendPlan(PlanId),
    /// What was done of a plan, to be recorded
    PlanRecord(PlanId),
    /// 方案结案
    ClosePlan(PlanId),
    /// 送教课时定额 of a place
    Quota(Place),
    /// 责任书
    Pledges,
    /// The signature under one
    SignPledge(PledgeKey),
    /// 工作记录
    WorkLog,
    /// A line of it, to be recorded
    LogWork,
    Import,
    Journal,
    /// 新生报到台
    Entrants,
    /// 报到 of a child on the list
    RegisterEntrant(EntrantId),
    /// 通知书送达 of a child, or of its village
    DeliverNotice(EntrantId),
    /// 出入学通知书 to everybody on the list who has none
    EntryNotices,
    /// 未报到追踪
    Tracing,
    /// What was done to find a child who has not come
    TraceEntrant(EntrantId),
    /// 去向 of a child who has not come
    SettleEntrant(EntrantId),
    Setup,
    Unlock,
    Choose(choose::Choices),
    Find(find::Finds),
    Ask(ask::Question),
    PickFile(pick_file::Picks),
    Help(help::Table),
}

/// A screen of the list: how it is opened, and its table of keys without opening it.
#[derive(Clone, Copy)]
pub struct Listed {
    pub name: &'static str,
    pub title: fn(&'static Words) -> &'static str,
    pub keys: fn(&'static Words) -> Vec<Hint>,
    open: fn(&Route, &Context) -> Option<Box<dyn AnyScreen>>,
}

const fn listed<S: Screen>() -> Listed {
    Listed { name: S::NAME, title: S::TITLE, keys: keys_of::<S>, open: open_as::<S> }
}

fn open_as<S: Screen>(route: &Route, cx: &Context) -> Option<Box<dyn AnyScreen>> {
    S::open(route, cx).map(|screen| Box::new(screen) as Box<dyn AnyScreen>)
}

fn keys_of<S: Screen>(words: &'static Words) -> Vec<Hint> {
    let mut hints = binding::hints(S::KEYS, words, |_| Allowed::Yes);
    hints.extend(steering_hints(S::STEERS, words));
    hints
}

/// The screen that a route leads to; none where what it names is not there.
pub fn open(route: &Route, cx: &Context) -> Option<Box<dyn AnyScreen>> {
    let mut screen = SCREENS.iter().find_map(|listed| (listed.open)(route, cx))?;
    screen.refresh(cx);
    Some(screen)
}
