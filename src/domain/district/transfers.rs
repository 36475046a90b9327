//! Transfers, held against each other over the whole district: a pupil out of one school must turn up at another. Only
//! the keyed digest of the record number says that two lines are about the same pupil; names are never guessed at.

use super::{District, Latest, SchoolName, bare_name};
use crate::domain::ids::DistrictSchoolId;
use crate::domain::monthly::Way;
use chrono::NaiveDate;
use serde::Serialize;
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
    /// 转往区外: the counterpart is none of the district's schools, so its own bureau must be asked.
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
        let mut lines = Vec::new();
        for (id, report) in latest.all() {
            let school = self.name_of(id);
            lines.extend(report.transfers.iter().filter(|line| line.on <= as_of).map(|line| {
                let counterpart = line.counterpart.trim().to_owned();
                let within_district = schools.contains(&bare_name(&counterpart, bureau));
                let (on, way, grade, school) = (line.on, line.way, line.grade, school.clone());
                let of = Move { on, school, way, grade, counterpart, within_district };
                Line { of, id, digest: line.digest.as_deref().unwrap_or_default() }
            }));
        }
        lines
    }
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
                None if !out.of.counterpart.is_empty() && !out.of.within_district => self.to_outside.push(out.of),
                None if (as_of - out.of.on).num_days() > within => self.lost.push(out.of),
                None => self.under_way.push(out.of),
            }
        }
        let left = ins.into_iter().zip(taken).filter(|(_, taken)| !taken);
        self.from_outside = left.map(|(line, _)| line.of).collect();
    }

    /// Those of a span, both ends included. What is lost stays until it is found, from whichever day.
    pub fn over(&self, from: NaiveDate, to: NaiveDate) -> Transfers {
        let within = |on: NaiveDate| from <= on && on <= to;
        let moves = |list: &[Move]| list.iter().filter(|it| within(it.on)).cloned().collect();
        let pairs = |list: &[Pair]| list.iter().filter(|it| within(it.out.on)).cloned().collect();
        Transfers {
            within: self.within,
            matched: pairs(&self.matched),
            late: pairs(&self.late),
            under_way: moves(&self.under_way),
            lost: self.lost.iter().filter(|it| it.on <= to).cloned().collect(),
            to_outside: moves(&self.to_outside),
            from_outside: moves(&self.from_outside),
            unmatchable: moves(&self.unmatchable),
        }
    }
}
