//! `docket import` of dockets: into the ledger, with a report of what was understood.

use std::fs;
use std::iter::once;
use std::path::{Path, PathBuf};

use docket_core::Batch;
use docket_import::{
    DocketNames, HowCaptured, Keeper, Reading, Rules, Sheet, import_reading, read_ahead, read_sheet,
};
use docket_time::Day;

use super::Files;
use super::again::Again;
use crate::docket_file::{DocketFile, Form, names};
use crate::failure::Failure;
use crate::import_report::ImportReport;
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::count;

/// Dockets to be imported.
pub(super) struct ImportDockets<'a> {
    /// Their form.
    pub(super) form: Form<'a>,
    /// The files, and what is to be done with them.
    pub(super) files: &'a Files,
    /// When they were captured.
    pub(super) captured_on: Option<Day>,
    /// Whether each file holds all of its dockets.
    pub(super) is_full: bool,
    /// Whose account of the dockets is taken.
    pub(super) keeper: Keeper,
}

/// A docket that was found, and how it was captured.
pub(super) struct Found {
    pub(super) sheet: Sheet,
    pub(super) names: DocketNames,
    pub(super) how: HowCaptured,
}

/// A file without a fault; only the path of several, since not all might find room, and of one whose
/// dockets were looked at.
pub(super) type Sound<'f> = (&'f Path, Option<DocketFile>);

/// Most events in one append. A docket with more is recorded in several; one that was interrupted is
/// completed when it is imported again, since its capture is recorded last.
const BATCH: usize = 5_000;

impl ImportDockets<'_> {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        self.is_not_to_come(&ledger, session)?;
        let ending = self.form.ending();
        let files = files(&self.files.paths, ending)?;
        if files.is_empty() {
            let message = format!("no file ends in .{ending} there");
            return Err(Failure::not_found("no_files", message)
                .help("of a directory such files are read; any file can be named itself"));
        }
        let mut report = ImportReport::new(session);
        let (sound, dockets) = self.check(&files, session, &mut report)?;
        let into = Ledgers { ledger: &ledger, scratch: self.files.dry_run.then(Ledger::in_memory) };
        if matches!(self.form, Form::CourtListener) {
            let joined = self.joined(&sound, &mut report)?;
            let progress = Progress::of(joined.len() as u64, session);
            into.record(joined.into_iter().map(Ok), &mut report, &progress)?;
        } else {
            let progress = Progress::of(dockets as u64, session);
            into.record(self.found(sound), &mut report, &progress)?;
        }
        session.output.answer(|| report.text(self.files.dry_run), || report.document())?;
        let [fault, ..] = &report.faults[..] else { return Ok(()) };
        let (one, several) = self.form.passed_over();
        let faults = count(report.faults.len(), one, several);
        let message = format!("{faults} passed over, the first for this: {fault}");
        Err(Failure::invalid("invalid_docket", message))
    }

    /// Reads every file once, so that nothing is recorded of any if one has a fault; tells how many
    /// dockets there are in those that have none.
    fn check<'f>(
        &self,
        files: &'f [PathBuf],
        session: &Session,
        report: &mut ImportReport,
    ) -> Result<(Vec<Sound<'f>>, usize), Failure> {
        let progress = Progress::of(files.len() as u64, session);
        let (mut sound, mut dockets) = (Vec::with_capacity(files.len()), 0);
        for path in files {
            match self.form.open(path).and_then(|file| self.looked_at(path, file)) {
                Ok(file) => {
                    report.files += 1;
                    report.unread.extend(file.unread.iter().cloned());
                    dockets += file.dockets;
                    let is_whole = files.len() == 1 && self.captured_on.is_none();
                    sound.push((path.as_path(), is_whole.then_some(file)));
                }
                Err(fault) if self.files.keep_going => report.faults.push(fault),
                Err(fault) => {
                    let help = "nothing is recorded; --keep-going passes over files with faults";
                    return Err(Failure::invalid("invalid_docket", fault).help(help));
                }
            }
            progress.step();
        }
        Ok((sound, dockets))
    }

    /// Looks at the days in a file's dockets, if they may be wrong.
    fn looked_at(&self, path: &Path, mut file: DocketFile) -> Result<DocketFile, String> {
        if self.captured_on.is_some() {
            file.sheets.try_for_each(|sheet| self.shows_nothing_later(path, &sheet?))?;
        }
        Ok(file)
    }

    /// The dockets of the files, one after the other.
    fn found(&self, sound: Vec<Sound<'_>>) -> impl Iterator<Item = Result<Found, Failure>> + Send {
        sound.into_iter().flat_map(|(path, file)| {
            let found: Box<dyn Iterator<Item = Result<Found, String>> + Send> =
                match file.map_or_else(|| self.form.open(path), Ok) {
                    Ok(file) => Box::new(self.found_in(path, file)),
                    Err(fault) => Box::new(once(Err(fault))),
                };
            found.map(|found| found.map_err(|fault| Failure::invalid("invalid_docket", fault)))
        })
    }

    fn found_in(
        &self,
        path: &Path,
        file: DocketFile,
    ) -> impl Iterator<Item = Result<Found, String>> + Send + use<> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let how = self.how(name, file.sha256);
        let path = path.to_owned();
        file.sheets.map(move |sheet| {
            let sheet = sheet?;
            Ok(Found { names: names(&path, &sheet)?, sheet, how: how.clone() })
        })
    }

    /// How a docket in such a file was captured.
    pub(super) fn how(&self, file: Option<String>, sha256: String) -> HowCaptured {
        let on = self.captured_on;
        HowCaptured { on, is_full: self.is_full, file, sha256: Some(sha256) }
    }
}

/// Where dockets are recorded: in the ledger, or to see what would be, beside it.
struct Ledgers<'a> {
    ledger: &'a Ledger,
    scratch: Option<Ledger>,
}

impl Ledgers<'_> {
    /// Records one docket after the other, while the next is read.
    fn record(
        &self,
        found: impl Iterator<Item = Result<Found, Failure>> + Send,
        report: &mut ImportReport,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let mut again = Again::default();
        let read = found.map(|found| {
            let found = found?;
            let how = again.told_apart(&found.names.source, found.how);
            let found = Found { sheet: found.sheet.without_repeats(), how, ..found };
            Ok((read_sheet(&found.sheet, &found.names, Rules::bundled()), found))
        });
        read_ahead(read, |read: Result<(Reading, Found), Failure>| {
            let (reading, found) = read?;
            self.record_one(reading, &found, report)?;
            progress.step();
            Ok(())
        })
    }

    fn record_one(
        &self,
        reading: Reading,
        Found { sheet, names, how }: &Found,
        report: &mut ImportReport,
    ) -> Result<(), Failure> {
        let case = |ledger: &Ledger| ledger.docket().now().case(&names.case);
        let view = match case(self.ledger)? {
            None => self.scratch.as_ref().map(case).transpose()?.flatten(),
            known => known,
        };
        let imported = import_reading(reading, (sheet, names), view.as_ref(), how);
        let into = self.scratch.as_ref().unwrap_or(self.ledger);
        for part in imported.events.chunks(BATCH) {
            let receipt = into.log().append(Batch::of(part.to_vec()))?;
            report.note(part, receipt.lines.iter().map(|line| line.is_new));
        }
        report.add(imported);
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
