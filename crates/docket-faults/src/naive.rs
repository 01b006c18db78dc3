//! A log as one would write it first, for the negative controls: each event under its position, an index
//! of ids in a second batch, and sled's own `flush` and nothing more before it is acknowledged.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use docket_core::canonical;
use sled::{Batch, Db, Tree};

use crate::Result;
use crate::hold::contained;
use crate::outcome::Outcome;
use crate::supply::Name;
use crate::told::Told;

/// The naive log.
pub(crate) struct Naive {
    db: Db,
    ids: Tree,
    /// The position that is written next.
    next: Mutex<u64>,
}

impl Naive {
    /// Opens or makes one.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let db = sled::Config::new().path(path).flush_every_ms(None).open()?;
        let ids = db.open_tree("ids")?;
        let last = db.last()?.and_then(|(key, _)| Some(u64::from_be_bytes(*key.as_array()?)));
        Ok(Self { db, ids, next: Mutex::new(last.unwrap_or(0) + 1) })
    }

    /// Appends a batch; tells its first position.
    pub(crate) fn append(&self, name: Name) -> Result<u64> {
        let mut next = self.next.lock().map_err(|_| "a thread panicked")?;
        let (first, mut events, mut ids) = (*next, Batch::default(), Batch::default());
        for event in name.events() {
            events.insert(&next.to_be_bytes(), canonical(&event).as_bytes());
            ids.insert(event.id.as_str(), &next.to_be_bytes());
            *next += 1;
        }
        self.db.apply_batch(events)?;
        self.ids.apply_batch(ids)?;
        self.db.flush()?;
        Ok(first)
    }

    /// Holds one to what any log must do: it has all that was acknowledged, as it was, and an index that
    /// fits. It does not look for gaps itself.
    pub(crate) fn held(path: &Path, told: &Told) -> Outcome {
        contained(|| {
            let log = Self::open(path).map_err(Outcome::refused)?;
            let events = log.events().map_err(Outcome::refused)?;
            let indexed = log.ids.len();
            if (events.len() as u64) < told.entries() {
                return Err(Outcome::lost(format!("{} of {}", events.len(), told.entries())));
            }
            let given: BTreeSet<String> = told
                .acknowledged
                .keys()
                .flat_map(|name| name.events())
                .map(|event| canonical(&event))
                .collect();
            let found: BTreeSet<String> = events.into_iter().collect();
            if !given.is_subset(&found) {
                return Err(Outcome::altered("an event is not what was recorded"));
            }
            if indexed != found.len() {
                let found = found.len();
                return Err(Outcome::lost(format!("{indexed} of {found} are in the index")));
            }
            Ok(())
        })
    }

    /// What it holds, without a look at the positions.
    fn events(&self) -> sled::Result<Vec<String>> {
        let text = |value: sled::IVec| String::from_utf8_lossy(&value).into_owned();
        self.db.iter().values().map(|value| value.map(text)).collect()
    }
}

/// A log in a plain file, that acknowledges whatever becomes of a sync.
pub(crate) struct Careless {
    file: Mutex<File>,
}

impl Careless {
    /// Makes one in a new directory.
    pub(crate) fn make(path: &Path) -> Result<Self> {
        fs::create_dir(path)?;
        let file = File::create_new(path.join("db"))?;
        Ok(Self { file: Mutex::new(file) })
    }

    /// Appends a batch; tells its first position, which is any.
    pub(crate) fn append(&self, name: Name) -> Result<u64> {
        let mut file = self.file.lock().map_err(|_| "a thread panicked")?;
        for event in name.events() {
            writeln!(file, "{}", canonical(&event))?;
        }
        let _ = file.sync_data();
        Ok(1)
    }
}
