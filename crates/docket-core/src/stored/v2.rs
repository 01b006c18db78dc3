//! Codec version 2: an event as version 1 has it, and behind it what version 1 has no room for.
//! Frozen: its golden bytes are in `golden_v2.txt`.

use serde::{Deserialize, Serialize};

use crate::bookkeeping::{Bookkeeping, HowLinked};
use crate::event::Event;
use crate::id::Key;

use super::StoredError;
use super::v1::EventV1;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EventV2<'a> {
    #[serde(borrow)]
    event: EventV1<'a>,
    /// How the targets of a link were found to be one; absent everywhere else.
    how: Option<HowLinkedV2<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct HowLinkedV2<'a> {
    method: &'a str,
    rule: u16,
    score: u8,
}

impl<'a> From<&'a Event> for EventV2<'a> {
    fn from(event: &'a Event) -> Self {
        let how = if let Some(Bookkeeping::Linked { how, .. }) = &event.bookkeeping {
            how.as_ref().map(HowLinkedV2::from)
        } else {
            None
        };
        Self { event: event.into(), how }
    }
}

impl<'a> From<&'a HowLinked> for HowLinkedV2<'a> {
    fn from(how: &'a HowLinked) -> Self {
        Self { method: how.method.as_str(), rule: how.rule, score: how.score }
    }
}

impl TryFrom<EventV2<'_>> for Event {
    type Error = StoredError;

    fn try_from(stored: EventV2<'_>) -> Result<Self, StoredError> {
        let mut event = Self::try_from(stored.event)?;
        let Some(found) = stored.how else { return Ok(event) };
        let Some(Bookkeeping::Linked { how, .. }) = &mut event.bookkeeping else {
            return Err(StoredError::Stray("how targets were linked"));
        };
        let method: Key = found.method.parse()?;
        *how = Some(HowLinked { method, rule: found.rule, score: found.score });
        Ok(event)
    }
}
