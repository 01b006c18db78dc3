//! Why a field has its value.

use std::collections::BTreeSet;

use docket_case::{FactState, Known};
use docket_core::{
    Act, CaseView, Ended, EventId, Fact, FactValue, Field, Report, Rule as Weighing, Support,
    Weighed,
};

use crate::clock::{Clock, Point};
use crate::evidence::{Bearing, Evidence, Interest, Shown, Witnesses, of_claims, of_report};
use crate::field::FieldPath;
use crate::fields::Fields;
use crate::knot::narrowed;
use crate::stretch::along;

/// Why a field has its value: who says so, who says otherwise, what decided, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The field.
    pub path: FieldPath,
    /// What is known of it.
    pub state: FactState,
    /// The rules that decided, in the order in which they apply.
    pub rules: Vec<Rule>,
    /// What every report inside the cut that bears on it does for it: those it rests on first.
    pub evidence: Vec<Evidence>,
    /// By each clock, since when it has had this value without a break.
    pub since: Vec<(Clock, Option<Point>)>,
}

/// A rule that decided what a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// One of the rules by which the claims of one act are weighed.
    Weighing(Weighing),
    /// What a later act says takes the place of what an earlier one said.
    LaterAct,
    /// The first paper that begins the case gives its date, its parties and its status.
    FirstPaper,
    /// The last disposition of the whole case decides where it stands.
    LastDisposition,
    /// Those who join and leave are parties in between.
    JoinsAndLeaves,
    /// The best report of an act gives what is not weighed: court, party, press; then the earliest.
    BestReport,
    /// Quotations that differ in words are a conflict; others are compared with the fullest.
    Quotations,
    /// Sources that name different speakers are a conflict.
    Speakers,
}

impl Rule {
    /// The rule's name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weighing(rule) => rule.name(),
            Self::LaterAct => "later_act",
            Self::FirstPaper => "first_paper",
            Self::LastDisposition => "last_disposition",
            Self::JoinsAndLeaves => "joins_and_leaves",
            Self::BestReport => "best_report",
            Self::Quotations => "quotations",
            Self::Speakers => "speakers",
        }
    }

    /// The rule as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Weighing(rule) => rule.words(),
            Self::LaterAct => "what a later act says takes the place of what an earlier one said",
            Self::FirstPaper => {
                "the first paper that begins the case gives its date, its parties and its status"
            }
            Self::LastDisposition => {
                "the last disposition of the whole case decides where it stands"
            }
            Self::JoinsAndLeaves => "those who join and leave are parties in between",
            Self::BestReport => {
                "the best report decides: court, party, press; then the earliest published"
            }
            Self::Quotations => {
                "quotations that differ in words are a conflict; others go by the fullest one"
            }
            Self::Speakers => "sources that name different speakers are a conflict",
        }
    }
}

impl Why {
    /// Asks why a field of a view's case has its value; none where nothing is known of it.
    ///
    /// Only events inside the view's cut are named.
    #[must_use]
    pub fn of(view: &CaseView, path: &FieldPath) -> Option<Self> {
        let narrow = narrowed(view, path);
        let state = Fields::one(&narrow, path)?;
        let case = Case { path, state: &state, witnesses: Witnesses::of(&narrow) };
        let (rules, evidence) = case.explain();
        let since = Clock::ALL.map(|clock| (clock, since(view, path, &state, clock))).into();
        Some(Self { path: path.clone(), state, rules, evidence, since })
    }

    /// The events that say otherwise, or dispute what is said.
    #[must_use]
    pub fn contradicted_by(&self) -> BTreeSet<EventId> {
        let says_otherwise =
            |one: &&Evidence| matches!(one.bearing, Bearing::Contradicts | Bearing::Disputes);
        self.evidence.iter().filter(says_otherwise).map(|one| one.event.clone()).collect()
    }
}

/// Since when a field has had the value it has, by a clock.
fn since(view: &CaseView, path: &FieldPath, now: &FactState, clock: Clock) -> Option<Point> {
    let value = |state: &FactState| {
        let members = state.members().iter().map(|one| one.value.clone()).collect::<Vec<_>>();
        // A conflict is another one when its sides are others.
        let sides = state.values.iter().map(|one| one.value.clone());
        let sides: Vec<_> = sides.filter(|_| state.support == Support::Conflict).collect();
        (state.one().cloned(), members, sides)
    };
    let stretches = along(view, path, clock, |_, state| Some(value(state)));
    let last = stretches.last().filter(|last| last.until.is_none())?;
    (last.held == value(now)).then_some(last.from)
}

/// One field of one case, with the reports that bear on it.
struct Case<'v> {
    path: &'v FieldPath,
    state: &'v FactState,
    witnesses: Witnesses<'v>,
}

impl Case<'_> {
    fn explain(&self) -> (Vec<Rule>, Vec<Evidence>) {
        let (whole, part) = self.path.split();
        let (rules, mut evidence) = match (self.path.as_fact(), whole.split_once('/'), part) {
            (Some("filed"), ..) => self.filed(),
            (Some(key), ..) => self.fact(key),
            (None, Some(("acts", _)), Some("occurred")) => self.date(),
            (None, Some(("acts", _)), None) => self.kind(),
            (None, Some(("acts", _)), Some(_)) => (vec![Rule::BestReport], self.because()),
            (None, Some(("statements", _)), Some("speaker")) => {
                (vec![Rule::Speakers], self.claimed())
            }
            (None, Some(("statements", _)), _) => (vec![Rule::Quotations], self.claimed()),
            (None, Some(("parties", _)), _) => (vec![Rule::JoinsAndLeaves], self.in_the_world()),
            (None, None, _) => (vec![self.status_rule()], self.in_the_world()),
            (None, Some(_), _) => (Vec::new(), self.because()),
        };
        let told: Vec<EventId> = evidence.iter().map(|one| one.event.clone()).collect();
        evidence.extend(self.witnesses.around(&told, &interest(self.path)));
        evidence.sort_by(|a, b| (a.bearing, &a.event).cmp(&(b.bearing, &b.event)));
        evidence.dedup();
        (rules, evidence)
    }

    /// The act that decided: the one whose reports the state names.
    fn deciding(&self) -> Option<&Act<'_>> {
        let first = self.state.because.first()?;
        self.witnesses.resolution.acts.iter().find(|act| act.events().contains(first))
    }

    fn fact(&self, key: &str) -> (Vec<Rule>, Vec<Evidence>) {
        let Ok(key) = key.parse() else { return (Vec::new(), Vec::new()) };
        let deciding = self.deciding().map(Act::events);
        let (mut rules, mut evidence) = (Vec::new(), Vec::new());
        for act in self.witnesses.resolution.acts.iter().filter(|act| act.facts.contains_key(&key))
        {
            let Some(weighed) = act.weigh_fact(&key) else { continue };
            let mut claims = of_claims(act, &weighed);
            if Some(act.events()) == deciding {
                rules.extend(weighed.rules.iter().copied().map(Rule::Weighing));
            } else {
                let said = act.facts.get(&key).and_then(Fact::value);
                let bearing = self.beside(act, said.as_ref());
                for claim in &mut claims {
                    claim.bearing = bearing;
                }
                rules.extend((bearing == Bearing::Replaced).then_some(Rule::LaterAct));
            }
            evidence.extend(claims);
        }
        rules.sort_unstable();
        rules.dedup();
        let says = |report: &Report<'_>| report.entry.event.facts.get(&key).cloned();
        evidence.extend(self.witnesses.retracted(&interest(self.path), says));
        (rules, evidence)
    }

    /// What an act that did not decide does for a fact: an earlier one gave way, a possible one
    /// could only agree or contest.
    fn beside(&self, act: &Act<'_>, said: Option<&FactValue>) -> Bearing {
        let decided = match &self.state.value {
            Some(Known::One(value)) => Some(value.clone()),
            Some(Known::Set(_)) | None => None,
        };
        match () {
            () if act.is_ended() => Bearing::Ended,
            () if act.is_certain || self.state.support == Support::Possible => Bearing::Replaced,
            () if said == decided.as_ref() => Bearing::Agrees,
            () => Bearing::Contradicts,
        }
    }

    fn filed(&self) -> (Vec<Rule>, Vec<Evidence>) {
        let (mut rules, mut evidence) = self.date();
        rules.insert(0, Rule::FirstPaper);
        let says = |report: &Report<'_>| {
            let event = &report.entry.event;
            let text = Some(FactValue::from(event.kind.words().as_str()));
            text.filter(|_| event.kind.is_initiating())
        };
        evidence.extend(self.witnesses.retracted(&interest(self.path), says));
        (rules, evidence)
    }

    fn date(&self) -> (Vec<Rule>, Vec<Evidence>) {
        match self.deciding() {
            Some(act) => of_act(act, &act.weigh_date()),
            None => (Vec::new(), self.because()),
        }
    }

    fn kind(&self) -> (Vec<Rule>, Vec<Evidence>) {
        match self.deciding() {
            Some(act) => of_act(act, &act.weigh_kind()),
            None => (Vec::new(), self.because()),
        }
    }

    /// The reports that the state names, each as one that the value rests on.
    fn because(&self) -> Vec<Evidence> {
        let named =
            |report: &&Report<'_>| self.state.because.contains(&report.entry.event.event_id());
        let evidence = |report: &Report<'_>| of_report(report, Bearing::Supports, None, None);
        self.witnesses.reports.iter().filter(named).map(evidence).collect()
    }

    /// The same, with what each claims; in a conflict they contradict each other.
    fn claimed(&self) -> Vec<Evidence> {
        let mut evidence = self.because();
        for one in &mut evidence {
            let claim = self.state.values.iter().find(|value| value.because.contains(&one.event));
            one.value =
                claim.map_or_else(|| self.state.one().cloned(), |claim| claim.value.clone());
            if self.state.support == Support::Conflict {
                one.bearing = Bearing::Contradicts;
            } else if self.state.one() != one.value.as_ref() {
                one.bearing = Bearing::Agrees;
            }
        }
        evidence
    }

    /// The same, with what shaped the case and has no effect any more.
    fn in_the_world(&self) -> Vec<Evidence> {
        let mut evidence = self.because();
        let told =
            |report: &Report<'_>| Some(FactValue::from(report.entry.event.kind.words().as_str()));
        for act in &self.witnesses.resolution.acts {
            let Ended::Yes { how, by } = &act.ending else { continue };
            let note = Some(format!("{} by {by}", how.name()));
            let ended = |report| of_report(report, Bearing::Ended, told(report), note.clone());
            evidence.extend(act.reports.iter().map(ended));
        }
        evidence.extend(self.witnesses.retracted(&Interest::Whole, told));
        evidence
    }

    fn status_rule(&self) -> Rule {
        let is_disposition = self.deciding().is_some_and(|act| act.kind.manner().is_some());
        if is_disposition { Rule::LastDisposition } else { Rule::FirstPaper }
    }
}

/// What a field takes from the reports that tell it.
pub(crate) fn interest(path: &FieldPath) -> Interest {
    let (whole, part) = path.split();
    let list = whole.split_once('/').map(|(list, _)| list);
    match (path.as_fact(), list, part) {
        (Some("filed"), ..) | (None, Some("acts"), Some("occurred")) => {
            Interest::Report(Field::Occurred)
        }
        (Some(key), ..) => key.parse().map_or(Interest::Whole, Interest::Fact),
        (None, Some("acts"), None) => Interest::Report(Field::Kind),
        (None, Some("acts"), Some("text")) => Interest::Report(Field::Text),
        (None, Some("acts"), Some("by")) | (None, Some("parties"), _) => {
            Interest::Report(Field::By)
        }
        (None, Some("statements"), _) => Interest::Wordings,
        (None, ..) => Interest::Whole,
    }
}

fn of_act<V: Shown>(act: &Act<'_>, weighed: &Weighed<V>) -> (Vec<Rule>, Vec<Evidence>) {
    let rules = weighed.rules.iter().copied().map(Rule::Weighing).collect();
    (rules, of_claims(act, weighed))
}
