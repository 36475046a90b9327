//! Numbers that people bear: 学籍号, 身份证件号, telephone. Made only by `parse`; shown masked unless asked for.

use super::people::Sex;
use super::plain::{plain, plain_char};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The pupil's number for life (学籍号). One that begins with `G` contains the ID number: guard it alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StudentNo(Box<str>);

/// A citizen's ID number (公民身份号码, GB 11643-1999), or the number of another identity paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdNo(Box<str>);

/// A telephone number (电话), mobile or landline, digits and at most one hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(Box<str>);

/// Digits of a school's code.
const SCHOOL_CODE_DIGITS: usize = 10;

/// Whether a text is a school's code (学校标识码): ten digits.
pub fn is_school_code(text: &str) -> bool {
    text.len() == SCHOOL_CODE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why a text is no 学籍号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum StudentNoError {
    #[error("the number is empty")]
    Empty,
    #[error("a spreadsheet turned the number into a rounded one")]
    LostDigits,
    #[error("a student number has 4 to 30 letters and digits")]
    Shape,
}

/// Why a text is no ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum IdNoError {
    #[error("the number is empty")]
    Empty,
    #[error("a spreadsheet turned the number into a rounded one")]
    LostDigits,
    #[error("a citizen's number has 18 characters, this has {0}")]
    Length(usize),
    #[error("neither a citizen's number nor that of another identity paper")]
    Shape,
    #[error("the number says a day of birth that does not exist")]
    NoSuchDay,
    #[error("the last character should be {0}")]
    CheckDigit(char),
}

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PhoneError {
    #[error("the number is empty")]
    Empty,
    #[error("a spreadsheet turned the number into a rounded one")]
    LostDigits,
    #[error("a telephone number has digits only")]
    NotDigits,
    #[error("neither a mobile number (1, 3 to 9, nine more digits) nor a landline with area code")]
    Shape,
}

/// Plain characters, no blanks, no apostrophe in front (by which a spreadsheet marks text), letters upper-case.
fn bare(text: &str) -> String {
    let folded = text.chars().map(plain_char).filter(|c| !c.is_whitespace());
    let kept: String = folded.map(|c| c.to_ascii_uppercase()).collect();
    kept.trim_start_matches(['\'', '‘', '’']).to_owned()
}

/// `3.50212E+17`: what a spreadsheet shows, and saves, of a long number.
fn is_rounded(bare: &str) -> bool {
    bare.split_once('E').is_some_and(|(digits, power)| {
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && power.starts_with('+')
            && power[1..].chars().all(|c| c.is_ascii_digit())
    })
}

impl StudentNo {
    /// Reads a 学籍号: 4 to 30 letters, digits and hyphens. The national form (a letter and 18 more) is usual, but
    /// not asked for: schools have numbers of their own, and temporary ones have no check digit.
    ///
    /// # Errors
    /// When nothing stands there, when a spreadsheet has rounded the number, or when the shape is another.
    pub fn parse(text: &str) -> Result<StudentNo, StudentNoError> {
        let bare = bare(text);
        if bare.is_empty() {
            return Err(StudentNoError::Empty);
        }
        if is_rounded(&bare) {
            return Err(StudentNoError::LostDigits);
        }
        let sound = (4..=30).contains(&bare.len())
            && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && bare.chars().any(|c| c.is_ascii_digit());
        sound.then(|| StudentNo(bare.into())).ok_or(StudentNoError::Shape)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day of birth that a number of the national form contains (domain handbook 6.2), a temporary one too.
    pub fn born(&self) -> Option<NaiveDate> {
        let own = self.0.strip_prefix(['G', 'J', 'L']).filter(|own| own.len() == 18)?;
        day_of_birth(own)
    }

    /// The last four characters: `****0024`.
    pub fn masked(&self) -> String {
        last_four(&self.0)
    }
}

impl IdNo {
    /// Reads a citizen's number of 18 characters with its check character, or the number of another paper
    /// (passport, permit: 6 to 20 letters and digits that are no citizen's number).
    ///
    /// # Errors
    /// When nothing stands there, when a spreadsheet has rounded the number, when the length, the day of birth or the
    /// check character is wrong. The area is not checked: areas come and go.
    pub fn parse(text: &str) -> Result<IdNo, IdNoError> {
        let bare = bare(text);
        if bare.is_empty() {
            return Err(IdNoError::Empty);
        }
        if is_rounded(&bare) {
            return Err(IdNoError::LostDigits);
        }
        let front = bare.strip_suffix('X').unwrap_or(&bare);
        if front.chars().all(|c| c.is_ascii_digit()) && front.len() >= 12 {
            return citizen(bare);
        }
        let sound = (6..=20).contains(&bare.len())
            && bare.chars().all(|c| c.is_ascii_alphanumeric())
            && bare.chars().filter(char::is_ascii_digit).count() >= 6;
        sound.then(|| IdNo(bare.into())).ok_or(IdNoError::Shape)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day of birth that a citizen's number contains; none in the number of another paper.
    pub fn born(&self) -> Option<NaiveDate> {
        if self.0.len() == 18 { day_of_birth(&self.0) } else { None }
    }

    /// 性别, which the last digit of the order says of a citizen's number: odd of a boy.
    pub fn sex(&self) -> Option<Sex> {
        let digits =
            self.0.as_bytes().get(..17).filter(|digits| self.0.len() == 18 && digits.iter().all(u8::is_ascii_digit))?;
        Some(if digits[16] % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// The last four characters: `****0024`.
    pub fn masked(&self) -> String {
        last_four(&self.0)
    }
}

/// Checks a citizen's number (GB 11643-1999): six of the area, eight of the day of birth, three in order, one check.
fn citizen(number: String) -> Result<IdNo, IdNoError> {
    if number.len() != 18 {
        return Err(IdNoError::Length(number.len()));
    }
    if day_of_birth(&number).is_none() {
        return Err(IdNoError::NoSuchDay);
    }
    let right = check_character(&number[..17]);
    if number.ends_with(right) { Ok(IdNo(number.into())) } else { Err(IdNoError::CheckDigit(right)) }
}

fn day_of_birth(number: &str) -> Option<NaiveDate> {
    let figure = |from: usize, to: usize| number.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(figure(6, 10)?).ok()?;
    NaiveDate::from_ymd_opt(year, figure(10, 12)?, figure(12, 14)?)
}

/// The check character of 17 digits: weighted sum modulo 11 (GB 11643-1999, ISO 7064 MOD 11-2).
fn check_character(digits: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

impl Phone {
    /// Reads one number: a mobile (1, then 3 to 9, then nine digits; `+86` and blanks are taken off) or a landline
    /// with area code (`0592-7022345`, `(0592)7022345`) or without (7 or 8 digits).
    ///
    /// # Errors
    /// When nothing stands there, when a spreadsheet has rounded the number, or when it is neither of the two.
    pub fn parse(text: &str) -> Result<Phone, PhoneError> {
        let bare = bare(text);
        if bare.is_empty() {
            return Err(PhoneError::Empty);
        }
        if is_rounded(&bare) {
            return Err(PhoneError::LostDigits);
        }
        let signs = |c: &char| !matches!(c, '-' | '(' | ')' | '.' | '—' | '－');
        let digits: String = bare.trim_start_matches('+').chars().filter(signs).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneError::NotDigits);
        }
        let own = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|own| own.len() >= 10));
        let own = own.unwrap_or(&digits);
        mobile(own).or_else(|| landline(own)).ok_or(PhoneError::Shape)
    }

    /// Reads a cell in which several numbers may stand, parted by `/ 、 ; ,` or blanks. An empty cell has none.
    ///
    /// # Errors
    /// The error of the first part that is no number.
    pub fn parse_all(text: &str) -> Result<Vec<Phone>, PhoneError> {
        let mut phones: Vec<Phone> = Vec::new();
        for part in plain(text).split(['/', '、', ';', ',', '\n', '|']).filter(|part| !part.trim().is_empty()) {
            let read = match Phone::parse(part) {
                Ok(phone) => vec![phone],
                Err(error) if part.trim().contains(char::is_whitespace) => {
                    let apart: Result<Vec<Phone>, PhoneError> = part.split_whitespace().map(Phone::parse).collect();
                    apart.map_err(|_| error)?
                }
                Err(error) => return Err(error),
            };
            phones.extend(read);
        }
        let mut seen = std::collections::HashSet::new();
        phones.retain(|phone| seen.insert(phone.clone()));
        Ok(phones)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138****5678`; a landline `0592-***2345`.
    pub fn masked(&self) -> String {
        match self.0.split_once('-') {
            Some((area, number)) => format!("{area}-***{}", tail(number, 4)),
            None if self.0.len() == 11 => format!("{}****{}", &self.0[..3], tail(&self.0, 4)),
            None => format!("***{}", tail(&self.0, 4)),
        }
    }
}

fn mobile(digits: &str) -> Option<Phone> {
    let bytes = digits.as_bytes();
    let sound = bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]);
    sound.then(|| Phone(digits.into()))
}

/// Area codes have three digits (010, 02x) or four; numbers seven or eight, the first not 0 or 1.
fn landline(digits: &str) -> Option<Phone> {
    let area = match digits.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', ..] => 4,
        _ => 0,
    };
    let number = digits.get(area..)?;
    let sound = matches!(number.len(), 7 | 8) && !number.starts_with(['0', '1']);
    sound.then(|| match area {
        0 => Phone(number.into()),
        _ => Phone(format!("{}-{number}", &digits[..area]).into()),
    })
}

fn last_four(number: &str) -> String {
    format!("****{}", tail(number, 4))
}

fn tail(text: &str, count: usize) -> &str {
    text.get(text.len().saturating_sub(count)..).unwrap_or_default()
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn id_numbers_are_checked() {
        let table = [
            ("350212201202290016", Ok("350212201202290016")),
            ("35021220140910003X", Ok("35021220140910003X")),
            ("35021220140910003x", Ok("35021220140910003X")),
            ("３５０２１２２０１３０５１５００２４", Ok("350212201305150024")),
            ("350212201305150024 ", Ok("350212201305150024")),
            ("'350212201305150024", Ok("350212201305150024")),
            ("999999201409100031", Ok("999999201409100031")),
            ("E12345678", Ok("E12345678")),
            ("350212201305150020", Err(IdNoError::CheckDigit('4'))),
            ("350212201305510024", Err(IdNoError::NoSuchDay)),
            ("350212201302290013", Err(IdNoError::NoSuchDay)),
            ("350212201313010013", Err(IdNoError::NoSuchDay)),
            ("350212140910003", Err(IdNoError::Length(15))),
            ("35021220130515002", Err(IdNoError::Length(17))),
            ("3.50212E+17", Err(IdNoError::LostDigits)),
            ("无", Err(IdNoError::Shape)),
            ("", Err(IdNoError::Empty)),
        ];
        for (given, wanted) in table {
            assert_eq!(IdNo::parse(given).as_ref().map(IdNo::as_str), wanted.as_ref().copied(), "{given}");
        }
        let number = IdNo::parse("350212201202290016").unwrap();
        assert_eq!(number.born(), NaiveDate::from_ymd_opt(2012, 2, 29));
        assert_eq!(number.masked(), "****0016");
    }

    #[test]
    fn student_numbers_need_no_check_digit() {
        let table = [
            ("g350212201305150024", Ok("G350212201305150024")),
            ("L35021220130515a1b2", Ok("L35021220130515A1B2")),
            ("20250103", Ok("20250103")),
            ("3.50212E+17", Err(StudentNoError::LostDigits)),
            ("转学生", Err(StudentNoError::Shape)),
            ("12", Err(StudentNoError::Shape)),
            (" ", Err(StudentNoError::Empty)),
        ];
        for (given, wanted) in table {
            assert_eq!(StudentNo::parse(given).as_ref().map(StudentNo::as_str), wanted.as_ref().copied(), "{given}");
        }
        assert_eq!(StudentNo::parse("G350212201305150024").unwrap().masked(), "****0024");
    }

    #[test]
    fn telephones() {
        let table = [
            ("13800000001", Ok(("13800000001", "138****0001"))),
            ("+86 138-0000-0001", Ok(("13800000001", "138****0001"))),
            ("008613800000001", Ok(("13800000001", "138****0001"))),
            ("8613800000001", Ok(("13800000001", "138****0001"))),
            ("14227110053", Ok(("14227110053", "142****0053"))),
            ("(0592)7022345", Ok(("0592-7022345", "0592-***2345"))),
            ("01062345678", Ok(("010-62345678", "010-***5678"))),
            ("7022345", Ok(("7022345", "***2345"))),
            ("12345", Err(PhoneError::Shape)),
            ("12000000001", Err(PhoneError::Shape)),
            ("11111111111", Err(PhoneError::Shape)),
            ("00000000000", Err(PhoneError::Shape)),
            ("15400O1234", Err(PhoneError::NotDigits)),
            ("1.38E+10", Err(PhoneError::LostDigits)),
            ("", Err(PhoneError::Empty)),
        ];
        for (given, wanted) in table {
            let read = Phone::parse(given).map(|phone| (phone.as_str().to_owned(), phone.masked()));
            let read = read.as_ref().map(|(number, masked)| (number.as_str(), masked.as_str()));
            assert_eq!(read, wanted.as_ref().copied(), "{given}");
        }
    }

    #[test]
    fn one_cell_may_hold_several_telephones() {
        let read = |text: &str| Phone::parse_all(text).map(|all| all.iter().map(|p| p.to_string()).collect::<Vec<_>>());
        assert_eq!(read("13800000001/13800000002").unwrap(), ["13800000001", "13800000002"]);
        assert_eq!(read("13800000001、0592-7022345").unwrap(), ["13800000001", "0592-7022345"]);
        assert_eq!(read("13800000001 13800000002").unwrap(), ["13800000001", "13800000002"]);
        assert_eq!(read("138 0000 0001").unwrap(), ["13800000001"]);
        assert_eq!(read("13800000001；13800000001").unwrap(), ["13800000001"]);
        assert_eq!(read("  ").unwrap(), Vec::<String>::new());
        assert_eq!(read("13800000001/12345"), Err(PhoneError::Shape));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(digits in "[1-6][0-9]{5}", day in 0u32..3650, order in 0u32..1000,
                                           at in 0usize..6, by in 1u8..10) {
            let born = NaiveDate::from_ymd_opt(2008, 1, 1).unwrap() + chrono::Days::new(u64::from(day));
            let front = format!("{digits}{}{order:03}", born.format("%Y%m%d"));
            let number = format!("{front}{}", check_character(&front));
            prop_assert!(IdNo::parse(&number).is_ok());
            let mut bytes = number.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            prop_assert!(IdNo::parse(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = (IdNo::parse(&text), StudentNo::parse(&text), Phone::parse_all(&text));
        }
    }
}
