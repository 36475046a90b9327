//! The school's own templates (模板): read from the configuration folder, copied into it. One that is wrong is told with
//! its lines, and the built-in wording is used meanwhile.

use super::files::write_whole;
use super::{Desk, Problem};
use crate::documents::letter::{self, LetterDraft};
use crate::domain::letter::LetterKind;
use crate::domain::template::{Fault, Template};
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the templates, within the configuration's.
const FOLDER: &str = "templates";
const ENDING: &str = "txt";

/// The school's own templates as they were found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Templates {
    own: BTreeMap<LetterKind, Own>,
    /// Files that are no paper's.
    pub strangers: Vec<PathBuf>,
}

/// In which words papers of a kind are drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateState {
    BuiltIn,
    Own,
    /// The school's own is wrong, and the built-in one is used.
    Amiss,
}

/// A template of the school's own.
#[derive(Debug, Clone, PartialEq)]
struct Own {
    file: PathBuf,
    read: Result<Template, Amiss>,
}

/// Why a template is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Amiss {
    /// In the order of the lines.
    Faults(Vec<Fault>),
    NotUtf8,
    /// As the system says it.
    Unreadable(String),
}

/// Where the template of a kind lies.
pub fn place_of_template(config: &Path, kind: LetterKind) -> PathBuf {
    config.join(FOLDER).join(kind.code()).with_extension(ENDING)
}

/// Reads the templates of the configuration folder. Where there are none, there are none.
pub fn read_templates(config: &Path) -> Templates {
    let files = fs::read_dir(config.join(FOLDER)).into_iter().flatten().filter_map(|item| Some(item.ok()?.path()));
    let mut templates = Templates::default();
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == ENDING)) {
        let code = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        match LetterKind::from_code(&code) {
            Some(kind) => {
                let read = read(&file, kind);
                templates.own.insert(kind, Own { file, read });
            }
            None => templates.strangers.push(file),
        }
    }
    templates.strangers.sort();
    templates
}

/// Puts the built-in wording of a kind into the configuration folder, to be changed there; never over one that is there.
pub fn copy_template(config: &Path, kind: LetterKind) -> Result<PathBuf, Problem> {
    let file = place_of_template(config, kind);
    if file.exists() {
        return Err(Problem::HasTemplate { file });
    }
    fs::create_dir_all(config.join(FOLDER)).map_err(|source| Problem::Write { file: file.clone(), source })?;
    write_whole(&file, letter::template(kind).as_bytes())?;
    Ok(file)
}

fn read(file: &Path, kind: LetterKind) -> Result<Template, Amiss> {
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => Amiss::NotUtf8,
        _ => Amiss::Unreadable(error.to_string()),
    })?;
    Template::parse(&text, &letter::sections(kind)).map_err(Amiss::Faults)
}

impl Templates {
    pub fn state(&self, kind: LetterKind) -> TemplateState {
        match self.own.get(&kind) {
            None => TemplateState::BuiltIn,
            Some(Own { read: Ok(_), .. }) => TemplateState::Own,
            Some(Own { read: Err(_), .. }) => TemplateState::Amiss,
        }
    }

    /// What is wrong with the template of a kind, a line each, with the file.
    pub fn faults(&self, kind: LetterKind, words: &Words) -> Vec<String> {
        let Some(Own { file, read: Err(amiss) }) = self.own.get(&kind) else { return Vec::new() };
        let say = &words.template;
        match amiss {
            Amiss::Faults(faults) => {
                faults.iter().map(|fault| (say.at)(file, fault.line, &(say.wrong)(&fault.what))).collect()
            }
            Amiss::NotUtf8 => vec![(say.not_utf8)(file)],
            Amiss::Unreadable(why) => vec![(say.unreadable)(file, why)],
        }
    }

    /// The same, and that the built-in wording is used meanwhile; nothing where nothing is wrong.
    pub fn warnings(&self, kind: LetterKind, words: &Words) -> Vec<String> {
        let mut lines = self.faults(kind, words);
        lines.extend((!lines.is_empty()).then(|| words.template.built_in_meanwhile.to_owned()));
        lines
    }

    /// A draft in the school's own words, where it has any that are sound.
    pub fn word(&self, draft: LetterDraft) -> LetterDraft {
        match self.own.get(&draft.kind) {
            Some(Own { read: Ok(template), .. }) => draft.worded(template),
            _ => draft,
        }
    }
}

impl Desk {
    /// Papers are drafted in these words from now on.
    pub fn use_templates(&mut self, templates: Templates) {
        self.templates = templates;
    }

    pub fn templates(&self) -> &Templates {
        &self.templates
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_is_copied_is_found_and_a_fault_is_told_with_its_line() {
        let config = tempfile::tempdir().unwrap();
        assert_eq!(read_templates(config.path()), Templates::default());
        let file = copy_template(config.path(), LetterKind::LetterStreet).unwrap();
        assert_eq!(file, config.path().join("templates/letter-street.txt"));
        assert!(matches!(copy_template(config.path(), LetterKind::LetterStreet), Err(Problem::HasTemplate { .. })));
        let templates = read_templates(config.path());
        assert_eq!(templates.state(LetterKind::LetterStreet), TemplateState::Own);
        assert_eq!(templates.state(LetterKind::Contact), TemplateState::BuiltIn);
        assert!(templates.warnings(LetterKind::LetterStreet, Lang::Zh.words()).is_empty());

        fs::write(&file, "[结语]\n{谁}").unwrap();
        fs::write(config.path().join("templates/letter.txt"), "").unwrap();
        fs::write(config.path().join("templates/contact.txt"), [0xc4, 0xe3]).unwrap();
        fs::write(config.path().join("templates/notes.md"), "").unwrap();
        let templates = read_templates(config.path());
        assert_eq!(templates.state(LetterKind::LetterStreet), TemplateState::Amiss);
        let warnings = templates.warnings(LetterKind::LetterStreet, Lang::Zh.words());
        assert!(warnings[0].contains("letter-street.txt 第 2 行：没有 {谁}") && warnings.len() == 2, "{warnings:?}");
        assert!(templates.faults(LetterKind::Contact, Lang::Zh.words())[0].contains("UTF-8"));
        assert_eq!(templates.strangers, [config.path().join("templates/letter.txt")]);
    }
}
