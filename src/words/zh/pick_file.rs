use crate::words::pick_file::PickFile;

pub const PICK_FILE: PickFile = PickFile {
    title: "选择文件",
    is_reading: "正在读取",
    drives: "盘符",
    empty: "这里没有可选的文件。退格键到上一级",
    no_such_name: "没有这样的名字。Esc 清空输入",
    goes_to_path: "Enter 打开这个路径",
    not_such: |kinds| format!("这里要选 {} 文件", kinds.join("、")),
    folder: "文件夹",
    size: |bytes| match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    },
    too_large: |largest| format!("超过 {} MB，请压缩后再选", largest / 1_048_576),
    top: "已经是最上一级",
    take: "打开、选定",
    up: "上一级",
    clear: "清空输入",
};
