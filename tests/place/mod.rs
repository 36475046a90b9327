//! A sealed place for the program: a folder with books, a passphrase and files of its own, and the day it acts for.
//! What only one test file needs of it stands there, in an `impl Place` of its own.
#![allow(dead_code, reason = "a test file takes of it what it needs")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

pub struct Place {
    folder: Arc<TempDir>,
    today: String,
}

impl Place {
    /// Without books, on a day.
    pub fn empty(today: &str) -> Place {
        let place = Place { folder: Arc::new(TempDir::new().unwrap()), today: today.to_owned() };
        place.write("passphrase", "菊花 and 42\n");
        place
    }

    /// A school in its first term, set up by 陈老师 on that day, with the pupils of this roster.
    pub fn with_roster(today: &str, roster: &str) -> Place {
        let place = Place::empty(today);
        place.write("roster.csv", roster);
        place.does(&["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30", "--name", "陈老师"]);
        place.does(&["import", "roster", "roster.csv"]);
        place
    }

    /// The same place on another day.
    pub fn on(&self, today: &str) -> Place {
        Place { folder: Arc::clone(&self.folder), today: today.to_owned() }
    }

    pub fn today(&self) -> &str {
        &self.today
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(name);
        fs::write(&file, content).unwrap();
        file
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_with("passphrase", arguments)
    }

    /// With the passphrase from another file.
    pub fn command_with(&self, passphrase: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baoxue"));
        command
            .args(["--data-dir", "books", "--passphrase-file", passphrase, "--today", &self.today, "--lang", "zh"])
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What it prints, and what it says beside; it must end with this code.
    #[track_caller]
    pub fn both(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        (String::from_utf8(output.stdout).unwrap(), said)
    }

    /// What it prints, where it must end with 0.
    #[track_caller]
    pub fn does(&self, arguments: &[&str]) -> String {
        self.both(0, arguments).0
    }

    /// What it prints and then says beside, where it must end with 0.
    #[track_caller]
    pub fn tells(&self, arguments: &[&str]) -> String {
        let (printed, said) = self.both(0, arguments);
        printed + &said
    }

    /// What it says beside, where it must end with this code.
    #[track_caller]
    pub fn ends(&self, code: i32, arguments: &[&str]) -> String {
        self.both(code, arguments).1
    }

    /// What it says where it must end with 1, having printed nothing.
    #[track_caller]
    pub fn refuses(&self, arguments: &[&str]) -> String {
        let (printed, said) = self.both(1, arguments);
        assert_eq!(printed, "", "{arguments:?}");
        said
    }

    /// What it prints for scripts, whatever code it ends with: of faulty rows it says so, too.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
    }
}
