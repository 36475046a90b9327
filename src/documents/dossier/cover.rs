//! The cover (封面).

use super::{Facts, last_four, terms};
use crate::documents::dates;
use crate::domain::paper::{Block, Fill, Paper, Sheet, Slot};

const TITLE: &str = "控辍保学学生个案档案";
/// 一生一案
const KIND: &str = "（一生一案）";
/// What whoever opens it must know.
const WARNING: &str = "本档案含学生个人信息，仅限校内工作使用，不得外传、张贴。";
/// What brings the entries away from the edge.
const BESIDE: &str = "　　　　";
/// Empty lines that bring the entries to the middle of the page.
const ABOVE: usize = 4;
const BELOW: usize = 4;

pub(super) fn paper(facts: &Facts) -> Paper {
    let record = &facts.pupil.record;
    let cases = facts.school.cases(facts.pupil.id, facts.as_of);
    let case = cases.last();
    let number = record.student_no.as_ref().map(|no| last_four(no.as_str()));
    let opened: Vec<String> = cases.iter().map(|case| dates::full(case.opened)).collect();
    let stage = case.map_or("无个案".to_owned(), |case| match &case.overridden {
        Some(_) => format!("{}（人工改定）", terms::stage(case.stage)),
        None => terms::stage(case.stage).to_owned(),
    });
    let mut entries = vec![
        ("学　　校", facts.school.name.clone()),
        ("学　　生", record.name.clone()),
        ("班　　级", facts.class.to_string()),
        ("学籍尾号", number.unwrap_or_else(|| "未登记".to_owned())),
        ("个案阶段", stage),
    ];
    entries.extend((!opened.is_empty()).then(|| ("个案开启", opened.join("、"))));
    entries.extend(case.and_then(|case| case.closed()).map(|on| ("结案日期", dates::full(on))));
    entries.push(("截至日期", dates::full(facts.as_of)));
    let line = |(label, text): (&str, String)| vec![Slot::new(format!("{BESIDE}{label}"), Fill::Written(text.into()))];
    let lines = entries.into_iter().map(line);
    let mut blocks = vec![Block::Gap; ABOVE];
    blocks.push(Block::Slots { lines: lines.collect() });
    blocks.extend(vec![Block::Gap; BELOW]);
    blocks.push(Block::paragraph(WARNING));
    let paper = facts.paper(Sheet::Letter, TITLE, blocks);
    Paper { title: vec![TITLE.into(), KIND.into()], ..paper }
}
