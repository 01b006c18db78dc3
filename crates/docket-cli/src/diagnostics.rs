//! Diagnostics: faults of case files, each at its place.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use docket_formats::{Fault, FileFault, Severity, line_col};
use serde_json::{Value, json};

use crate::case_files::{CaseFiles, Named};
use crate::commands::explain::severity;
use crate::failure::{Exit, Failure};
use crate::words::count;

/// All faults as people read them: path, line and column, the place itself, the code and help.
pub(crate) fn rendered(files: &CaseFiles) -> String {
    let renderer = Renderer::styled();
    let unread = files.unread.iter().map(|fault| {
        renderer.render(&[Group::with_title(Level::ERROR.primary_title(fault.to_string()))])
    });
    let placed = files.faults.iter().map(|(at, fault)| renderer.render(&groups(files, *at, fault)));
    let text: String = unread.chain(placed).map(|one| one + "\n\n").collect();
    let (errors, warnings) = files.counts();
    let errors = count(errors, "error", "errors");
    let warnings = count(warnings, "warning", "warnings");
    let total = count(files.files.len() + files.unread.len(), "file", "files");
    text + &format!("{total}: {errors}, {warnings}\n")
}

fn groups<'a>(files: &'a CaseFiles, at: usize, fault: &'a Fault) -> Vec<Group<'a>> {
    let level = match fault.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut places = vec![Place {
        file: at,
        span: &fault.span,
        label: &fault.label,
        kind: AnnotationKind::Primary,
    }];
    places.extend(fault.also.iter().map(|also| Place {
        file: also.file.unwrap_or(at),
        span: &also.span,
        label: &also.label,
        kind: AnnotationKind::Context,
    }));
    let title = level.primary_title(fault.message.as_str()).id(fault.code.to_string());
    let mut group =
        title.elements(places_by_file(&places).iter().map(|of_one| snippet(files, of_one)));
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// A place that a fault points at.
#[derive(Clone)]
struct Place<'a> {
    file: usize,
    span: &'a Range<usize>,
    label: &'a str,
    kind: AnnotationKind,
}

/// The places file by file, in the order in which the files are first pointed at.
fn places_by_file<'a>(places: &[Place<'a>]) -> Vec<Vec<Place<'a>>> {
    let mut files: Vec<Vec<Place<'a>>> = Vec::new();
    for place in places {
        match files.iter_mut().find(|of_one| of_one[0].file == place.file) {
            Some(of_one) => of_one.push(place.clone()),
            None => files.push(vec![place.clone()]),
        }
    }
    files
}

fn snippet<'a>(
    files: &'a CaseFiles,
    places: &[Place<'a>],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let Named { path, text, .. } = &files.files[places[0].file];
    let window = window(text, places.iter().map(|place| place.span));
    let (line, _) = line_col(text, window.start);
    let annotations = places.iter().map(|place| {
        let span = within(place.span, &window);
        let annotation = place.kind.span(span);
        if place.label.is_empty() { annotation } else { annotation.label(place.label) }
    });
    Snippet::source(&text[window.clone()])
        .path(path.display().to_string())
        .line_start(line)
        .annotations(annotations)
}

/// The whole lines around some places: a large file need not be looked at from its first line.
fn window<'a>(text: &str, spans: impl Iterator<Item = &'a Range<usize>> + Clone) -> Range<usize> {
    let from = spans.clone().map(|span| span.start).min().unwrap_or(0);
    let to = spans.map(|span| span.end).max().unwrap_or(0);
    let from = text.floor_char_boundary(from);
    let to = text.floor_char_boundary(to);
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[to..].find('\n').map_or(text.len(), |at| to + at);
    start..end.max(start)
}

fn within(span: &Range<usize>, window: &Range<usize>) -> Range<usize> {
    let inside = |at: usize| at.clamp(window.start, window.end) - window.start;
    inside(span.start)..inside(span.end)
}

/// All faults as JSON.
pub(crate) fn as_json(files: &CaseFiles) -> Vec<Value> {
    let unread = files.unread.iter().map(unread_as_json);
    unread.chain(files.faults.iter().map(|(at, fault)| fault_as_json(files, *at, fault))).collect()
}

fn fault_as_json(files: &CaseFiles, at: usize, fault: &Fault) -> Value {
    let Named { path, text, .. } = &files.files[at];
    let (line, column) = line_col(text, fault.span.start);
    let (end_line, end_column) = line_col(text, fault.span.end);
    json!({
        "code": fault.code.to_string(),
        "severity": severity(fault.code),
        "message": fault.message,
        "label": fault.label,
        "help": fault.help,
        "path": path.display().to_string(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    })
}

fn unread_as_json(fault: &FileFault) -> Value {
    let (code, path) = match fault {
        FileFault::Io { path, .. } => ("io", path),
        FileFault::Directory { path } => ("directory", path),
        FileFault::Empty { path } => ("empty", path),
        FileFault::TooLarge { path } => ("too_large", path),
        FileFault::Utf16 { path } => ("utf16", path),
        FileFault::NotUtf8 { path, .. } => ("not_utf8", path),
    };
    let (line, column) = match fault {
        FileFault::NotUtf8 { line, column, .. } => (Some(line), Some(column)),
        FileFault::Io { .. }
        | FileFault::Directory { .. }
        | FileFault::Empty { .. }
        | FileFault::TooLarge { .. }
        | FileFault::Utf16 { .. } => (None, None),
    };
    json!({
        "code": code,
        "severity": "error",
        "message": fault.to_string(),
        "label": "",
        "help": null,
        "path": path.display().to_string(),
        "line": line,
        "column": column,
        "end_line": line,
        "end_column": column,
    })
}

/// The failure that faulty files are, and what was not done because of them.
pub(crate) fn failure(files: &CaseFiles, undone: &str) -> Failure {
    let (errors, _) = files.counts();
    let message = format!("{} in the case files; {undone}", count(errors, "error", "errors"));
    let is_absent = |fault: &FileFault| matches!(fault, FileFault::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound);
    let exit =
        if errors > 0 && files.unread.iter().filter(|fault| is_absent(fault)).count() == errors {
            Exit::NotFound
        } else {
            Exit::InvalidInput
        };
    Failure::new(exit, "invalid_files", message)
        .help("`docket explain CODE` tells more about a code")
        .faults(as_json(files))
}
