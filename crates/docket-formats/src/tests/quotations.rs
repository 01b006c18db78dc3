//! Quotations, looked up in saved files.

use std::io;

use crate::{check_quotations, line_col, parse};

const SAVED: &str = "Nokia said (via Reuters) it would “review these matters and defend ourselves \
    vigorously in court.\" An Amazon spokesperson declined to comment.";

/// A file with one wording; its form, text and what follows stand on line 12 and after.
fn file(wording: &str) -> String {
    format!(
        "[case]\nid = \"c\"\n[source.s]\nkind = \"press\"\nfile = \"s.txt\"\n[[event]]\nid = \"e\"\nverb = \"announced\"\nkind = \"PressStatement\"\nsource = \"s\"\n[[event.wording]]\n{wording}\nid = \"w\"\nspeaker = \"Nokia\"\n"
    )
}

fn told(wording: &str, saved: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Vec<String> {
    let text = file(wording);
    let file = parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}"));
    check_quotations(&file, saved)
        .into_iter()
        .map(|fault| {
            let (line, column) = line_col(&text, fault.span.start);
            let help = fault.help.unwrap_or_default();
            format!("{} {line}:{column} {}; {help}", fault.code, fault.message)
        })
        .collect()
}

#[expect(clippy::unnecessary_wraps, reason = "what reads a file can fail")]
fn saved(name: &str) -> io::Result<Vec<u8>> {
    assert_eq!(name, "s.txt");
    Ok(SAVED.as_bytes().to_vec())
}

#[test]
fn words_of_the_saved_file_may_be_quoted() {
    for text in [
        "\"review these matters and defend ourselves vigorously in court\"",
        "\"review these matters and defend ourselves vigorously in court,\"",
        "[\"review these matters\", \"vigorously in court.\"]",
    ] {
        assert_eq!(told(&format!("form = \"partial\"\ntext = {text}"), &saved), [""; 0], "{text}");
    }
}

#[test]
fn other_words_are_told_with_the_nearest_passage() {
    assert_eq!(
        told(
            "form = \"quoted\"\ntext = [\"review these matters\",\n\"defend ourselves strongly in court\"]",
            &saved
        ),
        [
            "D0060 14:1 the quotation `w` is not in `s.txt`; the nearest passage is: defend ourselves vigorously in court.\""
        ]
    );
    assert_eq!(
        told("form = \"quoted\"\ntext = \"something else\"", &saved),
        [
            "D0060 13:8 the quotation `w` is not in `s.txt`; nothing like it is there; words that are not quoted are `indirect`"
        ]
    );
    assert_eq!(
        told("form = \"quoted\"\ntext = \"review … in court\"", &saved),
        [
            "D0060 13:8 the quotation `w` is not in `s.txt`; where the source leaves words out, write the pieces as a list"
        ]
    );
}

#[test]
fn a_paraphrase_is_not_looked_up_and_its_span_is() {
    let indirect =
        |span: &str| told(&format!("form = \"indirect\"\ntext = \"none\"\nspan = {span}"), &saved);
    assert_eq!(indirect("[0, 5]"), [""; 0]);
    assert_eq!(
        indirect("[0, 35]"),
        ["D0062 14:8 no whole characters stand at [0, 35]; the file has 144 bytes"]
    );
    assert_eq!(indirect("[0, 9999]").len(), 1);
}

#[test]
fn a_saved_file_that_cannot_be_read_is_a_warning() {
    let wording = "form = \"quoted\"\ntext = \"x\"";
    let missing = |_: &str| Err(io::Error::new(io::ErrorKind::NotFound, "no such file"));
    assert_eq!(
        told(wording, &missing),
        ["D0061 5:8 `s.txt` was not read: no such file; the name is relative to the case file"]
    );
    assert_eq!(told(wording, &|_| Ok(b"\xff".to_vec())).len(), 1);
}
