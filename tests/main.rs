//! What a user of the engine can rely on, tested from outside.

mod answers;
mod audit;
mod backups;
mod cli;
mod contract;
mod exhibits;
mod exports;
mod facts;
mod imports;
mod kill;
mod kit;
mod law;
mod ledger;
mod links;
mod model;
mod outside;
mod questions;
mod rules;
mod scripts;
mod sealing;
mod story;
mod testkit;
mod tidy;
mod wordings;
