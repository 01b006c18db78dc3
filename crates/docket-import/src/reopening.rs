//! Reopenings: lines after which what had been ended goes on.

use std::sync::LazyLock;

use docket_core::Scope;
use regex::Regex;

use crate::expression::regex;
use crate::sentence::sentences;

/// What goes on after a line of a court: the case, or an appeal; none where it opens nothing.
pub(crate) fn reopens(text: &str, is_of_appeals: bool) -> Option<Scope> {
    static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:may|if|unless|until|whether|not|den(?:y|ied|ying|ies)|declin\w+|show cause|seek\w*|right to|leave to|should|could|would|within|in the event|upon|good cause|moot|previously|without prejudice to|request\w*)\b|\bmotions? to (?:re-?open|vacate|reinstate|set aside)\b",
        )
    });
    static GRANTED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bgrant(?:s|ed|ing)\b[^.;]{0,80}\bmotions? to (?:re-?open(?: (?:the |this )?(?:case|action|matter|proceedings?)\b|\s*(?:[.;,(]|$)|\s+(?:filed|by)\b)|(?:vacate|set aside) (?:the |default |clerk'?s |order of |entry of |final )*(?:judgment|dismissal)|(reinstate (?:the |this )?appeal)|reinstate (?:the |this )?(?:case|action))",
        )
    });
    let text = first(text);
    for sentence in sentences(text) {
        if let Some(granted) = GRANTED.captures(sentence).filter(|_| !refuses(sentence)) {
            let what = granted.get(1).map_or(Scope::Case, |_| Scope::Appeal);
            return Some(what);
        }
        if DOUBT.is_match(sentence) {
            continue;
        }
        if let Some(what) = says_so(sentence) {
            return Some(what);
        }
    }
    (!is_of_appeals && is_reversed(text)).then_some(Scope::Case)
}

fn refuses(sentence: &str) -> bool {
    static NOT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:not|den(?:y|ied|ying|ies)|declin\w+|in part)\b"));
    NOT.is_match(sentence)
}

/// Whether a sentence opens a case again, or an appeal, without any doubt.
fn says_so(sentence: &str) -> Option<Scope> {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:case|action|matter|lawsuit)\b (?:is |be |was |has been |shall be |hereby |now )*(?:re-?opened|reinstated|restored to the (?:active )?docket)\b|\b(?:re-?open|reinstat|restor)(?:s|e|es|ing)? (?:the |this |said )*(?:civil |closed |administratively |above-captioned )*(?:case|action|matter|lawsuit)\b|\b(?:administrative|statistical)(?:ly)? (?:clos\w+|terminat\w+|stay)\b.{0,30}\b(?:lifted|vacated|removed|set aside|rescinded)\b|\b(?:lifting|vacating|removing|rescinding) (?:the |this )?(?:administrative|statistical) (?:clos\w+|terminat\w+|stay)|\b(?:vacat(?:ing|es|ed)|set(?:s|ting)? aside|rescind(?:ing|s|ed))\s+(?:re:?\s+)?(?:\[?\d{1,4}\]?\s+)?(?:the |its |that |prior |previous |clerk'?s |final |default |entry of |order of |amended )*(?:judgment|dismissal|order (?:of dismissal|dismissing|closing))|\b(?:judgment|dismissal)\b (?:is |are |be |hereby )+(?:vacated|set aside|rescinded)\b",
        )
    });
    static APPEAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:appeal|petition for review) (?:is |be |was |has been |hereby )*reinstated\b|\breinstat(?:es|ing) (?:the |this )?(?:appeal|petition for review)|\bgrant\w+ .{0,40}\bmotion to reinstate (?:the |this )?appeal|\b(?:granting|granted)\b[^.;]{0,60}\bpetitions? for (?:panel )?rehearing|\brehearing\b[^.;]{0,20}\bgranted\b",
        )
    });
    if APPEAL.is_match(sentence) {
        return Some(Scope::Appeal);
    }
    CASE.is_match(sentence).then_some(Scope::Case)
}

/// Whether a line of a trial court's docket tells that a court of appeals took its judgment away.
/// What was affirmed in part is left: the line does not say which part.
fn is_reversed(text: &str) -> bool {
    static OF_APPEALS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:usca|mandate|courts? of appeals?|\w+ circuit|appeals court|appellate court)\b",
        )
    });
    static REVERSES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:judgment|dismissal|decision|order|ruling)s?\b[^.;]{0,80}\b(?:is|are|was|be|being|were)\s+(?:hereby )?(?:reversed|vacated)\b|\b(?:revers|vacat)(?:es|ing|ed)\b[^.;]{0,60}\b(?:judgment|dismissal|decision|order|ruling)\b|\b(?:reversed|vacated)(?:,| and|,? &)+ (?:\w+ )?remand\w*",
        )
    });
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:in[ -]part|affirm\w*|attorney'?s'? fees|sanctions?|injunctions?|sentence|stay|bail|class certification|rehearing|supreme court|recall\w*|motion to vacate)\b",
        )
    });
    OF_APPEALS.is_match(text) && REVERSES.is_match(text) && !PART.is_match(text)
}

/// As much of a line as is read.
fn first(text: &str) -> &str {
    &text[..text.floor_char_boundary(2_000)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_goes_on_where_nothing_is_in_doubt() {
        for text in [
            "Case reopened",
            "ORDER REOPENING CASE. Signed by Judge Ann Ash",
            "ORDER granting 9 Motion to Reopen Case",
            "ORDER: the administrative closing is lifted and the parties shall file a report",
            "ORDER lifting administrative stay",
            "ORDER. The Clerk is directed to reopen this case.",
            "ORDER granting 9 Motion to Set Aside Default Judgment",
            "ORDER setting aside the judgment",
            "ORDER vacating 7 Order of Dismissal",
            "MANDATE of USCA as to 5 Notice of Appeal: the judgment of the district court is VACATED and the case is remanded",
            "USCA JUDGMENT as to 5 Notice of Appeal, reversing the judgment of the District Court",
            "Mandate of the Ninth Circuit: REVERSED and REMANDED. Costs are taxed against appellee.",
        ] {
            assert_eq!(reopens(text, false), Some(Scope::Case), "{text}");
        }
        let text = "ORDER of USCA: the court granted appellant's motion to reinstate the appeal";
        assert_eq!(reopens(text, false), Some(Scope::Appeal));
        let text = "Opinion vacated; rehearing en banc granted";
        assert_eq!(reopens(text, true), Some(Scope::Appeal));
        for text in [
            "ORDER administratively closing the case, without prejudice to the right to reopen it",
            "60-DAY ORDER: any party may move to reopen the case if settlement fails",
            "ORDER denying 9 Motion to Reopen Case",
            "ORDER TO SHOW CAUSE why the case should not be reopened",
            "ORDER vacating hearing on motion for summary judgment",
            "ORDER granting 9 Motion to Reopen Discovery",
            "MANDATE of USCA: affirmed in part, reversed in part and remanded",
            "MANDATE of the Federal Circuit: judgment VACATED-IN-PART and remanded",
            "MANDATE of USCA: the award of attorney's fees is vacated and remanded",
            "OPINION of the Court of Appeals affirming the judgment",
        ] {
            assert_eq!(reopens(text, false), None, "{text}");
        }
        let text = "MANDATE: the judgment of the district court is vacated";
        assert_eq!(reopens(text, true), None);
    }
}
