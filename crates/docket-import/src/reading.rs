//! Readings: the events of a docket sheet, line by line.

use std::collections::BTreeMap;

use docket_core::{Effect, Event, Key, Target};

/// A docket sheet, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The events of its lines, in the docket's order, each line's together.
    pub lines: Vec<ReadLine>,
    /// The head of the docket: what it says of the case, and its parties.
    pub head: Vec<Event>,
}

/// The events of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// Its key among the lines of the docket: its number, or its day and place among those without.
    pub key: Key,
    /// Its events, the main one first; never none.
    pub events: Vec<Event>,
    /// Whether some rule knew it.
    pub is_classified: bool,
}

impl Reading {
    /// The same with other keys for its lines, in the events of each and wherever one points at
    /// another.
    #[must_use]
    pub(crate) fn renamed(mut self, names: &BTreeMap<Key, Key>) -> Self {
        let renamed = |key: &Key| -> Key {
            let text = key.as_str();
            let whole = std::iter::once(text.len());
            let mut ends = whole.chain(text.rfind(':')).chain(text.rfind('-'));
            let found = ends.find_map(|end| {
                let name = names.get(&text[..end].parse::<Key>().ok()?)?;
                format!("{name}{}", &text[end..]).parse().ok()
            });
            found.unwrap_or_else(|| key.clone())
        };
        if names.iter().all(|(was, is)| was == is) {
            return self;
        }
        for line in &mut self.lines {
            line.key = renamed(&line.key);
            for event in &mut line.events {
                event.id = renamed(&event.id);
                for reference in &mut event.refers_to {
                    rename(&mut reference.target, &renamed);
                }
                for effect in &mut event.effects {
                    if let Effect::Retracts { target, .. }
                    | Effect::Restricts { target, .. }
                    | Effect::Ends { target, .. } = effect
                    {
                        rename(target, &renamed);
                    }
                }
            }
        }
        self
    }

    /// The same with other places for its lines.
    #[must_use]
    pub(crate) fn placed(mut self, places: &[u64]) -> Self {
        for (line, place) in self.lines.iter_mut().zip(places) {
            for event in &mut line.events {
                event.place = Some(*place);
            }
        }
        self
    }
}

fn rename(target: &mut Target, renamed: &dyn Fn(&Key) -> Key) {
    if let Target::Event(id) = target {
        id.key = renamed(&id.key);
    }
}

#[cfg(test)]
mod tests {
    use docket_core::{Ending, EventId, Kind, Verb};

    use super::*;

    #[test]
    fn what_a_line_ends_is_renamed_with_it() {
        let key = |text: &str| -> Key { text.parse().expect("a key") };
        let at = |text| {
            let case = "ded/1:24-cv-00020".parse().expect("a case");
            Target::Event(EventId { case, key: key(text) })
        };
        let case = "ded/1:24-cv-00020".parse().expect("a case");
        let mut event = Event::new(case, key("5"), Kind::Order, Verb::Announced);
        event.effects = vec![Effect::Ends { target: at("4"), how: Ending::Vacated }];
        let line = ReadLine { key: key("5"), events: vec![event], is_classified: true };
        let reading = Reading { lines: vec![line], head: Vec::new() };
        let renamed = reading.renamed(&[(key("4"), key("3"))].into());
        let ends = Effect::Ends { target: at("3"), how: Ending::Vacated };
        assert_eq!(renamed.lines[0].events[0].effects, [ends]);
    }
}
