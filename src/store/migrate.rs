//! The ordered list of steps from an empty database to today's. A released step is never mended: a new one follows it.

use super::error::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

const STEPS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002_status_limits.sql"),
    include_str!("migrations/0003_year_turns.sql"),
    include_str!("migrations/0004_entrants.sql"),
    include_str!("migrations/0005_monthly.sql"),
    include_str!("migrations/0006_groups.sql"),
    include_str!("migrations/0007_plans.sql"),
    include_str!("migrations/0008_district.sql"),
    include_str!("migrations/0009_inspection.sql"),
];

/// The version of the tables that this program reads and writes.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Takes the database through the steps that it lacks, wholly or not at all.
///
/// # Errors
/// `TooNew` when a later program has made steps that this one does not know.
pub(super) fn migrate(db: &Connection) -> Result<(), StoreError> {
    if version(db)? == NEWEST {
        return Ok(());
    }
    let step = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
    let found = version(&step)?;
    if found > NEWEST {
        return Err(StoreError::TooNew { found, known: NEWEST });
    }
    for sql in &STEPS[found as usize..] {
        step.execute_batch(sql)?;
    }
    step.pragma_update(None, "user_version", NEWEST)?;
    Ok(step.commit()?)
}

fn version(db: &Connection) -> Result<u32, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
