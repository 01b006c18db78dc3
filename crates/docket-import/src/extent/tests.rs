//! What lines of many courts end, and who leaves.

use super::*;

/// Two who sue and three who are sued.
fn sides() -> Sides {
    let party = |(name, role): (&str, Role)| (Party::named(name), role);
    Sides::of(
        &[
            ("Alder Inc.", Role::Plaintiff),
            ("Rowan Yew", Role::Plaintiff),
            ("Bravo Devices Inc.", Role::Defendant),
            ("Cedar Foods LLC", Role::Defendant),
            ("Dogwood Mills Ltd.", Role::Defendant),
        ]
        .map(party),
    )
}

fn told(extent: &Extent) -> String {
    let names: Vec<&str> = extent.leaving.iter().map(|party| party.name.as_str()).collect();
    format!("{:?} {}", extent.scope, names.join(", ")).trim().to_owned()
}

fn is(text: &str) -> String {
    told(&extent(text, &[], &sides()))
}

fn is_granting(text: &str, granted: &[&str]) -> String {
    told(&extent(text, granted, &sides()))
}

#[test]
fn who_is_named_leaves_on_either_side() {
    for (text, expected) in [
        ("NOTICE of Voluntary Dismissal re Rowan Yew (Fir, Elm)", "Parties Rowan Yew"),
        (
            "STIPULATED ORDER Dismissing Without Prejudice: ROWAN YEW. Signed by Judge Ann Ash",
            "Parties Rowan Yew",
        ),
        (
            "NOTICE of Voluntary Dismissal by Rowan Yew as to Cedar Foods LLC",
            "Parties Cedar Foods LLC",
        ),
        ("STIPULATION of Dismissal by Alder Inc., Rowan Yew", "Case"),
        (
            "STIPULATION of Dismissal by Alder Inc., Cedar Foods LLC (Fir, Elm)",
            "Parties Cedar Foods LLC",
        ),
        (
            "ORDER granting Alder Inc.'s Motion to Dismiss Cedar Foods LLC",
            "Parties Cedar Foods LLC",
        ),
        ("ORDER: the claims of Rowan Yew against Cedar Foods LLC are dismissed", "Claims"),
        ("NOTICE of Voluntary Dismissal as to Gorse Systems", "Parties"),
        ("NOTICE of Voluntary Dismissal re Hazel Oak (Fir, Elm)", "Parties"),
        ("NOTICE of Voluntary Dismissal Partial (Fir, Elm)", "Parties"),
        ("ORDER dismissing Bravo Devices Holdings LLC as to Bravo Devices Holdings LLC", "Parties"),
        ("ORDER DISMISSING CASE. Rowan Yew did not appear.", "Case"),
        ("STIPULATED ORDER Dismissing Without Prejudice: HAZEL OAK and ELM FIR", "Parties"),
        ("ORDER dismissing Defendant Gorse Systems", "Parties"),
        ("JUDGMENT OF DISMISSAL as to the Gorse of Systems only", "Parties"),
        ("ORDER DISMISSING PLAINTIFF'S COMPLAINT", "Case"),
        (
            "ORDER that the action is dismissed as to Cedar Foods LLC (Made JS-6. Case Terminated.)",
            "Parties Cedar Foods LLC",
        ),
        ("ORDER dismissing the case as to Cedar Foods only", "Parties Cedar Foods LLC"),
        ("ORDER dismissing this action with prejudice as to all defendants", "Case"),
        ("ORDER of Dismissal as to All Defendants", "Case"),
    ] {
        assert_eq!(is(text), expected, "{text}");
    }
}

#[test]
fn claims_are_not_the_case() {
    for text in [
        "ORDER dismissing Counts II and IV",
        "ORDER granting Motion to Dismiss as to claims 3 and 5 only",
        "ORDER granting 12 Motion for Summary Judgment as to claim construction",
        "ORDER granting 12 Motion for Partial Summary Judgment",
        "ORDER granting 12 Motion for Summary Judgment of Non-Infringement",
        "ORDER granting Motion for Summary Judgment on the issue of liability",
        "ORDER dismissing the third cause of action against Cedar Foods LLC",
        "ORDER granting Motion to Dismiss the Second and Third Claims",
        "STIPULATION of Dismissal of Cedar Foods' counterclaims",
        "ORDER granting summary judgment for Bravo Devices on some of the claims",
        "ORDER granting Motion to Dismiss. The motion is denied in all other respects.",
        "PARTIAL JUDGMENT in favor of Alder Inc.",
        "ORDER granting Motion for Judgment on the Pleadings as to the Third Counterclaim",
        "ORDER granting 9 motion to dismiss 7 counterclaims",
        "JUDGMENT in favor of Cedar Foods LLC on its counterclaim",
    ] {
        assert_eq!(is(text), "Claims", "{text}");
    }
    for text in [
        "ORDER granting 12 Motion to Dismiss for failure to state a claim for which relief can be granted",
        "ORDER dismissing all claims and counterclaims with prejudice",
        "ORDER dismissing Counts I and II. This case is closed.",
        "STIPULATION of dismissal of all claims and any counterclaims",
    ] {
        assert_eq!(is(text), "Case", "{text}");
    }
}

#[test]
fn those_stay_of_whom_it_is_said() {
    for (text, expected) in [
        (
            "ORDER dismissing Bravo Devices Inc. Cedar Foods LLC remains in the case.",
            "Parties Bravo Devices Inc.",
        ),
        (
            "ORDER: Bravo Devices is dismissed and Cedar Foods LLC and Dogwood Mills remain in the case",
            "Parties Bravo Devices Inc.",
        ),
        (
            "ORDER dismissing Bravo Devices; Cedar Foods LLC is NOT dismissed",
            "Parties Bravo Devices Inc.",
        ),
        (
            "STIPULATION of dismissal as to all defendants except Cedar Foods LLC",
            "Parties Bravo Devices Inc., Dogwood Mills Ltd.",
        ),
        (
            "ORDER dismissing all defendants other than Cedar Foods, LLC. ",
            "Parties Bravo Devices Inc., Dogwood Mills Ltd.",
        ),
        ("ORDER of dismissal. The action shall proceed against Cedar Foods LLC.", "Parties"),
        (
            "ORDER of dismissal. No claims remain against Cedar Foods LLC.",
            "Parties Cedar Foods LLC",
        ),
    ] {
        assert_eq!(is(text), expected, "{text}");
    }
}

#[test]
fn an_order_has_the_extent_of_what_it_grants() {
    let order = "ORDER granting 2 Motion to Dismiss. Signed by Judge Ann Ash.";
    for (motion, expected) in [
        (
            "Joint MOTION to Dismiss Defendant Dogwood Mills by Alder Inc.",
            "Parties Dogwood Mills Ltd.",
        ),
        ("MOTION to Dismiss Party Rowan Yew", "Parties Rowan Yew"),
        ("MOTION to Dismiss Counts 1 and 2 by Cedar Foods LLC", "Claims"),
        (
            "MOTION to Dismiss for Lack of Jurisdiction by Cedar Foods LLC (Fir, Elm)",
            "Parties Cedar Foods LLC",
        ),
        ("MOTION to Dismiss by Bravo Devices Inc., Cedar Foods LLC, Dogwood Mills Ltd.", "Case"),
        ("MOTION for Extension of Time by Cedar Foods LLC", "Case"),
    ] {
        assert_eq!(is_granting(order, &[motion]), expected, "{motion}");
    }
    let motions = ["MOTION to Dismiss by Cedar Foods LLC", "MOTION to Dismiss by Dogwood Mills"];
    assert_eq!(is_granting(order, &motions), "Parties Cedar Foods LLC, Dogwood Mills Ltd.");
    let order = "ORDER granting 2 MOTION to Dismiss by Cedar Foods; denying 5 MOTION to Dismiss by Bravo Devices";
    assert_eq!(is_granting(order, &[]), "Parties Cedar Foods LLC");
    let case = "ORDER granting 2 Motion to Dismiss and closing case";
    assert_eq!(is_granting(case, &motions), "Case");
    let of_all = "ORDER granting 2 Defendants' Motion to Dismiss";
    assert_eq!(is_granting(of_all, &motions[..1]), "Case");
    let stays = "ORDER granting 2 and 3 Motions to Dismiss. Dogwood Mills remains in the case.";
    assert_eq!(is_granting(stays, &motions), "Parties Cedar Foods LLC");
}

#[test]
fn what_is_denied_is_not_granted() {
    for (text, granted) in [
        ("ORDER granting 2 MOTION to Dismiss; denying 5 MOTION to Dismiss", vec![2]),
        ("ORDER denying 5 MOTION to Strike and granting 2 MOTION to Dismiss", vec![2]),
        (
            "The Motion to Dismiss (D.I. 2) is GRANTED. The Motion to Strike (D.I. 5) is DENIED.",
            vec![2],
        ),
        ("Dogwood Mills's motion to dismiss (Doc. 2) is ALLOWED.", vec![2]),
        ("ORDER granting (2) Motion to Dismiss", vec![2]),
        ("ORDER denying 5 MOTION to Dismiss", vec![]),
    ] {
        assert_eq!(granted_numbers(text), granted, "{text}");
    }
}

#[test]
fn a_complaint_that_may_be_amended_goes_on() {
    for text in [
        "ORDER GRANTING MOTION TO DISMISS WITH LEAVE TO AMEND",
        "ORDER granting 2 Motion to Dismiss. Amended complaint due by 4/1/2024.",
        "ORDER granting 2 Motion to Dismiss. Plaintiff may file an amended complaint.",
    ] {
        assert_eq!(is(text), "Claims", "{text}");
    }
    assert_eq!(is("ORDER GRANTING MOTION TO DISMISS WITHOUT LEAVE TO AMEND"), "Case");
    assert_eq!(is("Order Dismissing Fewer Than All Defendants"), "Parties");
    assert_eq!(is("ORDER dismissing all defendants"), "Case");
}
