//! Papers: what is attached to a line, and that the paper behind it is sealed.

use docket_core::{Effect, Event, Key, Kind, Reference, Relation, Restricted, Target, Verb};

use crate::sheet::SheetLine;

/// The events of a line's papers. `event` makes an event of the line, `target` is its main one.
pub(crate) fn papers(
    line: &SheetLine,
    key: &Key,
    target: &Target,
    event: &dyn Fn(Key, Verb, Kind) -> Event,
) -> Vec<Event> {
    let mut events = Vec::new();
    for attachment in &line.attachments {
        let Ok(key) = format!("{key}:attachment-{}", attachment.number).parse() else { continue };
        let mut event = event(key, Verb::Filed, Kind::Exhibit);
        event.document_number =
            line.number.as_ref().map(|number| format!("{number}-{}", attachment.number).into());
        event.text = Some(attachment.text.as_str()).filter(|text| !text.is_empty()).map(Into::into);
        let (relation, target) = (Relation::Supports, target.clone());
        event.refers_to = vec![Reference { relation, target }];
        events.push(event);
    }
    if line.is_sealed
        && let Ok(key) = format!("{key}:sealed").parse()
    {
        let mut event = event(key, Verb::Announced, Kind::Other("Sealed".to_owned()));
        // The docket does not say since when.
        let since = line.filed.as_ref().and_then(|day| format!("[{day}..]").parse().ok());
        event.occurred = since.map(docket_core::Occurred::Date);
        event.published = None;
        event.text = None;
        let (target, what) = (target.clone(), Restricted::Document);
        event.effects = vec![Effect::Restricts { target, what }];
        events.push(event);
    }
    events
}
