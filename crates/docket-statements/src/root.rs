//! The independent roots of a statement.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Act, Key, Root, Wording};
use serde::Serialize;

/// Ways by which words reach a source that are nobody: whoever is named as `via` otherwise is
/// somebody whom the source leans on.
const MEANS: [&str; 14] = [
    "chat",
    "e mail",
    "email",
    "fax",
    "interview",
    "letter",
    "mail",
    "message",
    "phone",
    "phone call",
    "post",
    "telephone",
    "text message",
    "video call",
];

/// Somebody from whom the words come, with the sources that have them from there.
///
/// Two sources have one root when both lean on the same source or the same agency in the end, or
/// have the same publisher (see [`docket_core::Books::root`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRoot {
    /// The publisher or the agency; the source, where nobody can be named.
    pub name: String,
    /// The sources of the wordings that come from there.
    pub sources: BTreeSet<Key>,
}

/// Where one wording comes from in the end, and what that is called.
pub(crate) fn root_of(
    act: &Act<'_>,
    source: Option<&Key>,
    wording: &Wording,
) -> Option<(Root, String)> {
    let books = act.books();
    let is_somebody = |via: &&String| !MEANS.contains(&docket_core::fold_name(via).as_str());
    if let Some(agency) = wording.via.as_ref().filter(is_somebody) {
        return Some((books.root_of_publisher(agency), agency.clone()));
    }
    let source = source?;
    let origin = books.origin(source);
    let publisher = books.source(origin.as_str()).and_then(|source| source.publisher.clone());
    Some((books.root(source), publisher.unwrap_or_else(|| origin.to_string())))
}

/// Gathers the roots of wordings, each with its source.
pub(crate) fn roots<'a>(
    wordings: impl Iterator<Item = (&'a (Root, String), Option<&'a Key>)>,
) -> Vec<StatementRoot> {
    let mut roots: BTreeMap<&Root, StatementRoot> = BTreeMap::new();
    for ((root, name), source) in wordings {
        let known = roots
            .entry(root)
            .or_insert_with(|| StatementRoot { name: name.clone(), sources: BTreeSet::new() });
        // Of several spellings always the same one, in whichever order they come.
        if *name < known.name {
            known.name.clone_from(name);
        }
        known.sources.extend(source.cloned());
    }
    roots.into_values().collect()
}
