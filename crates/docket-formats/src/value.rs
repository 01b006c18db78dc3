//! Values of a case file, read as what their key wants.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use docket_core::{CaseId, IdError, Key, MAX_NUMBER};
use toml::Spanned;
use toml::de::{DeInteger, DeString, DeValue};

use crate::code::Code;
use crate::fault::Fault;
use crate::reading::{Mentioned, Reading};
use crate::table::Table;

/// A value with its place. Each way of reading it gives nothing, and notes why, when it does not
/// fit.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    at: &'a Spanned<DeValue<'a>>,
    pub(crate) reading: &'a Reading<'a>,
}

impl<'a> Value<'a> {
    pub(crate) fn new(at: &'a Spanned<DeValue<'a>>, reading: &'a Reading<'a>) -> Self {
        Self { at, reading }
    }

    pub(crate) fn get(self) -> &'a DeValue<'a> {
        self.at.get_ref()
    }

    pub(crate) fn span(self) -> Range<usize> {
        self.at.span()
    }

    /// Text, with nothing else known of it.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self.get() {
            DeValue::String(text) => Some(text),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                let help = format!("put it in quotation marks: \"{}\"", self.written());
                self.wrong_type("text", Some(help))
            }
            DeValue::Array(_) | DeValue::Table(_) => self.wrong_type("text", None),
        }
    }

    /// Text to be kept, which may be empty.
    pub(crate) fn string(self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// Text to be kept, with something in it.
    pub(crate) fn words(self) -> Option<String> {
        let text = self.text()?;
        if text.is_empty() {
            let fault = Fault::new(Code::Empty, self.span(), "the text is empty");
            return self.refuse(fault.label("nothing here").help("leave out what is not known"));
        }
        Some(text.to_owned())
    }

    pub(crate) fn key(self) -> Option<Key> {
        self.name()
    }

    pub(crate) fn case_id(self) -> Option<CaseId> {
        self.name()
    }

    /// The id of a case that may be in another file.
    pub(crate) fn other_case(self) -> Option<CaseId> {
        let case = self.case_id()?;
        self.mention_case(&case, self.span());
        Some(case)
    }

    /// Notes that the id of another case stands at a place.
    pub(crate) fn mention_case(self, case: &CaseId, span: Range<usize>) {
        self.reading.mention(Mentioned::Case(case.clone()), span, false);
    }

    /// The id of a source.
    pub(crate) fn source_id(self) -> Option<Key> {
        let source = self.key()?;
        self.reading.mention(Mentioned::Source(source.clone()), self.span(), false);
        Some(source)
    }

    pub(crate) fn name<T: FromStr<Err = IdError>>(self) -> Option<T> {
        self.text()?.parse().map_or_else(|error| self.bad_name(self.span(), &error), Some)
    }

    pub(crate) fn bad_name<T>(self, span: Range<usize>, error: &IdError) -> Option<T> {
        self.refuse(Fault::new(Code::BadName, span, error.to_string()).label("not a name"))
    }

    pub(crate) fn flag(self) -> Option<bool> {
        match self.get() {
            DeValue::Boolean(flag) => Some(*flag),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => self.wrong_type("true or false", None),
        }
    }

    /// A whole number within what JSON readers keep exactly.
    pub(crate) fn number(self) -> Option<i64> {
        match self.get() {
            DeValue::Integer(number) => self.in_range(number),
            DeValue::Float(number) => {
                let message = format!("{number} has a fraction; numbers are whole");
                let help = format!("write a whole number, or text: \"{}\"", self.written());
                let fault = Fault::new(Code::Fraction, self.span(), message);
                self.refuse(fault.label("not a whole number").help(help))
            }
            DeValue::String(text) => {
                let help = text.parse::<i64>().ok();
                let help = help.map(|number| format!("leave out the quotation marks: {number}"));
                self.wrong_type("a whole number", help)
            }
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                self.wrong_type("a whole number", None)
            }
        }
    }

    /// A number that counts something.
    pub(crate) fn count(self) -> Option<u64> {
        let number = self.number()?;
        u64::try_from(number).ok().or_else(|| {
            let fault = Fault::new(
                Code::NumberOutOfRange,
                self.span(),
                format!("{number} is negative, and this counts something"),
            );
            self.refuse(fault.label("less than 0"))
        })
    }

    /// A number that counts something, up to a limit.
    pub(crate) fn count_to<T: TryFrom<u64> + PartialOrd + Display + Copy>(
        self,
        most: T,
    ) -> Option<T> {
        let number = self.count()?;
        T::try_from(number).ok().filter(|number| *number <= most).or_else(|| {
            let message = format!("{number} is larger than {most}");
            let fault = Fault::new(Code::NumberOutOfRange, self.span(), message);
            self.refuse(fault.label("too large"))
        })
    }

    fn in_range(self, number: &DeInteger<'_>) -> Option<i64> {
        let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
        value.filter(|value| value.unsigned_abs() <= MAX_NUMBER.unsigned_abs()).or_else(|| {
            let fault = Fault::new(
                Code::NumberOutOfRange,
                self.span(),
                format!("{} is larger than {MAX_NUMBER}", self.written()),
            );
            let help = format!("write it as text: \"{}\"", self.written());
            self.refuse(fault.label("too large").help(help))
        })
    }

    /// The values of a list.
    pub(crate) fn list(self) -> Option<Vec<Value<'a>>> {
        match self.get() {
            DeValue::Array(values) => {
                Some(values.iter().map(|value| Value::new(value, self.reading)).collect())
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => {
                let help = format!("put it in brackets: [{}]", self.written());
                self.wrong_type("a list", (self.span().len() < 60).then_some(help))
            }
        }
    }

    /// Reads each value of a list, or the one value that stands without brackets.
    pub(crate) fn each<T>(self, read: impl Fn(Value<'a>) -> Option<T>) -> Vec<T> {
        if matches!(self.get(), DeValue::Array(_)) {
            self.list().unwrap_or_default().into_iter().filter_map(read).collect()
        } else {
            read(self).into_iter().collect()
        }
    }

    /// A table whose keys are known.
    pub(crate) fn table(self, what: &'static str) -> Option<Table<'a>> {
        match self.get() {
            DeValue::Table(entries) => Some(Table::new(what, entries, self.span(), self.reading)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => self.wrong_type(format!("{what} (a table)"), None),
        }
    }

    /// A table whose keys are names that its author chooses.
    pub(crate) fn named_values<K: FromStr<Err = IdError>>(
        self,
        what: &str,
    ) -> Option<Vec<(K, Range<usize>, Value<'a>)>> {
        let DeValue::Table(entries) = self.get() else {
            return self.wrong_type(format!("{what} (a table)"), None);
        };
        let named = entries.iter().filter_map(|(key, value)| {
            let value = Value::new(value, self.reading);
            let name: Result<K, IdError> = key.get_ref().parse();
            match name {
                Ok(name) => Some((name, key.span(), value)),
                Err(error) => self.bad_name(key.span(), &error),
            }
        });
        Some(named.collect())
    }

    /// A table whose keys are any text.
    pub(crate) fn free_values(self, what: &str) -> Option<Vec<(&'a str, Range<usize>, Value<'a>)>> {
        let DeValue::Table(entries) = self.get() else {
            return self.wrong_type(format!("{what} (a table)"), None);
        };
        let named = |(key, value): (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>)| {
            (key.get_ref().as_ref(), key.span(), Value::new(value, self.reading))
        };
        Some(entries.iter().map(named).collect())
    }

    /// The value as it is written in the file.
    pub(crate) fn written(self) -> &'a str {
        self.reading.written(self.span())
    }

    /// Where a part of the text stands in the file: from an offset in it to its end.
    pub(crate) fn span_from(self, offset: usize) -> Range<usize> {
        let span = self.span();
        // Only where nothing is escaped do offsets in the text and in the file agree.
        if let DeValue::String(text) = self.get()
            && span.len() == text.len() + 2
            && offset < text.len()
        {
            return span.start + 1 + offset..span.end - 1;
        }
        span
    }

    /// Notes a fault and gives nothing.
    pub(crate) fn refuse<T>(self, fault: Fault) -> Option<T> {
        self.reading.say(fault);
        None
    }

    pub(crate) fn wrong_type<T>(self, expected: impl Display, help: Option<String>) -> Option<T> {
        let found = type_name(self.get());
        let message = format!("expected {expected}, found {found}");
        let fault =
            Fault::new(Code::WrongType, self.span(), message).label(format!("this is {found}"));
        self.refuse(fault.maybe_help(help))
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotation marks",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
