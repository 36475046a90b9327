//! The tables of facts written out in the order of their keys: two databases with the same facts read the same.

use super::error::StoreError;
use super::{Store, hex};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

/// A table of facts and the columns of its key.
pub(super) struct Table {
    pub(super) name: &'static str,
    key: &'static str,
}

pub(super) const TABLES: &[Table] = &[
    Table { name: "school", key: "one" },
    Table { name: "term", key: "first" },
    Table { name: "day", key: "date, grade" },
    Table { name: "national_year", key: "year" },
    Table { name: "excused", key: "from_date" },
    Table { name: "rung", key: "rule, from_date" },
    Table { name: "staff", key: "id" },
    Table { name: "pupil", key: "id" },
    Table { name: "standing", key: "pupil, from_date" },
    Table { name: "roll", key: "date, class, session" },
    Table { name: "leave_note", key: "id" },
    Table { name: "contact", key: "id" },
    Table { name: "visit", key: "id" },
    Table { name: "letter", key: "id" },
    Table { name: "receipt", key: "letter" },
    Table { name: "step", key: "id" },
    Table { name: "status", key: "id" },
    Table { name: "status_limits", key: "one" },
    Table { name: "membership", key: "id" },
    Table { name: "group_check", key: "pupil, date" },
    Table { name: "aid_kind", key: "id" },
    Table { name: "aid", key: "id" },
    Table { name: "plan", key: "id" },
    Table { name: "help", key: "id" },
    Table { name: "quota", key: "place, from_date" },
    Table { name: "pledge", key: "year, level, party" },
    Table { name: "work", key: "id" },
    Table { name: "review", key: "week, pupil" },
    Table { name: "signed_week", key: "week, scope" },
    Table { name: "prose", key: "year, section" },
    Table { name: "turned_year", key: "year" },
    Table { name: "reporting", key: "one" },
    Table { name: "headcount", key: "month, class" },
    Table { name: "month_explained", key: "month, about" },
    Table { name: "month_signed", key: "month, version" },
    Table { name: "month_sent", key: "month, version, recipient" },
    Table { name: "district_school", key: "id" },
    Table { name: "received", key: "school, month, version" },
    Table { name: "match_within", key: "from_date" },
];

impl Store {
    /// All tables of facts, a row a line: not the journal, not drafts, not the bytes of kept files.
    pub fn dump(&self) -> Result<String, StoreError> {
        let db = self.db.unchecked_transaction()?;
        let mut text = String::new();
        for table in TABLES {
            each_line(&db, table, |line| text.push_str(line))?;
        }
        Ok(text)
    }
}

/// SHA-256 of the table's part of the dump.
pub(super) fn digest(db: &Connection, table: &Table) -> Result<[u8; 32], StoreError> {
    let mut hash = Sha256::new();
    each_line(db, table, |line| hash.update(line))?;
    Ok(hash.finalize().into())
}

fn each_line(db: &Connection, table: &Table, mut take: impl FnMut(&str)) -> Result<(), StoreError> {
    let mut all = db.prepare(&format!("SELECT * FROM {} ORDER BY {}", table.name, table.key))?;
    let names: Vec<String> = all.column_names().map(str::to_owned).collect();
    let mut rows = all.query([])?;
    let mut line = String::new();
    while let Some(row) = rows.next()? {
        line.clear();
        line.push_str(table.name);
        for (at, name) in names.iter().enumerate() {
            line.push(' ');
            line.push_str(name);
            line.push('=');
            push_value(&mut line, row.get_ref(at)?);
        }
        line.push('\n');
        take(&line);
    }
    Ok(())
}

/// No two values are written alike, and none spans lines.
fn push_value(line: &mut String, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => line.push('-'),
        ValueRef::Integer(number) => line.push_str(&number.to_string()),
        ValueRef::Real(number) => line.push_str(&format!("{number:?}")),
        ValueRef::Blob(bytes) => line.push_str(&format!("x'{}'", hex::encode(bytes))),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => line.push_str(&format!("{text:?}")),
            Err(_) => line.push_str(&format!("t'{}'", hex::encode(bytes))),
        },
    }
}
