//! Names: which of the parties that are known a text names.

use std::ops::Range;

use docket_core::{Party, fold_name};

/// The parties that a text names, among those that are known.
///
/// A party is named by its whole name without company suffixes, or by the first word of it where
/// no other known party shares that word and it is long enough to be no common word. A name that goes
/// on is another's: `Bravo Devices Holdings LLC` is not `Bravo Devices Inc.`
pub(crate) fn named<'a>(text: &str, known: &'a [Party]) -> Vec<&'a Party> {
    let text = words(text);
    let whole: Vec<Vec<Range<usize>>> = known.iter().map(|party| spans(&text, party)).collect();
    let is_in_longer = |span: &Range<usize>| {
        let longer = |other: &Range<usize>| {
            other.len() > span.len() && other.start <= span.start && span.end <= other.end
        };
        whole.iter().flatten().any(longer)
    };
    let is_named = |(party, spans): &(&Party, &Vec<Range<usize>>)| {
        spans.iter().any(|span| !is_in_longer(span)) || is_named_by_first_word(&text, party, known)
    };
    known.iter().zip(&whole).filter(is_named).map(|(party, _)| party).collect()
}

/// A word of a text.
struct Word {
    /// In lower case, without the marks that join: `L.L.C.` is `llc`.
    folded: String,
    /// The same without an `'s` behind it.
    stem: Option<String>,
    is_capital: bool,
    /// Whether what stands before it ends a name: a comma, a bracket, the end of a sentence.
    is_apart: bool,
}

impl Word {
    fn is(&self, word: &str) -> bool {
        self.folded == word || self.stem.as_deref() == Some(word)
    }

    /// Whether it could go on a name that stands before it.
    fn may_go_on(&self) -> bool {
        self.is_capital && !self.is_apart && !is_of_dockets(&self.folded)
    }
}

fn words(text: &str) -> Vec<Word> {
    let is_inside = |mark: char| mark.is_alphanumeric() || matches!(mark, '.' | '\'' | '’');
    let mut words: Vec<Word> = Vec::new();
    let mut is_apart = true;
    for piece in text.split_inclusive(|mark| !is_inside(mark)) {
        let inside = piece.trim_end_matches(|mark| !is_inside(mark));
        let mark = &piece[inside.len()..];
        let bare = inside.trim_matches(['.', '\'', '’']);
        if !bare.is_empty() {
            let stem = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
            words.push(Word {
                folded: folded(bare),
                stem: stem.map(folded),
                is_capital: !bare.starts_with(char::is_lowercase),
                is_apart,
            });
            // A full stop ends a sentence, but not after an initial or `Inc.`
            let last = folded(bare);
            is_apart = stem.is_some()
                || inside.ends_with(['\'', '’'])
                || inside.ends_with('.') && last.len() > 1 && !is_suffix(&last);
        }
        is_apart |= !matches!(mark, "" | " " | "-" | "&" | "\n" | "\t");
    }
    words
}

fn folded(word: &str) -> String {
    word.chars().filter(|mark| !matches!(mark, '.' | '\'' | '’')).collect::<String>().to_lowercase()
}

/// Where a text has the whole name of a party, and nobody else's.
fn spans(text: &[Word], party: &Party) -> Vec<Range<usize>> {
    let identity = party.identity();
    let name: Vec<&str> = identity.split(' ').collect();
    let is_capital = !party.name.starts_with(char::is_lowercase);
    let is_company = party.name.split(' ').next_back().is_some_and(|last| is_suffix(&folded(last)));
    let is_here = |span: &Range<usize>| {
        let found = &text[span.clone()];
        let begins_earlier = || {
            let before = span.start.checked_sub(1).map(|at| &text[at]);
            is_company && !found[0].is_apart && before.is_some_and(begins_name)
        };
        found.iter().zip(&name).all(|(word, part)| word.is(part))
            && (found[0].is_capital || !is_capital)
            && !goes_on(&text[span.end..])
            && !begins_earlier()
    };
    (0..(text.len() + 1).saturating_sub(name.len()))
        .map(|start| start..start + name.len())
        .filter(is_here)
        .collect()
}

/// Whether a word could begin a name that the next goes on: `Alpha` of `Alpha Bravo Inc.`
fn begins_name(word: &Word) -> bool {
    let is_verb = word.folded.ends_with("ing") || word.folded.ends_with("ed");
    word.is_capital && !is_of_dockets(&word.folded) && !is_suffix(&word.folded) && !is_verb
}

/// Whether the words behind a name make it another: up to the suffix of a company, or with a word
/// by which companies of one group are told apart.
fn goes_on(behind: &[Word]) -> bool {
    let Some(next) = behind.first() else { return false };
    if is_suffix(&next.folded) {
        return false;
    }
    if next.folded == "of" && !next.is_apart {
        return behind.get(1).is_some_and(Word::may_go_on);
    }
    let more = behind.iter().take(4).take_while(|word| word.may_go_on()).count();
    let ends_as_company = behind.get(more).is_some_and(|word| is_suffix(&word.folded));
    more > 0
        && (ends_as_company
            || behind[..more].iter().any(|word| {
                is_suffix(&word.folded) || OF_COMPANIES.contains(&word.folded.as_str())
            }))
}

/// Whether a text calls a party by its first word alone: `Smartsheet` is `Smartsheet.com, Inc.`
fn is_named_by_first_word(text: &[Word], party: &Party, known: &[Party]) -> bool {
    let first = |party: &Party| {
        let mut words = party.name.split(|letter: char| !letter.is_alphanumeric());
        words.find(|word| !word.is_empty()).map(str::to_lowercase)
    };
    let Some(word) = first(party).filter(|word| word.len() >= 6) else { return false };
    if known.iter().filter(|other| first(other).as_ref() == Some(&word)).count() > 1 {
        return false;
    }
    let identity = party.identity();
    let is_own = |one: &Word| identity.split(' ').any(|own| own == one.folded);
    let is_free = |at: &usize| {
        let before = at.checked_sub(1).map(|at| &text[at]);
        let here = &text[*at];
        let begins = here.is_apart || before.is_none_or(|before| !begins_name(before));
        let behind = &text[at + 1..];
        let next = behind.iter().find(|one| one.is_apart || !is_own(one));
        let ends = next.is_none_or(|next| !next.may_go_on() || is_suffix(&next.folded));
        begins && ends
    };
    (0..text.len()).filter(|at| text[*at].is_capital && text[*at].is(&word)).any(|at| is_free(&at))
}

/// Whether a word is a company suffix, as names are folded.
fn is_suffix(word: &str) -> bool {
    fold_name(&format!("x {word}")) == "x"
}

/// Words by which companies of one group are told apart.
const OF_COMPANIES: [&str; 36] = [
    "america",
    "americas",
    "asia",
    "bancorp",
    "bank",
    "brands",
    "canada",
    "capital",
    "china",
    "enterprises",
    "europe",
    "europa",
    "finance",
    "financial",
    "foundation",
    "fund",
    "global",
    "group",
    "holding",
    "holdings",
    "industries",
    "insurance",
    "international",
    "japan",
    "laboratories",
    "labs",
    "logistics",
    "management",
    "partners",
    "properties",
    "services",
    "solutions",
    "subsidiary",
    "technologies",
    "trust",
    "usa",
];

/// Whether a word is one of dockets and no part of a name, in whatever case it is printed.
pub(crate) fn is_of_dockets(word: &str) -> bool {
    const WORDS: &str = " a action additional administrative administratively against agreed alias all amended \
        and any appellant appellants appellee appellees are as at attorney be been being between both but by \
        case cases civil claim claims clerk complaint consent corrected count counts counsel \
        court cross defendant defendants defts dismiss dismissal dismissed dismisses dkt doc docket due each ecf electronic \
        emergency entered except excluding final first filed for from granted had has have hereby hon honorable in \
        intervenor is its joint judge judgment lead member minute minutes motion motions moving named no non nonparty \
        not notice of on only opinion or oral order orders other out partial parties party petition petitioner petitioners \
        plaintiff plaintiffs plf prejudice pro public pursuant re related regarding remain remaining remains \
        report respondent respondents rule ruling sealed second settled settlement shall should signed so stipulated \
        stipulation stay stricken suit termed terminate terminated text that the their third this to through \
        unopposed upon versus voluntarily voluntary vs v was were which will with within without ";
    WORDS.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRAVO: &str = "Bravo Devices Inc.";

    fn names(text: &str, known: &[&str]) -> Vec<String> {
        let known: Vec<Party> = known.iter().map(|name| Party::named(name)).collect();
        named(text, &known).into_iter().map(|party| party.name.to_string()).collect()
    }

    #[test]
    fn a_company_may_have_another_suffix_or_none() {
        for text in [
            "ORDER dismissing Bravo Devices, LLC with prejudice",
            "STIPULATION of Dismissal as to Bravo Devices Ltd.",
            "ORDER: Bravo Devices is dismissed.",
            "ORDER DISMISSING DEFENDANT BRAVO DEVICES WITH PREJUDICE",
            "ORDER granting Bravo Devices' Motion to Dismiss",
            "ORDER granting Bravo Devices's motion",
            "Bravo Devices Inc., Holdings of papers",
        ] {
            assert_eq!(names(text, &[BRAVO, "Cedar Foods LLC"]), [BRAVO], "{text}");
        }
    }

    #[test]
    fn a_name_that_goes_on_is_another_party() {
        for text in [
            "ORDER dismissing Bravo Devices Holdings LLC",
            "ORDER dismissing Bravo Devices Holdings",
            "ORDER DISMISSING BRAVO DEVICES HOLDINGS, LLC WITH PREJUDICE",
            "ORDER dismissing Bravo Devices Northern Ireland Ltd.",
            "ORDER dismissing Bravo Devices of Canada",
            "ORDER dismissing Alpha Bravo Devices Inc.",
        ] {
            assert_eq!(names(text, &[BRAVO]), [""; 0], "{text}");
        }
        let both = [BRAVO, "Bravo Devices Holdings LLC"];
        assert_eq!(names("as to Bravo Devices Holdings LLC", &both), [both[1]]);
        assert_eq!(names("as to Bravo Devices Inc. and Bravo Devices Holdings LLC", &both), both);
    }

    #[test]
    fn the_first_word_of_a_name_is_enough_where_it_is_nobody_elses() {
        let known = ["Smartware.com, Inc.", "Thomas Gorse"];
        assert_eq!(names("claims against Smartware and others", &known), [known[0]]);
        assert_eq!(names("Smartware's claims", &known), [known[0]]);
        for text in [
            "claims against Smartware Holdings LLC",
            "ORDER. Signed by Judge Thomas Ash",
            "so ordered by Ann Thomas",
            "smartware is a common word",
        ] {
            assert_eq!(names(text, &known), [""; 0], "{text}");
        }
    }
}
