use super::domain::DOMAIN;
use crate::domain::entrant::TraceStep;
use crate::domain::entrant::{
    CannotEnter, Destination, EntrantFigures, EntrantState, EntryPaper, Lack, Outcome, Source,
};
use crate::words::entrants::EntrantWords;

pub const ENTRANTS: EntrantWords = EntrantWords {
    title: "新生报到台",
    tracing: "未报到追踪",
    state: |state| match state {
        EntrantState::Listed => "未送达",
        EntrantState::Notified => "已通知",
        EntrantState::Reported => "已报到",
        EntrantState::NotReported => "未报到",
        EntrantState::Tracing => "追踪中",
        EntrantState::Settled(outcome) => outcome_name(outcome),
    },
    outcome: outcome_name,
    destination: |destination| match destination {
        Destination::Here => "本校就读",
        Destination::Elsewhere => "在外就读",
        Destination::Deferred => "缓学",
        Destination::Special => "特教、送教",
        Destination::Moved => "迁出",
        Destination::Abroad => "出国（境）",
        Destination::Dead => "死亡",
        Destination::Wrong => "重复或有误",
        Destination::Open => "未落实",
    },
    source: |source| match source {
        Source::Police => "公安",
        Source::Village => "村居",
        Source::Leavers => "小学毕业",
        Source::Deferred => "缓学期满",
        Source::Other => "其他",
    },
    paper: |paper| match paper {
        EntryPaper::Notice => "入学通知书",
        EntryPaper::Hukou => "户口簿",
        EntryPaper::Residence => "居住证或房产证明",
        EntryPaper::Guardian => "监护人身份证",
        EntryPaper::Vaccination => "预防接种查验证明",
        EntryPaper::Leaving => "小学毕业证明",
    },
    step: |step| match step {
        TraceStep::Owner(_) => "责任人",
        TraceStep::Call => "电话",
        TraceStep::Visit => "走访",
        TraceStep::Letter => "发函",
        TraceStep::Street => "请街道、村居协查",
    },
    unknown: |asked, year| {
        format!("{year} 年名单上没有“{asked}”。请写证件号或全名；用 baoxue entrants list 查看，往年的加 --year。")
    },
    several: |asked, them| {
        let count = them.len();
        format!(
            "名单上有 {count} 个“{asked}”，请改写证件号的末几位、通知书号，或在姓名后加出生日期、村居：\n{}",
            them.join("\n")
        )
    },
    cannot: |why| match why {
        CannotEnter::Registered(on) => format!("该生 {on} 已报到，不用再报。要编班，写上班级。"),
        CannotEnter::NotRegistered => "该生还没有报到。先办报到，材料在报到时记。".to_owned(),
        CannotEnter::OnTheBooks => "该生已编班在册。以后的变动请办学籍异动。".to_owned(),
        CannotEnter::OtherGrade(grade) => format!("该生入读{grade}，请选{grade}的班。"),
        CannotEnter::NoNotice => "还没有给该生出入学通知书。先出通知书（F10 菜单、新生报到台，按 F6）。".to_owned(),
        CannotEnter::NobodyTook => "请写签收人。".to_owned(),
        CannotEnter::TakenTooEarly(issued_on) => format!("签收日期早于通知书的日期 {issued_on}。请核对。"),
        CannotEnter::Taken { by, on } => format!("通知书 {on} 已由{by}收下，没有再登记。"),
        CannotEnter::ComesTooEarly(earliest) => format!("报到不会早于 {earliest}，请核对日期。"),
        CannotEnter::Lacks(lacks) => {
            let lacks: Vec<String> = lacks.iter().map(|lack| lacking(*lack)).collect();
            format!("没有佐证不能销号，还缺：{}。", lacks.join("；"))
        }
        CannotEnter::NothingSaid => "请写联系了谁，结果如何。".to_owned(),
    },
    lack: lacking,
    does_not_close: |sums| {
        format!("名单 {} 人，各项去向合计 {} 人，对不上，不出表。请用 baoxue verify 核对数据。", sums.listed, sums.sum)
    },
    unknown_village: |asked, known| format!("名单上没有村居“{asked}”。名单上的村居：{}。", known.join("、")),
    days_stay: |count| format!("{count} 份通知书已经发出，上面的日期和地点不改；要改的请另行通知家长。"),
    no_notices: "这些孩子还没有入学通知书。",
    overtaken: "该生刚在另一台电脑上报到或出了通知书，没有重复登记。请重新查看。",
    list_headings: ["姓名", "年级", "村居", "通知书", "送达", "报到", "状态", "材料还差"],
    tracing_headings: ["姓名", "班级、村居", "未到自", "责任人", "已做", "最近", "状态"],
    nobody: "名单上没有这样的孩子。",
    nobody_to_trace: "没有未报到的孩子。报到截止日的第二天起，没来的自动列在这里。",
    figures,
    figure_headings: ["项目", "人数"],
    registered: |name, missing| match missing {
        [] => format!("{name} 已报到，材料齐全。"),
        missing => format!("{name} 已报到。材料还差：{}，可以后补。", missing.join("、")),
    },
    waits_for_class: "还没有编班：导入新班级名单时，按证件号自动并成同一名学生。",
    traced: |name| format!("{name} 的追踪已记下。"),
    settled: |name, outcome| format!("{name}：{}，佐证齐全，已登记。", outcome_name(outcome)),
    listed_again: |year| format!("缓学期满再入学：已列入 {year} 年名单。"),
    delivered: |count| format!("已登记送达 {count} 份。"),
    nothing_to_deliver: "没有待送达的通知书。",
    written: |issued, written, file| format!("新出通知书 {issued} 份；共 {written} 份写入 {}", file.display()),
    between: "、",
    never_appeared: "开学未到",
    no_owner: "未定",
    done: |calls, visits, asked| {
        let done = [("电话", calls), ("走访", visits), ("函询", asked)];
        let done: Vec<String> =
            done.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}{count}")).collect();
        if done.is_empty() { "无".to_owned() } else { done.join(" ") }
    },

    count: |listed, notified, registered, to_come| {
        format!("名单 {listed}　已送达 {notified}　已报到 {registered}　还有 {to_come}")
    },
    count_to_trace: |children, unowned| match unowned {
        0 => format!("{children} 人"),
        unowned => format!("{children} 人，未定责任人 {unowned}"),
    },
    type_a_name: "姓名、拼音或首字母",
    nobody_found: "名单上没有这样的孩子。名单外的孩子，先补进名单再导入。",
    none_yet: "还没有新生名单",
    how_to: "从公安、村居拿到的适龄儿童名单，或小学毕业生名单，在“导入”里选“新生名单”读入；读入以后在这里出入学通知书、登记送达、办报到。",
    desk_headings: ["姓名", "性", "出生", "村居", "监护人", "通知书", "状态"],
    register: "报到",
    deliver: "送达",
    to_tracing: "未报到",
    notices: "出通知书",
    nothing_chosen: "没有选中孩子",
    is_here: "该生已报到",
    has_no_notice: "还没有出通知书",
    is_delivered: "已经送达",
    all_have_come: "都已报到或有去向",

    register_title: |name| format!("{name} 报到"),
    tick: "打勾",
    papers_seen: "看过的材料（按数字打勾）",
    none_is_a_ground: "材料不齐也给报到；补来了，在报到台选中该生按 Enter 补记。",
    just_registered: |name| format!("{name} 已报到"),
    papers: "报到材料",
    papers_title: |name, on| format!("{name} 的报到材料（{on} 报到）"),
    save_papers: "保存材料",
    papers_saved: |name| format!("{name} 的报到材料已记下"),
    here_without: |papers| format!("已报到 材料差{papers}"),
    papers_added: |name, missing| match missing {
        [] => format!("{name} 的报到材料已补记，材料齐全。"),
        missing => format!("{name} 的报到材料已补记。还差：{}。", missing.join("、")),
    },
    other_desk_papers: "另一台已经给该生办了报到；这里勾的材料还没有存，按 Enter 补记",
    other_desk: "另一台已经给该生办了报到",

    deliver_title: |name| format!("{name} 的通知书送达"),
    of_whom: "范围",
    this_one: "只这一份",
    of_village: |village, count| format!("{village}全部 {count} 份"),
    taken_by: "签收人",
    taken_by_hint: "谁收下的；整村发放写经手的村干部",
    on: "日期",
    on_hint: "如 6-25，今天可不改",
    day_hint: "如 7-1；照这样可不改",
    how: "方式",
    hows: ["手中发放", "村（居）代发", "邮寄"],
    no_date: "没有这个日期",
    future_date: "日期还没有到",

    notices_title: |count| format!("出入学通知书：{count} 人还没有"),
    from: "报到从",
    to: "报到到",
    place: "地点",
    place_hint: "如 教学楼一楼大厅；不写则为学校",
    format: "文件",
    issue: "出通知书并写文件",
    issue_hint: "编号出了不能撤销；已有编号的照原样重印",
    reversed: "最后一天早于第一天",
    notices_file: |year| format!("入学通知书-{year}"),
    notices_written: |file| format!("入学通知书已写入 {file}"),

    trace: "记追踪",
    settle: "登记去向",
    lead: "看个案",
    own_it: "我来负责",
    owned: "已定责任人",
    mark: "选中",
    assign: "定责任人",
    assign_title: |count| format!("{count} 人由谁负责"),
    nobody_unowned: "都已定责任人；要改，先按 + 选中",
    assigned: |count, name| format!("{count} 人由{name}负责"),
    trace_title: |name| format!("追踪 {name}"),
    what_was_done: "做了什么",
    with: "对象",
    with_hint: "联系了谁、见到谁、函询哪里",
    said: "结果",
    said_hint: "对方怎么说，下一步怎么办",
    settle_title: |name| format!("{name} 的去向"),
    which_outcome: "去向",
    evidence: "材料",
    evidence_hint: "看过哪一种，按数字选；按 F6 附上它的文件",
    where_to: "学校、地址",
    where_to_hint: "就读学校和班级，或新住址",
    approved_by: "谁批准",
    approved_by_hint: "缓学：镇政府或县教育局；特教安置：谁决定",
    until: "缓学至",
    until_hint: "最长一年，到期再列入名单",
    note: "说明",
    note_hint: "哪里有误、谁发现的；查无下落写找过哪些地方",
    recorded: "已登记",
    since: |date| date.format("%m-%d").to_string(),
};

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Elsewhere => "在外就读",
        Outcome::Deferred => "缓学",
        Outcome::Special => "特教、送教",
        Outcome::Moved => "迁出",
        Outcome::Abroad => "出国（境）",
        Outcome::Dead => "死亡",
        Outcome::Wrong => "重复或有误",
        Outcome::NotFound => "查无下落",
    }
}

fn lacking(lack: Lack) -> String {
    match lack {
        Lack::Paper(proofs) => {
            let names: Vec<&str> = proofs.iter().map(|proof| (DOMAIN.proof)(*proof)).collect();
            names.join(" 或 ")
        }
        Lack::Place => "学校和班级，或新住址".to_owned(),
        Lack::Approval => "谁批准或决定的".to_owned(),
        Lack::Note => "说明".to_owned(),
        Lack::Until(latest) => format!("缓学到哪天，最晚到 {latest}"),
        Lack::Searched => "走访或请街道、村居协查的记录".to_owned(),
    }
}

fn figures(figures: &EntrantFigures) -> Vec<(String, String)> {
    let count = |name: &str, count: usize| (name.to_owned(), count.to_string());
    let mut rows = vec![
        count("名单", figures.listed),
        count("已出通知书", figures.issued),
        count("已送达", figures.delivered),
        count("已报到", figures.registered),
        count("追踪过", figures.traced),
    ];
    rows.extend(
        Destination::ALL.map(|destination| {
            count(&format!("去向：{}", (ENTRANTS.destination)(destination)), figures.of(destination))
        }),
    );
    rows.push(count("未落实中查无下落", figures.not_found));
    let rate = figures.entry_rate.map_or("—".to_owned(), |rate| format!("{}%", rate.percent(2)));
    rows.push(("入学率".to_owned(), rate));
    rows
}
