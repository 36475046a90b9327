use crate::domain::plan::{CannotPlan, Cause, Every, Help, Place, PlanKind};
use crate::domain::quota::{CannotOwe, Counted, Per};
use crate::words::plan::PlanWords;

pub const PLAN: PlanWords = PlanWords {
    kind: |kind| match kind {
        PlanKind::Family => "一家一案",
        PlanKind::Pupil => "一生一案帮扶",
        PlanKind::Learning => "学困生帮扶",
        PlanKind::Inclusive => "随班就读",
        PlanKind::HomeTeaching => "送教上门",
    },
    every: |every| match every {
        Every::Month => "每月",
        Every::Term => "每学期",
    },
    cause: |cause| match cause {
        Cause::Ability => "能力",
        Cause::Method => "方法",
        Cause::Family => "家庭",
        Cause::Mind => "心理",
    },
    place: |place| match place {
        Place::Home => "送教上门",
        Place::Point => "送教点",
        Place::Remote => "远程送教",
        Place::ParentClass => "家长课堂",
    },
    help: |help| match help {
        Help::Session => "帮扶",
        Help::Review => "复核",
        Help::Lesson(_) => "送教",
    },
    counted: |counted| match counted {
        Counted::Visits => "次",
        Counted::Lessons => "课时",
    },
    per: |per| match per {
        Per::Month => "每月",
        Per::Week => "每周",
    },
    cannot: |why| match why {
        CannotPlan::NotEnrolled => "那天该生不在册，不能立方案。先看学生档案里的在籍情况。".to_owned(),
        CannotPlan::Runs(from) => {
            format!("同类方案自 {from} 起已在执行或与之重叠。请在原方案上记录，或先结案。")
        }
        CannotPlan::NoGoal => "要写目标。".to_owned(),
        CannotPlan::NoMeasures => "要写措施。".to_owned(),
        CannotPlan::NotInClass => "送教的学生要先在籍于一个班。休学的先办复学。".to_owned(),
        CannotPlan::Later(from) => {
            format!("{from} 起已有别的在籍记录，两项会重叠。请把日期定在那天或以后，或先撤销那一项。")
        }
        CannotPlan::NoPlan => "那天没有这样的方案在执行。先立方案，或指明另一类。".to_owned(),
        CannotPlan::WhichPlan => "有几个方案在执行，请指明哪一类。".to_owned(),
        CannotPlan::BeforePlan(from) => format!("方案自 {from} 起执行，日期不能更早。"),
        CannotPlan::NothingSaid => "要写内容。".to_owned(),
        CannotPlan::NoOne => "要写由谁做。".to_owned(),
        CannotPlan::Teachers(count) => format!("送教上门要有 {count} 名教师，用顿号隔开，如 陈老师、林老师。"),
        CannotPlan::NoLessons => "送教记录要写课时，且只记在送教上门的方案里；送教方案不记一般帮扶。".to_owned(),
        CannotPlan::TooManyLessons(most) => format!("一次送教最多 {most} 课时。几次送教请分次记录。"),
        CannotPlan::TooLong(most) => format!("一项最多写 {most} 个字。请写得简短些，细节可附文件。"),
        CannotPlan::NotYours => {
            "帮扶和送教只供该生的班主任、年级组长、德育处、学籍管理员、校领导和方案的责任人、教师查看。".to_owned()
        }
        CannotPlan::NotYoursToPlan => PLAN.not_yours.to_owned(),
        CannotPlan::Closed(on) => format!("这个方案已于 {on} 结案。"),
        CannotPlan::FromStays => {
            "送教的起始日期牵动点名，不能直接改。请由立方案的人在操作日志里撤销后重立，或先结案再另立。".to_owned()
        }
        CannotPlan::HelpedBefore(on) => format!("{on} 已有记录，起始日期不能晚于那天。"),
        CannotPlan::Unchanged => "没有改动，没有写入。".to_owned(),
        CannotPlan::Again(on) => format!("{on} 同一时间、同样的人和内容已记过一次，没有重复登记。"),
        CannotPlan::SameTime(on) => {
            format!("{on} 这个时间已有一次送教记录，没有重复登记。若是另一次，请写明开始和结束时间。")
        }
        CannotPlan::NamedTwice => "同一名教师写了两遍。请每人写一次。".to_owned(),
        CannotPlan::TooShort(least) => format!("时间不够这么多课时：每课时至少 {least} 分钟。请核对课时和起止时间。"),
        CannotPlan::EndsEarlier => "结束时间要晚于开始时间。".to_owned(),
        CannotPlan::NotAgreed => "留照片要有家长同意。没有同意，请不要附照片。".to_owned(),
        CannotPlan::NoResult => "结案要写成效。".to_owned(),
        CannotPlan::NeedsClass => "学生还在送教、不点名。请写回到哪个班；离校的先办学籍异动，再结案。".to_owned(),
        CannotPlan::RecordedLater(last) => format!("{last} 还有记录，结案日期不能更早。"),
    },
    not_taught_at_home: |name| {
        format!("{name} 没有送教上门的方案。送教的先立方案：plan new 姓名 --kind home-teaching。")
    },
    no_record_on: |on| format!("{on} 没有记录。日期见 plan show。"),
    no_quota_there: |asked| format!("“{asked}”没有自己的课时标准，按送教上门（home）算。"),
    no_month: |asked| format!("“{asked}”不是月份。请写如 2025-11。"),

    list_headings: ["班级", "姓名", "方案", "自", "责任人", "下次复核", "状态"],
    records_headings: ["日期", "事项", "由谁", "内容", "效果"],
    quota_headings: ["形式", "自", "频次", "每次", "学年课时", "依据"],
    none_yet: "没有方案。",
    begun: |kind, from| format!("{}方案自 {from} 起执行。", (PLAN.kind)(kind)),
    off_roll: "从那天起在籍、不点名，以送教代替；缺的送教会列入责任人的应办事项。",
    strangers: |names| format!("教职工名单里没有{}，照记了；写错了名字的请改。", names.join("、")),
    recorded: "已记录。",
    ended: |kind, on| format!("{}方案 {on} 结案。", (PLAN.kind)(kind)),
    back_on_roll: |class, seat| match seat {
        Some(seat) => format!("次日起回到{class}点名，座号 {seat}。"),
        None => format!("次日起回到{class}点名。"),
    },
    quota_set: |place, from| format!("{}的课时标准自 {from} 起照此执行。", (PLAN.place)(place)),
    quota_says: |quota| match quota.visits {
        0 => format!("{}不少于 {} 课时，学年不少于 {} 课时", (PLAN.per)(quota.per), quota.lessons, quota.year),
        visits => format!(
            "{}不少于 {visits} 次，每次不少于 {} 课时，学年不少于 {} 课时",
            (PLAN.per)(quota.per),
            quota.lessons,
            quota.year
        ),
    },
    quota_since: |from| format!("自 {from} 起"),
    cannot_owe: |why| match why {
        CannotOwe::NoLessons => "课时至少是 1。".to_owned(),
        CannotOwe::TooManyLessons { most } => format!("课时最多 {most}。"),
        CannotOwe::TooManyAYear { most } => format!("一学年的课时最多 {most}。"),
        CannotOwe::TooManyVisits { most } => format!("次数最多 {most}。"),
    },
    usual: "默认",

    this_month: |first| first.format("%Y-%m").to_string(),
    to_date: "至今应有",
    school_year: "本学年",
    tally: |tally, counted| {
        let unit = (PLAN.counted)(counted);
        match tally.missing() {
            0 => format!("已送 {} / 应送 {} {unit}", tally.given, tally.owed),
            missing => format!("已送 {} / 应送 {} {unit}，还应 {missing} {unit}", tally.given, tally.owed),
        }
    },
    taught: |place, lessons| format!("{} {lessons}课时", (PLAN.place)(place)),
    lessons_of: |given, owed| format!("{given} / {owed} 课时"),
    remarks: |state| {
        let mut remarks = Vec::new();
        if state.behind > 0 {
            remarks.push(format!("此前各期欠 {} {}，应补上", state.behind, (PLAN.counted)(state.quota.unit())));
        }
        if state.short > 0 {
            remarks.push(format!("有 {} 次不足 {} 课时，不计次数", state.short, state.quota.lessons));
        }
        if state.unconfirmed > 0 {
            remarks.push(format!("有 {} 次家长还没有确认", state.unconfirmed));
        }
        remarks
    },
    running: "执行中",
    closed: |on| format!("{} 结案", on.format("%m-%d")),
    review_on: |due| due.format("%m-%d").to_string(),
    no_review: "-",
    written: |file| format!("已写到 {file}"),

    title: "帮扶与送教",
    file_title: "帮扶方案",
    new_title: "立方案",
    edit_title: "改方案",
    edit: "改方案",
    amended: |kind| format!("{}方案已改；原来的内容留在操作日志里。", (PLAN.kind)(kind)),
    rewritten: "另一处刚改过这个方案，这里的还没有写入。再按一次 Enter 用这里的代替；要看那边的，先返回再看。",
    record_title: "记录",
    close_title: "方案结案",
    how_to: "按 n 选学生立方案：一家一案、一生一案帮扶、学困生帮扶、随班就读、送教上门。方案的复核和欠下的送教会自动列入应办事项。",
    count: |running, all| format!("执行中 {running} 个，共 {all} 个"),
    open: "查看",
    new: "立方案",
    record: "记录",
    close: "结案",
    paper: "方案打印",
    sheet: "记录表打印",
    all: "全部",
    only_running: "只看执行中",
    pupil_file: "学生档案",
    nothing_chosen: "没有选中方案",
    not_yours: "立方案、改方案和结案由该生的班主任、年级组长、德育处、学籍管理员或校领导办",
    is_closed: "方案已结案",
    no_records: "还没有记录。按 r 记录。",
    no_lesson: "还没有送教记录",
    quota: "送教课时",
    set_quota: "送教定额",
    quota_title: "送教课时定额",
    quota_per: "频次",
    quota_per_hint: "按月还是按周计",
    quota_visits: "次数",
    quota_visits_hint: "每月或每周几次；写 0 只计课时",
    quota_lessons: "课时",
    quota_lessons_hint: "每次至少几课时，不足的不计次数；只计课时的，是每月或每周几课时",
    quota_year: "学年课时",
    quota_year_hint: "一学年至少几课时",
    quota_from_hint: "从这天起按新的定额；以前的照旧",
    no_number: "请写数字，如 3",
    records: "落实记录",

    of_kind: "类别",
    of_kind_hint: "按数字选",
    owner: "责任人",
    owner_hint: "教职工姓名：复核和欠下的送教列入此人的应办事项",
    helpers: "帮扶人",
    helpers_hint: "帮扶教师、送教教师，用顿号隔开",
    from: "起始日期",
    from_hint: "如 2025-11-19、11-19；送教的从这天起不点名",
    situation: "现状",
    situation_hint: "家庭情况、评估结论、学习起点；不写可识别的诊断细节",
    goal: "目标",
    goal_hint: "到什么时候、达到什么",
    measures: "措施",
    measures_hint: "谁、每周几次、做什么",
    subjects: "学科",
    subjects_hint: "如 语文、数学",
    causes: "成因",
    causes_hint: "能力、方法、家庭、心理，可写几个，用顿号隔开",
    at_place: "形式",
    at_place_hint: "按哪种形式的课时标准算",
    review: "复核",
    review_hint: "多久复核一次",

    what_was_done: "事项",
    what_was_done_hint: "复核会把下次复核的日期往后推",
    on_day: "日期",
    on_day_hint: "今天或过去的日期",
    at_time: "开始",
    at_time_hint: "如 9:00；不记得可不写",
    until: "结束",
    until_hint: "如 10:30；不记得可不写",
    lessons: "课时",
    lessons_hint: "上了几课时",
    who: "由谁",
    who_hint: "姓名，用顿号隔开；送教上门要两名教师",
    what: "内容",
    what_hint: "做了什么、教了什么",
    result: "效果",
    result_hint: "有什么变化；复核时写结论和调整",
    reaction: "学生反应",
    reaction_hint: "孩子当时的表现",
    confirmed: "家长确认",
    confirmed_hint: "谁签的字；还没有签就空着",
    photos: "同意留照片",
    photos_hint: "家长不同意就不能附照片",
    yes_no: ["同意", "未征得同意"],
    back_to: "回到班级",
    back_to_hint: "送教结束、回班点名的班级，如 七年级(3)班 或 7.3",
    no_owner: |asked| format!("教职工中没有“{asked}”。请写名单里的姓名。"),
    no_class: "没有看懂班级，请写如 七年级(3)班 或 7.3",
    no_date: "没有看懂日期，请写如 2025-11-19",
    no_causes: |asked| format!("“{asked}”不在能力、方法、家庭、心理之中"),
    choose_kind: "先选类别",
    choose_pupil: "为谁立方案",
};
