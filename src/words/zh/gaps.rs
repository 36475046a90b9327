use crate::words::gaps::Gaps;

pub const GAPS: Gaps = Gaps {
    class: "班级",
    teacher: "班主任",
    count: "缺",
    day: "日期",
    session: "时段",
    ago: "距今",
    total: |rolls, classes| format!("{classes} 个班 {rolls} 次"),
    rolls: |count| format!("{count} 次"),
    today: "今天",
    school_days_ago: |days| format!("{days} 个上课日"),
    meaning: [
        "没点名不等于到齐：那一节谁来谁没来都不知道，不算旷课，也不算出勤。",
        "按 Enter 补点；当时确实全班到齐，再按一次 Enter 保存就是零报告。",
    ],
    none: |whose| format!("{whose}：应点的名都点了，没有缺。"),
    none_meaning: "一节课开始半小时后还没点名，就会列在这里。按 Tab 看缺勤预警。",
    empty_rolls: "本学期还没有点过名。从点第一次名的那天起，漏点的才会列在这里：按 F10 选「点名」。",
    take: "补点名",
    nothing_missing: "没有缺的点名",
};
