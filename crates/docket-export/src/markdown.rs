//! A case as a report in Markdown.

use std::collections::BTreeSet;
use std::fmt::Display;

use docket_audit::{Timeline, TimelineRow, conflicts};
use docket_case::{CaseState, DateState, FactState, Known, PartyState, known};
use docket_core::{CaseView, Form, Key, Support};
use docket_statements::{Statement, StatementHistory, WordingState};

use crate::markdown_table::Table;
use crate::markdown_text::inline;

/// A case under its view's cut as a report: its state and facts with who says so, its parties, its
/// acts in docket order, what was said, where sources disagree, what was not yet public, and the
/// sources.
///
/// The Markdown is CommonMark with the tables of GitHub's flavour. Recorded texts are somebody
/// else's: they are escaped, so that none of them becomes a mark, a link, HTML or a row of its own.
/// Nothing in the report depends on the day on which it is made.
#[must_use]
pub fn markdown(view: &CaseView) -> String {
    let (state, facts) = known(view);
    let statements: StatementHistory = view.project();
    [
        head(view, &state),
        facts_table(&state),
        parties_table(&state),
        acts_table(view),
        statements_list(&statements),
        conflicts_table(view),
        not_yet_public(view, facts),
        sources_table(view),
    ]
    .concat()
}

fn head(view: &CaseView, state: &CaseState) -> String {
    let case = view.case().as_str();
    let title = view.books().description().title.as_deref().unwrap_or(case);
    let filed = state.filed.as_ref().map_or("unknown".to_owned(), date);
    let status = state.status.name().replace('_', " ");
    format!(
        "# {}\n\nCase {}. Cut: {} ({}).\n\n**Status:** {}. **Filed:** {}.\n",
        inline(title),
        inline(case),
        inline(&view.cut().to_string()),
        inline(view.zone().name()),
        inline(&status),
        inline(&filed),
    )
}

fn date(date: &DateState) -> String {
    with_support(date.occurred.as_deref().unwrap_or(date.support.words()), date.support)
}

/// A value, with how well it is supported where it is not simply stated.
fn with_support(value: &str, support: Support) -> String {
    if support == Support::Stated || value == support.words() {
        return value.to_owned();
    }
    format!("{value} ({})", support.words())
}

fn facts_table(state: &CaseState) -> String {
    let mut table = Table::new(&["Fact", "Value", "Support", "Sources"]);
    for (key, fact) in &state.facts {
        fact_rows(&mut table, &key.replace('_', " "), fact);
    }
    table.under("Facts")
}

/// A fact in a row; the members of a set in a row each, and under a value those claimed.
fn fact_rows(table: &mut Table, key: &str, fact: &FactState) {
    let support = fact.support.words();
    match &fact.value {
        Some(Known::Set(members)) => {
            if members.is_empty() {
                table.row(&[key, "none", support]);
            }
            for (at, member) in members.iter().enumerate() {
                let key = if at == 0 { key } else { "" };
                let value = member.value.to_string();
                table.row(&[key, &value, member.support.words(), &list(&member.sources)]);
            }
        }
        Some(Known::One(value)) => {
            table.row(&[key, &value.to_string(), support, &list(&fact.sources)]);
        }
        None => table.row(&[key, "", support, &list(&fact.sources)]),
    }
    for claimed in &fact.values {
        let value = claimed.value.as_ref().map_or("undated".to_owned(), ToString::to_string);
        table.row(&["", &value, "claimed", &list(&claimed.sources)]);
    }
}

fn parties_table(state: &CaseState) -> String {
    let headings = ["Party", "Role", "Joined", "Left", "Counsel", "Support", "Sources"];
    let mut table = Table::new(&headings);
    for party in &state.parties {
        let left = match party.left.as_deref() {
            Some("") => "on an unknown day",
            Some(day) => day,
            None => "",
        };
        table.row(&[
            &party_name(party),
            party.role.name(),
            party.joined.as_deref().unwrap_or_default(),
            left,
            &list(&party.counsel),
            party.support.words(),
            &list(&party.sources),
        ]);
    }
    table.under("Parties")
}

fn party_name(party: &PartyState) -> String {
    if party.formerly.is_empty() {
        return party.name.to_string();
    }
    format!("{} (formerly {})", party.name, list(&party.formerly))
}

fn acts_table(view: &CaseView) -> String {
    let resolution = view.resolve();
    let headings = ["", "Occurred", "Public", "What", "Text", "Document", "Sources"];
    let mut table = Table::new(&headings);
    // Both lists are the acts inside the cut in docket order.
    for (at, (row, act)) in Timeline::of(view).rows.iter().zip(&resolution.acts).enumerate() {
        let sources: BTreeSet<&Key> =
            act.reports.iter().filter_map(|report| report.event.source.as_ref()).collect();
        table.row(&[
            &(at + 1).to_string(),
            &with_support(row.occurred.edtf.as_deref().unwrap_or("unknown"), row.support),
            row.published.edtf.as_deref().unwrap_or("unknown"),
            &what(row),
            row.text.as_deref().unwrap_or_default(),
            act.document_number().map_or("", |number| number.as_str()),
            &list(sources),
        ]);
    }
    table.under("Acts, in docket order")
}

fn what(row: &TimelineRow) -> String {
    let doubt = if row.certain { "" } else { " (possibly)" };
    let ended = if row.ended { " [without effect]" } else { "" };
    format!("{}{doubt}{ended}", row.what)
}

fn statements_list(history: &StatementHistory) -> String {
    if history.statements.is_empty() {
        return String::new();
    }
    let statements: Vec<String> = history.statements.iter().map(statement).collect();
    format!("\n## Statements\n{}", statements.concat())
}

fn statement(statement: &Statement) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("speaker in conflict");
    let date = statement.occurred.as_deref().unwrap_or("on an unknown day");
    let support = statement.words_support;
    let words = if support == Support::Stated {
        String::new()
    } else {
        format!(" (the words: {})", support.words())
    };
    let within = if statement.within.is_empty() {
        String::new()
    } else {
        format!(", in {}", list(&statement.within))
    };
    let title = format!("{speaker}, {date}{within}{words}");
    let wordings: Vec<String> = statement.wordings.iter().map(wording).collect();
    format!("\n### {}\n\n{}", inline(&title), wordings.concat())
}

fn wording(wording: &WordingState) -> String {
    let text = inline(&wording.text);
    let text = match wording.form {
        Form::Quoted => format!("“{text}”"),
        Form::Partial => format!("… “{text}” …"),
        Form::Indirect => format!("(not in quotation marks) {text}"),
    };
    let source = wording.source.as_ref().map_or("no source", Key::as_str);
    let mut note = vec![source.to_owned()];
    note.push(wording.published.clone().unwrap_or_else(|| "publication date unknown".to_owned()));
    note.push(match &wording.role {
        Some(role) => format!("{}, {role}", wording.speaker),
        None => wording.speaker.to_string(),
    });
    note.extend(wording.via.as_ref().map(|via| format!("via {via}")));
    note.extend(wording.to.as_ref().map(|to| format!("to {to}")));
    note.push(if wording.reference { "reference" } else { wording.fidelity.words() }.to_owned());
    note.extend(wording.contested.then(|| "contested".to_owned()));
    note.extend((!wording.certain).then(|| "possibly".to_owned()));
    format!("* {text} — {}\n", inline(&note.join("; ")))
}

fn conflicts_table(view: &CaseView) -> String {
    let mut table = Table::new(&["What", "How", "Value", "Sources", "Events"]);
    for one in conflicts(view) {
        let (mut field, mut how) = (one.field.to_string(), one.how.words());
        for side in &one.values {
            let value = side.value.as_ref().map_or("undated".to_owned(), ToString::to_string);
            table.row(&[&field, how, &value, &list(&side.sources), &list(&side.events)]);
            (field, how) = (String::new(), "");
        }
        if !one.disputed_by.is_empty() {
            table.row(&[&field, how, "is disputed", "", &list(&one.disputed_by)]);
        }
    }
    table.under("Where sources disagree")
}

fn not_yet_public(view: &CaseView, facts: usize) -> String {
    if view.cut().published_by.is_none() {
        return String::new();
    }
    let entries = view.resolve().not_yet_known;
    let counted = |number: u64, one: &str, several: &str| {
        if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
    };
    let entries = counted(entries, "entry", "entries");
    let facts = counted(facts as u64, "fact", "facts");
    format!("\n## Not yet public\n\n{entries} and {facts} in this ledger.\n")
}

/// The sources of the reports inside the cut.
fn sources_table(view: &CaseView) -> String {
    let reports = view.reports();
    let named: BTreeSet<&Key> =
        reports.iter().filter_map(|report| report.event.source.as_ref()).collect();
    let mut table = Table::new(&["Source", "Publisher", "Kind", "Published", "Title", "Address"]);
    for name in named {
        let Some(source) = view.books().source(name.as_str()) else {
            table.row(&[name.as_str(), "", "not described"]);
            continue;
        };
        let published = source.published.as_ref().map_or("unknown", |when| when.text());
        table.row(&[
            name.as_str(),
            source.publisher.as_deref().unwrap_or("nobody can be named"),
            source.kind.name(),
            published,
            source.title.as_deref().unwrap_or_default(),
            source.url.as_deref().unwrap_or_default(),
        ]);
    }
    table.under("Sources")
}

fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}
