use super::domain::DOMAIN;
use crate::domain::health::{Cluster, Place};
use crate::domain::symptom::Symptoms;
use crate::words::health::Health;

fn list(symptoms: Symptoms) -> String {
    symptoms.iter().map(|symptom| (DOMAIN.symptom)(symptom)).collect::<Vec<_>>().join(", ")
}

fn cluster(cluster: &Cluster) -> String {
    let (symptom, many) = ((DOMAIN.symptom)(cluster.symptom), cluster.pupils.len());
    let place = match &cluster.place {
        Place::Class(class) => class.to_string(),
        Place::Room(room) => format!("room {room}"),
    };
    format!("{place}: {many} with {symptom} (since {})", cluster.met_at.format("%m-%d %H:%M"))
}

pub const HEALTH: Health = Health {
    symptoms: "symptoms",
    symptoms_of: |name| format!("{name}: symptoms"),
    list,
    has: |symptoms| format!("symptoms: {}", list(symptoms)),
    sick_with: "sick, with symptoms",
    toggle: "pick or drop",
    toggle_here: "pick or drop the line",
    note_down: "note down",
    ask_symptoms: "symptoms?",
    certificate: "certificate",
    certificate_short: "certif.",
    certificate_of: |name| format!("{name}: certificate of return"),
    certificate_hint: "which hospital, of which day, checked by whom",
    uncertified: |of| format!("{} ({}), no certificate of return", of.disease, of.since.format("%m-%d")),
    place: |place| match place {
        Place::Class(class) => class.to_string(),
        Place::Room(room) => format!("room {room}"),
    },
    cluster_short: |cluster| format!("{} {}", cluster.pupils.len(), (DOMAIN.symptom)(cluster.symptom)),
    cluster,
    cluster_told: |of, is_late| {
        let told = cluster(of);
        match (of.owed, of.reported) {
            (_, Some(at)) => format!("{told}, reported {}", at.format("%m-%d")),
            (Some(owed), None) => {
                let time = owed.due_at.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
                let due = owed.due.map(|due| format!(" by {}{time}", due.format("%m-%d"))).unwrap_or_default();
                let late = if is_late { ", time is over" } else { "" };
                format!("{told}, to be reported{due}{late}")
            }
            (None, None) => told,
        }
    },
    more_clusters: |count| format!("{count} more clusters: see the register of illness (F10)"),
    report: "report illness",
    nothing_to_report: "no illness to report",
    which: "which",
    which_hint: "pick by its digit",
    to: "reported to",
    to_hint: "epidemic reporter, centre for disease control, bureau: the name",
    said: "what was said",
    said_hint: "where, what symptom, how many, since when",
    say_to: "say to whom",
    reported: "report of illness recorded",
    headings: ["place", "symptom", "pupils", "met", "due", "who"],
    none: |on| format!("As of {on} no cluster of like symptoms."),
    still_to_ask: |names| format!("Sick, symptoms not asked yet: {}", names.join(", ")),
    report_recorded: "Report of illness recorded.",
    certificate_recorded: "Certificate recorded.",
    no_symptoms: |written| {
        let codes: Vec<&str> = crate::domain::symptom::Symptom::ALL.map(|symptom| symptom.code()).to_vec();
        format!("{written} is no SEAT=SYMPTOMS such as 12=fever,cough; symptoms are {}", codes.join(", "))
    },
};
