//! `docket expunge`: events destroyed for good.

use std::collections::BTreeSet;

use clap::Args;
use docket_core::{Batch, Bookkeeping, CaseId, Event, Expunging, Key, LogEntry, Position, expunge};
use serde_json::json;

use crate::document::Document;
use crate::entry_arg::EntryArg;
use crate::expunged::orders;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::{self, count};

/// The arguments of `docket expunge`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Expunge {
    /// The entries: events, as `docket log` lists them, or positions such as @57
    #[arg(required = true, value_name = "ENTRY")]
    entries: Vec<EntryArg>,
    /// Why, for the record that stays; do not repeat what is to be destroyed
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who ordered it, for the record that stays
    #[arg(long, value_name = "TEXT")]
    order: Option<String>,
    /// Show what would be destroyed, and destroy nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Destroy without asking
    #[arg(long)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket expunge alpha-v-beta/affidavit --reason 'names a minor' --order 'Order of 2024-05-02' --dry-run
      what would be destroyed, and what points at it
  docket expunge @57 @58 --reason 'recorded by mistake' --yes
      the ledger is written anew without two events; their places, instants and leaves stay";

impl Expunge {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        if self.reason.trim().is_empty() {
            return Err(Failure::usage("--reason is empty: say why, it is what stays"));
        }
        let ledger = session.open()?;
        let doomed = self.doomed(&ledger)?;
        session.output.remark(&plan(&ledger, &doomed)?)?;
        let positions: BTreeSet<_> = doomed.iter().map(|entry| entry.position).collect();
        if self.dry_run {
            let document = || self.document(&positions, false);
            return session.output.answer(|| "nothing was destroyed\n".to_owned(), document);
        }
        if !self.yes && !session.confirm_loss("Destroy this for good?")? {
            let failure = Failure::usage("nothing was destroyed: nobody said yes");
            return Err(failure.help("--yes destroys without asking"));
        }
        // What is about to happen is recorded first: a run that is killed leaves at least that.
        self.announce(&ledger, &positions)?;
        let (path, size) = (ledger.path().to_owned(), ledger.head()?.size);
        drop(ledger);
        let progress = Progress::of(2 * size.0, session);
        let head = expunge(&path, &positions, &session.host, &mut |_| progress.step())?;
        drop(progress);
        let text = || {
            format!(
                "{} expunged; the root is what it was: {}\ncopies made before hold the events \
                 still: back up again into each backup, and remove exports\n",
                count(positions.len(), "event was", "events were"),
                head.root
            )
        };
        session.output.answer(text, || self.document(&positions, true))
    }

    /// The entries, in order and each once.
    fn doomed(&self, ledger: &Ledger) -> Result<Vec<LogEntry>, Failure> {
        let found = self.entries.iter().map(|entry| entry.find(ledger));
        let mut doomed = found.collect::<Result<Vec<_>, _>>()?;
        doomed.sort_by_key(|entry| entry.position);
        doomed.dedup_by_key(|entry| entry.position);
        let is_record =
            |entry: &&LogEntry| matches!(entry.event.bookkeeping, Some(Bookkeeping::Expunged(_)));
        match doomed.iter().find(is_record) {
            None => Ok(doomed),
            Some(record) => {
                let message = format!("{} says what was expunged, and stays", record.position);
                Err(Failure::usage(message))
            }
        }
    }

    /// Records what is to be expunged, unless an interrupted run has.
    fn announce(&self, ledger: &Ledger, positions: &BTreeSet<Position>) -> Result<(), Failure> {
        let said: BTreeSet<_> =
            orders(ledger)?.into_iter().flat_map(|order| order.positions).collect();
        let positions: Vec<_> = positions.difference(&said).copied().collect();
        let Some(first) = positions.first() else { return Ok(()) };
        let id: Key = format!("expunged:{}", first.0).parse().expect("a word and a number");
        let (order, reason) = (self.order.clone(), self.reason.clone());
        let what = Bookkeeping::Expunged(Expunging { order, positions, reason });
        let event = Event::bookkeeping(CaseId::ledger(), id, what);
        ledger.log().append(Batch::of(vec![event]))?;
        Ok(())
    }

    fn document(&self, positions: &BTreeSet<Position>, done: bool) -> Document {
        let expunged = json!({
            "done": done,
            "order": self.order,
            "positions": positions,
            "reason": self.reason,
        });
        Document::new("docket/expunge/1", &expunged)
    }
}

/// What is about to be destroyed, and where else it may be told.
fn plan(ledger: &Ledger, doomed: &[LogEntry]) -> Result<String, Failure> {
    let mut lines = Lines::default();
    lines.push("to be destroyed:");
    for entry in doomed {
        let LogEntry { position, event, .. } = entry;
        lines.push(&format!("  {position} {}: {}", event.event_id(), words::event(event)));
    }
    let ids: BTreeSet<_> = doomed.iter().map(|entry| entry.event.event_id()).collect();
    let mut pointing = BTreeSet::new();
    for id in &ids {
        for entry in ledger.log().case_entries(&id.case) {
            let entry = entry?;
            let points = |event: &Event| {
                let references = event.refers_to.iter().map(|reference| &reference.target);
                event.targets().chain(references).any(|target| target.event() == Some(id))
            };
            if !ids.contains(&entry.event.event_id()) && points(&entry.event) {
                pointing.insert((entry.position, entry.event.event_id()));
            }
        }
    }
    if !pointing.is_empty() {
        lines.push("these point at it and stay; they may repeat what it says:");
        for (position, id) in pointing {
            lines.push(&format!("  {position} {id}"));
        }
    }
    Ok(lines.into_text().trim_end().to_owned())
}
