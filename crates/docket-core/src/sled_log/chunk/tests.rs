use proptest::prelude::*;

use super::*;
use crate::draft::Restored;
use crate::index::Index;
use crate::kind::{Kind, Verb};

/// Entries whose texts have these lengths and that concern so many other cases.
fn placed(shapes: &[(usize, usize)]) -> Vec<Placed> {
    let mut index = Index::default();
    let place = |(number, (length, concerned)): (u64, &(usize, usize))| {
        let key = format!("{number}").parse().unwrap();
        let mut event = crate::Event::new("a".parse().unwrap(), key, Kind::Motion, Verb::Filed);
        event.source = Some("s".parse().unwrap());
        event.text = Some("x".repeat(*length).into());
        event.also_in = (0..*concerned).map(|n| format!("m{n}").parse().unwrap()).collect();
        let salt = Salt::from_bytes([u8::try_from(number % 256).unwrap(); 16]);
        let [position, revision] = [number, number];
        let (position, revision) = (Position(position), Revision(revision));
        let recorded_at = RecordedAt(i64::try_from(number).unwrap() * 10);
        let entry = LogEntry { position, revision, recorded_at, salt, event };
        Restored::of(Kept::Entry(entry))
            .unwrap()
            .place(&mut index, &mut |at| panic!("{at} is another event"))
            .unwrap()
    };
    (1..).zip(shapes).map(place).collect()
}

#[test]
fn a_chunk_is_full_at_twelve_entries_or_six_kibibytes() {
    let lengths = |shapes: &[(usize, usize)]| {
        part(&placed(shapes)).iter().map(|part| part.len()).collect::<Vec<_>>()
    };
    assert_eq!(lengths(&[]), [0; 0]);
    assert_eq!(lengths(&[(10, 0); 30]), [12, 12, 6]);
    assert_eq!(lengths(&[(2_500, 0); 5]), [2, 2, 1]);
    assert_eq!(lengths(&[(10, 0), (50_000, 0), (10, 0), (10, 2_000), (10, 0)]), [1, 1, 1, 1, 1]);
    for part in part(&placed(&[(500, 3); 100])) {
        assert!(encode(part).len() <= MAX_BODY);
    }
}

#[test]
fn a_changed_chunk_is_damage_or_another_chunk_but_no_panic() {
    let bytes = encode(&placed(&[(5, 2), (0, 0), (7, 1)]));
    for at in 0..bytes.len() {
        for changed in [0, 1, 0x7f, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] = changed;
            if let Ok(chunk) = Chunk::decode(Position(1), bytes) {
                for row in chunk.rows() {
                    let _ = chunk.kept(row.position);
                }
            }
        }
        assert!(Chunk::decode(Position(1), bytes[..at].to_vec()).is_err());
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(Chunk::decode(Position(1), longer).is_err());
}

#[test]
fn chunks_of_earlier_codec_versions_are_still_read() {
    let mut placed = placed(&[(5, 0), (7, 1)]);
    let mut bytes = encode(&placed);
    // Version 2 put one byte behind such an event, version 3 two more, version 4 one: nothing
    // follows.
    for (version, behind) in [(3, 1), (2, 2), (1, 1)] {
        for one in &mut placed {
            let left = one.stored.len() - behind;
            assert!(one.stored.drain(left..).all(|byte| byte == 0));
        }
        bytes = encode(&placed);
        bytes[4] = version;
        let chunk = Chunk::decode(Position(1), bytes.clone()).unwrap();
        for one in &placed {
            assert_eq!(chunk.kept(one.row.position).unwrap(), one.kept);
        }
    }
    bytes[4] = stored::CODEC + 1;
    let chunk = Chunk::decode(Position(1), bytes).unwrap();
    let error = chunk.kept(Position(1)).unwrap_err();
    assert!(matches!(error, Error::UnknownVersion { found: 5, known: 4, .. }), "{error}");
}

#[test]
fn an_empty_chunk_is_damage() {
    assert!(Chunk::decode(Position(1), encode(&[])).is_err());
}

#[test]
fn what_is_left_of_an_expunged_entry_stands_alone() {
    let placed = placed(&[(5, 0), (4, 2), (7, 1), (6, 0)]);
    let chunk = Chunk::decode(Position(1), encode(&placed)).unwrap();
    let salt = Salt::from_bytes([9; 16]);
    let left = chunk.without(|at| at == Position(2) || at == Position(3), || salt).unwrap();
    let firsts: Vec<_> = left.iter().map(|(first, _)| first.0).collect();
    assert_eq!(firsts, [1, 2, 3, 4]);
    for ((first, bytes), placed) in left.iter().zip(&placed) {
        let chunk = Chunk::decode(*first, bytes.clone()).unwrap();
        let kept = chunk.kept(*first).unwrap();
        assert_eq!(kept.leaf(), placed.kept.leaf());
        if let Kept::Expunged(expunged) = &kept {
            assert_eq!(chunk.rows()[0].concerned, []);
            assert!(!bytes.windows(4).any(|four| four == b"xxxx"), "{bytes:?}");
            let again = chunk.without(|_| true, || salt).unwrap();
            assert_eq!(again, [(*first, bytes.clone())]);
            let restored = Restored::of(Kept::Expunged(expunged.clone())).unwrap();
            assert_eq!(encode(&[Placed::expunged(expunged.clone())]), *bytes);
            assert_eq!(restored.bytes(), 32);
        } else {
            assert_eq!(kept, placed.kept);
        }
    }
    // All but the version says that it is expunged.
    let mut bytes = left[1].1.clone();
    bytes[4] = stored::CODEC;
    assert!(Chunk::decode(Position(2), bytes).is_err());
}

proptest! {
    #[test]
    fn a_chunk_is_decoded_as_it_was_encoded(
        shapes in proptest::collection::vec((0..3_000_usize, 0..4_usize), 1..30),
    ) {
        let placed = placed(&shapes);
        let mut seen = 0;
        for part in part(&placed) {
            let first = part[0].row.position;
            let chunk = Chunk::decode(first, encode(part)).unwrap();
            prop_assert_eq!(chunk.rows().len(), part.len());
            for (row, placed) in chunk.rows().iter().zip(part) {
                prop_assert_eq!(row, &placed.row);
                prop_assert!(chunk.holds(row.position));
                prop_assert_eq!(&chunk.kept(row.position).unwrap(), &placed.kept);
            }
            prop_assert!(!chunk.holds(chunk.end()) && !chunk.holds(Position(first.0 - 1)));
            seen += part.len();
        }
        prop_assert_eq!(seen, placed.len());
    }
}
