//! Links: pairs of statements that may be one.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Books, EventId, HowLinked, Key, Target};
use docket_time::Day;
use serde::Serialize;
use smol_str::SmolStr;

use crate::history::StatementHistory;
use crate::similarity::similarity;
use crate::statement::WordingState;
use crate::words::Words;

/// From this similarity on, in percent, two statements are linked without asking a person.
pub const LINKED: u8 = 85;

/// From this similarity on, in percent, a pair of statements is shown to a person.
pub const SUGGESTED: u8 = 50;

/// The version of the rule by which links are made. A rule that made a link never changes.
const RULE: u16 = 1;

/// What the rule compares.
const METHOD: &str = "word-similarity";

/// Two statements that may be one: quotations of one speaker on one occasion that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The statements.
    pub statements: [Key; 2],
    /// Of each the wording that is most like one of the other's.
    pub wordings: [Target; 2],
    /// The words of these two.
    pub texts: [String; 2],
    /// Who said them, as the first names them.
    pub speaker: SmolStr,
    /// How alike they are, in whole percent: see [`similarity`].
    pub score: u8,
    /// What makes it one occasion.
    pub occasion: Occasion,
    /// Whether a person took them apart.
    pub separated: bool,
    /// The places of the statements, the lower first.
    #[serde(skip)]
    places: [usize; 2],
}

/// What makes what two wordings tell one occasion, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// They are told of one act: the act that reports them, or the one within which they are said.
    SameAct,
    /// They are said within one statement.
    SameStatement,
    /// They are told of acts of one and the same day.
    SameDay,
}

impl Occasion {
    /// The term as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SameAct => "same act",
            Self::SameStatement => "within the same statement",
            Self::SameDay => "same day",
        }
    }
}

impl Candidate {
    /// How the link of these two is found to be one, for the books.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "the method's name is a key")]
    pub fn how(&self) -> HowLinked {
        let method = METHOD.parse().expect("the method's name is a key");
        HowLinked { method, rule: RULE, score: self.score }
    }
}

/// What two wordings of one occasion share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Act(usize),
    Statement(Key),
    /// Something that is not in the history.
    Elsewhere(Target),
    Day(Day),
}

impl Shared {
    fn occasion(&self) -> Occasion {
        match self {
            Self::Act(_) | Self::Elsewhere(Target::Event(_) | Target::Source(_)) => {
                Occasion::SameAct
            }
            Self::Statement(_) | Self::Elsewhere(Target::Part(..)) => Occasion::SameStatement,
            Self::Day(_) => Occasion::SameDay,
        }
    }
}

/// A wording on its way into pairs.
#[derive(Clone, Copy)]
struct Quoted<'h> {
    /// The place of its statement.
    place: usize,
    wording: &'h WordingState,
    words: usize,
}

impl StatementHistory {
    /// The pairs of statements that may be one, the most alike first.
    ///
    /// Two wordings are compared when both are quotations, of one speaker (all names of a party
    /// folded, see [`WordingState::identity`]), reported in this case by different events, and told
    /// of one [`Occasion`]. What one event tells as two utterances its author took for two.
    #[must_use]
    pub fn candidates(&self, books: &Books) -> Vec<Candidate> {
        let mut best: BTreeMap<[usize; 2], Candidate> = BTreeMap::new();
        for ((_, shared), quoted) in self.occasions() {
            for (at, one) in quoted.iter().enumerate() {
                for other in &quoted[at + 1..] {
                    let Some(found) = self.candidate(*one, *other, shared.occasion(), books) else {
                        continue;
                    };
                    let known = best.entry(found.places).or_insert_with(|| found.clone());
                    if order(&found) < order(known) {
                        *known = found;
                    }
                }
            }
        }
        let mut candidates: Vec<Candidate> = best.into_values().collect();
        candidates.sort_by(|one, other| order(one).cmp(&order(other)));
        candidates
    }

    /// The candidates that are to be linked without asking: those from [`LINKED`] on that no person
    /// took apart, and that would not bring together what one event tells as two statements. A pair
    /// that is one over other pairs already is not among them.
    #[must_use]
    pub fn links<'c>(&self, candidates: &'c [Candidate]) -> Vec<&'c Candidate> {
        let mut groups: Vec<Group<'_>> =
            (0..self.statements.len()).map(|at| self.group(at)).collect();
        let apart = candidates.iter().filter(|one| one.separated).map(|one| one.places);
        let apart: Vec<[usize; 2]> = apart.collect();
        let mut links = Vec::new();
        for candidate in candidates.iter().filter(|one| one.score >= LINKED) {
            let at = candidate.places.map(|place| {
                groups
                    .iter()
                    .position(|group| group.statements.contains(&place))
                    .unwrap_or_default()
            });
            let [low, high] = [at[0].min(at[1]), at[0].max(at[1])];
            if low != high && groups[low].may_join(&groups[high], &apart) {
                let joined = groups.swap_remove(high);
                groups[low].statements.extend(joined.statements);
                groups[low].events.extend(joined.events);
                links.push(candidate);
            }
        }
        links
    }

    fn group(&self, at: usize) -> Group<'_> {
        let events = self.statements[at].wordings.iter().map(|wording| &wording.event).collect();
        Group { statements: [at].into(), events }
    }

    /// The quotations of each speaker, by what makes an occasion.
    fn occasions(&self) -> BTreeMap<(&str, Shared), Vec<Quoted<'_>>> {
        let mut occasions: BTreeMap<(&str, Shared), Vec<Quoted<'_>>> = BTreeMap::new();
        for (place, statement) in self.statements.iter().enumerate() {
            for wording in &statement.wordings {
                if !wording.form.is_quotation() || wording.event.case != self.case {
                    continue;
                }
                let quoted = Quoted { place, wording, words: Words::of(&wording.text).len() };
                for shared in self.shared(wording) {
                    let one = occasions.entry((&wording.identity, shared)).or_default();
                    one.push(quoted);
                }
            }
        }
        occasions
    }

    /// Everything that may make an occasion of a wording and another.
    fn shared(&self, wording: &WordingState) -> BTreeSet<Shared> {
        let told = &wording.told;
        let within = told.within.as_ref().map(|within| match within {
            Target::Event(event) => match self.acts.get(event) {
                Some((act, _)) => Shared::Act(*act),
                None => Shared::Elsewhere(within.clone()),
            },
            Target::Part(event, part) => self
                .statement_of(event, part)
                .map_or_else(|| Shared::Elsewhere(within.clone()), Shared::Statement),
            Target::Source(_) => Shared::Elsewhere(within.clone()),
        });
        let day = told.days.earliest().filter(|_| told.days.earliest() == told.days.latest());
        [Some(Shared::Act(told.act)), within, day.map(Shared::Day)].into_iter().flatten().collect()
    }

    fn statement_of(&self, event: &EventId, part: &Key) -> Option<Key> {
        let holds = |wording: &WordingState| wording.event == *event && wording.id == *part;
        let statement = self.statements.iter().find(|one| one.wordings.iter().any(holds))?;
        Some(statement.id.clone())
    }

    fn candidate(
        &self,
        one: Quoted<'_>,
        other: Quoted<'_>,
        occasion: Occasion,
        books: &Books,
    ) -> Option<Candidate> {
        let (fewer, more) = (one.words.min(other.words), one.words.max(other.words));
        // Wordings of very different lengths cannot be alike.
        let can_be_alike = 200 * fewer >= usize::from(SUGGESTED) * (fewer + more);
        if one.place == other.place || one.wording.event == other.wording.event || !can_be_alike {
            return None;
        }
        let score = similarity(&one.wording.text, &other.wording.text);
        if score < SUGGESTED {
            return None;
        }
        let mut both = [one, other];
        both.sort_by_key(|quoted| quoted.wording.target());
        let wordings = both.map(|quoted| quoted.wording.target());
        Some(Candidate {
            statements: both.map(|quoted| self.statements[quoted.place].id.clone()),
            texts: both.map(|quoted| quoted.wording.text.clone()),
            speaker: both[0].wording.speaker.clone(),
            score,
            occasion,
            separated: books.are_separated(&wordings[0], &wordings[1]),
            wordings,
            places: [one.place.min(other.place), one.place.max(other.place)],
        })
    }
}

/// The most alike first; among equals the closest occasion, then by name.
fn order(candidate: &Candidate) -> impl Ord + use<'_> {
    (100 - candidate.score.min(100), candidate.occasion, &candidate.wordings)
}

/// Statements that links make one.
struct Group<'h> {
    statements: BTreeSet<usize>,
    events: BTreeSet<&'h EventId>,
}

impl Group<'_> {
    fn may_join(&self, other: &Self, apart: &[[usize; 2]]) -> bool {
        let parts = |[one, two]: &[usize; 2]| {
            (self.statements.contains(one) && other.statements.contains(two))
                || (self.statements.contains(two) && other.statements.contains(one))
        };
        self.events.is_disjoint(&other.events) && !apart.iter().any(parts)
    }
}
