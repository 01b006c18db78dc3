//! The bookkeeping that descriptions come to.

use docket_core::{CaseDescription, CaseId, Key, Source, canonical, problems};

use crate::{CaseFile, Current, EmptyLedger, description_events, parse};

fn file() -> CaseFile {
    let text = "[case]\nid = \"suit\"\ntitle = \"A v. B\"\n[source.paper]\nkind = \"press\"\n[source.docket]\nkind = \"court\"\n";
    parse(text).expect("a good file")
}

/// A ledger that described the case and a source some times, last as a file does.
struct Described<'a>(&'a CaseFile, u32);

impl Current for Described<'_> {
    fn case(&self, id: &CaseId) -> Option<(CaseDescription, u32)> {
        (*id == self.0.case).then(|| (self.0.description.clone(), self.1))
    }

    fn source(&self, id: &Key) -> Option<(Source, u32)> {
        let source = self.0.sources.iter().find(|source| source.id == *id)?;
        Some((source.clone(), self.1))
    }
}

fn written(file: &CaseFile, current: &dyn Current) -> Vec<String> {
    let events = description_events(file, current);
    assert_eq!(events.iter().flat_map(problems).collect::<Vec<_>>(), []);
    events.iter().map(canonical).collect()
}

#[test]
fn a_new_file_opens_its_case_and_describes_its_sources() {
    assert_eq!(
        written(&file(), &EmptyLedger),
        [
            r#"{"bookkeeping":{"case_opened":{"title":"A v. B"}},"case":"suit","id":"opened","kind":"CaseOpened","verb":"announced"}"#,
            r#"{"bookkeeping":{"source_described":{"id":"docket","kind":"court"}},"case":"ledger","id":"source:docket","kind":"SourceDescribed","verb":"announced"}"#,
            r#"{"bookkeeping":{"source_described":{"id":"paper","kind":"press"}},"case":"ledger","id":"source:paper","kind":"SourceDescribed","verb":"announced"}"#,
        ]
    );
}

#[test]
fn what_the_ledger_says_already_is_not_said_again() {
    assert_eq!(written(&file(), &Described(&file(), 1)), [""; 0]);
}

#[test]
fn what_changed_is_described_anew_under_the_next_number() {
    let mut edited = file();
    edited.description.title = None;
    edited.sources[1].author = Some("X".to_owned());
    assert_eq!(
        written(&edited, &Described(&file(), 2)),
        [
            r#"{"bookkeeping":{"case_opened":{}},"case":"suit","id":"opened:3","kind":"CaseOpened","verb":"announced"}"#,
            r#"{"bookkeeping":{"source_described":{"author":"X","id":"paper","kind":"press"}},"case":"ledger","id":"source:paper:3","kind":"SourceDescribed","verb":"announced"}"#,
        ]
    );
}
