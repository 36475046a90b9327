//! The real program as a child process: a whole command, the screens in a terminal, their memory; and the books' size.

use crate::{made_up, times};
use baoxue::store::Store;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_baoxue");

pub fn measure() {
    let folder = made_up::books(made_up::SCHOOL);
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(secret.path(), made_up::PASSPHRASE).unwrap();

    let unlock = || times::time(|| Store::unlock(&folder, made_up::PASSPHRASE).unwrap());
    times::line("program/passphrase, dear on purpose", (0..20).map(|_| unlock()).collect());
    let command = || {
        let mut command = Command::new(PROGRAM);
        command.args(["flags", "--json"]).args(options(&folder, secret.path()));
        times::time(|| assert!(command.output().unwrap().status.success()))
    };
    times::line("program/flags --json, passphrase included", (0..20).map(|_| command()).collect());
    let starts = (0..10).map(|_| Screens::start(&folder, secret.path()).0);
    times::line("program/first frame, passphrase included", starts.collect());
    memory(&folder, secret.path());

    let size = |wanted| fs::metadata(made_up::books(wanted).join("baoxue.db")).unwrap().len() as f64 / 1e6;
    println!("{:<44} {:.1} MB", "size on disk/school", size(made_up::SCHOOL));
    let district: f64 = made_up::on_all_cores(&made_up::district(), |wanted| size(*wanted)).iter().sum();
    println!("{:<44} {district:.0} MB", "size on disk/district, 96 books");
}

fn options(folder: &Path, secret: &Path) -> Vec<String> {
    let (folder, secret) = (folder.display().to_string(), secret.display().to_string());
    let today = made_up::today().to_string();
    ["--data-dir", &folder, "--passphrase-file", &secret, "--today", &today, "--lang", "zh"].map(str::to_owned).into()
}

/// The peak of a child that has opened the screens, marked, sought and looked at the flags of the whole school.
fn memory(folder: &Path, secret: &Path) {
    let (_, mut screens) = Screens::start(folder, secret);
    for keys in ["07", "07", "/", "c", "\x1b", "\x1b[21~", "2", "\x1b[B"] {
        screens.press(keys);
    }
    // Only Linux tells it so plainly.
    let Ok(status) = fs::read_to_string(format!("/proc/{}/status", screens.id())) else { return };
    for line in status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS")) {
        println!("{:<44} {line}", "memory/screens of a school");
    }
}

/// The program in a terminal of 120×40.
struct Screens {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    _terminal: Box<dyn portable_pty::MasterPty + Send>,
}

impl Screens {
    /// Starts it and waits for the first frame; says how long that took.
    fn start(folder: &Path, secret: &Path) -> (Duration, Screens) {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(options(folder, secret));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut screens = None;
        let took = times::time(|| {
            let child = pair.slave.spawn_command(command).unwrap();
            let started = Screens { child, keyboard, output, _terminal: pair.master };
            started.frame();
            screens = Some(started);
        });
        (took, screens.unwrap())
    }

    /// Waits until a frame has been drawn whole: the end of a synchronised update.
    fn frame(&self) {
        const END: &[u8] = b"\x1b[?2026l";
        let mut seen = Vec::new();
        while !seen.windows(END.len()).any(|window| window == END) {
            seen.extend(self.output.recv_timeout(Duration::from_secs(10)).unwrap());
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self.frame();
        // A lone Esc is told from the beginning of a longer key only by the pause after it.
        thread::sleep(Duration::from_millis(100));
        while self.output.try_recv().is_ok() {}
    }

    fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Screens {
    fn drop(&mut self) {
        // It has nothing unsaved that anybody wants.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
