//! Books that an earlier program kept are read as they were. `tests/data/kept/0001.baoxue` was written by the first
//! program, with every kind of fact in it; whoever changes a table adds a migration, and this test holds it to them.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use tempfile::TempDir;

/// A sealed place with the kept books restored in it.
struct Place(TempDir);

impl Place {
    fn restored() -> Place {
        let place = Place(TempDir::new().unwrap());
        fs::write(place.0.path().join("passphrase"), "made up 1\n").unwrap();
        let kept: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/kept/0001.baoxue");
        let restored = place.run(&["restore", kept.to_str().unwrap()]);
        assert_eq!(restored.status.code(), Some(0), "{}", String::from_utf8_lossy(&restored.stderr));
        place
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_baoxue"))
            .args(["--data-dir", "books", "--passphrase-file", "passphrase", "--today", "2025-09-12", "--lang", "zh"])
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .output()
            .unwrap()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

#[test]
fn the_books_of_the_first_program_are_sound_and_say_the_same() {
    let place = Place::restored();
    assert_eq!(place.json(&["verify"])["sound"], true);
    let case = place.json(&["case", "show", "陈小禾"]);
    assert_eq!((&case["stage"], &case["opened"]), (&json!("A3_escalated"), &json!("2025-09-08")));
    let kinds: Vec<&str> =
        case["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    for kind in ["mark", "contact", "visit", "escalation", "receipt", "report-bureau"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    let letters = place.json(&["letter", "list"]);
    let numbers: Vec<&Value> = letters.as_array().unwrap().iter().map(|letter| &letter["number"]).collect();
    assert_eq!(numbers, ["〔2025〕1号", "外〔2025〕1号", "外〔2025〕2号"]);
    assert_eq!(letters[0]["receipt"]["by"], "林校长");
    let status = &place.json(&["status", "list"])[0];
    assert_eq!((&status["kind"], &status["in_effect"]), (&json!("transfer-out"), &json!(true)));
    assert_eq!(place.json(&["illness", "list"])["clusters"], json!([]));
    assert_eq!(place.json(&["staff", "list"]).as_array().unwrap().len(), 2);
    let week = place.json(&["week", "2025-W37"]);
    assert_eq!(week["signed"]["remark"], "继续跟进", "{week}");
}
