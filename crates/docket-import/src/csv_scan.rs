//! Where things stand in a CSV file, and what is wrong with its quotation marks.
//!
//! The reader of CSV takes what it gets: it reads a quotation mark that is never closed to the end of
//! the file, and counts no line that ends with a carriage return. So the bytes are looked at on their way.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use docket_core::MAX_EVENT_BYTES;
use sha2::{Digest, Sha256};

/// The most bytes in a row: no event could hold more.
pub(crate) const MAX_ROW: u64 = MAX_EVENT_BYTES as u64;

/// What may stand before the first byte of a file in UTF-8.
const MARK: [u8; 3] = *b"\xef\xbb\xbf";

/// A place in a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The row, from 1, as a spreadsheet counts: the header and empty rows count.
    pub(crate) row: u64,
    /// The cell in the row, from 0.
    pub(crate) cell: usize,
    /// The line of the file, from 1.
    pub(crate) line: usize,
    /// The column in characters, from 1.
    pub(crate) column: usize,
}

/// What is wrong with the quotation marks of a file, or the length of a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct ScanFault {
    pub(crate) spot: Spot,
    pub(crate) message: String,
}

/// Inside what the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// Nothing yet: a cell begins.
    Beginning,
    /// A cell without quotation marks.
    Plain,
    /// Quotation marks.
    Quoted,
    /// What the quotation mark just read has closed, unless another one follows.
    Closed,
}

/// A walk through the bytes of a file.
#[derive(Clone, Debug)]
struct Scan {
    delimiter: u8,
    inside: Inside,
    /// How many bytes were read.
    byte: u64,
    /// The first byte of the row.
    row_start: u64,
    /// Where the next byte stands.
    spot: Spot,
    /// Where the cell begins.
    cell_spot: Spot,
    /// Whether the byte before was a carriage return.
    after_return: bool,
}

impl Scan {
    fn new(delimiter: u8) -> Self {
        let spot = Spot { row: 1, cell: 0, line: 1, column: 1 };
        Self {
            delimiter,
            inside: Inside::Beginning,
            byte: 0,
            row_start: 0,
            spot,
            cell_spot: spot,
            after_return: false,
        }
    }

    fn step(&mut self, byte: u8) -> Result<(), ScanFault> {
        let at = self.byte;
        self.byte += 1;
        let is_mark = usize::try_from(at).is_ok_and(|at| MARK.get(at) == Some(&byte));
        if is_mark && self.inside == Inside::Beginning {
            self.row_start = self.byte;
            return Ok(());
        }
        let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
        if byte == b'\n' && after_return {
            // The second half of the end of a line.
            if self.inside == Inside::Beginning {
                self.row_start = self.byte;
            }
            return Ok(());
        }
        let ends_line = matches!(byte, b'\n' | b'\r');
        let outside = self.inside != Inside::Quoted;
        self.inside = match self.inside {
            Inside::Quoted if byte == b'"' => Inside::Closed,
            Inside::Quoted => Inside::Quoted,
            Inside::Beginning | Inside::Closed if byte == b'"' => Inside::Quoted,
            _ if byte == self.delimiter || ends_line => Inside::Beginning,
            Inside::Closed => return Err(self.stray()),
            Inside::Beginning | Inside::Plain => Inside::Plain,
        };
        self.advance(byte, ends_line, outside);
        if self.byte - self.row_start > MAX_ROW { Err(self.too_long()) } else { Ok(()) }
    }

    /// Moves the spot behind a byte.
    fn advance(&mut self, byte: u8, ends_line: bool, outside: bool) {
        if ends_line {
            self.spot.line += 1;
            self.spot.column = 1;
        } else if byte & 0xc0 != 0x80 {
            self.spot.column += 1;
        }
        if outside && ends_line {
            self.spot.row += 1;
            self.spot.cell = 0;
            self.row_start = self.byte;
        } else if outside && byte == self.delimiter {
            self.spot.cell += 1;
        }
        if self.inside == Inside::Beginning {
            self.cell_spot = self.spot;
        }
    }

    fn end(&self) -> Result<(), ScanFault> {
        if self.inside == Inside::Quoted {
            let message = "the quotation mark that begins the cell is never closed".to_owned();
            return Err(ScanFault { spot: self.cell_spot, message });
        }
        Ok(())
    }

    fn stray(&self) -> ScanFault {
        let spot = Spot { column: self.spot.column.saturating_sub(1).max(1), ..self.spot };
        let message = "a quotation mark inside a quoted cell is written twice: \"\"".to_owned();
        ScanFault { spot, message }
    }

    fn too_long(&self) -> ScanFault {
        let message = if self.inside == Inside::Quoted {
            format!(
                "the quotation mark that begins the cell is not closed within {MAX_ROW} bytes, \
                 the most that a row may have"
            )
        } else {
            format!("the row has more than {MAX_ROW} bytes")
        };
        ScanFault { spot: self.cell_spot, message }
    }
}

/// A reader that looks at the bytes that go through it, and takes their fingerprint.
pub(crate) struct Guard<R> {
    input: R,
    scan: Scan,
    digest: Sha256,
    fault: Option<ScanFault>,
}

impl<R: Read> Guard<R> {
    pub(crate) fn new(input: R, delimiter: u8) -> Self {
        Self { input, scan: Scan::new(delimiter), digest: Sha256::new(), fault: None }
    }

    /// SHA-256 of what went through.
    pub(crate) fn digest(self) -> Vec<u8> {
        self.digest.finalize().to_vec()
    }
}

impl<R: Read> Read for Guard<R> {
    /// The rows before a fault are given first.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(fault) = self.fault.take() {
            return Err(io::Error::other(fault));
        }
        let read = self.input.read(buffer)?;
        if read == 0 {
            self.scan.end().map_err(io::Error::other)?;
        }
        for (at, byte) in buffer[..read].iter().enumerate() {
            let Err(fault) = self.scan.step(*byte) else { continue };
            if at == 0 {
                return Err(io::Error::other(fault));
            }
            self.fault = Some(fault);
            return Ok(at);
        }
        self.digest.update(&buffer[..read]);
        Ok(read)
    }
}

/// Finds where a cell stands of the row that begins at a byte or after the ends of lines there: where it
/// would stand, if there is none.
pub(crate) fn spot_of(
    input: &mut (impl Read + Seek),
    delimiter: u8,
    start: u64,
    cell: usize,
) -> io::Result<Spot> {
    input.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::new(input);
    let mut scan = Scan::new(delimiter);
    let mut row = None;
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Ok(scan.spot);
        }
        for byte in bytes {
            let is_content = !matches!(byte, b'\r' | b'\n');
            if row.is_none() && scan.byte >= start && is_content {
                row = Some(scan.spot);
            }
            if let Some(row) = row {
                if scan.spot.row != row.row {
                    return Ok(row);
                }
                if scan.spot.cell == cell {
                    return Ok(scan.spot);
                }
            }
            if scan.step(*byte).is_err() {
                return Ok(scan.spot);
            }
        }
        let read = bytes.len();
        input.consume(read);
    }
}

/// The delimiter of a file, as far as its first row tells: the one of comma, semicolon and tabulator
/// that stands in it most often outside of quotation marks.
pub(crate) fn delimiter_of(input: &mut (impl Read + Seek)) -> io::Result<u8> {
    input.seek(SeekFrom::Start(0))?;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    let mut began = false;
    for byte in BufReader::new(&mut *input).take(MAX_ROW).bytes() {
        let byte = byte?;
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\r' | b'\n' if !is_quoted && began => break,
            b'\r' | b'\n' => continue,
            _ => {}
        }
        began = true;
        for (delimiter, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == *delimiter);
        }
    }
    input.seek(SeekFrom::Start(0))?;
    // Of those that stand there as often the first.
    Ok(counts.iter().rev().max_by_key(|(_, count)| count).map_or(b',', |(byte, _)| *byte))
}
