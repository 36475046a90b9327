//! Surnames (姓): where the rest of a name begins.

/// Surnames of two characters that are still borne (复姓).
const COMPOUND: [&str; 60] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "司徒", "慕容", "公孙", "夏侯", "皇甫", "尉迟", "长孙", "令狐", "宇文",
    "端木", "轩辕", "南宫", "东郭", "西门", "独孤", "百里", "呼延", "闻人", "万俟", "单于", "太史", "申屠", "淳于",
    "钟离", "鲜于", "澹台", "公冶", "宗政", "濮阳", "赫连", "拓跋", "公羊", "谷梁", "乐正", "漆雕", "公西", "巫马",
    "司空", "亓官", "司寇", "仉督", "子车", "颛孙", "公良", "夹谷", "宰父", "段干", "羊舌", "梁丘", "左丘", "东门",
    "第五", "哥舒", "纳兰", "欧陽",
];

/// The surname of a name: two characters where they are one and a given name follows, else the first.
pub fn surname(name: &str) -> &str {
    let two = COMPOUND.into_iter().find(|two| name.strip_prefix(two).is_some_and(|given| !given.is_empty()));
    match (two, name.chars().next()) {
        (Some(two), _) => &name[..two.len()],
        (None, Some(first)) => &name[..first.len_utf8()],
        (None, None) => "",
    }
}

/// A name of which the surname alone is said: 陈某某, 欧阳某.
pub fn without_given_name(name: &str) -> String {
    let surname = surname(name);
    let given = name[surname.len()..].chars().filter(|char| char.is_alphanumeric()).count();
    format!("{surname}{}", "某".repeat(given.clamp(1, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_name_is_left_out() {
        let said = ["甲七六", "欧阳小雨", "欧阳", "陈禾", "买买提·艾合买提"].map(without_given_name);
        assert_eq!(said, ["甲某某", "欧阳某某", "欧某", "陈某", "买某某"]);
    }
}
