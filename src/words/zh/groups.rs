use super::domain::DOMAIN;
use crate::domain::groups::round::Finding;
use crate::domain::groups::{CannotJoin, Seen};
use crate::words::groups::GroupsWords;

pub const GROUPS: GroupsWords = GroupsWords {
    title: "重点群体",
    form_title: "登记重点群体",
    round_title: "重点群体排查",
    seen: |seen| match seen {
        Seen::Group(belonging) => (DOMAIN.group)(belonging.kind),
        Seen::SeeLeadership => GROUPS.see_leadership,
    },
    see_leadership: "见校领导",
    leadership_only: "只限校领导登记、查看",
    from_cases: "由个案得出，不用登记",
    by_roster: "花名册",
    by_case: "个案",
    not_yours: "只供这些班的班主任、年级组长、德育处、学籍管理员、校领导查看。",
    names_withheld: "其余姓名只供该生的班主任、年级组长、德育处、学籍管理员、校领导查看。",
    ledger_not_yours: "这本台账涉及您不任职的班。全校的由校领导、德育处、学籍管理员查看；年级组长请选本年级，班主任请选本班。",
    not_yours_to_take: "佐证材料是全校的，由校领导、德育处或学籍管理员导出。",
    cannot: |why| match why {
        CannotJoin::NotYours => {
            "这个班的重点群体由班主任、年级组长、德育处、学籍管理员和校领导登记、查看。请他们来办。".to_owned()
        }
        CannotJoin::Leaderships => "这一类只限校领导登记、查看，请报校领导。".to_owned(),
        CannotJoin::FromCases => {
            "劝返复学由个案结案得出，不用登记；结案后自动列入，到跟踪期满的学期末为止。".to_owned()
        }
        CannotJoin::Reversed => "截止日期早于起始日期。请核对日期。".to_owned(),
        CannotJoin::Already(from) => format!("该生自 {from} 起已在这一类。要改日期，先截止原来的，再重新登记。"),
        CannotJoin::NoMember => "该生那时不在这一类，或不在这个月的排查名单里。先看重点群体名单。".to_owned(),
        CannotJoin::NoSource => "要写来源：谁的名单或证明。".to_owned(),
        CannotJoin::NeverHere => "该生那天还不在任何班级。请核对日期。".to_owned(),
        CannotJoin::OpenCase => {
            "该生有未结的个案，不能只记“在校正常”：请在备注里写明今天在哪里见到、谁见到的。".to_owned()
        }
        CannotJoin::TooLong(most) => format!("一项最多写 {most} 个字。请写得简短些。"),
        CannotJoin::BeforeBirth(born) => format!("该生 {born} 出生，起始日期不能更早。请核对日期。"),
        CannotJoin::Twice => "同一名学生只能记一种排查结果。".to_owned(),
        CannotJoin::NotYet => "这个月还没有到，不能排查。".to_owned(),
    },
    cannot_look: |name, why| format!("{name}：{}", (GROUPS.cannot)(why)),
    entered: |kind, from| format!("已登记：{}，自 {from} 起。", (DOMAIN.group)(kind)),
    ended: |kind, last| format!("已截止：{}，到 {last} 为止。", (DOMAIN.group)(kind)),
    kinds_headings: ["代码", "类别", "说明"],
    list_headings: ["班级", "姓名", "类别", "起", "止", "来源"],
    round_headings: ["班级", "姓名", "类别", "本月出勤", "最近联系", "排查"],
    nobody: "没有可以看到的重点群体学生。",
    how_to: "重点群体来自花名册、民政、残联、公安等名单和个案。按 F5 登记一名学生，按 F6 导入名单，按证件号匹配；按左右键换类别，按 g 换班级、年级、全校。",
    finding: |finding| match finding {
        Finding::Seen => "在校正常",
        Finding::NotSeen => "需关注",
        Finding::Changed => "已采取措施",
    },
    to_look_at: "待排查",
    looked_at: |count| format!("已记下 {count} 人。"),
    round_stands: |month, pupils, checked| match pupils - checked {
        0 => format!("{month}：{pupils} 人，已全部排查。"),
        left => format!("{month}：{pupils} 人，已排查 {checked} 人，还有 {left} 人。"),
    },
    round_count: |pupils, checked| format!("已查 {checked}/{pupils}"),
    month: |month| format!("{}年{}月", month.year, month.month()),
    import_counts: |plan| {
        format!(
            "共 {} 行：在本校并登记 {}，已在册 {}，不在本校 {}，可能是 {}，有误 {} 行；本校在册而名单上没有 {}",
            plan.rows,
            plan.new.len(),
            plan.unchanged,
            plan.elsewhere.len(),
            plan.maybe.len(),
            plan.counts().faulty_rows,
            plan.missing.len()
        )
    },
    found: |who| format!("在本校，登记：{who}"),
    elsewhere: |who| format!("不在本校：{who}"),
    maybe: |who| format!("姓名相同、没有证件号可对，请核实后逐人登记：{who}"),
    not_on_list: |who| format!("本校在册而名单上没有（不自动截止，核实后逐人截止）：{who}"),

    every_kind: "全部类别",
    count: |count| format!("{count} 条"),
    file: "学生档案",
    add: "登记",
    end: "截止",
    import: "导入名单",
    round: "排查",
    next_kind: "下一类",
    kind_before: "上一类",
    nothing_chosen: "没有选中的学生",
    sealed: "这一类见校领导",
    whom: "登记哪名学生",
    which: "名单是哪一类",
    pick_list: |group| format!("选名单文件：{group}"),
    whose_list: "名单来源，如 区残联2025年名单",
    last_day: |name, kind| format!("{name} 的{}到哪天为止", (DOMAIN.group)(kind)),
    no_date: "日期看不懂，请写如 2026-03-18",
    field_kind: "类别",
    field_source: "来源",
    field_ground: "依据",
    field_from: "起",
    field_until: "止",
    source_missing: "要写来源：谁的名单或证明",

    is_seen: "在校正常",
    is_not_seen: "需关注",
    is_changed: "已采取措施",
    note: "备注",
    note_of: |name| format!("{name} 的情况"),
    earlier: "上月",
    later: "下月",
    ahead: "下个月还没有到",
    not_looked_at: "先按 1、2、3 排查，再写备注",
    look_due: |by| format!("{} 起该查看", by.format("%m-%d")),
    columns: ["班级", "姓名", "类别", "出勤", "无故", "个案", "最近联系", "排查"],
    round_empty: "这个范围没有要排查的重点群体学生。",
    round_how_to: "班主任每月看一遍本班的重点群体学生：1 在校正常，2 需关注，3 已采取措施。按 g 换班级、年级、全校。",
    round_closed: "本月已全部排查。",
    look_recorded: |name, finding| format!("{name}：{}", (GROUPS.finding)(finding)),
};
