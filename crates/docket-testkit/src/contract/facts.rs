//! The facts of the contract, each named by the function that checks it.

use super::{Make, appends, races, reads, restores};

/// A fact that a log has to keep true.
pub(super) struct Fact {
    name: &'static str,
    /// Panics when it is not so.
    pub(super) check: fn(Make<'_>),
}

impl Fact {
    pub(super) fn sentence(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// Gives the facts that hold for one thread to a macro.
#[doc(hidden)]
#[macro_export]
macro_rules! facts_for_one_thread {
    ([$($then:tt)*] $($given:tt)*) => {
        $($then)*! { $($given)*
            reads::an_empty_log_has_no_entries,
            appends::appending_gives_places,
            appends::a_batch_is_stored_whole_or_not_at_all,
            appends::recording_again_gives_the_first_receipt,
            appends::an_id_has_one_content,
            appends::ids_whose_hashes_begin_alike_are_two_events,
            appends::an_expected_revision_is_held_against_the_case,
            appends::instants_grow_whatever_the_clock_does,
            appends::a_clock_outside_of_time_is_refused,
            reads::a_case_sees_what_concerns_it,
            reads::a_range_is_clipped_to_the_log,
            reads::an_event_is_found_by_its_id,
            appends::events_that_break_a_rule_are_refused,
            reads::large_events_are_kept,
            appends::a_batch_has_ten_thousand_events_at_most,
            reads::an_event_may_concern_many_cases,
            reads::hostile_strings_are_kept_byte_for_byte,
            reads::the_nodes_of_the_tree_prove_every_entry,
            restores::restoring_keeps_everything,
            restores::what_was_expunged_is_restored_and_never_taken_again,
            restores::only_an_empty_log_is_restored_into,
            restores::entries_out_of_place_are_not_restored,
            restores::the_first_error_among_restored_entries_is_told,
        }
    };
}

/// Gives the facts that hold when several threads append to a macro.
#[doc(hidden)]
#[macro_export]
macro_rules! facts_for_threads {
    ([$($then:tt)*] $($given:tt)*) => {
        $($then)*! { $($given)*
            races::of_two_writers_one_wins,
            races::sixteen_appenders_leave_no_gap,
            races::one_id_raced_for_is_recorded_once,
        }
    };
}

macro_rules! table {
    ($($part:ident::$name:ident,)*) => {
        &[$(Fact { name: stringify!($name), check: $part::$name }),*]
    };
}

pub(super) const FOR_ONE_THREAD: &[Fact] = facts_for_one_thread!([table]);
pub(super) const FOR_THREADS: &[Fact] = facts_for_threads!([table]);

#[doc(hidden)]
#[macro_export]
macro_rules! tests_of_facts {
    ({$contract:expr} $($part:ident::$name:ident,)*) => {$(
        #[test]
        fn $name() {
            $contract.holds_that(&stringify!($name).replace('_', " "));
        }
    )*};
}

/// Makes a module of tests, one for each fact of the contract, out of an expression that gives a
/// [`LogContract`](crate::LogContract).
///
/// `threads` adds the facts that hold when several threads append. `kills(CREATE, OPEN)` adds
/// `what_was_acknowledged_survives_a_kill`, with what [`Kills::of`](crate::Kills::of) wants: for more
/// ledgers or kills, or another name, write that test by hand. The expressions see what the module
/// around the macro sees.
///
/// ```
/// use docket_core::MemoryLog;
/// use docket_testkit::{LogContract, log_contract};
/// use docket_time::Tz;
///
/// log_contract!(the_log_in_memory: LogContract::of(|host| MemoryLog::new(Tz::UTC, host)), threads);
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! log_contract {
    ($name:ident: $contract:expr $(, $part:ident $(($($at:expr),*))?)* $(,)?) => {
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, reason = "where the macro is, nothing may be in use")]
            use super::*;

            $crate::facts_for_one_thread!([$crate::tests_of_facts] {$contract});
            $($crate::log_contract!(@$part {$contract} $($($at),*)?);)*
        }
    };
    (@threads {$contract:expr}) => {
        $crate::facts_for_threads!([$crate::tests_of_facts] {$contract});
    };
    (@kills {$contract:expr} $create:expr, $open:expr) => {
        #[test]
        fn what_was_acknowledged_survives_a_kill() {
            let test = $crate::contract::test_in(
                module_path!(),
                "what_was_acknowledged_survives_a_kill",
            );
            $crate::Kills::of(&test, $create, $open).holds();
        }
    };
}

/// The name of a test as the harness lists it: without that of the crate.
#[doc(hidden)]
#[must_use]
pub fn test_in(module: &str, test: &str) -> String {
    match module.split_once("::") {
        Some((_, inner)) => format!("{inner}::{test}"),
        None => test.to_owned(),
    }
}
