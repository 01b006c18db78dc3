//! Proofs: what they cost when entries are appended, and when they are asked for; opening; expunging.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Read, Write as _, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use docket_core::{Log, LogEntry, Position, SledLog, expunge, verify};
use docket_proof::{Tree, prove_consistency, prove_inclusion};

use crate::Result;
use crate::host::Machine;
use crate::ledger::{append_in_turn, create};
use crate::lines::Dice;
use crate::supply::{Supply, in_batches};
use crate::timing::{median, per_second, timed};

/// How many proofs of each kind are asked for.
const PROOFS: usize = 1_000;

/// How many events are expunged.
const EXPUNGED: u64 = 10;

/// Imports so many events, proves some, and hashes all once more.
pub(crate) fn table(dir: &Path, events: u32) -> Result<String> {
    let path = dir.join("ledger");
    let supply = Supply::of(events);
    let entries = supply.events.len();
    let docket = create(&path)?;
    let appended = append_in_turn(docket.log(), in_batches(&supply.events))?;
    let hashed = hashing(docket.log())?;
    drop((docket, supply));
    let (log, opened) = timed(|| Ok(SledLog::open(&path, Arc::new(Machine))?))?;
    let (_, opened_again) = killed(&dir.join("killed"), events)?;
    let (inclusion, most) = proofs(&log, true)?;
    let (consistency, most_of_it) = proofs(&log, false)?;
    let (_, verified) = timed(|| Ok(verify(&log, &mut |_| ())?))?;
    drop(log);
    let doomed: BTreeSet<_> =
        (1..=EXPUNGED).map(|nth| Position(nth * entries as u64 / EXPUNGED)).collect();
    let (_, expunged) = timed(|| Ok(expunge(&path, &doomed, &Machine, &mut |_| ())?))?;
    let mut told = format!("{entries} entries, in batches of 1,000.\n\n| what | |\n|---|---:|\n");
    let share = 100.0 * hashed.as_secs_f64() / appended.as_secs_f64();
    writeln!(told, "| appended, entries/s | {:.0} |", per_second(entries, appended))?;
    writeln!(told, "| of that time, canonical JSON, leaves and tree | {share:.0} % |")?;
    writeln!(told, "| opened after a clean stop, ms | {} |", opened.as_millis())?;
    writeln!(told, "| opened after a kill, ms | {} |", opened_again.as_millis())?;
    writeln!(told, "| inclusion proof, us (median of {PROOFS}) | {inclusion:.0} |")?;
    writeln!(told, "| hashes in it, at the most | {most} |")?;
    writeln!(told, "| consistency proof, us (median of {PROOFS}) | {consistency:.0} |")?;
    writeln!(told, "| hashes in it, at the most | {most_of_it} |")?;
    writeln!(told, "| verified, entries/s | {:.0} |", per_second(entries, verified))?;
    writeln!(told, "| {EXPUNGED} events expunged, s | {:.1} |", expunged.as_secs_f64())?;
    Ok(told)
}

/// Appends so many events in a process of its own, kills it, and opens what it leaves.
fn killed(path: &Path, events: u32) -> Result<(SledLog, Duration)> {
    let mut child = Command::new(std::env::current_exe()?);
    child.arg("--leave").arg(path).arg(format!("--events={events}")).stdout(Stdio::piped());
    let mut child = child.spawn()?;
    // It says something once all is acknowledged, and waits then.
    let heard = child.stdout.take().map_or(Ok(0), |mut out| out.read(&mut [0]));
    child.kill()?;
    child.wait()?;
    if heard? == 0 {
        return Err("the process to be killed ended by itself".into());
    }
    timed(|| Ok(SledLog::open(path, Arc::new(Machine))?))
}

/// Appends so many events, says so, and waits to be killed.
pub(crate) fn leave(path: &Path, events: u32) -> Result<()> {
    let docket = create(path)?;
    append_in_turn(docket.log(), in_batches(&Supply::of(events).events))?;
    write!(stdout().lock(), ".")?;
    stdout().flush()?;
    loop {
        std::thread::park();
    }
}

/// What the proofs take of appending: the same hashing alone.
fn hashing(log: &dyn Log) -> Result<Duration> {
    let mut took = Duration::ZERO;
    let (mut tree, mut nodes) = (Tree::empty(), Vec::new());
    let (mut from, end) = (Position(1), log.head()?.size.next());
    while from < end {
        let to = Position((from.0 + 1_000).min(end.0));
        let entries: Vec<LogEntry> = log.entries(from..to).collect::<Result<_, _>>()?;
        let ((), some) = timed(|| {
            for entry in &entries {
                tree.push(entry.leaf_hash(), &mut nodes);
            }
            black_box(std::mem::take(&mut nodes));
            Ok(())
        })?;
        took += some;
        from = to;
    }
    Ok(took)
}

/// Asks for proofs at random places: the median of microseconds, and the most hashes.
fn proofs(log: &dyn Log, of_entries: bool) -> Result<(f64, usize)> {
    let mut dice = Dice(7);
    let size = log.head()?.size.0;
    let (mut times, mut most) = (Vec::with_capacity(PROOFS), 0);
    for _ in 0..PROOFS {
        let at = 1 + dice.below(usize::try_from(size)?) as u64;
        let read = |node| log.node(node);
        let (hashes, took) = timed(|| {
            Ok(if of_entries {
                prove_inclusion(size, at, read)?
            } else {
                prove_consistency(at, size, read)?
            })
        })?;
        times.push(took.as_secs_f64() * 1e6);
        most = most.max(hashes.len());
    }
    Ok((median(&times), most))
}
