use super::domain::DOMAIN;
use crate::domain::health::{Cluster, Place};
use crate::domain::symptom::Symptoms;
use crate::words::health::Health;

fn list(symptoms: Symptoms) -> String {
    symptoms.iter().map(|symptom| (DOMAIN.symptom)(symptom)).collect::<Vec<_>>().join("、")
}

fn cluster(cluster: &Cluster) -> String {
    let (symptom, many) = ((DOMAIN.symptom)(cluster.symptom), cluster.pupils.len());
    let place = match &cluster.place {
        Place::Class(class) => class.to_string(),
        Place::Room(room) => format!("宿舍{room}"),
    };
    format!("{place} {symptom} {many} 人（{}起）", cluster.met_at.format("%m-%d %H:%M"))
}

pub const HEALTH: Health = Health {
    symptoms: "症状",
    symptoms_of: |name| format!("{name}：症状"),
    list,
    has: |symptoms| format!("症状：{}", list(symptoms)),
    sick_with: "病假，选症状",
    toggle: "选中/取消",
    toggle_here: "选中/取消所在行",
    note_down: "记下",
    ask_symptoms: "问症状",
    certificate: "复课证明",
    certificate_short: "复课证",
    certificate_of: |name| format!("{name}：复课证明"),
    certificate_hint: "哪家医院、哪天开的，谁核对过",
    uncertified: |of| format!("{}（{}）未见复课证明", of.disease, of.since.format("%m-%d")),
    place: |place| match place {
        Place::Class(class) => class.to_string(),
        Place::Room(room) => format!("宿舍{room}"),
    },
    cluster_short: |cluster| format!("{}{}人", (DOMAIN.symptom)(cluster.symptom), cluster.pupils.len()),
    cluster,
    cluster_told: |of, is_late| {
        let told = cluster(of);
        match (of.owed, of.reported) {
            (_, Some(at)) => format!("{told}，{}已报告", at.format("%m-%d")),
            (Some(owed), None) => {
                let time = owed.due_at.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
                let due = owed.due.map(|due| format!("{}{time}前", due.format("%m-%d"))).unwrap_or_default();
                let late = if is_late { "，已过时限" } else { "" };
                format!("{told}，{due}报疾控、教育局{late}")
            }
            (None, None) => told,
        }
    },
    more_clusters: |count| format!("另有 {count} 处同类症状，见登记表里的因病缺勤（F10 菜单）"),
    report: "报疫情",
    nothing_to_report: "没有要报告的疫情",
    which: "哪一处",
    which_hint: "按数字选",
    to: "报告给",
    to_hint: "疫情报告人、疾控中心、教育局等，写明姓名或科室",
    said: "报告内容",
    said_hint: "何处、何症状、几人、何时起",
    say_to: "请写报告给谁",
    reported: "已登记疫情报告",
    headings: ["地点", "症状", "人数", "达到", "期限", "学生"],
    none: |on| format!("截至 {on} 没有达到报告标准的同类症状。"),
    still_to_ask: |names| format!("病假尚未问明症状：{}", names.join("、")),
    report_recorded: "已登记疫情报告。",
    certificate_recorded: "已登记复课证明。",
    no_symptoms: |written| {
        let codes: Vec<&str> = crate::domain::symptom::Symptom::ALL.map(|symptom| symptom.code()).to_vec();
        format!("看不懂 {written}：应写 座号=症状，如 12=fever,cough 或 12=发热、咳嗽；症状有 {}", codes.join("、"))
    },
};
