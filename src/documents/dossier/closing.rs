//! The closing sheet (结案审批表) of every case that has ended, with room for the hands that sign it.

use super::{Facts, Filed, What, table, terms};
use crate::documents::dates;
use crate::domain::case::{Case, Ending};
use crate::domain::dossier::Item;
use crate::domain::paper::{Block, Fill, Sheet, Slot, Text};

/// Who gives an opinion and signs, from the class to the leadership.
const SIGNERS: [&str; 3] = ["班主任意见", "德育处（政教处）意见", "校领导审批"];

pub(super) fn filed(facts: &Facts) -> Vec<Filed> {
    let cases = facts.school.cases(facts.pupil.id, facts.as_of);
    let ended = cases.iter().filter_map(|case| case.ending.as_ref().map(|ending| (case, ending)));
    ended.map(|(case, ending)| sheet(facts, case, ending)).collect()
}

fn sheet(facts: &Facts, case: &Case, ending: &Ending) -> Filed {
    let closing = &ending.closing;
    let by = facts.school.closed_by(facts.pupil.id, closing, ending.on);
    let attached = by.map_or(0, |taken| taken.record.attachments.len());
    let mut rows = vec![
        ("个案开启", dates::full(case.opened)),
        ("结案情形", terms::exit(closing.exit).to_owned()),
        ("返校日期", case.returned.map(dates::full).unwrap_or_default()),
        ("依据、佐证", terms::evidence(closing.exit, &closing.evidence).to_owned()),
        ("附件", if attached == 0 { "无".to_owned() } else { format!("{attached}份") }),
        ("登记日期", dates::full(ending.on)),
        ("登记人", by.map(|taken| facts.name_of(taken.recorded_by)).unwrap_or_default()),
        ("复核人", closing.second.clone().unwrap_or_default()),
        ("跟踪期至", ending.watch_until.map(dates::full).unwrap_or_default()),
    ];
    rows.retain(|(_, text)| !text.is_empty());
    let rows = rows.into_iter().map(|(label, text)| vec![label.into(), Text::from(text)]).collect();
    let mut blocks = vec![facts.about(), table(&[("项目", 25), ("内容", 75)], rows)];
    for signer in SIGNERS {
        let line = |slots: &[(&str, Fill)]| slots.iter().map(|(label, fill)| Slot::new(*label, fill.clone())).collect();
        blocks.extend([
            Block::Gap,
            Block::Slots {
                lines: vec![line(&[(signer, Fill::Rest)]), line(&[("签字", Fill::Blank(8)), ("时间", Fill::Rest)])],
            },
        ]);
    }
    let name = terms::item(Item::Closing);
    Filed {
        item: Item::Closing,
        name: name.to_owned(),
        number: String::new(),
        on: dates::full(ending.on),
        what: What::Paper { paper: facts.paper(Sheet::Letter, name, blocks), file: name.to_owned() },
    }
}
