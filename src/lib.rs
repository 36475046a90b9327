//! baoxue (保学, "keep them in school"): roll call and dropout control for compulsory-education schools.
//!
//! The parts, and the only way arrows between them may point (a test in `tests/architecture.rs` holds it):
//!
//! ```text
//!   tui   cli            the two faces: ask the desk, show what it answers
//!     \   /
//!     desk               the one place that acts
//!    /  |  \
//! store documents exchange
//!    \  |  /
//!    domain              what is true: plain types, pure functions
//! ```
//!
//! `words` holds every text a person reads, once for each language.

pub mod cli;
pub mod desk;
pub mod documents;
pub mod domain;
pub mod exchange;
mod lines;
pub mod paths;
pub mod settings;
pub mod store;
pub mod tui;
pub mod words;
