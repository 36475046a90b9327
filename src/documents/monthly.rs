//! The monthly report on paper (控辍保学月报表, form 3n): a line a grade and one for the school, in three tables, with the
//! figures' numbers of the form; and a workbook with every figure in one sheet. It names no pupil.

use super::dates;
use super::render::{Cell, Sheet as Page, Workbook};
use crate::domain::class::Grade;
use crate::domain::figures::TenThousandths;
use crate::domain::monthly::{
    Changed, ChangedBeside, Cohort, Contradiction, Doubt, Figure, GradeLine, Intake, IntakeFigure, MonthFigures,
    MonthlyReport, TransferLine, Way, What,
};
use crate::domain::paper::{Block, Column, Fill, Paper, Sheet, Slot, Table, Text};
use crate::domain::step::Ledger;
use chrono::NaiveDate;

/// What the paper is called.
pub const NAME: &str = "控辍保学月报表";
/// A rate of nothing, and a count that was not made.
const NONE: &str = "—";

/// What stands in a column.
#[derive(Clone, Copy)]
enum Shows {
    Classes,
    Of(Figure),
    /// (10) 人籍差: due less counted.
    Difference,
    /// (13) 出勤率
    Rate,
}

/// A column: its title and its share of the width.
type Heading = (&'static str, Shows, u16);

use Shows::{Classes, Difference, Of, Rate};

const BOOKS: &[Heading] = &[
    ("班数", Classes, 4),
    ("1上月末在籍", Of(Figure::Opening), 6),
    ("2转入", Of(Figure::TransferredIn), 4),
    ("3转出", Of(Figure::TransferredOut), 4),
    ("4休学", Of(Figure::Suspended), 4),
    ("5复学", Of(Figure::Resumed), 4),
    ("6其他增加", Of(Figure::OtherIn), 5),
    ("7其他减少", Of(Figure::OtherOut), 5),
    ("8月末在籍", Of(Figure::Closing), 6),
    ("男", Of(Figure::Boys), 5),
    ("女", Of(Figure::Girls), 5),
    ("8a休学中", Of(Figure::SuspendedAtClose), 5),
    ("8b不到校", Of(Figure::ExcusedFromRoll), 5),
    ("8c应在校", Of(Figure::Due), 6),
    ("9实点", Of(Figure::Counted), 5),
    ("10人籍差", Difference, 5),
];

const ABSENCE: &[Heading] = &[
    ("11应到人次", Of(Figure::Expected), 7),
    ("12实到人次", Of(Figure::Attended), 7),
    ("13出勤率", Rate, 7),
    ("应点名", Of(Figure::RollsDue), 6),
    ("已点名", Of(Figure::RollsTaken), 6),
    ("14未到校三天以上", Of(Figure::AbsentThreeDays), 7),
    ("15已报教育局", Of(Figure::ToldBureau), 6),
    ("16已函街道", Of(Figure::ToldStreet), 6),
    ("17疑似辍学上月末", Of(Figure::SuspectedOpening), 7),
    ("新增", Of(Figure::SuspectedEntered), 4),
    ("销号", Of(Figure::SuspectedStruck), 4),
    ("月末", Of(Figure::SuspectedClosing), 4),
    ("18辍学上月末", Of(Figure::DropoutOpening), 6),
    ("新增", Of(Figure::DropoutEntered), 4),
    ("劝返销号", Of(Figure::DropoutStruck), 5),
    ("月末", Of(Figure::DropoutClosing), 4),
];

const WORK: &[Heading] = &[
    ("劝返复学", Of(Figure::PersuadedBack), 5),
    ("19家访人次", Of(Figure::Visits), 5),
    ("家校联系接通人次", Of(Figure::Contacts), 6),
    ("20劝返次数", Of(Figure::Persuasions), 5),
    ("21去向不明", Of(Figure::LostFromSight), 5),
    ("22未报到新生", Of(Figure::NotReported), 6),
    ("23缓学", Of(Figure::Deferred), 4),
    ("24重点群体", Of(Figure::KeyGroup), 5),
    ("已核查", Of(Figure::KeyGroupChecked), 4),
    ("25送教上门", Of(Figure::HomeTaught), 5),
    ("随班就读", Of(Figure::Inclusive), 5),
];

/// The share of the column that names the grade.
const GRADE: u16 = 6;
/// The share of a column of the table of new entrants.
const INTAKE: u16 = 5;

/// The report as it is printed. One that is not signed says so, and leaves the names for the pen.
pub fn paper(report: &MonthlyReport, today: NaiveDate) -> Paper {
    let mut blocks = vec![Block::Slots { lines: vec![head(report, today)] }];
    blocks.extend([BOOKS, ABSENCE, WORK].map(|columns| Block::Table(table(report, columns))));
    blocks.extend(intake_table(&report.new_entrants).map(Block::Table));
    blocks.extend(notes(report).into_iter().map(Block::paragraph));
    if is_zero(report) {
        blocks.push(Block::paragraph(ZERO));
    }
    blocks.push(Block::Slots { lines: vec![signatures(report)] });
    let version = if report.version > 1 { format!("（更正，第{}版）", report.version) } else { String::new() };
    Paper {
        sheet: Sheet::Ledger,
        heading: if report.signed.is_some() { Text::default() } else { "未签字，供核对".into() },
        number: Text::default(),
        title: vec![format!("{}{NAME}（{}）{version}", report.school, month(report)).into()],
        addressee: Text::default(),
        blocks,
        foot: format!("{}　{NAME}　{} 第{}版", report.school, report.month, report.version).into(),
    }
}

/// 零报告 (domain handbook 3n): printed above the signature.
const ZERO: &str = "本月无疑似辍学、辍学学生。";

/// Whether nobody is, or in the month was, suspected of dropping out or has dropped out; nor is to be entered as such.
fn is_zero(report: &MonthlyReport) -> bool {
    let movements = [report.total.suspected, report.total.dropouts];
    report.not_listed == 0 && movements.iter().all(|it| it.opening == 0 && it.entered == 0 && it.closing == 0)
}

fn month(report: &MonthlyReport) -> String {
    format!("{}年{}月", report.month.year, report.month.month())
}

/// `学校标识码：…　统计起止：…　填报日期：…　版本：1`
fn head(report: &MonthlyReport, today: NaiveDate) -> Vec<Slot> {
    let written = |label: &str, text: String| Slot::new(label, Fill::Written(text.into()));
    let code = match report.school_code.trim() {
        "" => Slot::new("学校标识码", Fill::Blank(6)),
        code => written("学校标识码", code.to_owned()),
    };
    vec![
        code,
        written("统计起止", format!("{}至{}", dates::full(report.from), dates::full(report.to))),
        written("填报日期", dates::full(filed_on(report, today))),
        written("版本", report.version.to_string()),
        written("报送", sent_to(report)),
    ]
}

/// 填报日期: of the signature; before it the day on which it is printed.
fn filed_on(report: &MonthlyReport, today: NaiveDate) -> NaiveDate {
    report.signed.as_ref().map_or(today, |signed| signed.on)
}

/// 报送: both lines of responsibility.
fn sent_to(report: &MonthlyReport) -> String {
    format!("{}、街道办事处", report.bureau)
}

fn table(report: &MonthlyReport, headings: &[Heading]) -> Table {
    let titles = std::iter::once(("年级", GRADE)).chain(headings.iter().map(|(title, _, share)| (*title, *share)));
    let columns = titles.map(|(title, share)| Column { title: title.into(), share }).collect();
    let row = |name: String, classes: u32, figures: &MonthFigures| {
        let cells = headings.iter().map(|(_, shows, _)| said(*shows, classes, figures));
        std::iter::once(name).chain(cells).map(Text::from).collect::<Vec<Text>>()
    };
    let mut rows: Vec<Vec<Text>> =
        report.grades.iter().map(|line| row(grade(line), line.classes, &line.figures)).collect();
    rows.push(row("合计".to_owned(), report.classes(), &report.total));
    Table { columns, rows }
}

fn grade(line: &GradeLine) -> String {
    grade_name(line.grade)
}

fn grade_name(grade: u8) -> String {
    Grade::new(grade).map(|grade| grade.to_string()).unwrap_or_default()
}

/// 新生报到: a line a grade that children enter; none where there is no list.
fn intake_table(intakes: &[Intake]) -> Option<Table> {
    let rows = intake_rows(intakes)?;
    let title = |figure: IntakeFigure| Column { title: intake_name(figure).into(), share: INTAKE };
    let columns = std::iter::once(Column { title: "新生".into(), share: GRADE });
    let columns = columns.chain(IntakeFigure::ALL.map(title)).collect();
    let row = |(name, of): (String, Intake)| {
        let cells = IntakeFigure::ALL.map(|figure| figure.of(&of).to_string());
        std::iter::once(name).chain(cells).map(Text::from).collect::<Vec<Text>>()
    };
    Some(Table { columns, rows: rows.into_iter().map(row).collect() })
}

/// The grades that children enter, and of several the sum. What does not add up is not printed at all.
fn intake_rows(intakes: &[Intake]) -> Option<Vec<(String, Intake)>> {
    let closes = |intake: &Intake| intake.sum() == u64::from(intake.listed);
    if intakes.is_empty() || !intakes.iter().all(closes) {
        return None;
    }
    let mut rows: Vec<(String, Intake)> = intakes.iter().map(|it| (grade_name(it.grade), *it)).collect();
    if rows.len() > 1 {
        rows.push(("合计".to_owned(), Intake::total(intakes)));
    }
    Some(rows)
}

/// Zeros are written as 0, never left blank.
fn said(shows: Shows, classes: u32, figures: &MonthFigures) -> String {
    let number = |number: Option<u64>| number.map_or_else(|| NONE.to_owned(), |number| number.to_string());
    match shows {
        Classes => classes.to_string(),
        Of(figure) => number(figure.of(figures)),
        Difference => figures.difference(classes).map_or_else(|| NONE.to_owned(), |it| it.to_string()),
        Rate => rate(figures).map_or_else(|| NONE.to_owned(), |rate| format!("{}%", rate.percent(2))),
    }
}

fn rate(figures: &MonthFigures) -> Option<TenThousandths> {
    TenThousandths::of(figures.attended, figures.expected)
}

/// Boys and girls are all on the books, or it is said how many are neither.
fn of_unknown_sex(report: &MonthlyReport) -> Option<String> {
    let figures = &report.total;
    let unknown = u64::from(figures.closing).saturating_sub(figures.of_known_sex());
    (unknown > 0).then(|| format!("月末在籍中另有{unknown}人性别未登记，男、女两栏都没有计入。"))
}

/// 说明, numbered, and the retention rates.
fn notes(report: &MonthlyReport) -> Vec<String> {
    let mut notes: Vec<String> = report.cohorts.iter().map(retention).collect();
    notes.extend(of_unknown_sex(report));
    if !report.why.trim().is_empty() {
        notes.push(format!("更正原因：{}。", stopped(&report.why)));
    }
    let remarks = report.remarks.iter().map(|remark| stopped(remark)).filter(|remark| !remark.is_empty());
    let remarks: Vec<String> = remarks.zip(1..).map(|(remark, nth)| format!("{nth}. {remark}。")).collect();
    notes.push(if remarks.is_empty() {
        "说明：无。".to_owned()
    } else {
        format!("说明：{}", remarks.concat())
    });
    notes
}

/// Without the full stop at its end.
fn stopped(text: &str) -> String {
    text.trim().trim_end_matches(['。', '.', '；', ';']).to_owned()
}

/// What the rate is called: by the years of the school at whose end it is counted (domain handbook 3p, 5).
fn rate_of_retention(grade: u8) -> &'static str {
    if grade > 6 { "三年巩固率" } else { "六年巩固率" }
}

/// `三年巩固率（九年级）：入学300人，转入5人，转出等3人，死亡0人，在籍302人，100.00%。` 转出等: beside transfers out whoever
/// left for another country, a special school or another year.
fn retention(cohort: &Cohort) -> String {
    let (rate_name, grade) = (rate_of_retention(cohort.grade), grade_name(cohort.grade));
    let expected = i64::from(cohort.entrants) + i64::from(cohort.transferred_in)
        - i64::from(cohort.transferred_out)
        - i64::from(cohort.died);
    let rate = u64::try_from(expected)
        .ok()
        .and_then(|expected| TenThousandths::of(u64::from(cohort.reached).min(expected), expected));
    let told = rate.map_or_else(|| NONE.to_owned(), |rate| format!("{}%", rate.percent(2)));
    let there = if cohort.graduated { "毕业及在籍" } else { "现在籍" };
    let more = if i64::from(cohort.reached) > expected {
        "（人数多于变动所能解释，请核对变动）"
    } else {
        ""
    };
    format!(
        "{rate_name}（{grade}）：入学{}人，转入{}人，转出等{}人，死亡{}人，{there}{}人，{told}{more}。",
        cohort.entrants, cohort.transferred_in, cohort.transferred_out, cohort.died, cohort.reached
    )
}

fn signatures(report: &MonthlyReport) -> Vec<Slot> {
    let written = |label: &str, text: &str| Slot::new(label, Fill::Written(text.into()));
    let mut slots = match &report.signed {
        Some(signed) => vec![
            written("填表人", &signed.filled_by),
            Slot::new("审核人", Fill::Blank(5)),
            written("校长（公章）", &signed.by),
            written("签字日期", &dates::full(signed.on)),
        ],
        None => ["填表人", "审核人", "校长（公章）"].map(|label| Slot::new(label, Fill::Blank(6))).to_vec(),
    };
    if report.signed.is_none() {
        slots.push(Slot::new("日期", Fill::Blank(6)));
    }
    slots
}

/// What is said under the figures of its own accord: the reasons of contradictions of classes and grades, and what a
/// correction changes. Reasons about one pupil stay within the school.
pub fn remarks(
    report: &MonthlyReport,
    contradictions: &[Contradiction],
    changes: &[Changed],
    beside: &[ChangedBeside],
) -> Vec<String> {
    let corrected = report.version.saturating_sub(1);
    let reasons = contradictions.iter().filter_map(|it| {
        let about = match it.doubt {
            Doubt::Opening { grade, last_close, opening } => {
                format!("{grade}上月末{last_close}人、本月初{opening}人")
            }
            Doubt::NotCounted(class) => format!("{class}未实点"),
            Doubt::Count { class, books, seats } => format!("{class}在册{books}人、实点{seats}人"),
            Doubt::Rolls { class, missing, .. } => format!("{class}缺点名{missing}次"),
            Doubt::MonthBefore(before) => format!("{before}月报未签"),
            // Whom it is about the report does not say.
            Doubt::NotListed { ledger: Ledger::Dropout, .. } => "1人应列入辍学台账未列入".to_owned(),
            Doubt::NotListed { .. } => "1人应列入疑似辍学台账未列入".to_owned(),
            Doubt::IdleCase { .. } | Doubt::Nowhere(_) | Doubt::SuspensionOver { .. } | Doubt::NoPapers { .. } => {
                return None;
            }
        };
        it.reason.as_ref().map(|reason| (about, reason.trim()))
    });
    let reasons = under_one_reason(reasons);
    let number = |number: Option<u64>| number.map_or_else(|| NONE.to_owned(), |number| number.to_string());
    let changes = changes.iter().map(|it| {
        let grade = it.grade.map(|grade| grade.to_string()).unwrap_or_default();
        let what = match it.what {
            What::Month(figure) => name(figure),
            What::Intake(figure) => intake_name(figure),
        };
        format!("更正第{corrected}版：{grade}{what}由{}改为{}", number(it.before), number(it.after))
    });
    let beside = beside.iter().map(|it| format!("更正第{corrected}版：{}", said_beside(it)));
    reasons.into_iter().chain(changes).chain(beside).chain(counted_twice(report, contradictions)).collect()
}

/// What is explained alike is told together: `七年级(1)班未实点、七年级(2)班未实点：全校停课`.
fn under_one_reason<'a>(told: impl Iterator<Item = (String, &'a str)>) -> Vec<String> {
    let mut together: Vec<(&str, Vec<String>)> = Vec::new();
    for (about, reason) in told {
        match together.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, list)) => list.push(about),
            None => together.push((reason, vec![about])),
        }
    }
    let said = |(reason, list): (&str, Vec<String>)| {
        // Of pupils, whom the report does not name, the same is said but once.
        let mut counted: Vec<(String, usize)> = Vec::new();
        for about in list {
            match counted.iter_mut().find(|(known, _)| *known == about) {
                Some((_, times)) => *times += 1,
                None => counted.push((about, 1)),
            }
        }
        let list = counted.into_iter().map(|(about, times)| match times {
            1 => about,
            _ => format!("{times}{}", about.trim_start_matches('1')),
        });
        format!("{}：{reason}", list.collect::<Vec<_>>().join("、"))
    };
    together.into_iter().map(said).collect()
}

fn said_beside(it: &ChangedBeside) -> String {
    let from_to = |what: &str, before: &str, after: &str| {
        let said = |text: &str| if text.is_empty() { "空".to_owned() } else { format!("“{text}”") };
        format!("{what}由{}改为{}", said(before), said(after))
    };
    match it {
        ChangedBeside::Code { before, after } => from_to("学校标识码", before, after),
        ChangedBeside::School { before, after } => from_to("校名", before, after),
        ChangedBeside::Bureau { before, after } => from_to("报送的教育局", before, after),
        ChangedBeside::Transfers => "转学明细有更正，人数不变".to_owned(),
        ChangedBeside::Cohorts => "巩固率的人数有更正".to_owned(),
        ChangedBeside::Remarks => "说明有更正".to_owned(),
        ChangedBeside::OpeningReasons => "月初与上月末不符的说明有更正".to_owned(),
    }
}

/// Why more were counted in a grade's seats than ever were on its books, where every class agreed with its own books or
/// said why not: each class was counted on a day of its own, and somebody changed class between.
fn counted_twice(report: &MonthlyReport, contradictions: &[Contradiction]) -> Vec<String> {
    let is_explained = |of: u8| {
        contradictions.iter().any(|it| matches!(it.doubt, Doubt::Count { class, .. } if class.grade.get() == of))
    };
    let lines = report.grades.iter().filter(|line| !is_explained(line.grade));
    let more = lines.filter_map(|line| {
        let (counted, ever) = (line.figures.counted?, line.figures.ever());
        (u64::from(counted) > ever).then(|| {
            format!("{}实点合计{counted}人，本月在册共{ever}人：各班不在同一天实点，其间有学生调班", grade(line))
        })
    });
    more.collect()
}

/// A figure as the form calls it.
pub fn name(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "上月末在籍人数",
        Figure::TransferredIn => "本月转入",
        Figure::TransferredOut => "本月转出",
        Figure::Suspended => "本月休学",
        Figure::Resumed => "本月复学",
        Figure::OtherIn => "其他增加",
        Figure::OtherOut => "其他减少",
        Figure::Died => "其中死亡",
        Figure::Closing => "月末在籍人数",
        Figure::Boys => "其中男生",
        Figure::Girls => "其中女生",
        Figure::SuspendedBefore => "上月末休学中",
        Figure::SuspendedAtClose => "其中休学中",
        Figure::ExcusedFromRoll => "其中不到校",
        Figure::Due => "应在校",
        Figure::Counted => "实点人数",
        Figure::ClassesCounted => "已实点班数",
        Figure::Expected => "应到人次",
        Figure::Attended => "实到人次",
        Figure::RollsDue => "应点名",
        Figure::RollsTaken => "已点名",
        Figure::AbsentThreeDays => "无故未到校三天以上",
        Figure::ToldBureau => "已报教育局",
        Figure::ToldStreet => "已函街道",
        Figure::SuspectedOpening => "疑似辍学上月末",
        Figure::SuspectedEntered => "疑似辍学新增",
        Figure::SuspectedStruck => "疑似辍学销号",
        Figure::SuspectedClosing => "疑似辍学月末",
        Figure::DropoutOpening => "辍学上月末",
        Figure::DropoutEntered => "辍学新增",
        Figure::DropoutStruck => "辍学劝返销号",
        Figure::DropoutClosing => "辍学月末",
        Figure::PersuadedBack => "劝返复学",
        Figure::Visits => "家访人次",
        Figure::Contacts => "家校联系接通人次",
        Figure::Persuasions => "劝返次数",
        Figure::LostFromSight => "去向不明",
        Figure::NotReported => "未报到新生",
        Figure::Deferred => "缓学",
        Figure::KeyGroup => "重点群体人数",
        Figure::KeyGroupChecked => "重点群体已核查",
        Figure::HomeTaught => "送教上门",
        Figure::Inclusive => "随班就读",
    }
}

/// A figure of the new entrants as the table calls it.
fn intake_name(figure: IntakeFigure) -> &'static str {
    match figure {
        IntakeFigure::Listed => "名单人数",
        IntakeFigure::Issued => "已发通知书",
        IntakeFigure::Delivered => "已送达",
        IntakeFigure::Registered => "已报到",
        IntakeFigure::NotCome => "未报到",
        IntakeFigure::Traced => "已追踪",
        IntakeFigure::Elsewhere => "已在他校",
        IntakeFigure::Deferred => "缓学",
        IntakeFigure::Special => "特教",
        IntakeFigure::Moved => "迁出",
        IntakeFigure::Abroad => "出国（境）",
        IntakeFigure::Dead => "死亡",
        IntakeFigure::Wrong => "名单有误",
        IntakeFigure::Open => "去向未明",
    }
}

/// The report as a workbook: every figure a column, every grade a line; the transfers; what is said under them.
pub fn workbook(report: &MonthlyReport, made_on: NaiveDate) -> Workbook {
    let mut sheets = vec![page_of_figures(report)];
    sheets.extend(page_of_intake(&report.new_entrants));
    sheets.extend([page_of_transfers(&report.transfers), page_of_notes(report, made_on)]);
    Workbook { made_on, sheets }
}

fn page_of_figures(report: &MonthlyReport) -> Page {
    let mut headings = vec!["年级".to_owned(), "班数".to_owned()];
    headings.extend(Figure::ALL.map(|figure| format!("{}{}", figure.number(), name(figure))));
    headings.extend(["10人籍差".to_owned(), "13出勤率".to_owned()]);
    let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
    let row = |name: String, classes: u32, figures: &MonthFigures| {
        let mut cells: Vec<Cell> = vec![name.into(), Cell::Number(classes.into())];
        cells.extend(Figure::ALL.map(|figure| number(figure.of(figures).map(|it| it as f64))));
        cells.push(number(figures.difference(classes).map(|it| it as f64)));
        cells.push(rate(figures).map_or(Cell::Empty, |rate| Cell::Percent(rate.as_f64())));
        cells
    };
    let mut rows: Vec<Vec<Cell>> =
        report.grades.iter().map(|line| row(grade(line), line.classes, &line.figures)).collect();
    rows.push(row("合计".to_owned(), report.classes(), &report.total));
    Page { name: format!("月报{}", report.month), headings, rows }
}

fn page_of_intake(intakes: &[Intake]) -> Option<Page> {
    let row = |(name, of): (String, Intake)| {
        let cells = IntakeFigure::ALL.map(|figure| Cell::Number(figure.of(&of).into()));
        std::iter::once(Cell::from(name)).chain(cells).collect::<Vec<Cell>>()
    };
    let headings = std::iter::once("年级").chain(IntakeFigure::ALL.map(intake_name)).map(str::to_owned).collect();
    let rows = intake_rows(intakes)?.into_iter().map(row).collect();
    Some(Page { name: "新生报到".into(), headings, rows })
}

fn page_of_transfers(transfers: &[TransferLine]) -> Page {
    let row = |line: &TransferLine| {
        let way = match line.way {
            Way::In => "转入",
            Way::Out => "转出",
        };
        vec![
            way.into(),
            Cell::Date(line.on),
            Cell::Number(line.grade.into()),
            line.counterpart.as_str().into(),
            line.digest.clone().unwrap_or_default().into(),
        ]
    };
    let headings = ["转入或转出", "生效日期", "年级", "对方学校", "学籍号摘要"].map(str::to_owned).into();
    Page { name: "转学".into(), headings, rows: transfers.iter().map(row).collect() }
}

fn page_of_notes(report: &MonthlyReport, made_on: NaiveDate) -> Page {
    let mut lines: Vec<(&str, String)> = vec![
        ("学校", report.school.clone()),
        ("学校标识码", report.school_code.clone()),
        ("统计起止", format!("{}至{}", report.from, report.to)),
        ("填报日期", filed_on(report, made_on).to_string()),
        ("版本", report.version.to_string()),
        ("报送", sent_to(report)),
    ];
    lines.extend(notes(report).into_iter().map(|note| ("说明", note)));
    if is_zero(report) {
        lines.push(("零报告", ZERO.to_owned()));
    }
    if let Some(signed) = &report.signed {
        lines.push(("填表人", signed.filled_by.clone()));
        lines.push(("校长", signed.by.clone()));
        lines.push(("签字日期", signed.on.to_string()));
    }
    let rows = lines.into_iter().map(|(label, text)| vec![label.into(), text.into()]).collect();
    Page { name: "说明".into(), headings: ["项目", "内容"].map(str::to_owned).into(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{read_back, render};
    use crate::domain::class::Class;
    use crate::domain::monthly::{Mend, Month, Signed};

    /// Two grades, one of which nobody has counted; corrected once.
    fn report() -> MonthlyReport {
        let day: NaiveDate = "2026-03-25".parse().unwrap();
        let seventh = MonthFigures {
            opening: 250,
            transferred_in: 3,
            transferred_out: 2,
            closing: 251,
            boys: 130,
            girls: 121,
            suspended_at_close: 1,
            due: 250,
            counted: Some(249),
            classes_counted: 5,
            expected: 9_000,
            attended: 8_876,
            ..MonthFigures::default()
        };
        let ninth = MonthFigures { counted: None, classes_counted: 0, ..seventh };
        let grades: Vec<GradeLine> = [(7, seventh), (9, ninth)]
            .into_iter()
            .map(|(grade, figures)| GradeLine { grade, classes: 5, figures })
            .collect();
        let mut total = MonthFigures::default();
        grades.iter().for_each(|line| total += &line.figures);
        MonthlyReport {
            form: MonthlyReport::FORM.into(),
            school_code: "3135021299".into(),
            school: "凤栖中学".into(),
            bureau: "厦门市同安区教育局".into(),
            month: Month::new(2026, 3).unwrap(),
            from: "2026-03-01".parse().unwrap(),
            to: day,
            version: 2,
            why: "转出漏登。".into(),
            signed: Some(Signed { filled_by: "周主任".into(), by: "林校长".into(), on: day }),
            grades,
            total,
            transfers: Vec::new(),
            cohorts: vec![Cohort {
                grade: 9,
                entrants: 412,
                transferred_in: 23,
                transferred_out: 19,
                died: 1,
                reached: 413,
                graduated: true,
            }],
            new_entrants: Vec::new(),
            opening_reasons: Vec::new(),
            not_listed: 0,
            remarks: vec!["七年级(3)班在册50人、实点49人：一人在区里比赛。".into()],
        }
    }

    #[test]
    fn the_report_as_text() {
        read_back::whole(&paper(&report(), report().to));
        insta::assert_snapshot!(render::text(&paper(&report(), report().to), 112).join("\n"));
    }

    #[test]
    fn what_is_explained_alike_is_told_together() {
        let told = [("一班未实点", "停课"), ("二班缺点名1次", "补点不了"), ("三班未实点", "停课")];
        let told = told.into_iter().map(|(about, reason)| (about.to_owned(), reason));
        assert_eq!(under_one_reason(told), ["一班未实点、三班未实点：停课", "二班缺点名1次：补点不了"]);
        let told = ["1人应列入", "1人应列入"].into_iter().map(|about| (about.to_owned(), "正在核实"));
        assert_eq!(under_one_reason(told), ["2人应列入：正在核实"]);
    }

    #[test]
    fn zeros_are_written_and_the_zero_report_says_so_only_where_it_is_true() {
        let mut of_one = report();
        let said = |report: &MonthlyReport| render::text(&paper(report, report.to), 112).concat();
        assert!(said(&of_one).contains(ZERO));
        of_one.total.suspected.closing = 1;
        assert!(!said(&of_one).contains(ZERO));
        of_one.total.suspected.closing = 0;
        of_one.not_listed = 1;
        assert!(!said(&of_one).contains(ZERO), "somebody belongs in the ledger and is not in it");
        of_one.signed = None;
        assert!(said(&of_one).contains("未签字，供核对"));
    }

    /// Worked example 3 of the domain handbook, section 5.
    #[test]
    fn a_retention_rate_is_capped_and_warned_of() {
        let of = |reached| retention(&Cohort { reached, ..report().cohorts[0] });
        assert!(of(413).ends_with("99.52%。"), "{}", of(413));
        assert!(of(415).ends_with("100.00%。"), "{}", of(415));
        assert!(of(417).contains("100.00%（人数多于变动所能解释"), "{}", of(417));
    }

    #[test]
    fn reasons_about_one_pupil_stay_within_the_school() {
        let class: Class = "7.3".parse().unwrap();
        let of = |doubt, mend| Contradiction { doubt, mend, pupils: Vec::new(), reason: Some("已核实".into()) };
        let pupil = crate::domain::ids::PupilId::NEW;
        let found =
            [of(Doubt::NotCounted(class), Mend::Headcount(class)), of(Doubt::Nowhere(pupil), Mend::Status(pupil))];
        assert_eq!(remarks(&report(), &found, &[], &[]), ["七年级(3)班未实点：已核实"]);
    }

    #[test]
    fn a_correction_says_what_of_the_head_it_changes() {
        let code = ChangedBeside::Code { before: String::new(), after: "3502120011".into() };
        let name = ChangedBeside::School { before: "凤栖中".into(), after: "凤栖中学".into() };
        assert_eq!(
            remarks(&MonthlyReport { version: 2, ..report() }, &[], &[], &[code, name]),
            ["更正第1版：学校标识码由空改为“3502120011”", "更正第1版：校名由“凤栖中”改为“凤栖中学”"]
        );
    }

    #[test]
    fn more_in_the_seats_than_on_the_books_is_said() {
        let mut of_two = report();
        of_two.grades[0].figures.counted = Some(254);
        let said = counted_twice(&of_two, &[]);
        assert!(said.len() == 1 && said[0].starts_with("七年级实点合计254人，本月在册共253人"), "{said:?}");
        of_two.grades[0].figures.counted = Some(253);
        assert_eq!(counted_twice(&of_two, &[]), [""; 0]);
    }

    #[test]
    fn the_workbook_has_every_figure_as_a_number() {
        let book = workbook(&report(), report().to);
        let [figures, transfers, notes] = &book.sheets[..] else { panic!("{}", book.sheets.len()) };
        assert_eq!((figures.rows.len(), figures.headings.len()), (3, Figure::ALL.len() + 4));
        assert!(figures.rows.iter().all(|row| row.len() == figures.headings.len()));
        assert_eq!((transfers.rows.len(), notes.rows[0][1].clone()), (0, Cell::Text("凤栖中学".into())));
        let told = |label: &str| notes.rows.iter().find(|row| row[0] == label.into()).map(|row| row[1].clone());
        assert_eq!(told("填报日期"), Some(Cell::Text("2026-03-25".into())));
        assert_eq!(told("报送"), Some(Cell::Text("厦门市同安区教育局、街道办事处".into())));
        assert!(render::xlsx(&book).is_ok());
    }

    /// July's report has the table of the new entrants; one that does not add up is not printed.
    #[test]
    fn new_entrants_have_a_table_of_their_own() {
        let first = Intake {
            grade: 1,
            listed: 100,
            issued: 98,
            delivered: 97,
            registered: 90,
            not_come: 6,
            traced: 7,
            elsewhere: 3,
            moved: 1,
            open: 6,
            ..Intake::default()
        };
        let seventh = Intake { grade: 7, listed: 40, issued: 40, delivered: 40, registered: 40, ..Intake::default() };
        let report = MonthlyReport { new_entrants: vec![first, seventh], ..report() };
        let printed = paper(&report, report.to);
        let tables = |paper: &Paper| {
            let tables = paper.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(table.clone()),
                _ => None,
            });
            tables.collect::<Vec<Table>>()
        };
        let table = tables(&printed).pop().unwrap();
        let named = ["一年级", "七年级", "合计"].map(Text::from);
        assert!(table.rows.iter().map(|row| &row[0]).eq(&named), "{table:?}");
        let said = render::text(&printed, 112).join("\n");
        insta::assert_snapshot!(said);
        let book = workbook(&report, report.to);
        let page = book.sheets.iter().find(|page| page.name == "新生报到").unwrap();
        let of = |row: usize, figure: IntakeFigure| {
            let at = page.headings.iter().position(|heading| heading == intake_name(figure)).unwrap();
            page.rows[row][at].clone()
        };
        assert_eq!(of(0, IntakeFigure::NotCome), Cell::Number(6.0));
        assert_eq!(of(2, IntakeFigure::Listed), Cell::Number(140.0));
        let of_one = MonthlyReport { new_entrants: vec![Intake { listed: 101, ..first }], ..report };
        assert_eq!(tables(&paper(&of_one, of_one.to)).len(), tables(&printed).len() - 1);
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn the_pdf_is_landscape_and_says_what_the_text_says() {
        let Ok(fonts) = render::Fonts::find(None) else {
            return eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT ***");
        };
        let pdf = render::pdf(&paper(&report(), report().to), &fonts).unwrap();
        let said: String = pdf_extract::extract_text_from_mem(&pdf).unwrap().split_whitespace().collect();
        for text in ["凤栖中学控辍保学月报表", "9实点", "99.52%", ZERO, "校长（公章）：林校长"] {
            assert!(said.contains(text), "{text}: {said}");
        }
    }
}
