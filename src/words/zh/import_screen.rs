use crate::words::import_screen::{ImportKind, ImportScreen};

pub const IMPORT_SCREEN: ImportScreen = ImportScreen {
    what: "导入什么？",
    roster: ImportKind {
        name: "花名册", about: "学籍系统导出的表或学校自己的名单；列的顺序不限，按表头认"
    },
    attendance: ImportKind {
        name: "考勤", about: "以前的考勤：逐条的长表，或一人一行、一天一格的月表"
    },
    calendar: ImportKind {
        name: "校历", about: "本校的放假、上课日：CSV（日期、类型、说明、年级）或 .ics"
    },
    staff: ImportKind {
        name: "教职工名单", about: "姓名、职务、班级、年级：班主任、年级组长、德育处、校领导等"
    },
    entrants: ImportKind {
        name: "新生名单",
        about: "公安、村居的适龄儿童名单，或小学毕业生名单：姓名、证件号、村居等",
    },
    district_schools: ImportKind {
        name: "学校名单", about: "本区县的学校：学校标识码、学校、类型、是否应报月报"
    },
    nation: ImportKind { name: "国家放假安排", about: "内置年份以外的法定节假日和调休表" },
    nothing_before_preview: "xlsx、xls、csv 都可以。先给您看会改什么，确认以后才写入。",
    pick: |kind| format!("选择{kind}文件"),
    reading: |file| format!("正在读取 {file}，请稍候"),
    may_leave: "按 Esc 可以不等，什么都不会写入",
    unreadable: "这个文件读不了",
    is_preview: "预览，尚未写入",
    importing: "正在写入，请稍候",

    overview: "概要",
    new: "新增",
    changed: "变更",
    missing: "文件中没有",
    faulty: "有误",
    kept: "不改动",
    nothing_here: "这一页没有内容",
    enter_imports: "按 Enter 全部写入：要么全部成功，要么一条不写。",
    faults_stay_out: |rows| format!("有误的 {rows} 行不写入。按 F4 把它们另存为 CSV，改好再导入。"),
    missing_stay: |count| format!("系统里有、文件里没有的 {count} 项保留不动。"),
    legend: |name| format!("月表符号按：{name}（F6 换一种）"),
    legend_of_sheet: "表内图例，没有则用常见符号",
    changed_since: "刚才有人改过同一处，已重新读取，请再核对",
    written: |file| format!("有误的行已写入 {file}"),
    no_faults: "没有有误的行",

    choose_file: "选文件",
    import: "全部写入",
    leave: "不写入，返回",
    next_page: "后一页",
    previous_page: "前一页",
    page: "翻到该页",
    write_faulty: "另存有误的行",
    next_legend: "换图例",
    overrule: "以本名单为准",
};
