//! Random histories: what several sources report of a few cases, with corrections, retractions,
//! disputes, vague and missing dates, and bookkeeping among them.

use docket_core::{
    Bookkeeping, Bound, CaseDescription, CaseId, CounselAct, Effect, Ending, Event, FactValue,
    Field, Form, Kind, Manner, Occurred, Party, Prejudice, Quantity, Reference, Relation,
    Restricted, Role, Scalar, Scope, Source, SourceKind, Target, Verb, Wording,
};
use docket_time::Phrase;
use proptest::prelude::*;
use proptest::sample::select;

use crate::testkit::{case, id, key};

/// The cases that a history is about.
pub(crate) const CASES: [&str; 2] = ["alpha-v-beta", "gamma-v-delta"];
/// How many events of one case can be pointed at.
const EVENTS: usize = 9;
const DATES: [&str; 12] = [
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
];
const SOURCES: [(&str, SourceKind, Option<&str>, Option<&str>); 6] = [
    ("court", SourceKind::Court, Some("The Court"), None),
    ("archive", SourceKind::Archive, Some("The Archive"), Some("2024-08-01")),
    ("party", SourceKind::Party, Some("Beta"), Some("2024-07-31")),
    ("paper", SourceKind::Press, Some("The Paper"), Some("2024-07-31")),
    ("late-paper", SourceKind::Press, Some("The Paper"), Some("2024-08-02")),
    ("nameless", SourceKind::Press, None, None),
];

/// The sources and cases, described: what every history begins with.
pub(crate) fn descriptions() -> Vec<Event> {
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
    let source = Source {
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
    };
    let what = Bookkeeping::SourceDescribed(source);
    Event::bookkeeping(ledger.clone(), key(&format!("source:{name}")), what)
}

/// Reports of one history, in one order of recording; ids are distinct.
pub(crate) fn reports() -> impl Strategy<Value = Vec<Event>> {
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
pub(crate) fn bookkeeping() -> impl Strategy<Value = Vec<Event>> {
    proptest::collection::vec(note(), 0..4).prop_map(|notes| {
        let numbered = |(at, mut event): (usize, Event)| {
            event.id = key(&format!("n{at}"));
            event
        };
        notes.into_iter().enumerate().map(numbered).collect()
    })
}

fn note() -> impl Strategy<Value = Event> {
    let links = || proptest::collection::vec(target(), 2..4);
    let what = prop_oneof![
        links().prop_map(|targets| Bookkeeping::Linked { how: None, targets }),
        links().prop_map(|targets| Bookkeeping::Separated { targets }),
        (event_target(), select(&DATES[..])).prop_map(|(target, date)| {
            Bookkeeping::TranscriptionFixed { field: Field::Occurred, target, to: date.into() }
        }),
        (event_target(), select(&DATES[..])).prop_map(|(target, date)| {
            Bookkeeping::TranscriptionFixed { field: Field::Published, target, to: date.into() }
        }),
    ];
    what.prop_map(|what| Event::bookkeeping(case(CASES[0]), key("n"), what))
}

fn report(name: &'static str) -> impl Strategy<Value = Event> {
    let head = (select(kinds()), select(&SOURCES[..]), act(), date(), published());
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
            event.source = Some(key(source.0));
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
            event.also_in = also.map(|()| others.collect()).unwrap_or_default();
            if verb == Verb::Settled {
                event.scope = Some(Scope::Case);
                event.prejudice = Some(Prejudice::Unstated);
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
    let count = (11_i64..14, select(vec![Bound::Exact, Bound::AtLeast, Bound::About]))
        .prop_map(move |(n, bound)| ("patents", FactValue::One(number(n, bound))));
    let place = select(vec!["ded", "txed"]).prop_map(|id| ("court", FactValue::from(id)));
    let places = proptest::collection::btree_set(select(vec!["US", "DE", "GB"]), 0..3)
        .prop_map(|set| ("places", FactValue::Set(set.into_iter().map(Scalar::from).collect())));
    let who = Just(("who", FactValue::OneOf(["Alpha".into(), "Beta".into()].into())));
    proptest::collection::vec(prop_oneof![3 => count, 2 => place, 2 => places, 1 => who], 0..3)
}

fn effects() -> impl Strategy<Value = Vec<Effect>> {
    let party = select(vec!["Beta", "Beta, Inc.", "Epsilon"]).prop_map(Party::named);
    let on_reports = prop_oneof![
        2 => target().prop_map(|target| Effect::Retracts { reason: None, target }),
        1 => target().prop_map(|target| Effect::Disputes { target, reason: None }),
        2 => (event_target(), select(&DATES[..])).prop_map(|(target, date)| Effect::Corrects {
            target,
            field: Field::Occurred,
            to: date.into(),
        }),
        1 => event_target().prop_map(|target| Effect::Corrects {
            target,
            field: Field::Kind,
            to: "Answer".into(),
        }),
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
    let wording = (text, form, speaker).prop_map(|(text, form, speaker)| Wording {
        form,
        id: key("w"),
        language: None,
        role: None,
        span: None,
        speaker,
        statement: Some(key("defence")),
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
    (select(&CASES[..]), 0..EVENTS)
        .prop_map(|(case, at)| Target::Event(id(&format!("{case}/e{at}"))))
}

fn target() -> impl Strategy<Value = Target> + Clone {
    let part = (event_target(), select(vec!["court", "patents", "places", "w"]));
    prop_oneof![
        4 => event_target(),
        1 => part.prop_map(|(target, part)| match target {
            Target::Event(event) => Target::Part(event, key(part)),
            other @ (Target::Part(..) | Target::Source(_)) => other,
        }),
    ]
}
