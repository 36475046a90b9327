//! The platform's own folders for the books and for the settings.

use directories::ProjectDirs;
use std::path::PathBuf;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The school's books: database and key file.
    pub data: PathBuf,
    /// `config.toml`.
    pub config: PathBuf,
}

impl Paths {
    /// The platform's folders, or everything in the one folder that was named. None where the platform has no home
    /// folder for this user.
    pub fn find(data_dir: Option<PathBuf>) -> Option<Paths> {
        match data_dir {
            Some(data) => Some(Paths { config: data.clone(), data }),
            None => {
                let dirs = ProjectDirs::from("", "", "baoxue")?;
                Some(Paths { data: dirs.data_local_dir().to_owned(), config: dirs.config_dir().to_owned() })
            }
        }
    }
}
