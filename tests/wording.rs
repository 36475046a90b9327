//! No wording of the program holds a word that may not be said of a child in compulsory schooling, or not in the
//! school's own name (domain handbook, section 9).

use std::fs;
use std::path::{Path, PathBuf};

const FORBIDDEN: [&str; 14] = [
    "退学",
    "开除",
    "劝退",
    "勒令",
    "自动离校",
    "自动退学",
    "除名",
    "双差生",
    "差生",
    "问题学生",
    "流失生",
    "责令",
    "罚款",
    "处罚",
];

#[test]
fn no_forbidden_word_in_papers_or_on_screens() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = ["documents", "words"].map(|part| files(&sources.join(part))).concat();
    assert!(files.len() > 10, "the wording has moved: {files:?}");
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for (line, text) in source.lines().enumerate() {
            for word in FORBIDDEN {
                assert!(!text.contains(word), "{}:{}: {word}", file.display(), line + 1);
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
