use crate::words::cli::Cli;

pub const CLI: Cli = Cli {
    passphrase: "口令：",
    passphrase_again: "再输入一次口令：",
    new_passphrase: "新口令：",
    passphrase_changed: "口令已改。以前的备份仍用备份时的口令，请重新备份。",
    tries_left: |tries| format!("还可再试 {tries} 次。"),
    way: |said, way| format!("{said}（{way}）"),
    settings_fault: |what| format!("设置文件有误，暂不采用：{what}"),
    unnamed_person: "管理员",
    initialised: |folder| format!("已建立：{}。下一步：baoxue import roster 花名册文件", folder.display()),
    demo_begun: "正在写入演示学校，请稍候几秒。",
    demo_kept: |folder, passphrase, today| {
        let folder = folder.display();
        format!("演示学校已存入 {folder}，口令是 {passphrase}。打开：baoxue --data-dir {folder} --today {today}")
    },
    flags_headings: ["班级", "姓名", "连续", "自", "累计", "出勤率", "应办"],
    no_flags: |as_of, min| format!("截至 {as_of} 没有连续旷课 {min} 天以上的学生。"),
    roll_headings: ["座号", "姓名", "考勤", "备注"],
    roll_taken: |class, expected, away, unknown| match unknown {
        0 => format!("{class} 应到 {expected}，例外 {away} 人次，已保存。"),
        unknown => format!("{class} 应到 {expected}，例外 {away} 人次，已保存。{unknown} 人未到，需今天联系家长。"),
    },
    roll_replaced: |changed| format!("这一节原来点过名，改了 {} 人：{}。", changed.len(), changed.join("、")),
    is_there: "到校",
    roll_not_taken: "这一节次还没有点名。",
    everyone_there: "全勤。",
    contact_recorded: "已记录联系。",
    visit_recorded: |files| match files {
        0 => "已记录家访。".into(),
        files => format!("已记录家访，附件 {files} 件。"),
    },
    leave_recorded: |put_right| match put_right {
        0 => "已登记假条。".into(),
        rolls => format!("已登记假条，并更正已点名的 {rolls} 次“未到待查”。"),
    },
    pupils_headings: ["班级", "座号", "姓名", "性别", "监护人", "电话"],
    no_pupils: "还没有学生。下一步：baoxue import roster 花名册文件",
    pupils_with_numbers: "学生名单（含证件号和电话）",
    pupil_figures: |days, from, unexcused| {
        let since = from.map(|from| format!("（自 {from}）")).unwrap_or_default();
        format!("连续旷课 {days} 个上课日{since}，本学期累计 {unexcused:.1} 天")
    },
    todo_headings: ["班级", "姓名", "应办", "责任人"],
    nothing_owed: "没有应办事项。",
    gaps_headings: ["班级", "日期", "时段"],
    no_gaps: "没有缺点名。",
    calendar_headings: ["日期", "上课", "原因"],
    school_day: "上课",
    no_school: "不上课",
    policy_headings: ["规则", "触发", "应办", "责任人", "期限"],
    policy_set: |from| match from {
        Some(from) => format!("已修改，自 {from} 起执行。"),
        None => "已修改，自建账之日起执行（用 --from 日期 可另定起始日）。".into(),
    },
    policy_later: |rule, from| {
        format!("注意：{} 自 {from} 起另有规定，那天以后仍按那一条；也要改的，加 --from {from} 再改一次。", rule.code())
    },
    notices_headings: ["编号", "班级", "姓名", "日期", "主送", "报告人", "签收"],
    no_notices: "还没有报告单。",
    letters_headings: ["编号", "文种", "班级", "姓名", "日期", "主送", "经办人", "签收"],
    no_letters: "还没有文书。",
    kinds_headings: ["代码", "文种", "编号样式", "可用 --set 改的部分"],
    corrects: |number| format!("（更正 {number}）"),
    no_receipt: "未签收",
    receipt_replaced: |old| format!("原来登记的签收（{} {}）已由这一条代替，操作日志里仍有。", old.on, old.by),
    receipt_recorded: "已登记签收。",
    written: |file| format!("已写入 {}", file.display()),
    written_beside: |asked, file| format!("{} 已经有了，没有覆盖；已写入 {}", asked.display(), file.display()),
    backed_up: |file| format!("已备份到 {}。打开它仍需要口令。", file.display()),
    restored: |kept| match kept {
        Some(kept) => format!("已恢复。原有数据保留在 {}", kept.display()),
        None => "已恢复。".into(),
    },
    verified: |entries| format!("完好：共核对 {entries} 条记录。"),
};
