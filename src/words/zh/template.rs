use crate::domain::template::{Place, Section, Wrong};
use crate::words::template::Template;

pub const TEMPLATE: Template = Template {
    wrong: |wrong| match wrong {
        Wrong::OutsideSection => "文字不在任何一段里：前面要有 [标题] 这样的段名".into(),
        Wrong::NoSuchSection(name) => {
            let known: Vec<&str> = Section::ALL.into_iter().map(Section::heading).collect();
            format!("没有“{name}”这一段；可用的段：{}", known.join("、"))
        }
        Wrong::NotOfThisPaper(section) => format!("这种文书不能改“{}”", section.heading()),
        Wrong::Twice(section) => format!("“{}”写了两次", section.heading()),
        Wrong::Empty(section) => format!("“{}”是空的；不改就删去这一段", section.heading()),
        Wrong::TooManyLines(section) => format!("“{}”最多 {} 行", section.heading(), section.most_lines()),
        Wrong::TooLong { most } => format!("这一行太长，最多 {most} 字"),
        Wrong::NoSuchPlace(name) => {
            let known: Vec<String> = Place::ALL.into_iter().map(|place| format!("{{{}}}", place.name())).collect();
            format!("没有 {{{name}}} 这个空位；可用的：{}", known.join(" "))
        }
        Wrong::LoneBrace => "花括号不成对；空位写成 {学生} 这样".into(),
        Wrong::Forbidden(word) => format!("“{word}”不能用于义务教育阶段学生的文书，或不能由学校作出"),
    },
    at: |file, line, what| format!("{} 第 {line} 行：{what}。", file.display()),
    not_utf8: |file| format!("{} 不是 UTF-8 编码，请另存为 UTF-8。", file.display()),
    unreadable: |file, why| format!("{} 读不了：{why}", file.display()),
    issued_so: |number| {
        format!("{number} 已用自带的文字签发。改好或移走模板后，可用 letter new … --corrects {number} 出更正件。")
    },
    built_in_meanwhile: "模板改好以前，先用自带的文字。",
    amiss_sign: "模板有误，用自带文字",
    headings: ["代码", "文书", "用哪份", "文件"],
    built_in: "自带",
    own: "本校模板",
    amiss: "有误，用自带",
    copied: |file| format!("已写入 {}。按文件中的说明修改，下次打开程序起用。", file.display()),
    is_there: |file| format!("{} 已经有了，没有覆盖。要从自带的文字重新改起，先把它改名或移走。", file.display()),
    stranger: |file| format!("{} 不是任何文书的模板，没有用。文件名见 baoxue template list 的代码。", file.display()),
};
