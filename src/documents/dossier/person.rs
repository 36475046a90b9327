//! What the books say of the pupil and of the guardians.

use super::{Facts, Filed, What, last_four, table, terms};
use crate::documents::dates;
use crate::domain::dossier::Item;
use crate::domain::paper::{Block, Sheet, Text};
use crate::domain::people::Standing;
use chrono::NaiveDate;

/// What stands where the books say nothing.
const UNRECORDED: &str = "未登记";

/// The line that is for whoever needs to know.
const GROUPS: &str = "重点人群";

/// 学生基本信息表
pub(super) fn pupil(facts: &Facts) -> Filed {
    let record = &facts.pupil.record;
    let said = |text: &str| if text.trim().is_empty() { UNRECORDED.to_owned() } else { text.trim().to_owned() };
    let end = |number: Option<&str>| number.map_or(UNRECORDED.to_owned(), last_four);
    let born = record.birth.or(record.id_no.as_ref().and_then(|no| no.born()));
    let seat = facts.pupil.seat(facts.as_of).map(|seat| format!("　{seat}号")).unwrap_or_default();
    let may_see = facts.school.may_see_need_of(facts.who, facts.pupil.id, facts.as_of);
    let groups = facts.school.open_groups(facts.pupil.id, facts.as_of);
    let groups: Vec<&str> = groups.iter().map(|it| terms::group(it.kind)).collect();
    let boards = match record.boarder {
        Some(true) if record.dormitory.trim().is_empty() => "住校".to_owned(),
        Some(true) => format!("住校　宿舍{}", record.dormitory.trim()),
        Some(false) => "走读".to_owned(),
        None => UNRECORDED.to_owned(),
    };
    let standings = facts.pupil.standings.iter().filter(|(from, _)| *from <= facts.as_of);
    let standings: Vec<String> = standings.map(|(from, standing)| stood(*from, *standing)).collect();
    let rows = [
        ("姓名", record.name.clone()),
        ("性别", record.sex.map_or(UNRECORDED, terms::sex).to_owned()),
        ("出生日期", born.map_or(UNRECORDED.to_owned(), dates::full)),
        ("班级、座号", format!("{}{seat}", facts.class)),
        ("学籍号末四位", end(record.student_no.as_ref().map(|no| no.as_str()))),
        ("身份证件号末四位", end(record.id_no.as_ref().map(|no| no.as_str()))),
        ("户口所在地", said(&record.hukou)),
        ("现住址", said(&record.address)),
        ("所属街道（镇）", said(&record.street)),
        ("走读、住校", boards),
        (GROUPS, if groups.is_empty() { "无".to_owned() } else { groups.join("、") }),
        ("在籍情况", standings.join("；")),
    ];
    let rows = rows.into_iter().filter(|(label, _)| may_see || *label != GROUPS);
    let rows = rows.map(|(label, text)| vec![label.into(), Text::from(text)]).collect();
    filed(facts, Item::Pupil, vec![table(&[("项目", 25), ("内容", 75)], rows)])
}

fn stood(from: NaiveDate, standing: Standing) -> String {
    let from = dates::full(from);
    match standing {
        Standing::InClass { class, .. } => format!("{from}起在{class}"),
        Standing::Suspended => format!("{from}起休学"),
        Standing::Deferred => format!("{from}起缓学"),
        Standing::OffRoll { class, why } => format!("{from}起{}，在籍于{class}", terms::off_roll(why)),
        Standing::Gone => format!("{from}起不在本校"),
    }
}

/// 监护人及联系方式
pub(super) fn guardians(facts: &Facts) -> Filed {
    let guardians = &facts.pupil.record.guardians;
    let mut blocks = vec![facts.about()];
    if guardians.is_empty() {
        blocks.push(Block::paragraph("没有登记监护人。"));
    } else {
        let row = |(nth, guardian): (usize, &crate::domain::people::Guardian)| {
            let phones: Vec<String> = guardian.phones.iter().map(ToString::to_string).collect();
            let phones = if phones.is_empty() { UNRECORDED.to_owned() } else { phones.join("、") };
            let relation = if guardian.relation.is_empty() { UNRECORDED } else { &guardian.relation };
            [&(nth + 1).to_string(), guardian.name.as_str(), relation, &phones].map(Text::from).into()
        };
        let rows = guardians.iter().enumerate().map(row).collect();
        blocks.push(table(&[("序号", 8), ("姓名", 24), ("与学生关系", 22), ("联系电话", 46)], rows));
    }
    filed(facts, Item::Guardians, blocks)
}

fn filed(facts: &Facts, item: Item, blocks: Vec<Block>) -> Filed {
    let name = terms::item(item);
    Filed {
        item,
        name: name.to_owned(),
        number: String::new(),
        on: dates::full(facts.as_of),
        what: What::Paper { paper: facts.paper(Sheet::Letter, name, blocks), file: name.to_owned() },
    }
}
