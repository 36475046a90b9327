use super::domain::DOMAIN;
use crate::domain::people::Role;
use crate::words::staff::StaffWords;

pub const STAFF: StaffWords = StaffWords {
    title: "教职工与职务",
    headings: ["姓名", "职务", "备注"],
    between: "、",
    no_post: "无职务",
    tenure: |post, from, until| match (from, until) {
        (Some(from), _) => format!("{post}（自 {from} 起）"),
        (None, Some(until)) => format!("{post}（到 {until}）"),
        (None, None) => post.to_owned(),
    },
    held: |from, until| match (from, until) {
        (Some(from), _) => format!("自 {from} 起"),
        (None, Some(until)) => format!("到 {until}"),
        (None, None) => String::new(),
    },
    ends_with_year: "新学年已升级，旧职务到期自动结束；要改请改新职务",
    until: |date| format!("{date} 离校"),
    stands_in: |roles| {
        let roles: Vec<&str> = roles.iter().map(|role: &Role| (DOMAIN.role)(*role)).collect();
        format!("未任命的由其代行：{}", roles.join("、"))
    },
    count: |people, posts| format!("{people} 人 {posts} 个职务"),
    meaning: [
        "应办事项按职务归人：班主任管本班，年级组长管本年级，其余管全校。",
        "没有任命的职务由建账人代行；一个人可以有几个职务。",
    ],
    none_yet: "还没有登记教职工。按 F5 加人，或按 F6 导入名单。",
    nothing_chosen: "还没有登记教职工",

    change: "修改",
    add: "加人加职务",
    end: "离任离校",
    import: "导入",

    form_add: "加人、加职务",
    form_change: "修改职务",
    name: "姓名",
    name_hint: "已有的姓名：给这个人再加一个职务；新的姓名：登记新人",
    role: "职务",
    role_hint: "按数字选",
    no_role: "无职务",
    class: "班级",
    class_hint: "如 七年级(3)班 或 7.3",
    grade: "年级",
    grade_hint: "如 七年级 或 7",
    say_name: "请写姓名",
    name_taken: "已有人叫这个名字",
    no_such_class: "没有这个班，请写如 七年级(3)班",
    no_such_grade: "没有这个年级，请写如 七年级",

    end_title: |name| format!("{name}：离任还是离校？"),
    end_text: "以前的记录都保留；应办事项从此归其他担任该职务的人。",
    lay_down: |post| format!("只免去：{post}"),
    leave_now: "离校，今天是最后一天",
    keep: "不改",

    is_listed: |name| format!("{name} 在教职工名单里。"),
    has_post: |name, post| format!("{name} 现任{post}。"),
    will_have_post: |name, post, from| format!("{name} 自 {from} 起任{post}。"),
    laid_down: |name, role| format!("{name} 不再担任{role}。"),
    leaves: |name, until| format!("{name} 在校到 {until} 为止。"),
    saved: |name| format!("已保存：{name}"),
};
