//! The screen of missing rolls.

/// The screen of missing rolls.
pub struct Gaps {
    pub class: &'static str,
    pub teacher: &'static str,
    pub count: &'static str,
    pub day: &'static str,
    pub session: &'static str,
    pub ago: &'static str,
    /// Rolls, classes.
    pub total: fn(usize, usize) -> String,
    pub rolls: fn(usize) -> String,
    pub today: &'static str,
    pub school_days_ago: fn(u16) -> String,
    /// What a missing roll means, in two lines.
    pub meaning: [&'static str; 2],
    pub none: fn(&str) -> String,
    pub none_meaning: &'static str,
    pub empty_rolls: &'static str,
    pub take: &'static str,
    pub nothing_missing: &'static str,
}
