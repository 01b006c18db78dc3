//! Files of dockets: read docket by docket, whatever their form.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use docket_import::{
    CsvFault, CsvMapping, CsvSheets, DocketNames, Fault, FileFault, JuriscraperSheets, Sheet,
    Sheets, draft_mapping, fingerprint, read_courtlistener, read_pacer_rss,
};
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;

/// Forms in which dockets are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'a> {
    /// As juriscraper parses them.
    Juriscraper,
    /// As the API of `CourtListener` answers: files that are joined to dockets.
    CourtListener,
    /// As PACER's feeds have them.
    PacerRss,
    /// As tables, by a mapping.
    Csv(&'a Mapping),
}

impl Form<'_> {
    /// How the names of such files end, in a directory.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Juriscraper | Self::CourtListener => "json",
            Self::PacerRss => "xml",
            Self::Csv(_) => "csv",
        }
    }

    /// What was passed over, of one and of several.
    pub(crate) fn passed_over(self) -> (&'static str, &'static str) {
        match self {
            Self::CourtListener => ("part was", "parts were"),
            Self::Juriscraper | Self::PacerRss | Self::Csv(_) => ("file was", "files were"),
        }
    }

    /// Reads a file through, so that no fault is found after something of it is recorded.
    pub(crate) fn open(self, path: &Path) -> Result<DocketFile, String> {
        let fault = |fault: Fault| format!("{}:{fault}", path.display());
        match self {
            Self::Juriscraper => DocketFile::juriscraper(path),
            // Its dockets are found when all files are joined.
            Self::CourtListener => DocketFile::whole(path, |bytes| {
                read_courtlistener(utf8(path, bytes)?).map(|_| Sheets::default()).map_err(fault)
            }),
            Self::PacerRss => DocketFile::whole(path, |bytes| read_pacer_rss(bytes).map_err(fault)),
            Self::Csv(mapping) => mapping.open(path),
        }
    }
}

/// A file in which no fault was found.
pub(crate) struct DocketFile {
    /// Its dockets, one after the other.
    pub(crate) sheets: Box<dyn Iterator<Item = Result<Sheet, String>> + Send>,
    /// How many they are.
    pub(crate) dockets: usize,
    /// What is in it and was not read.
    pub(crate) unread: BTreeSet<String>,
    /// Its fingerprint.
    pub(crate) sha256: String,
}

impl DocketFile {
    /// Reads every value of a file, and holds no more than one docket.
    fn juriscraper(path: &Path) -> Result<Self, String> {
        let shown = path.to_owned();
        let fault = move |fault: FileFault| match fault {
            FileFault::File(fault) => format!("{}:{fault}", shown.display()),
            FileFault::Io(error) => format!("{}: {error}", shown.display()),
        };
        let file = File::open(path).map_err(|error| fault(error.into()))?;
        let sheets = JuriscraperSheets::read(file).map_err(&fault)?;
        let (dockets, unread) = (sheets.dockets(), sheets.unread().clone());
        let sha256 = sheets.sha256().to_owned();
        let sheets = Box::new(sheets.map(move |sheet| sheet.map_err(&fault)));
        Ok(Self { sheets, dockets, unread, sha256 })
    }

    /// Reads a file whole.
    pub(crate) fn whole(
        path: &Path,
        read: impl FnOnce(&[u8]) -> Result<Sheets, String>,
    ) -> Result<Self, String> {
        let bytes = whole(path)?;
        let Sheets { sheets, unread } = read(&bytes)?;
        sheets.iter().try_for_each(|sheet| names(path, sheet).map(drop))?;
        let (dockets, sha256) = (sheets.len(), fingerprint(&bytes));
        Ok(Self { sheets: Box::new(sheets.into_iter().map(Ok)), dockets, unread, sha256 })
    }
}

/// The largest file that is read whole, in bytes: an answer of the API is a page of a few objects, and a
/// feed the lines of some weeks.
const LARGEST: u64 = 64 << 20;

/// All of a file.
pub(crate) fn whole(path: &Path) -> Result<Vec<u8>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", path.display());
    let size = fs::metadata(path).map_err(fault)?.len();
    if size > LARGEST {
        return Err(format!(
            "{}: the file has {} MiB, and files of this form are read whole, up to {} MiB: part it, \
             or import a table with `docket import csv`, which is read docket by docket",
            path.display(),
            size >> 20,
            LARGEST >> 20,
        ));
    }
    fs::read(path).map_err(fault)
}

/// The names of a docket.
pub(crate) fn names(path: &Path, sheet: &Sheet) -> Result<DocketNames, String> {
    DocketNames::of(&sheet.court, &sheet.number)
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A mapping, and the file that it stands in.
#[derive(Debug)]
pub(crate) struct Mapping {
    path: PathBuf,
    mapping: CsvMapping,
}

impl Mapping {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(|error| Failure::io(path, &error))?;
        let text =
            utf8(path, &bytes).map_err(|fault| Failure::invalid("invalid_mapping", fault))?;
        let mapping = CsvMapping::parse(text).map_err(|faults| {
            let help = "`docket import csv FILE --mapping new` writes one to start from";
            Failure::invalid("invalid_mapping", in_file(path, &faults)).help(help)
        })?;
        Ok(Self { path: path.to_owned(), mapping })
    }

    /// Looks at all rows of a CSV file.
    pub(crate) fn open(&self, path: &Path) -> Result<DocketFile, String> {
        let shown = path.to_owned();
        let fault = move |fault: CsvFault| told(&shown, fault);
        let file = File::open(path).map_err(|error| fault(error.into()))?;
        let sheets = CsvSheets::read(file, &self.mapping).map_err(|found| match found {
            CsvFault::Mapping(faults) => {
                format!(
                    "{} does not fit the mapping:\n{}",
                    path.display(),
                    in_file(&self.path, &faults)
                )
            }
            CsvFault::File(_) | CsvFault::Io(_) => fault(found),
        })?;
        let (dockets, unread) = (sheets.dockets(), sheets.unread().clone());
        let sha256 = sheets.sha256().to_owned();
        let sheets = Box::new(sheets.map(move |sheet| sheet.map_err(&fault)));
        Ok(DocketFile { sheets, dockets, unread, sha256 })
    }
}

/// Writes a mapping to start from.
pub(crate) fn draft(path: &Path, session: &Session) -> Result<(), Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = draft_mapping(file, &name)
        .map_err(|fault| Failure::invalid("invalid_docket", told(path, fault)))?;
    session.output.pass(&text, || Document::new("docket/mapping/1", &json!({ "toml": text })))
}

fn told(path: &Path, fault: CsvFault) -> String {
    match fault {
        CsvFault::File(fault) => format!("{}:{fault}", path.display()),
        CsvFault::Mapping(faults) => in_file(path, &faults),
        CsvFault::Io(error) => format!("{}: {error}", path.display()),
    }
}

fn in_file(path: &Path, faults: &[Fault]) -> String {
    let faults = faults.iter().map(|fault| format!("{}:{fault}", path.display()));
    faults.collect::<Vec<_>>().join("\n")
}

/// A file as text.
pub(crate) fn utf8<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
        format!("{}:{line}: the file is not UTF-8 from here on", path.display())
    })
}
