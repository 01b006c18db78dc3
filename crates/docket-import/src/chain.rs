//! The chain of captures: out of what each of them showed, the events that tell it.
//!
//! The chain depends on the captures alone, not on the order in which they were imported. A report
//! is told where it is first shown; then, capture by capture, what changed: corrected, taken back as
//! it vanished, reinstated as it came back, or replaced by another report of the same act.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Effect, Event, EventId, FactValue, Field, Key, Kind, Occurred, Party, Scalar, Target, Verb,
    amend,
};
use docket_time::{Day, When};
use sha2::{Digest, Sha256};

use crate::day::{between, day_of};
use crate::keeper::act_of;
use crate::shown::{CHANGE, Shown, change_kind};

/// The events that tell what the captures showed, each report's together and in order.
///
/// `recorded` are the reports that a ledger holds under the names they have in all captures: a
/// report keeps its name though an older capture shows that it once was another.
pub(crate) fn events(shown: &[Shown], recorded: &BTreeMap<Key, Event>) -> Vec<Event> {
    let names: BTreeSet<&Key> = shown.iter().flat_map(|one| one.reports.keys()).collect();
    let told = names.into_iter().map(|name| {
        let versions = versions(name, shown, recorded.get(name));
        Chain::new(name).told(shown, &versions)
    });
    told.flatten().collect()
}

/// The key that tells the version of a report that each capture shows, where it shows it; versions
/// differ in what no correction can tell.
fn versions(name: &Key, shown: &[Shown], recorded: Option<&Event>) -> Vec<Option<Key>> {
    let reports = || shown.iter().map(|one| one.reports.get(name));
    if recorded.is_none() && reports().flatten().count() == 1 {
        return reports().map(|report| report.map(|_| name.clone())).collect();
    }
    let classes: Vec<Option<String>> = reports().map(|report| report.map(class)).collect();
    let of_recorded = recorded.map(class).filter(|class| classes.contains(&Some(class.clone())));
    let main = of_recorded.or_else(|| classes.iter().flatten().next().cloned());
    let key = |class: String| {
        if Some(&class) == main.as_ref() { name.clone() } else { changed(name, "is", &class, 1) }
    };
    classes.into_iter().map(|class| class.map(key)).collect()
}

/// The chain of one report.
struct Chain<'a> {
    name: &'a Key,
    events: Vec<Event>,
    /// How often each change was told, so that a second one has another key.
    times: BTreeMap<String, usize>,
    /// The report that counts, as it counts, and the key of the event that told it.
    current: Option<(Key, Event)>,
    /// What took the report back that was last told under a key.
    gone: BTreeMap<Key, Key>,
}

impl<'a> Chain<'a> {
    fn new(name: &'a Key) -> Self {
        Self {
            name,
            events: Vec::new(),
            times: BTreeMap::new(),
            current: None,
            gone: BTreeMap::new(),
        }
    }

    fn told(mut self, shown: &[Shown], versions: &[Option<Key>]) -> Vec<Event> {
        // The last day on which we know how it stood.
        let mut before: Option<Day> = None;
        for (at, (one, key)) in shown.iter().zip(versions).enumerate() {
            match one.reports.get(self.name).zip(key.as_ref()) {
                Some((report, key)) => {
                    let later = shown[at..]
                        .iter()
                        .find(|later| later.on.is_some() && later.reports.contains_key(self.name));
                    let by = one.on.or(later.and_then(|later| later.on));
                    self.shows(report, key, (before, by));
                    before = one.on.or(before);
                }
                None if one.is_full => {
                    self.lacks((before, one.on));
                    before = one.on;
                }
                None => {}
            }
        }
        self.events
    }

    fn shows(&mut self, report: &Event, key: &Key, days: (Option<Day>, Option<Day>)) {
        match self.current.take() {
            None => self.tells(report, key, days),
            Some((told, before)) if told == *key => {
                self.corrects(&told, &before, report, days);
                self.current = Some((told, report.clone()));
            }
            Some((told, _)) => {
                self.takes_back(&told, "over", days);
                self.tells(report, key, days);
            }
        }
    }

    fn lacks(&mut self, days: (Option<Day>, Option<Day>)) {
        if let Some((told, _)) = self.current.take() {
            self.takes_back(&told, "gone", days);
        }
    }

    fn tells(&mut self, report: &Event, key: &Key, days: (Option<Day>, Option<Day>)) {
        if let Some(gone) = self.gone.remove(key) {
            let before = self.events.iter().find(|event| event.id == *key).cloned();
            self.takes_back(&gone, "back", days);
            if let Some(before) = before {
                let as_it_stood = self.as_corrected(&before);
                self.corrects(key, &as_it_stood, report, days);
            }
        } else {
            let mut event = report.clone();
            event.id = key.clone();
            let of_name = act_of(self.name);
            event.act =
                if key == self.name { of_name } else { of_name.or(Some(self.name.clone())) };
            event.published = first_public(report.published.as_ref(), days);
            self.events.push(event);
        }
        self.current = Some((key.clone(), report.clone()));
    }

    /// A report with the corrections that were told of it.
    fn as_corrected(&self, report: &Event) -> Event {
        let mut corrected = report.clone();
        for event in &self.events {
            for effect in &event.effects {
                if let Effect::Corrects { target, field, to } = effect
                    && target.event().is_some_and(|id| id.key == report.id)
                {
                    amend(&mut corrected, target, *field, to);
                }
            }
        }
        corrected
    }

    fn takes_back(&mut self, key: &Key, how: &str, days: (Option<Day>, Option<Day>)) {
        let reason = match how {
            "gone" => "no longer on the docket",
            "back" => "on the docket again",
            _ => "reads otherwise now",
        };
        let target = self.target(key);
        let effect = Effect::Retracts { reason: Some(reason.to_owned()), target };
        let id = self.change(how, key.as_str(), effect, days);
        if how != "back" {
            self.gone.insert(key.clone(), id);
        }
    }

    fn corrects(
        &mut self,
        key: &Key,
        before: &Event,
        after: &Event,
        days: (Option<Day>, Option<Day>),
    ) {
        let (was, is) = (values(before), values(after));
        for ((field, was), (_, is)) in was.into_iter().zip(is) {
            if let Some(to) = is.filter(|is| was.as_ref() != Some(is)) {
                let text = format!("{to:?}");
                let effect = Effect::Corrects { target: self.target(key), field, to };
                self.change(field.name(), &text, effect, days);
            }
        }
    }

    fn target(&self, key: &Key) -> Target {
        let case = self.events.first().map(|event| event.case.clone());
        let case = case.unwrap_or_else(|| unreachable!("a report is told before it changes"));
        Target::Event(EventId { case, key: key.clone() })
    }

    /// Tells a change, as an act of its own by the court.
    fn change(
        &mut self,
        how: &str,
        what: &str,
        effect: Effect,
        (before, by): (Option<Day>, Option<Day>),
    ) -> Key {
        let times = self.times.entry(format!("{how}:{what}")).or_default();
        *times += 1;
        let id = changed(self.name, how, what, *times);
        let first = self.events.first().unwrap_or_else(|| unreachable!("it is told before"));
        let mut event = Event::new(first.case.clone(), id.clone(), change_kind(), Verb::Announced);
        event.source.clone_from(&first.source);
        event.published = by.and_then(|by| between(before, by));
        event.occurred = event.published.clone().map(Occurred::Date);
        event.effects = vec![effect];
        self.events.push(event);
        id
    }
}

/// When a report became public: on the day that the court says it was entered, unless a capture
/// shows that it was not there yet, or was there before.
fn first_public(entered: Option<&When>, (before, by): (Option<Day>, Option<Day>)) -> Option<When> {
    let Some(by) = by else { return entered.cloned() };
    let fits = |entered: &&When| {
        day_of(entered).is_some_and(|day| before.is_none_or(|before| day > before) && day <= by)
    };
    entered.filter(fits).cloned().or_else(|| between(before, by))
}

/// The key of a change: what it is, and a short name for what it comes to, the same in every ledger.
fn changed(name: &Key, how: &str, what: &str, times: usize) -> Key {
    let digest = Sha256::digest(what.as_bytes());
    let short = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    let again = if times > 1 { format!("{CHANGE}{times}") } else { String::new() };
    let key = format!("{name}{CHANGE}{how}{CHANGE}{short:08x}{again}");
    key.parse().unwrap_or_else(|_| name.clone())
}

/// What a correction can tell of a report.
pub(crate) fn values(report: &Event) -> [(Field, Option<FactValue>); 6] {
    let text = |text: &str| FactValue::from(text);
    let names = |parties: &Vec<Party>| {
        let names = parties.iter().map(|party| Scalar::from(party.name.as_str()));
        (!parties.is_empty()).then(|| FactValue::Set(names.collect()))
    };
    let occurred = match &report.occurred {
        Some(Occurred::Date(date)) => Some(text(date.text())),
        Some(Occurred::Phrase(_)) | None => None,
    };
    [
        (Field::Kind, can_become(&report.kind).then(|| text(&report.kind.name()))),
        (Field::Text, report.text.as_deref().map(text)),
        (Field::Occurred, occurred),
        (Field::DocumentNumber, report.document_number.as_deref().map(text)),
        (Field::By, names(&report.by)),
        (Field::Against, names(&report.against)),
    ]
}

/// Whether a correction can make a report's kind this one: its verb follows from it, and it brings
/// nothing along.
fn can_become(kind: &Kind) -> bool {
    kind.verb().is_some_and(|verb| verb != Verb::Settled)
}

/// What of a report no correction can tell, as text.
fn class(report: &Event) -> String {
    let mut bare = report.clone();
    bare.id = name_key();
    bare.act = None;
    bare.line = None;
    bare.place = None;
    bare.published = None;
    bare.text = None;
    bare.document_number = None;
    bare.occurred = None;
    bare.by.clear();
    bare.against.clear();
    if can_become(&bare.kind) {
        bare.kind = Kind::Order;
        bare.verb = Verb::Announced;
    }
    docket_core::canonical(&bare)
}

fn name_key() -> Key {
    "_".parse().unwrap_or_else(|_| unreachable!("a line is a name"))
}
