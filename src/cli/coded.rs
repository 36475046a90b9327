//! Arguments that are one of a list, by code.

use crate::desk::Format;
use crate::domain::plan::{Cause, Every, Place, PlanKind};
use crate::domain::quota::Per;
use crate::domain::work_log::WorkKind;
use clap::ValueEnum;
use clap::builder::PossibleValue;

macro_rules! coded {
    ($name:ident, $of:ty) => {
        #[derive(Debug, Clone, Copy)]
        pub struct $name(pub $of);

        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                const ALL: [$name; <$of>::ALL.len()] = {
                    let mut all = [$name(<$of>::ALL[0]); <$of>::ALL.len()];
                    let mut at = 0;
                    while at < all.len() {
                        all[at] = $name(<$of>::ALL[at]);
                        at += 1;
                    }
                    all
                };
                &ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.0.code()))
            }
        }
    };
}

coded!(PlanKindArg, PlanKind);
coded!(CauseArg, Cause);
coded!(PlaceArg, Place);
coded!(EveryArg, Every);
coded!(PerArg, Per);
coded!(WorkKindArg, WorkKind);

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
