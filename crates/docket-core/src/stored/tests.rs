use std::collections::BTreeSet;

use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::any::any_event;
use super::*;
use crate::disposition::{Prejudice, Scope};
use crate::effect::{CounselAct, Effect, Ending, Restricted};
use crate::field::Field;
use crate::json::{canonical, from_json};
use crate::kind::{Kind, Verb};
use crate::reference::Relation;
use crate::role::Role;
use crate::source::SourceKind;
use crate::wording::Form;

/// One event of a codec version, as it must be read for ever.
struct Golden {
    name: &'static str,
    json: &'static str,
    bytes: Vec<u8>,
}

fn goldens() -> Vec<Golden> {
    read(include_str!("golden_v1.txt"))
}

fn goldens_of_version_2() -> Vec<Golden> {
    read(include_str!("golden_v2.txt"))
}

fn goldens_of_version_3() -> Vec<Golden> {
    read(include_str!("golden_v3.txt"))
}

fn goldens_of_version_4() -> Vec<Golden> {
    read(include_str!("golden_v4.txt"))
}

/// Reads the file: a line with a name, a line of JSON, a line of hexadecimal digits, an empty line.
fn read(file: &'static str) -> Vec<Golden> {
    let blocks = file.split("\n\n").filter(|block| !block.starts_with("//"));
    let golden = |block: &'static str| {
        let mut lines = block.lines();
        let mut line = || lines.next().expect("a golden event has three lines");
        let (name, json) = (line(), line());
        Golden { name, json, bytes: unhex(line()) }
    };
    blocks.map(golden).collect()
}

fn unhex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

#[test]
fn golden_events_have_the_bytes_they_always_had() {
    for Golden { name, json, bytes } in goldens() {
        let event = from_json(json).expect(name);
        assert_eq!(canonical(&event), json, "{name}");
        assert_eq!(decode(1, &bytes).expect(name), event, "{name}");
        let version_1 = bincode::serde::encode_to_vec(EventV1::from(&event), CONFIG);
        assert_eq!(hex(&version_1.expect(name)), hex(&bytes), "{name}");
        // What version 1 has room for, later versions store alike, with nothing behind it.
        assert_eq!(hex(&encode(&event)), hex(&bytes) + "00000000", "{name}");
    }
    for Golden { name, json, bytes } in goldens_of_version_2() {
        let event = from_json(json).expect(name);
        assert_eq!(canonical(&event), json, "{name}");
        assert_eq!(decode(2, &bytes).expect(name), event, "{name}");
        let version_2 = bincode::serde::encode_to_vec(EventV2::from(&event), CONFIG);
        assert_eq!(hex(&version_2.expect(name)), hex(&bytes), "{name}");
        assert_eq!(hex(&encode(&event)), hex(&bytes) + "000000", "{name}");
    }
    for Golden { name, json, bytes } in goldens_of_version_3() {
        let event = from_json(json).expect(name);
        assert_eq!(canonical(&event), json, "{name}");
        assert_eq!(decode(3, &bytes).expect(name), event, "{name}");
        let version_3 = bincode::serde::encode_to_vec(EventV3::from(&event), CONFIG);
        assert_eq!(hex(&version_3.expect(name)), hex(&bytes), "{name}");
        assert_eq!(hex(&encode(&event)), hex(&bytes) + "00", "{name}");
    }
    for Golden { name, json, bytes } in goldens_of_version_4() {
        let event = from_json(json).expect(name);
        assert_eq!(canonical(&event), json, "{name}");
        assert_eq!(hex(&encode(&event)), hex(&bytes), "{name}");
        assert_eq!(decode(4, &bytes).expect(name), event, "{name}");
    }
}

#[test]
fn only_a_link_says_how_it_was_found() {
    let golden = |name: &str| {
        goldens_of_version_2().into_iter().find(|golden| golden.name == name).expect(name).bytes
    };
    let (how, linked) = (golden("linked by similarity"), golden("linked by a person"));
    let separated = golden("separated");
    let behind = &how[linked.len() - 1..];
    let stray = [&separated[..separated.len() - 1], behind].concat();
    assert!(matches!(decode(2, &stray), Err(StoredError::Stray(_))));
    assert!(matches!(decode(1, &how), Err(StoredError::Leftover(_))));
    assert!(matches!(decode(2, &how[..linked.len() - 1]), Err(StoredError::Bytes(_))));
}

#[test]
fn the_golden_events_show_every_variant() {
    let text: String = goldens().iter().map(|golden| golden.json).collect();
    let says = |what: String| assert!(text.contains(&what), "no golden event has {what}");
    // What came after version 1 has golden events of its own.
    let later = [Kind::Captured, Kind::Expunged];
    for kind in Verb::iter().flat_map(Kind::of_verb).filter(|kind| !later.contains(kind)) {
        says(format!("\"kind\":\"{kind}\""));
    }
    for golden in ["\"kind\":\"Other: ", "\"rule\":", "\"one_of\":", "\"exact\":", "\"about\":"] {
        says(golden.to_owned());
    }
    Field::iter().for_each(|field| says(format!("\"field\":\"{}\"", field.name())));
    Ending::iter().for_each(|how| says(format!("\"how\":\"{}\"", how.name())));
    Restricted::iter().for_each(|what| says(format!("\"what\":\"{}\"", what.name())));
    CounselAct::iter().for_each(|does| says(format!("\"does\":\"{}\"", does.name())));
    Relation::iter().for_each(|relation| says(format!("\"relation\":\"{}\"", relation.name())));
    Role::iter().for_each(|role| says(format!("\"role\":\"{}\"", role.name())));
    Form::iter().for_each(|form| says(format!("\"form\":\"{}\"", form.name())));
    SourceKind::iter().for_each(|kind| says(format!("\"kind\":\"{}\"", kind.name())));
    for (scope, prejudice) in Scope::iter().zip(Prejudice::iter().cycle()) {
        let [scope, prejudice]: [&str; 2] = [scope.into(), prejudice.into()];
        says(format!("\"scope\":\"{scope}\""));
        says(format!("\"prejudice\":\"{prejudice}\""));
    }
    let events = goldens().into_iter().map(|golden| from_json(golden.json).expect("an event"));
    let effects: BTreeSet<_> =
        events.flat_map(|event| event.effects).map(|effect| Effect::name(&effect)).collect();
    assert_eq!(effects.len(), 13, "{effects:?}");
}

#[test]
fn what_is_not_a_stored_event_is_refused() {
    let golden = goldens().into_iter().find(|golden| golden.name == "everything").expect("it");
    let whole = &golden.bytes;
    for short in 0..whole.len() {
        assert!(decode(1, &whole[..short]).is_err(), "the first {short} bytes");
    }
    let longer = [whole, &[0][..]].concat();
    assert!(matches!(decode(1, &longer), Err(StoredError::Leftover(1))));
    for version in [0, 5, 255] {
        let error = decode(version, whole).expect_err("another version");
        assert!(matches!(error, StoredError::UnknownVersion(found) if found == version), "{error}");
    }
    // One byte changed is refused, or another event that is itself stored so.
    for at in 0..whole.len() {
        for changed in [whole[at] ^ 1, whole[at] ^ 0x80, 0, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = changed;
            if let Ok(event) = decode(1, &bytes) {
                assert_eq!(decode(CODEC, &encode(&event)).expect("what was encoded"), event);
            }
        }
    }
}

#[test]
fn each_fault_has_its_error() {
    let whole = encode(&from_json(
        r#"{"also_in":["x","y"],"case":"a","facts":{"f":"1","g":"1"},"id":"b","kind":"Motion","source":"s","text":"é","verb":"filed"}"#,
    )
    .expect("an event"));
    let with = |from: &[u8], to: &[u8]| {
        let at = whole.windows(from.len()).position(|some| some == from).expect("it is there");
        let changed = [&whole[..at], to, &whole[at + from.len()..]].concat();
        decode(CODEC, &changed).expect_err("a fault")
    };
    assert!(matches!(with(b"Motion", b"motion"), StoredError::Name { what: "kind", .. }));
    assert!(matches!(with(b"\x06Motion", b"\x08Other: x"), StoredError::Name { what: "kind", .. }));
    assert!(matches!(with(b"\x01x\x01y", b"\x01y\x01x"), StoredError::Order("cases")));
    assert!(matches!(with(b"\x01x\x01y", b"\x01x\x01x"), StoredError::Order("cases")));
    let ([f, g], swapped) = ([&b"\x01f"[..], &b"\x01g"[..]], b"\x01g\0\0\x011\x01f");
    assert!(matches!(
        with(&[f, &b"\0\0\x011"[..], g].concat(), swapped),
        StoredError::Order("facts")
    ));
    assert!(matches!(with(b"\x06Motion", b"\xfb\x06\0Motion"), StoredError::Longer));
    assert!(matches!(with("é".as_bytes(), b"\xc3("), StoredError::Bytes(_)));
    assert!(matches!(with(b"\x01s", b"\x01#"), StoredError::Id(_)));
}

#[test]
fn no_length_makes_the_decoder_reserve_what_is_not_there() {
    // A varint length of 2^62 where each of the first lengths is.
    let huge = [253, 0, 0, 0, 0, 0, 0, 0, 0x40];
    let whole = encode(&from_json(&golden_json("everything")).expect("an event"));
    for at in 0..whole.len() {
        let bytes = [&whole[..at], &huge, &whole[at..]].concat();
        let _ = decode(CODEC, &bytes);
    }
}

fn golden_json(name: &str) -> String {
    goldens().iter().find(|golden| golden.name == name).expect("a golden event").json.to_owned()
}

#[test]
fn an_event_of_very_many_small_parts_can_be_read_again() {
    let json = golden_json("everything");
    let mut event = from_json(&json).expect("an event");
    event.wordings[0].text.extend(vec![String::new(); 340_000]);
    assert!(canonical(&event).len() > 1_000_000);
    assert_eq!(decode(CODEC, &encode(&event)).expect("within the limit"), event);
}

#[test]
fn names_beyond_the_surrogates_are_ordered_as_the_rfc_orders_them() {
    let event = from_json(
        r#"{"case":"a","facts":{"\uff21":1,"\ud835\udd38":2},"id":"b","kind":"Motion","verb":"filed"}"#,
    );
    let json = canonical(&event.expect("an event"));
    assert!(json.contains(r#""facts":{"𝔸":2,"Ａ":1}"#), "{json}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_event_survives_its_stored_form_and_its_json(event in any_event()) {
        let bytes = encode(&event);
        prop_assert_eq!(&decode(CODEC, &bytes).expect("what was encoded"), &event);
        let from = from_json(&canonical(&event)).expect("what was written");
        prop_assert_eq!(&from, &event);
        prop_assert_eq!(encode(&from), bytes);
    }

    #[test]
    fn plain_json_is_canonical(event in any_event()) {
        let canonicalised = serde_json_canonicalizer::to_string(&event).expect("an event");
        prop_assert_eq!(canonical(&event), canonicalised);
    }

    #[test]
    fn any_bytes_are_an_event_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for version in [1, 2, CODEC] {
            let Ok(event) = decode(version, &bytes) else { continue };
            prop_assert_eq!(decode(CODEC, &encode(&event)).expect("what was encoded"), event);
        }
    }
}
