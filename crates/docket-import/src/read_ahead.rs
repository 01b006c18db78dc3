//! Reading ahead: the next dockets are read while one is recorded.

use std::sync::mpsc::sync_channel;
use std::thread;

/// How many items are read before the first of them is taken: each may be a large docket.
const AHEAD: usize = 2;

/// Takes items in their order while another thread makes the next ones.
///
/// # Errors
/// The first of `take`; the items after it are not taken, and no more are made than were on their way.
pub fn read_ahead<T: Send, E>(
    items: impl Iterator<Item = T> + Send,
    take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    thread::scope(|scope| {
        let (send, receive) = sync_channel(AHEAD);
        scope.spawn(move || items.map(|item| send.send(item)).all(|sent| sent.is_ok()));
        receive.into_iter().try_for_each(take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_taken_in_order_up_to_the_first_that_cannot_be() {
        let mut taken = Vec::new();
        let took = read_ahead(0.., |item| {
            taken.push(item);
            if item < 10 { Ok(()) } else { Err(item) }
        });
        assert_eq!((took, taken), (Err(10), (0..=10).collect()));
    }
}
