//! Quotations, looked up in the saved files of their sources.

use std::io;
use std::ops::Range;

use docket_core::{Event, Source, Wording};

use crate::case_block::SourcePlace;
use crate::case_file::CaseFile;
use crate::code::Code;
use crate::fault::{Fault, in_order};
use crate::passage::Quotable;
use crate::wording_block::WordingPlace;

/// Longest passage that is shown, in characters.
const SHOWN: usize = 240;

/// Checks a file's quotations against the saved files that its own sources name.
///
/// `read` gets the name of a file as the source has it, relative to the case file, and gives its
/// bytes. Each piece of a quotation has to stand in the file; indirect wordings are not looked up,
/// only their spans are.
#[must_use]
pub fn check_quotations(file: &CaseFile, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (source, place) in file.sources.iter().zip(&file.places.sources) {
        if let (Some(name), Some(span)) = (&source.file, &place.file) {
            match saved_text(name, read) {
                Ok(text) => check_source(file, source, place, &Quotable::new(&text), &mut faults),
                Err(why) => faults.push(unread(name, span.clone(), &why)),
            }
        }
    }
    in_order(faults)
}

fn saved_text(name: &str, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Result<String, String> {
    let bytes = read(name).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.utf8_error().to_string())
}

fn unread(name: &str, span: Range<usize>, why: &str) -> Fault {
    let message = format!("`{name}` was not read: {why}");
    let fault =
        Fault::new(Code::FileUnread, span, message).label("its quotations were not checked");
    fault.help("the name is relative to the case file")
}

fn check_source(
    file: &CaseFile,
    source: &Source,
    place: &SourcePlace,
    text: &Quotable<'_>,
    faults: &mut Vec<Fault>,
) {
    let of_source = |event: &Event| event.source.as_ref() == Some(&source.id);
    let events = file.events.iter().zip(&file.places.events).filter(|(event, _)| of_source(event));
    let name = source.file.as_deref().unwrap_or_default();
    let named = place.file.clone().unwrap_or_default();
    for (event, place) in events {
        for (wording, at) in event.wordings.iter().zip(&place.wordings) {
            let found =
                missing(wording, at, text, name).into_iter().chain(outside(wording, at, text));
            faults.extend(found.map(|fault| fault.also(named.clone(), "the saved file")));
        }
    }
}

/// The pieces of a quotation that are not in the text.
fn missing(wording: &Wording, place: &WordingPlace, text: &Quotable<'_>, name: &str) -> Vec<Fault> {
    if !wording.form.is_quotation() {
        return Vec::new();
    }
    let pieces = wording.text.iter().zip(&place.text).filter(|(piece, _)| !text.has(piece));
    let fault = |(piece, span): (&String, &Range<usize>)| {
        let message = format!("the quotation `{}` is not in `{name}`", wording.id);
        let fault = Fault::new(Code::NotInSource, span.clone(), message);
        fault.label("these words are not there").help(advice(piece, text))
    };
    pieces.map(fault).collect()
}

fn advice(piece: &str, text: &Quotable<'_>) -> String {
    if ["...", "…"].iter().any(|ellipsis| piece.contains(ellipsis)) {
        return "where the source leaves words out, write the pieces as a list".to_owned();
    }
    match text.nearest(piece) {
        Some(passage) => format!("the nearest passage is: {}", shown(passage)),
        None => "nothing like it is there; words that are not quoted are `indirect`".to_owned(),
    }
}

fn shown(passage: &str) -> String {
    let line: Vec<&str> = passage.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

/// A span that is not in the text.
fn outside(wording: &Wording, place: &WordingPlace, text: &Quotable<'_>) -> Option<Fault> {
    let ((from, to), at) = (wording.span?, place.span.clone()?);
    let bytes = usize::try_from(from).ok()?..usize::try_from(to).ok()?;
    if text.text().get(bytes).is_some() {
        return None;
    }
    let message = format!("no whole characters stand at [{from}, {to}]");
    let fault = Fault::new(Code::SpanOutside, at, message);
    Some(
        fault
            .label("outside of the file")
            .help(format!("the file has {} bytes", text.text().len())),
    )
}
