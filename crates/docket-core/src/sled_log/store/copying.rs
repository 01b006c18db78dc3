//! Copying a store without some of its events.

use std::collections::BTreeSet;

use docket_proof::{Salt, nodes_completed_by};

use crate::entry::Position;
use crate::error::Result;
use crate::sled_log::value::{Key, Meta};

use super::{Commit, Store, contained, missing};

/// So many chunks of a copy are handed to the store at once.
const CHUNKS_AT_ONCE: usize = 256;

impl Store {
    /// Copies everything into an empty store, but the events of some entries and the names of the cases
    /// that no other entry names; calls `step` with the first position of each chunk. The copy is not
    /// durable before it is synced.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::UnknownVersion`], [`Error::Io`], [`Error::Store`].
    pub(in crate::sled_log) fn copy_without(
        &self,
        to: &Self,
        is_doomed: &dyn Fn(Position) -> bool,
        salt: &dyn Fn() -> Salt,
        step: &mut dyn FnMut(Position),
    ) -> Result<()> {
        let mut named = BTreeSet::new();
        let mut commit = Commit::default();
        for (number, chunk) in self.chunks().enumerate() {
            let mut firsts = Vec::new();
            let chunk = chunk?;
            for (first, bytes) in chunk.without(is_doomed, salt)? {
                commit.put_chunk(first, &bytes);
                firsts.push(first.0);
            }
            self.part_nodes(&firsts, chunk.end().0, &mut commit)?;
            for row in chunk.rows().iter().filter(|row| !is_doomed(row.position)) {
                named.extend(row.home.map(|(case, _)| case.0));
                named.extend(row.concerned.iter().map(|case| case.0));
            }
            if number % CHUNKS_AT_ONCE == 0 {
                contained(&to.path, || to.db().apply_batch(std::mem::take(&mut commit).0))?;
            }
            step(Position(firsts[0]));
        }
        for (number, name) in (0..).zip(self.case_names()) {
            let (_, name) = name?;
            commit.put(Key::Case(number), if named.contains(&number) { &name } else { &[] });
        }
        for meta in [Meta::Format, Meta::Zone, Meta::Origin] {
            if let Some(body) = self.meta(meta)? {
                commit.put(Key::Meta(meta), &body);
            }
        }
        contained(&to.path, || to.db().apply_batch(commit.0)).map(drop)
    }

    /// Stores the nodes of a chunk, whose entries end before `end`, by the chunks that it was parted in.
    fn part_nodes(&self, firsts: &[u64], end: u64, commit: &mut Commit) -> Result<()> {
        let first = firsts[0];
        let hashes = self.get(Key::Nodes(first))?.ok_or_else(|| missing(Position(first)))?;
        let mut rest = &hashes[..];
        for (at, first) in firsts.iter().enumerate() {
            let end = firsts.get(at + 1).copied().unwrap_or(end);
            let nodes: usize = (*first..end).map(nodes_completed_by).sum();
            let own = rest.split_off(..nodes * 32).ok_or_else(|| missing(Position(*first)))?;
            commit.put(Key::Nodes(*first), own);
        }
        Ok(())
    }
}
