//! What was done about the pupil, in the order of time (个案过程): marks stand in the attendance.

use super::{Facts, Filed, What as Kept, span, table, terms};
use crate::documents::{dates, plan};
use crate::domain::dossier::Item;
use crate::domain::paper::{Block, Sheet, Text};
use crate::domain::status::Stands;
use crate::domain::timeline::{self, Happened, What};
use chrono::NaiveDate;

const COLUMNS: [(&str, u16); 4] = [("时间", 22), ("事项", 17), ("内容", 47), ("经办人", 14)];

pub(super) fn filed(facts: &Facts) -> Option<Filed> {
    let mut happened = timeline::seen(facts.school, facts.who, facts.pupil.id, facts.as_of);
    // Of one moment what led to the other stands first: a paper before its receipt.
    happened.reverse();
    let mut lines: Vec<(NaiveDate, [String; 4])> =
        happened.iter().filter_map(|happened| Some((happened.at.date(), line(facts, happened)?))).collect();
    for case in facts.school.cases(facts.pupil.id, facts.as_of) {
        let opened = (case.opened, "个案开启", "出现无故未到校");
        let reopened = case.reopened.iter().map(|day| (*day, "个案重新开启", "跟踪期内再次无故未到校"));
        let returned = case.returned.map(|day| (day, "返校", "点名到校"));
        for (day, kind, said) in std::iter::once(opened).chain(reopened).chain(returned) {
            // Before what was done about it on that day.
            let at = lines.partition_point(|(on, _)| *on < day);
            lines.insert(at, (day, [dates::full(day), kind.to_owned(), said.to_owned(), String::new()]));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let days: Vec<NaiveDate> = lines.iter().map(|(day, _)| *day).collect();
    let rows = lines.into_iter().map(|(_, cells)| cells.map(Text::from).into()).collect();
    let name = terms::item(Item::TimeLine);
    let blocks = vec![facts.about(), table(&COLUMNS, rows), Block::paragraph("点名情况见考勤明细。")];
    Some(Filed {
        item: Item::TimeLine,
        name: name.to_owned(),
        number: String::new(),
        on: span(days.into_iter()),
        what: Kept::Paper { paper: facts.paper(Sheet::Letter, name, blocks), file: name.to_owned() },
    })
}

/// When, what, what was said, by whom; none of marks.
fn line(facts: &Facts, happened: &Happened) -> Option<[String; 4]> {
    let at = terms::moment(happened.at);
    let on = dates::full(happened.at.date());
    Some(match happened.what {
        What::Marked(..) => return None,
        What::Leave(leave) => {
            let kind = terms::mark(leave.note.kind.mark());
            let said = format!("{kind}至{}", dates::day(leave.note.to));
            [on, "请假".to_owned(), terms::said(said, &leave.note.reason), leave.note.approved_by.clone()]
        }
        What::Contact(contact) => {
            [at, "联系家长".to_owned(), terms::contact(&contact.record), facts.name_of(contact.recorded_by)]
        }
        What::Visit(visit) => [at, "家访".to_owned(), terms::visit(&visit.record), facts.name_of(visit.recorded_by)],
        What::Letter(letter) => {
            let record = &letter.record;
            let said = format!("{}，主送{}", record.paper.number, record.to);
            [on, terms::letter(record.kind).to_owned(), said, facts.name_of(letter.issued_by)]
        }
        What::Receipt(letter, receipt) => {
            let said = terms::said(letter.record.paper.number.as_str(), &receipt.how);
            [on, "签收".to_owned(), said, receipt.by.clone()]
        }
        What::Step(taken) => {
            let (kind, said) = terms::step(&taken.record.step);
            [at, kind.to_owned(), said, facts.name_of(taken.recorded_by)]
        }
        What::Status(status, stands) => {
            let record = &status.record;
            let state = match stands {
                Stands::AppliedFor => "申请中",
                Stands::Ahead => "待生效",
                Stands::InEffect => "已生效",
            };
            let said = terms::said(state, &record.counterpart);
            [on, terms::status(record.kind).to_owned(), said, facts.name_of(status.recorded_by)]
        }
        What::Planned(of) => {
            let said = terms::said(plan::plan_title(of.record.kind), &of.record.goal);
            [on, "立帮扶方案".to_owned(), said, facts.name_of(of.record.owner)]
        }
        What::Helped(_, helped) => {
            let record = &helped.record;
            [
                at,
                plan::help_name(&record.help).to_owned(),
                terms::said(record.what.as_str(), &record.result),
                record.who.clone(),
            ]
        }
        What::PlanClosed(of, closing) => {
            let said = terms::said(plan::plan_title(of.record.kind), &closing.result);
            [on, "方案结案".to_owned(), said, facts.name_of(of.record.owner)]
        }
    })
}
