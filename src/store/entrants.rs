//! New entrants in the tables: how what is said of them becomes rows, and rows become the list again.

use super::columns::{Columns, day, json};
use super::error::StoreError;
use super::fold::Fold;
use crate::domain::entrant::{
    Entrant, EntrantRecord, EntryNotice, OutcomeRecord, Registration, RegistrationRecord, Settled, Trace, TraceRecord,
};
use crate::domain::ids::{EntrantId, StaffId, TraceId};
use crate::domain::letter::Receipt;
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use uuid::Uuid;

impl Fold<'_> {
    pub(super) fn entrant(&self, id: EntrantId, to: Option<&EntrantRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO entrant (id, entry, record) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= entrant.entry",
            params![id.0.as_bytes(), self.by(), to.map(json).transpose()?],
        )
    }

    pub(super) fn entry_notice(&self, id: EntrantId, to: &EntryNotice) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO entry_notice (entrant, entry, year, number, record) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, year = excluded.year, number = excluded.number,
               record = excluded.record
             WHERE excluded.entry >= entry_notice.entry",
            params![id.0.as_bytes(), self.by(), to.no.year, to.no.number, json(to)?],
        )
    }

    pub(super) fn delivery(&self, id: EntrantId, to: Option<&Receipt>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO delivery (entrant, entry, taker, date, how) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, taker = excluded.taker, date = excluded.date,
               how = excluded.how
             WHERE excluded.entry >= delivery.entry",
            params![id.0.as_bytes(), self.by(), to.map(|to| &to.by), to.map(|to| day(to.on)), to.map(|to| &to.how),],
        )
    }

    pub(super) fn registration(&self, id: EntrantId, to: Option<&RegistrationRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO registration (entrant, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= registration.entry",
            id.0,
            to,
        )
    }

    pub(super) fn trace(&self, id: TraceId, to: Option<&TraceRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO trace (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= trace.entry",
            id.0,
            to,
        )
    }

    pub(super) fn entry_outcome(&self, id: EntrantId, to: Option<&OutcomeRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO entry_outcome (entrant, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= entry_outcome.entry",
            id.0,
            to,
        )
    }
}

/// The list with everything that is known of each child. What is said of a child who was taken off it is left out.
pub(super) fn entrants(db: &Connection) -> Result<Vec<Entrant>, StoreError> {
    let mut notices: HashMap<Uuid, EntryNotice> =
        keyed(db, "entry_notice", "SELECT entrant, record FROM entry_notice", |row| row.json())?;
    let sql = "SELECT entrant, taker, date, how FROM delivery WHERE taker IS NOT NULL";
    let mut deliveries =
        keyed(db, "delivery", sql, |row| Ok(Receipt { by: row.text()?, on: row.day()?, how: row.text()? }))?;
    let sql = "SELECT entrant, recorded_by, record FROM registration WHERE record IS NOT NULL";
    let mut registrations = keyed(db, "registration", sql, recorded)?;
    let sql = "SELECT entrant, recorded_by, record FROM entry_outcome WHERE record IS NOT NULL";
    let mut outcomes = keyed(db, "entry_outcome", sql, recorded)?;
    let list = keyed(db, "entrant", "SELECT id, record FROM entrant WHERE record IS NOT NULL", |row| row.json())?;
    let entrant = |(id, record)| Entrant {
        id: EntrantId(id),
        record,
        notice: notices.remove(&id),
        delivery: deliveries.remove(&id),
        registration: registrations.remove(&id).map(|(by, record)| Registration { record, by }),
        outcome: outcomes.remove(&id).map(|(by, record)| Settled { record, by }),
    };
    let mut list: Vec<Entrant> = list.into_iter().map(entrant).collect();
    list.sort_unstable_by_key(|entrant| entrant.id);
    Ok(list)
}

pub(super) fn traces(db: &Connection) -> Result<Vec<Trace>, StoreError> {
    let sql = "SELECT id, recorded_by, record FROM trace WHERE record IS NOT NULL";
    let mut traces = keyed(db, "trace", sql, recorded)?
        .into_iter()
        .map(|(id, (recorded_by, record))| Trace { id: TraceId(id), record, recorded_by })
        .collect::<Vec<_>>();
    traces.sort_unstable_by_key(|trace| trace.id);
    Ok(traces)
}

fn recorded<T: DeserializeOwned>(row: &mut Columns<'_>) -> Result<(StaffId, T), StoreError> {
    Ok((StaffId(row.uuid()?), row.json()?))
}

/// The rows of a table by their first column, an id.
fn keyed<T>(
    db: &Connection,
    table: &'static str,
    sql: &str,
    read: impl Fn(&mut Columns<'_>) -> Result<T, StoreError>,
) -> Result<HashMap<Uuid, T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut list = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut row = Columns::of(table, row);
        list.insert(row.uuid()?, read(&mut row)?);
    }
    Ok(list)
}
