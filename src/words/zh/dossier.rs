use super::domain::DOMAIN;
use crate::domain::dossier::{Field, Item, Lack};
use crate::domain::letter::LetterKind;
use crate::words::dossier::Dossier;

pub const DOSSIER: Dossier = Dossier {
    item: |item| match item {
        Item::Cover => "封面、目录、缺件清单",
        Item::Pupil => "学生基本信息表",
        Item::Guardians => "监护人及联系方式",
        Item::Attendance => "考勤明细",
        Item::Contacts => "家校联系记录",
        Item::Visits => "家访记录",
        Item::Notices => "校内报告单及批示",
        Item::Reports => "报教育局报告",
        Item::Letters => "致街道函及回复",
        Item::GuardianNotices => "致监护人告知书及回执",
        Item::Persuasions => "劝返记录",
        Item::Verifications => "核查函、回执、催办",
        Item::Orders => "限期复学通知书及送达回证",
        Item::Proofs => "请假、诊断等证明",
        Item::Help => "帮扶方案与落实记录",
        Item::Watch => "返校与跟踪记录",
        Item::TimeLine => "个案过程",
        Item::Closing => "结案审批表",
    },
    lack: |lack| match lack {
        Lack::Unrecorded(field) => {
            let field = match field {
                Field::StudentNo => "学籍号",
                Field::Sex => "性别",
                Field::Birth => "出生日期",
                Field::Hukou => "户口所在地",
                Field::Address => "现住址",
                Field::Street => "所属街道（镇）",
            };
            format!("没有登记{field}")
        }
        Lack::NoGuardian => "没有登记监护人".into(),
        Lack::NoPhone => "监护人没有登记电话".into(),
        Lack::Rolls(count) => format!("个案开启以来缺点名 {count} 次"),
        Lack::Owed { what, due: Some(due) } => {
            format!("应办未办：{}（期限 {}）", (DOMAIN.action)(*what), due.format("%m-%d"))
        }
        Lack::Owed { what, due: None } => format!("应办未办：{}", (DOMAIN.action)(*what)),
        Lack::Unissued(kind) => format!("没有{}", (DOMAIN.letter)(*kind)),
        Lack::Unreceived(LetterKind::Escalation, no) => format!("报告单{no}没有签收、批示"),
        Lack::Unreceived(LetterKind::OrderDraft, no) => format!("限期复学通知书{no}没有送达回证"),
        Lack::Unreceived(kind, no) => format!("{}{no}没有签收或回执", (DOMAIN.letter)(*kind)),
        Lack::Unanswered(no) => format!("核查函{no}没有回执"),
        Lack::Persuasions { have, of } => format!("劝返记录 {have} 次，应有 {of} 次以上"),
        Lack::WithoutNote(days) => format!("有 {days} 天请假没有请假条"),
        Lack::Unproved(exit) => format!("“{}”的证明材料没有附上", (DOMAIN.exit)(*exit)),
        Lack::NoHelp => "没有帮扶方案或谈话记录".into(),
        Lack::ReturnUnreported => "学生已返校，没有续报".into(),
        Lack::Unclosed(exit) => format!("可按“{}”结案，尚未确认", (DOMAIN.exit)(*exit)),
    },
    missing_headings: ["序号", "材料", "缺什么"],
    nothing_lacks: "现阶段应有的材料都已齐备。",
    no_open_case: "没有未结的个案。",
    is_not_made: |who| format!("没有做成：{who}"),

    dossier: "一生一案",
    title: |name| format!("一生一案  {name}"),
    title_of_all: "一生一案：名单上的个案",
    lacking: |count| format!("缺件 {count} 项："),
    and_more: |count| format!("……另有 {count} 项，见导出的缺件清单"),
    open_cases: |cases| {
        format!("名单上有 {cases} 个未结个案，每人一份，按班级和学籍号末四位命名。已有的同名文件不覆盖，另存为 (2)。")
    },
    format: "格式",
    format_hint: "按数字选：PDF 一本装订，文件夹有 Word 和附件原件",
    formats: ["PDF", "文件夹"],
    file: "文件",
    file_hint: "只写文件名就存到文档文件夹；也可写完整路径",
    folder: "文件夹",
    folder_hint: "只写名字就建在文档文件夹；也可写完整路径",
    folder_of_all: |on| format!("一生一案-{on}"),
    write: "导出",
    stop: "停止",
    name_the_file: "请写文件名",
    is_writing: "正在导出",
    progress: |done, of| format!("已完成 {done}/{of}"),
    how_to_stop: "按 Esc 停止，已写好的留下",
    is_stopping: "写完手上的几份就停",
    written: "已写入",
    made: |made, of| format!("写好 {made} 份，共 {of} 份"),
};
