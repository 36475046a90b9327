//! The yearly self-inspection report (自查报告; domain handbook 3p): the school's prose, and beside it sentences that say the
//! year's figures. Of a section for which nobody has written and nothing is counted there is nothing to print.

use super::dates;
use super::dossier::terms;
use super::letter::{hold_last, title};
use crate::domain::case::Exit;
use crate::domain::class::{Grade, Stage};
use crate::domain::inspection::{Amount, FigureKind, Hukou, Inspection, Note, Section};
use crate::domain::paper::{Block, Column, Paper, Rank, Sheet, Table, Text};
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::plan::PlanKind;
use crate::domain::school::School;

/// What the paper is called.
pub const NAME: &str = "控辍保学自查报告";

/// How a section stands in the report: the heading of its part, its own, and whether that is one of the second rank.
struct Place {
    section: Section,
    part: Option<&'static str>,
    group: Option<&'static str>,
    heading: &'static str,
}

const WORK: Option<&str> = Some("二、主要做法");
const RULES: Option<&str> = Some("（二）规范管理");
const HELP: Option<&str> = Some("（三）精准帮扶");

/// The headings of the report, in its order.
const PLACES: [Place; 13] = [
    Place { section: Section::Basis, part: None, group: None, heading: "" },
    Place { section: Section::Basics, part: Some("一、基本情况"), group: None, heading: "" },
    Place { section: Section::Mechanism, part: WORK, group: Some("（一）健全机制"), heading: "" },
    Place { section: Section::Source, part: WORK, group: RULES, heading: "从源头抓起" },
    Place { section: Section::Attendance, part: WORK, group: RULES, heading: "从学生考勤入手" },
    Place { section: Section::Monthly, part: WORK, group: RULES, heading: "落实月报制度" },
    Place { section: Section::Status, part: WORK, group: RULES, heading: "加强学籍管理" },
    Place { section: Section::Special, part: WORK, group: RULES, heading: "办好特殊教育" },
    Place { section: Section::KeyGroups, part: WORK, group: HELP, heading: "关注重点人群" },
    Place { section: Section::Poverty, part: WORK, group: HELP, heading: "防止因贫失学" },
    Place { section: Section::Learning, part: WORK, group: HELP, heading: "防止因学习困难失学" },
    Place { section: Section::HomeTeaching, part: WORK, group: HELP, heading: "做好送教上门" },
    Place { section: Section::Next, part: Some("三、今后工作方向"), group: None, heading: "" },
];

/// On what every such report rests, where the school has not worded it.
const BASIS: &str = "根据《教育部办公厅关于建立健全义务教育控辍保学常态化报告工作机制的通知》（教基厅函〔2024〕15号）和\
                     《福建省教育厅办公室关于建立健全义务教育控辍保学常态化报告工作机制的通知》（闽教办基〔2024〕12号）要求";

/// What a section is called in lists of papers.
pub fn chapter(section: Section) -> &'static str {
    match section {
        Section::Basis => "自查报告",
        Section::Basics => "基本情况",
        Section::Mechanism => "健全机制",
        Section::Source => "从源头抓起",
        Section::Attendance => "从学生考勤入手",
        Section::Monthly => "月报制度",
        Section::Status => "学籍管理",
        Section::Special => "特殊教育",
        Section::KeyGroups => "重点人群",
        Section::Poverty => "防止因贫失学",
        Section::Learning => "学习困难帮扶",
        Section::HomeTeaching => "送教上门",
        Section::Next => "今后工作方向",
    }
}

/// The report as one paper.
pub fn paper(school: &School, inspection: &Inspection) -> Paper {
    let (mut blocks, mut part, mut group, mut nth) = (Vec::new(), None, None, 0);
    let no_books = inspection.books_begin.filter(|_| inspection.is_before_the_books());
    for place in &PLACES {
        let mut of_section = prose(place.section, inspection);
        match (no_books, place.section) {
            (None, section) => of_section.extend(said(section, inspection).map(Block::paragraph)),
            (Some(begin), Section::Basics) => of_section.push(Block::paragraph(format!(
                "{}年没有数据可查：我校数据从{}起，之前没有记录。",
                inspection.year,
                dates::full(begin)
            ))),
            (Some(_), _) => {}
        }
        if place.section == Section::Basics {
            of_section.extend(grades(inspection).map(Block::Table));
        }
        if of_section.is_empty() {
            continue;
        }
        if let Some(heading) = place.part.filter(|heading| part != Some(*heading)) {
            blocks.push(Block::heading(Rank::First, heading));
        }
        if let Some(heading) = place.group.filter(|heading| group != Some(*heading)) {
            blocks.push(Block::heading(Rank::Second, heading));
            nth = 0;
        }
        (part, group) = (place.part, place.group);
        if !place.heading.is_empty() {
            nth += 1;
            blocks.push(Block::Paragraph { text: format!("{nth}.{}", place.heading).into(), holds_next: true });
        }
        blocks.extend(of_section);
    }
    hold_last(&mut blocks);
    blocks.push(Block::Gap);
    blocks.push(Block::Seal { name: school.name.as_str().into(), date: dates::full(inspection.span.to).into() });
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: Text::default(),
        title: title(&[&format!("{}年", inspection.year), &school.name, NAME]),
        addressee: school.bureau().into(),
        blocks,
        foot: format!("{}　{NAME}", school.name).into(),
    }
}

/// The school's words, a paragraph a line.
fn prose(section: Section, inspection: &Inspection) -> Vec<Block> {
    let written = inspection.prose.iter().find(|(of, _)| *of == section).and_then(|(_, text)| text.as_deref());
    let own = match (section, written) {
        (Section::Basis, None) => {
            format!("{BASIS}，我校对{}年控辍保学工作进行了自查，现将情况报告如下。", inspection.year)
        }
        (_, written) => written.unwrap_or_default().to_owned(),
    };
    own.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph).collect()
}

/// What is counted under a section, said in a sentence; nothing where nothing is counted.
fn said(section: Section, inspection: &Inspection) -> Option<String> {
    let count = |kind| match inspection.figure(kind).map(|figure| figure.amount) {
        Some(Amount::Count(count)) => count,
        _ => 0,
    };
    let share = |kind| match inspection.figure(kind).map(|figure| figure.amount) {
        Some(Amount::Share { of, among }) => (of, among),
        _ => (0, 0),
    };
    let to = dates::day(inspection.span.to);
    match section {
        Section::Basics => {
            let [boys, girls] = [Sex::Male, Sex::Female].map(|sex| count(FigureKind::OfSex(sex)));
            let retention: String =
                [9, 6].into_iter().filter_map(Grade::new).filter_map(|it| retention(inspection, it)).collect();
            let since = match inspection.books_begin {
                Some(begin) => format!("我校数据从{}起，之前没有记录。", dates::full(begin)),
                None => String::new(),
            };
            Some(format!(
                "{since}截至{}，我校有{}个班级，在籍学生{}人（{}），其中男生{boys}人、女生{girls}人，{}，休学中{}人，\
                 缓学{}人。1月1日至{to}（首尾两日在内），转入{}人，转出{}人，休学{}人，续休{}人，复学{}人，出国（境）{}人，\
                 转入特殊教育学校{}人，死亡{}人；列入辍学台账{}人，{}。{retention}",
                dates::full(inspection.span.to),
                count(FigureKind::Classes),
                count(FigureKind::Pupils),
                stages(&count),
                hukou(inspection, &count),
                count(FigureKind::Suspended),
                count(FigureKind::Deferred),
                count(FigureKind::TransferredIn),
                count(FigureKind::TransferredOut),
                count(FigureKind::SuspendedSince),
                count(FigureKind::Renewed),
                count(FigureKind::Resumed),
                count(FigureKind::LeftCountry),
                count(FigureKind::ToSpecialSchool),
                count(FigureKind::Died),
                count(FigureKind::Dropouts),
                dropout_rate(inspection),
            ))
        }
        Section::Attendance => Some(attendance(inspection, count)),
        Section::Special => counted(
            inspection,
            "在籍残疾学生",
            &[(KeyGroup::Disabled, "持证或经评估"), (KeyGroup::Inclusive, "随班就读")],
        ),
        Section::KeyGroups => counted(
            inspection,
            "在籍重点人群",
            &[
                (KeyGroup::Orphan, "孤儿"),
                (KeyGroup::Unattended, "事实无人抚养儿童"),
                (KeyGroup::LeftBehind, "留守儿童"),
                (KeyGroup::Migrant, "随迁子女"),
                (KeyGroup::Difficult, "困境儿童"),
            ],
        ),
        Section::Poverty => {
            let groups = [
                (KeyGroup::PovertyLifted, "建档立卡（脱贫、监测）户"),
                (KeyGroup::Dibao, "低保户"),
                (KeyGroup::Tekun, "特困供养"),
            ];
            let counted = counted(inspection, "在籍家庭经济困难学生", &groups).unwrap_or_default();
            Some(format!("{counted}受资助学生{}人。", count(FigureKind::Aided)))
        }
        Section::Mechanism => {
            let (signed, all) = share(FigureKind::Pledges);
            Some(format!(
                "应签责任书{all}份，已签{signed}份；召开会议、开展培训和宣传{}次。",
                count(FigureKind::Meetings)
            ))
        }
        Section::Source => match share(FigureKind::EntrantsRegistered) {
            (_, 0) => None,
            (registered, all) => Some(format!("适龄儿童名单{all}人，已在我校报到{registered}人。")),
        },
        Section::Monthly => Some(format!("1月1日至{to}已签字的月报{}个月。", count(FigureKind::SignedMonths))),
        Section::Learning => Some(format!("执行学困生帮扶计划{}份。", count(FigureKind::Plans(PlanKind::Learning)))),
        Section::HomeTeaching => {
            Some(format!("送教上门学生{}人，送教{}次。", count(FigureKind::HomeTaught), count(FigureKind::Lessons)))
        }
        Section::Basis | Section::Status | Section::Next => None,
    }
}

fn attendance(inspection: &Inspection, count: impl Fn(FigureKind) -> usize) -> String {
    let rate = match inspection.figure(FigureKind::AttendanceRate).map(|figure| figure.amount) {
        Some(share @ Amount::Share { of, among }) => {
            let rate = share.rate().map_or_else(|| "—".to_owned(), |rate| rate.percent(1) + "%");
            format!("实到{of}人次，应到{among}人次，出勤率{rate}")
        }
        _ => String::new(),
    };
    let in_share = |kind| match inspection.figure(kind).map(|figure| figure.amount) {
        Some(share @ Amount::Share { of, .. }) => {
            (of, share.rate().map_or_else(|| "—".to_owned(), |rate| rate.percent(1) + "%"))
        }
        _ => (0, "—".to_owned()),
    };
    let (same_day, of_first_days) = in_share(FigureKind::SameDayContact);
    let (_, persuaded) = in_share(FigureKind::PersuadedBackRate);
    let exits = Exit::ALL.map(|exit| (exit, count(FigureKind::CasesClosed(exit))));
    let by_exit: Vec<String> = (exits.iter().filter(|(_, closed)| *closed > 0))
        .map(|(exit, closed)| format!("{}{closed}件", terms::exit(*exit)))
        .collect();
    let closed = match (exits.iter().map(|(_, closed)| closed).sum::<usize>(), by_exit.join("、")) {
        (0, _) => "0件".to_owned(),
        (closed, by_exit) => format!("{closed}件（{by_exit}）"),
    };
    format!(
        "本年点名{}次，{rate}。无故未到校立案{}件，其中当日联系上监护人{same_day}件，当日联系率{of_first_days}；结案{closed}。\
         联系上监护人{}人次，家访{}人次，劝返{}次；出具文书{}份，其中向校领导报告{}次，书面报告教育局{}次，函告街道{}次，送达监护人告知书\
         {}份。列入疑似辍学台账{}人；劝返复学{}人，其中跟踪期满{}人、在跟踪期{}人，跟踪期内反复{}人，劝返率\
         {persuaded}。",
        count(FigureKind::RollsTaken),
        count(FigureKind::CasesOpened),
        count(FigureKind::Contacts),
        count(FigureKind::Visits),
        count(FigureKind::Persuasions),
        count(FigureKind::Papers),
        count(FigureKind::Escalations),
        count(FigureKind::Reports),
        count(FigureKind::StreetLetters),
        count(FigureKind::GuardianNotices),
        count(FigureKind::Suspected),
        count(FigureKind::PersuadedBack),
        count(FigureKind::WatchPassed),
        count(FigureKind::InWatch),
        count(FigureKind::AwayAgain),
    )
}

/// `小学612人、初中480人`
fn stages(count: &impl Fn(FigureKind) -> usize) -> String {
    let stages = [(Stage::Primary, "小学"), (Stage::Junior, "初中")];
    let of = stages.map(|(stage, name)| (name, count(FigureKind::InStage(stage))));
    let said: Vec<String> =
        of.iter().filter(|(_, pupils)| *pupils > 0).map(|(name, pupils)| format!("{name}{pupils}人")).collect();
    if said.is_empty() { "小学、初中均0人".to_owned() } else { said.join("、") }
}

/// `本区户籍1人、非本区户籍2人`, and of how many the roster does not say it; what the books cannot tell is said with its
/// reason.
fn hukou(inspection: &Inspection, count: &impl Fn(FigureKind) -> usize) -> String {
    let figure = inspection.figure(FigureKind::OfHukou(Hukou::Local));
    match figure.and_then(|figure| figure.note) {
        Some(Note::NoHukou) => "本区、非本区户籍—（花名册没有户口所在地）".to_owned(),
        Some(_) => "本区、非本区户籍—（学校信息没有写明区县教育局）".to_owned(),
        None => {
            let [local, elsewhere, unsaid] = Hukou::ALL.map(|hukou| count(FigureKind::OfHukou(hukou)));
            let unsaid = if unsaid > 0 { format!("、户口所在地没有登记{unsaid}人") } else { String::new() };
            format!("本区户籍{local}人、非本区户籍{elsewhere}人{unsaid}")
        }
    }
}

/// `辍学率0.0%（学年初在籍1080人）`
fn dropout_rate(inspection: &Inspection) -> String {
    let figure = inspection.figure(FigureKind::DropoutRate);
    match figure.map(|figure| (figure.amount, figure.note)) {
        Some((share @ Amount::Share { among, .. }, _)) => {
            let rate = share.rate().map_or_else(|| "—".to_owned(), |rate| rate.percent(2) + "%");
            format!("辍学率{rate}（学年初在籍{among}人）")
        }
        Some((_, Some(Note::BooksBegin(begin)))) => {
            format!("辍学率—（数据从{}起，不知学年初在籍人数）", dates::full(begin))
        }
        _ => "辍学率—".to_owned(),
    }
}

/// `初中三年巩固率99.5%。`; nothing where the school has no such grade, or its books do not reach back so far.
fn retention(inspection: &Inspection, grade: Grade) -> Option<String> {
    let figure = inspection.figure(FigureKind::Retention(grade))?;
    let rate = figure.amount.rate()?;
    let running = if figure.note == Some(Note::NotGraduated) { "（本届未毕业，按在籍计）" } else { "" };
    let name = if grade.get() == 9 { "初中三年巩固率" } else { "小学六年巩固率" };
    Some(format!("{name}{}%{running}。", rate.percent(1)))
}

/// `在籍重点人群：孤儿1人、留守儿童4人。`, zeros included: a zero is a statement.
fn counted(inspection: &Inspection, lead: &str, groups: &[(KeyGroup, &str)]) -> Option<String> {
    let of = |(group, name): &(KeyGroup, &str)| match inspection.figure(FigureKind::InGroup(*group))?.amount {
        Amount::Count(count) => Some(format!("{name}{count}人")),
        Amount::Share { .. } | Amount::Untold => None,
    };
    let counted: Vec<String> = groups.iter().filter_map(of).collect();
    (!counted.is_empty()).then(|| format!("{lead}：{}。", counted.join("、")))
}

/// The pupils on the books, a grade a row; none where nobody is.
fn grades(inspection: &Inspection) -> Option<Table> {
    let of = |grade| match inspection.figure(FigureKind::InGrade(grade))?.amount {
        Amount::Count(count) => Some(vec![Text::from(grade.to_string()), count.to_string().into()]),
        Amount::Share { .. } | Amount::Untold => None,
    };
    let rows: Vec<Vec<Text>> = (1..=9).filter_map(Grade::new).filter_map(of).collect();
    let columns = vec![Column { title: "年级".into(), share: 1 }, Column { title: "在籍人数".into(), share: 1 }];
    (!rows.is_empty()).then_some(Table { columns, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::read_back;
    use crate::domain::made_up::date;
    use crate::domain::tales;

    /// A heading that stands alone has no full stop; what is written under it has.
    #[test]
    fn the_report_is_whole_and_its_headings_end_without_a_stop() {
        let school = tales::truant().school();
        let paper = paper(&school, &school.inspection(2025, date("2025-11-19")));
        read_back::whole(&paper);
        let said = paper.texts().join("\n");
        assert!(said.contains("1.从学生考勤入手\n本年点名") && said.contains("劝返率"), "{said}");
        assert!(matches!(paper.blocks[..], [.., Block::Gap, Block::Seal { .. }]));
    }
}
