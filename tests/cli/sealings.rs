//! What the program tells the public of what is sealed: nothing, but that it is and who ordered it.

use std::fs;

use regex::Regex;

use super::{Desk, Run};

pub(super) const CASE: &str = r#"
[case]
id = "alpha-v-beta"
title = "Alpha v. Beta"

[source.docket]
kind = "court"
publisher = "The Court"
published = 2024-05-01

[[event]]
id = "complaint"
verb = "filed"
kind = "Complaint"
occurred = 2024-04-01
by = "Alpha"
against = "Beta"
source = "docket"
text = "COMPLAINT"

[[event]]
id = "declaration"
verb = "filed"
kind = "Declaration"
occurred = 2024-04-02
by = "{NAME}"
source = "docket"
text = "DECLARATION of {NAME}"
facts = { formula = "{NAME}" }

[[event]]
id = "letter"
verb = "filed"
kind = "Letter"
occurred = 2024-04-03
by = "Alpha"
source = "docket"
text = "LETTER about {NAME}"

[[event]]
id = "order"
verb = "announced"
kind = "Order"
occurred = 2024-05-01
source = "docket"
text = "ORDER to seal"
effects = [
    { restricts = "declaration", what = "text" },
    { restricts = "letter", what = "line" },
]
"#;

/// A desk whose ledger holds a name that is sealed.
fn desk(name: &str) -> Desk {
    let desk = Desk::with_ledger();
    desk.write("case.toml", CASE.replace("{NAME}", name));
    desk.ok("record case.toml");
    desk
}

const NAME: &str = "Zanzibar";

const QUESTIONS: [&str; 27] = [
    "cases",
    "cases --json",
    "show alpha-v-beta",
    "show alpha-v-beta --json",
    "show alpha-v-beta --published-by 2024-04-02",
    "show alpha-v-bet",
    "log",
    "log --json",
    "log alpha-v-beta --recorded-by @4",
    "replay alpha-v-beta",
    "replay alpha-v-beta --jsonl",
    "known alpha-v-beta 2024-04-02",
    "statements",
    "diff alpha-v-beta 2024-04-01 2024-05-02 --by occurred",
    "why alpha-v-beta filed",
    "why alpha-v-beta formula",
    "first-known alpha-v-beta formula",
    "conflicts",
    "order alpha-v-beta/complaint alpha-v-beta/declaration",
    "order alpha-v-beta/complaint alpha-v-beta/letter",
    "knew-before alpha-v-beta/declaration alpha-v-beta/order",
    "find Zanzibar",
    "find declaration --json",
    "timeline alpha-v-beta --svg",
    "export csv",
    "export markdown alpha-v-beta",
    "export timelinejs alpha-v-beta",
];

#[test]
fn two_ledgers_that_differ_in_what_is_sealed_have_one_public() {
    let (one, other) = (desk(NAME), desk("Timbuktu, a name of another length"));
    let instant = Regex::new(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z").expect("a pattern");
    let told = |run: &Run| {
        (
            run.code,
            [&run.out, &run.err].map(|text| instant.replace_all(text, "[instant]").into_owned()),
        )
    };
    let mut differing = 0;
    for question in QUESTIONS {
        let [first, second] = [&one, &other].map(|desk| desk.run(&format!("{question} --public")));
        assert_eq!(told(&first), told(&second), "{question}");
        assert!(!first.out.contains(NAME), "{question}: {}", first.out);
        // Who has the right is told apart, so the question is one that could have told.
        let [first, second] = [&one, &other].map(|desk| desk.run(question));
        differing += u32::from(told(&first) != told(&second));
    }
    assert!(differing > 15, "{differing} questions tell the ledgers apart");
    for desk in [&one, &other] {
        desk.ok("export sqlite -o public.db --public");
    }
    let [first, second] =
        [&one, &other].map(|desk| fs::read(desk.path("public.db")).expect("a database"));
    assert_eq!(first.len(), second.len());
    assert!(!first.windows(NAME.len()).any(|some| some == NAME.as_bytes()));
}

#[test]
fn it_is_said_what_is_closed_and_by_whose_order() {
    let desk = desk(NAME);
    let shown = desk.run("show alpha-v-beta --public");
    shown.says("declaration: text closed by order of The Court (alpha-v-beta/order)");
    shown.says("line closed by order of The Court (alpha-v-beta/order)");
    let log = desk.json("log alpha-v-beta --json --public");
    let items = log["items"].as_array().expect("items");
    let restricted: Vec<_> = items.iter().filter(|item| item["state"] == "restricted").collect();
    let [declaration, letter] = &restricted[..] else { panic!("{items:?}") };
    assert_eq!(declaration["restricted"]["what"], "text");
    assert_eq!(declaration["text"], serde_json::Value::Null);
    assert_eq!(
        (&letter["event"], &letter["case"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(letter["restricted"]["ordered_in"], serde_json::json!(["alpha-v-beta/order"]));
    let state = desk.json("show alpha-v-beta --json --public");
    assert_eq!(state["restricted"].as_array().expect("a list").len(), 2);
    assert_eq!(desk.json("show alpha-v-beta --json")["restricted"], serde_json::Value::Null);
    // Who makes evidence of it is told.
    let folder = desk.run("export evidence alpha-v-beta/declaration -o folder");
    folder.says("text closed by order of The Court");
    desk.ok("verify folder --key folder/public-key");
}

#[test]
fn what_is_sealed_opens_when_the_order_is_lifted() {
    let desk = desk(NAME);
    let file = desk.read("case.toml")
        + "\n[[event]]\nid = \"unsealed\"\nverb = \"announced\"\nkind = \"Order\"\n\
           occurred = 2024-06-01\npublished = 2024-06-01\nsource = \"docket\"\n\
           effects = [{ ends = \"order\", how = \"unsealed\" }]\n";
    desk.write("case.toml", file);
    desk.ok("record case.toml");
    assert!(desk.ok("log alpha-v-beta --public").contains(NAME));
    let then = desk.ok("log alpha-v-beta --public --published-by 2024-05-31");
    assert!(!then.contains(NAME), "{then}");
}

#[test]
fn what_needs_the_whole_ledger_is_not_for_the_public() {
    let desk = desk(NAME);
    for command in [
        "record case.toml",
        "export jsonl",
        "export evidence alpha-v-beta/complaint -o folder",
        "backup saved",
        "verify",
        "prove alpha-v-beta/complaint",
        "expunge alpha-v-beta/letter --reason x --yes",
    ] {
        desk.fails(2, &format!("{command} --public")).says("--public is for questions");
    }
}
