//! Statements and their wordings as a history shows them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use docket_core::{CaseId, EventId, Form, Key, ReportRank, Root, Support, Target};
use docket_time::Meaning;
use serde::Serialize;
use smol_str::SmolStr;

use crate::alignment::Alignment;
use crate::fidelity::{Fidelity, fidelity};
use crate::first::{FirstPublished, first};
use crate::root::{StatementRoot, roots};

/// One utterance, with every source's rendering of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The key that its wordings share.
    pub id: Key,
    /// The case.
    pub case: CaseId,
    /// Who said it; none where sources name different speakers.
    pub speaker: Option<SmolStr>,
    /// How well the speaker is supported.
    pub speaker_support: Support,
    /// How well the words are: in conflict where two quotations differ in words.
    pub words_support: Support,
    /// The acts and statements in which it was said, by the sources that say so.
    pub within: BTreeSet<Target>,
    /// When the act in which it was said happened, as EDTF.
    pub occurred: Option<SmolStr>,
    /// The wordings, the best report's first: certain before possible; by court, party, press; then
    /// the earliest published; then by event id.
    pub wordings: Vec<WordingState>,
    /// Which wordings were made public first.
    pub first_published: FirstPublished,
    /// From whom the words come, each once: sources that lean on one another are one.
    pub roots: Vec<StatementRoot>,
    /// Other events and wordings that its reports refer to.
    pub links: BTreeSet<Target>,
}

/// One source's rendering of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordingState {
    /// The event that reports it.
    pub event: EventId,
    /// The wording's key in that event.
    pub id: Key,
    /// Who renders it.
    pub source: Option<Key>,
    /// Who said it, as this source names them.
    pub speaker: SmolStr,
    /// What the speaker is said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Through whom the source has it.
    pub via: Option<String>,
    /// To whom it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// When this rendering was made public, as EDTF.
    pub published: Option<String>,
    /// The words; for an indirect rendering a paraphrase.
    pub text: String,
    /// How much of it is the speaker's own words.
    pub form: Form,
    /// How faithful it is to the reference.
    pub fidelity: Fidelity,
    /// Whether it is the wording that the others are compared with; not thereby the right one.
    pub reference: bool,
    /// Whether somebody disputes it.
    pub contested: bool,
    /// Whether it is certainly inside the cut.
    pub certain: bool,
    /// How it is aligned with the reference; only [`Statement::align`] says, for it is dear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alignment: Option<Alignment>,
    /// What all names of the speaker share.
    #[serde(skip)]
    pub identity: String,
    /// What else its report says of it.
    #[serde(skip)]
    pub(crate) told: Told,
}

/// What the report of a wording says that statements are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) rank: ReportRank,
    /// The days on which it may have been made public.
    pub(crate) published: Meaning,
    pub(crate) root: Option<(Root, String)>,
    /// The place of the act in docket order.
    pub(crate) act: usize,
    /// The days on which that may have happened.
    pub(crate) days: Meaning,
    /// In what it was said.
    pub(crate) within: Option<Target>,
    /// Whether it was compared with the reference that the statement has.
    pub(crate) is_compared: bool,
    /// Whether that found other words, whoever said them.
    pub(crate) is_reworded: bool,
}

impl WordingState {
    /// The wording as a target of bookkeeping.
    #[must_use]
    pub fn target(&self) -> Target {
        Target::Part(self.event.clone(), self.id.clone())
    }

    /// Whose wording goes first.
    fn rank(&self) -> impl Ord + use<'_> {
        (!self.certain, self.told.rank, &self.event)
    }
}

impl Statement {
    /// Aligns each quotation with the reference, word by word.
    pub fn align(&mut self) {
        let reference = self.wordings.iter().find(|wording| wording.reference);
        let Some(reference) = reference.map(|wording| wording.text.clone()) else { return };
        for wording in self.wordings.iter_mut().filter(|wording| wording.form.is_quotation()) {
            wording.alignment = Some(Alignment::of(&reference, &wording.text));
        }
    }

    /// Puts a wording in its place among the others.
    pub(crate) fn insert(&mut self, wording: WordingState) {
        let at = self.wordings.partition_point(|other| other.rank() <= wording.rank());
        self.wordings.insert(at, wording);
    }

    /// Compares the wordings with each other once all are there.
    pub(crate) fn compare(&mut self) {
        let Some(at) = self.reference() else { return };
        self.choose(at);
        let reference = &self.wordings[at];
        let differs = |one: &&WordingState| {
            one.told.is_reworded && one.form.is_quotation() && one.source != reference.source
        };
        let (reworded, doubted): (Vec<_>, Vec<_>) =
            self.wordings.iter().filter(differs).partition(|one| one.certain);
        let (reworded, doubted) = (!reworded.is_empty(), !doubted.is_empty());
        self.words_support = support(reworded, self.any_certain(), doubted || self.all_contested());
        self.name_speaker();
        let (known, first) = first(self.wordings.iter().map(|one| &one.told.published));
        let wordings = first.into_iter().map(|at| self.wordings[at].target()).collect();
        self.first_published = FirstPublished { known, wordings };
        let any_certain = self.any_certain();
        let counted = self.wordings.iter().filter(|one| one.certain || !any_certain);
        self.roots =
            roots(counted.filter_map(|one| Some((one.told.root.as_ref()?, one.source.as_ref()))));
    }

    /// Compares the wordings with the reference, those that were not yet.
    fn choose(&mut self, at: usize) {
        let reference = &self.wordings[at];
        let is_new = !reference.reference;
        let (text, identity) = (reference.text.clone(), reference.identity.clone());
        for (place, wording) in self.wordings.iter_mut().enumerate() {
            wording.reference = place == at;
            if is_new || !wording.told.is_compared {
                let found = fidelity(&text, &wording.text, wording.form);
                wording.told.is_compared = true;
                wording.told.is_reworded = found == Fidelity::Reworded;
                let is_same_speaker = wording.identity == identity;
                wording.fidelity = if is_same_speaker { found } else { Fidelity::OtherSpeaker };
            }
        }
    }

    /// The longest quotation of the best report that quotes, or the first wording where nobody does.
    fn reference(&self) -> Option<usize> {
        let quotes = |wording: &WordingState| wording.form.is_quotation();
        let Some(best) = self.wordings.iter().find(|wording| quotes(wording)) else {
            return (!self.wordings.is_empty()).then_some(0);
        };
        let of_best =
            |at: &usize| quotes(&self.wordings[*at]) && self.wordings[*at].event == best.event;
        let length = |at: &usize| Reverse(self.wordings[*at].text.chars().count());
        (0..self.wordings.len()).filter(of_best).min_by_key(length)
    }

    fn name_speaker(&mut self) {
        let mut by_identity: BTreeMap<&str, &str> = BTreeMap::new();
        for wording in self.wordings.iter().filter(|one| one.certain || !self.any_certain()) {
            by_identity.entry(&wording.identity).or_insert(&wording.speaker);
        }
        let several = by_identity.len() > 1;
        let doubted =
            self.wordings.iter().any(|one| !by_identity.contains_key(one.identity.as_str()));
        let name = by_identity.values().next().map(|&name| SmolStr::from(name));
        let contested = doubted || self.all_contested();
        self.speaker_support = support(several, self.any_certain(), contested);
        self.speaker = name.filter(|_| !several);
    }

    fn any_certain(&self) -> bool {
        self.wordings.iter().any(|wording| wording.certain)
    }

    fn all_contested(&self) -> bool {
        self.wordings.iter().all(|wording| wording.contested)
    }
}

fn support(conflict: bool, certain: bool, contested: bool) -> Support {
    match () {
        () if conflict => Support::Conflict,
        () if !certain => Support::Possible,
        () if contested => Support::Contested,
        () => Support::Stated,
    }
}
