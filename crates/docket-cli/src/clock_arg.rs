//! A clock as people name it on the command line.

use clap::ValueEnum;
use docket_audit::Clock;

use crate::failure::Failure;
use crate::time_flags::TimeFlags;

/// One of the three clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClockArg {
    /// When it happened in the world
    Occurred,
    /// When its source made it public
    Published,
    /// When this ledger learned it
    Recorded,
}

impl ClockArg {
    pub(crate) fn clock(self) -> Clock {
        match self {
            Self::Occurred => Clock::Occurred,
            Self::Published => Clock::Published,
            Self::Recorded => Clock::Recorded,
        }
    }

    /// Refuses a flag that would cut the clock which a command cuts itself.
    pub(crate) fn is_free(self, flags: &TimeFlags) -> Result<(), Failure> {
        let (flag, name) = match self {
            Self::Occurred => (&flags.occurred_by, "--occurred-by"),
            Self::Published => (&flags.published_by, "--published-by"),
            Self::Recorded => (&flags.recorded_by, "--recorded-by"),
        };
        if flag.is_none() {
            return Ok(());
        }
        let clock = self.clock().name();
        let message = format!("{name} cuts the {clock} clock, which the two points cut already");
        Err(Failure::usage(message).help(format!("leave {name} out, or compare by another clock")))
    }
}
