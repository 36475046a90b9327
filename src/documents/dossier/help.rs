//! Plans of help and what was done of them (帮扶方案与落实记录), as the papers of their own say it, followed by what was
//! attached.

use super::{Facts, Filed, What};
use crate::documents::{dates, plan};
use crate::domain::dossier::Item;
use crate::domain::paper::Paper;
use crate::domain::plan::Plan;
use chrono::NaiveDate;

/// Each plan that had begun by the date, where it concerns the person for whom the dossier is made.
pub(super) fn filed(facts: &Facts) -> Vec<Filed> {
    let is_shown = |plan: &&Plan| facts.school.may_see_plan(facts.who, plan, facts.as_of);
    let plans = facts.school.plans_of(facts.pupil.id).filter(|plan| plan.record.from <= facts.as_of);
    plans.filter(is_shown).flat_map(|plan| of_plan(facts, plan)).collect()
}

fn of_plan(facts: &Facts, of: &Plan) -> Vec<Filed> {
    let title = plan::plan_title(of.record.kind);
    let mut filed = vec![paper(title, of.record.from, plan::plan(facts.school, of, facts.as_of))];
    let attached = of.record.attachments.iter();
    let on = dates::full(of.record.from);
    filed.extend(attached.map(|it| facts.attached(Item::Help, it, title, on.clone())));
    let helped = || facts.school.helped(of.id).filter(|it| it.record.at.date() <= facts.as_of);
    if let Some(last) = helped().next_back() {
        let records = plan::records(facts.school, of, facts.as_of);
        let name = records.title.first().map(ToString::to_string).unwrap_or_default();
        filed.push(paper(&name, last.record.at.date(), records));
    }
    for helped in helped() {
        let on = dates::full(helped.record.at.date());
        let of = format!("{on}{}", plan::help_name(&helped.record.help));
        let attached = helped.record.attachments.iter();
        filed.extend(attached.map(|it| facts.attached(Item::Help, it, &of, on.clone())));
    }
    filed
}

fn paper(name: &str, on: NaiveDate, paper: Paper) -> Filed {
    Filed {
        item: Item::Help,
        name: name.to_owned(),
        number: String::new(),
        on: dates::full(on),
        what: What::Paper { paper, file: name.to_owned() },
    }
}
