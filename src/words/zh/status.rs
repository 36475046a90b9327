use super::domain::DOMAIN;
use crate::domain::people::Standing;
use crate::domain::status::{
    CannotChange, Caution, Lack, Limit, PutRight, Reach, Seated, Stands, StatusKind, StatusRecord,
};
use crate::words::status::StatusWords;

pub const STATUS: StatusWords = StatusWords {
    cannot: |why| match why {
        CannotChange::NotInClass => "那天的前一天，该生不在任何班级。先看学生档案里的在籍情况。".to_owned(),
        CannotChange::NotSuspended => "该生没有休学，不能复学。".to_owned(),
        CannotChange::IsDeferred => "该生是缓学，还没有入过学：到校时登记“调班”，写入哪个班。".to_owned(),
        CannotChange::StillHere { since } => format!(
            "该生自 {since} 起在册，不能转入。如果是已从名册导入的转入生，生效日写 {since}，就把手续补到这次入学上。"
        ),
        CannotChange::Overlaps(obstacle) => {
            let from = obstacle.from;
            let clash = |what: &str| format!("{from} 起已有“{what}”，两项变动会重叠。把生效日定在那天之后");
            match (obstacle.kind, obstacle.standing) {
                (Some(kind), _) => format!(
                    "{}；或先撤回那一项（F10 菜单、学籍异动，选中那一项按 F9）。刚记的一步也可以在 F10 菜单、操作日志里按 u 或 F4 撤销。",
                    clash((DOMAIN.status)(kind))
                ),
                (None, standing) if obstacle.turned.is_some() => format!(
                    "{from} 起该生已随升级{}。把生效日定在那天之后；或先撤销升级（F10 菜单、新学年升级，按 F8），改好后再升。",
                    standing_name(standing)
                ),
                (None, standing) => format!(
                    "{}；刚导入的名册可以在 F10 菜单、操作日志里按 u 或 F4 撤销。",
                    clash(&format!("名册：{}", standing_name(standing)))
                ),
            }
        }
        CannotChange::HasDied { on } => {
            format!(
                "该生已登记死亡（{on}），之后不能再办异动。登记错了的，先撤回那一项（F10 菜单、学籍异动，选中那一项按 F9）。"
            )
        }
        CannotChange::DeathAhead { on } => format!("死亡日期 {on} 还没有到。请核对日期。"),
        CannotChange::AppliedAlready { applied_on } => format!(
            "该生同一种异动已有申请（{applied_on}），还没有办完。在学籍异动里选中那一项按 Enter 续办，不用另记一项。"
        ),
        CannotChange::TooLong { longest } => format!("写得太长：这一项最多 {longest} 个字。"),
        CannotChange::NotYours => {
            "学籍异动由学籍管理员、德育处和校领导登记；班主任只能为本班学生申请。请他们来办。".to_owned()
        }
        CannotChange::OnlyApplies => {
            "班主任只能为本班学生申请，不能登记生效。请由学籍管理员、德育处或校领导核对后登记。".to_owned()
        }
        CannotChange::NoClass => "要写去哪个班；复学可以是原来的班。".to_owned(),
        CannotChange::SameClass => "他就在这个班、这个座号。调班写另一个班，换座写新的座号。".to_owned(),
        CannotChange::NoEnd { longest } => {
            format!("要写到哪天为止，不早于开始，最晚 {longest}；到期可再申请。")
        }
        CannotChange::Gap { until } => {
            format!("原来的到 {until} 为止，续办要从第二天起接上。中间来过学校的，先登记复学。")
        }
        CannotChange::RenewedEnough { times } => {
            format!("休学最多续 {times} 次，已经续满。确需再续的，先改时限（F10 菜单、学籍异动，按 F8），并报教育局。")
        }
        CannotChange::HasBegun => "该生已经到校上过课，不能缓学；因病不能上学的办休学。".to_owned(),
        CannotChange::UnapprovedGrade { from, to } => format!(
            "从{from}到{to}是跳级或留级：要监护人书面申请，学校审核，教育局批准。批准后写上审批人和审批日期再登记。"
        ),
        CannotChange::RepeatsLastGrade(grade) => format!("毕业年级（{grade}）不留级。"),
        CannotChange::SeatTaken { class, seat, by } => {
            format!("{class} {seat} 号坐着{by}。另写一个座号，或不写座号，由程序给一个空号。")
        }
        CannotChange::NoSuchSeat => "座号从 1 起。".to_owned(),
        CannotChange::ApprovedTooEarly => "审批日期早于申请日期，或早于前一级审批。请核对日期。".to_owned(),
        CannotChange::AppliedAhead(on) => format!("申请日期 {on} 还没有到。请核对日期。"),
        CannotChange::ApprovedAhead(on) => {
            format!("审批日期 {on} 还没有到。批下来再登记；以后才生效的，写在生效日里。")
        }
        CannotChange::LastTerm => {
            "毕业年级最后一学期，本校规定不办转学、休学。确需办理的，先改时限（F10 菜单、学籍异动，按 F8）。".to_owned()
        }
        CannotChange::LeaveTooLong { latest } => {
            format!("“转学办理中”的请假最长到 {latest}，到期再看一次；还没有办完的，到时再请。")
        }
        CannotChange::LeaveWithoutSchool => {
            "只有已有接收学校的转出才能按“转学办理中”请假；没有接收学校的，照常点名，按个案的外地追踪办。".to_owned()
        }
        CannotChange::Known { name } => format!("这个学籍号已经在册：{name}。不用再建，直接登记他的转入。"),
        CannotChange::Namesake { name, class } => {
            let class = class.map(|class| format!("（{class}）")).unwrap_or_default();
            format!(
                "册上已有同名、同出生日期的{name}{class}。是同一个人，直接选他登记；确是另一个人，写上学籍号或身份证号。"
            )
        }
        CannotChange::NumberSays { born } => format!("出生日期与证件号不符：证件号里是 {born}。请核对。"),
        CannotChange::NotOfAge { born, grade } => {
            format!("出生日期 {born} 与{grade}的年龄不符。请核对出生日期和班级。")
        }
        CannotChange::HoldsAlready { from } => {
            format!("这项异动已定于 {from} 生效，只能补登审批、材料和说明。日期、班级写错了，先撤回，再登记。")
        }
        CannotChange::Nameless => "新转入的学生要写姓名。".to_owned(),
        CannotChange::NoSuchChange => "没有这项异动，可能已经撤回。".to_owned(),
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
    unknown_limit: |asked, known| format!("“{asked}” 改不了。可用：{}，写法如 within=10。", known.join("、")),
    lack: |kind, lack| match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof).to_owned(),
        Lack::Approval => "审批".to_owned(),
        Lack::Counterpart if kind == StatusKind::TransferIn => "转出学校：从哪所学校来".to_owned(),
        Lack::Counterpart => "对方学校；没有接收学校的不是转学，学籍和点名不动，按个案的外地追踪办".to_owned(),
    },
    overtaken: "另一处刚改过这项异动，这里的没有写入。请先看现在的情况，重新打开再存（界面上已填的还在）。",
    lack_short,
    in_effect: |kind, on| format!("{}，自 {on} 起生效，名册和点名已跟着改。", (DOMAIN.status)(kind)),
    ahead: |kind, on| {
        format!("{}手续齐全，将于 {on} 起生效：到那天名册和点名自动跟着改，之前一切照旧。", (DOMAIN.status)(kind))
    },
    applied_for: |kind, lacks| {
        format!("{}已登记为申请，还没有生效，名册和点名不变。还缺：{lacks}。", (DOMAIN.status)(kind))
    },
    put_right: |put_right: PutRight| {
        let mut said = String::new();
        match (put_right.rolls, put_right.unexcused) {
            (0, _) => {}
            (rolls, 0) => said.push_str(&format!("生效日以来已点的 {rolls} 次名不再算他。")),
            (rolls, unexcused) => said.push_str(&format!(
                "生效日以来已点的 {rolls} 次名不再算他，其中无故未到 {unexcused} 次不再计入连续旷课和统计。"
            )),
        }
        if put_right.joined > 0 {
            said.push_str(&format!(
                "生效日以来这个班已点的 {} 次名按到校算他；其中没有到校的，请改那几次点名。",
                put_right.joined
            ));
        }
        said
    },
    caution: |caution| match caution {
        Caution::LastTerm => "注意：毕业年级最后一学期一般不办转学、休学，请先问教育局。".to_owned(),
        Caution::LateApproval { approved_on } => {
            format!("注意：审批（{approved_on}）晚于生效日，按补登记处理；之前的点名和统计会跟着改。")
        }
        Caution::SickUntilApproved { from } => {
            format!("注意：休学自批准之日 {from} 起算，之前的缺勤仍按病假；没有请病假的先补请假条。")
        }
        Caution::OtherGrade => "注意：到别的年级是跳级或留级，要监护人书面申请，学校审核，教育局批准。".to_owned(),
    },
    seated: |seated| match seated {
        Seated::Asked(seat) => format!("座号 {seat}。"),
        Seated::Kept(seat) => format!("座号 {seat}，仍是原来的。"),
        Seated::Next(seat) => format!("座号 {seat}，是班里下一个空号；要别的座号，写在座号里。"),
    },
    on_leave: |until| format!("已按“转学办理中”请假到 {until}，到时再看：没有办完也没有来的，当天联系家长。"),
    withdrawn: |kind, stands| format!("已撤回：{}。现在：{stands}。", (DOMAIN.status)(kind)),
    supplemented: |kind, from, record| {
        let approvals: Vec<String> = record.approvals.iter().map(|it| format!("{} {}", it.by, it.on)).collect();
        format!("{}（{from} 起）已补登，生效日不变。审批：{}。", (DOMAIN.status)(kind), approvals.join("、"))
    },
    not_on_the_books: "不在册",
    nothing_to_withdraw: "这名学生没有可以撤回的异动。",
    between: "、",
    kinds_headings: ["代码", "异动", "材料", "还要"],
    approval_needed: "审批",
    counterpart_needed: "对方学校（--counterpart）",
    class_needed: "班级（--class）",
    until_needed: "到哪天为止（--until）",
    list_headings: ["生效", "姓名", "班级", "异动", "去向、来处", "申请", "状态"],
    reach: |reach| match reach {
        Reach::District => "区内",
        Reach::City => "市内跨区",
        Reach::Province => "省内跨市",
        Reach::Beyond => "跨省",
    },
    stands: |stands| match stands {
        Stands::AppliedFor => "申请中",
        Stands::Ahead => "待生效",
        Stands::InEffect => "已生效",
    },
    state: |stands, record| match stands {
        Stands::AppliedFor => format!("申请中，缺 {} 项", record.lacks().len()),
        Stands::Ahead => format!("{} 起生效", record.takes_effect()),
        Stands::InEffect => "已生效".to_owned(),
    },
    stand: |stand, today| {
        let since = stand.since;
        let by = stand.by;
        let until = by.and_then(|record| record.until).map(|until| format!("，到 {until}")).unwrap_or_default();
        let what = match stand.standing {
            Standing::InClass { class, seat } => {
                let seat = seat.map(|seat| format!(" {seat} 号")).unwrap_or_default();
                format!("在 {class}{seat}")
            }
            Standing::Suspended => "休学".to_owned(),
            Standing::Deferred => "缓学".to_owned(),
            Standing::OffRoll { class, why } => format!("在 {class}，{}", (DOMAIN.off_roll)(why)),
            Standing::Gone => by.map_or("不在本校", |record| (DOMAIN.status)(record.kind)).to_owned(),
        };
        let to = by.filter(|record| record.standing() == Some(Standing::Gone));
        let to = to.map(|record| record.counterpart.trim()).filter(|to| !to.is_empty());
        let to = to.map(|to| format!("，{to}")).unwrap_or_default();
        let when = if since > today { "将自" } else { "自" };
        format!("{what}{to}，{when} {since} 起{until}")
    },
    to_come: |record| {
        let to = record.class.filter(|_| record.kind.needs_class()).map(|class| class.to_string());
        let to = to.unwrap_or_else(|| record.counterpart.trim().to_owned());
        let to = if to.is_empty() { to } else { format!("，{to}") };
        format!("{}待生效：{} 起{to}", (DOMAIN.status)(record.kind), record.takes_effect())
    },
    applying: |kind| format!("{}申请中", (DOMAIN.status)(kind)),
    pending: |record: &StatusRecord| {
        let lacks: Vec<&str> = record.lacks().into_iter().map(lack_short).collect();
        format!(
            "{}申请中（{} 申请，拟 {} 起），还缺：{}",
            (DOMAIN.status)(record.kind),
            record.applied_on,
            record.on,
            lacks.join("、")
        )
    },
    standing: "学籍",
    until: "到哪天",
    papers: "材料",
    approvals: "审批",
    missing: "还缺",
    sex_unknown: "性别没有登记：月报里男、女两栏不会算他。请补上。",
    no_changes: "这段时间没有学籍异动。",
    limits_headings: ["代码", "现在", "时限"],
    limit: |limit| match limit {
        Limit::Within => "申请后几个上课日内办完",
        Limit::LookAgain => "“转学办理中”的请假最长几个上课日",
        Limit::AskBefore => "休学、缓学期满前几天问一次",
        Limit::AskAgain => "期满前几天再问一次",
        Limit::Suspended => "休学一次最长几个月",
        Limit::Renewals => "休学最多续几次",
        Limit::Deferred => "缓学一次最长几个月",
        Limit::LastTerm => "毕业年级最后一学期：warn 提醒，refuse 不办，allow 照办",
    },
    limits_set: "时限已改。",
};

fn lack_short(lack: Lack) -> &'static str {
    match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof),
        Lack::Approval => "审批",
        Lack::Counterpart => "对方学校",
    }
}

fn standing_name(standing: Standing) -> String {
    match standing {
        Standing::InClass { class, .. } => format!("在 {class}"),
        Standing::Suspended => "休学".to_owned(),
        Standing::Deferred => (DOMAIN.status)(StatusKind::Defer).to_owned(),
        Standing::OffRoll { class, why } => format!("在 {class}，{}", (DOMAIN.off_roll)(why)),
        Standing::Gone => "不在本校".to_owned(),
    }
}
