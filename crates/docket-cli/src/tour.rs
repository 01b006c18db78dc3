//! The tour of the example: what can be asked, and what the answers show.

use docket_core::CaseId;

use crate::case_document::Known;
use crate::commands::replay::Step;
use crate::commands::statements::history;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::variants::variants;
use crate::when_arg::WhenArg;
use crate::words::count;

/// How many steps of the replay are shown.
const STEPS: usize = 8;

/// A tour through a ledger that holds the example.
pub(crate) struct Tour<'a> {
    ledger: &'a Ledger,
    session: &'a Session,
    is_new: bool,
}

impl<'a> Tour<'a> {
    pub(crate) fn new(ledger: &'a Ledger, session: &'a Session, is_new: bool) -> Self {
        Self { ledger, session, is_new }
    }

    /// The tour, each answer below the command that gives it in full.
    pub(crate) fn text(&self) -> Result<String, Failure> {
        let parts =
            [self.opening()?, self.growth()?, self.days()?, self.statement()?, self.clocks()?];
        Ok(parts.join("\n") + "\n" + &self.closing())
    }

    fn opening(&self) -> Result<String, Failure> {
        let path = self.ledger.path().display();
        let size = self.ledger.head()?.size.0;
        let how = if self.is_new { "was made just now" } else { "was there already" };
        Ok(format!(
            "Patent disputes told by four newspaper stories, and one told by a court's own docket\n  \
             The ledger {path} {how}; it holds {size} entries. Nothing in it is ever changed: a\n  \
             report that turns out wrong is corrected or taken back by a later entry.\n"
        ))
    }

    fn growth(&self) -> Result<String, Failure> {
        let title = "How a case grew: each report, and how many lines of the state it changed";
        let steps =
            Step::all(&self.question(&TimeFlags::default())?.case(&case("amazon-v-nokia"))?);
        let mut lines = Lines::of(title);
        lines.push(&self.command("replay amazon-v-nokia --brief"));
        for step in steps.iter().take(STEPS) {
            lines.push_all("  ", &step.brief());
        }
        Ok(lines.and(&format!("  ... and {} more", steps.len().saturating_sub(STEPS))).into_text())
    }

    fn days(&self) -> Result<String, Failure> {
        let mut lines = Lines::of("What the public could know, on three days in a row");
        for day in ["2024-07-30", "2024-07-31", "2024-08-01"] {
            lines.push(&self.command(&format!("known amazon-v-nokia {day}")));
            let flags = TimeFlags::published_by(when(day));
            let known = Known::of(&self.question(&flags)?.case(&case("amazon-v-nokia"))?);
            let subjects = ["filed", "court", "pages", "patents in suit"];
            lines.push_all("", &excerpt(&known.state.to_string(), &subjects));
            let not_yet = known.not_yet.map_or(0, |not_yet| not_yet.entries);
            lines.push(&format!("  {:26} {}", "not yet known", count(not_yet, "entry", "entries")));
        }
        Ok(lines.into_text())
    }

    fn statement(&self) -> Result<String, Failure> {
        let title = "Who said what: one sentence of Nokia's in three wordings, none of them merged";
        let mut lines = Lines::of(title);
        lines.push(&self.command("statements amazon-v-nokia --variants defend"));
        let mut history =
            history(&self.question(&TimeFlags::default())?.case(&case("amazon-v-nokia"))?);
        for said in history.statements.iter_mut().filter(|one| one.id.as_str() == "defend") {
            said.align();
            lines.push_all("  ", &variants(said));
        }
        Ok(lines.into_text())
    }

    fn clocks(&self) -> Result<String, Failure> {
        let title = "Two clocks: who had left a suit by a day, and who was known to have left";
        let mut lines = Lines::of(title);
        let day = "2016-03-30";
        for (flag, flags) in [
            ("--occurred-by", TimeFlags::occurred_by(when(day))),
            ("--published-by", TimeFlags::published_by(when(day))),
        ] {
            lines.push(&self.command(&format!("show pherah-v-zoho {flag} {day}")));
            let known = Known::of(&self.question(&flags)?.case(&case("pherah-v-zoho"))?);
            let sued = known.state.parties.iter().filter(|party| party.role.is_defending());
            let (left, still): (Vec<_>, Vec<_>) = sued.partition(|party| party.left.is_some());
            let last = left.iter().max_by_key(|party| &party.left).map_or("", |party| &party.name);
            let still = count(still.len(), "defendant", "defendants");
            lines.push(&format!("  {still} still in the suit, {} left, {last} last", left.len()));
        }
        Ok(lines.into_text())
    }

    fn closing(&self) -> String {
        let path = self.ledger.path().display();
        format!(
            "Go on\n  docket --ledger {path} cases\n  docket help known\n  docket init      a ledger \
             of your own\n"
        )
    }

    fn question(&self, flags: &TimeFlags) -> Result<Question<'_>, Failure> {
        Question::new(self.ledger, flags, self.session)
    }

    fn command(&self, rest: &str) -> String {
        format!("\n  $ docket --ledger {} {rest}", self.ledger.path().display())
    }
}

fn case(name: &str) -> CaseId {
    name.parse().expect("the cases of the example have sound ids")
}

fn when(text: &str) -> WhenArg {
    text.parse().expect("the days of the tour are dates")
}

/// The lines of a state that are about some subjects, without the lines that go on with them.
fn excerpt(state: &str, subjects: &[&str]) -> String {
    let about =
        |line: &&str| subjects.iter().any(|subject| line.starts_with(&format!("  {subject:26} ")));
    state.lines().filter(about).collect::<Lines>().into_text()
}
