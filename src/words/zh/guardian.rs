use super::import::phone_reason;
use crate::domain::guardian::CannotGuard;
use crate::words::guardian::GuardianWords;

pub const GUARDIAN: GuardianWords = GuardianWords {
    title: "监护人",
    of: |name, is_new| if is_new { format!("{name}：添加监护人") } else { format!("{name}：改监护人") },
    which: "改哪一位，或添加",
    add: "添加一位",
    name: "监护人",
    name_hint: "监护人的姓名，照户口簿",
    relation: "关系",
    relation_hint: "与学生的关系，如 母亲、爷爷",
    phone: "电话",
    phone_hint: "手机或带区号的座机；几个号码之间用顿号",
    phone_stays: |masked| format!("空着就仍是 {masked}；写了就换成写的"),
    how_to_remove: "三项都清空再保存，就去掉这一位",
    cannot: |why| match why {
        CannotGuard::NoName => "写了关系或电话，还要写监护人的姓名".to_owned(),
        CannotGuard::Phone(error) => phone_reason(error).to_owned(),
        CannotGuard::TooLong { most } => format!("写得太长：最多 {most} 个字"),
    },
    saved: "监护人已登记",
    removed: "这位监护人已去掉",
};
