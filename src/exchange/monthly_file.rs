//! A school's monthly file (月报 JSON) as the district reads it: what is missing in it or of another kind is told place by
//! place, before anything is made of it.

use crate::domain::district::fault::{Fault, Place, Row, Wrong};
use crate::domain::monthly::{Figure, IntakeFigure, Month, MonthFigures, MonthlyReport};
use crate::domain::status::Reach;
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// The largest file that is read, in bytes: a school's month has some tens of thousands.
const MOST: usize = 8 << 20;
/// Characters of what stands there that are shown.
const SHOWN: usize = 40;

/// Reads one file.
///
/// # Errors
/// What is wrong with it, each with its place.
pub fn read(bytes: &[u8]) -> Result<Box<MonthlyReport>, Vec<Fault>> {
    let whole = |wrong| vec![Fault { place: Place::File, wrong }];
    if bytes.len() > MOST {
        return Err(whole(Wrong::TooLarge));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(text)
        .map_err(|error| whole(Wrong::NotJson { line: error.line(), column: error.column() }))?;
    let form = value.get("form").and_then(Value::as_str).unwrap_or_default();
    if form != MonthlyReport::FORM {
        return Err(vec![Fault { place: key("form"), wrong: Wrong::Form { found: shown_text(form) } }]);
    }
    let mut shape = Shape::default();
    shape.harmless(&value, "");
    shape.report(&value);
    if !shape.faults.is_empty() {
        return Err(shape.faults);
    }
    serde_json::from_value(value).map(Box::new).map_err(|error| whole(Wrong::Unfit { found: error.to_string() }))
}

fn key(key: &str) -> Place {
    Place::Key(key.to_owned())
}

/// What is wrong with the shape of a file.
#[derive(Default)]
struct Shape {
    faults: Vec<Fault>,
}

/// What belongs in a place.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Date,
    Month,
    /// Not less than 0, not more than this.
    Number(u64),
    List,
    Object,
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match self {
            Kind::Text => value.is_string(),
            Kind::Date => value.as_str().is_some_and(|text| text.parse::<NaiveDate>().is_ok()),
            Kind::Month => value.as_str().is_some_and(|text| text.parse::<Month>().is_ok()),
            Kind::Number(most) => value.as_u64().is_some_and(|number| number <= most),
            Kind::List => value.is_array(),
            Kind::Object => value.is_object(),
        }
    }
}

/// More than any school has of anything in a month, and so little that a whole district's sums have room: 60 classes call
/// some 10,000 rolls, 3,000 pupils come to a few hundred thousand attendances.
const COUNT: Kind = Kind::Number(MOST_COUNTED);
const MOST_COUNTED: u64 = 1_000_000;
const MOST_ATTENDANCES: u64 = 100_000_000;

impl Shape {
    fn must(&mut self, value: Option<&Value>, kind: Kind, place: Place) -> bool {
        let wrong = match value {
            None => Wrong::Missing,
            Some(value) if kind.fits(value) => return true,
            Some(value) => Wrong::Unfit { found: shown(value) },
        };
        self.faults.push(Fault { place, wrong });
        false
    }

    fn report(&mut self, value: &Value) {
        for (name, kind) in [
            ("school_code", Kind::Text),
            ("school", Kind::Text),
            ("bureau", Kind::Text),
            ("month", Kind::Month),
            ("from", Kind::Date),
            ("to", Kind::Date),
            ("version", COUNT),
        ] {
            self.must(value.get(name), kind, key(name));
        }
        let known = known_figures();
        if self.must(value.get("grades"), Kind::List, key("grades")) {
            for (at, line) in value["grades"].as_array().into_iter().flatten().enumerate() {
                if !self.must(Some(line), Kind::Object, key(&format!("grades[{at}]"))) {
                    continue;
                }
                let whole = self.must(line.get("grade"), Kind::Number(u8::MAX.into()), Place::Grade { at });
                self.must(line.get("classes"), COUNT, key(&format!("grades[{at}].classes")));
                let grade = line["grade"].as_u64().filter(|_| whole).and_then(|grade| u8::try_from(grade).ok());
                self.figures(line, &known, Row::Grade { at: Some(at), grade: grade.unwrap_or(0) });
            }
        }
        if self.must(value.get("total"), Kind::Object, key("total")) {
            self.figures(&value["total"], &known, Row::Total);
        }
        if self.must(value.get("transfers"), Kind::List, key("transfers")) {
            for (at, line) in value["transfers"].as_array().into_iter().flatten().enumerate() {
                let place = |name: &str| key(&format!("transfers[{at}].{name}"));
                let way = line.get("way").and_then(Value::as_str);
                if !matches!(way, Some("in" | "out")) {
                    let found = line.get("way").map(shown).unwrap_or_default();
                    self.faults.push(Fault { place: place("way"), wrong: Wrong::Unfit { found } });
                }
                self.must(line.get("on"), Kind::Date, place("on"));
                self.must(line.get("grade"), Kind::Number(u8::MAX.into()), place("grade"));
                self.must(line.get("counterpart"), Kind::Text, place("counterpart"));
                // Files of an earlier program do not say it.
                let reach = line.get("reach").filter(|reach| !reach.is_null());
                let is_known = |reach: &Value| Reach::ALL.iter().any(|it| Some(it.code()) == reach.as_str());
                if let Some(reach) = reach.filter(|reach| !is_known(reach)) {
                    self.faults.push(Fault { place: place("reach"), wrong: Wrong::Unfit { found: shown(reach) } });
                }
            }
        }
        self.cohorts(value);
        self.new_entrants(value);
        self.opening_reasons(value);
        if let Some(count) = value.get("not_listed") {
            self.must(Some(count), COUNT, key("not_listed"));
        }
    }

    /// The lines of a list that is left out where it has none, and by an earlier program.
    fn lines_if_any<'v>(&mut self, value: &'v Value, name: &str) -> &'v [Value] {
        let list = value.get(name).filter(|list| self.must(Some(list), Kind::List, key(name)));
        list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn cohorts(&mut self, value: &Value) {
        for (at, line) in self.lines_if_any(value, "cohorts").iter().enumerate() {
            let place = |name: &str| key(&format!("cohorts[{at}].{name}"));
            self.must(line.get("grade"), Kind::Number(u8::MAX.into()), place("grade"));
            for name in ["entrants", "transferred_in", "transferred_out", "died", "reached"] {
                self.must(line.get(name), COUNT, place(name));
            }
        }
    }

    fn opening_reasons(&mut self, value: &Value) {
        for (at, line) in self.lines_if_any(value, "opening_reasons").iter().enumerate() {
            let place = |name: &str| key(&format!("opening_reasons[{at}].{name}"));
            self.must(line.get("grade"), Kind::Number(u8::MAX.into()), place("grade"));
            self.must(line.get("last_close"), COUNT, place("last_close"));
            self.must(line.get("opening"), COUNT, place("opening"));
            self.must(line.get("why"), Kind::Text, place("why"));
        }
    }

    fn new_entrants(&mut self, value: &Value) {
        for (at, line) in self.lines_if_any(value, "new_entrants").iter().enumerate() {
            let place = |name: &str| key(&format!("new_entrants[{at}].{name}"));
            self.must(line.get("grade"), Kind::Number(u8::MAX.into()), place("grade"));
            for figure in IntakeFigure::ALL {
                self.must(line.get(figure.code()), COUNT, place(figure.code()));
            }
        }
    }

    /// Every figure that the form has, as a whole number.
    fn figures(&mut self, line: &Value, known: &Map<String, Value>, row: Row) {
        for (name, example) in known {
            match example {
                Value::Object(parts) => {
                    for part in parts.keys() {
                        let value = line.get(name).and_then(|of| of.get(part));
                        self.must(value, COUNT, figure(row, &format!("{name}.{part}")));
                    }
                }
                // What is not counted is left out, or null.
                Value::Null if line.get(name).is_none_or(Value::is_null) => {}
                _ => {
                    let is_attendance = matches!(name.as_str(), "expected" | "attended");
                    let most = if is_attendance { MOST_ATTENDANCES } else { MOST_COUNTED };
                    self.must(line.get(name), Kind::Number(most), figure(row, name));
                }
            }
        }
    }

    /// No text may steer a terminal or turn the direction of writing: names are shown as they are.
    fn harmless(&mut self, value: &Value, path: &str) {
        match value {
            Value::String(text) if text.chars().any(steers) => {
                self.faults.push(Fault { place: key(path), wrong: Wrong::Unfit { found: shown_text(text) } });
            }
            Value::Array(list) => {
                for (at, item) in list.iter().enumerate() {
                    self.harmless(item, &format!("{path}[{at}]"));
                }
            }
            Value::Object(fields) => {
                let dot = if path.is_empty() { "" } else { "." };
                for (name, item) in fields {
                    self.harmless(item, &format!("{path}{dot}{}", shown_text(name)));
                }
            }
            _ => {}
        }
    }
}

/// The figures of the form, as they are written where all are 0. Those that a file may leave out, as files of an earlier
/// program do, are not among them.
fn known_figures() -> Map<String, Value> {
    let Ok(Value::Object(all)) = serde_json::to_value(MonthFigures::default()) else { return Map::new() };
    let may_be_left_out = |name: &str| {
        let mut without = all.clone();
        without.remove(name);
        serde_json::from_value::<MonthFigures>(Value::Object(without)).is_ok()
    };
    all.iter()
        .filter(|(name, value)| value.is_null() || !may_be_left_out(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn figure(row: Row, name: &str) -> Place {
    match Figure::from_key(name) {
        Some(figure) => Place::Figure { row, figure },
        None => key(name),
    }
}

fn steers(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => shown_text(text),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
        other => other.to_string(),
    }
}

fn shown_text(text: &str) -> String {
    text.chars().take(SHOWN).map(|c| if steers(c) || c == '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::district::made_up::report;

    fn faults(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut value = serde_json::to_value(report("凤北小学", "2026-03", &[(1, 40)], vec![])).unwrap();
        change(&mut value);
        let read = read(value.to_string().as_bytes());
        read.err().unwrap_or_default().iter().map(|fault| fault.place.path()).collect()
    }

    /// No figure goes in that no school has: sums over a district have room for the others.
    #[test]
    fn a_figure_that_no_school_has_is_told_with_its_place() {
        assert_eq!(faults(|_| {}), [""; 0]);
        assert_eq!(faults(|it| it["grades"][0]["visits"] = 1_000_001.into()), ["grades[0].visits"]);
        assert_eq!(faults(|it| it["total"]["expected"] = i64::MAX.into()), ["total.expected"]);
        let cohort = |reached: u64| {
            serde_json::json!([{ "grade": 9, "entrants": 1, "transferred_in": 0, "transferred_out": 0, "died": 0,
                "reached": reached, "graduated": true }])
        };
        assert_eq!(faults(|it| it["cohorts"] = cohort(1)), [""; 0]);
        assert_eq!(faults(|it| it["cohorts"] = cohort(u64::from(u32::MAX))), ["cohorts[0].reached"]);
    }

    /// A later program of a school may say more than this one of the bureau reads.
    #[test]
    fn what_a_later_program_adds_is_passed_over() {
        assert_eq!(faults(|it| it["total"]["of_a_later_program"] = 7.into()), [""; 0]);
    }
}
