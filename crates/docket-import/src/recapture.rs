//! Recapture: what a capture of a docket adds to what a ledger holds of it.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Bookkeeping, Capture, CaseDescription, CaseId, CaseView, DocketLine, Effect, Event, EventId,
    FactValue, Field, Key, Source, SourceKind, Target,
};
use docket_time::{Day, When, court};
use sha2::Digest;

use crate::alignment::align;
use crate::chain;
use crate::docket_number::DocketNames;
use crate::head::carry_over;
use crate::keeper::Keeper;
use crate::reader::read_sheet;
use crate::reading::Reading;
use crate::rule::Rules;
use crate::sheet::Sheet;
use crate::shown::{CHANGE, Shown, change_kind, day_of_capture, earlier, name_of};

/// How a file was captured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HowCaptured {
    /// The day, where it is known.
    pub on: Option<Day>,
    /// Whether the file holds all of each docket in it.
    pub is_full: bool,
    /// The name of the file.
    pub file: Option<String>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: Option<String>,
}

/// What importing a docket comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The events to be recorded, in order.
    pub events: Vec<Event>,
    /// How many lines the docket has in the file.
    pub lines: usize,
    /// The lines that no rule knew: their keys and what they say.
    pub unclassified: Vec<(EventId, String)>,
    /// Lines that read otherwise than recorded, in a capture without a day or of the same day.
    pub differing: Vec<EventId>,
}

/// Makes the events that record a docket sheet in a ledger that holds `view` of its case.
#[must_use]
pub fn import_sheet(
    sheet: &Sheet,
    names: &DocketNames,
    rules: &Rules,
    view: Option<&CaseView>,
    how: &HowCaptured,
) -> Imported {
    import_reading(read_sheet(sheet, names, rules), (sheet, names), view, how)
}

/// The same of a sheet that was read before: reading it needs no ledger, so that somebody else may do
/// it in the meantime.
#[must_use]
pub fn import_reading(
    reading: Reading,
    (sheet, names): (&Sheet, &DocketNames),
    view: Option<&CaseView>,
    how: &HowCaptured,
) -> Imported {
    // A feed is a window on a docket: what it lacks may be on the docket all the same.
    let how = &HowCaptured { is_full: how.is_full && !sheet.is_feed, ..how.clone() };
    let reading = align(reading, view, &names.source, how.is_full);
    let mut imported = Imported { lines: reading.lines.len(), ..Imported::default() };
    imported.unclassified = reading
        .lines
        .iter()
        .filter(|line| !line.is_classified)
        .map(|line| {
            let event = &line.events[0];
            (event.event_id(), event.text.as_deref().unwrap_or_default().to_owned())
        })
        .collect();
    if is_captured(view, names, how) {
        return imported;
    }
    let (reports, lines) = reports(reading);
    let recorded = view.map_or(BTreeMap::new(), |view| recorded(view, &names.source));
    let mut shown = view.map_or(Vec::new(), |view| earlier(view, &names.source));
    let (mut now, differing) = now(reports, &recorded, &shown, how);
    if let Some(before) = shown.iter().rfind(|one| now.on.is_some() && one.on < now.on) {
        carry_over(sheet, before, &mut now);
    }
    imported.differing =
        differing.into_iter().map(|key| EventId { case: names.case.clone(), key }).collect();
    if view.is_some() && how.on.is_none() && now.reports.is_empty() {
        return imported;
    }
    let held: Vec<Key> = now.reports.keys().cloned().collect();
    merge(&mut shown, now);
    let mut events = descriptions(sheet, names, view);
    events.push(captured(names, how, held, view));
    let told = chain::events(&shown, &main_reports(&recorded));
    events.extend(void(&recorded, &told));
    let fixed = view.map_or(BTreeMap::new(), fixes);
    for event in told {
        match recorded.get(&event.id) {
            None => events.push(with_line(event, &lines)),
            Some(as_recorded) => {
                let times = fixed.get(&event.id).copied().unwrap_or(0);
                events.extend(mended(as_recorded, &event, times));
            }
        }
    }
    imported.events = in_docket_order(events);
    imported
}

/// Whether this very file was imported already, as captured on that day.
fn is_captured(view: Option<&CaseView>, names: &DocketNames, how: &HowCaptured) -> bool {
    view.is_some_and(|view| {
        view.books().captures().iter().any(|capture| {
            capture.source == names.source
                && day_of_capture(capture) == how.on
                && capture.full == how.is_full
                && capture.sha256.is_some()
                && capture.sha256 == how.sha256
        })
    })
}

/// The reports of a reading by their names, the head of a docket among them; and the lines that they
/// were read from, which no comparing needs.
fn reports(reading: Reading) -> (BTreeMap<Key, Event>, BTreeMap<Key, DocketLine>) {
    let (mut reports, mut lines) = (BTreeMap::new(), BTreeMap::new());
    let events = reading.lines.into_iter().flat_map(|line| line.events);
    for mut event in reading.head.into_iter().chain(events) {
        lines.extend(event.line.take().map(|line| (event.id.clone(), line)));
        reports.insert(event.id.clone(), event);
    }
    (reports, lines)
}

/// The docket's reports in the ledger by their keys, our own transcription put right.
fn recorded(view: &CaseView, source: &Key) -> BTreeMap<Key, Event> {
    let uncut = view.with_cut(&docket_core::Cut::none());
    let reports = uncut.reports();
    let of_docket = reports.iter().filter(|report| report.event.source.as_ref() == Some(source));
    of_docket.map(|report| (report.entry.event.id.clone(), (*report.event).clone())).collect()
}

fn main_reports(recorded: &BTreeMap<Key, Event>) -> BTreeMap<Key, Event> {
    let is_main =
        |key: &Key, event: &Event| event.kind != change_kind() && !key.as_str().contains(CHANGE);
    let main = recorded.iter().filter(|(key, event)| is_main(key, event));
    main.map(|(key, event)| (key.clone(), event.clone())).collect()
}

/// What this capture shows, and the reports that read otherwise where no day tells which is later.
fn now(
    reports: BTreeMap<Key, Event>,
    recorded: &BTreeMap<Key, Event>,
    shown: &[Shown],
    how: &HowCaptured,
) -> (Shown, BTreeSet<Key>) {
    let on = how.on;
    let mut now = Shown { on, is_full: how.is_full, reports };
    let mut differing = BTreeSet::new();
    let same_day = shown.iter().find(|other| on.is_some() && other.on == on);
    now.reports.retain(|key, report| {
        let known = if on.is_none() {
            recorded.get(key)
        } else {
            same_day.and_then(|other| other.reports.get(key))
        };
        let Some(known) = known else { return true };
        if text_of(known) != text_of(report) {
            differing.insert(key.clone());
        }
        on.is_some()
    });
    if let Some(other) = same_day {
        // Of two captures of one day the one imported first keeps its words.
        now.reports.extend(other.reports.iter().map(|(key, event)| (key.clone(), event.clone())));
    }
    (now, differing)
}

fn text_of(event: &Event) -> Option<&str> {
    event.text.as_deref().map(str::trim)
}

/// Puts a capture among the others by its day; one of the same day takes the other's place.
fn merge(shown: &mut Vec<Shown>, now: Shown) {
    let same_day = shown.iter_mut().find(|other| now.on.is_some() && other.on == now.on);
    if let Some(other) = same_day {
        let is_full = other.is_full || now.is_full;
        *other = Shown { is_full, ..now };
    } else {
        let at = shown.partition_point(|other| other.on <= now.on);
        shown.insert(at, now);
    }
}

/// What the ledger is told of the case and of the docket as a source, where it does not know them.
fn descriptions(sheet: &Sheet, names: &DocketNames, view: Option<&CaseView>) -> Vec<Event> {
    let mut events = Vec::new();
    let is_open = view.is_some_and(|view| view.books().description().court.is_some());
    if !is_open {
        let title = Some(sheet.title.clone()).filter(|title| !title.is_empty());
        let description = CaseDescription { court: Some(names.court.clone()), title, tz: None };
        let what = Bookkeeping::CaseOpened(description);
        events.push(Event::bookkeeping(names.case.clone(), key("opened"), what));
    }
    if view.is_none_or(|view| view.books().source(names.source.as_str()).is_none()) {
        let what = Bookkeeping::SourceDescribed(source(names));
        let id = key(&format!("source:{}", names.source));
        events.push(Event::bookkeeping(CaseId::ledger(), id, what));
    }
    events
}

fn source(names: &DocketNames) -> Source {
    let publisher = court(names.court.as_str()).map_or(names.court.as_str(), |court| court.name);
    let (kind, publisher, how) = match names.keeper {
        Keeper::Court => (SourceKind::Court, publisher, ""),
        Keeper::Archive => (SourceKind::Archive, "RECAP Archive", ", as the archive received it"),
    };
    Source {
        author: None,
        file: None,
        id: names.source.clone(),
        kind,
        published: None,
        publisher: Some(publisher.to_owned()),
        sha256: None,
        title: Some(format!("docket {}{how}", names.case)),
        url: None,
        via: Some(names.of_court()).filter(|court| *court != names.source),
    }
}

fn captured(
    names: &DocketNames,
    how: &HowCaptured,
    held: Vec<Key>,
    view: Option<&CaseView>,
) -> Event {
    let day = how.on.map_or("undated".to_owned(), |day| day.to_string());
    let is_it = |capture: &&Capture| day_of_capture(capture) == how.on;
    let times = view.map_or(0, |view| view.books().captures().iter().filter(is_it).count());
    let again = if times > 0 { format!(":{}", times + 1) } else { String::new() };
    let what = Bookkeeping::Captured(Capture {
        file: how.file.clone(),
        full: how.is_full,
        holds: if how.is_full { Vec::new() } else { held },
        on: how.on.map(When::from_day),
        sha256: how.sha256.clone(),
        source: names.source.clone(),
    });
    Event::bookkeeping(names.case.clone(), key(&format!("captured:{day}{again}")), what)
}

fn key(name: &str) -> Key {
    name.parse().unwrap_or_else(|_| unreachable!("made of names"))
}

/// Takes back the changes that no longer follow from the captures: another part of the docket of the
/// same day has what seemed to be gone. Whoever sees such a change sees that it never was.
fn void(recorded: &BTreeMap<Key, Event>, told: &[Event]) -> Vec<Event> {
    let follows: BTreeSet<&Key> = told.iter().map(|event| &event.id).collect();
    let stale = recorded.values().filter(|event| {
        let is_void = |key: &Key| key.as_str().ends_with(VOID);
        event.kind == change_kind() && !follows.contains(&event.id) && !is_void(&event.id)
    });
    let voiding = stale.filter_map(|event| {
        let mut voiding = event.clone();
        voiding.id = format!("{}{VOID}", event.id).parse().ok()?;
        let reason = Some("another capture of the same day has it".to_owned());
        let target = Target::Event(event.event_id());
        voiding.effects = vec![Effect::Retracts { reason, target }];
        (!recorded.contains_key(&voiding.id)).then_some(voiding)
    });
    voiding.collect()
}

/// The end of the key of what takes a change back.
const VOID: &str = "~void";

/// A report of the chain with the docket line it was read from, where this capture has it so.
fn with_line(mut event: Event, lines: &BTreeMap<Key, DocketLine>) -> Event {
    if event.kind != change_kind() && event.line.is_none() {
        event.line = lines.get(&name_of(&event.id)).cloned();
    }
    event
}

/// How often each report was put right.
fn fixes(view: &CaseView) -> BTreeMap<Key, usize> {
    let mut times = BTreeMap::new();
    for entry in view.entries() {
        if let Some(Bookkeeping::TranscriptionFixed { target, .. }) = &entry.event.bookkeeping
            && let Some(id) = target.event()
        {
            *times.entry(id.key.clone()).or_default() += 1;
        }
    }
    times
}

/// What must be put right of a recorded report: we took it for what the docket said from the day of
/// entry on, and another capture shows since when it did, or what it said before.
fn mended(as_recorded: &Event, is: &Event, times: usize) -> Vec<Event> {
    let target = Target::Event(is.event_id());
    let published =
        |event: &Event| event.published.as_ref().map(|date| FactValue::from(date.text()));
    let dates = (Field::Published, published(as_recorded), published(is));
    let others = chain::values(as_recorded).into_iter().zip(chain::values(is));
    let others = others.map(|((field, was), (_, is))| (field, was, is));
    let fields = std::iter::once(dates).chain(others);
    let differing = fields.filter(|(_, was, is)| was != is);
    let fixes = differing.filter_map(|(field, _, to)| Some((field, to?))).enumerate();
    fixes
        .map(|(nth, (field, to))| {
            let what = Bookkeeping::TranscriptionFixed { field, target: target.clone(), to };
            let id = key(&format!("fixed:{}:{}", is.id, times + nth + 1));
            Event::bookkeeping(is.case.clone(), id, what)
        })
        .collect()
}

/// Bookkeeping first; then reports in the order of the docket, each before what changes it; the
/// capture last, so that an import that was interrupted is not taken for done.
fn in_docket_order(mut events: Vec<Event>) -> Vec<Event> {
    let is_capture = |event: &Event| matches!(event.bookkeeping, Some(Bookkeeping::Captured(_)));
    events.sort_by_key(|event| {
        let place = (event.place.is_none(), event.place);
        (is_capture(event), event.bookkeeping.is_none(), place)
    });
    events
}

/// SHA-256 of a file, in hexadecimal.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&sha2::Sha256::digest(bytes))
}

/// A digest as it is written.
pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    use std::fmt::Write;
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
