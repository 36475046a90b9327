use crate::domain::calendar::DayWhy;
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::ladder::{Action, Excused, Role, Trigger};
use crate::domain::mark::Mark;
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::timeline::What;
use crate::domain::visit::Outcome;
use crate::words::domain::{Common, Domain};
use chrono::{Datelike, NaiveDate, Weekday};

pub const COMMON: Common = Common {
    app: "保学",
    date: |date| format!("{date} {}", weekday(date)),
    no_rate: "-",
    table_missing: |year| {
        format!("{year}年的法定节假日安排尚未录入：现按周一至周五上课推算。请用“import calendar --national 文件”导入。")
    },
};

pub const DOMAIN: Domain = Domain {
    mark: |mark| match mark {
        Mark::Unknown => "未到待查",
        Mark::Truant => "旷课",
        Mark::Sick => "病假",
        Mark::Leave => "事假",
        Mark::Official => "公假",
        Mark::Late => "迟到",
        Mark::Early => "早退",
    },
    mark_short: |mark| match mark {
        Mark::Unknown => "? ",
        Mark::Truant => "旷",
        Mark::Sick => "病",
        Mark::Leave => "事",
        Mark::Official => "公",
        Mark::Late => "迟",
        Mark::Early => "早",
    },
    sex: |sex| match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    },
    group: |group| match group {
        KeyGroup::Orphan => "孤儿",
        KeyGroup::Unattended => "事实无人抚养",
        KeyGroup::Disabled => "残疾",
        KeyGroup::Inclusive => "随班就读",
        KeyGroup::LeftBehind => "留守",
        KeyGroup::Migrant => "随迁",
        KeyGroup::PovertyLifted => "建档立卡",
        KeyGroup::Dibao => "低保",
        KeyGroup::Tekun => "特困",
        KeyGroup::Difficult => "困境",
    },
    day_why: |why| match why {
        DayWhy::OutsideTerms => "不在学期内".into(),
        DayWhy::OwnGrade(note) => format!("本年级安排：{note}"),
        DayWhy::Own(note) => format!("本校安排：{note}"),
        DayWhy::Holiday(note) | DayWhy::MakeUp(note) => (*note).into(),
        DayWhy::Weekday => "周一至周五".into(),
        DayWhy::Weekend => "周末".into(),
        DayWhy::TableMissing => "节假日安排未录入，按星期推算".into(),
    },
    means: |means| match means {
        Means::Phone => "电话",
        Means::Message => "短信微信",
        Means::Visit => "面谈",
        Means::Other => "其他方式",
    },
    reached: |reached| match reached {
        Reached::Yes => "已联系上",
        Reached::NoAnswer => "未接",
        Reached::Off => "关机",
        Reached::WrongNumber => "空号错号",
        Reached::Refused => "拒接",
    },
    reason: |reason| match reason {
        Reason::Illness => "生病",
        Reason::FamilyMatter => "家中有事",
        Reason::Weary => "厌学",
        Reason::LearningDifficulty => "学习困难",
        Reason::Hardship => "家庭经济困难",
        Reason::FamilyUpheaval => "家庭变故",
        Reason::AwayWithParents => "随父母外出",
        Reason::Working => "外出务工",
        Reason::Internet => "网络沉迷",
        Reason::Conflict => "校园矛盾",
        Reason::Overslept => "起晚或交通",
        Reason::Unclear => "原因不明",
        Reason::Other => "其他原因",
    },
    outcome: |outcome| match outcome {
        Outcome::MetGuardian => "见到监护人",
        Outcome::MetOther => "见到其他人",
        Outcome::Nobody => "无人在家",
        Outcome::Refused => "拒绝",
    },
    trigger: |trigger, at_least| match trigger {
        Trigger::UnexcusedSessions => format!("当天无故未到 {at_least} 节次以上"),
        Trigger::Streak => format!("连续旷课 {at_least} 个上课日以上"),
    },
    action: |action| match action {
        Action::ContactGuardian => "联系家长",
        Action::HomeVisit => "家访",
        Action::NoticeToLeadership => "报告单",
        Action::AcknowledgeNotice => "领导批示",
        Action::ReportOutside => "报教育局、函街道",
        Action::NoticeToGuardian => "返校告知书",
    },
    role: |role| match role {
        Role::Homeroom => "班主任",
        Role::Affairs => "德育处",
        Role::Leadership => "校领导",
    },
    within: |days| match days {
        0 => "当天".into(),
        days => format!("{days} 个上课日内"),
    },
    excused: |excused| match excused {
        Excused::Pass => "请假日不计入也不打断连续旷课（pass）",
        Excused::End => "请假日打断连续旷课（end）",
    },
    owed: |action, due, late| {
        let what = (DOMAIN.action)(action);
        match (due, late) {
            (None, _) => format!("{what} 期限待定"),
            (Some(due), 0) => format!("{what} {}", due.format("%m-%d")),
            (Some(_), late) => format!("{what} 逾{late}日"),
        }
    },
    happened: |school, what| match what {
        What::Marked(roll, marked) => {
            let session = school.session(roll.key.session).map_or(roll.key.session.as_str(), |session| &session.name);
            let note = marked.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
            format!("{session} {}{note}", (DOMAIN.mark)(marked.mark))
        }
        What::Leave(leave) => {
            let note = &leave.note;
            let kind = (DOMAIN.mark)(note.kind.mark());
            format!("假条 {kind} {} 至 {}：{}", note.from, note.to, note.reason)
        }
        What::Contact(contact) => {
            let record = &contact.record;
            let (by, reached) = ((DOMAIN.means)(record.by), (DOMAIN.reached)(record.reached));
            format!("{by}联系 {} {reached}：{}", record.guardian, record.said)
        }
        What::Visit(visit) => {
            let record = &visit.record;
            format!("家访 {}，{}：{}", record.who, (DOMAIN.outcome)(record.outcome), record.found)
        }
        What::Notice(notice) => format!("报告单 {} 报{}", notice.record.no, notice.record.to),
        What::Receipt(notice, receipt) => {
            format!("报告单 {} 由 {} 签收：{}", notice.record.no, receipt.by, receipt.how)
        }
    },
    why: |why| match why {
        Why::SetUp => "建立学校",
        Why::ImportRoster => "导入花名册",
        Why::ImportAttendance => "导入考勤",
        Why::ImportCalendar => "导入校历",
        Why::TakeRoll => "点名",
        Why::NoteLeave => "请假",
        Why::Contact => "家校联系",
        Why::Visit => "家访",
        Why::Explain => "补办更正",
        Why::IssueNotice => "签发报告单",
        Why::RecordReceipt => "登记签收",
        Why::SetPolicy => "修改规则",
        Why::Disclose => "查看或导出个人信息",
        Why::Undo(_) => "撤销",
    },
    entry: |school, entry| {
        let what = (DOMAIN.why)(entry.why);
        let name = |id| school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let detail = entry.changes.first().map(|change| match change {
            Change::Roll { key, to, .. } => {
                let session = school.session(key.session).map_or(key.session.as_str(), |session| &session.name);
                let marks = match to {
                    Some(marks) if marks.is_empty() => "全勤".to_owned(),
                    Some(marks) => format!("{} 人次例外", marks.len()),
                    None => "作废".to_owned(),
                };
                format!("{} {} {session} {marks}", key.class, key.date)
            }
            Change::Leave { to: Some(note), .. } => format!("{} {} 至 {}", name(note.pupil), note.from, note.to),
            Change::Contact { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Visit { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Notice { to, .. } => format!("{} {}", to.no, name(to.pupil)),
            Change::Disclosed { what: Disclosure::Shown { pupil } } => format!("显示号码 {}", name(*pupil)),
            Change::Disclosed { what: Disclosure::Exported { what, pupils } } => format!("{what} {pupils} 人"),
            Change::Disclosed { what: Disclosure::BackedUp } => "备份".to_owned(),
            _ => String::new(),
        });
        let more = match entry.changes.len() {
            0 | 1 => String::new(),
            count => format!("（共 {count} 项）"),
        };
        format!("{what} {}{more}", detail.unwrap_or_default()).trim_end().to_owned()
    },
};

fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}
