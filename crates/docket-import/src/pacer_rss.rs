//! Feeds of district courts as PACER publishes them: the newest lines of a court's dockets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use docket_time::{When, day_of};
use feed_rs::model::Entry;
use quick_xml::events::{BytesDecl, Event};
use regex::Regex;
use serde_json::json;

use crate::docket_number::zone_of;
use crate::expression::regex;
use crate::fault::{Fault, Place};
use crate::juriscraper::{Sheets, together};
use crate::sheet::{Sheet, SheetLine};

/// Reads a feed: an item for each line, with the number and title of its case, what the court's system
/// calls the line, its document number, and the instant at which it was entered.
///
/// # Errors
/// [`Fault`] for what is not XML, with its place; for what is no feed; and for an item that names no
/// docket or has no time.
pub fn read_pacer_rss(bytes: &[u8]) -> Result<Sheets, Fault> {
    is_xml(bytes)?;
    let feed = feed_rs::parser::parse(bytes).map_err(|error| fault(String::new(), &error))?;
    let mut items = Vec::with_capacity(feed.entries.len());
    for (at, entry) in feed.entries.iter().enumerate() {
        items.push(item(entry).map_err(|message| fault(format!("item[{at}]"), &message))?);
    }
    Ok(Sheets { sheets: together(items), unread: BTreeSet::new() })
}

fn fault(path: String, message: &dyn std::fmt::Display) -> Fault {
    Fault { place: Place { line: 1, column: 1, path }, message: message.to_string() }
}

/// The bytes within which the declaration ends that names an encoding: behind them the reader of feeds
/// has begun to decode the file, and panics.
const DECLARED_WITHIN: u64 = 64;

/// Encodings that a court's feed may have, in small letters.
const ENCODINGS: [&str; 4] = ["utf-8", "iso-8859-1", "us-ascii", "windows-1252"];

/// The reader of feeds does not say where a file stops being XML.
fn is_xml(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.iter().take(4).any(|byte| [0, 0xfe, 0xff].contains(byte)) {
        return Err(fault(String::new(), &"the file is UTF-16 or no text; save it as UTF-8"));
    }
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    let mut depth = 0_u64;
    loop {
        let event = reader.read_event_into(&mut buffer);
        let at = usize::try_from(reader.buffer_position()).unwrap_or(bytes.len()).min(bytes.len());
        let told = match event {
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => "the file ends inside an element".to_owned(),
            Ok(Event::Decl(declared)) => match unreadable(&declared, reader.buffer_position()) {
                Some(message) => message,
                None => continue,
            },
            Ok(Event::Start(_)) => {
                depth += 1;
                continue;
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Ok(_) => {
                buffer.clear();
                continue;
            }
            Err(error) => error.to_string(),
        };
        let before = String::from_utf8_lossy(&bytes[..at]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        return Err(Fault { place: Place { line, column, path: String::new() }, message: told });
    }
}

/// Why a declaration of the encoding that ends at a byte is not understood.
fn unreadable(declared: &BytesDecl<'_>, end: u64) -> Option<String> {
    let named = declared.encoding()?;
    let named = named.map(|name| name.trim().to_lowercase());
    match named {
        Ok(named) if ENCODINGS.contains(&&*named) && end <= DECLARED_WITHIN => None,
        Ok(named) if ENCODINGS.contains(&&*named) => {
            Some(format!("the encoding is named behind the first {DECLARED_WITHIN} bytes"))
        }
        Ok(named) => Some(format!("the encoding is `{named}`; save the file as UTF-8")),
        Err(error) => Some(error.to_string()),
    }
}

fn item(entry: &Entry) -> Result<Sheet, String> {
    static COURT: LazyLock<Regex> = LazyLock::new(|| regex(r"^https?://ecf\.([a-z0-9]+)\."));
    static SHORT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*\[([^\]]*)\]"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r">\s*(\d+)\s*</a>"));
    static SEQUENCE: LazyLock<Regex> = LazyLock::new(|| regex(r"[?&]de_seq_num=(\d+)"));
    let title = entry.title.as_ref().map_or("", |text| text.content.as_str());
    let (number, name) = title.split_once(' ').unwrap_or((title, ""));
    let is_number = number.starts_with(|first: char| first.is_ascii_digit());
    if !is_number {
        return Err(format!("the title `{title}` does not begin with a docket number"));
    }
    let address = entry.links.first().map_or("", |link| link.href.as_str());
    let court = COURT.captures(address).map(|parts| parts[1].to_owned());
    let court = court.ok_or_else(|| format!("the link `{address}` names no court"))?;
    let instant = entry.published.ok_or("an item has no time")?;
    let entered = When::from_day(day_of(instant, zone_of(&court)));
    let described = entry.summary.as_ref().map_or("", |text| text.content.as_str());
    let part =
        |expression: &Regex| expression.captures(described).map(|parts| parts[1].trim().to_owned());
    let raw = json!({
        "description": described,
        "guid": entry.id,
        "link": address,
        "pacer_seq_no": part(&SEQUENCE),
        "pubDate": instant.to_rfc3339(),
        "title": title,
    });
    let line = SheetLine {
        number: part(&NUMBER),
        filed: None,
        entered: Some(entered),
        text: String::new(),
        short: part(&SHORT).unwrap_or_default(),
        is_sealed: false,
        attachments: Vec::new(),
        raw: raw.to_string(),
    };
    Ok(Sheet {
        court,
        number: number.to_owned(),
        title: name.to_owned(),
        filed: None,
        terminated: None,
        facts: Vec::new(),
        parties: Vec::new(),
        lines: vec![line],
        is_feed: true,
    })
}
