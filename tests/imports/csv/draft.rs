//! Mappings to start from, guessed from a table.

use super::*;

/// What tables are made of.
const LETTERS: [&[u8]; 10] =
    [b"\"", b"\"\"", b",", b"\r", b"\n", b"a", b" ", b"\0", b"\xff", "\u{feff}".as_bytes()];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_are_lines_or_a_fault(cells in vec(vec(select(&LETTERS[..]), 0..12), 1..8)) {
        let start = b"ded,1:24-cv-1,1,2024-01-02,";
        let row = |cell: &Vec<&[u8]>| [&start[..], &cell.concat(), b"\n"].concat();
        let rows = cells.iter().map(row).collect::<Vec<_>>().concat();
        let table = [HEADER.as_bytes(), &rows].concat();
        match open(MAPPING, &table) {
            Ok(opened) => {
                let lines: Vec<SheetLine> =
                    opened.flat_map(|sheet| sheet.expect("it was looked at").lines).collect();
                let mut rows = ReaderBuilder::new().flexible(true).from_reader(&table[..]);
                let rows: Vec<_> = rows.records().map(|row| row.expect("a sound row")).collect();
                let rows: Vec<_> =
                    rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
                prop_assert_eq!(rows.len(), lines.len());
                for (row, line) in rows.iter().zip(&lines) {
                    let text = if row[4].trim().is_empty() { "" } else { &row[4] };
                    prop_assert_eq!(text, &line.text);
                }
            }
            Err(CsvFault::File(fault)) => {
                let is_row = fault.place.path.starts_with("row ");
                prop_assert!(fault.place.line > 1 && is_row, "{}", fault);
                let lines = String::from_utf8_lossy(&table).split(['\r', '\n']).count();
                prop_assert!(fault.place.line <= lines, "{}", fault);
            }
            Err(fault) => panic!("{fault:?}"),
        }
    }
}

fn draft(table: &str) -> String {
    let draft = draft_mapping(Cursor::new(table.as_bytes()), "a.csv");
    draft.unwrap_or_else(|fault| panic!("{fault:?}"))
}

#[test]
fn a_draft_guesses_from_the_header_and_says_what_it_could_not() {
    let table = "Docket Number;Case Name;Dkt. No.;Filed;Entered On;Docketed Date;Description;Judge;\"Re \"\"x\"\"\"\n\
        1:24-cv-1;A v. B;1;25.03.2024;2024-03-25;x;ORDER;Roe;\n";
    let expected = r#"# Which column of a.csv holds what: a guess from its header and first rows, to be looked over.
court = { always = "" } # no column looks like it: the court's id, such as "txed"
docket_number = { column = "Docket Number" }
title = { column = "Case Name" }
number = { column = "Dkt. No." }
filed = { column = "Filed", format = "%d.%m.%Y" }
entered = { column = "Entered On" }
text = { column = "Description" }
# No column looks like: case_filed, case_closed, short, attachments.
# Other columns; each row is kept whole, whatever is read of it:
# ignore = ["Docketed Date", 'Re "x"']

[facts]
assigned_to = { column = "Judge" }
"#;
    assert_eq!(draft(table), expected);
    assert!(slips(&draft(table)).contains("court: the text is empty"));
    // What only lacks its court is read once that is said.
    let whole = draft(table).replace("always = \"\"", "always = \"ded\"");
    let filed = sheets(&whole, table)[0].lines[0].filed.clone();
    assert_eq!(filed.expect("a day").text(), "2024-03-25");
    let empty = draft_mapping(Cursor::new(b""), "a.csv").expect_err("nothing to guess from");
    assert!(empty.to_string().contains("the file is empty"), "{empty}");
}

#[test]
fn a_draft_says_where_a_date_or_a_court_may_be_something_else() {
    let draft = draft("Court,Case #,Filing Date,Docket Text\nD. Del.,1:24-cv-1,3/4/24,x\n");
    let remark = "format = \"%m/%d/%y\" } # or is it \"%d/%m/%y\"? both fit the first rows\n";
    assert!(draft.contains(remark), "{draft}");
    let courts = "[courts] # the id of each, such as \"txed\"\n\"D. Del.\" = \"\"\n";
    assert!(draft.ends_with(courts), "{draft}");
}

#[test]
fn a_draft_is_toml_whatever_stands_in_the_file() {
    for name in ["\u{1}\n\"'", "]", "=", "\u{feff}", "\u{202e}", "''''\"\"\"\"", "\\u0041"] {
        let quoted = name.replace('"', "\"\"");
        let table = format!("Court,Case #,\"{quoted}\",Text\n\"'{quoted}\",1,x,y\n");
        let faults = CsvMapping::parse(&draft(&table)).err().unwrap_or_default();
        let is_missing = |fault: &docket_import::Fault| fault.message.contains("is missing");
        assert!(faults.iter().all(is_missing), "{faults:?}");
    }
}
