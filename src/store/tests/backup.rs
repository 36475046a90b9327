//! A backup brings everything back, or nothing is touched.

use super::*;
use std::fs;

const TODAY: &str = "2026-03-18";

/// Books with one pupil of that name, closed, and a backup of them beside.
fn backed_up(folder: &Path, name: &str) -> std::path::PathBuf {
    let file = folder.join("backup.baoxue");
    let mut store = create(&folder.join("books"));
    record(&mut store, act(Why::ImportRoster, vec![pupil(1, name)]));
    store.backup(&file, Overwrite::No).unwrap();
    file
}

fn names(folder: &Path) -> Vec<String> {
    let books = open(folder).load(NaiveDate::MIN).unwrap();
    books.pupils.into_iter().map(|pupil| pupil.record.name).collect()
}

#[test]
fn a_backup_opens_on_another_computer() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    let other = place.path().join("other");
    let restored = Store::restore(&file, &other, PASSPHRASE, day(TODAY)).unwrap();
    assert_eq!(restored, Restored { entries: 1, former: None });
    assert_eq!(names(&other), ["王小明"]);
    assert_eq!(open(&other).dump().unwrap(), open(&place.path().join("books")).dump().unwrap());
}

#[test]
fn what_lay_there_before_is_kept() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    let books = place.path().join("books");
    for number in ["", "-2"] {
        record(&mut open(&books), act(Why::ImportRoster, vec![pupil(2, "李雷")]));
        let restored = Store::restore(&file, &books, PASSPHRASE, day(TODAY)).unwrap();
        let former = books.join(format!("before-{TODAY}{number}"));
        assert_eq!(restored.former.as_deref(), Some(former.as_path()));
        assert_eq!((names(&books), names(&former)), (vec!["王小明".to_owned()], vec!["王小明".into(), "李雷".into()]));
    }
}

#[test]
fn books_that_are_open_are_not_replaced() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    let books = place.path().join("books");
    let _reading = open(&books);
    let refused = Store::restore(&file, &books, PASSPHRASE, day(TODAY));
    assert!(matches!(refused, Err(StoreError::InUse { .. })), "{refused:?}");
}

#[test]
fn a_damaged_backup_or_a_wrong_passphrase_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    let books = place.path().join("books");
    record(&mut open(&books), act(Why::ImportRoster, vec![pupil(2, "李雷")]));
    let wrong = Store::restore(&file, &books, "不是", day(TODAY));
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase)), "{wrong:?}");
    let sound = fs::read(&file).unwrap();
    for at in (0..sound.len()).step_by(sound.len() / 40) {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        fs::write(&file, &damaged).unwrap();
        let refused = Store::restore(&file, &books, PASSPHRASE, day(TODAY));
        assert!(matches!(refused, Err(StoreError::BackupDamaged { .. })), "byte {at}: {refused:?}");
    }
    assert_eq!(names(&books), ["王小明", "李雷"]);
    assert_eq!(fs::read_dir(&books).unwrap().count(), 3, "nothing is left behind");
}

#[test]
fn a_restore_cut_off_anywhere_is_finished_by_the_next_opening() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    for moved in 0..4 {
        let books = place.path().join(format!("cut-{moved}"));
        record(&mut create(&books), act(Why::ImportRoster, vec![pupil(2, "李雷")]));
        let beside = tempfile::tempdir_in(&books).unwrap();
        crate::store::backup::unpack(&file, beside.path()).unwrap();
        swap::stage(beside, &books, day(TODAY)).unwrap();
        let (staged, former) = (books.join("restoring"), books.join(format!("before-{TODAY}")));
        let steps = [
            (books.join("baoxue.key"), former.join("baoxue.key")),
            (staged.join("baoxue.key"), books.join("baoxue.key")),
            (books.join("baoxue.db"), former.join("baoxue.db")),
        ];
        for (from, to) in &steps[..moved] {
            fs::create_dir_all(&former).unwrap();
            fs::rename(from, to).unwrap();
        }
        assert_eq!(names(&books), ["王小明"], "after {moved} steps");
        assert_eq!(names(&former), ["李雷"], "after {moved} steps");
    }
}

#[test]
fn a_backup_is_not_written_over_unless_told() {
    let place = tempfile::tempdir().unwrap();
    let file = backed_up(place.path(), "王小明");
    let store = open(&place.path().join("books"));
    let before = fs::read(&file).unwrap();
    assert!(matches!(store.backup(&file, Overwrite::No), Err(StoreError::AlreadyThere { .. })));
    assert_eq!(fs::read(&file).unwrap(), before);
    store.backup(&file, Overwrite::Yes).unwrap();
    assert!(matches!(Store::in_memory(MACHINE).unwrap().backup(&file, Overwrite::Yes), Err(StoreError::InMemory)));
}
