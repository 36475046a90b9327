use crate::domain::district::DistrictReport;
use crate::domain::district::fault::{Fault, Place, Row, TransferField, Wrong};
use crate::domain::district::receive::{Break, Note, Outcome};
use crate::domain::monthly::{Figure, Month, Way};
use crate::words::district::DistrictWords;

pub const DISTRICT: DistrictWords = DistrictWords {
    title: "区县汇总",
    initialised: |folder| {
        format!(
            "已建立：{}。下一步：baoxue district schools 学校名单，再 baoxue district receive 文件夹",
            folder.display()
        )
    },
    fault: |fault| format!("{}{}", place(fault), wrong(&fault.wrong)),
    note: |note| match note {
        Note::NewSchool => "第一次收到这所学校的月报，已记入学校名单。".to_owned(),
        Note::Replaces { version } => format!("替换第 {version} 版。"),
        Note::Unsigned => "没有签字，请学校签字后重报。".to_owned(),
        Note::SexUnsaid { pupils } => format!("有 {pupils} 名学生没有性别，男女合计少于月末在籍。请学校补全花名册。"),
        Note::Gap { last } => {
            format!("上一次收到的是 {}，与这一份的起始日不相接，没法核对期初数。缺月的请补收。", month(*last))
        }
        Note::Breaks(broken) => match &broken.why {
            Some(why) => format!("{}学校已说明：{why}", breaks(broken)),
            None => format!("{}请学校更正其中一个月。", breaks(broken)),
        },
    },
    outcome: |outcome| match outcome {
        Outcome::New => "收下",
        Outcome::Replaces => "替换",
        Outcome::Unchanged => "已有",
        Outcome::KeptOut => "未收",
    },
    arrived: |file, school, of, version| {
        let month = of.map(|of| format!(" {}", month(of))).unwrap_or_default();
        let version = version.map(|version| format!(" 第{version}版")).unwrap_or_default();
        format!("{file} {school}{month}{version}").trim_end().to_owned()
    },
    counts: |[new, replaces, unchanged, kept_out]| {
        format!("收下 {new}，替换 {replaces}，已有 {unchanged}，未收 {kept_out}")
    },
    dry_run: "这是预览，没有写入。",
    recorded: "已写入。",
    nothing_to_do: "没有需要写入的内容。",
    none_came_in: "一份月报也没有收下。",
    some_kept_out: |count| format!("有 {count} 份没有收下，原因见上。"),
    changed_since: "刚才有人改了数据，没有写入；已重新核对，请再看一遍",
    new_schools: |count| {
        format!("有 {count} 所学校第一次报送。还没有学校名单：用 district schools 文件 导入名单，才能知道谁还没报。")
    },
    unknown_schools: |them| format!("不在学校名单上：{}", them.join("、")),
    of_a_bureau: "这是区县教育局的数据，没有班级、学生和自己的月报。收月报、汇总用 baoxue district；\
                  学校的事请打开学校自己的数据：--data-dir 学校的文件夹。",
    of_a_school: "这是学校的数据。收各校月报、汇总是区县教育局的事，用自己的数据目录：\
                  先 baoxue --data-dir 文件夹 init --school 教育局名称 --district，再在那里用 baoxue district。",
    undone: |files| format!("已撤销上一次收报：{files} 份月报退出汇总。"),
    nothing_received: "还没有收到月报。先用 baoxue district receive 文件或文件夹 收学校的月报（JSON）。",
    file: |report| match report {
        DistrictReport::Month(month) => format!("控辍保学月报汇总-{month}"),
        DistrictReport::Year(to) => format!("控辍保学自查数据-{to}"),
    },
    match_within: |days| format!("转学比对：转出后 {days} 天内应有学校转入"),
    report: "区县汇总",
    report_name: |report| match report {
        DistrictReport::Month(of) => format!("月报汇总 {}", month(of)),
        DistrictReport::Year(to) => format!("年度自查数据 截至 {to}"),
    },
    headings: ["月份", "应报", "已报", "未报", "去向不明", "月末在籍"],
    months: |count| format!("{count} 个月"),
    nothing_yet: "还没有收到各校月报",
    how_to: "这里汇总各校的控辍保学月报，供区县教育局使用；学校自己不用。\n\n\
             按 F5 选学校报来的月报文件（JSON），一个文件或整个文件夹。命令行：baoxue district receive 文件夹\n\n\
             先按 F10 导入学校名单（学校标识码、学校、类型），才知道谁还没报。\n\
             命令行：baoxue district schools 名单.csv",
    open: "打开",
    year: "年度自查",
    receive: "收月报",
    pick: "选月报文件",
    what_to_take: "收哪些",
    this_file: "只收这个文件",
    whole_folder: "收这个文件夹里的全部月报",
    reading: "正在读取和核对月报",
    take_in: "写入",
    leave: "不写入",
    more_faults: |count| format!("还有 {count} 处没有列出，用命令行 baoxue district receive --dry-run 看全部。"),
    write: "导出",
    next_part: "下一栏",
    earlier: "往前",
    later: "往后",
};

fn month(month: Month) -> String {
    format!("{}年{}月", month.year, month.month())
}

fn grade(grade: u8) -> String {
    const NAMES: [&str; 9] = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"];
    let name = usize::from(grade).checked_sub(1).and_then(|at| NAMES.get(at));
    name.map_or_else(|| format!("年级{grade}"), |name| (*name).to_owned())
}

/// `六年级“本月转入”（grades[5].transferred_in）：`
fn place(fault: &Fault) -> String {
    let words = match &fault.place {
        Place::File => return String::new(),
        Place::Key(key) => head(key).to_owned(),
        Place::Figure { row: Row::Total, figure: of } => format!("合计“{}”", figure(*of)),
        Place::Figure { row: Row::Grade { grade: of, .. }, figure: what } => {
            format!("{}“{}”", grade(*of), figure(*what))
        }
        Place::Grade { at } => format!("第 {} 行年级", at + 1),
        Place::Transfer { at, field } => {
            let field = match field {
                TransferField::On => "日期",
                TransferField::Grade => "年级",
                TransferField::Digest => "摘要",
            };
            format!("第 {} 条转学的{field}", at + 1)
        }
        Place::Cohort { at } => format!("第 {} 条巩固率", at + 1),
    };
    format!("{words}（{}）：", fault.place.path())
}

fn head(key: &str) -> &str {
    match key {
        "form" => "文件种类",
        "school_code" => "学校标识码",
        "school" => "学校",
        "bureau" => "教育局",
        "month" => "月份",
        "from" => "起止日期",
        "to" => "截止日期",
        "version" => "版本",
        "why" => "更正原因",
        "signed.filled_by" => "填表人",
        "signed.by" => "签字人",
        "signed.on" => "签字日期",
        "grades" => "各年级",
        "total" => "合计",
        "transfers" => "转学明细",
        key if key.starts_with("new_entrants") => "新生报到",
        _ => "这一处",
    }
}

fn wrong(wrong: &Wrong) -> String {
    const EXPORT: &str = "请学校用 baoxue 重新导出。";
    const MEND: &str = "请学校核对后重报。";
    match wrong {
        Wrong::Unopened(what) => format!("打不开（{what}）。请核对路径和权限。"),
        Wrong::TooLarge => format!("文件太大，不像月报。{EXPORT}"),
        Wrong::NotJson { line, column } => {
            format!("不是完整的 JSON，第 {line} 行第 {column} 个字符起读不下去，可能没有传完。{EXPORT}")
        }
        Wrong::Form { found } if found.is_empty() => format!("不是月报文件。{EXPORT}"),
        Wrong::Form { found } => format!("写的是“{found}”，本程序读 baoxue-monthly-1。请两边用同一版本的程序。"),
        Wrong::Missing => format!("缺这一项。{EXPORT}"),
        Wrong::Unfit { found } => format!("“{found}”不能写在这里。{EXPORT}"),
        Wrong::NoName => format!("没有写学校名称。{MEND}"),
        Wrong::Code { found } => format!("“{found}”不是十位数字。{MEND}"),
        Wrong::Days { from, to, month: of } => {
            format!("{from} 至 {to} 不是 {} 的统计时段。{MEND}", month(*of))
        }
        Wrong::NoVersion => format!("版本从 1 起。{EXPORT}"),
        Wrong::NoReason => "更正没有写原因。请学校写明更正原因后重报。".to_owned(),
        Wrong::NoGrades => format!("没有一个年级。{MEND}"),
        Wrong::UnknownGrade { grade } => format!("义务教育没有年级“{grade}”。{MEND}"),
        Wrong::GradeTwice { grade: of } => format!("{}写了两次。{MEND}", grade(*of)),
        Wrong::Sum { said, sum } => format!("写的是 {said}，各年级相加是 {sum}。{MEND}"),
        Wrong::Closing { said, comes_to } => format!("写的是 {said}，按 1＋2－3＋6－7 是 {comes_to}。{MEND}"),
        Wrong::Suspended { said, comes_to } => {
            format!("写的是 {said}，按 上月末休学＋4－5 是 {comes_to}。{MEND}")
        }
        Wrong::Due { said, comes_to } => format!("写的是 {said}，按 8－8a－8b 是 {comes_to}。{MEND}"),
        Wrong::Moved { said, comes_to } => format!("写的是 {said}，按 上月末＋新增－销号 是 {comes_to}。{MEND}"),
        Wrong::MoreThan { said, whole, most } => {
            format!("写的是 {said}，多于“{}”{most}。{MEND}", figure(*whole))
        }
        Wrong::Sexes { said, most } => format!("男女合计 {said} 人，多于月末在籍 {most} 人。{MEND}"),
        Wrong::MoreThanEver { said, most } => format!("写的是 {said}，本月在册过的一共 {most} 人。{MEND}"),
        Wrong::SeatsUnexplained { said, most } => format!(
            "实点 {said} 人，本月在册过的一共 {most} 人，“说明”里没有原因。请学校核对；确有原因的，出更正版写明。"
        ),
        Wrong::Unnamed => "已签字，却没有写姓名。请学校写明填表人和签字的校领导后重报。".to_owned(),
        Wrong::OnePerson { name } => {
            format!("填表人和签字人都是“{name}”，要是两个人。请学校写明填表人，出更正版重报。")
        }
        Wrong::SignedEarly { on, to } => {
            format!("{on} 签的字，却统计到 {to}：没有过完的日子不能签。{MEND}")
        }
        Wrong::Ahead { on, today } => format!("{on} 还没有到（今天 {today}）。{MEND}本机日期不对的，先改日期。"),
        Wrong::Listed { way, said, listed } => {
            let way = match way {
                Way::In => "转入",
                Way::Out => "转出",
            };
            format!("写的是 {said}，{way}明细有 {listed} 条。{MEND}")
        }
        Wrong::NotInMonth { on, from, to } => format!("{on} 不在 {from} 至 {to} 之内。{MEND}"),
        Wrong::NoSuchGrade { grade: of } => format!("各年级里没有{}。{MEND}", grade(*of)),
        Wrong::Digest => format!("不是 64 位的十六进制摘要。{EXPORT}"),
        Wrong::DigestTwice => format!("同一名学生同一方向写了两次。{MEND}"),
        Wrong::CohortGrade { grade: of } => format!("巩固率只算六年级、九年级，各一条；这里是{}。{MEND}", grade(*of)),
        Wrong::Intake { listed, sum } => format!("名单人数是 {listed}，各去向相加是 {sum}。{MEND}"),
        Wrong::IntakeMoreThan { said, most } => format!("写的是 {said}，不能多于 {most}。{MEND}"),
        Wrong::Cohort => format!("转出和死亡多于入学和转入。{MEND}"),
        Wrong::Opening { grade: of, said, closed, before } => {
            format!("{}写的是 {said}，{} 月末是 {closed}，接不上。{MEND}", grade(*of), month(*before))
        }
        Wrong::Overlap { from, before, ended } => {
            format!("从 {from} 起，而 {} 的月报已算到 {ended}，有日子算了两次。{MEND}", month(*before))
        }
        Wrong::OverlapsNext { to, after, begins } => {
            format!("算到 {to}，而已收到的 {} 月报从 {begins} 算起，有日子算了两次。{MEND}", month(*after))
        }
        Wrong::Twice { other } => {
            format!("与 {other} 是同一学校同一月份同一版本，内容却不同。请问清学校以哪一份为准，只收那一份。")
        }
        Wrong::Older { held } => format!("已收到更新的第 {held} 版，这一份旧，没有收。"),
        Wrong::Differs { held } => {
            format!("已收到的第 {held} 版内容不同。请学校按更正出新的版本，写明原因。")
        }
        Wrong::UnknownSchool => {
            "不在学校名单上，或有同名学校。核对标识码；确是本区学校的，用 district schools 文件 加进名单再收。"
                .to_owned()
        }
        Wrong::CodeOfAnother { name } => {
            format!("这个标识码是“{name}”的。请学校核对标识码；学校改名的，先用 district schools 文件 改名单。")
        }
    }
}

fn breaks(broken: &Break) -> String {
    let of = broken.grade.map_or_else(|| "全校".to_owned(), grade);
    format!(
        "{}{of}“{}”是 {}，上一个月的月末是 {}，接不上。",
        month(broken.month),
        figure(broken.figure),
        broken.said,
        broken.closed
    )
}

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "1 上月末在籍",
        Figure::TransferredIn => "2 本月转入",
        Figure::TransferredOut => "3 本月转出",
        Figure::Suspended => "4 本月休学",
        Figure::Resumed => "5 本月复学",
        Figure::OtherIn => "6 其他增加",
        Figure::OtherOut => "7 其他减少",
        Figure::Died => "7 其中死亡",
        Figure::Boys => "8 其中男",
        Figure::Girls => "8 其中女",
        Figure::ClassesCounted => "9 已实点班级",
        Figure::Closing => "8 本月末在籍",
        Figure::SuspendedBefore => "上月末休学",
        Figure::SuspendedAtClose => "8a 休学中",
        Figure::ExcusedFromRoll => "8b 送教等不到校",
        Figure::Due => "8c 应在校",
        Figure::Counted => "9 月末在校实点",
        Figure::Expected => "11 应到人次",
        Figure::Attended => "12 实到人次",
        Figure::RollsDue => "点名应做",
        Figure::RollsTaken => "点名已做",
        Figure::AbsentThreeDays => "14 无故未到校三天以上",
        Figure::ToldBureau => "15 已报教育局",
        Figure::ToldStreet => "16 已函街道",
        Figure::SuspectedOpening => "17 疑似辍学上月末",
        Figure::SuspectedEntered => "17 疑似辍学新增",
        Figure::SuspectedStruck => "17 疑似辍学销号",
        Figure::SuspectedClosing => "17 疑似辍学月末",
        Figure::DropoutOpening => "18 辍学上月末",
        Figure::DropoutEntered => "18 辍学新增",
        Figure::DropoutStruck => "18 辍学劝返",
        Figure::DropoutClosing => "18 辍学月末",
        Figure::PersuadedBack => "劝返复学",
        Figure::Visits => "19 家访人次",
        Figure::Contacts => "家校联系接通人次",
        Figure::Persuasions => "20 劝返次数",
        Figure::LostFromSight => "21 去向不明",
        Figure::NotReported => "22 未报到新生",
        Figure::Deferred => "23 缓学",
        Figure::KeyGroup => "24 重点群体",
        Figure::KeyGroupChecked => "24 重点群体已核查",
        Figure::HomeTaught => "25 送教上门",
        Figure::Inclusive => "随班就读",
    }
}
