//! Breaking Chinese text into lines of terminal cells: between any two characters, but no line begins with a closing
//! mark or ends with an opening one (避头尾), and numbers and Latin words stay whole.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How wide a text is, in cells.
pub type Measure = fn(&str) -> usize;

/// “ ” … — · count one cell: as most terminals draw them. For columns that must align.
pub const NARROW: Measure = UnicodeWidthStr::width;
/// They count two: as Chinese fonts draw them. A line that fits so fits everywhere.
pub const WIDE: Measure = UnicodeWidthStr::width_cjk;

const NEVER_FIRST: &str = "、。，．·：；？！…—～）〕】》〉」』”’,.:;?!)]}%％℃°";
const NEVER_LAST: &str = "（〔【《〈「『“‘([{〖";

/// Breaks a text into lines of at most `width` cells, the first of them `indent` cells shorter. At least one line.
/// Only a piece longer than a line is broken inside, and only a character wider than `width` stands out over it.
pub fn wrap(text: &str, indent: usize, width: usize, measure: Measure) -> Vec<String> {
    let shortest = width.saturating_sub(indent);
    let mut lines = Vec::new();
    let (mut line, mut room) = (String::new(), shortest);
    let mut put = |piece: &str| {
        let cells = measure(piece);
        if cells > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            room = width;
        }
        if piece != " " || !line.is_empty() {
            line.push_str(piece);
            room = room.saturating_sub(cells);
        }
    };
    for piece in pieces(text) {
        if measure(piece) <= shortest {
            put(piece);
        } else {
            piece.graphemes(true).for_each(&mut put);
        }
    }
    lines.push(line);
    lines
}

/// The text cut wherever a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        if before.is_some_and(|before| may_break(before, grapheme)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(grapheme);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    let is_word = |grapheme: &str| grapheme.bytes().all(|byte| byte.is_ascii_graphic());
    !(NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) || is_word(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn closing_marks_go_with_what_they_close() {
        let table: [(&str, usize, &[&str]); 5] = [
            ("他说：“明天来。”", 8, &["他说：", "“明天", "来。”"]),
            ("电话13900001234未接", 12, &["电话", "13900001234", "未接"]),
            ("一二三四，五", 8, &["一二三", "四，五"]),
            ("七年级(3)班", 8, &["七年级", "(3)班"]),
            ("", 8, &[""]),
        ];
        for (text, width, lines) in table {
            assert_eq!(wrap(text, 0, width, WIDE), lines, "{text}");
        }
    }

    #[test]
    fn the_first_line_is_shorter_by_its_indent() {
        assert_eq!(wrap("一二三四五六七", 4, 8, WIDE), ["一二", "三四五六", "七"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_nothing_is_lost(text in "[一-十家校生，。“”（）0-9a-z ]{0,80}", indent in 0usize..5, width in 8usize..40) {
            let lines = wrap(&text, indent, width, WIDE);
            for (nth, line) in lines.iter().enumerate() {
                let room = if nth == 0 && lines.len() > 1 { width - indent } else { width };
                prop_assert!(WIDE(line) <= room.max(width - indent), "{line} in {width}");
            }
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }

        #[test]
        fn no_line_begins_with_a_closing_mark(text in "[一-十家校生]([一-十家校生][，。]?){0,60}", width in 8usize..40) {
            for line in wrap(&text, 0, width, WIDE) {
                prop_assert!(!line.starts_with(['，', '。']), "{line}");
            }
        }
    }
}
