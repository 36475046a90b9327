//! The door: where the passphrase is asked for.

pub struct Unlock {
    pub title: &'static str,
    pub ask: &'static str,
    pub hint: &'static str,
    pub opening: &'static str,
    /// How many tries are left.
    pub wrong: fn(u32) -> String,
    pub no_more_tries: &'static str,
    /// What to do then, line by line.
    pub way_out: &'static [&'static str],
    pub open: &'static str,
}
