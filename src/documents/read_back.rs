//! Papers read back, for tests: nothing that a paper says may be missing from its PDF or its DOCX, nor from a workbook.

use super::render::{self, Workbook};
use crate::domain::paper::Paper;
use calamine::{Data, Range, Reader, Xlsx};
use std::io::{Cursor, Read};

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a paper says but its foot, which stands on every page.
fn said(paper: &Paper) -> impl Iterator<Item = &str> {
    paper.texts().into_iter().filter(|text| !text.is_empty() && *text != paper.foot.as_str())
}

/// Holds that PDF and DOCX of a paper say all of it; gives the pages of the PDF, none where no font is there to set it.
#[track_caller]
pub fn whole(paper: &Paper) -> Option<usize> {
    let docx = render::docx(paper).unwrap();
    let mut document = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    for text in said(paper) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(document.contains(&escaped), "{text}");
    }
    assert!(!document.contains("</w:tbl><w:tbl"), "Word runs the two tables together");
    of_pdf(paper)
}

#[cfg(feature = "pdf")]
#[track_caller]
fn of_pdf(paper: &Paper) -> Option<usize> {
    use std::sync::LazyLock;
    static FONTS: LazyLock<Option<render::Fonts>> = LazyLock::new(|| render::Fonts::find(None).ok());
    let Some(fonts) = &*FONTS else {
        eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT ***");
        return None;
    };
    let pages = pdf_extract::extract_text_from_mem_by_pages(&render::pdf(paper, fonts).unwrap()).unwrap();
    let (count, foot) = (pages.len(), bare(paper.foot.as_str()));
    let body = |(page, nth): (String, usize)| {
        let (page, number) = (bare(&page), format!("—{nth}—"));
        assert!(page.contains(&number) && page.contains(&foot), "{page}");
        // What stands at the foot is said last.
        let without = |page: String, at_foot: &str| match page.rfind(at_foot) {
            Some(place) => page[..place].to_owned() + &page[place + at_foot.len()..],
            None => page,
        };
        without(without(page, &number), &foot)
    };
    let printed: String = pages.into_iter().zip(1..).map(body).collect();
    for text in said(paper) {
        assert!(printed.contains(&bare(text)), "{text} in {printed}");
    }
    Some(count)
}

#[cfg(not(feature = "pdf"))]
fn of_pdf(_paper: &Paper) -> Option<usize> {
    None
}

/// A sheet of a workbook, as another reader reads it.
pub fn sheet(workbook: &Workbook, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render::xlsx(workbook).unwrap())).unwrap();
    book.worksheet_range(name).unwrap()
}
