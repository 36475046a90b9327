use crate::words::pick_file::PickFile;

pub const PICK_FILE: PickFile = PickFile {
    title: "Pick a file",
    is_reading: "Reading",
    drives: "Drives",
    empty: "No file to pick here. Backspace goes up",
    no_such_name: "No such name. Esc clears what was typed",
    goes_to_path: "Enter goes to this path",
    not_such: |kinds| format!("A file to pick here is one of: {}", kinds.join(", ")),
    folder: "folder",
    size: |bytes| match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    },
    too_large: |largest| format!("Larger than {} MB: make it smaller first", largest / 1_048_576),
    top: "This is the top",
    take: "open, take",
    up: "up",
    clear: "clear",
};
