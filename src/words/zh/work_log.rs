use crate::domain::work_log::WorkKind;
use crate::words::work_log::WorkLogWords;

pub const WORK_LOG: WorkLogWords = WorkLogWords {
    kind: |kind| match kind {
        WorkKind::Meeting => "领导小组会议",
        WorkKind::Training => "学籍管理员培训",
        WorkKind::Publicity => "法律宣传",
        WorkKind::TeachersTalk => "送教教师座谈",
        WorkKind::Other => "其他",
    },
    headings: ["日期", "类别", "地点", "参加", "内容", "附件"],
    none: "这段时间没有工作记录。",
    recorded: |kind| format!("{}，已记录。", (WORK_LOG.kind)(kind)),

    title: "工作记录",
    new_title: "记一项工作",
    how_to: "会议、培训、宣传开过就记一行，附上签到表或照片：检查时要的佐证就在这里。按 n 记录。",
    count: |count| format!("{count} 项"),
    add: "记一项",
    read: "看全文",
    write: "打印、导出",
    all_kinds: "全部类别",
    next_kind: "换类别",
    nothing_chosen: "没有选中记录",
    of_kind: "类别",
    of_kind_hint: "按数字选",
    on: "日期",
    on_hint: "如 2025-11-19、11-19",
    place: "地点",
    place_hint: "如 二楼会议室",
    who: "参加人员",
    who_hint: "姓名或范围，如 领导小组全体",
    what: "内容",
    what_hint: "议题、决定、做了什么",
    nothing_said: "要写内容",
};
