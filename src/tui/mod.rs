//! The screens: an event becomes an act, an act new state and effects; only the shell performs effects.
//!
//! ```text
//!   terminal ──► run ──event──► update ──► screen.press ──► effects ──► run ──► desk
//!                 ▲                                                      │
//!                 └───────────────── Done(ticket, outcome) ◄─────────────┘
//! ```
//!
//! A screen is one file in `screens/` and one line in its list. `view` draws and changes nothing.

pub mod binding;
pub mod clerk;
pub mod context;
pub mod date;
pub mod effect;
pub mod event;
pub mod forms;
pub mod global;
#[cfg(test)]
pub mod harness;
pub mod key;
pub mod manual;
pub mod model;
pub mod run;
pub mod scope;
pub mod screen;
pub mod screens;
#[cfg(test)]
mod stories;
pub mod theme;
pub mod update;
pub mod view;
pub mod whom;
pub mod widgets;
