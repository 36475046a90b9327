//! What is true: the words of the field as plain types, its rules as pure functions.
//! No I/O, no clock, no SQL, no terminal, and nothing of the other parts.

pub mod absence;
pub mod aid;
pub mod amend;
pub mod appoint;
pub mod attendance;
pub mod calendar;
pub mod case;
pub mod class;
pub mod compare;
pub mod contact;
pub mod district;
pub mod dossier;
pub mod entrant;
pub mod entry;
pub mod explain;
pub mod figures;
pub mod find;
pub mod flags;
pub mod gaps;
pub mod groups;
pub mod health;
pub mod ids;
pub mod illness;
pub mod inspection;
pub mod ladder;
pub mod leave;
pub mod ledger;
pub mod letter;
#[cfg(test)]
pub(crate) mod made_up;
pub mod mark;
pub mod monthly;
mod national;
pub mod numbers;
pub mod off_roll;
pub mod owed;
pub mod paper;
pub mod people;
pub mod pinyin;
pub mod plain;
pub mod plan;
pub mod pledge;
pub mod profile;
pub mod quota;
pub mod register;
pub mod review;
pub mod roll;
pub mod school;
pub mod status;
pub mod step;
pub mod streak;
pub mod symptom;
#[cfg(test)]
pub(crate) mod tales;
pub mod template;
pub mod term_map;
pub mod timeline;
pub mod todo;
pub mod trend;
#[cfg(test)]
mod twin;
pub mod usual;
pub mod visit;
pub mod week;
pub mod work_log;
pub mod year;
