//! `docket import courtlistener`: files of one import, joined to dockets.

use std::collections::BTreeSet;
use std::path::Path;

use docket_import::{
    DocketNames, Fault, HowCaptured, JoinedDocket, Keeper, Sheet, fingerprint, join_courtlistener,
    read_courtlistener,
};

use super::dockets::{Found, ImportDockets, Sound};
use crate::docket_file::{utf8, whole};
use crate::failure::Failure;
use crate::import_report::ImportReport;

/// How many of a docket's files its capture names.
const NAMED: usize = 3;

impl ImportDockets<'_> {
    /// Joins files that were checked one by one: the dockets in them, each with how it was captured.
    pub(super) fn joined(
        &self,
        sound: &[Sound<'_>],
        report: &mut ImportReport,
    ) -> Result<Vec<Found>, Failure> {
        let invalid = |fault| Failure::invalid("invalid_docket", fault);
        let files: &[&Path] = &sound.iter().map(|(path, _)| *path).collect::<Vec<_>>();
        let mut bytes = Vec::with_capacity(files.len());
        for path in files {
            bytes.push(whole(path).map_err(invalid)?);
        }
        let mut answers = Vec::with_capacity(files.len());
        for (path, bytes) in files.iter().zip(&bytes) {
            let answer = read_courtlistener(utf8(path, bytes).map_err(invalid)?);
            answers.push(answer.map_err(|fault| invalid(told(files, (answers.len(), fault))))?);
        }
        let joined = join_courtlistener(&answers, self.keeper);
        report.unread.extend(joined.unread);
        report.faults.extend(joined.faults.into_iter().map(|fault| told(files, fault)));
        report.lacking.extend(joined.lacking.into_iter().map(|fault| told(files, fault)));
        let mut dockets = Vec::with_capacity(joined.dockets.len());
        for docket in joined.dockets {
            let first = files[docket.answers.first().map_or(0, |file| *file)];
            let names =
                self.names(&docket.sheet).map_err(|it| format!("{}: {it}", first.display()));
            let sound = self.shows_nothing_later(first, &docket.sheet);
            match sound.and(names) {
                Ok(names) => {
                    let how = self.how_joined(&docket, files, &bytes);
                    dockets.push(Found { sheet: docket.sheet, names, how });
                }
                Err(fault) => report.faults.push(fault),
            }
        }
        self.may_be_recorded(report)?;
        Ok(dockets)
    }

    fn names(&self, sheet: &Sheet) -> Result<DocketNames, String> {
        let names = DocketNames::of(&sheet.court, &sheet.number);
        let names = names.and_then(|names| match self.keeper {
            Keeper::Court => Ok(names),
            Keeper::Archive => names.of_archive(),
        });
        names.map_err(|error| error.to_string())
    }

    /// A docket of several files has a fingerprint of all of them.
    fn how_joined(&self, docket: &JoinedDocket, files: &[&Path], all: &[Vec<u8>]) -> HowCaptured {
        let name = |file: &usize| Some(files[*file].file_name()?.to_string_lossy().into_owned());
        let mut names: Vec<String> = docket.answers.iter().filter_map(name).take(NAMED).collect();
        let others = docket.answers.len().saturating_sub(names.len());
        if others > 0 {
            names.push(format!("and {others} more"));
        }
        let prints: BTreeSet<String> =
            docket.answers.iter().map(|file| fingerprint(&all[*file])).collect();
        let print = match prints.first() {
            Some(only) if prints.len() == 1 => only.clone(),
            _ => fingerprint(prints.into_iter().collect::<String>().as_bytes()),
        };
        self.how(Some(names.join(", ")), print)
    }

    /// What cannot be joined is an error unless it is to be passed over; what is not all there is none,
    /// unless it is said to be.
    fn may_be_recorded(&self, report: &ImportReport) -> Result<(), Failure> {
        if let [fault, ..] = &report.faults[..]
            && !self.files.keep_going
        {
            let help = "nothing is recorded; put the file that is missing beside the others, or let \
                        --keep-going pass over what cannot be joined";
            return Err(Failure::invalid("invalid_docket", fault.clone()).help(help));
        }
        if let [lacking, ..] = &report.lacking[..]
            && self.is_full
        {
            let help = "nothing is recorded; fetch the rest, or leave --full out, so that lines that \
                        are not there are not taken back";
            let message = format!("this is not all of each docket: {lacking}");
            return Err(Failure::invalid("not_full", message).help(help));
        }
        Ok(())
    }
}

fn told(files: &[&Path], (file, fault): (usize, Fault)) -> String {
    format!("{}:{fault}", files[file].display())
}
