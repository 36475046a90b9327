//! A made-up notice for the tests: the second day of story S1 of the domain handbook.

use super::escalation;
use super::facts::{Facts, Outside, When};
use crate::domain::class::{Class, Grade};
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::ids::PupilId;
use crate::domain::numbers::{Phone, StudentNo};
use crate::domain::paper::Paper;
use crate::domain::people::{Guardian, PupilRecord};
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{NaiveDate, NaiveDateTime};

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

pub fn guardian(name: &str, relation: &str, phone: &str) -> Guardian {
    Guardian { name: name.into(), relation: relation.into(), phones: vec![Phone::parse(phone).unwrap()] }
}

pub fn contact(pupil: PupilId, when: &str, reached: Reached, guardian: &Guardian, said: &str) -> ContactRecord {
    ContactRecord {
        pupil,
        at: at(when),
        by: Means::Phone,
        reached,
        guardian: format!("{}（{}）", guardian.name, guardian.relation),
        phone: guardian.phones.first().cloned(),
        reason: None,
        said: said.into(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    }
}

pub fn visit(pupil: PupilId, when: &str) -> VisitRecord {
    VisitRecord {
        pupil,
        at: at(when),
        who: "王秀英、李建国".into(),
        met: "奶奶".into(),
        outcome: Outcome::MetOther,
        place: "大同街道凤山路12号".into(),
        found: "孩子在家，不愿上学。".into(),
        agreed: "奶奶与父亲商量后答复".into(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    }
}

pub fn facts() -> Facts {
    let pupil = PupilId::NEW;
    let mother = guardian("林月华", "母亲", "13900000001");
    let father = guardian("陈建国", "父亲", "13900000002");
    let nobody = contact(pupil, "2025-09-08 08:10", Reached::NoAnswer, &mother, "");
    let reached = ContactRecord {
        reason: Some(Reason::Weary),
        whereabouts: "在镇上的商店".into(),
        ..contact(pupil, "2025-09-08 08:25", Reached::Yes, &father, "早上骑车出门，以为已到学校。")
    };
    Facts {
        school: "凤栖中学".into(),
        number: "凤栖校内〔2025〕3号".into(),
        bureau: "厦门市同安区教育局".into(),
        class: Class::new(Grade::new(7).unwrap(), 3).unwrap(),
        own_class: true,
        record: PupilRecord {
            student_no: StudentNo::parse("2025350212000036").ok(),
            guardians: vec![mother, father],
            ..PupilRecord::named("陈小禾")
        },
        as_of: date("2025-09-09"),
        streak: vec![date("2025-09-08"), date("2025-09-09")],
        without_roll: Vec::new(),
        excused: Vec::new(),
        unexcused_sessions: 4,
        contacts: vec![nobody, reached],
        visits: vec![visit(pupil, "2025-09-09 16:30")],
        steps: Vec::new(),
        letters: Vec::new(),
        case: None,
        outside: Some(Outside { at_least: 3, when: When::After { days: 1, on: date("2025-09-10") } }),
        written_by: "王秀英".into(),
    }
}

/// The escalation notice that these facts make, as it is first worded.
pub fn letter(facts: &Facts) -> Paper {
    let parts = (escalation::FORM.fill)(facts).unwrap();
    (escalation::FORM.paper)(facts, &parts)
}
