//! Statements and their wordings as a history shows them.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{CaseId, EventId, Form, Key, Support, Target};
use serde::Serialize;

use crate::fidelity::{Fidelity, fidelity};

/// One utterance, with every source's rendering of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The key that its wordings share.
    pub id: Key,
    /// The case.
    pub case: CaseId,
    /// Who said it; none where sources name different speakers.
    pub speaker: Option<String>,
    /// How well the speaker is supported.
    pub speaker_support: Support,
    /// How well the words are: in conflict where two quotations differ in words.
    pub words_support: Support,
    /// The acts and statements in which it was said, by the sources that say so.
    pub within: BTreeSet<Target>,
    /// When the act in which it was said happened, as EDTF.
    pub occurred: Option<String>,
    /// The wordings, the best report's first.
    pub wordings: Vec<WordingState>,
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
    pub speaker: String,
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
    /// What all names of the speaker share.
    #[serde(skip)]
    pub identity: String,
}

impl Statement {
    /// Compares the wordings with each other once all are there.
    pub(crate) fn compare(&mut self) {
        let Some(reference) = self.reference() else { return };
        let (text, identity, source) = {
            let wording = &self.wordings[reference];
            (wording.text.clone(), wording.identity.clone(), wording.source.clone())
        };
        let (mut reworded, mut doubted) = (false, false);
        for (at, wording) in self.wordings.iter_mut().enumerate() {
            wording.reference = at == reference;
            wording.fidelity = fidelity(&text, &wording.text, wording.form);
            let differs = wording.fidelity == Fidelity::Reworded
                && wording.form.is_quotation()
                && wording.source != source;
            reworded |= differs && wording.certain;
            doubted |= differs && !wording.certain;
            if wording.identity != identity {
                wording.fidelity = Fidelity::OtherSpeaker;
            }
        }
        self.words_support = support(reworded, self.any_certain(), doubted || self.all_contested());
        self.name_speaker();
    }

    /// The longest quotation of the best report, or the first wording where nobody quotes.
    fn reference(&self) -> Option<usize> {
        let quoted = |certain: bool| {
            let quoting =
                |wording: &&WordingState| wording.form.is_quotation() && wording.certain == certain;
            self.wordings.iter().find(quoting)
        };
        let quoting = quoted(true).or_else(|| quoted(false));
        let Some(quoting) = quoting else { return (!self.wordings.is_empty()).then_some(0) };
        let of_best =
            |wording: &&WordingState| wording.form.is_quotation() && wording.event == quoting.event;
        let longest =
            self.wordings.iter().filter(of_best).max_by_key(|wording| wording.text.chars().count());
        self.wordings.iter().position(|wording| Some(wording) == longest)
    }

    fn name_speaker(&mut self) {
        let mut by_identity: BTreeMap<&str, &str> = BTreeMap::new();
        for wording in self.wordings.iter().filter(|one| one.certain || !self.any_certain()) {
            by_identity.entry(&wording.identity).or_insert(&wording.speaker);
        }
        let several = by_identity.len() > 1;
        let doubted =
            self.wordings.iter().any(|one| !by_identity.contains_key(one.identity.as_str()));
        let name = by_identity.values().next().map(|&name| name.to_owned());
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
