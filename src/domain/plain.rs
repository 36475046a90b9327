//! Full-width forms (全角) read as their plain twins: an input method leaves them in files, key presses and searches.

use std::borrow::Cow;

/// The plain twin of a full-width letter, digit, sign or space; any other character is its own.
pub fn plain_char(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00a0}' => ' ',
        '‐' | '‑' | '–' | '−' => '-',
        other => other,
    }
}

/// The text with every full-width form replaced by its plain twin; borrowed where there is none.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| plain_char(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(plain_char).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_become_plain() {
        let table = [
            ("０１９", "019"),
            ("ＡｚＸ", "AzX"),
            ("七年级（３）班", "七年级(3)班"),
            ("王\u{3000}明", "王 明"),
            ("阿依古丽·买买提", "阿依古丽·买买提"),
        ];
        for (given, read) in table {
            assert_eq!(plain(given), read);
        }
        assert!(matches!(plain("林𬭎"), Cow::Borrowed(_)));
    }
}
