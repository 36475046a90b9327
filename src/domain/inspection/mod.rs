//! The yearly self-inspection (自查; domain handbook 3p): a year's figures, each with its formula and the facts behind it,
//! and the prose that is the school's own.

mod figures;
#[cfg(test)]
mod tests;

use super::case::Exit;
use super::class::{Class, Grade, Stage};
use super::figures::TenThousandths;
use super::flags::Scope;
use super::ids::{EntrantId, PupilId, WorkId};
use super::monthly::Month;
use super::people::{KeyGroup, Sex};
use super::plan::PlanKind;
use super::pledge::PledgeKey;
use super::register::{RegisterKind, Span};
use super::review::Week;
use super::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A section of the report (自查报告的部分), in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// The paragraph that names on what the report rests.
    Basis,
    /// 基本情况
    Basics,
    /// 健全机制
    Mechanism,
    /// 从源头抓起
    Source,
    /// 从学生考勤入手
    Attendance,
    /// 月报制度
    Monthly,
    /// 学籍管理
    Status,
    /// 特殊教育
    Special,
    /// 重点人群
    KeyGroups,
    /// 因贫
    Poverty,
    /// 因困
    Learning,
    /// 送教
    HomeTeaching,
    /// 今后工作方向
    Next,
}

impl Section {
    pub const ALL: [Section; 13] = [
        Section::Basis,
        Section::Basics,
        Section::Mechanism,
        Section::Source,
        Section::Attendance,
        Section::Monthly,
        Section::Status,
        Section::Special,
        Section::KeyGroups,
        Section::Poverty,
        Section::Learning,
        Section::HomeTeaching,
        Section::Next,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Section::Basis => "basis",
            Section::Basics => "basics",
            Section::Mechanism => "mechanism",
            Section::Source => "source",
            Section::Attendance => "attendance",
            Section::Monthly => "monthly",
            Section::Status => "status",
            Section::Special => "special",
            Section::KeyGroups => "key-groups",
            Section::Poverty => "poverty",
            Section::Learning => "learning",
            Section::HomeTeaching => "home-teaching",
            Section::Next => "next",
        }
    }

    pub fn from_code(code: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// What is not among the evidence of a year (佐证材料), and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// A register of pupils in need that is not for whoever writes the evidence.
    NotYours(RegisterKind),
    /// Letters of responsibility of a school year that nobody has signed: they prove nothing.
    Unsigned { year: i32, letters: usize },
}

/// A section's words for a year (自查报告的文字): the school's own, never a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    pub year: i32,
    pub section: Section,
    pub text: String,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// 班级数
    Classes,
    /// 在籍学生
    Pupils,
    OfSex(Sex),
    /// 小学、初中
    InStage(Stage),
    InGrade(Grade),
    OfHukou(Hukou),
    /// 休学中
    Suspended,
    /// 缓学
    Deferred,
    /// 本年转入
    TransferredIn,
    /// 本年转出
    TransferredOut,
    /// 本年休学
    SuspendedSince,
    /// 本年续休: suspensions that were extended
    Renewed,
    /// 本年复学
    Resumed,
    /// 本年出国（境）
    LeftCountry,
    /// 本年转入特殊教育学校
    ToSpecialSchool,
    /// 本年死亡
    Died,
    /// 本年列入疑似辍学台账
    Suspected,
    /// 本年列入辍学台账
    Dropouts,
    /// 辍学率 of the school year
    DropoutRate,
    /// 劝返率
    PersuadedBackRate,
    /// 劝返复学
    PersuadedBack,
    /// 在跟踪期
    InWatch,
    /// 跟踪期满
    WatchPassed,
    /// 反复: away again within the watch
    AwayAgain,
    /// 出勤率
    AttendanceRate,
    /// 点名次数
    RollsTaken,
    /// 本年立案
    CasesOpened,
    /// 结案, by exit
    CasesClosed(Exit),
    /// 当日联系率
    SameDayContact,
    /// 联系上监护人
    Contacts,
    /// 家访
    Visits,
    /// 劝返
    Persuasions,
    /// 出具文书, of every kind
    Papers,
    /// 报告单
    Escalations,
    /// 报教育局
    Reports,
    /// 函告街道
    StreetLetters,
    /// 致监护人告知书
    GuardianNotices,
    /// 周查看签字
    SignedWeeks,
    /// 巩固率 of the highest grade of a school: grade 6 or 9
    Retention(Grade),
    /// 责任书已签
    Pledges,
    /// 会议、培训、宣传
    Meetings,
    /// 名单内儿童已报到
    EntrantsRegistered,
    /// 月报已签
    SignedMonths,
    InGroup(KeyGroup),
    /// 受资助学生
    Aided,
    /// 帮扶方案, by kind
    Plans(PlanKind),
    /// 送教上门学生
    HomeTaught,
    /// 送教次数
    Lessons,
}

impl FigureKind {
    /// Whether it counts pupils of key groups, or what is done about them: their names are for whoever needs to know.
    pub fn tells_of_need(self) -> bool {
        use FigureKind::{Aided, HomeTaught, InGroup, Lessons, Plans};
        matches!(self, InGroup(_) | Aided | Plans(_) | HomeTaught | Lessons)
    }

    /// The section under which it stands.
    pub fn section(self) -> Section {
        match self {
            FigureKind::Classes
            | FigureKind::Pupils
            | FigureKind::OfSex(_)
            | FigureKind::InStage(_)
            | FigureKind::InGrade(_)
            | FigureKind::OfHukou(_)
            | FigureKind::Suspended
            | FigureKind::Deferred
            | FigureKind::DropoutRate
            | FigureKind::TransferredIn
            | FigureKind::TransferredOut
            | FigureKind::SuspendedSince
            | FigureKind::Resumed
            | FigureKind::Renewed
            | FigureKind::LeftCountry
            | FigureKind::ToSpecialSchool
            | FigureKind::Died
            | FigureKind::Retention(_)
            | FigureKind::Dropouts => Section::Basics,
            FigureKind::Pledges | FigureKind::Meetings => Section::Mechanism,
            FigureKind::EntrantsRegistered => Section::Source,
            FigureKind::SignedMonths => Section::Monthly,
            FigureKind::Aided => Section::Poverty,
            FigureKind::Plans(PlanKind::Learning) => Section::Learning,
            FigureKind::Plans(PlanKind::Inclusive) => Section::Special,
            FigureKind::Plans(PlanKind::HomeTeaching) | FigureKind::HomeTaught | FigureKind::Lessons => {
                Section::HomeTeaching
            }
            FigureKind::Plans(PlanKind::Family | PlanKind::Pupil) => Section::KeyGroups,
            FigureKind::Suspected
            | FigureKind::PersuadedBackRate
            | FigureKind::PersuadedBack
            | FigureKind::InWatch
            | FigureKind::WatchPassed
            | FigureKind::AwayAgain
            | FigureKind::Papers
            | FigureKind::AttendanceRate
            | FigureKind::RollsTaken
            | FigureKind::CasesOpened
            | FigureKind::CasesClosed(_)
            | FigureKind::SameDayContact
            | FigureKind::Contacts
            | FigureKind::Visits
            | FigureKind::Persuasions
            | FigureKind::Escalations
            | FigureKind::Reports
            | FigureKind::StreetLetters
            | FigureKind::GuardianNotices
            | FigureKind::SignedWeeks => Section::Attendance,
            FigureKind::InGroup(KeyGroup::Disabled | KeyGroup::Inclusive) => Section::Special,
            FigureKind::InGroup(KeyGroup::PovertyLifted | KeyGroup::Dibao | KeyGroup::Tekun) => Section::Poverty,
            FigureKind::InGroup(_) => Section::KeyGroups,
        }
    }
}

/// Where a pupil's hukou lies (户籍), seen from the school's district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hukou {
    /// 本区户籍
    Local,
    /// 非本区户籍
    Elsewhere,
    /// The roster does not say.
    Unsaid,
}

impl Hukou {
    pub const ALL: [Hukou; 3] = [Hukou::Local, Hukou::Elsewhere, Hukou::Unsaid];
}

/// What must be known of a figure beside how much it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The books hold nothing from before this day.
    BooksBegin(NaiveDate),
    /// The roster says of nobody where the hukou lies.
    NoHukou,
    /// The school has not said which bureau it belongs to, so no hukou is of its district.
    NoBureau,
    /// The cohort is still at the school: who is there stands for who has graduated.
    NotGraduated,
}

/// How much it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    Count(usize),
    /// So many of so many.
    Share {
        of: u64,
        among: u64,
    },
    /// The books cannot tell; the figure's note says why.
    Untold,
}

impl Amount {
    /// The rate of a share; none where the denominator is 0, and for a count.
    pub fn rate(self) -> Option<TenThousandths> {
        match self {
            Amount::Count(_) | Amount::Untold => None,
            Amount::Share { of, among } => TenThousandths::of(of, among),
        }
    }
}

/// A fact behind a figure, and the day that it is of where it is of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    pub fact: Fact,
    pub on: Option<NaiveDate>,
}

/// What a figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Pupil(PupilId),
    /// Of a cohort, neither there at the end nor known to have gone.
    Missing(PupilId),
    /// What of the figure is a class's: rates of rolls name nobody.
    Class(Class, Amount),
    SignedWeek(Week, Scope),
    /// The last version of a month's report.
    SignedMonth(Month, u32),
    /// A letter of responsibility, signed or not.
    Pledge(PledgeKey),
    Work(WorkId),
    /// A child on the list of those who should come.
    Child(EntrantId),
}

impl Fact {
    pub fn pupil(self) -> Option<PupilId> {
        match self {
            Fact::Pupil(pupil) | Fact::Missing(pupil) => Some(pupil),
            _ => None,
        }
    }
}

/// A figure of the report, with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub kind: FigureKind,
    pub amount: Amount,
    pub behind: Vec<Behind>,
    pub note: Option<Note>,
}

/// A school's self-inspection of a year, as far as the year has gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    pub year: i32,
    /// From 1 January to the day of the report, both included.
    pub span: Span,
    /// The first day of which the books hold anything, where it lies after the first day of the span.
    pub books_begin: Option<NaiveDate>,
    /// In the order of the report.
    pub figures: Vec<Figure>,
    /// Every section: its words, where somebody has written some.
    pub prose: Vec<(Section, Option<String>)>,
}

impl Inspection {
    pub fn figure(&self, kind: FigureKind) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.kind == kind)
    }

    /// Whether the year was over before the books began: they hold nothing of it, which is not that there was nothing.
    pub fn is_before_the_books(&self) -> bool {
        self.books_begin.is_some_and(|begin| begin > self.span.to)
    }

    /// The sections for which nobody has written words: not the first two, which say something of themselves.
    pub fn unwritten(&self) -> Vec<Section> {
        let asks = |section| !matches!(section, Section::Basis | Section::Basics);
        let unwritten = self.prose.iter().filter(|(section, text)| text.is_none() && asks(*section));
        unwritten.map(|(section, _)| *section).collect()
    }
}

impl School {
    /// The words of a section for a year: its own, else those of the last year that has some, to be gone over.
    pub fn prose(&self, year: i32, section: Section) -> Option<&Prose> {
        let of_section = self.prose.iter().filter(|prose| prose.section == section && prose.year <= year);
        of_section.max_by_key(|prose| prose.year)
    }
}
