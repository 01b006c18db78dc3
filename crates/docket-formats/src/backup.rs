//! Backups: a log as files of JSON lines, and a manifest that says what is in them.
//!
//! | name | what |
//! |---|---|
//! | `manifest.json` | what the backup holds; written last, so that it never speaks of what is not there |
//! | `entries-FIRST-LAST.jsonl` | the lines of these entries, as an export of the whole log has them |
//! | `entries-FIRST-LAST-without-N.jsonl` | the same, where N of them are expunged |
//! | `lock` | locked while the backup is written |
//!
//! Every file but the last holds a fixed number of entries and never changes again, unless entries of it
//! are expunged from the log: then the next backup writes it anew without them. The last is not
//! added to but written anew under another name, and what the manifest no longer names is removed
//! after it is durable: whenever the writer is killed, the manifest that is there is that of a whole
//! backup.

mod error;
mod manifest;
mod reader;
mod tree;
mod writer;

pub use self::{
    error::BackupError,
    reader::{Backup, BackupEntries},
    writer::{BackedUp, FILE_ENTRIES, back_up},
};
