//! Where the passphrase comes from: a file's first line, or the terminal. Never an argument, never a log.

use super::output::Output;
use crate::desk::Problem;
use crate::words::Words;
use std::fs;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// How the passphrase is to be had.
#[derive(Debug, Clone)]
pub enum Passphrase {
    File(PathBuf),
    Ask,
}

impl Passphrase {
    /// How often a wrong one may be given: a file says the same each time.
    fn tries(&self) -> u32 {
        match self {
            Passphrase::File(_) => 1,
            Passphrase::Ask => 3,
        }
    }

    pub fn get(&self, words: &Words) -> Result<Zeroizing<String>, Problem> {
        self.read(words.cli.passphrase)
    }

    /// What one opens that fits, and it; a wrong one typed at the terminal may be typed again, three times in all.
    pub fn tried<T>(
        &self,
        words: &Words,
        out: &mut Output,
        open: impl Fn(&str) -> Result<T, Problem>,
    ) -> Result<(Zeroizing<String>, T), Problem> {
        let mut tries = self.tries();
        loop {
            tries -= 1;
            let passphrase = self.get(words)?;
            match open(&passphrase) {
                Err(problem) if problem.is_wrong_passphrase() && tries > 0 => {
                    out.say(problem.say(words))?;
                    out.say((words.cli.tries_left)(tries))?;
                }
                opened => return Ok((passphrase, opened?)),
            }
        }
    }

    fn read(&self, prompt: &str) -> Result<Zeroizing<String>, Problem> {
        match self {
            Passphrase::File(file) => {
                let read = fs::read_to_string(file).map(Zeroizing::new);
                let text = read.map_err(|source| Problem::PassphraseFile { file: file.clone(), source })?;
                let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
                Ok(Zeroizing::new(line.to_owned()))
            }
            Passphrase::Ask => ask(prompt),
        }
    }

    /// A passphrase to begin books with: asked twice on the terminal.
    pub fn choose(&self, words: &Words) -> Result<Zeroizing<String>, Problem> {
        self.chosen(words.cli.passphrase, words)
    }

    /// One to take the place of another, in the same way.
    pub fn choose_new(&self, words: &Words) -> Result<Zeroizing<String>, Problem> {
        self.chosen(words.cli.new_passphrase, words)
    }

    fn chosen(&self, prompt: &str, words: &Words) -> Result<Zeroizing<String>, Problem> {
        let first = self.read(prompt)?;
        if first.is_empty() {
            return Err(Problem::EmptyPassphrase);
        }
        if matches!(self, Passphrase::Ask) && ask(words.cli.passphrase_again)? != first {
            return Err(Problem::PassphrasesDiffer);
        }
        Ok(first)
    }
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, Problem> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(Problem::NoTerminal)
}
