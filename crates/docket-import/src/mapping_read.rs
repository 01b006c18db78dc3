//! Reading a mapping, with everything that is wrong with it at its place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use docket_core::Key;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::court_name::{court_id, unknown_court};
use crate::fault::{Fault, Place};
use crate::mapping::{Cell, Column, CsvMapping, Field, Told, fault_of_format};

/// Keys beside the fields.
const OTHERS: [&str; 6] = ["ignore", "blank", "delimiter", "guarded", "facts", "courts"];

/// A mapping being read.
struct Reading<'a> {
    text: &'a str,
    faults: RefCell<Vec<(usize, Fault)>>,
}

type Value<'a> = Spanned<DeValue<'a>>;

pub(crate) fn read(text: &str) -> Result<CsvMapping, Vec<Fault>> {
    let reading = Reading { text, faults: RefCell::default() };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(text.len(), |span| span.start);
        vec![reading.fault(at, "", error.message())]
    })?;
    let mapping = reading.mapping(table.get_ref());
    let mut faults = reading.faults.into_inner();
    faults.sort_by_key(|(at, _)| *at);
    if faults.is_empty() {
        return Ok(mapping);
    }
    Err(faults.into_iter().map(|(_, fault)| fault).collect())
}

impl Reading<'_> {
    fn fault(&self, at: usize, path: &str, message: &str) -> Fault {
        let mark = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (text, at) = (&self.text[mark..], at.saturating_sub(mark));
        let place = Place::in_text(text, text.floor_char_boundary(at), path.to_owned());
        Fault { place, message: message.to_owned() }
    }

    fn say<T>(&self, span: &Range<usize>, path: &str, message: &str) -> Option<T> {
        self.faults.borrow_mut().push((span.start, self.fault(span.start, path, message)));
        None
    }

    fn mapping(&self, table: &DeTable<'_>) -> CsvMapping {
        let keys: Vec<&str> = Field::ALL.iter().map(|(_, key)| *key).chain(OTHERS).collect();
        let meant = self.known(table, "", &keys);
        let get = |key: &str| table.get(key);
        let courts = get("courts").map_or(BTreeMap::new(), |value| self.courts(value));
        let mut mapping = CsvMapping { courts, ..CsvMapping::default() };
        for (field, key) in Field::ALL {
            match get(key) {
                Some(value) => {
                    let cell = self.field(key, field, value);
                    self.known_court(field, cell.as_ref(), value, &mapping.courts);
                    mapping.fields.extend(cell.map(|cell| (field, cell)));
                }
                // A misspelt key is one fault, and no second one for being absent.
                None if field.is_required() && !meant.contains(&key) => {
                    let message = format!("a mapping says which column is `{key}`");
                    self.say::<()>(&(0..0), "", &message);
                }
                None => {}
            }
        }
        mapping.delimiter = get("delimiter").and_then(|value| self.delimiter(value));
        mapping.is_guarded = get("guarded").is_some_and(|value| self.flag("guarded", value));
        mapping.blank = get("blank").map_or(Vec::new(), |value| self.texts("blank", value));
        let ignored = get("ignore").map_or(Vec::new(), |value| self.columns("ignore", value));
        mapping.ignore = ignored;
        mapping.facts = get("facts").map_or(BTreeMap::new(), |value| self.facts(value));
        mapping
    }

    /// Says which keys nobody reads, and gives those that may be meant by them.
    fn known<'k>(&self, table: &DeTable<'_>, path: &str, known: &[&'k str]) -> Vec<&'k str> {
        let mut all_meant = Vec::new();
        for key in table.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let meant = nearest(name, known.iter().copied());
            all_meant.extend(meant);
            let help = meant.map_or_else(|| format!("known are {}", list(known)), did_you_mean);
            self.say::<()>(&key.span(), path, &format!("no key is called `{name}`: {help}"));
        }
        all_meant
    }

    fn field(&self, key: &str, field: Field, value: &Value<'_>) -> Option<Cell> {
        let mut keys = vec!["column"];
        keys.extend(field.is_of_docket().then_some("always"));
        keys.extend(field.is_date().then_some("format"));
        keys.extend((field == Field::Attachments).then_some("split"));
        self.cell(key, value, &keys)
    }

    /// A column by its name, or a table that says where something is told.
    fn cell(&self, path: &str, value: &Value<'_>, keys: &[&str]) -> Option<Cell> {
        let DeValue::Table(table) = value.get_ref() else {
            let told = Told::Column(self.column(path, value)?);
            return Some(Cell { told, format: None, split: None });
        };
        self.known(table, path, keys);
        let get = |key: &str| table.get(key).filter(|_| keys.contains(&key));
        let told = match (get("column"), get("always")) {
            (Some(column), None) => Told::Column(self.column(path, column)?),
            (None, Some(always)) => Told::Always(self.words(path, always)?),
            (Some(_), Some(second)) => {
                let message = "`column` and `always` exclude each other";
                return self.say(&second.span(), path, message);
            }
            (None, None) => {
                let message = format!("it needs {}", list(&keys[..keys.len().min(2)]));
                let is_misspelt = table.keys().any(|key| !keys.contains(&&**key.get_ref()));
                return if is_misspelt { None } else { self.say(&value.span(), path, &message) };
            }
        };
        let format = get("format").and_then(|value| {
            let format = self.words(path, value)?;
            match fault_of_format(&format) {
                Some(message) => self.say(&value.span(), path, &message),
                None => Some(format),
            }
        });
        let split = get("split").and_then(|value| self.words(path, value));
        Some(Cell { told, format, split })
    }

    fn column(&self, path: &str, value: &Value<'_>) -> Option<Column> {
        let name = self.words(path, value)?.trim().to_owned();
        let place = self.fault(value.span().start, path, "").place;
        Some(Column { name, place })
    }

    fn columns(&self, path: &str, value: &Value<'_>) -> Vec<Column> {
        let items = self.items(path, value);
        items.into_iter().filter_map(|item| self.column(path, item)).collect()
    }

    fn texts(&self, path: &str, value: &Value<'_>) -> Vec<String> {
        let items = self.items(path, value);
        let texts = items.into_iter().filter_map(|item| self.words(path, item));
        texts.map(|text| text.trim().to_owned()).collect()
    }

    fn items<'v, 't>(&self, path: &str, value: &'v Value<'t>) -> Vec<&'v Value<'t>> {
        let DeValue::Array(items) = value.get_ref() else {
            return self
                .say(&value.span(), path, "a list is expected: [\"..\"]")
                .unwrap_or_default();
        };
        items.iter().collect()
    }

    /// A text with something in it.
    fn words(&self, path: &str, value: &Value<'_>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            return self.say(&value.span(), path, "a text in quotation marks is expected");
        };
        if text.trim().is_empty() {
            return self.say(&value.span(), path, "the text is empty");
        }
        Some(text.clone().into_owned())
    }

    fn flag(&self, path: &str, value: &Value<'_>) -> bool {
        let DeValue::Boolean(flag) = value.get_ref() else {
            return self.say(&value.span(), path, "true or false is expected").unwrap_or_default();
        };
        *flag
    }

    fn delimiter(&self, value: &Value<'_>) -> Option<u8> {
        let DeValue::String(text) = value.get_ref() else {
            return self.say(&value.span(), "delimiter", "a text in quotation marks is expected");
        };
        let letter = if text.eq_ignore_ascii_case("tab") { "\t" } else { text.as_ref() };
        match letter.as_bytes() {
            [byte] if byte.is_ascii() && !b"\"\r\n\0".contains(byte) => Some(*byte),
            _ => {
                let message = "one character parts cells: \",\", \";\", \"tab\", \"|\"";
                self.say(&value.span(), "delimiter", message)
            }
        }
    }

    fn facts(&self, value: &Value<'_>) -> BTreeMap<Key, Cell> {
        let entries = self.entries("facts", value);
        let fact = |(name, at, value): (&str, Range<usize>, &Value<'_>)| {
            let path = format!("facts.{name}");
            let cell = self.cell(&path, value, &["column", "always"])?;
            self.key(&path, name, &at).map(|key| (key, cell))
        };
        entries.into_iter().filter_map(fact).collect()
    }

    fn courts(&self, value: &Value<'_>) -> BTreeMap<String, Key> {
        let entries = self.entries("courts", value);
        let court = |(name, _, value): (&str, Range<usize>, &Value<'_>)| {
            let path = format!("courts.{}", toml::Value::from(name));
            if matches!(value.get_ref(), DeValue::String(id) if id.trim().is_empty()) {
                return self.say(&value.span(), &path, "the id of the court is missing");
            }
            let id = self.words(&path, value)?.to_lowercase();
            let id = self.key(&path, court_id(&id).unwrap_or(&id), &value.span())?;
            Some((name.trim().to_owned(), id))
        };
        entries.into_iter().filter_map(court).collect()
    }

    fn key(&self, path: &str, name: &str, at: &Range<usize>) -> Option<Key> {
        name.parse().map_or_else(|error| self.say(at, path, &format!("{error}")), Some)
    }

    fn entries<'v, 't>(
        &self,
        path: &str,
        value: &'v Value<'t>,
    ) -> Vec<(&'v str, Range<usize>, &'v Value<'t>)> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.say(&value.span(), path, "a table is expected").unwrap_or_default();
        };
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect()
    }

    /// A court that is said once for all rows is looked at once.
    fn known_court(
        &self,
        field: Field,
        cell: Option<&Cell>,
        value: &Value<'_>,
        courts: &BTreeMap<String, Key>,
    ) {
        if field == Field::Court
            && let Some(Cell { told: Told::Always(court), .. }) = cell
            && court_id(court).is_none()
            && !courts.contains_key(court.trim())
        {
            self.say::<()>(&value.span(), "court", &unknown_court(court));
        }
    }
}

/// The candidate that a name is a slip for: the same but for letter case and what is no letter, or a few
/// letters apart.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = folded(name);
    let allowed = name.chars().count() / 3;
    let distance = |other: &'a str| (strsim::osa_distance(&name, &folded(other)), other);
    let near = candidates.into_iter().map(distance).filter(|(distance, _)| *distance <= allowed);
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// A name without what people write differently.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(crate) fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

pub(crate) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
