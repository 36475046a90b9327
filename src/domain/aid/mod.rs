//! Aid (资助; domain handbook section 4): which kinds there are, who should get them by rule, who got them in a term, and
//! who is left out (应助未助).

use super::calendar::Term;
use super::class::Class;
use super::flags::Scope;
use super::ids::{AidId, AidKindId, PupilId, StaffId};
use super::people::{KeyGroup, Pupil, Role};
use super::plan::{MOST_CHARACTERS, is_brief};
use super::register::Span;
use super::school::{School, about};
use super::todo::{Task, Todo};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::iter::Sum;
use std::str::FromStr;
use uuid::Uuid;

/// A kind of aid (资助项目): what it is called, and who should get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AidKindRecord {
    pub name: String,
    /// Whoever belongs to one of these should get it.
    #[serde(default)]
    pub groups: BTreeSet<KeyGroup>,
    /// Only those who board.
    #[serde(default)]
    pub boarders_only: bool,
}

/// A kind of aid (资助项目): who should get it, and by what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidKind {
    pub id: AidKindId,
    pub record: AidKindRecord,
}

/// A kind that every school begins with; a school may set another rule for it.
struct BuiltIn {
    id: AidKindId,
    code: &'static str,
    name: &'static str,
    groups: &'static [KeyGroup],
    boarders_only: bool,
}

/// 家庭经济困难四类: 建档立卡（脱贫、监测）, 低保, 特困, 残疾、孤儿. Children whom nobody in fact brings up are helped as
/// orphans are (事实无人抚养儿童参照孤儿).
const FOUR_CATEGORIES: &[KeyGroup] = &[
    KeyGroup::Orphan,
    KeyGroup::Unattended,
    KeyGroup::Disabled,
    KeyGroup::PovertyLifted,
    KeyGroup::Dibao,
    KeyGroup::Tekun,
];

pub const TWO_EXEMPT: AidKindId = AidKindId(Uuid::from_u128(0xa1d_0001));
pub const FOUR_EXEMPT: AidKindId = AidKindId(Uuid::from_u128(0xa1d_0002));
pub const NUTRITION: AidKindId = AidKindId(Uuid::from_u128(0xa1d_0003));
pub const BOARDERS: AidKindId = AidKindId(Uuid::from_u128(0xa1d_0004));

const BUILT_IN: [BuiltIn; 4] = [
    BuiltIn { id: TWO_EXEMPT, code: "two-exempt", name: "两免一补", groups: FOUR_CATEGORIES, boarders_only: false },
    BuiltIn {
        id: FOUR_EXEMPT,
        code: "four-exempt",
        name: "四免两补",
        groups: &[KeyGroup::Inclusive],
        boarders_only: false,
    },
    BuiltIn {
        id: NUTRITION,
        code: "nutrition",
        name: "营养改善",
        groups: &[KeyGroup::PovertyLifted, KeyGroup::Dibao, KeyGroup::Tekun],
        boarders_only: false,
    },
    BuiltIn { id: BOARDERS, code: "boarders", name: "寄宿生补助", groups: FOUR_CATEGORIES, boarders_only: true },
];

impl AidKind {
    /// The language-neutral name of a kind that every school has; a school's own is called by its name.
    pub fn code(&self) -> &str {
        let built_in = BUILT_IN.iter().find(|built_in| built_in.id == self.id);
        built_in.map_or(&self.record.name, |built_in| built_in.code)
    }

    pub fn is_own(&self) -> bool {
        BUILT_IN.iter().all(|built_in| built_in.id != self.id)
    }
}

/// An amount of money in hundredths of a yuan (分), written `625.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Yuan(u64);

/// What was read is no amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an amount: write 625 or 625.50")]
pub struct NotAnAmount;

impl FromStr for Yuan {
    type Err = NotAnAmount;

    fn from_str(written: &str) -> Result<Yuan, NotAnAmount> {
        const LARGEST: u64 = 100_000_000;
        let written = super::plain::plain(written.trim());
        let written = written.trim_end_matches('元');
        let (whole, part) = written.split_once('.').unwrap_or((written, ""));
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
            return Err(NotAnAmount);
        }
        let whole: u64 = whole.parse().ok().filter(|whole| *whole < LARGEST).ok_or(NotAnAmount)?;
        let part: u64 = format!("{part:0<2}").parse().map_err(|_| NotAnAmount)?;
        Ok(Yuan(whole * 100 + part))
    }
}

impl Yuan {
    /// In yuan, for tables that are counted on.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl TryFrom<String> for Yuan {
    type Error = NotAnAmount;

    fn try_from(written: String) -> Result<Yuan, NotAnAmount> {
        written.parse()
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Sum for Yuan {
    fn sum<I: Iterator<Item = Yuan>>(amounts: I) -> Yuan {
        Yuan(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
    }
}

/// Aid that a pupil gets, from one day to another (受助).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AidRecord {
    pub pupil: PupilId,
    pub kind: AidKindId,
    pub from: NaiveDate,
    /// The last day; none while it goes on.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub amount: Option<Yuan>,
    /// 审批文件
    #[serde(default)]
    pub paper: String,
}

impl AidRecord {
    /// Whether it holds on any day of a span; a span without its last day goes on.
    pub fn meets(&self, from: NaiveDate, until: Option<NaiveDate>) -> bool {
        self.until.is_none_or(|last| from <= last) && until.is_none_or(|until| self.from <= until)
    }
}

/// Aid that a pupil gets (受助记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aid {
    pub id: AidId,
    pub record: AidRecord,
    pub recorded_by: StaffId,
}

/// Why aid cannot be recorded, or a kind cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotAid {
    /// Aid is granted by the student-affairs office, the registrar and the leadership.
    NotYours,
    /// It ends before it begins.
    Reversed,
    /// The pupil gets it already, since that day.
    Already(NaiveDate),
    /// The pupil does not get it.
    GetsNone,
    /// The pupil was in no class by its first day.
    NeverHere,
    /// A group that only the leadership may know of is no ground for a list.
    SealedGroup,
    NoName,
    /// So many characters at the most.
    TooLong(usize),
    /// The pupil came on this later day: no aid of ours was before it.
    BeforeEnrolled(NaiveDate),
}

/// One pupil and one kind of aid in a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidLine<'a> {
    pub pupil: &'a Pupil,
    pub class: Class,
    pub kind: AidKindId,
    /// The groups for which the pupil should get it by rule; none for one who gets it without being named by the rule.
    pub grounds: Vec<KeyGroup>,
    /// Earliest first.
    pub given: Vec<&'a Aid>,
    /// Aid that began before this day counts its amount in an earlier term.
    counted_from: NaiveDate,
}

impl AidLine<'_> {
    /// 应助
    pub fn is_due(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// 应助未助
    pub fn is_left_out(&self) -> bool {
        self.given.is_empty()
    }

    /// Whether the amount of this aid is the term's: of what goes on from an earlier one it was counted there.
    pub fn counts(&self, aid: &Aid) -> bool {
        self.counted_from <= aid.record.from
    }

    pub fn amount(&self) -> Yuan {
        let begun = self.given.iter().filter(|aid| self.counts(aid));
        begun.filter_map(|aid| aid.record.amount).sum()
    }
}

/// What the lines of one kind come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AidTotal {
    pub kind: AidKindId,
    /// 应助
    pub due: usize,
    /// 应助已助: with those left out as many as should get it
    pub given: usize,
    /// 应助未助
    pub left_out: usize,
    /// 另助: given to pupils whom the rule does not name
    pub beyond: usize,
    /// All that was given.
    pub amount: Yuan,
}

/// How many pupils of a class were there on a day (在校人数): for meals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headcount {
    pub date: NaiveDate,
    pub class: Class,
    /// Expected on a roll that was taken.
    pub expected: usize,
    /// There for at least one of the day's rolls.
    pub present: usize,
}

impl School {
    /// Who was there, by day and class; days without a roll are left out, for nobody knows.
    pub fn headcount(&self, scope: Scope, span: Span) -> Vec<Headcount> {
        let mut counts: BTreeMap<(NaiveDate, Class), (usize, usize)> = BTreeMap::new();
        for pupil in &self.pupils {
            for day in self.pupil_days(pupil.id, span.from, span.to) {
                let Some(class) = pupil.class(day.date).filter(|class| scope.covers(*class)) else { continue };
                let (expected, present) = counts.entry((day.date, class)).or_default();
                *expected += 1;
                *present += usize::from(day.attended() > 0);
            }
        }
        let count = |((date, class), (expected, present))| Headcount { date, class, expected, present };
        counts.into_iter().map(count).collect()
    }

    /// The kinds of aid, those that every school has first, then the school's own by name.
    pub fn aid_kinds(&self) -> Vec<AidKind> {
        let set = |id: AidKindId| self.set_aid_kinds.iter().find(|kind| kind.id == id);
        let built_in = BUILT_IN.iter().map(|built_in| {
            let record = AidKindRecord {
                name: built_in.name.to_owned(),
                groups: built_in.groups.iter().copied().collect(),
                boarders_only: built_in.boarders_only,
            };
            set(built_in.id).cloned().unwrap_or(AidKind { id: built_in.id, record })
        });
        let mut own: Vec<AidKind> = self.set_aid_kinds.iter().filter(|kind| kind.is_own()).cloned().collect();
        own.sort_by(|a, b| (&a.record.name, a.id).cmp(&(&b.record.name, b.id)));
        built_in.chain(own).collect()
    }

    pub fn aid_kind(&self, id: AidKindId) -> Option<AidKind> {
        self.aid_kinds().into_iter().find(|kind| kind.id == id)
    }

    /// The kind of this code or name.
    pub fn find_aid_kind(&self, asked: &str) -> Option<AidKind> {
        let asked = asked.trim();
        self.aid_kinds().into_iter().find(|kind| kind.code().eq_ignore_ascii_case(asked) || kind.record.name == asked)
    }

    /// The aid of a pupil, earliest first.
    pub fn aid_of(&self, pupil: PupilId) -> &[Aid] {
        about(&self.aid, pupil, |aid| aid.record.pupil)
    }

    /// From which first day on aid is given in a term: an amount is for the term in which the aid begins, and what goes
    /// on over several counts once. What begins in the holidays is the next term's.
    fn aid_counted_from(&self, term: &Term) -> NaiveDate {
        /// Before the first term that the books know, so long.
        const HOLIDAYS: Days = Days::new(62);
        let before = self.calendar.terms().iter().map(|it| it.last).filter(|last| *last < term.first).max();
        before.and_then(|last| last.succ_opt()).unwrap_or(term.first - HOLIDAYS)
    }

    /// Who should get which aid in a term and who got it, of these classes: by kind, class, seat and name. Whoever
    /// belonged to a group on any day of the term, as far as it has come, should get it.
    pub fn aid_lines(&self, term: &Term, today: NaiveDate, scope: Scope) -> Vec<AidLine<'_>> {
        let on = today.clamp(term.first, term.last);
        let kinds = self.aid_kinds();
        let counted_from = self.aid_counted_from(term);
        let mut lines: Vec<(usize, u16, AidLine<'_>)> = Vec::new();
        for pupil in &self.pupils {
            let Some(class) = self.last_class(pupil.id, on).filter(|class| scope.covers(*class)) else { continue };
            let groups = self.open_groups_within(pupil.id, term.first, on);
            let gets_more = kinds.iter().any(|kind| {
                let is_due = groups.iter().any(|group| kind.record.groups.contains(group));
                kind.id == FOUR_EXEMPT && is_due
            });
            for (nth, AidKind { id, record }) in kinds.iter().enumerate() {
                let boards = !record.boarders_only || pupil.record.boarder == Some(true);
                let grounds = groups.iter().copied().filter(|kind| boards && record.groups.contains(kind));
                // 四免两补 stands in the place of 两免一补: nobody should get both.
                let is_held = *id == TWO_EXEMPT && gets_more;
                let grounds: Vec<KeyGroup> = grounds.filter(|_| !is_held).collect();
                let given = self.aid_of(pupil.id).iter().filter(|aid| aid.record.kind == *id);
                let given: Vec<&Aid> = given.filter(|aid| aid.record.meets(term.first, Some(term.last))).collect();
                if !(grounds.is_empty() && given.is_empty()) {
                    let seat = pupil.seat(on).unwrap_or(u16::MAX);
                    lines.push((nth, seat, AidLine { pupil, class, kind: *id, grounds, given, counted_from }));
                }
            }
        }
        lines.sort_by(|(a_nth, a_seat, a), (b_nth, b_seat, b)| {
            let (a_name, b_name) = (&a.pupil.record.name, &b.pupil.record.name);
            (a_nth, a.class, a_seat, a_name, a.pupil.id).cmp(&(b_nth, b.class, b_seat, b_name, b.pupil.id))
        });
        lines.into_iter().map(|(_, _, line)| line).collect()
    }

    /// What lines come to, by kind.
    pub fn aid_totals(&self, lines: &[AidLine<'_>]) -> Vec<AidTotal> {
        let total = |kind: AidKind| {
            let of_kind = || lines.iter().filter(|line| line.kind == kind.id);
            AidTotal {
                kind: kind.id,
                due: of_kind().filter(|line| line.is_due()).count(),
                given: of_kind().filter(|line| line.is_due() && !line.is_left_out()).count(),
                beyond: of_kind().filter(|line| !line.is_due()).count(),
                left_out: of_kind().filter(|line| line.is_left_out()).count(),
                amount: of_kind().map(AidLine::amount).sum(),
            }
        };
        self.aid_kinds().into_iter().map(total).collect()
    }

    /// Whether somebody may grant aid to pupils of a class.
    pub fn may_grant_aid(&self, who: StaffId, class: Class, on: NaiveDate) -> bool {
        const GRANT: [Role; 3] = [Role::Affairs, Role::Registrar, Role::Leadership];
        self.staff.is_empty() || GRANT.into_iter().any(|role| self.holds(who, role, class, on))
    }

    /// Whether aid may be recorded by somebody.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_give(&self, record: &AidRecord, who: StaffId, today: NaiveDate) -> Result<(), CannotAid> {
        let class = self.last_class(record.pupil, today.max(record.from)).ok_or(CannotAid::NeverHere)?;
        if !self.may_grant_aid(who, class, today) {
            return Err(CannotAid::NotYours);
        }
        if record.until.is_some_and(|until| until < record.from) {
            return Err(CannotAid::Reversed);
        }
        is_brief(&record.paper).map_err(|_| CannotAid::TooLong(MOST_CHARACTERS))?;
        let first = self.pupil(record.pupil).and_then(|pupil| pupil.standings.first()).map(|(first, _)| *first);
        if let Some(first) = first.filter(|first| record.until.is_some_and(|until| until < *first)) {
            return Err(CannotAid::BeforeEnrolled(first));
        }
        let same = |aid: &&Aid| aid.record.kind == record.kind && aid.record.meets(record.from, record.until);
        match self.aid_of(record.pupil).iter().find(same) {
            Some(known) => Err(CannotAid::Already(known.record.from)),
            None => Ok(()),
        }
    }

    /// Whether aid may be recorded for several pupils at once.
    ///
    /// # Errors
    /// For whom it may not, and what stands against it.
    pub fn may_give_all(
        &self,
        records: &[AidRecord],
        who: StaffId,
        today: NaiveDate,
    ) -> Result<(), (PupilId, CannotAid)> {
        let may = |record: &AidRecord| self.may_give(record, who, today).map_err(|why| (record.pupil, why));
        records.iter().try_for_each(may)
    }

    /// The aid of a kind that a pupil gets on a day, to be ended with it.
    ///
    /// # Errors
    /// What stands against it.
    pub fn aid_to_end(
        &self,
        (pupil, kind): (PupilId, AidKindId),
        last: NaiveDate,
        who: StaffId,
        today: NaiveDate,
    ) -> Result<&Aid, CannotAid> {
        let class = self.last_class(pupil, today).ok_or(CannotAid::NeverHere)?;
        if !self.may_grant_aid(who, class, today) {
            return Err(CannotAid::NotYours);
        }
        let goes_on = |aid: &&Aid| aid.record.kind == kind && aid.record.meets(last, None);
        let aid = self.aid_of(pupil).iter().find(goes_on).ok_or(CannotAid::GetsNone)?;
        if last < aid.record.from { Err(CannotAid::Reversed) } else { Ok(aid) }
    }

    /// Whether a kind of aid may be set so by somebody.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_set_aid_kind(&self, record: &AidKindRecord, who: StaffId, today: NaiveDate) -> Result<(), CannotAid> {
        if !self.classes(today).into_iter().all(|class| self.may_grant_aid(who, class, today)) {
            return Err(CannotAid::NotYours);
        }
        if record.name.trim().is_empty() {
            return Err(CannotAid::NoName);
        }
        is_brief(&record.name).map_err(|_| CannotAid::TooLong(MOST_CHARACTERS))?;
        if record.groups.iter().any(|group| group.is_sealed()) { Err(CannotAid::SealedGroup) } else { Ok(()) }
    }

    /// A line a class for the student-affairs office: so many of its pupils are in a group that some aid is for, and get
    /// none at all in the term.
    pub(super) fn aid_to_grant(&self, term: &Term, today: NaiveDate) -> Vec<Todo> {
        let mut lines = self.aid_lines(term, today, Scope::School);
        lines.retain(|line| line.pupil.is_enrolled(today));
        lines.sort_by_key(|line| (line.class, line.pupil.id));
        let of_class = lines.chunk_by(|a, b| a.class == b.class).filter_map(|lines| {
            let class = lines.first()?.class;
            let by_pupil = lines.chunk_by(|a, b| a.pupil.id == b.pupil.id);
            let pupils = by_pupil.filter(|lines| lines.iter().all(AidLine::is_left_out)).count();
            let task = Task::GrantAid { class, pupils };
            (pupils > 0).then(|| self.lying_with(Role::Affairs, task, class, term.first, today))
        });
        of_class.collect()
    }
}

#[cfg(test)]
mod tests;
