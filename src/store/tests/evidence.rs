//! Whatever is altered or taken out behind the program's back is found.

use super::*;
use crate::domain::ids::VisitId;
use crate::domain::visit::VisitRecord;
use rusqlite::params;

/// Books with a few entries of two machines, and a kept file.
fn books() -> Store {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let record_of = |file| -> VisitRecord {
        serde_json::from_value(serde_json::json!({
            "pupil": Uuid::nil(), "at": "2026-03-18T18:00:00", "who": "", "met": "", "outcome": "nobody",
            "found": "", "attachments": [file],
        }))
        .unwrap()
    };
    let visit =
        Change::Visit { id: VisitId(Uuid::from_u128(1)), to: Some(record_of(attachment("门口.jpg", b"photograph"))) };
    record(&mut store, act(Why::ImportRoster, vec![pupil(1, "王小明"), pupil(2, "李雷")]));
    store.record(act(Why::Visit, vec![visit]), &[b"photograph".to_vec()], next).unwrap();
    store.machine = MachineId(Uuid::from_u128(0xbb7));
    record(&mut store, roll(roll_key(3, "2026-03-18"), None, vec![marked(1, Mark::Truant)]));
    record(&mut store, act(Why::ImportRoster, vec![pupil(2, "李蕾")]));
    assert!(store.verify().unwrap().is_sound());
    store
}

/// Runs the statement, verifies, and puts everything back.
fn faults_after(store: &Store, sql: &str, values: impl rusqlite::Params) -> Vec<Fault> {
    store.db.execute_batch("SAVEPOINT untouched").unwrap();
    assert_eq!(store.db.execute(sql, values).unwrap(), 1, "{sql}");
    let faults = verify::faults(&store.db, store.machine).unwrap();
    store.db.execute_batch("ROLLBACK TO untouched; RELEASE untouched").unwrap();
    faults
}

fn ids(store: &Store) -> Vec<EntryId> {
    store.entries(None, 99).unwrap().iter().map(|entry| entry.id).collect()
}

#[test]
fn one_altered_byte_of_an_entry_is_found() {
    let store = books();
    for id in ids(&store) {
        for (column, kind) in [
            ("who", "BLOB"),
            ("why", "TEXT"),
            ("body", "TEXT"),
            ("prev", "BLOB"),
            ("digest", "BLOB"),
            ("machine", "BLOB"),
        ] {
            let sql = format!("SELECT CAST({column} AS BLOB) FROM journal WHERE id = ?1");
            let sound: Vec<u8> = store.db.query_row(&sql, [id.0.as_bytes()], |row| row.get(0)).unwrap();
            for at in 0..sound.len() {
                let mut altered = sound.clone();
                altered[at] ^= 1;
                let sql = format!("UPDATE journal SET {column} = CAST(?2 AS {kind}) WHERE id = ?1");
                let faults = faults_after(&store, &sql, params![id.0.as_bytes(), altered]);
                let names_it = |fault: &Fault| matches!(fault, Fault::Altered { id: found, .. } if *found == id);
                assert!(faults.iter().any(names_it), "{column} byte {at}: {faults:?}");
            }
        }
        for column in ["at", "seq"] {
            let sql = format!("UPDATE journal SET {column} = {column} + 1000 WHERE id = ?1");
            let faults = faults_after(&store, &sql, [id.0.as_bytes()]);
            assert!(faults.iter().any(|fault| matches!(fault, Fault::Altered { .. })), "{column}: {faults:?}");
        }
    }
}

#[test]
fn an_entry_taken_out_is_found_also_the_last() {
    let store = books();
    for id in ids(&store) {
        let faults = faults_after(&store, "DELETE FROM journal WHERE id = ?1", [id.0.as_bytes()]);
        assert!(
            faults.iter().any(|fault| matches!(fault, Fault::Missing { from, to, .. } if from == to)),
            "{faults:?}"
        );
    }
}

#[test]
fn an_altered_end_of_a_chain_is_found() {
    let store = books();
    let machine = MACHINE.0.as_bytes();
    for sql in [
        "UPDATE head SET seq = seq - 1 WHERE machine = ?1",
        "UPDATE head SET digest = zeroblob(32) WHERE machine = ?1",
        "DELETE FROM head WHERE machine = ?1",
    ] {
        let faults = faults_after(&store, sql, [machine]);
        assert!(matches!(faults[..], [Fault::HeadDiffers { machine: MACHINE, .. }]), "{sql}: {faults:?}");
    }
}

#[test]
fn tables_that_do_not_follow_from_the_journal_are_found() {
    let store = books();
    for (table, sql) in [
        ("pupil", "UPDATE pupil SET name = '王大明' WHERE name = '王小明'"),
        ("pupil", "DELETE FROM pupil WHERE name = '王小明'"),
        ("roll", "UPDATE roll SET marks = x''"),
        ("term", "INSERT INTO term (first, entry, last, name) VALUES (20260301, x'00', 20260701, '')"),
    ] {
        assert_eq!(faults_after(&store, sql, []), [Fault::TableDiffers { table }], "{sql}");
    }
}

#[test]
fn kept_files_are_held_to_their_digest() {
    let store = books();
    let digest = attachment("", b"photograph").digest;
    let faults = faults_after(&store, "UPDATE attachment SET bytes = x'00'", []);
    assert_eq!(faults, [Fault::AttachmentAltered { digest: digest.clone() }]);
    let faults = faults_after(&store, "DELETE FROM attachment", []);
    assert!(matches!(&faults[..], [Fault::AttachmentMissing { digest: found, .. }] if *found == digest), "{faults:?}");
}
