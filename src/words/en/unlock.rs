use crate::words::unlock::Unlock;

pub const UNLOCK: Unlock = Unlock {
    title: "Open the books",
    ask: "Passphrase, please",
    hint: "Only stars are shown; mind capitals and the input method",
    opening: "Opening; one moment",
    wrong: |left| match left {
        1 => "Wrong passphrase; one try is left. Check Caps Lock and the input method".to_owned(),
        left => format!("Wrong passphrase; {left} tries are left. Check Caps Lock and the input method"),
    },
    no_more_tries: "Three wrong passphrases: the program ends. The data is as it was.",
    way_out: &[
        "1. Switch to plain English input, turn Caps Lock off, and start the program again.",
        "2. Look for the paper with the passphrase, and ask who chose it. It cannot be recovered.",
        "3. From a backup made under another passphrase: baoxue restore FILE",
        "   (what is here now is kept beside it).",
    ],
    open: "open",
};
