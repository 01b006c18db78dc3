//! Docket sheets: what one file says of one docket, before it is read as events.

use std::borrow::Cow;
use std::collections::BTreeSet;

use docket_core::MAX_EVENT_BYTES;
use docket_time::{Day, Tz, When};

/// What a file says of one docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The court's id, as the file has it.
    pub court: String,
    /// The docket number as printed.
    pub number: String,
    /// What the case is called.
    pub title: String,
    /// The day on which the case was filed.
    pub filed: Option<When>,
    /// The day on which the case was closed.
    pub terminated: Option<When>,
    /// What else the head of the docket says, as facts are named: `nature_of_suit`.
    pub facts: Vec<(Cow<'static, str>, String)>,
    /// The parties.
    pub parties: Vec<SheetParty>,
    /// The lines, in the docket's order.
    pub lines: Vec<SheetLine>,
    /// Whether it is a feed: a window on the newest lines, each with the day it was entered.
    pub is_feed: bool,
}

/// A party, as the head of a docket lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetParty {
    /// The name as printed.
    pub name: String,
    /// The role as printed: `Plaintiff`, `Counter Defendant`.
    pub role: String,
    /// The day on which the party left the case.
    pub terminated: Option<When>,
    /// The lawyers who act for the party.
    pub counsel: Vec<String>,
}

/// A line of a docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// The number printed beside it.
    pub number: Option<String>,
    /// The day of filing.
    pub filed: Option<When>,
    /// The day on which the court entered it.
    pub entered: Option<When>,
    /// What it says.
    pub text: String,
    /// What the court's system calls it: `Order on Motion to Dismiss`.
    pub short: String,
    /// Whether the paper behind it is not open to the public.
    pub is_sealed: bool,
    /// The papers attached to it.
    pub attachments: Vec<SheetAttachment>,
    /// The line as the file has it.
    pub raw: String,
}

/// A paper attached to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetAttachment {
    /// Its number beside the line's.
    pub number: u64,
    /// What it is.
    pub text: String,
}

impl Sheet {
    /// The same without the lines of a feed that it has twice: an item that comes again, or the same
    /// docket a second time in one list. Elsewhere a court may print a line twice.
    #[must_use]
    pub fn without_repeats(mut self) -> Self {
        if self.is_feed {
            let mut seen: BTreeSet<String> = BTreeSet::new();
            self.lines.retain(|line| seen.insert(line.raw.clone()));
        }
        self
    }

    /// The line that was entered last, and on which day, if that is after a day: no capture of that day
    /// shows it. One day more is let pass, since the two may be days of different zones.
    #[must_use]
    pub fn entered_after(&self, day: Day) -> Option<(&SheetLine, Day)> {
        // What was entered on one of several days may have been on the first of them.
        let entered = |line: &SheetLine| line.entered.as_ref()?.meaning(Tz::UTC).earliest();
        let days = self.lines.iter().filter_map(|line| Some((line, entered(line)?)));
        days.max_by_key(|(_, entered)| *entered).filter(|(_, entered)| *entered > day.plus(1))
    }
}

/// What an event holds beside the text of its line and the line as the file has it, at the most.
const BESIDE: usize = 64 << 10;

impl SheetLine {
    /// Why no event can hold the line with what is kept of it; none where one can.
    pub(crate) fn too_large(&self) -> Option<String> {
        let most = MAX_EVENT_BYTES - BESIDE;
        // Whatever has to be escaped, a byte becomes six of them at the most.
        if 6 * (self.words().len() + self.raw.len()) <= most {
            return None;
        }
        let bytes = |text: &str| serde_json::to_string(text).map_or(0, |json| json.len());
        let needed = bytes(self.words()) + bytes(&self.raw);
        let message = || {
            format!(
                "the line and what is kept of the file with it come to {needed} bytes of JSON; an \
                 event holds {most}"
            )
        };
        (needed > most).then(message)
    }

    /// What it says: its text, or what the court's system calls it where there is none.
    #[must_use]
    pub fn words(&self) -> &str {
        if self.text.trim().is_empty() { &self.short } else { &self.text }
    }
}
