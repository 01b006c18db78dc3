//! A history as an exhibit: plain text that a person can read and a snapshot can hold.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use docket_core::{EventId, Form, Support, Target};

use crate::first::FirstPublished;
use crate::history::StatementHistory;
use crate::statement::{Statement, WordingState};

impl Display for StatementHistory {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let several = if self.statements.len() == 1 { "" } else { "s" };
        writeln!(f, "{}: {} statement{several}", self.case, self.statements.len())?;
        for statement in &self.statements {
            writeln!(f)?;
            self.write(f, statement)?;
        }
        Ok(())
    }
}

impl StatementHistory {
    /// Writes one statement with its wordings.
    fn write(&self, f: &mut Formatter<'_>, statement: &Statement) -> fmt::Result {
        let speaker = match (&statement.speaker, statement.speaker_support) {
            (Some(name), Support::Stated) => name.to_string(),
            (Some(name), support) => format!("{name} ({})", support.words()),
            (None, _) => "speaker in conflict".to_owned(),
        };
        let date = statement.occurred.as_deref().unwrap_or("unknown date");
        writeln!(f, "{}: {speaker}, {date}", statement.id)?;
        let places: BTreeSet<String> =
            statement.within.iter().map(|within| self.said_in(within)).collect();
        for place in places {
            writeln!(f, "  said in {place}")?;
        }
        if statement.words_support == Support::Conflict {
            writeln!(f, "  quotations differ; none is chosen")?;
        }
        write_origin(f, statement)?;
        for wording in &statement.wordings {
            write_wording(f, wording)?;
        }
        Ok(())
    }

    /// Where something was said, outwards: a statement within a statement within an act.
    fn said_in(&self, within: &Target) -> String {
        match within {
            Target::Event(event) => self.act_in_words(event),
            Target::Part(event, wording) => {
                format!("the statement {wording} in {}", self.act_in_words(event))
            }
            Target::Source(source) => source.to_string(),
        }
    }

    fn act_in_words(&self, event: &EventId) -> String {
        self.acts.get(event).map_or_else(|| event.to_string(), |(_, act)| act.clone())
    }
}

/// Who printed a statement first and how many did so independently, where several did.
fn write_origin(f: &mut Formatter<'_>, statement: &Statement) -> fmt::Result {
    if statement.wordings.len() < 2 {
        return Ok(());
    }
    let FirstPublished { known, wordings } = &statement.first_published;
    let is_first = |one: &&WordingState| wordings.contains(&one.target());
    let source = |one: &WordingState| one.source.as_ref().map(ToString::to_string);
    let first: BTreeSet<String> =
        statement.wordings.iter().filter(is_first).filter_map(source).collect();
    let first: Vec<String> = first.into_iter().collect();
    match (known, first.len()) {
        (_, 0) => {}
        (true, _) => writeln!(f, "  first printed by {}", first.join(", "))?,
        (false, _) => writeln!(f, "  who printed it first is unknown: {}", first.join(" or "))?,
    }
    let roots: Vec<&str> = statement.roots.iter().map(|root| root.name.as_str()).collect();
    match roots[..] {
        [] => Ok(()),
        [root] => writeln!(f, "  all of it comes from {root}"),
        [..] => writeln!(f, "  {} independent roots: {}", roots.len(), roots.join(", ")),
    }
}

fn write_wording(f: &mut Formatter<'_>, wording: &WordingState) -> fmt::Result {
    let text = match wording.form {
        Form::Quoted => format!("“{}”", wording.text),
        Form::Partial => format!("… “{}” …", wording.text),
        Form::Indirect => format!("(not in quotation marks) {}", wording.text),
    };
    writeln!(f, "  {text}")?;
    let source = wording.source.as_ref().map_or("no source", |source| source.as_str());
    let mut note = vec![source.to_owned()];
    note.push(wording.published.clone().unwrap_or_else(|| "publication date unknown".to_owned()));
    note.push(match &wording.role {
        Some(role) => format!("{}, {role}", wording.speaker),
        None => wording.speaker.to_string(),
    });
    note.extend(wording.via.as_ref().map(|via| format!("via {via}")));
    note.extend(wording.to.as_ref().map(|to| format!("to {to}")));
    let fidelity = if wording.reference { "reference" } else { wording.fidelity.words() };
    note.push(fidelity.to_owned());
    note.extend(wording.contested.then(|| "contested".to_owned()));
    note.extend((!wording.certain).then(|| "possibly".to_owned()));
    writeln!(f, "    {}", note.join("; "))
}
