use crate::domain::ladder::{Compare, Rule, Unit};
use crate::domain::profile::Profile;
use crate::words::rules::Rules;

pub const RULES: Rules = Rules {
    title: "规则",
    headings: ["规则", "触发", "应办", "责任人", "期限", "生效", "依据", "备注"],
    between: "；",
    again: |days| format!("每 {days} 个上课日重复"),
    note: |rule| match rule {
        Rule::R17 => Some("名单和追踪在“未报到追踪”里；截止日按入学通知书上的"),
        Rule::R16 => Some("先报警，不等 24 小时"),
        _ => None,
    },
    later: "以后才执行的：",
    profile: |profile| match profile {
        Profile::Tongan => "同安区做法（默认）",
        Profile::SameDay => "当天就办（更严）",
    },

    from: |date| format!("自 {date} 起执行"),
    basis_is: |basis| format!("依据：{basis}"),
    will_change: |rows| format!("以后有 {rows} 条变更"),
    change: "修改",
    adopt: "整套方案",
    none: "还没有规则",

    form_title: |rule, action| format!("修改规则 {rule} {action}"),
    number: "数量",
    number_hint: "触发的数量，至少 1",
    compare: "含本数",
    compare_hint: "“三天以上”含三天；“超过三天”从第四天起",
    compares: |compare| match compare {
        Compare::AtLeast => "以上（含本数）",
        Compare::MoreThan => "超过（不含）",
    },
    unit: "单位",
    unit_hint: "按上课日，还是按日历天、月",
    units: |unit| match unit {
        Unit::Sessions => "节次",
        Unit::SchoolDays => "上课日",
        Unit::CalendarDays => "日历天",
        Unit::Months => "月",
        Unit::Pupils => "人",
        Unit::Events => "次",
    },
    owes: "责任人",
    owes_hint: "由担任哪个职务的人办",
    within_days: "期限（上课日）",
    within_hours: "期限（小时）",
    within_hint: "0 是当天、立即",
    repeat: "重复（上课日）",
    repeat_hint: "过几个上课日要再办一次；0 是只办一次。只对要反复办的规则起作用（R5、R11、R15、B4）",
    basis: "依据",
    basis_hint: "印在文书上的法律依据",
    holds_from: "执行自",
    holds_from_hint: "从这一天起按新规则；之前已经应办的不变",
    say_number: "请写 1 以上的整数",
    say_days: "请写整数，0 是当天",
    say_date: "没有这个日期，请写如 3-18",
    nothing_changed: "没有改动",

    adopt_title: "换用整套方案",
    adopt_text: |from| format!("自 {from} 起，下面方案的每一条都按方案执行。之前已经应办的不变。"),
    adopt_row: |profile, rows| match rows {
        0 => format!("{profile}：与现行相同"),
        rows => format!("{profile}：改 {rows} 条"),
    },
    keep: "不换",

    say_between: |least, most| format!("请写 {least} 至 {most} 的整数"),
    set: |from| format!("已修改，自 {from} 起执行；之前已经应办的不变。"),
    adopted: |profile, from, rows| match rows {
        0 => format!("现行规则与“{profile}”相同，没有改动。"),
        rows => format!("已换用“{profile}”：{rows} 条规则自 {from} 起执行。"),
    },
};
