//! `docket demo`: a real example, recorded and told.

use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::Position;
use serde_json::json;

use crate::case_files::CaseFiles;
use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::session::Session;
use crate::tour::Tour;

/// The arguments of `docket demo`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Demo {
    /// The directory of the ledger to make; a demo that is there already is told again
    #[arg(value_name = "DIR", default_value = "docket-demo")]
    directory: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  docket demo
      records the example into ./docket-demo and shows what can be asked of it
  docket --ledger docket-demo statements amazon-v-nokia
      ask it something yourself";

/// The case files of the example, with the names they have where the program is built.
const FILES: [(&str, &str); 4] = [
    ("amazon-v-nokia.toml", include_str!("../../../../examples/cases/amazon-v-nokia.toml")),
    ("huawei-v-verizon.toml", include_str!("../../../../examples/cases/huawei-v-verizon.toml")),
    ("nokia-v-amazon.toml", include_str!("../../../../examples/cases/nokia-v-amazon.toml")),
    ("pherah-v-zoho.toml", include_str!("../../../../examples/cases/pherah-v-zoho.toml")),
];

impl Demo {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let is_new = is_free(&self.directory);
        let ledger = if is_new {
            Ledger::create(&self.directory, docket_time::Tz::UTC, session.host)?
        } else {
            Ledger::open(&self.directory, session.host).map_err(|_| self.occupied())?
        };
        self.fill(&ledger)?;
        let tour = Tour::new(&ledger, session, is_new).text()?;
        let document = json!({
            "ledger": self.directory.display().to_string(),
            "entries": ledger.head()?.size,
            "is_new": is_new,
        });
        session.output.answer(|| tour, || Document::new("docket/demo/1", &document))
    }

    /// Records the example, unless it is there; another ledger stays as it is.
    fn fill(&self, ledger: &Ledger) -> Result<(), Failure> {
        let texts = FILES.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned()));
        let files = CaseFiles::parse(texts.collect());
        let plan = Plan::of(&files, ledger).map_err(|_| self.occupied())?;
        if plan.new.is_empty() {
            return Ok(());
        }
        if ledger.head()?.size > Position(0) {
            return Err(self.occupied());
        }
        ledger.log().append(plan.batch())?;
        Ok(())
    }

    fn occupied(&self) -> Failure {
        let message = format!("{} is there and is not a demo", self.directory.display());
        Failure::new(Exit::Other, "occupied", message)
            .help("name a directory that does not exist yet: docket demo DIR")
    }
}

fn is_free(path: &Path) -> bool {
    path.read_dir().map_or(!path.exists(), |mut items| items.next().is_none())
}
