//! JSON read field by field, so that a fault has its place and no field is passed over in silence.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::fault::{Fault, Place};

/// The most levels that values may lie in each other.
const DEEPEST: usize = 128;

/// A value of a file, as text.
#[derive(Clone, Copy)]
pub(crate) struct JsonFile<'a> {
    text: &'a str,
    /// Where it begins.
    place: &'a Place,
}

/// A value in a file, and the path to it.
#[derive(Clone)]
pub(crate) struct JsonValue<'a> {
    file: JsonFile<'a>,
    path: String,
    raw: &'a RawValue,
}

/// An object, whose fields are taken one by one.
pub(crate) struct JsonObject<'a> {
    value: JsonValue<'a>,
    fields: BTreeMap<Cow<'a, str>, &'a RawValue>,
}

impl<'a> JsonFile<'a> {
    /// Reads a file.
    pub(crate) fn read(text: &'a str) -> Result<JsonValue<'a>, Fault> {
        static BEGINNING: Place = Place { line: 1, column: 1, path: String::new() };
        Self::read_at(text, &BEGINNING)
    }

    /// Reads the only value of a file, or an item of the list that it is.
    pub(crate) fn read_at(text: &'a str, place: &'a Place) -> Result<JsonValue<'a>, Fault> {
        let file = Self { text, place };
        if text.trim().is_empty() {
            let message = "the file is empty".to_owned();
            return Err(Fault { place: place.clone(), message });
        }
        // An item lies in the list.
        let around = usize::from(!place.path.is_empty());
        if let Some(at) = deeper_than(text, DEEPEST - around) {
            let message = format!("values lie in each other more than {DEEPEST} levels deep");
            return Err(Fault { place: file.place(at, place.path.clone()), message });
        }
        match serde_json::from_str(text) {
            Ok(raw) => Ok(JsonValue { file, path: place.path.clone(), raw }),
            Err(error) => {
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default().to_owned();
                Err(Fault { place: file.place(byte_of(&error, text), place.path.clone()), message })
            }
        }
    }

    fn place(self, at: usize, path: String) -> Place {
        self.place.plus(self.text, at, path)
    }
}

/// Where reading stopped: the reader of JSON counts lines, and bytes in them.
fn byte_of(error: &serde_json::Error, text: &str) -> usize {
    let before = text.split_inclusive('\n').take(error.line().max(1) - 1);
    let at = before.map(str::len).sum::<usize>() + error.column().max(1) - 1;
    text.floor_char_boundary(at)
}

/// Where values lie in each other too deep; the JSON need not be valid.
fn deeper_than(text: &str, deepest: usize) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                if depth > deepest {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

impl<'a> JsonValue<'a> {
    /// The value as it stands in the file.
    pub(crate) fn raw(&self) -> &'a str {
        self.raw.get()
    }

    /// Says what is wrong with it.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Fault {
        let at =
            (self.raw.get().as_ptr() as usize).saturating_sub(self.file.text.as_ptr() as usize);
        Fault { place: self.file.place(at, self.path.clone()), message: message.into() }
    }

    fn read<T: Deserialize<'a>>(&self, what: &str) -> Result<T, Fault> {
        serde_json::from_str(self.raw.get())
            .map_err(|_| self.fault(format!("{what} is expected, not {}", self.kind())))
    }

    fn kind(&self) -> &'static str {
        match self.raw.get().as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => "a number",
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.raw.get() == "null"
    }

    /// Whether nothing is said: null, an empty text, an empty list or object.
    pub(crate) fn is_empty(&self) -> bool {
        let bare: String =
            self.raw.get().chars().filter(|letter| !letter.is_whitespace()).collect();
        ["null", "\"\"", "[]", "{}"].contains(&bare.as_str())
    }

    pub(crate) fn is_list(&self) -> bool {
        self.raw.get().starts_with('[')
    }

    /// A text, without the white space around it; none where nothing is said. A number is read as it is
    /// written.
    pub(crate) fn text(&self) -> Result<Option<String>, Fault> {
        if self.is_null() {
            return Ok(None);
        }
        let number =
            self.raw.get().starts_with(|first: char| first.is_ascii_digit() || first == '-');
        let text = if number { self.raw.get().to_owned() } else { self.read::<String>("a text")? };
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// True or false; false of null.
    pub(crate) fn truth(&self) -> Result<bool, Fault> {
        if self.is_null() { Ok(false) } else { self.read("true or false") }
    }

    /// The items of a list; none of null.
    pub(crate) fn items(&self) -> Result<Vec<JsonValue<'a>>, Fault> {
        if self.is_null() {
            return Ok(Vec::new());
        }
        let items: Vec<&'a RawValue> = self.read("a list")?;
        let item =
            |(at, raw)| JsonValue { file: self.file, path: format!("{}[{at}]", self.path), raw };
        Ok(items.into_iter().enumerate().map(item).collect())
    }

    pub(crate) fn object(self) -> Result<JsonObject<'a>, Fault> {
        let fields = self.read("an object")?;
        Ok(JsonObject { value: self, fields })
    }
}

impl<'a> JsonObject<'a> {
    /// Whether it has a field that nobody took yet.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Takes a field; null where it is absent.
    pub(crate) fn take(&mut self, name: &str) -> Option<JsonValue<'a>> {
        let raw = self.fields.remove(name)?;
        let path = self.path_of(name);
        Some(JsonValue { file: self.value.file, path, raw })
    }

    fn path_of(&self, name: &str) -> String {
        let path = &self.value.path;
        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
    }

    /// Takes a text; none where it is absent or empty.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        self.take(name).map_or(Ok(None), |value| value.text())
    }

    /// Takes a list; empty where it is absent.
    pub(crate) fn items(&mut self, name: &str) -> Result<Vec<JsonValue<'a>>, Fault> {
        self.take(name).map_or(Ok(Vec::new()), |value| value.items())
    }

    /// The object as a value.
    pub(crate) fn value(&self) -> &JsonValue<'a> {
        &self.value
    }

    /// Notes the fields that nobody took and that say something, under `group`.
    pub(crate) fn finish(self, group: &str, unread: &mut BTreeSet<String>) {
        for (name, raw) in self.fields {
            let value = JsonValue { file: self.value.file, path: String::new(), raw };
            if !value.is_empty() {
                unread.insert(format!("{group}{name}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_what_is_no_json_has_its_column_in_characters() {
        for (text, line, column) in [("{\"é\": \"éé\", ]", 1, 13), ("[\n\"é\" x]", 2, 5)] {
            let Err(Fault { place, .. }) = JsonFile::read(text) else { panic!("{text}") };
            assert_eq!((place.line, place.column), (line, column), "{text:?}");
        }
    }
}
