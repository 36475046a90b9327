use super::domain::DOMAIN;
use crate::domain::case::{CannotClose, CannotEnter, CannotTake, Case, Exit, Sign, Stage, Trace};
use crate::domain::letter::LetterKind;
use crate::domain::people::Role;
use crate::domain::step::{Danger, Ledger, StepKind, Verified};
use crate::words::case::Cases;

pub const CASES: Cases = Cases {
    refused: |why| match *why {
        CannotTake::Close { exit, reached, why } => cannot_close(exit, reached, why),
        CannotTake::Enter(why) => cannot_enter(why),
        CannotTake::NoCase => "该生没有未结的个案，这一步无处可记。先点名，或先记联系、家访。".into(),
        CannotTake::NoDanger => {
            "该生没有紧急情况，报警、找到、认定安全无处可记。孩子联系不上或有危险的，先记“紧急情况”，再记这一步。"
                .into()
        }
        CannotTake::NoVerification => "还没有寄过核查函，谈不上催办或回执。先出核查函，再记这一步。".into(),
        CannotTake::NotGone => "没有这家已离开的线索，谈不上移交。已知去外地的，先记“线索”，并写明全家已离开。".into(),
        CannotTake::EndsByExit => "跟踪期和结案不能直接改定。请选出口结案，并写明佐证。".into(),
        CannotTake::SafeByLeadership => {
            "只有校领导可以在没有见到孩子时认定其安全，并须写明依据。找到了孩子的，请记“已找到”。".into()
        }
    },
    evidence,
    sign: |sign| match sign {
        Sign::Danger => "紧急",
        Sign::PaperMissing => "缺一件外报",
        Sign::Overridden => "阶段改定",
        Sign::Reopened => "再次缺勤",
    },
    trace: |trace| match trace {
        Trace::SuspectedGone => "疑似已离开",
        Trace::Visited => "已上门，人已离开",
        Trace::LetterSent => "核查函已寄",
        Trace::Reminded => "已催办",
        Trace::Answered => "已有回执",
        Trace::HandedOver => "已移交",
    },
    danger: |since, told| {
        let since = since.format("%m-%d %H:%M");
        match told {
            false => {
                format!("紧急（自 {since}）：先报警110，再报校领导，能联系上监护人的同时告知。不必等满二十四小时。")
            }
            true => format!("紧急（自 {since}）：已报警，孩子还没有找到。找到后立即记录在何处、由谁找到。"),
        }
    },
    about,
    headings: ["班级", "姓名", "阶段", "立案", "标记", "结案", "应办"],
    steps_headings: ["日期", "时间", "何人", "事项"],
    none_found: "没有这样的个案。",
    no_case: "该生没有个案。",
    step_recorded: "已记录。",
    closed: |exit, to_follow| {
        let closed = format!("已结案：{} {}", exit.code(), (DOMAIN.exit)(exit));
        match to_follow {
            None => closed,
            Some(kind) => {
                format!("{closed}。他还在名册和点名里：请登记学籍异动“{}”（学生档案里按 5）。", (DOMAIN.status)(kind))
            }
        }
    },
    stage_set: |stage| format!("阶段已改定为：{}", (DOMAIN.stage)(stage)),
    title: "个案",
    file_title: "学生个案",
    list_headings: ["姓名", "班级", "阶段", "立案", "标记", "应办"],
    count: |count| format!("{count} 件未结"),
    every_stage: "各阶段",
    none_open: "没有未结的个案",
    how_to: "点名时记下“未到待查”或“旷课”，个案就自动立起来；联系、家访、文书和结案都记在它下面。",
    none_of_stage: "这个阶段没有个案。按 s 或 F9 换一个阶段",
    open: "打开",
    next_stage: "阶段",
    nothing_chosen: "没有选中的个案",
    file: "个案",
    nothing_yet: "该生没有个案。无故缺勤一次，个案即自动立起；也可以按 F4 直接记一步。",
    owed: "应办",
    nothing_owed: "没有应办事项",
    happened: "经过",
    confirm: "确认返校",
    record: "记一步",
    talk: "谈话",
    persuade: "劝返",
    urgent: "紧急",
    close: "结案",
    set_stage: "改定阶段",
    contact: "联系",
    visit: "家访",
    read: "看全文",
    not_open: "没有未结的个案",
    seen_on: |on| format!("点名：{} 到校", on.format("%Y-%m-%d")),
    saved: "已记录",
    returned: |until| match until {
        Some(until) => format!("已确认返校，跟踪至 {}", until.format("%m-%d")),
        None => "已确认返校，结案".into(),
    },
    step_title: "记一步",
    kind: "事项",
    kind_hint: "数字或左右键选事项；下面各项随之变化",
    kind_of: |kind| match kind {
        StepKind::Talk => "谈话",
        StepKind::Persuasion => "劝返",
        StepKind::Danger => "紧急",
        StepKind::Police => "已报警",
        StepKind::Found => "已找到",
        StepKind::Safe => "认定安全",
        StepKind::Clue => "线索",
        StepKind::Reminded => "催办核查函",
        StepKind::Answered => "核查回执",
        StepKind::Register => "列入台账",
        StepKind::HandedOver => "移交",
        StepKind::Considered => "考虑休学",
        StepKind::Certificate => "复课证明",
        StepKind::Override => "改定阶段",
    },
    how: |kind| match kind {
        StepKind::Danger => "情形",
        StepKind::Clue => "家人",
        StepKind::Answered => "回执",
        StepKind::Register => "台账",
        StepKind::Override => "改为",
        _ => "",
    },
    danger_how: |how| match how {
        Danger::Unreachable => "完全联系不上",
        Danger::NotWhereBelieved => "家长以为在校",
        Danger::BoarderMissing => "住校生失联",
        Danger::Harm => "疑似受侵害",
    },
    verified: |verified| match verified {
        Verified::Enrolled => "已在当地就读",
        Verified::NotFound => "查无此人",
        Verified::AtHome => "在户籍地未就读",
    },
    ledger: |ledger| match ledger {
        Ledger::Suspected => "疑似辍学",
        Ledger::Dropout => "辍学",
        Ledger::LongLeave => "长期请假",
    },
    gone: |gone| if gone { "已离开" } else { "不清楚" },
    who: |kind| match kind {
        StepKind::Talk => "谈话对象",
        StepKind::Persuasion => "参加人员",
        StepKind::Police => "接警号",
        StepKind::Found => "由谁找到",
        StepKind::Safe => "依据",
        StepKind::Clue => "线索来源",
        StepKind::HandedOver => "移交给",
        _ => "",
    },
    who_hint: |kind| match kind {
        StepKind::Talk => "如 学生、母亲",
        StepKind::Persuasion => "谁去劝返：姓名和职务",
        StepKind::Police => "接警回执号，或接警民警的警号和报警时间",
        StepKind::Found => "如 民警、宿管、父亲",
        StepKind::Safe => "谁确认孩子与监护人在一起，如 房东看见全家离开；只有校领导可以认定",
        StepKind::Clue => "谁说的，如 房东、邻居、同学",
        StepKind::HandedOver => "如 区教育局，移交清单双方签字",
        _ => "",
    },
    the_pupil: "学生",
    met: "对象",
    met_hint: "见到了谁，如 母亲、学生本人",
    place: "地点",
    place_hint: "在哪里",
    said: |kind| match kind {
        StepKind::Override => "理由",
        StepKind::Danger | StepKind::Police => "情况",
        StepKind::Register | StepKind::Considered | StepKind::Certificate => "说明",
        _ => "内容",
    },
    said_hint: |kind| match kind {
        StepKind::Override => "为什么与事实推出的阶段不同；会标明改定",
        StepKind::Danger => "打过哪些电话、找过哪里、最后见到孩子的时间",
        StepKind::Register => "学籍系统标注、校领导意见等，可以不写",
        StepKind::Certificate => "开具医院、诊断、准予复课的日期",
        StepKind::Considered => "与监护人商量的结果；休学由监护人申请",
        StepKind::Reminded => "催办方式，与谁说的",
        StepKind::Answered => "学校、年级、班级、回执日期",
        _ => "只记必要的",
    },
    guardian_says: "家长意见",
    pupil_says: "学生意见",
    opinion_hint: "原话，没有就空着",
    result: "结果",
    result_hint: "如 同意明天返校、未见到、拒绝",
    choose: |what| format!("请选：{what}"),
    fill_in: |what| format!("请填写：{what}"),
    close_title: "结案",
    exit: "出口",
    exit_hint: "数字选出口（0 为第十个），左右键选其余；右边是要有的佐证",
    evidence_label: "佐证",
    evidence_hint: "写明凭什么结案：材料名称、编号、日期、来源；原件可用 F6 附上",
    to_confirm: |exit| format!("待确认{}", (DOMAIN.exit)(exit)),
    second: "复核人",
    second_hint: "已报校领导的个案须有第二人复核：写姓名",
    asked_for: "需要的佐证",
    who_may: "谁可结案",
    roles,
    still_missing: "还缺",
    nothing_missing: "可以结案",
    watched: |until| format!("跟踪期至 {}", until.format("%m-%d")),
};

fn roles(roles: &[Role]) -> String {
    match roles {
        [] => "现阶段无人".into(),
        roles => roles.iter().map(|role| (DOMAIN.role)(*role)).collect::<Vec<_>>().join("、"),
    }
}

fn evidence(exit: Exit, reached: Stage) -> &'static str {
    match exit {
        Exit::E1 if reached >= Stage::Reported => "返校后的点名；返校谈话记录；告知教育局和街道的续报",
        Exit::E1 if reached >= Stage::Escalated => "返校后的点名；返校谈话记录",
        Exit::E1 => "返校后的点名",
        Exit::E2 => "监护人签字的假条，或回拨登记号码核实的记录；病假满三天的另附医院证明",
        Exit::E3 => "接收学校同意接收的证明；学籍系统核准的转学（打印件，或编号和日期）。只有申请不够",
        Exit::E4 => "监护人申请；县级以上医院证明；教育局批准；写明起止日期的休学证明",
        Exit::E5 => "加盖公章的在读证明，或教育局的核查回执，写明学校、年级、班级、日期",
        Exit::E6 => "监护人书面说明；签证、居留或出入境材料的复印件，或境外学校的证明",
        Exit::E7 => "残疾证，或区残疾人教育专家委员会的评估；安置决定；送教上门的另附送教方案",
        Exit::E8 => "有关机关的正式文书；内容保密，名单上只写“其他合法事由”",
        Exit::E9 => "死亡证明，或户口注销证明",
        Exit::E10 => "毕业、结业记录；或年满十六周岁且已读满九年。只有年龄不够",
        Exit::E11 => "谁发现的、错在哪里；原记录仍可查看",
        Exit::E12 => "家长申请、证明、镇政府或县教育局的批准；只用于尚未入学的儿童",
    }
}

fn cannot_close(exit: Exit, reached: Stage, why: CannotClose) -> String {
    let name = (DOMAIN.exit)(exit);
    let asked = || format!("“{name}”需要：{}。", evidence(exit, reached));
    match why {
        CannotClose::NoCase => "该生没有未结的个案。".into(),
        CannotClose::NoEvidence => format!("没有写佐证，不能结案。{}", asked()),
        CannotClose::PapersNotNamed => format!("佐证里没有写明应有的材料，也没有附件，不能结案。{}", asked()),
        CannotClose::NotBack => format!("还没有返校后的点名，不能以“{name}”结案。学生到校并点名以后再确认。"),
        CannotClose::NotBy(closers) => {
            let known = if reached.is_escalated() { "此案已报校领导，" } else { "" };
            format!("{known}以“{name}”结案只能由{}办理。请他们用自己的身份结案。", roles(closers))
        }
        CannotClose::SecondUnknown => "复核人不在教职工名单里，请核对姓名。".into(),
        CannotClose::SecondPerson => "此案已报校领导，一个人不能单独结案。请写明第二位复核人的姓名。".into(),
        CannotClose::NotReported => "教育局和街道还不知道学生已返校。先出具续报，再结案。".into(),
        CannotClose::NotForPupils => "缓学只用于尚未入学的儿童。已入学的请办休学（E4）。".into(),
        CannotClose::StillUnexcused => {
            format!("点名上还有无故缺勤，不能以“{name}”结案。先更正考勤；确是旷课后返校的，用 E1。")
        }
        CannotClose::NotEscalated => {
            format!("还没有报校领导，不能以“{name}”结案。先家访、出具报告单，再办核查。")
        }
        CannotClose::InDanger => {
            "紧急情况还没有解除，不能结案。先记录孩子在何处、由谁找到，或由校领导认定安全。".into()
        }
    }
}

fn cannot_enter(why: CannotEnter) -> String {
    match why {
        CannotEnter::NoCase => "该生没有未结的个案，不能列入台账。".into(),
        CannotEnter::PapersFirst => "先报教育局、函告街道，两件都发出后再列入疑似辍学台账。".into(),
        CannotEnter::SuspectedFirst => "先列入疑似辍学台账，再列入辍学台账。".into(),
        CannotEnter::TooEarly => "缺勤还没有到规则所定的时间。疑似辍学可由校领导提前认定，辍学不能提前。".into(),
        CannotEnter::Persuasions { have, need } => {
            format!("列入辍学台账前至少要有 {need} 次劝返记录，现有 {have} 次。先劝返并记录。")
        }
    }
}

fn about(case: &Case) -> Vec<String> {
    let mut lines = vec![format!("立案 {}", case.opened)];
    lines.extend(case.follows.map(|before| format!("前一件个案立案于 {before}")));
    lines.extend((!case.reopened.is_empty()).then(|| {
        let days: Vec<String> = case.reopened.iter().map(|day| day.format("%m-%d").to_string()).collect();
        format!("跟踪期内再次立案 {}", days.join("、"))
    }));
    lines.extend(
        case.overridden
            .as_ref()
            .map(|why| format!("阶段经人改定，依事实为“{}”；理由：{why}", (DOMAIN.stage)(case.reached))),
    );
    lines.extend(case.lacking.map(|kind| match kind {
        LetterKind::ReportBureau => "缺一件：报教育局的报告还没有发出".to_owned(),
        _ => "缺一件：致街道的函还没有发出".to_owned(),
    }));
    lines.extend(case.trace.map(|trace| format!("外地户籍追踪：{}", (CASES.trace)(trace))));
    lines.extend(case.returned.filter(|_| case.ending.is_none()).map(|on| format!("{on} 已到校")));
    lines.extend(case.proposes.map(|exit| format!("建议出口：{} {}，待确认", exit.code(), (DOMAIN.exit)(exit))));
    lines.extend(case.ending.as_ref().map(|ending| {
        let exit = ending.closing.exit;
        let until = ending.watch_until.map(|until| format!("，跟踪至 {until}")).unwrap_or_default();
        format!("{} 以 {} {} 结案{until}", ending.on, exit.code(), (DOMAIN.exit)(exit))
    }));
    lines
}
