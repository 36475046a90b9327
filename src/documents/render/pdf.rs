//! A paper as PDF, set by Typst. The paper goes in as JSON beside one layout file, so that nothing needs escaping, and
//! no other file, package or network can be reached.

use super::RenderError;
use super::fit::{Pitch, all_fitted};
use super::fonts::{Faces, Fonts, file};
use crate::domain::paper::Paper;
use serde::Serialize;
use std::borrow::Cow;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// How many papers ago a piece of Typst's work may have been used last before it is forgotten.
pub(super) const REMEMBERED: usize = 4;

/// # Errors
/// - `RenderError::MissingGlyphs` where no font has a character of the paper: printed it would be a box.
/// - `RenderError::Pdf` where Typst fails, which no paper should bring about.
pub fn pdf(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    set(std::slice::from_ref(paper), fonts)
}

/// Papers of one form as one PDF, each on pages of its own, counted from 1. Sheet and foot are those of the first.
///
/// # Errors
/// As for one paper; `RenderError::NothingToSet` where there is none.
pub fn pdf_of_many(papers: &[Paper], fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    set(papers, fonts)
}

fn set(papers: &[Paper], fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let missing = fonts.missing(papers.iter().flat_map(Paper::texts));
    if !missing.is_empty() {
        return Err(RenderError::MissingGlyphs(missing));
    }
    let (papers, pitch) = all_fitted(papers);
    let (paper, others) = papers.split_first().ok_or(RenderError::NothingToSet)?;
    let input = Input { paper, others, pitch, faces: &fonts.faces };
    let input = serde_json::to_vec(&input).map_err(|e| RenderError::Pdf(e.to_string()))?;
    let sheet = Sheet { fonts, input: (file("paper.json")?, Bytes::new(input)) };
    let document: PagedDocument = typst::compile(&sheet).output.map_err(|errors| said(&errors))?;
    let options = PdfOptions { creator: Smart::Custom(Some("baoxue".into())), ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors));
    comemo::evict(REMEMBERED);
    pdf
}

/// What `letter.typ` reads as paper.json.
#[derive(Serialize)]
struct Input<'a> {
    paper: &'a Paper,
    /// What follows on pages of its own.
    others: &'a [Cow<'a, Paper>],
    /// Lines of a letter to a page.
    pitch: Pitch,
    faces: &'a Faces,
}

/// All that Typst can see while it sets one paper.
struct Sheet<'a> {
    fonts: &'a Fonts,
    input: (FileId, Bytes),
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.fonts.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.fonts.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.input.0 { Ok(self.input.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    /// A letter bears the day of its issue, never the day of its printing.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

pub(super) fn said(errors: &[SourceDiagnostic]) -> RenderError {
    RenderError::Pdf(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}
