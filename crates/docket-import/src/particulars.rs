//! What a docket line says besides what it reports: lawyers, judges, patents, other cases.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use docket_core::{CaseId, CounselAct, Effect, Ending, FactValue, Key, Party, Scalar};
use regex::{Captures, Regex};

use crate::court_name::court_id;
use crate::docket_number::DocketNames;
use crate::expression::regex;
use crate::people::parties;
use crate::reference::without_attachments;

/// The name of a person, as it is printed behind a word that asks for one.
const PERSON: &str = r"([A-Z][\p{L}'’-]+(?:\s+(?:[A-Z]\.?|[A-Z][\p{L}'’-]+|de|la|van|von|der|del))*\s+[A-Z][\p{L}'’-]+(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?)";

/// The lawyers whom a line lets appear or withdraw, for the parties that it names.
///
/// A line that says for whom of no party is none: `Attorney Elm Fir terminated.`
pub(crate) fn counsel(text: &str) -> Vec<Effect> {
    static APPEARS: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?i:appearance|substitution of counsel|subtitution of counsel)\b.{{0,40}}?\b(?i:by|of)\s+(?:(?i:attorney)\s+)?{PERSON}\s+(?i:on behalf of|for)\s+(?:(?i:all|the|defendants?|plaintiffs?|appellants?|appellees?|petitioners?|respondents?|movants?|intervenors?)\s+)*([\p{{Lu}}\d].+?)(?:\s*\(|\s+\[|\s+(?i:substituting|filed)\b|\.\s+(?i:date|certificate|fee|party|service|attorney|signed|associated)\b|\.?$)"
        ))
    });
    static ADDED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(r"\((?i:attorney)\s+{PERSON}\s+(?i:added to party)\s+(.+?)\s*\(pty:"))
    });
    static INSTEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(r"(?i:(?:substituting for|in place of) attorney)\s+{PERSON}"))
    });
    static LEAVES: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^\W*notice of withdrawal of (?:\w+ )*(?:appearance|counsel|attorney)")
    });
    let text = without_attachments(text);
    let lower = text.to_lowercase();
    let does = if LEAVES.is_match(text) {
        CounselAct::Withdraws
    } else if lower.contains("withdraw") && !lower.contains("substitut") {
        // A motion to withdraw is none yet.
        return Vec::new();
    } else {
        CounselAct::Appears
    };
    let mut effects = Vec::new();
    for parts in APPEARS.captures_iter(text).chain(ADDED.captures_iter(text)) {
        let clients = parties(&parts[2]);
        effects.extend(clients.iter().map(|party| acts(&parts[1], does, party)));
        if let Some(former) = INSTEAD.captures(text) {
            let former = &former[1];
            effects.extend(clients.iter().map(|party| acts(former, CounselAct::Withdraws, party)));
        }
    }
    effects
}

fn acts(counsel: &str, does: CounselAct, party: &Party) -> Effect {
    Effect::Counsel { counsel: counsel.trim().to_owned(), does, party: party.clone() }
}

/// The fact that a line states of who hears the case, and the name: `assigned_to` the judge, or
/// `referred_to` the magistrate judge.
pub(crate) fn judge(text: &str) -> Option<(&'static str, String)> {
    static JUDGE: LazyLock<Regex> = LazyLock::new(|| {
        let title = r"((?i:(?:(?:the )?honorable|hon\.?|chief|senior|united states|u\.s\.|district|magistrate|judge)\s+)+)";
        let before = r"(?i:\bcase (?:is |has been |was )?(?:re)?assigned to|^)\s*";
        regex(&format!("{before}{title}{PERSON}(?:[.,;]|\\s|$)"))
    });
    static ADDED: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!(r"^(?i)(?:\w+ )?judge (?-i:{PERSON}) added\b")));
    if denies(text.split(" for all ").next().unwrap_or_default()) {
        return None;
    }
    let parts = JUDGE.captures(text)?;
    let assigns = parts.get(0).is_some_and(|all| all.as_str().to_lowercase().contains("assigned"));
    if !assigns && !ADDED.is_match(text) {
        return None;
    }
    let fact =
        if parts[1].to_lowercase().contains("magistrate") { "referred_to" } else { "assigned_to" };
    Some((fact, parts[2].to_owned()))
}

/// A fact of several values, or of one; none of no value.
pub(crate) fn fact(name: &str, values: BTreeSet<Scalar>) -> Option<(Key, FactValue)> {
    let value = match values.len() {
        0 => return None,
        1 if !name.starts_with("patents_") => FactValue::One(values.into_iter().next()?),
        _ => FactValue::Set(values),
    };
    Some((name.parse().ok()?, value))
}

/// Whether a line refuses what it speaks of, or speaks of refusing it.
fn denies(text: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:den(?:y|ied|ying|ies|ial)|declin(?:e|es|ed|ing)|reject(?:s|ed|ing)?|unwarranted|not|whether|show cause)\b",
        )
    });
    WORDS.is_match(text)
}

/// The lines whose effect an order ends, by number, and how: `vacating 12 Order Dismissing Case`,
/// `striking 5 Stipulation`.
pub(crate) fn ends(text: &str) -> Vec<(u64, Ending)> {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(vacating|vacates|striking|strikes)\s+(?:re:?\s+)?\[?(\d{1,4})\b")
    });
    if denies(text) {
        return Vec::new();
    }
    let end = |parts: Captures<'_>| {
        let is_vacated = parts[1].to_lowercase().starts_with('v');
        let how = if is_vacated { Ending::Vacated } else { Ending::Struck };
        Some((parts[2].parse().ok()?, how))
    };
    ENDS.captures_iter(without_attachments(text)).filter_map(end).collect()
}

/// Whether a court opens again what it closed.
pub(crate) fn unseals(text: &str) -> bool {
    static OPENS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W*(?:\w+ ){0,3}order\b.{0,200}\bunseal(?:ed|ing|s)?\b"));
    // What was closed stays closed unless the line leaves no doubt.
    static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:may|remains?|unless|if|until|exhibits?|portions?|hearing|advisement)\b")
    });
    OPENS.is_match(text) && !DOUBT.is_match(text) && !denies(text)
}

/// What a line does with other cases: joins them to this one or this one to a lead case, or sends this one
/// to another court.
pub(crate) fn other_cases(text: &str, names: &DocketNames) -> Option<Effect> {
    static JOINS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bconsolidat(?:ed|es|ing|ion)\b"));
    static NOT_YET: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:motion|den(?:y|ied|ying|ies)|propos|stipulat|notice of related|request|response|reply|brief|vacat|sever|previously|hearing)",
        )
    });
    static LEAD: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\blead case\b[^;]{0,60}?(\d:\d\d-?[a-z]{2}-?\d{1,6})"));
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(\d:\d\d-?[a-z]{2}-?\d{1,6})\b"));
    if let Some(sent) = transfer(text).filter(|_| !denies(text)) {
        return Some(sent);
    }
    if !JOINS.is_match(text) || NOT_YET.is_match(text) || denies(text) {
        return None;
    }
    let case =
        |number: &str| Some(DocketNames::of(names.court.as_str(), &district(number)?).ok()?.case);
    let lead = LEAD.captures(text).and_then(|parts| case(&parts[1]));
    let all = NUMBER.captures_iter(text).filter_map(|parts| case(&parts[1]));
    let others: BTreeSet<CaseId> =
        all.filter(|one| *one != names.case && Some(one) != lead.as_ref()).collect();
    let lead = lead.filter(|lead| *lead != names.case);
    let cases: Vec<CaseId> = others.into_iter().collect();
    (!cases.is_empty() || lead.is_some()).then_some(Effect::Consolidates { cases, lead })
}

/// A number of a district court as dockets print it: `6:15cv962` is `6:15-cv-00962`.
fn district(number: &str) -> Option<String> {
    static PARTS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^(\d:\d\d)-?([a-z]{2})-?(\d{1,6})$"));
    let parts = PARTS.captures(number)?;
    let (office, kind) = (&parts[1], parts[2].to_lowercase());
    Some(format!("{office}-{kind}-{:0>5}", &parts[3]))
}

/// The court to which a line says that the case went, where it is one we know.
fn transfer(text: &str) -> Option<Effect> {
    static SENT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bcase (?:is |has been |was |hereby )*transferred (?:out )?to (?:the )?(?:United States |U\.S\. )?(?:District Court (?:for |of )?(?:the )?)?((?:(?:northern|southern|eastern|western|central|middle) )?district(?: court)? (?:of|for) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z][a-z]+ (?:northern|southern|eastern|western|central|middle))\b",
        )
    });
    let court = court_id(&SENT.captures(text)?[1])?;
    Some(Effect::Transfers { case: None, court: court.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let tell = |effect: Effect| {
            let Effect::Counsel { counsel, does, party } = effect else { unreachable!("counsel") };
            format!("{counsel} {} {}", does.name(), party.name)
        };
        counsel(text).into_iter().map(tell).collect()
    }

    #[test]
    fn lawyers_appear_for_the_parties_that_the_line_names() {
        assert_eq!(
            told(
                "NOTICE of Attorney Appearance by Elm T. Fir, Jr on behalf of Birch GmbH, Cedar, Inc. (Fir, Elm)"
            ),
            ["Elm T. Fir, Jr appears Birch GmbH", "Elm T. Fir, Jr appears Cedar, Inc."]
        );
        assert_eq!(
            told(
                "NOTICE of Appearance filed by attorney Ann O'Ash on behalf of Defendants Birch GmbH (Ash, Ann)"
            ),
            ["Ann O'Ash appears Birch GmbH"]
        );
        assert_eq!(
            told(
                "COMPLAINT filed by Plaintiff ALDER INC.(Attorney Ann Ash added to party ALDER INC.(pty:pla))(Ash, Ann)"
            ),
            ["Ann Ash appears ALDER INC."]
        );
        assert_eq!(
            told(
                "NOTICE of Substitution of Counsel by Elm Fir on behalf of BIRCH GMBH Substituting for attorney Ann Ash (Fir, Elm)"
            ),
            ["Elm Fir appears BIRCH GMBH", "Ann Ash withdraws BIRCH GMBH"]
        );
        assert_eq!(
            told(
                "NOTICE of appearance by Elm Fir on behalf of Appellee Rowan B. Yew. Date of service: 06/09/2022. [1]"
            ),
            ["Elm Fir appears Rowan B. Yew"]
        );
        for other in [
            "NOTICE of Appearance by ELM FIR on behalf of All Plaintiffs (FIR, ELM)",
            "MOTION to Withdraw Appearance by Elm Fir for Birch GmbH",
            "Attorney Elm Fir terminated. (abc)",
            "NOTICE of Appearance",
            "NOTICE of Hearing by phone for all parties",
        ] {
            assert_eq!(told(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_lawyer_who_gives_notice_withdraws() {
        assert_eq!(
            told("NOTICE of Withdrawal of Appearance by Elm Fir for Birch GmbH (Fir, Elm)"),
            ["Elm Fir withdraws Birch GmbH"]
        );
    }

    #[test]
    fn what_was_closed_is_opened_where_nothing_is_in_doubt() {
        assert!(unseals("ORDER granting motion to unseal docket no. 4."));
        assert!(unseals("LETTER ORDER directing the Clerk to unseal ECF No. 1"));
        for other in [
            "ECF No. 1 shall not be unsealed",
            "ORDER TO SHOW CAUSE why ECF No. 1 should not be unsealed",
            "ORDER setting hearing on whether ECF No. 1 is unsealed",
            "ORDER declining to unseal ECF No. 1",
            "ORDER: ECF No. 1 may be unsealed on 1/1/2030",
            "ORDER unsealing ECF No. 2; ECF No. 1 remains sealed",
            "ORDER unsealing Exhibit C to ECF No. 1",
            "MOTION to Unseal 4",
        ] {
            assert!(!unseals(other), "{other}");
        }
    }

    #[test]
    fn an_order_ends_what_it_vacates_or_strikes() {
        assert_eq!(
            ends("ORDER vacating 2 Order Dismissing Case and REOPENING case"),
            [(2, Ending::Vacated)]
        );
        assert_eq!(ends("ORDER striking [5] Stipulation of Dismissal"), [(5, Ending::Struck)]);
        assert_eq!(ends("ORDER denying 7 motion for an order vacating 2 Judgment"), []);
    }

    #[test]
    fn a_case_is_assigned_to_a_judge() {
        let is = |text: &str| judge(text).map(|(fact, name)| format!("{fact} {name}"));
        let text = "TEXT ORDER REASSIGNING CASE. Case reassigned to Judge Ann E. Ash for all further proceedings. Judge Elm Fir no longer assigned to case.";
        assert_eq!(is(text).as_deref(), Some("assigned_to Ann E. Ash"));
        assert_eq!(is("Judge Rowan Yew added. (mll, )").as_deref(), Some("assigned_to Rowan Yew"));
        let text = "Case assigned to the Honorable Magistrate Judge Elm Fir.";
        assert_eq!(is(text).as_deref(), Some("referred_to Elm Fir"));
        for other in [
            "ORDER declining request to have the case reassigned to Judge Ann Ash",
            "Judge Elm Fir no longer assigned to case.",
            "Case reassigned",
            "MINUTES before Judge Elm Fir: held",
        ] {
            assert_eq!(is(other), None, "{other}");
        }
    }

    #[test]
    fn cases_are_joined_and_sent_elsewhere() {
        let names = DocketNames::of("txed", "6:15-cv-00961").expect("names");
        let is = |text: &str| {
            let told = other_cases(text, &names);
            told.map_or(String::new(), |effect| serde_json::to_string(&effect).expect("JSON"))
        };
        let added = "Consolidated Defendants added: Alder Inc (6:15cv962); Birch Inc (6:15cv963)";
        assert_eq!(is(added), r#"{"consolidates":["txed/6:15-cv-00962","txed/6:15-cv-00963"]}"#);
        let order = "ORDER OF CONSOLIDATION. The LEAD CASE is designated as Cause No. 6:15-cv-960.";
        assert_eq!(is(order), r#"{"consolidates":[],"lead":"txed/6:15-cv-00960"}"#);
        assert_eq!(is("Case transferred to District of Delaware. (abc)"), r#"{"transfers":"ded"}"#);
        assert_eq!(
            is("ORDER. Case is transferred to the Northern District of California."),
            r#"{"transfers":"cand"}"#
        );
        for other in [
            "MOTION to Consolidate Cases 6:15-cv-962",
            "ORDER denying 5 Motion to consolidate with 6:15-cv-962",
            "NOTICE of Settlement of all Cases in the Consolidated Action",
            "ORDER that this consolidated case 6:15-cv-961 goes on",
            "Case transferred to another judge",
            "ORDER declining consolidation with 1:24-cv-11",
            "ORDER vacating consolidation with 1:24-cv-11",
        ] {
            assert_eq!(is(other), "", "{other}");
        }
    }
}
