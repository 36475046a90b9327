use crate::words::status_details::StatusDetails;

pub const STATUS_DETAILS: StatusDetails = StatusDetails {
    title: "异动详情",
    seen: "看过原件",
    from_class: "原班级",
    to_class: "去哪个班",
    reach: "转学范围",
    go_on: "续办",
    supplement: "补登审批、材料",
    take_out: "取出附件",
    which: "取出哪一份",
    nothing_attached: "这项异动没有存附件；看过原件的材料只有名称",
    taken_out: "附件已取出，可用电脑上的程序打开",
    is_outside: "取出的文件不再加密，看完请删除；取出这一步已记入操作日志。",
};
