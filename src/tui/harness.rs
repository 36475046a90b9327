//! Press keys and look at the screen, without a terminal: a test reads like a story.

use super::clerk::Clerk;
use super::context::{Context, Places};
use super::effect::{Compared, Effect, Task};
use super::event::{DossiersMade, Event, Journal, Outcome, Problem, Told};
use super::key::Key;
use super::model::Model;
use super::screens::Route;
use super::theme::Theme;
use super::update::{hints, open, update};
use super::view::{main_screens, view};
use crate::desk::{
    self, Clock, Evidence, Filed, Filing, Folder, Item, LetterDraft, Opening, Place, Signing, Templates, to_sign,
};
use crate::domain::aid::Aid;
use crate::domain::class::Class;
use crate::domain::contact::Contact;
use crate::domain::district::{DistrictSchool, Received};
use crate::domain::entrant::{Entrant, Registration, Settled, Trace};
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::groups::Membership;
use crate::domain::groups::round::Check;
use crate::domain::ids::{
    AidId, ContactId, EntrantId, EntryId, HelpId, LeaveId, LetterId, MachineId, MembershipId, PlanId, PupilId, StaffId,
    StatusId, StepId, TraceId, VisitId, WorkId,
};
use crate::domain::inspection::LeftOut;
use crate::domain::inspection::Prose;
use crate::domain::leave::Leave;
use crate::domain::letter::Letter;
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::monthly::{Explanation, Headcount, Month, Sent, SignedMonth};
use crate::domain::people::{Guardian, Pupil, PupilRecord, Sex, Staff, StaffRecord, Standing};
use crate::domain::plan::{Helped, Plan};
use crate::domain::pledge::SignedPledge;
use crate::domain::review::{Review, SignedWeek};
use crate::domain::roll::{Marked, Roll, RollKey, SessionCode};
use crate::domain::school::{Books, School};
use crate::domain::status::Status;
use crate::domain::step::Taken;
use crate::domain::visit::{Attachment, Visit};
use crate::domain::work_log::Work;
use crate::domain::year::TurnedYear;
use crate::paths::Paths;
use crate::settings::Settings;
use crate::words::Lang;
use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

/// Names of the made-up class by seat: four characters, rare ones beyond the basic plane, a long one with a dot.
const NAMES: [&str; 60] = [
    "陈子轩",
    "林𬭎",
    "黄予安",
    "欧阳文静",
    "王丽慧",
    "柯涵琳",
    "纪静静",
    "颜梦佳",
    "邵丽芳",
    "吴佳雯",
    "曾柔",
    "区雯婷",
    "张䶮",
    "李沐阳",
    "周子墨",
    "林一舟",
    "许知远",
    "吴清和",
    "郑亦可",
    "何星野",
    "陈嘉宇",
    "洪思源",
    "叶子涵",
    "蔡欣妍",
    "苏俊杰",
    "庄雨桐",
    "杨子睿",
    "刘诗涵",
    "郭浩然",
    "谢雨萱",
    "方文博",
    "邱晓彤",
    "罗梓萱",
    "沈家豪",
    "江若曦",
    "余思远",
    "潘一诺",
    "彭子涵",
    "卢俊熙",
    "汪语嫣",
    "田宇航",
    "范诗琪",
    "石浩宇",
    "姚佳怡",
    "廖子墨",
    "邹雨欣",
    "熊文轩",
    "金梦瑶",
    "买买提·艾合麦提",
    "单雨泽",
    "仇子安",
    "解明轩",
    "李子涵",
    "李子涵",
    "𠮷冈佑",
    "查昱",
    "盖书瑶",
    "朴智勋",
    "尉迟嘉",
    "乐怡然",
];

pub struct Story {
    pub model: Model,
    pub books: Books,
    /// The books before each recorded step.
    before: Vec<Books>,
    /// Entry by entry, oldest first.
    journal: Vec<Entry>,
    recorded: usize,
    /// Files that papers went into.
    pub written: Vec<PathBuf>,
    over: bool,
    /// Entries are numbered; so are new things.
    next_id: u128,
    /// What the desk answers next instead of recording.
    fails_with: Option<Problem>,
    /// What it answers next instead of reading.
    unreadable: Option<Problem>,
    /// A real desk before a folder, where the story has one: it performs instead of the made-up books.
    clerk: Option<Clerk>,
    /// The person's own folder, for that desk.
    home: PathBuf,
    /// What was asked for and is not yet performed, where the desk is slow.
    waiting: Option<Vec<Task>>,
    /// What the person's disk holds.
    folders: Vec<Folder>,
    /// What comparing any file with the books comes to.
    comparison: Option<desk::Compared>,
    /// Evidence that was begun: where it is to stand, and how much of it is written.
    evidence: Option<(PathBuf, usize)>,
}

/// So many things are the evidence of any year.
const EVIDENCE: usize = 10;

/// A class with so many pupils in the spring of 2026, its homeroom teacher at the desk, and a roll with everybody there
/// on every school day before 2026-03-18.
pub fn desk(pupils: usize) -> Story {
    desk_in(Lang::Zh, pupils)
}

pub fn desk_in(lang: Lang, pupils: usize) -> Story {
    let (mut books, class) = made_up::class_of(0);
    let spring = (date("2026-02-24"), date("2026-07-10"));
    books.terms = vec![crate::domain::calendar::Term { first: spring.0, last: spring.1, name: "第二学期".into() }];
    for session in books.profile.iter_mut().flat_map(|profile| &mut profile.sessions) {
        session.name = if session.code == SessionCode::AM { "上午".into() } else { "下午".into() };
    }
    books.pupils = (0..pupils).map(|at| pupil(at, class, spring.0)).collect();
    let who = StaffId(Uuid::from_u128(1));
    books.staff.push(Staff { id: who, record: StaffRecord::new("陈老师", Some(class)) });
    let now = moment("2026-03-18 07:52");
    let mut story = Story::new(books, lang, class, who, now);
    story.fill(class, spring.0, now.date());
    story
}

/// The person's own folder, in the folder of the books.
pub const HOME: &str = "home";

/// The program started before a folder, with a real desk that sets up, unlocks, reads files and records. It is
/// 2026-03-18.
pub fn before(folder: &Path, lang: Lang, first: &Route) -> Story {
    let now = moment("2026-03-18 07:52");
    let paths = Paths { data: folder.to_owned(), config: folder.to_owned() };
    let opening = Opening { clock: Clock::Stopped(now), act_as: None, font: None };
    let mut story = Story::new(Books::default(), lang, class(), StaffId::NEW, now);
    (story.model.cx.is_open, story.model.cx.class) = (false, None);
    story.home = folder.join(HOME);
    std::fs::create_dir_all(&story.home).unwrap();
    story.clerk = Some(Clerk::before(paths, opening, Settings::default(), lang.words()));
    story.opened(first.clone())
}

fn pupil(at: usize, class: Class, since: NaiveDate) -> Pupil {
    let mut record = PupilRecord::named(NAMES[at % NAMES.len()]);
    record.sex = Some(if at.is_multiple_of(2) { Sex::Male } else { Sex::Female });
    record.boarder = Some(at.is_multiple_of(3));
    let phone = crate::domain::numbers::Phone::parse(&format!("138000{:05}", 10_000 + at)).unwrap();
    record.guardians.push(Guardian { name: "家长".into(), relation: "母亲".into(), phones: vec![phone] });
    Pupil {
        id: PupilId(Uuid::from_u128(at as u128 + 1)),
        record,
        standings: vec![(since, Standing::InClass { class, seat: Some(at as u16 + 1) })],
    }
}

pub fn class() -> Class {
    made_up::class_of(0).1
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// The pupil in a seat of the made-up class.
pub fn seat(seat: u128) -> PupilId {
    PupilId(Uuid::from_u128(seat))
}

impl Story {
    fn new(books: Books, lang: Lang, class: Class, who: StaffId, now: NaiveDateTime) -> Story {
        let cx = Context {
            school: School::from_books(books.clone()),
            is_open: true,
            today: now.date(),
            now,
            who,
            class: Some(class),
            words: lang.words(),
            theme: Theme { colour: false, ..Theme::default() },
            drafts: BTreeMap::new(),
            templates: Templates::default(),
            places: Places { picked_from: None, documents: "/home/老师/文档".into() },
            size: Size { width: 80, height: 24 },
        };
        let model = Model::new(cx, &Route::Roll(None)).unwrap();
        Story {
            model,
            books,
            before: Vec::new(),
            journal: Vec::new(),
            recorded: 0,
            written: Vec::new(),
            over: false,
            next_id: 1000,
            fails_with: None,
            unreadable: None,
            clerk: None,
            home: PathBuf::new(),
            waiting: None,
            folders: Vec::new(),
            comparison: None,
            evidence: None,
        }
    }

    /// Rolls with everybody there on the school days from one date up to the day before another.
    fn fill(&mut self, class: Class, from: NaiveDate, before: NaiveDate) {
        let school = School::from_books(self.books.clone());
        let days: Vec<NaiveDate> =
            school.calendar.school_days(from, before, Some(class.grade)).filter(|day| *day < before).collect();
        for day in days {
            for session in [SessionCode::AM, SessionCode::PM] {
                let entry = self.new_id();
                self.books.rolls.push(made_up::roll(class, &day.to_string(), session, &[], EntryId(entry)));
            }
        }
        self.restart();
    }

    fn new_id(&mut self) -> Uuid {
        self.next_id += 1;
        Uuid::from_u128(self.next_id)
    }

    /// The program is started anew on the same books; drafts are still there.
    #[must_use = "a story ends in what was seen"]
    pub fn started_again(mut self) -> Story {
        self.restart();
        self
    }

    fn restart(&mut self) {
        let old = &self.model.cx;
        let cx = Context {
            school: School::from_books(self.books.clone()),
            words: old.words,
            drafts: old.drafts.clone(),
            templates: old.templates.clone(),
            places: old.places.clone(),
            ..*old
        };
        self.model = Model::new(cx, &Route::Roll(None)).unwrap();
    }

    #[must_use = "a story ends in what was seen"]
    pub fn at(mut self, now: &str) -> Story {
        self.model.cx.now = moment(now);
        self.model.cx.today = self.model.cx.now.date();
        self.restart();
        self
    }

    /// Rolls with everybody there, on the school days from one date up to the day before another.
    #[must_use = "a story ends in what was seen"]
    pub fn everybody_there(mut self, from: &str, before: &str) -> Story {
        self.fill(class(), date(from), date(before));
        self
    }

    /// Changes the books before the program starts.
    #[must_use = "a story ends in what was seen"]
    pub fn with(mut self, change: impl FnOnce(&mut Books)) -> Story {
        change(&mut self.books);
        self.restart();
        self
    }

    /// A roll of the made-up class as another day or program left it.
    #[must_use = "a story ends in what was seen"]
    pub fn with_roll(mut self, day: &str, session: SessionCode, marks: &[(u128, Mark)]) -> Story {
        self.put_roll(day, session, marks);
        self.restart();
        self
    }

    /// Another program saves a roll while this one is open.
    #[must_use = "a story ends in what was seen"]
    pub fn meanwhile(mut self, day: &str, session: SessionCode, marks: &[(u128, Mark)]) -> Story {
        self.put_roll(day, session, marks);
        self
    }

    /// The school's own templates, as the program found them when it opened.
    #[must_use = "a story ends in what was seen"]
    pub fn with_templates(mut self, templates: Templates) -> Story {
        self.model.cx.templates = templates;
        self
    }

    /// An entry that changes nothing on the screens, such as evidence of a disclosure.
    #[must_use = "a story ends in what was seen"]
    pub fn with_entry(mut self, why: Why, changes: Vec<Change>) -> Story {
        self.write(why, changes);
        self
    }

    /// What other programs saved meanwhile is looked for, and found.
    #[must_use = "a story ends in what was seen"]
    pub fn looked_again(mut self) -> Story {
        let school = self.school();
        self.happens(Event::Reloaded(school));
        self
    }

    fn put_roll(&mut self, day: &str, session: SessionCode, marks: &[(u128, Mark)]) {
        let entry = EntryId(self.new_id());
        let marks: Vec<(PupilId, Mark)> = marks.iter().map(|(at, mark)| (seat(*at), *mark)).collect();
        let roll = made_up::roll(class(), day, session, &marks, entry);
        self.books.rolls.retain(|known| known.key != roll.key);
        self.books.rolls.push(roll);
    }

    #[must_use = "a story ends in what was seen"]
    pub fn sized(mut self, width: u16, height: u16) -> Story {
        let tasks = update(&mut self.model, Event::Resize(Size { width, height }));
        assert_eq!(tasks, []);
        self
    }

    /// From now on the desk takes its time: nothing comes of what is asked for, until it is `done_at_last`.
    #[must_use = "a story ends in what was seen"]
    pub fn slow(mut self) -> Story {
        self.waiting = Some(Vec::new());
        self
    }

    /// The desk has done all that it was asked for.
    #[must_use = "a story ends in what was seen"]
    pub fn done_at_last(mut self) -> Story {
        for task in self.waiting.take().unwrap_or_default() {
            if let Some(event) = self.perform_now(task) {
                self.happens(event);
            }
        }
        self
    }

    /// What a slow desk was asked for and has not done.
    pub fn waiting_for(&self) -> Vec<&Effect> {
        self.waiting.iter().flatten().map(|task| &task.effect).collect()
    }

    /// The next thing to be recorded is not.
    #[must_use = "a story ends in what was seen"]
    pub fn failing(mut self, what: &str) -> Story {
        self.fails_with = Some(Problem { what: what.into(), way_out: String::new() });
        self
    }

    /// The next thing to be read is not.
    #[must_use = "a story ends in what was seen"]
    pub fn unreadable(mut self, what: &str) -> Story {
        self.unreadable = Some(Problem { what: what.into(), way_out: String::new() });
        self
    }

    /// Another screen is put on top, as from the menu.
    #[must_use = "a story ends in what was seen"]
    pub fn going_to(mut self, route: &Route) -> Story {
        for task in open(&mut self.model, route) {
            if let Some(event) = self.perform(task) {
                self.happens(event);
            }
        }
        self
    }

    /// A disk with a few papers and photographs in the folder that a person calls theirs.
    #[must_use = "a story ends in what was seen"]
    pub fn with_folders(mut self) -> Story {
        let at = |path: &str| Place::At(PathBuf::from(path));
        let item = |path: &str, size: Option<u64>| Item {
            name: path.rsplit('/').next().unwrap_or_default().into(),
            path: path.into(),
            size,
            written: Some(moment("2026-03-17 16:20")),
        };
        let folder = |path: &str, above: Option<&str>, items: Vec<Item>| Folder {
            place: at(path),
            above: above.map(at),
            items,
            asked: None,
        };
        self.folders = vec![
            folder(
                "/home/老师",
                Some("/home"),
                vec![
                    item("/home/老师/家访照片", None),
                    item("/home/老师/锁着", None),
                    item("/home/老师/承诺书.pdf", Some(310_000)),
                    item("/home/老师/录像.mp4", Some(30 << 20)),
                ],
            ),
            folder(
                "/home/老师/家访照片",
                Some("/home/老师"),
                vec![item("/home/老师/家访照片/IMG_2031.jpg", Some(2_400_000))],
            ),
            folder("/home", None, vec![item("/home/老师", None)]),
        ];
        self
    }

    /// The person's own folder holds a table, and this is what comparing it with the books comes to.
    #[must_use = "a story ends in what was seen"]
    pub fn comparing(mut self, compared: desk::Compared) -> Story {
        self.comparison = Some(compared);
        if let Some(folder) = self.folders.first_mut() {
            let written = Some(moment("2026-03-18 07:30"));
            let path = PathBuf::from("/home/老师/花名册.xlsx");
            folder.items.push(Item { name: "花名册.xlsx".into(), path, size: Some(90_000), written });
        }
        self
    }

    /// Through the menu by arrows, wherever in it the screen stands.
    pub fn by_menu(self, to: &Route) -> Story {
        let at = main_screens(&self.model.cx).iter().position(|(_, route)| route == to).expect("a line of the menu");
        self.press(&format!("F10 {}Enter", "Down ".repeat(at)))
    }

    /// The person's own folder holds one thing more.
    pub fn with_item(mut self, path: &str, size: Option<u64>) -> Story {
        if let Some(folder) = self.folders.first_mut() {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            folder.items.push(Item { name, path: path.into(), size, written: None });
        }
        self
    }

    fn list_folder(&self, place: &Place) -> Outcome {
        if let Place::Typed(path) = place {
            let is = |item: &&Item| item.size.is_some() && item.path == Path::new(path);
            let held = self.folders.iter().find_map(|it| Some((it, it.items.iter().find(is)?)));
            return match held {
                Some((folder, item)) => {
                    Outcome::Told(Told::Folder(Folder { asked: Some(item.clone()), ..folder.clone() }))
                }
                None => self.list_folder(&Place::At(path.into())),
            };
        }
        let known = match place {
            Place::Home => self.folders.first(),
            place => self.folders.iter().find(|folder| folder.place == *place),
        };
        match known {
            Some(folder) => Outcome::Told(Told::Folder(folder.clone())),
            None => Outcome::Failed(Problem { what: "读不了这个文件夹".into(), way_out: String::new() }),
        }
    }

    /// The program starts with this screen.
    #[must_use = "a story ends in what was seen"]
    pub fn opened(mut self, route: Route) -> Story {
        self.model = {
            let old = &self.model.cx;
            let cx = Context {
                school: School::from_books(self.books.clone()),
                words: old.words,
                drafts: old.drafts.clone(),
                templates: old.templates.clone(),
                places: old.places.clone(),
                ..*old
            };
            Model::new(cx, &route).unwrap()
        };
        self
    }

    /// Keys by name, with blanks between; what is no name is typed character by character. Every key is drawn.
    #[must_use = "a story ends in what was seen"]
    pub fn press(mut self, keys: &str) -> Story {
        for word in keys.split(' ').filter(|word| !word.is_empty()) {
            match Key::named(word) {
                Some(key) => self.happens(Event::Key(key)),
                None => word.chars().for_each(|char| self.happens(Event::Key(Key::Char(char)))),
            }
        }
        self
    }

    #[must_use = "a story ends in what was seen"]
    pub fn ticks(mut self, now: &str) -> Story {
        self.happens(Event::Tick(moment(now)));
        self
    }

    #[must_use = "a story ends in what was seen"]
    pub fn paste(mut self, text: &str) -> Story {
        self.happens(Event::Paste(text.into()));
        self
    }

    fn happens(&mut self, event: Event) {
        assert!(!self.over, "the program has ended");
        for task in update(&mut self.model, event) {
            if let Some(event) = self.perform(task) {
                self.happens(event);
            }
        }
        let _ = self.screen();
    }

    fn perform(&mut self, task: Task) -> Option<Event> {
        match &mut self.waiting {
            Some(waiting) if task.effect != Effect::QuitNow => {
                waiting.push(task);
                None
            }
            _ => self.perform_now(task),
        }
    }

    fn perform_now(&mut self, task: Task) -> Option<Event> {
        if let Some(clerk) = self.clerk.as_mut().filter(|_| task.effect != Effect::QuitNow) {
            let outcome = match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => match task.effect {
                    Effect::ListFolder(Place::Home) => {
                        clerk.perform(Effect::ListFolder(Place::At(self.home.clone())))?
                    }
                    effect => clerk.perform(effect)?,
                },
            };
            return Some(Event::Done(task.ticket, outcome));
        }
        let outcome = match task.effect {
            Effect::QuitNow => {
                self.over = true;
                return None;
            }
            Effect::KeepDraft { .. } | Effect::DropDraft { .. } => return None,
            Effect::Commit { why, changes } => self.commit(why, changes),
            Effect::CommitWithFiles { why, mut changes, files } => {
                attach(&mut changes, &files);
                self.commit(why, changes)
            }
            Effect::ChangeStatus(filing) => self.change_status(*filing),
            Effect::ListFolder(place) => self.list_folder(&place),
            Effect::Compare { .. } => {
                let compared = self.comparison.clone().expect("the story compares something");
                Outcome::Told(Told::Compared(Compared::new(compared)))
            }
            Effect::IssueLetter(draft) => self.issue(*draft),
            Effect::SignMonth { month, signing } => self.sign(month, &signing),
            Effect::WriteLetter { file, .. }
            | Effect::WriteRegister { file, .. }
            | Effect::WriteComparison { file, .. }
            | Effect::WriteDistrict { file, .. }
            | Effect::WriteInspection { file, .. }
            | Effect::WriteEntryNotices { file, .. }
            | Effect::WriteHelp { file, .. }
            | Effect::WriteMonth { file, .. }
            | Effect::WriteWeek { file, .. } => match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => {
                    self.written.push(file.clone());
                    Outcome::Told(Told::Written(file))
                }
            },
            Effect::WriteDossier { place, .. } => match self.fails_with.take() {
                Some(problem) => Outcome::Failed(problem),
                None => {
                    self.written.push(place.clone());
                    Outcome::Told(Told::Written(place))
                }
            },
            Effect::WriteDossiers { pupils, folder, .. } => {
                let failed = self.fails_with.take();
                let not_made = pupils.iter().zip(&failed).map(|(pupil, problem)| (*pupil, problem.what.clone()));
                let not_made: Vec<(PupilId, String)> = not_made.collect();
                let made = pupils.len() - not_made.len();
                self.written.extend((0..made).map(|_| folder.clone()));
                Outcome::Told(Told::DossiersMade(DossiersMade { folder, made, not_made }))
            }
            Effect::BeginEvidence { folder, .. } => {
                self.evidence = Some((folder, 0));
                Outcome::Told(Told::EvidenceFiled(Filed { done: 0, of: EVIDENCE }))
            }
            Effect::FileEvidence => self.file_evidence(),
            Effect::DropEvidence => {
                self.evidence = None;
                return None;
            }
            Effect::Undo | Effect::UndoTurn => self.undo(),
            Effect::TurnYear(ask) => {
                let turn = self.school().turn(&ask, self.model.cx.now);
                self.commit(Why::TurnYear, turn.map(|turn| turn.changes()).unwrap_or_default())
            }
            Effect::ReadJournal { last } => match self.unreadable.take() {
                Some(problem) => Outcome::Failed(problem),
                None => Outcome::Told(Told::Journal(Journal {
                    entries: self.journal.iter().rev().take(last).cloned().collect(),
                    undoable: self.undoable().map(|entry| entry.id),
                })),
            },
            other => panic!("the shell would not know {other:?}"),
        };
        Some(Event::Done(task.ticket, outcome))
    }

    /// Files the next few things, and puts the folder in its place after the last.
    fn file_evidence(&mut self) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            self.evidence = None;
            return Outcome::Failed(problem);
        }
        let (folder, done) = self.evidence.take().expect("evidence is begun before it is filed");
        let done = (done + desk::AT_A_TIME).min(EVIDENCE);
        if done < EVIDENCE {
            self.evidence = Some((folder, done));
            return Outcome::Told(Told::EvidenceFiled(Filed { done, of: EVIDENCE }));
        }
        self.written.push(folder.clone());
        let left_out = vec![LeftOut::Unsigned { year: 2025, letters: 3 }];
        Outcome::Told(Told::EvidenceWritten(Evidence { place: folder, papers: EVIDENCE - 2, originals: 2, left_out }))
    }

    /// Records a change of status as the desk does.
    fn change_status(&mut self, filing: Filing) -> Outcome {
        let Filing { id, mut record, files, leave_until, newcomer, .. } = filing;
        let (school, today) = (self.school(), self.model.cx.today);
        let mut changes = Vec::new();
        if let Some(newcomer) = newcomer {
            record.pupil = PupilId(self.new_id());
            changes.push(Change::Pupil { id: record.pupil, to: Some(newcomer) });
        }
        let planned = match school.plan_status(id, record, today) {
            Ok(planned) => planned,
            Err(why) => {
                let what = (self.model.cx.words.status.cannot)(&why);
                return Outcome::Failed(Problem { what, way_out: String::new() });
            }
        };
        let leave = leave_until.and_then(|until| school.leave_of_transfer(&planned.record, until, today).ok());
        changes.extend(leave.into_iter().flat_map(|note| school.note_leave(note)));
        changes.extend(planned.changes);
        attach(&mut changes, &files);
        self.commit(Why::ChangeStatus, changes)
    }

    /// Issues as the desk does: under the number that is the next by now.
    fn issue(&mut self, draft: LetterDraft) -> Outcome {
        let mut draft = draft;
        draft.renumber(&self.school());
        let (no, record) = (draft.no, draft.record());
        match self.commit(Why::IssueLetter, vec![Change::Letter { id: LetterId::NEW, to: Box::new(record) }]) {
            Outcome::Recorded { school } => Outcome::Issued { no, school },
            other => other,
        }
    }

    /// Signs as the desk does.
    fn sign(&mut self, month: Month, signing: &Signing) -> Outcome {
        let (cx, position) = (&self.model.cx, self.journal.last().map(|entry| entry.id));
        match to_sign(&cx.school, month, signing, cx.who, cx.today.and_time(cx.now.time()), position) {
            Ok(signed) => {
                let version = signed.report.version;
                let change = Change::MonthSigned { month, version, to: Box::new(signed) };
                self.commit(Why::SignMonth, vec![change])
            }
            Err(why) => Outcome::Failed(Problem { what: (cx.words.monthly.cannot_sign)(why), way_out: String::new() }),
        }
    }

    fn school(&self) -> Box<School> {
        Box::new(School::from_books(self.books.clone()))
    }

    /// The last step of the person at the desk that can still be taken back.
    fn undoable(&self) -> Option<&Entry> {
        let taken_back = |entry: &Entry| self.journal.iter().any(|other| other.why.undoes() == Some(entry.id));
        let mine = |entry: &&Entry| entry.who == self.model.cx.who && entry.why.can_be_undone() && !taken_back(entry);
        self.journal.iter().rev().find(mine)
    }

    fn undo(&mut self) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            return Outcome::Failed(problem);
        }
        let undoable = self.undoable().map(|entry| (entry.id, entry.why));
        let (Some((id, what)), Some(before)) = (undoable, self.before.pop()) else {
            return Outcome::Failed(Problem { what: "没有可撤销的".into(), way_out: String::new() });
        };
        self.books = before;
        self.recorded += 1;
        self.write(Why::Undo(id), Vec::new());
        Outcome::TakenBack { what, school: self.school() }
    }

    /// Writes an entry at the journal's end.
    fn write(&mut self, why: Why, changes: Vec<Change>) -> EntryId {
        let (id, machine) = (EntryId(self.new_id()), MachineId(Uuid::nil()));
        let (at, who) = (self.model.cx.now, self.model.cx.who);
        self.journal.push(Entry { id, machine, at, who, why, changes });
        id
    }

    fn commit(&mut self, why: Why, changes: Vec<Change>) -> Outcome {
        if let Some(problem) = self.fails_with.take() {
            return Outcome::Failed(problem);
        }
        if changes.iter().any(|change| is_overtaken(&self.books, change)) {
            return Outcome::Overtaken { school: self.school() };
        }
        self.before.push(self.books.clone());
        let entry = self.write(why, changes.clone());
        for change in changes {
            let fresh = self.new_id();
            self.fold(entry, fresh, change);
        }
        self.recorded += 1;
        Outcome::Recorded { school: self.school() }
    }

    /// Folds a change into the books as the store does.
    fn fold(&mut self, entry: EntryId, fresh: Uuid, change: Change) {
        let (who, now, books) = (self.model.cx.who, self.model.cx.now, &mut self.books);
        match change {
            Change::Roll { key, to, .. } => {
                books.rolls.retain(|roll| roll.key != key);
                books.rolls.extend(to.map(|marks| Roll { key, marks, entry, taken_by: who, taken_at: now }));
            }
            Change::Leave { id, to } => {
                let id = if id.is_new() { LeaveId(fresh) } else { id };
                books.leaves.retain(|leave| leave.id != id);
                books.leaves.extend(to.map(|note| Leave { id, note }));
            }
            Change::Contact { id, to } => {
                let id = if id.is_new() { ContactId(fresh) } else { id };
                books.contacts.retain(|contact| contact.id != id);
                books.contacts.extend(to.map(|record| Contact { id, record, recorded_by: who }));
            }
            Change::Visit { id, to } => {
                let id = if id.is_new() { VisitId(fresh) } else { id };
                books.visits.retain(|visit| visit.id != id);
                books.visits.extend(to.map(|record| Visit { id, record, recorded_by: who }));
            }
            Change::Letter { id, to } => {
                let id = if id.is_new() { LetterId(fresh) } else { id };
                books.letters.push(Letter { id, record: *to, issued_by: who, receipt: None });
            }
            Change::Receipt { letter, to } => {
                books
                    .letters
                    .iter_mut()
                    .filter(|known| known.id == letter)
                    .for_each(|known| known.receipt = to.clone());
            }
            Change::Step { id, to } => {
                let id = if id.is_new() { StepId(fresh) } else { id };
                books.steps.retain(|step| step.id != id);
                books.steps.extend(to.map(|record| Taken { id, record, recorded_by: who }));
            }
            Change::Status { id, to } => {
                let id = if id.is_new() { StatusId(fresh) } else { id };
                books.statuses.retain(|status| status.id != id);
                books.statuses.extend(to.map(|record| Status { id, record: *record, recorded_by: who }));
            }
            Change::Membership { id, to } => {
                let id = if id.is_new() { MembershipId(fresh) } else { id };
                books.memberships.retain(|it| it.id != id);
                books.memberships.extend(to.map(|record| Membership { id, record, recorded_by: who }));
            }
            Change::GroupCheck { pupil, on, to } => {
                books.checks.retain(|check| (check.pupil, check.on) != (pupil, on));
                books.checks.extend(to.map(|record| Check { pupil, on, record, by: who, at: now }));
            }
            Change::Aid { id, to } => {
                let id = if id.is_new() { AidId(fresh) } else { id };
                books.aid.retain(|aid| aid.id != id);
                books.aid.extend(to.map(|record| Aid { id, record, recorded_by: who }));
            }
            Change::Plan { id, to } => {
                let id = if id.is_new() { PlanId(fresh) } else { id };
                books.plans.retain(|plan| plan.id != id);
                books.plans.extend(to.map(|record| Plan { id, record: *record, recorded_by: who }));
            }
            Change::Help { id, to } => {
                let id = if id.is_new() { HelpId(fresh) } else { id };
                books.helps.retain(|helped| helped.id != id);
                books.helps.extend(to.map(|record| Helped { id, record: *record, recorded_by: who }));
            }
            Change::Pledge { key, to } => {
                books.pledge_signatures.retain(|signed| signed.key != key);
                books.pledge_signatures.extend(to.map(|signed| SignedPledge { key, signed, recorded_by: who }));
            }
            Change::Work { id, to } => {
                let id = if id.is_new() { WorkId(fresh) } else { id };
                books.work.retain(|work| work.id != id);
                books.work.extend(to.map(|record| Work { id, record: *record, recorded_by: who }));
            }
            Change::Review { week, pupil, to } => {
                books.reviews.retain(|review| (review.week, review.pupil) != (week, pupil));
                books.reviews.extend(to.map(|record| Review { week, pupil, record, by: who, at: self.model.cx.now }));
            }
            Change::WeekSigned { week, scope, to } => {
                let at = self.model.cx.now;
                books.signed_weeks.retain(|signed| (signed.week, signed.scope) != (week, scope));
                books.signed_weeks.extend(to.map(|remark| SignedWeek { week, scope, remark, by: who, at }));
            }
            Change::Staff { id, to } => {
                let id = if id.is_new() { StaffId(fresh) } else { id };
                books.staff.retain(|staff| staff.id != id);
                books.staff.extend(to.map(|record| Staff { id, record }));
            }
            Change::Pupil { id, to } => {
                let known = books.pupils.iter().position(|pupil| pupil.id == id).map(|at| books.pupils.remove(at));
                let standings = known.map(|pupil| pupil.standings).unwrap_or_default();
                books.pupils.extend(to.map(|record| Pupil { id, record, standings }));
            }
            Change::Standing { pupil, from, to } => {
                for pupil in books.pupils.iter_mut().filter(|known| known.id == pupil) {
                    pupil.standings.retain(|(since, _)| *since != from);
                    pupil.standings.extend(to.map(|standing| (from, standing)));
                }
            }
            Change::StatusLimits { to } => books.status_limits = to,
            Change::DistrictSchool { id, to } => {
                books.district.schools.retain(|school| school.id != id);
                books.district.schools.extend(to.map(|record| DistrictSchool { id, record }));
            }
            Change::Received { school, month, version, to } => {
                books.district.received.retain(|it| it.edition() != (school, month, version));
                books.district.received.extend(to.map(|report| Received { school, report: report.into() }));
            }
            Change::School { to } => books.profile = to,
            Change::Rung { rule, from, to } => {
                books.rungs.retain(|(known, rung)| (rung.rule, *known) != (rule, from));
                books.rungs.extend(to.map(|to| (from, to)));
            }
            Change::Quota { place, from, to } => {
                books.quotas.retain(|(of, on, _)| (*of, *on) != (place, from));
                books.quotas.extend(to.map(|quota| (place, from, quota)));
            }
            Change::Prose { year, section, to } => {
                books.prose.retain(|prose| (prose.year, prose.section) != (year, section));
                books.prose.extend(to.map(|text| Prose { year, section, text }));
            }
            Change::Term { first, to } => {
                books.terms.retain(|term| term.first != first);
                books.terms.extend(to);
            }
            Change::YearTurned { year, to } => {
                books.year_turns.retain(|turned| turned.year != year);
                books.year_turns.extend(to.map(|turn| TurnedYear { year, turn, entry }));
            }
            Change::Entrant { id, to } => {
                let id = if id.is_new() { EntrantId(fresh) } else { id };
                books.entrants.retain(|entrant| entrant.id != id);
                books.entrants.extend(to.map(|record| Entrant {
                    id,
                    record: *record,
                    notice: None,
                    delivery: None,
                    registration: None,
                    outcome: None,
                }));
            }
            Change::EntryNotice { entrant, to } => {
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.notice = Some((*to).clone()));
            }
            Change::Delivery { entrant, to } => {
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.delivery = to.clone());
            }
            Change::Registration { entrant, to } => {
                let to = to.map(|record| Registration { record, by: who });
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.registration = to.clone());
            }
            Change::EntryOutcome { entrant, to } => {
                let to = to.map(|record| Settled { record: *record, by: who });
                books.entrants.iter_mut().filter(|it| it.id == entrant).for_each(|it| it.outcome = to.clone());
            }
            Change::Trace { id, to } => {
                let id = if id.is_new() { TraceId(fresh) } else { id };
                books.traces.retain(|trace| trace.id != id);
                books.traces.extend(to.map(|record| Trace { id, record, recorded_by: who }));
            }
            Change::Reporting { to } => books.monthly.reporting = to,
            Change::Headcount { month, class, to } => {
                let counts = &mut books.monthly.headcounts;
                counts.retain(|known| (known.month, known.class) != (month, class));
                counts.extend(to.map(|record| Headcount { month, class, record, by: who, at: now }));
            }
            Change::MonthExplained { month, about, to } => {
                let told = &mut books.monthly.explanations;
                told.retain(|known| (known.month, known.about) != (month, about));
                told.extend(to.map(|reason| Explanation { month, about, reason, by: who, at: now }));
            }
            Change::MonthSigned { month, version, to } => {
                books.monthly.signed.push(SignedMonth { month, version, record: *to, by: who, at: now });
            }
            Change::MonthSent { month, version, recipient, to } => {
                let sent = &mut books.monthly.sent;
                sent.retain(|known| (known.month, known.version, known.to) != (month, version, recipient));
                sent.extend(to.map(|record| Sent { month, version, to: recipient, record, by: who, at: now }));
            }
            Change::Disclosed { .. } => {}
            other => panic!("no screen records {other:?} yet: fold it here"),
        }
    }

    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The screen as a person sees it, with the place of the cursor.
    pub fn screen(&self) -> String {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.model.cx.size));
        let mut buf = Buffer::empty(area);
        let cursor = view(&self.model, area, &mut buf);
        let mut lines = print(&buf);
        if let Some(at) = cursor {
            lines.push_str(&format!("cursor {},{}\n", at.x, at.y));
        }
        lines
    }

    #[track_caller]
    pub fn sees(self, text: &str) -> Story {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    /// The text is read on the screen, wherever a line ends within it.
    #[track_caller]
    pub fn reads(self, text: &str) -> Story {
        let screen = self.screen();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert!(bare(&screen).contains(&bare(text)), "{text:?} is not read on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_no(self, text: &str) -> Story {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is on the screen:\n{screen}");
        self
    }

    /// No character whose width depends on the terminal stands where columns must align.
    #[track_caller]
    pub fn lines_up(self) -> Story {
        let screen = self.screen();
        for line in screen.lines() {
            assert_eq!(line.width(), line.width_cjk(), "{line}");
        }
        self
    }

    /// The screen that has the keys, by its name.
    #[track_caller]
    pub fn on(self, name: &str) -> Story {
        assert_eq!(self.model.on(), name, "\n{}", self.screen());
        self
    }

    /// How many steps were recorded so far.
    #[track_caller]
    pub fn recorded(self, steps: usize) -> Story {
        assert_eq!(self.recorded, steps, "\n{}", self.screen());
        self
    }

    /// The marks of a saved roll, by seat.
    #[track_caller]
    pub fn rolled(self, day: &str, session: SessionCode, marks: &[(u128, Mark)]) -> Story {
        let key = RollKey { class: class(), date: date(day), session };
        let mut saved = self.books.rolls.iter().find(|roll| roll.key == key).map(|roll| roll.marks.clone());
        if let Some(marks) = &mut saved {
            marks.sort_by_key(|marked| marked.pupil);
            marks.iter_mut().for_each(|marked| marked.note = None);
        }
        let marked = |(at, mark): &(u128, Mark)| Marked::new(seat(*at), *mark);
        assert_eq!(saved, Some(marks.iter().map(marked).collect()), "\n{}", self.screen());
        self
    }

    #[track_caller]
    pub fn has_ended(self) -> Story {
        assert!(self.over, "still running:\n{}", self.screen());
        self
    }

    /// Every key that the footer names does something, in a copy of the story made by `again`.
    #[track_caller]
    pub fn footer_is_true(self, again: impl Fn() -> Story) -> Story {
        let shown = hints(&self.model);
        for hint in super::widgets::footer::fitting(&shown, self.model.cx.size.width) {
            let key = hint.keys[0].split('-').next().filter(|key| !key.is_empty()).unwrap_or(&hint.keys[0]).to_owned();
            let mut copy = again();
            let before = (copy.screen(), copy.recorded, copy.over);
            copy.happens(Event::Key(Key::named(&key).unwrap()));
            assert_ne!((copy.screen(), copy.recorded, copy.over), before, "{key} {} does nothing", hint.says);
        }
        self
    }
}

/// Names the files in the visit, as the desk does once it has read them.
fn attach(changes: &mut [Change], files: &[PathBuf]) {
    for change in changes {
        let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let attachment = |file| Attachment { name: name(file), size: 0, digest: String::new() };
        change.attach(&files.iter().map(attachment).collect::<Vec<_>>());
    }
}

/// Whether the change rests on a state of a roll that is no longer the last.
fn is_overtaken(books: &Books, change: &Change) -> bool {
    if let Change::Registration { entrant, to: Some(_) } = change {
        return books.entrants.iter().any(|it| it.id == *entrant && it.registration.is_some());
    }
    let Change::Roll { key, seen, .. } = change else { return false };
    books.rolls.iter().find(|roll| roll.key == *key).map(|roll| roll.entry) != *seen
}

/// The cells as text: the cell after a wide character is skipped.
pub fn print(buf: &Buffer) -> String {
    let mut text = String::new();
    for row in buf.area.rows() {
        let mut line = String::new();
        let mut skip = 0;
        for at in row.positions() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[at].symbol();
            skip = symbol.width().saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
