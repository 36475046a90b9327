//! The school's own wording of a paper (模板): sections of plain text with named places, checked line by line.
//!
//! ```text
//! # a remark
//! [标题]
//! 关于{班级}学生{学生}
//! 连续未到校情况的报告单
//! ```

use super::letter::Part;
use super::plain::{plain, unsteered};
use std::collections::BTreeMap;

/// What of a paper a school may word itself. What is made from facts is no wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// 信头: a line above everything else.
    Letterhead,
    Title,
    /// 主送
    Addressee,
    /// Paragraphs before the first.
    Opening,
    /// 措施, or what is asked for.
    Measures,
    /// 结语
    Closing,
    /// 抄送
    Copies,
}

impl Section {
    pub const ALL: [Section; 7] = [
        Section::Letterhead,
        Section::Title,
        Section::Addressee,
        Section::Opening,
        Section::Measures,
        Section::Closing,
        Section::Copies,
    ];

    /// What stands in brackets above it.
    pub fn heading(self) -> &'static str {
        match self {
            Section::Letterhead => "信头",
            Section::Title => "标题",
            Section::Addressee => "主送",
            Section::Opening => "开头",
            Section::Measures => "措施",
            Section::Closing => "结语",
            Section::Copies => "抄送",
        }
    }

    /// The writer's part that it words at first; none where it is no part.
    pub fn part(self) -> Option<Part> {
        match self {
            Section::Addressee => Some(Part::Addressee),
            Section::Measures => Some(Part::Measures),
            Section::Closing => Some(Part::Closing),
            Section::Letterhead | Section::Title | Section::Opening | Section::Copies => None,
        }
    }

    /// Lines that it may have: of a title they are broken by meaning, of an opening each is a paragraph.
    pub fn most_lines(self) -> usize {
        match self {
            Section::Title | Section::Opening => 4,
            _ => 1,
        }
    }

    /// Characters of a line, its places counted as they stand in the template.
    fn longest(self) -> usize {
        match self {
            Section::Letterhead | Section::Title | Section::Addressee => 40,
            Section::Opening | Section::Measures | Section::Closing => 1000,
            Section::Copies => 200,
        }
    }
}

/// A place in a template, where a fact will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    School,
    Pupil,
    Class,
    Homeroom,
    /// Who writes the paper.
    Writer,
    Guardians,
    Bureau,
    /// The street office or town government where the pupil lives.
    Street,
    /// The education bureau of the hukou.
    HukouBureau,
    /// The day that the paper bears.
    Date,
    /// The first day of the unexcused streak, and its school days.
    FirstDay,
    Days,
}

impl Place {
    pub const ALL: [Place; 12] = [
        Place::School,
        Place::Pupil,
        Place::Class,
        Place::Homeroom,
        Place::Writer,
        Place::Guardians,
        Place::Bureau,
        Place::Street,
        Place::HukouBureau,
        Place::Date,
        Place::FirstDay,
        Place::Days,
    ];

    /// As it is named between braces.
    pub fn name(self) -> &'static str {
        match self {
            Place::School => "学校",
            Place::Pupil => "学生",
            Place::Class => "班级",
            Place::Homeroom => "班主任",
            Place::Writer => "经办人",
            Place::Guardians => "监护人",
            Place::Bureau => "教育局",
            Place::Street => "街道",
            Place::HukouBureau => "户籍地教育局",
            Place::Date => "日期",
            Place::FirstDay => "首次未到日期",
            Place::Days => "未到校天数",
        }
    }

    fn named(name: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// A line of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Place(Place),
}

impl Wording {
    /// With the facts in their places.
    pub fn with(&self, fact: impl Fn(Place) -> String) -> String {
        let said = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Place(place) => fact(*place),
        });
        said.collect()
    }
}

/// The school's own wording of one kind of paper. What it does not word stays as the program has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(BTreeMap<Section, Vec<Wording>>);

/// What is wrong with a template, and on which line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Text before the first section.
    OutsideSection,
    NoSuchSection(String),
    /// This kind of paper has no such section.
    NotOfThisPaper(Section),
    Twice(Section),
    /// Nothing stands in it.
    Empty(Section),
    TooManyLines(Section),
    TooLong {
        most: usize,
    },
    NoSuchPlace(String),
    /// A brace without its twin.
    LoneBrace,
    /// A word that may not be said of a child in compulsory schooling, or not in the school's own name.
    Forbidden(&'static str),
}

/// Domain handbook, section 9.
const FORBIDDEN: [&str; 11] =
    ["退学", "开除", "劝退", "勒令", "自动离校", "除名", "差生", "问题学生", "责令", "罚款", "处罚"];

impl Template {
    /// Reads a template of a paper that has these sections.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the lines.
    pub fn parse(text: &str, allowed: &[Section]) -> Result<Template, Vec<Fault>> {
        let mut read = Reading { allowed, sections: BTreeMap::new(), headings: Vec::new(), faults: Vec::new() };
        let text = unsteered(text.trim_start_matches('\u{feff}'));
        for (line, text) in (1..).zip(text.lines()) {
            read.line(line, text.trim());
        }
        read.ended()
    }

    /// The lines of a section; none where the program's own wording stands.
    pub fn lines(&self, section: Section) -> Option<&[Wording]> {
        self.0.get(&section).map(Vec::as_slice)
    }
}

/// A template on its way.
struct Reading<'a> {
    allowed: &'a [Section],
    sections: BTreeMap<Section, Vec<Wording>>,
    /// Each with its line; what stands under one that is none is passed over.
    headings: Vec<(usize, Option<Section>)>,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn line(&mut self, line: usize, text: &str) {
        if text.is_empty() || text.starts_with(['#', '＃']) {
            return;
        }
        if let Some(heading) = heading(text) {
            return self.heading(line, heading.trim());
        }
        match self.headings.last() {
            None => self.blame(line, Wrong::OutsideSection),
            Some((_, None)) => {}
            Some((_, Some(section))) => self.wording(line, *section, text),
        }
    }

    fn heading(&mut self, line: usize, heading: &str) {
        let section = Section::ALL.into_iter().find(|section| section.heading() == heading);
        let wrong = match section {
            None => Some(Wrong::NoSuchSection(heading.to_owned())),
            Some(section) if !self.allowed.contains(&section) => Some(Wrong::NotOfThisPaper(section)),
            Some(section) if self.headings.iter().any(|(_, known)| *known == Some(section)) => {
                Some(Wrong::Twice(section))
            }
            Some(_) => None,
        };
        self.headings.push((line, section.filter(|_| wrong.is_none())));
        if let Some(wrong) = wrong {
            self.blame(line, wrong);
        }
    }

    fn wording(&mut self, line: usize, section: Section, text: &str) {
        if text.chars().count() > section.longest() {
            self.blame(line, Wrong::TooLong { most: section.longest() });
        }
        if let Some(word) = FORBIDDEN.into_iter().find(|word| text.contains(word)) {
            self.blame(line, Wrong::Forbidden(word));
        }
        let wording = match pieces(text) {
            Ok(pieces) => Wording(pieces),
            Err(wrong) => {
                self.blame(line, wrong);
                Wording(Vec::new())
            }
        };
        let lines = self.sections.entry(section).or_default();
        lines.push(wording);
        if lines.len() == section.most_lines() + 1 {
            self.blame(line, Wrong::TooManyLines(section));
        }
    }

    fn ended(mut self) -> Result<Template, Vec<Fault>> {
        let named = self.headings.iter().filter_map(|(line, section)| Some((*line, (*section)?)));
        let empty = named.filter(|(_, section)| !self.sections.contains_key(section));
        let empty: Vec<Fault> = empty.map(|(line, section)| Fault { line, what: Wrong::Empty(section) }).collect();
        self.faults.extend(empty);
        self.faults.sort_by_key(|fault| fault.line);
        if self.faults.is_empty() { Ok(Template(self.sections)) } else { Err(self.faults) }
    }

    fn blame(&mut self, line: usize, what: Wrong) {
        self.faults.push(Fault { line, what });
    }
}

/// What stands in the brackets of a line that is a heading.
fn heading(text: &str) -> Option<&str> {
    let pairs = [('[', ']'), ('［', '］'), ('【', '】')];
    pairs.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

/// Text and places by turns. Braces from an input method are braces too.
fn pieces(text: &str) -> Result<Vec<Piece>, Wrong> {
    let text = text.replace('｛', "{").replace('｝', "}");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, place) = rest.split_at(at);
        let (name, behind) = place.strip_prefix('{').and_then(|place| place.split_once('}')).ok_or(Wrong::LoneBrace)?;
        let name = plain(name);
        let place = Place::named(name.trim()).ok_or_else(|| match name.contains('{') {
            true => Wrong::LoneBrace,
            false => Wrong::NoSuchPlace(name.trim().to_owned()),
        })?;
        pieces.extend([Piece::Text(before.to_owned()), Piece::Place(place)]);
        rest = behind;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, Wrong)> {
        let allowed = [Section::Title, Section::Closing, Section::Opening];
        let faults = Template::parse(text, &allowed).unwrap_err();
        faults.into_iter().map(|fault| (fault.line, fault.what)).collect()
    }

    #[test]
    fn sections_and_places_are_read() {
        let text = "\u{feff}# 说明\n\n【 标题 】\n关于{班级}学生｛ 学生 ｝\n的报告单\n＃ 说明\n[结语]\n请批示。";
        let template = Template::parse(text, &Section::ALL).unwrap();
        let fact = |place: Place| format!("<{}>", place.name());
        let title: Vec<String> = template.lines(Section::Title).unwrap().iter().map(|line| line.with(fact)).collect();
        assert_eq!(title, ["关于<班级>学生<学生>", "的报告单"]);
        assert_eq!(template.lines(Section::Closing).unwrap()[0].with(fact), "请批示。");
        assert_eq!(template.lines(Section::Copies), None);
        assert_eq!(Template::parse("# 只有说明\n", &[]).unwrap().lines(Section::Title), None);
        let steered = Template::parse("[结语]\n请\u{1b}[31m批\u{202e}示。\u{7}", &Section::ALL).unwrap();
        assert_eq!(steered.lines(Section::Closing).unwrap()[0].with(fact), "请批示。");
    }

    #[test]
    fn whatever_is_wrong_is_told_with_its_line() {
        let table = [
            ("请批示。", vec![(1, Wrong::OutsideSection)]),
            ("[结尾]\n{谁}\n[结语]\n请批示。", vec![(1, Wrong::NoSuchSection("结尾".into()))]),
            ("[抄送]\n某处", vec![(1, Wrong::NotOfThisPaper(Section::Copies))]),
            ("[结语]\n甲\n[结语]\n乙", vec![(3, Wrong::Twice(Section::Closing))]),
            ("\n[结语]\n# 甲", vec![(2, Wrong::Empty(Section::Closing))]),
            ("[结语]\n甲\n乙\n丙", vec![(3, Wrong::TooManyLines(Section::Closing))]),
            ("[标题]\n{姓名}的事", vec![(2, Wrong::NoSuchPlace("姓名".into()))]),
            (
                "[标题]\n{学生的事\n学生}的事\n{{学生}}",
                vec![2, 3, 4].into_iter().map(|at| (at, Wrong::LoneBrace)).collect(),
            ),
            ("[结语]\n否则开除。", vec![(2, Wrong::Forbidden("开除"))]),
        ];
        for (text, wrong) in table {
            assert_eq!(faults(text), wrong, "{text}");
        }
        assert_eq!(faults(&format!("[标题]\n{}", "长".repeat(41))), [(2, Wrong::TooLong { most: 40 })]);
        assert_eq!(faults("甲\n[标题]\n{甲}\n{乙}").iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 4]);
    }
}
