use super::domain::DOMAIN;
use crate::domain::status::{CannotChange, Lack, PutRight};
use crate::words::status::StatusWords;

pub const STATUS: StatusWords = StatusWords {
    cannot: |why| match why {
        CannotChange::NotInClass => "那天的前一天，该生不在任何班级。先看学生档案里的在籍情况。".to_owned(),
        CannotChange::NotSuspended => "该生没有休学，不能复学。".to_owned(),
        CannotChange::StillHere => "该生那天还在册，不能转入。".to_owned(),
        CannotChange::Later(from) => {
            format!("{from} 起已有别的在籍记录，两项变动会重叠。请把生效日定在那天之后，或先撤销那一项。")
        }
        CannotChange::NoOtherClass => "要写去哪个班（--class），且不是原来的班。".to_owned(),
        CannotChange::NoEnd => "休学要写到哪天为止（--until），不早于开始，最长一学年。".to_owned(),
        CannotChange::ApprovedTooEarly => "审批日期早于申请日期，或早于前一级审批。请核对日期。".to_owned(),
    },
    unknown_proof: |asked, known| match known {
        [] => format!("“{asked}”：这种异动不需要材料。"),
        known => format!(
            "“{asked}” 不是这种异动的材料。可用：{}，写法如 {}=文件 或 {}=seen。",
            known.join("、"),
            known[0],
            known[0]
        ),
    },
    lack: |lack| match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof).to_owned(),
        Lack::Approval => "审批（--approved-by、--approved-on）".to_owned(),
        Lack::Counterpart => {
            "对方学校（--counterpart）；没有接收学校的不是转学，学籍和点名不动，按个案的外地追踪办".to_owned()
        }
    },
    in_effect: |kind, on| format!("{}，自 {on} 起生效，名册和点名已跟着改。", (DOMAIN.status)(kind)),
    applied_for: |kind, lacks| {
        format!("{}已登记为申请，还没有生效，学生照常点名。还缺：{lacks}。", (DOMAIN.status)(kind))
    },
    put_right: |put_right: PutRight| match put_right.unexcused {
        0 => format!("生效日以来已点的 {} 次名不再算他。", put_right.rolls),
        unexcused => {
            format!(
                "生效日以来已点的 {} 次名不再算他，其中无故未到 {unexcused} 次不再计入连续旷课和统计。",
                put_right.rolls
            )
        }
    },
    between: "、",
    kinds_headings: ["代码", "异动", "材料", "还要"],
    approval_needed: "审批",
    counterpart_needed: "对方学校",
    list_headings: ["生效", "姓名", "班级", "异动", "去向、来处", "申请", "状态"],
    state: |lacks| match lacks {
        [] => "已生效".to_owned(),
        lacks => format!("申请中，缺 {} 项", lacks.len()),
    },
    until: "休学至",
    papers: "材料",
    approvals: "审批",
    missing: "还缺",
    no_changes: "这段时间没有学籍异动。",
};
