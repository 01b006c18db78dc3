//! Case files as they were named on the command line, and everything that is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use docket_core::EventId;
use docket_formats::{
    CaseFile, Code, EmptyLedger, Fault, FileFault, Known, Severity, check_quotations,
    check_together, line_col, read_file, read_through,
};

/// Several case files, checked together.
pub(crate) struct CaseFiles {
    pub(crate) files: Vec<Named>,
    /// The faults with the numbers of their files, in the order of files and places.
    pub(crate) faults: Vec<(usize, Fault)>,
    /// The files that could not be read as text.
    pub(crate) unread: Vec<FileFault>,
}

/// A file that could be read.
pub(crate) struct Named {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// What it says, as far as that can be made out.
    pub(crate) file: Option<CaseFile>,
}

impl CaseFiles {
    /// Reads and checks files. Names that are in none of them may be in the ledger.
    pub(crate) fn check(paths: &[PathBuf], known: Option<&dyn Known>) -> Self {
        let (mut texts, mut unread) = (Vec::new(), Vec::new());
        for path in paths {
            match read_file(path) {
                Ok(text) => texts.push((path.clone(), text)),
                Err(fault) => unread.push(fault),
            }
        }
        let mut files = Self::parse(texts);
        files.unread = unread;
        files.check_together(known.unwrap_or(&EmptyLedger));
        files.check_quotations();
        files.faults.sort_by_key(|(at, fault)| (*at, fault.span.start));
        files
    }

    /// Parses texts, each with the name of its file, and checks each for itself.
    pub(crate) fn parse(texts: Vec<(PathBuf, String)>) -> Self {
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for (path, text) in texts {
            let (file, found) = read_through(&text);
            faults.extend(found.into_iter().map(|fault| (files.len(), fault)));
            files.push(Named { path, text, file });
        }
        Self { files, faults, unread: Vec::new() }
    }

    /// What the files say, as far as they could be read.
    pub(crate) fn contents(&self) -> Vec<&CaseFile> {
        self.files.iter().filter_map(|named| named.file.as_ref()).collect()
    }

    /// Where an event stands in the files, as `path:line:column`.
    pub(crate) fn place(&self, id: &EventId) -> Option<String> {
        self.files.iter().find_map(|named| {
            let span = named.file.as_ref()?.place_of(id)?;
            let (line, column) = line_col(&named.text, span.start);
            Some(format!("{}:{line}:{column}", named.path.display()))
        })
    }

    /// How many errors and how many warnings there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let is_error = |(_, fault): &&(usize, Fault)| fault.severity() == Severity::Error;
        let errors = self.faults.iter().filter(is_error).count();
        (errors + self.unread.len(), self.faults.len() - errors)
    }

    fn check_together(&mut self, known: &dyn Known) {
        let read: Vec<usize> =
            (0..self.files.len()).filter(|&at| self.files[at].file.is_some()).collect();
        let all_read = self.unread.is_empty() && read.len() == self.files.len();
        let mut found = check_together(&self.contents(), known);
        // What seems to be nowhere may be in a file that could not be read, or a part in a faulty one.
        let no_errors = self.counts().0 == 0;
        found.retain(|(_, fault)| all_read || !is_about_absence(fault.code));
        found.retain(|(_, fault)| no_errors || fault.code != Code::UnknownPart);
        for (at, mut fault) in found {
            for also in &mut fault.also {
                also.file = also.file.map(|at| read[at]);
            }
            self.faults.push((read[at], fault));
        }
    }

    fn check_quotations(&mut self) {
        for (at, named) in self.files.iter().enumerate() {
            let Some(file) = &named.file else { continue };
            let beside = named.path.parent().unwrap_or(Path::new(""));
            let faults = check_quotations(file, &|name| fs::read(beside.join(name)));
            self.faults.extend(faults.into_iter().map(|fault| (at, fault)));
        }
    }
}

fn is_about_absence(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownTarget | Code::UnknownPart | Code::UnknownSource | Code::UnlikelyCase
    )
}
