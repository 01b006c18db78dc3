//! A state as an exhibit: plain text that a person can read and a snapshot can hold.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use docket_core::{Key, Kind, Prejudice, Scope, Support};

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
        section(f, "Parties", &self.parties, |party| {
            (party.role.name().to_owned(), party_text(party))
        })?;
        let facts = self.facts.iter().filter(|(key, _)| *key != "filed").collect::<Vec<_>>();
        section(f, "Facts", &facts, |(key, fact)| (key.replace('_', " "), fact_text(fact)))?;
        section(f, "Disposed of", &self.dispositions, |one| {
            (one.occurred.as_deref().unwrap_or("unknown").to_owned(), disposition_text(one))
        })?;
        section(f, "Deadlines", &self.deadlines, |one| (one.due.clone(), one.what.clone()))?;
        section(f, "Other cases", &self.moves, |one| (one.how.to_owned(), one.with.join(", ")))?;
        section(f, "Acts", &self.acts, |act| (act_date(act), act_text(act)))
    }
}

/// A value, how well it is supported where it is not simply stated, and by whom; the members of a
/// set, and values that differ, on lines of their own.
impl Display for FactState {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&fact_text(self))
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

/// One line of two columns; further lines of the right one stand under it, and so does all of it
/// where the left one is too wide.
fn line(f: &mut Formatter<'_>, left: &str, right: &str) -> fmt::Result {
    let mut left = left;
    if left.chars().count() > LEFT {
        writeln!(f, "  {left}")?;
        left = "";
    }
    for right in right.lines() {
        writeln!(f, "  {left:LEFT$} {right}")?;
        left = "";
    }
    Ok(())
}

fn date(date: &DateState) -> String {
    let value = date.occurred.as_deref().unwrap_or(date.support.words());
    told(value, date.support, &date.sources, &date.values)
}

fn party_text(party: &PartyState) -> String {
    let mut text = vec![party.name.to_string()];
    if !party.formerly.is_empty() {
        text.push(format!(" (formerly {})", party.formerly.join(", ")));
    }
    if let Some(left) = &party.left {
        let day = if left.is_empty() { "on an unknown day" } else { left };
        text.push(format!(", left {day}"));
    }
    if !party.counsel.is_empty() {
        text.push(format!(", by {}", join(&party.counsel)));
    }
    if party.support != Support::Stated {
        text.push(format!(" ({})", party.support.words()));
    }
    text.concat()
}

fn fact_text(fact: &FactState) -> String {
    match &fact.value {
        Some(Known::Set(members)) => {
            let member = |member: &crate::fact::MemberState| {
                told(&member.value.to_string(), member.support, &member.sources, &[])
            };
            members.iter().map(member).collect::<Vec<_>>().join("\n")
        }
        Some(Known::One(value)) => {
            told(&value.to_string(), fact.support, &fact.sources, &fact.values)
        }
        None => told(fact.support.words(), fact.support, &fact.sources, &fact.values),
    }
}

/// A value, how well it is supported where it is not simply stated, and by whom.
fn told(value: &str, support: Support, sources: &BTreeSet<Key>, values: &[ValueState]) -> String {
    let mut text = vec![value.to_owned()];
    if support != Support::Stated && value != support.words() {
        text.push(format!(" ({})", support.words()));
    }
    if values.is_empty() && !sources.is_empty() {
        text.push(format!("  [{}]", join(sources)));
    }
    for claimed in values {
        let value = claimed.value.as_ref().map_or("undated".to_owned(), ToString::to_string);
        text.push(format!("\n  {value}  [{}]", join(&claimed.sources)));
    }
    text.concat()
}

fn disposition_text(one: &Disposition) -> String {
    let manner = Kind::Manner(one.manner).words();
    let prejudice = match one.prejudice {
        Some(Prejudice::With) => ", with prejudice",
        Some(Prejudice::Without) => ", without prejudice",
        Some(Prejudice::Unstated) | None => "",
    };
    let stands = match (one.stands, one.certain) {
        (true, _) => "",
        (false, true) => " (does not stand)",
        (false, false) => " (possibly)",
    };
    format!("{manner}, {}{prejudice}{stands}", scope(one))
}

fn scope(one: &Disposition) -> String {
    match one.scope {
        Scope::Case => "the case".to_owned(),
        Scope::Parties if one.parties.is_empty() => "some parties".to_owned(),
        Scope::Parties => one.parties.join(", "),
        Scope::Claims => "some claims".to_owned(),
        Scope::Appeal => "an appeal".to_owned(),
    }
}

fn act_date(act: &ActLine) -> String {
    match (&act.occurred, act.occurred_support) {
        (Some(date), Support::Stated) => date.to_string(),
        (Some(date), support) => format!("{date} ({})", support.words()),
        (None, Support::Conflict) => "in conflict".to_owned(),
        (None, _) => "unknown".to_owned(),
    }
}

fn act_text(act: &ActLine) -> String {
    let verb = if act.manner.is_some() { "disposed of" } else { act.verb.name() };
    let mut text = vec![format!("{verb}: {}", act.kind.words())];
    for other in &act.also_told_as {
        text.push(format!(" (also told as {other})"));
    }
    text.extend(act.document_number.as_ref().map(|number| format!(" (document {number})")));
    if !act.by.is_empty() {
        text.push(format!(", by {}", act.by.join(", ")));
    }
    if !act.certain {
        text.push(" (possibly)".to_owned());
    }
    text.extend(act.ended.map(|ended| format!(" [{ended}]")));
    text.extend(act.text.as_ref().map(|what| format!("\n{what}")));
    text.concat()
}

fn join<T: Display>(items: &BTreeSet<T>) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
