//! What a person set for this computer, outside the books: `config.toml`.

use crate::paths::Paths;
use crate::words::Lang;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::PathBuf;
use std::{env, fs};
use thiserror::Error;

const FILE: &str = "config.toml";

/// The settings of this computer. Every one may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Language of the interface: `zh` or `en`.
    pub lang: Option<Lang>,
    /// How lines are drawn: `ascii`, which lines up on every terminal, or `line`.
    pub borders: Borders,
    /// The font file or family with which papers are set, where the usual ones are not to be used.
    pub font: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Borders {
    #[default]
    Ascii,
    Line,
}

#[derive(Debug, Error)]
pub enum SettingsError {
    #[error("cannot read {}: {source}", file.display())]
    Read { file: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", file.display())]
    Write { file: PathBuf, source: io::Error },
    /// The parser's words name line and column.
    #[error("{}: {what}", file.display())]
    Wrong { file: PathBuf, what: String },
}

impl Settings {
    /// Reads the settings; where no file is there, all are left out.
    ///
    /// # Errors
    /// When the file cannot be read, or does not say what it may.
    pub fn read(paths: &Paths) -> Result<Settings, SettingsError> {
        let file = paths.config.join(FILE);
        match fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).map_err(|error| SettingsError::Wrong { file, what: error.to_string() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
            Err(source) => Err(SettingsError::Read { file, source }),
        }
    }

    /// Writes the settings down for the next time.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, paths: &Paths) -> Result<(), SettingsError> {
        let file = paths.config.join(FILE);
        let problem = |source| SettingsError::Write { file: file.clone(), source };
        let text = toml::to_string(self).map_err(|error| problem(io::Error::other(error)))?;
        fs::create_dir_all(&paths.config).and_then(|()| fs::write(&file, text)).map_err(problem)
    }

    /// The language to speak: the one asked for, else the one set, else the locale's, else Chinese.
    pub fn language(&self, asked: Option<Lang>) -> Lang {
        asked.or(self.lang).or_else(locale).unwrap_or_default()
    }
}

/// The locale's language, where it names one that the program speaks.
fn locale() -> Option<Lang> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"))?;
    match locale.get(..2) {
        Some("zh") => Some(Lang::Zh),
        Some("en") => Some(Lang::En),
        _ => None,
    }
}
