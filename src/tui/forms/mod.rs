//! What screens that are a form do alike. One that is filled in and saved at once is an `Entry`; one with attachments,
//! whose draft outlives Esc and a crash, a `Record`. Each gives a screen of its own, `EntryScreen` and `RecordScreen`.

pub mod draft;
pub mod entry;
pub mod files;
pub mod record;

/// The field that is at fault, and what is wrong with it.
pub type Fault = (usize, String);
