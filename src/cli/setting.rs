//! What the common options, the environment and the settings file come to together.

use super::args::{Common, LangArg};
use super::output::Output;
use super::passphrase::Passphrase;
use crate::desk::{Clock, Opening, Problem};
use crate::paths::Paths;
use crate::settings::{Settings, SettingsError};
use crate::words::{Lang, Words};
use std::env;
use std::ffi::OsString;

/// Everything that a command needs besides its own arguments.
pub struct Setting {
    pub words: &'static Words,
    pub opening: Opening,
    pub passphrase: Passphrase,
    pub settings: Settings,
    paths: Option<Paths>,
    /// What was wrong with the settings file, which was then passed over.
    fault: Option<SettingsError>,
}

impl Setting {
    pub fn of(common: &Common) -> Setting {
        let paths = Paths::find(common.data_dir.clone());
        let (settings, fault) = match paths.as_ref().map_or_else(|| Ok(Settings::default()), Settings::read) {
            Ok(settings) => (settings, None),
            Err(fault) => (Settings::default(), Some(fault)),
        };
        let asked = common.lang.map(|lang| match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        });
        Setting {
            words: settings.language(asked).words(),
            opening: Opening {
                clock: Clock::System { today: common.today },
                act_as: common.act_as.clone(),
                font: settings.font.clone(),
            },
            passphrase: common.passphrase_file.clone().map_or(Passphrase::Ask, Passphrase::File),
            settings,
            paths,
            fault,
        }
    }

    /// Where everything lies.
    pub fn paths(&self) -> Result<&Paths, Problem> {
        self.paths.as_ref().ok_or(Problem::NoHome)
    }

    /// Says what is wrong with the settings file; the program goes on without it.
    pub fn complain(&self, out: &mut Output) -> Result<(), Problem> {
        match &self.fault {
            Some(fault) => out.say((self.words.cli.settings_fault)(&fault.to_string())),
            None => Ok(()),
        }
    }
}

/// The language to complain in about a command line that has not been read yet: what `--lang` or the environment says,
/// else the settings in the platform's own folder, else the locale's.
pub fn language_of(arguments: impl Iterator<Item = OsString>) -> Lang {
    let arguments: Vec<OsString> = arguments.collect();
    let behind = arguments.iter().zip(arguments.iter().skip(1)).find(|(option, _)| *option == "--lang");
    let joined = arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix("--lang="));
    let asked = behind.and_then(|(_, lang)| lang.to_str()).or(joined).map(str::to_owned);
    let asked = asked.or_else(|| env::var("BAOXUE_LANG").ok()).and_then(|lang| match lang.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    });
    let settings = Paths::find(None).and_then(|paths| Settings::read(&paths).ok()).unwrap_or_default();
    settings.language(asked)
}
