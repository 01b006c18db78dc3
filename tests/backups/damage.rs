//! Backups whose files are not what was written.

use std::fs;
use std::path::Path;

use docket_formats::BackupError;

use super::{files, grow, grown, restored, save};
use crate::testkit::{Dice, copy};

/// What is wrong with a backup, which has to name the file.
fn refused(directory: &Path, name: &str, what: &str) {
    let error = restored(directory).err().unwrap_or_else(|| panic!("{name} {what}"));
    assert!(matches!(error, BackupError::Damaged { .. } | BackupError::NotABackup { .. }));
    assert!(error.to_string().contains(name), "{name} {what}: {error}");
}

#[test]
fn every_file_that_is_changed_cut_or_gone_is_named() {
    let whole = tempfile::tempdir().expect("a directory");
    save(&grown(17), whole.path()).expect("a backup");
    let mut dice = Dice::seeded();
    let files = files(whole.path());
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "lock") {
        let harmed = |what: &str, harm: &mut dyn FnMut(&Path)| {
            let room = tempfile::tempdir().expect("a directory");
            let directory = room.path().join("backup");
            copy(whole.path(), &directory);
            harm(&directory.join(name));
            refused(&directory, name, what);
            if name != "manifest.json" && !what.starts_with("flipped") {
                let error = save(&grown(18), &directory).expect_err("a damaged backup");
                assert!(error.to_string().contains(name), "{name} {what}: {error}");
            }
        };
        for _ in 0..40 {
            let at = usize::try_from(dice.below(bytes.len() as u64)).expect("a place");
            let bit = 1 << dice.below(8);
            harmed(&format!("flipped at {at}"), &mut |path| {
                let mut bytes = bytes.clone();
                bytes[at] ^= bit;
                fs::write(path, bytes).expect("a file");
            });
        }
        for left in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            harmed("cut", &mut |path| fs::write(path, &bytes[..left]).expect("a file"));
        }
        harmed("longer", &mut |path| {
            fs::write(path, [&bytes[..], b"\n"].concat()).expect("a file");
        });
        harmed("gone", &mut |path| fs::remove_file(path).expect("a file"));
    }
}

#[test]
fn files_in_each_others_place_are_named() {
    let whole = tempfile::tempdir().expect("a directory");
    save(&grown(17), whole.path()).expect("a backup");
    let of_whole = files(whole.path());
    let names: Vec<_> = of_whole.keys().filter(|name| name.starts_with("entries-")).collect();
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        let room = tempfile::tempdir().expect("a directory");
        let directory = room.path().join("backup");
        copy(whole.path(), &directory);
        for (to, from) in [(one, other), (other, one)] {
            fs::write(directory.join(names[to]), &of_whole[names[from]]).expect("a file");
        }
        refused(&directory, names[one.min(other)], "in another place");
    }
    // The manifest of an earlier backup: its last file is there no more.
    let room = tempfile::tempdir().expect("a directory");
    let log = grown(10);
    save(&log, room.path()).expect("a backup");
    let earlier = fs::read(room.path().join("manifest.json")).expect("a manifest");
    grow(&log, 12);
    save(&log, room.path()).expect("a backup");
    fs::write(room.path().join("manifest.json"), earlier).expect("a file");
    refused(room.path(), "entries-000000000008-000000000010.jsonl", "of an earlier backup");
}

#[test]
fn a_manifest_that_names_other_files_is_not_followed() {
    let room = tempfile::tempdir().expect("a directory");
    save(&grown(3), room.path()).expect("a backup");
    let path = room.path().join("manifest.json");
    let text = fs::read_to_string(&path).expect("a manifest");
    let changed = text.replace("entries-000000000001-000000000003.jsonl", "/etc/passwd");
    fs::write(&path, changed).expect("a file");
    refused(room.path(), "manifest.json", "that names another file");
    fs::write(&path, text.replace("docket/backup/1", "docket/backup/2")).expect("a file");
    let error = restored(room.path()).err().expect("another version");
    assert!(error.to_string().contains("this program reads \"docket/backup/1\""), "{error}");
}
