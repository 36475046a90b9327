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

    /// How people write it in a remark.
    fn spellings(self) -> &'static [&'static str] {
        match self {
            Symptom::Fever => &["发热", "发烧", "高烧", "低烧", "高热", "低热"],
            Symptom::Cough => &["咳"],
            Symptom::Rash => &["皮疹", "出疹", "起疹", "红疹", "疹子"],
            Symptom::Diarrhoea => &["腹泻", "拉肚子", "拉稀", "下泻"],
            Symptom::Vomiting => &["呕吐", "上吐", "吐了"],
            Symptom::Jaundice => &["黄疸"],
            Symptom::RedEyes => &["结膜", "红眼", "眼红", "眼睛红"],
            Symptom::Mumps => &["腮腺", "腮肿"],
            Symptom::Other => &[],
        }
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

    /// The symptoms that a remark names (备注中的症状), such as 发热38.5，咳嗽. What it denies is not named: 无发热.
    pub fn told_by(remark: &str) -> Symptoms {
        let clauses = remark.split(|c: char| c.is_whitespace() || "，。；,;！!".contains(c));
        let named = clauses.flat_map(|clause| {
            Symptom::ALL.into_iter().filter(move |symptom| {
                let says = |spelling: &&str| clause.find(*spelling).is_some_and(|at| !is_denied(&clause[..at]));
                symptom.spellings().iter().any(says)
            })
        });
        named.collect()
    }

    /// Both sets.
    pub fn and(self, others: Symptoms) -> Symptoms {
        Symptoms(self.0 | others.0)
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

/// Whether what stands before a word in its clause takes the word back.
pub(super) fn is_denied(before: &str) -> bool {
    ["无", "未", "没", "排除", "否认", "不是"].iter().any(|word| before.contains(word))
        || before.ends_with(['不', '非'])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_names_symptoms_and_denies_them() {
        use Symptom::{Cough, Diarrhoea, Fever, Mumps, Rash, RedEyes, Vomiting};
        let table: [(&str, &[Symptom]); 10] = [
            ("发热38.5℃、咳嗽", &[Fever, Cough]),
            ("发烧不退", &[Fever]),
            ("身体不适发烧", &[Fever]),
            ("上吐下泻", &[Diarrhoea, Vomiting]),
            ("出疹子", &[Rash]),
            ("红眼病", &[RedEyes]),
            ("左腮腺肿大", &[Mumps]),
            ("无发热、咳嗽，腹泻两次", &[Diarrhoea]),
            ("不咳了", &[]),
            ("牙痛", &[]),
        ];
        for (remark, symptoms) in table {
            assert_eq!(Symptoms::told_by(remark), symptoms.iter().copied().collect(), "{remark}");
        }
    }

    #[test]
    fn a_set_is_kept_as_bits() {
        for symptom in Symptom::ALL {
            assert_eq!(Symptom::from_code(symptom.code()), Some(symptom));
            let set = Symptoms::NONE.with(symptom);
            assert_eq!(Symptoms::from_bits(set.bits()), Some(set));
        }
        assert_eq!(Symptoms::from_bits(1 << Symptom::ALL.len()), None);
    }
}
