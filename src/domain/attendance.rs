//! What each pupil's days came to, worked out once from the rolls.

/// The taken rolls of school days by class, and the exceptions by pupil: what every count reads.
#[derive(Debug, Clone, Default)]
pub struct Attendance {}
