//! The commands, one file for each.

pub(crate) mod cases;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod conflicts;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod first_known;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod knew_before;
pub(crate) mod known;
pub(crate) mod link;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod order;
pub(crate) mod record;
pub(crate) mod replay;
pub(crate) mod separate;
pub(crate) mod show;
pub(crate) mod statements;
pub(crate) mod test;
pub(crate) mod timeline;
pub(crate) mod why;
