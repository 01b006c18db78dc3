//! The supply: events that are made of their names, so that what a ledger gives back can be held against
//! what was given to it.

use std::fmt;
use std::str::FromStr;

use docket_core::{Event, Kind, Party, Verb};
use fastrand::Rng;

/// The name of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The run of the program that appends it.
    pub(crate) run: u64,
    /// Its thread.
    pub(crate) thread: u64,
    /// Its number there.
    pub(crate) number: u64,
    /// How many events it has.
    pub(crate) size: u64,
}

impl Name {
    /// The events of the batch.
    pub(crate) fn events(self) -> Vec<Event> {
        (0..self.size).map(|place| self.event(place)).collect()
    }

    /// The event at a place of the batch. Some are larger than a stored value.
    pub(crate) fn event(self, place: u64) -> Event {
        let Self { run, thread, number, size } = self;
        let mix = |seed: u64, part: u64| {
            (seed ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        };
        let mut dice = Rng::with_seed([run, thread, number, size, place].into_iter().fold(1, mix));
        let case = if dice.bool() { "shared".to_owned() } else { format!("own-{thread}") };
        let key = format!("{self}-{place}");
        let name = "a word with hyphens is a name";
        let (case, key) = (case.parse().expect(name), key.parse().expect(name));
        let mut event = Event::new(case, key, Kind::Motion, Verb::Filed);
        event.source = Some("docket".parse().expect(name));
        event.by = vec![Party::named("Nokia Technologies Oy")];
        let length = if dice.u8(..) < 8 { dice.usize(..16_000) } else { dice.usize(..300) };
        event.text = Some((0..length).map(|_| dice.lowercase()).collect::<String>().into());
        if dice.u8(..) < 50 {
            event.also_in = ["elsewhere".parse().expect(name)].into();
        }
        event
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { run, thread, number, size } = self;
        write!(f, "{run}-{thread}-{number}-{size}")
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Option<Vec<u64>> = text.split('-').map(|number| number.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[run, thread, number, size]) => Ok(Self { run, thread, number, size }),
            _ => Err(format!("{text} is no batch")),
        }
    }
}

/// The batch that an event is of, and its place there, by its key.
pub(crate) fn place(key: &str) -> Option<(Name, u64)> {
    let (batch, place) = key.rsplit_once('-')?;
    Some((batch.parse().ok()?, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_made_again_of_its_key() {
        let name = Name { run: 3, thread: 1, number: 4, size: 15 };
        for (place, event) in (0..).zip(name.events()) {
            assert_eq!(super::place(event.id.as_str()), Some((name, place)));
            assert_eq!(name.event(place), event);
        }
        assert_eq!(super::place("1-2-3-x-5"), None);
        assert_ne!(name.event(0).text, name.event(1).text);
    }
}
