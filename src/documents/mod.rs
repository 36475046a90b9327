//! Papers: facts in, a document out. A document is one file that makes a `Paper`; `render` sets any paper as text, DOCX
//! or PDF. To add a document is to add a file.
//!
//! Papers are always Chinese, whatever the language of the screens: this part holds its own wording.

pub mod compare;
pub mod dates;
pub mod district;
pub mod dossier;
pub mod entry_notice;
pub mod evidence;
mod grid;
pub mod inspection;
pub mod letter;
pub mod monthly;
pub mod plan;
pub mod pledge;
#[cfg(test)]
mod read_back;
pub mod registers;
pub mod render;
pub mod trend;
pub mod week;
pub mod work_log;

pub use render::RenderError;
