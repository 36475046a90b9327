//! The machine's fonts, looked through once, and which of them an official letter is set in. No font is part of the
//! program.

use super::RenderError;
use serde::Serialize;
use std::path::Path;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::FontInfo;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::fonts::{FontPath, FontStore};

/// 仿宋, for the body.
const FANG_SONG: [&str; 7] =
    ["FangSong_GB2312", "FangSong", "仿宋_GB2312", "仿宋", "STFangsong", "FandolFang R", "FandolFang"];
/// 小标宋, for the title.
const TITLE: [&str; 5] = ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", "华文中宋"];
/// 宋体, where there is no 仿宋, and bold where there is no 小标宋.
const SONG: [&str; 11] = [
    "SimSun",
    "NSimSun",
    "宋体",
    "STSong",
    "Songti SC",
    "FandolSong",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "AR PL UMing CN",
];
/// 黑体, for headings of the first rank.
const HEI: [&str; 12] = [
    "SimHei",
    "黑体",
    "STHeiti",
    "Heiti SC",
    "PingFang SC",
    "FandolHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
];
/// 楷体, for headings of the second rank.
const KAI: [&str; 8] =
    ["KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "FandolKai", "LXGW WenKai", "AR PL UKai CN"];

/// What to install where no face is Chinese, the best first.
const INSTALL: [&str; 4] = ["FangSong", "FandolFang", "SimSun", "Noto Serif CJK SC"];

/// Has a box for every character, and would hide that one is missing.
const BOXES: [&str; 3] = ["LastResort", ".LastResort", "Adobe Blank"];

/// A character that every Chinese font has and no other.
const CHINESE: char = '学';

/// The families that each part of a paper is set in, the best first; a character that one lacks is taken from the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Faces {
    body: Vec<String>,
    title: Vec<String>,
    /// There is a face that was cut for titles; else the body's kin is set bold.
    title_is_cut: bool,
    hei: Vec<String>,
    kai: Vec<String>,
    song: Vec<String>,
}

/// What papers are set with as PDF: fonts, layout and Typst's library. Made once, used for every paper.
pub struct Fonts {
    pub(super) store: FontStore,
    pub(super) faces: Faces,
    pub(super) library: LazyHash<Library>,
    pub(super) layout: Source,
}

impl Fonts {
    /// Looks through the machine's fonts, which takes a while. `wish` names the body's font as the settings have it: a
    /// family, or the path of a file or folder; where it is not found, the usual order holds.
    ///
    /// # Errors
    /// `RenderError::NoChineseFont`.
    pub fn find(wish: Option<&str>) -> Result<Fonts, RenderError> {
        let mut found: Vec<(FontPath, FontInfo)> = wish.map(from_path).unwrap_or_default();
        let own = found.first().map(|(_, info)| info.family.clone());
        found.extend(typst_kit::fonts::system());
        Fonts::among(found, own.as_deref().or(wish))
    }

    /// The family that the body of a paper is set in.
    pub fn body(&self) -> &str {
        self.faces.body.first().map_or("", String::as_str)
    }

    fn among(found: Vec<(FontPath, FontInfo)>, wish: Option<&str>) -> Result<Fonts, RenderError> {
        let faces = faces(found.iter().map(|(_, info)| info), wish)?;
        let mut store = FontStore::new();
        store.extend(found.into_iter().filter(|(_, info)| !is_box(info)));
        let layout = Source::new(file("letter.typ")?, include_str!("letter.typ").to_owned());
        Ok(Fonts { store, faces, library: LazyHash::new(Library::default()), layout })
    }

    /// Those characters of a text that no font has.
    pub(super) fn missing<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
        let mut wanted: Vec<char> = texts.into_iter().flat_map(str::chars).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let infos = || (0..).map_while(|at| self.store.book().info(at));
        wanted.retain(|&c| !(c.is_whitespace() || draws_nothing(c)));
        wanted.retain(|&c| !infos().any(|info| info.coverage.contains(u32::from(c))));
        wanted
    }
}

/// A name in Typst's file system, which holds nothing but what this program hands in.
pub(super) fn file(name: &str) -> Result<FileId, RenderError> {
    let path = VirtualPath::new(name).map_err(|error| RenderError::Pdf(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Controls, joiners and variation selectors: they steer how others are drawn.
fn draws_nothing(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_box(info: &FontInfo) -> bool {
    BOXES.contains(&info.family.as_str())
}

fn is_chinese(info: &FontInfo) -> bool {
    !is_box(info) && info.coverage.contains(u32::from(CHINESE))
}

/// The faces of a font file, or of every font file in a folder; none where the wish is no path.
fn from_path(wish: &str) -> Vec<(FontPath, FontInfo)> {
    let path = Path::new(wish);
    if path.is_dir() {
        return typst_kit::fonts::scan(path).collect();
    }
    let Ok(data) = std::fs::read(path) else { return Vec::new() };
    let at = |index| FontPath { path: path.to_owned(), index };
    (0..).zip(FontInfo::iter(&data)).map(|(index, info)| (at(index), info)).collect()
}

fn faces<'a>(found: impl Iterator<Item = &'a FontInfo>, wish: Option<&str>) -> Result<Faces, RenderError> {
    let (mut faces, mut chinese) = (0, Vec::new());
    for info in found {
        faces += 1;
        if is_chinese(info) && !chinese.contains(&info.family) {
            chinese.push(info.family.clone());
        }
    }
    if chinese.is_empty() {
        return Err(RenderError::NoChineseFont { looked_for: INSTALL.into(), faces });
    }
    let named = |names: &[&str]| -> Vec<String> {
        let named = names.iter().filter_map(|name| chinese.iter().find(|family| family.eq_ignore_ascii_case(name)));
        named.cloned().collect()
    };
    let then_any = |lists: &[Vec<String>]| -> Vec<String> {
        let mut families: Vec<String> = Vec::new();
        for family in lists.iter().flatten().chain(&chinese) {
            if !families.contains(family) {
                families.push(family.clone());
            }
        }
        families
    };
    let wish: Vec<&str> = wish.into_iter().collect();
    let (wish, fang, song, title) = (named(&wish), named(&FANG_SONG), named(&SONG), named(&TITLE));
    Ok(Faces {
        title_is_cut: !title.is_empty(),
        hei: then_any(&[named(&HEI), song.clone()]),
        kai: then_any(&[named(&KAI), fang.clone(), song.clone()]),
        title: then_any(&[title, song.clone()]),
        body: then_any(&[wish, fang, song.clone(), named(&HEI)]),
        song: then_any(&[song]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::text::{Coverage, FontFlags, FontVariant};

    fn font(family: &str, characters: &str) -> FontInfo {
        let coverage = Coverage::from_vec(characters.chars().map(u32::from).collect());
        FontInfo {
            family: family.into(),
            variant: FontVariant::default(),
            flags: FontFlags::empty(),
            axes: Vec::new(),
            coverage,
        }
    }

    #[test]
    fn without_a_chinese_font_it_says_what_was_looked_for() {
        let latin = [font("DejaVu Sans", "abc"), font("LastResort", "abc学")];
        let Err(RenderError::NoChineseFont { looked_for, faces: 2 }) = faces(latin.iter(), None) else {
            panic!("there is none")
        };
        assert_eq!(looked_for, INSTALL);
    }

    #[test]
    fn a_machine_without_fonts_is_no_fault_of_the_program() {
        assert!(matches!(Fonts::among(Vec::new(), None), Err(RenderError::NoChineseFont { faces: 0, .. })));
        assert!(from_path("no such file or family").is_empty());
    }

    #[test]
    fn the_wish_comes_first_then_fang_song_then_song_then_any() {
        let machine = [
            font("Droid Sans Fallback", "学"),
            font("Noto Serif CJK SC", "学"),
            font("FangSong", "学"),
            font("LXGW WenKai", "学"),
        ];
        let found = faces(machine.iter(), Some("lxgw wenkai")).unwrap();
        assert_eq!(found.body, ["LXGW WenKai", "FangSong", "Noto Serif CJK SC", "Droid Sans Fallback"]);
        let found = faces(machine.iter(), Some("no such family")).unwrap();
        assert_eq!(found.body[..2], ["FangSong", "Noto Serif CJK SC"]);
        assert_eq!(found.title[0], "Noto Serif CJK SC");
        assert!(!found.title_is_cut);
        assert_eq!(found.kai[0], "LXGW WenKai");
    }
}
