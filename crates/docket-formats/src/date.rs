//! Dates and phrases in a case file.

use docket_core::Occurred;
use docket_time::{Phrase, PhraseError, When, WhenError};
use toml::de::DeValue;
use toml::value::Datetime;

use crate::code::Code;
use crate::fault::Fault;
use crate::suggestion::alike;
use crate::value::Value;

/// How many understood phrases are offered in place of one that is not.
const PHRASES_OFFERED: usize = 3;

/// Reads a date: EDTF text, or a day without quotation marks.
pub(crate) fn date(value: Value<'_>) -> Option<When> {
    date_text(value)?.parse().map_or_else(|error| bad_date(value, &error), Some)
}

/// Reads when something happened: a date, or a phrase that leans on the day of publication.
pub(crate) fn occurred(value: Value<'_>) -> Option<Occurred> {
    if !matches!(value.get(), DeValue::Table(_)) {
        return date(value).map(Occurred::Date);
    }
    let mut table = value.table("a phrase")?;
    let phrase = table.required("phrase", phrase);
    table.finish();
    phrase.map(Occurred::Phrase)
}

/// The text of a date, whether or not it stands in quotation marks.
pub(crate) fn date_text(value: Value<'_>) -> Option<String> {
    match value.get() {
        DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) => {
            Some(date.to_string())
        }
        DeValue::Datetime(_) => {
            let message =
                format!("{} is a time of day outside of quotation marks", value.written());
            let help = format!("put it in quotation marks: \"{}\"", edtf_of(value.written()));
            let fault = Fault::new(Code::UnquotedTime, value.span(), message);
            value.refuse(fault.label("only days may stand like this").help(help))
        }
        DeValue::Integer(_) => {
            let help = format!("a year is text as well: \"{}\"", value.written());
            value.wrong_type("a date", Some(help))
        }
        DeValue::Table(_) => {
            value.wrong_type("a date", Some("only `occurred` takes a phrase".into()))
        }
        DeValue::String(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Array(_) => {
            value.string()
        }
    }
}

/// TOML allows a blank between day and time, EDTF does not.
fn edtf_of(written: &str) -> String {
    written.replace(' ', "T")
}

fn bad_date<T>(value: Value<'_>, error: &WhenError) -> Option<T> {
    let message = match error {
        WhenError::NotEdtf { text, reason, .. } => format!("`{text}` is not a date: {reason}"),
        WhenError::Empty | WhenError::TooLong { .. } | WhenError::NoSuchDay { .. } => {
            error.to_string()
        }
    };
    let span = error.offset().map_or_else(|| value.span(), |offset| value.span_from(offset));
    let quoted: Vec<String> =
        error.suggestions().iter().map(|date| format!("\"{date}\"")).collect();
    let help = (!quoted.is_empty()).then(|| format!("write {}", quoted.join(" or ")));
    let fault = Fault::new(Code::BadDate, span, message);
    value.refuse(fault.label("not a date from here on").maybe_help(help))
}

fn phrase(value: Value<'_>) -> Option<Phrase> {
    Phrase::parse(value.text()?).map_or_else(|error| bad_phrase(value, &error), Some)
}

fn bad_phrase<T>(value: Value<'_>, error: &PhraseError) -> Option<T> {
    let PhraseError::UnknownPhrase { text, understood } = error else {
        return value.refuse(Fault::new(Code::UnknownPhrase, value.span(), error.to_string()));
    };
    let nearest: Vec<String> = alike(text, understood.iter().copied(), PHRASES_OFFERED)
        .into_iter()
        .map(|phrase| format!("\"{phrase}\""))
        .collect();
    let help = format!("understood are phrases like {}; or write a date", nearest.join(", "));
    let fault = Fault::new(Code::UnknownPhrase, value.span(), format!("no rule reads `{text}`"));
    value.refuse(fault.label("not understood").help(help))
}
