//! Assertions as they are read, and what is said of those that are faulty.

use super::faults::CASE;
use crate::{line_col, parse};

/// Bodies of an `[[assert]]` that says something, and what is said of them.
pub(super) const IN_ASSERTION: &[(&str, &[&str])] = &[
    (
        "publised_by = \"2024\"\nexpect.status = \"pending\"",
        &["D0003 5:1 unknown key `publised_by` in an assertion; did you mean `published_by`?"],
    ),
    ("published_by = \"2024\"", &["D0004 3:1 an assertion has no `expect`"]),
    ("expect = 3", &["D0002 5:10 expected what is expected (a table), found a number"]),
    (
        "expect.court = { vlaue = \"ded\" }",
        &["D0003 5:18 unknown key `vlaue` in an expectation; did you mean `value`?"],
    ),
    (
        "expect.court = { support = \"not yet public\" }",
        &["D0005 5:28 unknown support `not yet public`; did you mean `not_yet_public`?"],
    ),
    (
        "published_by = \"July 31, 2024\"\nexpect.status = \"pending\"",
        &[
            "D0008 5:21 `July 31, 2024` is not a date: whitespace is not allowed; write \"2024-07-31\"",
        ],
    ),
    (
        "occurred_by = \"2024/..\"\nexpect.status = \"pending\"",
        &["D0008 5:15 `2024/..` has no last day to cut at; write a day: \"2024-07-31\""],
    ),
    (
        "occurred_by = \"2024-07-31T10:00:00Z\"\nexpect.status = \"pending\"",
        &[
            "D0008 5:15 `2024-07-31T10:00:00Z` is a time of day, and claimed dates are days; write a day: \"2024-07-31\"",
        ],
    ),
    (
        "expect = {}",
        &[
            "D0029 5:10 nothing is expected; write a value, or { support = \"stated\" }, or { absent = true }",
        ],
    ),
    (
        "expect.court = {}",
        &[
            "D0029 5:16 nothing is expected of `court`; write a value, or { support = \"stated\" }, or { absent = true }",
        ],
    ),
    (
        "expect.court = { absent = true, value = \"ded\" }",
        &[
            "D0029 5:16 `court` cannot be absent and anything else; write a value, or { support = \"stated\" }, or { absent = true }",
        ],
    ),
    (
        "recorded_by = \"@x\"\nexpect.status = \"pending\"",
        &[
            "D0029 5:15 `@x` is no position of the log; write an event, as in \"CASE/event\", a day, or a position: \"@57\"",
        ],
    ),
    (
        "recorded_by = \"source:s\"\nexpect.status = \"pending\"",
        &[
            "D0029 5:15 `source:s` is no entry of the log; write an event, as in \"CASE/event\", a day, or a position: \"@57\"",
        ],
    ),
];

/// An assertion that lacks what is expected; its next key stands on line 5.
pub(super) const ASSERTION: &str = "[[assert]]\nthat = \"so\"\n";

#[test]
fn an_assertion_is_read_in_the_order_of_its_file() {
    let text = format!(
        "{CASE}{ASSERTION}published_by = 2024-07\n\
         expect.z = {{ more_than = 5 }}\nexpect.\"a/b#c\" = {{ value = 2024-07-30, sources = \"s\" }}\n"
    );
    // Only whole days may stand without quotation marks.
    assert!(parse(&text).is_err());
    let file = parse(&text.replace("2024-07\n", "\"2024-07\"\n")).expect("no fault");
    let [assertion] = &file.assertions[..] else { panic!("one assertion") };
    assert_eq!(assertion.cut.cut(None).to_string(), "published by 2024-07-31");
    assert_eq!((assertion.case.as_str(), line_col(&text, assertion.place.start)), ("c", (3, 1)));
    let fields: Vec<&str> = assertion.expect.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["z", "a/b#c"]);
    let value = |at: usize| assertion.expect[at].value.as_ref().map(ToString::to_string);
    assert_eq!(value(0).as_deref(), Some("more than 5"));
    assert_eq!(value(1).as_deref(), Some("2024-07-30"));
}
