//! 中文.

use super::*;
use crate::domain::mark::Mark;

pub static WORDS: Words = Words { domain: DOMAIN, common: COMMON };

const DOMAIN: Domain = Domain {
    mark: |mark| match mark {
        Mark::Unknown => "未到待查",
        Mark::Truant => "旷课",
        Mark::Sick => "病假",
        Mark::Leave => "事假",
        Mark::Official => "公假",
        Mark::Late => "迟到",
        Mark::Early => "早退",
    },
    mark_short: |mark| match mark {
        Mark::Unknown => "? ",
        Mark::Truant => "旷",
        Mark::Sick => "病",
        Mark::Leave => "事",
        Mark::Official => "公",
        Mark::Late => "迟",
        Mark::Early => "早",
    },
};

const COMMON: Common = Common { app: "保学" };
