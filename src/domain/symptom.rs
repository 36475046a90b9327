//! Symptoms (症状), as the roll notes them: the program asks, it never diagnoses.

use serde::{Deserialize, Serialize};

/// A main symptom (主要症状; domain handbook 3b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symptom {
    /// 发热
    Fever,
    /// 咳嗽
    Cough,
    /// 皮疹
    Rash,
    /// 腹泻
    Diarrhoea,
    /// 呕吐
    Vomiting,
    /// 黄疸
    Jaundice,
    /// 结膜红肿
    RedEyes,
    /// 腮腺肿大
    Mumps,
    /// 其他
    Other,
}

impl Symptom {
    pub const ALL: [Symptom; 9] = [
        Symptom::Fever,
        Symptom::Cough,
        Symptom::Rash,
        Symptom::Diarrhoea,
        Symptom::Vomiting,
        Symptom::Jaundice,
        Symptom::RedEyes,
        Symptom::Mumps,
        Symptom::Other,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Symptom::Fever => "fever",
            Symptom::Cough => "cough",
            Symptom::Rash => "rash",
            Symptom::Diarrhoea => "diarrhoea",
            Symptom::Vomiting => "vomiting",
            Symptom::Jaundice => "jaundice",
            Symptom::RedEyes => "red_eyes",
            Symptom::Mumps => "mumps",
            Symptom::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Symptom> {
        Symptom::ALL.into_iter().find(|symptom| symptom.code() == code)
    }

    /// Whether two pupils who share it count as a cluster: what is "other" is shared by nobody.
    pub fn can_spread(self) -> bool {
        self != Symptom::Other
    }
}

/// A set of symptoms, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Symptom>", into = "Vec<Symptom>")]
pub struct Symptoms(u16);

impl Symptoms {
    pub const NONE: Symptoms = Symptoms(0);

    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    pub fn has(self, symptom: Symptom) -> bool {
        self.0 & bit(symptom) != 0
    }

    pub fn with(self, symptom: Symptom) -> Symptoms {
        Symptoms(self.0 | bit(symptom))
    }

    pub fn iter(self) -> impl Iterator<Item = Symptom> {
        Symptom::ALL.into_iter().filter(move |symptom| self.has(*symptom))
    }

    pub fn bits(self) -> u16 {
        self.0
    }

    /// None where a bit stands for no symptom.
    pub fn from_bits(bits: u16) -> Option<Symptoms> {
        (bits >> Symptom::ALL.len() == 0).then_some(Symptoms(bits))
    }
}

fn bit(symptom: Symptom) -> u16 {
    1 << (symptom as u16)
}

impl FromIterator<Symptom> for Symptoms {
    fn from_iter<I: IntoIterator<Item = Symptom>>(symptoms: I) -> Symptoms {
        symptoms.into_iter().fold(Symptoms::NONE, Symptoms::with)
    }
}

impl From<Vec<Symptom>> for Symptoms {
    fn from(symptoms: Vec<Symptom>) -> Symptoms {
        symptoms.into_iter().collect()
    }
}

impl From<Symptoms> for Vec<Symptom> {
    fn from(symptoms: Symptoms) -> Vec<Symptom> {
        symptoms.iter().collect()
    }
}
