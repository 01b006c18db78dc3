//! Arguments of the command line.

use docket_cli::WhenArg;

use crate::checked::text;
use crate::memory::bounded;

/// A point in time as people write one.
///
/// What is read is printed as something that is read as the same.
///
/// # Panics
/// When that is not so.
pub fn when_argument(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(when) = bounded(|| text.parse::<WhenArg>()) else { return };
    assert_eq!(when.to_string().parse(), Ok(when));
}
