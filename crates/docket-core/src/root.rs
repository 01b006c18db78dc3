//! Roots: where reports come from in the end.

use std::collections::BTreeSet;
use std::fmt;

use crate::id::Key;

/// Where a report comes from in the end. Reports with one root are not independent of each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// A publisher or an agency, by what all its names share.
    Publisher(String),
    /// A source whose publisher cannot be named, or that is not described.
    Source(Key),
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Publisher(name) => f.write_str(name),
            Self::Source(source) => f.write_str(source.as_str()),
        }
    }
}

/// Follows a chain to its end. A chain may run into a ring; the smallest link of the ring is then
/// its end, wherever the chain entered it.
pub(crate) fn end_of<'a, T: Ord + Clone + 'a>(start: T, next: impl Fn(&T) -> Option<&'a T>) -> T {
    let mut seen = BTreeSet::new();
    let mut last = start;
    while let Some(following) = next(&last) {
        if !seen.insert(last) {
            let ring = std::iter::successors(next(following), |link| {
                if *link == following { None } else { next(link) }
            });
            return ring.min().unwrap_or(following).clone();
        }
        last = following.clone();
    }
    last
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Root;
    use crate::bookkeeping::Bookkeeping;
    use crate::books::Books;
    use crate::entry::{LogEntry, Position, RecordedAt, Revision};
    use crate::event::Event;
    use crate::id::{CaseId, Key};
    use crate::source::{Source, SourceKind};

    fn key(name: &str) -> Key {
        name.parse().expect("a key")
    }

    /// Books that describe sources: name, publisher, the source it leans on; and aliases.
    fn books(sources: &[(&str, &str, &str)], aliases: &[(&str, &str)]) -> Books {
        let source = |&(id, publisher, via): &(&str, &str, &str)| Source {
            author: None,
            file: None,
            id: key(id),
            kind: SourceKind::Press,
            published: None,
            publisher: Some(publisher.to_owned()).filter(|name| !name.is_empty()),
            sha256: None,
            title: None,
            url: None,
            via: via.parse().ok(),
        };
        let alias = |&(name, of): &(&str, &str)| Bookkeeping::Alias {
            name: name.to_owned(),
            of: of.to_owned(),
        };
        let described = sources.iter().map(source).map(Bookkeeping::SourceDescribed);
        let entry = |(position, what): (u64, Bookkeeping)| LogEntry {
            position: Position(position),
            revision: Revision(position),
            recorded_at: RecordedAt(0),
            salt: docket_proof::Salt::from_bytes([0; 16]),
            event: Event::bookkeeping(CaseId::ledger(), key(&format!("b{position}")), what),
        };
        let entries: Vec<_> =
            (1..).zip(described.chain(aliases.iter().map(alias))).map(entry).collect();
        Books::read(&CaseId::ledger(), &entries)
    }

    fn roots(books: &Books, sources: &[&str]) -> Vec<String> {
        let keys: Vec<Key> = sources.iter().map(|name| key(name)).collect();
        books.roots(&keys).iter().map(Root::to_string).collect()
    }

    #[test]
    fn sources_of_two_publishers_are_independent_and_of_one_are_not() {
        let books = books(&[("a", "Paper", ""), ("b", "Gazette", ""), ("c", "The Paper", "")], &[]);
        assert_eq!(roots(&books, &["a", "b"]), ["gazette", "paper"]);
        assert_eq!(roots(&books, &["a", "a"]), ["paper"]);
        assert_eq!(roots(&books, &["a", "c"]).len(), 2, "an article is part of a name");
        let monday = [("a", "Paper Inc.", ""), ("b", "PAPER", "")];
        assert_eq!(roots(&self::books(&monday, &[]), &["a", "b"]), ["paper"]);
        let other = [("a", "Paper", ""), ("b", "The Morning Paper", "")];
        let alias = [("The Morning Paper", "Paper")];
        assert_eq!(roots(&self::books(&other, &alias), &["a", "b"]), ["paper"]);
    }

    #[test]
    fn a_source_that_leans_on_another_has_its_root_over_any_number_of_steps() {
        let books = books(
            &[
                ("wire", "Agency", ""),
                ("a", "Paper", "b"),
                ("b", "Gazette", "wire"),
                ("c", "Gazette", ""),
            ],
            &[],
        );
        assert_eq!(roots(&books, &["a", "b", "wire"]), ["agency"]);
        assert_eq!(roots(&books, &["a", "c"]), ["agency", "gazette"]);
        assert_eq!(books.root(&key("a")), books.root_of_publisher("AGENCY, Inc."));
    }

    #[test]
    fn sources_that_lean_on_each_other_are_one_root_from_wherever_one_looks() {
        let ring = [("a", "", "c"), ("c", "", "b"), ("b", "", "c"), ("d", "", "d")];
        let books = books(&ring, &[]);
        assert_eq!(roots(&books, &["a", "b", "c"]), ["b"]);
        assert_eq!(roots(&books, &["d"]), ["d"]);
    }

    #[test]
    fn a_source_without_a_publisher_or_a_description_is_its_own_root() {
        let books = books(&[("a", "", ""), ("b", "", "unheard-of")], &[]);
        assert_eq!(roots(&books, &["a", "b", "unheard-of"]), ["a", "unheard-of"]);
        assert_eq!(books.roots([]), BTreeSet::new());
    }

    #[test]
    fn names_that_lead_into_a_ring_of_aliases_are_one_party() {
        let books = books(&[], &[("a", "z"), ("z", "y"), ("y", "z")]);
        let identities: BTreeSet<_> = ["a", "y", "z"].map(|name| books.name_identity(name)).into();
        assert_eq!(identities, ["y".to_owned()].into());
    }
}
