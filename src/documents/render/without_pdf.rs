//! Stands for fonts and PDF where the program was built without the feature `pdf`.

use super::{Leaf, Pages, RenderError, Settable};
use crate::domain::paper::Paper;

/// No fonts: there is nothing to set with them. Never made.
pub struct Fonts {
    _never: std::convert::Infallible,
}

impl Fonts {
    /// # Errors
    /// Always `RenderError::PdfLeftOut`.
    pub fn find(_wish: Option<&str>) -> Result<Fonts, RenderError> {
        Err(RenderError::PdfLeftOut)
    }
}

/// # Errors
/// Always `RenderError::PdfLeftOut`.
pub fn pdf(_paper: &Paper, _fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::PdfLeftOut)
}

/// # Errors
/// Always `RenderError::PdfLeftOut`.
pub fn pdf_of_many(_papers: &[Paper], _fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::PdfLeftOut)
}

/// # Errors
/// Always `RenderError::PdfLeftOut`.
pub fn book(
    _leaves: &[Leaf<'_>],
    _contents: impl Fn(&[Pages]) -> Paper,
    _fonts: &Fonts,
) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::PdfLeftOut)
}

/// There are no pages to set anything on.
pub fn settable<'a>(_bytes: &'a [u8], _fonts: &Fonts) -> Option<Settable<'a>> {
    None
}
