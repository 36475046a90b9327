use crate::words::journal::Journal;

pub const JOURNAL: Journal = Journal {
    at: "时间",
    who: "谁",
    what: "做了什么",
    reading: "正在读取日志",
    unread: "日志没有读出来。按 Esc 离开，再进来会重新读。",
    total: |count| format!("{count} 条"),
    last: |count| format!("最近 {count} 条"),
    gone: "撤",
    can_go: "u",
    was_taken_back: "这一步后来撤销了。",
    can_be_taken_back: "这是您最近一步可以撤销的，按 u 撤销。",
    nobody: "（不在册）",
    empty: "还没有任何记录。点名、联系、家访、导入，每一步都会记在这里。",
    kept: "日志只增不改：撤销也是新的一条，原来那条仍在。",
    undo: "撤销我的上一步",
    ask: |what| format!("撤销这一步：{what}"),
    ask_more: "撤销会恢复到这一步之前的样子，并在日志里记一条。",
    take_back: "撤销",
    leave: "不撤销",
    nothing_to_undo: "您没有可以撤销的步骤",
};
