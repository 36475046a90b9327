//! A made-up notice for the tests: the second day of story S1 of the domain handbook.

use super::escalation;
use super::facts::{Facts, Outside, Sent, When};
use crate::domain::case::{Case, Stage};
use crate::domain::class::{Class, Grade};
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::ids::PupilId;
use crate::domain::ladder::Rule;
use crate::domain::letter::{LetterKind, Receipt};
use crate::domain::numbers::{IdNo, Phone, StudentNo};
use crate::domain::paper::Paper;
use crate::domain::people::{Guardian, KeyGroup, PupilRecord, Sex};
use crate::domain::step::{About, Ledger, Persuasion, Step, StepRecord};
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// With a check digit that fits.
pub const ID_NO: &str = "350212201305159010";

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
        said_gone: false,
        letters: Vec::new(),
        case: None,
        outside: Some(Outside { at_least: 3, when: When::After { days: 1, on: date("2025-09-10") } }),
        written_on: date("2025-09-09"),
        written_by: "王秀英".into(),
        homeroom: "王秀英".into(),
        contact_by: "王秀英".into(),
        bases: [
            (Rule::R4, "《中华人民共和国未成年人保护法》第二十八条"),
            (Rule::R5, "《中华人民共和国未成年人保护法》第二十八条"),
            (Rule::R7, "《中华人民共和国义务教育法》第五十八条"),
        ]
        .map(|(rule, basis)| (rule, basis.to_owned()))
        .into(),
        back_by: Some(date("2025-09-15")),
        answer_by: Some(date("2025-10-10")),
    }
}

/// The escalation notice that these facts make, as it is first worded.
pub fn letter(facts: &Facts) -> Paper {
    let parts = (escalation::FORM.fill)(facts).unwrap();
    (escalation::FORM.paper)(facts, &parts)
}

/// 陈小禾 on the third day of S1, with all that the school's papers may need to know.
pub fn third_day() -> Facts {
    let facts = facts();
    let record = PupilRecord {
        sex: Some(Sex::Male),
        id_no: Some(IdNo::parse(ID_NO).unwrap()),
        birth: Some(date("2013-05-15")),
        hukou: "福建省厦门市同安区".into(),
        address: "同安区大同街道凤山路12号".into(),
        ..facts.record.clone()
    };
    let notice = Sent {
        kind: LetterKind::Escalation,
        number: facts.number.clone(),
        to: "学校领导".into(),
        on: date("2025-09-09"),
        receipt: Some(Receipt { by: "林校长".into(), on: date("2025-09-10"), how: "请德育处跟进。".into() }),
    };
    Facts {
        number: "凤栖中〔2025〕12号".into(),
        record,
        as_of: date("2025-09-10"),
        written_on: date("2025-09-10"),
        streak: vec![date("2025-09-08"), date("2025-09-09"), date("2025-09-10")],
        unexcused_sessions: 6,
        letters: vec![notice],
        outside: Some(Outside { at_least: 3, when: When::Reached { due: Some(date("2025-09-11")) } }),
        ..facts
    }
}

/// S1 after the two papers were issued: he is back on the fourth day.
pub fn back_on_day_four() -> Facts {
    let facts = third_day();
    let sent = |kind, number: &str, to: &str| Sent {
        kind,
        number: number.into(),
        to: to.into(),
        on: date("2025-09-10"),
        receipt: None,
    };
    let papers = [
        sent(LetterKind::ReportBureau, "凤栖中〔2025〕12号", "厦门市同安区教育局"),
        sent(LetterKind::LetterStreet, "凤栖中〔2025〕13号", "同安区大同街道办事处"),
    ];
    let letters = facts.letters.iter().cloned().chain(papers).collect();
    let case = Case {
        pupil: PupilId::NEW,
        opened: date("2025-09-08"),
        stage: Stage::Reported,
        reached: Stage::Reported,
        overridden: None,
        last_missed: Some(date("2025-09-10")),
        returned: Some(date("2025-09-11")),
        reopened: Vec::new(),
        ending: None,
        danger: None,
        lacking: None,
        trace: None,
        proposes: None,
        follows: None,
    };
    Facts {
        number: "凤栖中〔2025〕14号".into(),
        as_of: date("2025-09-12"),
        written_on: date("2025-09-12"),
        streak: Vec::new(),
        letters,
        case: Some(case),
        ..facts
    }
}

/// 李沐阳 of S2, on the day of the verification letter: gone with the family.
pub fn gone() -> Facts {
    let third = third_day();
    let mother = guardian("罗蕾", "母亲", "13900000003");
    let pupil = PupilId::NEW;
    let record = PupilRecord {
        name: "李沐阳".into(),
        hukou: "江西省赣州市赣县".into(),
        groups: [KeyGroup::Migrant].into(),
        guardians: vec![mother.clone()],
        ..third.record.clone()
    };
    let empty = VisitRecord {
        met: "房东".into(),
        outcome: Outcome::Nobody,
        found: "房东说全家十月三日回江西".into(),
        agreed: String::new(),
        ..visit(pupil, "2025-10-10 08:30")
    };
    let clue = Step::Clue { said: "全家搬离，回江西".into(), source: "房东".into(), gone: true };
    Facts {
        number: "凤栖中〔2025〕20号".into(),
        class: Class::new(Grade::new(5).unwrap(), 1).unwrap(),
        own_class: false,
        record,
        as_of: date("2025-10-13"),
        written_on: date("2025-10-13"),
        streak: ["2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13"].map(date).into(),
        contacts: vec![contact(pupil, "2025-10-09 08:10", Reached::Off, &mother, "")],
        visits: vec![empty],
        steps: vec![step("2025-10-10", clue)],
        said_gone: true,
        letters: Vec::new(),
        answer_by: Some(date("2025-11-03")),
        ..third
    }
}

pub fn step(on: &str, step: Step) -> StepRecord {
    let at = date(on).and_time(NaiveTime::MIN);
    StepRecord { about: About::Pupil(PupilId::NEW), at, step, attachments: Vec::new() }
}

pub fn entered(on: &str) -> StepRecord {
    step(on, Step::Entered { ledger: Ledger::Suspected, said: String::new() })
}

pub fn persuaded(on: &str) -> StepRecord {
    step(
        on,
        Step::Persuasion(Persuasion {
            place: "学生家中".into(),
            who: "林校长、王秀英，社区陈主任".into(),
            met: "父亲陈建国、学生本人".into(),
            said: "讲明法律规定，说明补课和资助安排。".into(),
            guardian_says: "愿意送孩子返校".into(),
            pupil_says: "想换座位".into(),
            result: "同意9月15日返校".into(),
        }),
    )
}

/// A paper of every form, each of facts that it has something to say of.
pub fn papers() -> Vec<Paper> {
    let steps = vec![persuaded("2025-09-11")];
    let told = [Facts { steps, ..third_day() }, back_on_day_four(), gone()];
    let of_form = |form: &super::Form| {
        let facts = told.iter().find(|facts| (form.fill)(facts).is_ok()).unwrap();
        (form.paper)(facts, &(form.fill)(facts).unwrap())
    };
    super::FORMS.iter().map(of_form).collect()
}
