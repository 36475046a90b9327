//! The books against the national system's export (人籍核对): name by name, where the two disagree.

use super::class::Class;
use super::ids::PupilId;
use super::numbers::{IdNo, StudentNo};
use super::people::{Pupil, Sex, Standing};
use super::pinyin::Readings;
use super::school::School;
use super::status::StatusKind;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a pupil stands in the export, or in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enrolment {
    /// 在读
    Here,
    /// 休学
    Suspended,
    /// 缓学: the national system knows no such state.
    Deferred,
    /// 不在本校
    Gone,
    /// 待入学: in the books from a later day on.
    Coming,
}

/// A pupil as the export has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    pub row: u32,
    pub name: String,
    /// None where the cell is empty, or what stands there is no class.
    pub class: Option<Class>,
    pub student_no: Option<StudentNo>,
    pub id_no: Option<IdNo>,
    pub birth: Option<NaiveDate>,
    pub sex: Option<Sex>,
    /// None where the file does not say.
    pub enrolment: Option<Enrolment>,
    /// How the file words it; empty where it says nothing.
    pub state: String,
}

/// In what the two disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disagreement {
    /// In the books and not in the export (有人无籍)
    OnlyHere,
    /// In the export and not in the books (有籍无人)
    OnlyThere,
    /// 班级不同
    Class,
    /// 状态不同
    Status,
    /// 姓名写法不同
    Name,
    /// The export says no class, or none that can be read (系统缺班级).
    NoClass,
    /// Somebody whom an earlier row of the export is already (系统重复).
    Twice,
}

impl Disagreement {
    pub const ALL: [Disagreement; 7] = [
        Disagreement::OnlyHere,
        Disagreement::OnlyThere,
        Disagreement::Class,
        Disagreement::Status,
        Disagreement::Name,
        Disagreement::NoClass,
        Disagreement::Twice,
    ];
}

/// One side's word on a pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub name: String,
    pub class: Option<Class>,
    pub enrolment: Option<Enrolment>,
    /// How the export words it; empty of the books.
    pub state: String,
}

/// One line of the comparison: one pupil in one respect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    pub what: Disagreement,
    /// None of somebody whom only the export knows.
    pub pupil: Option<PupilId>,
    /// The row of the export.
    pub row: Option<u32>,
    /// The earlier row that it says again.
    pub again: Option<u32>,
    pub student_no: Option<StudentNo>,
    pub here: Option<Side>,
    pub there: Option<Side>,
    /// The change of status in the books that holds, and may explain it.
    pub change: Option<StatusKind>,
    /// One that is applied for and may explain it; what holds it does not touch.
    pub waits: Option<StatusKind>,
}

/// What comparing came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// By what they disagree in, then class, then seat.
    pub lines: Vec<Differs>,
    /// On the books, and in the export.
    pub here: usize,
    pub there: usize,
    /// Pupils in whom both agree.
    pub agree: usize,
    /// Pupils who were known again by no number and no birthday, but by the name alone.
    pub by_name: usize,
    /// Whether any row of the export has a number.
    pub numbered: bool,
    /// Rows of the export of which not even the name could be read: they were compared with nobody.
    pub unread: Vec<u32>,
}

impl Comparison {
    pub fn count(&self, what: Disagreement) -> usize {
        self.lines.iter().filter(|line| line.what == what).count()
    }
}

impl Enrolment {
    fn of(standing: Standing) -> Enrolment {
        match standing {
            Standing::InClass { .. } | Standing::OffRoll { .. } => Enrolment::Here,
            Standing::Suspended => Enrolment::Suspended,
            Standing::Deferred => Enrolment::Deferred,
            Standing::Gone => Enrolment::Gone,
        }
    }
}

impl School {
    /// Compares the books of a day with the export. A pupil is known again by 学籍号, else by the ID number, else by name
    /// and birthday, else by name and class, else by a name that one of each alone bears, else in a class by the sound of the
    /// name; never where birthday or sex says otherwise. A row that says again what an earlier one has said is compared with
    /// nobody, and named.
    pub fn compare(&self, listed: &[Listed], unread: Vec<u32>, on: NaiveDate) -> Comparison {
        let again = self.again(listed, on);
        let (pairs, by_name) = self.pairs(listed, &again, on);
        let is_gone = |listed: &Listed| listed.enrolment == Some(Enrolment::Gone);
        let mut comparison = Comparison {
            here: self.pupils.iter().filter(|pupil| pupil.is_enrolled(on)).count(),
            there: listed.iter().enumerate().filter(|(at, listed)| !again.contains_key(at) && !is_gone(listed)).count(),
            by_name,
            numbered: listed.iter().any(|row| numbers(row).next().is_some()),
            unread,
            ..Comparison::default()
        };
        let rows: Vec<u32> = listed.iter().map(|row| row.row).collect();
        let mut known: BTreeSet<PupilId> = BTreeSet::new();
        for (at, listed) in listed.iter().enumerate() {
            if let Some(first) = again.get(&at) {
                let pupil = pairs.get(first).and_then(|id| self.pupil(*id));
                let mut twice = match pupil {
                    Some(pupil) => self.differs(Disagreement::Twice, pupil, Some(listed), on),
                    None => Differs { what: Disagreement::Twice, ..only_there(listed) },
                };
                twice.again = rows.get(*first).copied();
                comparison.lines.push(twice);
                continue;
            }
            let lines = match pairs.get(&at).and_then(|id| self.pupil(*id)) {
                Some(pupil) => {
                    known.insert(pupil.id);
                    self.differ(pupil, listed, on)
                }
                None if is_gone(listed) => Vec::new(),
                None => vec![only_there(listed)],
            };
            let enrolled = pairs.get(&at).and_then(|id| self.pupil(*id)).is_some_and(|pupil| pupil.is_enrolled(on));
            comparison.agree += usize::from(lines.is_empty() && enrolled && !is_gone(listed));
            comparison.lines.extend(lines);
        }
        let left = self.pupils.iter().filter(|pupil| pupil.is_enrolled(on) && !known.contains(&pupil.id));
        comparison.lines.extend(left.map(|pupil| self.differs(Disagreement::OnlyHere, pupil, None, on)));
        let order = |line: &Differs| {
            let side = line.here.as_ref().or(line.there.as_ref());
            let seat = line.pupil.and_then(|id| self.pupil(id)).and_then(|pupil| pupil.seat(on));
            (line.what, side.and_then(|side| side.class), seat.is_none(), seat, line.row, line.pupil)
        };
        comparison.lines.sort_by_key(order);
        comparison
    }

    /// The rows that are of somebody whom an earlier row is, with that row: of one number, or of one name and class, unless
    /// numbers, birthdays or sexes say otherwise, or the class has two of the name and no birthday tells which.
    fn again(&self, listed: &[Listed], on: NaiveDate) -> BTreeMap<usize, usize> {
        let mut classes: BTreeMap<(&str, Class), usize> = BTreeMap::new();
        for pupil in &self.pupils {
            let class = self.class_now(pupil, on);
            class.into_iter().for_each(|class| *classes.entry((&pupil.record.name, class)).or_default() += 1);
        }
        let has_namesakes = |row: &Listed| {
            row.class.and_then(|class| classes.get(&(row.name.as_str(), class))).is_some_and(|count| *count > 1)
        };
        let mut again = BTreeMap::new();
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_number: BTreeMap<String, usize> = BTreeMap::new();
        for (at, row) in listed.iter().enumerate() {
            let numbers: Vec<String> = numbers(row).collect();
            let numbered = numbers.iter().find_map(|number| by_number.get(number)).copied();
            let named = || {
                let same = by_name.get(row.name.as_str()).into_iter().flatten();
                same.copied().find(|first| {
                    let first = &listed[*first];
                    may_be_one(first, row)
                        && (!has_namesakes(row) || Identity::of(first).is_born_with(&Identity::of(row)))
                })
            };
            if let Some(first) = numbered.or_else(named) {
                again.insert(at, first);
                continue;
            }
            numbers.into_iter().for_each(|number| {
                by_number.entry(number).or_insert(at);
            });
            by_name.entry(&row.name).or_default().push(at);
        }
        again
    }

    /// Which pupil each row of the export is, but for those that say it again; and how many are known by the name alone.
    fn pairs(
        &self,
        listed: &[Listed],
        again: &BTreeMap<usize, usize>,
        on: NaiveDate,
    ) -> (BTreeMap<usize, PupilId>, usize) {
        let mut pairs = Pairs { school: self, on, listed, again, of_row: BTreeMap::new(), taken: BTreeSet::new() };
        pairs.by_number();
        for here in [true, false] {
            pairs.by(here, |pupil, _, row| {
                pupil.record.name == row.name && Identity::of_pupil(pupil).is_born_with(&Identity::of(row))
            });
        }
        let by_more = pairs.of_row.len();
        // Whoever is here is known by the name first: a namesake who left long ago may bear it too.
        for here in [true, false] {
            pairs.by(here, |pupil, class, row| pupil.record.name == row.name && class.is_some() && class == row.class);
            pairs.by(here, |pupil, _, row| pupil.record.name == row.name);
        }
        pairs.by(true, |pupil, class, row| {
            class.is_some() && class == row.class && sound_alike(&pupil.record.name, &row.name)
        });
        let by_name = pairs.of_row.len() - by_more;
        (pairs.of_row, by_name)
    }

    /// In what a pupil of the books and its row of the export differ.
    fn differ(&self, pupil: &Pupil, listed: &Listed, on: NaiveDate) -> Vec<Differs> {
        let differs = |what| self.differs(what, pupil, Some(listed), on);
        let here = self.enrolment(pupil, on).unwrap_or(Enrolment::Gone);
        let mut lines = Vec::new();
        let agrees = match listed.enrolment {
            Some(there) => there == here,
            // A suspended pupil keeps its place in the export; a file that does not tell says no more than that.
            None => matches!(here, Enrolment::Here | Enrolment::Suspended),
        };
        if !agrees {
            lines.push(differs(Disagreement::Status));
        }
        match listed.class {
            None => lines.push(differs(Disagreement::NoClass)),
            said if here == Enrolment::Here && self.class_now(pupil, on) != said && agrees => {
                lines.push(differs(Disagreement::Class));
            }
            Some(_) => {}
        }
        if pupil.record.name != listed.name {
            lines.push(differs(Disagreement::Name));
        }
        lines
    }

    fn differs(&self, what: Disagreement, pupil: &Pupil, listed: Option<&Listed>, on: NaiveDate) -> Differs {
        let stand = self.stand(pupil.id, on);
        let waits = self.pending_of(pupil.id).next_back().map(|status| status.record.kind);
        Differs {
            what,
            pupil: Some(pupil.id),
            row: listed.map(|listed| listed.row),
            again: None,
            student_no: pupil.record.student_no.clone().or(listed.and_then(|listed| listed.student_no.clone())),
            here: Some(Side {
                name: pupil.record.name.clone(),
                class: self.class_now(pupil, on),
                enrolment: self.enrolment(pupil, on),
                state: String::new(),
            }),
            there: listed.map(side),
            change: stand.and_then(|stand| stand.by).map(|by| by.kind),
            waits,
        }
    }

    fn enrolment(&self, pupil: &Pupil, on: NaiveDate) -> Option<Enrolment> {
        match pupil.standings.first() {
            Some((first, _)) if *first > on => Some(Enrolment::Coming),
            _ => self.stand(pupil.id, on).map(|stand| Enrolment::of(stand.standing)),
        }
    }

    /// The class on a day, or the one of before, or the one to come.
    fn class_now(&self, pupil: &Pupil, on: NaiveDate) -> Option<Class> {
        let coming = || pupil.standings.iter().find_map(|(_, standing)| standing.class());
        self.last_class(pupil.id, on).or_else(coming)
    }
}

fn side(listed: &Listed) -> Side {
    let Listed { name, class, enrolment, state, .. } = listed.clone();
    Side { name, class, enrolment, state }
}

fn only_there(listed: &Listed) -> Differs {
    Differs {
        what: Disagreement::OnlyThere,
        pupil: None,
        row: Some(listed.row),
        again: None,
        student_no: listed.student_no.clone(),
        here: None,
        there: Some(side(listed)),
        change: None,
        waits: None,
    }
}

/// Whether two names may be one person's, written by ear: 王晓明 and 王小明.
fn sound_alike(one: &str, other: &str) -> bool {
    Readings::of(one).sounds_like(&Readings::of(other))
}

struct Pairs<'a> {
    school: &'a School,
    on: NaiveDate,
    listed: &'a [Listed],
    again: &'a BTreeMap<usize, usize>,
    of_row: BTreeMap<usize, PupilId>,
    taken: BTreeSet<PupilId>,
}

impl Pairs<'_> {
    /// The rows that say nothing again.
    fn firsts(&self) -> impl Iterator<Item = usize> {
        (0..self.listed.len()).filter(|row| !self.again.contains_key(row))
    }

    fn join(&mut self, row: usize, pupil: PupilId) {
        if !self.taken.contains(&pupil) && !self.of_row.contains_key(&row) {
            self.taken.insert(pupil);
            self.of_row.insert(row, pupil);
        }
    }

    /// By 学籍号, then by the ID number: one that begins with G is an ID number with a letter in front.
    fn by_number(&mut self) {
        let mut by_student_no: BTreeMap<&str, PupilId> = BTreeMap::new();
        let mut by_id_no: BTreeMap<String, PupilId> = BTreeMap::new();
        for pupil in &self.school.pupils {
            by_student_no.extend(pupil.record.student_no.as_ref().map(|no| (no.as_str(), pupil.id)));
            let id_no = identity(pupil.record.id_no.as_ref(), pupil.record.student_no.as_ref());
            by_id_no.extend(id_no.map(|no| (no, pupil.id)));
        }
        let of_row = |listed: &Listed| {
            let by_student_no = listed.student_no.as_ref().and_then(|no| by_student_no.get(no.as_str()));
            let id_no = identity(listed.id_no.as_ref(), listed.student_no.as_ref());
            by_student_no.or_else(|| id_no.and_then(|no| by_id_no.get(&no))).copied()
        };
        let found: Vec<(usize, PupilId)> =
            self.firsts().filter_map(|row| Some((row, of_row(&self.listed[row])?))).collect();
        for (row, pupil) in found {
            self.join(row, pupil);
        }
    }

    /// Joins what is left on both sides where it is one and one, and nothing else that is known of them says otherwise.
    fn by(&mut self, here: bool, is_same: impl Fn(&Pupil, Option<Class>, &Listed) -> bool) {
        let free: Vec<(&Pupil, Option<Class>)> = (self.school.pupils.iter())
            .filter(|pupil| !self.taken.contains(&pupil.id) && pupil.is_enrolled(self.on) == here)
            .map(|pupil| (pupil, self.school.class_now(pupil, self.on)))
            .collect();
        let rows: Vec<usize> = self.firsts().filter(|row| !self.of_row.contains_key(row)).collect();
        let could_be = |pupil: &Pupil, class, row: usize| {
            is_same(pupil, class, &self.listed[row])
                && Identity::of_pupil(pupil).may_be(&Identity::of(&self.listed[row]))
        };
        // Whoever is not here is not meant where somebody of the name is, though it is not told who.
        let rivals: Vec<(&Pupil, Option<Class>)> = (self.school.pupils.iter())
            .filter(|pupil| !here && !self.taken.contains(&pupil.id) && pupil.is_enrolled(self.on))
            .map(|pupil| (pupil, self.school.class_now(pupil, self.on)))
            .collect();
        let mut found = Vec::new();
        for row in &rows {
            if rivals.iter().any(|(pupil, class)| could_be(pupil, *class, *row)) {
                continue;
            }
            let mut of_row = free.iter().filter(|(pupil, class)| could_be(pupil, *class, *row));
            let (Some((pupil, class)), None) = (of_row.next(), of_row.next()) else { continue };
            if rows.iter().filter(|other| could_be(pupil, *class, **other)).count() == 1 {
                found.push((*row, pupil.id));
            }
        }
        for (row, pupil) in found {
            self.join(row, pupil);
        }
    }
}

fn identity(id_no: Option<&IdNo>, student_no: Option<&StudentNo>) -> Option<String> {
    let own = id_no.map(|no| no.as_str().to_owned());
    own.or_else(|| student_no.and_then(|no| no.as_str().strip_prefix('G')).map(str::to_owned))
}

/// What a row is known by, whoever else bears the name.
fn numbers(row: &Listed) -> impl Iterator<Item = String> {
    let student_no = row.student_no.as_ref().map(|no| no.as_str().to_owned());
    student_no.into_iter().chain(identity(row.id_no.as_ref(), row.student_no.as_ref()))
}

/// Whether two rows of one name may be one person: in one class, as far as they say it, and nothing says otherwise.
fn may_be_one(one: &Listed, other: &Listed) -> bool {
    let (one_is, other_is) = (Identity::of(one), Identity::of(other));
    let same_number = !differ(&one_is.student_no, &other_is.student_no) && !differ(&one_is.id_no, &other_is.id_no);
    one.class == other.class && same_number && !one_is.is_other_by_birth(&other_is)
}

fn differ<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// What tells two people of one name apart.
struct Identity<'a> {
    student_no: Option<&'a StudentNo>,
    id_no: Option<String>,
    born: Option<NaiveDate>,
    sex: Option<Sex>,
}

impl<'a> Identity<'a> {
    fn of(row: &'a Listed) -> Identity<'a> {
        Identity::new(row.student_no.as_ref(), row.id_no.as_ref(), row.birth, row.sex)
    }

    fn of_pupil(pupil: &'a Pupil) -> Identity<'a> {
        let record = &pupil.record;
        Identity::new(record.student_no.as_ref(), record.id_no.as_ref(), record.birth, record.sex)
    }

    /// Birthday and sex as they are said, else as the numbers have them.
    fn new(
        student_no: Option<&'a StudentNo>,
        id_no: Option<&IdNo>,
        birth: Option<NaiveDate>,
        sex: Option<Sex>,
    ) -> Identity<'a> {
        let by_id_no = || id_no.and_then(IdNo::born);
        let born = birth.or_else(by_id_no).or_else(|| student_no.and_then(StudentNo::born));
        let sex = sex.or_else(|| id_no.and_then(IdNo::sex));
        Identity { student_no, id_no: identity(id_no, student_no), born, sex }
    }

    fn is_born_with(&self, other: &Identity<'_>) -> bool {
        self.born.is_some() && self.born == other.born
    }

    fn is_other_by_birth(&self, other: &Identity<'_>) -> bool {
        differ(&self.born, &other.born) || differ(&self.sex, &other.sex)
    }

    /// Whether two may be one: neither birthday nor sex says otherwise, and where their numbers differ it is known that the
    /// birthdays do not. A temporary number (L) becomes another (domain handbook 6.2), any other is for life; an ID number
    /// may lawfully be changed.
    fn may_be(&self, other: &Identity<'_>) -> bool {
        let is_temporary = |no: Option<&StudentNo>| no.is_some_and(|no| no.as_str().starts_with('L'));
        let renumbered = differ(&self.student_no, &other.student_no);
        let for_life = renumbered && !is_temporary(self.student_no) && !is_temporary(other.student_no);
        let needs_birthday = renumbered || differ(&self.id_no, &other.id_no);
        !for_life && !self.is_other_by_birth(other) && (!needs_birthday || self.is_born_with(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Grade;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::school::Books;

    fn named(names: &[&str]) -> (Books, Class) {
        let (mut books, class) = class_of(names.len() as u128);
        for (pupil, name) in books.pupils.iter_mut().zip(names) {
            pupil.record.name = (*name).to_owned();
        }
        (books, class)
    }

    fn row(row: u32, name: &str, class: Class) -> Listed {
        Listed { row, name: name.into(), class: Some(class), ..Listed::default() }
    }

    fn told(books: Books, listed: &[Listed]) -> Vec<(Disagreement, String)> {
        let comparison = School::from_books(books).compare(listed, Vec::new(), date("2025-10-10"));
        let name = |line: &Differs| line.here.as_ref().or(line.there.as_ref()).unwrap().name.clone();
        comparison.lines.iter().map(|line| (line.what, name(line))).collect()
    }

    #[test]
    fn name_by_name_they_are_told_apart() {
        let (mut books, class) = named(&["王小明", "林小雨", "吴清和", "陈小禾", "周子墨", "何新"]);
        let eight = Class { grade: Grade::new(8).unwrap(), number: 1 };
        books.pupils[3].standings.push((date("2025-09-20"), Standing::Gone));
        books.pupils[4].standings.push((date("2025-09-20"), Standing::Suspended));
        let listed = [
            row(2, "王晓明", class),
            row(3, "林小雨", eight),
            row(4, "陈小禾", class),
            row(5, "周子墨", class),
            row(6, "赵一", class),
            Listed { enrolment: Some(Enrolment::Suspended), ..row(7, "何新", class) },
        ];
        let expected = [
            (Disagreement::OnlyHere, "吴清和"),
            (Disagreement::OnlyThere, "赵一"),
            (Disagreement::Class, "林小雨"),
            (Disagreement::Status, "何新"),
            (Disagreement::Status, "陈小禾"),
            (Disagreement::Name, "王小明"),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(what, name)| (what, name.to_owned())).collect();
        let mut told = told(books, &listed);
        told.sort();
        let mut sorted = expected;
        sorted.sort();
        assert_eq!(told, sorted);
    }

    /// Whoever is to come from a later day on is no child on the books yet, and where two of a name are here nobody else of
    /// the name is meant.
    #[test]
    fn who_is_to_come_is_told_and_a_name_that_two_bear_means_nobody_else() {
        let (mut books, class) = named(&["王小明", "李强", "李强", "李强"]);
        for pupil in [0, 3] {
            books.pupils[pupil].standings = vec![(date("2025-11-01"), Standing::InClass { class, seat: None })];
        }
        let listed = [row(2, "王小明", class), row(3, "李强", class)];
        let expected = [
            (Disagreement::OnlyHere, "李强"),
            (Disagreement::OnlyHere, "李强"),
            (Disagreement::OnlyThere, "李强"),
            (Disagreement::Status, "王小明"),
        ];
        assert_eq!(told(books, &listed), expected.map(|(what, name)| (what, name.to_owned())));
    }

    #[test]
    fn the_same_list_agrees() {
        let (books, class) = named(&["王小明", "林小雨"]);
        let listed = [row(2, "林小雨", class), row(3, "王小明", class)];
        let comparison = School::from_books(books).compare(&listed, Vec::new(), date("2025-10-10"));
        assert_eq!((comparison.agree, comparison.lines.len(), comparison.here, comparison.there), (2, 0, 2, 2));
    }

    #[test]
    fn a_person_twice_and_a_row_without_a_class_are_told_as_such() {
        let (mut books, class) = named(&["王小明", "林小雨", "李强", "李强"]);
        let number = |text: &str| Some(StudentNo::parse(text).unwrap());
        books.pupils[1].record.student_no = number("T0002");
        let listed = [
            row(2, "王小明", class),
            row(3, "王小明", class),
            Listed { student_no: number("T0002"), class: None, ..row(4, "林小雨", class) },
            Listed { student_no: number("T0002"), ..row(5, "林小雨", class) },
            row(6, "李强", class),
            row(7, "李强", class),
            row(8, "赵一", class),
            row(9, "赵一", class),
        ];
        let comparison = School::from_books(books.clone()).compare(&listed, Vec::new(), date("2025-10-10"));
        let rows = |what| -> Vec<Option<u32>> {
            comparison.lines.iter().filter(|line| line.what == what).map(|line| line.row).collect()
        };
        let mut twice = rows(Disagreement::Twice);
        twice.sort_unstable();
        assert_eq!(twice, [Some(3), Some(5), Some(9)]);
        let first = |row| comparison.lines.iter().find(|line| line.row == Some(row)).and_then(|line| line.again);
        assert_eq!([first(3), first(5), first(9), first(8)], [Some(2), Some(4), Some(8), None]);
        assert!(comparison.numbered && comparison.by_name > 0);
        assert_eq!(rows(Disagreement::NoClass), [Some(4)]);
        assert!(rows(Disagreement::OnlyThere).contains(&Some(8)) && !rows(Disagreement::OnlyThere).contains(&Some(3)));
        assert_eq!(comparison.there, 5);
    }

    #[test]
    fn numbers_go_before_names() {
        let (mut books, class) = named(&["王小明", "王小明"]);
        let number = |text: &str| Some(StudentNo::parse(text).unwrap());
        books.pupils[0].record.student_no = number("T0001");
        books.pupils[1].record.student_no = number("T0002");
        let listed = [Listed { student_no: number("T0002"), ..row(2, "王小民", class) }];
        let told = told(books, &listed);
        assert_eq!(told, [(Disagreement::OnlyHere, "王小明".to_owned()), (Disagreement::Name, "王小明".to_owned())]);
    }

    const ONLY: [Disagreement; 2] = [Disagreement::OnlyHere, Disagreement::OnlyThere];

    /// What a comparison of one pupil, 林三, with one row of that name comes to.
    fn of_one(
        student_no: Option<&str>,
        sex: Sex,
        born: &str,
        row_of: impl FnOnce(Listed) -> Listed,
    ) -> Vec<Disagreement> {
        let (mut books, class) = named(&["林三"]);
        let record = &mut books.pupils[0].record;
        record.student_no = student_no.map(|no| StudentNo::parse(no).unwrap());
        (record.sex, record.birth) = (Some(sex), Some(date(born)));
        told(books, &[row_of(row(2, "林三", class))]).into_iter().map(|(what, _)| what).collect()
    }

    /// A name with another birthday, another sex, or another number and no birthday, is somebody else (domain handbook 6.2).
    #[test]
    fn a_name_alone_is_no_child() {
        let number = |text: &str| Some(StudentNo::parse(text).unwrap());
        let ours = Some("G350212201304010011");
        let temporary = |born: Option<&str>, sex| {
            let birth = born.map(date);
            move |row| Listed { student_no: number("L3502122013040299ZZ"), birth, sex, ..row }
        };
        assert_eq!(of_one(ours, Sex::Male, "2013-04-01", temporary(Some("2013-04-02"), Some(Sex::Female))), ONLY);
        assert_eq!(of_one(ours, Sex::Male, "2013-04-01", temporary(None, None)), ONLY, "its number has the birthday");
        assert_eq!(of_one(ours, Sex::Male, "2013-04-02", temporary(None, Some(Sex::Female))), ONLY);
        assert_eq!(of_one(ours, Sex::Male, "2013-04-02", temporary(Some("2013-04-02"), Some(Sex::Male))), []);
        let numberless = |row| Listed { birth: Some(date("2009-04-02")), sex: Some(Sex::Female), ..row };
        assert_eq!(of_one(ours, Sex::Male, "2013-04-01", numberless), ONLY);
        let other = |row| Listed { student_no: number("G350212201305150024"), sex: Some(Sex::Female), ..row };
        assert_eq!(of_one(None, Sex::Male, "2012-04-01", other), ONLY);
        let unlike = |row| Listed { student_no: number("L35021220130402ZZ"), ..row };
        assert_eq!(of_one(ours, Sex::Male, "2013-04-02", unlike), ONLY, "another number and no birthday");
    }

    #[test]
    fn namesakes_of_a_class_are_told_apart_by_birthday() {
        let (mut books, class) = named(&["王一", "王一", "王一"]);
        let days = ["2013-04-01", "2013-05-02"].map(date);
        for (pupil, born) in books.pupils.iter_mut().zip(days) {
            pupil.record.birth = Some(born);
        }
        let born = |nth, born| Listed { birth: Some(born), ..row(nth, "王一", class) };
        let listed = [born(2, days[1]), born(3, days[0]), row(4, "王一", class), born(5, days[0])];
        let comparison = School::from_books(books).compare(&listed, Vec::new(), date("2025-10-10"));
        let lines: Vec<_> = comparison.lines.iter().map(|line| (line.what, line.row, line.again)).collect();
        assert_eq!(lines, [(Disagreement::Twice, Some(5), Some(3))]);
        assert_eq!((comparison.agree, comparison.by_name), (3, 1), "the third by the name that is left");
    }

    #[test]
    fn a_class_stands_in_the_order_of_its_seats() {
        let (mut books, class) = named(&["王一", "丁二", "安三"]);
        for (pupil, seat) in books.pupils.iter_mut().zip([2, 3, 1]) {
            pupil.standings = vec![(date("2025-09-01"), Standing::InClass { class, seat: Some(seat) })];
        }
        let names: Vec<String> = told(books, &[]).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["安三", "王一", "丁二"]);
    }
}
