//! The district's papers (区县汇总): a month, and a year's figures for the self-inspection. Tables first, so that they can
//! be laid beside the schools' own; what does not agree is said under the table that it concerns.

use super::dates;
use super::grid::{Grid, printed};
use super::render::{Cell, Sheet as Page, Workbook};
use crate::domain::district::month::{DistrictMonth, Sums};
use crate::domain::district::receive::Break;
use crate::domain::district::transfers::{Move, Nearest, Pair, Transfers};
use crate::domain::district::year::{CohortOf, DistrictYear, KindLine, Retention, YearLevel};
use crate::domain::district::{Level, SchoolKind, SchoolName};
use crate::domain::figures::TenThousandths;
use crate::domain::monthly::{Figure, Month, Movement, Way};
use crate::domain::paper::{Block, Fill, Paper, Rank, Sheet, Slot, Text};
use chrono::NaiveDate;

/// A rate of nothing.
const NO_RATE: &str = "—";
/// Figures of schools that have sent nothing.
const NOT_SENT: &str = "未报";
const AGREE: &str = "合计一致。";
const DISAGREE: &str = "合计不一致，请核对各校月报。";

fn count(number: u64) -> Cell {
    Cell::Number(number as f64)
}

fn rate(rate: Option<TenThousandths>) -> Cell {
    rate.map_or_else(|| NO_RATE.into(), |rate| Cell::Percent(rate.as_f64()))
}

/// `98.62%`
fn percent(rate: Option<TenThousandths>) -> String {
    printed(&self::rate(rate))
}

fn named(month: Month) -> String {
    format!("{}年{}月", month.year, month.month())
}

fn grade(grade: u8) -> &'static str {
    const NAMES: [&str; 9] = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"];
    usize::from(grade).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

fn level(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Primary) => "小学",
        Some(Level::Junior) => "初中",
        None => "合计",
    }
}

fn kind(kind: Option<SchoolKind>) -> &'static str {
    match kind {
        Some(SchoolKind::Primary) => "小学",
        Some(SchoolKind::Junior) => "初中",
        Some(SchoolKind::NineYear) => "九年一贯制学校",
        Some(SchoolKind::Secondary) => "完全中学（初中部）",
        Some(SchoolKind::Special) => "特殊教育学校（另列）",
        None => "类型不详，未报",
    }
}

fn names(schools: &[SchoolName]) -> String {
    schools.iter().map(|school| school.name.as_str()).collect::<Vec<_>>().join("、")
}

fn paper(bureau: &str, sheet: Sheet, name: &str, of: &str, blocks: Vec<Block>) -> Paper {
    Paper {
        sheet,
        heading: Text::default(),
        number: Text::default(),
        title: vec![format!("{bureau}{name}").into(), format!("（{of}）").into()],
        addressee: Text::default(),
        blocks,
        foot: format!("{bureau}　{name}").into(),
    }
}

const MONTH_NAME: &str = "控辍保学月报汇总表";
const YEAR_NAME: &str = "控辍保学自查数据";

/// The month as it is printed.
pub fn month_paper(bureau: &str, month: &DistrictMonth) -> Paper {
    let mut blocks = vec![heading("一、报送情况"), Block::paragraph(sent(month))];
    blocks.extend(lists_of_sent(month).into_iter().map(Block::paragraph));
    if month.sent == 0 {
        blocks.push(Block::paragraph(format!("{}的月报一份也没有收到，没有数字可以汇总。", named(month.month))));
        blocks.push(heading("二、转学比对"));
        blocks.extend(of_transfers(&month.transfers, month.as_of));
    } else {
        blocks.extend(what_was_sent(month));
    }
    let of = format!("{}，截至{}", named(month.month), dates::full(month.as_of));
    let signers = ["填表人", "审核人", "负责人", "日期"].map(|label| Slot::new(label, Fill::Blank(5)));
    blocks.extend([Block::Gap, Block::Slots { lines: vec![signers.into()] }]);
    paper(bureau, Sheet::Overview, MONTH_NAME, &of, blocks)
}

fn heading(text: &str) -> Block {
    Block::heading(Rank::First, text)
}

/// What the month's figures come to, where there are any.
fn what_was_sent(month: &DistrictMonth) -> Vec<Block> {
    let mut blocks = vec![heading("二、各学段情况"), levels(month).table(), Block::paragraph(agree(month.sums_agree))];
    blocks.push(heading("三、各校未到校、疑似辍学和辍学情况"));
    if month.missing.is_empty() {
        blocks.push(Block::paragraph("已报各校均为零报告。"));
    } else {
        blocks.push(missing(month).table());
        blocks.push(Block::paragraph(format!("其余{}所学校为零报告。", month.zero)));
    }
    blocks.push(heading("四、转学比对"));
    blocks.extend(of_transfers(&month.transfers, month.as_of));
    let others = others(&month.transfers);
    if !others.rows.is_empty() {
        let text = "其他需核对的转学（逾期接续、校名不符、区外、无法比对）：".into();
        blocks.extend([Block::Paragraph { text, holds_next: true }, others.table()]);
    }
    blocks.push(heading("五、前后月份不符"));
    if month.contradictions.is_empty() {
        blocks.push(Block::paragraph("没有。"));
    } else {
        blocks.push(contradictions(month).table());
    }
    blocks
}

fn sent(month: &DistrictMonth) -> String {
    let not_sent = month.not_sent.len();
    let said = format!("应报{}所，已报{}所，未报{not_sent}所。", month.expected, month.expected - not_sent);
    if month.not_due == 0 {
        return said;
    }
    format!(
        "{said}8月一般不单独报，并入9月；只有报过8月月报、或9月没有接着7月算的学校应报，其余{}所不计入。",
        month.not_due
    )
}

fn lists_of_sent(month: &DistrictMonth) -> Vec<String> {
    let mut lists = Vec::new();
    for (label, schools) in
        [("未报", &month.not_sent), ("名单上不必报而报来", &month.unexpected), ("没有签字", &month.unsigned)]
    {
        lists.extend((!schools.is_empty()).then(|| format!("{label}：{}。", names(schools))));
    }
    let corrected: Vec<String> =
        month.corrected.iter().map(|it| format!("{}（第{}版：{}）", it.school.name, it.version, it.why)).collect();
    lists.extend((!corrected.is_empty()).then(|| format!("更正：{}。", corrected.join("、"))));
    lists
}

fn agree(agree: bool) -> &'static str {
    if agree { AGREE } else { DISAGREE }
}

/// A line of the form under the levels: what it is called, and its figure.
type Item = (&'static str, fn(&Sums) -> Cell);

/// The form's figures that a district looks at, in the form's order.
const ITEMS: [Item; 22] = [
    ("学校", |of| count(of.schools as u64)),
    ("班级", |of| count(of.classes.into())),
    ("上月末在籍", |of| count(of.figures.opening.into())),
    ("转入", |of| count(of.figures.transferred_in.into())),
    ("转出", |of| count(of.figures.transferred_out.into())),
    ("其他增加", |of| count(of.figures.other_in.into())),
    ("其他减少", |of| count(of.figures.other_out.into())),
    ("月末在籍", |of| count(of.figures.closing.into())),
    ("休学中", |of| count(of.figures.suspended_at_close.into())),
    ("送教等不到校", |of| count(of.figures.excused_from_roll.into())),
    ("应在校", |of| count(of.figures.due.into())),
    ("出勤率", |of| rate(TenThousandths::of(of.figures.attended, of.figures.expected))),
    ("无故未到校三天以上", |of| count(of.figures.absent_three_days.into())),
    ("疑似辍学（月末）", |of| count(of.figures.suspected.closing.into())),
    ("辍学（月末）", |of| count(of.figures.dropouts.closing.into())),
    ("劝返复学", |of| count(of.figures.persuaded_back.into())),
    ("去向不明", |of| count(of.figures.lost_from_sight.into())),
    ("未报到新生", |of| count(of.figures.not_reported.into())),
    ("重点群体", |of| count(of.figures.key_group.into())),
    ("其中已核查", |of| count(of.figures.key_group_checked.into())),
    ("送教上门", |of| count(of.figures.home_taught.into())),
    ("随班就读", |of| count(of.figures.inclusive.into())),
];

fn levels(month: &DistrictMonth) -> Grid {
    let mut columns = vec![("项目", 24)];
    let mut sums: Vec<&Sums> = Vec::new();
    for of in &month.levels {
        columns.push((level(Some(of.level)), 14));
        sums.push(&of.sums);
    }
    columns.push((level(None), 14));
    sums.push(&month.total);
    if month.special.schools > 0 {
        columns.push((kind(Some(SchoolKind::Special)), 20));
        sums.push(&month.special);
    }
    let row = |(name, figure): &Item| {
        let mut row: Vec<Cell> = vec![(*name).into()];
        row.extend(sums.iter().map(|sums| figure(sums)));
        row
    };
    Grid { name: "各学段", rows: ITEMS.iter().map(row).collect(), columns }
}

fn missing(month: &DistrictMonth) -> Grid {
    let columns = vec![
        ("学校", 46),
        ("未到校三天以上", 17),
        ("已报教育局", 14),
        ("已函街道", 12),
        ("未报或未函", 14),
        ("疑似辍学", 12),
        ("辍学", 10),
        ("去向不明", 12),
        ("未报到新生", 14),
        ("劝返复学", 12),
    ];
    let rows = month.missing.iter().map(|line| {
        let mut row: Vec<Cell> = vec![line.school.name.as_str().into()];
        let counts = [
            line.absent_three_days,
            line.told_bureau,
            line.told_street,
            line.not_told,
            line.suspected,
            line.dropouts,
            line.lost_from_sight,
            line.not_reported,
            line.persuaded_back,
        ];
        row.extend(counts.map(|number| count(number.into())));
        row
    });
    Grid { name: "各校", rows: rows.collect(), columns }
}

fn contradictions(month: &DistrictMonth) -> Grid {
    let columns = vec![("学校", 30), ("年级", 10), ("项目", 24), ("本月写的", 10), ("上月末", 10), ("学校的说明", 30)];
    let rows = month.contradictions.iter().map(|it| {
        let Break { grade: of, figure, said, closed, why, .. } = &it.broken;
        vec![
            it.school.name.as_str().into(),
            of.map_or("全校", grade).into(),
            figure_name(*figure).into(),
            count(*said),
            count(*closed),
            why.as_deref().unwrap_or_default().into(),
        ]
    });
    Grid { name: "前后不符", rows: rows.collect(), columns }
}

fn figure_name(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "上月末在籍人数",
        Figure::SuspectedOpening => "疑似辍学上月末",
        Figure::DropoutOpening => "辍学上月末",
        other => other.key(),
    }
}

/// What became of transfers, and the table of those lost from sight.
fn of_transfers(transfers: &Transfers, as_of: NaiveDate) -> Vec<Block> {
    let Transfers { within, matched, late, under_way, lost, to_outside, from_outside, unmatchable } = transfers;
    let mut blocks = vec![Block::paragraph(format!(
        "转出后应在{within}天内有本区另一所学校转入。已接续{}人，其中超过{within}天才接续{}人；在途{}人；\
         写明转往区外、须由转出学校和教育局另行核实{}人；区外转入{}人；没有摘要、无法比对{}条。",
        matched.len() + late.len(),
        late.len(),
        under_way.len(),
        to_outside.len(),
        from_outside.len(),
        unmatchable.len(),
    ))];
    if lost.is_empty() {
        blocks.push(Block::paragraph(format!("截至{}，没有转出后去向不明的学生。", dates::full(as_of))));
    } else {
        blocks.push(Block::paragraph(format!(
            "截至{}，转出后超过{within}天、没有学校转入的{}人，去向不明，请转出学校立即追查：",
            dates::full(as_of),
            lost.len()
        )));
        blocks.push(moves("去向不明", lost).table());
    }
    blocks
}

/// The other school as it was written; where it is said to be of the district and is not, which ones it may be.
fn counterpart(of: &Move) -> String {
    let written = if of.counterpart.is_empty() { "未写" } else { &of.counterpart };
    match &of.not_listed {
        None => written.to_owned(),
        Some(Nearest(near)) if near.is_empty() => format!("{written}（写明区内，本区没有这个校名）"),
        Some(Nearest(near)) => format!("{written}（写明区内，本区没有这个校名，相近的有{}）", near.join("、")),
    }
}

fn moves(name: &'static str, list: &[Move]) -> Grid {
    let columns = vec![("学校", 30), ("年级", 10), ("日期", 16), ("对方学校（原文）", 30)];
    let row = |of: &Move| {
        vec![of.school.name.as_str().into(), grade(of.grade).into(), Cell::Date(of.on), counterpart(of).into()]
    };
    Grid { name, columns, rows: list.iter().map(row).collect() }
}

/// Everything that is no clean match, in one table by its kind.
fn others(transfers: &Transfers) -> Grid {
    let columns = vec![("情况", 17), ("学校", 44), ("年级", 13), ("日期", 28), ("对方学校（原文）", 44), ("说明", 34)];
    let mut rows = Vec::new();
    let mut add = |what: &str, of: &Move, more: String| {
        rows.push(vec![
            what.into(),
            of.school.name.as_str().into(),
            grade(of.grade).into(),
            Cell::Date(of.on),
            counterpart(of).into(),
            more.into(),
        ]);
    };
    for Pair { out, into, days } in &transfers.late {
        add("逾期接续", out, format!("{days}天后到{}", into.school.name));
    }
    for of in transfers.under_way.iter().filter(|of| of.not_listed.is_some()) {
        add("在途", of, "请转出学校更正校名".to_owned());
    }
    for of in &transfers.to_outside {
        add("转往区外", of, String::new());
    }
    for of in &transfers.from_outside {
        let said = if of.within_district { "写的是本区学校，该校没有报这名学生转出" } else { "" };
        add("区外转入", of, said.to_owned());
    }
    for of in &transfers.unmatchable {
        let way = match of.way {
            Way::In => "转入",
            Way::Out => "转出",
        };
        add("无法比对", of, way.to_owned());
    }
    Grid { name: "其他转学", columns, rows }
}

/// The month as a workbook: a sheet for each table, one for who has not sent, and one for every transfer.
pub fn month_workbook(month: &DistrictMonth) -> Workbook {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (what, schools) in
        [("未报", &month.not_sent), ("不必报而报来", &month.unexpected), ("没有签字", &month.unsigned)]
    {
        let line = |it: &SchoolName| vec![it.code.as_str().into(), it.name.as_str().into(), what.into(), Cell::Empty];
        rows.extend(schools.iter().map(line));
    }
    rows.extend(month.corrected.iter().map(|it| {
        let why = format!("第{}版：{}", it.version, it.why);
        vec![it.school.code.as_str().into(), it.school.name.as_str().into(), "更正".into(), why.into()]
    }));
    let sent = Page {
        name: "报送".to_owned(),
        headings: ["学校标识码", "学校", "情况", "说明"].map(str::to_owned).into(),
        rows,
    };
    let grids = [
        levels(month),
        missing(month),
        moves("去向不明", &month.transfers.lost),
        others(&month.transfers),
        contradictions(month),
    ];
    let mut sheets = vec![sent];
    sheets.extend(grids.map(Grid::sheet));
    Workbook { made_on: month.as_of, sheets }
}

/// The year's figures as they are printed.
pub fn year_paper(bureau: &str, year: &DistrictYear) -> Paper {
    let mut blocks = vec![heading("一、学校"), kinds(year).table()];
    if !year.silent.is_empty() {
        let silent = format!("{}所学校没有报过，不在以下数字内：{}。", year.silent.len(), names(&year.silent));
        blocks.push(Block::paragraph(silent));
    }
    if year.as_of_month.is_none() {
        let said =
            format!("{}至{}的月报一份也没有收到，没有数字可以汇总。", dates::full(year.from), dates::full(year.to));
        blocks.push(Block::paragraph(said));
    } else {
        blocks.extend(what_was_counted(year));
    }
    let of = format!("{}至{}", dates::full(year.from), dates::full(year.to));
    paper(bureau, Sheet::Letter, YEAR_NAME, &of, blocks)
}

/// What the year's figures come to, where there are any.
fn what_was_counted(year: &DistrictYear) -> Vec<Block> {
    let mut blocks =
        vec![heading("二、在籍学生和转学"), of_levels(year).table(), Block::paragraph(agree(year.sums_agree))];
    blocks.push(Block::paragraph(of_span(year)));
    let behind: Vec<String> = year.behind.iter().map(|it| format!("{}（{}）", it.school.name, it.month)).collect();
    if !behind.is_empty() {
        blocks.push(Block::paragraph(format!("还停在较早月份的学校：{}。", behind.join("、"))));
    }
    blocks.extend([heading("三、巩固率"), retention(year).table()]);
    blocks.extend(year.retention.iter().flat_map(of_retention).map(Block::paragraph));
    let special = &year.special;
    blocks.extend([
        heading("四、特殊教育"),
        Block::paragraph(format!(
            "特殊教育学校{}所、在校{}人（不计入合计）；随班就读{}人，送教上门{}人。",
            special.schools, special.pupils, special.inclusive, special.home_taught
        )),
        heading("五、疑似辍学和辍学"),
        Block::paragraph(dropouts(year)),
        heading("六、转学比对"),
    ]);
    blocks.extend(of_transfers(&year.transfers, year.to));
    blocks
}

fn kinds(year: &DistrictYear) -> Grid {
    let line = |name: &str, schools: usize, pupils: Cell| vec![name.into(), count(schools as u64), pupils];
    // Of schools that have sent nothing nobody knows how many pupils they have: that is not none.
    let of_kind = |it: &KindLine| if it.sent == 0 { NOT_SENT.into() } else { count(it.pupils) };
    let is_special = |of: Option<SchoolKind>| of == Some(SchoolKind::Special);
    let shown = |special: bool| year.kinds.iter().filter(move |it| is_special(it.kind) == special);
    let mut rows: Vec<Vec<Cell>> = shown(false).map(|it| line(kind(it.kind), it.schools, of_kind(it))).collect();
    let total = if year.as_of_month.is_some() { count(year.total.pupils) } else { NOT_SENT.into() };
    rows.push(line("合计", year.schools, total));
    rows.extend(shown(true).map(|it| line(kind(it.kind), it.schools, of_kind(it))));
    Grid { name: "学校", columns: vec![("类型", 30), ("学校数", 20), ("在籍学生数", 20)], rows }
}

fn of_levels(year: &DistrictYear) -> Grid {
    let columns = vec![
        ("学段", 13),
        ("班级数", 16),
        ("在籍学生数", 23),
        ("占比", 22),
        ("转入", 17),
        ("转出", 17),
        ("转入率", 20),
        ("转出率", 20),
    ];
    let line = |of: &YearLevel| {
        vec![
            level(of.level).into(),
            count(of.classes.into()),
            count(of.pupils),
            rate(of.share),
            count(of.transferred_in),
            count(of.transferred_out),
            rate(of.in_rate),
            rate(of.out_rate),
        ]
    };
    Grid { name: "在籍和转学", columns, rows: year.levels.iter().chain([&year.total]).map(line).collect() }
}

/// `1月1日至9月30日（含首尾两天）转入3319人次，转出2638人次，净转入681人次。`
fn of_span(year: &DistrictYear) -> String {
    let net = if year.net < 0 { "净转出" } else { "净转入" };
    let of = year.as_of_month.map_or_else(String::new, |month| format!("在籍为{}末数。", named(month)));
    format!(
        "{}至{}（含首尾两天）转入{}人次，转出{}人次，{net}{}人次。{of}转入率、转出率以在籍合计为分母。",
        dates::day(year.from),
        dates::day(year.to),
        year.total.transferred_in,
        year.total.transferred_out,
        year.net.abs()
    )
}

fn name_of(retention: &Retention) -> &'static str {
    if retention.grade == 9 { "三年巩固率（初中）" } else { "六年巩固率（小学）" }
}

fn retention(year: &DistrictYear) -> Grid {
    let columns = vec![
        ("项目", 37),
        ("学校数", 15),
        ("入学人数", 18),
        ("转入", 13),
        ("转出", 13),
        ("死亡", 11),
        ("应毕业", 15),
        ("毕业", 15),
        ("巩固率", 19),
    ];
    let row = |of: &Retention| {
        let mut row: Vec<Cell> = vec![name_of(of).into(), count(of.schools as u64)];
        let counts = [of.entrants, of.transferred_in, of.transferred_out, of.died, of.base, of.reached];
        row.extend(counts.map(count));
        row.push(rate(of.rate));
        row
    };
    Grid { name: "巩固率", columns, rows: year.retention.iter().map(row).collect() }
}

/// What stands behind a rate that is not plain.
fn of_retention(of: &Retention) -> Vec<String> {
    let name = name_of(of);
    let schools = |list: &[CohortOf]| {
        let said = list.iter().map(|it| format!("{}（应{}，实{}）", it.school.name, it.base, it.reached));
        said.collect::<Vec<_>>().join("、")
    };
    let mut said = Vec::new();
    if of.surplus > 0 {
        said.push(format!(
            "注意：{name}超过100%，按100%列。毕业人数比入学和变动多{}人，有变动没有登记，请核对。",
            of.surplus
        ));
    }
    if !of.surplus_at.is_empty() {
        said.push(format!("{name}：以下学校毕业人数多于应毕业人数，有变动没有登记：{}。", schools(&of.surplus_at)));
    }
    if !of.short_at.is_empty() {
        let short: u64 = of.short_at.iter().map(|it| it.base - it.reached).sum();
        said.push(format!("{name}：以下学校共少{short}人，须逐一说明去向：{}。", schools(&of.short_at)));
    }
    if of.not_graduated > 0 {
        said.push(format!("{name}：{}所学校尚未毕业，以在籍人数代替毕业人数。", of.not_graduated));
    }
    said
}

fn dropouts(year: &DistrictYear) -> String {
    let of = &year.dropouts;
    let moved = |name: &str, it: Movement, struck: &str| {
        format!("{name}期初{}人，新增{}人，{struck}{}人，期末{}人", it.opening, it.entered, it.struck, it.closing)
    };
    let start = of.at_start.map_or_else(
        || "学年初人数不全，辍学率不算".to_owned(),
        |start| format!("学年初在籍{start}人，辍学率{}", percent(of.rate)),
    );
    format!(
        "{}；{}；劝返复学{}人。{start}。",
        moved("疑似辍学", of.suspected, "销号"),
        moved("辍学", of.dropouts, "劝返"),
        of.persuaded_back
    )
}

/// The year as a workbook.
pub fn year_workbook(year: &DistrictYear) -> Workbook {
    let grids = [
        kinds(year),
        of_levels(year),
        retention(year),
        moves("去向不明", &year.transfers.lost),
        others(&year.transfers),
    ];
    Workbook { made_on: year.to, sheets: grids.map(Grid::sheet).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::read_back;
    use crate::domain::district::made_up::{BUREAU, date, moved, received, report};
    use calamine::{Data, DataType};

    /// Two schools, between which one pupil moved; another is lost from sight.
    fn two_schools() -> crate::domain::district::District {
        let out = vec![
            moved(Way::Out, "2026-09-10", 7, "凤南中学", Some('a')),
            moved(Way::Out, "2026-09-11", 7, "凤南中学", Some('b')),
        ];
        let into = vec![moved(Way::In, "2026-09-14", 7, "凤北中学", Some('a'))];
        let sent =
            [report("凤北中学", "2026-09", &[(7, 40), (8, 38)], out), report("凤南中学", "2026-09", &[(7, 41)], into)];
        received(&sent).0
    }

    #[test]
    fn month_and_year_are_whole_on_paper() {
        let (district, on) = (two_schools(), date("2026-12-01"));
        let month = month_paper(BUREAU, &district.month("2026-09".parse().unwrap(), BUREAU, on));
        read_back::whole(&month);
        let said = month.texts().join("\n");
        assert!(said.contains("转出后超过") && said.contains("填表人") && said.contains(AGREE), "{said}");
        read_back::whole(&year_paper(BUREAU, &district.year(on, BUREAU)));
    }

    #[test]
    fn of_august_it_is_said_who_is_asked_for_it() {
        let july =
            [report("凤北中学", "2026-07", &[(7, 40)], vec![]), report("凤南中学", "2026-07", &[(7, 41)], vec![])];
        let month = received(&july).0.month("2026-08".parse().unwrap(), BUREAU, date("2026-10-01"));
        let said = month_paper(BUREAU, &month).texts().join("\n");
        assert!(said.contains("应报0所，已报0所，未报0所") && said.contains("其余2所不计入"), "{said}");
    }

    /// Of a school that never sent anything nobody knows how many pupils it has: that is not none.
    #[test]
    fn a_school_that_never_sent_anything_is_not_printed_as_none() {
        let mut district = two_schools();
        let id = crate::domain::ids::DistrictSchoolId(uuid::Uuid::from_u128(99));
        let (code, name, kind) = (String::new(), "凤西小学".to_owned(), Some(SchoolKind::Primary));
        let record = crate::domain::district::SchoolRecord { code, name, kind, listed: true, sends: true };
        district.schools.push(crate::domain::district::DistrictSchool { id, record });
        let grid = kinds(&district.year(date("2026-12-01"), BUREAU));
        let of = |name: &str| grid.rows.iter().find(|row| row[0] == name.into()).map(|row| row[1..].to_vec());
        assert_eq!(of("小学"), Some(vec![count(1), NOT_SENT.into()]));
        assert_eq!(of("初中"), Some(vec![count(2), count(118)]));
    }

    #[test]
    fn the_workbook_counts_what_the_paper_says() {
        let (district, on) = (two_schools(), date("2026-12-01"));
        let workbook = month_workbook(&district.month("2026-09".parse().unwrap(), BUREAU, on));
        let levels = read_back::sheet(&workbook, "各学段");
        let row = |name: &str| {
            let of_name = |row: &&[Data]| row[0].get_string() == Some(name);
            levels.rows().find(of_name).map(|row| row.iter().skip(1).filter_map(Data::as_f64).collect::<Vec<_>>())
        };
        assert_eq!(row("上月末在籍"), Some(vec![0.0, 119.0, 119.0]));
        assert_eq!(row("转出"), Some(vec![0.0, 2.0, 2.0]));
        assert_eq!(row("月末在籍"), Some(vec![0.0, 118.0, 118.0]));
        let lost = read_back::sheet(&workbook, "去向不明");
        assert_eq!(lost.get_size(), (2, 4));
        let Some(Data::DateTime(day)) = lost.get_value((1, 2)) else { panic!("{lost:?}") };
        assert_eq!(day.as_datetime().unwrap().date(), date("2026-09-11"));
    }
}
