//! What a book is bound of, and where each part of it came to stand.

use crate::domain::paper::Paper;

/// One part of a book, beginning on a page of its own.
#[derive(Debug, Clone, Copy)]
pub enum Leaf<'a> {
    Paper(&'a Paper),
    /// The contents: a paper that is worded once the pages of all others are known.
    Contents,
    /// A photograph (PNG or JPEG) on a page of its own; the paper's title stands over it.
    Picture {
        caption: &'a Paper,
        bytes: &'a [u8],
    },
}

/// The pages of a leaf, counted from 1 through the whole book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pages {
    pub first: usize,
    pub last: usize,
}
