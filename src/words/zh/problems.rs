use crate::domain::amend::Allowed;
use crate::domain::class::Class;
use crate::domain::find::Namesake;
use crate::domain::ladder::{Bound, Part};
use crate::domain::letter::Lacking;
use crate::exchange::{ExchangeError, Looks};
use crate::store;
use crate::words::problems::Problems;
use std::borrow::Cow;
use std::io;
use std::path::Path;

const NOTHING_TO_REPORT: &str = "该生当前没有无故缺勤，或已不在校，没有可报告的内容。";

pub const PROBLEMS: Problems = Problems {
    import: |file, error| {
        let what = match error {
            ExchangeError::Empty => "文件是空的".to_owned(),
            ExchangeError::TooLarge { bytes, most } => format!("文件有 {} MB，最多读 {} MB", bytes >> 20, most >> 20),
            ExchangeError::NotAWorkbook => "名为表格文件，内容却不是；请用 WPS 或 Excel 另存为 xlsx 再试".to_owned(),
            ExchangeError::BrokenWorkbook(what) => {
                format!("表格文件已损坏（{what}）；请用 WPS 或 Excel 打开后另存再试")
            }
            ExchangeError::Encrypted => "表格文件有密码；请去掉密码后另存再试".to_owned(),
            ExchangeError::WebPage => "这是网页，不是表格；请用 WPS 或 Excel 打开后另存为 xlsx".to_owned(),
            ExchangeError::NotText => "既不是表格也不是文本；可用 xlsx、xls、csv、ics 文件".to_owned(),
            ExchangeError::HalfCharacter => "文件在半个汉字处断掉，不完整；请重新导出或复制".to_owned(),
            ExchangeError::UnknownEncoding => "认不出文字编码；请另存为 UTF-8 的 CSV 或 xlsx".to_owned(),
            ExchangeError::NoHeadings { looked_for } => format!("没有找到表头；需要这些列：{}", looked_for.join("、")),
            ExchangeError::OfAnother(Looks::Attendance) => {
                "这像是考勤表，不是学生名单；考勤请在“导入”里选“考勤”".to_owned()
            }
            ExchangeError::OfAnother(Looks::Roster) => {
                "这像是花名册，不是考勤表；花名册请在“导入”里选“花名册”".to_owned()
            }
            ExchangeError::YearOutOfRange { year, from, to } => {
                format!("入学年份写的是 {year}，现在只收 {from} 到 {to} 年的名单")
            }
            ExchangeError::NoMonth => "表里没有写是哪年哪月；请在标题里写明，如“2025年10月”".to_owned(),
            ExchangeError::NoClass => "表里没有写是哪个班；请在标题里写明，如“七年级(1)班”".to_owned(),
            ExchangeError::BrokenCalendar(what) => format!("日历文件读不懂（{what}）"),
        };
        format!("读不了 {}：{what}。没有写入任何内容。", file.display())
    },
    no_chinese_font: |looked_for| {
        format!(
            "这台电脑没有中文字体，不能生成 PDF（DOCX 和文本仍可）。Debian、麒麟：apt install fonts-noto-cjk；\
             Windows 请安装“仿宋”。找过：{}",
            looked_for.join("、")
        )
    },
    missing_glyphs: |glyphs| {
        format!("已装的字体没有这些字：{glyphs}，不能生成 PDF。请安装收字更全的字体（如 fonts-noto-cjk），或用 DOCX。")
    },
    pdf_left_out: "这个版本编译时没有带 PDF，请用 DOCX 或文本。",
    never_in_class: |name| format!("{name} 在这一天之前没有在任何班级，不能建档。"),
    not_made: |count| format!("有 {count} 份一生一案没有做成，原因见上；其余已写好。"),
    no_table: "这份文书里没有表格，不能写成 XLSX，请用 DOCX、PDF 或文本。",
    unknown_figure: |asked| format!("没有叫 {asked} 的项目。各项的代码见 report self-inspection --json。"),
    not_of_year: |date, year| format!("{date} 不在 {year} 年内。--to 写这一年里的一天，或换 --year。"),
    week_ahead: |week| format!("{week} 还没有开始，只能查看和签本周及以前的周。"),
    backup_not_sound: |faults| {
        format!(
            "账册有 {faults} 处损坏，没有备份，以免坏的盖住好的。先用 baoxue verify 看损坏在哪里，再用最近一次完好的备份恢复（baoxue restore 文件）；要留下现在的文件，请整个复制数据文件夹。"
        )
    },
    not_reviewed: |left| {
        let mut lines = Vec::new();
        if left.ahead > 0 {
            let way = "用 week review 学生 逐个已阅，或加 --ask 退回询问。";
            lines.push(format!("还有 {} 人没看，不能签字。{way}", left.ahead));
        }
        if left.asked > 0 {
            let way = "班主任记下联系、家访即为答复；先看过的，用 week review 学生 已阅，问题仍留在班主任的应办里。";
            lines.push(format!("退回询问的 {} 人还没有答复，不能签字。{way}", left.asked));
        }
        lines.join("\n")
    },
    overtaken: |who, at, why| {
        format!(
            "{who}在 {} 刚从另一处登记了同一项（{why}），这里的没有写入。请先看现在的内容，要改的再存一次。",
            at.format("%H:%M")
        )
    },
    not_for_the_school: "这是全校的事，请校领导、德育处或学籍管理员来改",
    nothing_to_report: NOTHING_TO_REPORT,
    letter_lacks: |what| match what {
        Lacking::Absence => NOTHING_TO_REPORT,
        Lacking::Contact => "还没有联系记录：先记一次家校联系，再写这份记录。",
        Lacking::Visit => "还没有家访记录：先记一次家访，再写这份记录。",
        Lacking::Report => "还没有向教育局报告，也没有函告街道：先出报告或函，再写这份文书。",
        Lacking::LongAbsence => "还没到须报告教育局和街道的天数，现在不用代拟限期复学通知书。",
        Lacking::HukouElsewhere => "该生户籍在本区，不需要向外地核查。户籍登记有误的，先在花名册里改正。",
    },
    journal_fault: |fault| match fault {
        store::Fault::Altered { seq, .. } => format!("第 {seq} 条记录被改动"),
        store::Fault::Missing { from, to, .. } => format!("第 {from} 至 {to} 条记录缺失"),
        store::Fault::ChainBroken { seq, .. } => format!("第 {seq} 条记录与前一条不相接"),
        store::Fault::HeadDiffers { seq, .. } => format!("记录应止于第 {seq} 条，实际不符"),
        store::Fault::TableDiffers { table } => format!("数据表 {table} 与记录不符"),
        store::Fault::AttachmentAltered { digest } => format!("附件 {digest} 被改动"),
        store::Fault::AttachmentMissing { digest, .. } => format!("附件 {digest} 缺失"),
        store::Fault::Pages { what } => match what.rsplit(' ').next().filter(|last| last.parse::<u32>().is_ok()) {
            Some(page) => format!("数据库文件有损坏：第 {page} 页与封印不符"),
            None => "数据库文件有损坏：内部结构不符".to_owned(),
        },
    },
    no_random: "系统没有给出随机数，无法继续。请重启电脑后再试。",
    no_home: "找不到当前用户的数据目录。请用 --data-dir 目录 指定。",
    unknown_pupil: |asked| format!("没有找到学生“{asked}”。请写学籍号或全名；用 baoxue pupils 查看名单。"),
    several_pupils: |asked, them| {
        let lines: Vec<String> = them.iter().map(namesake).collect();
        format!(
            "有 {} 名学生叫“{asked}”。不写姓名，改写下面每行开头的那一串，或写学籍号：\n{}",
            them.len(),
            lines.join("\n")
        )
    },
    unknown_class: |asked, known| {
        let known: Vec<String> = known.iter().map(Class::to_string).collect();
        match known.is_empty() {
            true => format!("没有班级“{asked}”：还没有学生。先导入花名册：baoxue import roster 文件"),
            false => format!("没有班级“{asked}”。现有：{}", known.join("、")),
        }
    },
    unknown_grade: |asked| format!("没有年级“{asked}”。请写 七年级 或 7。"),
    unknown_session: |asked, known| format!("没有时段“{asked}”。现有：{}", known.join("、")),
    unknown_seat: |seat, class| {
        format!("{class} 没有座号 {seat}，或有两人同座号。用 baoxue pupils --class 班级 查看座号。")
    },
    seat_twice: |seat| format!("座号 {seat} 写了两种考勤，请只留一种。"),
    empty_class: |class, date| format!("{class} 在 {date} 没有学生。请核对日期，或先导入花名册。"),
    no_school_day: |date, why| {
        format!("{date} 不是上课日（{why}）。确要点名，请加 --anyway；这次点名会保留但不计入统计。")
    },
    future_date: |date| format!("{date} 还没有到，不能记录。"),
    not_yet: |date| format!("{date} 还没有到，没有可看的数字。请写今天以前的月份或日期。"),
    dates_reversed: |from, to| format!("截止日期 {to} 早于开始日期 {from}，请对调。"),
    unknown_guardian: |asked, known| format!("没有第 {asked} 位监护人，名册上共有 {known} 位。"),
    unknown_policy: |asked| {
        format!(
            "不认识的规则“{asked}”。可写 excused=pass、excused=end、R2.within=0、R3.number=1、R4.compare=more_than、R4.owes=affairs 这样的形式。"
        )
    },
    rule_value: |asked, allowed| {
        let allowed = match allowed {
            Allowed::Number(least) => format!("应为整数，{least} 至 {}", u16::MAX),
            Allowed::Words(words) => format!("可写：{}", words.join("、")),
            Allowed::Text(most) => format!("最多 {most} 个字"),
        };
        format!("“{asked}”里的规则没有错，值不对：{allowed}。")
    },
    not_counted: |rule| {
        format!(
            "{rule} 不按数量触发，改不了数量和含本数；可改责任人（owes）、期限（within）、重复（again）、依据（basis）。"
        )
    },
    name_too_long: |most| format!("姓名最多 {most} 个字，请写短些。"),
    demo_kept_by_nobody: "存下演示数据时不用 --as：那里的记录出自多人。打开它时再写 --as 姓名。",
    unknown_letter: |asked| format!("没有编号为“{asked}”的文书。用 baoxue letter list 查看编号。"),
    unknown_part: |asked, known| format!("改不了“{asked}”。请写成 部分=文字，这种文书可改的部分：{}", known.join("、")),
    corrects_another: |number| {
        format!("{number} 是另一种文书，或写的是另一名学生，不能这样更正。用 baoxue letter list 核对。")
    },
    has_left: |name| format!("{name}已登记离校，不能再以其身份操作。回来任职的，在教职工与职务里重新登记。"),
    unknown_staff: |asked, known| format!("没有叫“{asked}”的教职工。现有：{}", known.join("、")),
    no_such_post: |name, role| format!("{name} 没有担任{role}。用 baoxue staff list 查看职务。"),
    no_name: "名称不能为空。",
    unfit_unit: |rule, units| format!("{rule} 只能按这些单位计：{}。", units.join("、")),
    unfit_number: |rule, bound| {
        let Bound { part, least, most } = bound;
        let part = match part {
            Part::Number(unit) => format!("数量（number，单位 {}）", unit.code()),
            Part::DayOfMonth => "每月几日（number）".to_owned(),
            Part::Within => "期限（within）".to_owned(),
            Part::Again => "重复（again）".to_owned(),
        };
        format!("{rule} 的{part}只能是 {least} 至 {most}。")
    },
    nothing_to_undo: "没有可以撤销的操作。",
    nothing_to_call: "还没有班级或时段可以点名。请先导入名册：baoxue import roster 文件",
    cannot_read: |file, source| format!("读不了 {}：{}", file.display(), reason(source)),
    cannot_write: |file, source| {
        format!("写不了 {}：{}。请换一个文件夹或文件名。", file.display(), unwritable(file, source))
    },
    wrong_ending: |file, known| {
        format!("{} 的后缀不对，什么都没有写。文件名请以 {} 结尾。", file.display(), known.join("、"))
    },
    too_large: |file, largest| format!("{} 超过 {} MB，请压缩后再附。", file.display(), largest / 1024 / 1024),
    output: |source| format!("输出失败：{}", reason(source)),
    passphrase_file: |file, source| format!("读不了口令文件 {}：{}", file.display(), reason(source)),
    no_terminal: "需要输入口令，但没有终端。请用 --passphrase-file 文件。",
    empty_passphrase: "口令不能为空。",
    passphrases_differ: "两次输入的口令不一致，请重来。",
    not_sound: |faults| format!("发现 {faults} 处问题：记录被改动或缺失。请保留现状，用最近的备份核对。"),
    already_there: |path| format!("{} 已经有数据，不会覆盖。请换一个目录或文件。", path.display()),
    no_books: |path| format!("{} 还没有数据。直接运行 baoxue 按提示建立，或用 baoxue init。", path.display()),
    database_missing: |path| {
        format!(
            "找不到数据库 {}，密钥文件还在。请把它放回原处，或用 baoxue restore 恢复备份；要重新开始，先移走密钥文件。",
            path.display()
        )
    },
    session_twice: |code| format!("节次“{code}”写了两次，每个节次只写一次。"),
    terms_overlap: |first| format!("{first} 开始的学期与另一个学期重叠，请核对起止日期。"),
    key_file_missing: |path| {
        format!("缺少密钥文件 {}。没有它无法打开数据；请从备份恢复：baoxue restore 备份文件", path.display())
    },
    key_file_damaged: |path| {
        format!("密钥文件 {} 已损坏（不是口令错误）。请从备份恢复：baoxue restore 备份文件", path.display())
    },
    wrong_passphrase: "口令不对。请检查大小写和输入法；口令无法找回。",
    database_damaged: "数据库文件已损坏（口令没有错）。请从备份恢复：baoxue restore 备份文件",
    too_new: "这些数据由更新版本的保学写成。请升级程序后再打开。",
    in_use: |folder| format!("另一个程序正在使用 {}。请先关闭它。", folder.display()),
    roll_changed: |class, date| format!("{class} {date} 的点名刚被别人改过，没有保存。请重新打开看看有何不同。"),
    number_taken: "编号刚被另一份文书占用，没有签发。请再试一次。",
    version_taken: |month| format!("{month} 的月报刚由别处签过，没有再签。请重新打开月报看一看；要改请出更正版。"),
    letter_frozen: "文书已签发，不能再改。要改请出具更正件。",
    not_undoable: "这一步不能撤销：已签发的文书和查看记录要留存。",
    changed_since: "之后又有人改过同一处，不能撤销。请直接更正。",
    in_memory: "演示数据只在内存里，不能备份。",
    backup_damaged: |path| format!("备份文件 {} 已损坏，没有恢复任何内容。", path.display()),
    books_changed: "刚才有人改了数据，没有写入。请重新读取、核对后再写入。",
    busy: "另一个程序正占用数据，没有保存。请稍候再试。",
    disk_failed: "磁盘读写失败，可能已满（只读查看也需要一点空间）。请腾出空间后重试；已保存的数据不受影响。",
    disk_full: "磁盘已满，没有保存。请腾出空间后再试，已输入的内容还在。",
    read_only: "数据目录不能写入，没有保存。请检查权限或换一个目录。",
    internal: |what| format!("出了意外，没有保存：{what}"),
};

/// Why the system would not, in words where it is one of the usual ways; never the system's own language where that can
/// be helped.
fn reason(error: &io::Error) -> Cow<'static, str> {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹".into(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "没有权限".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满".into(),
        io::ErrorKind::AlreadyExists => "已经有同名的".into(),
        io::ErrorKind::IsADirectory => "这是文件夹".into(),
        io::ErrorKind::NotADirectory => "这里不是文件夹".into(),
        // What the system says is in its own language, and for who looks after the computer: its number is enough.
        _ => error
            .raw_os_error()
            .map_or("系统不让打开或写入".into(), |code| format!("系统不让打开或写入（{code}）").into()),
    }
}

/// The same of a file that was to be written: which folder it is about.
fn unwritable(file: &Path, error: &io::Error) -> Cow<'static, str> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match error.kind() {
        io::ErrorKind::NotFound => format!("没有文件夹 {}，请先建好", folder.display()).into(),
        io::ErrorKind::PermissionDenied => format!("没有权限写入文件夹 {}", folder.display()).into(),
        io::ErrorKind::ReadOnlyFilesystem => format!("{} 所在的磁盘只能读", folder.display()).into(),
        io::ErrorKind::IsADirectory => "这是文件夹，还要写上文件名".into(),
        io::ErrorKind::NotADirectory => format!("{} 不是文件夹", folder.display()).into(),
        io::ErrorKind::InvalidFilename => "文件名太长或含有不能用的字符".into(),
        _ => reason(error),
    }
}

/// `7.3:12  李子涵  七年级(3)班  12号  男  2013-05-15`
fn namesake(it: &Namesake) -> String {
    let parts = [
        it.asked.clone(),
        Some(it.name.clone()),
        it.class.map(|class| class.to_string()),
        it.seat.map(|seat| format!("{seat}号")),
        it.sex.map(|sex| (super::domain::DOMAIN.sex)(sex).to_owned()),
        it.birth.map(|birth| birth.to_string()),
        it.student_no.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
