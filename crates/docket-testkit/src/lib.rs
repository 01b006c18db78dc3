//! Tests for projections on a docket: what they make of a history, as snapshots; the laws that they have
//! to obey; a contract for logs; and scripts that a reader of cases can check.
//!
//! # A projection and its tests, in ten minutes
//!
//! A projection is a fold over the acts of a case ([`docket_core::Projection`]). This chapter takes one of
//! your own to a test for every bug that projections are known for. The whole of it stands in
//! `examples/deadlines`, a crate with its own manifest.
//!
//! ## 1. The crates
//!
//! ```sh
//! cargo add docket-core --git REPOSITORY
//! cargo add docket-testkit --dev --git REPOSITORY
//! ```
//!
//! Laws fold thousands of random histories, so let tests be optimised a little in `Cargo.toml`:
//!
//! ```toml
//! [profile.dev]
//! opt-level = 1
//! ```
//!
//! ## 2. The projection
//!
//! What is due in a case, by day. An order can be vacated, and sets no deadline then.
//!
//! ```
#![doc = include_str!("../../../examples/deadlines/src/lib.rs")]
//! # fn main() {}
//! ```
//!
//! What there is to fold: an [`Act`](docket_core::Act) is one happening inside the cut, and what its reports
//! come to. Retractions and corrections were applied before, and are not among its effects. A value that its
//! sources do not agree on has no [`value`](docket_core::Fact::value), but [support](docket_core::Support) that
//! says so. Two names of one party have one [`identity`](docket_core::Act::identity). `act.reports` holds
//! who told it, as it counts; `report.entry` is what was recorded, and rarely what you want.
//!
//! ## 3. A history
//!
//! A [`History`] is what was recorded, entry by entry, with the day on which it was. Short helpers make the
//! reports ([`told`]) and describe who tells them ([`press`], [`court`], [`source`]); a case file
//! ([`History::of_case_file`]) and what `docket export jsonl` writes ([`History::of_jsonl`]) make one too.
//! Time passes as it is written down: given, when recorded, then known.
//!
//! ```
//! use docket_core::{Act, CaseId, Cut, Kind, Projection, Scalar};
//! use docket_testkit::{History, press, published_by, recorded_by, told};
//!
//! struct Reports(usize);
//!
//! impl Projection for Reports {
//!     fn new(_: &CaseId) -> Self {
//!         Reports(0)
//!     }
//!     fn apply(&mut self, act: &Act<'_>) {
//!         self.0 += act.reports.len();
//!     }
//! }
//!
//! History::of("alpha-v-beta")
//!     .given(press("gazette", "2024-07-31"))
//!     .given(press("herald", "2024-08-02"))
//!     .when_recorded(
//!         "2024-08-01",
//!         told("alpha-v-beta/suit-gazette", "gazette", Kind::Complaint)
//!             .act("suit")
//!             .on("2024-07-30")
//!             .fact("patents", Scalar::count(12)),
//!     )
//!     .when_recorded(
//!         "2024-08-09",
//!         told("alpha-v-beta/suit-herald", "herald", Kind::Complaint).act("suit").on("2024-07-30"),
//!     )
//!     .then_known(&recorded_by("2024-08-01"), |Reports(reports)| assert_eq!(*reports, 1))
//!     .then_known(&published_by("2024-07-31"), |Reports(reports)| assert_eq!(*reports, 1))
//!     .then_known(&Cut::none(), |Reports(reports)| assert_eq!(*reports, 2));
//! ```
//!
//! ## 4. Look at it
//!
//! A [`Kit`] shows what a projection makes of a history, as an [`Exhibit`] that [`assert_exhibit!`] holds
//! against a snapshot of [insta](https://insta.rs):
//!
//! * [`Kit::timeline`]: the state after every entry, only what changed;
//! * [`Kit::grid`]: the state at every pair of what was public and what was recorded;
//! * [`Kit::known_on`] and [`Kit::state`]: one day, or one cut; [`Kit::diff`]: what lies between two;
//! * [`statements`]: who said what, with the wordings of all who print it.
//!
//! ```ignore
#![doc = include_str!("../../../examples/deadlines/tests/deadlines.rs")]
//! ```
//!
//! The first of them gives this snapshot: the second order ended the first, and was recorded late.
//!
//! ```text
#![doc = include_str!("../../../examples/deadlines/tests/snapshots/deadlines__Deadlines.alpha-v-beta.timeline.snap")]
//! ```
//!
//! A state is shown as `{:#?}` has it, or as a text of your own ([`Kit::shown_by`]): what that does not show is
//! not tested. Names say what is shown, of which case, and when; several histories of one case in one file of
//! tests get names of their own ([`Exhibit::named`]). Instants, salts and hashes of a log are filtered out; ids that a generator makes
//! are replaced by [`Exhibit::redacted`]. Everything else is insta's, and works as you know it: snapshots
//! lie beside the test, or where `Settings::set_snapshot_path` says; `INSTA_UPDATE`, `cargo insta
//! review` and `cargo insta test --unreferenced=reject` do what they do; `insta::glob!` takes a folder of
//! case files, one snapshot each, in a file of tests of its own (`examples/deadlines/tests/cases.rs`).
//!
//! ## 5. Laws
//!
//! [`Kit::obeys_all`] holds twelve [laws](Law) against the projection, each on random histories
//! ([`histories`]) and on the examples it was given ([`Kit::with_example`]), whose kinds, facts and effects
//! random histories then speak of too. A projection that breaks one gets the smallest pair of
//! histories that was found, and the first line in which their states differ:
//!
//! ```
//! use docket_core::{Act, CaseId, Projection};
//! use docket_testkit::{Kit, Law};
//!
//! /// The kinds of papers, in the order in which we learned of them: a mistake.
//! #[derive(Debug)]
//! struct Papers(Vec<(u64, String)>);
//!
//! impl Projection for Papers {
//!     fn new(_: &CaseId) -> Self {
//!         Papers(Vec::new())
//!     }
//!     fn apply(&mut self, act: &Act<'_>) {
//!         self.0.push((act.reports[0].entry.position.0, act.kind.to_string()));
//!         self.0.sort();
//!     }
//! }
//!
//! let broken = Kit::<Papers>::of().check(Law::Order).unwrap_err();
//!
//! let told = broken.to_string();
//! assert!(told.starts_with("Papers breaks a law: the order of recording does not matter"));
//! assert!(told.contains("is the first that differs"));
//! ```
//!
//! A state that is stored is carried through its storage by [`Kit::carried_by`]. A state that tells of the
//! reports themselves (ids, sources) says so with [`Kit::showing_reports`]. What counts is said
//! with [`Kit::heeds`], [`Kit::heeds_every_verb`], [`Kit::heeds_effects`] and [`Kit::heeds_bookkeeping`]: a law
//! cannot know that you forgot a verb, these do. Where [`Law::Replay`] is broken, begin with that: nothing else
//! can be trusted. Effort is 64 histories a law, `PROPTEST_CASES`, or [`Kit::with_effort`];
//! `PROPTEST_RNG_SEED` repeats a run; `PROPTEST_CASES=8` is quick while you work.
//!
//! ## 6. What is not a projection
//!
//! A read model that looks at the log itself is put to the same laws by [`Kit::asking`]. Most of the bugs of
//! the field are of this sort: a state that is kept for each case, a cut that is off by one, a
//! correction that is applied before it was made.
//!
//! # Logs and scripts
//!
//! A log of your own is held against the [contract](contract) of all logs ([`LogContract`],
//! [`log_contract!`]), in one thread, in several, and after `kill -9`. [Golden scripts](script)
//! ([`Scripts`]) are commands of `docket` and what it answers, in a text that a lawyer can read. For whole case
//! files without Rust there is `docket test --snapshots DIR`.

pub mod contract;
mod cuts;
mod error;
mod exhibit;
mod grid;
pub mod histories;
mod history;
mod kit;
mod law;
mod laws;
mod names;
mod outline;
pub mod script;
#[cfg(test)]
mod tests;
mod timeline;
mod told;

pub use insta;

pub use contract::{Kills, LogContract};
pub use cuts::{occurred_by, published_by, recorded_by};
pub use error::Error;
pub use exhibit::Exhibit;
pub use history::{History, Recorded};
pub use kit::Kit;
pub use law::Law;
pub use laws::Broken;
pub use names::{case, id, key};
pub use script::Scripts;
pub use timeline::statements;
pub use told::{Told, court, press, source, told};
