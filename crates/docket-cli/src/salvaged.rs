//! What a salvage found, saved and could not save.

use std::ops::Range;
use std::path::PathBuf;

use docket_core::{Acknowledged, Agreement, Attempt, Position};
use serde_json::{Value, json};

use crate::document::Document;
use crate::lines::Lines;
use crate::words::count;

/// The report of a salvage.
pub(crate) struct Salvaged {
    pub(crate) ledger: PathBuf,
    pub(crate) new: PathBuf,
    /// The file with the entries behind the first gap, if there are any.
    pub(crate) rest: Option<PathBuf>,
    /// What the anchor promised, or why it cannot be read.
    pub(crate) promised: Result<Acknowledged, String>,
    pub(crate) attempts: Vec<Attempt>,
    /// The last entry before the first gap.
    pub(crate) last: Position,
    /// The runs behind the first gap that can be read.
    pub(crate) behind: Vec<Range<Position>>,
    /// The runs that cannot.
    pub(crate) gone: Vec<Range<Position>>,
    /// How the entries before the first gap fit what was stored beside them.
    pub(crate) agreement: Agreement,
}

impl Salvaged {
    /// Whether everything that the ledger had acknowledged is in the new one, and is it.
    pub(crate) fn is_all(&self) -> bool {
        self.promised.is_ok()
            && self.gone.is_empty()
            && self.agreement.has_acknowledged_root == Some(true)
    }

    pub(crate) fn text(&self) -> String {
        let mut lines = Lines::default();
        let new = self.new.display();
        lines.push(&format!("{new} holds {}, restored, unverified", entries(self.last.0)));
        if let Some(rest) = &self.rest {
            let behind = entries(self.behind.iter().map(length).sum());
            lines.push(&format!(
                "{} has {behind} behind the first gap: {}",
                rest.display(),
                runs(&self.behind)
            ));
        }
        lines.push(&match &self.promised {
            Ok(promised) => format!(
                "{} had acknowledged {}, with the root {}",
                self.ledger.display(),
                entries(promised.size.0),
                promised.root
            ),
            Err(why) => format!("what was acknowledged cannot be told: {why}"),
        });
        lines.push(&match self.gone.iter().map(length).sum() {
            0 if self.promised.is_ok() => "no entry is gone".to_owned(),
            0 => "no entry is known to be gone".to_owned(),
            gone => format!("{} gone: {}", entries(gone), runs(&self.gone)),
        });
        lines.push(self.root_in_words());
        let Agreement { agreeing, differing, unreadable, .. } = self.agreement;
        lines.push(&format!(
            "of the tree's leaves stored beside them {agreeing} agree, {differing} differ, \
             {unreadable} cannot be read"
        ));
        for Attempt { how, outcome } in &self.attempts {
            lines.push(&match outcome {
                Ok(found) => format!("tried the store {how}: {} readable", entries(*found)),
                Err(why) => format!("tried the store {how}: {why}"),
            });
        }
        lines.into_text()
    }

    fn root_in_words(&self) -> &'static str {
        match (self.agreement.has_acknowledged_root, &self.promised) {
            (Some(true), _) => "the entries have the root that was acknowledged",
            (Some(false), _) => "the entries do not have the root that was acknowledged",
            (None, Ok(_)) => "they are too few to be held against the root that was acknowledged",
            (None, Err(_)) => "there is no root to hold them against",
        }
    }

    pub(crate) fn document(&self) -> Document {
        let Agreement { agreeing, differing, unreadable, .. } = self.agreement;
        let attempt = |Attempt { how, outcome }: &Attempt| match outcome {
            Ok(found) => json!({ "entries": found, "how": how }),
            Err(why) => json!({ "error": why, "how": how }),
        };
        let salvaged = json!({
            "acknowledged": self.promised.as_ref().ok().map(|promised| json!({
                "entries": promised.size,
                "root": promised.root.to_string(),
            })),
            "attempts": self.attempts.iter().map(attempt).collect::<Vec<_>>(),
            "behind_the_gap": as_json(&self.behind),
            "entries": self.last,
            "gone": as_json(&self.gone),
            "has_acknowledged_root": self.agreement.has_acknowledged_root,
            "is_all": self.is_all(),
            "leaves": { "agreeing": agreeing, "differing": differing, "unreadable": unreadable },
            "ledger": self.ledger.display().to_string(),
            "new": self.new.display().to_string(),
            "rest": self.rest.as_ref().map(|rest| rest.display().to_string()),
            "root": self.agreement.root.map(|root| root.to_string()),
        });
        Document::new("docket/salvage/1", &salvaged)
    }
}

fn length(run: &Range<Position>) -> u64 {
    run.end.0 - run.start.0
}

fn entries(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "entry", "entries")
}

/// "@3 to @5, @8".
fn runs(runs: &[Range<Position>]) -> String {
    let run = |run: &Range<Position>| match length(run) {
        1 => run.start.to_string(),
        _ => format!("{} to @{}", run.start, run.end.0 - 1),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// First and last position of each run.
fn as_json(runs: &[Range<Position>]) -> Vec<Value> {
    let run = |run: &Range<Position>| json!({ "first": run.start, "last": run.end.0 - 1 });
    runs.iter().map(run).collect()
}
