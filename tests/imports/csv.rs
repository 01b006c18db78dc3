//! Docket lines in tables, by a mapping that says which column is what.
//!
//! All cases, parties and lines in here are invented.

use std::io::{Cursor, Read, Seek, SeekFrom};

use csv::{ReaderBuilder, Terminator, WriterBuilder};
use docket_import::{
    CsvFault, CsvMapping, CsvSheets, DocketNames, Rules, Sheet, SheetLine, draft_mapping,
    fingerprint, read_sheet,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::testkit::{blns, fixtures};

/// A mapping for the header `Court,Case,No,Filed,Text`.
const MAPPING: &str = r#"
court = "Court"
docket_number = "Case"
number = "No"
filed = "Filed"
text = "Text"
"#;

const HEADER: &str = "Court,Case,No,Filed,Text\n";

fn mapping(text: &str) -> CsvMapping {
    CsvMapping::parse(text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn open(mapping_text: &str, table: &[u8]) -> Result<CsvSheets<Cursor<Vec<u8>>>, CsvFault> {
    CsvSheets::read(Cursor::new(table.to_vec()), &mapping(mapping_text))
}

fn sheets(mapping_text: &str, table: impl AsRef<[u8]>) -> Vec<Sheet> {
    let opened = open(mapping_text, table.as_ref()).unwrap_or_else(|fault| panic!("{fault:?}"));
    opened.map(|sheet| sheet.unwrap_or_else(|fault| panic!("{fault}"))).collect()
}

/// The only docket of a table that [`MAPPING`] reads, whose rows are these.
fn sheet(rows: impl AsRef<[u8]>) -> Sheet {
    let table = [HEADER.as_bytes(), rows.as_ref()].concat();
    let [sheet] = <[Sheet; 1]>::try_from(sheets(MAPPING, table)).expect("one docket");
    sheet
}

fn lines(rows: impl AsRef<[u8]>) -> Vec<SheetLine> {
    sheet(rows).lines
}

/// What is wrong with a table whose rows are these.
fn fault(rows: impl AsRef<[u8]>) -> String {
    fault_of(MAPPING, [HEADER.as_bytes(), rows.as_ref()].concat())
}

fn fault_of(mapping: &str, table: impl AsRef<[u8]>) -> String {
    match open(mapping, table.as_ref()) {
        Ok(_) => panic!("no fault"),
        Err(CsvFault::Mapping(faults)) => told(&faults),
        Err(fault) => fault.to_string(),
    }
}

fn told(faults: &[docket_import::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a mapping.
fn slips(text: &str) -> String {
    told(&CsvMapping::parse(text).expect_err("a fault"))
}

/// What a list of rows comes to as CSV, as a spreadsheet writes it.
fn written(rows: &[Vec<&str>], delimiter: u8, terminator: Terminator) -> Vec<u8> {
    let mut csv =
        WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    for row in rows {
        csv.write_record(row).expect("a row");
    }
    csv.into_inner().expect("a table")
}

fn texts(lines: &[SheetLine]) -> Vec<&str> {
    lines.iter().map(|line| &*line.text).collect()
}

#[test]
fn a_row_is_a_line_and_keeps_what_the_file_has() {
    let all = r#"
        court = { always = "txed" }
        docket_number = { column = "Case No." }
        title = "Case"
        case_filed = { column = "Opened", format = "%m/%d/%Y" }
        case_closed = "Closed"
        number = "Dkt #"
        filed = { column = "Filed", format = "%d %B %Y" }
        entered = { column = "Entered", format = "%m/%d/%y" }
        text = "Text"
        short = "Event"
        attachments = { column = "Exhibits", split = "|" }
        blank = ["N/A"]
        [facts]
        nature_of_suit = "NOS"
        technology = { always = "radio" }
    "#;
    let table = "Case No.,Case,Opened,Closed,Dkt #,Filed,Entered,Text,Event,Exhibits,NOS,Notes\n\
        2:24-cv-10-ABC,A v. B,01/02/2024,N/A,7,5 March 2024,03/06/24,\"ORDER, \"\"so\"\"\",Order, A | B ,830, n \n";
    let mut opened = open(all, table.as_bytes()).expect("a table");
    assert_eq!(opened.unread().iter().collect::<Vec<_>>(), ["Notes"]);
    assert_eq!(opened.sha256(), fingerprint(table.as_bytes()));
    let sheet = opened.next().expect("a docket").expect("a sound docket");
    assert!(opened.next().is_none());
    assert_eq!(
        (&*sheet.court, &*sheet.number, &*sheet.title),
        ("txed", "2:24-cv-10-ABC", "A v. B")
    );
    assert_eq!(sheet.filed.expect("a day").text(), "2024-01-02");
    assert_eq!(sheet.terminated, None);
    let facts: Vec<_> = sheet.facts.iter().map(|(key, text)| (&**key, &**text)).collect();
    assert_eq!(facts, [("nature_of_suit", "830"), ("technology", "radio")]);
    let [line] = &sheet.lines[..] else { panic!("{} lines", sheet.lines.len()) };
    assert_eq!(
        (line.number.as_deref(), &*line.text, &*line.short),
        (Some("7"), "ORDER, \"so\"", "Order")
    );
    assert_eq!(line.filed.as_ref().expect("a day").text(), "2024-03-05");
    assert_eq!(line.entered.as_ref().expect("a day").text(), "2024-03-06");
    let attachments: Vec<_> = line.attachments.iter().map(|a| (a.number, &*a.text)).collect();
    assert_eq!(attachments, [(1, "A"), (2, "B")]);
    assert_eq!(
        line.raw,
        r#"{"Case No.":"2:24-cv-10-ABC","Case":"A v. B","Opened":"01/02/2024","Closed":"N/A","Dkt #":"7","Filed":"5 March 2024","Entered":"03/06/24","Text":"ORDER, \"so\"","Event":"Order","Exhibits":" A | B ","NOS":"830","Notes":" n "}"#
    );
}

#[test]
fn rows_of_a_docket_stand_together_wherever_they_are() {
    let table = "\u{feff}Court,Case,No,Filed,Text\r\n\
        txed,2:24-cv-00010-ABC,1,2024-01-02,a\r\n\
        Delaware,1:24-cv-00044,1,2024-01-02,b\r\n\
        \r\n,,,,\r\n\
        Eastern District of Texas,2:24-cv-00010,2,2024-01-03,c\r\n\
        TXED,2:24-cv-00010-XYZ,3,2024-01-04,d\r\n\
        ded,1:24-cv-00044,2,2024-01-05,\u{feff}e\r\n\
        \u{feff}ded,1:24-cv-00044,3,2024-01-05,f\r\n";
    let with_mark = format!("{MAPPING}\n[courts]\n\"\u{feff}ded\" = \"ded\"");
    for table in [table.to_owned(), table.replace("\r\n", "\n"), table.replace("\r\n", "\r")] {
        let read: Vec<_> = sheets(&with_mark, &table)
            .into_iter()
            .map(|sheet| (sheet.court.clone(), texts(&sheet.lines).join(" ")))
            .collect();
        let expected = [
            ("txed".to_owned(), "a c d".to_owned()),
            ("ded".to_owned(), "b \u{feff}e f".to_owned()),
        ];
        assert_eq!(read, expected, "{table:?}");
    }
}

#[test]
fn a_byte_order_mark_at_the_beginning_of_a_row_is_the_rows_own() {
    let mapping = "court = { always = \"ded\" }\ndocket_number = \"Case\"\ntext = \"Text\"\n";
    for end in ["\n", "\r\n", "\r"] {
        let table = "Text,Case\n\u{feff}a,1\n\u{feff}b,2\n\u{feff}c,1\n".replace('\n', end);
        let read = sheets(mapping, format!("\u{feff}{table}"));
        let read: Vec<_> = read.iter().map(|sheet| texts(&sheet.lines)).collect();
        assert_eq!(read, [vec!["\u{feff}a", "\u{feff}c"], vec!["\u{feff}b"]]);
    }
}

#[test]
fn a_table_that_has_the_newest_line_first_is_turned_around() {
    let rows = "ded,1:24-cv-1,3,2024-03-03,c\nded,1:24-cv-1,2,2024-02-02,b\nded,1:24-cv-1,1,2024-01-01,a\n";
    assert_eq!(texts(&lines(rows)), ["a", "b", "c"]);
}

#[test]
fn cells_are_parted_by_what_stands_in_the_header_or_in_the_mapping() {
    let rows = [
        vec!["Court", "Case", "No", "Filed", "Text; or, what it says"],
        vec!["ded", "1:24-cv-1", "1", "2024-01-02", "a, b; c\td | \"e\"\r\nf"],
    ];
    let by_header = MAPPING.replace("\"Text\"", "\"Text; or, what it says\"");
    for delimiter in [b',', b';', b'\t', b'|'] {
        for terminator in [Terminator::CRLF, Terminator::Any(b'\n'), Terminator::Any(b'\r')] {
            let stated = format!("delimiter = \"{}\"\n{by_header}", delimiter as char);
            let table = written(&rows, delimiter, terminator);
            for mapping in [&by_header, &stated.replace('\t', "tab")] {
                if delimiter == b'|' && mapping == &by_header {
                    continue;
                }
                let sheets = sheets(mapping, &table);
                assert_eq!(sheets[0].lines[0].text, rows[1][4], "{}", delimiter as char);
            }
        }
    }
}

#[test]
fn whatever_stands_in_a_cell_is_its_text() {
    let mut texts = blns();
    if let Some(fixtures) = fixtures() {
        let payloads = fixtures.join("badinputs/csv-injection/Intruder/csv-payload.txt");
        let payloads = std::fs::read_to_string(payloads).expect("the payloads");
        texts.extend(payloads.lines().map(str::to_owned));
    }
    let guarded = format!("guarded = true\n{MAPPING}");
    for delimiter in [b',', b';', b'\t'] {
        let (mut rows, mut safe) = (vec![vec!["Court", "Case", "No", "Filed", "Text"]], Vec::new());
        rows.extend(texts.iter().map(|text| vec!["ded", "1:24-cv-1", "1", "2024-01-02", text]));
        let read = &sheets(MAPPING, written(&rows, delimiter, Terminator::CRLF))[0].lines;
        let said: Vec<&str> = read.iter().map(|line| &*line.text).collect();
        let expected: Vec<&str> =
            texts.iter().map(|text| if text.trim().is_empty() { "" } else { text }).collect();
        assert_eq!(said, expected);
        for (line, text) in read.iter().zip(&texts) {
            let raw: serde_json::Value = serde_json::from_str(&line.raw).expect("JSON");
            assert_eq!(raw["Text"].as_str().unwrap_or_default(), text);
        }
        // As an export writes them, which no spreadsheet takes for formulas.
        safe.extend(texts.iter().map(|text| docket_core::defused(text)));
        for (row, cell) in rows[1..].iter_mut().zip(&safe) {
            row[4] = cell;
        }
        let read = &sheets(&guarded, written(&rows, delimiter, Terminator::CRLF))[0].lines;
        assert_eq!(read.iter().map(|line| &*line.text).collect::<Vec<_>>(), expected);
    }
}

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
fn a_quotation_mark_in_a_cell_that_has_none_around_it_is_its_own() {
    assert_eq!(lines("ded,1:24-cv-1,1,2024-01-02,a 5\" disk\n")[0].text, "a 5\" disk");
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

#[test]
fn a_docket_of_a_hundred_thousand_lines_is_one_docket() {
    let row = |at: usize| format!("ded,1:24-cv-{},{at},2024-01-02,line {at}\n", at % 2);
    let rows: String = (0..200_000).map(row).collect();
    let sheets = sheets(MAPPING, format!("{HEADER}{rows}"));
    assert_eq!(sheets.len(), 2);
    for (nth, sheet) in sheets.iter().enumerate() {
        assert_eq!(sheet.lines.len(), 100_000);
        let is_in_place =
            |(at, line): (usize, &SheetLine)| line.text == format!("line {}", at * 2 + nth);
        assert!(sheet.lines.iter().enumerate().all(is_in_place));
    }
}

#[test]
fn a_column_that_is_not_there_is_a_fault_of_the_mapping() {
    let table = "Court,Docket #,No,Filed,Docket Text\n";
    let faults = fault_of(MAPPING, table);
    assert_eq!(
        faults,
        "3:17: docket_number: the file has no column `Case`: its columns are `Court`, `Docket #`, `No`, \
         `Filed`, `Docket Text`\n\
         6:8: text: the file has no column `Text`: its columns are `Court`, `Docket #`, `No`, `Filed`, \
         `Docket Text`"
    );
    let slip = MAPPING.replace("\"Text\"", "{ column = \"docket_txt\" }");
    assert!(fault_of(&slip, table).ends_with("`docket_txt`: did you mean `Docket Text`?"));
}

#[test]
fn a_slip_in_a_mapping_is_told_with_all_others_and_their_places() {
    let told = slips(
        "cuort = \"Court\"\ndocket_number = { colum = \"Case\" }\nnumber = 5\n\
         filed = { column = \"Filed\", format = \"%m/%Y\" }\ntext = { always = \"x\" }\n\
         entered = { column = \"\", always = \"x\" }\ndelimiter = \"--\"\nguarded = \"yes\"\n\
         ignore = \"Notes\"\nblank = [1]\nfacts = 1\n[courts]\n\"E.D. Tex.\" = \"\"\n\"UPC\" = \"a b\"\n",
    );
    assert_eq!(
        told,
        "1:1: no key is called `cuort`: did you mean `court`?\n\
         2:19: docket_number: no key is called `colum`: did you mean `column`?\n\
         3:10: number: a text in quotation marks is expected\n\
         4:38: filed: `%m/%Y` tells no day: it needs day, month and year\n\
         5:10: text: no key is called `always`: known are `column`\n\
         6:22: entered: the text is empty\n\
         6:26: entered: no key is called `always`: known are `column`, `format`\n\
         7:13: delimiter: one character parts cells: \",\", \";\", \"tab\", \"|\"\n\
         8:11: guarded: true or false is expected\n\
         9:10: ignore: a list is expected: [\"..\"]\n\
         10:10: blank: a text in quotation marks is expected\n\
         11:9: facts: a table is expected\n\
         13:15: courts.\"E.D. Tex.\": the id of the court is missing\n\
         14:9: courts.\"UPC\": a key `a b` may not contain ' '"
    );
}

#[test]
fn what_a_mapping_lacks_or_says_twice_is_told() {
    let missing = slips("text = \"Text\"");
    assert_eq!(
        missing,
        "1:1: a mapping says which column is `court`\n1:1: a mapping says which column is `docket_number`"
    );
    let told = slips(
        "court = { always = \"txde\" }\ndocket_number = { column = \"a\", always = \"b\" }\n\
         text = {}\nfiled = { column = \"a\", format = \"%\" }\n",
    );
    assert_eq!(
        told,
        "1:9: court: no court is known as `txde`: say which it is under [courts] of the mapping, such as \
         txde = \"txde\", or did you mean `txed`?\n\
         2:42: docket_number: `column` and `always` exclude each other\n\
         3:8: text: it needs `column`\n\
         4:34: filed: `%` is no format for dates, such as %m/%d/%Y"
    );
    assert!(slips("court = ").starts_with("1:9: "), "{}", slips("court = "));
    let own = "court = { always = \"UPC\" }\ndocket_number = \"a\"\ntext = \"b\"\n[courts]\nUPC = \"upc\"";
    assert_eq!(sheets(own, "a,b\nACT_1,x\n")[0].court, "upc");
}

#[test]
fn what_rows_of_a_docket_say_of_it_differently_is_listed() {
    let mapping = format!("title = \"Name\"\n{MAPPING}\n[facts]\njudge = \"Judge\"\n");
    let table = "Court,Case,No,Filed,Text,Name,Judge\n\
        ded,1:24-cv-1,1,2024-01-01,a,,Roe\n\
        ded,1:24-cv-2,1,2024-01-01,a,C v. D,Roe\n\
        ded,1:24-cv-1,2,2024-01-02,b,A v. B,Doe\n\
        ded,1:24-cv-2,2,2024-01-02,b,C v. D,\n";
    let opened = open(&mapping, table.as_bytes()).expect("a table");
    let unread: Vec<_> = opened.unread().iter().cloned().collect();
    assert_eq!(unread, ["facts.judge, where rows of one docket differ: the first counts"]);
    let sheets: Vec<Sheet> = opened.map(|sheet| sheet.expect("a docket")).collect();
    assert_eq!((&*sheets[0].title, &*sheets[1].title), ("A v. B", "C v. D"));
    assert_eq!(sheets[0].facts, [("judge".into(), "Roe".to_owned())]);
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
    assert!(draft("").contains("text = { column = \"\" }"));
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
