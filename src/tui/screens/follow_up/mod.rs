//! What the forms about one pupil (联系, 家访, 请假) have in common: the pupil's situation beside the form, marks put
//! right by what was learnt, and drafts.

pub mod day;
pub mod draft;
pub mod explanation;
pub mod files;
pub mod frame;
pub mod record;
pub mod situation;
