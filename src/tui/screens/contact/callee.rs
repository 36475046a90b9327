//! Whom one can call: every number of every guardian on the books.

use crate::domain::contact::ContactRecord;
use crate::domain::ids::PupilId;
use crate::domain::numbers::Phone;
use crate::tui::context::Context;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callee {
    /// 母亲 王芳
    pub name: String,
    pub phone: Option<Phone>,
}

impl Callee {
    /// With the number masked, for a list.
    pub fn masked(&self) -> String {
        let phone = self.phone.as_ref().map(Phone::masked).unwrap_or_default();
        format!("{} {phone}", self.name).trim_end().to_owned()
    }

    /// Somebody who is not on the books, as typed: a number is taken out of the words.
    pub fn typed(text: &str) -> Callee {
        let number = text.split_whitespace().find_map(|word| Some((word, Phone::parse(word).ok()?)));
        match number {
            Some((word, phone)) => {
                let rest: Vec<&str> = text.split_whitespace().filter(|other| *other != word).collect();
                Callee { name: rest.join(" "), phone: Some(phone) }
            }
            None => Callee { name: text.trim().to_owned(), phone: None },
        }
    }
}

/// In the order of the school's sheet.
pub fn of(cx: &Context, pupil: PupilId) -> Vec<Callee> {
    let guardians = cx.school.pupil(pupil).map(|pupil| pupil.record.guardians.as_slice()).unwrap_or_default();
    let numbers = guardians.iter().flat_map(|guardian| {
        let name = format!("{} {}", guardian.relation, guardian.name).trim().to_owned();
        let none = guardian.phones.is_empty().then(|| Callee { name: name.clone(), phone: None });
        let phones = guardian.phones.iter().map(move |phone| Callee { name: name.clone(), phone: Some(phone.clone()) });
        phones.chain(none)
    });
    numbers.collect()
}

/// The first whom nobody has tried to reach today.
pub fn untried(cx: &Context, pupil: PupilId, callees: &[Callee]) -> Option<usize> {
    let today: Vec<&ContactRecord> = (cx.school.contacts_of(pupil).iter().map(|contact| &contact.record))
        .filter(|record| record.at.date() == cx.today)
        .collect();
    let tried = |callee: &Callee| {
        today.iter().any(|record| match &callee.phone {
            Some(_) => record.phone == callee.phone,
            None => record.guardian == callee.name,
        })
    };
    callees.iter().position(|callee| !tried(callee))
}

/// A number in digits of double width, parted so that it can be read aloud: `１３８ ０００１ ０００２`.
pub fn large(phone: &Phone) -> String {
    let mobile = phone.as_str().len() == 11 && !phone.as_str().contains('-');
    let mut large = String::new();
    for (at, char) in phone.as_str().chars().enumerate() {
        if mobile && matches!(at, 3 | 7) {
            large.push(' ');
        }
        large.push(wide(char));
    }
    large
}

/// The full-width twin of an ASCII character.
fn wide(char: char) -> char {
    const DISTANCE: u32 = '０' as u32 - '0' as u32;
    if char.is_ascii_graphic() { char::from_u32(char as u32 + DISTANCE).unwrap_or(char) } else { char }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_large_and_parted() {
        for (number, shown) in
            [("13800010002", "１３８ ０００１ ０００２"), ("0592-7022345", "０５９２－７０２２３４５")]
        {
            assert_eq!(large(&Phone::parse(number).unwrap()), shown);
        }
    }

    #[test]
    fn a_typed_person_may_have_a_number() {
        let table = [("姑姑 13800001111", "姑姑", true), ("邻居", "邻居", false), ("13800001111", "", true)];
        for (typed, name, has_phone) in table {
            let callee = Callee::typed(typed);
            assert_eq!((callee.name.as_str(), callee.phone.is_some()), (name, has_phone), "{typed}");
        }
    }
}
