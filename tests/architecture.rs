//! The house stands as docs/architecture.md draws it: arrows point one way, and nobody has a clock or SQL of their own.

use std::fs;
use std::path::{Path, PathBuf};

/// Which parts a part may name. Everything a part names is read, not only its `use` lines.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("lines", &[]),
    ("documents", &["domain", "lines"]),
    ("exchange", &["domain"]),
    // Words put the plain errors and plans of these parts into sentences.
    ("words", &["domain", "exchange", "store"]),
    ("paths", &[]),
    ("settings", &["paths", "words"]),
    ("desk", &["domain", "store", "documents", "exchange", "words"]),
    ("tui", &["desk", "domain", "words", "lines", "paths", "settings"]),
    ("cli", &["desk", "domain", "words", "paths", "settings", "exchange"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The part of the house that a file belongs to: its first folder, or its own name.
fn part(file: &Path) -> String {
    let inside = file.strip_prefix(src()).unwrap();
    inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// Lines of code of a file with their numbers.
fn code(file: &Path) -> Vec<(usize, String)> {
    code_of(&fs::read_to_string(file).unwrap())
}

/// Lines of code with their numbers: without comments, and without the items that are only for tests.
fn code_of(text: &str) -> Vec<(usize, String)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            skip_item(line, &mut lines);
            continue;
        }
        let line = line.split("//").next().unwrap_or_default();
        if !line.trim().is_empty() {
            kept.push((at + 1, line.to_owned()));
        }
    }
    kept
}

/// Goes past the item that follows an attribute: to its `;`, or to the line at the attribute's depth that closes it. rustfmt
/// puts both where they are looked for here.
fn skip_item<'a>(attribute: &str, lines: &mut impl Iterator<Item = (usize, &'a str)>) {
    let depth = |line: &str| line.len() - line.trim_start().len();
    for (_, line) in lines {
        let (own, bare) = (depth(line) <= depth(attribute), line.trim_end());
        if own && bare.ends_with([';', ',', '}']) {
            return;
        }
    }
}

/// Every `crate::part` in a line, also those in braces right behind `crate::`.
fn named(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut parts = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => parts.extend(list.split(',').map(|item| word(item.trim()))),
            None => parts.push(word(rest)),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[test]
fn arrows_point_one_way() {
    let mut wrong = Vec::new();
    for file in sources(&src()) {
        let part = part(&file);
        if part == "lib" || part == "main" {
            continue;
        }
        let (_, may) = MAY_NAME.iter().find(|(name, _)| *name == part).unwrap_or_else(|| panic!("{part} has no place"));
        for (number, line) in code(&file) {
            for other in named(&line) {
                if other != part && !may.contains(&other.as_str()) {
                    wrong.push(format!("{}:{number}: {part} names {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_store_speaks_sql() {
    for file in sources(&src()) {
        if part(&file) != "store" {
            for (number, line) in code(&file) {
                assert!(!line.contains("rusqlite"), "{}:{number}: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_desks_clock_asks_the_system() {
    for file in sources(&src()) {
        if file.ends_with("desk/clock.rs") {
            continue;
        }
        for (number, line) in code(&file) {
            for asked in ["SystemTime::now", "Instant::now", "Utc::now", "Local::now", "SysRng", "disallowed_methods"] {
                assert!(!line.contains(asked), "{}:{number}: {line}", file.display());
            }
        }
    }
}

#[test]
fn the_domain_does_nothing_but_compute() {
    for file in sources(&src().join("domain")) {
        for (number, line) in code(&file) {
            for deed in ["std::fs", "std::io", "std::env", "std::net", "println!", "ratatui", "crossterm"] {
                assert!(!line.contains(deed), "{}:{number}: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_what_is_for_tests_is_left_out() {
    let text = "\
use a;
#[cfg(test)]
mod tests;
/// crate::comment
use b; // crate::behind

#[cfg(test)]
#[path = \"made_up.rs\"]
pub(crate) mod made_up;
#[cfg(test)]
mod inner {
    use super::*;

    fn f() {
        g();
    }
}
impl A {
    #[cfg(test)]
    fn only_there(
        &self,
    ) -> u8 {
        1
    }
    fn h() {}
}
#[cfg(test)]
use c::{
    d,
};
fn last() {}
";
    let lines: Vec<(usize, String)> = code_of(text);
    let lines: Vec<(usize, &str)> = lines.iter().map(|(at, line)| (*at, line.trim())).collect();
    assert_eq!(
        lines,
        [(1, "use a;"), (5, "use b;"), (18, "impl A {"), (25, "fn h() {}"), (26, "}"), (31, "fn last() {}")]
    );
}
