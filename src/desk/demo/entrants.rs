//! The children who should have entered the seventh grade: a class of them did, a few are elsewhere, and a few are still
//! looked for.

use super::people::{Person, Staffroom};
use super::step::Step;
use super::{Dice, Extent, OWN_CLASS, YEAR, at, on};
use crate::desk::{Clock, new_id};
use crate::domain::class::Grade;
use crate::domain::entrant::{
    EntrantRecord, EntryDays, EntryNo, EntryNotice, EntryPaper, Outcome, OutcomeRecord, RegistrationRecord, Source,
    TraceRecord, TraceStep,
};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, TraceId};
use crate::domain::letter::Receipt;
use crate::domain::people::{Guardian, Sex};
use crate::domain::status::Proof;
use chrono::{NaiveDate, NaiveDateTime};
use rand::SeedableRng;

/// Dice of its own: what is told here changes nothing else.
const OTHER_DICE: u64 = 0xe17a;

/// A child who has not come.
struct Missing {
    name: &'static str,
    sex: Sex,
    born: (i32, u32, u32),
    village: &'static str,
    guardian: &'static str,
    migrant: bool,
    /// What was done, when, with whom, and what came of it.
    traced: &'static [((u32, u32), TraceStep, &'static str, &'static str)],
    found: Found,
}

/// What became of one.
enum Found {
    NotYet,
    Nowhere(&'static str),
    Elsewhere(&'static str),
    /// 缓学, approved by whom.
    PutOff(&'static str),
    Moved(&'static str),
}

const MISSING: &[Missing] = &[
    Missing {
        name: "程一帆",
        sex: Sex::Male,
        born: (2012, 11, 3),
        village: "南桥社区",
        guardian: "程建军",
        migrant: true,
        traced: &[
            ((9, 2), TraceStep::Call, "程建军", "停机"),
            ((9, 4), TraceStep::Visit, "房东", "暑假已退租，听说去了泉州"),
        ],
        found: Found::NotYet,
    },
    Missing {
        name: "万诗语",
        sex: Sex::Female,
        born: (2013, 2, 19),
        village: "溪岸社区",
        guardian: "万志强",
        migrant: true,
        traced: &[((9, 2), TraceStep::Call, "万志强", "说孩子在老家，学校名称说不清")],
        found: Found::NotYet,
    },
    Missing {
        name: "葛天佑",
        sex: Sex::Male,
        born: (2012, 9, 27),
        village: "竹坑村",
        guardian: "葛水生",
        migrant: false,
        traced: &[
            ((9, 2), TraceStep::Call, "葛水生", "空号"),
            ((9, 3), TraceStep::Visit, "邻居", "原址已拆，不知去向"),
            ((9, 8), TraceStep::Street, "栖云镇政府", "正在查找"),
        ],
        found: Found::Nowhere("原址已拆，电话空号，已请栖云镇政府查找"),
    },
    Missing {
        name: "安雨晴",
        sex: Sex::Female,
        born: (2013, 4, 8),
        village: "东门社区",
        guardian: "安国强",
        migrant: false,
        traced: &[((9, 2), TraceStep::Call, "安国强", "在集美上学，会送在读证明来")],
        found: Found::Elsewhere("集美区杏林中学七年级(5)班"),
    },
    Missing {
        name: "史明哲",
        sex: Sex::Male,
        born: (2013, 6, 30),
        village: "石埕村",
        guardian: "史长青",
        migrant: false,
        traced: &[((9, 3), TraceStep::Visit, "史长青", "孩子术后休养，申请缓学")],
        found: Found::PutOff("栖云镇人民政府"),
    },
    Missing {
        name: "孔若曦",
        sex: Sex::Female,
        born: (2012, 12, 12),
        village: "柳浪社区",
        guardian: "孔令军",
        migrant: true,
        traced: &[((9, 2), TraceStep::Call, "孔令军", "全家已迁回江西，名单请转赣县")],
        found: Found::Moved("江西省赣州市赣县梅林镇"),
    },
];

/// The list, its notices, the desk before the term, and the tracing after it.
pub(super) fn steps(extent: &Extent, people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let mut dice = Dice::seed_from_u64(extent.seed ^ OTHER_DICE);
    let mut id = || new_id(&mut dice, &Clock::Stopped(at(8, 28, 16, 0)));
    let here = people.iter().filter(|person| person.class.code() == OWN_CLASS && person.from == extent.first);
    let here: Vec<(EntrantId, EntrantRecord)> =
        here.filter_map(|person| Some((EntrantId(person.id.0), of_pupil(person)?))).collect();
    let missing: Vec<(EntrantId, &Missing)> = MISSING.iter().map(|missing| (EntrantId(id()), missing)).collect();
    let all = || {
        let of_missing = missing.iter().filter_map(|(id, missing)| Some((*id, of_missing(missing)?)));
        here.iter().cloned().chain(of_missing)
    };
    let record = |at, why, changes| Step::record(at, &staff.affairs, why, changes);
    let listed = all().map(|(id, record)| Change::Entrant { id, to: Some(Box::new(record)) }).collect();
    let notices = all()
        .zip(1..)
        .map(|((entrant, record), number)| Change::EntryNotice { entrant, to: Box::new(notice(number, &record)) });
    let delivered = all().map(|(entrant, record)| {
        let by = record.guardians.first().map(|guardian| guardian.name.clone()).unwrap_or_default();
        let receipt = Receipt { by, on: on(8, 29), how: "手中发放".into() };
        Change::Delivery { entrant, to: Some(receipt) }
    });
    let registered = here.iter().map(|(entrant, _)| {
        let papers = EntryPaper::ALL.into();
        Change::Registration { entrant: *entrant, to: Some(RegistrationRecord { on: on(8, 31), papers }) }
    });
    let mut steps = vec![
        record(at(8, 28, 16, 0), Why::ImportEntrants, listed),
        record(at(8, 29, 8, 30), Why::IssueEntryNotices, notices.collect()),
        record(at(8, 29, 17, 0), Why::DeliverNotice, delivered.collect()),
        record(at(8, 31, 16, 40), Why::RegisterEntrant, registered.collect()),
    ];
    for (entrant, missing) in &missing {
        let step = TraceStep::Owner(staff.affairs.id);
        let mut traces = vec![(at(9, 1, 15, 10), trace(*entrant, at(9, 1, 15, 10), step, "", ""))];
        traces.extend(missing.traced.iter().map(|((month, day), step, with, said)| {
            let when = at(*month, *day, 16, 20);
            (when, trace(*entrant, when, *step, with, said))
        }));
        steps.extend(traces.into_iter().map(|(when, to)| {
            record(when, Why::TraceEntrant, vec![Change::Trace { id: TraceId(id()), to: Some(to) }])
        }));
        if let Some(outcome) = outcome(&missing.found) {
            let to = Some(Box::new(outcome));
            let changes = vec![Change::EntryOutcome { entrant: *entrant, to }];
            steps.push(record(at(9, 12, 10, 0), Why::SettleEntrant, changes));
        }
    }
    steps
}

fn blank(name: &str, born: NaiveDate) -> Option<EntrantRecord> {
    Some(EntrantRecord {
        year: YEAR,
        grade: Grade::new(7)?,
        name: name.to_owned(),
        sex: None,
        birth: Some(born),
        id_no: None,
        hukou: String::new(),
        address: String::new(),
        street: String::new(),
        village: String::new(),
        migrant: false,
        guardians: Vec::new(),
        old_school: "凤栖小学".into(),
        source: Source::Leavers,
        listed_on: on(8, 28),
    })
}

/// A pupil of the class as the list had the child; the village stands in its address.
fn of_pupil(person: &Person) -> Option<EntrantRecord> {
    let record = &person.record;
    let village = record.address.strip_prefix(record.street.as_str()).unwrap_or(&record.address);
    Some(EntrantRecord {
        sex: record.sex,
        id_no: record.id_no.clone(),
        hukou: record.hukou.clone(),
        address: record.address.clone(),
        street: record.street.clone(),
        village: village.trim_end_matches('号').trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
        guardians: record.guardians.clone(),
        ..blank(&record.name, record.birth?)?
    })
}

fn of_missing(missing: &Missing) -> Option<EntrantRecord> {
    let (year, month, day) = missing.born;
    let guardian = Guardian { name: missing.guardian.into(), relation: "父亲".into(), phones: Vec::new() };
    Some(EntrantRecord {
        sex: Some(missing.sex),
        village: missing.village.into(),
        migrant: missing.migrant,
        guardians: vec![guardian],
        ..blank(missing.name, NaiveDate::from_ymd_opt(year, month, day)?)?
    })
}

fn notice(number: u32, record: &EntrantRecord) -> EntryNotice {
    EntryNotice {
        no: EntryNo { year: YEAR, number },
        issued_on: on(8, 29),
        days: EntryDays { from: on(8, 30), to: on(8, 31), place: "教学楼一楼大厅".into() },
        grade: record.grade,
        name: record.name.clone(),
        born: record.born(),
        guardian: record.guardians.first().map(|guardian| guardian.name.clone()).unwrap_or_default(),
        village: record.village.clone(),
        school: super::SCHOOL.into(),
        bureau: super::BUREAU.into(),
    }
}

fn trace(entrant: EntrantId, at: NaiveDateTime, step: TraceStep, with: &str, said: &str) -> TraceRecord {
    TraceRecord { entrant, at, step, with: with.to_owned(), said: said.to_owned() }
}

fn outcome(found: &Found) -> Option<OutcomeRecord> {
    let of = |outcome| OutcomeRecord::new(outcome, on(9, 12));
    Some(match found {
        Found::NotYet => return None,
        Found::Nowhere(note) => OutcomeRecord { note: (*note).into(), ..of(Outcome::NotFound) },
        Found::Elsewhere(place) => OutcomeRecord {
            place: (*place).into(),
            papers: [(Proof::Attendance, None)].into(),
            ..of(Outcome::Elsewhere)
        },
        Found::PutOff(by) => OutcomeRecord {
            papers: [(Proof::Application, None), (Proof::Hospital, None)].into(),
            approved_by: (*by).into(),
            until: NaiveDate::from_ymd_opt(YEAR + 1, 8, 31),
            ..of(Outcome::Deferred)
        },
        Found::Moved(place) => OutcomeRecord { place: (*place).into(), ..of(Outcome::Moved) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entrant::Destination;

    #[test]
    fn a_few_are_still_looked_for_and_the_sum_closes() {
        let desk = crate::desk::demo(None).unwrap();
        let figures = desk.entrant_figures(YEAR).unwrap();
        assert_eq!((figures.of(Destination::Open), figures.not_found), (3, 1));
        assert_eq!(figures.listed, figures.registered + MISSING.len());
        assert_eq!(figures.issued, figures.listed);
        let listed = desk.school().tracing(YEAR, desk.today());
        assert!(listed.iter().all(|traced| traced.owner.is_some()) && listed.len() >= 3, "{listed:?}");
        for entrant in desk.school().entrants.iter().filter_map(|entrant| entrant.outcome.as_ref()) {
            assert!(entrant.record.lacks(YEAR, true).is_empty(), "{entrant:?}");
        }
    }
}
