//! The contact record (家校联系记录, form 3c), from the latest contact.

use super::facts::Facts;
use super::sentences::{blank, called, known, letter, pupil_rows};
use super::{Form, Parts};
use crate::documents::dates;
use crate::documents::dossier::terms;
use crate::domain::contact::{ContactRecord, Means, Reason};
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Fill, Paper, Slot};

const NAME: &str = "家校联系记录";

pub const FORM: Form =
    Form { kind: LetterKind::Contact, name: NAME, short: "联系记录", parts: &[Part::Closing], fill, paper };

/// None where nobody was called.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    facts.contacts.last().ok_or(Lacking::Contact)?;
    Ok(Parts::from([(Part::Closing, String::new())]))
}

fn means(contact: &ContactRecord) -> &'static str {
    match contact.by {
        Means::Visit => "面谈、家长来校",
        by => terms::means(by),
    }
}

/// Masked, and whether the books have it.
fn number(facts: &Facts, contact: &ContactRecord) -> String {
    let mut registered = facts.record.guardians.iter().flat_map(|guardian| &guardian.phones);
    match &contact.phone {
        Some(phone) if registered.any(|of_books| of_books == phone) => format!("{}（登记号码）", phone.masked()),
        Some(phone) => format!("{}（非登记号码）", phone.masked()),
        None => String::new(),
    }
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let ticks = |label: &str, ticked: &str| Slot::new(label, Fill::Written(ticked.into()));
    let mut rows = pupil_rows(facts);
    if let Some(contact) = facts.contacts.last() {
        let returns = contact.returns.map(dates::full).unwrap_or_default();
        let who = called(&contact.guardian, &facts.record.guardians);
        rows.extend([
            vec![known("日期时间", &dates::moment_of_year(contact.at), 8), known("方式", means(contact), 8)],
            vec![known("联系对象", who.trim_start_matches('其'), 8), known("号码", &number(facts, contact), 8)],
            vec![ticks("回拨核实", "□是　□否"), known("结果", terms::reached(contact.reached), 8)],
            vec![known("谈话内容", &contact.said, 120)],
            vec![known("孩子现在何处", &contact.whereabouts, 30)],
            vec![known("原因", contact.reason.map_or("", Reason::term), 8), known("承诺返校", &returns, 8)],
            vec![ticks("侵害失踪线索", "□有（立即报告）　□无"), known("下次联系", &contact.next, 8)],
            vec![known("备注", parts.get(Part::Closing), 60)],
        ]);
    }
    rows.push(vec![known("记录人", &facts.contact_by, 8), blank("签字", 8)]);
    letter(facts, vec![NAME.into()], "", NAME, vec![Block::Grid { rows }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    fn facts() -> Facts {
        Facts { number: "记〔2025〕2号".into(), ..made_up::third_day() }
    }

    #[test]
    fn a_whole_record() {
        insta::assert_snapshot!(said(&facts()));
    }

    #[test]
    fn without_a_contact_there_is_no_record() {
        assert_eq!(fill(&Facts { contacts: Vec::new(), ..facts() }), Err(Lacking::Contact));
    }

    /// Numbers are masked: the sheet is kept in a folder in the office.
    #[test]
    fn it_masks_the_numbers() {
        let (facts, said) = (facts(), said(&facts()));
        assert!(said.contains("139****0002（登记号码）") && said.contains("0036"), "{said}");
        for hidden in [facts.record.student_no.as_ref().unwrap().as_str(), made_up::ID_NO, "13900000002"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}
