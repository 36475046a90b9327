//! Arguments that are one of a list, by code.

use crate::desk::Format;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads a value of the domain by its code, and names the codes in the help and in a complaint.
pub fn coded<T>(all: &'static [T], code: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|value| code(*value))).try_map(move |asked| {
        let known = all.iter().copied().find(|value| code(*value) == asked);
        known.ok_or_else(|| format!("{asked}?"))
    })
}

/// In what form a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    Docx,
    Pdf,
    Xlsx,
    Text,
}

impl PaperFormat {
    pub fn format(self) -> (Format, &'static str) {
        match self {
            PaperFormat::Docx => (Format::Docx, "docx"),
            PaperFormat::Pdf => (Format::Pdf, "pdf"),
            PaperFormat::Xlsx => (Format::Xlsx, "xlsx"),
            PaperFormat::Text => (Format::Text, "txt"),
        }
    }
}
