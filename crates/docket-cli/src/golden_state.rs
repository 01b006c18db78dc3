//! Golden states: all that came of a case, as text that people read, accept and compare.

use docket_audit::Clock;
use docket_core::{CaseId, CaseView};
use sha2::{Digest, Sha256};

use crate::case_document::{Known, NotYet};
use crate::change::{below, changes};
use crate::commands::replay::Step;
use crate::commands::statements::history;
use crate::lines::Lines;
use crate::output::visible;

/// How the names of their files end. A directory may hold other files, which are left alone.
pub(crate) const ENDING: &str = ".golden.txt";

/// All that came of a case.
///
/// It is the same wherever and whenever the same files are recorded, also beside other cases: nothing of
/// it is its ledger's own, such as instants and positions.
pub(crate) struct GoldenState {
    pub(crate) case: CaseId,
    /// Lines that end as lines do on Unix, none of them in a space: editors take those away.
    pub(crate) text: String,
}

impl GoldenState {
    /// What came of a view's case.
    pub(crate) fn of(view: &CaseView) -> Self {
        let case = view.case().clone();
        let mut lines = match &view.books().description().title {
            Some(title) => Lines::of(&format!("{case}: {title}")),
            None => Lines::of(case.as_str()),
        };
        let parts = [
            ("The state now", Known::of(view).state.to_string()),
            ("The story: each report, and the lines of the state that it changed", story(view)),
            (
                "What was public: each day on which something became so, and the lines that it changed",
                days(view),
            ),
            ("Who said what", history(view).to_string()),
        ];
        for (title, text) in parts {
            lines.push(&format!("\n{title}\n{}\n", "=".repeat(title.chars().count())));
            lines.push_all("", text.trim_end());
        }
        // What would steer a terminal is no better in a file that is read in one.
        let text = visible(&lines.into_text());
        Self { case, text: text.lines().map(str::trim_end).collect::<Lines>().into_text() }
    }

    /// The name of its file: the case's id, as far as every file system takes it.
    ///
    /// Another letter becomes a `-`, and part of the id's hash follows, so that two cases have two
    /// names, also where capitals do not count. A name depends on no other case.
    pub(crate) fn file_name(&self) -> String {
        let id = self.case.as_str();
        let is_plain = |letter: char| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_.".contains(letter)
        };
        if id.chars().all(is_plain) && !id.starts_with('.') {
            return format!("{id}{ENDING}");
        }
        let plain = |letter: char| Some(letter.to_ascii_lowercase()).filter(|&one| is_plain(one));
        let name: String = id.chars().map(|letter| plain(letter).unwrap_or('-')).collect();
        let hash = format!("{:x}", Sha256::digest(id));
        format!("{}~{}{ENDING}", name.trim_start_matches('.'), &hash[..8])
    }
}

fn story(view: &CaseView) -> String {
    Step::all(view).iter().map(Step::story).collect()
}

/// What the public knew at the end of each day on which something was published, as far as it had not
/// known that before.
fn days(view: &CaseView) -> String {
    let mut before = String::new();
    let mut lines = Lines::default();
    for day in Clock::Published.points(view) {
        let known = Known::of(&Clock::Published.at(view, day));
        let state = known.state.to_string();
        lines.push_all("", &below(&day.to_string(), &changes(&before, &state)).into_text());
        let not_yet = known.not_yet.map_or(String::new(), NotYet::in_words);
        lines.push(&format!("  not yet known: {not_yet}\n"));
        before = state;
    }
    let text = lines.into_text();
    if text.is_empty() { "no source says when it was public".to_owned() } else { text }
}
