//! The clock and the random source: the only place that asks the system for either.

use crate::domain::day::BEIJING;
use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound};
use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{SeedableRng, TryRng};
use std::time::SystemTime;

/// What time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock; `today` is the date to act as, where another was asked for.
    System { today: Option<NaiveDate> },
    /// Always this moment: demonstrations and tests.
    Stopped(NaiveDateTime),
}

impl Clock {
    /// The moment by the clock: what the journal records, whatever date a person acts as.
    pub fn moment(&self) -> NaiveDateTime {
        match self {
            Clock::Stopped(moment) => *moment,
            Clock::System { .. } => system_time(),
        }
    }

    /// The date to act as.
    pub fn today(&self) -> NaiveDate {
        match self {
            Clock::System { today: Some(today) } => *today,
            Clock::System { today: None } | Clock::Stopped(_) => self.moment().date(),
        }
    }

    /// The time of day on the date to act as, to the second: what people note is no finer.
    pub fn now(&self) -> NaiveDateTime {
        self.today().and_time(self.moment().time()).trunc_subsecs(0)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that is handed to everybody else")]
fn system_time() -> NaiveDateTime {
    let utc: DateTime<chrono::Utc> = SystemTime::now().into();
    utc.naive_utc() + BEIJING
}

/// A random source seeded by the system.
///
/// # Errors
/// When the system gives no random bytes.
pub fn random() -> Result<ChaCha20Rng, rand::rngs::SysError> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed)?;
    Ok(ChaCha20Rng::from_seed(seed))
}
