//! The commands, one file for each.

pub(crate) mod cases;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod known;
pub(crate) mod link;
pub(crate) mod log;
pub(crate) mod record;
pub(crate) mod replay;
pub(crate) mod separate;
pub(crate) mod show;
pub(crate) mod statements;
