//! `docket import juriscraper`, `pacer-rss` and `csv`: dockets into the ledger, with a report of what was understood.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use docket_core::{Batch, Event, EventId};
use docket_import::{
    Fault, HowCaptured, Imported, Rules, import_sheet, read_juriscraper, read_pacer_rss,
};
use docket_time::When;
use serde_json::json;

use crate::docket_file::{DocketFile, Mapping, names, utf8};
use crate::document::Document;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::count;

/// Forms in which dockets are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'a> {
    /// As juriscraper parses them.
    Juriscraper,
    /// As PACER's feeds have them.
    PacerRss,
    /// As tables, by a mapping.
    Csv(&'a Mapping),
}

impl Form<'_> {
    /// How the names of such files end, in a directory.
    fn ending(self) -> &'static str {
        match self {
            Self::Juriscraper => "json",
            Self::PacerRss => "xml",
            Self::Csv(_) => "csv",
        }
    }

    /// Reads a file through, so that no fault is found after something of it is recorded.
    fn open(self, path: &Path) -> Result<DocketFile, String> {
        let fault = |fault: Fault| format!("{}:{fault}", path.display());
        match self {
            Self::Juriscraper => {
                DocketFile::whole(path, |bytes| read_juriscraper(utf8(path, bytes)?).map_err(fault))
            }
            Self::PacerRss => DocketFile::whole(path, |bytes| read_pacer_rss(bytes).map_err(fault)),
            Self::Csv(mapping) => mapping.open(path),
        }
    }
}

/// Dockets to be imported.
pub(crate) struct ImportDockets<'a> {
    /// Their form.
    pub(crate) form: Form<'a>,
    /// Files, or directories of them.
    pub(crate) paths: &'a [PathBuf],
    /// When they were captured.
    pub(crate) captured_on: Option<&'a When>,
    /// Whether each file holds all of its dockets.
    pub(crate) is_full: bool,
    /// Whether a file with a fault is passed over.
    pub(crate) keep_going: bool,
    /// Whether nothing is recorded.
    pub(crate) dry_run: bool,
}

/// Most events in one append. A docket with more is recorded in several; one that was interrupted is
/// completed when it is imported again, since its capture is recorded last.
const BATCH: usize = 5_000;

/// How many lines of a kind the report shows to people; all of them are in the JSON.
const SHOWN: usize = 10;

/// What came of an import.
#[derive(Default)]
struct Report {
    /// How many items of a list are shown.
    most: usize,
    files: usize,
    dockets: usize,
    lines: usize,
    events: usize,
    /// Events by verb and kind.
    kinds: BTreeMap<(String, String), usize>,
    unclassified: Listed<(EventId, String)>,
    differing: Listed<EventId>,
    unread: BTreeSet<String>,
    faults: Vec<String>,
}

/// What is listed in a report, as far as it is shown: of millions of lines many may be of one kind.
struct Listed<T> {
    all: usize,
    shown: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { all: 0, shown: Vec::new() }
    }
}

impl<T> Listed<T> {
    fn extend(&mut self, items: Vec<T>, most: usize) {
        self.all += items.len();
        self.shown.extend(items.into_iter().take(most.saturating_sub(self.shown.len())));
    }
}

impl ImportDockets<'_> {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let ending = self.form.ending();
        let files = files(self.paths, ending)?;
        if files.is_empty() {
            let message = format!("no file ends in .{ending} there");
            return Err(Failure::not_found("no_files", message)
                .help("of a directory such files are read; any file can be named itself"));
        }
        let most = if session.output.is_text() { SHOWN } else { usize::MAX };
        let mut report = Report { most, ..Report::default() };
        let sound = self.check(&files, session, &mut report)?;
        let progress = Progress::of(0, session);
        let scratch = self.dry_run.then(Ledger::in_memory);
        for (path, file) in sound {
            self.import(path, file, (&ledger, scratch.as_ref()), &mut report, &progress)?;
        }
        drop(progress);
        session.output.answer(|| report.text(self.dry_run), || report.document())?;
        let [fault, ..] = &report.faults[..] else { return Ok(()) };
        let faults = count(report.faults.len(), "file was", "files were");
        let message = format!("{faults} passed over, the first for this: {fault}");
        Err(Failure::invalid("invalid_docket", message))
    }

    /// Reads every file once, so that nothing is recorded of any if one has a fault. A single file stays
    /// open; of many all might not find room.
    fn check<'f>(
        &self,
        files: &'f [PathBuf],
        session: &Session,
        report: &mut Report,
    ) -> Result<Vec<(&'f Path, Option<DocketFile>)>, Failure> {
        let progress = Progress::of(files.len() as u64, session);
        let mut sound = Vec::with_capacity(files.len());
        for path in files {
            match self.form.open(path) {
                Ok(file) => sound.push((path.as_path(), (files.len() == 1).then_some(file))),
                Err(fault) if self.keep_going => report.faults.push(fault),
                Err(fault) => {
                    let help = "nothing is recorded; --keep-going passes over files with faults";
                    return Err(Failure::invalid("invalid_docket", fault).help(help));
                }
            }
            progress.step();
        }
        Ok(sound)
    }

    fn import(
        &self,
        path: &Path,
        file: Option<DocketFile>,
        (ledger, scratch): (&Ledger, Option<&Ledger>),
        report: &mut Report,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let invalid = |fault| Failure::invalid("invalid_docket", fault);
        let file = file.map_or_else(|| self.form.open(path), Ok).map_err(invalid)?;
        let how = HowCaptured {
            on: self.captured_on.cloned(),
            is_full: self.is_full,
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            sha256: Some(file.sha256),
        };
        progress.more(file.dockets);
        report.files += 1;
        report.unread.extend(file.unread);
        for sheet in file.sheets {
            let sheet = sheet.map_err(invalid)?;
            let names = names(path, &sheet).map_err(invalid)?;
            let view = match ledger.docket().now().case(&names.case)? {
                None => {
                    scratch.map(|new| new.docket().now().case(&names.case)).transpose()?.flatten()
                }
                known => known,
            };
            let imported = import_sheet(&sheet, &names, Rules::bundled(), view.as_ref(), &how);
            report.dockets += 1;
            report.lines += imported.lines;
            let into = scratch.unwrap_or(ledger);
            for part in imported.events.chunks(BATCH) {
                let receipt = into.log().append(Batch::of(part.to_vec()))?;
                report.note(part, receipt.lines.iter().map(|line| line.is_new));
            }
            report.add(imported);
            progress.step();
        }
        Ok(())
    }
}

/// The files that are named, and those in the directories that are, in the order of their names.
fn files(paths: &[PathBuf], ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = Vec::new();
            for item in fs::read_dir(path).map_err(|error| Failure::io(path, &error))? {
                inside.push(item.map_err(|error| Failure::io(path, &error))?.path());
            }
            inside
                .retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == ending));
            inside.sort();
            files.extend(self::files(&inside, ending)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

impl Report {
    fn note(&mut self, events: &[Event], new: impl Iterator<Item = bool>) {
        for (event, is_new) in events.iter().zip(new) {
            if is_new {
                self.events += 1;
                let kind = (event.verb.name().to_owned(), event.kind.name());
                *self.kinds.entry(kind).or_default() += 1;
            }
        }
    }

    fn add(&mut self, imported: Imported) {
        self.unclassified.extend(imported.unclassified, self.most);
        self.differing.extend(imported.differing, self.most);
    }

    fn text(&self, dry_run: bool) -> String {
        let mut text = String::new();
        let done = if dry_run { "would be recorded" } else { "recorded" };
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "{}, {}, {}: {} {done}",
            count(self.files, "file", "files"),
            count(self.dockets, "docket", "dockets"),
            count(self.lines, "line", "lines"),
            count(self.events, "event", "events"),
        );
        for ((verb, kind), events) in &self.kinds {
            let _ = writeln!(text, "  {events:>7}  {verb}: {kind}");
        }
        let lines =
            self.unclassified.shown.iter().map(|(id, words)| format!("{id}  {}", short(words)));
        let heading = "not classified: no rule knows the line";
        list(&mut text, heading, self.unclassified.all, lines);
        let same = self.differing.shown.iter().map(ToString::to_string);
        let heading =
            "reads otherwise than recorded, and no day (--captured-on) tells which is later";
        list(&mut text, heading, self.differing.all, same);
        let (unread, faults) = (self.unread.iter().cloned(), self.faults.iter().cloned());
        list(&mut text, "fields that are kept with the line and not read", unread.len(), unread);
        list(&mut text, "files passed over", faults.len(), faults);
        text
    }

    fn document(&self) -> Document {
        let kinds = self
            .kinds
            .iter()
            .map(|((verb, kind), events)| json!({"verb": verb, "kind": kind, "events": events}));
        let unclassified = self
            .unclassified
            .shown
            .iter()
            .map(|(id, words)| json!({"event": id.to_string(), "text": words}));
        let report = json!({
            "files": self.files,
            "dockets": self.dockets,
            "lines": self.lines,
            "events": self.events,
            "kinds": kinds.collect::<Vec<_>>(),
            "unclassified": unclassified.collect::<Vec<_>>(),
            "differing": self.differing.shown.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "unread": self.unread,
            "faults": self.faults,
        });
        Document::new("docket/import/1", &report)
    }
}

fn list(text: &mut String, heading: &str, all: usize, items: impl Iterator<Item = String>) {
    if all == 0 {
        return;
    }
    let _ = writeln!(text, "{heading}: {all}");
    for item in items.take(SHOWN) {
        let _ = writeln!(text, "  {item}");
    }
    if all > SHOWN {
        let _ = writeln!(text, "  and {} more (--json lists them)", all - SHOWN);
    }
}

fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let head: String = line.chars().take(80).collect();
    if head.len() < line.len() { format!("{head}..") } else { head }
}
