//! Text as it comes in. Full-width forms (全角) read as their plain twins: an input method leaves them in files, key presses
//! and searches. What steers a terminal or turns the direction of writing never comes in at all.

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

/// The text without control characters (but line breaks and tabs), whole escape sequences among them, and without the
/// marks that turn the direction of writing; borrowed where there are none.
pub fn unsteered(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut left) = (String::with_capacity(text.len()), text);
    while let Some(c) = left.chars().next() {
        left = &left[c.len_utf8()..];
        match c {
            '\u{1b}' => left = after_escape(left),
            '\u{9b}' => left = after_parameters(left),
            c if steers(c) => {}
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// Control characters (C0, C1, DEL) but line breaks and tabs; bidirectional marks, embeddings and isolates.
fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What follows an escape sequence (ECMA-48) of which only the first character has been read.
fn after_escape(text: &str) -> &str {
    match text.chars().next() {
        Some('[') => after_parameters(&text[1..]),
        // A string for the terminal, up to its end; never beyond the line.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let end = text.find(['\u{07}', '\u{1b}', '\u{9c}', '\n']).unwrap_or(text.len());
            let rest = &text[end..];
            rest.strip_prefix('\u{07}').or_else(|| rest.strip_prefix("\u{1b}\\")).unwrap_or(rest)
        }
        Some(' '..='/') => {
            let rest = text.trim_start_matches(|c| matches!(c, ' '..='/'));
            rest.strip_prefix(|c| matches!(c, '0'..='~')).unwrap_or(rest)
        }
        Some('0'..='~') => &text[1..],
        _ => text,
    }
}

/// What follows the parameters of a control sequence and the letter that ends it.
fn after_parameters(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| matches!(c, '0'..='?')).trim_start_matches(|c| matches!(c, ' '..='/'));
    rest.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn what_steers_a_terminal_does_not_come_in() {
        let table = [
            ("李\u{1b}[31m强\u{1b}[0m", "李强"),
            ("李\u{9b}31m强", "李强"),
            ("\u{1b}]0;标题\u{7}王\u{1b}]8;;http://x\u{1b}\\明", "王明"),
            ("\u{1b}]0;没有完\n王明", "\n王明"),
            ("\u{1b}(B王\u{1b}c明\u{1b}", "王明"),
            ("\u{1b}[31王", "王"),
            ("王[31m明", "王[31m明"),
            ("同安区\u{202e}8号\u{2066}\u{2069}\u{200f}", "同安区8号"),
            ("一行\n二行\t三\r\u{7f}\u{0}", "一行\n二行\t三"),
        ];
        for (given, read) in table {
            assert_eq!(unsteered(given), read, "{given:?}");
        }
        assert!(matches!(unsteered("林𬭎\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in "[\u{1b}\u{9b}\\[\\]0-9;m\u{7}\u{202e}a王\n]{0,40}") {
            prop_assert!(!unsteered(&text).contains(steers));
        }
    }
}
