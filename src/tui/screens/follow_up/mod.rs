//! What the forms about one pupil (联系, 家访, 请假, 个案) have in common: the pupil's situation beside the form, and marks
//! put right by what was learnt.

pub mod day;
pub mod explanation;
pub mod frame;
pub mod situation;
