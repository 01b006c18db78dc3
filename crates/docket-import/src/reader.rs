//! Reading a docket sheet as events.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    DocketLine, Effect, Ending, Event, EventId, Key, Kind, Occurred, Party, Prejudice, Reference,
    Restricted, Role, Scalar, Scope, Target, Verb,
};

use docket_time::When;

use crate::date::modified;
use crate::docket_number::DocketNames;
use crate::head::head;
use crate::keeper::{Keeper, act_of};
use crate::line_key::{by_number, keys, number};
use crate::paper::papers;
use crate::particulars;
use crate::people;
use crate::reading::{ReadLine, Reading};
use crate::reference;
use crate::rule::{Rule, Rules, Subject};
use crate::sheet::{Sheet, SheetLine};

/// What the events of one docket share.
struct Reader<'a> {
    names: &'a DocketNames,
    rules: &'a Rules,
    sheet: &'a Sheet,
    is_of_appeals: bool,
    keys: Vec<Key>,
    /// The lines by the number beside them; of several with one number the first.
    by_number: BTreeMap<u64, usize>,
    /// The parties that any line or the head names, with their roles.
    known: Vec<(Party, Role)>,
}

/// Reads a docket sheet by the rules.
#[must_use]
pub fn read_sheet(sheet: &Sheet, names: &DocketNames, rules: &Rules) -> Reading {
    let reader = Reader {
        names,
        rules,
        sheet,
        is_of_appeals: names.is_of_appeals(),
        keys: keys(&sheet.lines).into_iter().map(|key| names.keeper.name(key)).collect(),
        by_number: by_number(&sheet.lines),
        known: known_parties(sheet),
    };
    let mut lines: Vec<ReadLine> =
        (0..sheet.lines.len()).filter_map(|at| reader.line(at)).collect();
    reader.take_back_marked(&mut lines);
    let initiating = initiating_parties(&lines);
    Reading { head: head(sheet, names, &initiating, &leaving(&lines)), lines }
}

/// The day on which a line first lets each party leave.
fn leaving(lines: &[ReadLine]) -> BTreeMap<String, When> {
    let mut leaving: BTreeMap<String, When> = BTreeMap::new();
    for event in lines.iter().flat_map(|line| &line.events) {
        let Some(Occurred::Date(day)) = &event.occurred else { continue };
        for effect in &event.effects {
            let Effect::PartyLeaves { party } = effect else { continue };
            let first = leaving.entry(party.identity()).or_insert_with(|| day.clone());
            if day.text() < first.text() {
                *first = day.clone();
            }
        }
    }
    leaving
}

fn known_parties(sheet: &Sheet) -> Vec<(Party, Role)> {
    let mut known: Vec<(Party, Role)> = Vec::new();
    let mut learn = |party: Party, role: Role| {
        if !known
            .iter()
            .any(|(other, as_what)| other.identity() == party.identity() && *as_what == role)
        {
            known.push((party, role));
        }
    };
    for party in &sheet.parties {
        if let Some(role) = people::role(&party.role) {
            learn(Party::named(&party.name), role);
        }
    }
    if sheet.parties.is_empty()
        && let Some(complaint) = sheet.lines.iter().find(|line| begins_with_complaint(line))
    {
        let (by, against) = people::sides(complaint.words());
        let roles = [(by, Role::Plaintiff), (against, Role::Defendant)];
        for (parties, role) in roles {
            for party in parties {
                learn(party, role);
            }
        }
    }
    for line in &sheet.lines {
        for (party, role) in people::added(line.words()) {
            learn(party, role);
        }
    }
    known
}

fn begins_with_complaint(line: &SheetLine) -> bool {
    let words = line.words().trim_start();
    words.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("complaint"))
}

/// Who is named by a paper that begins the case, and so has a role in it by that paper.
fn initiating_parties(lines: &[ReadLine]) -> BTreeSet<String> {
    let events = lines.iter().flat_map(|line| &line.events);
    events
        .filter(|event| event.kind.is_initiating())
        .flat_map(|event| event.by.iter().chain(&event.against))
        .map(Party::identity)
        .collect()
}

impl Reader<'_> {
    fn id(&self, key: &Key) -> EventId {
        EventId { case: self.names.case.clone(), key: key.clone() }
    }

    fn target(&self, at: usize) -> Target {
        Target::Event(self.id(&self.keys[at]))
    }

    /// The line with a number, or the name it would have.
    fn numbered(&self, number: u64) -> Option<Target> {
        if let Some(&at) = self.by_number.get(&number) {
            return Some(self.target(at));
        }
        let key = self.names.keeper.name(number.to_string().parse().ok()?);
        Some(Target::Event(self.id(&key)))
    }

    fn line(&self, at: usize) -> Option<ReadLine> {
        let (line, key) = (&self.sheet.lines[at], self.keys.get(at)?);
        let found = self.classify(line);
        let mut events: Vec<Event> = Vec::new();
        if found.is_empty() {
            let kind = Kind::Other("DocketLine".to_owned());
            events.push(self.event(at, key.clone(), Verb::Announced, kind));
        }
        for (nth, rule) in found.iter().enumerate() {
            let key =
                if nth == 0 { key.clone() } else { format!("{key}:{}", nth + 1).parse().ok()? };
            events.push(self.classified(at, key, rule));
        }
        let rule = found.first().map(|rule| rule.name.clone());
        events.first_mut()?.line = Some(DocketLine { raw: Some(line.raw.clone()), rule });
        let event = |key, verb, kind| self.event(at, key, verb, kind);
        events.extend(papers(line, key, &self.target(at), &event));
        Some(ReadLine { key: key.clone(), events, is_classified: !found.is_empty() })
    }

    /// By what the line says; by what the court's system calls it where no rule knows that.
    fn classify(&self, line: &SheetLine) -> Vec<&Rule> {
        let numbers = reference::numbers(line.words());
        let targets = numbers.iter().filter_map(|number| self.by_number.get(number));
        let targets: Vec<&str> = targets.map(|&at| self.sheet.lines[at].words()).collect();
        let by = |text: &str| {
            let is_of_appeals = self.is_of_appeals;
            self.rules.classify(Subject { text, is_of_appeals, targets: &targets })
        };
        let found = by(line.words());
        if found.is_empty() { by(&line.short) } else { found }
    }

    /// An event of a line, as far as it does not hang on what the line reports.
    fn event(&self, at: usize, key: Key, verb: Verb, kind: Kind) -> Event {
        let line = &self.sheet.lines[at];
        let act = act_of(&key);
        let mut event = Event::new(self.names.case.clone(), key, kind, verb);
        event.act = act;
        event.source = Some(self.names.source.clone());
        event.occurred = line.filed.clone().map(Occurred::Date);
        event.published.clone_from(&line.entered);
        event.document_number = line.number.as_deref().map(Into::into);
        event.place = Some(at as u64 + 1);
        let words = line.words().trim();
        event.text = (!words.is_empty()).then(|| words.into());
        event
    }

    fn classified(&self, at: usize, key: Key, rule: &Rule) -> Event {
        let mut event = self.event(at, key, rule.verb, rule.kind.clone());
        event.line = Some(DocketLine { raw: None, rule: Some(rule.name.clone()) });
        let words = self.sheet.lines[at].words();
        self.refer(at, words, &mut event);
        self.name_sides(words, &mut event);
        if event.verb == Verb::Settled {
            self.dispose(words, rule, &mut event);
        }
        self.take_back(at, words, &mut event);
        if matches!(event.kind, Kind::Order) {
            let closed = reference::sealed(words).into_iter().filter_map(|of| self.numbered(of));
            let restrict = |target| Effect::Restricts { target, what: Restricted::default() };
            event.effects.extend(closed.map(restrict));
        }
        for (party, role) in people::added(words) {
            event.effects.push(Effect::PartyJoins { party, role });
        }
        if event.id == self.keys[at] {
            self.add_particulars(at, words, &mut event);
        }
        event
    }

    /// What the line says besides, once for all its events.
    fn add_particulars(&self, at: usize, words: &str, event: &mut Event) {
        event.effects.extend(particulars::counsel(words));
        let may_be_in_suit = event.kind.is_initiating() || particulars::is_patent_report(words);
        let is_of_trademarks = |(fact, text): &(_, String)| {
            fact == "nature_of_suit" && text.to_lowercase().contains("trademark")
        };
        if may_be_in_suit && !self.sheet.facts.iter().any(is_of_trademarks) {
            let patents = particulars::patents(words);
            let patents: BTreeSet<Scalar> = patents.iter().map(|one| one.as_str().into()).collect();
            event.facts.extend(particulars::fact("patents_in_suit", patents));
        }
        if !matches!(event.verb, Verb::Announced | Verb::Settled) {
            return;
        }
        event.effects.extend(particulars::other_cases(words, self.names));
        if let Some((fact, name)) = particulars::judge(words) {
            event.facts.extend(particulars::fact(fact, [name.as_str().into()].into()));
        }
        for (number, how) in particulars::ends(words) {
            if let Some(&of) = self.by_number.get(&number).filter(|&&of| of < at) {
                event.effects.push(Effect::Ends { target: self.target(of), how });
            }
        }
        if particulars::unseals(words) {
            let opened =
                reference::numbers(words).into_iter().filter_map(|of| self.sealing(at, of));
            let end = |at| Effect::Ends { target: self.target(at), how: Ending::Unsealed };
            event.effects.extend(opened.collect::<BTreeSet<_>>().into_iter().map(end));
        }
    }

    /// The last line before another that closed a document.
    fn sealing(&self, before: usize, document: u64) -> Option<usize> {
        let closes = |line: &SheetLine| reference::sealed(line.words()).contains(&document);
        self.sheet.lines[..before].iter().rposition(closes)
    }

    /// Numbers on this docket, and those before the line's own, are references; others are not.
    fn refer(&self, at: usize, words: &str, event: &mut Event) {
        let own = number(&self.sheet.lines[at]);
        let is_reference = |of: &u64| {
            Some(*of) != own
                && (self.by_number.contains_key(of) || own.is_some_and(|own| *of > 0 && *of < own))
        };
        let relation = reference::relation(event.verb, &event.kind);
        let targets = reference::numbers(words).into_iter().filter(is_reference);
        let targets = targets.filter_map(|of| self.numbered(of));
        event.refers_to = targets.map(|target| Reference { relation, target }).collect();
    }

    fn name_sides(&self, words: &str, event: &mut Event) {
        if !event.kind.is_initiating() && event.kind != Kind::AmendedComplaint {
            return;
        }
        let (by, against) = people::sides(words);
        // Names as the head of the docket prints them, where it does.
        let printed = |party: Party| {
            let known = self.known.iter().find(|(known, _)| known.identity() == party.identity());
            known.map_or(party, |(known, _)| known.clone())
        };
        event.by = by.into_iter().map(printed).collect();
        event.against = against.into_iter().map(printed).collect();
    }

    fn dispose(&self, words: &str, rule: &Rule, event: &mut Event) {
        let defending: Vec<Party> = self
            .known
            .iter()
            .filter(|(_, role)| role.is_defending())
            .map(|(party, _)| party.clone())
            .collect();
        let lower = words.to_lowercase();
        let mut named = people::named(words, &defending);
        if lower.contains(" except ") {
            // Those who are named are those who stay.
            let stay: BTreeSet<String> = named.iter().map(|party| party.identity()).collect();
            named = defending.iter().filter(|party| !stay.contains(&party.identity())).collect();
        }
        let some = !named.is_empty() && named.len() < defending.len();
        let says_some = ["dismissing part", "dismissal party", "dismissal/party", "(partial)"];
        let scope = rule.scope.unwrap_or_else(|| {
            if some || says_some.iter().any(|words| lower.contains(words)) {
                Scope::Parties
            } else {
                Scope::Case
            }
        });
        if scope == Scope::Parties && some {
            let leave = |party: &Party| Effect::PartyLeaves { party: party.clone() };
            event.effects.extend(named.into_iter().map(leave));
        }
        event.scope = Some(scope);
        event.prejudice = Some(prejudice(&lower));
    }

    /// What a court or its clerk says was docketed by mistake is taken back.
    fn take_back(&self, at: usize, words: &str, event: &mut Event) {
        if event.verb != Verb::Announced || !reference::takes_back(words) {
            return;
        }
        let numbers = reference::numbers(words);
        let own = number(&self.sheet.lines[at]);
        let others = numbers.into_iter().filter(|of| Some(*of) != own);
        let mut targets: Vec<Target> = others
            .filter_map(|of| self.by_number.get(&of))
            .filter(|&&of| of < at)
            .map(|&of| self.target(of))
            .collect();
        if targets.is_empty() {
            targets.extend(self.paper_of_day(at, words).map(|of| self.target(of)));
        }
        let reason = Some("docketed in error".to_owned());
        let retract = |target| Effect::Retracts { reason: reason.clone(), target };
        event.effects.extend(targets.into_iter().map(retract));
    }

    /// The first line of the day that begins as the paper is called.
    fn paper_of_day(&self, at: usize, words: &str) -> Option<usize> {
        let (paper, day) = reference::paper_of_day(words)?;
        let is_it = |line: &SheetLine| {
            line.filed.as_ref() == Some(&day) && line.words().to_lowercase().starts_with(&paper)
        };
        self.sheet.lines[..at].iter().position(is_it)
    }

    /// A line that is marked as a mistake and that no other line takes back takes itself back.
    fn take_back_marked(&self, lines: &mut [ReadLine]) {
        let retracted: BTreeSet<Target> = lines
            .iter()
            .flat_map(|line| &line.events)
            .flat_map(|event| &event.effects)
            .filter(|effect| matches!(effect, Effect::Retracts { .. }))
            .filter_map(|effect| effect.target().cloned())
            .collect();
        for (at, line) in lines.iter_mut().enumerate() {
            let words = self.sheet.lines[at].words();
            let target = Target::Event(self.id(&line.key));
            if !reference::is_marked_as_mistake(words) || retracted.contains(&target) {
                continue;
            }
            let Ok(key) = format!("{}:mistake", line.key).parse() else { continue };
            let mut event = self.event(at, key, Verb::Announced, Kind::ClerkNotice);
            let day = modified(words).or_else(|| self.sheet.lines[at].entered.clone());
            event.occurred = day.clone().map(Occurred::Date);
            event.published = match self.names.keeper {
                Keeper::Court => day,
                Keeper::Archive => self.sheet.lines[at].entered.clone(),
            };
            let reason = Some("marked as filed in error".to_owned());
            event.effects = vec![Effect::Retracts { reason, target }];
            line.events.push(event);
        }
    }
}

fn prejudice(words: &str) -> Prejudice {
    let (with, without) = ("with prejudice", "without prejudice");
    match (words.find(with), words.find(without)) {
        (None, None) => Prejudice::Unstated,
        (Some(_), None) => Prejudice::With,
        (Some(with), Some(without)) if with < without => Prejudice::With,
        (_, Some(_)) => Prejudice::Without,
    }
}
