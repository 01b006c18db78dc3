//! A case as a timeline for TimelineJS3.

use std::collections::{BTreeMap, BTreeSet};

use docket_audit::{Timeline, TimelineRow};
use docket_core::{CaseView, Key, Support, Verb};
use docket_time::Meaning;
use serde::Serialize;

use crate::html::{escaped, list, paragraph};
use crate::slide_date::SlideDate;

/// A case under its view's cut as the JSON that TimelineJS3 reads (Knight Lab's format).
///
/// Each act is a slide, in docket order, in the group of its verb. An act on a single day has that
/// day; any other stands from its first to its last possible day, and `display_date` says what is in
/// doubt: "between 2024-07-28 and 2024-08-01". An act of which no day is known, or none within a
/// thousand years, or only one too far away to be drawn, is named in the text of the title slide. Texts are HTML there, so recorded texts
/// are escaped, and nothing in them is made a link. A `unique_id` is made of the act's key and stays
/// when other acts come and go.
///
/// # Panics
/// Never: a timeline holds nothing that JSON cannot.
#[must_use]
pub fn timelinejs(view: &CaseView) -> String {
    let resolution = view.resolve();
    let mut ids = BTreeMap::new();
    let (mut events, mut undated) = (Vec::new(), Vec::new());
    // Both lists are the acts inside the cut in docket order.
    for (row, act) in Timeline::of(view).rows.iter().zip(&resolution.acts) {
        let sources: BTreeSet<&Key> =
            act.reports.iter().filter_map(|report| report.event.source.as_ref()).collect();
        match SlideDate::of(act.when(), row) {
            Some(date) => events.push(slide(row, date, &sources, unique_id(row, &mut ids))),
            None => undated.push(undated_act(row, act.when())),
        }
    }
    let title = title(view, &undated);
    let timeline = TimelineJson { events, scale: "human", title };
    // As a value, so that its keys are sorted.
    let json = serde_json::to_value(timeline).expect("a timeline has text for keys");
    format!("{json:#}\n")
}

#[derive(Serialize)]
struct TimelineJson {
    events: Vec<Slide>,
    scale: &'static str,
    title: Title,
}

/// The slide that comes first and has no date.
#[derive(Serialize)]
struct Title {
    autolink: bool,
    text: Text,
    unique_id: &'static str,
}

#[derive(Serialize)]
struct Slide {
    autolink: bool,
    #[serde(flatten)]
    date: SlideDate,
    group: &'static str,
    text: Text,
    unique_id: String,
}

/// What a slide says, as HTML.
#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

fn title(view: &CaseView, undated: &[String]) -> Title {
    let case = view.case().as_str();
    let title = view.books().description().title.as_deref().unwrap_or(case);
    let mut text = paragraph(&format!("{case}. Cut: {} ({}).", view.cut(), view.zone().name()));
    if !undated.is_empty() {
        text.push_str(&paragraph("Not on the line, for their day is not known:"));
        text.push_str(&list(undated));
    }
    let text = Text { headline: escaped(title), text };
    Title { autolink: false, text, unique_id: "case" }
}

fn slide(row: &TimelineRow, date: SlideDate, sources: &BTreeSet<&Key>, unique_id: String) -> Slide {
    let mut text = row.text.as_deref().map(paragraph).unwrap_or_default();
    let public = row.published.edtf.as_deref().unwrap_or("on an unknown day");
    let sources: Vec<&str> = sources.iter().map(|source| source.as_str()).collect();
    text.push_str(&paragraph(&format!("Public {public}; source: {}", sources.join(", "))));
    let headline = format!("{}{}", row.what, doubt(row));
    let text = Text { headline: escaped(&headline), text };
    Slide { autolink: false, date, group: group(row.verb), text, unique_id }
}

/// An act that cannot be drawn, and what is said of its date.
fn undated_act(row: &TimelineRow, when: &Meaning) -> String {
    let date = match row.occurred.edtf.as_deref() {
        Some(edtf) => edtf.to_owned(),
        None if row.support == Support::Conflict => format!("in conflict: {when}"),
        None => "unknown".to_owned(),
    };
    let text = row.text.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
    format!("{}{} ({date}){text}", row.what, doubt(row))
}

fn doubt(row: &TimelineRow) -> &'static str {
    match (row.certain, row.ended) {
        (false, _) => " (possibly)",
        (true, true) => " (without effect)",
        (true, false) => "",
    }
}

fn group(verb: Verb) -> &'static str {
    match verb {
        Verb::Filed => "filed",
        Verb::Responded => "responded",
        Verb::Announced => "announced",
        Verb::Settled => "disposed of",
    }
}

/// A name for the slide out of the act's: letters, digits and hyphens stay, anything else becomes its
/// number between underscores. The second and further acts of one name are counted.
fn unique_id(row: &TimelineRow, seen: &mut BTreeMap<String, usize>) -> String {
    let (path, _) = row.act.split();
    let letter = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
        _ => format!("_{:x}_", u32::from(letter)),
    };
    let name = path.strip_prefix("acts/").unwrap_or(path);
    let id: String = name.chars().map(letter).collect();
    let nth = seen.entry(id.clone()).or_default();
    *nth += 1;
    // Underscores come in pairs with a number between them, so no other name ends like this.
    if *nth == 1 { format!("act-{id}") } else { format!("act-{id}__{nth}") }
}
