//! Where a hukou (户口所在地) lies, as the roster writes it.

/// City and county of a hukou; either may be empty.
pub struct Seat<'a> {
    pub city: &'a str,
    pub county: &'a str,
}

/// Reads the written place.
pub fn seat(hukou: &str) -> Seat<'_> {
    let rest = ["特别行政区", "自治区", "省"].into_iter().fold(hukou.trim(), |text, ending| {
        if text.find(ending).is_some_and(|at| at <= PROVINCE) { after(text, ending) } else { text }
    });
    let (city, rest) = up_to(rest, &["自治州", "地区", "盟", "市"]).unwrap_or(("", rest));
    let (county, _) = up_to(rest, &["自治县", "自治旗", "县", "区", "市", "旗"]).unwrap_or(("", rest));
    Seat { city, county }
}

/// Bytes within which the name of a province ends: eight characters.
const PROVINCE: usize = 24;

/// What stands behind the first of a word; all of it where the word is not there.
fn after<'a>(text: &'a str, word: &str) -> &'a str {
    text.find(word).map_or(text, |at| &text[at + word.len()..])
}

/// A name up to the first of these endings, and what stands behind it. A name is longer than its ending (市中区).
fn up_to<'a>(text: &'a str, endings: &[&str]) -> Option<(&'a str, &'a str)> {
    let first = text.chars().next()?.len_utf8();
    let ends = endings.iter().filter_map(|ending| text[first..].find(ending).map(|at| first + at + ending.len()));
    ends.min().map(|end| text.split_at(end))
}

/// Whether the hukou lies outside the district of the school's own bureau (非本区户籍); none where the books do not say.
pub fn is_elsewhere(hukou: &str, bureau: &str) -> Option<bool> {
    let Seat { county, .. } = seat(hukou);
    // 区教育局 alone names no place.
    let named = bureau.trim_end_matches("教育局").chars().count() > 1;
    (named && !county.is_empty()).then(|| !bureau.contains(county))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hukou_of_another_district_is_elsewhere() {
        let own = "厦门市同安区教育局";
        assert_eq!(is_elsewhere("福建省厦门市同安区", own), Some(false));
        assert_eq!(is_elsewhere("江西省赣州市赣县", own), Some(true));
        assert_eq!([is_elsewhere("", own), is_elsewhere("江西省赣州市赣县", "区教育局")], [None, None]);
    }
}
