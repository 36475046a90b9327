use crate::words::unlock::Unlock;

pub const UNLOCK: Unlock = Unlock {
    title: "打开数据",
    ask: "请输入口令",
    hint: "输入时只显示星号；请留意大小写和输入法",
    opening: "正在打开，请稍候",
    wrong: |left| format!("口令不对，还可再试 {left} 次。请检查大写锁定和输入法（全角、中文）"),
    no_more_tries: "三次口令都不对，程序即将结束。数据没有改动。",
    way_out: &[
        "1. 换成英文输入法，关掉大写锁定和全角，再打开程序重试。",
        "2. 查一查抄下来的口令，也问问设口令的同事。口令无法找回。",
        "3. 如有用别的口令做的备份，可以恢复：baoxue restore 备份文件",
        "   （现有数据会另存一份，不会丢。）",
    ],
    open: "打开",
};
