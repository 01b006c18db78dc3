//! Ledgers as the program wrote them when each stored form was the newest, opened as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docket_proof::Salt;

use super::{SledLog, Store};
use crate::entry::{Position, RecordedAt};
use crate::event::Event;
use crate::kind::{Kind, Verb};
use crate::log::{Batch, Host, Log};
use crate::stored::CODEC;

/// Of each stored form: the size and root that `docket export jsonl` of that day printed.
const LEDGERS: [(u8, u64, &str); 4] = [
    (1, 66, "6b10e9196ae67ed8becf4d48cefb101e9fd6bdafff3bcae2c38cd3f8deeb6c49"),
    (2, 66, "0388f03e23990893b5200e1672e8645996a64f7782b8b1acaf29d02927b16e40"),
    (3, 74, "655892a2877facb684a06740ec2260604c8b5730919f99805267da8f9969614e"),
    (4, 67, "0da35f282d4cf4fed329aeeaf9a6537997d5a31c0c052f53feacc20a94934369"),
];

/// Where events were expunged from the ledger of form 4.
const EXPUNGED: [u64; 3] = [20, 21, 40];

struct Later;

impl Host for Later {
    fn now(&self) -> RecordedAt {
        RecordedAt(1_900_000_000_000_000)
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes([7; 16])
    }
}

/// A copy: opening writes.
fn copy(codec: u8, to: &Path) -> PathBuf {
    let golden = format!("../../tests/golden/ledger-{codec}");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(golden);
    let ledger = to.join(codec.to_string());
    fs::create_dir_all(ledger.join("log")).unwrap();
    for inside in ["", "log"] {
        for file in fs::read_dir(golden.join(inside)).unwrap().flatten() {
            if file.path().is_file() {
                fs::copy(file.path(), ledger.join(inside).join(file.file_name())).unwrap();
            }
        }
    }
    ledger
}

#[test]
fn a_ledger_of_every_stored_form_opens_and_says_what_it_said() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(LEDGERS.map(|(codec, ..)| codec).last(), Some(&CODEC), "the newest has its ledger");
    for (codec, size, root) in LEDGERS {
        let path = copy(codec, directory.path());
        let store = Store::open(path.join("log")).unwrap();
        for chunk in store.chunks() {
            let chunk = chunk.unwrap();
            let is_expunged = EXPUNGED.contains(&chunk.rows()[0].position.0);
            let expected = if codec == 4 && is_expunged { 255 } else { codec };
            assert_eq!(chunk.codec(), expected);
        }
        drop(store);
        let log = SledLog::open(&path, Arc::new(Later)).unwrap();
        // A leaf is hashed over canonical JSON: an event that is read as another has another leaf.
        let head = crate::verify(&log, &mut |_| ()).unwrap();
        let expunged = if codec == 4 { EXPUNGED.map(Position).to_vec() } else { Vec::new() };
        assert_eq!(log.expunged().unwrap(), expunged);
        assert_eq!((head.size, &*head.root.to_string()), (Position(size), root), "form {codec}");

        let mut event =
            Event::new("a".parse().unwrap(), "1".parse().unwrap(), Kind::Motion, Verb::Filed);
        event.source = Some("docket".parse().unwrap());
        log.append(Batch::of(vec![event])).unwrap();
        drop(log);
        let log = SledLog::open(&path, Arc::new(Later)).unwrap();
        assert_eq!(crate::verify(&log, &mut |_| ()).unwrap().size, Position(size + 1));
    }
}
