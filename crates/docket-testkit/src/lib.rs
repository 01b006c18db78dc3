//! Tests for projections.

mod cuts;
mod error;
mod exhibit;
mod grid;
pub mod contract;
pub mod histories;
mod history;
mod kit;
mod law;
mod laws;
mod names;
mod outline;
#[cfg(test)]
mod tests;
mod timeline;
mod told;
pub mod script;

#[doc(hidden)]
pub use insta;

pub use cuts::{occurred_by, published_by, recorded_by};
pub use error::Error;
pub use exhibit::Exhibit;
pub use history::{History, Recorded};
pub use kit::Kit;
pub use law::Law;
pub use laws::Broken;
pub use contract::{Kills, LogContract};
pub use names::{case, id, key};
pub use timeline::statements;
pub use told::{Told, court, press, source, told};
pub use script::Scripts;
