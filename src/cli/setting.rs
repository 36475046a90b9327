//! What the common options, the environment and the settings file come to together.

use super::args::{Common, LangArg};
use super::output::Output;
use super::passphrase::Passphrase;
use crate::desk::{Clock, Opening, Problem};
use crate::paths::Paths;
use crate::settings::{Settings, SettingsError};
use crate::words::{Lang, Words};

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
