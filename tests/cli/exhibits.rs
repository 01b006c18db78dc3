//! What a person sees, as snapshots.

use super::Desk;
use crate::exhibits::snapshots;

/// Compares what a person sees with a snapshot; instants of recording differ each time.
pub(super) fn is_shown(name: &str, arguments: &str, shown: &str) {
    let mut settings = snapshots();
    settings.set_description(format!("docket {arguments}"));
    settings.add_filter(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", "[instant]");
    settings.add_filter(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "yyyy-mm-ddThh:mm:ssZ");
    settings.bind(|| insta::assert_snapshot!(format!("cli.{name}"), shown));
}

#[test]
fn answers_as_a_person_sees_them() {
    let desk = Desk::with_demo();
    for (name, arguments) in [
        ("cases", "cases"),
        ("show", "show huawei-v-verizon"),
        ("log", "log nokia-v-amazon"),
        ("replay", "replay nokia-v-amazon"),
        ("replay-brief", "replay pherah-v-zoho --brief"),
        ("known", "known nokia-v-amazon 2024-07-31"),
        ("statements", "statements amazon-v-nokia --speaker Nokia --published-by 2024-08-01"),
        ("variants", "statements amazon-v-nokia --variants strategy"),
        ("diff", "diff nokia-v-amazon 2024-07-31 2024-08-01 --by published"),
        ("why", "why nokia-v-amazon filed"),
        ("first-known", "first-known nokia-v-amazon number_of_proceedings=1"),
        ("conflicts", "conflicts amazon-v-nokia"),
        (
            "order",
            "order amazon-v-nokia/reply-light-reading amazon-v-nokia/complaint-light-reading",
        ),
        ("knew-before", "knew-before pherah-v-zoho/complaint pherah-v-zoho/consolidation"),
        ("find", "find cloud patent"),
        ("timeline", "timeline amazon-v-nokia"),
        ("timeline.svg", "timeline pherah-v-zoho --svg"),
    ] {
        is_shown(name, arguments, &desk.ok(arguments));
    }
}

#[test]
fn statements_that_may_be_one_as_a_person_sees_them() {
    let desk = super::links::unlinked();
    is_shown("link", "link amazon-v-nokia", &desk.ok("link amazon-v-nokia"));
    let record = "link amazon-v-nokia --record";
    is_shown("link-record", record, &desk.ok(record));
}

#[test]
fn the_demo_as_a_person_sees_it() {
    is_shown("demo", "demo", &Desk::empty().ok("demo"));
}

#[test]
fn the_help_as_a_person_sees_it() {
    let desk = Desk::empty();
    is_shown("help", "help", &desk.ok("help"));
    is_shown("help-known", "help known", &desk.ok("help known"));
}

#[test]
fn faults_as_a_person_sees_them() {
    let desk = Desk::empty();
    let faulty = r#"[case]
id = "bad"
tilte = "a slip"

[source.paper]
kind = "press"
published = "31.07.2024"

[[event]]
id = "order"
verb = "announced"
kind = "Oder"
source = "papr"

[[event]]
id = "order"
verb = "filed"
kind = "Motion"
source = "paper"
"#;
    desk.write("faulty.toml", faulty);
    is_shown("check", "check faulty.toml", &desk.fails(3, "check faulty.toml").err);
}

#[test]
fn a_correction_as_a_person_is_offered_it() {
    let desk = Desk::with_sample();
    let changed =
        desk.read("sample-case.toml").replace("patents_in_suit = 3", "patents_in_suit = 5");
    desk.write("sample-case.toml", changed);
    let arguments = "record sample-case.toml";
    is_shown("correction", arguments, &desk.fails(3, arguments).err);
}
