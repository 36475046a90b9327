//! The command line as clap reads it. Doc comments here are what `--help` prints.

use super::{
    aid, backup, calendar, case, compare, completions, contact, demo, district, dossier, entrants, flags, gaps, groups,
    illness, import, init, inspection, journal, leave, letter, log, new_passphrase, notice, own_data, plan, pledge,
    policy, pupils, quota, register, report, roll, rules, staff, status, template, todo, visit, week, year,
};
use crate::desk::Existing;
use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 保学: 点名、缺勤预警、家访与报告单，一键一步 / roll call and dropout control for compulsory-education schools.
///
/// Without a command it opens the screens.
#[derive(Debug, Parser)]
#[command(name = "baoxue", version, subcommand_required = false, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that stand before or after any command.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Folder of the school's books, instead of the platform's own
    #[arg(long, global = true, value_name = "DIR", env = "BAOXUE_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Language of the interface
    #[arg(long, global = true, value_enum, value_name = "zh|en", env = "BAOXUE_LANG")]
    pub lang: Option<LangArg>,
    /// File whose first line is the passphrase; without it the terminal asks
    #[arg(long, global = true, value_name = "FILE", env = "BAOXUE_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The date to act as, such as 2026-03-18
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Who acts, where the books know several people
    #[arg(long = "as", global = true, value_name = "STAFF")]
    pub act_as: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try everything on a made-up school
    Demo(demo::DemoArgs),
    /// Begin a school's books
    Init(init::InitArgs),
    /// Bring in a class list, attendance, a calendar, a staff list or a list of new entrants
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Take a roll, or show one
    #[command(subcommand)]
    Roll(roll::RollCommand),
    /// Record a contact with a guardian
    Contact(contact::ContactArgs),
    /// Record a home visit
    Visit(visit::VisitArgs),
    /// Record a leave note
    Leave(leave::LeaveArgs),
    /// List pupils
    Pupils(pupils::PupilsArgs),
    /// Show one pupil with everything that was recorded
    Pupil(pupils::PupilArgs),
    /// What is owed: calls, visits, notices, and missing rolls
    Todo(todo::TodoArgs),
    /// Rolls that were due and not taken
    Gaps(gaps::GapsArgs),
    /// Who has been away, for how long, and what follows
    Flags(flags::FlagsArgs),
    /// The grade lead's week: classes by day, pupils to look at, signature
    Week(week::WeekArgs),
    /// Illness that spreads: clusters, their report, certificates of return
    #[command(subcommand)]
    Illness(illness::IllnessCommand),
    /// Cases: list, show, record steps, close
    #[command(subcommand)]
    Case(case::CaseCommand),
    /// Issue, list, show and write notices to the leadership
    #[command(subcommand)]
    Notice(notice::NoticeCommand),
    /// One pupil's file of everything (一生一案), or many in one go; and what is lacking in it
    Dossier(dossier::DossierArgs),
    /// The wording of papers that a school may change
    #[command(subcommand)]
    Template(template::TemplateCommand),
    /// Issue, list, show and write papers of every kind
    #[command(subcommand)]
    Letter(letter::LetterCommand),
    /// The registers: absence, illness, dropouts, pupils persuaded back, papers
    Register(register::RegisterArgs),
    /// What the school reports: the month on dropout control, the yearly self-inspection
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// The papers that prove a year's work, as a folder for whoever inspects it
    #[command(subcommand)]
    Evidence(inspection::EvidenceCommand),
    /// Which dates are school days, and why
    Calendar(calendar::CalendarArgs),
    /// The rules: how days are counted and what is owed when
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Every rule with its number, time, person and legal basis: list, change, take over a profile
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// The people of the school and their posts
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Transfers, suspensions and other changes of status: record, list
    Status(status::StatusArgs),
    /// The books against the national system's export, name by name
    Compare(compare::CompareArgs),
    /// The year's turn: every class rises, the last grade graduates, new classes open
    #[command(subcommand)]
    Year(year::YearCommand),
    /// Key groups: who belongs to which, and the monthly round
    #[command(subcommand)]
    Groups(groups::GroupsCommand),
    /// Aid: who should get it, who got it, who is left out
    #[command(subcommand)]
    Aid(aid::AidCommand),
    /// New entrants: the list of those who should come, notices, registration, tracing
    #[command(subcommand)]
    Entrants(entrants::EntrantsCommand),
    /// Plans of help: begin, record, review, close; learning difficulty, inclusive education, teaching at home
    #[command(subcommand)]
    Plan(plan::PlanCommand),
    /// What teaching at home owes a pupil, and what was given
    Quota(quota::QuotaArgs),
    /// Responsibility letters: who must sign, who has; make them, record signatures
    #[command(subcommand)]
    Pledge(pledge::PledgeCommand),
    /// The log of meetings, training and publicity
    #[command(subcommand)]
    Log(log::LogCommand),
    /// A district: receive the schools' monthly reports and put them together
    #[command(subcommand)]
    District(district::DistrictCommand),
    /// The school's name, its bureau, and what stands before its document numbers
    #[command(subcommand)]
    School(own_data::SchoolCommand),
    /// Write the books and their key into one file
    Backup(backup::BackupArgs),
    /// Put a backup in the place of the books
    Restore(backup::RestoreArgs),
    /// Change the passphrase: asks for the old one, and for the new one twice
    Passphrase(new_passphrase::NewPassphraseArgs),
    /// Check that no entry of the journal was altered or taken out
    Verify(journal::VerifyArgs),
    /// What was done, when and by whom
    Journal(journal::JournalArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
}

/// Every reading command prints the same rows as text or as JSON.
#[derive(Debug, Clone, Copy, Args)]
pub struct Json {
    /// Print JSON for scripts
    #[arg(long)]
    pub json: bool,
}

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, Args)]
pub struct Overwrite {
    /// Put it in the place of a file that is already there; without it the new one stands beside it, as NAME (2)
    #[arg(long)]
    overwrite: bool,
}

impl Overwrite {
    pub fn existing(self) -> Existing {
        if self.overwrite { Existing::Replace } else { Existing::Keep }
    }
}

/// For which date something is recorded.
#[derive(Debug, Clone, Copy, Args)]
pub struct On {
    /// Record it for this past date instead of today
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
}

/// When something happened: now, or on a past date, at a time that was noted or at none.
#[derive(Debug, Clone, Copy, Args)]
pub struct When {
    #[command(flatten)]
    pub on: On,
    /// At what time of day; without it now, and on a past date no time is recorded
    #[arg(long, value_name = "HH:MM")]
    pub at: Option<NaiveTime>,
}
