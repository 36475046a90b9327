//! The program in a real (pseudo-)terminal, by key presses, as a new teacher would use it.
#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What has not come for so long never comes: the test ends and shows the screen. None passes or fails by it otherwise.
const HANGS: Duration = Duration::from_secs(120);

#[expect(clippy::disallowed_methods, reason = "only to end a test that waits for what never comes")]
fn now() -> Instant {
    Instant::now()
}

const PASSPHRASE: &str = "ju hua 42 duo";

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// A home of its own, with nothing in it.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        Home(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The program on the screens, in a terminal of this size.
    fn opens(&self, (columns, rows): (u16, u16), arguments: &[&str]) -> Terminal {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_baoxue"));
        command.args(["--data-dir", "books", "--today", "2025-09-10", "--lang", "zh"]);
        command.args(arguments);
        command.cwd(self.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", self.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Terminal { master: pair.master, child, keys, output, screen, raw: Vec::new() }
    }

    /// The command line on the same books.
    fn says(&self, arguments: &[&str]) -> Value {
        fs::write(self.path().join("passphrase"), PASSPHRASE).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_baoxue"))
            .args(["--data-dir", "books", "--today", "2025-09-10", "--passphrase-file", "passphrase"])
            .args(arguments)
            .arg("--json")
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The one roll of the day that was taken; which session that is depends on the hour at which the test runs.
    fn taken_roll(&self) -> Value {
        let rolls = ["am", "pm"].map(|session| self.says(&["roll", "show", "--class", "7.3", "--session", session]));
        let mut taken = rolls.into_iter().filter(|roll| roll["taken"] == true);
        let (Some(roll), None) = (taken.next(), taken.next()) else { panic!("not one roll was taken") };
        roll
    }

    /// Set up by the screens, a class of twelve imported, the roll of the teacher's own class before us.
    fn with_a_class(&self, size: (u16, u16)) -> Terminal {
        let mut roster = String::from("班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话\n");
        for (seat, name) in NAMES.iter().enumerate() {
            let phone = 14_200_000_001_u64 + seat as u64;
            roster += &format!("七年级(3)班,{},{name},男,T{seat:04},{name}妈,母亲,{phone}\n", seat + 1);
        }
        fs::write(self.path().join("class.csv"), roster).unwrap();
        let answers = [
            "Enter",
            PASSPHRASE,
            "Enter",
            PASSPHRASE,
            "Enter",
            "凤栖中学",
            "Enter",
            "Enter",
            "Enter",
            "Enter",
            "陈老师",
            "Enter",
            "7.3",
            "Enter",
        ];
        self.opens(size, &[])
            .sees("首次设置")
            .presses(&answers)
            .sees("8/8")
            .sees("凤栖中学")
            .sees("陈老师")
            .sees_no(PASSPHRASE)
            .presses(&["Enter"])
            .sees("选择花名册文件")
            .sees("class.csv")
            .presses(&["class.csv", "Enter"])
            .sees("新增 12")
            .presses(&["Enter"])
            .sees("点名")
            .sees("应到  12")
    }
}

const NAMES: [&str; 12] =
    ["陈子轩", "林𬭎", "欧阳文静", "王丽慧", "单雄", "曾柔", "区雯婷", "张䶮", "仇志强", "白洁涵", "高斌", "刘芳"];

/// A running program and what its terminal shows. Every step waits for what it names, never for time.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Every byte that was printed.
    raw: Vec<u8>,
}

impl Terminal {
    /// The screen as a reader sees it: no blanks behind a wide character.
    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    fn until(mut self, wanted: &str, is_there: impl Fn(&Terminal) -> bool) -> Terminal {
        let asked = now();
        while !is_there(&self) {
            match self.output.recv_timeout(HANGS.saturating_sub(asked.elapsed())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => self.gives_up(&format!("{wanted} did not come")),
                Err(RecvTimeoutError::Disconnected) => panic!("ended without {wanted}:\n{}", self.text()),
            }
        }
        self
    }

    fn sees(self, wanted: &str) -> Terminal {
        let text = wanted.to_owned();
        self.until(wanted, move |terminal| terminal.text().contains(&text))
    }

    fn sees_no(self, unwanted: &str) -> Terminal {
        assert!(!self.text().contains(unwanted), "{unwanted} is on the screen:\n{}", self.text());
        self
    }

    fn sees_gone(self, unwanted: &str) -> Terminal {
        let text = unwanted.to_owned();
        self.until(&format!("no {unwanted}"), move |terminal| !terminal.text().contains(&text))
    }

    fn sends(mut self, bytes: &[u8]) -> Terminal {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Keys by name, and text as it is.
    fn presses(mut self, keys: &[&str]) -> Terminal {
        for key in keys {
            let bytes: &[u8] = match *key {
                "Enter" => b"\r",
                "Esc" => b"\x1b",
                "Tab" => b"\t",
                "F2" => b"\x1bOQ",
                "F10" => b"\x1b[21~",
                "Ctrl+c" => b"\x03",
                text => text.as_bytes(),
            };
            self = self.sends(bytes);
        }
        self
    }

    fn pastes(self, text: &str) -> Terminal {
        self.sends(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    fn resizes_to(mut self, columns: u16, rows: u16) -> Terminal {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
        self
    }

    /// What was printed until the program ended of itself.
    fn ends(mut self) -> Terminal {
        let asked = now();
        loop {
            match self.output.recv_timeout(HANGS.saturating_sub(asked.elapsed())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => self.gives_up("it does not end"),
            }
        }
        self.child.wait().unwrap();
        self
    }

    fn gives_up(&mut self, why: &str) -> ! {
        // It is the screen that tells what went wrong, not whether the program could be stopped.
        let _ = self.child.kill();
        panic!("{why}:\n{}", self.text());
    }

    fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn from_an_empty_folder_to_an_issued_notice() {
    let home = Home::new();
    let screen = home.with_a_class((80, 24));
    // Three absent: seven keys.
    let screen =
        screen.presses(&["0", "2", "0", "5", "1", "1", "Enter"]).sees("已保存").sees("3 人未到，需今天联系家长");
    // The first of them is reached and ill: four keys. The others wait.
    let screen = screen.presses(&["Enter"]).sees("第 1/3 人").presses(&["1"]).sees("疾病").presses(&["1", "Enter"]);
    let screen = screen.sees("第 2/3 人").presses(&["Esc"]).sees("应到  12");
    let screen = screen.presses(&["F10"]).sees("菜单").presses(&["2"]).sees("缺勤预警").sees("单雄");
    let screen = screen.presses(&["n"]).sees("写哪一种").presses(&["1"]).sees("截至9月10日");
    let screen = screen.presses(&["F2"]).sees("出具后不能再修改").presses(&["1"]).sees("未签收");
    screen.presses(&["Ctrl+c"]).ends();
    let notices = home.says(&["notice", "list"]);
    assert_eq!((&notices[0]["number"], &notices[0]["name"]), (&"〔2025〕1号".into(), &"单雄".into()));
    let roll = home.taken_roll();
    let marks: Vec<(u64, &str)> = roll["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| (mark["seat"].as_u64().unwrap(), mark["mark"].as_str().unwrap()))
        .collect();
    assert_eq!(marks, [(2, "sick"), (5, "unknown"), (11, "unknown")]);
    assert_eq!(home.says(&["verify"])["sound"], true);
}

#[test]
fn a_wrong_passphrase_may_be_tried_again() {
    let home = Home::new();
    home.with_a_class((80, 24)).presses(&["Ctrl+c"]).ends();
    let door = home.opens((80, 24), &[]).sees("口令").presses(&["ju hua 43", "Enter"]).sees("口令不对");
    door.presses(&[PASSPHRASE, "Enter"]).sees("应到  12").presses(&["Ctrl+c"]).ends();
}

#[test]
fn what_the_screen_called_saved_outlives_a_kill() {
    let home = Home::new();
    home.with_a_class((120, 40)).presses(&["0", "8", "Enter"]).sees("已保存").dies();
    assert_eq!(home.taken_roll()["marks"][0]["name"], "张䶮");
    assert_eq!(home.says(&["verify"])["sound"], true);
}

#[test]
fn what_was_marked_and_not_saved_is_there_after_a_kill() {
    let home = Home::new();
    let before = home.with_a_class((80, 24)).presses(&["0", "8", "1", "2"]).sees("未保存").sees("08 12");
    // The last mark is kept once the next key is answered.
    before.presses(&["F10"]).sees("菜单").dies();
    let after = home.opens((80, 24), &[]).sees("口令").presses(&[PASSPHRASE, "Enter"]).sees("08 12").sees("未保存");
    after.dies();
}

#[test]
fn a_window_too_small_says_so_and_comes_back() {
    let home = Home::new();
    let demo = home.opens((80, 24), &["demo"]).sees("七年级(3)班").resizes_to(60, 15).sees("窗口太小：至少 80×24");
    demo.resizes_to(120, 40).sees("应到  50").presses(&["Ctrl+c"]).ends();
}

#[test]
fn ten_thousand_characters_do_no_harm() {
    let home = Home::new();
    let long = "张三\u{7}李四".repeat(2_000);
    let demo = home.opens((80, 24), &["demo"]).sees("应到  50").pastes(&long).sees("没有找到");
    let demo = demo.presses(&["Esc"]).sees_gone("没有找到").presses(&["/"]).sees("找人").pastes(&long).sees("没有找到");
    let demo = demo.presses(&["Esc"]).sees_gone("没有找到").sees("未点名");
    demo.presses(&["Ctrl+c"]).ends();
}

#[test]
fn the_terminal_is_given_back_as_it_was() {
    let home = Home::new();
    let ended = home.opens((80, 24), &["demo"]).sees("应到  50").presses(&["Ctrl+c"]).ends();
    assert!(!ended.screen.screen().alternate_screen() && !ended.screen.screen().hide_cursor());
    assert!(!ended.screen.screen().bracketed_paste());
    assert!(!home.path().join("books").exists(), "the demonstration leaves nothing behind");
}
