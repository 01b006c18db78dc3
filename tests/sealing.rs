//! What is sealed, to whom, under which cut, and by whose order.

mod edges;
mod pairs;

use std::sync::Arc;

use docket_core::{
    Batch, Bookkeeping, CaseView, Cut, Docket, Effect, Ending, Event, EventId, FactValue, Field,
    Form, Kind, Log, MemoryLog, Occurred, Party, Position, Reference, Relation, Restricted, Salt,
    Source, SourceKind, Target, Ticking, Verb, Wording,
};
use docket_time::{Day, Tz};

use crate::testkit::{all, case, id, key};

/// What readers without the right must not read.
const SECRET: &str = "the secret formula";

fn source(name: &str, kind: SourceKind, publisher: &str) -> Event {
    let described = Source {
        author: None,
        file: None,
        id: key(name),
        kind,
        published: Some("2024-05-01".parse().expect("a date")),
        publisher: Some(publisher.to_owned()),
        sha256: None,
        title: None,
        url: None,
        via: None,
    };
    let what = Bookkeeping::SourceDescribed(described);
    Event::bookkeeping(case("ledger"), key(&format!("source:{name}")), what)
}

/// A paper out of the court's docket, full of the secret.
fn paper(name: &str) -> Event {
    let EventId { case, key: event } = id(name);
    let mut paper = Event::new(case, event, Kind::Declaration, Verb::Filed);
    paper.source = Some(key("docket"));
    paper.text = Some(SECRET.into());
    paper.by = vec![Party::named(SECRET)];
    paper.facts = [(key("formula"), SECRET.into()), (key("pages"), "7".into())].into();
    paper.wordings = vec![wording("w", "promise"), wording("v", "other")];
    paper.occurred = Some(Occurred::Date("2024-05-02".parse().expect("a date")));
    paper.published = Some("2024-05-03".parse().expect("a date"));
    paper
}

fn wording(name: &str, statement: &str) -> Wording {
    Wording {
        form: Form::Quoted,
        id: key(name),
        language: None,
        role: None,
        span: None,
        speaker: Party::named("Alpha"),
        statement: Some(key(statement)),
        text: vec![format!("{SECRET}: {statement}")],
        to: None,
        via: None,
        within: None,
    }
}

/// An order of a day, by default of the court's docket.
fn order(name: &str, day: &str, effects: Vec<Effect>) -> Event {
    let EventId { case, key: event } = id(name);
    let mut order = Event::new(case, event, Kind::Order, Verb::Announced);
    order.source = Some(key("docket"));
    order.occurred = Some(Occurred::Date(day.parse().expect("a date")));
    order.published = Some(day.parse().expect("a date"));
    order.effects = effects;
    order
}

fn seal(target: &str, what: Restricted) -> Vec<Effect> {
    vec![Effect::Restricts { target: target.parse().expect("a target"), what }]
}

fn unseal(target: &str) -> Vec<Effect> {
    vec![Effect::Ends { target: target.parse().expect("a target"), how: Ending::Unsealed }]
}

/// A log that has recorded these events, one after the other, after the sources.
fn log(events: Vec<Event>) -> Arc<MemoryLog> {
    let log = Arc::new(MemoryLog::new(Tz::UTC, Arc::new(Ticking::default())));
    let sources = [
        source("docket", SourceKind::Court, "The Court"),
        source("paper", SourceKind::Press, "The Paper"),
    ];
    for event in sources.into_iter().chain(events) {
        log.append(Batch::of(vec![event])).expect("a valid event");
    }
    log
}

fn public(events: Vec<Event>) -> Docket {
    Docket::public(log(events))
}

fn view(docket: &Docket, cut: Cut) -> CaseView {
    docket.at(cut).case(&case("a")).expect("readable").expect("recorded")
}

/// Where the secret shows under a cut.
fn leaks(docket: &Docket, cut: Cut) -> Vec<String> {
    let view = view(docket, cut);
    let has = |event: &&Event| format!("{event:?}").contains(SECRET);
    let events = view.entries().iter().map(|entry| &entry.event).filter(has);
    let events: Vec<_> = events.map(|event| event.event_id().to_string()).collect();
    let told = format!("{:?}", view.resolve());
    assert_eq!(told.contains(SECRET), !events.is_empty(), "{told}");
    events
}

fn event(docket: &Docket, name: &str) -> Option<Event> {
    docket.log().find(&id(name)).expect("readable").map(|entry| entry.event)
}

#[test]
fn a_restriction_closes_as_much_as_it_says() {
    let restricted =
        |what| public(vec![paper("a/p"), order("a/o", "2024-05-04", seal("a/p", what))]);
    let document = event(&restricted(Restricted::Document), "a/p").expect("the line is open");
    assert_eq!(document, {
        let (facts, wordings) = Default::default();
        Event { facts, wordings, ..paper("a/p") }
    });
    let text = event(&restricted(Restricted::Text), "a/p").expect("that there is a line is open");
    assert_eq!(text, {
        let (facts, wordings, by) = Default::default();
        Event { facts, wordings, by, text: None, ..paper("a/p") }
    });
    let line = restricted(Restricted::Line);
    assert_eq!(event(&line, "a/p"), None);
    let view = view(&line, Cut::none());
    let [withheld] = &view.withheld()[..] else { panic!("one line is closed") };
    assert_eq!(withheld.position, Position(3));
    assert_eq!(withheld.restriction.ordered_by, ["The Court".to_owned()].into());
    assert_eq!(withheld.restriction.ordered_in, [id("a/o")].into());
    for what in [Restricted::Text, Restricted::Line] {
        assert_eq!(leaks(&restricted(what), Cut::none()), [""; 0]);
    }
    // With the salt a guess could be held against the leaf.
    let none = Salt::from_bytes([0; 16]);
    let entries = all(restricted(Restricted::Document).log());
    let [.., paper_entry, order_entry] = &entries[..] else { panic!("two papers") };
    assert_eq!((paper_entry.salt, order_entry.salt == none), (none, false));
    // Who has the right reads all of it.
    let all = Docket::new(log(vec![
        paper("a/p"),
        order("a/o", "2024-05-04", seal("a/p", Restricted::Line)),
    ]));
    assert_eq!(leaks(&all, Cut::none()), ["a/p"]);
    assert!(self::view(&all, Cut::none()).withheld().is_empty());
}

#[test]
fn a_part_or_a_source_is_closed_by_its_name() {
    let docket = public(vec![
        paper("a/p"),
        order("a/o", "2024-05-04", {
            [seal("a/p#formula", Restricted::Document), seal("a/p#w", Restricted::Document)]
                .concat()
        }),
    ]);
    let left = event(&docket, "a/p").expect("the line is open");
    assert_eq!(left.facts.keys().map(docket_core::Key::as_str).collect::<Vec<_>>(), ["pages"]);
    assert_eq!(left.wordings, [wording("v", "other")]);
    assert!(left.text.is_some());
    let source =
        vec![Effect::Restricts { target: Target::Source(key("paper")), what: Restricted::Line }];
    let mut press = paper("a/q");
    press.source = Some(key("paper"));
    let docket = public(vec![paper("a/p"), press, order("a/o", "2024-05-04", source)]);
    assert_eq!(leaks(&docket, Cut::none()), ["a/p"]);
}

#[test]
fn what_is_closed_now_is_closed_under_every_cut_and_so_is_what_was_closed_then() {
    let events = || {
        vec![
            paper("a/p"),
            order("a/o", "2024-06-01", seal("a/p", Restricted::Text)),
            order("a/u", "2024-07-01", unseal("a/o")),
        ]
    };
    let day = |month, day| Day::from_ymd(2024, month, day).expect("a day");
    // Before the order is lifted: closed, also where a cut leaves the order out.
    let sealed = public(events()[..2].to_vec());
    for cut in [
        Cut::none(),
        Cut::recorded_by(Position(3)),
        Cut::published_by(day(5, 3)),
        Cut::occurred_by(day(5, 3)),
    ] {
        assert_eq!(leaks(&sealed, cut), [""; 0]);
    }
    // After that: open, but where it was closed then.
    let lifted = public(events());
    for cut in [
        Cut::none(),
        Cut::recorded_by(Position(5)),
        Cut::recorded_by(Position(3)),
        Cut::published_by(day(7, 1)),
        Cut::published_by(day(5, 31)),
    ] {
        assert_eq!(leaks(&lifted, cut.clone()), ["a/p"], "{cut:?}");
    }
    for cut in [
        Cut::recorded_by(Position(4)),
        Cut::published_by(day(6, 1)),
        Cut::published_by(day(6, 30)),
        Cut::occurred_by(day(6, 30)),
    ] {
        assert_eq!(leaks(&lifted, cut.clone()), [""; 0], "{cut:?}");
    }
    // From any view to any cut.
    let (now, then) = (Cut::none(), Cut::published_by(day(6, 15)));
    let from_now = view(&lifted, now.clone()).with_cut(&then);
    assert_eq!(from_now.entries(), view(&lifted, then.clone()).entries());
    assert_eq!(view(&lifted, then).with_cut(&now).entries(), view(&lifted, now.clone()).entries());
    let earlier = view(&lifted, now.clone()).until(Position(4));
    assert_eq!(earlier.entries(), view(&lifted, Cut::recorded_by(Position(4))).entries());
    assert!(!format!("{:?}", earlier.entries()).contains(SECRET));
    let narrowed = view(&lifted, now).narrowed(|entry| entry.position > Position(2));
    assert!(!format!("{:?}", narrowed.until(Position(4)).entries()).contains(SECRET));
}

#[test]
fn only_what_certainly_lifts_an_order_opens_what_it_closed() {
    let events = |last: Vec<Event>| {
        let mut events =
            vec![paper("a/p"), order("a/o", "2024-06-01", seal("a/p", Restricted::Text))];
        events.extend(last);
        public(events)
    };
    let by_press = |mut event: Event| {
        event.source = Some(key("paper"));
        event
    };
    let lift = || order("a/u", "2024-07-01", unseal("a/o"));
    let undated = || {
        let mut lift = lift();
        lift.published = Some("XXXX-XX-XX".parse().expect("EDTF"));
        lift
    };
    let target = |name: &str| Target::Event(id(name));
    let effect = |name: &str, effect| order(name, "2024-07-02", vec![effect]);
    let disputed = || effect("a/x", Effect::Disputes { target: target("a/u"), reason: None });
    let retracted = || effect("a/x", Effect::Retracts { target: target("a/u"), reason: None });
    let in_error = || effect("a/x", Effect::Retracts { target: target("a/o"), reason: None });
    let is_open = |docket: Docket, cut: Cut| leaks(&docket, cut) == ["a/p"];
    let today = Cut::published_by(Day::from_ymd(2024, 8, 1).expect("a day"));
    assert!(is_open(events(vec![lift()]), Cut::none()));
    assert!(is_open(events(vec![in_error()]), Cut::none()), "an order docketed in error is none");
    assert!(!is_open(events(vec![by_press(lift())]), Cut::none()), "a newspaper lifts nothing");
    assert!(!is_open(events(vec![undated()]), today), "nobody knows that it was public by then");
    assert!(!is_open(events(vec![lift(), disputed()]), Cut::none()));
    assert!(!is_open(events(vec![lift(), retracted()]), Cut::none()));
    // Two orders: both are to be lifted.
    let again = order("a/o2", "2024-06-02", seal("a/p", Restricted::Document));
    let docket = events(vec![again, lift()]);
    assert!(event(&docket, "a/p").expect("open").facts.is_empty());
    assert!(event(&docket, "a/p").expect("open").text.is_some());
}

#[test]
fn what_else_tells_the_content_is_closed_with_it() {
    let target = || Target::Event(id("a/p"));
    let correction = |field, to: FactValue| Effect::Corrects { target: target(), field, to };
    let mut corrected = order(
        "a/c",
        "2024-05-05",
        vec![
            correction(Field::Text, SECRET.into()),
            correction(Field::Published, "2024-05-04".into()),
        ],
    );
    corrected.text = Some(format!("the line really says {SECRET}").into());
    let fixed = Event::bookkeeping(
        case("a"),
        key("fix"),
        Bookkeeping::TranscriptionFixed { field: Field::Text, target: target(), to: SECRET.into() },
    );
    // A second event out of the same line, an attachment, and the archive's copy.
    let mut line = paper("a/p");
    line.place = Some(7_000);
    let mut second = paper("a/p2");
    second.place = Some(7_000);
    let mut attachment = paper("a/p:1");
    attachment.place = Some(7_000);
    attachment.refers_to = vec![Reference { relation: Relation::Supports, target: target() }];
    let mut archived = paper("a/archived");
    (archived.source, archived.act) = (Some(key("archive")), Some(key("p")));
    let mut linked = paper("a/linked");
    linked.source = Some(key("archive"));
    let targets = vec![target(), Target::Event(id("a/linked"))];
    let joined =
        Event::bookkeeping(case("a"), key("l"), Bookkeeping::Linked { how: None, targets });
    // What a newspaper prints of it is its own, and so is another line of the docket.
    let mut press = paper("a/press");
    (press.source, press.act) = (Some(key("paper")), Some(key("p")));
    let mut other = paper("a/other");
    other.place = Some(8_000);
    let archive = source("archive", SourceKind::Archive, "The Archive");
    let all = vec![
        archive,
        line,
        second,
        attachment,
        archived,
        linked,
        joined,
        press,
        other,
        corrected,
        fixed,
        order("a/o", "2024-06-01", seal("a/p", Restricted::Text)),
    ];
    let docket = public(all);
    assert_eq!(leaks(&docket, Cut::none()), ["a/press", "a/other"]);
    let correcting = event(&docket, "a/c").expect("that something was corrected is open");
    let dates =
        Effect::Corrects { target: target(), field: Field::Published, to: "2024-05-04".into() };
    assert_eq!((correcting.effects, correcting.text), (vec![dates], None));
    assert_eq!(event(&docket, "a/fix"), None);
}

#[test]
fn an_order_of_another_case_closes_and_a_shown_event_is_closed_where_it_is_shown() {
    let mut shown = paper("b/p");
    shown.also_in = [case("a")].into();
    let docket = public(vec![
        paper("a/p"),
        shown,
        order("b/o", "2024-06-01", seal("a/p", Restricted::Text)),
        order("b/o2", "2024-06-01", seal("b/p", Restricted::Text)),
    ]);
    assert_eq!(leaks(&docket, Cut::none()), [""; 0]);
    let restrictions = view(&docket, Cut::none()).restrictions();
    assert_eq!(restrictions[&id("a/p")].ordered_in, [id("b/o")].into());
    // A lift in the case of the order.
    let mut lifted = vec![paper("a/p"), order("b/o", "2024-06-01", seal("a/p", Restricted::Text))];
    lifted.push(order("b/u", "2024-07-01", unseal("b/o")));
    assert_eq!(leaks(&public(lifted), Cut::none()), ["a/p"]);
}

#[test]
fn a_case_that_is_closed_as_a_whole_is_not_there_and_nothing_is_written_to_a_public_log() {
    let whole =
        vec![Effect::Restricts { target: Target::Source(key("paper")), what: Restricted::Line }];
    let mut hidden = paper("hidden/p");
    hidden.source = Some(key("paper"));
    let docket = public(vec![paper("a/p"), hidden, order("a/o", "2024-06-01", whole)]);
    assert!(docket.now().case(&case("hidden")).expect("readable").is_none());
    let cases = docket.log().cases().expect("readable");
    let cases: Vec<_> = cases.iter().map(|(case, _)| case.as_str()).collect();
    assert_eq!(cases, ["a", "ledger"]);
    let refused = docket.log().append(Batch::of(vec![paper("a/new")]));
    assert!(matches!(refused, Err(docket_core::Error::ReadOnly)));
}

#[test]
fn bookkeeping_is_closed_as_a_whole() {
    let alias = Bookkeeping::Alias { name: SECRET.to_owned(), of: "Alpha".to_owned() };
    let alias = Event::bookkeeping(case("ledger"), key("alias"), alias);
    for what in [Restricted::Text, Restricted::Line] {
        let order = order("a/o", "2024-06-01", seal("ledger/alias", what));
        let docket = public(vec![paper("b/p"), alias.clone(), order]);
        assert!(!format!("{:?}", view(&docket, Cut::none()).entries()).contains(SECRET));
        assert_eq!(event(&docket, "ledger/alias"), None);
    }
}

#[test]
fn what_is_appended_counts_at_once() {
    let log = log(vec![paper("a/p")]);
    let docket = Docket::public(log.clone());
    assert_eq!(leaks(&docket, Cut::none()), ["a/p"]);
    let sealed = order("a/o", "2024-06-01", seal("a/p", Restricted::Line));
    log.append(Batch::of(vec![sealed])).expect("a valid event");
    assert_eq!(leaks(&docket, Cut::none()), [""; 0]);
    let then = docket.at(Cut::recorded_by(Position(3))).case(&case("a")).expect("readable");
    assert!(then.is_none(), "of what was recorded by then, nothing is open now");
}
