//! Codec version 4: an event as version 3 has it, and behind it what was expunged. Frozen: its golden
//! bytes are in `golden_v4.txt`.

use serde::{Deserialize, Serialize};

use crate::bookkeeping::{Bookkeeping, Expunging};
use crate::entry::Position;
use crate::event::Event;

use super::StoredError;
use super::v3::EventV3;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EventV4<'a> {
    #[serde(borrow)]
    event: EventV3<'a>,
    /// The bookkeeping, where it says what was expunged.
    expunged: Option<ExpungingV4<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ExpungingV4<'a> {
    order: Option<&'a str>,
    positions: Vec<u64>,
    reason: &'a str,
}

impl<'a> From<&'a Event> for EventV4<'a> {
    fn from(event: &'a Event) -> Self {
        let expunged = match &event.bookkeeping {
            Some(Bookkeeping::Expunged(Expunging { order, positions, reason })) => {
                let positions = positions.iter().map(|position| position.0).collect();
                Some(ExpungingV4 { order: order.as_deref(), positions, reason })
            }
            _ => None,
        };
        Self { event: event.into(), expunged }
    }
}

impl TryFrom<EventV4<'_>> for Event {
    type Error = StoredError;

    fn try_from(stored: EventV4<'_>) -> Result<Self, StoredError> {
        let mut event = Self::try_from(stored.event)?;
        if let Some(ExpungingV4 { order, positions, reason }) = stored.expunged {
            if event.bookkeeping.is_some() {
                return Err(StoredError::Stray("what was expunged"));
            }
            event.bookkeeping = Some(Bookkeeping::Expunged(Expunging {
                order: order.map(str::to_owned),
                positions: positions.into_iter().map(Position).collect(),
                reason: reason.to_owned(),
            }));
        }
        Ok(event)
    }
}
