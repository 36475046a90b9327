//! Transfers, held against each other over the whole district: a pupil out of one school must turn up at another. Only
//! the keyed digest of the record number says that two lines are about the same pupil; names are never guessed at.

use super::{District, Latest, SchoolName, bare_name};
use crate::domain::ids::DistrictSchoolId;
use crate::domain::monthly::{TransferLine, Way};
use crate::domain::status::Reach;
use chrono::NaiveDate;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One line of a school's file: who moved is not said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Move {
    pub on: NaiveDate,
    #[serde(flatten)]
    pub school: SchoolName,
    pub way: Way,
    pub grade: u8,
    /// As the school wrote it.
    pub counterpart: String,
    /// The counterpart is a school of the district.
    pub within_district: bool,
    /// The school has said that it is a transfer within the district, and wrote of the counterpart what no school of the
    /// district is called: those whose names come nearest. It is waited for like any other within the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_listed: Option<Nearest>,
}

/// Names of schools that come near to one that none bears, the nearest first; shown to a person, who knows which is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Nearest(pub Vec<String>);

impl Move {
    /// By what is written, no school of the district will have the pupil.
    fn goes_outside(&self) -> bool {
        !self.counterpart.is_empty() && !self.within_district && self.not_listed.is_none()
    }
}

/// Out of one school, in at another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pair {
    pub out: Move,
    pub into: Move,
    /// From the day out to the day in, in calendar days; less than 0 where the new school was quicker.
    pub days: i64,
}

/// What the district's transfers come to, each by date and school.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Transfers {
    /// Calendar days within which a pupil must turn up.
    pub within: u16,
    /// 已接续: turned up in time.
    pub matched: Vec<Pair>,
    /// Turned up, but later than that.
    pub late: Vec<Pair>,
    /// 在途: the days have not passed yet.
    pub under_way: Vec<Move>,
    /// 去向不明: the days have passed, and no school has the pupil.
    pub lost: Vec<Move>,
    /// 转往区外: the counterpart is none of the district's schools, and the school has not said that it lies in the
    /// district, so its own bureau must be asked.
    pub to_outside: Vec<Move>,
    /// 区外转入: no school of the district has let the pupil go.
    pub from_outside: Vec<Move>,
    /// 无法比对: without a digest.
    pub unmatchable: Vec<Move>,
}

/// A line with what it is compared by.
struct Line<'a> {
    of: Move,
    id: DistrictSchoolId,
    digest: &'a str,
}

impl District {
    /// How the transfers up to a day stand on it.
    pub fn transfers(&self, bureau: &str, as_of: NaiveDate) -> Transfers {
        let latest = self.latest();
        let mut transfers = Transfers { within: self.match_within(as_of), ..Transfers::default() };
        let (mut outs, mut ins) = (Vec::new(), Vec::new());
        for line in self.lines(bureau, &latest, as_of) {
            match (line.digest, line.of.way) {
                ("", _) => transfers.unmatchable.push(line.of),
                (_, Way::Out) => outs.push(line),
                (_, Way::In) => ins.push(line),
            }
        }
        let by_date = |one: &Line, other: &Line| (&one.of, one.id).cmp(&(&other.of, other.id));
        outs.sort_by(by_date);
        ins.sort_by(by_date);
        transfers.unmatchable.sort();
        transfers.hold_against(outs, ins, as_of);
        transfers
    }

    fn lines<'a>(&self, bureau: &str, latest: &Latest<'a>, as_of: NaiveDate) -> Vec<Line<'a>> {
        let schools: BTreeSet<String> =
            self.schools.iter().map(|school| bare_name(&school.record.name, bureau)).collect();
        let not_listed = |line: &TransferLine, name: &str| {
            let is_lacking = line.reach == Some(Reach::District) && !name.is_empty() && !schools.contains(name);
            is_lacking.then(|| nearest(name, &schools))
        };
        let mut lines = Vec::new();
        for (id, report) in latest.all() {
            let school = self.name_of(id);
            lines.extend(report.transfers.iter().filter(|line| line.on <= as_of).map(|line| {
                let counterpart = line.counterpart.trim().to_owned();
                let bare = bare_name(&counterpart, bureau);
                let (within_district, not_listed) = (schools.contains(&bare), not_listed(line, &bare));
                let (on, way, grade, school) = (line.on, line.way, line.grade, school.clone());
                let of = Move { on, school, way, grade, counterpart, within_district, not_listed };
                Line { of, id, digest: line.digest.as_deref().unwrap_or_default() }
            }));
        }
        lines
    }
}

/// So many of them are shown.
const MOST_NEAR: usize = 3;
/// What stands in the names of all schools and tells none from another.
const OF_ALL: [char; 7] = ['小', '中', '学', '校', '第', '实', '验'];

/// The names that have most of what is written in the same order: 甲中 in 甲中学. A name that shares nothing of its own with
/// it is not near.
fn nearest(written: &str, names: &BTreeSet<String>) -> Nearest {
    let written: Vec<char> = written.chars().collect();
    let shares_its_own = |name: &str| name.chars().any(|c| !OF_ALL.contains(&c) && written.contains(&c));
    let near = names.iter().filter(|name| shares_its_own(name)).map(|name| {
        let name_of: Vec<char> = name.chars().collect();
        (in_order(&written, &name_of), name_of.len(), name)
    });
    let mut near: Vec<(usize, usize, &String)> = near.filter(|(alike, ..)| alike * 2 >= written.len()).collect();
    near.sort_by_key(|(alike, length, name)| (Reverse(*alike), *length, *name));
    Nearest(near.into_iter().take(MOST_NEAR).map(|(.., name)| name.clone()).collect())
}

/// How many characters two texts have in the same order.
fn in_order(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for c in one {
        let mut corner = 0;
        for (at, of) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if c == of { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[other.len()]
}

impl Transfers {
    /// Earliest outs first, each with the in at another school that is nearest to it in time; a pupil that came back to
    /// the same school has turned up as well.
    fn hold_against(&mut self, outs: Vec<Line>, ins: Vec<Line>, as_of: NaiveDate) {
        let mut by_digest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, line) in ins.iter().enumerate() {
            by_digest.entry(line.digest).or_default().push(at);
        }
        let mut taken = vec![false; ins.len()];
        let within = i64::from(self.within);
        for out in outs {
            let days = |at: usize| (ins[at].of.on - out.of.on).num_days();
            let candidates = by_digest.get(out.digest).into_iter().flatten().copied();
            let fits =
                |at: &usize| !taken[*at] && if ins[*at].id == out.id { days(*at) > 0 } else { days(*at) >= -within };
            let nearest = candidates.filter(fits).min_by_key(|at| (ins[*at].id == out.id, days(*at).abs(), *at));
            match nearest {
                Some(at) => {
                    taken[at] = true;
                    let pair = Pair { days: days(at), into: ins[at].of.clone(), out: out.of };
                    if pair.days > within { self.late.push(pair) } else { self.matched.push(pair) }
                }
                None if out.of.goes_outside() => self.to_outside.push(out.of),
                None if (as_of - out.of.on).num_days() > within => self.lost.push(out.of),
                None => self.under_way.push(out.of),
            }
        }
        let left = ins.into_iter().zip(taken).filter(|(_, taken)| !taken);
        self.from_outside = left.map(|(line, _)| line.of).collect();
    }

    /// Who went up to a day and is lost from sight: it stays so until it is found, from whichever day.
    pub fn lost_by(&self, to: NaiveDate) -> impl Iterator<Item = &Move> {
        self.lost.iter().filter(move |it| it.on <= to)
    }

    /// Those of a span, both ends included.
    pub fn over(&self, from: NaiveDate, to: NaiveDate) -> Transfers {
        let within = |on: NaiveDate| from <= on && on <= to;
        let moves = |list: &[Move]| list.iter().filter(|it| within(it.on)).cloned().collect();
        let pairs = |list: &[Pair]| list.iter().filter(|it| within(it.out.on)).cloned().collect();
        Transfers {
            within: self.within,
            matched: pairs(&self.matched),
            late: pairs(&self.late),
            under_way: moves(&self.under_way),
            lost: self.lost_by(to).cloned().collect(),
            to_outside: moves(&self.to_outside),
            from_outside: moves(&self.from_outside),
            unmatchable: moves(&self.unmatchable),
        }
    }
}
