//! The inputs that fuzzing began with, where our own encoders make them.
//!
//! `cargo test -p docket-fuzz --test seeds -- --ignored` writes them into the folder `DOCKET_SEEDS`, or
//! else `target/fuzz/seeds`.

use std::fs;
use std::path::PathBuf;

use docket_core::{Event, Hash, Log, MemoryLog, Position, Ticking, from_json, problems};
use docket_formats::write_jsonl;
use docket_fuzz::{a_log, signing_key};
use docket_proof::{
    Checkpoint, ConsistencyProof, InclusionProof, NodeId, SignedCheckpoint, prove_consistency,
    prove_inclusion, root_at,
};
use docket_time::{Phrase, Tz};

const GOLDEN: [&str; 3] = [
    include_str!("../../docket-core/src/stored/golden_v1.txt"),
    include_str!("../../docket-core/src/stored/golden_v2.txt"),
    include_str!("../../docket-core/src/stored/golden_v3.txt"),
];

/// The version, JSON and stored bytes of every golden event.
fn goldens() -> Vec<(u8, &'static str, Vec<u8>)> {
    let of = |(version, file): (u8, &'static str)| {
        let blocks = file.split("\n\n").filter(|block| !block.starts_with("//"));
        blocks.map(move |block| {
            let lines: Vec<&str> = block.lines().collect();
            let digits = lines[2].as_bytes().chunks(2);
            let byte = |pair| {
                u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits")
            };
            (version, lines[1], digits.map(byte).collect())
        })
    };
    (1..).zip(GOLDEN).flat_map(of).collect()
}

fn seed(target: &str, bytes: impl AsRef<[u8]>) {
    let seeds = std::env::var_os("DOCKET_SEEDS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz/seeds"),
        PathBuf::from,
    );
    let folder = seeds.join(target);
    fs::create_dir_all(&folder).expect("a folder of our own");
    let number = fs::read_dir(&folder).expect("readable").count();
    fs::write(folder.join(format!("seed-{number:03}")), bytes).expect("writable");
}

#[test]
#[ignore = "writes files"]
fn seeds_are_written() {
    events();
    proofs();
    for rule in Phrase::rules() {
        seed("phrase", rule.example);
    }
}

fn events() {
    let goldens = goldens();
    for (version, json, stored) in &goldens {
        seed("stored_event", [&[*version], &stored[..]].concat());
        seed("event_json", json);
    }
    for events in goldens.chunk_by(|one, other| one.0 == other.0) {
        for few in events.chunks(3) {
            let stored: Vec<&[u8]> = few.iter().map(|(_, _, stored)| &stored[..]).collect();
            seed("chunk", chunk(few[0].0, &stored));
        }
    }
    for few in goldens.chunks(4) {
        let events = few.iter().map(|(_, json, _)| from_json(json).expect("an event"));
        let sound: Vec<Event> = events.filter(|event| problems(event).is_empty()).collect();
        let log = MemoryLog::new(Tz::America__New_York, std::sync::Arc::new(Ticking::default()));
        if log.append(docket_core::Batch::of(sound)).is_ok() {
            seed("jsonl", jsonl(&log));
        }
    }
}

fn jsonl(log: &MemoryLog) -> Vec<u8> {
    let head = log.head().expect("in memory");
    let mut file = Vec::new();
    let entries = log.kept(Position(1)..head.size.next());
    write_jsonl(&head, Tz::America__New_York, entries, &mut file).expect("a vector");
    file
}

/// A chunk as docket-core writes one: the first entry concerns another case too.
fn chunk(codec: u8, events: &[&[u8]]) -> Vec<u8> {
    let count = u8::try_from(events.len()).expect("few");
    let each = |bytes: &[u8]| bytes.repeat(events.len());
    let mut ends = Vec::new();
    let mut end = 0_u32;
    for event in events {
        end += u32::try_from(event.len()).expect("short");
        ends.extend(end.to_le_bytes());
    }
    let body = [
        &[codec, count, 1, 0, 0, 0][..],
        &each(&7_u32.to_le_bytes()),
        &each(&1_u64.to_le_bytes()),
        &each(&1_722_297_600_000_000_i64.to_le_bytes()),
        &each(&[9; 16]),
        &each(&[8; 16]),
        &ends,
        &[0, 3, 0, 0, 0],
        &events.concat(),
    ]
    .concat();
    let length = u32::try_from(body.len() + 4).expect("short");
    [&length.to_le_bytes()[..], &body].concat()
}

fn proofs() {
    let key = signing_key();
    seed("key", key.secret_text());
    seed("key", key.verifying_key().to_string());
    seed("key", "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    let (entries, nodes) = a_log(13);
    let read = |node: NodeId| {
        let at = usize::try_from(node.completed_by() - 1).expect("small");
        Ok::<Hash, ()>(nodes[at][node.slot()])
    };
    let checkpoint = |size: u64| -> SignedCheckpoint {
        let root = root_at(size, read).expect("in memory");
        Checkpoint { origin: "log".to_owned(), size, root }.signed(&key).expect("its own key")
    };
    for size in [0, 1, 2, 3, 8, 13] {
        seed("checkpoint", checkpoint(size).to_string());
        for from in [0, 1, 2, 3, 8, 13].into_iter().filter(|from| *from <= size) {
            let hashes = prove_consistency(from, size, read).expect("in memory");
            let proof = ConsistencyProof { from, hashes, checkpoint: checkpoint(size) };
            seed("consistency_proof", proof.to_string());
        }
        for entry in &entries[..usize::try_from(size).expect("small")] {
            let hashes = prove_inclusion(size, entry.position().0, read).expect("in memory");
            let proof = InclusionProof { leaf: entry.leaf(), hashes, checkpoint: checkpoint(size) };
            seed("inclusion_proof", proof.to_string());
        }
    }
}
