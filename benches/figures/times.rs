//! What was measured, in a table: the least and the median of the times of each run. On a machine that others use as
//! well the least is what the program takes, the median what somebody waited.

use serde_json::Value;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long something took.
#[expect(clippy::disallowed_methods, reason = "a bench asks how long something takes")]
pub fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let before = Instant::now();
    black_box(run());
    before.elapsed()
}

/// One line of the table.
pub fn line(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (least, median) = (times[0], times[times.len() / 2]);
    println!("{what:<44} least {:>10.3} ms   median {:>10.3} ms   of {}", ms(least), ms(median), times.len());
}

/// A line for each thing of that group that Criterion has measured.
pub fn of_group(group: &str) {
    // Benches run in the package's folder; Criterion keeps its samples in the target folder.
    let samples = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("criterion").join(group);
    let mut folders: Vec<PathBuf> = fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let Ok(text) = fs::read(folder.join("new/sample.json")) else { continue };
        let sample: Value = serde_json::from_slice(&text).unwrap();
        let numbers = |key: &str| sample[key].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
        let per_run = numbers("times").zip(numbers("iters")).map(|(nanos, runs)| nanos / runs);
        let name = folder.file_name().unwrap().to_string_lossy();
        line(&format!("{group}/{name}"), per_run.map(|nanos| Duration::from_secs_f64(nanos / 1e9)).collect());
    }
}
