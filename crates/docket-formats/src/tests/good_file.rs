//! A file with everything in it, and what it comes to.

use docket_core::canonical;

use crate::{CaseFile, parse};

const FILE: &str = r#"
[case]
id = "amazon-v-nokia"
title = "Amazon v. Nokia"
court = "ded"

[source.light-reading]
publisher = "Light Reading"
kind = "press"
author = "Iain Morris"
published = "2024-07-31"
via = "court"

[source.court]
kind = "court"
published = 2024-07-30
sha256 = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"

[[event]]
id = "complaint-light-reading"
verb = "filed"
kind = "Complaint"
act = "complaint"
occurred = 2024-07-30
published = "2024-07-31"
source = "light-reading"
place = 3
document_number = 166
by = "Amazon"
against = ["Nokia", { name = "Nokia of America", id = "nokia-us" }]
also_in = ["nokia-v-amazon"]
text = "Complaint"
refers_to = [{ relation = "in_response_to", target = "nokia-v-amazon/complaint", expected = true }]

[event.facts]
patents_in_suit = 12
relief = ["injunction", "damages"]
demand = { more_than = 1000000000, currency = "USD" }
began = { when = "2014~" }
who = { one_of = ["Amazon", "Nokia"] }

[[event.wording]]
id = "pioneered"
statement = "pioneered"
speaker = { name = "the complaint", id = "Amazon" }
within = "complaint-light-reading"
via = "the filing"
text = ["it was Amazon", "that pioneered"]
form = "partial"

[[event]]
id = "dismissal"
verb = "settled"
manner = 12
scope = "parties"
prejudice = "without"
in = { "nokia-v-amazon" = "case" }
source = "court"
when = { phrase = "earlier this week" }
effects = [
  { retracts = "complaint-light-reading", reason = "filed in error" },
  { corrects = "complaint-light-reading#patents_in_suit", field = "value", to = 13 },
  { corrects = "complaint-light-reading", field = "occurred", to = 2024-07-29 },
  { disputes = "x-v-y/z", expected = true },
  { ends = "complaint-light-reading", how = "vacated" },
  { restricts = "complaint-light-reading" },
  { transfers = "cand", as = "cand/1" },
  { consolidates = ["a"], lead = "b" },
  { severs = "a", parties = ["X"] },
  { party_joins = "X", role = "Defendant" },
  { party_leaves = { name = "X", id = "x" } },
  { party_renamed = "X", to = "Y" },
  { counsel = "L", does = "appears", party = "X" },
  { deadline = "answer", due = "2016-02-01" },
]

[[event]]
id = "alias-amazon"
bookkeeping = { alias = { name = "AMZN", of = "Amazon" } }

[[event]]
id = "same"
text = "both are one happening"
bookkeeping = { linked = { targets = ["dismissal", "complaint-light-reading"] } }

[[event]]
id = "linked:1"
bookkeeping = { linked = { targets = ["complaint-light-reading#pioneered", "dismissal"], how = { method = "word-similarity", rule = 1, score = 89 } } }

[[event]]
id = "typo"
bookkeeping = { transcription_fixed = { target = "dismissal", field = "text", to = "x" } }
"#;

fn file() -> CaseFile {
    parse(FILE).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn every_key_comes_to_its_field() {
    let events: Vec<String> = file().events.iter().map(canonical).collect();
    assert_eq!(
        events,
        [
            r#"{"act":"complaint","against":["Nokia",{"id":"nokia-us","name":"Nokia of America"}],"also_in":["nokia-v-amazon"],"by":["Amazon"],"case":"amazon-v-nokia","document_number":"166","facts":{"began":{"when":"2014~"},"demand":{"currency":"USD","more_than":1000000000},"patents_in_suit":12,"relief":["damages","injunction"],"who":{"one_of":["Amazon","Nokia"]}},"id":"complaint-light-reading","kind":"Complaint","occurred":"2024-07-30","place":3,"published":"2024-07-31","refers_to":[{"relation":"in_response_to","target":"nokia-v-amazon/complaint"}],"source":"light-reading","text":"Complaint","verb":"filed","wordings":[{"form":"partial","id":"pioneered","speaker":{"id":"Amazon","name":"the complaint"},"statement":"pioneered","text":["it was Amazon","that pioneered"],"via":"the filing","within":"amazon-v-nokia/complaint-light-reading"}]}"#,
            r#"{"case":"amazon-v-nokia","effects":[{"reason":"filed in error","retracts":"amazon-v-nokia/complaint-light-reading"},{"corrects":"amazon-v-nokia/complaint-light-reading#patents_in_suit","field":"value","to":13},{"corrects":"amazon-v-nokia/complaint-light-reading","field":"occurred","to":"2024-07-29"},{"disputes":"x-v-y/z"},{"ends":"amazon-v-nokia/complaint-light-reading","how":"vacated"},{"restricts":"amazon-v-nokia/complaint-light-reading","what":"document"},{"as":"cand/1","transfers":"cand"},{"consolidates":["a"],"lead":"b"},{"parties":["X"],"severs":"a"},{"party_joins":"X","role":"Defendant"},{"party_leaves":{"id":"x","name":"X"}},{"party_renamed":"X","to":"Y"},{"counsel":"L","does":"appears","party":"X"},{"deadline":"answer","due":"2016-02-01"}],"id":"dismissal","in":{"nokia-v-amazon":"case"},"kind":"VoluntaryDismissal","occurred":{"phrase":"earlier this week","rule":3},"prejudice":"without","scope":"parties","source":"court","verb":"settled"}"#,
            r#"{"bookkeeping":{"alias":{"name":"AMZN","of":"Amazon"}},"case":"ledger","id":"alias-amazon","kind":"Alias","verb":"announced"}"#,
            r#"{"bookkeeping":{"linked":{"targets":["amazon-v-nokia/dismissal","amazon-v-nokia/complaint-light-reading"]}},"case":"amazon-v-nokia","id":"same","kind":"Linked","text":"both are one happening","verb":"announced"}"#,
            r#"{"bookkeeping":{"linked":{"how":{"method":"word-similarity","rule":1,"score":89},"targets":["amazon-v-nokia/complaint-light-reading#pioneered","amazon-v-nokia/dismissal"]}},"case":"amazon-v-nokia","id":"linked:1","kind":"Linked","verb":"announced"}"#,
            r#"{"bookkeeping":{"transcription_fixed":{"field":"text","target":"amazon-v-nokia/dismissal","to":"x"}},"case":"amazon-v-nokia","id":"typo","kind":"TranscriptionFixed","verb":"announced"}"#,
        ]
    );
}

#[test]
fn the_blocks_of_case_and_sources_are_descriptions() {
    let file = file();
    assert_eq!(file.case.as_str(), "amazon-v-nokia");
    assert_eq!(
        serde_json::to_string(&file.description).unwrap(),
        r#"{"court":"ded","title":"Amazon v. Nokia"}"#
    );
    assert_eq!(
        serde_json::to_string(&file.sources).unwrap(),
        r#"[{"id":"court","kind":"court","published":"2024-07-30","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},{"author":"Iain Morris","id":"light-reading","kind":"press","published":"2024-07-31","publisher":"Light Reading","via":"court"}]"#
    );
    assert!(file.warnings.is_empty());
}

#[test]
fn an_event_is_found_in_its_file() {
    let file = file();
    let place = file.place_of(&file.events[1].event_id()).expect("it is there");
    assert_eq!(&FILE[place], "\"dismissal\"");
    assert_eq!(file.place_of(&"amazon-v-nokia/nothing".parse().unwrap()), None);
}
