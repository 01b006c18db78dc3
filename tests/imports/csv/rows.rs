//! Rows that are lines: what they hold, where they stand, and what is kept of them.

use super::*;

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
fn white_space_in_a_number_does_not_make_it_anothers() {
    let lines = lines("ded,24-1234,1,2024-01-02,a\nded,24 -1234,2,2024-01-03,b\n");
    assert_eq!(lines.len(), 2);
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
fn a_quotation_mark_in_a_cell_that_has_none_around_it_is_its_own() {
    assert_eq!(lines("ded,1:24-cv-1,1,2024-01-02,a 5\" disk\n")[0].text, "a 5\" disk");
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
