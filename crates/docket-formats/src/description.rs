//! The bookkeeping that a file's descriptions come to.

use docket_core::{Batch, Bookkeeping, CaseId, Event, Key};

use crate::case_file::CaseFile;
use crate::known::Current;

impl CaseFile {
    /// Makes the batch that records the file: what its descriptions come to, as far as the ledger
    /// does not say it already, and its events.
    #[must_use]
    pub fn batch(&self, current: &dyn Current) -> Batch {
        let descriptions = description_events(self, current);
        Batch::of(descriptions.into_iter().chain(self.events.iter().cloned()).collect())
    }
}

/// Makes the events that record what a file's `[case]` and `[source.NAME]` blocks say, as far as
/// the ledger does not say it already.
///
/// The case is opened by an event of its own with the key `opened`, and described anew as
/// `opened:2` and so on. Sources are described in the case `ledger`, as `source:NAME`,
/// `source:NAME:2` and so on.
#[must_use]
pub fn description_events(file: &CaseFile, current: &dyn Current) -> Vec<Event> {
    let sources = file.sources.iter().filter_map(|source| {
        let (known, times) = current.source(&source.id).unzip();
        let key = next_key(&format!("source:{}", source.id), times)?;
        let what = Bookkeeping::SourceDescribed(source.clone());
        (known.as_ref() != Some(source)).then(|| Event::bookkeeping(CaseId::ledger(), key, what))
    });
    case_event(file, current).into_iter().chain(sources).collect()
}

fn case_event(file: &CaseFile, current: &dyn Current) -> Option<Event> {
    let (known, times) = current.case(&file.case).unzip();
    if known.as_ref() == Some(&file.description) {
        return None;
    }
    let what = Bookkeeping::CaseOpened(file.description.clone());
    Some(Event::bookkeeping(file.case.clone(), next_key("opened", times)?, what))
}

/// The key of the next description: with a number from the second on.
fn next_key(name: &str, times: Option<u32>) -> Option<Key> {
    match times.unwrap_or(0) {
        0 => name.parse().ok(),
        times => format!("{name}:{}", u64::from(times) + 1).parse().ok(),
    }
}
