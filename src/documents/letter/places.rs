//! Which authority a paper goes to, proposed from the addresses in the books; the writer may put another.

use crate::domain::people::PupilRecord;

/// Where the office is not known, room for the pen.
const UNKNOWN_OFFICE: &str = "＿＿＿＿街道办事处";
const UNKNOWN_BUREAU: &str = "＿＿＿＿教育局";

/// The office of a kind of place, by the ending of its name.
const OFFICES: [(&str, &str); 3] = [("街道", "办事处"), ("镇", "人民政府"), ("乡", "人民政府")];

/// The street office or town government where the pupil lives (居住地街道): not where the school stands.
pub(super) fn office(record: &PupilRecord) -> String {
    let named = [&record.street, &record.address].into_iter().find_map(|text| office_in(text));
    named.unwrap_or_else(|| UNKNOWN_OFFICE.to_owned())
}

/// `福建省厦门市同安区大同街道碧岳社区1号` names `同安区大同街道办事处`.
fn office_in(text: &str) -> Option<String> {
    let text = after(text.trim(), "市");
    let (end, office) = OFFICES.iter().find_map(|(ending, office)| {
        let at = text.find(ending).filter(|at| *at > 0)?;
        Some((at + ending.len(), office))
    })?;
    Some(format!("{}{office}", &text[..end]))
}

/// How a letter speaks of the office that it is written to: 贵街道, 贵镇, 贵乡.
pub(super) fn yours(office: &str) -> &'static str {
    match office {
        _ if office.contains("街道") => "贵街道",
        _ if office.contains('镇') => "贵镇",
        _ if office.contains('乡') => "贵乡",
        _ => "贵单位",
    }
}

/// City and county of a hukou; either may be empty.
struct Seat<'a> {
    city: &'a str,
    county: &'a str,
}

fn seat(hukou: &str) -> Seat<'_> {
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

/// The education bureau of the hukou's county (户籍所在地教育局).
pub(super) fn bureau_of_hukou(hukou: &str) -> String {
    let Seat { city, county } = seat(hukou);
    match (city, county) {
        ("", "") => UNKNOWN_BUREAU.to_owned(),
        (city, county) => format!("{city}{county}教育局"),
    }
}

/// Whether the hukou lies outside the district of the school's own bureau; none where the books do not say.
pub(super) fn is_elsewhere(hukou: &str, bureau: &str) -> Option<bool> {
    let Seat { county, .. } = seat(hukou);
    // 区教育局 alone names no place.
    let named = bureau.trim_end_matches("教育局").chars().count() > 1;
    (named && !county.is_empty()).then(|| !bureau.contains(county))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_is_the_one_where_the_pupil_lives() {
        let living = |street: &str, address: &str| {
            office(&PupilRecord { street: street.into(), address: address.into(), ..PupilRecord::named("甲") })
        };
        let table = [
            (("大同街道", ""), "大同街道办事处"),
            (("莲花镇", "同安区大同街道1号"), "莲花镇人民政府"),
            (("", "同安区大同街道碧岳社区1号"), "同安区大同街道办事处"),
            (("", "福建省厦门市同安区汀溪镇前格村397号"), "同安区汀溪镇人民政府"),
            (("", "江西省景德镇市浮梁县湘湖镇"), "浮梁县湘湖镇人民政府"),
            (("", "碧岳社区1号"), UNKNOWN_OFFICE),
            (("", ""), UNKNOWN_OFFICE),
        ];
        for ((street, address), expected) in table {
            assert_eq!(living(street, address), expected, "{street} {address}");
        }
        assert_eq!(["大同街道办事处", "莲花镇人民政府", "公安局"].map(yours), ["贵街道", "贵镇", "贵单位"]);
    }

    #[test]
    fn the_bureau_is_that_of_the_county() {
        let table = [
            ("江西省赣州市赣县", "赣州市赣县教育局"),
            ("福建省泉州市晋江市", "泉州市晋江市教育局"),
            ("河南省周口市沈丘县", "周口市沈丘县教育局"),
            ("四川省内江市市中区", "内江市市中区教育局"),
            ("重庆市万州区", "重庆市万州区教育局"),
            ("新疆维吾尔自治区喀什地区莎车县", "喀什地区莎车县教育局"),
            ("吉林省延边朝鲜族自治州延吉市", "延边朝鲜族自治州延吉市教育局"),
            ("广东省东莞市", "东莞市教育局"),
            ("", UNKNOWN_BUREAU),
        ];
        for (hukou, bureau) in table {
            assert_eq!(bureau_of_hukou(hukou), bureau, "{hukou}");
        }
        let own = "厦门市同安区教育局";
        assert_eq!(is_elsewhere("福建省厦门市同安区", own), Some(false));
        assert_eq!(is_elsewhere("江西省赣州市赣县", own), Some(true));
        assert_eq!([is_elsewhere("", own), is_elsewhere("江西省赣州市赣县", "区教育局")], [None, None]);
    }
}
