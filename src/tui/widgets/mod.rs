//! Pieces that screens are made of.

pub mod cells;
pub mod duties;
pub mod footer;
pub mod form;
pub mod header;
pub mod heat_map;
pub mod input;
pub mod plot;
pub mod popup;
pub mod rows;
pub mod scroll;
pub mod strip;
pub mod table;
