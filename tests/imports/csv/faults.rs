//! What is wrong with a table, told with its place.

use super::*;

#[test]
fn a_cell_or_a_row_that_does_not_hold_is_named_with_its_place() {
    let good = "ded,1:24-cv-1,1,2024-01-02,\"a\nb\"\n";
    for (row, expected) in [
        (
            "ded,1:24-cv-1,2,2024-02-30,x",
            "4:17: row 3, column `Filed`: `2024-02-30` is not a date such as 2024-03-05; a mapping says how a column writes dates: { column = .., format = \"%m/%d/%Y\" }",
        ),
        ("ded,1:24-cv-1,2,2024,x", "4:17: row 3, column `Filed`: `2024` is not"),
        (
            "txde,1:24-cv-1,2,2024-02-03,x",
            "4:1: row 3, column `Court`: no court is known as `txde`: say which it is under [courts] of the mapping, such as txde = \"txde\", or did you mean `txed`?",
        ),
        (
            "E.D. Tex.,1:24-cv-1,2,2024-02-03,x",
            "row 3, column `Court`: no court is known as `E.D. Tex.`",
        ),
        ("ded,,2,2024-02-03,x", "4:5: row 3, column `Case`: every row needs its docket number"),
        (" ,1:24-cv-1,2,2024-02-03,x", "4:1: row 3, column `Court`: every row needs its court"),
        ("ded,#,2,2024-02-03,x", "4:5: row 3, column `Case`: "),
        ("ded,1:24-cv-1,2,2024-02-03", "4:1: row 3: the row has 4 cells, and the header has 5"),
        (
            "ded,1:24-cv-1,2,2024-02-03,\u{e9}, and more,",
            "4:30: row 3: the row has 7 cells, and the header has 5; a cell that holds what parts cells",
        ),
        (
            "ded,1:24-cv-1,\"2,2024-02-03,x",
            "4:15: row 3, column `No`: the quotation mark that begins the cell is never closed",
        ),
        (
            "ded,1:24-cv-1,2,2024-02-03,\"\u{e9}\"x\"",
            "4:30: row 3, column `Text`: a quotation mark inside a quoted cell is written twice",
        ),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let rows = format!("{good}{row}{end}").replace('\n', end);
            let table = format!("{}{rows}", HEADER.replace('\n', end));
            let told = fault_of(MAPPING, &table);
            // Where a line ends in the middle of the row, its end is part of what is not closed.
            assert!(told.contains(expected), "{row}\n{told}\n{expected}");
            let told = fault_of(MAPPING, format!("\u{feff}{table}"));
            assert!(told.contains(expected), "{row}\n{told}\n{expected}");
        }
    }
}

#[test]
fn the_first_fault_is_told_whatever_follows_it() {
    let rows = "ded,1:24-cv-1,1,today,a\nded,1:24-cv-1,1,2024-01-01,\"b\"c\"\n";
    assert!(fault(rows).starts_with("2:17: row 2, column `Filed`: `today`"), "{}", fault(rows));
}

#[test]
fn a_file_that_is_no_table_is_refused() {
    for (table, expected) in [
        (&b""[..], "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\r\n\n\r", "the file is empty"),
        (b"Court,Case,No,Filed,Text", "the file has a header and no rows"),
        (b"Court,Case,No,Filed,Text\n,,,,\n\n", "the file has a header and no rows"),
        (b"\xff\xfeC\0o\0", "the file is UTF-16; save it as UTF-8"),
        (b"PK\x03\x04xxxx", "the file is a spreadsheet"),
        (b"Court,Case,No,Filed,Te\xe9t\n", "1:21: row 1: the cell is not UTF-8"),
        (
            b"Court,Case,No,Filed,Text\nded,1:24-cv-1,1,2024-01-02,caf\xe9\n",
            "2:28: row 2, column `Text`: the cell is not UTF-8; save the file as UTF-8",
        ),
        (
            b"Court,Text,No,Filed,Text\n",
            "1:21: row 1: two columns are called `Text`, the 2nd and the 5th; rename one",
        ),
    ] {
        let told = fault_of(MAPPING, table);
        assert!(told.contains(expected), "{}: {told}", String::from_utf8_lossy(table));
    }
}

#[test]
fn what_is_too_large_for_an_event_is_refused_and_what_is_not_is_kept() {
    let row = |text: &str| format!("ded,1:24-cv-1,1,2024-01-02,\"{text}\"\n");
    let most = "x".repeat(490_000);
    let sheet = sheet(row(&most));
    assert_eq!(sheet.lines[0].text, most);
    let names = DocketNames::of(&sheet.court, &sheet.number).expect("names");
    for event in &read_sheet(&sheet, &names, Rules::bundled()).lines[0].events {
        assert_eq!(docket_core::problems(event), []);
    }
    let escaped = fault(row(&"\u{1}".repeat(90_000)));
    assert!(
        escaped.starts_with("2:28: row 2, column `Text`: the line and what is kept"),
        "{escaped}"
    );
    let large = fault(row(&"x".repeat(1 << 20)));
    assert!(large.contains("the quotation mark that begins the cell is not closed"), "{large}");
    let large = fault(row(&"x".repeat(1 << 20)).replace('"', ""));
    assert!(large.contains("the row has more than 1048576 bytes"), "{large}");
    // A mark that is not closed ends the reading there, and not at the end of the file.
    let unclosed = format!("ded,1:24-cv-1,1,2024-01-02,\"x\n{}", row("y").repeat(100_000));
    let told = fault(unclosed);
    assert!(told.starts_with("3:28: row 2, column `Text`: a quotation mark inside"), "{told}");
}

/// A file that another program overwrites once it was read to its end.
struct Overwritten {
    now: Cursor<Vec<u8>>,
    later: Option<Vec<u8>>,
    ends: usize,
}

impl Read for Overwritten {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.now.read(buffer)?;
        self.ends += usize::from(read == 0);
        Ok(read)
    }
}

impl Seek for Overwritten {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        // The delimiter is stated, so only the walk through all rows comes to the end.
        if self.ends > 0
            && let Some(later) = self.later.take()
        {
            self.now = Cursor::new(later);
        }
        self.now.seek(to)
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_an_error() {
    let row = |number: u8| format!("ded,1:24-cv-{number},1,2024-01-02,a\n");
    let table = |rows: &[String]| format!("{HEADER}{}", rows.concat()).into_bytes();
    let first = table(&[row(1), row(2), row(1)]);
    let stated = format!("delimiter = \",\"\n{MAPPING}");
    for (later, told) in [
        (table(&[row(1), row(2), row(2)]), "the file was changed while it was read"),
        (table(&[row(1), row(2)]), "the file was changed while it was read"),
        (table(&[row(1).replace("2024", "20x4")]), "is not a date"),
    ] {
        let file = Overwritten { now: Cursor::new(first.clone()), later: Some(later), ends: 0 };
        let mut opened = CsvSheets::read(file, &mapping(&stated)).expect("a sound table");
        let fault = opened.next().expect("a docket").expect_err("another docket");
        assert!(fault.to_string().contains(told), "{fault}");
        assert!(opened.next().is_none(), "nothing follows an error");
    }
}
