//! A state as an exhibit: plain text that a person can read and a snapshot can hold.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use docket_core::{Key, Support};

use crate::act_line::ActLine;
use crate::date::DateState;
use crate::disposition::Disposition;
use crate::fact::{FactState, Known, ValueState};
use crate::party::PartyState;
use crate::state::CaseState;

/// Width of the left column.
const LEFT: usize = 26;

impl Display for CaseState {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.case)?;
        line(f, "status", &self.status.name().replace('_', " "))?;
        line(f, "filed", &self.filed.as_ref().map_or_else(|| "unknown".to_owned(), date))?;
        section(f, "Parties", &self.parties, |party| (party.role.name().to_owned(), party_text(party)))?;
        let facts = self.facts.iter().filter(|(key, _)| *key != "filed").collect::<Vec<_>>();
        section(f, "Facts", &facts, |(key, fact)| (key.replace('_', " "), fact_text(fact)))?;
        section(f, "Disposed of", &self.dispositions, |one| {
            (one.occurred.clone().unwrap_or_else(|| "unknown".to_owned()), disposition_text(one))
        })?;
        section(f, "Deadlines", &self.deadlines, |one| (one.due.clone(), one.what.clone()))?;
        section(f, "Other cases", &self.moves, |one| (one.how.to_owned(), one.with.join(", ")))?;
        section(f, "Acts", &self.acts, |act| (act_date(act), act_text(act)))
    }
}

fn section<T>(
    f: &mut Formatter<'_>,
    title: &str,
    items: &[T],
    text: impl Fn(&T) -> (String, String),
) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{title}")?;
    for item in items {
        let (left, right) = text(item);
        line(f, &left, &right)?;
    }
    Ok(())
}

/// One line of two columns; further lines of the right one stand under it.
fn line(f: &mut Formatter<'_>, left: &str, right: &str) -> fmt::Result {
    for (at, right) in right.lines().enumerate() {
        let left = if at == 0 { left } else { "" };
        writeln!(f, "  {left:LEFT$} {right}")?;
    }
    Ok(())
}

fn date(date: &DateState) -> String {
    let value = date.occurred.as_deref().unwrap_or("unknown");
    told(value, date.support, &date.sources, &date.values)
}

fn party_text(party: &PartyState) -> String {
    let mut text = party.name.clone();
    if !party.formerly.is_empty() {
        text += &format!(" (formerly {})", party.formerly.join(", "));
    }
    if let Some(left) = &party.left {
        text += &format!(", left {}", if left.is_empty() { "on an unknown day" } else { left });
    }
    if !party.counsel.is_empty() {
        text += &format!(", by {}", join(&party.counsel));
    }
    match party.support {
        Support::Stated => text,
        support => format!("{text} ({})", word(support)),
    }
}

fn fact_text(fact: &FactState) -> String {
    match &fact.value {
        Some(Known::Set(members)) => {
            let member = |member: &crate::fact::MemberState| {
                told(&member.value.to_string(), member.support, &member.sources, &[])
            };
            members.iter().map(member).collect::<Vec<_>>().join("\n")
        }
        Some(Known::One(value)) => told(&value.to_string(), fact.support, &fact.sources, &fact.values),
        None => told(word(fact.support), fact.support, &fact.sources, &fact.values),
    }
}

/// A value, how well it is supported where it is not simply stated, and by whom.
fn told(value: &str, support: Support, sources: &BTreeSet<Key>, values: &[ValueState]) -> String {
    let mut text = value.to_owned();
    if support != Support::Stated && value != word(support) {
        text += &format!(" ({})", word(support));
    }
    if values.is_empty() {
        if !sources.is_empty() {
            text += &format!("  [{}]", join(sources));
        }
        return text;
    }
    for claimed in values {
        let value = claimed.value.as_ref().map_or("undated".to_owned(), ToString::to_string);
        text += &format!("\n  {value}  [{}]", join(&claimed.sources));
    }
    text
}

/// A support in words.
fn word(support: Support) -> &'static str {
    match support {
        Support::Stated => "stated",
        Support::Contested => "contested",
        Support::Conflict => "in conflict",
        Support::Possible => "possibly",
        Support::NotYetPublic => "not yet public",
        Support::Unknown => "unknown",
    }
}

fn disposition_text(one: &Disposition) -> String {
    let mut text = format!("{}, {}", spaced(one.manner.name()), scope(one));
    if let Some(prejudice) = one.prejudice {
        text += match prejudice {
            docket_core::Prejudice::With => ", with prejudice",
            docket_core::Prejudice::Without => ", without prejudice",
            docket_core::Prejudice::Unstated => "",
        };
    }
    if !one.stands {
        text += " (does not stand)";
    }
    text
}

fn scope(one: &Disposition) -> String {
    match one.scope {
        docket_core::Scope::Case => "the case".to_owned(),
        docket_core::Scope::Parties if one.parties.is_empty() => "some parties".to_owned(),
        docket_core::Scope::Parties => one.parties.join(", "),
        docket_core::Scope::Claims => "some claims".to_owned(),
        docket_core::Scope::Appeal => "an appeal".to_owned(),
    }
}

fn act_date(act: &ActLine) -> String {
    match (&act.occurred, act.occurred_support) {
        (Some(date), Support::Stated) => date.clone(),
        (Some(date), support) => format!("{date} ({})", word(support)),
        (None, Support::Conflict) => "in conflict".to_owned(),
        (None, _) => "unknown".to_owned(),
    }
}

fn act_text(act: &ActLine) -> String {
    let verb = match act.manner {
        Some(_) => "disposed of".to_owned(),
        None => act.verb.to_string(),
    };
    let mut text = format!("{verb}: {}", spaced(&act.kind.name()));
    if let Some(number) = &act.document_number {
        text += &format!(" (document {number})");
    }
    if !act.by.is_empty() {
        text += &format!(", by {}", act.by.join(", "));
    }
    if !act.certain {
        text += " (possibly)";
    }
    if let Some(ended) = act.ended {
        text += &format!(" [{ended}]");
    }
    if let Some(what) = &act.text {
        text += &format!("\n{what}");
    }
    text
}

/// A term of the field as words: `NoticeOfAppeal` as "notice of appeal".
fn spaced(term: &str) -> String {
    let mut text = String::with_capacity(term.len() + 4);
    for (at, letter) in term.char_indices() {
        if letter.is_uppercase() && at > 0 && !text.ends_with(' ') {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

fn join<T: Display>(items: &BTreeSet<T>) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
