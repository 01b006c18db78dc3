//! Every input of the corpus, given to its target. They are committed because each of them once showed
//! something: a part of a decoder that no other one reaches, or a fault that is mended.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use docket_fuzz::TARGETS;

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn inputs(target: &str) -> Vec<PathBuf> {
    let folder = corpus().join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{target}: {error}"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.sort();
    files
}

/// One test, so that nothing else takes memory while it is measured.
#[test]
fn every_input_keeps_what_its_target_promises() {
    let mut broken = Vec::new();
    for (name, target) in TARGETS {
        let files = inputs(name);
        assert!(!files.is_empty(), "{name} has no inputs");
        for file in files {
            let bytes = fs::read(&file).expect("readable");
            if catch_unwind(|| target(&bytes)).is_err() {
                broken.push(file);
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_folder_of_the_corpus_is_a_targets() {
    let known: BTreeSet<&str> = TARGETS.into_iter().map(|(name, _)| name).collect();
    for folder in fs::read_dir(corpus()).expect("a corpus") {
        let name = folder.expect("readable").file_name().to_string_lossy().into_owned();
        assert!(known.contains(name.as_str()), "{name} is no target");
    }
}
