//! A paper in four readings: the preview on the screen, plain text, DOCX and PDF. None of them decides what is said.

mod docx;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod pdf;
mod text;
#[cfg(not(feature = "pdf"))]
mod without_pdf;
mod wrap;

pub use docx::docx;
#[cfg(feature = "pdf")]
pub use fonts::Fonts;
#[cfg(feature = "pdf")]
pub use pdf::pdf;
pub use text::text;
#[cfg(not(feature = "pdf"))]
pub use without_pdf::{Fonts, pdf};

/// Why a paper could not be set. DOCX and text need no font and can always be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// None of the machine's fonts has Chinese characters.
    #[error("no Chinese font among the {faces} faces found; looked for {}", .looked_for.join(", "))]
    NoChineseFont {
        /// Families that would do, the best first.
        looked_for: Vec<&'static str>,
        /// How many faces the machine has.
        faces: usize,
    },
    /// No font found has these characters; printed they would be boxes.
    #[error("no font has the characters {0:?}")]
    MissingGlyphs(Vec<char>),
    #[error("this program was built without PDF")]
    PdfLeftOut,
    #[error("the DOCX could not be packed: {0}")]
    Docx(String),
    #[error("the PDF could not be set: {0}")]
    Pdf(String),
}
