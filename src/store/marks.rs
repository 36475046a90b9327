//! The marks of one roll packed into one value.
//!
//! One after the other, in the order of the pupils' ids, no pupil twice; each:
//!
//! ```text
//! 16 bytes   the pupil's id
//!  1 byte    the mark: 1 unknown, 2 truant, 3 sick, 4 leave, 5 official, 6 late, 7 early; 128 more where symptoms
//!            follow
//!  2 bytes   the symptoms, one bit each, the lower byte first; only where the mark says so
//!  1+ bytes  0 without a note, else the note's length in bytes plus 1, seven bits a byte, the lowest first,
//!            the high bit set on all but the last
//!  …         the note, UTF-8
//! ```

use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::roll::Marked;
use crate::domain::symptom::Symptoms;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Symptoms follow the mark.
const WITH_SYMPTOMS: u8 = 0x80;

/// Of two marks for one pupil the later in the list is kept.
pub(super) fn pack(marks: &[Marked]) -> Vec<u8> {
    let ordered: BTreeMap<PupilId, &Marked> = marks.iter().map(|marked| (marked.pupil, marked)).collect();
    let mut packed = Vec::with_capacity(ordered.len() * 18);
    for marked in ordered.values() {
        packed.extend_from_slice(marked.pupil.0.as_bytes());
        if marked.symptoms.is_empty() {
            packed.push(number(marked.mark));
        } else {
            packed.push(number(marked.mark) | WITH_SYMPTOMS);
            packed.extend_from_slice(&marked.symptoms.bits().to_le_bytes());
        }
        match &marked.note {
            None => packed.push(0),
            Some(note) => {
                push_length(&mut packed, note.len() + 1);
                packed.extend_from_slice(note.as_bytes());
            }
        }
    }
    packed
}

/// None when the bytes were not packed by [`pack`].
pub(super) fn unpack(mut packed: &[u8]) -> Option<Vec<Marked>> {
    let mut marks = Vec::with_capacity(packed.len() / 18);
    while let Some((id, rest)) = packed.split_first_chunk::<16>() {
        let (&mark, rest) = rest.split_first()?;
        let (symptoms, rest) = match mark & WITH_SYMPTOMS {
            0 => (Symptoms::NONE, rest),
            _ => {
                let (bits, rest) = rest.split_first_chunk::<2>()?;
                (Symptoms::from_bits(u16::from_le_bytes(*bits))?, rest)
            }
        };
        let (length, rest) = take_length(rest)?;
        let (note, rest) = match length.checked_sub(1) {
            None => (None, rest),
            Some(length) => {
                let (note, rest) = rest.split_at_checked(length)?;
                (Some(std::str::from_utf8(note).ok()?.to_owned()), rest)
            }
        };
        let mark = from_number(mark & !WITH_SYMPTOMS)?;
        marks.push(Marked { pupil: PupilId(Uuid::from_bytes(*id)), mark, note, symptoms });
        packed = rest;
    }
    packed.is_empty().then_some(marks)
}

fn number(mark: Mark) -> u8 {
    match mark {
        Mark::Unknown => 1,
        Mark::Truant => 2,
        Mark::Sick => 3,
        Mark::Leave => 4,
        Mark::Official => 5,
        Mark::Late => 6,
        Mark::Early => 7,
    }
}

fn from_number(byte: u8) -> Option<Mark> {
    Mark::ALL.into_iter().find(|&mark| number(mark) == byte)
}

fn push_length(packed: &mut Vec<u8>, mut length: usize) {
    while length > 0x7f {
        packed.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    packed.push(length as u8);
}

fn take_length(mut packed: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0;
    for shift in (0..usize::BITS - 7).step_by(7) {
        let (&byte, rest) = packed.split_first()?;
        packed = rest;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((length, packed));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked() -> impl Strategy<Value = Marked> {
        let note = prop_oneof![3 => Just(None), 1 => ".{0,90}".prop_map(Some)];
        let symptoms = prop_oneof![2 => Just(0u16), 1 => 0..512u16].prop_map(|bits| Symptoms::from_bits(bits).unwrap());
        (any::<u128>(), 0..7usize, note, symptoms).prop_map(|(pupil, mark, note, symptoms)| Marked {
            pupil: PupilId(Uuid::from_u128(pupil)),
            mark: Mark::ALL[mark],
            note,
            symptoms,
        })
    }

    proptest! {
        #[test]
        fn packed_marks_are_read_back_in_order(mut marks in prop::collection::vec(marked(), 0..60)) {
            let packed = pack(&marks);
            marks.sort_by_key(|marked| marked.pupil);
            prop_assert_eq!(unpack(&packed), Some(marks));
        }

        #[test]
        fn any_bytes_are_marks_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Some(marks) = unpack(&bytes) {
                prop_assert!(marks.len() <= bytes.len() / 18);
            }
        }

        #[test]
        fn cut_off_marks_are_refused(marks in prop::collection::vec(marked(), 1..4), cut in 1..16usize) {
            let packed = pack(&marks);
            prop_assert_eq!(unpack(&packed[..packed.len() - cut]), None);
        }
    }

    #[test]
    fn nobody_missing_is_no_bytes() {
        assert_eq!(pack(&[]), Vec::<u8>::new());
        assert_eq!(unpack(&[]), Some(Vec::new()));
    }
}
