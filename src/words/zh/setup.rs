use crate::words::setup::{Page, Setup};

pub const SETUP: Setup = Setup {
    title: "首次设置",
    language: Page {
        name: "语言",
        question: "用哪种语言？ Language?",
        why: "界面立即换成所选语言；报告单等文书始终是中文。",
    },
    passphrase: Page {
        name: "口令",
        question: "设一个口令",
        why: "数据用口令加密保存，每次打开都要输入。口令无法找回：一旦忘记，谁也打不开这些数据。请抄在纸上，锁在抽屉里。",
    },
    school: Page {
        name: "学校",
        question: "学校名称是什么？",
        why: "印在报告单等文书上，请写全称。区县教育局写教育局的全称。",
    },
    term: Page {
        name: "学期",
        question: "本学期从哪天到哪天？",
        why: "只有学期内的上课日才算缺勤；法定节假日已内置，校历以后可再导入。",
    },
    sessions: Page {
        name: "时段",
        question: "一天点几次名？",
        why: "每个时段点一次名；一天里有一个时段到校，就不算全天缺勤。",
    },
    person: Page {
        name: "姓名", question: "怎么称呼您？", why: "记在每次点名、联系和报告上：谁做的，什么时候。"
    },
    class: Page {
        name: "班级",
        question: "您是哪个班的班主任？",
        why: "打开程序就是这个班的点名。不是班主任可以不填。",
    },
    summary: Page { name: "核对", question: "核对一下，按 Enter 建立", why: "接着就导入花名册。" },

    passphrase_once: "口令",
    passphrase_again: "再输一遍",
    first_day: "第一天",
    last_day: "最后一天",
    your_name: "姓名",
    class_label: "班级",

    default_school: "本校",
    default_person: "班主任",
    default_officer: "经办人",
    no_class: "不填",
    is_bureau: "是教育局：只收各校的月报来汇总，不设学期和班级",
    bureau_goes_on: "接着导入学校名单，再收各校的月报。",
    not_of_a_bureau: "教育局不设",
    term_from_to: |first, last| format!("{first} 至 {last}"),
    passphrase_is_set: "已设（不显示）",

    enter_takes_default: "直接按 Enter 采用方括号里的内容，或输入新的",
    date_hint: "如 2026-3-1、3.1、3月1日",
    class_hint: "如 七年级(3)班、初一3班、7.3",
    is_short: "有点短：8 个字符以上更稳妥",
    is_of_input_method: "含有中文或全角字符：以后也要用同样的输入法输入",
    digits_change: "改那一项",

    is_empty: "口令不能为空",
    differ: "两遍不一样，请再输一遍；按 Esc 可重设口令",
    no_date: "看不懂这个日期，可写 2026-3-1 或 3月1日",
    ends_before_it_begins: "最后一天要在第一天之后",
    too_long: "一个学期不会超过 300 天，请核对年份",
    no_such_class: "看不懂这个班级，可写 七年级(3)班、初一3班 或 7.3",

    next: "下一步",
    previous: "上一步",
    create: "建立",
    creating: "正在建立加密的数据，需要一会儿，请稍候",

    leave: "退出设置吗？",
    leave_text: "还没有建立任何数据，填过的内容不会保留。",
    leave_stay: "继续设置",
    leave_now: "退出",

    nobody: "还没有学生",
    nobody_text: &["先导入花名册：xlsx、xls、csv 都可以，学籍系统导出的表不用改。", "写入之前会先给您看一遍。"],
    import_list: "导入花名册",
};
