//! Half-filled forms, kept so that Esc or a crash loses nothing that was typed. They are no facts.

use super::Store;
use super::error::StoreError;
use rusqlite::OptionalExtension;

impl Store {
    /// Keeps the draft in place of an earlier one of that name.
    pub fn keep_draft(&self, key: &str, body: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO draft (key, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body";
        self.db.execute(sql, [key, body])?;
        Ok(())
    }

    pub fn draft(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.db.query_row("SELECT body FROM draft WHERE key = ?1", [key], |row| row.get(0)).optional()?)
    }

    /// Dropping what is not there is no error.
    pub fn drop_draft(&self, key: &str) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM draft WHERE key = ?1", [key])?;
        Ok(())
    }

    /// The keys of all drafts, in order.
    pub fn drafts(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.db.prepare("SELECT key FROM draft ORDER BY key")?;
        let keys = keys.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(keys)
    }
}
