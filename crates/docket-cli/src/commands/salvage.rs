//! `docket salvage`: what can be read of a ledger that does not open.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::panic;
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Acknowledged, ClosedLedger, Error, Position, Salvage as Found};
use docket_formats::write_kept;
use docket_time::Tz;

use super::restore::{ending, sync_parent};
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::salvaged::Salvaged;
use crate::session::Session;

/// The arguments of `docket salvage`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Salvage {
    /// The directory of the new ledger, for what can be read without a gap; what can be read behind
    /// the first gap goes to salvaged.jsonl beside it
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The zone of the new ledger, where that of the damaged one cannot be read
    #[arg(long, value_name = "ZONE", value_parser = super::init::zone)]
    tz: Option<Tz>,
}

const EXAMPLES: &str = "\
Examples:
  docket salvage saved
      what can be read of ./ledger, which is not touched, into a new ledger; ends with 6 unless all of it
      was saved
  docket --ledger patents salvage saved --tz America/New_York
      where even the ledger's zone is lost";

const REST: &str = "salvaged.jsonl";

impl Salvage {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = ClosedLedger::at(session.ledger_path())?;
        let rest = self.new.parent().unwrap_or(Path::new("")).join(REST);
        let work = ending(&self.new, ".salvaging");
        for taken in [&self.new, &rest, &work] {
            if taken.exists() {
                return Err(Error::Occupied { path: taken.clone() }.into());
            }
        }
        tell_no_panics_of_the_store();
        fs::create_dir(&work).map_err(|error| Failure::io(&work, &error))?;
        let salvaged = self.salvage(&ledger, &work, &rest, session);
        // What it was made from is of no use any more, and what failed is told.
        let _ = fs::remove_dir_all(&work);
        let salvaged = salvaged?;
        session.output.answer(|| salvaged.text(), || salvaged.document())?;
        if salvaged.is_all() {
            return Ok(());
        }
        Err(Failure::new(Exit::Integrity, "not_all_saved", "not all could be saved").told())
    }

    fn salvage(
        &self,
        ledger: &ClosedLedger,
        work: &Path,
        rest: &Path,
        session: &Session,
    ) -> Result<Salvaged, Failure> {
        let promised = ledger.acknowledged();
        let found = ledger.salvage(&work.join("copies"))?;
        let readable = found.readable();
        let zone = self.zone(&found, session)?;
        let first = readable.first().filter(|run| run.start == Position(1));
        let last = first.map_or(Position(0), |run| Position(run.end.0 - 1));
        let behind: Vec<_> =
            readable.iter().filter(|run| run.start > Position(1)).cloned().collect();
        let agreement = found.agreement(last, promised.as_ref().ok())?;
        let made = work.join("ledger");
        fill(&made, zone, &found, last, session)?;
        if !behind.is_empty() {
            write_rest(&work.join(REST), &found, last, session)?;
            let kept = fs::rename(work.join(REST), rest);
            kept.map_err(|error| Failure::io(rest, &error))?;
        }
        fs::rename(&made, &self.new).map_err(|error| Failure::io(&self.new, &error))?;
        sync_parent(&self.new)?;
        Ok(Salvaged {
            ledger: session.ledger_path().to_owned(),
            new: self.new.clone(),
            rest: (!behind.is_empty()).then(|| rest.to_owned()),
            gone: gone(&readable, promised.as_ref().ok()),
            promised: promised.map_err(|error| error.to_string()),
            attempts: found.attempts().to_vec(),
            last,
            behind,
            agreement,
        })
    }

    fn zone(&self, found: &Found, session: &Session) -> Result<Tz, Failure> {
        if found.readable().is_empty() && found.zone().is_none() {
            let why = found.attempts().iter().map(|attempt| match &attempt.outcome {
                Ok(_) => format!("{}: nothing in it", attempt.how),
                Err(why) => format!("{}: {why}", attempt.how),
            });
            let why = why.collect::<Vec<_>>().join("; ");
            let path = session.ledger_path().display();
            let message = format!("nothing can be read of {path}; the store was tried {why}");
            return Err(Failure::new(Exit::Integrity, "nothing_saved", message)
                .help("`docket restore` makes a ledger out of a backup"));
        }
        found.zone().or(self.tz).ok_or_else(|| {
            let message = "the zone of the ledger cannot be read";
            Failure::new(Exit::Integrity, "no_zone", message)
                .help("say which it is, with --tz ZONE")
        })
    }
}

/// Keeps panics of the store from stderr: they are caught, and told as what they are.
fn tell_no_panics_of_the_store() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !info.location().is_some_and(|place| place.file().contains("/sled-")) {
            tell(info);
        }
    }));
}

/// Makes the new ledger with the entries up to `last`.
fn fill(
    path: &Path,
    zone: Tz,
    found: &Found,
    last: Position,
    session: &Session,
) -> Result<(), Failure> {
    let ledger = Ledger::create(path, zone, session.host)?;
    let progress = Progress::of(last.0, session);
    let entries = found.kept(Position(1)..last.next());
    ledger.log().restore(&mut entries.inspect(|_| progress.step()))?;
    Ok(())
}

/// Writes the entries behind the first gap.
fn write_rest(
    path: &Path,
    found: &Found,
    last: Position,
    session: &Session,
) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::io(path, error);
    let file = File::create(path).map_err(|error| failed(&error))?;
    let mut out = BufWriter::new(&file);
    let progress = Progress::of(0, session);
    for kept in found.kept(last.next()..Position(u64::MAX)) {
        write_kept(&kept?, &mut out).map_err(|error| failed(&error))?;
        progress.step();
    }
    out.flush().and_then(|()| file.sync_all()).map_err(|error| failed(&error))
}

/// The positions that cannot be read, as far as it is known that there were entries.
fn gone(readable: &[Range<Position>], promised: Option<&Acknowledged>) -> Vec<Range<Position>> {
    let promised = promised.map_or(Position(1), |promised| promised.size.next());
    let mut gone = Vec::new();
    let mut next = Position(1);
    for run in readable {
        gone.push(next..run.start);
        next = run.end;
    }
    gone.push(next..promised);
    gone.retain(|run| run.start < run.end);
    gone
}
