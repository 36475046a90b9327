//! The times that changes of status keep to (时限): defaults of the domain handbook, 2.4, that a school may change.

use serde::{Deserialize, Serialize};

/// What becomes of a transfer or a suspension in the last term of a graduating grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LastTerm {
    /// It is warned of.
    #[default]
    Warn,
    Refuse,
    Allow,
}

impl LastTerm {
    pub const ALL: [LastTerm; 3] = [LastTerm::Warn, LastTerm::Refuse, LastTerm::Allow];

    pub fn code(self) -> &'static str {
        match self {
            LastTerm::Warn => "warn",
            LastTerm::Refuse => "refuse",
            LastTerm::Allow => "allow",
        }
    }
}

/// How much time changes of status have (异动时限), as the school has set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusLimits {
    /// School days in which a change that was applied for is to be settled.
    pub within: u16,
    /// School days after which one looks again at a seat that is empty because of a transfer (转学办理中).
    pub look_again: u16,
    /// Calendar days before its end on which one asks about a return, and on which one asks again.
    pub ask_before: u16,
    pub ask_again: u16,
    /// Months that a suspension lasts at most, and how often it may be renewed.
    pub suspended: u16,
    pub renewals: u16,
    /// Months that a deferral lasts at most; then it is applied for again.
    pub deferred: u16,
    pub last_term: LastTerm,
}

impl Default for StatusLimits {
    fn default() -> StatusLimits {
        StatusLimits {
            within: 10,
            look_again: 10,
            ask_before: 30,
            ask_again: 7,
            suspended: 12,
            renewals: 1,
            deferred: 12,
            last_term: LastTerm::Warn,
        }
    }
}

/// One of them, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Within,
    LookAgain,
    AskBefore,
    AskAgain,
    Suspended,
    Renewals,
    Deferred,
    LastTerm,
}

impl Limit {
    pub const ALL: [Limit; 8] = [
        Limit::Within,
        Limit::LookAgain,
        Limit::AskBefore,
        Limit::AskAgain,
        Limit::Suspended,
        Limit::Renewals,
        Limit::Deferred,
        Limit::LastTerm,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Limit::Within => "within",
            Limit::LookAgain => "look_again",
            Limit::AskBefore => "ask_before",
            Limit::AskAgain => "ask_again",
            Limit::Suspended => "suspended",
            Limit::Renewals => "renewals",
            Limit::Deferred => "deferred",
            Limit::LastTerm => "last_term",
        }
    }

    pub fn from_code(code: &str) -> Option<Limit> {
        Limit::ALL.into_iter().find(|limit| limit.code() == code)
    }
}

/// The longest time that can be set: in any of the units more than ten years are a slip of the finger.
const LONGEST: u16 = 120;

impl StatusLimits {
    /// As it is written: a number, or what becomes of a change in the last term.
    pub fn written(&self, limit: Limit) -> String {
        match limit {
            Limit::Within => self.within.to_string(),
            Limit::LookAgain => self.look_again.to_string(),
            Limit::AskBefore => self.ask_before.to_string(),
            Limit::AskAgain => self.ask_again.to_string(),
            Limit::Suspended => self.suspended.to_string(),
            Limit::Renewals => self.renewals.to_string(),
            Limit::Deferred => self.deferred.to_string(),
            Limit::LastTerm => self.last_term.code().to_owned(),
        }
    }

    /// The limits with one of them otherwise; none where it cannot be read so.
    pub fn with(self, limit: Limit, written: &str) -> Option<StatusLimits> {
        let number = || written.trim().parse::<u16>().ok().filter(|number| *number <= LONGEST);
        let counted = || number().filter(|number| *number > 0);
        Some(match limit {
            Limit::Within => StatusLimits { within: counted()?, ..self },
            Limit::LookAgain => StatusLimits { look_again: counted()?, ..self },
            Limit::AskBefore => StatusLimits { ask_before: counted()?, ..self },
            Limit::AskAgain => StatusLimits { ask_again: number()?, ..self },
            Limit::Suspended => StatusLimits { suspended: counted()?, ..self },
            Limit::Renewals => StatusLimits { renewals: number()?, ..self },
            Limit::Deferred => StatusLimits { deferred: counted()?, ..self },
            Limit::LastTerm => {
                let last_term = LastTerm::ALL.into_iter().find(|known| known.code() == written.trim())?;
                StatusLimits { last_term, ..self }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let limits = StatusLimits { within: 20, last_term: LastTerm::Refuse, ..StatusLimits::default() };
        for limit in Limit::ALL {
            assert_eq!(Limit::from_code(limit.code()), Some(limit));
            assert_eq!(limits.with(limit, &limits.written(limit)), Some(limits), "{limit:?}");
        }
        assert_eq!(limits.with(Limit::Within, "0"), None);
        assert_eq!(limits.with(Limit::Within, "ten"), None);
        assert_eq!(limits.with(Limit::LastTerm, "no"), None);
    }
}
