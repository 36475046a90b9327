use super::domain::DOMAIN;
use crate::domain::people::Role;
use crate::words::flags::Flags;

pub const FLAGS: Flags = Flags {
    seat: "座",
    name: "姓名",
    class: "班级",
    streak: "连续",
    since: "自",
    sum: "累计",
    last_contact: "最近联系",
    last_visit: "家访",
    strip: "近20个上课日",
    owed: "应办",
    legend: ".到 x旷课 h半天旷课 s请假 -没点名",
    as_of: |day| format!("截至 {day}"),
    pupils: |count| format!("{count} 人"),
    at_least: |days| format!("连续 {days} 天以上"),
    by_urgency: "按缓急",
    by_class: "按班级座号",
    by_streak: "按连续天数",
    by_sum: "按累计天数",
    due_today: "今天",
    late: |days| format!("逾{days}日"),
    date_open: "待定",
    reached: |reached| if reached { "通" } else { "未" },
    away: |from, days| format!("自 {} 起旷课 {days} 个上课日", from.format("%m-%d")),
    excused_since: |from| format!("病假、请假中，{} 起要跟进", from.format("%m-%d")),
    missing_since: |from| format!("{} 起未到，原因待查", from.format("%m-%d")),
    no_guardian: "未登记监护人电话",
    contacts: |made, failed, last| match (made, last) {
        (0, _) | (_, None) => "尚未联系家长".into(),
        (_, Some(last)) => match failed {
            0 => format!("联系 {made} 次，最近 {}", last.format("%m-%d")),
            _ => format!("联系 {made} 次（{failed} 次未通），最近 {}", last.format("%m-%d")),
        },
    },
    visits: |made, last| match last {
        None => "尚未家访".into(),
        Some((on, outcome)) => {
            format!("家访 {made} 次，最近 {} {}", on.format("%m-%d"), (DOMAIN.outcome)(outcome))
        }
    },
    notice: |no, on, received| match received {
        None => format!("报告单 {no} {}，未签收", on.format("%m-%d")),
        Some(received) => format!("报告单 {no} {}，{} 签收", on.format("%m-%d"), received.format("%m-%d")),
    },
    no_notice: "未出报告单",
    next_step: "下一步：",
    step: |owed| {
        let (what, since) = ((DOMAIN.action)(owed.what), owed.since.format("%m-%d"));
        let who = if owed.who == Role::Homeroom { "" } else { (DOMAIN.role)(owed.who) };
        let due = match owed.due {
            None => "，期限待校历排定".to_owned(),
            Some(due) if due == owed.since => String::new(),
            Some(due) => format!("，应于{}", due.format("%m-%d")),
        };
        let late = if owed.late > 0 { format!("，逾{}日", owed.late) } else { String::new() };
        format!("{who}{what} {since}起{due}{late}")
    },
    between: "；",
    nothing_owed: "应办的都已办；返校前每天仍要联系家长。",
    empty_books: "还没有学生。",
    import_first: "先导入名册：按 F10 打开菜单，选「导入名册、考勤」。",
    empty_rolls: "本学期还没有点过名，所以还看不出谁缺勤。",
    roll_first: "先去点名：按 F10 打开菜单，选「点名」。全班到齐也要按 Enter 报一次。",
    nobody: |whose| format!("{whose}：已点名的课上，没有人连续旷课，也没有待办的联系或家访。"),
    look_wider: "按 g 看年级和全校。",
    fill_gaps: |count| format!("还有 {count} 次没有点名，没点名不等于到齐。按 Tab 补点。"),
    nobody_at_least: |days| format!("没有人连续旷课 {days} 天以上。"),
    show_all: |count| format!("按 0 看全部 {count} 人。"),
    no_row: "名单上没有人",
    open: "档案",
    keep: "确定",
    clear: "清除查找",
    contact: "联系",
    visit: "家访",
    issue: "文书",
    find: "找人",
    sort: "排序",
    longer: "连续几天以上",
};
