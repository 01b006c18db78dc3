//! A log whose process is killed at any moment keeps what it acknowledged.
//!
//! The test starts itself as another process that appends from several threads and says each
//! event it was acknowledged. It is killed, while it appends or while it still opens the ledger,
//! and started again on what is left: it first checks that all that was ever acknowledged is in its
//! place, in whole batches, with a tree to match, and then goes on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use docket_core::{Batch, Event, EventId, Log, Position, Ticking};

use crate::names::{case, id};

use super::motions::{all, motion};
use super::order::is_in_order;
use super::process::{SAYS, role, said, say, start};
use super::{Broken, Dice};

const FACT: &str = "what was acknowledged survives a kill";
/// The role of the process that is killed.
const APPEND: &str = "append to a log until killed";
const APPENDERS: u64 = 4;
/// So many events at least are acknowledged for each kill, on the average.
const FOR_EACH_KILL: usize = 5;

/// Opens or creates a log at a path, with a host.
type At<'a> = Box<dyn Fn(&Path, Arc<Ticking>) -> Box<dyn Log> + 'a>;

/// The part of the contract for a durable log: its process is killed again and again, at moments
/// that `DOCKET_SEED` repeats, and what it acknowledged must be there afterwards.
///
/// ```no_run
/// use docket_core::SledLog;
/// use docket_testkit::Kills;
/// use docket_time::Tz;
///
/// # mod docs {
/// # use super::*;
/// #[test]
/// fn what_was_acknowledged_survives_kill_9() {
///     Kills::of(
///         "what_was_acknowledged_survives_kill_9",
///         |path, host| SledLog::create(path, Tz::UTC, host).expect("a new ledger"),
///         |path, host| SledLog::open(path, host).expect("a ledger"),
///     )
///     .holds();
/// }
/// # }
/// ```
pub struct Kills<'a> {
    test: String,
    create: At<'a>,
    open: At<'a>,
    ledgers: u32,
    each: u32,
}

impl<'a> Kills<'a> {
    /// Kills of a log that `create` makes, in the zone UTC, and `open` opens again in another
    /// process. The path is one that nothing stands at yet, in a directory that is there; a log that
    /// is no directory takes it for a name of its own.
    ///
    /// `test` is the name of the test that this is called in, with its modules, as the harness lists
    /// it: the other process runs that test too, and this takes it over there.
    #[must_use]
    pub fn of<C: Log + 'static, O: Log + 'static>(
        test: &str,
        create: impl Fn(&Path, Arc<Ticking>) -> C + 'a,
        open: impl Fn(&Path, Arc<Ticking>) -> O + 'a,
    ) -> Self {
        Self {
            test: test.to_owned(),
            create: Box::new(move |path, host| Box::new(create(path, host))),
            open: Box::new(move |path, host| Box::new(open(path, host))),
            ledgers: 2,
            each: 10,
        }
    }

    /// So many ledgers, each killed so many times. Two and ten, where this is not said.
    #[must_use]
    pub fn times(self, ledgers: u32, each: u32) -> Self {
        Self { ledgers, each, ..self }
    }

    /// Asserts that what was acknowledged is there.
    ///
    /// # Panics
    /// When it is not, or when hardly anything was acknowledged.
    #[track_caller]
    pub fn holds(&self) {
        if let Some(broken) = self.broken() {
            panic!("the log does not keep: {broken}");
        }
    }

    /// What is broken, if the log does not keep what it acknowledged.
    #[must_use]
    pub fn broken(&self) -> Option<Broken> {
        self.play();
        Broken::by(FACT, || self.kill_all())
    }

    /// Where this is the process to be killed, appends until it is.
    pub(super) fn play(&self) {
        if let Some((_, path)) = role().filter(|(role, _)| role == APPEND) {
            append(&*self.check(&path));
        }
    }

    fn kill_all(&self) {
        let directory = tempfile::tempdir().expect("a directory");
        let mut dice = Dice::seeded();
        let mut total = 0;
        for ledger in 0..self.ledgers {
            let path = directory.path().join(ledger.to_string());
            drop((self.create)(&path, Arc::new(Ticking::default())));
            let mut lines = String::new();
            for _ in 0..self.each {
                fs::write(acknowledged(&path), &lines).expect("a file");
                self.round(&path, &mut dice, &mut lines);
            }
            fs::write(acknowledged(&path), &lines).expect("a file");
            drop(self.check(&path));
            total += lines.lines().count();
        }
        let kills = self.ledgers * self.each;
        said(&format!("{total} acknowledged events over {kills} kills"));
        assert!(total > FOR_EACH_KILL * kills as usize, "it got to append: {total}");
    }

    /// Starts the appender, kills it, and adds what it said to the lines.
    fn round(&self, path: &Path, dice: &mut Dice, lines: &mut String) {
        let mut child = start(&self.test, APPEND, path);
        let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
        if dice.below(4) == 0 {
            thread::sleep(Duration::from_micros(dice.below(80_000)));
        } else {
            self.wait_for_open(&mut stdout, &mut child);
            thread::sleep(Duration::from_micros(dice.below(120_000)));
        }
        // It may only have ended because it was killed.
        assert!(child.try_wait().expect("a process").is_none(), "{}", self.complaint(&mut child));
        child.kill().expect("a kill");
        child.wait().expect("an end");
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("text");
        // A line that the kill cut off was not acknowledged to anybody.
        for line in rest.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let said = line.split_once(SAYS).filter(|(_, line)| line.starts_with('@'));
            lines.push_str(said.map_or("", |(_, line)| line));
        }
    }

    fn wait_for_open(&self, stdout: &mut BufReader<ChildStdout>, child: &mut Child) {
        let mut line = String::new();
        while !line.ends_with("open\n") {
            line.clear();
            let read = stdout.read_line(&mut line).expect("text");
            assert!(read > 0, "{}", self.complaint(child));
        }
    }

    fn complaint(&self, child: &mut Child) -> String {
        let mut complaint = String::new();
        if let Some(stderr) = &mut child.stderr {
            stderr.read_to_string(&mut complaint).expect("text");
        }
        if complaint.is_empty() {
            complaint = format!("is there a test `{}`?", self.test);
        }
        format!("the appender ended by itself: {complaint}")
    }

    /// Opens the ledger and holds it against what was acknowledged.
    fn check(&self, path: &Path) -> Box<dyn Log> {
        let log = (self.open)(path, Arc::new(Ticking::default()));
        is_in_order(&*log);
        let entries = all(&*log);
        let lines = fs::read_to_string(acknowledged(path)).expect("a list");
        for line in lines.lines() {
            let (position, name) = line.split_once(' ').expect("two words");
            let at: usize = position[1..].parse().expect("a position");
            let there = entries.get(at - 1).map(|entry| entry.event.event_id());
            assert_eq!(there, Some(id(name)), "{position} was acknowledged");
        }
        let mut batches: BTreeMap<String, (Position, usize)> = BTreeMap::new();
        for entry in &entries {
            let (batch, whole) = batch_of(&entry.event.event_id());
            let before = Position(entry.position.0 - 1);
            let (last, left) = batches.entry(batch).or_insert((before, whole));
            assert_eq!(last.next(), entry.position, "a batch stays together");
            (*last, *left) = (entry.position, *left - 1);
        }
        let torn: Vec<_> = batches.iter().filter(|(_, (_, left))| *left > 0).collect();
        assert!(torn.is_empty(), "batches in part: {torn:?}");
        log
    }
}

/// The file beside a ledger that lists what was acknowledged: position, id.
fn acknowledged(ledger: &Path) -> PathBuf {
    ledger.with_extension("acknowledged")
}

/// Appends until the process is killed.
fn append(log: &dyn Log) {
    say("open");
    let round = log.head().expect("a head").size.0;
    thread::scope(|scope| {
        for appender in 0..APPENDERS {
            scope.spawn(move || append_for_ever(log, appender, round));
        }
    });
}

/// The key of an event is `ROUND-APPENDER-BATCH-SIZE-NUMBER`.
fn batch_of(id: &EventId) -> (String, usize) {
    let parts: Vec<_> = id.key.as_str().split('-').collect();
    (parts[..3].join("-"), parts[3].parse().expect("a size"))
}

fn append_for_ever(log: &dyn Log, appender: u64, round: u64) {
    let mut dice = Dice(round * APPENDERS + appender);
    for n in 0.. {
        let size = 1 + dice.below(20);
        let batch = Batch::of(
            (0..size)
                .map(|k| event(&mut dice, appender, &format!("{round}-{appender}-{n}-{size}-{k}")))
                .collect(),
        );
        let receipt = log.append(batch.clone()).expect("an append");
        for line in &receipt.lines {
            say(&format!("{} {}", line.position, line.id));
        }
        if dice.below(8) == 0 {
            let again = log.append(batch).expect("recorded already");
            assert!(again.lines.iter().zip(&receipt.lines).all(|(a, b)| a.position == b.position));
        }
    }
}

fn event(dice: &mut Dice, appender: u64, key: &str) -> Event {
    let home = if dice.below(2) == 0 { "shared".to_owned() } else { format!("own-{appender}") };
    let mut event = motion(&format!("{home}/{key}"));
    if dice.below(10) == 0 {
        event.text =
            Some("x".repeat(usize::try_from(dice.below(30_000)).expect("a length")).into());
    }
    if dice.below(5) == 0 {
        event.also_in = [case("elsewhere")].into();
    }
    event
}
