//! Every figure of docs/performance.md. `cargo bench --bench figures` measures all of them, a word after `--` only the
//! parts whose name has it: `cargo bench --bench figures -- flags`.

mod dossiers;
mod entrants;
mod flags;
mod import;
mod letter;
mod made_up;
#[allow(dead_code, reason = "what is known of its transfers is asked by the test")]
mod made_up_district;
mod monthly;
mod program;
mod roll_up;
mod screens;
mod times;
mod week;

use criterion::Criterion;
use std::env;

/// One part: what it measures.
type Measure = fn(&mut Criterion);

fn main() {
    let asked: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    // The words choose parts here; Criterion's own reading of them would choose by its names.
    let mut criterion = Criterion::default();
    let parts: &[(&str, Measure)] = &[
        ("flags", flags::one_school),
        ("district", flags::district),
        ("week", week::measure),
        ("monthly", monthly::measure),
        ("screens", screens::measure),
        ("program", |_| program::measure()),
        ("import", |_| import::measure()),
        ("letter", |_| letter::measure()),
        ("dossiers", |_| dossiers::measure()),
        ("entrants", |_| entrants::measure()),
        ("roll-up", roll_up::measure),
    ];
    for (name, measure) in parts {
        if wanted(name) {
            measure(&mut criterion);
        }
    }
}
