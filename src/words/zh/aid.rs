use super::domain::DOMAIN;
use crate::domain::aid::CannotAid;
use crate::words::aid::AidWords;

pub const AID: AidWords = AidWords {
    title: "资助",
    form_title: "登记资助",
    cannot: |why| match why {
        CannotAid::NotYours => "资助由德育处、学籍管理员和校领导登记。请他们来办。".to_owned(),
        CannotAid::Reversed => "截止日期早于起始日期。请核对日期。".to_owned(),
        CannotAid::Already(from) => format!("该生自 {from} 起已享受这项资助。要改，先截止原来的，再重新登记。"),
        CannotAid::GetsNone => "该生那天没有享受这项资助。先看资助名单。".to_owned(),
        CannotAid::NeverHere => "该生那天还不在任何班级。请核对日期。".to_owned(),
        CannotAid::SealedGroup => "只限校领导查看的类别不能作为资助的条件。".to_owned(),
        CannotAid::TooLong(most) => format!("一项最多写 {most} 个字。请写得简短些。"),
        CannotAid::BeforeEnrolled(first) => format!("该生 {first} 才入学，资助不能更早。请核对日期。"),
        CannotAid::NoName => "资助项目要有名称。".to_owned(),
    },
    unknown_kind: |asked, known| format!("没有资助项目“{asked}”。可用：{}。", known.join("、")),
    no_term: "那天以前没有学期。先在校历里设学期。",
    rule: |record| {
        let groups: Vec<&str> = record.groups.iter().map(|group| (DOMAIN.group)(*group)).collect();
        match (groups.is_empty(), record.boarders_only) {
            (true, _) => "没有设应助条件".to_owned(),
            (false, true) => format!("住校的{}", groups.join("、")),
            (false, false) => groups.join("、"),
        }
    },
    kinds_headings: ["代码", "项目", "应助"],
    list_headings: ["班级", "姓名", "项目", "应助依据", "已助"],
    totals_headings: ["项目", "应助", "已助", "应助未助", "另助（规则外）", "金额（元）"],
    headcount_headings: ["日期", "班级", "应到", "在校"],
    nobody: "没有可以看到的应助、已助学生。",
    no_rolls: "这段时间没有点名，在校人数不知道。",
    given: |from, until, amount| {
        let until = until.map_or_else(|| " 起".to_owned(), |until| format!(" 至 {until}"));
        let amount = amount.map(|amount| format!(" {amount}元")).unwrap_or_default();
        format!("{from}{until}{amount}")
    },
    left_out: "应助未助",
    recorded: |kind, from| format!("已登记：{kind}，自 {from} 起。"),
    recorded_all: |kind, count, from| format!("已登记：{kind} {count} 人，自 {from} 起。"),
    none_left: "没有应助未助的学生，没有登记。",
    marked: |count| format!("已选 {count} 人"),
    mark: "选中",
    unmark: "取消选中",
    mark_all: "全选未助",
    all_of: |count| format!("{count} 名学生"),
    cannot_one: |name, why| format!("{name}：{why}"),
    ended: |kind, last| format!("已截止：{kind}，到 {last} 为止。"),
    kind_set: |record| format!("已设资助项目：{}；应助：{}。", record.name, (AID.rule)(record)),

    total: |total| {
        let beyond = if total.beyond > 0 { format!("  另助 {}", total.beyond) } else { String::new() };
        format!("应助 {}  已助 {}  未助 {}{beyond}  {}元", total.due, total.given, total.left_out, total.amount)
    },
    how_to: "应助由重点群体和住校情况按规则得出，已助由德育处登记。按左右键换项目，按 Tab 只看应助未助，按 F5 登记一项资助；按空格选几名、按 a 选全部未助的，再按 F5 一次登记。",
    give: "登记资助",
    end: "截止",
    file: "学生档案",
    next_kind: "下一项目",
    kind_before: "上一项目",
    only_left_out: "只看未助",
    everybody: "看全部",
    nothing_chosen: "没有选中的学生",
    not_yours: "资助由德育处、学籍管理员、校领导登记",
    gets_none: "还没有登记这项资助",
    last_day: |name, kind| format!("{name} 的{kind}到哪天为止"),
    field_from: "起",
    field_until: "止",
    field_amount: "金额（元）",
    field_paper: "审批文件",
    no_amount: "金额看不懂，请写如 625 或 312.50",
};
