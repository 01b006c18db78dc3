//! A field as people name it on the command line.

use docket_audit::{FieldPath, Fields, NoSuchField};
use docket_core::CaseView;

use crate::failure::Failure;
use crate::words::list;

/// Finds the field that somebody means, in what is known under a view's cut.
pub(crate) fn find(view: &CaseView, asked: &str) -> Result<FieldPath, Failure> {
    let fields = Fields::of(view);
    fields.find(asked).map(|field| field.path.clone()).map_err(|none| unknown(view, &fields, &none))
}

/// Finds a field that may have been known only for a while: under the view's cut, or else under
/// some earlier recorded cut.
pub(crate) fn find_ever(view: &CaseView, asked: &str) -> Result<FieldPath, Failure> {
    let now = find(view, asked);
    if now.is_ok() {
        return now;
    }
    let mut earlier = view.entries().iter().rev().map(|entry| view.until(entry.position));
    let found =
        earlier.find_map(|view| Fields::of(&view).find(asked).ok().map(|field| field.path.clone()));
    found.map_or(now, Ok)
}

fn unknown(view: &CaseView, fields: &Fields, none: &NoSuchField) -> Failure {
    let NoSuchField { asked, may_mean, nearest } = none;
    if asked.is_empty() {
        return Failure::usage("the field has no name")
            .help(format!("these are known: {}", some(fields)));
    }
    if !may_mean.is_empty() {
        let message = format!("`{asked}` may mean several fields: {}", list(may_mean));
        return Failure::usage(message).help("write the one you mean in full");
    }
    let message = format!("nothing is known of `{asked}` in {} under this cut", view.case());
    Failure::not_found("unknown_field", message).help(match nearest {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("these are known: {}", some(fields)),
    })
}

/// The fields that stand for themselves: parts of acts and statements would fill a screen.
fn some(fields: &Fields) -> String {
    let names = fields.iter().map(|field| field.path.as_str());
    list(names.filter(|name| !name.contains(['#', '/'])).take(30))
}
