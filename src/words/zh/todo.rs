use super::domain::DOMAIN;
use super::monthly::MONTHLY;
use super::plan::PLAN;
use crate::domain::groups::Occasion;
use crate::domain::quota::Counted;
use crate::domain::status::StatusKind;
use crate::domain::todo::Task;
use crate::words::todo::TodoWords;

pub const TODO: TodoWords = TodoWords {
    title: "应办事项",
    what: |task| match task {
        Task::Owed { owed, .. } => (DOMAIN.action)(owed.what).to_owned(),
        Task::FinishStatus { kind, lacks, .. } => format!("{}手续，缺 {lacks} 项", (DOMAIN.status)(*kind)),
        Task::AskAboutReturn { from: StatusKind::Defer, .. } => "缓学期满，问入学".to_owned(),
        Task::AskAboutReturn { .. } => "休学期满，问复学".to_owned(),
        Task::ConfirmExit { exit, .. } => format!("确认结案：{}", (DOMAIN.exit)(*exit)),
        Task::ReportIllness { symptom, pupils, .. } => format!("疫情报告：{} {pupils} 人", (DOMAIN.symptom)(*symptom)),
        Task::LookAfter { occasion, pupils, .. } => match occasion {
            None => format!("重点群体定期查看 {pupils} 人"),
            Some(Occasion::Holiday) => format!("节后查看随迁子女 {pupils} 人是否返校"),
            Some(Occasion::Month) => format!("重点群体本月查看 {pupils} 人"),
            Some(Occasion::Term) => format!("重点群体学期末查看 {pupils} 人"),
        },
        Task::KeyGroupRound { month, left, .. } => format!("{}月重点群体排查，还有 {left} 人", month.month()),
        Task::GrantAid { pupils, .. } => format!("应助未助 {pupils} 人"),
        Task::Teach { missing, behind, counted, .. } => {
            let unit = if *counted == Counted::Visits { "次" } else { "课时" };
            match (missing, behind) {
                (missing, 0) => format!("送教，还应 {missing} {unit}"),
                (0, behind) => format!("补送教，以前欠 {behind} {unit}"),
                (missing, behind) => format!("送教，还应 {missing} {unit}，以前欠 {behind} {unit}"),
            }
        }
        Task::ReviewPlan { kind, .. } => format!("复核{}", (PLAN.kind)(*kind)),
        Task::RecordHelp { .. } => "学困生帮扶，本月还没有记录".to_owned(),
        Task::SeeToPlans { things } => format!("帮扶方案的事 {things} 件"),
        Task::TakeRoll { missing, .. } => format!("补点名 {missing} 次"),
        Task::NameTracers { children, .. } => format!("未报到 {children} 人，定责任人"),
        Task::TraceEntrant { .. } => "未报到，追踪".to_owned(),
        Task::ReportMonth(owing) => (MONTHLY.to_do)(*owing),
        Task::Answer(question) => format!("答复询问：{}", question.question),
    },
    when: |due, at, late| match (due, at, late) {
        (_, _, 1..) => format!("逾{late}日"),
        (Some(due), Some(at), 0) => format!("{} {}", due.format("%m-%d"), at.format("%H:%M")),
        (Some(due), None, 0) => due.format("%m-%d").to_string(),
        (None, _, 0) => String::new(),
    },
    headings: ["班级", "姓名", "应办", "期限", "责任人"],
    of: |name| format!("{name} 的"),
    of_all: "全校",
    count: |all, late| match late {
        0 => format!("{all} 件"),
        late => format!("{all} 件，逾期 {late} 件"),
    },
    nothing_mine: "您眼下没有应办的事。按 Tab 看全校的。",
    nothing: "全校眼下没有应办的事。",
    how_it_goes: "应办的事由点名和记录自动列出：联系、家访、出文书，办了、记下，就自动消去，不必打勾。",
    nothing_chosen: "没有应办的事",
    plans_of_others: "这些帮扶方案只供该生的班主任、年级组长、德育处、学籍管理员、校领导和方案上的人查看、办理",
    owner: "责任人",
    act: "去办",
    file: "学生档案",
    all: "看全校",
    mine: "只看我的",
};
