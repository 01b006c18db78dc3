//! Bearing: which entries have a part in what some of them come to.

use std::collections::HashSet;

use crate::books::Joint;
use crate::entry::LogEntry;
use crate::event::Event;
use crate::id::{EventId, Key, Target};

/// What is looked for: the acts, events and sources of the entries found so far.
///
/// Acts and sources go by their keys alone. An entry too many changes no answer.
#[derive(Default)]
struct Sought<'v> {
    acts: HashSet<&'v Key>,
    events: HashSet<EventId>,
    linked: HashSet<&'v EventId>,
    sources: HashSet<&'v Key>,
}

impl<'v> Sought<'v> {
    fn add(&mut self, event: &'v Event, joints: &'v [Joint]) {
        let id = event.event_id();
        let is_it = |target: &Target| target.event() == Some(&id);
        for joint in joints.iter().filter(|joint| joint.targets().iter().any(is_it)) {
            self.linked.extend(joint.targets().iter().filter_map(Target::event));
        }
        self.acts.insert(event.act_key());
        self.sources.extend(&event.source);
        self.events.insert(id);
    }

    fn has(&self, event: &Event) -> bool {
        let points = |target: &Target| match target {
            Target::Event(id) | Target::Part(id, _) => self.events.contains(id),
            Target::Source(source) => self.sources.contains(source),
        };
        let is_linked = !self.linked.is_empty() && self.linked.contains(&event.event_id());
        is_linked || self.acts.contains(event.act_key()) || event.targets().any(points)
    }
}

/// The entries that `seed` picks, those that may tell one act with them, those that point at one of
/// them, and so on: `true` at the place of each.
pub(crate) fn bearing(
    entries: &[LogEntry],
    joints: &[Joint],
    seed: impl Fn(&Event) -> bool,
) -> Vec<bool> {
    let mut inside: Vec<bool> = entries.iter().map(|entry| seed(&entry.event)).collect();
    let mut sought = Sought::default();
    let mut new: Vec<usize> = (0..entries.len()).filter(|&at| inside[at]).collect();
    while !new.is_empty() {
        for &at in &new {
            sought.add(&entries[at].event, joints);
        }
        new = (0..entries.len())
            .filter(|&at| !inside[at] && sought.has(&entries[at].event))
            .collect();
        for &at in &new {
            inside[at] = true;
        }
    }
    inside
}
