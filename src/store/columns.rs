//! How values of the domain lie in columns: dates and moments as whole numbers, ids as 16 bytes, codes as text.

use super::error::StoreError;
use crate::domain::class::Class;
use crate::domain::monthly::Month;
use crate::domain::roll::SessionCode;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::de::value::{Error as CodeError, StrDeserializer};
use serde::de::{Deserialize, DeserializeOwned, IntoDeserializer};
use uuid::Uuid;

/// 20260318.
pub(super) fn day(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Milliseconds since 1970-01-01T00:00 of the same clock.
pub(super) fn moment(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp_millis()
}

/// The language-neutral code of a unit variant, or the text of a number.
pub(super) fn code<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => Ok(code),
        Ok(other) => Err(StoreError::Unreadable { place: "code", what: other.to_string() }),
        Err(error) => Err(StoreError::unreadable("code")(error)),
    }
}

pub(super) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::unreadable("record"))
}

/// A row being read, left to right. Each call reads the next column.
pub(super) struct Columns<'row> {
    row: &'row Row<'row>,
    table: &'static str,
    next: usize,
}

impl<'row> Columns<'row> {
    pub(super) fn of(table: &'static str, row: &'row Row<'row>) -> Columns<'row> {
        Columns { row, table, next: 0 }
    }

    fn value(&mut self) -> Result<ValueRef<'row>, StoreError> {
        let at = self.next;
        self.next += 1;
        Ok(self.row.get_ref(at)?)
    }

    fn wrong<T>(&self) -> Result<T, StoreError> {
        Err(StoreError::Unreadable { place: self.table, what: format!("column {}", self.next) })
    }

    pub(super) fn text_or_null(&mut self) -> Result<Option<&'row str>, StoreError> {
        let value = self.value()?;
        value.as_str_or_null().map_err(StoreError::unreadable(self.table))
    }

    /// NULL is read as the empty text.
    pub(super) fn text(&mut self) -> Result<String, StoreError> {
        Ok(self.text_or_null()?.unwrap_or_default().to_owned())
    }

    pub(super) fn number_or_null<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, StoreError> {
        let value = self.value()?;
        match value.as_i64_or_null().map_err(StoreError::unreadable(self.table))?.map(T::try_from) {
            None => Ok(None),
            Some(Ok(number)) => Ok(Some(number)),
            Some(Err(_)) => self.wrong(),
        }
    }

    pub(super) fn number<T: TryFrom<i64>>(&mut self) -> Result<T, StoreError> {
        match self.number_or_null()? {
            Some(number) => Ok(number),
            None => self.wrong(),
        }
    }

    pub(super) fn blob_or_null(&mut self) -> Result<Option<&'row [u8]>, StoreError> {
        let value = self.value()?;
        value.as_blob_or_null().map_err(StoreError::unreadable(self.table))
    }

    pub(super) fn uuid(&mut self) -> Result<Uuid, StoreError> {
        match self.blob_or_null()?.map(Uuid::from_slice) {
            Some(Ok(id)) => Ok(id),
            _ => self.wrong(),
        }
    }

    pub(super) fn day_or_null(&mut self) -> Result<Option<NaiveDate>, StoreError> {
        let Some(number) = self.number_or_null()? else { return Ok(None) };
        match date(number) {
            Some(date) => Ok(Some(date)),
            None => self.wrong(),
        }
    }

    pub(super) fn day(&mut self) -> Result<NaiveDate, StoreError> {
        match self.day_or_null()? {
            Some(date) => Ok(date),
            None => self.wrong(),
        }
    }

    pub(super) fn moment(&mut self) -> Result<NaiveDateTime, StoreError> {
        match self.number_or_null()?.and_then(DateTime::from_timestamp_millis) {
            Some(at) => Ok(at.naive_utc()),
            None => self.wrong(),
        }
    }

    pub(super) fn class_or_null(&mut self) -> Result<Option<Class>, StoreError> {
        let Some(number) = self.number_or_null()? else { return Ok(None) };
        match Class::from_code(number) {
            Some(class) => Ok(Some(class)),
            None => self.wrong(),
        }
    }

    pub(super) fn class(&mut self) -> Result<Class, StoreError> {
        match self.class_or_null()? {
            Some(class) => Ok(class),
            None => self.wrong(),
        }
    }

    pub(super) fn month(&mut self) -> Result<Month, StoreError> {
        match self.number().map(Month::from_code)? {
            Some(month) => Ok(month),
            None => self.wrong(),
        }
    }

    pub(super) fn session(&mut self) -> Result<SessionCode, StoreError> {
        match self.text_or_null()?.and_then(SessionCode::new) {
            Some(session) => Ok(session),
            None => self.wrong(),
        }
    }

    pub(super) fn code_or_null<T: Deserialize<'row>>(&mut self) -> Result<Option<T>, StoreError> {
        let Some(code) = self.text_or_null()? else { return Ok(None) };
        let reader: StrDeserializer<'_, CodeError> = code.into_deserializer();
        T::deserialize(reader).map(Some).map_err(StoreError::unreadable(self.table))
    }

    pub(super) fn code<T: Deserialize<'row>>(&mut self) -> Result<T, StoreError> {
        match self.code_or_null()? {
            Some(value) => Ok(value),
            None => self.wrong(),
        }
    }

    pub(super) fn json_or_null<T: DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let Some(text) = self.text_or_null()? else { return Ok(None) };
        serde_json::from_str(text).map(Some).map_err(StoreError::unreadable(self.table))
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        match self.json_or_null()? {
            Some(value) => Ok(value),
            None => self.wrong(),
        }
    }
}

fn date(number: i64) -> Option<NaiveDate> {
    let year = i32::try_from(number.div_euclid(10_000)).ok()?;
    let rest = u32::try_from(number.rem_euclid(10_000)).ok()?;
    NaiveDate::from_ymd_opt(year, rest / 100, rest % 100)
}
