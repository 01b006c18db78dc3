//! Codec version 3: an event as version 2 has it, and behind it the docket line out of which it was
//! read, and captures. Frozen: its golden bytes are in `golden_v3.txt`.

use docket_time::When;
use serde::{Deserialize, Serialize};

use crate::bookkeeping::Bookkeeping;
use crate::capture::{Capture, DocketLine};
use crate::event::Event;
use crate::id::Key;

use super::StoredError;
use super::v2::EventV2;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EventV3<'a> {
    #[serde(borrow)]
    event: EventV2<'a>,
    line: Option<DocketLineV3<'a>>,
    /// The bookkeeping, where it is a capture.
    captured: Option<CaptureV3<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct DocketLineV3<'a> {
    raw: Option<&'a str>,
    rule: Option<&'a str>,
}

#[derive(Debug, Serialize, Deserialize)]
struct CaptureV3<'a> {
    source: &'a str,
    on: Option<&'a str>,
    full: bool,
    holds: Vec<&'a str>,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

impl<'a> From<&'a Event> for EventV3<'a> {
    fn from(event: &'a Event) -> Self {
        let captured = match &event.bookkeeping {
            Some(Bookkeeping::Captured(capture)) => Some(CaptureV3::from(capture)),
            _ => None,
        };
        Self { event: event.into(), line: event.line.as_ref().map(DocketLineV3::from), captured }
    }
}

impl<'a> From<&'a DocketLine> for DocketLineV3<'a> {
    fn from(line: &'a DocketLine) -> Self {
        Self { raw: line.raw.as_deref(), rule: line.rule.as_ref().map(Key::as_str) }
    }
}

impl<'a> From<&'a Capture> for CaptureV3<'a> {
    fn from(capture: &'a Capture) -> Self {
        Self {
            source: capture.source.as_str(),
            on: capture.on.as_ref().map(When::text),
            full: capture.full,
            holds: capture.holds.iter().map(Key::as_str).collect(),
            file: capture.file.as_deref(),
            sha256: capture.sha256.as_deref(),
        }
    }
}

impl TryFrom<EventV3<'_>> for Event {
    type Error = StoredError;

    fn try_from(stored: EventV3<'_>) -> Result<Self, StoredError> {
        let mut event = Self::try_from(stored.event)?;
        if let Some(line) = stored.line {
            let rule = line.rule.map(str::parse).transpose()?;
            event.line = Some(DocketLine { raw: line.raw.map(str::to_owned), rule });
        }
        if let Some(captured) = stored.captured {
            if event.bookkeeping.is_some() {
                return Err(StoredError::Stray("a capture"));
            }
            event.bookkeeping = Some(Bookkeeping::Captured(Capture {
                file: captured.file.map(str::to_owned),
                full: captured.full,
                holds: captured.holds.into_iter().map(str::parse).collect::<Result<_, _>>()?,
                on: captured.on.map(When::parse).transpose()?,
                sha256: captured.sha256.map(str::to_owned),
                source: captured.source.parse()?,
            }));
        }
        Ok(event)
    }
}
