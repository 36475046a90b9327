//! The words of these papers.

pub use crate::documents::terms::sex;
use crate::domain::plan::{Cause, Every, Help, Place, PlanClosing, PlanKind};
use crate::domain::quota::{Counted, Per, Quota, QuotaState};
use chrono::{Datelike, NaiveDateTime, NaiveTime};

pub fn title(kind: PlanKind) -> &'static str {
    match kind {
        PlanKind::Family => "一家一案帮扶方案",
        PlanKind::Pupil => "一生一案帮扶方案",
        PlanKind::Learning => "学困生帮扶计划",
        PlanKind::Inclusive => "随班就读学生个别化教育计划",
        PlanKind::HomeTeaching => "送教上门服务方案",
    }
}

pub fn records_title(kind: PlanKind) -> &'static str {
    match kind {
        PlanKind::Family | PlanKind::Pupil => "帮扶落实记录",
        PlanKind::Learning => "学困生帮扶记录",
        PlanKind::Inclusive => "个别化教育计划执行与复核记录",
        PlanKind::HomeTeaching => "送教记录汇总",
    }
}

pub fn kind(kind: PlanKind) -> &'static str {
    match kind {
        PlanKind::Family => "一家一案",
        PlanKind::Pupil => "一生一案",
        PlanKind::Learning => "学困生帮扶",
        PlanKind::Inclusive => "随班就读",
        PlanKind::HomeTeaching => "送教上门",
    }
}

pub fn every(every: Every) -> &'static str {
    match every {
        Every::Month => "每月一次",
        Every::Term => "每学期一次",
    }
}

pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Ability => "能力",
        Cause::Method => "方法",
        Cause::Family => "家庭",
        Cause::Mind => "心理",
    }
}

pub fn place(place: Place) -> &'static str {
    match place {
        Place::Home => "个别化送教上门",
        Place::Point => "送教点集中送教",
        Place::Remote => "远程送教",
        Place::ParentClass => "家长课堂",
    }
}

pub fn help(help: &Help) -> &'static str {
    match help {
        Help::Session => "帮扶",
        Help::Review => "复核",
        Help::Lesson(_) => "送教",
    }
}

pub fn back_to(closing: &PlanClosing) -> String {
    closing.back_to.map(|class| format!("回{class}")).unwrap_or_default()
}

/// `每月不少于3次，每次不少于2课时，每学年不少于90课时（闽教基〔2024〕31号）`
pub fn quota(quota: &Quota) -> String {
    let per = match quota.per {
        Per::Month => "每月",
        Per::Week => "每周",
    };
    let by = if quota.basis.trim().is_empty() { String::new() } else { format!("（{}）", quota.basis.trim()) };
    let year = format!("每学年不少于{}课时{by}", quota.year);
    match quota.visits {
        0 => format!("{per}不少于{}课时，{year}", quota.lessons),
        visits => format!("{per}不少于{visits}次，每次不少于{}课时，{year}", quota.lessons),
    }
}

fn unit(counted: Counted) -> &'static str {
    match counted {
        Counted::Visits => "次",
        Counted::Lessons => "课时",
    }
}

/// How the quota stands, in a sentence.
pub fn state(state: &QuotaState) -> String {
    let unit = unit(state.quota.unit());
    let month = format!(
        "{}年{}月应送{}{unit}，已送{}{unit}",
        state.month.0.year(),
        state.month.0.month(),
        state.in_month.owed,
        state.in_month.given
    );
    let behind = match state.behind {
        0 => String::new(),
        behind => format!("，此前欠{behind}{unit}"),
    };
    format!(
        "{month}{behind}；本学年应送{}课时，至今应有{}课时，已送{}课时。标准：{}。",
        state.in_year.owed,
        state.owed_to_date,
        state.in_year.given,
        quota(&state.quota)
    )
}

/// `9:00—10:30`, as far as it was noted.
pub fn from_to(at: NaiveDateTime, until: Option<NaiveTime>) -> String {
    let noted = |time: NaiveTime| time.format("%-H:%M").to_string();
    match (at.time() == NaiveTime::MIN, until) {
        (true, None) => String::new(),
        (true, Some(until)) => format!("至{}", noted(until)),
        (false, None) => noted(at.time()),
        (false, Some(until)) => format!("{}—{}", noted(at.time()), noted(until)),
    }
}

pub fn joined<const N: usize>(parts: [&String; N]) -> String {
    let parts = parts.map(|part| part.trim());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}
