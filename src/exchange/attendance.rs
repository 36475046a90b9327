//! What a school already has of its attendance: the long table, or the monthly sheets that teachers keep.
//!
//! Which of the two a sheet is, its headings say. Either way the result is whole rolls: a roll that the file speaks of
//! is afterwards as the file says. Rolls of which it says nothing, or only in rows at fault, stay as they are. A roll
//! on a day that is no school day is kept like any other: it counts for nothing, and may count once the calendar says
//! otherwise. One on a day that is still to come is a fault.

use super::error::{ExchangeError, Looks};
use super::headings::Faults;
use super::legend::{Legend, Meaning};
use super::plan::{Difference, FaultKind, Field, Item, Note, Place, Plan, Subject, Value};
use super::sheet::Sheet;
use super::{long, month, roster};
use crate::domain::class::{Class, ClassContext, ClassError, ClassReading, Stage};
use crate::domain::entry::Change;
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::numbers::StudentNo;
use crate::domain::people::Pupil;
use crate::domain::plain::plain;
use crate::domain::roll::{Marked, Roll, RollKey, SessionCode};
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use crate::domain::symptom::Symptoms;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a file leaves open. All of it is about monthly sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Which sign means what; without it the sheet's own legend, and without that preset A.
    pub legend: Option<Legend>,
    /// The class, where no title says it.
    pub class: Option<Class>,
    /// Year and month, where no title says them.
    pub month: Option<(i32, u32)>,
    /// The file's name may say class and month, too.
    pub file_name: String,
}

/// Works out what the attendance in the sheets of a file would change.
///
/// # Errors
/// When no sheet has the headings of either form, or a monthly sheet says nowhere of which class or month it is.
pub fn plan(sheets: &[Sheet], school: &School, today: NaiveDate, options: &Options) -> Result<Plan, ExchangeError> {
    let mut gathered = Gathered::new(school, today);
    let mut others = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        if let Some(headings) = long::headings(sheet) {
            long::gather(&mut gathered, at, sheet, &headings);
        } else if let Some(layout) = month::layout(sheet) {
            month::gather(&mut gathered, at, sheet, layout, options)?;
        } else if !sheet.rows.is_empty() {
            others.push(sheet.name.clone());
        }
    }
    if gathered.plan.tables.is_empty() {
        return Err(match sheets.iter().any(|sheet| roster::table(sheet).is_some()) {
            true => ExchangeError::OfAnother(Looks::Roster),
            false => ExchangeError::NoHeadings { looked_for: long::LOOKED_FOR.to_vec() },
        });
    }
    if !others.is_empty() {
        gathered.plan.notes.push(Note::SheetsPassedOver { names: others });
    }
    Ok(gathered.finish())
}

/// Whether a sheet is one of attendance, in either form.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    long::headings(sheet).is_some() || month::layout(sheet).is_some_and(|layout| layout.has_several_days())
}

/// Where something stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    pub sheet: usize,
    pub row: u32,
    pub place: usize,
}

/// What a file says of one pupil on one roll.
#[derive(Debug, Clone)]
struct Said {
    at: At,
    /// None: here.
    mark: Option<Mark>,
    note: Option<String>,
}

/// What a file says of one roll.
#[derive(Debug, Default)]
struct Draft {
    said: HashMap<PupilId, Said>,
    all_present: bool,
    /// Every row that speaks of it.
    rows: Vec<At>,
    /// Laid over the roll as it stands instead of replacing it.
    laid_over: bool,
}

/// Everything that the sheets of a file say, roll by roll, and the books by which it is understood.
pub struct Gathered<'a> {
    pub school: &'a School,
    pub today: NaiveDate,
    by_student_no: HashMap<&'a str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    classes: HashSet<Class>,
    stage: Option<Stage>,
    readings: HashMap<String, Result<ClassReading, ClassError>>,
    drafts: HashMap<RollKey, Draft>,
    /// Heading of the column in which a mark stands, for faults found at the end.
    titles: HashMap<(usize, usize), String>,
    sheet_names: HashMap<usize, String>,
    pub plan: Plan,
}

impl<'a> Gathered<'a> {
    fn new(school: &'a School, today: NaiveDate) -> Gathered<'a> {
        let mut by_student_no = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut classes = HashSet::new();
        for (at, pupil) in school.pupils.iter().enumerate() {
            if let Some(number) = &pupil.record.student_no {
                by_student_no.insert(number.as_str(), at);
            }
            by_name.entry(bare_name(&pupil.record.name)).or_default().push(at);
            classes.extend(pupil.standings.iter().filter_map(|(_, standing)| standing.class()));
        }
        let stages: HashSet<Stage> = classes.iter().map(|class| class.grade.stage()).collect();
        Gathered {
            school,
            today,
            by_student_no,
            by_name,
            stage: if stages.len() == 1 { stages.into_iter().next() } else { None },
            classes,
            readings: HashMap::new(),
            drafts: HashMap::new(),
            titles: HashMap::new(),
            sheet_names: HashMap::new(),
            plan: Plan { is_of_rolls: true, ..Plan::default() },
        }
    }

    pub fn begin_table(&mut self, sheet: usize, name: &str, heading_row: u32, mended: bool) {
        self.plan.tables.push(Place { sheet, heading_row });
        self.sheet_names.insert(sheet, name.to_owned());
        if mended && !self.plan.notes.contains(&Note::LaidOver) {
            self.plan.notes.push(Note::LaidOver);
        }
    }

    pub fn end_table(&mut self, faults: Faults<'_>) {
        self.plan.faults.extend(faults.list);
    }

    pub fn keep_title(&mut self, sheet: usize, place: usize, title: String) {
        self.titles.insert((sheet, place), title);
    }

    /// The class that a text means on a date, if the school has or had it.
    pub fn class(&mut self, text: &str, on: NaiveDate) -> Result<Class, ClassError> {
        let reading = match self.readings.get(text) {
            Some(reading) => *reading,
            None => {
                let reading = text.parse();
                self.readings.insert(text.to_owned(), reading);
                reading
            }
        };
        self.known_class(reading?, on)
    }

    /// The class that a reading means on a date, if the school has or had it.
    pub fn known_class(&self, reading: ClassReading, on: NaiveDate) -> Result<Class, ClassError> {
        let school_year = school_year(on);
        let class = reading.resolve(ClassContext { school_year, stage: self.stage, grade: None })?;
        if self.classes.contains(&class) { Ok(class) } else { Err(ClassError::NotInSchool) }
    }

    /// The session that a text means, by code, name, or the beginning of its name.
    pub fn session(&self, text: &str) -> Option<SessionCode> {
        let text = plain(text).trim().to_ascii_lowercase();
        let sessions = &self.school.sessions;
        let exact =
            sessions.iter().find(|session| session.code.as_str().eq_ignore_ascii_case(&text) || session.name == text);
        if let Some(session) = exact {
            return Some(session.code);
        }
        let half = match text.as_str() {
            "am" | "上午" | "上" | "早上" => Some(SessionCode::AM),
            "pm" | "下午" | "下" => Some(SessionCode::PM),
            _ => None,
        };
        let has = |code: &SessionCode| sessions.iter().any(|session| session.code == *code);
        half.filter(has).or_else(|| {
            let mut begins = sessions.iter().filter(|session| !text.is_empty() && session.name.starts_with(&text));
            let first = begins.next()?;
            if begins.next().is_none() { Some(first.code) } else { None }
        })
    }

    /// The pupil whom a row names by number.
    pub fn by_number(&self, text: &str) -> Option<&'a Pupil> {
        let number = StudentNo::parse(text).ok()?;
        self.by_student_no.get(number.as_str()).map(|at| &self.school.pupils[*at])
    }

    /// The pupils of that name for whom `could_be` holds.
    pub fn by_name(&self, name: &str, could_be: impl Fn(&Pupil) -> bool) -> Vec<&'a Pupil> {
        let places = self.by_name.get(&bare_name(name)).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.school.pupils[*at]).filter(|pupil| could_be(pupil)).collect()
    }

    /// A roll was taken: some row speaks of it.
    pub fn taken(&mut self, key: RollKey, at: At, laid_over: bool) {
        let draft = self.drafts.entry(key).or_default();
        draft.rows.push(at);
        draft.laid_over = laid_over;
    }

    pub fn all_present(&mut self, key: RollKey) {
        self.drafts.entry(key).or_default().all_present = true;
    }

    /// What a row says of a pupil on a roll; a different word of an earlier row stands, and is the answer.
    pub fn say(&mut self, key: RollKey, pupil: PupilId, meaning: Meaning, note: Option<String>, at: At) -> Option<At> {
        let mark = match meaning {
            Meaning::Mark(mark) => Some(mark),
            Meaning::Present | Meaning::Off => None,
        };
        let draft = self.drafts.entry(key).or_default();
        match draft.said.get(&pupil) {
            Some(said) if said.mark != mark => return Some(said.at),
            Some(_) => {}
            None => {
                draft.said.insert(pupil, Said { at, mark, note });
            }
        }
        None
    }

    fn finish(mut self) -> Plan {
        let drafts: BTreeMap<_, _> = std::mem::take(&mut self.drafts)
            .into_iter()
            .map(|(key, draft)| {
                ((key.class, key.date, self.school.session_rank(key.session), key.session), (key, draft))
            })
            .collect();
        for (key, draft) in drafts.into_values() {
            self.roll(key, &draft);
        }
        self.plan.put_in_order();
        self.plan
    }

    fn roll(&mut self, key: RollKey, draft: &Draft) {
        let roll = self.school.roll(key);
        let marks = marks(draft, roll);
        if draft.all_present && !marks.is_empty() {
            self.contradiction(draft);
            return;
        }
        let differences = match roll {
            None => Vec::new(),
            Some(roll) if roll.marks == marks => {
                self.plan.unchanged += 1;
                return;
            }
            Some(roll) => self.differences(&roll.marks, &marks),
        };
        let subject = Subject::Roll { class: key.class, date: key.date, session: key.session, exceptions: marks.len() };
        let list = if roll.is_none() { &mut self.plan.new } else { &mut self.plan.changed };
        list.push(Item { subject, differences });
        self.plan.changes.push(Change::Roll { key, seen: roll.map(|roll| roll.entry), to: Some(marks) });
    }

    /// 全勤 and exceptions: nobody can tell which is true, so every row of the roll is at fault.
    fn contradiction(&mut self, draft: &Draft) {
        for at in &draft.rows {
            let column = self.titles.get(&(at.sheet, at.place)).cloned().unwrap_or_default();
            let sheet_name = self.sheet_names.get(&at.sheet).cloned().unwrap_or_default();
            self.plan.faults.push(super::plan::Fault {
                sheet: at.sheet,
                sheet_name,
                row: at.row,
                who: String::new(),
                place: at.place,
                column,
                kind: FaultKind::AllPresentWithExceptions,
                found: String::new(),
            });
        }
    }

    fn differences(&self, were: &[Marked], are: &[Marked]) -> Vec<Difference> {
        let by_pupil = |marks: &[Marked]| -> BTreeMap<PupilId, Marked> {
            marks.iter().map(|marked| (marked.pupil, marked.clone())).collect()
        };
        let (were, are) = (by_pupil(were), by_pupil(are));
        let pupils: std::collections::BTreeSet<PupilId> = were.keys().chain(are.keys()).copied().collect();
        let mut differences = Vec::new();
        for pupil in pupils {
            let (old, new) = (were.get(&pupil), are.get(&pupil));
            let mark = |marked: Option<&Marked>| marked.map(|marked| marked.mark);
            let note = |marked: Option<&Marked>| marked.and_then(|marked| marked.note.clone());
            let symptoms = |marked: Option<&Marked>| {
                marked.map(|marked| marked.symptoms).filter(|symptoms| !symptoms.is_empty()).map(Value::Symptoms)
            };
            let name = self.school.pupil(pupil).map(|pupil| pupil.record.name.clone());
            let mut differ = |field, old, new| differences.push(Difference { field, pupil: name.clone(), old, new });
            if mark(old) != mark(new) {
                differ(Field::Mark, mark(old).map(Value::Mark), mark(new).map(Value::Mark));
            } else if note(old) != note(new) {
                differ(Field::Note, note(old).map(Value::Text), note(new).map(Value::Text));
            } else if symptoms(old) != symptoms(new) {
                differ(Field::Symptoms, symptoms(old), symptoms(new));
            }
        }
        differences
    }
}

/// The marks of a roll after the import. A note in the books stays where the file has the same mark and no note, and
/// symptoms stay beside those that the remark of a sick row names.
fn marks(draft: &Draft, roll: Option<&Roll>) -> Vec<Marked> {
    let mut marks: BTreeMap<PupilId, Marked> = BTreeMap::new();
    if draft.laid_over
        && let Some(roll) = roll
    {
        marks.extend(roll.marks.iter().map(|marked| (marked.pupil, marked.clone())));
    }
    for (pupil, said) in &draft.said {
        match said.mark {
            None => {
                marks.remove(pupil);
            }
            Some(mark) => {
                let known = roll.and_then(|roll| roll.marked(*pupil)).filter(|known| known.mark == mark);
                let note = said.note.clone().or_else(|| known.and_then(|known| known.note.clone()));
                let told = said.note.as_deref().filter(|_| mark == Mark::Sick).map(Symptoms::told_by);
                let symptoms = known.map_or(Symptoms::NONE, |known| known.symptoms).and(told.unwrap_or_default());
                marks.insert(*pupil, Marked { note, symptoms, ..Marked::new(*pupil, mark) });
            }
        }
    }
    marks.into_values().collect()
}

/// A name without blanks and the dot between its parts, which is typed in many ways.
pub fn bare_name(name: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '·' | '•' | '・' | '.' | '‧');
    plain(name).chars().filter(kept).collect()
}
