use super::health::HEALTH;
use super::monthly::MONTHLY;
use super::plan::PLAN;
use super::status::STATUS;
use super::work_log::WORK_LOG;
use crate::domain::calendar::DayWhy;
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::ladder::{Action, Compare, Excused, Trigger, Unit, Within};
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Post, Role, Sex};
use crate::domain::status::{Proof, StatusKind};
use crate::domain::step::{About, Danger, Ledger, Step, Verified};
use crate::domain::symptom::Symptom;
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
        KeyGroup::Judicial => "涉案",
        KeyGroup::Learning => "学困",
        KeyGroup::Weary => "厌学",
        KeyGroup::Returned => "劝返复学",
        KeyGroup::Health => "心理疾病关注",
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
    reason: Reason::term,
    outcome: |outcome| match outcome {
        Outcome::MetGuardian => "见到监护人",
        Outcome::MetOther => "见到其他人",
        Outcome::Nobody => "无人在家",
        Outcome::Refused => "拒绝",
    },
    symptom: |symptom| match symptom {
        Symptom::Fever => "发热",
        Symptom::Cough => "咳嗽",
        Symptom::Rash => "皮疹",
        Symptom::Diarrhoea => "腹泻",
        Symptom::Vomiting => "呕吐",
        Symptom::Jaundice => "黄疸",
        Symptom::RedEyes => "结膜红肿",
        Symptom::Mumps => "腮腺肿大",
        Symptom::Other => "其他",
    },
    trigger: |rung| {
        let unit = match rung.unit {
            Unit::Sessions => "节次",
            Unit::SchoolDays => "个上课日",
            Unit::CalendarDays => "天",
            Unit::Months => "个月",
            Unit::Pupils => "人",
            Unit::Events => "次",
        };
        let count = match rung.compare {
            Compare::AtLeast => format!("{} {unit}以上", rung.number),
            Compare::MoreThan => format!("超过 {} {unit}", rung.number),
        };
        match rung.trigger {
            Trigger::UnexcusedSessions => format!("当天无故未到 {count}"),
            Trigger::Streak => format!("连续旷课 {count}"),
            Trigger::Span => format!("连续旷课历时 {count}"),
            Trigger::Pattern => format!("规律性旷课 {count}"),
            Trigger::SickInADay => format!("班/宿舍一天同症状 {count}"),
            Trigger::SickInThreeDays => format!("班/宿舍三天同症状 {count}"),
            Trigger::SickDays => format!("连续病假 {count}"),
            Trigger::ExcusedDays => format!("连续请假 {count}"),
            Trigger::ExcusedSpan => format!("连续请假历时 {count}"),
            Trigger::AfterLeave => format!("假满未返校 {count}"),
            Trigger::SinceReturn => format!("返校后跟踪 {} {unit}", rung.number),
            Trigger::Unreachable => "完全联系不上".into(),
            Trigger::AfterRegistration => format!("报到截止后 {count}"),
            Trigger::DayOfMonth => format!("每月 {} 日", rung.number),
            Trigger::GoneAway => "外地户籍学生已离开住处".into(),
            Trigger::Unanswered => format!("核查函未复 {count}"),
        }
    },
    action: |action| match action {
        Action::ContactGuardian => "联系家长",
        Action::HomeVisit => "家访",
        Action::NoticeToLeadership => "报告单",
        Action::AcknowledgeNotice => "领导批示",
        Action::ReportOutside => "报教育局、函街道",
        Action::ReportToBureau => "报教育局",
        Action::LetterToStreet => "函街道",
        Action::FollowUpReport => "续报",
        Action::NoticeToGuardian => "返校告知书",
        Action::Persuade => "劝返",
        Action::EnterSuspected => "列入疑似辍学",
        Action::EnterDropout => "列入辍学",
        Action::TalkAboutPattern => "谈话（规律）",
        Action::ReportIllness => "疫情报告",
        Action::FollowIllness => "追访病情",
        Action::EnterLongLeave => "长期请假登记",
        Action::ConsiderSuspension => "考虑休学",
        Action::AskAfterLeave => "假满未返联系",
        Action::WatchTalk => "跟踪谈话",
        Action::CallPolice => "报警110",
        Action::TraceEntrant => "追踪未报到",
        Action::MonthlyReport => "月报",
        Action::SendVerification => "寄核查函",
        Action::Remind => "催办核查函",
    },
    action_short: |action| match action {
        Action::ContactGuardian => "联系",
        Action::HomeVisit => "家访",
        Action::NoticeToLeadership => "报告",
        Action::AcknowledgeNotice => "批示",
        Action::ReportOutside => "外报",
        Action::ReportToBureau => "报局",
        Action::LetterToStreet => "函街",
        Action::FollowUpReport => "续报",
        Action::NoticeToGuardian => "告知",
        Action::Persuade => "劝返",
        Action::EnterSuspected => "疑辍",
        Action::EnterDropout => "辍学",
        Action::TalkAboutPattern => "谈话",
        Action::ReportIllness => "疫报",
        Action::FollowIllness => "追访",
        Action::EnterLongLeave => "长假",
        Action::ConsiderSuspension => "休学",
        Action::AskAfterLeave => "催返",
        Action::WatchTalk => "跟踪",
        Action::CallPolice => "报警",
        Action::TraceEntrant => "追踪",
        Action::MonthlyReport => "月报",
        Action::SendVerification => "核查",
        Action::Remind => "催办",
    },
    role: |role| match role {
        Role::Homeroom => "班主任",
        Role::GradeLead => "年级组长",
        Role::Affairs => "德育处",
        Role::Leadership => "校领导",
        Role::Registrar => "学籍管理员",
        Role::EpidemicReporter => "疫情报告人",
    },
    post: |post| match post {
        Post::Homeroom(class) => format!("{class}班主任"),
        Post::GradeLead(grade) => format!("{grade}组长"),
        other => (DOMAIN.role)(other.role()).to_owned(),
    },
    within: |within| match within {
        Within::SchoolDays(0) => "当天".into(),
        Within::SchoolDays(days) => format!("{days} 个上课日内"),
        Within::Hours(0) => "立即".into(),
        Within::Hours(hours) => format!("{hours} 小时内"),
    },
    stage: |stage| match stage {
        Stage::Open => "待查",
        Stage::Contacted => "已联系",
        Stage::Visiting => "家访中",
        Stage::Escalated => "已报校领导",
        Stage::Reported => "已报街道、教育局",
        Stage::Suspected => "疑似辍学",
        Stage::Dropout => "辍学（在册劝返）",
        Stage::Watch => "跟踪期",
        Stage::Closed => "结案",
    },
    exit: |exit| match exit {
        Exit::E1 => "返校复学",
        Exit::E2 => "请假、病假补办",
        Exit::E3 => "转出",
        Exit::E4 => "休学",
        Exit::E5 => "异地就读已核实",
        Exit::E6 => "出国（境）",
        Exit::E7 => "转特校、送教上门",
        Exit::E8 => "其他合法事由",
        Exit::E9 => "死亡",
        Exit::E10 => "已完成义务教育、超龄",
        Exit::E11 => "登记差错",
        Exit::E12 => "缓学",
    },
    off_roll: |why| match why {
        OffRoll::HomeTeaching => "送教上门",
        OffRoll::Elsewhere => "异地就读待转",
        OffRoll::Judicial => "其他合法事由",
    },
    status: |kind| match kind {
        StatusKind::TransferOut => "转出",
        StatusKind::TransferIn => "转入",
        StatusKind::Suspend => "休学",
        StatusKind::Resume => "复学",
        StatusKind::Defer => "缓学",
        StatusKind::LeaveCountry => "出国（境）",
        StatusKind::Died => "死亡",
        StatusKind::Graduate => "毕业",
        StatusKind::SpecialSchool => "转入特教学校",
        StatusKind::Class => "调班",
    },
    proof: |proof| match proof {
        Proof::Application => "申请表",
        Proof::Acceptance => "接收学校同意接收证明",
        Proof::Residence => "户籍、居住或务工证明",
        Proof::Attendance => "在读证明",
        Proof::Hospital => "县级以上医院证明",
        Proof::History => "病历",
        Proof::Recovery => "康复证明",
        Proof::Suspension => "休学证明",
        Proof::Condition => "身体状况证明（医院或残疾证明）",
        Proof::Statement => "监护人书面说明",
        Proof::Abroad => "签证或境外就读证明",
        Proof::Death => "死亡证明",
        Proof::Disability => "残疾证或诊断证明",
    },
    letter: |kind| match kind {
        LetterKind::Escalation => "报告单",
        LetterKind::ReportBureau => "报教育局报告",
        LetterKind::LetterStreet => "致街道函",
        LetterKind::FollowUp => "续报",
        LetterKind::NoticeGuardian => "返校告知书",
        LetterKind::Verification => "核查函",
        LetterKind::Persuasion => "劝返记录",
        LetterKind::OrderDraft => "限期复学通知书（代拟）",
        LetterKind::HomeVisit => "家访记录表",
        LetterKind::Contact => "家校联系记录",
    },
    step: |step| {
        let said = |what: &str, more: &str| told(what.to_owned(), more);
        match step {
            Step::Talk { with, said: text } => said(&format!("谈话 {with}"), text),
            Step::Persuasion(it) => said(&format!("劝返 {}，结果 {}", it.who, it.result), &it.said),
            Step::Entered { ledger, said: text } => said(
                match ledger {
                    Ledger::Suspected => "列入疑似辍学台账",
                    Ledger::Dropout => "列入辍学台账",
                    Ledger::LongLeave => "列入长期请假台账",
                },
                text,
            ),
            Step::Considered { said: text } => said("已考虑休学", text),
            Step::Danger { how, said: text } => said(
                match how {
                    Danger::Unreachable => "紧急：完全联系不上",
                    Danger::NotWhereBelieved => "紧急：家长以为在校，未找到",
                    Danger::BoarderMissing => "紧急：住校生失联",
                    Danger::Harm => "紧急：疑似侵害",
                },
                text,
            ),
            Step::PoliceTold { number, said: text } => said(&format!("已报警 {number}"), text),
            Step::Found { place, by } => format!("已找到：{place}（{by}）"),
            Step::Safe { source } => said("校领导认定安全，依据", source),
            Step::Clue { said: text, source, .. } => said(&format!("线索（{source}）"), text),
            Step::Reminded { said: text } => said("催办核查函", text),
            Step::Answered { verified, said: text } => said(
                match verified {
                    Verified::Enrolled => "核查回执：已在当地就读",
                    Verified::NotFound => "核查回执：查无此人",
                    Verified::AtHome => "核查回执：在户籍地未就读",
                },
                text,
            ),
            Step::HandedOver { to } => said("移交", to),
            Step::ReportedIllness { to, said: text } => said(&format!("疫情报告 {to}"), text),
            Step::Certificate { said: text } => said("复课证明", text),
            Step::Override { stage, why } => said(&format!("改定阶段为 {}", (DOMAIN.stage)(*stage)), why),
            Step::Closed(closing) => {
                let second = closing.second.as_ref().map(|name| format!("，复核 {name}")).unwrap_or_default();
                // What proves E8 is for the leadership's eyes.
                let evidence = if closing.exit == Exit::E8 { "" } else { &closing.evidence };
                said(&format!("结案 {} {}{second}", closing.exit.code(), (DOMAIN.exit)(closing.exit)), evidence)
            }
        }
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
            let symptoms = (!marked.symptoms.is_empty()).then(|| (HEALTH.list)(marked.symptoms));
            let beside = symptoms.into_iter().chain(marked.note.clone()).reduce(|a, b| format!("{a}；{b}"));
            let note = beside.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
            format!("{session} {}{note}", (DOMAIN.mark)(marked.mark))
        }
        What::Leave(leave) => {
            let note = &leave.note;
            let kind = (DOMAIN.mark)(note.kind.mark());
            told(format!("假条 {kind} {} 至 {}", note.from, note.to), &note.reason)
        }
        What::Contact(contact) => {
            let record = &contact.record;
            let (by, reached) = ((DOMAIN.means)(record.by), (DOMAIN.reached)(record.reached));
            told(format!("{by}联系 {} {reached}", record.guardian), &record.said)
        }
        What::Visit(visit) => {
            let record = &visit.record;
            told(format!("家访 {}，{}", record.who, (DOMAIN.outcome)(record.outcome)), &record.found)
        }
        What::Letter(letter) => {
            let record = &letter.record;
            let to = if record.to.is_empty() { String::new() } else { format!(" 致{}", record.to) };
            format!("{} {}{to}", (DOMAIN.letter)(record.kind), record.no)
        }
        What::Receipt(letter, receipt) => {
            let what = (DOMAIN.letter)(letter.record.kind);
            told(format!("{what} {} 由 {} 签收", letter.record.no, receipt.by), &receipt.how)
        }
        What::Step(taken) => (DOMAIN.step)(&taken.record.step),
        What::Status(status, stands) => {
            let record = &status.record;
            format!(
                "{}，自 {} 起，{}",
                (DOMAIN.status)(record.kind),
                record.takes_effect(),
                (STATUS.state)(*stands, record)
            )
        }
        What::Planned(plan) => told(format!("立方案 {}", (PLAN.kind)(plan.record.kind)), &plan.record.goal),
        What::Helped(plan, helped) => {
            let (kind, help) = ((PLAN.kind)(plan.record.kind), (PLAN.help)(&helped.record.help));
            told(format!("{kind} {help}"), &helped.record.what)
        }
        What::PlanClosed(plan, closing) => told(format!("方案结案 {}", (PLAN.kind)(plan.record.kind)), &closing.result),
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
        Why::IssueLetter => "出具文书",
        Why::Plan => "帮扶方案",
        Why::Help => "帮扶、送教",
        Why::SignPledge => "责任书签字",
        Why::LogWork => "工作记录",
        Why::ChangeStatus => "学籍异动",
        Why::SetGuardian => "监护人",
        Why::TurnYear => "新学年升级",
        Why::EnterGroup => "重点群体认定",
        Why::ImportGroup => "导入重点群体名单",
        Why::CheckGroup => "重点群体排查",
        Why::GiveAid => "资助",
        Why::SetAidKind => "资助项目",
        Why::TakeStep => "个案过程",
        Why::CloseCase => "结案",
        Why::Review => "周查看",
        Why::SignWeek => "周签字",
        Why::WriteProse => "自查报告文字",
        Why::SetStaff => "教职工",
        Why::ImportStaff => "导入教职工",
        Why::SetReporting => "月报设置",
        Why::CountClass => "班级实点",
        Why::ExplainMonth => "月报疑点说明",
        Why::SignMonth => "月报签字",
        Why::SendMonth => "月报报送",
        Why::ReceiveReports => "收各校月报",
        Why::ImportDistrictSchools => "导入学校名单",
        Why::RecordReceipt => "登记签收",
        Why::SetPolicy => "修改规则",
        Why::SetSchool => "学校信息",
        Why::ImportEntrants => "导入新生名单",
        Why::IssueEntryNotices => "出入学通知书",
        Why::DeliverNotice => "通知书送达",
        Why::RegisterEntrant => "新生报到",
        Why::EntryPapers => "新生报到材料",
        Why::TraceEntrant => "未报到追踪",
        Why::SettleEntrant => "未报到去向",
        Why::Disclose => "查看或导出个人信息",
        Why::Undo(_) => "撤销",
    },
    entry: |school, entry| {
        let what = (DOMAIN.why)(entry.why);
        let name = |id| school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let listed = |id| school.entrant(id).map_or("", |entrant| entrant.record.name.as_str());
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
            Change::Letter { to, .. } => format!("{} {}", to.no, name(to.pupil)),
            Change::Step { to: Some(record), .. } => match record.about {
                About::Pupil(pupil) => format!("{} {}", name(pupil), (DOMAIN.step)(&record.step)),
                About::Class(class) => format!("{class} {}", (DOMAIN.step)(&record.step)),
            },
            Change::Status { to: Some(record), .. } => {
                format!("{} {}", name(record.pupil), (DOMAIN.status)(record.kind))
            }
            Change::Pupil { to: Some(record), .. } if matches!(entry.why, Why::ChangeStatus | Why::SetGuardian) => {
                record.name.clone()
            }
            // Which group it is, is for those who may know.
            Change::Membership { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::GroupCheck { pupil, .. } => name(*pupil).to_owned(),
            Change::AidKind { to: Some(record), .. } => record.name.clone(),
            Change::Aid { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Entrant { to: Some(record), .. } => record.name.clone(),
            Change::EntryNotice { to, .. } => format!("{} {}", to.no, to.name),
            Change::Delivery { entrant, .. }
            | Change::Registration { entrant, .. }
            | Change::EntryOutcome { entrant, .. } => listed(*entrant).to_owned(),
            Change::Trace { to: Some(record), .. } => listed(record.entrant).to_owned(),
            Change::Plan { to: Some(record), .. } => format!("{} {}", name(record.pupil), (PLAN.kind)(record.kind)),
            Change::Help { to: Some(record), .. } => {
                school.plan(record.plan).map_or("", |plan| name(plan.record.pupil)).to_owned()
            }
            Change::Work { to: Some(record), .. } => (WORK_LOG.kind)(record.kind).to_owned(),
            Change::Review { week, pupil, .. } => format!("{week} {}", name(*pupil)),
            Change::WeekSigned { week, .. } => week.to_string(),
            Change::Headcount { month, class, .. } => format!("{month} {class}"),
            Change::MonthExplained { month, .. } => month.to_string(),
            Change::MonthSigned { month, version, .. } => format!("{month} 第 {version} 版"),
            Change::MonthSent { month, recipient, .. } => format!("{month} {}", (MONTHLY.recipient)(*recipient)),
            Change::Staff { to: Some(record), .. } => record.name.clone(),
            Change::Received { to: Some(report), .. } => format!("{} {}", report.school, report.month),
            Change::DistrictSchool { to: Some(record), .. } => record.name.clone(),
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

/// What happened, and what was said of it; nothing said leaves no colon.
fn told(what: String, more: &str) -> String {
    if more.trim().is_empty() { what } else { format!("{what}：{more}") }
}

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
