//! What a book is bound of, and where each part of it came to stand.

use crate::domain::paper::Paper;

/// One part of a book, beginning on a page of its own.
#[derive(Debug, Clone, Copy)]
pub enum Leaf<'a> {
    Paper(&'a Paper),
    /// The contents: a paper that is worded once the pages of all others are known.
    Contents,
    /// An attachment on pages of its own; the paper's title stands over it.
    Attached {
        caption: &'a Paper,
        file: Settable<'a>,
    },
}

/// A file that can be set on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settable<'a> {
    /// PNG or JPEG
    Picture(&'a [u8]),
    /// A PDF of so many pages.
    Pdf { bytes: &'a [u8], pages: usize },
}

impl<'a> Settable<'a> {
    pub fn bytes(self) -> &'a [u8] {
        match self {
            Settable::Picture(bytes) | Settable::Pdf { bytes, .. } => bytes,
        }
    }
}

/// The pages of a leaf, counted from 1 through the whole book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pages {
    pub first: usize,
    pub last: usize,
}
