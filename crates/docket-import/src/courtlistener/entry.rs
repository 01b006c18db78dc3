//! Docket entries of the API, each with its documents: the lines of dockets.

use std::collections::BTreeSet;

use docket_time::{Tz, When};
use serde_json::Value;

use super::{Reference, pass_over, required};
use crate::date::{date, entered};
use crate::fault::Fault;
use crate::json::{JsonObject, JsonValue};
use crate::keeper::Keeper;
use crate::sheet::{SheetAttachment, SheetLine};

/// A docket entry.
pub(super) struct Entry<'a> {
    /// The docket that it is on.
    pub(super) docket: Reference<'a>,
    /// Its place on that docket.
    pub(super) place: Place,
    /// The line, without its days.
    line: SheetLine,
    /// The day of filing, which hangs on the court's zone where it is an instant.
    filed: Option<JsonValue<'a>>,
    /// When the archive received each of its documents.
    received: Vec<JsonValue<'a>>,
}

/// Where an entry stands on its docket: by the archive's own sequence, then by what the court gives.
/// What is missing comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The day in the archive's sequence, or of filing.
    day: String,
    /// The number in the sequence of that day.
    of_day: u64,
    number: u64,
    time: String,
    sequence: u64,
}

/// Behind every day and every time.
const LAST: &str = "~";

/// Fields of a document that tell of the copy in the archive, or repeat what others say.
const OF_THE_COPY: [&str; 20] = [
    "absolute_url",
    "acms_document_guid",
    "date_created",
    "date_modified",
    "docket_entry",
    "file_size",
    "filepath_ia",
    "filepath_local",
    "ia_upload_failure_count",
    "id",
    "is_available",
    "is_free_on_pacer",
    "ocr_status",
    "pacer_doc_id",
    "page_count",
    "resource_uri",
    "sha1",
    "tags",
    "thumbnail",
    "thumbnail_status",
];

/// Reads an entry; one that lies inside a docket need not name it.
pub(super) fn entry<'a>(
    object: &mut JsonObject<'a>,
    inside: Option<&Reference<'a>>,
    unread: &mut BTreeSet<String>,
) -> Result<Entry<'a>, Fault> {
    let whole = object.value().clone();
    let raw = without_plain_texts(whole.raw());
    let docket = Reference::take(object, "docket")?.or_else(|| inside.cloned());
    let docket =
        docket.ok_or_else(|| object.value().fault("a docket entry needs the field `docket`"))?;
    let text = object.text("description")?.unwrap_or_default();
    let number = object.text("entry_number")?;
    let filed = object.take("date_filed");
    let day = filed.as_ref().map_or(Ok(None), |value| date(value, Tz::UTC))?;
    let place = place(object, day.as_ref(), number.as_deref())?;
    pass_over(object, &["tags"]);
    let mut papers = Papers::default();
    for document in object.items("recap_documents")? {
        papers.take(document.object()?, unread)?;
    }
    papers.attachments.sort_by_key(|attachment| attachment.number);
    let line = SheetLine {
        number: number.or(papers.number),
        filed: None,
        entered: None,
        text,
        short: papers.short,
        is_sealed: papers.is_sealed,
        attachments: papers.attachments,
        raw,
    };
    if let Some(message) = line.too_large() {
        return Err(whole.fault(message));
    }
    Ok(Entry { docket, place, line, filed, received: papers.received })
}

impl Entry<'_> {
    /// The line with its days, in the zone of its court: made public when the keeper of the docket did.
    ///
    /// # Errors
    /// None that reading the entry would not have met.
    pub(super) fn line(&self, zone: Tz, keeper: Keeper) -> Result<SheetLine, Fault> {
        let filed = self.filed.as_ref().map_or(Ok(None), |value| date(value, zone))?;
        let entered = match keeper {
            Keeper::Court => entered(&self.line.text),
            Keeper::Archive => {
                let days = self.received.iter().map(|value| date(value, zone));
                let days = days.collect::<Result<Vec<_>, _>>()?;
                days.into_iter().flatten().min_by(|one, other| one.text().cmp(other.text()))
            }
        };
        Ok(SheetLine { filed, entered, ..self.line.clone() })
    }
}

fn place(
    object: &mut JsonObject<'_>,
    filed: Option<&When>,
    number: Option<&str>,
) -> Result<Place, Fault> {
    let known =
        |number: Option<&str>| number.and_then(|text| text.parse().ok()).unwrap_or(u64::MAX);
    let sequence = object.text("recap_sequence_number")?;
    let sequence = sequence.or_else(|| filed.map(|day| day.text().to_owned()));
    let sequence = sequence.unwrap_or_else(|| LAST.to_owned());
    let (day, of_day) = sequence.rsplit_once('.').unwrap_or((&sequence, "0"));
    Ok(Place {
        day: day.to_owned(),
        of_day: known(Some(of_day)),
        number: known(number),
        time: object.text("time_filed")?.unwrap_or_else(|| LAST.to_owned()),
        sequence: known(object.text("pacer_sequence_number")?.as_deref()),
    })
}

/// What the documents of an entry say.
#[derive(Default)]
struct Papers<'a> {
    /// The number of the main one.
    number: Option<String>,
    /// What the main one is called.
    short: String,
    is_sealed: bool,
    attachments: Vec<SheetAttachment>,
    received: Vec<JsonValue<'a>>,
}

impl<'a> Papers<'a> {
    fn take(
        &mut self,
        mut object: JsonObject<'a>,
        unread: &mut BTreeSet<String>,
    ) -> Result<(), Fault> {
        let kind = object.text("document_type")?;
        let is_attachment = match kind.as_deref() {
            Some("1") => false,
            Some("2") => true,
            None => object.has("attachment_number"),
            Some(other) => {
                let message = format!("`{other}` is neither a document (1) nor an attachment (2)");
                return Err(object.value().fault(message));
            }
        };
        let text = object.text("description")?.unwrap_or_default();
        let sealed = object.take("is_sealed").map_or(Ok(false), |value| value.truth())?;
        if let Some(received) = object.take("date_upload") {
            date(&received, Tz::UTC)?;
            self.received.push(received);
        }
        if is_attachment {
            let number = required(&mut object, "an attachment", "attachment_number")?;
            let message = || format!("`{number}` is not the number of an attachment");
            let number = number.parse().map_err(|_| object.value().fault(message()))?;
            self.attachments.push(SheetAttachment { number, text });
            object.take("document_number");
            if sealed {
                unread.insert("recap_documents.is_sealed, of attachments".to_owned());
            }
        } else {
            self.number = self.number.take().or(object.text("document_number")?);
            self.is_sealed |= sealed;
            if self.short.is_empty() {
                self.short = text;
            }
            object.take("attachment_number");
        }
        pass_over(&mut object, &OF_THE_COPY);
        object.finish("recap_documents.", unread);
        Ok(())
    }
}

/// The entry as the file has it, but for the text of whole documents, which is no part of the line and
/// may be longer than an event can be.
fn without_plain_texts(raw: &str) -> String {
    let Ok(mut entry) = serde_json::from_str::<Value>(raw) else { return raw.to_owned() };
    let documents = entry.get_mut("recap_documents").and_then(Value::as_array_mut);
    let mut is_without = true;
    for document in documents.into_iter().flatten() {
        let has_text = |text: &Value| text.as_str().is_some_and(|text| !text.is_empty());
        if document.get("plain_text").is_some_and(has_text) {
            document["plain_text"] = Value::Null;
            is_without = false;
        }
    }
    if is_without { raw.to_owned() } else { entry.to_string() }
}
