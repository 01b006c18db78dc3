//! Negative controls: what the campaign finds where a safeguard is missing.
//!
//! The product has no switches for that. A sync is left out of the trace, an anchor is put back to that of
//! an empty log, a value is sealed again after it was changed; or the log is a naive one.

use clap::ValueEnum;

use crate::disk::Syncs;
use crate::outcome::Verdict;
use crate::part::{Campaign, Part};
use crate::workload::Workload;

/// A safeguard to do without.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, strum::Display, strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Control {
    /// Files are not synced.
    FileSyncs,
    /// Directories are not synced.
    DirectorySyncs,
    /// A commit is two batches of two trees.
    OneBatch,
    /// A sync that failed is passed over.
    SyncErrors,
    /// Nothing outside the store says what was acknowledged.
    Anchor,
    /// Values have no checksum of their own, and nobody hashes them: what is changed is sealed again.
    Checksums,
    /// Positions may have gaps.
    Positions,
    /// The store's panics are nobody's business.
    Containment,
    /// No checkpoint is kept elsewhere.
    Checkpoints,
}

impl Control {
    /// The part that has to find what is lost without it.
    pub(crate) fn campaign(self) -> Campaign {
        let part = match self {
            Self::FileSyncs | Self::DirectorySyncs => Part::Power,
            Self::OneBatch => Part::Kill,
            Self::SyncErrors | Self::Containment => Part::Failing,
            Self::Checksums | Self::Anchor | Self::Positions | Self::Checkpoints => Part::Cuts,
        };
        Campaign { part, every: false, large: false, without: Some(self) }
    }

    /// In how many rounds it is found, at the latest.
    pub(crate) fn rounds(self) -> u64 {
        match self {
            Self::FileSyncs | Self::DirectorySyncs => 80,
            Self::OneBatch => 64,
            Self::SyncErrors => 100,
            Self::Containment => 20,
            Self::Checksums | Self::Anchor | Self::Positions => 40,
            Self::Checkpoints => 5,
        }
    }

    /// As what it is found.
    pub(crate) fn finds(self) -> &'static [Verdict] {
        match self {
            Self::FileSyncs
            | Self::DirectorySyncs
            | Self::OneBatch
            | Self::Anchor
            | Self::Positions
            | Self::Checkpoints => &[Verdict::Lost],
            Self::SyncErrors => &[Verdict::Untold],
            Self::Checksums => &[Verdict::Altered],
            Self::Containment => &[Verdict::Panicked],
        }
    }

    /// What is worked with instead of the product.
    pub(crate) fn workload(self) -> Option<Workload> {
        match self {
            Self::OneBatch | Self::Containment => Some(Workload::TwoBatches),
            Self::SyncErrors => Some(Workload::Careless),
            Self::FileSyncs
            | Self::DirectorySyncs
            | Self::Anchor
            | Self::Checksums
            | Self::Positions
            | Self::Checkpoints => None,
        }
    }

    /// What a sync makes durable.
    pub(crate) fn syncs(self) -> Syncs {
        match self {
            Self::FileSyncs => Syncs::NotOfFiles,
            Self::DirectorySyncs => Syncs::NotOfDirectories,
            Self::OneBatch
            | Self::SyncErrors
            | Self::Anchor
            | Self::Checksums
            | Self::Positions
            | Self::Containment
            | Self::Checkpoints => Syncs::All,
        }
    }
}
