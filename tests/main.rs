//! What a user of the engine can rely on, tested from outside.

mod contract;
mod histories;
mod law;
mod testkit;
