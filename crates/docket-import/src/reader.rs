//! Reading a docket sheet as events.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    DocketLine, Effect, Ending, Event, EventId, Key, Kind, Manner, Occurred, Party, Prejudice,
    Reference, Restricted, Role, Scalar, Scope, Target, Verb,
};

use crate::date::modified;
use crate::docket_number::DocketNames;
use crate::extent::{Extent, Sides, extent, granted_numbers};
use crate::head::head;
use crate::keeper::{Keeper, act_of};
use crate::known::{begins_with_complaint, initiating_parties, known_parties, leaving};
use crate::line_key::{by_number, keys, number};
use crate::paper::papers;
use crate::particulars;
use crate::patents::{is_patent_report, patents};
use crate::people;
use crate::reading::{ReadLine, Reading};
use crate::reference;
use crate::reopening::reopens;
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
    reader.reopen(&mut lines);
    let initiating = initiating_parties(&lines);
    Reading { head: head(sheet, names, &initiating, &leaving(&lines)), lines }
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
            let closed = self.sealed(words).into_iter().filter_map(|of| self.numbered(of));
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
        self.add_patents(at, words, event);
        if !matches!(event.verb, Verb::Announced | Verb::Settled) {
            return;
        }
        for party in people::terminated(words) {
            let leaves = Effect::PartyLeaves { party: self.printed(party) };
            if !event.effects.contains(&leaves) {
                event.effects.push(leaves);
            }
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

    /// The patents in suit are those of the complaint. A report to the patent office says them where no
    /// complaint does, and beside one is a claim of its own: what it leaves out stays in suit.
    fn add_patents(&self, at: usize, words: &str, event: &mut Event) {
        let is_report = is_patent_report(words);
        if !event.kind.is_initiating() && event.kind != Kind::AmendedComplaint && !is_report {
            return;
        }
        let is_of = |what: &str| {
            let says = |(fact, text): &(_, String)| {
                fact == "nature_of_suit" && text.to_lowercase().contains(what)
            };
            self.sheet.facts.iter().any(says)
        };
        if is_of("trademark") {
            return;
        }
        let patents = patents(words, is_of("patent"));
        let patents: BTreeSet<Scalar> = patents.iter().map(|one| one.as_str().into()).collect();
        let of = |words: &str| crate::patents::patents(words, false);
        let complains = |line: &SheetLine| {
            let words = line.words();
            begins_with_complaint(line) && !of(words).is_empty()
        };
        let is_beside = is_report && self.sheet.lines[..at].iter().any(complains);
        let fact = if is_beside { "patents_reported" } else { "patents_in_suit" };
        event.facts.extend(particulars::fact(fact, patents));
    }

    /// The last line before another that closed a document.
    fn sealing(&self, before: usize, document: u64) -> Option<usize> {
        let closes = |line: &SheetLine| self.sealed(line.words()).contains(&document);
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
        event.by = by.into_iter().map(|party| self.printed(party)).collect();
        event.against = against.into_iter().map(|party| self.printed(party)).collect();
    }

    /// A name as the head of the docket prints it, where it does.
    fn printed(&self, party: Party) -> Party {
        let known = self.known.iter().find(|(known, _)| known.identity() == party.identity());
        known.map_or(party, |(known, _)| known.clone())
    }

    fn dispose(&self, words: &str, rule: &Rule, event: &mut Event) {
        let mut extent = extent(words, &self.granted(words), &Sides::of(&self.known));
        // A stay lets nobody go, nor does a closing for the statistics.
        let stays = [Manner::StayedForBankruptcy, Manner::StatisticalClosing];
        if event.kind.manner().is_some_and(|manner| stays.contains(&manner)) {
            extent.leaving.clear();
        }
        if let Some(scope) = rule.scope {
            extent = Extent { scope, leaving: Vec::new() };
        }
        let leave = |party| Effect::PartyLeaves { party };
        event.effects.extend(extent.leaving.into_iter().map(leave));
        event.scope = Some(extent.scope);
        event.prejudice = Some(prejudice(&words.to_lowercase()));
    }

    /// What the papers say that an order grants.
    fn granted(&self, words: &str) -> Vec<&str> {
        let numbers = granted_numbers(words);
        let lines = numbers.iter().filter_map(|number| self.by_number.get(number));
        lines.map(|&at| self.sheet.lines[at].words()).collect()
    }

    /// The documents that a line closes.
    fn sealed(&self, words: &str) -> Vec<u64> {
        reference::sealed(words, &self.granted(words))
    }

    /// A line after which the case, or an appeal, goes on ends what ended it before.
    fn reopen(&self, lines: &mut [ReadLine]) {
        let mut over: Vec<(usize, Scope)> = Vec::new();
        for (at, line) in lines.iter_mut().enumerate() {
            let Some(event) = line.events.first_mut() else { continue };
            if !matches!(event.verb, Verb::Announced | Verb::Settled) {
                continue;
            }
            let reopened = reopens(self.sheet.lines[at].words(), self.is_of_appeals);
            for (of, _) in over.extract_if(.., |(_, scope)| Some(*scope) == reopened) {
                let end = Effect::Ends { target: self.target(of), how: Ending::Vacated };
                if !event.effects.contains(&end) {
                    event.effects.push(end);
                }
            }
            over.extend(event.scope.map(|scope| (at, scope)));
        }
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
