//! Which file is not as it should be, and what the disk gives away.

use super::*;
use std::fs;

fn books() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(folder.path());
    let many = (1..400).map(|id| pupil(id, "欧阳娜娜")).collect();
    record(&mut store, act(Why::ImportRoster, many));
    store.close().unwrap();
    folder
}

fn error(folder: &Path, passphrase: &str) -> StoreError {
    match Store::open(folder, passphrase) {
        Ok(_) => panic!("opened"),
        Err(error) => error,
    }
}

#[test]
fn a_wrong_passphrase_is_told_from_a_damaged_key_file() {
    let folder = books();
    for wrong in ["", "知春路 7:51", "知春路 7:50 "] {
        assert!(matches!(error(folder.path(), wrong), StoreError::WrongPassphrase), "{wrong:?}");
    }
    let path = folder::key_file(folder.path());
    let sound = fs::read(&path).unwrap();
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        match Store::unlock(folder.path(), PASSPHRASE) {
            // Blanks between the parts mean nothing.
            Ok(_) => assert!(sound[at].is_ascii_whitespace(), "byte {at}"),
            Err(StoreError::KeyFileDamaged { .. } | StoreError::TooNew { .. }) => {}
            Err(other) => panic!("byte {at}: {other:?}"),
        }
    }
    fs::write(&path, &sound[..sound.len() / 2]).unwrap();
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::KeyFileDamaged { .. }));
    fs::remove_file(&path).unwrap();
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::KeyFileMissing { .. }));
}

#[test]
fn a_damaged_database_is_found_wherever_it_is_damaged() {
    let folder = books();
    let path = folder::database(folder.path());
    let sound = fs::read(&path).unwrap();
    for at in (0..sound.len()).step_by(8192).map(|page| page + 1000) {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        match Store::open(folder.path(), PASSPHRASE) {
            Err(error) => assert!(matches!(error, StoreError::DatabaseDamaged), "byte {at}: {error:?}"),
            Ok(store) => match store.verify() {
                Err(error) => assert!(matches!(error, StoreError::DatabaseDamaged), "byte {at}: {error:?}"),
                Ok(verified) => assert!(!verified.is_sound(), "byte {at}"),
            },
        }
    }
    fs::write(&path, b"").unwrap();
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::DatabaseDamaged));
    fs::remove_file(&path).unwrap();
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::DatabaseMissing { .. }));
}

#[test]
fn books_of_a_later_program_are_not_touched() {
    let folder = books();
    let store = open(folder.path());
    store.db.pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::TooNew { found: 99, known: migrate::NEWEST }));
}

#[test]
fn new_books_are_not_made_over_others() {
    let folder = books();
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let mut again = || Store::create(folder.path(), "x", KdfCost::CHEAPEST, MACHINE, &mut rng).err();
    assert!(matches!(again(), Some(StoreError::AlreadyThere { .. })));
    fs::remove_file(folder::database(folder.path())).unwrap();
    assert!(matches!(again(), Some(StoreError::AlreadyThere { .. })), "a key file alone may be somebody's only one");
}

#[test]
fn nothing_else_is_left_in_the_folder() {
    let folder = books();
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["baoxue.db", "baoxue.key", "baoxue.lock"]);
}

#[test]
fn no_name_is_readable_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(folder.path());
    record(&mut store, act(Why::ImportRoster, vec![pupil(1, "欧阳娜娜")]));
    store.keep_draft("contact/1", "欧阳娜娜").unwrap();
    store.backup(&folder.path().join("backup"), Overwrite::No).unwrap();
    // The log is still there while the books are open.
    let mut files = 0;
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(12).any(|window| window == "欧阳娜娜".as_bytes()), "{}", path.display());
        assert!(!bytes.starts_with(b"SQLite format 3"), "{}", path.display());
        files += 1;
    }
    assert!(files >= 4, "{files}");
}

#[test]
fn the_passphrase_can_be_changed() {
    let folder = books();
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let mut change = |old| Store::change_passphrase(folder.path(), old, "新的", KdfCost::CHEAPEST, &mut rng);
    assert!(matches!(change("不是"), Err(StoreError::WrongPassphrase)));
    change(PASSPHRASE).unwrap();
    assert!(matches!(error(folder.path(), PASSPHRASE), StoreError::WrongPassphrase));
    assert!(Store::open(folder.path(), "新的").unwrap().verify().unwrap().is_sound());
}

#[cfg(unix)]
#[test]
fn the_files_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = books();
    for path in [folder::database(folder.path()), folder::key_file(folder.path())] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}
