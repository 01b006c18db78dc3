//! One small file for each sort of fault: what is said of it, where, and with what help.

use std::collections::BTreeSet;

use super::assertions::{ASSERTION, IN_ASSERTION};
use crate::{Code, Fault, line_col, parse};

/// Stands before each text below, which therefore begins on line 3.
pub(super) const CASE: &str = "[case]\nid = \"c\"\n";

/// A report that lacks nothing; its next key stands on line 8.
const EVENT: &str =
    "[[event]]\nid = \"e\"\nverb = \"filed\"\nkind = \"Complaint\"\nsource = \"s\"\n";

/// Bodies of a `[case]` with an event, and what is said of them.
const IN_EVENT: &[(&str, &[&str])] = &[
    ("text = 5", &["D0002 8:8 expected text, found a number; put it in quotation marks: \"5\""]),
    (
        "also_in = 5",
        &["D0002 8:11 expected text, found a number; put it in quotation marks: \"5\""],
    ),
    ("text = [\"x\"]", &["D0002 8:8 expected text, found a list"]),
    (
        "place = \"5\"",
        &["D0002 8:9 expected a whole number, found text; leave out the quotation marks: 5"],
    ),
    (
        "facts = { x = true }",
        &["D0002 8:15 expected a value, found true or false; write text: \"yes\""],
    ),
    (
        "facts = { x = 2024-07-30 }",
        &[
            "D0002 8:15 expected a value, found a date without quotation marks; write { when = \"2024-07-30\" }",
        ],
    ),
    (
        "facts = { x = [[1]] }",
        &["D0002 8:16 expected a single value, found a list; lists hold no lists"],
    ),
    ("facts = 3", &["D0002 8:9 expected facts (a table), found a number"]),
    (
        "occurred = 2014",
        &["D0002 8:12 expected a date, found a number; a year is text as well: \"2014\""],
    ),
    (
        "published = { phrase = \"today\" }",
        &["D0002 8:13 expected a date, found a table; only `occurred` takes a phrase"],
    ),
    (
        "refers_to = [{ relation = \"mentions\", target = \"x\", expected = 1 }]",
        &["D0002 8:64 expected true or false, found a number"],
    ),
    (
        "publised = \"2024\"",
        &["D0003 8:1 unknown key `publised` in an event; did you mean `published`?"],
    ),
    ("by = { nam = \"X\" }", &["D0003 8:8 unknown key `nam` in a party; did you mean `name`?"]),
    ("by = { id = \"x\" }", &["D0004 8:6 a party has no `name`"]),
    (
        "refers_to = [{ relation = \"in response to\", target = \"x\" }]",
        &["D0005 8:27 unknown relation `in response to`; did you mean `in_response_to`?"],
    ),
    (
        "effects = [{ party_joins = \"X\", role = \"Defendent\" }]",
        &["D0005 8:40 unknown role `Defendent`; did you mean `Defendant`?"],
    ),
    (
        "effects = [{ corrects = \"x\", field = \"ocurred\", to = \"2024\" }]",
        &["D0005 8:38 unknown field `ocurred`; did you mean `occurred`?"],
    ),
    (
        "effects = [{ ends = \"x\", how = \"set aside\" }]",
        &[
            "D0005 8:32 unknown ending `set aside`; write one of vacated, struck, withdrawn, moot, unsealed",
        ],
    ),
    ("act = \"a b\"", &["D0006 8:7 a key `a b` may not contain ' '"]),
    ("facts = { \"a#\" = 1 }", &["D0006 8:11 a key `a#` may not contain '#'"]),
    (
        "occurred = \"July 30, 2024\"",
        &[
            "D0008 8:17 `July 30, 2024` is not a date: whitespace is not allowed; write \"2024-07-30\"",
        ],
    ),
    (
        "occurred = \"2024-02-30\"",
        &["D0008 8:21 `2024-02-30` names a day that does not exist: 2024-02 has 29 days"],
    ),
    ("occurred = \"\"", &["D0008 8:12 the date is empty; leave it out where it is not known"]),
    (
        "occurred = 2024-07-30 10:00:00Z",
        &[
            "D0009 8:12 2024-07-30 10:00:00Z is a time of day outside of quotation marks; put it in quotation marks: \"2024-07-30T10:00:00Z\"",
        ],
    ),
    (
        "occurred = { phrase = \"earlier that week\" }",
        &[
            "D0010 8:23 no rule reads `earlier that week`; understood are phrases like \"earlier this week\", \"earlier\", \"earlier this year\"; or write a date",
        ],
    ),
    ("place = -1", &["D0011 8:9 -1 is negative, and this counts something"]),
    (
        "facts = { x = 9007199254740993 }",
        &[
            "D0011 8:15 9007199254740993 is larger than 9007199254740992; write it as text: \"9007199254740993\"",
        ],
    ),
    (
        "facts = { x = 2.5 }",
        &[
            "D0012 8:15 2.5 has a fraction; numbers are whole; write a whole number, or text: \"2.5\"",
        ],
    ),
    (
        "when = \"2024\"\noccurred = \"2024\"",
        &[
            "D0013 8:1 `occurred` and `when` say the same thing; leave one of them out (also 9:1 said here)",
        ],
    ),
    (
        "effects = [{ retract = \"x\" }]",
        &["D0015 8:12 no key tells what the effect is; did you mean `retracts`?"],
    ),
    (
        "effects = [{ retracts = \"x\", disputes = \"x\" }]",
        &[
            "D0015 8:12 retracts and disputes are effects of their own; write one table for each effect",
        ],
    ),
    (
        "facts = { x = { abuot = 1 } }",
        &["D0015 8:15 a table with abuot is no value; did you mean `about`?"],
    ),
    ("by = [\"X\", \"\"]", &["D0016 8:12 the text is empty; leave out what is not known"]),
    (
        "scope = \"case\"",
        &["D0022 5:1 only a settled event has a scope, a prejudice or member cases"],
    ),
    (
        "facts = { x = { one_of = [1] } }",
        &["D0023 8:11 x: one of several needs two values or more"],
    ),
    (
        "effects = [\n{ corrects = \"x\", field = \"occurred\", to = \"soon\" },\n{ corrects = \"x\", field = \"speaker\", to = \"X\" }]",
        &[
            "D0025 9:1 occurred: `soon` is not a date: year must have exactly four digits (or X)",
            "D0025 10:1 speaker belongs to a fact or a wording: write c/x#name",
        ],
    ),
    ("also_in = [\"c\"]", &["D0028 8:1 c is the home case"]),
    (
        "[[event.wording]]\nid = \"w\"\nform = \"qouted\"\nspeaker = \"X\"\ntext = \"x\"",
        &["D0005 10:8 unknown form `qouted`; did you mean `quoted`?"],
    ),
    (
        "[[event.wording]]\nid = \"w\"\nform = \"quoted\"\nspeaker = \"X\"\ntext = [\" \"]\nspan = [5, 3]",
        &["D0024 9:6 `w` has no words", "D0024 9:6 `w` has a span that ends before it begins"],
    ),
    (
        "facts = { w = 1 }\n[[event.wording]]\nid = \"w\"\nform = \"quoted\"\nspeaker = \"X\"\ntext = \"x\"",
        &["D0014 10:6 `w` names two things in this event (also 8:11 first named here)"],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"filed\"\nkind = \"Other: Praecipe\"\nsource = \"s\"",
        &[
            "D0014 9:6 two events have the id `e`; two reports of one happening have two ids and the same `act` (also 4:6 first here)",
        ],
    ),
];

/// Bodies of a `[case]`, and what is said of them.
const IN_FILE: &[(&str, &[&str])] = &[
    ("title = \"x", &["D0001 3:11 invalid basic string, expected `\"`"]),
    (
        "= 1\n[[event]\n",
        &[
            "D0001 3:1 unquoted keys cannot be empty, expected letters, numbers, `-`, `_`",
            "D0001 4:9 unclosed array table, expected `]`",
        ],
    ),
    (
        "[event]\nid = \"e\"",
        &["D0002 3:1 expected a list, found a table; put it in brackets: [[event]]"],
    ),
    (
        "[sources.x]\nkind = \"press\"",
        &["D0003 3:2 unknown key `sources` in a case file; did you mean `source`?"],
    ),
    (
        "[source.x]\nkind = \"pres\"",
        &["D0005 4:8 unknown kind of source `pres`; did you mean `press`?"],
    ),
    ("[source.\"a b\"]\nkind = \"press\"", &["D0006 3:9 a key `a b` may not contain ' '"]),
    (
        "tz = \"America/New_york\"",
        &[
            "D0017 3:6 `America/New_york` is not an IANA time zone; did you mean `America/New_York`?",
        ],
    ),
    (
        "[source.x]\nkind = \"press\"\nsha256 = \"00\"",
        &[
            "D0018 5:10 expected 64 hexadecimal digits, found 2; write the 64 digits that sha256sum prints",
        ],
    ),
    (
        "[[event]]\nid = \"opened:2\"\nverb = \"filed\"\nkind = \"Brief\"\nsource = \"s\"",
        &[
            "D0007 4:6 the key `opened:2` is kept for the descriptions of cases and sources; give the event another id",
        ],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"fild\"\nkind = \"Brief\"\nsource = \"s\"",
        &["D0005 5:8 unknown verb `fild`; did you mean `filed`?"],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"filed\"\nkind = \"Complant\"\nsource = \"s\"",
        &["D0005 6:8 unknown kind `Complant`; did you mean `Complaint`?"],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"settled\"\nmanner = 21\nscope = \"case\"\nsource = \"s\"",
        &[
            "D0005 6:10 no manner of disposition has the code 21; the codes go from 0 to 20; 12 is VoluntaryDismissal, 13 Settlement",
        ],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"settled\"\nmanner = 12\nkind = \"Settlement\"\nscope = \"case\"\nsource = \"s\"",
        &[
            "D0013 6:1 `kind` and `manner` say the same thing; leave one of them out (also 7:1 said here)",
        ],
    ),
    (
        "[[event]]\nid = \"e\"\nkind = \"Complaint\"",
        &[
            "D0004 3:1 an event has no `verb`",
            "D0020 3:1 a report needs the source that told us; name it: source = \"NAME\", and describe it in [source.NAME]",
        ],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"filed\"\nkind = \"Answer\"\nsource = \"s\"",
        &["D0021 6:1 Answer belongs to the verb responded, not filed; write verb = \"responded\""],
    ),
    (
        "[[event]]\nid = \"e\"\nverb = \"settled\"\nmanner = 12\nsource = \"s\"",
        &[
            "D0022 3:1 a settled event says how much it ends: case, parties, claims or appeal; write scope = \"case\", \"parties\", \"claims\" or \"appeal\"",
        ],
    ),
    (
        "[[event]]\nid = \"e\"\nbookkeeping = { linked = { targets = [\"x\"] } }",
        &["D0026 5:1 a link has two targets or more"],
    ),
    (
        "[[event]]\nid = \"e\"\nbookkeeping = { linked = { targets = [\"e\", \"e\"], how = { method = \"m\", rule = 1, score = 101 } } }",
        &["D0011 5:90 101 is larger than 100"],
    ),
    (
        "[[event]]\nid = \"e\"\nbookkeeping = { alais = { name = \"A\", of = \"B\" } }",
        &["D0015 5:15 one key tells what the bookkeeping is; did you mean `alias`?"],
    ),
    (
        "[[event]]\nid = \"e\"\nby = \"X\"\nbookkeeping = { alias = { name = \"A\", of = \"B\" } }",
        &["D0026 6:1 bookkeeping carries nothing else than a text"],
    ),
];

/// Whole files, and what is said of them.
const WHOLE: &[(&str, &[&str])] = &[
    ("", &["D0004 1:1 a case file has no `case`"]),
    ("[case]\nidd = \"c\"", &["D0003 2:1 unknown key `idd` in the case; did you mean `id`?"]),
    (
        "[case]\nid = \"ledger\"",
        &[
            "D0007 2:6 the case `ledger` is kept for what is true of the whole ledger; give the case another id",
        ],
    ),
];

fn said(fault: &Fault, text: &str) -> String {
    let place = |offset| {
        let (line, column) = line_col(text, offset);
        format!("{line}:{column}")
    };
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let also =
        fault.also.iter().map(|also| format!(" (also {} {})", place(also.span.start), also.label));
    let also: String = also.collect();
    format!("{} {} {}{help}{also}", fault.code, place(fault.span.start), fault.message)
}

fn faults(text: &str) -> Vec<Fault> {
    parse(text).err().unwrap_or_default()
}

fn texts() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let in_event = IN_EVENT.iter().map(|(body, said)| (format!("{CASE}{EVENT}{body}\n"), *said));
    let in_file = IN_FILE.iter().map(|(body, said)| (format!("{CASE}{body}\n"), *said));
    let in_assertion =
        IN_ASSERTION.iter().map(|(body, said)| (format!("{CASE}{ASSERTION}{body}\n"), *said));
    let in_file = in_file.chain(in_assertion);
    in_event.chain(in_file).chain(WHOLE.iter().map(|(text, said)| ((*text).to_owned(), *said)))
}

#[test]
fn every_fault_is_told_with_its_place_and_its_help() {
    let wrong: Vec<String> = texts()
        .map(|(text, expected)| (faults(&text), text, expected))
        .map(|(faults, text, expected)| {
            (faults.iter().map(|fault| said(fault, &text)).collect::<Vec<_>>(), text, expected)
        })
        .filter(|(told, _, expected)| told != expected)
        .map(|(told, text, expected)| format!("{text}\nexpected {expected:#?}\ntold {told:#?}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fault_of_one_file_has_an_example_here() {
    let seen: BTreeSet<Code> =
        texts().flat_map(|(text, _)| faults(&text)).map(|fault| fault.code).collect();
    // A large event is too long for the table, and those from 40 on need more than one file.
    let expected =
        Code::all().filter(|code| *code < Code::UnknownTarget && *code != Code::EventTooLarge);
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn an_event_of_more_than_a_mebibyte_is_refused_at_its_header() {
    let text = format!("{CASE}{EVENT}text = \"{}\"", "x".repeat(1 << 20));
    let [fault] = &faults(&text)[..] else { panic!("one fault") };
    assert_eq!((fault.code, line_col(&text, fault.span.start)), (Code::EventTooLarge, (3, 1)));
}

#[test]
fn a_court_that_looks_like_a_slip_is_a_warning_unless_its_zone_is_said() {
    let file = parse("[case]\nid = \"c\"\ncourt = \"dedd\"").expect("a warning is no error");
    assert_eq!(
        said(&file.warnings[0], "[case]\nid = \"c\"\ncourt = \"dedd\""),
        "D0047 3:9 the court `dedd` is in no table, and `ded` is; did you mean `ded` (U.S. District Court, District of Delaware)? If not, say `tz` as well"
    );
    for fine in ["court = \"dedd\"\ntz = \"UTC\"", "court = \"ded\"", "court = \"upc-munich\""] {
        let file = parse(&format!("{CASE}{fine}")).expect("no error");
        assert_eq!(file.warnings, [], "{fine}");
    }
}

#[test]
fn columns_count_characters_also_after_a_byte_order_mark() {
    let text = "\u{feff}[case]\nid = \"é\" # é\ntitle = \"\u{1f600}\"\nx = { \"éé\" = 1 }";
    let told: Vec<String> = faults(text).iter().map(|fault| said(fault, text)).collect();
    assert_eq!(
        told,
        ["D0003 4:1 unknown key `x` in the case; known are `id`, `title`, `tz`, `court`"]
    );
}
