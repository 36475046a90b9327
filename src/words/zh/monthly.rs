use super::domain::DOMAIN;
use crate::domain::monthly::{
    CannotCount, CannotSign, Changed, Doubt, Figure, IntakeFigure, Listed, Owing, Recipient, Stage, What,
};
use crate::domain::people::Role;
use crate::domain::step::Ledger;
use crate::words::monthly::Monthly;

pub const MONTHLY: Monthly = Monthly {
    title: "月报",
    figure,
    intake,
    recipient,
    to_do: |owing: Owing| match owing.stage {
        Stage::Collecting => format!("{} 月报：核对、签字", owing.month),
        Stage::Signed | Stage::Sent => format!("{} 月报：报教育局、街道", owing.month),
    },
    stage: |stage, version| match stage {
        Stage::Collecting => "填报中".to_owned(),
        Stage::Signed => format!("第 {version} 版已签，未报齐"),
        Stage::Sent => format!("第 {version} 版已报送"),
    },
    doubt: |doubt, name| match doubt {
        Doubt::MonthBefore(month) => format!("{month} 的月报还没有签字"),
        Doubt::Opening { grade, last_close, opening } => {
            format!("{grade}：上月末 {last_close} 人，本月初 {opening} 人")
        }
        Doubt::NotCounted(class) => format!("{class}：本月还没有实点人数"),
        Doubt::Count { class, books, seats } => format!("{class}：应在校 {books} 人，实点 {seats} 人"),
        Doubt::Rolls { class, missing, due } => format!("{class}：应点名 {due} 次，缺 {missing} 次"),
        Doubt::IdleCase { opened, .. } => format!("{name}：{opened} 起的个案本月没有任何处理"),
        Doubt::NotListed { ledger: Ledger::Dropout, .. } => format!("{name}：应列入辍学台账，还没有列入"),
        Doubt::NotListed { .. } => format!("{name}：应列入疑似辍学台账，还没有列入"),
        Doubt::Nowhere(_) => format!("{name}：既不在班，也没有离校记录"),
        Doubt::SuspensionOver { until, .. } => format!("{name}：休学到 {until} 为止，没有复学"),
        Doubt::NoPapers { on, .. } => format!("{name}：{on} 的学籍变动手续不全"),
    },
    cannot_sign,
    cannot_count: |why| match why {
        CannotCount::NotBy(roles) => {
            format!("实点人数由{}登记，请他们登记。", roles_of(roles))
        }
        CannotCount::OutOfRange { from, to } => format!("实点的日期要在 {from} 到 {to} 之间。"),
        CannotCount::EmptyClass(class) => format!("{class} 那天没有学生。请核对班级和日期。"),
        CannotCount::TooMany(most) => format!("一个班实点不会多于 {most} 人。请核对人数，重新登记。"),
    },
    unknown_doubt: |asked, known| {
        let kinds = if known.is_empty() {
            String::new()
        } else {
            format!("；同类一起说明的，类别写 {}", known.join("、"))
        };
        format!("“{asked}”：没有这一条疑点。先用 baoxue report month 月份 --check 看编号{kinds}。")
    },
    unknown_figure: |asked| {
        let known: Vec<&str> = Listed::codes().collect();
        format!("“{asked}”：没有这一项，或这一项没有名单。有名单的（代码同 JSON）：{}。", known.join("、"))
    },
    changed: said_changed,
    differs: |changed| {
        let first: Vec<String> = changed.iter().take(FEW).map(|it| said_changed(*it)).collect();
        let more = if changed.len() > FEW { " 等" } else { "" };
        format!("签字以后账上有 {} 个数字变了：{}{more}。签过的不变。", changed.len(), first.join("、"))
    },
    differs_key: "要更正按 F9。",
    names_hidden: "姓名已隐去（月报上只留姓）。",
    item: "项目",
    difference: "人籍差",
    total: "合计",
    not_counted: "--",
    head: |month, span, stage, due| {
        format!("{month} 月报，统计 {} 至 {}，{stage}，应于 {due} 前报送", span.from, span.to)
    },
    doubts_headings: ["编号", "疑点", "说明", "在哪里改"],
    names_headings: ["班级", "姓名", "日期", "次数"],
    versions_headings: ["版本", "签字日期", "校长", "更正原因", "报教育局", "报街道"],
    counts_headings: ["班级", "日期", "在册应到", "实点", "备注"],
    no_doubts: "没有疑点，可以签字。",
    doubts: |all, open| format!("疑点 {all} 条，未说明 {open} 条"),
    unexplained: "（未说明）",
    nobody: "这一项没有学生。",
    signed: |month, version| {
        format!("{month} 月报第 {version} 版已签字并锁定。接着报送教育局和街道，记下日期、方式和回执。")
    },
    explained: "已记下说明。",
    counted: |books, seats| match i64::try_from(books).unwrap_or(0) - i64::from(seats) {
        0 => format!("实点 {seats} 人，与在册相符。"),
        _ => format!("实点 {seats} 人，在册应到 {books} 人，不相符：请查清，或写明说明。"),
    },
    sent: |to| format!("已记下：报送{}。", recipient(to)),
    sending: |on, how, receipt| format!("{on} {how}{}", if receipt { " 有回执" } else { " 无回执" }).trim().to_owned(),
    not_sent: "未报",
    saved: "已保存。",
    settings_labels: ["学校标识码", "每期起始日", "区密钥", "8月也报"],
    settings_hints: [
        "十位数字，印在月报上",
        "1 为自然月；26 为上月26日至本月25日",
        "区里发的一串文字；只用来核对转学，不印出来",
        "暑假一般不报，变动并入9月",
    ],
    key_given: "已设置",
    yes: "是",
    no: "否",
    not_said: "（未填）",
    first_day: |day| match day {
        1 => "自然月".to_owned(),
        day => format!("上月{day}日起"),
    },
    wrong_code: |written| format!("“{written}”不是学校标识码：要写十位数字，还没有就留空。"),
    wrong_first_day: "起始日写 1 到 28 的数字。",
    figures: "数字",
    versions: "版本",
    empty: "这个月还没有数字。",
    how_it_goes: "月报的数字由花名册、点名、个案和学籍异动自动算出，不用填。先导入花名册，每天点名；到月底逐条消去疑点，就可以签字。",
    no_versions: "还没有签过。疑点都改好或写明说明以后，由校领导按 F9 签字。",
    pupils: "名单",
    behind: |figure, month, count| format!("{figure}  {month}  {count} 人"),
    no_list: "这一项不是人数，没有名单",
    nothing_chosen: "没有选中的",
    who: "是谁",
    mend: "去改",
    read: "看这一版",
    explain: "写说明",
    explain_alike: "同类一起说明",
    alike_title: |said, all| format!("{said}等 {all} 条，同一个说明"),
    explain_hint: "为什么是这样：班级、年级的说明会印在月报上",
    sign: "签字",
    correct: "更正",
    correct_hint: "更正原因，印在更正版上",
    filled_by: "填表人",
    filled_by_hint: |known| match known {
        "" => "另一位填表的人：签字和填表不能是同一人".to_owned(),
        known => format!("填表的人，不写则为 {known}"),
    },
    send: "报送",
    write: "打印、另存",
    write_file: "报区文件",
    settings: "设置",
    before: "上月",
    after: "下月",
    next_view: "数字、疑点、版本",
    first_month: "更早没有月报",
    ahead: "还没到这个月",
    file_of_pupil: "学生档案",
    count_title: |class| format!("{class} 实点人数"),
    count_hint: |books| format!("坐在教室里的人数；在册应到 {books} 人"),
    no_number: "写人数，如 46",
    send_title: |month, version| format!("报送 {month} 月报第 {version} 版"),
    send_labels: ["报给", "日期", "方式", "签收人或回执号", "回执日期"],
    send_hints: ["按数字选", "", "如 送达、OA、传真", "还没有回执就留空", "有回执才写"],
    say_how: "写怎么报送的",
    no_date: "看不懂的日期；写如 2026-03-25",
    not_signed: "先签字，才能报送",
    file: |month, version| format!("月报-{month}-第{version}版"),
};

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "上月末在籍",
        Figure::TransferredIn => "本月转入",
        Figure::TransferredOut => "本月转出",
        Figure::Suspended => "本月休学",
        Figure::Resumed => "本月复学",
        Figure::OtherIn => "其他增加",
        Figure::OtherOut => "其他减少",
        Figure::Died => "其中死亡",
        Figure::Closing => "月末在籍",
        Figure::Boys => "其中男生",
        Figure::Girls => "其中女生",
        Figure::SuspendedBefore => "上月末休学中",
        Figure::SuspendedAtClose => "其中休学中",
        Figure::ExcusedFromRoll => "其中不到校",
        Figure::Due => "应在校",
        Figure::Counted => "实点人数",
        Figure::ClassesCounted => "已实点班数",
        Figure::Expected => "应到人次",
        Figure::Attended => "实到人次",
        Figure::RollsDue => "应点名",
        Figure::RollsTaken => "已点名",
        Figure::AbsentThreeDays => "未到校三天以上",
        Figure::ToldBureau => "已报教育局",
        Figure::ToldStreet => "已函街道",
        Figure::SuspectedOpening => "疑似辍学上月末",
        Figure::SuspectedEntered => "疑似辍学新增",
        Figure::SuspectedStruck => "疑似辍学销号",
        Figure::SuspectedClosing => "疑似辍学月末",
        Figure::DropoutOpening => "辍学上月末",
        Figure::DropoutEntered => "辍学新增",
        Figure::DropoutStruck => "辍学销号",
        Figure::DropoutClosing => "辍学月末",
        Figure::PersuadedBack => "劝返复学",
        Figure::Visits => "家访人次",
        Figure::Contacts => "家校联系接通人次",
        Figure::Persuasions => "劝返次数",
        Figure::LostFromSight => "去向不明",
        Figure::NotReported => "未报到新生",
        Figure::Deferred => "缓学",
        Figure::KeyGroup => "重点群体",
        Figure::KeyGroupChecked => "重点群体已核查",
        Figure::HomeTaught => "送教上门",
        Figure::Inclusive => "随班就读",
    }
}

fn intake(figure: IntakeFigure) -> &'static str {
    match figure {
        IntakeFigure::Listed => "新生名单人数",
        IntakeFigure::Issued => "新生已发通知书",
        IntakeFigure::Delivered => "新生通知书已送达",
        IntakeFigure::Registered => "新生已报到",
        IntakeFigure::NotCome => "新生未报到",
        IntakeFigure::Traced => "新生已追踪",
        IntakeFigure::Elsewhere => "新生已在他校",
        IntakeFigure::Deferred => "新生缓学",
        IntakeFigure::Special => "新生特教",
        IntakeFigure::Moved => "新生迁出",
        IntakeFigure::Abroad => "新生出国（境）",
        IntakeFigure::Dead => "新生死亡",
        IntakeFigure::Wrong => "新生名单有误",
        IntakeFigure::Open => "新生去向未明",
    }
}

/// So many changed figures are named, and no more.
const FEW: usize = 3;

fn said_changed(it: Changed) -> String {
    let what = match it.what {
        What::Month(of) => figure(of),
        What::Intake(of) => intake(of),
    };
    let number = |number: Option<u64>| number.map_or_else(|| "--".to_owned(), |number| number.to_string());
    let grade = it.grade.map(|grade| grade.to_string()).unwrap_or_default();
    format!("{grade}{what} {} 变为 {}", number(it.before), number(it.after))
}

fn recipient(to: Recipient) -> &'static str {
    match to {
        Recipient::Bureau => "区教育局",
        Recipient::Street => "街道办事处",
    }
}

fn roles_of(roles: &[Role]) -> String {
    roles.iter().map(|role| (DOMAIN.role)(*role)).collect::<Vec<_>>().join("、")
}

fn cannot_sign(why: CannotSign) -> String {
    match why {
        CannotSign::Ahead(from) => format!("这一期从 {from} 开始，还没到。"),
        CannotSign::NotReported => "8月不单独报，变动并入9月。要报请在月报设置（月报里按 F8）里打开。".to_owned(),
        CannotSign::NobodyEnrolled { from, to } => {
            format!("{from} 至 {to} 没有一个在籍学生，没有可报的。请核对月份。")
        }
        CannotSign::TooEarly(from) => format!("这一期还没有完，{from} 起可以签字。"),
        CannotSign::Contradictions(count) => {
            format!("还有 {count} 条疑点没有改好也没有说明，见月报的“疑点”（按 Tab）。")
        }
        CannotSign::NotBy(roles) => format!("月报由{}签字，请他们来签。", roles_of(roles)),
        CannotSign::SecondPerson => {
            "签字的和填表的要是两个人：写明填表人，或先给别人安排德育处、学籍管理员职务。".to_owned()
        }
        CannotSign::FillerUnknown => "教职工里没有这位填表人。请核对姓名，或先在教职工名单里登记。".to_owned(),
        CannotSign::AlreadySigned => "这个月已经签过。要改请出更正版（月报里按 F9）。".to_owned(),
        CannotSign::NotSigned => "没有这样一个已签字的版本。先签字（月报里按 F9）。".to_owned(),
        CannotSign::NoReason => "要写明原因。".to_owned(),
        CannotSign::NothingChanged => {
            "与上一版比，数字、转学明细、说明、标识码、校名和教育局都没有改变，不必更正。".to_owned()
        }
        CannotSign::SentOutOfRange(signed) => format!("报送日期要在签字（{signed}）以后，且不晚于今天。"),
        CannotSign::ReceivedOutOfRange(sent) => format!("回执日期要在报送（{sent}）以后，且不晚于今天。"),
        CannotSign::NotSent => "还没有报送过。先写明怎么报送的。".to_owned(),
    }
}
