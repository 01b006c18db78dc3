//! Marks: what tells a line of a docket from others, whichever capture it stands in.

use std::collections::BTreeSet;

use docket_core::{Effect, Event, Field, Key, Occurred};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

/// How much of two lines must be the same for them to be one line, edited.
const ALIKE: f32 = 0.6;

/// How long a text must be to tell a line from others of its day by itself.
const TELLING_BYTES: usize = 40;

/// What a line goes by: of a recorded line all that it went by in any capture.
pub(crate) struct Marks {
    /// What it is called: in its own capture, or in all of them.
    pub(crate) key: Key,
    /// The numbers printed beside it.
    pub(crate) numbers: BTreeSet<String>,
    /// The court's own number of the docket event.
    sequence: Option<String>,
    /// The court's own number of the document behind it.
    pub(crate) document: Option<String>,
    /// The day of filing, or of entry where there is none.
    pub(crate) day: Option<String>,
    /// What it says.
    pub(crate) texts: BTreeSet<String>,
    /// Where it stands in the docket.
    pub(crate) place: Option<u64>,
}

impl Marks {
    /// The marks of a line, out of its main event.
    pub(crate) fn of(key: Key, event: &Event) -> Self {
        let raw = event.line.as_ref().and_then(|line| line.raw.as_deref());
        let line: Value = raw.and_then(|raw| serde_json::from_str(raw).ok()).unwrap_or_default();
        Self {
            key,
            numbers: event.document_number.iter().map(ToString::to_string).collect(),
            sequence: sequence(&line),
            document: document(&line),
            day: day(event),
            texts: event.text.as_deref().map(folded).into_iter().collect(),
            place: event.place,
        }
    }

    /// Adds what it went by as well, out of another event of its line or a change to it.
    pub(crate) fn add(&mut self, event: &Event) {
        self.texts.extend(event.text.as_deref().map(folded));
        for effect in &event.effects {
            let Effect::Corrects { field, to, .. } = effect else { continue };
            if *field == Field::Text {
                self.texts.insert(folded(&to.to_string()));
            } else if *field == Field::DocumentNumber {
                self.numbers.insert(to.to_string());
            }
        }
    }

    pub(crate) fn shares_number(&self, other: &Self) -> bool {
        !self.numbers.is_disjoint(&other.numbers)
    }

    pub(crate) fn shares_day(&self, other: &Self) -> bool {
        self.day == other.day
    }

    pub(crate) fn shares_text(&self, other: &Self) -> bool {
        self.texts_shared(other).next().is_some()
    }

    pub(crate) fn texts_shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a String> {
        self.texts.intersection(&other.texts)
    }

    /// Whether the texts of both have as much in common as those of one line that was edited.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        let mut pairs =
            self.texts.iter().flat_map(|one| other.texts.iter().map(move |two| (one, two)));
        pairs.any(|(one, two)| ratio(one, two) >= ALIKE)
    }

    /// Whether the court's system counts them as different docket events.
    pub(crate) fn differs_in_sequence(&self, other: &Self) -> bool {
        differs(self.sequence.as_ref(), other.sequence.as_ref())
    }

    /// Whether different documents are behind them.
    pub(crate) fn differs_in_document(&self, other: &Self) -> bool {
        differs(self.document.as_ref(), other.document.as_ref())
    }

    /// Whether some text of it is long enough to tell it from others of its day.
    pub(crate) fn has_telling_text(&self) -> bool {
        self.texts.iter().any(|text| text.len() >= TELLING_BYTES)
    }
}

fn differs(one: Option<&String>, other: Option<&String>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// The number that the court's system gives each docket event, as the line has it.
fn sequence(line: &Value) -> Option<String> {
    let number = line.get("pacer_seq_no").or_else(|| line.get("pacer_sequence_number"))?;
    // An API writes as a number what a parser of pages writes as a text.
    text(number)
}

/// The number that the court's system gives the document behind a line: the line's own, or in an
/// archive that of its one main document.
fn document(line: &Value) -> Option<String> {
    if let Some(number) = line.get("pacer_doc_id").and_then(text) {
        return Some(without_receipt(&number));
    }
    let papers = line.get("recap_documents").and_then(Value::as_array)?;
    let is_main = |paper: &&Value| paper.get("attachment_number").is_none_or(Value::is_null);
    let mut main = papers.iter().filter(is_main);
    let only = main.next().filter(|_| main.next().is_none())?;
    only.get("pacer_doc_id").and_then(text).map(|number| without_receipt(&number))
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    text.or_else(|| value.as_u64().map(|number| number.to_string()))
}

/// A document's number with the fourth digit set to 0: PACER links to one document with 0 there and
/// with 1, by whether a receipt is shown first. Other courts' systems do not count documents in digits.
fn without_receipt(number: &str) -> String {
    let is_of_pacer = number.len() > 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_of_pacer { format!("{}0{}", &number[..3], &number[4..]) } else { number.to_owned() }
}

fn day(event: &Event) -> Option<String> {
    let filed = event.occurred.as_ref().and_then(|occurred| match occurred {
        Occurred::Date(date) => Some(date),
        Occurred::Phrase(_) => None,
    });
    // A day of entry that captures gave is a range, and no mark of the line.
    let entered = event.published.as_ref().filter(|date| crate::day::day_of(date).is_some());
    filed.or(entered).map(|date| date.text().to_owned())
}

/// How much two texts have in common, word by word.
fn ratio(one: &str, other: &str) -> f32 {
    let diff = TextDiff::from_words(one, other);
    let (mut same, mut all) = (0_usize, 0_usize);
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => {
                same += 2 * length;
                all += 2 * length;
            }
            ChangeTag::Delete | ChangeTag::Insert => all += length,
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "lengths of docket lines")]
    if all == 0 { 1.0 } else { same as f32 / all as f32 }
}

/// Words without white space between them that a report may set otherwise, and without the day of
/// entry that only some reports print.
fn folded(text: &str) -> String {
    let text = text.split("(Entered:").next().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_has_one_number_with_and_without_a_receipt() {
        for line in [
            json!({"pacer_doc_id": "01712427473"}),
            json!({"pacer_doc_id": "01702427473"}),
            json!({"recap_documents": [
                {"pacer_doc_id": "01712427473", "attachment_number": null},
                {"pacer_doc_id": "01702427474", "attachment_number": 1},
            ]}),
        ] {
            assert_eq!(document(&line).as_deref(), Some("01702427473"), "{line}");
        }
        let of_appeals = "4a8c1f0e-0000-4000-8000-000000000001";
        let line = json!({"pacer_doc_id": of_appeals});
        assert_eq!(document(&line).as_deref(), Some(of_appeals));
        for line in [json!({"pacer_doc_id": ""}), json!({"pacer_doc_id": null}), json!({})] {
            assert_eq!(document(&line), None, "{line}");
        }
        let two = json!({"recap_documents": [{"pacer_doc_id": "1"}, {"pacer_doc_id": "2"}]});
        assert_eq!(document(&two), None);
    }
}
