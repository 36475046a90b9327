//! A program killed while it saves has lost nothing that it had reported as saved.

use super::*;
use rand::RngExt;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const FOLDER: &str = "BAOXUE_TEST_RECORD_IN";

/// Played by another process: records without end, and says each id once it is saved.
#[test]
fn recorder() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut store = open(Path::new(&folder));
    let taken = store.load(NaiveDate::MIN).unwrap().rolls.len() as u64;
    // Past the test runner's hands, straight to the parent.
    let mut out = std::io::stdout();
    for at in taken.. {
        let key = RollKey { date: day("2000-01-01") + chrono::Days::new(at), ..roll_key(1, "2000-01-01") };
        let entry = record(&mut store, roll(key, None, vec![marked(1, Mark::Late)]));
        writeln!(out, "saved {}", entry.id.0).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn what_was_reported_saved_outlasts_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let mut saved: Vec<EntryId> = Vec::new();
    for _ in 0..6 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::tests::killed::recorder", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut ids = lines.filter_map(|line| {
            let (_, id) = line.split_once("saved ")?;
            id.parse().ok().map(EntryId)
        });
        saved.extend(ids.by_ref().take(rng.random_range(1..25)));
        child.kill().unwrap();
        saved.extend(ids);
        child.wait().unwrap();

        let store = open(folder.path());
        for &id in &saved {
            store.entry(id).unwrap();
        }
        let verified = store.verify().unwrap();
        assert!(verified.is_sound(), "{verified:?}");
        assert!(verified.entries >= saved.len() as u64);
    }
    assert!(saved.len() >= 6);
}
