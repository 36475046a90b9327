//! The pupils that the demonstration is about, in seats of their own: those whose names are hard to write, to find or
//! to tell apart, and those of whom a story is told.

use crate::domain::people::{KeyGroup, Sex};
use Sex::{Female as F, Male as M};

/// One pupil of the cast: class (703 for 七年级(3)班), seat, and what is told of the family.
pub(super) struct Role {
    pub(super) class: u16,
    pub(super) seat: u16,
    pub(super) name: &'static str,
    pub(super) sex: Sex,
    pub(super) groups: &'static [KeyGroup],
    /// Month and day on which the pupil came to the school, where it was in mid-term.
    pub(super) joined: Option<(u32, u32)>,
}

const fn role(class: u16, seat: u16, name: &'static str, sex: Sex) -> Role {
    Role { class, seat, name, sex, groups: &[], joined: None }
}

const fn of_group(class: u16, seat: u16, name: &'static str, sex: Sex, groups: &'static [KeyGroup]) -> Role {
    Role { class, seat, name, sex, groups, joined: None }
}

pub(super) const CAST: &[Role] = &[
    role(703, 1, "欧阳明轩", M),
    of_group(703, 2, "阿依古丽·买买提", F, &[KeyGroup::Migrant]),
    role(703, 3, "陈梓涵", F),
    role(703, 4, "林𬭎", M),
    role(703, 5, "单雨桐", F),
    role(703, 6, "黄㛃怡", F),
    role(703, 7, "王子轩", M),
    role(703, 8, "曾雅琳", F),
    role(703, 9, "仇志远", M),
    of_group(703, 11, "庄俊熙", M, &[KeyGroup::Disabled, KeyGroup::Inclusive]),
    role(703, 12, "陈梓涵", F),
    role(703, 15, "解晓东", M),
    role(703, 18, "区雯婷", F),
    role(703, 21, "夏侯博", M),
    role(703, 24, "张䶮", M),
    of_group(703, 27, "陈若汐", F, &[KeyGroup::LeftBehind]),
    role(703, 31, "许家豪", M),
    of_group(703, 33, "李沐阳", M, &[KeyGroup::Migrant]),
    role(703, 36, "何思远", M),
    role(703, 38, "郑知夏", F),
    role(703, 41, "吴雨泽", M),
    of_group(703, 44, "洪晓雯", F, &[KeyGroup::Unattended, KeyGroup::Difficult]),
    Role { joined: Some((10, 13)), ..of_group(703, 50, "周清和", F, &[KeyGroup::Migrant]) },
    role(702, 40, "苏晓彤", F),
    of_group(705, 19, "庄雅婷", F, &[KeyGroup::Dibao]),
    role(706, 9, "方晓雯", F),
    role(801, 5, "王子轩", M),
    of_group(801, 20, "何星野", M, &[KeyGroup::LeftBehind]),
    role(802, 14, "陈小禾", M),
    role(804, 25, "柯宇航", M),
    of_group(805, 11, "罗小军", M, &[KeyGroup::Migrant]),
    Role { joined: Some((11, 10)), ..of_group(807, 12, "唐书宁", F, &[KeyGroup::Migrant]) },
    role(901, 3, "颜承宇", M),
    role(903, 17, "叶景川", M),
    role(904, 22, "蔡志豪", M),
    role(906, 30, "许知远", M),
];
