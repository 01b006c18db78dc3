//! Exports: what other programs are given of a ledger, and that nobody can smuggle anything into
//! them.

mod commands;
mod csv;
mod markdown;
mod sqlite;
mod timelinejs;

use std::path::Path;

use docket_core::{
    Bookkeeping, CaseDescription, CaseId, Docket, Event, Form, Kind, Party, Scalar, Source,
    SourceKind, Verb, Wording,
};

use crate::law::record;
use crate::testkit::{blns, case, key, said};

/// Texts that were made to be taken for a formula, a mark or a script; a few of them where
/// `DOCKET_FIXTURES` does not say where the collections are.
pub(crate) fn hostile() -> Vec<String> {
    let mut texts = blns();
    for text in
        ["=1+1", "\0", "＝1+1", "\t=1", "'", "'=1", "a,\"b\"\r\nc;d", "| a |\n| - |", "- [x] a"]
    {
        texts.push(text.to_owned());
    }
    let Some(fixtures) = std::env::var_os("DOCKET_FIXTURES") else {
        said("skipped: collections of hostile texts, for DOCKET_FIXTURES is not set");
        return texts;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures).join("badinputs");
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        String::from_utf8_lossy(&bytes).into_owned()
    };
    for name in
        ["csv-injection/Intruder/csv-payload.txt", "xss-payloadbox/Intruder/xss-payload-list.txt"]
    {
        texts.extend(read(name).lines().map(str::to_owned));
    }
    let payloads: serde_json::Value =
        serde_json::from_str(&read("dompurify/payloads.json")).expect("payloads.json");
    let payloads = payloads.as_array().expect("a list").iter();
    texts.extend(payloads.filter_map(|one| one["payload"].as_str().map(str::to_owned)));
    assert!(texts.len() > 7_000, "{} texts", texts.len());
    texts
}

/// A ledger in which these texts stand wherever somebody else's text can: one act for each.
pub(crate) fn told(texts: &[String]) -> Docket {
    let (about, ledger) = (case("alpha-v-beta"), CaseId::ledger());
    let title = texts.first().cloned();
    let opened = CaseDescription { title: title.clone(), ..CaseDescription::default() };
    let source = Source {
        author: title.clone(),
        file: None,
        id: key("paper"),
        kind: SourceKind::Press,
        published: Some("2024-07-31".parse().expect("a date")),
        publisher: title.clone(),
        sha256: None,
        title: title.clone(),
        url: title,
        via: None,
    };
    let described = Bookkeeping::SourceDescribed(source);
    let mut events = vec![
        Event::bookkeeping(about.clone(), key("opened"), Bookkeeping::CaseOpened(opened)),
        Event::bookkeeping(ledger, key("source"), described),
    ];
    for (at, text) in texts.iter().enumerate() {
        let kind = if at == 0 { Kind::Complaint } else { Kind::Motion };
        let mut event = Event::new(about.clone(), key(&format!("e{at:05}")), kind, Verb::Filed);
        event.source = Some(key("paper"));
        event.occurred = Some(docket_core::Occurred::Date("2024-07-30".parse().expect("a date")));
        event.text = Some(text.as_str().into());
        if !text.trim().is_empty() {
            let party = Party::named(text);
            event.document_number = Some(text.as_str().into());
            event.by = vec![party.clone()];
            event.facts = [(key(&format!("f{at:05}")), Scalar::from(text.as_str()).into())].into();
            event.wordings = vec![wording(party, text)];
        }
        events.push(event);
    }
    record(events).0
}

fn wording(speaker: Party, text: &str) -> Wording {
    Wording {
        form: Form::Quoted,
        id: key("w"),
        language: None,
        role: Some(text.to_owned()),
        span: None,
        speaker,
        statement: None,
        text: vec![text.to_owned()],
        to: Some(text.to_owned()),
        via: Some(text.to_owned()),
        within: None,
    }
}
