//! The time flags that every reading command takes.

use clap::Args;

use crate::failure::Failure;
use crate::when_arg::WhenArg;

/// What a question leaves out, by each clock.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Time (WHEN: 2024-07-31, 2024-07, an RFC 3339 instant, today, -30d)")]
pub(crate) struct TimeFlags {
    /// Only what had happened in the world by then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) occurred_by: Option<WhenArg>,
    /// Only what its sources had made public by then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) published_by: Option<WhenArg>,
    /// Only what this ledger held by then; also a position (@57) or an event (CASE/event)
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) recorded_by: Option<WhenArg>,
    /// Add what is possibly inside, marked as possible
    #[arg(long)]
    pub(crate) possibly: bool,
    #[arg(long, hide = true, num_args = 0..=1, default_missing_value = "", allow_hyphen_values = true)]
    as_of: Option<String>,
}

impl TimeFlags {
    /// What had happened by then.
    pub(crate) fn occurred_by(when: WhenArg) -> Self {
        Self { occurred_by: Some(when), ..Self::default() }
    }

    /// What was public by then.
    pub(crate) fn published_by(when: WhenArg) -> Self {
        Self { published_by: Some(when), ..Self::default() }
    }

    /// Refuses the flag that does not say which clock it means.
    pub(crate) fn name_their_clocks(&self) -> Result<(), Failure> {
        if self.as_of.is_none() {
            return Ok(());
        }
        let message = "--as-of does not say by which clock";
        Err(Failure::usage(message).help(
            "say --occurred-by (in the world), --published-by (made public by its source) or \
             --recorded-by (known to this ledger)",
        ))
    }
}
