//! The district's self-inspection figures of a year (domain handbook 3p and 5): schools, pupils by level, transfers over
//! the span, retention, special education, dropouts.

use super::month::{LevelLine, RolledUp, Sums};
use super::transfers::Transfers;
use super::{District, DistrictSchool, Latest, Level, SchoolKind, SchoolName, kind_of};
use crate::domain::figures::TenThousandths;
use crate::domain::monthly::{Cohort, Month, MonthlyReport, Movement, Way};
use chrono::NaiveDate;
use serde::Serialize;

/// A year up to the report date (自查数据).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistrictYear {
    pub year: i32,
    /// 1 January, and the report date: both are counted.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many of each kind. 特殊教育学校 are apart.
    pub kinds: Vec<KindLine>,
    /// 学校数: without the special ones.
    pub schools: usize,
    pub special_schools: usize,
    /// Schools that sent nothing up to the report date: in none of the figures below.
    pub silent: Vec<SchoolName>,
    /// The last month that any school has reported, and the schools whose last report is an earlier one.
    pub as_of_month: Option<Month>,
    pub behind: Vec<Behind>,
    pub levels: Vec<YearLevel>,
    pub total: YearLevel,
    /// The levels' sum is the sum of the schools, and the transfers listed are those counted (合计一致).
    pub sums_agree: bool,
    /// In minus out.
    pub net: i64,
    /// 三年巩固率, of grade 9; 六年巩固率, of grade 6.
    pub retention: Vec<Retention>,
    pub special: SpecialEducation,
    pub dropouts: Dropouts,
    pub transfers: Transfers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KindLine {
    /// None: a school that nobody has said the kind of, and that has sent nothing.
    pub kind: Option<SchoolKind>,
    pub schools: usize,
    /// How many of them have sent anything.
    pub sent: usize,
    /// Of those.
    pub pupils: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Behind {
    #[serde(flatten)]
    pub school: SchoolName,
    pub month: Month,
}

/// Pupils of a level, and its transfers over the span. Rates are of the pupils of all levels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct YearLevel {
    /// None: all levels.
    pub level: Option<Level>,
    pub classes: u32,
    /// 在籍学生数
    pub pupils: u64,
    pub share: Option<TenThousandths>,
    pub transferred_in: u64,
    pub transferred_out: u64,
    pub in_rate: Option<TenThousandths>,
    pub out_rate: Option<TenThousandths>,
}

/// 巩固率: reached ÷ (entrants + in − out − died).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retention {
    /// 9 or 6
    pub grade: u8,
    pub schools: usize,
    /// Of them, those whose cohort has not graduated: counted by who is on the books.
    pub not_graduated: usize,
    pub entrants: u64,
    pub transferred_in: u64,
    pub transferred_out: u64,
    pub died: u64,
    pub reached: u64,
    /// entrants + in − out − died
    pub base: u64,
    /// Never more than one; none where the base is 0.
    pub rate: Option<TenThousandths>,
    /// More reached than the movements explain: by how many, and at which schools.
    pub surplus: u64,
    pub surplus_at: Vec<CohortOf>,
    /// The schools at which fewer reached.
    pub short_at: Vec<CohortOf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CohortOf {
    #[serde(flatten)]
    pub school: SchoolName,
    pub base: u64,
    pub reached: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SpecialEducation {
    /// 特殊教育学校, and their pupils.
    pub schools: usize,
    pub pupils: u64,
    /// 随班就读, 送教上门: of all schools.
    pub inclusive: u64,
    pub home_taught: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Dropouts {
    /// Over the months of the span: the first opening, what came and went, the last close.
    pub suspected: Movement,
    pub dropouts: Movement,
    pub persuaded_back: u64,
    /// 学年初在籍: pupils on the books on 1 September of the school year in which the report date lies, by September's
    /// reports ([`at_start`]); none where a school did not report then.
    pub at_start: Option<u64>,
    /// 辍学率: dropouts at the close ÷ pupils at the start.
    pub rate: Option<TenThousandths>,
}

impl District {
    /// A year's figures up to a report date within it.
    pub fn year(&self, to: NaiveDate, bureau: &str) -> DistrictYear {
        let latest = self.latest();
        let year = Month::of(to).year;
        let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(to);
        let span = ReportSpan { from, to };
        let last: Vec<(&DistrictSchool, &MonthlyReport)> =
            self.schools.iter().filter_map(|school| Some((school, span.last(&latest, school)?))).collect();
        let rolled = RolledUp::of(&last);
        let as_of_month = last.iter().map(|(_, report)| report.month).max();
        let behind = last.iter().filter(|(school, report)| self.is_behind(&latest, school, report.month, as_of_month));
        let kinds = self.kinds(&last);
        let (moved, listed_agree) = self.moved(&latest, &span);
        let total = rolled.total();
        let line = |level: Option<Level>, sums: &Sums| {
            let [transferred_in, transferred_out] = moved.of(level);
            let (all, pupils) = (u64::from(total.figures.closing), u64::from(sums.figures.closing));
            YearLevel {
                level,
                classes: sums.classes,
                pupils,
                share: TenThousandths::of(pupils, all),
                transferred_in,
                transferred_out,
                in_rate: TenThousandths::of(transferred_in, all),
                out_rate: TenThousandths::of(transferred_out, all),
            }
        };
        let levels: Vec<YearLevel> =
            rolled.levels().iter().map(|LevelLine { level, sums }| line(Some(*level), sums)).collect();
        let all = line(None, &total);
        let levels_agree = levels.iter().map(|level| level.pupils).sum::<u64>() == all.pupils;
        let sent = |school: &&DistrictSchool| last.iter().any(|(other, _)| other.id == school.id);
        DistrictYear {
            year,
            from,
            to,
            schools: kinds.iter().filter(|line| line.kind != Some(SchoolKind::Special)).map(|line| line.schools).sum(),
            special_schools: of_kind(&kinds, SchoolKind::Special).map_or(0, |line| line.schools),
            silent: self.schools.iter().filter(|school| !sent(school)).map(SchoolName::of).collect(),
            as_of_month,
            behind: behind.map(|(it, report)| Behind { school: SchoolName::of(it), month: report.month }).collect(),
            sums_agree: rolled.agrees() && levels_agree && listed_agree,
            net: i64::try_from(all.transferred_in).unwrap_or(i64::MAX)
                - i64::try_from(all.transferred_out).unwrap_or(i64::MAX),
            levels,
            total: all,
            retention: [9, 6].map(|grade| self.retention(&latest, &span, grade)).into(),
            special: SpecialEducation {
                schools: of_kind(&kinds, SchoolKind::Special).map_or(0, |line| line.schools),
                pupils: u64::from(rolled.special.figures.closing),
                inclusive: u64::from(total.figures.inclusive) + u64::from(rolled.special.figures.inclusive),
                home_taught: u64::from(total.figures.home_taught) + u64::from(rolled.special.figures.home_taught),
            },
            dropouts: self.dropouts(&latest, &span, &last),
            transfers: self.transfers(bureau, to).over(from, to),
            kinds,
        }
    }

    /// Whether a school lacks a month since its last one; of those that owe none, whether others have sent one.
    fn is_behind(&self, latest: &Latest, school: &DistrictSchool, last: Month, as_of: Option<Month>) -> bool {
        let Some(as_of) = as_of.filter(|as_of| last < *as_of) else { return false };
        let since = std::iter::successors(Some(last.after()), |month| Some(month.after()));
        let is_owed = |month: Month| self.is_due(latest, school, month);
        !school.record.sends || since.take_while(|month| *month <= as_of).any(is_owed)
    }

    fn kinds(&self, last: &[(&DistrictSchool, &MonthlyReport)]) -> Vec<KindLine> {
        let report_of =
            |school: &DistrictSchool| last.iter().find(|(other, _)| other.id == school.id).map(|(_, report)| *report);
        let schools: Vec<(Option<SchoolKind>, Option<u64>)> = self
            .schools
            .iter()
            .map(|school| {
                let report = report_of(school);
                (kind_of(&school.record, report), report.map(|report| u64::from(report.total.closing)))
            })
            .collect();
        let line = |kind: Option<SchoolKind>| {
            let of = || schools.iter().filter(move |(other, _)| *other == kind);
            let sent = || of().filter_map(|(_, pupils)| *pupils);
            KindLine { kind, schools: of().count(), sent: sent().count(), pupils: sent().sum() }
        };
        let kinds = SchoolKind::ALL.map(Some).into_iter().chain([None]).map(line);
        kinds.filter(|line| line.schools > 0).collect()
    }

    /// The transfers listed over the span by level, and whether they are as many as the months' figures say. Special
    /// schools are apart here too.
    fn moved(&self, latest: &Latest, span: &ReportSpan) -> (Moved, bool) {
        let mut moved = Moved::default();
        let mut agree = true;
        for school in &self.schools {
            for report in latest.of_school(school.id).filter(|report| span.touches(report)) {
                if kind_of(&school.record, Some(report)) == Some(SchoolKind::Special) {
                    continue;
                }
                for line in report.transfers.iter().filter(|line| span.has(line.on)) {
                    moved.add(Level::of(line.grade), line.way);
                }
                let listed = |way| report.transfers.iter().filter(|line| line.way == way).count() as u64;
                agree &= listed(Way::In) == u64::from(report.total.transferred_in)
                    && listed(Way::Out) == u64::from(report.total.transferred_out);
            }
        }
        (moved, agree)
    }

    fn retention(&self, latest: &Latest, span: &ReportSpan, grade: u8) -> Retention {
        let mut sum = Retention {
            grade,
            schools: 0,
            not_graduated: 0,
            entrants: 0,
            transferred_in: 0,
            transferred_out: 0,
            died: 0,
            reached: 0,
            base: 0,
            rate: None,
            surplus: 0,
            surplus_at: Vec::new(),
            short_at: Vec::new(),
        };
        for school in &self.schools {
            let report = span.last(latest, school);
            if kind_of(&school.record, report) == Some(SchoolKind::Special) {
                continue;
            }
            let Some(cohort) = span.cohort(latest, school, grade) else { continue };
            sum.add(SchoolName::of(school), cohort);
        }
        sum.rate = TenThousandths::of(sum.reached.min(sum.base), sum.base);
        sum.surplus = sum.reached.saturating_sub(sum.base);
        sum
    }

    fn dropouts(&self, latest: &Latest, span: &ReportSpan, last: &[(&DistrictSchool, &MonthlyReport)]) -> Dropouts {
        let (mut suspected, mut dropouts, mut persuaded_back) = (Movement::default(), Movement::default(), 0);
        for school in &self.schools {
            let reports: Vec<&MonthlyReport> =
                latest.of_school(school.id).filter(|report| span.holds(report)).collect();
            run(&mut suspected, reports.iter().map(|report| report.total.suspected));
            run(&mut dropouts, reports.iter().map(|report| report.total.dropouts));
            persuaded_back += reports.iter().map(|report| u64::from(report.total.persuaded_back)).sum::<u64>();
        }
        let start = span.school_year_starts();
        let at_start: Option<Vec<u64>> =
            last.iter().map(|(school, _)| Some(at_start(latest.of(school.id, start?)?))).collect();
        let at_start = at_start.filter(|schools| !schools.is_empty()).map(|schools| schools.iter().sum());
        let rate = at_start.and_then(|start| TenThousandths::of(u64::from(dropouts.closing), start));
        Dropouts { suspected, dropouts, persuaded_back, at_start, rate }
    }
}

fn of_kind(kinds: &[KindLine], kind: SchoolKind) -> Option<&KindLine> {
    kinds.iter().find(|line| line.kind == Some(kind))
}

/// Who was on a school's books on 1 September, by its report of that month: its close, and back to it whoever has gone
/// since, without whoever has come since. A file dates transfers and counts deaths; whoever came or went otherwise is
/// not told from the first-years and the graduates of the year's turn, and is taken for one of them.
fn at_start(september: &MonthlyReport) -> u64 {
    let since = |way| {
        let lines = september.transfers.iter().filter(|line| line.way == way);
        lines.filter(|line| line.on > september.month.first_day()).count() as u64
    };
    let gone = since(Way::Out) + u64::from(september.total.died);
    (u64::from(september.total.closing) + gone).saturating_sub(since(Way::In))
}

/// A school's months one behind the other, laid over the district's.
fn run(sum: &mut Movement, months: impl DoubleEndedIterator<Item = Movement> + Clone) {
    sum.opening = sum.opening.saturating_add(months.clone().next().map_or(0, |first| first.opening));
    sum.closing = sum.closing.saturating_add(months.clone().next_back().map_or(0, |last| last.closing));
    for month in months {
        sum.entered = sum.entered.saturating_add(month.entered);
        sum.struck = sum.struck.saturating_add(month.struck);
    }
}

impl Retention {
    fn add(&mut self, school: SchoolName, cohort: &Cohort) {
        let n = u64::from;
        let base =
            (n(cohort.entrants) + n(cohort.transferred_in)).saturating_sub(n(cohort.transferred_out) + n(cohort.died));
        self.schools += 1;
        self.not_graduated += usize::from(!cohort.graduated);
        self.entrants += n(cohort.entrants);
        self.transferred_in += n(cohort.transferred_in);
        self.transferred_out += n(cohort.transferred_out);
        self.died += n(cohort.died);
        self.reached += n(cohort.reached);
        self.base += base;
        let of = CohortOf { school, base, reached: n(cohort.reached) };
        match of.reached.cmp(&base) {
            std::cmp::Ordering::Greater => self.surplus_at.push(of),
            std::cmp::Ordering::Less => self.short_at.push(of),
            std::cmp::Ordering::Equal => {}
        }
    }
}

/// Transfers in and out, by level.
#[derive(Debug, Default)]
struct Moved([[u64; 2]; 2]);

impl Moved {
    fn add(&mut self, level: Level, way: Way) {
        let way = match way {
            Way::In => 0,
            Way::Out => 1,
        };
        self.0[usize::from(level == Level::Junior)][way] += 1;
    }

    /// In, out; of all levels where none is named.
    fn of(&self, level: Option<Level>) -> [u64; 2] {
        let [primary, junior] = self.0;
        match level {
            Some(Level::Primary) => primary,
            Some(Level::Junior) => junior,
            None => [primary[0] + junior[0], primary[1] + junior[1]],
        }
    }
}

/// Schools turn the year from July on.
const LAST_BEFORE_TURN: u32 = 6;

/// 1 January to the report date.
struct ReportSpan {
    from: NaiveDate,
    to: NaiveDate,
}

impl ReportSpan {
    fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    fn touches(&self, report: &MonthlyReport) -> bool {
        report.from <= self.to && self.from <= report.to
    }

    /// A month that ends within the span: its figures are whole.
    fn holds(&self, report: &MonthlyReport) -> bool {
        self.has(report.to)
    }

    /// A school's last report by the report date.
    fn last<'a>(&self, latest: &Latest<'a>, school: &DistrictSchool) -> Option<&'a MonthlyReport> {
        latest.of_school(school.id).rfind(|report| self.holds(report))
    }

    /// The cohort that graduated within the span; where none is said to have, the one that was there last before the turn
    /// of the year: who sits in the grade after it has years to go. In a span without such a month, the one that is there.
    fn cohort<'a>(&self, latest: &Latest<'a>, school: &DistrictSchool, grade: u8) -> Option<&'a Cohort> {
        let reports = latest.of_school(school.id).filter(|report| self.holds(report));
        let of = |report: &'a MonthlyReport| report.cohorts.iter().find(|cohort| cohort.grade == grade);
        let cohorts: Vec<(Month, &Cohort)> =
            reports.filter_map(|report| of(report).map(|cohort| (report.month, cohort))).collect();
        let graduated = cohorts.iter().rfind(|(_, cohort)| cohort.graduated);
        let before_turn = || cohorts.iter().rfind(|(month, _)| month.month() <= LAST_BEFORE_TURN);
        graduated.or_else(before_turn).or(cohorts.last()).map(|(_, cohort)| *cohort)
    }

    /// The September of the school year in which the report date lies.
    fn school_year_starts(&self) -> Option<Month> {
        let of = Month::of(self.to);
        Month::new(if of.month() >= 9 { of.year } else { of.year - 1 }, 9)
    }
}
