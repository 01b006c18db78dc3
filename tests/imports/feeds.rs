//! Feeds: the newest lines of many dockets.

use std::collections::BTreeMap;

use docket_import::{DocketNames, Rules, Sheets, read_juriscraper, read_pacer_rss, read_sheet};

use super::dockets;

/// An invented feed with one item.
fn feed(title: &str, link: &str, day: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<rss version=\"2.0\"><channel>\n\
         <title>District of Delaware - Recent Entries</title>\n<item>\n<title>{title}</title>\n\
         <link>{link}</link>\n<description>[Motion to Dismiss] (&lt;a href=&quot;x&quot;&gt;12&lt;/a&gt;)\
         </description>\n<pubDate>{day}</pubDate>\n</item>\n</channel></rss>\n"
    )
}

const LINK: &str = "https://ecf.ded.uscourts.gov/cgi-bin/DktRpt.pl?1";
const DAY: &str = "Wed, 18 Apr 2018 02:09:55 GMT";

#[test]
fn an_item_is_a_line_entered_on_the_courts_own_day() {
    let sheets =
        read_pacer_rss(feed("1:18-cv-00001 Alder v. Birch &amp; Co", LINK, DAY).as_bytes());
    let sheets = sheets.expect("a feed").sheets;
    let [sheet] = &sheets[..] else { panic!("{} dockets", sheets.len()) };
    assert_eq!((&*sheet.court, &*sheet.number), ("ded", "1:18-cv-00001"));
    assert_eq!(sheet.title, "Alder v. Birch & Co");
    let line = &sheet.lines[0];
    assert_eq!((line.number.as_deref(), &*line.short), (Some("12"), "Motion to Dismiss"));
    // Two in the morning by Greenwich is the evening before in Delaware.
    assert_eq!(line.entered.as_ref().expect("a day").text(), "2018-04-17");
}

#[test]
fn what_is_no_feed_is_an_error() {
    let fault = |text: &str| read_pacer_rss(text.as_bytes()).expect_err("no feed").to_string();
    assert!(
        fault("<rss>\n<channel>\n</rss>").starts_with("3:"),
        "{}",
        fault("<rss>\n<channel>\n</rss>")
    );
    assert!(fault("<rss><channel>").contains("inside an element"));
    // The reader of feeds panics where it learns the encoding too late.
    let late = feed("1:18-cv-1 A", LINK, DAY).replacen("version", &format!("{:50}version", ""), 1);
    assert!(fault(&late).starts_with("1:94: the encoding is named behind"), "{}", fault(&late));
    let again =
        feed("1:18-cv-1 A", LINK, DAY).replace("</rss>", "<?xml encoding=\"UTF-8\"?></rss>");
    assert!(fault(&again).contains("the encoding is named behind"));
    assert!(fault("<?xml version=\"1.0\" encoding=\"Big5\"?><rss/>").contains("is `big5`"));
    assert!(fault("\u{0}<").contains("UTF-16"));
    assert!(!fault("{}").is_empty() && !fault("").is_empty());
    let bad = fault(&feed("Alder v. Birch", LINK, DAY));
    assert!(bad.contains("item[0]: the title `Alder v. Birch`"), "{bad}");
    assert!(fault(&feed("1:18-cv-1 A", "https://example.org/", DAY)).contains("names no court"));
    assert!(fault(&feed("1:18-cv-1 A", LINK, "yesterday")).contains("no time"));
    // Entities that stand for each other a thousand million times are not written out.
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let text = feed("1:18-cv-1 &b;", LINK, DAY).replacen("<rss", &format!("{bomb}<rss"), 1);
    let read = read_pacer_rss(text.as_bytes());
    assert!(read.is_err() || read.is_ok_and(|sheets| sheets.sheets[0].title.len() < 100));
}

/// The lines of each docket, as their numbers and what the court's system calls them.
fn lines(sheets: &Sheets) -> BTreeMap<String, Vec<(Option<String>, String, String)>> {
    let mut lines: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for sheet in &sheets.sheets {
        let case = DocketNames::of(&sheet.court, &sheet.number).expect("names").case;
        for line in &sheet.lines {
            let entered = line.entered.as_ref().map_or(String::new(), ToString::to_string);
            let told = (line.number.clone(), line.short.clone(), entered);
            lines.entry(case.to_string()).or_default().push(told);
        }
    }
    for lines in lines.values_mut() {
        lines.sort();
    }
    lines
}

#[test]
fn a_feed_and_what_juriscraper_makes_of_it_say_the_same() {
    let Some(dockets) = dockets() else { return };
    for name in ["nyed_1", "sdny_1", "wvsd"] {
        let feed = std::fs::read(dockets.join(format!("pacer-rss/{name}.xml"))).expect("a feed");
        let feed = read_pacer_rss(&feed).expect("a feed");
        let parsed = dockets.join(format!("juriscraper/rss_feeds/{name}.json"));
        let parsed = std::fs::read_to_string(parsed).expect("a feed, parsed");
        let parsed = read_juriscraper(&parsed).expect("a feed, parsed");
        let (ours, theirs) = (lines(&feed), lines(&parsed));
        let shared = ours.keys().filter(|number| theirs.contains_key(*number)).count();
        assert!(shared > 0 && shared * 100 >= theirs.len() * 90, "{name}: {shared}");
        for (number, lines) in &theirs {
            let Some(ours) = ours.get(number) else { continue };
            let is_there = |line: &(Option<String>, String, String)| {
                ours.iter().any(|own| own.0 == line.0 && own.2 == line.2)
            };
            assert!(lines.iter().all(is_there), "{name} {number}: {lines:?} {ours:?}");
        }
        for sheet in &feed.sheets {
            let names = DocketNames::of(&sheet.court, &sheet.number).expect("names");
            assert_eq!(read_sheet(sheet, &names, Rules::bundled()).lines.len(), sheet.lines.len());
        }
    }
}

#[test]
fn lines_of_one_docket_stand_together_whatever_follows_its_number() {
    let one = feed("1:18-cv-00001-ABC Alder v. Birch", LINK, DAY);
    let item = one[one.find("<item>").expect("an item")..one.find("</channel>").expect("an end")]
        .replace("-ABC ", "-XYZ ")
        .replace(">12<", ">13<")
        .replace(";12&", ";13&");
    let two = one.replacen("</channel>", &format!("{item}</channel>"), 1);
    let sheets = read_pacer_rss(two.as_bytes()).expect("a feed").sheets;
    let [sheet] = &sheets[..] else { panic!("{} dockets", sheets.len()) };
    let numbers: Vec<_> = sheet.lines.iter().filter_map(|line| line.number.clone()).collect();
    assert_eq!(numbers, ["12", "13"]);
}

#[test]
fn a_line_keeps_an_event_of_its_own_whatever_its_number_looks_like() {
    let line = |number: Option<&str>, text: &str| {
        serde_json::json!({
            "document_number": number,
            "date_filed": "2024-01-02",
            "date_entered": "2024-01-02",
            "description": text,
        })
    };
    let long = "𝟙".repeat(80);
    let docket = serde_json::json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00010",
        "docket_entries": [
            line(Some("2024-01-02.1"), "MOTION to Stay"),
            line(None, "ORDER granting the motion"),
            line(Some(&long), "NOTICE of Appearance"),
            line(Some(&long), "NOTICE of Change of Address"),
        ],
    });
    let sheets = read_juriscraper(&docket.to_string()).expect("a docket").sheets;
    let names = DocketNames::of("ded", "1:24-cv-00010").expect("names");
    let lines = read_sheet(&sheets[0], &names, Rules::bundled()).lines;
    let keys: std::collections::BTreeSet<_> = lines.iter().map(|line| line.key.clone()).collect();
    assert_eq!((lines.len(), keys.len()), (4, 4), "{keys:?}");
}
