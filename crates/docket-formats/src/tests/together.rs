//! Faults that show only when files and the ledger are seen together.

use std::collections::BTreeSet;

use docket_core::{CaseId, EventId, Key};

use crate::{CaseFile, EmptyLedger, Known, check_together, line_col, parse};

/// A file whose events begin on line 6.
const SUIT: &str = "[case]\nid = \"suit\"\n[source.paper]\nkind = \"press\"\n
[[event]]
id = \"complaint-paper\"
act = \"complaint\"
verb = \"filed\"
kind = \"Complaint\"
source = \"paper\"
facts = { patents = 12 }
";

/// Checks texts together, and says what is wrong with each: file, code, line, column, help.
fn told(texts: &[&str], known: &dyn Known) -> Vec<String> {
    let files: Vec<CaseFile> = texts
        .iter()
        .map(|text| parse(text).unwrap_or_else(|faults| panic!("{faults:#?}")))
        .collect();
    let files: Vec<&CaseFile> = files.iter().collect();
    let place = |file: usize, offset| {
        let (line, column) = line_col(texts[file], offset);
        format!("{file}:{line}:{column}")
    };
    check_together(&files, known)
        .into_iter()
        .map(|(file, fault)| {
            let also =
                fault.also.iter().map(|also| place(also.file.unwrap_or(file), also.span.start));
            let also: Vec<String> = also.collect();
            let help = fault.help.unwrap_or_default();
            let place = place(file, fault.span.start);
            format!("{place} {} {}; {help} {}", fault.code, fault.message, also.join(" "))
                .trim()
                .to_owned()
        })
        .collect()
}

#[test]
fn what_hangs_together_has_no_fault() {
    let other = "[case]\nid = \"other\"\n[[event]]\nid = \"answer\"\nverb = \"responded\"\nkind = \"Answer\"\nsource = \"paper\"\nalso_in = [\"suit\", \"unheard-of\"]\nrefers_to = [{ relation = \"mentions\", target = \"suit/complaint-paper#patents\" }, { relation = \"mentions\", target = \"suit/nothing\", expected = true }]\neffects = [{ disputes = \"source:paper\" }]\n";
    assert_eq!(told(&[SUIT, other], &EmptyLedger), [""; 0]);
}

#[test]
fn a_name_that_stands_for_nothing_is_told_with_the_nearest() {
    let text = SUIT.to_owned()
        + "[[event]]\nid = \"x\"\nverb = \"filed\"\nkind = \"Brief\"\nsource = \"papre\"\nalso_in = [\"siut\"]\neffects = [\n{ retracts = \"complaint\" },\n{ retracts = \"complaint-papre\" },\n{ retracts = \"elsewhere/x\" },\n{ retracts = \"motion\" },\n{ retracts = \"complaint-paper#patent\" },\n{ retracts = \"x#y\" },\n{ retracts = \"source:z\" },\n]\n[[event.wording]]\nid = \"w\"\nspeaker = \"X\"\nform = \"quoted\"\ntext = \"x\"\nwithin = { target = \"nowhere\" }\n";
    assert_eq!(
        told(&[&text], &EmptyLedger),
        [
            "0:17:10 D0042 the source `papre` is described nowhere; did you mean `paper`?",
            "0:18:12 D0046 nothing else is known of the case `siut`; did you mean `suit`?",
            "0:20:14 D0040 the event `suit/complaint` is in none of the files and not recorded; `complaint` is an act; name a report of it: `complaint-paper`",
            "0:21:14 D0040 the event `suit/complaint-papre` is in none of the files and not recorded; did you mean `complaint-paper`?",
            "0:22:14 D0040 the event `elsewhere/x` is in none of the files and not recorded; did you mean `suit/x`?",
            "0:23:14 D0040 the event `suit/motion` is in none of the files and not recorded; say `expected = true` if it is still to come",
            "0:24:14 D0041 `suit/complaint-paper` has no fact or wording `patent`; did you mean `patents`?",
            "0:25:14 D0041 `suit/x` has no fact or wording `y`; it has w",
            "0:26:14 D0042 the source `z` is described nowhere; describe it in a [source.z] block",
            "0:33:21 D0040 the event `suit/nowhere` is in none of the files and not recorded; say `expected = true` if it is still to come",
        ]
    );
}

#[test]
fn a_report_without_parts_says_so() {
    let text = SUIT
        .replace("facts = { patents = 12 }", "effects = [{ retracts = \"complaint-paper#x\" }]");
    assert_eq!(
        told(&[&text], &EmptyLedger),
        [
            "0:12:25 D0041 `suit/complaint-paper` has no fact or wording `x`; the event has neither facts nor wordings"
        ]
    );
}

#[test]
fn a_name_that_stands_in_two_files_is_told_with_the_first_place() {
    let again = SUIT.replace("\"press\"", "\"party\"");
    assert_eq!(
        told(&[SUIT, &again], &EmptyLedger),
        [
            "1:2:6 D0045 two files are about the case `suit`;  0:2:6",
            "1:3:9 D0044 the source `paper` is described differently elsewhere; describe it once, or alike 0:3:9",
            "1:7:6 D0043 the event `suit/complaint-paper` stands in two files;  0:7:6",
        ]
    );
}

#[test]
fn a_source_may_be_described_alike_in_two_files() {
    let other = "[case]\nid = \"other\"\n[source.paper]\nkind = \"press\"\n";
    assert_eq!(told(&[SUIT, other], &EmptyLedger), [""; 0]);
}

#[test]
fn a_file_in_which_every_name_is_wrong_is_checked_in_bounded_time() {
    let wrong = |n: usize| {
        format!(
            "[[event]]\nid = \"event-number-{n}\"\nverb = \"filed\"\nkind = \"Brief\"\nsource = \"paper\"\nrefers_to = [{{ relation = \"mentions\", target = \"event-numbre-{n}\" }}]\n"
        )
    };
    let text = SUIT.to_owned() + &(0..1_500).map(wrong).collect::<String>();
    let file = parse(&text).expect("a good file");
    let faults = check_together(&[&file], &EmptyLedger);
    assert_eq!(faults.len(), 1_500);
    let help = |at: usize| faults[at].1.help.as_deref().unwrap_or_default();
    assert_eq!(help(0), "did you mean `event-number-0`?");
    assert_eq!(help(1_499), "say `expected = true` if it is still to come", "no search any more");
}

/// A ledger with one event, one source and one case.
struct Ledger;

impl Known for Ledger {
    fn parts(&self, event: &EventId) -> Option<BTreeSet<Key>> {
        (event.to_string() == "old/answer").then(|| ["counts".parse().unwrap()].into())
    }

    fn has_source(&self, id: &Key) -> bool {
        id.as_str() == "archive"
    }

    fn has_case(&self, id: &CaseId) -> bool {
        id.as_str() == "suits"
    }
}

#[test]
fn what_is_recorded_need_not_be_in_a_file() {
    let text = SUIT.replace("\"paper\"", "\"archive\"")
        + "also_in = [\"suits\"]\neffects = [{ retracts = \"old/answer#counts\" }, { retracts = \"old/answer\" }]\n";
    assert_eq!(told(&[&text], &Ledger), [""; 0]);
    assert_eq!(told(&[&text], &EmptyLedger).len(), 4);
}
