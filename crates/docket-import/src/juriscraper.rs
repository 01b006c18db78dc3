//! Dockets as the juriscraper library parses them: reports of district courts and courts of appeals,
//! copies in the Internet Archive, and feeds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use docket_time::Tz;

use crate::date::{date, entered};
use crate::docket_number::{plain, zone_of};
use crate::fault::{Fault, FileFault, Place};
use crate::json::{JsonObject, JsonValue};
use crate::juriscraper_sheets::JuriscraperSheets;
use crate::sheet::{Sheet, SheetAttachment, SheetLine, SheetParty};

/// What a file holds: its dockets, and the names of the fields that were not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// The dockets, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// Fields that say something and are not read; each line keeps them in its raw form.
    pub unread: BTreeSet<String>,
}

/// Texts at the head of a docket, and the facts that they are.
const FACTS: [(&str, &str); 13] = [
    ("assigned_to_str", "assigned_to"),
    ("referred_to_str", "referred_to"),
    ("cause", "cause"),
    ("nature_of_suit", "nature_of_suit"),
    ("jurisdiction", "jurisdiction_basis"),
    ("jury_demand", "jury_demand"),
    ("demand", "demand"),
    ("mdl_status", "mdl_status"),
    ("appeal_from", "appeal_from"),
    ("case_type_information", "case_type"),
    ("fee_status", "fee_status"),
    ("chapter", "chapter"),
    ("trustee_str", "trustee"),
];

/// Fields at the head that repeat what others say, or say how the report was asked for.
const REPEATED: [&str; 5] = [
    "federal_dn_case_type",
    "federal_dn_judge_initials_assigned",
    "federal_dn_judge_initials_referred",
    "federal_dn_office_code",
    "ordered_by",
];

/// Reads a file that is small enough to be held: one docket, or a list of dockets.
///
/// # Errors
/// [`Fault`] with its place, for what is not JSON, has another type, or is no date.
pub fn read_juriscraper(text: &str) -> Result<Sheets, Fault> {
    let read = JuriscraperSheets::read(Cursor::new(text)).and_then(|read| {
        let unread = read.unread().clone();
        Ok(Sheets { sheets: read.collect::<Result<_, _>>()?, unread })
    });
    read.map_err(|fault| match fault {
        FileFault::File(fault) => fault,
        FileFault::Io(error) => Fault { place: Place::beginning(), message: error.to_string() },
    })
}

/// A feed has an item for each line; the lines of one docket stand together, the oldest first.
pub(crate) fn together(items: Vec<Sheet>) -> Vec<Sheet> {
    let mut dockets: Vec<Vec<Sheet>> = Vec::new();
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for item in items {
        let key = (item.court.clone(), plain(&item.number).to_owned());
        let docket = *known.entry(key).or_insert(dockets.len());
        if docket == dockets.len() {
            dockets.push(Vec::new());
        }
        dockets[docket].push(item);
    }
    dockets.into_iter().filter_map(merged).collect()
}

/// One docket of items, the head as the first has it.
pub(crate) fn merged(items: Vec<Sheet>) -> Option<Sheet> {
    let mut items = items.into_iter();
    let mut sheet = items.next()?;
    sheet.lines.extend(items.flat_map(|item| item.lines));
    oldest_first(&mut sheet.lines);
    Some(sheet)
}

/// Reads a docket.
pub(crate) fn sheet(
    value: JsonValue<'_>,
    is_feed: bool,
    unread: &mut BTreeSet<String>,
) -> Result<Sheet, Fault> {
    let mut object = value.object()?;
    let court = required(&mut object, "court_id")?;
    let number = required(&mut object, "docket_number")?;
    let zone = zone_of(&court);
    let title = object.text("case_name")?.unwrap_or_default();
    let filed = object.take("date_filed").map_or(Ok(None), |value| date(&value, zone))?;
    let terminated = object.take("date_terminated").map_or(Ok(None), |value| date(&value, zone))?;
    let mut facts = Vec::new();
    for (field, fact) in FACTS {
        facts.extend(object.text(field)?.map(|text| (fact.into(), text)));
    }
    for field in REPEATED {
        object.take(field);
    }
    let parties = object.items("parties")?;
    let parties = parties.into_iter().map(|party_value| party(party_value, zone, unread));
    let parties = parties.collect::<Result<Vec<_>, _>>()?;
    let lines = object.items("docket_entries")?;
    let lines = lines.into_iter().map(|value| line(value, (zone, is_feed), unread));
    let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
    oldest_first(&mut lines);
    object.finish("", unread);
    Ok(Sheet { court, number, title, filed, terminated, facts, parties, lines, is_feed })
}

/// Turns lines around that come the newest first.
pub(crate) fn oldest_first(lines: &mut [SheetLine]) {
    let day = |line: &SheetLine| {
        let date = line.filed.as_ref().or(line.entered.as_ref());
        date.map(|date| date.text().to_owned())
    };
    let days: Vec<String> = lines.iter().filter_map(day).collect();
    let rising = days.windows(2).filter(|pair| pair[0] < pair[1]).count();
    let falling = days.windows(2).filter(|pair| pair[0] > pair[1]).count();
    if falling > rising {
        lines.reverse();
    }
}

fn required(object: &mut JsonObject<'_>, name: &str) -> Result<String, Fault> {
    let found = object.text(name)?;
    found.ok_or_else(|| object.value().fault(format!("a docket needs the field `{name}`")))
}

fn party(
    value: JsonValue<'_>,
    zone: Tz,
    unread: &mut BTreeSet<String>,
) -> Result<SheetParty, Fault> {
    let mut object = value.object()?;
    let name = required(&mut object, "name")?;
    let role = object.text("type")?.unwrap_or_default().replace('\u{a0}', " ");
    let terminated = object.take("date_terminated").map_or(Ok(None), |value| date(&value, zone))?;
    object.finish("parties.", unread);
    Ok(SheetParty { name, role, terminated, counsel: Vec::new() })
}

fn line(
    value: JsonValue<'_>,
    (zone, is_feed): (Tz, bool),
    unread: &mut BTreeSet<String>,
) -> Result<SheetLine, Fault> {
    let raw = value.raw().to_owned();
    let whole = value.clone();
    let mut object = value.object()?;
    let number = object.text("document_number")?;
    let text = object.text("description")?.unwrap_or_default();
    let short = object.text("short_description")?.unwrap_or_default();
    let mut filed = object.take("date_filed").map_or(Ok(None), |value| date(&value, zone))?;
    let mut on = object.take("date_entered").map_or(Ok(None), |value| date(&value, zone))?;
    if is_feed {
        // What a feed calls the date of filing is the day of the entry.
        on = on.or(filed.take());
    }
    let on = on.or_else(|| entered(&text));
    let attachments = object.items("attachments")?;
    let attachments = attachments.into_iter().map(|value| attachment(value, unread));
    let attachments = attachments.collect::<Result<Vec<_>, _>>()?;
    for repeated in ["description_html", "pacer_doc_id", "pacer_seq_no"] {
        object.take(repeated);
    }
    object.finish("docket_entries.", unread);
    let is_sealed = false;
    let line = SheetLine { number, filed, entered: on, text, short, is_sealed, attachments, raw };
    line.too_large().map_or(Ok(line), |message| Err(whole.fault(message)))
}

fn attachment(
    value: JsonValue<'_>,
    unread: &mut BTreeSet<String>,
) -> Result<SheetAttachment, Fault> {
    let mut object = value.object()?;
    let number = required(&mut object, "attachment_number")?;
    let number = number.parse().map_err(|_| {
        object.value().fault(format!("`{number}` is not the number of an attachment"))
    })?;
    let text = object.text("description")?.unwrap_or_default();
    for repeated in ["pacer_doc_id", "pacer_seq_no"] {
        object.take(repeated);
    }
    object.finish("attachments.", unread);
    Ok(SheetAttachment { number, text })
}
