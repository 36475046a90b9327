//! Several papers as one PDF with continuous page numbers, and a contents list that knows them. Each paper is set by
//! the very layout that sets it alone: Typst sees `3/letter.typ` beside `3/paper.json`.

use super::RenderError;
use super::fit::{Pitch, fitted};
use super::fonts::{Faces, Fonts, file};
use super::leaf::{Leaf, Pages, Settable};
use super::pdf::{REMEMBERED, said};
use crate::domain::paper::Paper;
use serde::Serialize;
use std::collections::HashMap;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, ImageFormat, RasterFormat, RasterImage, VectorFormat};
use typst::{Library, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// How often the contents are set anew, until the pages that they name are the pages that are.
const TRIES: usize = 4;

/// An attached PDF of more pages is enclosed as it is.
const MOST_PAGES: usize = 30;

/// Binds leaves to one PDF. `contents` words the leaf `Leaf::Contents` from the pages of all leaves.
///
/// # Errors
/// - `RenderError::MissingGlyphs` where no font has a character of a paper.
/// - `RenderError::Pdf` where Typst fails, which no paper should bring about.
pub fn book(leaves: &[Leaf<'_>], contents: impl Fn(&[Pages]) -> Paper, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let mut binding = Binding::new(leaves, fonts)?;
    let mut pages = vec![Pages::default(); leaves.len()];
    let mut set = None;
    for _ in 0..TRIES {
        binding.put_contents(leaves, &contents(&pages))?;
        let document: PagedDocument = typst::compile(&binding).output.map_err(|errors| said(&errors))?;
        let found = pages_of(&document, leaves.len());
        set = Some(document);
        if found == pages {
            break;
        }
        pages = found;
    }
    let document = set.ok_or_else(|| RenderError::Pdf("nothing was set".to_owned()))?;
    let options = PdfOptions { creator: Smart::Custom(Some("baoxue".into())), ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors));
    comemo::evict(REMEMBERED);
    pdf
}

/// A file as it can be set on pages: a photograph that can be read, or a PDF of which every page can. None where it is
/// neither, such as a PDF under a password.
pub fn settable<'a>(bytes: &'a [u8], fonts: &Fonts) -> Option<Settable<'a>> {
    match ImageFormat::detect(bytes)? {
        ImageFormat::Raster(RasterFormat::Exchange(format @ (ExchangeFormat::Png | ExchangeFormat::Jpg))) => {
            let can_be_read = RasterImage::plain(Bytes::new(bytes.to_vec()), format).is_ok();
            can_be_read.then_some(Settable::Picture(bytes))
        }
        ImageFormat::Vector(VectorFormat::Pdf) => {
            pages_of_pdf(bytes, fonts).map(|pages| Settable::Pdf { bytes, pages })
        }
        _ => None,
    }
}

/// How many pages a PDF has; none where one of them cannot be set, or where they are more than a file should hold.
fn pages_of_pdf(bytes: &[u8], fonts: &Fonts) -> Option<usize> {
    let mut trial = Binding::trial(bytes, fonts).ok()?;
    let mut set = |pages: &str| {
        trial.main = Source::new(trial.main.id(), format!("#for page in {pages} {{ image(\"file\", page: page) }}"));
        typst::compile::<PagedDocument>(&trial).output.ok()
    };
    // Typst does not tell how many there are: the first that is not there ends them.
    let pages = (1..=MOST_PAGES + 1).take_while(|page| set(&format!("({page},)")).is_some()).count();
    if !(1..=MOST_PAGES).contains(&pages) {
        return None;
    }
    // What can be laid out may still be newer than the PDF that it is to go into.
    let whole = set(&format!("range(1, {})", pages + 1))?;
    typst_pdf::pdf(&whole, &PdfOptions::default()).is_ok().then_some(pages)
}

/// Every page bears the place of its leaf as its supplement.
fn pages_of(document: &PagedDocument, leaves: usize) -> Vec<Pages> {
    let mut pages = vec![Pages::default(); leaves];
    for (page, nth) in document.pages().iter().zip(1..) {
        let leaf = page.supplement.plain_text().parse().ok().and_then(|leaf: usize| pages.get_mut(leaf));
        if let Some(leaf) = leaf {
            leaf.last = nth;
            if leaf.first == 0 {
                leaf.first = nth;
            }
        }
    }
    pages
}

/// What `letter.typ` reads as paper.json.
#[derive(Serialize)]
struct Input<'a> {
    paper: &'a Paper,
    /// Lines of a letter to a page.
    pitch: Pitch,
    faces: &'a Faces,
}

/// How `book.typ` sets a leaf.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kind {
    Paper,
    Picture,
    Pdf { pages: usize },
}

/// All that Typst can see while it sets one book.
struct Binding<'a> {
    fonts: &'a Fonts,
    main: Source,
    layouts: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Binding<'a> {
    fn new(leaves: &[Leaf<'_>], fonts: &'a Fonts) -> Result<Binding<'a>, RenderError> {
        let main = Source::new(file("book.typ")?, include_str!("book.typ").to_owned());
        let mut binding = Binding { fonts, main, layouts: HashMap::new(), files: HashMap::new() };
        let mut kinds = Vec::new();
        for (nth, leaf) in leaves.iter().enumerate() {
            let layout = file(&format!("{nth}/letter.typ"))?;
            binding.layouts.insert(layout, Source::new(layout, fonts.layout.text().to_owned()));
            kinds.push(match leaf {
                Leaf::Paper(paper) => {
                    binding.put_paper(nth, paper)?;
                    Kind::Paper
                }
                Leaf::Contents => Kind::Paper,
                Leaf::Attached { caption, file: attached } => {
                    binding.put_paper(nth, caption)?;
                    binding.files.insert(file(&format!("{nth}/file"))?, Bytes::new(attached.bytes().to_vec()));
                    match *attached {
                        Settable::Picture(_) => Kind::Picture,
                        Settable::Pdf { pages, .. } => Kind::Pdf { pages },
                    }
                }
            });
        }
        let kinds = serde_json::to_vec(&kinds).map_err(|error| RenderError::Pdf(error.to_string()))?;
        binding.files.insert(file("leaves.json")?, Bytes::new(kinds));
        Ok(binding)
    }

    /// One file alone, to see what can be set of it.
    fn trial(bytes: &[u8], fonts: &'a Fonts) -> Result<Binding<'a>, RenderError> {
        let main = Source::new(file("trial.typ")?, String::new());
        let files = HashMap::from([(file("file")?, Bytes::new(bytes.to_vec()))]);
        Ok(Binding { fonts, main, layouts: HashMap::new(), files })
    }

    fn put_contents(&mut self, leaves: &[Leaf<'_>], paper: &Paper) -> Result<(), RenderError> {
        let places = leaves.iter().enumerate().filter(|(_, leaf)| matches!(leaf, Leaf::Contents));
        places.map(|(nth, _)| nth).try_for_each(|nth| self.put_paper(nth, paper))
    }

    fn put_paper(&mut self, nth: usize, paper: &Paper) -> Result<(), RenderError> {
        let missing = self.fonts.missing(paper.texts());
        if !missing.is_empty() {
            return Err(RenderError::MissingGlyphs(missing));
        }
        let (paper, pitch) = fitted(paper);
        let input = Input { paper: &paper, pitch, faces: &self.fonts.faces };
        let input = serde_json::to_vec(&input).map_err(|error| RenderError::Pdf(error.to_string()))?;
        self.files.insert(file(&format!("{nth}/paper.json"))?, Bytes::new(input));
        Ok(())
    }
}

impl World for Binding<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.layouts.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    /// Papers bear the days of their issue, never the day of their printing.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
