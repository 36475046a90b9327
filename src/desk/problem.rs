//! Whatever goes wrong, as a person is told of it: what happened, where, and the way out.

use crate::documents::render::RenderError;
use crate::domain::aid::CannotAid;
use crate::domain::amend::Allowed;
use crate::domain::case::CannotTake;
use crate::domain::class::Class;
use crate::domain::entrant::{CannotEnter, DoesNotClose, Outcome};
use crate::domain::entry::Why;
use crate::domain::find::Namesake;
use crate::domain::groups::CannotJoin;
use crate::domain::guardian::CannotGuard;
use crate::domain::ladder::{Bound, Rule, Unit};
use crate::domain::letter::Lacking;
use crate::domain::monthly::{CannotCount, CannotSign};
use crate::domain::people::Role;
use crate::domain::plan::CannotPlan;
use crate::domain::quota::CannotOwe;
use crate::domain::review::Week;
use crate::domain::roll::SessionCode;
use crate::domain::status::{CannotChange, Limit, StatusKind};
use crate::domain::week::Left;
use crate::domain::year::{CannotTurn, CannotUndo};
use crate::exchange::ExchangeError;
use crate::store::StoreError;
use crate::words::{Problems, Words};
use chrono::{NaiveDate, NaiveDateTime};
use rand::rngs::SysError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// What went wrong at the desk. `say` makes the sentences that are shown; `Display` is for developers.
#[derive(Debug, Error)]
pub enum Problem {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{}: {source}", file.display())]
    Import { file: PathBuf, source: ExchangeError },
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error("the system gives no random bytes: {0}")]
    NoRandom(#[from] SysError),
    #[error("no books in {}", folder.display())]
    NoBooks { folder: PathBuf },
    #[error("the session {code} is named twice")]
    SessionTwice { code: SessionCode },
    /// This term begins before another has ended.
    #[error("the term from {first} begins within another")]
    TermsOverlap { first: NaiveDate },
    #[error("no home folder is known for this user")]
    NoHome,

    #[error("no pupil {asked}")]
    UnknownPupil { asked: String },
    #[error("{} pupils are called {asked}", them.len())]
    SeveralPupils { asked: String, them: Vec<Namesake> },
    #[error("no such guardian: {0:?}")]
    GuardianRefused(CannotGuard),
    #[error("no class {asked}")]
    UnknownClass { asked: String, known: Vec<Class> },
    #[error("no grade {asked}")]
    UnknownGrade { asked: String },
    #[error("no session {asked}")]
    UnknownSession { asked: String, known: Vec<String> },
    #[error("nobody sits in seat {seat} of {class}, or several do")]
    UnknownSeat { seat: u16, class: Class },
    #[error("seat {seat} has two marks")]
    SeatTwice { seat: u16 },
    #[error("no symptoms {written}")]
    NoSymptoms { written: String },
    #[error("{class} has no pupils on {date}")]
    EmptyClass { class: Class, date: NaiveDate },
    #[error("{date} is no school day: {why}")]
    NoSchoolDay { date: NaiveDate, why: String },
    #[error("{date} is still to come")]
    FutureDate { date: NaiveDate },
    #[error("{to} comes before {from}")]
    DatesReversed { from: NaiveDate, to: NaiveDate },
    #[error("no guardian {asked} of {known}")]
    UnknownGuardian { asked: usize, known: usize },
    #[error("no rule or value {asked}")]
    UnknownPolicy { asked: String },
    /// The rule is known, and what is to be otherwise of it; its value is none that it can have.
    #[error("no value of a rule: {asked}")]
    RuleValue { asked: String, allowed: Allowed },
    #[error("{} counts no such thing", rule.code())]
    NotCounted { rule: Rule },
    #[error("no paper {asked}")]
    UnknownLetter { asked: String },
    #[error("the paper has no part {asked}")]
    UnknownPart { asked: String, known: Vec<&'static str> },
    #[error("{number} is of another kind or about another pupil")]
    CorrectsAnother { number: String },
    #[error("nobody is called {asked}")]
    UnknownStaff { asked: String, known: Vec<String> },
    #[error("{name} holds no post of the role {}", role.code())]
    NoSuchPost { name: String, role: Role },
    #[error("an empty name")]
    NoName,
    #[error("a name longer than {most} characters")]
    NameTooLong { most: usize },
    /// Made-up books are written by many people.
    #[error("nobody acts where a made-up school is kept")]
    DemoKeptByNobody,
    #[error("{} is not counted so", rule.code())]
    UnfitUnit { rule: Rule, units: &'static [Unit] },
    #[error("{} has no such number", rule.code())]
    UnfitNumber { rule: Rule, bound: Bound },
    #[error("the paper lacks {0:?}")]
    LetterLacks(Lacking),
    #[error("{name} was in no class by this date")]
    NeverInClass { name: String },
    /// The school has a template of its own.
    #[error("the template {} is there already", file.display())]
    HasTemplate { file: PathBuf },
    #[error("{count} dossiers could not be made")]
    NotMade { count: usize },
    #[error("the week {week} has not begun")]
    WeekAhead { week: Week },
    #[error("no figure {asked}")]
    UnknownFigure { asked: String },
    #[error("{date} is not of the year {year}")]
    NotOfYear { date: NaiveDate, year: i32 },
    #[error("{} pupils are still to be looked at", left.all())]
    NotReviewed { left: Left },
    #[error("the step cannot be recorded: {0:?}")]
    StepRefused(CannotTake),
    #[error("the status cannot be changed: {0:?}")]
    StatusRefused(CannotChange),
    /// Another desk has changed the same thing since it was shown here.
    #[error("the same thing has been changed at another desk at {at}")]
    Overtaken { who: String, at: NaiveDateTime, why: Why },
    /// Another desk has saved the same change of status since it was opened here.
    #[error("the change of status has been saved by another desk")]
    StatusOvertaken,
    #[error("the year cannot be turned: {0:?}")]
    CannotTurn(CannotTurn),
    #[error("the turn cannot be taken back: {0:?}")]
    CannotUndoTurn(CannotUndo),
    #[error("{count} things stand against the turn")]
    TurnRefused { count: usize },
    #[error("{rows} rows of the class lists are at fault")]
    FaultyLists { rows: usize },
    #[error("no child {asked} on the list of {year}")]
    UnknownEntrant { asked: String, year: i32 },
    #[error("{} children are meant by {asked}", them.len())]
    SeveralEntrants { asked: String, them: Vec<String> },
    #[error("it cannot be recorded of the child: {0:?}")]
    EntrantRefused(CannotEnter),
    #[error("{asked} is no paper of {}", outcome.code())]
    UnknownEvidence { asked: String, outcome: Outcome },
    #[error("no village {asked} on the list")]
    UnknownVillage { asked: String, known: Vec<String> },
    #[error("none of these children has a notice")]
    NoEntryNotices,
    #[error("the list of {} is not the sum of {}", .0.listed, .0.sum)]
    DoesNotClose(DoesNotClose),
    #[error("the plan cannot be so: {0:?}")]
    PlanRefused(CannotPlan),
    #[error("the quota cannot hold: {0:?}")]
    QuotaRefused(CannotOwe),
    #[error("{name} has no letter to sign at this level")]
    NoPledge { name: String },
    #[error("no plan of teaching at home")]
    NotTaughtAtHome { name: String },
    #[error("the pupil has no change of status that can be withdrawn")]
    NothingToWithdraw,
    #[error("{} ends in none of {}", file.display(), known.join(", "))]
    WrongEnding { file: PathBuf, known: &'static [&'static str] },
    #[error("no such record of a plan")]
    NoHelpOn { on: NaiveDate },
    #[error("{asked} is no level")]
    UnknownLevel { asked: u8 },
    #[error("{asked} is no place of teaching with a quota")]
    NoQuotaThere { asked: &'static str },
    #[error("{asked} is no month")]
    NoMonth { asked: String },
    #[error("the monthly report is refused: {0:?}")]
    MonthRefused(CannotSign),
    #[error("no code of a school: {written}")]
    SchoolCode { written: String },
    /// Of what is read only: there is nothing to read yet.
    #[error("{from} is still to come, and nothing of it can be seen")]
    NotYet { from: NaiveDate },
    #[error("the books of a district's bureau")]
    OfABureau,
    #[error("the books of a school")]
    OfASchool,
    #[error("the count is refused: {0:?}")]
    CountRefused(CannotCount),
    #[error("no contradiction {asked}")]
    UnknownDoubt { asked: String, known: Vec<&'static str> },
    #[error("no figure {asked}")]
    UnknownMonthFigure { asked: String },
    #[error("{asked} is no paper of {}", kind.code())]
    UnknownProof { asked: String, kind: StatusKind },
    #[error("{asked} sets no limit")]
    UnknownLimit { asked: String },
    #[error("the membership cannot be recorded: {0:?}")]
    GroupRefused(CannotJoin),
    /// Of several pupils: of whom.
    #[error("the look at {name} cannot be recorded: {why:?}")]
    LookRefused { name: String, why: CannotJoin },
    #[error("the aid cannot be recorded: {0:?}")]
    AidRefused(CannotAid),
    #[error("{name} has signed already on {on}")]
    SignedAlready { name: String, on: NaiveDate, recorded_by: String },
    #[error("the books have {faults} faults and were not backed up")]
    BackupNotSound { faults: usize },
    #[error("the ledger has classes that do not concern whoever asks")]
    LedgerNotYours,
    #[error("the rules, the staff and the year of a school are changed by those who act for it")]
    NotForTheSchool,
    #[error("papers of the whole school are taken out by an office of the whole school")]
    NotYoursToTake,
    #[error("no kind of aid {asked}")]
    UnknownAidKind { asked: String, known: Vec<String> },
    #[error("no term has begun")]
    NoTerm,
    #[error("{name} has left the school")]
    HasLeft { name: String },
    #[error("a receipt names who received it")]
    NobodyReceived,
    #[error("received before it was issued on {issued_on}")]
    ReceivedTooEarly { issued_on: NaiveDate },
    #[error("nothing to take back")]
    NothingToUndo,
    #[error("no class and no session to call a roll of")]
    NothingToCall,

    #[error("cannot read {}: {source}", file.display())]
    Read { file: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", file.display())]
    Write { file: PathBuf, source: io::Error },
    #[error("{} is larger than {largest} bytes", file.display())]
    TooLarge { file: PathBuf, largest: u64 },
    #[error("standard output: {0}")]
    Output(#[source] io::Error),

    #[error("cannot read the passphrase file {}: {source}", file.display())]
    PassphraseFile { file: PathBuf, source: io::Error },
    #[error("no terminal to ask for the passphrase: {0}")]
    NoTerminal(#[source] io::Error),
    #[error("an empty passphrase")]
    EmptyPassphrase,
    #[error("the two passphrases differ")]
    PassphrasesDiffer,
    #[error("the journal has {faults} faults")]
    NotSound { faults: usize },
    #[error("none of the files came in")]
    NothingReceived,
}

impl Problem {
    /// What happened, where, and the way out, in the language of the interface.
    pub fn say(&self, words: &Words) -> String {
        let say = &words.problems;
        match self {
            Problem::Store(error) => store(error, words),
            Problem::Import { file, source } => (say.import)(file, source),
            Problem::Render(error) => render(error, say),
            Problem::NoBooks { folder } => (say.no_books)(folder),
            Problem::SessionTwice { code } => (say.session_twice)(code.as_str()),
            Problem::TermsOverlap { first } => (say.terms_overlap)(*first),
            Problem::NoRandom(_) => say.no_random.to_owned(),
            Problem::NoHome => say.no_home.to_owned(),
            Problem::UnknownPupil { asked } => (say.unknown_pupil)(asked),
            Problem::GuardianRefused(why) => (words.guardian.cannot)(why),
            Problem::SeveralPupils { asked, them } => (say.several_pupils)(asked, them),
            Problem::UnknownClass { asked, known } => (say.unknown_class)(asked, known),
            Problem::UnknownGrade { asked } => (say.unknown_grade)(asked),
            Problem::UnknownSession { asked, known } => (say.unknown_session)(asked, known),
            Problem::UnknownSeat { seat, class } => (say.unknown_seat)(*seat, *class),
            Problem::SeatTwice { seat } => (say.seat_twice)(*seat),
            Problem::NoSymptoms { written } => (words.health.no_symptoms)(written),
            Problem::EmptyClass { class, date } => (say.empty_class)(*class, *date),
            Problem::NoSchoolDay { date, why } => (say.no_school_day)(*date, why),
            Problem::FutureDate { date } => (say.future_date)(*date),
            Problem::DatesReversed { from, to } => (say.dates_reversed)(*from, *to),
            Problem::UnknownGuardian { asked, known } => (say.unknown_guardian)(*asked, *known),
            Problem::UnknownPolicy { asked } => (say.unknown_policy)(asked),
            Problem::RuleValue { asked, allowed } => (say.rule_value)(asked, allowed),
            Problem::NotCounted { rule } => (say.not_counted)(rule.code()),
            Problem::UnknownLetter { asked } => (say.unknown_letter)(asked),
            Problem::UnknownPart { asked, known } => (say.unknown_part)(asked, known),
            Problem::CorrectsAnother { number } => (say.corrects_another)(number),
            Problem::HasLeft { name } => (say.has_left)(name),
            Problem::NobodyReceived => words.notices.who_received.to_owned(),
            Problem::ReceivedTooEarly { issued_on } => (words.notices.date_out_of_range)(*issued_on),
            Problem::UnknownStaff { asked, known } => (say.unknown_staff)(asked, known),
            Problem::NoSuchPost { name, role } => (say.no_such_post)(name, (words.domain.role)(*role)),
            Problem::NoName => say.no_name.to_owned(),
            Problem::NameTooLong { most } => (say.name_too_long)(*most),
            Problem::DemoKeptByNobody => say.demo_kept_by_nobody.to_owned(),
            Problem::UnfitUnit { rule, units } => {
                let units: Vec<&str> = units.iter().map(|unit| unit.code()).collect();
                (say.unfit_unit)(rule.code(), &units)
            }
            Problem::UnfitNumber { rule, bound } => (say.unfit_number)(rule.code(), bound),
            Problem::NeverInClass { name } => (say.never_in_class)(name),
            Problem::HasTemplate { file } => (words.template.is_there)(file),
            Problem::NotMade { count } => (say.not_made)(*count),
            Problem::LetterLacks(what) => (say.letter_lacks)(*what).to_owned(),
            Problem::WeekAhead { week } => (say.week_ahead)(*week),
            Problem::UnknownFigure { asked } => (say.unknown_figure)(asked),
            Problem::NotOfYear { date, year } => (say.not_of_year)(*date, *year),
            Problem::NotReviewed { left } => (say.not_reviewed)(*left),
            Problem::StepRefused(why) => (words.cases.refused)(why),
            Problem::Overtaken { who, at, why } => (say.overtaken)(who, *at, (words.domain.why)(*why)),
            Problem::StatusOvertaken => words.status.overtaken.to_owned(),
            Problem::StatusRefused(why) => (words.status.cannot)(why),
            Problem::UnknownLimit { asked } => (words.status.unknown_limit)(asked, &Limit::ALL.map(Limit::code)),
            Problem::CannotTurn(why) => (words.year.cannot_turn)(*why),
            Problem::CannotUndoTurn(why) => (words.year.cannot_undo)(why),
            Problem::TurnRefused { count } => (words.year.refused)(*count),
            Problem::FaultyLists { rows } => (words.year.faulty)(*rows),
            Problem::PlanRefused(why) => (words.plan.cannot)(*why),
            Problem::QuotaRefused(why) => (words.plan.cannot_owe)(*why),
            Problem::NoPledge { name } => (words.pledge.no_letter)(name),
            Problem::NotTaughtAtHome { name } => (words.plan.not_taught_at_home)(name),
            Problem::NoHelpOn { on } => (words.plan.no_record_on)(*on),
            Problem::UnknownLevel { asked } => (words.pledge.unknown_level)(*asked),
            Problem::NoQuotaThere { asked } => (words.plan.no_quota_there)(asked),
            Problem::NoMonth { asked } => (words.plan.no_month)(asked),
            Problem::MonthRefused(why) => (words.monthly.cannot_sign)(*why),
            Problem::SchoolCode { written } => (words.monthly.wrong_code)(written),
            Problem::NotYet { from } => (say.not_yet)(*from),
            Problem::OfABureau => words.district.of_a_bureau.to_owned(),
            Problem::OfASchool => words.district.of_a_school.to_owned(),
            Problem::CountRefused(why) => (words.monthly.cannot_count)(*why),
            Problem::UnknownDoubt { asked, known } => (words.monthly.unknown_doubt)(asked, known),
            Problem::UnknownMonthFigure { asked } => (words.monthly.unknown_figure)(asked),
            Problem::UnknownProof { asked, kind } => {
                let known: Vec<&str> = kind.proofs().iter().map(|proof| proof.code()).collect();
                (words.status.unknown_proof)(asked, &known)
            }
            Problem::GroupRefused(why) => (words.groups.cannot)(*why),
            Problem::LookRefused { name, why } => (words.groups.cannot_look)(name, *why),
            Problem::SignedAlready { name, on, recorded_by } => (words.pledge.signed_already)(name, *on, recorded_by),
            Problem::BackupNotSound { faults } => (say.backup_not_sound)(*faults),
            Problem::LedgerNotYours => words.groups.ledger_not_yours.to_owned(),
            Problem::NotForTheSchool => say.not_for_the_school.to_owned(),
            Problem::NotYoursToTake => words.groups.not_yours_to_take.to_owned(),
            Problem::AidRefused(why) => (words.aid.cannot)(*why),
            Problem::UnknownAidKind { asked, known } => (words.aid.unknown_kind)(asked, known),
            Problem::NoTerm => words.aid.no_term.to_owned(),
            Problem::UnknownEntrant { asked, year } => (words.entrants.unknown)(asked, *year),
            Problem::SeveralEntrants { asked, them } => (words.entrants.several)(asked, them),
            Problem::EntrantRefused(why) => (words.entrants.cannot)(why),
            Problem::UnknownEvidence { asked, outcome } => {
                let known: Vec<&str> = outcome.proofs().iter().copied().flatten().map(|proof| proof.code()).collect();
                (words.status.unknown_proof)(asked, &known)
            }
            Problem::UnknownVillage { asked, known } => (words.entrants.unknown_village)(asked, known),
            Problem::NoEntryNotices => words.entrants.no_notices.to_owned(),
            Problem::DoesNotClose(sums) => (words.entrants.does_not_close)(*sums),
            Problem::NothingToWithdraw => words.status.nothing_to_withdraw.to_owned(),
            Problem::WrongEnding { file, known } => (say.wrong_ending)(file, known),
            Problem::NothingToUndo => say.nothing_to_undo.to_owned(),
            Problem::NothingToCall => say.nothing_to_call.to_owned(),
            Problem::Read { file, source } => (say.cannot_read)(file, source),
            Problem::Write { file, source } => (say.cannot_write)(file, source),
            Problem::TooLarge { file, largest } => (say.too_large)(file, *largest),
            Problem::Output(source) => (say.output)(source),
            Problem::PassphraseFile { file, source } => (say.passphrase_file)(file, source),
            Problem::NoTerminal(_) => say.no_terminal.to_owned(),
            Problem::EmptyPassphrase => say.empty_passphrase.to_owned(),
            Problem::PassphrasesDiffer => say.passphrases_differ.to_owned(),
            Problem::NotSound { faults } => (say.not_sound)(*faults),
            Problem::NothingReceived => words.district.none_came_in.to_owned(),
        }
    }

    /// Somebody else has saved the same roll, or registered the same child, since it was opened; or anything at all since
    /// it was worked out what is to be recorded.
    pub fn is_overtaken(&self) -> bool {
        use StoreError::{BooksChanged, EntrantChanged, RollChanged};
        matches!(self, Problem::Store(RollChanged { .. } | EntrantChanged { .. } | BooksChanged))
    }

    /// An issued paper was to be changed.
    pub fn is_frozen(&self) -> bool {
        matches!(self, Problem::Store(StoreError::LetterFrozen { .. }))
    }

    pub fn is_wrong_passphrase(&self) -> bool {
        matches!(self, Problem::Store(StoreError::WrongPassphrase))
    }
}

fn store(error: &StoreError, words: &Words) -> String {
    let say = &words.problems;
    match error {
        StoreError::AlreadyThere { path } => (say.already_there)(path),
        StoreError::DatabaseMissing { path } => (say.database_missing)(path),
        StoreError::KeyFileMissing { path } => (say.key_file_missing)(path),
        StoreError::KeyFileDamaged { path } => (say.key_file_damaged)(path),
        StoreError::WrongPassphrase => say.wrong_passphrase.to_owned(),
        StoreError::DatabaseDamaged => say.database_damaged.to_owned(),
        StoreError::TooNew { .. } => say.too_new.to_owned(),
        StoreError::InUse { folder } => (say.in_use)(folder),
        StoreError::RollChanged { key, .. } => (say.roll_changed)(key.class, key.date),
        StoreError::NumberTaken { .. } | StoreError::NumberGap { .. } => say.number_taken.to_owned(),
        StoreError::EntrantChanged { .. } => words.entrants.overtaken.to_owned(),
        StoreError::EntryNumber { .. } => say.number_taken.to_owned(),
        StoreError::LetterFrozen { .. } => say.letter_frozen.to_owned(),
        StoreError::VersionTaken { month, .. } => (say.version_taken)(*month),
        StoreError::NotUndoable { .. } => say.not_undoable.to_owned(),
        StoreError::ChangedSince { .. } => say.changed_since.to_owned(),
        StoreError::InMemory => say.in_memory.to_owned(),
        StoreError::BackupDamaged { path, .. } => (say.backup_damaged)(path),
        StoreError::Unsound { faults } => (say.not_sound)(faults.len()),
        StoreError::Busy => say.busy.to_owned(),
        StoreError::BooksChanged => say.books_changed.to_owned(),
        StoreError::DiskFull => say.disk_full.to_owned(),
        StoreError::DiskFailed => say.disk_failed.to_owned(),
        StoreError::ReadOnly => say.read_only.to_owned(),
        StoreError::Io { path, source } => (say.cannot_write)(path, source),
        StoreError::AttachmentMissing { .. }
        | StoreError::NotLater { .. }
        | StoreError::NoSuchEntry { .. }
        | StoreError::Unreadable { .. }
        | StoreError::Sql(_) => (say.internal)(&error.to_string()),
    }
}

fn render(error: &RenderError, say: &Problems) -> String {
    match error {
        RenderError::NoChineseFont { looked_for, .. } => (say.no_chinese_font)(looked_for),
        RenderError::MissingGlyphs(glyphs) => (say.missing_glyphs)(&String::from_iter(glyphs)),
        RenderError::PdfLeftOut => say.pdf_left_out.to_owned(),
        RenderError::NoTable => say.no_table.to_owned(),
        RenderError::NothingToSet => (say.internal)(&error.to_string()),
        RenderError::Docx(_) | RenderError::Pdf(_) | RenderError::Xlsx(_) => (say.internal)(&error.to_string()),
    }
}
