//! The help in the language of the interface. The doc comments in `args` and in the commands are the English texts;
//! other languages are laid over them, and a test holds that none is lacking.

use crate::words::Words;
use clap::{Arg, Command};

/// The command line with its help in this language.
pub fn in_words(mut command: Command, words: &Words) -> Command {
    command.build();
    translate(command, "", words)
}

fn translate(command: Command, path: &str, words: &Words) -> Command {
    let help = &words.help;
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.mut_args(|arg| translate_arg(arg, path, words));
    if let Some(about) = (help.text)(path) {
        command = command.about(about).long_about(None::<&str>);
    }
    if let Some(commands) = help.commands {
        command = command.subcommand_help_heading(commands);
    }
    if let Some(template) = help.template {
        command = command.help_template(template);
    }
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| translate(sub, &below, words));
    }
    command
}

fn translate_arg(arg: Arg, path: &str, words: &Words) -> Arg {
    let heading = if arg.is_positional() { words.help.arguments } else { words.help.options };
    let arg = match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    };
    match text_of(&arg, path, words) {
        Some(text) => arg.help(text).long_help(None::<&str>),
        None => arg,
    }
}

/// What an option is for: said for its command, else for every command that has one of its name.
fn text_of(arg: &Arg, path: &str, words: &Words) -> Option<&'static str> {
    let id = arg.get_id().as_str();
    (words.help.text)(&format!("{path}/{id}")).or_else(|| (words.help.text)(&format!("/{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use crate::words::Lang;
    use clap::CommandFactory;

    fn lacking(command: &Command, path: &str, words: &Words, found: &mut Vec<String>) {
        if (words.help.text)(path).is_none() {
            found.push(path.to_owned());
        }
        found.extend(command.get_arguments().filter_map(|arg| match text_of(arg, path, words) {
            Some(_) => None,
            None => Some(format!("{path}/{}", arg.get_id())),
        }));
        for sub in command.get_subcommands() {
            let below = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path} {}", sub.get_name()) };
            lacking(sub, &below, words, found);
        }
    }

    #[test]
    fn no_chinese_help_is_lacking() {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        lacking(&command, "", Lang::Zh.words(), &mut found);
        found.retain(|path| !path.split([' ', '/']).any(|word| word == "help"));
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn the_help_speaks_the_language_asked_for() {
        let help = |lang: Lang| in_words(Cli::command(), lang.words()).render_help().to_string();
        assert!(help(Lang::Zh).contains("缺勤预警") && help(Lang::Zh).contains("用法"));
        assert!(help(Lang::En).contains("Rolls that were due") && help(Lang::En).contains("Usage"));
    }
}
