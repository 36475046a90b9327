//! The dossier (一生一案) of one pupil: cover, contents, missing list, then every form, paper and attachment in the order
//! of the handbook's contents (3m). Issued papers stand in it as they were frozen. It stays in the school: of 学籍号 and ID
//! number it shows the last four.

mod attendance;
mod closing;
mod contents;
mod cover;
mod help;
mod person;
mod records;
pub(super) mod terms;
mod time_line;

use super::render::{Leaf, Pages, Settable};
use crate::domain::class::Class;
use crate::domain::dossier::{Item, Lack};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::letter::Letter;
use crate::domain::paper::{Block, Column, Paper, Sheet, Table, Text};
use crate::domain::people::Pupil;
use crate::domain::school::School;
use crate::domain::visit::Attachment;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// One pupil's dossier as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    pub pupil: PupilId,
    /// What its file or folder is called, without an ending.
    pub label: String,
    school: String,
    as_of: NaiveDate,
    cover: Paper,
    missing: Paper,
    lacks: Vec<Lack>,
    /// In the order of the contents.
    filed: Vec<Filed>,
}

/// One thing that is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Filed {
    item: Item,
    /// As the contents name it where an item has several.
    name: String,
    /// Document number, where it has one.
    number: String,
    /// Its day or days.
    on: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Paper {
        paper: Paper,
        /// A file's name without number and ending.
        file: String,
    },
    /// A file kept with a record; the caption stands over it where it can be set on pages.
    Attached { attachment: Attachment, caption: Paper },
}

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Paper(&'a Paper),
    /// The original, as it was attached.
    Original(&'a Attachment),
}

/// What such a file is called.
pub const KIND: &str = "一生一案";

/// Attachments that can be set on pages, by the digest of their file.
pub type Settables<'a> = BTreeMap<String, Settable<'a>>;

/// Leaves before the first thing that is filed: cover, contents, missing list.
const FRONT: usize = 3;

impl Dossier {
    /// From the books as of a date, for somebody: key groups and plans are in it where they concern that person. None
    /// where the books know the pupil in no class by then.
    pub fn of(school: &School, pupil: PupilId, as_of: NaiveDate, who: StaffId) -> Option<Dossier> {
        let known = school.pupil(pupil)?;
        let facts = Facts { school, pupil: known, class: school.last_class(pupil, as_of)?, as_of, who };
        let lacks = school.lacks(pupil, as_of);
        Some(Dossier {
            pupil,
            label: label(school, pupil, as_of)?,
            school: school.name.clone(),
            as_of,
            cover: cover::paper(&facts),
            missing: contents::missing(&facts, &lacks),
            lacks,
            filed: file(&facts),
        })
    }

    /// The files that it refers to, each once.
    pub fn attachments(&self) -> Vec<&Attachment> {
        let mut seen = BTreeSet::new();
        let attached = self.filed.iter().filter_map(|filed| match &filed.what {
            What::Attached { attachment, .. } => Some(attachment),
            What::Paper { .. } => None,
        });
        attached.filter(|attachment| seen.insert(&attachment.digest)).collect()
    }

    /// Bound in order: attachments that can be set on pages are; the others are named in the contents, with their digests.
    pub fn leaves<'a>(&'a self, settables: &Settables<'a>) -> Vec<Leaf<'a>> {
        let mut leaves = vec![Leaf::Paper(&self.cover), Leaf::Contents, Leaf::Paper(&self.missing)];
        leaves.extend(self.filed.iter().filter_map(|filed| filed.leaf(settables)));
        leaves
    }

    /// The contents, with the pages of the leaves.
    pub fn contents(&self, settables: &Settables<'_>, pages: &[Pages]) -> Paper {
        let mut leaves = pages.iter().skip(FRONT).copied();
        let mut place = |filed: &Filed| filed.leaf(settables).and_then(|_| leaves.next());
        let places: Vec<Option<Pages>> = self.filed.iter().map(&mut place).collect();
        let first = pages.first().map_or(0, |pages| pages.first);
        let front = Pages { first, last: pages.get(FRONT - 1).map_or(first, |pages| pages.last) };
        contents::with_pages(self, front, &places)
    }

    /// As a folder: every paper and every original under its file name, and the list of them.
    pub fn folder(&self) -> (Vec<(String, Piece<'_>)>, Paper) {
        let mut names = Names::default();
        let mut pieces = vec![
            (names.take("01-封面", "docx"), Piece::Paper(&self.cover)),
            (names.take("01-缺件清单", "docx"), Piece::Paper(&self.missing)),
        ];
        for filed in &self.filed {
            let (file, ending) = filed.file();
            pieces.push((names.take(&file, &ending), filed.piece()));
        }
        let files: Vec<&str> = pieces.iter().skip(FRONT - 1).map(|(name, _)| name.as_str()).collect();
        let list = contents::with_files(self, &pieces[0].0, &files);
        (pieces, list)
    }

    fn of_item(&self, item: Item) -> impl Iterator<Item = (usize, &Filed)> {
        self.filed.iter().enumerate().filter(move |(_, filed)| filed.item == item)
    }
}

impl Filed {
    fn leaf<'a>(&'a self, settables: &Settables<'a>) -> Option<Leaf<'a>> {
        match &self.what {
            What::Paper { paper, .. } => Some(Leaf::Paper(paper)),
            What::Attached { attachment, caption } => {
                settables.get(&attachment.digest).map(|file| Leaf::Attached { caption, file: *file })
            }
        }
    }

    fn piece(&self) -> Piece<'_> {
        match &self.what {
            What::Paper { paper, .. } => Piece::Paper(paper),
            What::Attached { attachment, .. } => Piece::Original(attachment),
        }
    }

    /// Its file's name, without the ending, and the ending. An attachment's own name may tell whom it is about.
    fn file(&self) -> (String, String) {
        let number = contents::order(self.item);
        match &self.what {
            What::Paper { file, .. } => (format!("{number:02}-{file}"), "docx".to_owned()),
            What::Attached { attachment, .. } => (format!("{number:02}-附件"), ending(&attachment.name)),
        }
    }
}

/// File names of one folder, none of them given twice.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn take(&mut self, stem: &str, ending: &str) -> String {
        let dot = if ending.is_empty() { "" } else { "." };
        let first = format!("{stem}{dot}{ending}");
        let twins = (2..).map(|nth: u32| format!("{stem}-{nth}{dot}{ending}"));
        let free = std::iter::once(first.clone()).chain(twins).find(|name| !self.0.contains(name)).unwrap_or(first);
        self.0.insert(free.clone());
        free
    }
}

/// What a file's name ends with, where it is plainly an ending.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_plain = ending.len() <= 5 && ending.chars().all(|c| c.is_ascii_alphanumeric());
    if is_plain { ending.to_ascii_lowercase() } else { String::new() }
}

/// Where all papers of a dossier come from.
struct Facts<'a> {
    school: &'a School,
    pupil: &'a Pupil,
    /// The class on the date, or the last one before.
    class: Class,
    as_of: NaiveDate,
    /// For whom it is made.
    who: StaffId,
}

impl Facts<'_> {
    fn name_of(&self, id: crate::domain::ids::StaffId) -> String {
        self.school.staff(id).map(|staff| staff.record.name.clone()).unwrap_or_default()
    }

    /// Whose it is and what form, at the foot of every page.
    fn foot(&self, form: &str) -> Text {
        format!("{}　{form}", self.school.name).into()
    }

    fn paper(&self, sheet: Sheet, title: &str, blocks: Vec<Block>) -> Paper {
        Paper {
            sheet,
            heading: Text::default(),
            number: Text::default(),
            title: vec![title.into()],
            addressee: Text::default(),
            blocks,
            foot: self.foot(title),
        }
    }

    /// Whom a paper is about, under its title.
    fn about(&self) -> Block {
        let record = &self.pupil.record;
        let number = record.student_no.as_ref().map(|no| format!("　学籍号末四位：{}", last_four(no.as_str())));
        Block::paragraph(format!("学生：{}　班级：{}{}", record.name, self.class, number.unwrap_or_default()))
    }

    /// What stands over an attachment that is set on pages.
    fn caption(&self, attachment: &Attachment, of: &str) -> Paper {
        let title = vec![format!("附件：{of}").into(), attachment.name.as_str().into()];
        Paper { title, ..self.paper(Sheet::Letter, "附件", Vec::new()) }
    }

    fn attached(&self, item: Item, attachment: &Attachment, of: &str, on: String) -> Filed {
        Filed {
            item,
            name: format!("附件：{}", attachment.name),
            number: String::new(),
            on,
            what: What::Attached { attachment: attachment.clone(), caption: self.caption(attachment, of) },
        }
    }
}

/// Everything that is filed, in the order of the contents.
fn file(facts: &Facts) -> Vec<Filed> {
    let mut filed = vec![person::pupil(facts), person::guardians(facts)];
    filed.extend(attendance::filed(facts));
    filed.extend(records::contacts(facts));
    filed.extend(records::visits(facts));
    filed.extend(records::persuasions(facts));
    filed.extend(records::answers(facts));
    filed.extend(records::leaves(facts));
    filed.extend(help::filed(facts));
    filed.extend(records::talks(facts));
    filed.extend(time_line::filed(facts));
    filed.extend(closing::filed(facts));
    let issued = facts.school.letters_of(facts.pupil.id).filter(|letter| letter.record.issued_on <= facts.as_of);
    let issued: Vec<&Letter> = issued.collect();
    filed.extend(issued.iter().map(|letter| issued_paper(letter, &issued)));
    filed.extend(records::attached_to_steps(facts));
    filed.sort_by_key(|filed| filed.item);
    filed
}

/// An issued paper as it was frozen. One that was corrected stays, and says so.
fn issued_paper(letter: &Letter, issued: &[&Letter]) -> Filed {
    let record = &letter.record;
    let name = terms::letter(record.kind);
    let corrected_by = issued.iter().find(|other| other.record.corrects == Some(record.no));
    let state = [
        record.corrects.map(|first| format!("更正{first}")),
        corrected_by.map(|other| format!("已由{}更正", other.record.no)),
        letter.receipt.as_ref().map(|receipt| format!("{}{}签收", super::dates::day(receipt.on), receipt.by)),
    ];
    let state: Vec<String> = state.into_iter().flatten().collect();
    Filed {
        item: Item::of_letter(record.kind),
        name: if state.is_empty() { name.to_owned() } else { format!("{name}（{}）", state.join("，")) },
        number: record.paper.number.as_str().to_owned(),
        on: super::dates::full(record.issued_on),
        what: What::Paper { paper: record.paper.clone(), file: format!("{name}-{}", record.no.file_name()) },
    }
}

/// What a pupil's file or folder is called, without an ending, such as 七年级(3)班-0036: class and the end of the 学籍号,
/// or the seat where there is none. It tells nobody the pupil's name. None where the pupil was in no class by then.
pub fn label(school: &School, pupil: PupilId, as_of: NaiveDate) -> Option<String> {
    let (known, class) = (school.pupil(pupil)?, school.last_class(pupil, as_of)?);
    let number = known.record.student_no.as_ref().map(|no| last_four(no.as_str()));
    let seat = || known.seat(as_of).map(|seat| format!("{seat}号"));
    let end = number.or_else(seat).unwrap_or_else(|| "无号".to_owned());
    Some(format!("{class}-{end}"))
}

fn last_four(number: &str) -> String {
    number.chars().skip(number.chars().count().saturating_sub(4)).collect()
}

/// A table from its columns' titles and shares.
fn table(columns: &[(&str, u16)], rows: Vec<Vec<Text>>) -> Block {
    let column = |(title, share): &(&str, u16)| Column { title: (*title).into(), share: *share };
    Block::Table(Table { columns: columns.iter().map(column).collect(), rows })
}

/// `2025年9月8日至11月19日`, or one day, or nothing.
fn span(days: impl Iterator<Item = NaiveDate>) -> String {
    let days: Vec<NaiveDate> = days.collect();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => super::dates::full(*first),
        (Some(first), Some(last)) => format!("{}至{}", super::dates::full(*first), super::dates::day(*last)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
