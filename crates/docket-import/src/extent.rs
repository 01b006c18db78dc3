//! Extents: how much of a case a disposition ends, and which parties leave by it.

use std::sync::LazyLock;

use docket_core::{Party, Role, Scope};
use regex::Regex;

use crate::expression::regex;
use crate::names::{is_of_dockets, named};
use crate::parts::{Parts, some};
use crate::reference::{numbers, without_attachments};
use crate::sentence::{sentences, without_refusals};

/// How much of a case a disposition ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) scope: Scope,
    /// The parties that leave, as far as the line names them: none where all do.
    pub(crate) leaving: Vec<Party>,
}

/// What a line says that bears on the extent.
struct Said<'a> {
    text: &'a str,
    sides: &'a Sides,
}

/// The parties of a docket by the side on which they stand.
pub(crate) struct Sides {
    suing: Vec<Party>,
    defending: Vec<Party>,
}

impl Extent {
    /// Whether it says which.
    fn tells(&self) -> bool {
        self.scope != Scope::Parties || !self.leaving.is_empty()
    }
}

impl Sides {
    pub(crate) fn of(known: &[(Party, Role)]) -> Self {
        let with = |is: fn(Role) -> bool| {
            let those = known.iter().filter(|(_, role)| is(*role));
            those.map(|(party, _)| party.clone()).collect()
        };
        let is_suing = |role| matches!(role, Role::Plaintiff | Role::Petitioner | Role::Appellant);
        Self { suing: with(is_suing), defending: with(Role::is_defending) }
    }

    /// Whether it is one against one, so that whoever is named, all is meant.
    fn are_single(&self) -> bool {
        self.suing.len() == 1 && self.defending.len() == 1
    }
}

/// Reads how much a line disposes of. What an order does not say it takes from the papers that it
/// grants.
pub(crate) fn extent(text: &str, granted: &[&str], sides: &Sides) -> Extent {
    let own = without_refusals(operative(text));
    let own = Said { text: &own, sides };
    let whole = Extent { scope: Scope::Case, leaving: Vec::new() };
    let limits = own.limits();
    if own.ends_all() && !own.names_as_to(limits.as_ref()) {
        return whole;
    }
    if let Some(limits) = limits.as_ref().filter(|limits| limits.tells()) {
        return limits.clone();
    }
    // Who files a motion to dismiss is whom it lets go, unless the line says otherwise.
    let elsewhere = limits_of_granted(granted, sides, own.is_of_a_side()).or_else(|| own.filers());
    let Some(mut elsewhere) = elsewhere else { return limits.unwrap_or(whole) };
    elsewhere.leaving.retain(|party| !own.keeps(party));
    elsewhere
}

/// The numbers of the lines that an order grants, not those that it denies.
pub(crate) fn granted_numbers(text: &str) -> Vec<u64> {
    static GRANTS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:(?P<passive>(?:is|are|be) (?:hereby )?(?:granted|allowed|approved|adopted))|(?:grant|approv|adopt|accept)\w*)\b",
        )
    });
    static DENIES: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:den(?:y|ies|ied|ying)|moot|terminating)\b"));
    let granted = |sentence: &str| -> Vec<u64> {
        let Some(grants) = GRANTS.captures(sentence) else { return Vec::new() };
        let from = grants.get(0).map_or(0, |verb| verb.start());
        let until = DENIES.find_at(sentence, from).map_or(sentence.len(), |verb| verb.start());
        let from = grants.name("passive").map_or(from, |_| 0);
        numbers(&sentence[from..until])
    };
    sentences(first(text)).into_iter().flat_map(granted).collect()
}

/// The limits of papers that are granted. Where the order calls one `defendants' motion`, it is all of
/// theirs, whoever the clerk says filed it.
fn limits_of_granted(granted: &[&str], sides: &Sides, is_of_a_side: bool) -> Option<Extent> {
    static DISPOSES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^.{0,80}\b(?:motions?|stipulat\w+|notice|agreement|request)\b.{0,80}\b(?:dismiss\w*|judgment)\b",
        )
    });
    let dispositive = granted.iter().filter(|text| DISPOSES.is_match(text));
    let mut all: Option<Extent> = None;
    for text in dispositive {
        let paper = Said { text: operative(text), sides };
        let one = paper.limits().or_else(|| paper.filers().filter(|_| !is_of_a_side))?;
        match &mut all {
            None => all = Some(one),
            Some(all) => {
                if one.scope == Scope::Parties {
                    all.scope = Scope::Parties;
                }
                all.leaving.extend(one.leaving);
            }
        }
    }
    all
}

/// How much of a line is read for names.
const MOST_BYTES: usize = 8_000;

/// A line without the papers attached to it, the names of those who sign and file, and the words that
/// courts use of no claim at all.
fn operative(text: &str) -> &str {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:so ordered by|signed by|entered by|\(?entered:|modified on|judge name)\b")
    });
    let text = without_attachments(text);
    let text = first(text);
    // What an order says may stand behind the judge's name: `ORDER by Judge Ash signed by ..`.
    match SIGNED.find(text) {
        Some(signed) if signed.start() > 20 => &text[..signed.start()],
        _ => text,
    }
}

fn first(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_BYTES)]
}

impl Said<'_> {
    /// What the line says of the whole case.
    fn ends_all(&self) -> bool {
        static ALL: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)\b(?:case|action|matter|lawsuit|suit) (?:is |be |was |shall be |hereby |now |and )*(?:closed|terminated|dismissed)\b|\bclos(?:e|es|ing) (?:out )?(?:this |the )?(?:civil )?(?:case|file|action|matter)\b|\b(?:dismiss|terminat)\w* (?:this |the |entire )*(?:civil )?(?:case|action|lawsuit|matter)\b|\bin (?:its|their) entirety\b|\bentire (?:case|action|complaint|matter)\b|\ball (?:remaining |other )?(?:defendants|parties|plaintiffs)\b",
            )
        });
        static SOME: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)^[^.;]{0,80}?\b(?:except|other than|with the exception of|excluding|as to|as against|only|against|with respect to)\b\s*(all\b)?",
            )
        });
        let is_of_fewer =
            |all: &regex::Match<'_>| self.text[..all.start()].to_lowercase().ends_with(" than ");
        ALL.find_iter(self.text).filter(|all| !is_of_fewer(all)).any(|all| {
            let some = SOME.captures(&self.text[all.end()..]);
            some.is_none_or(|some| some.get(1).is_some())
        })
    }

    /// Whether it says as to whom, which counts for more than the clerk's "case terminated" beside it.
    fn names_as_to(&self, limits: Option<&Extent>) -> bool {
        let names = |limits: &Extent| !limits.leaving.is_empty();
        limits.is_some_and(names) && self.text.to_lowercase().contains(" as to ")
    }

    /// How the line limits what it ends; none where it does not.
    fn limits(&self) -> Option<Extent> {
        if self.is_of_claims() {
            return Some(Extent { scope: Scope::Claims, leaving: Vec::new() });
        }
        self.those_named().or_else(|| {
            let leaving = Vec::new();
            self.is_of_parties().then_some(Extent { scope: Scope::Parties, leaving })
        })
    }

    /// Whether it is about some claims, or one question of several.
    fn is_of_claims(&self) -> bool {
        static CLAIMS: LazyLock<Regex> = LazyLock::new(|| {
            let number = r"(?:[ivx]+|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)";
            let nth = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))";
            let issue = r"(?:issues?|infring\w+|non-?infring\w+|invalid\w*|validity|liability|damages|willful\w*|\w*enforceab\w+|anticipat\w+|obviousness|indefinite\w*|affirmative|defen[cs]es?|claim construction|inequitable|counter-?claims?|cross-?claims?|standing|lost profits|punitive|qualified)";
            regex(&format!(
                r"(?i)\b(?:counts?|claims?|causes? of action)\s+(?:nos?\.?\s*)?{number}\b|\b{nth}(?:,? (?:and )?{nth})* (?:(?:counter-?|cross-?)?claims?|counts?|causes? of action)\b|\bpartial (?:summary |final )?judgment\b|\bpartial motions?\b|\bmotions? for partial\b|\b(?:summary judgment|judgment as a matter of law|judgment on the pleadings) (?:of|on|as to|regarding|re:?|that) (?:no |non-?|the |its |their |his |her |plaintiffs?'?s? |defendants?'?s? |issue of |absence of )*{issue}\b|\bas to claim construction\b|\bclaims?\b.{{0,20}}\bonly\b|\b(?:certain|some)(?: of (?:the|its|his|her|their))? (?:\w+'s? )?claims\b|\b(?:remaining|other) claims? (?:\w+ ){{0,2}}(?:proceed|survive|go forward|remain|continue)\b|\bdismiss(?:ing|al of)(?: \S+){{0,3}} claims? (?:for|under|based on|alleging)\b|\bdismiss(?:ing|es|al of)?(?: [^\s;.]+){{0,3}} (?:counter-?|cross-?)claims?\b|\bon (?:the|its|their|his|her) (?:counter-?|cross-?)claims?\b|\b(?:counter-?|cross-?)claims? (?:is|are|be) (?:hereby )?dismissed\b|\bdenied in all other respects\b|\botherwise (?:is )?denied\b|\bwith leave to amend\b|\bleave to amend (?:is |are )?(?:hereby )?granted|\bamended complaint (?:is |are |shall be )?(?:due|filed by)\b|\bmay (?:file|serve) (?:an?|his|her|its|their) (?:\w+ )?amended"
            ))
        });
        // Every order on a motion under Rule 12 may say so; no claim is told from another by it.
        static RELIEF: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)\b(?:state a (?:valid )?claim\b|(?:all |any |no )?claims? for relief\b|(?:all|any) claims? for\b|(?:claims?,? (?:and|or|and/or|&|as well as) |all |any |claims, defenses,? (?:and|or|and/or) )+(?:\w+ )?(?:counter-?|cross-?)claims?)",
            )
        });
        CLAIMS.is_match(&RELIEF.replace_all(self.text, "those"))
    }

    /// Some of the parties on one side, by name, or all but those who stay.
    fn those_named(&self) -> Option<Extent> {
        let parts = self.parts();
        // Where one alone sues, it is named wherever it is said whose claims they are.
        let suing = some(&self.sides.suing, &parts).filter(|_| self.sides.suing.len() > 1);
        let defending = some(&self.sides.defending, &parts);
        let extent = |scope, leaving| Some(Extent { scope, leaving });
        match (suing, defending) {
            (None, None) => None,
            (Some(leaving), None) | (None, Some(leaving)) => extent(Scope::Parties, leaving),
            // What some have against some: all may go on, but not with all they had.
            (Some(_), Some(_)) => extent(Scope::Claims, Vec::new()),
        }
    }

    /// Some of those who are sued, where they file what lets them go.
    fn filers(&self) -> Option<Extent> {
        let parts = self.parts();
        let parts = Parts { leaving: parts.filing, filing: String::new(), ..parts };
        let leaving = some(&self.sides.defending, &parts)?;
        (!leaving.is_empty()).then_some(Extent { scope: Scope::Parties, leaving })
    }

    /// Whether it speaks of what all on one side ask for.
    fn is_of_a_side(&self) -> bool {
        static SIDE: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"(?i)\b(?:defendants|respondents)['’] (?:\S+ ){0,4}(?:motions?|request)\b")
        });
        SIDE.is_match(self.text)
    }

    /// Whether it says that a party stays.
    fn keeps(&self, party: &Party) -> bool {
        let Parts { staying, excepted, .. } = self.parts();
        let one = std::slice::from_ref(party);
        !named(&staying, one).is_empty() || !named(&excepted, one).is_empty()
    }

    /// Whether it says that it is about some party, without a name that we know.
    fn is_of_parties(&self) -> bool {
        static SOME: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)\bdismissing part(?:y|ies)\b|\bdismissal[ /]part(?:y|ies)\b|\bpartial(?:ly)?\b.{0,40}\bdismiss|\bdismiss\w*\W+partial\b|\bas to (?:certain|some|one|two|three|several|fewer|less) |\b(?:doe|unnamed|unserved|moving|nominal|certain|some) defendants?\b|\b(?:fewer|less) than all\b|\bas to [^.;]{1,80}\bonly\b",
            )
        });
        static NAMES: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"\b(?i:(?:as to|against)(?: only)?|dismiss\w*(?: with(?:out)? prejudice)?:)\s+(?i:(?:defendants?|plaintiffs?|part(?:y|ies)|respondents?|petitioners?|dft|pla|pltf)\s+)?([A-Z][\w.'’-]+)|\b(?i:(?:dismissing|dismissal of|terminating)(?: with(?:out)? prejudice)?)\s+(?i:defendants?|plaintiffs?|part(?:y|ies)|respondents?|petitioners?)\s+([A-Z][\w.'’-]+)|\b(?i:re:?|regarding)\s+(?i:(?:defendants?|plaintiffs?|part(?:y|ies))\s+)?([A-Z][a-z'’-]+)\s+(?:[A-Z]\.?\s+)?[A-Z][a-z'’-]+\s*(?:[(;.,]|$)",
            )
        });
        if SOME.is_match(self.text) {
            return true;
        }
        if self.sides.are_single() {
            return false;
        }
        let Parts { leaving, .. } = self.parts();
        let names_side =
            |side: &[Party]| !side.is_empty() && named(&leaving, side).len() == side.len();
        if names_side(&self.sides.suing) || names_side(&self.sides.defending) {
            return false;
        }
        let is_name = |parts: regex::Captures<'_>| {
            let word = parts.iter().skip(1).flatten().next().map_or("", |word| word.as_str());
            !is_of_dockets(&word.to_lowercase().replace(['.', '\''], ""))
        };
        NAMES.captures_iter(&leaving).any(is_name)
    }

    fn parts(&self) -> Parts {
        Parts::of(self.text)
    }
}

#[cfg(test)]
mod tests;
