use crate::words::Complaint;

/// What is wrong, and how the command is used.
pub fn complaint(complaint: &Complaint, usage: Option<&str>) -> String {
    let mut lines = vec![format!("错误：{}", what(complaint))];
    lines.extend(usage.map(|usage| format!("\n用法：{usage}")));
    lines.push("\n详细说明请加 --help 查看。".to_owned());
    lines.join("\n")
}

fn what(complaint: &Complaint) -> String {
    match complaint {
        Complaint::UnknownArgument { argument, perhaps } => {
            let perhaps = perhaps.as_ref().map(|perhaps| format!("是不是 {perhaps}？")).unwrap_or_default();
            format!("没有“{argument}”这个参数。{perhaps}")
        }
        Complaint::UnknownCommand { command, perhaps } => {
            let perhaps =
                if perhaps.is_empty() { String::new() } else { format!("是不是 {}？", perhaps.join("、")) };
            format!("没有“{command}”这个命令。{perhaps}")
        }
        Complaint::NoCommand { known } if known.is_empty() => "后面还要写一个命令。".to_owned(),
        Complaint::NoCommand { known } => format!("后面还要写一个命令：{}。", known.join("、")),
        Complaint::Missing { arguments } => format!("缺少必填的参数：{}。", arguments.join("、")),
        Complaint::NoValue { argument } => format!("{argument} 后面要写值。{}", hint(argument)),
        Complaint::InvalidValue { argument, value, known, perhaps } => {
            let known = if known.is_empty() { hint(argument) } else { format!("可写：{}。", known.join("、")) };
            let perhaps = perhaps.as_ref().map(|perhaps| format!("是不是 {perhaps}？")).unwrap_or_default();
            format!("{argument} 的值“{value}”不对。{known}{perhaps}")
        }
        Complaint::Conflict { argument, with } => format!("{argument} 不能和 {} 一起用。", with.join("、")),
        Complaint::Twice { argument } => format!("{argument} 只能写一次。"),
        Complaint::WrongCount { argument } => format!("{argument} 的值的个数不对。"),
        Complaint::NotUnicode => "参数里有不是 UTF-8 的字符。".to_owned(),
    }
}

/// How a value is written, by the name that stands for it.
fn hint(argument: &str) -> String {
    const HINTS: [(&str, &str); 9] = [
        ("DATE", "日期写成 2026-03-18 这样。"),
        ("HH:MM", "时间写成 08:10 这样。"),
        ("WEEK", "周写成 2026-W12 这样。"),
        ("YYYY-MM", "年月写成 2025-10 这样。"),
        ("FIRST..LAST", "起止日期写成 2025-09-01..2026-01-30 这样。"),
        ("CLASS", "班级写成 七年级(3)班 或 7.3。"),
        ("LEGEND", "写 a、b、c，或“√=present ×=truant”这样。"),
        ("LIST", "时段写成 am,pm 或 早读=早读@7:30 这样。"),
        ("TEXT", "文字不能为空。"),
    ];
    let named = |name: &str| argument.contains(&format!("<{name}>")) || argument.contains(&format!("[{name}]"));
    HINTS.iter().find(|(name, _)| named(name)).map(|(_, hint)| (*hint).to_owned()).unwrap_or_default()
}
