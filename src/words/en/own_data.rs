use crate::words::own_data::OwnData;

pub const OWN_DATA: OwnData = OwnData {
    title: "The school's own data",
    labels: ["School", "Bureau", "Outside", "Within"],
    hints: [
        "the full name, as papers are signed",
        "the education bureau that is reported to, such as 厦门市同安区教育局",
        "what stands before the number of papers that leave the school, such as 凤中; else the school's name",
        "what stands before the number of papers within the school, such as 校内",
    ],
    not_said: "(not given)",
    numbers: |within, outside| format!("numbers look like {within}  {outside}"),
    frozen: "A change is for new papers only; those issued stay as they are.",
    say_name: "The school's name must not be empty",
    saved: "Saved.",
};
