use crate::words::own_data::OwnData;

pub const OWN_DATA: OwnData = OwnData {
    title: "学校信息",
    labels: ["学校名称", "教育局", "对外文号", "校内文号"],
    hints: [
        "全称，印在文书的落款处",
        "报告主送的教育局，如 厦门市同安区教育局；不写则印“区教育局”",
        "发往校外的文书的机关代字，如 凤中；不写则用校名",
        "校内报告单的代字，如 校内",
    ],
    not_said: "（未填）",
    numbers: |within, outside| format!("文号样子：{within}　{outside}"),
    frozen: "改了以后只对新出的文书起作用，已出的不变。",
    say_name: "学校名称不能为空",
    saved: "学校信息已保存。",
};
