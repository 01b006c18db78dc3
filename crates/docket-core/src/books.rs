//! The books: what bookkeeping says of sources, names and records, at one recorded cut.

use std::collections::{BTreeMap, BTreeSet};

use docket_time::{Tz, court};

use crate::bookkeeping::{Bookkeeping, CaseDescription};
use crate::capture::Capture;
use crate::entry::LogEntry;
use crate::field::Field;
use crate::id::{CaseId, EventId, Key, Target};
use crate::party::{Party, fold_name};
use crate::root::{Root, end_of};
use crate::source::Source;
use crate::value::FactValue;

/// What bookkeeping adds up to. Among bookkeeping the later position decides.
#[derive(Clone, Debug, Default)]
pub struct Books {
    description: CaseDescription,
    sources: BTreeMap<Key, Source>,
    aliases: BTreeMap<String, String>,
    fixes: BTreeMap<EventId, Vec<Fix>>,
    joints: Vec<Joint>,
    captures: Vec<Capture>,
}

/// A typing mistake of ours, put right.
#[derive(Clone, Debug)]
pub(crate) struct Fix {
    pub(crate) field: Field,
    pub(crate) target: Target,
    pub(crate) to: FactValue,
}

/// A link made or taken apart by a person.
#[derive(Clone, Debug)]
pub(crate) enum Joint {
    Linked(Vec<Target>),
    Separated(Vec<Target>),
}

impl Joint {
    pub(crate) fn targets(&self) -> &[Target] {
        match self {
            Self::Linked(targets) | Self::Separated(targets) => targets,
        }
    }
}

impl Books {
    /// Reads the books of a case out of its entries and the ledger's, in the order of the log.
    #[must_use]
    pub fn read(case: &CaseId, entries: &[LogEntry]) -> Self {
        let mut books = Self::default();
        for entry in entries {
            if let Some(what) = &entry.event.bookkeeping {
                books.take(case, &entry.event.case, what);
            }
        }
        books
    }

    fn take(&mut self, case: &CaseId, home: &CaseId, what: &Bookkeeping) {
        match what {
            Bookkeeping::CaseOpened(description) => {
                if home == case {
                    self.description = description.clone();
                }
            }
            Bookkeeping::SourceDescribed(source) => {
                self.sources.insert(source.id.clone(), source.clone());
            }
            Bookkeeping::Alias { name, of } => {
                self.aliases.insert(fold_name(name), fold_name(of));
            }
            Bookkeeping::TranscriptionFixed { field, target, to } => {
                if let Some(event) = target.event() {
                    let fix = Fix { field: *field, target: target.clone(), to: to.clone() };
                    self.fixes.entry(event.clone()).or_default().push(fix);
                }
            }
            Bookkeeping::Linked { targets, .. } => self.joints.push(Joint::Linked(targets.clone())),
            Bookkeeping::Separated { targets } => {
                self.joints.push(Joint::Separated(targets.clone()));
            }
            // The log itself tells what is gone.
            Bookkeeping::Expunged(_) => {}
            Bookkeeping::Captured(capture) => {
                if home == case {
                    self.captures.push(capture.clone());
                }
            }
        }
    }

    /// What is written of the case itself.
    #[must_use]
    pub fn description(&self) -> &CaseDescription {
        &self.description
    }

    /// The captures of the case's dockets, in the order of the log.
    #[must_use]
    pub fn captures(&self) -> &[Capture] {
        &self.captures
    }

    /// A source as it is described now.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// The case's legal zone: its own, its court's, or else the ledger's.
    ///
    /// The court's is where its seat is (Fed. R. Civ. P. 6(a)(4): a day ends at midnight in the
    /// court's time zone).
    #[must_use]
    pub fn zone(&self, ledger: Tz) -> Tz {
        let own = self.description.tz.as_ref().and_then(|tz| tz.parse().ok());
        let of_court = || court(self.description.court.as_ref()?.as_str()).map(|court| court.zone);
        own.or_else(of_court).unwrap_or(ledger)
    }

    /// What all names of one party share.
    #[must_use]
    pub fn identity(&self, party: &Party) -> String {
        self.resolve_alias(party.identity())
    }

    /// What all spellings of one name share.
    #[must_use]
    pub fn name_identity(&self, name: &str) -> String {
        self.resolve_alias(fold_name(name))
    }

    fn resolve_alias(&self, name: String) -> String {
        end_of(name, |name| self.aliases.get(name))
    }

    /// The source that a source leans on in the end, over however many steps (see [`Source::via`]);
    /// itself, where it leans on none.
    #[must_use]
    pub fn origin(&self, source: &Key) -> Key {
        end_of(source.clone(), |source| self.sources.get(source)?.via.as_ref())
    }

    /// Where what a source says comes from in the end: the publisher of its
    /// [`origin`](Self::origin).
    ///
    /// A source whose publisher cannot be named is a root of its own, so the number of roots is the
    /// most that there can be.
    #[must_use]
    pub fn root(&self, source: &Key) -> Root {
        let origin = self.origin(source);
        match self.sources.get(&origin).and_then(|source| source.publisher.as_deref()) {
            Some(publisher) => self.root_of_publisher(publisher),
            None => Root::Source(origin),
        }
    }

    /// The root that a publisher or an agency is, under any of its names.
    #[must_use]
    pub fn root_of_publisher(&self, name: &str) -> Root {
        Root::Publisher(self.name_identity(name))
    }

    /// The roots of several sources: sources are independent of each other where their roots differ.
    pub fn roots<'k>(&self, sources: impl IntoIterator<Item = &'k Key>) -> BTreeSet<Root> {
        sources.into_iter().map(|source| self.root(source)).collect()
    }

    /// Whether the last thing that a person or a program wrote of two targets together is that they
    /// are not one.
    #[must_use]
    pub fn are_separated(&self, one: &Target, other: &Target) -> bool {
        let last = self.joints.iter().rev().find(|joint| {
            let targets = joint.targets();
            targets.contains(one) && targets.contains(other)
        });
        matches!(last, Some(Joint::Separated(_)))
    }

    pub(crate) fn fixes(&self, event: &EventId) -> &[Fix] {
        self.fixes.get(event).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has_fixes(&self) -> bool {
        !self.fixes.is_empty()
    }

    pub(crate) fn joints(&self) -> &[Joint] {
        &self.joints
    }
}
