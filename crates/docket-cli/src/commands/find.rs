//! `docket find`: words in reports, statements and names.

use clap::{Args, ValueEnum};
use docket_audit::{Hit, Place, find};
use docket_core::CaseId;

use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::words::count;

/// The arguments of `docket find`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Find {
    /// Words, or beginnings of words; a text has to hold all of them
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Where to look; everywhere unless told
    #[arg(long = "in", value_enum, value_name = "PLACE")]
    places: Vec<PlaceArg>,
    /// Only in this case
    #[arg(long)]
    case: Option<CaseId>,
    #[command(flatten)]
    time: TimeFlags,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PlaceArg {
    /// What docket lines and reports say
    Texts,
    /// What somebody said, in each source's wording
    Statements,
    /// Names of parties and speakers
    Parties,
}

const EXAMPLES: &str = "\
Examples:
  docket find cloud patent
      every text, wording and name that holds both words
  docket find reinvention --in statements --published-by 2024-07-31
      only what somebody was quoted with by that day
  docket find gooddata --case pherah-v-zoho --jsonl
      one line of JSON for each place in one case";

/// Letters shown before the first word that was found.
const BEFORE: usize = 40;
/// Letters shown in all.
const SHOWN: usize = 110;

impl Find {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let words = self.words.join(" ");
        if !words.chars().any(char::is_alphanumeric) {
            return Err(Failure::usage("there is no word to look for")
                .help("a word has letters or digits; marks and spaces are not looked at"));
        }
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (views, cut) = question.one_or_all(self.case.as_ref(), session)?;
        let places = self.places();
        let hits: Vec<Hit> = views.iter().flat_map(|view| find(view, &words, &places)).collect();
        session
            .output
            .answer(|| text(&hits), || Document::list("docket/find/1", &hits).with("cut", &cut))
    }

    fn places(&self) -> Vec<Place> {
        let place = |arg: &PlaceArg| match arg {
            PlaceArg::Texts => Place::Texts,
            PlaceArg::Statements => Place::Statements,
            PlaceArg::Parties => Place::Parties,
        };
        if self.places.is_empty() {
            return Place::ALL.to_vec();
        }
        self.places.iter().map(place).collect()
    }
}

fn text(hits: &[Hit]) -> String {
    let mut lines = Lines::default();
    for hit in hits {
        let what = hit.statement.as_ref().map_or(String::new(), |id| format!(", statement {id}"));
        let source = hit.source.as_ref().map_or(String::new(), |source| format!(" from {source}"));
        lines.push(&format!("{}{what}{source}  ({})", hit.event, hit.place.name()));
        lines.push(&format!("  {}", excerpt(hit)));
    }
    let found = if hits.is_empty() { String::new() } else { "\n".to_owned() };
    lines.push(&format!("{found}{}", count(hits.len(), "place", "places")));
    lines.into_text()
}

/// The text around the first word that was found, in one line.
fn excerpt(hit: &Hit) -> String {
    let first = hit.spans.first().map_or(0, |span| span.0);
    let before: Vec<char> = hit.text[..first].chars().collect();
    let cut = before.len().saturating_sub(BEFORE);
    let rest = before[cut..].iter().copied().chain(hit.text[first..].chars());
    let shown: String = rest.clone().take(SHOWN).collect();
    let start = if cut > 0 { "…" } else { "" };
    let end = if rest.count() > SHOWN { "…" } else { "" };
    format!("{start}{}{end}", shown.replace('\n', " "))
}
