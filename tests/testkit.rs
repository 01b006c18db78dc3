//! What the tests share: a world without surprises, and events to record in it.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use docket_core::{
    Batch, CaseId, Event, EventId, Host, Key, Kind, Log, LogEntry, Party, RecordedAt, Salt, Verb,
};

/// A host whose clock ticks a second each time it is asked, and whose salts are numbered.
pub(crate) struct Ticking {
    now: AtomicI64,
    step: i64,
    salts: AtomicU64,
}

/// 2024-07-30, midnight UTC.
pub(crate) const START: i64 = 1_722_297_600_000_000;

impl Ticking {
    pub(crate) fn forward() -> Self {
        Self::by(1_000_000)
    }

    /// A clock that moves by so many microseconds, or back by them.
    pub(crate) fn by(step: i64) -> Self {
        Self::from(START, step)
    }

    pub(crate) fn from(start: i64, step: i64) -> Self {
        Self { now: AtomicI64::new(start), step, salts: AtomicU64::new(0) }
    }
}

impl Host for Ticking {
    fn now(&self) -> RecordedAt {
        RecordedAt(self.now.fetch_add(self.step, Ordering::Relaxed))
    }

    fn salt(&self) -> Salt {
        let number = u128::from(self.salts.fetch_add(1, Ordering::Relaxed));
        Salt::from_bytes((number * 0x9e37_79b9_7f4a_7c15).to_be_bytes())
    }
}

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
    motion.text = Some(format!("MOTION {name}"));
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
    let Some(fixtures) = std::env::var_os("DOCKET_FIXTURES") else {
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
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures);
    let text = std::fs::read_to_string(path.join("badinputs/blns/blns.json")).expect("blns.json");
    serde_json::from_str(&text).expect("a list of strings")
}

/// Says what a test is doing, or not doing; shown when it fails.
#[expect(clippy::print_stderr, reason = "the test harness keeps it until it is wanted")]
pub(crate) fn said(what: &str) {
    eprintln!("{what}");
}
