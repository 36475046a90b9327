//! Press keys and look at the screen, without a terminal: a test reads like a story.

mod looks;
mod stand_in;

pub use looks::print;

use crate::desk::{self, Clock, Folder, Item, Opening, Place, Templates};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::ids::{EntryId, PupilId, StaffId};
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::people::{Guardian, Pupil, PupilRecord, Sex, Staff, StaffRecord, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::school::{Books, School};
use crate::paths::Paths;
use crate::settings::Settings;
use crate::tui::clerk::Clerk;
use crate::tui::context::{Context, Places};
use crate::tui::effect::{Effect, Task};
use crate::tui::event::{Event, Problem};
use crate::tui::key::Key;
use crate::tui::model::Model;
use crate::tui::screens::Route;
use crate::tui::theme::Theme;
use crate::tui::update::{open, update};
use crate::tui::view::main_screens;
use crate::words::Lang;
use chrono::{NaiveDate, NaiveDateTime};
use ratatui::layout::Size;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
}
