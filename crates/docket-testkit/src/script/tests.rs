//! Scripts of a shell, which stands in for the program.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Scripts;

/// A folder with one script, `a.script`, and a file that it may be given.
fn folder(script: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.script");
    fs::write(&path, script).expect("a script");
    fs::create_dir(folder.path().join("a")).expect("its folder");
    fs::write(folder.path().join("a/note.txt"), "one\n\ntwo  \n").expect("a file");
    (folder, path)
}

fn shell() -> Scripts<'static> {
    Scripts::of("sh").on("a directory", |directory| directory.join("ledger"))
}

/// What a script comes out as, on the first ledger.
fn came_of(scripts: &Scripts<'_>, script: &str) -> String {
    let (folder, path) = folder(script);
    scripts.update(folder.path());
    fs::read_to_string(path).expect("the script")
}

fn only(scripts: &Scripts<'_>, folder: &Path) -> String {
    let broken = scripts.broken(folder);
    assert_eq!(broken.len(), 1, "{broken:?}");
    broken[0].to_string()
}

#[test]
fn a_script_holds_while_it_comes_out_as_it_stands() {
    let (folder, path) = folder("# When\n> docket -c 'echo one; echo; echo two'\n---\n");
    assert_eq!(shell().broken(folder.path()).len(), 1);
    shell().update(folder.path());
    shell().hold(folder.path());
    let stands = fs::read_to_string(&path).expect("the script");
    assert_eq!(stands, "# When\n> docket -c 'echo one; echo; echo two'\n---\none\ntwo\n");

    fs::write(&path, stands.replace("\ntwo\n", "\nthree\n")).expect("a changed script");
    let told = only(&shell(), folder.path());
    assert!(told.contains("a.script on a directory: "), "{told}");
    assert!(told.contains("\n-three\n+two\n"), "{told}");
}

#[test]
fn a_file_is_given_and_shown() {
    let came = came_of(&shell(), "given note.txt\n> docket -c 'cat note.txt'\n---\n");
    assert!(came.ends_with("---\none\ntwo\none\ntwo\n"), "{came}");
    let came = came_of(&shell(), "(given note.txt)\n---\n");
    assert!(came.ends_with("---\nok\n"), "{came}");
}

#[test]
fn what_is_refused_is_shown_with_its_exit_code() {
    let refused = "> docket -c 'echo why >&2; exit 7'\n---\n";
    let came = came_of(&shell(), &format!("! {refused}"));
    assert!(came.ends_with("---\nError: exit code 7\nwhy\n"), "{came}");
    let (folder, _) = folder(&format!("# Then\n{refused}"));
    let told = only(&shell(), folder.path());
    assert!(told.contains("failed at line 2: exit code 7\nwhy"), "{told}");
}

#[test]
fn words_come_in_their_order_however_they_are_written() {
    let line = r#"-c 'printf "<%s>" "$@"' - case field=1 --by "two words" @5 ./x"#;
    let came = came_of(&shell(), &format!("> docket {line} # a remark\n---\n"));
    let words = "<case><field=1><--by><two words><@5><./x>\n";
    assert!(came.ends_with(words), "{came}");
    let quoted =
        r#""-c" 'printf "<%s>" "$@"' "-" case field=1 "--by" "two words" "@5" "./x" # a remark"#;
    let came = came_of(&shell(), &format!("docket {quoted}\n---\n"));
    assert!(came.ends_with(words), "{came}");
}

#[test]
fn what_is_no_command_of_scripts_is_told() {
    for (line, why) in [
        ("record x", "a script says `> docket ..` or `given FILE`"),
        ("> docket 'x", "a quote is not closed: docket 'x"),
        ("given", "`given` takes one file"),
        ("given nothing.txt", "nothing.txt: No such file"),
        ("docket --x", "parse error at line 1"),
    ] {
        let (folder, _) = folder(&format!("{line}\n---\n"));
        let told = only(&shell(), folder.path());
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn what_differs_from_run_to_run_stands_in_brackets() {
    let hex = "0123456789abcdef";
    let base64 = "gWeF/a/Sj/klu8Yu2K7wcAV21VwHWbuq+wPcyY+WuPE";
    let texts = [
        ("at 2026-11-22T20:49:50Z  x".to_owned(), "at [a recorded instant]  x".to_owned()),
        ("2026-11-22T20:49:50.667677Z".to_owned(), "[a recorded instant]".to_owned()),
        ("on 2024-07-31, @5".to_owned(), "on 2024-07-31, @5".to_owned()),
        (hex.repeat(4), "[hash]".to_owned()),
        (format!("{base64}="), "[hash]".to_owned()),
        (hex.repeat(2), "[salt]".to_owned()),
        (format!("docket/{hex}+a53f3760+A{base64}"), "docket/[name]+[key]".to_owned()),
        (format!("- docket/{hex} {base64}{base64}=="), "- docket/[name] [bytes]".to_owned()),
        ("$DOCKET_LEDGER".to_owned(), "[ledger]".to_owned()),
        ("$PWD/x".to_owned(), "[directory]/x".to_owned()),
        ("<$DOCKET_FIXTURES$NO_COLOR>".to_owned(), "<>".to_owned()),
        ("pid 1234".to_owned(), "pid [number]".to_owned()),
    ];
    let scripts = shell().redact(r"\bpid \d+", "pid [number]");
    for (text, shown) in texts {
        let came = came_of(&scripts, &format!("> docket -c 'echo \"{text}\"'\n---\n"));
        assert_eq!(came.split_once("---\n").map(|(_, out)| out.trim_end()), Some(&*shown));
    }
}

#[test]
fn each_kind_of_ledger_has_to_give_the_same() {
    let kinds = shell().on("a file", |directory| directory.join("file"));
    let (folder, _) = folder("> docket -c 'basename $DOCKET_LEDGER'\n---\n");
    kinds.update(folder.path());
    let told = only(&kinds, folder.path());
    assert!(told.contains("a.script on a file: "), "{told}");
    assert!(told.contains("\n-ledger\n+file\n"), "{told}");
}

#[test]
#[should_panic(expected = "no script is in ")]
fn a_folder_without_scripts_is_a_mistake() {
    let (folder, path) = folder("");
    fs::remove_file(path).expect("an empty folder");
    shell().hold(folder.path());
}
