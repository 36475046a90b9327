//! Finding a name by its characters, its pinyin, or its initials.
//!
//! A surname with a reading of its own (单 shan, 仇 qiu) has that reading and no other; the characters of given names
//! have all theirs, as nobody knows which one the family meant. ü is typed as v.

use super::plain::plain_char;
use pinyin::ToPinyinMulti;

/// A name made ready to be found: build it once for each pupil, then ask at every key press.
#[derive(Debug, Clone)]
pub struct Readings {
    /// The characters that are typed: blanks, the dot between parts of a name, the brackets of a class are left out.
    characters: Vec<Character>,
}

#[derive(Debug, Clone)]
struct Character {
    itself: char,
    readings: Vec<Box<str>>,
}

impl Readings {
    pub fn of(name: &str) -> Readings {
        let own = surname_readings(name);
        let characters = name.chars().map(folded).enumerate().filter(|(_, c)| !is_passed_over(*c));
        let characters = characters.map(|(at, itself)| {
            let readings = match own.get(at) {
                Some(own) => own.iter().map(|&reading| reading.into()).collect(),
                None => dictionary(itself),
            };
            Character { itself, readings }
        });
        Readings { characters: characters.collect() }
    }

    /// Whether another name has the same sound, character by character: what was written by ear.
    pub fn sounds_like(&self, other: &Readings) -> bool {
        let alike = |one: &Character, other: &Character| {
            one.itself == other.itself || one.readings.iter().any(|reading| other.readings.contains(reading))
        };
        self.characters.len() == other.characters.len()
            && self.characters.iter().zip(&other.characters).all(|(one, other)| alike(one, other))
    }

    /// Whether the query names a run of these characters: each by itself, by its whole pinyin or by its initial, the
    /// last one also by the beginning of its pinyin. An empty query finds everybody.
    pub fn matches(&self, query: &Query) -> bool {
        self.place(query).is_some()
    }

    /// The character at which the first run that the query names begins: a name meant from its surname on comes before
    /// one that has the run inside.
    pub fn place(&self, query: &Query) -> Option<usize> {
        let query = query.0.as_str();
        let begins = |from: &usize| spells(&self.characters[*from..], query);
        if query.is_empty() { Some(0) } else { (0..self.characters.len()).find(begins) }
    }
}

/// What was typed to find a name, made ready once for all names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    pub fn new(typed: &str) -> Query {
        Query(typed.chars().map(folded).filter(|c| !is_passed_over(*c)).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a name is found by what was typed. For many names, keep their `Readings`.
pub fn matches(name: &str, typed: &str) -> bool {
    Readings::of(name).matches(&Query::new(typed))
}

fn folded(c: char) -> char {
    match plain_char(c).to_ascii_lowercase() {
        'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        other => other,
    }
}

fn is_passed_over(c: char) -> bool {
    c.is_whitespace() || matches!(c, '·' | '•' | '・' | '．' | '\'' | '’' | '-' | '(' | ')')
}

fn spells(characters: &[Character], query: &str) -> bool {
    let Some((first, others)) = characters.split_first() else {
        return query.is_empty();
    };
    if query.is_empty() || query.strip_prefix(first.itself).is_some_and(|rest| spells(others, rest)) {
        return true;
    }
    first.readings.iter().any(|reading| {
        reading.starts_with(query)
            || query.strip_prefix(&**reading).is_some_and(|rest| spells(others, rest))
            || initials(reading).any(|initial| query.strip_prefix(initial).is_some_and(|rest| spells(others, rest)))
    })
}

/// `z` and `zh` of `zhang`.
fn initials(reading: &str) -> impl Iterator<Item = &str> {
    let long = ["zh", "ch", "sh"].into_iter().find(|long| reading.starts_with(long));
    reading.get(..1).into_iter().chain(long)
}

fn dictionary(c: char) -> Vec<Box<str>> {
    let mut readings: Vec<Box<str>> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain: Box<str> = reading.plain().replace('ü', "v").into();
        if !readings.contains(&plain) {
            readings.push(plain);
        }
    }
    readings
}

/// The readings of the characters of a surname that has its own; none for any other name.
fn surname_readings(name: &str) -> &'static [&'static [&'static str]] {
    let found = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname));
    found.map_or(&[], |(_, readings)| readings)
}

/// Surnames read otherwise than the dictionary says first, those of two characters before those of one. Where families
/// differ, both readings stand.
const SURNAMES: &[(&str, &[&[&str]])] = &[
    ("万俟", &[&["mo"], &["qi"]]),
    ("尉迟", &[&["yu"], &["chi"]]),
    ("单于", &[&["chan"], &["yu"]]),
    ("澹台", &[&["tan"], &["tai"]]),
    ("长孙", &[&["zhang"], &["sun"]]),
    ("令狐", &[&["ling"], &["hu"]]),
    ("鲜于", &[&["xian"], &["yu"]]),
    ("皇甫", &[&["huang"], &["fu"]]),
    ("宗政", &[&["zong"], &["zheng"]]),
    ("夏侯", &[&["xia"], &["hou"]]),
    ("呼延", &[&["hu"], &["yan"]]),
    ("赫连", &[&["he"], &["lian"]]),
    ("乐正", &[&["yue"], &["zheng"]]),
    ("单", &[&["shan"]]),
    ("曾", &[&["zeng"]]),
    ("仇", &[&["qiu"]]),
    ("解", &[&["xie"]]),
    ("区", &[&["ou"]]),
    ("查", &[&["zha"]]),
    ("盖", &[&["ge", "gai"]]),
    ("朴", &[&["piao"]]),
    ("任", &[&["ren"]]),
    ("召", &[&["shao"]]),
    ("尉", &[&["wei"]]),
    ("翟", &[&["zhai", "di"]]),
    ("缪", &[&["miao"]]),
    ("乐", &[&["yue", "le"]]),
    ("员", &[&["yun"]]),
    ("贠", &[&["yun"]]),
    ("秘", &[&["bi"]]),
    ("冼", &[&["xian"]]),
    ("洗", &[&["xian"]]),
    ("黑", &[&["he", "hei"]]),
    ("宁", &[&["ning"]]),
    ("卜", &[&["bu"]]),
    ("逄", &[&["pang"]]),
    ("覃", &[&["qin", "tan"]]),
    ("谌", &[&["chen", "shen"]]),
    ("种", &[&["chong"]]),
    ("重", &[&["chong"]]),
    ("盛", &[&["sheng"]]),
    ("石", &[&["shi"]]),
    ("都", &[&["du"]]),
    ("郇", &[&["xun", "huan"]]),
    ("繁", &[&["po"]]),
    ("车", &[&["che"]]),
    ("薄", &[&["bo"]]),
    ("费", &[&["fei", "bi"]]),
    ("句", &[&["gou"]]),
    ("那", &[&["na"]]),
    ("能", &[&["nai"]]),
    ("牟", &[&["mou", "mu"]]),
    ("祭", &[&["zhai", "ji"]]),
    ("隗", &[&["wei", "kui"]]),
    ("於", &[&["yu"]]),
    ("俞", &[&["yu"]]),
    ("佴", &[&["nai"]]),
    ("阚", &[&["kan"]]),
    ("瞿", &[&["qu"]]),
    ("占", &[&["zhan"]]),
    ("臧", &[&["zang"]]),
    ("藏", &[&["zang"]]),
    ("乜", &[&["nie"]]),
    ("叶", &[&["ye"]]),
    ("万", &[&["wan"]]),
    ("贾", &[&["jia"]]),
    ("幺", &[&["yao"]]),
    ("么", &[&["yao"]]),
    ("折", &[&["she", "zhe"]]),
    ("晁", &[&["chao"]]),
    ("沈", &[&["shen"]]),
    ("强", &[&["qiang"]]),
    ("哈", &[&["ha"]]),
    ("干", &[&["gan"]]),
    ("适", &[&["kuo", "shi"]]),
    ("冯", &[&["feng"]]),
    ("阿", &[&["a"]]),
    ("余", &[&["yu"]]),
    ("陆", &[&["lu"]]),
    ("郝", &[&["hao"]]),
    ("谷", &[&["gu"]]),
    ("番", &[&["pan", "fan"]]),
    ("齐", &[&["qi"]]),
    ("殷", &[&["yin"]]),
    ("尹", &[&["yin"]]),
    ("丁", &[&["ding"]]),
    ("汤", &[&["tang"]]),
    ("褚", &[&["chu"]]),
    ("逯", &[&["lu"]]),
    ("卒", &[&["zu"]]),
    ("宿", &[&["su"]]),
    ("景", &[&["jing"]]),
    ("暴", &[&["bao"]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        let table = [
            ("王小明", "小明"),
            ("王小明", "wangxiaoming"),
            ("王小明", "wang xiao ming"),
            ("王小明", "wangxm"),
            ("王小明", "wxm"),
            ("王小明", "xm"),
            ("王小明", "xiaom"),
            ("王小明", "ＷＸＭ"),
            ("王小明", "王xm"),
            ("七年级(12)班", "qnj12"),
            ("张梓涵", "zhzh"),
            ("张梓涵", "zzh"),
            ("张梓涵", "zha"),
            ("单雄", "shanxiong"),
            ("曾柔", "zengr"),
            ("仇志强", "qzq"),
            ("解晓东", "xie"),
            ("区雯婷", "ouwt"),
            ("查理", "zha"),
            ("朴俊博", "piao"),
            ("尉迟恭", "yuchi"),
            ("万俟雪", "moqi"),
            ("万明", "wanming"),
            ("任行", "renxing"),
            ("任行", "renhang"),
            ("吕布", "lv"),
            ("吕布", "lü"),
            ("阿依古丽·买买提", "maimaiti"),
            ("阿依古丽·买买提", "aygl"),
            ("阿依古丽·买买提", "丽买"),
            ("林𬭎", "𬭎"),
            ("林𬭎", "lin"),
            ("Anna Li", "anna"),
            ("王小明", ""),
        ];
        for (name, typed) in table {
            assert!(matches(name, typed), "{name} by {typed}");
        }
    }

    #[test]
    fn others_are_not_found() {
        let table = [
            ("单雄", "dan"),
            ("曾柔", "cengrou"),
            ("仇志强", "chou"),
            ("区雯婷", "quwenting"),
            ("王小明", "wm"),
            ("王小明", "李"),
            ("王小明", "mingx"),
            ("林𬭎", "hong4"),
            ("", "a"),
        ];
        for (name, typed) in table {
            assert!(!matches(name, typed), "{name} by {typed}");
        }
    }

    #[test]
    fn every_surname_has_a_reading_for_each_character() {
        for (surname, readings) in SURNAMES {
            assert_eq!(surname.chars().count(), readings.len(), "{surname}");
        }
    }
}
