//! The file picker.

pub struct PickFile {
    pub title: &'static str,
    pub is_reading: &'static str,
    pub drives: &'static str,
    pub empty: &'static str,
    pub no_such_name: &'static str,
    /// A whole path was typed.
    pub goes_to_path: &'static str,
    /// A file by its path that is none of the kinds asked for.
    pub not_such: fn(&[&str]) -> String,
    pub folder: &'static str,
    /// Bytes, in a unit that reads well.
    pub size: fn(u64) -> String,
    /// Larger than so many bytes.
    pub too_large: fn(u64) -> String,
    pub top: &'static str,
    pub take: &'static str,
    pub up: &'static str,
    pub clear: &'static str,
}
