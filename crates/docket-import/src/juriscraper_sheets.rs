//! Dockets of a file as juriscraper writes them, read docket by docket without holding the file.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};

use docket_core::CaseId;

use crate::docket_number::DocketNames;
use crate::fault::{Fault, FileFault, Place};
use crate::json::JsonFile;
use crate::json_items::{Item, Items};
use crate::juriscraper::{merged, sheet};
use crate::recapture::hexadecimal;
use crate::sheet::Sheet;

/// The dockets of a file, one after the other, in the order in which they are first met.
///
/// Every value was read when this was made, and where those of each docket are was noted: of a list no
/// more than one docket is ever held. In a list the values of one docket may be scattered; they keep
/// their order.
pub struct JuriscraperSheets<R> {
    input: R,
    /// The only docket of a file that is no list.
    only: Option<Sheet>,
    /// Where the values are, by docket and then in order.
    values: Vec<Value>,
    next: usize,
    dockets: usize,
    unread: BTreeSet<String>,
    sha256: String,
}

/// Where a value of a list is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    /// The docket, by the order in which they are first met.
    docket: u32,
    start: u64,
    length: u32,
}

impl<R: Read + Seek> JuriscraperSheets<R> {
    /// Reads every value of a file.
    ///
    /// # Errors
    /// [`FileFault`]: the first value that is not JSON, has another type, or is no date, with its place.
    pub fn read(mut input: R) -> Result<Self, FileFault> {
        let (mut values, mut unread, mut only) = (Vec::new(), BTreeSet::new(), None);
        let mut dockets: BTreeMap<CaseId, u32> = BTreeMap::new();
        input.seek(SeekFrom::Start(0))?;
        let mut items = Items::of(&mut input);
        while let Some(item) = items.next()? {
            let read = sheet_of(&item, &mut unread)?;
            let names = DocketNames::of(&read.court, &read.number)
                .map_err(|error| Fault { place: item.place.clone(), message: error.to_string() })?;
            if item.place.path.is_empty() {
                only = Some(read);
                continue;
            }
            let new = u32::try_from(dockets.len()).unwrap_or(u32::MAX);
            let docket = *dockets.entry(names.case).or_insert(new);
            let length = u32::try_from(item.text.len()).unwrap_or(u32::MAX);
            values.push(Value { docket, start: item.start, length });
        }
        let sha256 = hexadecimal(&items.digest());
        values.sort_unstable();
        let dockets = dockets.len() + usize::from(only.is_some());
        Ok(Self { input, only, values, next: 0, dockets, unread, sha256 })
    }

    /// How many dockets there are.
    #[must_use]
    pub fn dockets(&self) -> usize {
        self.dockets
    }

    /// Fields that say something and are not read; each line keeps them in its raw form.
    #[must_use]
    pub fn unread(&self) -> &BTreeSet<String> {
        &self.unread
    }

    /// SHA-256 of the file, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Reads the values of a docket once more.
    fn docket(&mut self, values: &[Value]) -> Result<Sheet, FileFault> {
        let mut sheets = Vec::with_capacity(values.len());
        for value in values {
            self.input.seek(SeekFrom::Start(value.start))?;
            let mut text = String::new();
            self.input.by_ref().take(u64::from(value.length)).read_to_string(&mut text)?;
            let place = Place { path: "[]".to_owned(), ..Place::beginning() };
            let item = Item { text, start: value.start, place };
            sheets.push(sheet_of(&item, &mut BTreeSet::new()).map_err(|_| changed())?);
        }
        merged(sheets).ok_or_else(|| changed().into())
    }
}

impl<R: Read + Seek> Iterator for JuriscraperSheets<R> {
    type Item = Result<Sheet, FileFault>;

    /// After an error there is no more.
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(only) = self.only.take() {
            return Some(Ok(only));
        }
        let rest = &self.values[self.next..];
        let docket = rest.first()?.docket;
        let values = rest[..rest.partition_point(|value| value.docket == docket)].to_vec();
        self.next += values.len();
        let read = self.docket(&values);
        if read.is_err() {
            self.next = self.values.len();
        }
        Some(read)
    }
}

fn sheet_of(item: &Item, unread: &mut BTreeSet<String>) -> Result<Sheet, FileFault> {
    let is_feed = !item.place.path.is_empty();
    Ok(sheet(JsonFile::read_at(&item.text, &item.place)?, is_feed, unread)?)
}

fn changed() -> io::Error {
    io::Error::other("the file was changed while it was read")
}
