//! The manual's page of keys, in Markdown, made from the tables that the screens obey.

use super::binding::{self, Allowed, Hint};
use super::global;
use super::screens::SCREENS;
use crate::words::{Lang, Words};
use std::fmt::Write;

/// The page of keys: one table a screen, then the keys that hold everywhere.
pub fn keys(lang: Lang) -> String {
    let words = lang.words();
    let mut page = format!("# {}\n", words.tui.manual_title);
    for screen in SCREENS {
        section(&mut page, words, (screen.title)(words), &(screen.keys)(words));
    }
    let everywhere = binding::hints(global::KEYS, words, |_| Allowed::Yes);
    section(&mut page, words, words.tui.manual_everywhere, &everywhere);
    page
}

fn section(page: &mut String, words: &Words, title: &str, hints: &[Hint]) {
    let (key, does) = (words.tui.manual_key, words.tui.manual_does);
    // Writing into a `String` cannot fail.
    let _ = write!(page, "\n## {title}\n\n| {key} | {does} |\n|---|---|\n");
    for hint in hints {
        let keys: Vec<String> = hint.keys.iter().map(|key| format!("`{key}`")).collect();
        let _ = writeln!(page, "| {} | {} |", keys.join(" "), hint.says);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_its_table() {
        for lang in [Lang::Zh, Lang::En] {
            let page = keys(lang);
            let sections = page.matches("\n## ").count();
            assert_eq!(sections, SCREENS.len() + 1);
        }
        assert!(keys(Lang::Zh).contains("| `Enter` | 保存 |"));
        assert!(keys(Lang::Zh).contains("| `0-9` | 标未到/取消 |"));
    }
}
