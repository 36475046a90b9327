//! One change of status, read whole.

pub struct StatusDetails {
    pub title: &'static str,
    /// A paper of which the original was seen and no copy is kept.
    pub seen: &'static str,
    pub from_class: &'static str,
    pub to_class: &'static str,
    pub reach: &'static str,
    pub go_on: &'static str,
    /// To add the next approval, and papers that came later.
    pub supplement: &'static str,
    /// A file, out of the books.
    pub take_out: &'static str,
    pub which: &'static str,
    pub nothing_attached: &'static str,
    pub taken_out: &'static str,
    /// The file is outside the encrypted books now.
    pub is_outside: &'static str,
}
