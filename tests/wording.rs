//! No wording of the program holds a word that may not be said of a child in compulsory schooling, or not in the
//! school's own name (domain handbook, section 9).

use std::fs;
use std::path::Path;

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
    let mut read = 0;
    for folder in ["src/documents", "src/documents/render", "src/words"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let file = entry.unwrap().path();
            if file.is_dir() {
                continue;
            }
            read += 1;
            let source = fs::read_to_string(&file).unwrap();
            for (line, text) in source.lines().enumerate() {
                for word in FORBIDDEN {
                    assert!(!text.contains(word), "{}:{}: {word}", file.display(), line + 1);
                }
            }
        }
    }
    assert!(read > 10, "the wording has moved: {read} files");
}
