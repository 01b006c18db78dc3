//! Reading JSON lines.

use std::fmt::Display;
use std::io::{BufRead, Read};
use std::str::FromStr;

use docket_core::{Event, Expunged, IdMark, Kept, LogEntry, Salt};
use docket_proof::Tree;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::jsonl::{EXPUNGED, ExpungedLine, FORMAT, HeaderLine, JsonlHeader, Line, MAX_LINE_BYTES};
use crate::jsonl_error::JsonlError;
use crate::place::line_col;

/// Reads the header of a JSONL file; the entries follow one by one.
///
/// # Errors
/// [`JsonlError`] when the first line is not such a header.
pub fn read_jsonl<R: BufRead>(input: R) -> Result<JsonlReader<R>, JsonlError> {
    let mut lines = Lines { input, line: 0 };
    let Some(text) = lines.next_line()? else {
        return Err(JsonlError { line: 1, column: 1, message: "the file is empty".to_owned() });
    };
    let header = lines.header(&text)?;
    Ok(JsonlReader { lines, header, tree: Tree::empty(), is_done: false })
}

/// What a log kept, out of a JSONL file, one by one; after an error there are no more.
///
/// An entry is given when it has the position it should have and the leaf that it says. Whether
/// the entries are those that the header speaks of shows only at the end: what was read is to be
/// thrown away when the last item is an error.
#[derive(Debug)]
pub struct JsonlReader<R> {
    lines: Lines<R>,
    header: JsonlHeader,
    tree: Tree,
    is_done: bool,
}

impl<R> JsonlReader<R> {
    /// The header.
    #[must_use]
    pub fn header(&self) -> &JsonlHeader {
        &self.header
    }
}

impl<R: BufRead> Iterator for JsonlReader<R> {
    type Item = Result<Kept, JsonlError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let item = self.kept().transpose();
        self.is_done = !matches!(item, Some(Ok(_)));
        item
    }
}

impl<R: BufRead> JsonlReader<R> {
    fn kept(&mut self) -> Result<Option<Kept>, JsonlError> {
        let Some(text) = self.lines.next_line()? else {
            return self.end().map(|()| None);
        };
        let position = self.tree.size() + 1;
        if position > self.header.entries {
            let message = format!("one entry more than the {} of the header", self.header.entries);
            return Err(self.lines.fault(&text, 0, message));
        }
        let (kept, said) = if text.starts_with(EXPUNGED) {
            self.lines.expunged(&text)?
        } else {
            self.lines.entry(&text)?
        };
        if kept.position().0 != position {
            let message = format!("the position is {}, not {position}", kept.position().0);
            return Err(self.lines.fault_at(&text, "position", message));
        }
        let leaf = kept.leaf().hash();
        if leaf.to_string() != said {
            let message = format!("the entry has the leaf {leaf}, not the one it says");
            return Err(self.lines.fault_at(&text, "leaf", message));
        }
        self.tree.push(leaf, &mut Vec::new());
        Ok(Some(kept))
    }

    fn end(&self) -> Result<(), JsonlError> {
        let (size, root) = (self.tree.size(), self.tree.root());
        let JsonlHeader { entries, root: expected, .. } = self.header;
        if size != entries {
            let message = format!("the file ends after {size} entries; the header says {entries}");
            return Err(self.lines.after(message));
        }
        if root != expected {
            let message = format!("the entries have the root {root}; the header says {expected}");
            return Err(self.lines.after(message));
        }
        Ok(())
    }
}

/// The lines of a file, each within the limit.
#[derive(Debug)]
struct Lines<R> {
    input: R,
    /// The line that was read last, from 1.
    line: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads a line without its line feed; at most one byte more than a line may have.
    fn next_line(&mut self) -> Result<Option<String>, JsonlError> {
        let mut bytes = Vec::new();
        let limit = MAX_LINE_BYTES as u64 + 1;
        let read = (&mut self.input).take(limit).read_until(b'\n', &mut bytes);
        read.map_err(|error| self.after(error.to_string()))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        let has_end = bytes.pop_if(|byte| *byte == b'\n').is_some();
        let text = String::from_utf8(bytes).map_err(|error| {
            let (valid, at) = (error.as_bytes(), error.utf8_error().valid_up_to());
            let before = String::from_utf8_lossy(&valid[..at]);
            self.fault(&before, at, "not UTF-8".to_owned())
        })?;
        let whole = match (has_end, text.len()) {
            (false, length) if length > MAX_LINE_BYTES => {
                Err(format!("the line has more than {MAX_LINE_BYTES} bytes"))
            }
            (false, _) => Err("the line is cut off: no line feed ends it".to_owned()),
            (true, 0) => Err("the line is blank".to_owned()),
            (true, _) => Ok(()),
        };
        match whole {
            Ok(()) => Ok(Some(text)),
            Err(message) => Err(self.fault(&text, text.len(), message)),
        }
    }
}

impl<R> Lines<R> {
    fn header(&self, text: &str) -> Result<JsonlHeader, JsonlError> {
        #[derive(Deserialize)]
        struct AnyVersion {
            format: String,
        }
        // Asked first: the header of another version may have other keys.
        let any: AnyVersion = self.json(text)?;
        if any.format != FORMAT {
            let message = format!("the format is {:?}; this program reads {FORMAT:?}", any.format);
            return Err(self.fault_at(text, "format", message));
        }
        let line: HeaderLine = self.canonical(text)?;
        let root = self.hex(text, "root", &line.root)?;
        let Ok(zone) = line.zone.parse() else {
            let message = format!("`{}` is not an IANA time zone", line.zone);
            return Err(self.fault_at(text, "zone", message));
        };
        Ok(JsonlHeader { entries: line.entries, root, zone })
    }

    /// Reads the line of an entry, and the leaf that it says.
    fn entry(&self, text: &str) -> Result<(Kept, String), JsonlError> {
        let line: Line<Event> = self.canonical(text)?;
        let salt = self.hex(text, "salt", &line.salt)?;
        let Line { event, leaf, position, revision, recorded_at, .. } = line;
        Ok((Kept::Entry(LogEntry { position, revision, recorded_at, salt, event }), leaf))
    }

    /// Reads the line of what is left of an expunged entry, and the leaf that it says.
    fn expunged(&self, text: &str) -> Result<(Kept, String), JsonlError> {
        let line: ExpungedLine = self.canonical(text)?;
        let commitment = self.hex(text, "commitment", &line.commitment)?;
        let hash: Salt = self.hex(text, "id_hash", &line.id_hash)?;
        let salt = self.hex(text, "id_salt", &line.id_salt)?;
        let mark = IdMark { salt, hash: *hash.as_bytes() };
        let ExpungedLine { leaf, position, recorded_at, .. } = line;
        Ok((Kept::Expunged(Expunged { position, recorded_at, commitment, mark }), leaf))
    }

    /// Reads hexadecimal digits, in lower case as they are written.
    fn hex<T>(&self, text: &str, key: &str, digits: &str) -> Result<T, JsonlError>
    where
        T: FromStr<Err = docket_proof::Error> + Display,
    {
        let value: T =
            digits.parse().map_err(|error: T::Err| self.fault_at(text, key, error.to_string()))?;
        if value.to_string() == digits {
            return Ok(value);
        }
        Err(self.fault_at(text, key, "not canonical: digits are in lower case".to_owned()))
    }

    /// Reads a line that is written as this program writes it, to the byte.
    fn canonical<T: DeserializeOwned + Serialize>(&self, text: &str) -> Result<T, JsonlError> {
        let value: T = self.json(text)?;
        let written =
            serde_json::to_string(&value).map_err(|error| self.json_fault(text, &error))?;
        if written == text {
            return Ok(value);
        }
        let same = written.bytes().zip(text.bytes()).take_while(|(one, other)| one == other);
        let message = "not canonical: sorted keys, no white space, no other spelling";
        Err(self.fault(text, same.count(), message.to_owned()))
    }

    fn json<T: DeserializeOwned>(&self, text: &str) -> Result<T, JsonlError> {
        serde_json::from_str(text).map_err(|error| self.json_fault(text, &error))
    }

    fn json_fault(&self, text: &str, error: &serde_json::Error) -> JsonlError {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&place).unwrap_or(&message);
        self.fault(text, error.column().saturating_sub(1), message.to_owned())
    }

    /// A fault of the value of a key that stands once in the line, or last.
    fn fault_at(&self, text: &str, key: &str, message: String) -> JsonlError {
        let key = format!("\"{key}\":");
        let offset = text.rfind(&key).map_or(0, |at| at + key.len());
        self.fault(text, offset, message)
    }

    fn fault(&self, text: &str, offset: usize, message: String) -> JsonlError {
        JsonlError { line: self.line, column: line_col(text, offset).1, message }
    }

    /// A fault past the line that was read last.
    fn after(&self, message: String) -> JsonlError {
        JsonlError { line: self.line + 1, column: 1, message }
    }
}
