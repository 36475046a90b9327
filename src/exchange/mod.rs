//! Files come in: rosters, old attendance, calendars, staff lists, lists of key groups and of new entrants.
//!
//! A file becomes sheets ([`file::read`]), sheets become a [`plan::Plan`] (`roster::plan`, `attendance::plan`,
//! `calendar::plan`, `staff::plan`, `group::plan`, `entrants::plan`), the plan is shown, and its changes are recorded as one
//! entry. Nothing here writes anything: the same file and the same school always give the same plan, and what is wrong with
//! a row is part of it.

pub mod attendance;
pub mod calendar;
pub mod classes;
pub mod compare;
mod date;
pub mod district_schools;
pub mod entrants;
mod error;
pub mod faulty;
pub mod file;
pub mod group;
mod headings;
mod ics;
pub mod legend;
mod long;
mod month;
pub mod monthly_file;
mod person;
pub mod plan;
pub mod roster;
pub mod sheet;
pub mod staff;
mod text;
mod title;
mod workbook;

pub use error::{ExchangeError, Looks};
