use super::domain::DOMAIN;
use crate::domain::year::{Against, CannotTurn, CannotUndo, Warning};
use crate::words::year::YearWords;

pub const YEAR: YearWords = YearWords {
    title: "新学年升级",
    headings: ["原班级", "新班级", "人数", "班主任"],
    graduate: "毕业",
    newcomer: "新生",
    between: "、",
    year: |year, on| format!("{year}-{} 学年，自 {on} 起", year + 1),
    sums: |turn| {
        let suspended = turn.warnings.iter().filter(|warning| matches!(warning, Warning::Suspended { .. })).count();
        let mut said = format!("升级 {} 人，毕业 {} 人", turn.rising(), turn.graduates());
        for (count, what) in [(suspended, "休学保留"), (turn.placed.len(), "已编入"), (turn.newcomers.len(), "新生")]
        {
            if count > 0 {
                said.push_str(&format!("，{what} {count} 人"));
            }
        }
        said
    },
    term: |term| format!("拟设 {}：{} 至 {}，请按校历核对", term.name, term.first, term.last),
    free: |names| format!("新学年不再带班：{}", names.join("、")),
    warning: |warning, who| match warning {
        Warning::StillInTerm { until } => {
            format!("本学期到 {until} 才结束：此前的转学、调班等会自动跟上；此后改动的职务按新学年算")
        }
        Warning::Gaps { rolls } => format!("本学期还缺 {rolls} 次点名，先补齐为好"),
        Warning::OpenCase { graduates: false, .. } => format!("{who}：个案未结，随人转入新班级"),
        Warning::OpenCase { graduates: true, .. } => format!("{who}：个案未结，毕业后不再点名，先办结或移交"),
        Warning::Pending { kind, .. } => format!("{who}：{}申请中，尚未生效，照常升级", (DOMAIN.status)(*kind)),
        Warning::Unanswered { .. } => format!("{who}：核查函还没有回复"),
        Warning::Suspended { .. } => format!("{who}：休学中，保持休学；复学时再定进哪个班"),
        Warning::NotListed { .. } => format!("{who}：不在分班名单里，按原班序升级"),
        Warning::Merged { into, from } => {
            let from: Vec<String> = from.iter().map(ToString::to_string).collect();
            format!("{} 合并为 {into}", from.join("、"))
        }
        Warning::NoTeacher { class } => format!("{class} 还没有班主任"),
        Warning::NewTeacher { name } => {
            format!("班主任{name}不在教职工名单里，升级时新登记；如是写错，请改分班名单")
        }
        Warning::NewClass { class } => format!("{class} 不是由哪个班升上来的，是新编的班；如是写错，请改分班名单"),
        Warning::EmptyClass { class } => format!("{class} 有班主任，没有学生；如是写错，请改分班名单"),
        Warning::NoNewPupils { grade } => format!("{grade} 还没有新生：用“导入花名册”登记"),
    },
    against: |against, who| match against {
        Against::RollsSince { rolls, last } => format!(
            "新学年第一天以来已按旧班级点名 {rolls} 次（到 {last}），升级后这些点名会落空。请把升级日期定在 {last} 之后"
        ),
        Against::LeavesLater { on, .. } => {
            format!(
                "{who}：升级那天毕业，又登记为自 {on} 起离校，只能有一个去向。请先撤回那一项，或把生效日改到升级之前"
            )
        }
        Against::Placed { class, from, .. } => {
            format!("{who}：登记为自 {from} 起在 {class}，与升级不符。请先撤销那一项，升级后再办")
        }
    },
    new_pupils_by_roster: "起始年级的新生不在这里登记：升级前后用 baoxue import roster 花名册 导入即可。",
    cannot_turn: |why| match why {
        CannotTurn::Nobody => "没有可以升级的班级。先导入花名册。".to_owned(),
        CannotTurn::Turned { year, on } => format!(
            "{year}-{} 学年已经升级过（自 {on} 起），一学年只升一次。要重来，先撤销（升级画面按 F8）。",
            year + 1
        ),
        CannotTurn::TooEarly { year } => format!("下一次升级是 {year} 年，到那一年才能办。"),
        CannotTurn::NotDue { asked, due } => {
            format!("接下来该升的是 {due}-{} 学年，不是 {asked} 年。请改升级日期。", due + 1)
        }
        CannotTurn::OutOfSeason { on } => format!("{on} 不是学年开始的时候：请写 7 月到 10 月的日期，如 9 月 1 日。"),
    },
    cannot_undo: |why| match why {
        CannotUndo::NeverTurned => "还没有升过级，没有可撤销的。".to_owned(),
        CannotUndo::Called { rolls } => {
            format!("新班级已经点名 {rolls} 次，不能再整体撤销。个别学生请办学籍异动的“调班”。")
        }
        CannotUndo::Moved { name, kind: Some(kind), .. } => format!(
            "升级后又登记了{name}的“{}”，自新学年第一天起。先撤回它，再撤销升级（F10 菜单、学籍异动，选中那一项按 F9）",
            (DOMAIN.status)(*kind)
        ),
        CannotUndo::Moved { name, kind: None, standing } => {
            let class = standing.class_of_books().map(|class| class.to_string()).unwrap_or_default();
            format!("升级后又导入了名册，{name}改到了{class}。先在 F10 菜单、操作日志里撤销那次导入，再撤销升级。")
        }
        CannotUndo::Posts { name } => {
            format!("升级后又改过{name}的职务。先改回升级时的职务（F10 菜单、人员），再撤销升级。")
        }
    },
    refused: |count| format!("有 {count} 处矛盾（见上），什么都没有写入。改正后再升级。"),
    faulty: |rows| format!("分班名单有 {rows} 行有误（见上），什么都没有写入。改好后再来一次。"),
    dry_run: "这是预览，什么都没有写入。",
    recorded: |year, on| format!("已升入 {year}-{} 学年，自 {on} 起生效。要撤销，在升级画面按 F8。", year + 1),
    undone: |year| format!("已撤销 {year}-{} 学年的升级，班级、毕业、班主任都恢复原样。", year + 1),

    page_classes: "班级",
    page_warnings: "提示",
    page_faults: "有误",
    turn: "升级",
    undo: "撤销升级",
    pupils: "看名单",
    pick_lists: "分班名单",
    last_grade: "毕业或升级",
    next_page: "换页",
    page: "翻到该页",
    write_faulty: "另存有误的行",
    pick_title: "选择分班名单（学籍号、姓名、新班级、座号、班主任）",
    no_lists: "未用分班名单：按原班序升级，班主任随班",
    lists_of: |file| format!("分班名单：{file}"),
    reading: "正在读取名单，请稍候",
    nothing_here: "这一页没有内容",
    date: "改日期",
    date_hint: "从哪天起用新班级，如 9-1",
    no_date: "这不是日期，写成 9-1 或 2026-09-01",
    called: "新班级已点过名，不能整体撤销",
    meaning: [
        "整个学校一步升级：班级、座号、毕业、班主任一起生效，也能一起撤销。",
        "休学的保持休学；起始年级的新生另导入花名册。",
    ],
    confirm: "现在升级吗？",
    yes_turn: "升级，全部写入",
    yes_undo: "撤销，恢复原样",
    leave_it: "不动",
    undo_title: "撤销升级？",
    undo_text: |year, on| format!("{year}-{} 学年（自 {on} 起）的班级、毕业和班主任全部恢复原样。", year + 1),
    mend_first: "有矛盾，改正后才能升级：见“提示”页",
    faults_first: "分班名单有误，改好后重新选择",
    pupils_of: |from, to| format!("{from} 到 {to}"),
    pupil_line: |seat, name| match seat {
        Some(seat) => format!("{seat:>3}  {name}"),
        None => format!("  -  {name}"),
    },
    written: |file| format!("有误的行已写入 {file}"),
};
