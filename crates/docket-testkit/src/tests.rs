//! The kit, put to the test: an honest projection, and many that are not.

mod bugs;
mod examples;
mod exhibits;
mod forgotten;
mod histories;
mod sample;
