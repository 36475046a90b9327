//! English.

use super::*;
use crate::domain::mark::Mark;

pub static WORDS: Words = Words { domain: DOMAIN, common: COMMON };

const DOMAIN: Domain = Domain {
    mark: |mark| match mark {
        Mark::Unknown => "not here, cause unknown",
        Mark::Truant => "truant",
        Mark::Sick => "sick",
        Mark::Leave => "on leave",
        Mark::Official => "on school errand",
        Mark::Late => "late",
        Mark::Early => "left early",
    },
    mark_short: |mark| match mark {
        Mark::Unknown => "? ",
        Mark::Truant => "Tr",
        Mark::Sick => "Si",
        Mark::Leave => "Lv",
        Mark::Official => "Of",
        Mark::Late => "La",
        Mark::Early => "Ea",
    },
};

const COMMON: Common = Common { app: "baoxue" };
