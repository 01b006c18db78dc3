//! Dockets that come again in one import.

use std::collections::BTreeMap;

use docket_core::Key;
use docket_import::{HowCaptured, fingerprint};

/// How often each docket came so far, by its source and the file.
#[derive(Default)]
pub(super) struct Again(BTreeMap<(Key, Option<String>), usize>);

impl Again {
    /// How a docket was captured that comes again in one file: as another capture of that day. By the
    /// file's fingerprint alone it would be taken for the same file, imported twice.
    pub(super) fn told_apart(&mut self, source: &Key, how: HowCaptured) -> HowCaptured {
        let times = self.0.entry((source.clone(), how.sha256.clone())).or_default();
        *times += 1;
        if *times == 1 {
            return how;
        }
        let nth = |sha256: String| fingerprint(format!("{sha256}:{times}").as_bytes());
        HowCaptured { sha256: how.sha256.map(nth), ..how }
    }
}
