use super::domain::DOMAIN;
use super::entrants::ENTRANTS;
use super::plan::PLAN;
use super::registers::REGISTERS;
use super::work_log::WORK_LOG;
use crate::domain::class::Stage;
use crate::domain::flags::Scope;
use crate::domain::inspection::{Amount, Behind, Fact, FigureKind, Hukou, LeftOut, Note, Section};
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::plan::PlanKind;
use crate::domain::pledge::Party;
use crate::domain::school::School;
use crate::words::inspection::InspectionWords;
use chrono::NaiveDate;

pub const INSPECTION: InspectionWords = InspectionWords {
    title: "自查报告",
    section: |section| match section {
        Section::Basis => "依据",
        Section::Basics => "基本情况",
        Section::Mechanism => "健全机制",
        Section::Source => "从源头抓起",
        Section::Attendance => "从学生考勤入手",
        Section::Monthly => "月报制度",
        Section::Status => "学籍管理",
        Section::Special => "特殊教育",
        Section::KeyGroups => "重点人群",
        Section::Poverty => "防止因贫失学",
        Section::Learning => "学习困难帮扶",
        Section::HomeTeaching => "送教上门",
        Section::Next => "今后工作方向",
    },
    figure: |kind| match kind {
        FigureKind::Classes => "班级".into(),
        FigureKind::Pupils => "在籍学生".into(),
        FigureKind::OfSex(Sex::Male) => "男生".into(),
        FigureKind::OfSex(Sex::Female) => "女生".into(),
        FigureKind::InStage(Stage::Primary) => "小学学生".into(),
        FigureKind::InStage(Stage::Junior) => "初中学生".into(),
        FigureKind::InGrade(grade) => grade.to_string(),
        FigureKind::OfHukou(Hukou::Local) => "本区户籍".into(),
        FigureKind::OfHukou(Hukou::Elsewhere) => "非本区户籍".into(),
        FigureKind::OfHukou(Hukou::Unsaid) => "户籍没有登记".into(),
        FigureKind::Suspended => "休学中".into(),
        FigureKind::Deferred => "缓学".into(),
        FigureKind::TransferredIn => "转入".into(),
        FigureKind::TransferredOut => "转出".into(),
        FigureKind::SuspendedSince => "本年休学".into(),
        FigureKind::Renewed => "续休".into(),
        FigureKind::Resumed => "复学".into(),
        FigureKind::LeftCountry => "出国（境）".into(),
        FigureKind::ToSpecialSchool => "转入特殊教育学校".into(),
        FigureKind::Died => "死亡".into(),
        FigureKind::Suspected => "列入疑似辍学台账".into(),
        FigureKind::Dropouts => "列入辍学台账".into(),
        FigureKind::DropoutRate => "辍学率".into(),
        FigureKind::PersuadedBackRate => "劝返率".into(),
        FigureKind::PersuadedBack => "劝返复学".into(),
        FigureKind::InWatch => "在跟踪期".into(),
        FigureKind::WatchPassed => "跟踪期满".into(),
        FigureKind::AwayAgain => "跟踪期内反复".into(),
        FigureKind::AttendanceRate => "出勤率".into(),
        FigureKind::RollsTaken => "点名次数".into(),
        FigureKind::CasesOpened => "立案".into(),
        FigureKind::CasesClosed(exit) => format!("结案：{}", (DOMAIN.exit)(exit)),
        FigureKind::SameDayContact => "当日联系率".into(),
        FigureKind::Contacts => "联系上监护人".into(),
        FigureKind::Visits => "家访".into(),
        FigureKind::Persuasions => "劝返".into(),
        FigureKind::Papers => "出具文书".into(),
        FigureKind::Escalations => "报告校领导".into(),
        FigureKind::Reports => "报告教育局".into(),
        FigureKind::StreetLetters => "函告街道".into(),
        FigureKind::GuardianNotices => "监护人告知书".into(),
        FigureKind::SignedWeeks => "周查看签字".into(),
        FigureKind::Retention(grade) => format!("{grade}巩固率"),
        FigureKind::Pledges => "责任书已签".into(),
        FigureKind::Meetings => "会议、培训、宣传".into(),
        FigureKind::EntrantsRegistered => "名单内儿童已报到".into(),
        FigureKind::SignedMonths => "月报已签".into(),
        FigureKind::Aided => "受资助学生".into(),
        // Beside them stand the pupils who are taught so.
        FigureKind::Plans(kind @ (PlanKind::Inclusive | PlanKind::HomeTeaching)) => {
            format!("{}方案", (PLAN.kind)(kind))
        }
        FigureKind::Plans(kind) => (PLAN.kind)(kind).into(),
        FigureKind::InGroup(KeyGroup::Inclusive) => "随班就读学生".into(),
        FigureKind::HomeTaught => "送教上门学生".into(),
        FigureKind::Lessons => "送教次数".into(),
        FigureKind::InGroup(group) => (DOMAIN.group)(group).into(),
    },
    formula: |kind| match kind {
        FigureKind::Classes => "报告当日有学生的班级",
        FigureKind::Pupils => "报告当日在籍，含休学",
        FigureKind::OfSex(_) => "在籍学生中花名册所记性别",
        FigureKind::InStage(_) | FigureKind::InGrade(_) => "在籍学生，休学的按休学前年级",
        FigureKind::OfHukou(_) => "在籍学生，按花名册户口所在地",
        FigureKind::Suspended => "报告当日休学中",
        FigureKind::Deferred => "报告当日缓学的学生和适龄儿童",
        FigureKind::DropoutRate => "报告当日在辍学台账 / 学年初（9月1日）在籍",
        FigureKind::TransferredIn
        | FigureKind::TransferredOut
        | FigureKind::SuspendedSince
        | FigureKind::Resumed
        | FigureKind::Renewed
        | FigureKind::LeftCountry
        | FigureKind::ToSpecialSchool
        | FigureKind::Died => "期间内生效的异动，首尾日都算",
        FigureKind::Suspected | FigureKind::Dropouts => "期间内列入台账的学生，一人一次",
        FigureKind::PersuadedBackRate => "列入过台账、已返校且跟踪期满 / 期间内列入疑似和辍学台账",
        FigureKind::PersuadedBack => "报到校领导以后返校、期间内确认、未反复",
        FigureKind::InWatch => "劝返复学中跟踪期未满",
        FigureKind::WatchPassed => "劝返复学中跟踪期已满",
        FigureKind::AwayAgain => "期间内、跟踪期未满又无故缺勤",
        FigureKind::AttendanceRate => "实到人次 / 应到人次；未点名的节次不计",
        FigureKind::RollsTaken => "期间内点过名的班次",
        FigureKind::CasesOpened => "期间内首次无故缺勤的个案",
        FigureKind::CasesClosed(_) => "期间内结案的个案，按出口",
        FigureKind::SameDayContact => "立案当日联系上监护人 / 立案",
        FigureKind::Contacts => "联系记录中联系上的次数",
        FigureKind::Visits => "家访记录的次数",
        FigureKind::Persuasions => "劝返记录的次数",
        FigureKind::Papers
        | FigureKind::Escalations
        | FigureKind::Reports
        | FigureKind::StreetLetters
        | FigureKind::GuardianNotices => "期间内出具的份数，更正件不另计",
        FigureKind::SignedWeeks => "期间内签过字的周查看",
        FigureKind::Retention(_) => "毕业（未毕业的按在籍）/（入学 + 转入 - 转出 - 死亡），不超过 100%",
        FigureKind::Pledges => "本学年已签 / 按教职工名单应签，家长的不算",
        FigureKind::Meetings => "期间内工作记录的条数",
        FigureKind::EntrantsRegistered => "已在本校报到 / 本年适龄儿童名单",
        FigureKind::SignedMonths => "期间内已签字月报的月数",
        FigureKind::Aided => "期间内有资助记录的学生，一人一次",
        FigureKind::Plans(_) => "期间内执行过的方案",
        FigureKind::HomeTaught => "报告当日在籍而送教上门的学生",
        FigureKind::Lessons => "期间内送教记录的次数",
        FigureKind::InGroup(_) => "报告当日在籍学生中属该类的",
    },
    note: |note| match note {
        Note::BooksBegin(begin) => format!("{begin} 起才有数据"),
        Note::NoHukou => "花名册没有户口所在地，请补录".into(),
        Note::NoBureau => "学校信息没有写区县教育局全称".into(),
        Note::NotGraduated => "本届还没有毕业，按在籍计".into(),
    },
    before_the_books: |year, begin| format!("{year} 年没有数据可查：本校数据从 {begin} 起。不是零，是没有记录。"),
    headings: ["部分", "项目", "数", "怎么算的"],
    fact,
    behind_headings: ["姓名、班级等", "说明", "日期"],
    share: |of, among| format!("{of} / {among}"),
    unwritten: |sections| format!("还没有写文字的部分：{}。", sections.join("、")),
    all_written: "各部分都有文字。",
    no_behind: "这一项是 0，背后没有记录。",
    rewritten: "另一处刚保存了这一部分的文字，这里的还没有写入。再按一次 Enter 用这里的代替；要看那边的，按 Esc 重新打开。",
    prose_kept: |section, year| format!("已保存：{year} 年“{section}”的文字。"),
    prose_gone: |section, year| format!("已清空：{year} 年“{section}”的文字。"),
    file: |year| format!("{year}年控辍保学自查报告"),
    filed: |done, of| format!("{done}/{of}"),
    evidence: |folder, papers, originals| {
        format!("佐证材料在 {}：文书和表册 {papers} 份，附件 {originals} 份，另有目录。", folder.display())
    },
    left_out: |left_out| match left_out {
        LeftOut::NotYours(kind) => format!("没有列入：{}（您不是能看全校重点群体的人）", (REGISTERS.name)(kind)),
        LeftOut::Unsigned { year, letters } => format!("没有列入：{year} 学年责任书 {letters} 份（还没有签）"),
    },
    write: "写文字",
    words_of: |section| format!("“{section}”的文字"),
    words_hint: "只写做法，数字由程序填；分段用 ／",
    export: "导出",
    evidence_export: "导出佐证材料",
    earlier: "上一年",
    later: "下一年",
    look_behind: "看名单",
    how_to: "数字都来自已有的记录，不用手填。按 Enter 看一项背后的学生、班级或材料，按 e 写这一部分的文字，按 w 导出报告。",
    stopped: |done, of| format!("已停止：做了 {done} 份，共 {of} 份；没有留下文件。"),
    how_to_stop: "按 Esc 停止，不留下文件",
    usual_words: "（用通行的写法）",
    no_words: "（还没有写文字）",
    span: |span| format!("{} 至 {}", span.from, span.to),
    behind: "名单",
    open_fact: "打开",
    folder: "文件夹",
    folder_hint: "新的或空的文件夹；只写名字则放在“文档”里",
    folder_name: |year| format!("{year}年控辍保学佐证材料"),
};

/// A fact behind a figure: what it is, what belongs to it, the day.
fn fact(school: &School, behind: &Behind, to: NaiveDate) -> [String; 3] {
    let on = behind.on.map(|on| on.to_string()).unwrap_or_default();
    let name = |pupil| school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
    let class =
        |pupil| school.last_class(pupil, behind.on.unwrap_or(to)).map(|class| class.to_string()).unwrap_or_default();
    let [what, more] = match behind.fact {
        Fact::Pupil(pupil) => [name(pupil), class(pupil)],
        Fact::Missing(pupil) => {
            let class = class(pupil);
            [name(pupil), format!("{class}，去向没有记录")]
        }
        Fact::Class(class, Amount::Count(count)) => [class.to_string(), count.to_string()],
        Fact::Class(class, Amount::Untold) => [class.to_string(), String::new()],
        Fact::Class(class, Amount::Share { of, among }) => [class.to_string(), (INSPECTION.share)(of, among)],
        Fact::SignedWeek(week, scope) => {
            let of = match scope {
                Scope::School => "全校".to_owned(),
                Scope::Grade(grade) => grade.to_string(),
                Scope::Class(class) => class.to_string(),
            };
            [week.to_string(), of]
        }
        Fact::SignedMonth(month, version) => [month.to_string(), format!("第 {version} 版")],
        Fact::Pledge(key) => {
            let who = match key.party {
                Party::Staff(staff) => school.staff(staff).map(|staff| staff.record.name.clone()).unwrap_or_default(),
                Party::GuardianOf(pupil) => name(pupil),
            };
            [who, if behind.on.is_some() { "已签" } else { "还没有签" }.to_owned()]
        }
        Fact::Work(work) => {
            let record = school.work.iter().find(|it| it.id == work).map(|work| &work.record);
            let kind = record.map(|record| (WORK_LOG.kind)(record.kind).to_owned()).unwrap_or_default();
            [kind, record.map(|record| record.what.clone()).unwrap_or_default()]
        }
        Fact::Child(child) => {
            let child = school.entrant(child);
            let state = child.map(|child| (ENTRANTS.state)(school.entrant_state(child, to)).to_owned());
            [child.map(|child| child.record.name.clone()).unwrap_or_default(), state.unwrap_or_default()]
        }
    };
    [what, more, on]
}
