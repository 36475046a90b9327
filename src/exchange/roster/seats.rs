//! Seats (座号) in a roster: no two pupils of a class sit in one. Whoever gives a seat up in the same file makes room.

use super::super::person::Column;
use super::super::plan::FaultKind;
use super::known::standing_now;
use super::{Line, Table};
use crate::domain::class::Class;
use crate::domain::people::{Pupil, Standing};
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

type Seat = (Class, u16);

/// Puts rows at fault whose seat somebody else has, and answers with the others, each with the seat that it gets.
pub fn give<'l>(school: &School, today: NaiveDate, lines: Vec<Line<'l>>, tables: &mut [Table<'_>]) -> Vec<Line<'l>> {
    let now: Vec<Option<Seat>> = school.pupils.iter().map(|pupil| seat_of(pupil, today)).collect();
    let seats = Seats { school, today, now };
    let mut lines = lines;
    loop {
        // A row that is kept out leaves its pupil where it sits, which may put another row at fault.
        let faults = seats.clashes(&lines);
        if faults.is_empty() {
            break;
        }
        let mut at = 0;
        lines.retain(|line| {
            let fault = faults.get(&at);
            at += 1;
            if let Some(kind) = fault {
                tables[line.table].fault(line.row, Column::Seat, kind.clone());
            }
            fault.is_none()
        });
    }
    seats.settle(&mut lines);
    lines
}

struct Seats<'a> {
    school: &'a School,
    today: NaiveDate,
    /// By place in the books.
    now: Vec<Option<Seat>>,
}

impl Seats<'_> {
    fn own(&self, line: &Line<'_>) -> Option<Seat> {
        line.place.and_then(|place| self.now[place])
    }

    /// The seat that a row asks for, or that its pupil keeps by staying in the class.
    fn wanted(&self, line: &Line<'_>) -> Option<Seat> {
        if !self.moves(line) {
            return self.own(line);
        }
        let said = line.person.seat.map(|seat| (line.person.class, seat));
        said.or_else(|| self.own(line).filter(|(class, _)| *class == line.person.class))
    }

    /// Whether a row can seat its pupil at all: nothing holds against it, and the pupil is not away.
    fn moves(&self, line: &Line<'_>) -> bool {
        let standing = line.place.and_then(|place| standing_now(&self.school.pupils[place], self.today));
        let is_away = |(_, standing): (NaiveDate, Standing)| standing.class().is_none() && standing != Standing::Gone;
        line.holds.is_none() && !standing.is_some_and(is_away)
    }

    /// The rows, by place, whose seat is that of another row or of somebody whom the file does not move.
    fn clashes(&self, lines: &[Line<'_>]) -> HashMap<usize, FaultKind> {
        let held = self.held(lines);
        let mut given: HashMap<Seat, u32> = HashMap::new();
        let mut faults = HashMap::new();
        // Whoever sits there already comes first.
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|at| self.wanted(&lines[*at]) != self.own(&lines[*at]));
        for at in order {
            let line = &lines[at];
            let Some(wanted) = self.wanted(line) else { continue };
            let others = || held.get(&wanted).into_iter().flatten().find(|place| Some(**place) != line.place);
            if let Some(first) = given.get(&wanted) {
                faults.insert(at, FaultKind::SeatTaken { first: *first });
            } else if let Some(place) = others().filter(|_| self.own(line) != Some(wanted)) {
                faults.insert(at, FaultKind::SeatHeld { by: self.school.pupils[*place].record.name.clone() });
            } else {
                given.insert(wanted, line.person.row);
            }
        }
        faults
    }

    /// The seats of the books that stay taken, by whom: those that the file moves nobody out of, and those of a day to come.
    fn held(&self, lines: &[Line<'_>]) -> HashMap<Seat, Vec<usize>> {
        let moved: HashSet<usize> =
            lines.iter().filter(|line| self.leaves(line)).filter_map(|line| line.place).collect();
        let mut held: HashMap<Seat, Vec<usize>> = HashMap::new();
        for (place, pupil) in self.school.pupils.iter().enumerate() {
            let now = self.now[place].filter(|_| !moved.contains(&place));
            let to_come = pupil.standings.iter().filter(|(from, _)| *from > self.today);
            let seats = to_come.filter_map(|(_, standing)| seat_in(*standing)).chain(now);
            seats.for_each(|seat| held.entry(seat).or_default().push(place));
        }
        held
    }

    fn leaves(&self, line: &Line<'_>) -> bool {
        let moves_class = self.moves(line) && self.own(line).is_some_and(|(class, _)| class != line.person.class);
        moves_class || self.wanted(line) != self.own(line)
    }

    /// Every row gets its seat; who comes into another class without one keeps the own number where it is free there.
    fn settle(&self, lines: &mut [Line<'_>]) {
        let held = self.held(lines);
        let mut given: HashSet<Seat> = lines.iter().filter_map(|line| self.wanted(line)).collect();
        for line in lines {
            let wanted = self.wanted(line);
            let own = self.own(line).map(|(_, seat)| (line.person.class, seat));
            let kept = own.filter(|seat| !held.contains_key(seat) && !given.contains(seat));
            let seat = wanted.or(kept);
            given.extend(seat);
            line.seat = seat.map(|(_, seat)| seat);
        }
    }
}

fn seat_of(pupil: &Pupil, today: NaiveDate) -> Option<Seat> {
    seat_in(standing_now(pupil, today)?.1)
}

fn seat_in(standing: Standing) -> Option<Seat> {
    match standing {
        Standing::InClass { class, seat } => seat.map(|seat| (class, seat)),
        Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } | Standing::Gone => None,
    }
}
