//! What a user of the engine can rely on, tested from outside.

mod contract;
mod facts;
mod histories;
mod law;
mod testkit;
