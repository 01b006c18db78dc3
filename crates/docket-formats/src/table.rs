//! Tables of a case file, read key by key.

use std::ops::Range;

use toml::de::DeTable;

use crate::code::Code;
use crate::fault::Fault;
use crate::reading::Reading;
use crate::suggestion::{did_you_mean, nearest};
use crate::value::Value;

/// A table being read: each key is asked for once, and [`finish`](Table::finish) tells of those
/// that nobody asked for.
///
/// The keys asked for are the keys that are known: there is no other list of them.
pub(crate) struct Table<'a> {
    what: &'static str,
    header: Range<usize>,
    entries: &'a DeTable<'a>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    faulty: Vec<&'static str>,
    reading: &'a Reading<'a>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(
        what: &'static str,
        entries: &'a DeTable<'a>,
        header: Range<usize>,
        reading: &'a Reading<'a>,
    ) -> Self {
        let (asked, missing, faulty) = (Vec::new(), Vec::new(), Vec::new());
        Self { what, header, entries, asked, missing, faulty, reading }
    }

    /// Reads the value of a key, if it is there.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'a>) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(key);
        let value = self.value(key)?;
        let before = self.reading.count();
        let found = read(value);
        if self.reading.count() > before {
            self.faulty.push(key);
        }
        found
    }

    /// Reads the value of a key that has to be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'a>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.missing.push(key);
            self.faulty.push(key);
        }
        self.optional(key, read)
    }

    /// Reads each value of a list that may be absent, or be one value without brackets.
    pub(crate) fn several<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(Value<'a>) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, |value| Some(value.each(read))).unwrap_or_default()
    }

    /// Reads a value that has two spellings of its key.
    pub(crate) fn either<T>(
        &mut self,
        (key, other): (&'static str, &'static str),
        read: impl Fn(Value<'a>) -> Option<T>,
    ) -> Option<T> {
        if self.has(key) && self.has(other) {
            self.say_twice(key, other);
        }
        let first = self.optional(key, &read);
        let second = self.optional(other, &read);
        first.or(second)
    }

    /// Whether the table has a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether reading a key brought up a fault.
    pub(crate) fn is_faulty(&self, key: &str) -> bool {
        self.faulty.contains(&key)
    }

    /// Where a key stands.
    pub(crate) fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.entries.get_key_value(key).map(|(key, _)| key.span())
    }

    /// Where the table begins: its header, or its braces.
    pub(crate) fn header(&self) -> Range<usize> {
        self.header.clone()
    }

    /// The keys of the table that are in a list.
    pub(crate) fn keys_among(&self, list: &[&'static str]) -> Vec<&'static str> {
        list.iter().copied().filter(|key| self.has(key)).collect()
    }

    pub(crate) fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// All keys of the table.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.entries.keys().map(|key| key.get_ref().as_ref())
    }

    /// Notes that two keys say one thing.
    pub(crate) fn say_twice(&mut self, key: &'static str, other: &'static str) {
        let (Some(first), Some(second)) = (self.key_span(key), self.key_span(other)) else {
            return;
        };
        let message = format!("`{key}` and `{other}` say the same thing");
        self.faulty.extend([key, other]);
        self.reading.say(
            Fault::new(Code::SaidTwice, second, message)
                .label("said a second time")
                .also(first, "said here")
                .help("leave one of them out"),
        );
    }

    /// Notes the keys that are missing and those that are unknown.
    pub(crate) fn finish(&self) {
        let unknown = self.entries.iter().filter(|(key, _)| !self.asks_for(key.get_ref()));
        let mut meant = Vec::new();
        for (key, _) in unknown {
            let name = key.get_ref().as_ref();
            let nearest = nearest(name, self.asked.iter().copied());
            meant.extend(nearest);
            let fault = Fault::new(
                Code::UnknownKey,
                key.span(),
                format!("unknown key `{name}` in {}", self.what),
            );
            let known = || format!("known are {}", quoted_list(&self.asked));
            self.reading
                .say(fault.label("not a key here").help(nearest.map_or_else(known, did_you_mean)));
        }
        // A misspelt key is one fault, not a second one for being absent under its right name.
        for key in self.missing.iter().filter(|key| !meant.contains(key)) {
            let message = format!("{} has no `{key}`", self.what);
            let fault = Fault::new(Code::MissingKey, self.header(), message);
            self.reading.say(fault.label(format!("`{key}` is missing")));
        }
    }

    fn asks_for(&self, key: &str) -> bool {
        self.asked.contains(&key)
    }

    fn value(&self, key: &str) -> Option<Value<'a>> {
        self.entries.get(key).map(|value| Value::new(value, self.reading))
    }
}

fn quoted_list(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
