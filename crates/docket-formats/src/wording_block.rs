//! Wordings, as a case file writes them.

use std::ops::Range;

use docket_core::{Key, Wording};

use crate::party_value::party;
use crate::target_value::target_or_expected;
use crate::value::Value;
use crate::word::word;

/// Where a wording and its parts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordingPlace {
    pub(crate) id: Range<usize>,
    /// The pieces of its text.
    pub(crate) text: Vec<Range<usize>>,
    /// The span in the source's file.
    pub(crate) span: Option<Range<usize>>,
}

/// Reads a wording.
pub(crate) fn wording(value: Value<'_>) -> Option<(Wording, WordingPlace)> {
    let mut table = value.table("a wording")?;
    let id = table.required("id", located_key);
    let form = table.required("form", |value| word(value, "form"));
    let language = table.optional("language", Value::words);
    let role = table.optional("role", Value::words);
    let span = table.optional("span", span);
    let speaker = table.required("speaker", party);
    let statement = table.optional("statement", Value::key);
    let text = table.required("text", |value| Some(value.each(piece)));
    let to = table.optional("to", Value::words);
    let via = table.optional("via", Value::words);
    let within = table.optional("within", target_or_expected);
    table.finish();
    let ((id, id_place), (text, text_places)) = (id?, text?.into_iter().unzip());
    let (span, span_place) = span.unzip();
    let place = WordingPlace { id: id_place, text: text_places, span: span_place };
    let (form, speaker) = (form?, speaker?);
    Some((
        Wording { form, id, language, role, span, speaker, statement, text, to, via, within },
        place,
    ))
}

fn located_key(value: Value<'_>) -> Option<(Key, Range<usize>)> {
    Some((value.key()?, value.span()))
}

fn piece(value: Value<'_>) -> Option<(String, Range<usize>)> {
    Some((value.string()?, value.span()))
}

fn span(value: Value<'_>) -> Option<((u64, u64), Range<usize>)> {
    let [from, to] = value.list()?[..] else {
        return value.wrong_type("two numbers", Some("write [from, to], in bytes".to_owned()));
    };
    Some(((from.count()?, to.count()?), value.span()))
}
