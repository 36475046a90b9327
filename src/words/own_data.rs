//! What the school says of itself on its papers: form and command line.

/// What the school says of itself on its papers.
pub struct OwnData {
    pub title: &'static str,
    /// Name, bureau, prefix of papers that leave the school, prefix of papers within it.
    pub labels: [&'static str; 4],
    pub hints: [&'static str; 4],
    pub not_said: &'static str,
    /// What a paper of this year would bear: within the school, and outside.
    pub numbers: fn(&str, &str) -> String,
    pub frozen: &'static str,
    pub say_name: &'static str,
    pub saved: &'static str,
}
