//! Illnesses (因病缺勤), each from the first sick mark until the pupil was seen again, with its follow-up: the lines of
//! the illness register (domain handbook 3b). Illness does not wait for school days: every roll that was taken counts.

use super::absence::{Back, Missed};
use super::class::Class;
use super::contact::Contact;
use super::flags::Scope;
use super::health::{Cluster, notifiable};
use super::leave::LeaveKind;
use super::mark::Mark;
use super::people::Pupil;
use super::register::Span;
use super::roll::Roll;
use super::school::School;
use super::step::Step;
use super::symptom::Symptoms;
use super::visit::Visit;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::BTreeMap;

/// A pupil's absence through illness, without a session attended in between.
#[derive(Debug, Clone)]
pub struct Illness<'a> {
    pub pupil: &'a Pupil,
    /// Earliest first; one at least.
    pub days: Vec<SickDay<'a>>,
    /// The disease that asks for a certificate, as a leave note or a note beside a mark names it.
    pub disease: Option<&'static str>,
    pub back: Option<Back<'a>>,
    /// 复课证明: a certificate was recorded since.
    pub certified: bool,
}

/// One day of an illness.
#[derive(Debug, Clone)]
pub struct SickDay<'a> {
    pub date: NaiveDate,
    pub class: Class,
    /// In the order of the day; one at least.
    pub missed: Vec<Missed<'a>>,
    /// Who asked after the pupil on that day, earliest first.
    pub contacts: Vec<&'a Contact>,
    pub visits: Vec<&'a Visit>,
    /// When the cluster that the pupil was part of was reported.
    pub reported: Option<NaiveDateTime>,
}

impl<'a> SickDay<'a> {
    /// The symptoms of all its sessions.
    pub fn symptoms(&self) -> Symptoms {
        self.missed.iter().fold(Symptoms::NONE, |all, missed| all.and(missed.marked.symptoms))
    }

    /// What was noted beside its marks, each once.
    pub fn notes(&self) -> Vec<&'a str> {
        let mut notes: Vec<&str> = Vec::new();
        for note in self.missed.iter().filter_map(|missed| missed.marked.note.as_deref()).map(str::trim) {
            if !note.is_empty() && !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

impl Illness<'_> {
    /// The day of the first sick mark. When the illness itself began nobody has noted.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.first().map(|day| day.date)
    }
}

impl School {
    /// The illnesses with a day in a span, by first day, class and seat. What became of each, it tells as of a date.
    pub fn illnesses(&self, scope: Scope, span: Span, as_of: NaiveDate) -> Vec<Illness<'_>> {
        let clusters = self.outbreaks_within(span, as_of);
        let mut illnesses: Vec<Illness<'_>> = Vec::new();
        for days in self.sick_days(as_of).into_values() {
            let Some((pupil, _)) = days.first() else { continue };
            let runs = days.chunk_by(|(_, before), (_, after)| !self.came_between(pupil, before, after));
            for run in runs {
                let days: Vec<SickDay<'_>> = run.iter().map(|(_, day)| day.clone()).collect();
                if days.iter().any(|day| span.has(day.date) && scope.covers(day.class)) {
                    illnesses.push(self.illness(pupil, days, &clusters, as_of));
                }
            }
        }
        illnesses.sort_by_key(|illness| {
            let first = illness.days.first().map(|day| (day.date, day.class));
            (first, illness.first().and_then(|on| illness.pupil.seat(on)).unwrap_or(u16::MAX), illness.pupil.id)
        });
        illnesses
    }

    /// The days with a sick mark of every pupil, in the order of the pupils.
    fn sick_days(&self, as_of: NaiveDate) -> BTreeMap<super::ids::PupilId, Vec<(&Pupil, SickDay<'_>)>> {
        let mut days: BTreeMap<_, Vec<(&Pupil, SickDay<'_>)>> = BTreeMap::new();
        for roll in self.rolls.iter().filter(|roll| roll.key.date <= as_of) {
            let Some(session) = self.session(roll.key.session) else { continue };
            for (marked, pupil) in self.sick_on(roll) {
                let missed = Missed { session, roll, marked };
                let of_pupil = days.entry(pupil.id).or_default();
                match of_pupil.iter_mut().find(|(_, day)| day.date == roll.key.date) {
                    Some((_, day)) => day.missed.push(missed),
                    None => of_pupil.push((pupil, self.sick_day(pupil, roll, missed))),
                }
            }
        }
        for of_pupil in days.values_mut() {
            of_pupil.sort_by_key(|(_, day)| day.date);
        }
        days
    }

    fn sick_day<'a>(&'a self, pupil: &Pupil, roll: &Roll, missed: Missed<'a>) -> SickDay<'a> {
        let date = roll.key.date;
        SickDay {
            date,
            class: roll.key.class,
            missed: vec![missed],
            contacts: self.contacts_of(pupil.id).iter().filter(|it| it.record.at.date() == date).collect(),
            visits: self.visits_of(pupil.id).iter().filter(|it| it.record.at.date() == date).collect(),
            reported: None,
        }
    }

    /// Whether the pupil was at school after one day of illness and before another.
    fn came_between(&self, pupil: &Pupil, before: &SickDay<'_>, after: &SickDay<'_>) -> bool {
        let came = self.back_after(pupil.id, before.date, before.missed.last(), after.date);
        let next = after.missed.first().map_or(0, |missed| self.session_rank(missed.session.code));
        came.is_some_and(|back| (back.on, self.session_rank(back.session.code)) < (after.date, next))
    }

    fn illness<'a>(
        &'a self,
        pupil: &'a Pupil,
        mut days: Vec<SickDay<'a>>,
        clusters: &[Cluster],
        as_of: NaiveDate,
    ) -> Illness<'a> {
        for day in &mut days {
            let of_day = clusters.iter().filter(|cluster| self.is_of_cluster(cluster, pupil.id, day.date));
            day.reported = of_day.filter_map(|cluster| cluster.reported).min();
        }
        let first = days.first().map_or(as_of, |day| day.date);
        let back = days.last().and_then(|day| self.back_after(pupil.id, day.date, day.missed.last(), as_of));
        let leaves = self.leaves_of(pupil.id).iter().map(|leave| &leave.note);
        let leaves = leaves.filter(|note| note.kind == LeaveKind::Sick);
        let of_leaves = leaves.filter(|note| days.iter().any(|day| note.from <= day.date && day.date <= note.to));
        let of_marks = days.iter().flat_map(SickDay::notes);
        let disease = of_leaves.map(|note| note.reason.as_str()).chain(of_marks).find_map(notifiable);
        // A certificate is brought on the day of the return, or handed in after it; of a later illness it says nothing.
        let next = back.as_ref().and_then(|back| self.next_sick(pupil, back.on, as_of));
        let certified = self.steps_of(pupil.id).iter().any(|taken| {
            let on = taken.record.at.date();
            let is_certificate = matches!(taken.record.step, Step::Certificate { .. });
            is_certificate && first <= on && on <= as_of && next.is_none_or(|next| on < next)
        });
        Illness { pupil, days, disease, back, certified }
    }

    /// The day of the next sick mark after a return.
    fn next_sick(&self, pupil: &Pupil, returned: NaiveDate, as_of: NaiveDate) -> Option<NaiveDate> {
        let sick = self.exceptions(pupil.id, as_of).filter(|exception| exception.mark == Mark::Sick);
        sick.map(|exception| exception.date).find(|date| *date > returned)
    }

    /// The clusters of the terms that a span touches.
    fn outbreaks_within(&self, span: Span, as_of: NaiveDate) -> Vec<Cluster> {
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        let terms = self.calendar.terms().iter().map(|term| Span { from: term.first, to: term.last.min(as_of) });
        let touched = terms.filter(|term| term.from <= term.to && term.meets(span).is_some());
        touched.flat_map(|term| self.outbreaks(term.to.and_time(end), Scope::School)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::date;
    use crate::domain::tales::{self, at, seat};

    /// S6, variant A: three illnesses, of one, three and two days.
    #[test]
    fn an_illness_lasts_until_the_pupil_is_seen() {
        let school = tales::fever().school();
        let illnesses = school.illnesses(Scope::School, Span::month(date("2025-12-01")), date("2025-12-31"));
        let told: Vec<String> = illnesses
            .iter()
            .map(|illness| {
                let days: Vec<String> = illness.days.iter().map(|day| day.date.format("%d").to_string()).collect();
                let back = illness.back.map(|back| back.on.format("%d").to_string());
                format!("{:?} back {back:?} {:?} {}", days, illness.disease, illness.certified)
            })
            .collect();
        let expected = [
            r#"["02"] back Some("03") None false"#,
            r#"["02", "03", "04"] back Some("08") Some("水痘") true"#,
            r#"["02", "03"] back Some("04") None false"#,
        ];
        assert_eq!(told, expected);
        let reported: Vec<_> = illnesses.iter().map(|illness| illness.days[0].reported).collect();
        assert_eq!(reported, [Some(at("2025-12-02 14:10")); 3]);
        let third = illnesses.iter().find(|illness| illness.pupil.id == seat(3)).unwrap();
        assert_eq!(third.days[0].notes(), ["38.5℃"]);
    }

    #[test]
    fn only_illnesses_of_the_span_are_told() {
        let school = tales::fever().school();
        let day = |text| Span { from: date(text), to: date(text) };
        for (on, count) in [("2025-12-01", 0), ("2025-12-02", 3), ("2025-12-04", 1), ("2025-12-08", 0)] {
            assert_eq!(school.illnesses(Scope::School, day(on), date("2025-12-31")).len(), count, "{on}");
        }
        // Nobody has come back by then.
        let illnesses = school.illnesses(Scope::School, day("2025-12-02"), date("2025-12-02"));
        assert!(illnesses.iter().all(|illness| illness.back.is_none()));
    }
}
