//! Joints: links of wordings and separations, on their way into the books.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Batch, Bookkeeping, CaseId, CaseView, Event, Key, Receipt, ReceiptLine, Target};
use docket_statements::{StatementHistory, WordingState};

use crate::commands::record::recorded;
use crate::commands::statements::history;
use crate::document::Document;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::words::{count, event, list};

/// The wordings that somebody named, in the case that they are of.
pub(crate) struct Named {
    pub(crate) view: CaseView,
    pub(crate) targets: Vec<Target>,
    /// The statement that each renders now.
    pub(crate) statements: Vec<Key>,
}

impl Named {
    /// Finds wordings by name.
    ///
    /// # Errors
    /// When one is not there, when they are of several cases, or when there are not two.
    pub(crate) fn find(
        ledger: &Ledger,
        session: &Session,
        names: &[String],
    ) -> Result<Self, Failure> {
        let targets = names.iter().map(|name| target(name)).collect::<Result<BTreeSet<_>, _>>()?;
        let cases: BTreeSet<&CaseId> =
            targets.iter().filter_map(|target| Some(&target.event()?.case)).collect();
        let case = match (cases.len(), cases.first()) {
            (1, Some(&case)) if targets.len() > 1 => case.clone(),
            (0 | 1, _) => return Err(Failure::usage("name two wordings or more")),
            _ => {
                let message = "wordings of different cases are not one statement";
                return Err(Failure::invalid("different_cases", message));
            }
        };
        let question = Question::new(ledger, &TimeFlags::default(), session)?;
        let view = question.case(&case)?;
        let history = history(&view);
        let statements =
            targets.iter().map(|target| statement(&history, target)).collect::<Result<_, _>>()?;
        Ok(Self { view, targets: targets.into_iter().collect(), statements })
    }
}

fn target(name: &str) -> Result<Target, Failure> {
    match name.parse() {
        Ok(target @ Target::Part(..)) => Ok(target),
        Ok(Target::Event(_) | Target::Source(_)) | Err(_) => {
            Err(Failure::usage(format!("`{name}` is no wording"))
                .help("write CASE/EVENT#WORDING; `docket statements CASE --json` has the names"))
        }
    }
}

/// The statement that a wording renders.
fn statement(history: &StatementHistory, target: &Target) -> Result<Key, Failure> {
    let holds = |wordings: &[WordingState]| wordings.iter().any(|one| one.target() == *target);
    let found = history.statements.iter().find(|one| holds(&one.wordings));
    found.map(|statement| statement.id.clone()).ok_or_else(|| {
        let of_event = |one: &&WordingState| Some(&one.event) == target.event();
        let all = history.statements.iter().flat_map(|one| &one.wordings).filter(of_event);
        let names: Vec<String> = all.map(|wording| wording.target().to_string()).collect();
        Failure::not_found("unknown_wording", format!("there is no wording {target}")).help(
            if names.is_empty() {
                "`docket statements CASE --json` has the wordings, each with its event and id"
                    .into()
            } else {
                format!("the event has {}", list(&names))
            },
        )
    })
}

/// Records links and separations of one case, and says so; where there are none it says that.
pub(crate) fn record(
    session: &Session,
    ledger: &Ledger,
    view: &CaseView,
    joints: Vec<Bookkeeping>,
    otherwise: &str,
) -> Result<(), Failure> {
    let events = events(view, joints);
    let receipt = if events.is_empty() {
        Receipt { lines: Vec::new() }
    } else {
        let expected = [(view.case().clone(), view.revision())].into();
        ledger.log().append(Batch { events: events.clone(), expected })?
    };
    let items: Vec<_> = receipt.lines.iter().map(recorded).collect();
    session.output.answer(
        || if items.is_empty() { format!("{otherwise}\n") } else { text(&events, &receipt.lines) },
        || Document::list("docket/receipt/1", &items),
    )
}

/// One event for each, numbered on from those that are recorded: `linked:1`, `separated:1` ..
fn events(view: &CaseView, joints: Vec<Bookkeeping>) -> Vec<Event> {
    let mut next: BTreeMap<&str, u64> = BTreeMap::new();
    let events = joints.into_iter().map(|joint| {
        let prefix =
            if matches!(joint, Bookkeeping::Separated { .. }) { "separated" } else { "linked" };
        let number = next.entry(prefix).or_insert_with(|| last(view, prefix));
        *number += 1;
        let id = format!("{prefix}:{number}").parse().expect("a word and a number are a key");
        Event::bookkeeping(view.case().clone(), id, joint)
    });
    events.collect()
}

/// The highest number that an id of this sort has in the case.
fn last(view: &CaseView, prefix: &str) -> u64 {
    let home = view.entries().iter().filter(|entry| entry.event.case == *view.case());
    let number = |key: &Key| key.as_str().strip_prefix(prefix)?.strip_prefix(':')?.parse().ok();
    home.filter_map(|entry| number(&entry.event.id)).max().unwrap_or_default()
}

fn text(events: &[Event], lines: &[ReceiptLine]) -> String {
    let mut text = Lines::of(&format!("recorded {}", count(events.len(), "event", "events")));
    for (told, line) in events.iter().zip(lines) {
        text.push(&format!("  {}  {}  {}", line.position, told.event_id(), event(told)));
    }
    text.into_text()
}
