//! The state of a case as JSON.

use docket_case::{CaseState, FactState, known};
use docket_core::{CaseView, Support};
use serde_json::json;

use crate::closed::Closed;
use crate::document::Document;
use crate::question::cut_as_json;
use crate::words::count;

/// The state of a case under a cut, and what the published cut keeps back.
pub(crate) struct Known {
    pub(crate) state: CaseState,
    /// Entries and facts that were not yet public; none without a published cut.
    pub(crate) not_yet: Option<NotYet>,
}

/// How much was recorded and not yet public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotYet {
    pub(crate) entries: usize,
    pub(crate) facts: usize,
}

impl Known {
    /// What a view says of its case.
    pub(crate) fn of(view: &CaseView) -> Self {
        let (state, facts) = known(view);
        let entries = || usize::try_from(view.resolve().not_yet_known).unwrap_or(usize::MAX);
        let not_yet = view.cut().published_by.map(|_| NotYet { entries: entries(), facts });
        Self { state, not_yet }
    }

    /// The document that `show` and `known` give.
    pub(crate) fn document(&self, view: &CaseView) -> Document {
        let mut state = self.state.clone();
        for key in ["court", "filed"] {
            state.facts.entry(key.to_owned()).or_insert_with(FactState::unknown);
        }
        let document = Document::new("docket/case/1", &state)
            .with("court", &self.state.court())
            .with("cut", &cut_as_json(view.cut()))
            .with("revision", &view.revision())
            .with("title", &view.books().description().title)
            .with("not_yet_known", &self.not_yet.map(NotYet::as_json));
        let closed = Closed::of(view);
        let document = if closed.is_empty() {
            document
        } else {
            document.with("restricted", &closed.as_json())
        };
        if self.state.filed.is_some() { document } else { document.with("filed", &self.unfiled()) }
    }

    /// The date of a filing that nobody reports inside the cut.
    fn unfiled(&self) -> serde_json::Value {
        let support = self.state.facts.get("filed").map_or(Support::Unknown, |filed| filed.support);
        json!({ "occurred": null, "support": support, "sources": [], "because": [] })
    }
}

impl NotYet {
    /// "5 entries and 3 facts".
    pub(crate) fn in_words(self) -> String {
        let entries = count(self.entries, "entry", "entries");
        format!("{entries} and {}", count(self.facts, "fact", "facts"))
    }

    fn as_json(self) -> serde_json::Value {
        json!({ "entries": self.entries, "facts": self.facts })
    }
}
