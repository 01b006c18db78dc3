//! The values of a file of JSON, one after the other: the items of a list, or the only value there is.

use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

use crate::fault::{Fault, FileFault, Place};

/// The most bytes of one value: few dockets come near it, and no more of a file is held at once.
pub(crate) const MAX_VALUE: usize = 64 << 20;

/// What may stand before the first byte of a file in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A value of a file.
pub(crate) struct Item {
    pub(crate) text: String,
    /// Its first byte in the file.
    pub(crate) start: u64,
    /// Where it begins, with its path: `[3]`, or nothing for the only value.
    pub(crate) place: Place,
}

/// A walk through a file. What stands between the items of a list is checked; the items are only cut
/// out, and may be no JSON.
pub(crate) struct Items<R> {
    input: BufReader<Digested<R>>,
    /// How many bytes were taken, and where the next one stands.
    byte: u64,
    line: usize,
    column: usize,
    expected: Expected,
    count: usize,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    ItemOrEnd,
    Item,
    CommaOrEnd,
    Nothing,
}

impl<R: Read> Items<R> {
    pub(crate) fn of(input: R) -> Self {
        let input = BufReader::new(Digested { input, digest: Sha256::new() });
        Self { input, byte: 0, line: 1, column: 1, expected: Expected::Value, count: 0 }
    }

    /// SHA-256 of what was read.
    pub(crate) fn digest(self) -> Vec<u8> {
        self.input.into_inner().digest.finalize().to_vec()
    }

    /// The next value; after an error there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Item>, FileFault> {
        if self.byte == 0 && self.input.fill_buf()?.starts_with(MARK) {
            self.input.consume(MARK.len());
            self.byte += MARK.len() as u64;
        }
        loop {
            let byte = self.skip_space()?;
            self.expected = match (self.expected, byte) {
                (Expected::Value, Some(b'[')) => Expected::ItemOrEnd,
                (Expected::Value, None) => {
                    let message = "the file is empty".to_owned();
                    return Err(Fault { place: Place::beginning(), message }.into());
                }
                (Expected::Value, _) => {
                    self.expected = Expected::Nothing;
                    return self.cut(Extent::File).map(Some);
                }
                (Expected::ItemOrEnd | Expected::CommaOrEnd, Some(b']')) => Expected::Nothing,
                (Expected::CommaOrEnd, Some(b',')) => Expected::Item,
                (Expected::ItemOrEnd | Expected::Item, Some(byte)) if !b",]}".contains(&byte) => {
                    self.expected = Expected::CommaOrEnd;
                    self.count += 1;
                    return self.cut(Extent::of(byte)).map(Some);
                }
                (Expected::Nothing, None) => return Ok(None),
                (expected, found) => return Err(self.fault(expected.message(found)).into()),
            };
            self.advance(1)?;
        }
    }

    /// Passes over white space, and tells the byte behind it.
    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.input.fill_buf()?;
            let space = bytes.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
            let behind = bytes.get(space).copied();
            let is_end = bytes.is_empty();
            self.advance(space)?;
            if behind.is_some() || is_end {
                return Ok(behind);
            }
        }
    }

    /// Cuts out the value that begins here.
    fn cut(&mut self, mut extent: Extent) -> Result<Item, FileFault> {
        let path = match extent {
            Extent::File => String::new(),
            Extent::Closed { .. } | Extent::Word => format!("[{}]", self.count - 1),
        };
        let start = self.byte;
        let place = Place { line: self.line, column: self.column, path };
        let mut text = Vec::new();
        loop {
            let bytes = self.input.fill_buf()?;
            let (length, is_over) = extent.within(bytes);
            let is_over = is_over || bytes.is_empty();
            text.extend_from_slice(&bytes[..length]);
            self.advance(length)?;
            if text.len() > MAX_VALUE {
                let message = format!("the value has more than {} MiB", MAX_VALUE >> 20);
                return Err(Fault { place, message }.into());
            }
            if is_over {
                break;
            }
        }
        match String::from_utf8(text) {
            Ok(text) => Ok(Item { text, start, place }),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                let message = "the file is not UTF-8 from here on".to_owned();
                Err(Fault { place: place.plus(&text, valid, place.path.clone()), message }.into())
            }
        }
    }

    /// Takes bytes of what was read.
    fn advance(&mut self, length: usize) -> io::Result<()> {
        for byte in &self.input.fill_buf()?[..length] {
            if *byte == b'\n' {
                self.line += 1;
                self.column = 1;
            } else if byte & 0xc0 != 0x80 {
                self.column += 1;
            }
        }
        self.byte += length as u64;
        self.input.consume(length);
        Ok(())
    }

    fn fault(&self, message: String) -> Fault {
        let place = Place { line: self.line, column: self.column, path: String::new() };
        Fault { place, message }
    }
}

impl Expected {
    fn message(self, found: Option<u8>) -> String {
        let expected = match self {
            Self::Value | Self::Item => "a value",
            Self::ItemOrEnd => "a value or `]`",
            Self::CommaOrEnd => "`,` or `]`",
            Self::Nothing => "nothing behind the list",
        };
        let found = found.map(|byte| format!("`{}`", char::from(byte).escape_default()));
        format!("expected {expected}, found {}", found.as_deref().unwrap_or("the end of the file"))
    }
}

/// How far a value goes, as far as its bytes tell.
#[derive(Clone, Copy)]
enum Extent {
    /// To the end of the file.
    File,
    /// To the bracket that closes the first one, or of a text to the quotation mark.
    Closed { depth: usize, in_text: bool, is_escaped: bool },
    /// To white space, a comma or a bracket.
    Word,
}

impl Extent {
    fn of(first: u8) -> Self {
        match first {
            b'{' | b'[' | b'"' => Self::Closed { depth: 0, in_text: false, is_escaped: false },
            _ => Self::Word,
        }
    }

    /// How many of the next bytes belong to the value, and whether it ends with them.
    fn within(&mut self, bytes: &[u8]) -> (usize, bool) {
        match self {
            Self::File => (bytes.len(), false),
            Self::Word => {
                let ends = |byte: &u8| b" \t\r\n,]}".contains(byte);
                bytes.iter().position(ends).map_or((bytes.len(), false), |end| (end, true))
            }
            Self::Closed { depth, in_text, is_escaped } => {
                for (at, byte) in bytes.iter().enumerate() {
                    match byte {
                        _ if *is_escaped => *is_escaped = false,
                        b'\\' if *in_text => *is_escaped = true,
                        b'"' => *in_text = !*in_text,
                        b'{' | b'[' if !*in_text => *depth += 1,
                        b'}' | b']' if !*in_text => *depth = depth.saturating_sub(1),
                        _ => continue,
                    }
                    if *depth == 0 && !*in_text && !*is_escaped {
                        return (at + 1, true);
                    }
                }
                (bytes.len(), false)
            }
        }
    }
}

/// A reader that takes the fingerprint of what goes through it.
struct Digested<R> {
    input: R,
    digest: Sha256,
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.digest.update(&buffer[..read]);
        Ok(read)
    }
}
