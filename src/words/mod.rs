//! Every text a person reads, once for each language: which texts there are stands in the files of this folder, what
//! they say in `zh` and `en`, one file for each place where they are read. A language that lacks an entry does not
//! compile.

mod aid;
mod case;
mod cli;
mod compare;
mod complaint;
mod contact;
mod district;
mod domain;
mod dossier;
mod en;
mod entrants;
mod flags;
mod follow_up;
mod gaps;
mod groups;
mod guardian;
mod health;
mod help;
mod import;
mod import_screen;
mod inspection;
mod journal;
mod leave;
mod monthly;
mod notice;
mod own_data;
mod pick_file;
mod plan;
mod pledge;
mod problems;
mod pupil;
mod registers;
mod roll;
mod rules;
mod setup;
mod staff;
mod status;
mod status_details;
mod status_screen;
mod template;
mod todo;
mod tui;
mod unlock;
mod visit;
mod week;
mod work_log;
mod year;
mod zh;

pub use aid::AidWords;
pub use case::Cases;
pub use cli::Cli;
pub use compare::Compare;
pub use complaint::Complaint;
pub use contact::Contact;
pub use district::DistrictWords;
pub use domain::{Common, Domain};
pub use dossier::Dossier;
pub use entrants::EntrantWords;
pub use flags::Flags;
pub use follow_up::FollowUp;
pub use gaps::Gaps;
pub use groups::GroupsWords;
pub use guardian::GuardianWords;
pub use health::Health;
pub use help::Help;
pub use import::Import;
pub use import_screen::{ImportKind, ImportScreen};
pub use inspection::InspectionWords;
pub use journal::Journal;
pub use leave::Leave;
pub use monthly::Monthly;
pub use notice::Notices;
pub use own_data::OwnData;
pub use pick_file::PickFile;
pub use plan::PlanWords;
pub use pledge::PledgeWords;
pub use problems::Problems;
pub use pupil::PupilFile;
pub use registers::Registers;
pub use roll::RollCall;
pub use rules::Rules;
pub use setup::{Page, Setup};
pub use staff::StaffWords;
pub use status::StatusWords;
pub use status_details::StatusDetails;
pub use status_screen::StatusScreen;
pub use template::Template;
pub use todo::TodoWords;
pub use tui::{Keys, Tui};
pub use unlock::Unlock;
pub use visit::Visit;
pub use week::Week;
pub use work_log::WorkLogWords;
pub use year::YearWords;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub fn words(self) -> &'static Words {
        match self {
            Lang::Zh => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}

/// All texts, one group for each place where they are read. A text with gaps to fill is a function.
pub struct Words {
    pub lang: Lang,
    pub common: Common,
    pub domain: Domain,
    pub dossier: Dossier,
    pub entrants: EntrantWords,
    pub template: Template,
    pub cli: Cli,
    pub compare: Compare,
    pub help: Help,
    pub import: Import,
    pub import_screen: ImportScreen,
    pub problems: Problems,
    pub keys: Keys,
    pub tui: Tui,
    pub roll: RollCall,
    pub flags: Flags,
    pub gaps: Gaps,
    pub journal: Journal,
    pub pick_file: PickFile,
    pub setup: Setup,
    pub unlock: Unlock,
    pub pupil: PupilFile,
    pub notices: Notices,
    pub follow_up: FollowUp,
    pub contact: Contact,
    pub visit: Visit,
    pub leave: Leave,
    pub week: Week,
    pub health: Health,
    pub registers: Registers,
    pub cases: Cases,
    pub staff: StaffWords,
    pub status: StatusWords,
    pub status_details: StatusDetails,
    pub status_screen: StatusScreen,
    pub plan: PlanWords,
    pub pledge: PledgeWords,
    pub work_log: WorkLogWords,
    pub monthly: Monthly,
    pub rules: Rules,
    pub todo: TodoWords,
    pub own_data: OwnData,
    pub inspection: InspectionWords,
    pub year: YearWords,
    pub groups: GroupsWords,
    pub guardian: GuardianWords,
    pub aid: AidWords,
    pub district: DistrictWords,
}
