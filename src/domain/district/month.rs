//! The district's month: who has not sent, the figures by level, the schools whose pupils are missing, where two months of
//! a school disagree, and what the transfers come to.

use super::receive::{Break, breaks, follows};
use super::transfers::Transfers;
use super::{District, DistrictSchool, Latest, Level, SchoolKind, SchoolName, figure, kind_of};
use crate::domain::monthly::{Month, MonthFigures, MonthlyReport};
use chrono::NaiveDate;
use serde::Serialize;

/// The roll-up of a month (区县月报汇总).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DistrictMonth {
    pub month: Month,
    pub as_of: NaiveDate,
    /// 应报学校数
    pub expected: usize,
    /// 已报学校数
    pub sent: usize,
    /// 未报
    pub not_sent: Vec<SchoolName>,
    /// 8月不单独报: of those who are expected otherwise, the schools that this month is not asked of.
    pub not_due: usize,
    /// Sent without being expected to.
    pub unexpected: Vec<SchoolName>,
    /// 未签字
    pub unsigned: Vec<SchoolName>,
    /// 更正过的: schools whose last version is not the first.
    pub corrected: Vec<Corrected>,
    /// 小学, 初中
    pub levels: Vec<LevelLine>,
    /// Their sum. 特殊教育学校 are not in it.
    pub total: Sums,
    pub special: Sums,
    /// The levels' sum is the sum of what the schools say of themselves (合计一致).
    pub sums_agree: bool,
    /// The schools that have pupils to be missed, in the order of the list; the others reported zero.
    pub missing: Vec<Missing>,
    /// 零报告学校数
    pub zero: usize,
    /// Where a school's month does not begin as the one before has ended.
    pub contradictions: Vec<Contradiction>,
    pub transfers: Transfers,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrected {
    #[serde(flatten)]
    pub school: SchoolName,
    pub version: u32,
    pub why: String,
}

/// The figures of a level (学段).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelLine {
    pub level: Level,
    #[serde(flatten)]
    pub sums: Sums,
}

/// Figures of several schools together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Sums {
    /// Schools that have pupils of it.
    pub schools: usize,
    pub classes: u32,
    #[serde(flatten)]
    pub figures: MonthFigures,
}

/// A school with pupils to be missed (按台阶).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    #[serde(flatten)]
    pub school: SchoolName,
    /// (14) 无故未到校三天以上
    pub absent_three_days: u32,
    /// (15) 已报教育局, (16) 已函街道, and how many of (14) lack one of the two at least.
    pub told_bureau: u32,
    pub told_street: u32,
    pub not_told: u32,
    /// (17) 疑似辍学, (18) 辍学, at the close.
    pub suspected: u32,
    pub dropouts: u32,
    /// (21) 去向不明
    pub lost_from_sight: u32,
    /// (22) 未报到新生
    pub not_reported: u32,
    pub persuaded_back: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    #[serde(flatten)]
    pub school: SchoolName,
    #[serde(flatten)]
    pub broken: Break,
}

impl Missing {
    fn of(school: SchoolName, total: &MonthFigures) -> Missing {
        Missing {
            school,
            absent_three_days: total.absent_three_days,
            told_bureau: total.told_bureau,
            told_street: total.told_street,
            not_told: total.absent_three_days.saturating_sub(total.told_bureau.min(total.told_street)),
            suspected: total.suspected.closing,
            dropouts: total.dropouts.closing,
            lost_from_sight: total.lost_from_sight,
            not_reported: total.not_reported,
            persuaded_back: total.persuaded_back,
        }
    }

    fn is_zero(&self) -> bool {
        let counts = [self.absent_three_days, self.suspected, self.dropouts, self.lost_from_sight, self.not_reported];
        counts.iter().chain([&self.persuaded_back]).all(|count| *count == 0)
    }
}

impl District {
    /// A month, with everything that has come in by now; how its transfers stand on a day.
    pub fn month(&self, month: Month, bureau: &str, as_of: NaiveDate) -> DistrictMonth {
        let latest = self.latest();
        let sent: Vec<(&DistrictSchool, &MonthlyReport)> =
            self.schools.iter().filter_map(|school| Some((school, latest.of(school.id, month)?))).collect();
        let has_sent = |school: &&DistrictSchool| latest.of(school.id, month).is_some();
        let names = |list: Vec<&DistrictSchool>| list.into_iter().map(SchoolName::of).collect::<Vec<_>>();
        let expected = || self.schools.iter().filter(|school| self.is_due(&latest, school, month));
        let not_due = self.schools.iter().filter(|school| school.record.sends).count() - expected().count();
        let rolled = RolledUp::of(&sent);
        let missing: Vec<Missing> =
            sent.iter().map(|(school, report)| Missing::of(SchoolName::of(school), &report.total)).collect();
        let zero = missing.iter().filter(|line| line.is_zero()).count();
        let broken = sent.iter().flat_map(|(school, report)| {
            let before = latest.before(school.id, month).filter(|before| follows(before, report));
            let broken = before.map(|before| breaks(before, report)).unwrap_or_default();
            broken.into_iter().map(|broken| Contradiction { school: SchoolName::of(school), broken })
        });
        let (from, to) = days_of(month, &sent);
        DistrictMonth {
            month,
            as_of,
            expected: expected().count(),
            sent: sent.len(),
            not_sent: names(expected().filter(|school| !has_sent(school)).collect()),
            not_due,
            unexpected: names(self.schools.iter().filter(|it| !it.record.sends && has_sent(it)).collect()),
            unsigned: names(sent.iter().filter(|(_, report)| report.signed.is_none()).map(|(it, _)| *it).collect()),
            corrected: sent.iter().filter(|(_, report)| report.version > 1).map(corrected).collect(),
            contradictions: broken.collect(),
            missing: missing.into_iter().filter(|line| !line.is_zero()).collect(),
            zero,
            levels: rolled.levels(),
            total: rolled.total(),
            special: rolled.special,
            sums_agree: rolled.agrees(),
            transfers: self.transfers(bureau, as_of).over(from, to),
        }
    }
}

/// From the first day that a school has counted of a month to the last.
fn days_of(month: Month, sent: &[(&DistrictSchool, &MonthlyReport)]) -> (NaiveDate, NaiveDate) {
    let first = month.first_day();
    let from = sent.iter().map(|(_, report)| report.from).min().unwrap_or(first);
    let to = sent.iter().map(|(_, report)| report.to).max().unwrap_or(first);
    (from, to)
}

/// The month of which a school sends nothing, unless it has said otherwise.
const AUGUST: u32 = 8;

impl District {
    /// Whether a school is to send a month: if it sends at all, every month but August. August is asked of those schools
    /// alone that have one: which have sent one, of whatever year, or whose September leaves out days after their July.
    pub(super) fn is_due(&self, latest: &Latest, school: &DistrictSchool, month: Month) -> bool {
        let has_august = || latest.of_school(school.id).any(|report| report.month.month() == AUGUST);
        let leaves_it_out = || {
            let beside = latest.of(school.id, month.before()).zip(latest.of(school.id, month.after()));
            beside.is_some_and(|(july, september)| july.to.succ_opt().is_some_and(|next| next < september.from))
        };
        school.record.sends && (month.month() != AUGUST || has_august() || leaves_it_out())
    }
}

/// A month in the list of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthLine {
    pub month: Month,
    pub expected: usize,
    pub sent: usize,
    /// Of those expected.
    pub not_sent: usize,
    /// Out of a school by the month's last day, and lost from sight: as many as the month's report lists.
    pub lost: usize,
    /// 月末在籍, special schools apart.
    pub pupils: u64,
}

impl District {
    /// The months of which anything was received, latest first.
    pub fn overview(&self, bureau: &str, as_of: NaiveDate) -> Vec<MonthLine> {
        let (latest, transfers) = (self.latest(), self.transfers(bureau, as_of));
        let line = |month: Month| {
            let expected = || self.schools.iter().filter(|school| self.is_due(&latest, school, month));
            let sent: Vec<(&DistrictSchool, &MonthlyReport)> =
                self.schools.iter().filter_map(|school| Some((school, latest.of(school.id, month)?))).collect();
            MonthLine {
                month,
                expected: expected().count(),
                sent: sent.len(),
                not_sent: expected().filter(|school| latest.of(school.id, month).is_none()).count(),
                lost: transfers.lost_by(days_of(month, &sent).1).count(),
                pupils: RolledUp::of(&sent).total().figures.closing.into(),
            }
        };
        self.months().into_iter().map(line).collect()
    }
}

fn corrected((school, report): &(&DistrictSchool, &MonthlyReport)) -> Corrected {
    Corrected { school: SchoolName::of(school), version: report.version, why: report.why.clone() }
}

/// Schools' figures by level, added up in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RolledUp {
    pub primary: Sums,
    pub junior: Sums,
    pub special: Sums,
    /// Schools of the levels, each once though it has both.
    schools: usize,
    /// What the schools of the levels say of themselves as a whole, put together.
    said: MonthFigures,
}

impl RolledUp {
    pub(super) fn of(sent: &[(&DistrictSchool, &MonthlyReport)]) -> RolledUp {
        let mut rolled = RolledUp::default();
        for (school, report) in sent {
            rolled.add(school, report);
        }
        rolled
    }

    fn add(&mut self, school: &DistrictSchool, report: &MonthlyReport) {
        if kind_of(&school.record, Some(report)) == Some(SchoolKind::Special) {
            let classes = report.grades.iter().map(|line| line.classes).fold(0, u32::saturating_add);
            self.special.add(classes, &report.total);
            return;
        }
        self.schools += 1;
        self.said = added(self.schools, &self.said, &report.total);
        for (level, to) in [(Level::Primary, &mut self.primary), (Level::Junior, &mut self.junior)] {
            let lines = || report.grades.iter().filter(|line| Level::of(line.grade) == level);
            if lines().next().is_some() {
                let classes = lines().map(|line| line.classes).fold(0, u32::saturating_add);
                to.add(classes, &figure::sum(lines().map(|line| &line.figures)));
            }
        }
    }

    pub(super) fn levels(&self) -> Vec<LevelLine> {
        let sums = [(Level::Primary, self.primary), (Level::Junior, self.junior)];
        sums.map(|(level, sums)| LevelLine { level, sums }).into()
    }

    /// Both levels together.
    pub(super) fn total(&self) -> Sums {
        let figures = match (self.primary.schools, self.junior.schools) {
            (0, _) => self.junior.figures,
            (_, 0) => self.primary.figures,
            _ => figure::plus(&self.primary.figures, &self.junior.figures),
        };
        Sums { schools: self.schools, classes: self.primary.classes.saturating_add(self.junior.classes), figures }
    }

    /// Whether the sums by level are the sums by school. What not every class has counted is left out.
    pub(super) fn agrees(&self) -> bool {
        let whole = |figures: MonthFigures| MonthFigures { counted: None, ..figures };
        whole(self.total().figures) == whole(self.said)
    }
}

impl Sums {
    fn add(&mut self, classes: u32, figures: &MonthFigures) {
        self.schools += 1;
        self.classes = self.classes.saturating_add(classes);
        self.figures = added(self.schools, &self.figures, figures);
    }
}

/// The sum so far with one more, which is the first where it is counted as such: nothing counted yet is not "not counted".
fn added(nth: usize, sum: &MonthFigures, more: &MonthFigures) -> MonthFigures {
    if nth == 1 { *more } else { figure::plus(sum, more) }
}
