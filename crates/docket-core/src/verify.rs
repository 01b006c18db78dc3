//! Verifying a log: everything that it holds, hashed once more.

use docket_proof::{NodeId, Tree};

use crate::entry::Position;
use crate::error::{Error, Head, Result};
use crate::log::Log;

/// Reads all that a log keeps, and checks that the tree which their leaves make is the tree whose nodes
/// the log has stored since it recorded them. Calls `step` after each entry.
///
/// # Errors
/// [`Error::Damaged`], naming the first entry that is not what was recorded; what the log says.
pub fn verify(log: &dyn Log, step: &mut dyn FnMut(Position)) -> Result<Head> {
    let head = log.head()?;
    let (mut tree, mut nodes) = (Tree::empty(), Vec::new());
    for kept in log.kept(Position(1)..head.size.next()) {
        let kept = kept?;
        nodes.clear();
        tree.push(kept.leaf().hash(), &mut nodes);
        // The last of the nodes that an entry completes has all the others under it.
        let (Some(made), Some(node)) = (nodes.last(), NodeId::last_completed_by(tree.size()))
        else {
            continue;
        };
        let stored = log.node(node)?;
        if stored != *made {
            return Err(Error::Damaged {
                expected: format!("entry {} as it was recorded ({node} {stored})", kept.position()),
                found: format!("another event, instant or salt ({made})"),
            });
        }
        step(kept.position());
    }
    if (tree.size(), tree.root()) != (head.size.0, head.root) {
        return Err(Error::Damaged {
            expected: format!("the root {} at {}", head.root, head.size),
            found: format!("{} at {}", tree.root(), Position(tree.size())),
        });
    }
    Ok(head)
}
