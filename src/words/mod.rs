//! Every text a person reads, once for each language: the list is here, the texts in `zh` and `en`.
//! A language that lacks an entry does not compile.

mod en;
mod zh;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub fn words(self) -> &'static Words {
        match self {
            Lang::Zh => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}

/// All texts, one group for each place where they are read. A text with gaps to fill is a function.
pub struct Words {
    pub domain: Domain,
    pub common: Common,
}

/// Terms of the field: marks, outcomes, rules, roles.
pub struct Domain {
    pub mark: fn(crate::domain::mark::Mark) -> &'static str,
    /// Two cells wide, for columns that must align.
    pub mark_short: fn(crate::domain::mark::Mark) -> &'static str,
}

/// What several screens say alike.
pub struct Common {
    pub app: &'static str,
}
