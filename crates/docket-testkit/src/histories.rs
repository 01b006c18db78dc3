//! Random histories: what several sources report of a few cases, with corrections, retractions,
//! disputes, vague and missing dates, and bookkeeping among them.

use std::collections::BTreeSet;

use docket_core::{
    Bookkeeping, Bound, CaseDescription, CaseId, CounselAct, Effect, Ending, Event, FactValue,
    Field, Form, Kind, Manner, Occurred, Party, Prejudice, Quantity, Reference, Relation,
    Restricted, Role, Scalar, Scope, Source, SourceKind, Target, Verb, Wording,
};
use docket_time::Phrase;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::names::{case, id, key};

/// The cases that a history is about.
pub const CASES: [&str; 2] = ["alpha-v-beta", "gamma-v-delta"];
/// Names of parties, some of them of one.
const NAMES: [&str; 5] = ["Alpha", "Beta", "Beta, Inc.", "Epsilon", "Zeta"];
/// How many events of one case can be pointed at.
const EVENTS: usize = 9;
const DATES: [&str; 13] = [
    "2024-07-28",
    "2024-07-30",
    "2024-07-30?",
    "2024-07~",
    "2024-07",
    "[2024-07-29..2024-08-01]",
    "[2024-07-28,2024-08-02]",
    "2024-07-30/2024-08-02",
    "{2024-07-29,2024-08-01}",
    "2024-08-01",
    "[..2024-07-31]",
    "XXXX-XX-XX",
    "2024-07-31T02:30:00Z",
];
const SOURCES: [(&str, SourceKind, Option<&str>, Option<&str>); 7] = [
    ("court", SourceKind::Court, Some("The Court"), None),
    ("archive", SourceKind::Archive, Some("The Archive"), Some("2024-08-01")),
    ("party", SourceKind::Party, Some("Beta"), Some("2024-07-31")),
    ("paper", SourceKind::Press, Some("The Paper"), Some("2024-07-31")),
    ("late-paper", SourceKind::Press, Some("The Paper"), Some("2024-08-02")),
    ("nameless", SourceKind::Press, None, None),
    ("us", SourceKind::Recorder, Some("The Recorder"), Some("2024-08-02")),
];
/// What reports name as their source: one of those described, or one that nobody describes.
const TOLD_BY: [&str; 8] =
    ["court", "archive", "party", "paper", "late-paper", "nameless", "us", "hearsay"];

/// The sources and cases, described: what every history begins with.
#[must_use]
pub fn descriptions() -> Vec<Event> {
    let ledger = CaseId::ledger();
    let mut events: Vec<Event> = SOURCES.iter().map(|&source| described(&ledger, source)).collect();
    for name in CASES {
        let opened =
            CaseDescription { court: Some(key("ded")), title: Some(name.to_owned()), tz: None };
        let what = Bookkeeping::CaseOpened(opened);
        events.push(Event::bookkeeping(case(name), key("opened"), what));
    }
    events
}

fn described(
    ledger: &CaseId,
    (name, kind, publisher, date): (&str, SourceKind, Option<&str>, Option<&str>),
) -> Event {
    let what = source((name, kind, publisher, date));
    Event::bookkeeping(ledger.clone(), key(&format!("source:{name}")), what)
}

fn source(
    (name, kind, publisher, date): (&str, SourceKind, Option<&str>, Option<&str>),
) -> Bookkeeping {
    Bookkeeping::SourceDescribed(Source {
        author: None,
        file: None,
        id: key(name),
        kind,
        published: date.map(|date| date.parse().expect("a date")),
        publisher: publisher.map(str::to_owned),
        sha256: None,
        title: None,
        url: None,
        via: None,
    })
}

/// Reports of one history, in one order of recording; ids are distinct.
pub fn reports() -> impl Strategy<Value = Vec<Event>> {
    let per_case = |name: &'static str| proptest::collection::vec(report(name), 0..=EVENTS);
    (per_case(CASES[0]), per_case(CASES[1])).prop_map(|(first, second)| {
        let numbered = |events: Vec<Event>| {
            events.into_iter().enumerate().map(|(at, mut event)| {
                event.id = key(&format!("e{at}"));
                event
            })
        };
        numbered(first).chain(numbered(second)).collect()
    })
}

/// Bookkeeping about what the reports say, in one order of recording.
pub fn bookkeeping() -> impl Strategy<Value = Vec<Event>> {
    proptest::collection::vec(note(), 0..8).prop_map(|notes| {
        let numbered = |(at, mut event): (usize, Event)| {
            event.id = key(&format!("n{at}"));
            event
        };
        notes.into_iter().enumerate().map(numbered).collect()
    })
}

/// A history in one order of recording, with bookkeeping anywhere among the reports, and some
/// sources and cases described late.
pub fn history() -> impl Strategy<Value = Vec<Event>> {
    let late = proptest::collection::vec(proptest::option::weighted(0.1, any::<Index>()), 9);
    let places = proptest::collection::vec(any::<Index>(), 8);
    (reports().prop_shuffle(), bookkeeping(), places, late).prop_map(
        |(mut events, notes, places, late)| {
            let mut from = 0;
            for (note, place) in notes.into_iter().zip(places) {
                // Each note goes behind the one before.
                from += place.index(events.len() + 1 - from);
                events.insert(from, note);
                from += 1;
            }
            for (description, late) in descriptions().into_iter().zip(late) {
                let place = late.map_or(0, |place| place.index(events.len() + 1));
                events.insert(place, description);
            }
            events
        },
    )
}

fn note() -> impl Strategy<Value = Event> {
    let links = || proptest::collection::vec(target(), 2..4);
    let of_the_case = prop_oneof![
        2 => links().prop_map(|targets| Bookkeeping::Linked { how: None, targets }),
        2 => links().prop_map(|targets| Bookkeeping::Separated { targets }),
        3 => correction()
            .prop_map(|(target, field, to)| Bookkeeping::TranscriptionFixed { field, target, to }),
    ];
    let of_the_ledger = prop_oneof![
        described_anew(),
        (select(&NAMES[..]), select(&NAMES[..]))
            .prop_map(|(name, of)| Bookkeeping::Alias { name: name.to_owned(), of: of.to_owned() }),
    ];
    let case_opened = select(vec!["America/New_York", "Asia/Tokyo"]).prop_map(|tz| {
        let tz = Some(tz.to_owned());
        Bookkeeping::CaseOpened(CaseDescription { tz, ..CaseDescription::default() })
    });
    let bookkeeping = |case: CaseId| move |what| Event::bookkeeping(case.clone(), key("n"), what);
    prop_oneof![
        6 => of_the_case.prop_map(bookkeeping(case(CASES[0]))),
        2 => of_the_ledger.prop_map(bookkeeping(CaseId::ledger())),
        1 => case_opened.prop_map(bookkeeping(case(CASES[0]))),
    ]
}

/// A source described again: as another sort of publisher, with another date.
fn described_anew() -> impl Strategy<Value = Bookkeeping> {
    let kind = select(vec![SourceKind::Press, SourceKind::Party, SourceKind::Court]);
    let publisher = proptest::option::of(select(vec!["The Paper", "Beta"]));
    let date = proptest::option::of(select(&DATES[..]));
    (select(&TOLD_BY[..]), kind, publisher, date)
        .prop_map(|(name, kind, publisher, date)| source((name, kind, publisher, date)))
}

/// What is put right: a field of a report or of one of its parts, and what it is.
fn correction() -> impl Strategy<Value = (Target, Field, FactValue)> {
    let of_part = |part: &'static str| move |target| in_part(target, part);
    let count = select(vec![11_i64, 12]).prop_map(|n| FactValue::One(Scalar::count(n)));
    prop_oneof![
        4 => (event_target(), select(&DATES[..]))
            .prop_map(|(target, date)| (target, Field::Occurred, date.into())),
        1 => (event_target(), select(&DATES[..]))
            .prop_map(|(target, date)| (target, Field::Published, date.into())),
        1 => event_target().prop_map(|target| (target, Field::Kind, "Answer".into())),
        1 => (event_target(), select(&NAMES[..]))
            .prop_map(|(target, name)| (target, Field::By, name.into())),
        1 => event_target().prop_map(|target| (target, Field::DocumentNumber, "7".into())),
        2 => (event_target().prop_map(of_part("patents")), count)
            .prop_map(|(target, count)| (target, Field::Value, count)),
        1 => event_target().prop_map(of_part("w"))
            .prop_map(|target| (target, Field::Speaker, "Epsilon".into())),
    ]
}

fn report(name: &'static str) -> impl Strategy<Value = Event> {
    let head = (select(kinds()), select(&TOLD_BY[..]), act(), date(), published());
    let body = (facts(), effects(), wordings(), parties(), proptest::option::of(0_u64..4));
    let links =
        (proptest::option::weighted(0.1, Just(())), proptest::option::weighted(0.2, target()));
    (head, body, links).prop_map(
        move |(
            (kind, source, act, occurred, published),
            (facts, effects, wordings, (by, against), place),
            (also, refers),
        )| {
            let verb = kind.verb().expect("a listed kind");
            let mut event = Event::new(case(name), key("e"), kind, verb);
            event.source = Some(key(source));
            event.act = act;
            event.occurred = occurred;
            event.published = published;
            event.facts = facts.into_iter().map(|(name, value)| (key(name), value)).collect();
            event.effects = effects;
            event.wordings = wordings;
            event.by = by;
            event.against = against;
            event.place = place;
            let reference = |target| Reference { relation: Relation::InResponseTo, target };
            event.refers_to = refers.map(reference).into_iter().collect();
            let others = CASES.iter().filter(|other| **other != name).map(|other| case(other));
            let also_in_others: BTreeSet<CaseId> = others.collect();
            event.also_in = also.map(|()| also_in_others.clone()).unwrap_or_default();
            if verb == Verb::Settled {
                event.scope = Some(Scope::Case);
                event.prejudice = Some(Prejudice::Unstated);
                let member = also_in_others.iter().filter(|_| event.place == Some(3));
                event.in_cases = member.map(|case| (case.clone(), Scope::Case)).collect();
            }
            event
        },
    )
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind::Complaint,
        Kind::Motion,
        Kind::Answer,
        Kind::Order,
        Kind::PressStatement,
        Kind::Manner(Manner::VoluntaryDismissal),
        Kind::Manner(Manner::Settlement),
    ]
}

fn act() -> impl Strategy<Value = Option<docket_core::Key>> {
    proptest::option::of(select(vec!["suit", "reply", "end"]).prop_map(key))
}

fn date() -> impl Strategy<Value = Option<Occurred>> {
    let phrase = |text| Occurred::Phrase(Phrase::parse(text).expect("a known phrase"));
    prop_oneof![
        1 => Just(None),
        5 => select(&DATES[..]).prop_map(|date| Some(Occurred::Date(date.parse().expect("a date")))),
        1 => select(vec!["earlier this week", "yesterday", "on Thursday"])
            .prop_map(move |text| Some(phrase(text))),
    ]
}

fn published() -> impl Strategy<Value = Option<docket_time::When>> {
    proptest::option::weighted(
        0.4,
        select(&DATES[..]).prop_map(|date| date.parse().expect("a date")),
    )
}

fn facts() -> impl Strategy<Value = Vec<(&'static str, FactValue)>> {
    let number = |number, bound| Scalar::Quantity(Quantity { number, bound, currency: None });
    let count =
        (11_i64..14, select(vec![Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::About]))
            .prop_map(move |(n, bound)| ("patents", FactValue::One(number(n, bound))));
    let place = select(vec!["ded", "txed"]).prop_map(|id| ("court", FactValue::from(id)));
    let places = proptest::collection::btree_set(select(vec!["US", "DE", "GB"]), 0..3)
        .prop_map(|set| ("places", FactValue::Set(set.into_iter().map(Scalar::from).collect())));
    let due = select(&DATES[..])
        .prop_map(|date| ("due", FactValue::One(Scalar::Date(date.parse().expect("a date")))));
    let one_place = Just(("places", FactValue::from("US")));
    let some_count = Just((
        "patents",
        FactValue::OneOf([Scalar::count(11), Scalar::count(12), Scalar::count(20)].into()),
    ));
    let who = Just(("who", FactValue::OneOf(["Alpha".into(), "Beta".into()].into())));
    proptest::collection::vec(
        prop_oneof![
            6 => count, 4 => place, 4 => places, 2 => who, 2 => due, 1 => one_place, 1 => some_count,
        ],
        0..3,
    )
}

fn effects() -> impl Strategy<Value = Vec<Effect>> {
    let party = select(vec!["Beta", "Beta, Inc.", "Epsilon"]).prop_map(Party::named);
    let on_reports = prop_oneof![
        2 => target().prop_map(|target| Effect::Retracts { reason: None, target }),
        1 => target().prop_map(|target| Effect::Disputes { target, reason: None }),
        3 => correction().prop_map(|(target, field, to)| Effect::Corrects { target, field, to }),
    ];
    let ending = select(vec![Ending::Vacated, Ending::Withdrawn]);
    let in_the_world = prop_oneof![
        2 => (event_target(), ending).prop_map(|(target, how)| Effect::Ends { target, how }),
        1 => event_target()
            .prop_map(|target| Effect::Restricts { target, what: Restricted::Document }),
        1 => party.clone().prop_map(|party| Effect::PartyJoins { party, role: Role::Defendant }),
        2 => party.clone().prop_map(|party| Effect::PartyLeaves { party }),
        1 => party.prop_map(|party| Effect::Counsel {
            counsel: "A. Lawyer".to_owned(),
            does: CounselAct::Appears,
            party,
        }),
    ];
    proptest::collection::vec(prop_oneof![2 => on_reports, 1 => in_the_world], 0..2)
}

fn wordings() -> impl Strategy<Value = Vec<Wording>> {
    let text = select(vec!["we will defend ourselves", "we will defend", "we shall resist"]);
    let form = select(vec![Form::Quoted, Form::Partial, Form::Indirect]);
    let speaker = select(vec!["Beta", "Alpha"]).prop_map(Party::named);
    let statement = proptest::option::weighted(0.8, Just(key("defence")));
    let whole = (text, form, speaker, statement);
    let wording = whole.prop_map(|(text, form, speaker, statement)| Wording {
        form,
        id: key("w"),
        language: None,
        role: None,
        span: None,
        speaker,
        statement,
        text: vec![text.to_owned()],
        to: None,
        via: None,
        within: None,
    });
    proptest::option::weighted(0.3, wording).prop_map(|one| one.into_iter().collect())
}

fn parties() -> impl Strategy<Value = (Vec<Party>, Vec<Party>)> {
    let one = |names: Vec<&'static str>| {
        proptest::collection::vec(select(names).prop_map(Party::named), 0..2)
    };
    (one(vec!["Alpha", "ALPHA INC"]), one(vec!["Beta", "Epsilon", "Beta, Inc."]))
}

/// An event of some case, there or not.
fn event_target() -> impl Strategy<Value = Target> + Clone {
    // The first events are there more often, and so are pointed at more often.
    (select(&CASES[..]), prop_oneof![3 => 0..4_usize, 1 => 0..EVENTS])
        .prop_map(|(case, at)| Target::Event(id(&format!("{case}/e{at}"))))
}

fn target() -> impl Strategy<Value = Target> + Clone {
    let part = (event_target(), select(vec!["court", "patents", "places", "w"]));
    let source = select(&TOLD_BY[..]).prop_map(|name| Target::Source(key(name)));
    prop_oneof![
        12 => event_target(),
        3 => part.prop_map(|(target, part)| in_part(target, part)),
        1 => source,
    ]
}

fn in_part(target: Target, part: &str) -> Target {
    match target {
        Target::Event(event) => Target::Part(event, key(part)),
        other @ (Target::Part(..) | Target::Source(_)) => other,
    }
}

/// The same event of another case than this one, with what it says of the case and its events.
pub(crate) fn renamed(event: Event, from: &str, to: &CaseId) -> Event {
    let from = case(from);
    if from == *to {
        return event;
    }
    let json = serde_json::to_string(&event).expect("an event is JSON");
    let json = json.replace(&format!("\"{from}\""), &format!("\"{to}\""));
    let json = json.replace(&format!("\"{from}/"), &format!("\"{to}/"));
    serde_json::from_str(&json).expect("an event by another name")
}
