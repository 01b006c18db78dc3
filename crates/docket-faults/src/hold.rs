//! Holding what a ledger or a backup gives back against what was told.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use docket_core::{Batch, Kept, Log, LogEntry, MemoryLog, Position, SledLog, canonical, verify};
use docket_formats::Backup;

use crate::host::Machine;
use crate::outcome::Outcome;
use crate::supply::{Name, place};
use crate::told::{Told, lines};

/// A finding about a ledger; `Err` is one that needs no further look.
type Held<T = ()> = Result<T, Outcome>;

/// What a check goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Opening and reading everything. Without [`verify`], for negative controls.
    Read,
    /// That, and hashing everything once more.
    Verified,
    /// That, sending an acknowledged batch again, and appending one more.
    Used,
}

/// Opens a ledger and holds it against what was told. Panics are findings.
pub(crate) fn ledger(path: &Path, told: &mut Told, depth: Depth) -> Outcome {
    contained(|| {
        let log = SledLog::open(path, Arc::new(Machine)).map_err(Outcome::refused)?;
        let read = entries(&log, told);
        if depth != Depth::Read {
            // What is not what was recorded is noticed by this at the latest.
            verify(&log, &mut |_| ()).map_err(Outcome::refused)?;
        }
        read?;
        if depth == Depth::Used {
            again(&log, told)?;
            one_more(&log, told)?;
        }
        Ok(())
    })
}

/// Reads a backup and holds it against the ledger that it is of, which has been held already.
pub(crate) fn backup(path: &Path, ledger: &Path, told: &Told) -> Outcome {
    contained(|| {
        let log = SledLog::open(ledger, Arc::new(Machine)).map_err(Outcome::refused)?;
        let backup = match Backup::open(path) {
            Ok(backup) => backup,
            Err(_) if told.backed_up.is_none() && !path.join("manifest.json").exists() => {
                return Ok(());
            }
            Err(fault) => return Err(Outcome::lost(fault)),
        };
        backup.check().map_err(Outcome::lost)?;
        if told.backed_up.is_some_and(|size| size > backup.size()) {
            return Err(Outcome::lost(format!("a backup of {} entries", backup.size())));
        }
        let restored = MemoryLog::new(backup.zone(), Arc::new(Machine));
        let mut read = Vec::new();
        for entry in backup.entries().map_err(Outcome::lost)? {
            read.push(entry.map_err(Outcome::lost)?);
        }
        restored.restore(&mut read.iter().cloned().map(Ok)).map_err(Outcome::altered)?;
        let of_ledger: Vec<_> = all(&log)?.into_iter().map(Kept::Entry).collect();
        if of_ledger.get(..read.len()) != Some(&read) {
            return Err(Outcome::altered("the backup is not of the ledger"));
        }
        Ok(())
    })
}

/// Opens a ledger that was restored: it is whole, and of one of these sizes.
pub(crate) fn restored(path: &Path, ledger: &Path, sizes: &[u64]) -> Outcome {
    contained(|| {
        let log = SledLog::open(path, Arc::new(Machine)).map_err(Outcome::refused)?;
        let head = verify(&log, &mut |_| ()).map_err(Outcome::refused)?;
        if !sizes.contains(&head.size.0) {
            return Err(Outcome::lost(format!("{} restored, not {sizes:?}", head.size)));
        }
        let of = SledLog::open(ledger, Arc::new(Machine)).map_err(Outcome::refused)?;
        let before = Position(1)..head.size.next();
        let mut both = log.entries(before.clone()).zip(of.entries(before));
        if !both.all(|(one, other)| one.is_ok() && one.ok() == other.ok()) {
            return Err(Outcome::altered("what was restored is not of the ledger"));
        }
        Ok(())
    })
}

/// Opens a ledger out of which some events may have been expunged: all of them and nothing else, or none;
/// once that was told, all. What is gone is in no file of it.
pub(crate) fn expunged(path: &Path, ledger: &Path, told: &Told) -> Outcome {
    let Some(doomed) = &told.doomed else { return Outcome::whole() };
    contained(|| {
        let log = SledLog::open(path, Arc::new(Machine)).map_err(Outcome::refused)?;
        let head = verify(&log, &mut |_| ()).map_err(Outcome::refused)?;
        let of = SledLog::open(ledger, Arc::new(Machine)).map_err(Outcome::refused)?;
        let read =
            |log: &SledLog| log.kept(Position(1)..head.size.next()).collect::<Result<Vec<_>, _>>();
        let (kept, before) =
            (read(&log).map_err(Outcome::refused)?, read(&of).map_err(Outcome::refused)?);
        let gone = log.expunged().map_err(Outcome::refused)?;
        if kept.len() != before.len() {
            return Err(Outcome::lost(format!("{} of {} entries", kept.len(), before.len())));
        }
        let is_done = !gone.is_empty();
        if is_done && !gone.iter().map(|at| at.0).eq(doomed.iter().copied()) {
            return Err(Outcome::altered(format!("{gone:?} expunged, not {doomed:?}")));
        }
        if told.is_expunged && !is_done {
            return Err(Outcome::lost("what was expunged is there again"));
        }
        let is_same = |(kept, before): (&Kept, &Kept)| match kept {
            Kept::Entry(_) => kept == before,
            Kept::Expunged(_) => kept.leaf() == before.leaf(),
        };
        if !kept.iter().zip(&before).all(is_same) {
            return Err(Outcome::altered("another entry is not what it was"));
        }
        drop((log, of));
        let texts = before.into_iter().filter(|kept| doomed.contains(&kept.position().0));
        let texts: Vec<_> = texts.filter_map(|kept| kept.entry()?.event.text).collect();
        match texts.iter().find(|text| is_done && text.len() > 20 && is_in_files(text, path)) {
            Some(_) => Err(Outcome::altered("a file still holds what was expunged")),
            None => Ok(()),
        }
    })
}

/// Whether a text is in a file under a directory.
fn is_in_files(text: &str, directory: &Path) -> bool {
    // The beginning of it: a long one may be in pieces.
    let canary = &text.as_bytes()[..20];
    let has = |item: std::fs::DirEntry| match std::fs::read(item.path()) {
        Ok(bytes) => bytes.windows(canary.len()).any(|some| some == canary),
        Err(_) => is_in_files(text, &item.path()),
    };
    std::fs::read_dir(directory).is_ok_and(|items| items.flatten().any(has))
}

/// Looks, and takes a panic for a finding.
pub(crate) fn contained(look: impl FnOnce() -> Held) -> Outcome {
    match catch_unwind(AssertUnwindSafe(look)) {
        Ok(Ok(())) => Outcome::whole(),
        Ok(Err(outcome)) => outcome,
        Err(panic) => Outcome::panicked(message(&*panic)),
    }
}

/// What a panic said.
pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().cloned();
    said.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
}

fn all(log: &dyn Log) -> Held<Vec<LogEntry>> {
    let size = log.head().map_err(Outcome::refused)?.size;
    log.entries(Position(1)..size.next()).collect::<Result<_, _>>().map_err(Outcome::refused)
}

/// Every entry is in its place, is what was given, and all that was acknowledged is there.
fn entries(log: &dyn Log, told: &Told) -> Held {
    let mut found: BTreeMap<Name, Vec<(u64, u64, i64)>> = BTreeMap::new();
    let mut before = i64::MIN;
    let entries = all(log)?;
    for (position, entry) in (1..).zip(&entries) {
        let LogEntry { revision, recorded_at, event, .. } = entry;
        if entry.position.0 != position || recorded_at.0 <= before {
            return Err(Outcome::altered(format!("{} stands at {position}", entry.position)));
        }
        before = recorded_at.0;
        let batch = place(event.id.as_str()).filter(|(name, _)| told.begun.contains(name));
        let Some((name, place)) = batch else {
            return Err(Outcome::altered(format!("nobody submitted {}", event.event_id())));
        };
        let found = found.entry(name).or_default();
        let is_next = found.last().is_none_or(|(last, ..)| last + 1 == position);
        if place != found.len() as u64 || !is_next {
            return Err(Outcome::altered(format!("{} stands elsewhere", event.event_id())));
        }
        if canonical(event) != canonical(&name.event(place)) {
            return Err(Outcome::altered(format!("{} has another content", event.event_id())));
        }
        found.push((position, revision.0, recorded_at.0));
    }
    if let Some((name, lines)) = found.iter().find(|(name, lines)| name.size != lines.len() as u64)
    {
        return Err(Outcome::lost(format!("{} events of the batch {name}", lines.len())));
    }
    for (name, lines) in &told.acknowledged {
        match found.get(name) {
            Some(found) if found == lines => {}
            Some(_) => return Err(Outcome::altered(format!("the batch {name} stands elsewhere"))),
            None => return Err(Outcome::lost(format!("the batch {name} of {}", told.entries()))),
        }
    }
    root(log, told)
}

/// The root is what it was; it covers what is not looked at above.
fn root(log: &dyn Log, told: &Told) -> Held {
    let Some((size, root)) = told.root else { return Ok(()) };
    let head = log.head().map_err(Outcome::refused)?;
    match head.size.0 {
        found if found < size => Err(Outcome::lost(format!("{found} entries of {size}"))),
        _ if head.root != root => Err(Outcome::altered("another root")),
        _ => Ok(()),
    }
}

/// What was acknowledged is acknowledged again, as it was.
fn again(log: &dyn Log, told: &Told) -> Held {
    let names: Vec<_> = told.acknowledged.keys().collect();
    let Some(name) = fastrand::choice(names) else { return Ok(()) };
    let receipt = log.append(Batch::of(name.events())).map_err(Outcome::lost)?;
    let is_new = receipt.lines.iter().any(|line| line.is_new);
    if is_new || lines(&receipt) != told.acknowledged[name] {
        return Err(Outcome::altered(format!("the batch {name} has another receipt")));
    }
    Ok(())
}

/// The ledger is of use.
fn one_more(log: &dyn Log, told: &mut Told) -> Held {
    let name = Name { run: u64::MAX, thread: 0, number: told.begun.len() as u64, size: 3 };
    told.begun.insert(name);
    let receipt = log.append(Batch::of(name.events())).map_err(Outcome::lost)?;
    told.acknowledged.insert(name, lines(&receipt));
    let size = log.head().map_err(Outcome::lost)?.size;
    match receipt.lines.last() {
        Some(line) if line.is_new && line.position == size => Ok(()),
        _ => Err(Outcome::altered("a batch more is not at the end")),
    }
}

/// How many entries a ledger has, if it opens.
pub(crate) fn size(path: &Path) -> Option<u64> {
    let log = SledLog::open(path, Arc::new(Machine)).ok()?;
    Some(log.head().ok()?.size.0)
}
