//! How a pupil's transfer is told from another's without a name: a digest of the record number under a key that the
//! district has given to its schools.

use crate::domain::numbers::StudentNo;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA256 of a record number (学籍号) under the district's key, both as UTF-8, in hexadecimal; none without a key.
pub fn digest(key: &str, number: &StudentNo) -> Option<String> {
    let key = key.trim();
    if key.is_empty() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(number.as_str().as_bytes());
    Some(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_under_the_same_key_is_the_same_digest() {
        let number = StudentNo::parse("G350212201305150024").unwrap();
        let one = digest("同安2026", &number).unwrap();
        assert_eq!((one.len(), digest(" 同安2026 ", &number)), (64, Some(one.clone())));
        assert_ne!(digest("another", &number), Some(one));
        assert_eq!(digest("  ", &number), None);
    }
}
