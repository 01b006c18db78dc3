//! Timelines, grids and states: what a projection makes of a history, as exhibits.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write};

use docket_core::{By, Cut, Docket, Position};
use docket_statements::StatementHistory;
use docket_time::Day;

use crate::cuts::published_by;
use crate::exhibit::Exhibit;
use crate::grid::Grid;
use crate::history::{History, Recorded};
use crate::kit::{Kit, view};
use crate::outline::{changes, outline};

impl<P: Debug + 'static> Kit<P> {
    /// The state after every entry, in which only the lines that changed are shown: `+` new, `-` gone.
    ///
    /// Entries that follow each other and change nothing share a line.
    #[must_use]
    pub fn timeline(&self, history: &History) -> Exhibit {
        let docket = history.docket();
        let mut text = String::new();
        let mut before = Vec::new();
        let mut idle: Vec<&Recorded> = Vec::new();
        for (at, entry) in (1..).zip(history.entries()) {
            let cut = Cut::recorded_by(Position(at));
            let after = outline(&self.tell(&docket, history.case(), &cut));
            let changes = changes(&before, &after);
            before = after;
            if changes.is_empty() {
                idle.push(entry);
                continue;
            }
            push_idle(&mut text, at - 1, &mut idle);
            push_entry(&mut text, at, entry, &changes);
        }
        push_idle(&mut text, history.entries().len() as u64, &mut idle);
        let what = format!("{} of {} after every entry", self.name, history.case());
        self.exhibit(history, "timeline", what, text)
    }

    /// The state at every pair of published and recorded cuts, where cuts at which everything is alike
    /// stand together, and each state is told once: the first whole, another by what differs from the
    /// one before.
    ///
    /// It asks for as many states as there are entries times days.
    #[must_use]
    pub fn grid(&self, history: &History) -> Exhibit {
        let docket = history.docket();
        let days = published_days(&docket, history);
        let rows = [None].into_iter().chain(days.into_iter().map(Some)).collect();
        let ask = |day: &Option<Day>, at: u64| {
            let published_by = day.map_or(By::EndOf(BEFORE_ALL), By::EndOf);
            let cut = Cut { published_by: Some(published_by), ..Cut::recorded_by(Position(at)) };
            self.tell(&docket, history.case(), &cut)
        };
        let grid = Grid::of(rows, history.entries().len() as u64, ask);
        let what =
            format!("{} of {} by what was public and what was recorded", self.name, history.case());
        self.exhibit(history, "grid", what, grid.to_string())
    }

    /// The state as the public knew it at the end of a day, `2024-07-31`.
    ///
    /// # Panics
    /// When it is no day.
    #[must_use]
    pub fn known_on(&self, history: &History, day: &str) -> Exhibit {
        self.state(history, &published_by(day))
    }

    /// The state at a cut.
    #[must_use]
    pub fn state(&self, history: &History, cut: &Cut) -> Exhibit {
        let text = self.tell(&history.docket(), history.case(), cut);
        let what = format!("{} of {}, {cut}", self.name, history.case());
        self.exhibit(history, &moment(cut), what, text)
    }

    /// What differs between the states at two cuts: the lines that are gone, `-`, and that have come, `+`.
    #[must_use]
    pub fn diff(&self, history: &History, from: &Cut, to: &Cut) -> Exhibit {
        let docket = history.docket();
        let [before, after] =
            [from, to].map(|cut| outline(&self.tell(&docket, history.case(), cut)));
        let changes = changes(&before, &after);
        let text =
            if changes.is_empty() { "nothing differs".to_owned() } else { changes.join("\n") };
        let what = format!("{} of {}: from {from} to {to}", self.name, history.case());
        self.exhibit(history, &format!("{}.to.{}", moment(from), moment(to)), what, text)
    }

    fn exhibit(&self, history: &History, what: &str, description: String, text: String) -> Exhibit {
        Exhibit::new(&[&self.name, history.case().as_str(), what], description, text)
    }
}

/// Who said what at a cut, as an apparatus: each statement with the wordings of all who print it, how
/// faithful each is, and where it comes from.
#[must_use]
pub fn statements(history: &History, cut: &Cut) -> Exhibit {
    let docket = history.docket();
    let text = view(&docket, history.case(), cut)
        .map_or_else(String::new, |view| view.project::<StatementHistory>().to_string());
    let what = format!("statements in {}, {cut}", history.case());
    Exhibit::new(&["statements", history.case().as_str(), &moment(cut)], what, text)
}

/// A day before everything that is printed.
const BEFORE_ALL: Day = Day(i64::MIN / 4);

/// The cut in a name: `published-by-2024-07-31`.
fn moment(cut: &Cut) -> String {
    if *cut == Cut::none() {
        "now".to_owned()
    } else {
        cut.to_string().replace(", ", ".").replace(' ', "-")
    }
}

/// The days on which something certainly became public.
fn published_days(docket: &Docket, history: &History) -> BTreeSet<Day> {
    let days = |view: docket_core::CaseView| -> BTreeSet<Day> {
        view.reports().iter().filter_map(|report| report.published.latest()).collect()
    };
    view(docket, history.case(), &Cut::none()).map(days).unwrap_or_default()
}

fn push_entry(text: &mut String, at: u64, entry: &Recorded, changes: &[String]) {
    let day = entry.at.instant().date_naive();
    let mut left = format!("{:5} {day} {}", Position(at).to_string(), entry.event.id);
    if left.len() > LEFT && changes.len() > 1 {
        writeln!(text, "{left}").expect("a text takes it");
        left.clear();
    }
    for change in changes {
        writeln!(text, "{left:LEFT$} {change}").expect("a text takes it");
        left.clear();
    }
}

/// Width of the column that says which entry it is.
const LEFT: usize = 34;

/// Entries that changed nothing, the last of them at a position.
fn push_idle(text: &mut String, last: u64, idle: &mut Vec<&Recorded>) {
    let entries = idle.len() as u64;
    let first = Position(last + 1 - entries.min(last));
    match &idle[..] {
        [] => {}
        [only] => push_entry(text, last, only, &["=".to_owned()]),
        _ => writeln!(text, "{first} to {}: nothing changes", Position(last))
            .expect("a text takes it"),
    }
    idle.clear();
}
