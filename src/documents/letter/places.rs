//! Which authority a paper goes to, proposed from the addresses in the books; the writer may put another.

use crate::domain::hukou::{Seat, seat};
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
    let text = text.trim();
    let text = text.split_once("市").map_or(text, |(_, rest)| rest);
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

/// The education bureau of the hukou's county (户籍所在地教育局).
pub(super) fn bureau_of_hukou(hukou: &str) -> String {
    let Seat { city, county } = seat(hukou);
    match (city, county) {
        ("", "") => UNKNOWN_BUREAU.to_owned(),
        (city, county) => format!("{city}{county}教育局"),
    }
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
    }
}
