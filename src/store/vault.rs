//! The key file: the database's random key, wrapped once for each person who may open it.
//!
//! Each slot wraps the same key under a key derived from that person's passphrase. What a slot says in the clear
//! (label, derivation) is bound to the wrapped key: it cannot be altered without the slot refusing to open. A plain
//! checksum beside it tells a damaged file from a wrong passphrase; it protects nothing.

use super::error::StoreError;
use super::hex;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const VERSION: u32 = 1;
const ALGORITHM: &str = "argon2id";
const CIPHER: &str = "xchacha20poly1305";
/// More memory than this no slot asks for, KiB: a damaged number must not exhaust the machine.
const MOST_MEMORY: u32 = 4 << 20;
const MOST_PASSES: u32 = 1000;

/// The database's key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    pub(super) fn random(rng: &mut (impl CryptoRng + ?Sized)) -> Key {
        let mut key = Key([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    pub(super) fn hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(&self.0))
    }
}

/// How dear one try of a passphrase is made (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfCost {
    /// KiB.
    #[serde(rename = "m_cost")]
    pub memory: u32,
    #[serde(rename = "t_cost")]
    pub passes: u32,
    #[serde(rename = "p_cost")]
    pub lanes: u32,
}

impl Default for KdfCost {
    /// About 150 ms on an old laptop. More passes over less memory than is usual, so that unlocking does not set the
    /// program's peak.
    fn default() -> KdfCost {
        KdfCost { memory: 32 << 10, passes: 6, lanes: 1 }
    }
}

impl KdfCost {
    /// The least that the algorithm allows, for tests: protects nothing.
    pub const CHEAPEST: KdfCost = KdfCost { memory: 8, passes: 1, lanes: 1 };
}

/// The key file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vault {
    version: u32,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    label: String,
    kdf: Kdf,
    cipher: String,
    /// Hex, as all bytes here.
    nonce: String,
    wrapped: String,
    /// SHA-256 of everything else in the slot.
    checksum: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kdf {
    algorithm: String,
    #[serde(flatten)]
    cost: KdfCost,
    salt: String,
}

/// Why a slot did not open.
enum Shut {
    Damaged,
    Passphrase,
}

impl Vault {
    /// Wraps the key under one passphrase.
    pub(super) fn new(
        key: &Key,
        label: &str,
        passphrase: &str,
        cost: KdfCost,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Vault, StoreError> {
        Ok(Vault { version: VERSION, slots: vec![Slot::seal(key, label, passphrase, cost, rng)?] })
    }

    /// The key, from the first slot that this passphrase opens.
    ///
    /// # Errors
    /// `WrongPassphrase` when none does and all are sound; `KeyFileDamaged` when none does and one is not.
    pub(super) fn unlock(&self, passphrase: &str, path: &Path) -> Result<Key, StoreError> {
        self.find(passphrase, path).map(|(_, key)| key)
    }

    /// Wraps the key anew for the person who bears the old passphrase; other people's slots stay as they are.
    pub(super) fn rewrap(
        &mut self,
        old: &str,
        new: &str,
        cost: KdfCost,
        rng: &mut (impl CryptoRng + ?Sized),
        path: &Path,
    ) -> Result<(), StoreError> {
        let (at, key) = self.find(old, path)?;
        self.slots[at] = Slot::seal(&key, &self.slots[at].label, new, cost, rng)?;
        Ok(())
    }

    fn find(&self, passphrase: &str, path: &Path) -> Result<(usize, Key), StoreError> {
        let mut damaged = self.slots.is_empty();
        for (at, slot) in self.slots.iter().enumerate() {
            match slot.open(passphrase) {
                Ok(key) => return Ok((at, key)),
                Err(Shut::Damaged) => damaged = true,
                Err(Shut::Passphrase) => {}
            }
        }
        Err(if damaged { StoreError::KeyFileDamaged { path: path.to_owned() } } else { StoreError::WrongPassphrase })
    }

    /// # Errors
    /// `KeyFileMissing`; `KeyFileDamaged` when it is no key file; `TooNew` when a later program wrote it.
    pub(super) fn read(path: &Path) -> Result<Vault, StoreError> {
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::KeyFileMissing { path: path.to_owned() },
            _ => StoreError::io(path)(error),
        })?;
        let damaged = || StoreError::KeyFileDamaged { path: path.to_owned() };
        #[derive(Deserialize)]
        struct Stamp {
            version: u32,
        }
        let stamp: Stamp = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        match serde_json::from_slice(&bytes) {
            Ok(vault) if stamp.version == VERSION => Ok(vault),
            _ if stamp.version > VERSION => Err(StoreError::TooNew { found: stamp.version, known: VERSION }),
            _ => Err(damaged()),
        }
    }

    /// Writes the file beside and puts it in place in one step, to be read by its owner only.
    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        let text = serde_json::to_string_pretty(self).map_err(StoreError::unreadable("key file"))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        // A temporary file is its owner's alone on Unix, and keeps that when it is renamed.
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(StoreError::io(folder))?;
        beside.write_all(text.as_bytes()).map_err(StoreError::io(path))?;
        beside.as_file().sync_all().map_err(StoreError::io(path))?;
        beside.persist(path).map_err(|error| StoreError::io(path)(error.error))?;
        super::folder::sync(folder)
    }
}

impl Slot {
    fn seal(
        key: &Key,
        label: &str,
        passphrase: &str,
        cost: KdfCost,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Slot, StoreError> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let kdf = Kdf { algorithm: ALGORITHM.to_owned(), cost, salt: hex::encode(&salt) };
        let mut slot = Slot {
            label: label.to_owned(),
            kdf,
            cipher: CIPHER.to_owned(),
            nonce: hex::encode(&nonce),
            wrapped: String::new(),
            checksum: String::new(),
        };
        let under = derive(passphrase, &salt, cost).map_err(StoreError::unreadable("derivation"))?;
        let said = slot.said();
        let payload = Payload { msg: &key.0, aad: &said };
        let wrapped = XChaCha20Poly1305::new((&*under).into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(StoreError::unreadable("key"))?;
        slot.wrapped = hex::encode(&wrapped);
        slot.checksum = slot.worked_out_checksum();
        Ok(slot)
    }

    fn open(&self, passphrase: &str) -> Result<Key, Shut> {
        let sound = self.checksum == self.worked_out_checksum()
            && self.cipher == CIPHER
            && self.kdf.algorithm == ALGORITHM
            && self.kdf.cost.memory <= MOST_MEMORY
            && self.kdf.cost.passes <= MOST_PASSES;
        if !sound {
            return Err(Shut::Damaged);
        }
        let salt: [u8; 16] = hex::decode(&self.kdf.salt).ok_or(Shut::Damaged)?;
        let nonce: [u8; 24] = hex::decode(&self.nonce).ok_or(Shut::Damaged)?;
        let wrapped: [u8; 48] = hex::decode(&self.wrapped).ok_or(Shut::Damaged)?;
        let under = derive(passphrase, &salt, self.kdf.cost).map_err(|_| Shut::Damaged)?;
        let said = self.said();
        let opened = XChaCha20Poly1305::new((&*under).into())
            .decrypt(&XNonce::from(nonce), Payload { msg: &wrapped, aad: &said })
            .map_err(|_| Shut::Passphrase)?;
        let opened = Zeroizing::new(opened);
        let mut key = Key([0; 32]);
        if opened.len() != key.0.len() {
            return Err(Shut::Damaged);
        }
        key.0.copy_from_slice(&opened);
        Ok(key)
    }

    /// What the slot says in the clear, each part with its length in front: bound to the wrapped key.
    fn said(&self) -> Vec<u8> {
        let KdfCost { memory, passes, lanes } = self.kdf.cost;
        let numbers = [VERSION, memory, passes, lanes].map(u32::to_be_bytes).concat();
        let parts = [
            numbers.as_slice(),
            self.label.as_bytes(),
            self.kdf.algorithm.as_bytes(),
            self.kdf.salt.as_bytes(),
            self.cipher.as_bytes(),
        ];
        parts
            .iter()
            .flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.iter().copied()))
            .collect()
    }

    fn worked_out_checksum(&self) -> String {
        let mut hash = Sha256::new_with_prefix(self.said());
        hash.update(&self.nonce);
        hash.update(&self.wrapped);
        hex::encode(&hash.finalize())
    }
}

/// The key that a passphrase comes to.
fn derive(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<Zeroizing<[u8; 32]>, argon2::Error> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32))?;
    let mut key = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::ChaCha20Rng;

    fn vault() -> (Vault, Key) {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let key = Key::random(&mut rng);
        let mut vault = Vault::new(&key, "陈老师", "一", KdfCost::CHEAPEST, &mut rng).unwrap();
        vault.slots.push(Slot::seal(&key, "林老师", "二", KdfCost::CHEAPEST, &mut rng).unwrap());
        (vault, key)
    }

    #[test]
    fn each_persons_passphrase_opens_their_slot() {
        let (vault, key) = vault();
        for passphrase in ["一", "二"] {
            assert_eq!(vault.unlock(passphrase, Path::new("")).ok().map(|key| key.0), Some(key.0));
        }
        assert!(matches!(vault.unlock("三", Path::new("")), Err(StoreError::WrongPassphrase)));
    }

    #[test]
    fn a_new_passphrase_leaves_the_others_alone() {
        let (mut vault, key) = vault();
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let others = vault.slots[1].clone();
        vault.rewrap("一", "新", KdfCost::CHEAPEST, &mut rng, Path::new("")).unwrap();
        assert_eq!((vault.slots.len(), &vault.slots[1]), (2, &others));
        assert_eq!(vault.unlock("新", Path::new("")).ok().map(|key| key.0), Some(key.0));
        assert!(vault.unlock("一", Path::new("")).is_err());
    }

    #[test]
    fn what_is_said_in_the_clear_cannot_be_altered() {
        let alter: [fn(&mut Slot); 4] = [
            |slot| slot.label = "王老师".to_owned(),
            |slot| slot.kdf.cost.passes += 1,
            |slot| slot.kdf.salt = hex::encode(&[0; 16]),
            |slot| slot.nonce = hex::encode(&[0; 24]),
        ];
        for alter in alter {
            let (mut vault, _) = vault();
            let slot = &mut vault.slots[0];
            alter(slot);
            assert!(matches!(slot.open("一"), Err(Shut::Damaged)));
            slot.checksum = slot.worked_out_checksum();
            assert!(matches!(slot.open("一"), Err(Shut::Passphrase)));
        }
    }

    #[test]
    fn a_slot_that_asks_for_the_whole_machine_is_damaged() {
        let (mut vault, _) = vault();
        let slot = &mut vault.slots[0];
        slot.kdf.cost.memory = u32::MAX;
        slot.checksum = slot.worked_out_checksum();
        assert!(matches!(slot.open("一"), Err(Shut::Damaged)));
    }
}
