//! What the tests share: a world without surprises, and events to record in it.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use docket_core::{Batch, CaseId, Event, EventId, Key, Kind, Log, LogEntry, Party, Verb};

/// 2024-07-30, midnight UTC.
pub(crate) const START: i64 = 1_722_297_600_000_000;

pub(crate) fn case(name: &str) -> CaseId {
    name.parse().expect("a case id")
}

pub(crate) fn key(name: &str) -> Key {
    name.parse().expect("a key")
}

pub(crate) fn id(name: &str) -> EventId {
    name.parse().expect("an event id")
}

/// A motion, by its id `CASE/key`.
pub(crate) fn motion(name: &str) -> Event {
    let EventId { case, key: event } = id(name);
    let mut motion = Event::new(case, event, Kind::Motion, Verb::Filed);
    motion.source = Some(key("docket"));
    motion.by = vec![Party::named("Nokia Technologies Oy")];
    motion.text = Some(format!("MOTION {name}").into());
    motion
}

/// A batch of motions.
pub(crate) fn motions(names: &[&str]) -> Batch {
    Batch::of(names.iter().map(|name| motion(name)).collect())
}

/// Everything in a log, in order.
pub(crate) fn all(log: &dyn Log) -> Vec<LogEntry> {
    let size = log.head().expect("a head").size;
    let range = docket_core::Position(1)..size.next();
    log.entries(range).collect::<Result<_, _>>().expect("readable entries")
}

/// The Big List of Naughty Strings, where `DOCKET_FIXTURES` says where it is; a few of them
/// otherwise.
pub(crate) fn blns() -> Vec<String> {
    let Some(fixtures) = fixtures() else {
        said("skipped: the Big List of Naughty Strings, for DOCKET_FIXTURES is not set");
        let few = [
            "",
            "\u{0}",
            "\u{feff}x",
            "\u{202e}abc",
            "e\u{301}",
            "👩‍👩‍👧‍👧",
            "\r\n\t",
            "' OR 1=1 --",
            "\u{10ffff}",
        ];
        return few.map(str::to_owned).into();
    };
    let text = std::fs::read_to_string(fixtures.join("badinputs/blns/blns.json"));
    let text = text.expect("blns.json");
    serde_json::from_str(&text).expect("a list of strings")
}

/// Says what a test is doing, or not doing; shown when it fails.
#[expect(clippy::print_stderr, reason = "the test harness keeps it until it is wanted")]
pub(crate) fn said(what: &str) {
    eprintln!("{what}");
}

/// The environment variable that tells this binary to be another process of a test.
const ROLE: &str = "DOCKET_TEST_ROLE";

/// Starts this test binary again as another process, which plays a role on a ledger.
pub(crate) fn start(role: &str, ledger: &Path) -> Child {
    let binary = std::env::current_exe().expect("the test binary");
    Command::new(binary)
        .args(["--exact", "testkit::another_process_plays_its_role", "--nocapture"])
        .env(ROLE, role)
        .env("DOCKET_TEST_LEDGER", ledger)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("another process")
}

/// What another process said about a ledger, from beginning to end.
pub(crate) fn ask(role: &str, ledger: &Path) -> String {
    let output = start(role, ledger).wait_with_output().expect("its output");
    let said = String::from_utf8_lossy(&output.stdout);
    let told = said.lines().filter_map(|line| Some(line.split_once(SAYS)?.1)).collect::<Vec<_>>();
    assert!(!told.is_empty(), "{role}: {said}{}", String::from_utf8_lossy(&output.stderr));
    told.join("\n")
}

/// What stands before each line that another process says; the harness says things too.
pub(crate) const SAYS: &str = "docket says: ";

/// Says a line to the process that started this one.
#[expect(clippy::print_stdout, reason = "another process reads it")]
pub(crate) fn say(line: &str) {
    println!("{SAYS}{line}");
    std::io::stdout().flush().expect("somebody listens");
}

#[test]
fn another_process_plays_its_role() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let path = PathBuf::from(std::env::var_os("DOCKET_TEST_LEDGER").expect("a ledger"));
    match role.as_str() {
        "read" => crate::ledger::read(&path),
        "hold" => crate::ledger::hold(&path),
        "backup" => crate::backups::write(&path),
        "append" => crate::kill::append(&path),
        other => panic!("no role {other}"),
    }
}

/// Numbers that look random and are the same for the same seed (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A seed that is new each time, unless `DOCKET_SEED` gives it; said, so that it can be given.
    pub(crate) fn new() -> Self {
        let given = std::env::var("DOCKET_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().build_hasher().finish());
        said(&format!("DOCKET_SEED={seed}"));
        Self(seed)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// Copies a directory with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a new directory");
    for item in std::fs::read_dir(from).expect("a directory") {
        let item = item.expect("an item");
        let (from, to) = (item.path(), to.join(item.file_name()));
        if item.file_type().expect("a type").is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a copy");
        }
    }
}

/// The directory of the fixtures; a relative one is read from the root of the workspace.
pub(crate) fn fixtures() -> Option<PathBuf> {
    let Some(dir) = std::env::var_os("DOCKET_FIXTURES") else {
        said("skipped: DOCKET_FIXTURES is not set");
        return None;
    };
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join(dir))
}
