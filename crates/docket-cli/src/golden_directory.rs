//! A directory of golden states, held against what comes of the cases now.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use docket_core::CaseId;
use serde_json::{Value, json};
use similar::TextDiff;

use crate::commands::export::beside;
use crate::failure::{Exit, Failure};
use crate::golden_state::{ENDING, GoldenState};
use crate::lines::Lines;
use crate::words::count;

/// The golden states of some cases, each with what was accepted before.
pub(crate) struct GoldenDirectory {
    path: PathBuf,
    states: Vec<Compared>,
    is_accepted: bool,
}

/// What comes of a case now, and what was accepted.
struct Compared {
    path: PathBuf,
    case: Option<CaseId>,
    before: Option<String>,
    now: Option<String>,
}

/// How what comes of a case now stands to what was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Unchanged,
    Changed,
    /// Nothing was accepted yet.
    New,
    /// There is no such case any more.
    Unreferenced,
}

impl GoldenDirectory {
    /// Holds golden states against the files of a directory, which may not be there yet.
    ///
    /// # Errors
    /// When something is in the way of a file, or cannot be read.
    pub(crate) fn compare(path: &Path, states: Vec<GoldenState>) -> Result<Self, Failure> {
        match fs::metadata(path) {
            Ok(found) if !found.is_dir() => return Err(in_the_way(path, "is not a directory")),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::io(path, &error));
            }
            Ok(_) | Err(_) => {}
        }
        let compared = |state: GoldenState| {
            let file = path.join(state.file_name());
            let (before, case, now) = (accepted(&file)?, Some(state.case), Some(state.text));
            Ok(Compared { path: file, case, before, now })
        };
        let states = states.into_iter().map(compared).collect::<Result<_, Failure>>()?;
        Ok(Self { path: path.to_owned(), states, is_accepted: false })
    }

    /// The same, with the files that are of no case any more: the states have to be all there are.
    ///
    /// # Errors
    /// When the directory or a file cannot be read.
    pub(crate) fn with_unreferenced(mut self) -> Result<Self, Failure> {
        let known: BTreeSet<PathBuf> = self.states.iter().map(|one| one.path.clone()).collect();
        for path in golden_files(&self.path)?.difference(&known) {
            let (path, before) = (path.clone(), accepted(path)?);
            self.states.push(Compared { path, case: None, before, now: None });
        }
        Ok(self)
    }

    /// Makes the directory what comes of the cases now.
    ///
    /// Nothing takes its place before everything is on disk under another name.
    ///
    /// # Errors
    /// When the directory cannot be written to.
    pub(crate) fn accept(self) -> Result<Self, Failure> {
        fs::create_dir_all(&self.path).map_err(|error| Failure::io(&self.path, &error))?;
        let written = self.write().and_then(|()| self.put_in_place());
        if written.is_err() {
            // The failure is told; what is left under another name is of no use.
            for (path, _) in self.unlike() {
                let _ = fs::remove_file(beside(path));
            }
        }
        written?;
        for one in self.states.iter().filter(|one| one.standing() == Standing::Unreferenced) {
            fs::remove_file(&one.path).map_err(|error| Failure::io(&one.path, &error))?;
        }
        Ok(Self { is_accepted: true, ..self })
    }

    fn write(&self) -> Result<(), Failure> {
        self.unlike().try_for_each(|(path, text)| {
            let partial = beside(path);
            durable(&partial, text).map_err(|error| Failure::io(&partial, &error))
        })
    }

    fn put_in_place(&self) -> Result<(), Failure> {
        self.unlike().try_for_each(|(path, _)| {
            fs::rename(beside(path), path).map_err(|error| Failure::io(path, &error))
        })
    }

    /// The files that are to be written, with their text.
    fn unlike(&self) -> impl Iterator<Item = (&Path, &str)> {
        let unlike = self.states.iter().filter(|one| one.standing() != Standing::Unchanged);
        unlike.filter_map(|one| Some((&*one.path, one.now.as_deref()?)))
    }

    /// How many states are not as they were accepted.
    pub(crate) fn differing(&self) -> usize {
        self.states.iter().filter(|one| !self.passes(one)).count()
    }

    fn passes(&self, one: &Compared) -> bool {
        self.is_accepted || one.standing() == Standing::Unchanged
    }

    /// The states, a line each, and then what differs in them.
    pub(crate) fn text(&self) -> String {
        let mut lines = Lines::default();
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for one in &self.states {
            let word = one.standing().word(self.is_accepted);
            lines.push(&format!("  {word:12}  {}", one.path.display()));
            match counts.iter_mut().find(|(counted, _)| *counted == word) {
                Some((_, number)) => *number += 1,
                None => counts.push((word, 1)),
            }
        }
        for one in self.states.iter().filter(|one| !self.passes(one)) {
            lines.push("");
            lines.push_all("", &one.diff());
        }
        let counts =
            counts.iter().map(|(word, number)| format!("{number} {}", word.to_lowercase()));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let all = count(self.states.len(), "golden state", "golden states");
        lines.push(&format!("\n{all} in {}: {counts}", self.path.display()));
        if self.differing() > 0 {
            lines.push("  the same command with --accept makes them what came of the files");
        }
        lines.into_text()
    }

    /// The states as items of a list of which others are about assertions.
    pub(crate) fn as_json(&self) -> Vec<Value> {
        let item = |one: &Compared| {
            json!({
                "snapshot": one.standing().name(),
                "file": one.path.display().to_string(),
                "case": one.case,
                "passed": self.passes(one),
                "accepted": self.is_accepted,
                "diff": (one.standing() != Standing::Unchanged).then(|| one.diff()),
            })
        };
        self.states.iter().map(item).collect()
    }
}

impl Compared {
    fn standing(&self) -> Standing {
        match (&self.before, &self.now) {
            (Some(before), Some(now)) if before == now => Standing::Unchanged,
            (Some(_), Some(_)) => Standing::Changed,
            (None, _) => Standing::New,
            (Some(_), None) => Standing::Unreferenced,
        }
    }

    /// What differs, as a patch has it.
    fn diff(&self) -> String {
        let [before, now] =
            [&self.before, &self.now].map(|text| text.as_deref().unwrap_or_default());
        let path = self.path.display().to_string();
        let [old, new] = [&self.before, &self.now]
            .map(|text| text.as_ref().map_or("/dev/null", |_| path.as_str()));
        TextDiff::from_lines(before, now).unified_diff().header(old, new).to_string()
    }
}

impl Standing {
    fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Unreferenced => "unreferenced",
        }
    }

    /// How it is told, and what was done about it.
    fn word(self, is_accepted: bool) -> &'static str {
        match (self, is_accepted) {
            (Self::Unchanged, _) => "ok",
            (Self::Changed | Self::New, true) => "written",
            (Self::Unreferenced, true) => "removed",
            (Self::Changed, false) => "CHANGED",
            (Self::New, false) => "NEW",
            (Self::Unreferenced, false) => "UNREFERENCED",
        }
    }
}

/// What was accepted; none where nothing was. A checkout may have changed how its lines end.
fn accepted(path: &Path) -> Result<Option<String>, Failure> {
    if path.is_dir() {
        return Err(in_the_way(path, "is a directory, where a golden state belongs"));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(path, &error)),
    }
}

/// The golden states that a directory holds.
fn golden_files(directory: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let items = match fs::read_dir(directory) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        items => items.map_err(|error| Failure::io(directory, &error))?,
    };
    let mut files = BTreeSet::new();
    for item in items {
        let name = item.map_err(|error| Failure::io(directory, &error))?.file_name();
        if name.to_string_lossy().ends_with(ENDING) {
            files.insert(directory.join(name));
        }
    }
    Ok(files)
}

fn durable(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn in_the_way(path: &Path, what: &str) -> Failure {
    let message = format!("{} {what}", path.display());
    Failure::new(Exit::Other, "in_the_way", message).help("nothing was written")
}
