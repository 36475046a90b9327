//! Made-up names: of pupils, of their families, of teachers.

use super::{Dice, pick};
use crate::domain::people::Sex;
use rand::RngExt;

/// Common surnames; the first ones are borne by many.
const SURNAMES: &[&str] = &[
    "陈", "林", "黄", "王", "李", "张", "吴", "叶", "洪", "郑", "蔡", "许", "杨", "苏", "柯", "庄", "颜", "邵", "刘",
    "周", "徐", "谢", "郭", "何", "罗", "梁", "宋", "唐", "冯", "邓", "曹", "彭", "肖", "田", "董", "潘", "袁", "余",
    "蒋", "杜", "魏", "程", "吕", "丁", "沈", "姚", "卢", "傅", "钟", "江", "汪", "戴", "范", "方", "石", "熊", "金",
    "纪", "白", "曾", "廖", "邱", "康", "施", "温", "欧阳", "上官", "夏", "任", "翁",
];

/// How many of the surnames are borne by many.
const COMMON: usize = 18;

/// Given names that every year has several of.
const GIRLS: &[&str] = &[
    "梓涵", "雨桐", "欣怡", "诗涵", "思琪", "佳怡", "可欣", "梦瑶", "雅婷", "语嫣", "若汐", "子萱", "雨欣", "一诺",
    "静怡", "晓彤", "婉婷", "紫涵", "思颖", "嘉怡",
];

const BOYS: &[&str] = &[
    "子轩", "浩宇", "宇轩", "俊杰", "梓豪", "嘉豪", "志远", "思远", "明轩", "博文", "家豪", "睿哲", "子豪", "皓轩",
    "文博", "俊熙", "天佑", "奕辰", "泽宇", "晨曦",
];

/// Characters from which the other given names are put together: the first of two, the second, girls and boys.
const GIRLS_FIRST: &[&str] = &[
    "雨", "诗", "思", "梦", "欣", "佳", "雅", "晓", "静", "语", "若", "紫", "婉", "嘉", "可", "芷", "沐", "清", "灵",
    "书",
];
const GIRLS_SECOND: &[&str] = &[
    "涵", "桐", "怡", "琪", "瑶", "婷", "萱", "妍", "彤", "颖", "琳", "宁", "悦", "雯", "菲", "岚", "溪", "玥", "蕾",
    "楠",
];
const BOYS_FIRST: &[&str] = &[
    "浩", "宇", "俊", "梓", "嘉", "志", "明", "博", "家", "睿", "文", "天", "奕", "泽", "晨", "承", "景", "逸", "昊",
    "立",
];
const BOYS_SECOND: &[&str] = &[
    "轩", "宇", "杰", "豪", "远", "哲", "辰", "恒", "睿", "航", "林", "阳", "川", "凯", "铭", "涛", "诚", "毅", "鑫",
    "然",
];

/// Given names of the parents' and teachers' years, and of the grandparents'.
const WOMEN: &[&str] = &[
    "丽华", "美玲", "晓燕", "淑芬", "雪梅", "秀琴", "月华", "惠敏", "丽娟", "海燕", "玉兰", "艳红", "小红", "素珍",
    "彩云", "丽萍", "春梅", "婷婷", "慧玲", "燕萍",
];
const MEN: &[&str] = &[
    "建国", "志强", "伟明", "国华", "文龙", "海峰", "建军", "永福", "志勇", "文彬", "晓东", "金龙", "国强", "建平",
    "振华", "少华", "俊峰", "立新", "荣华", "伟强",
];
const GRANDMOTHERS: &[&str] = &["秀英", "桂花", "阿招", "玉英", "宝珠", "金枝", "月娥", "素英"];
const GRANDFATHERS: &[&str] = &["金水", "水木", "天赐", "进财", "福来", "清泉", "木火", "永昌"];

pub(super) fn surname(dice: &mut Dice) -> &'static str {
    let many = dice.random_bool(0.6);
    pick(dice, if many { &SURNAMES[..COMMON] } else { SURNAMES })
}

/// A pupil's whole name: one in four given names is a common one, one in twelve a single character.
pub(super) fn pupil(dice: &mut Dice, sex: Sex) -> String {
    let (common, first, second) = match sex {
        Sex::Female => (GIRLS, GIRLS_FIRST, GIRLS_SECOND),
        Sex::Male => (BOYS, BOYS_FIRST, BOYS_SECOND),
    };
    let surname = surname(dice);
    match dice.random_range(0..12) {
        0 => format!("{surname}{}", pick(dice, second)),
        1..=3 => format!("{surname}{}", pick(dice, common)),
        _ => format!("{surname}{}{}", pick(dice, first), pick(dice, second)),
    }
}

/// The name of a parent or a teacher.
pub(super) fn adult(dice: &mut Dice, surname: &str, sex: Sex) -> String {
    format!("{surname}{}", pick(dice, if sex == Sex::Female { WOMEN } else { MEN }))
}

pub(super) fn grandparent(dice: &mut Dice, surname: &str, sex: Sex) -> String {
    format!("{surname}{}", pick(dice, if sex == Sex::Female { GRANDMOTHERS } else { GRANDFATHERS }))
}

/// The surname that a pupil's name begins with; of a name with a dot the part after it, which is the father's.
pub(super) fn surname_of(name: &str) -> &str {
    const OF_TWO: [&str; 3] = ["欧阳", "上官", "夏侯"];
    if let Some((_, fathers)) = name.split_once('·') {
        return fathers;
    }
    let length = if OF_TWO.iter().any(|surname| name.starts_with(surname)) { 2 } else { 1 };
    name.char_indices().nth(length).map_or(name, |(end, _)| &name[..end])
}
