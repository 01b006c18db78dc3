//! Events of every shape, for tests. They need not keep the rules of events.

use docket_time::{Phrase, When};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of as option;
use proptest::prelude::*;
use proptest::sample::select;
use smol_str::SmolStr;
use strum::IntoEnumIterator;

use crate::bookkeeping::{Bookkeeping, CaseDescription, Expunging, HowLinked};
use crate::capture::{Capture, DocketLine};
use crate::disposition::{Prejudice, Scope};
use crate::effect::{CounselAct, Effect, Ending, Restricted};
use crate::entry::Position;
use crate::event::{Event, Occurred};
use crate::field::Field;
use crate::id::{CaseId, EventId, Key, Target};
use crate::kind::{Kind, Verb};
use crate::party::Party;
use crate::reference::{Reference, Relation};
use crate::role::Role;
use crate::source::{Source, SourceKind};
use crate::value::{Bound, FactValue, MAX_NUMBER, Quantity, Scalar};
use crate::wording::{Form, Wording};

/// Any event.
pub(crate) fn any_event() -> BoxedStrategy<Event> {
    let what = (case(), key(), option(key()), kind(), one::<Verb>(), option(key()), option(text()));
    let when =
        (option(when()), option(occurred()), option(0..MAX_NUMBER.unsigned_abs()), option(text()));
    let who = (parties(), parties(), parties(), btree_set(case(), 0..3), vec(wording(), 0..3));
    let said = (btree_map(key(), value(), 0..4), vec(reference(), 0..3), vec(effect(), 0..4));
    let ended = (
        option(one::<Scope>()),
        option(one::<Prejudice>()),
        btree_map(case(), one::<Scope>(), 0..3),
    );
    (what, when, who, said, ended, (option(bookkeeping()), option(line())))
        .prop_map(|(what, when, who, said, ended, (bookkeeping, line))| {
            let (case, id, act, kind, verb, source, text) = what;
            let (published, occurred, place, document_number) = when;
            let (by, against, on_behalf_of, also_in, wordings) = who;
            let (facts, refers_to, effects) = said;
            let (scope, prejudice, in_cases) = ended;
            Event {
                act,
                against,
                also_in,
                bookkeeping,
                by,
                case,
                document_number: document_number.map(SmolStr::from),
                effects,
                facts,
                id,
                in_cases,
                kind,
                line,
                occurred,
                on_behalf_of,
                place,
                prejudice,
                published,
                refers_to,
                scope,
                source,
                text: text.map(SmolStr::from),
                verb,
                wordings,
            }
        })
        .boxed()
}

/// One of a closed list.
fn one<T: IntoEnumIterator + Clone + std::fmt::Debug + 'static>() -> BoxedStrategy<T> {
    select(T::iter().collect::<Vec<_>>()).boxed()
}

fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[ -~]{0,12}",
        vec(any::<char>(), 0..6).prop_map(String::from_iter),
        "\\PC{250,260}"
    ]
    .boxed()
}

fn name(forbidden: &'static [char]) -> BoxedStrategy<String> {
    let wild = vec(any::<char>(), 1..5).prop_map(String::from_iter);
    let plain = "[a-zA-Z0-9_.:-]{1,9}";
    prop_oneof![plain, wild]
        .prop_map(move |text| {
            let allowed =
                |c: &char| !c.is_whitespace() && !c.is_control() && !forbidden.contains(c);
            let text: String = text.chars().filter(allowed).collect();
            let text = text.trim_matches(['/', '@']);
            if text.is_empty() { "empty".to_owned() } else { text.to_owned() }
        })
        .boxed()
}

fn case() -> BoxedStrategy<CaseId> {
    name(&['#']).prop_map(|name| name.parse().expect("a case id")).boxed()
}

fn key() -> BoxedStrategy<Key> {
    name(&['#', '/']).prop_map(|name| name.parse().expect("a key")).boxed()
}

fn target() -> BoxedStrategy<Target> {
    let event = || (case(), key()).prop_map(|(case, key)| EventId { case, key });
    prop_oneof![
        event().prop_map(Target::Event),
        (event(), key()).prop_map(|(event, name)| Target::Part(event, name)),
        key().prop_map(Target::Source),
    ]
    .boxed()
}

fn kind() -> BoxedStrategy<Kind> {
    let listed: Vec<Kind> = Verb::iter().flat_map(Kind::of_verb).collect();
    prop_oneof![select(listed), "[A-Za-z é]{0,5}x".prop_map(Kind::Other)].boxed()
}

fn when() -> BoxedStrategy<When> {
    const TEXTS: [&str; 8] = [
        "2024-07-30",
        "2023-10",
        "2014~",
        "2016/2020",
        "[2024-07-28..2024-08-01]",
        "{2023-10,2023-11}",
        "../2020",
        "2024-07-30T09:15:00-04:00",
    ];
    select(&TEXTS[..]).prop_map(|text| text.parse().expect("EDTF")).boxed()
}

fn occurred() -> BoxedStrategy<Occurred> {
    let phrases: Vec<Phrase> = Phrase::rules()
        .iter()
        .filter_map(|rule| Phrase::with_rule(rule.example, rule.number).ok())
        .collect();
    prop_oneof![when().prop_map(Occurred::Date), select(phrases).prop_map(Occurred::Phrase)].boxed()
}

fn party() -> BoxedStrategy<Party> {
    (option(text()), text()).prop_map(|(id, name)| Party { id, name: name.into() }).boxed()
}

fn parties() -> BoxedStrategy<Vec<Party>> {
    vec(party(), 0..3).boxed()
}

fn scalar() -> BoxedStrategy<Scalar> {
    const BOUNDS: [Bound; 4] = [Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::About];
    let quantity = (-MAX_NUMBER..=MAX_NUMBER, select(&BOUNDS[..]), option("[A-Z]{3}"));
    prop_oneof![
        text().prop_map(Scalar::Text),
        quantity.prop_map(|(number, bound, currency)| {
            Scalar::Quantity(Quantity { number, bound, currency })
        }),
        when().prop_map(Scalar::Date),
    ]
    .boxed()
}

fn value() -> BoxedStrategy<FactValue> {
    prop_oneof![
        scalar().prop_map(FactValue::One),
        btree_set(scalar(), 0..4).prop_map(FactValue::OneOf),
        btree_set(scalar(), 0..4).prop_map(FactValue::Set),
    ]
    .boxed()
}

fn reference() -> BoxedStrategy<Reference> {
    (one::<Relation>(), target())
        .prop_map(|(relation, target)| Reference { relation, target })
        .boxed()
}

fn effect() -> BoxedStrategy<Effect> {
    let on_reports = prop_oneof![
        (target(), one::<Field>(), value()).prop_map(|(target, field, to)| Effect::Corrects {
            target,
            field,
            to
        }),
        (target(), option(text())).prop_map(|(target, reason)| Effect::Retracts { reason, target }),
        (target(), option(text())).prop_map(|(target, reason)| Effect::Disputes { target, reason }),
    ];
    let on_acts = prop_oneof![
        (target(), one::<Ending>()).prop_map(|(target, how)| Effect::Ends { target, how }),
        (target(), one::<Restricted>())
            .prop_map(|(target, what)| Effect::Restricts { target, what }),
        (option(case()), key()).prop_map(|(case, court)| Effect::Transfers { case, court }),
        (vec(case(), 0..3), option(case()))
            .prop_map(|(cases, lead)| Effect::Consolidates { cases, lead }),
        (parties(), case()).prop_map(|(parties, case)| Effect::Severs { parties, case }),
    ];
    let on_people =
        prop_oneof![
            (party(), one::<Role>()).prop_map(|(party, role)| Effect::PartyJoins { party, role }),
            party().prop_map(|party| Effect::PartyLeaves { party }),
            (party(), party()).prop_map(|(party, to)| Effect::PartyRenamed { party, to }),
            (text(), one::<CounselAct>(), party())
                .prop_map(|(counsel, does, party)| Effect::Counsel { counsel, does, party }),
            (text(), when(), option(party())).prop_map(|(deadline, due, party)| Effect::Deadline {
                deadline,
                due,
                party
            }),
        ];
    prop_oneof![on_reports, on_acts, on_people].boxed()
}

fn wording() -> BoxedStrategy<Wording> {
    let names = (key(), option(key()), option(target()));
    let how =
        (one::<Form>(), option(text()), option((any::<u32>(), any::<u32>())), vec(text(), 0..4));
    let who = (party(), option(text()), option(text()), option(text()));
    (names, how, who)
        .prop_map(|((id, statement, within), (form, language, span, text), who)| {
            let (speaker, role, to, via) = who;
            let span = span.map(|(from, to)| (from.into(), to.into()));
            Wording { form, id, language, role, span, speaker, statement, text, to, via, within }
        })
        .boxed()
}

fn bookkeeping() -> BoxedStrategy<Bookkeeping> {
    let described = (option(key()), option(text()), option(text()))
        .prop_map(|(court, title, tz)| CaseDescription { court, title, tz });
    prop_oneof![
        described.prop_map(Bookkeeping::CaseOpened),
        source().prop_map(Bookkeeping::SourceDescribed),
        (option(how_linked()), vec(target(), 0..4))
            .prop_map(|(how, targets)| Bookkeeping::Linked { how, targets }),
        vec(target(), 0..4).prop_map(|targets| Bookkeeping::Separated { targets }),
        (text(), text()).prop_map(|(name, of)| Bookkeeping::Alias { name, of }),
        (one::<Field>(), target(), value())
            .prop_map(|(field, target, to)| Bookkeeping::TranscriptionFixed { field, target, to }),
        capture().prop_map(Bookkeeping::Captured),
        expunging().prop_map(Bookkeeping::Expunged),
    ]
    .boxed()
}

fn expunging() -> BoxedStrategy<Expunging> {
    (option(text()), vec((1..MAX_NUMBER.unsigned_abs()).prop_map(Position), 0..4), text())
        .prop_map(|(order, positions, reason)| Expunging { order, positions, reason })
        .boxed()
}

fn capture() -> BoxedStrategy<Capture> {
    (option(text()), any::<bool>(), vec(key(), 0..3), option(when()), option(text()), key())
        .prop_map(|(file, full, holds, on, sha256, source)| Capture {
            file,
            full,
            holds,
            on,
            sha256,
            source,
        })
        .boxed()
}

fn line() -> BoxedStrategy<DocketLine> {
    (option(text()), option(key())).prop_map(|(raw, rule)| DocketLine { raw, rule }).boxed()
}

fn how_linked() -> BoxedStrategy<HowLinked> {
    (key(), any::<u16>(), any::<u8>())
        .prop_map(|(method, rule, score)| HowLinked { method, rule, score })
        .boxed()
}

fn source() -> BoxedStrategy<Source> {
    let names = (key(), option(key()), one::<SourceKind>(), option(when()));
    let texts = (option(text()), option(text()), option(text()), option(text()), option(text()));
    (names, texts, option(text()))
        .prop_map(|((id, via, kind, published), texts, url)| {
            let (author, file, publisher, sha256, title) = texts;
            Source { author, file, id, kind, published, publisher, sha256, title, url, via }
        })
        .boxed()
}
