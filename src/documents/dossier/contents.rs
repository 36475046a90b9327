//! The contents (目录) with what is there, where, and what is lacking; and the missing list (缺件清单).

use super::{Dossier, Facts, Filed, What, table, terms};
use crate::documents::dates;
use crate::documents::render::Pages;
use crate::domain::dossier::{Item, Lack};
use crate::domain::paper::{Block, Fill, Paper, Sheet, Slot, Text};

/// A contents list's columns; the fifth says where.
const COLUMNS: [(&str, u16); 6] = [("序号", 8), ("材料", 33), ("编号", 19), ("日期", 22), ("页码", 9), ("情况", 9)];
const WITH_FILES: [(&str, u16); 6] = [("序号", 5), ("材料", 26), ("编号", 16), ("日期", 17), ("文件", 27), ("情况", 6)];
/// Where an attachment is, that no page can be made of.
const ENCLOSED: &str = "另附";

/// How it stands with an item.
#[derive(Clone, Copy)]
enum State {
    Present,
    /// Something is there, and something is lacking.
    Partly,
    Lacking,
    /// Not there, and at this stage nobody asks for it.
    NotAsked,
}

impl State {
    fn of(dossier: &Dossier, item: Item) -> State {
        let is_there = item == Item::Cover || dossier.of_item(item).next().is_some();
        let is_lacking = dossier.lacks.iter().any(|lack| lack.item() == item);
        match (is_there, is_lacking) {
            (true, false) => State::Present,
            (true, true) => State::Partly,
            (false, true) => State::Lacking,
            (false, false) => State::NotAsked,
        }
    }

    fn said(self) -> &'static str {
        match self {
            State::Present => "有",
            State::Partly => "不全",
            State::Lacking => "缺",
            State::NotAsked => "不需",
        }
    }
}

/// The number under which an item's files are ordered: what has none stands with the item before it.
pub(super) fn order(item: Item) -> usize {
    let before = Item::ALL.into_iter().take_while(|before| *before <= item);
    before.filter_map(Item::number).last().unwrap_or(0)
}

/// With the pages on which each thing stands; none where no page can be made of it.
pub(super) fn with_pages(dossier: &Dossier, front: Pages, places: &[Option<Pages>]) -> Paper {
    let mut paper = paper(dossier, &COLUMNS, &pages(front), |at| match places.get(at).copied().flatten() {
        Some(place) => pages(place),
        None => ENCLOSED.to_owned(),
    });
    let enclosed = dossier.filed.iter().zip(places).filter(|(_, place)| place.is_none()).map(|(filed, _)| filed);
    if let Some(digests) = digests(enclosed) {
        let text = format!("“{ENCLOSED}”的附件不能装订成页，原件在数据库中，按文件夹导出时一并取出：");
        paper.blocks.extend([Block::paragraph(text), digests]);
    }
    paper
}

/// With the file in which each thing is.
pub(super) fn with_files(dossier: &Dossier, front: &str, files: &[&str]) -> Paper {
    let file = |at: usize| files.get(at).map(|file| (*file).to_owned()).unwrap_or_default();
    let mut paper = Paper { sheet: Sheet::Register, ..paper(dossier, &WITH_FILES, front, file) };
    if let Some(digests) = digests(dossier.filed.iter()) {
        paper.blocks.extend([Block::paragraph("附件原件的校验值："), digests]);
    }
    paper
}

/// The attachments among them, each with the digest of its file, by which the original is known.
fn digests<'a>(filed: impl Iterator<Item = &'a Filed>) -> Option<Block> {
    const DIGESTS: [(&str, u16); 2] = [("附件", 35), ("校验值（SHA-256）", 65)];
    let row = |filed: &'a Filed| match &filed.what {
        What::Attached { attachment, .. } => {
            Some(vec![attachment.name.as_str().into(), spaced(&attachment.digest).into()])
        }
        What::Paper { .. } => None,
    };
    let rows: Vec<Vec<Text>> = filed.filter_map(row).collect();
    (!rows.is_empty()).then(|| table(&DIGESTS, rows))
}

/// In groups, between which a line can end and an eye can rest.
fn spaced(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().collect();
    digits.chunks(16).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn pages(pages: Pages) -> String {
    if pages.first == pages.last { pages.first.to_string() } else { format!("{}—{}", pages.first, pages.last) }
}

fn paper(dossier: &Dossier, columns: &[(&str, u16)], front: &str, place: impl Fn(usize) -> String) -> Paper {
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for item in Item::ALL {
        let filed: Vec<(usize, &Filed)> = dossier.of_item(item).collect();
        let number = item.number().map_or("附".to_owned(), |number| number.to_string());
        let state = State::of(dossier, item).said();
        let name = terms::item(item);
        match filed.as_slice() {
            [] => {
                let place = if item == Item::Cover { front } else { "" };
                rows.push(row([&number, name, "", "", place, state]));
            }
            [(at, only)] => {
                let name = if only.name == name { name.to_owned() } else { format!("{name}：{}", only.name) };
                rows.push(row([&number, &name, &only.number, &only.on, &place(*at), state]));
            }
            several => {
                rows.push(row([&number, name, "", "", "", state]));
                for (at, filed) in several {
                    rows.push(row(["", &format!("　{}", filed.name), &filed.number, &filed.on, &place(*at), ""]));
                }
            }
        }
    }
    let lacking = match dossier.lacks.len() {
        0 => "没有缺件。".to_owned(),
        count => format!("缺件 {count} 项，见缺件清单。"),
    };
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: Text::default(),
        title: vec!["目录".into()],
        addressee: Text::default(),
        blocks: vec![
            table(columns, rows),
            Block::paragraph(format!("截至{}，{lacking}“不需”是现阶段不要求的材料。", dates::full(dossier.as_of))),
        ],
        foot: format!("{}　目录", dossier.school).into(),
    }
}

fn row(cells: [&str; 6]) -> Vec<Text> {
    cells.map(Text::from).into()
}

/// What the dossier asks for at this stage and the books do not have, on a page of its own.
pub(super) fn missing(facts: &Facts, lacks: &[Lack]) -> Paper {
    const MISSING: [(&str, u16); 5] = [("序号", 8), ("材料", 29), ("缺什么", 41), ("补齐人", 11), ("补齐日期", 14)];
    let as_of = dates::full(facts.as_of);
    let blocks = if lacks.is_empty() {
        vec![facts.about(), Block::paragraph(format!("截至{as_of}，现阶段应有的材料都已齐备。"))]
    } else {
        let line = |lack: &Lack| {
            let number = lack.item().number().map_or("附".to_owned(), |number| number.to_string());
            [number, terms::item(lack.item()).to_owned(), terms::lack(lack), String::new(), String::new()]
                .map(Text::from)
                .into()
        };
        let signers = vec![Slot::new("核对人", Fill::Blank(6)), Slot::new("时间", Fill::Blank(7))];
        vec![
            facts.about(),
            Block::paragraph(format!("截至{as_of}，按现阶段要求尚缺 {} 项：", lacks.len())),
            table(&MISSING, lacks.iter().map(line).collect()),
            Block::Gap,
            Block::Slots { lines: vec![signers] },
        ]
    };
    facts.paper(Sheet::Letter, "缺件清单", blocks)
}
