//! Parts of a disposition: whom it names as leaving, as staying, and as filing it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use docket_core::Party;
use regex::Regex;

use crate::expression::regex;
use crate::names::named;
use crate::sentence::sentences;

/// A line, taken apart by what it says of the parties that it names.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) leaving: String,
    pub(crate) staying: String,
    /// Those without whom all others leave.
    pub(crate) excepted: String,
    pub(crate) filing: String,
}

impl Parts {
    pub(crate) fn of(text: &str) -> Self {
        let mut parts = Self::default();
        for sentence in sentences(text) {
            parts.add(sentence);
        }
        parts
    }

    fn add(&mut self, sentence: &str) {
        static STAYS: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)\b(?:remains?|(?:is|are|was|were|does|do|shall) not (?:be |hereby )*(?:dismiss\w*|terminat\w*|affect\w*|apply|includ\w*|prejudice)|(?:shall|will) (?:continue|proceed|go forward)|(?:continues?|proceeds?) against)\b",
            )
        });
        static EXCEPT: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)\b(?:except(?:ing)?|other than|with the exception of|excluding|but not|save for)\b",
            )
        });
        static NONE: LazyLock<Regex> =
            LazyLock::new(|| regex(r"(?i)\b(?:no|nothing|none)\b.{0,40}\bremains?\b"));
        static LAST: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"(?i).*\b(?:dismiss(?:ed|al)?(?: with(?:out)? prejudice)?|but|while|whereas)\b")
        });
        let (said, kept) = match EXCEPT.find(sentence) {
            Some(except) => sentence.split_at(except.start()),
            None => (sentence, ""),
        };
        self.excepted.push_str(kept);
        self.excepted.push_str("; ");
        let stays = STAYS.find(said).filter(|_| !NONE.is_match(said));
        let Some(stays) = stays else { return self.add_parts(said) };
        // `Alder is dismissed and Birch remains`
        let from = LAST.find(&said[..stays.start()]).map_or(0, |last| last.end());
        self.add_parts(&said[..from]);
        self.staying.push_str(&said[from..]);
        self.staying.push_str("; ");
    }

    /// Who files is not who leaves: `by Alder Inc.`, `Alder's unopposed motion`, `(Fir, Elm)`.
    fn add_parts(&mut self, said: &str) {
        static FILERS: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"\b(?i:(?:filed |submitted |brought )?(?:by|on behalf of))\s+(?:(?i:and )?(?i:between )?(?i:the )?)(?:(?i:plaintiffs?|defendants?|petitioners?|respondents?|appellants?|appellees?)\s+)?[A-Z0-9].*?(?:(?i:\s+(?:as to|re|regarding|against|dismiss\w*|voluntar\w*|of (?:voluntary )?dismissal|pursuant|seeking|for|to dismiss|is|are|from|of defendants?|of plaintiffs?)\b)|[(\[]|$)|\([A-Z][\w'’-]+, [A-Z][\w.'’ -]*\)|[A-Z][^;]*?(?:'s|s'|’s|s’)\s+(?i:(?:\S+\s+){0,4}?(?:motions?|request|notice|stipulation|application)\b)",
            )
        });
        let mut from = 0;
        for filers in FILERS.find_iter(said) {
            self.leaving.push_str(&said[from..filers.start()]);
            self.leaving.push_str("; ");
            self.filing.push_str(filers.as_str());
            self.filing.push_str("; ");
            from = filers.end();
        }
        self.leaving.push_str(&said[from..]);
        self.leaving.push_str("; ");
    }
}

/// Those of a side that leave, where they are not all; nobody where it is only said who stays.
pub(crate) fn some(side: &[Party], parts: &Parts) -> Option<Vec<Party>> {
    let names = |text: &str| -> BTreeSet<String> {
        named(text, side).into_iter().map(Party::identity).collect()
    };
    let (leaves, excepted) = (names(&parts.leaving), names(&parts.excepted));
    let stays: BTreeSet<String> = names(&parts.staying).union(&excepted).cloned().collect();
    if leaves.is_empty() && stays.is_empty() {
        return None;
    }
    let is_leaving = |party: &&Party| {
        let identity = party.identity();
        let is_meant =
            if leaves.is_empty() { !excepted.is_empty() } else { leaves.contains(&identity) };
        is_meant && !stays.contains(&identity)
    };
    let leaving: Vec<Party> = side.iter().filter(is_leaving).cloned().collect();
    (leaving.len() < side.len()).then_some(leaving)
}
