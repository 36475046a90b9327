use super::domain::DOMAIN;
use crate::domain::visit::Outcome;
use crate::domain::week::{Found, Look, Turn};
use crate::words::week::Week;
use chrono::{Datelike, Weekday};

pub const WEEK: Week = Week {
    title: "周查看",
    named: |week| {
        let iso = week.monday().iso_week();
        let (from, to) = (week.monday().format("%m-%d"), week.sunday().format("%m-%d"));
        format!("{}年第{}周 {from} 至 {to}", iso.year(), iso.week())
    },
    weekday: |weekday| match weekday {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    },
    turn,
    changes: |changes| {
        let counts: Vec<String> = changes.iter().map(|(how, count)| format!("{}{count}", turn(*how))).collect();
        if counts.is_empty() { String::new() } else { format!("较上周 {}", counts.join(" ")) }
    },
    found: |found| match found {
        Found::Told { reason: Some(reason), .. } => (DOMAIN.reason)(*reason).to_owned(),
        Found::Told { said, .. } => said.trim().to_owned(),
        Found::Visited { outcome: outcome @ (Outcome::Nobody | Outcome::Refused), .. } => {
            (DOMAIN.outcome)(*outcome).to_owned()
        }
        Found::Visited { found, .. } => found.trim().to_owned(),
    },
    done: |done| {
        let counts =
            [("联系", done.contacts), ("家访", done.visits), ("文书", done.letters.len()), ("其他", done.steps)];
        let told = counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}{count}"));
        told.collect::<Vec<_>>().join(" ")
    },
    nothing_done: "尚无联系、家访",
    nothing_found: "尚未查明",
    review: |look| match look {
        Look::Ahead => "",
        Look::Seen => "阅",
        Look::Asked => "问",
        Look::Answered => "答",
    },
    no_school: "休",

    class: "班级",
    rate: "出勤率",
    unexcused: "旷课人",
    gaps: "缺点名",
    reviewed: "阅",
    pupil: "学生",
    streak: "连续",
    against: "较上周",
    found_title: "查明",
    done_title: "已做",
    owed: "应办",
    legend: "98- 当天有缺点名  -- 全没点，不算出勤",
    in_sight: |first, last, all| format!("第 {first}-{last} 班，共 {all} 班"),

    state: |reviewed, all| format!("已阅 {reviewed}/{all}"),
    unsigned: "未签",
    signed: |by, on| format!("已签 {by} {}", on.format("%m-%d")),
    seen_with: |by, on, remark| format!("已阅 {by} {}：{remark}", on.format("%m-%d")),
    asked: |by, on, question| format!("询问 {by} {}：{question}", on.format("%m-%d")),
    asked_and_answered: |by, on, question| format!("询问 {by} {}，已有回应：{question}", on.format("%m-%d")),
    seen_and_asked: |by, on, remark, question| {
        let remark = if remark.is_empty() { String::new() } else { format!("：{remark}") };
        format!("已阅 {by} {}{remark}；询问还没有答复：{question}", on.format("%m-%d"))
    },
    still_asked: |whom, question| format!("询问还没有答复：{whom}：{question}"),
    asked_about: |count| format!("{count} 个询问还没有答复"),
    no_term: |week| {
        format!("{week} 不在任何学期内：没有上课日，也就没有出勤和要看的学生。请核对学期，导入校历（F10 菜单、导入）。")
    },
    to_answer: "答复询问",
    question: |by, question| format!("{by}询问：{question}（记下联系、家访即为答复）"),

    open: "档案",
    see: "已阅",
    ask: "退回询问",
    before: "上周",
    after: "下周",
    write: "导出",
    sign: "签字",
    more_classes: "其余班级",
    next_view: "图表",
    view_before: "前一图表",

    see_title: |name| format!("已阅 {name}"),
    see_hint: "批注，可以不写；Enter 确定",
    ask_title: |name| format!("退回询问 {name}"),
    ask_hint: "问班主任什么？会列在其今天应办里，有记录后消去",
    ask_something: "没有写要问的，没有退回",
    sign_title: |week| format!("签字 {week}"),
    sign_hint: |changes, asked| match (changes, asked) {
        ("", 0) => "意见可不写；Enter 签字".to_owned(),
        (changes, 0) => format!("{changes}；意见可不写"),
        (_, asked) => format!("{asked} 个询问还没有答复；意见可不写，Enter 签字"),
    },
    still: |left| match left.ahead {
        0 => format!("退回询问的 {} 人还没有答复：等班主任记下，或先按 r 已阅（问题留着）", left.asked),
        ahead if left.asked > 0 => {
            format!("还有 {} 人：{ahead} 人没看，{} 人的询问没有答复。逐个按 r 已阅", left.all(), left.asked)
        }
        ahead => format!("还有 {ahead} 人没看：逐个按 r 已阅或 n 退回询问，再签字"),
    },
    is_signed: "本周已签字",
    is_seen: |name| format!("已阅 {name}"),
    is_asked: |name| format!("已退回询问 {name}"),
    this_week: "已是本周",
    first_week: "更早的周没有学期",
    no_row: "本周没有要看的学生",
    no_classes: ["这个范围还没有班级。", "先导入名册：按 F10 打开菜单，选「导入名册、考勤」。"],
    nobody: |whose| format!("{whose}：本周没有要看的学生。看过点名有没有缺，就可以按 s 签字。"),
    file: |week, scope| format!("周查看-{scope}-{week}"),

    by_class: "各班出勤率（学期各周）",
    by_weekday: "各星期几的缺勤率（未到人次占应到）",
    runs: "旷课最多的十人（学期各周旷课天数）",
    year_before: "与去年同期相比",
    weeks: "周",
    now: "今年",
    whole: "合计",
    runs_legend: ". 没有旷课  + 不足一天  1-7 旷课天数",
    runs_bars: "格子越高旷课越多，满格为五天",
    by_class_legend: "* 各班合计  97 出勤率%  OK 全勤  -- 没点名",
    looks_legend: "阅 已阅 问 待答复 答 已答复  ! 逾期或紧急",
    no_rolls: "本学期还没有点过名，画不出来。",
    no_runs: "本学期没有人旷课。",
    no_year_before: ["数据里没有去年同期的点名。", "用满一学年后，这里会与去年同年级同学期逐周比较。"],

    pupils_headings: ["班级", "学生", "连续", "较上周", "查明", "已做", "应办", "查看"],
    nobody_to_look_at: "本周没有要查看的学生。",
    recorded: "已记录。",
};

fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::New => "新增",
        Turn::Worse => "加重",
        Turn::Better => "好转",
        Turn::Back => "返校",
        Turn::Closed => "结案",
        Turn::Same => "未变",
    }
}
