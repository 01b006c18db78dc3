//! The rows of the table.

use clap::ValueEnum;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Work {
    /// Durable appends of one event by one appender.
    Append,
    /// Durable appends of one event by 64 appenders.
    AppendTogether,
    /// Import in batches of 1,000, each durable.
    Import,
    /// Reading everything.
    Replay,
    /// Reading everything, case by case, into both projections.
    Project,
    /// Reading one case of 1,000 entries into both projections.
    OneCase,
    /// The size of what the 64 appenders recorded.
    #[value(skip)]
    BytesAppended,
    /// The size of what was imported.
    #[value(skip)]
    BytesImported,
}

impl Work {
    /// What the row says, with the unit; what the second column holds, where it is not the same
    /// work on a raw file.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Append => "durable append, 1 appender, one event each (events/s)",
            Self::AppendTogether => {
                "durable append, 64 appenders, one event each; raw with group commit (events/s)"
            }
            Self::Import => "bulk import, batches of 1,000, each durable (events/s)",
            Self::Replay => {
                "full replay with decoding, warm; raw: read lines, parse canonical JSON (events/s)"
            }
            Self::Project => {
                "whole ledger through both projections; against decoding alone (events/s)"
            }
            Self::OneCase => "one case of 1,000 entries through both projections, any cut (µs)",
            Self::BytesAppended => {
                "bytes on disk after 64 appenders; against bytes of canonical JSON"
            }
            Self::BytesImported => "bytes on disk after import; against bytes of canonical JSON",
        }
    }

    /// How many decimals a number of the row is worth.
    pub(crate) fn decimals(self) -> usize {
        usize::from(self == Self::OneCase)
    }
}
