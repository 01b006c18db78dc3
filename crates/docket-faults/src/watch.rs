//! The watch over one directory: each call to the system that concerns it is written down, or made to fail.
//!
//! A process is watched from its beginning if its environment says so.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::calls;
use crate::trace::{Call, Kind, Node, ROOT, Step, encode};

const DIRECTORY: &str = "DOCKET_FAULTS_DIRECTORY";
const TRACE: &str = "DOCKET_FAULTS_TRACE";
const FAULT: &str = "DOCKET_FAULTS_FAULT";

/// What stands before the line that a process says when a call was made to fail.
pub(crate) const FAULT_SAID: &str = "fault ";

/// How a call fails.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Fault {
    /// The process is killed instead.
    Kill,
    /// The device gives an error, once.
    Io,
    /// The device gives an error whenever a part of the store's file is read. The number is not that of a
    /// call but of a sector.
    BadSector,
    /// There is no space from here on.
    NoSpace,
    /// Half of the bytes are written, and there is no space from there on.
    Short,
}

impl Fault {
    /// Whether a call can fail so.
    pub(crate) fn befalls(self, call: Call) -> bool {
        match self {
            Self::Io => true,
            Self::Kill => !matches!(call, Call::Open | Call::Read),
            Self::NoSpace => matches!(call, Call::Write | Call::Sync | Call::Make),
            Self::Short => call == Call::Write,
            // A sector that is bad is so for every call.
            Self::BadSector => false,
        }
    }
}

/// Makes another process watch a directory and write down what it does.
pub(crate) fn traced<'c>(
    command: &'c mut Command,
    directory: &Path,
    trace: &Path,
) -> &'c mut Command {
    command.env(DIRECTORY, directory).env(TRACE, trace)
}

/// Makes another process watch a directory, and its nth call there fail.
pub(crate) fn failing<'c>(
    command: &'c mut Command,
    directory: &Path,
    fault: Fault,
    nth: u64,
) -> &'c mut Command {
    command.env(DIRECTORY, directory).env(FAULT, format!("{fault}@{nth}"))
}

/// What a device reads whole.
const SECTOR: u64 = 512;

static WATCH: OnceLock<Mutex<Watch>> = OnceLock::new();

/// Begins to watch, if this process was started to be watched.
pub(crate) fn begin() -> Result<()> {
    let Some(directory) = env::var_os(DIRECTORY) else { return Ok(()) };
    let trace = env::var_os(TRACE).map(File::create).transpose()?;
    let fault = env::var(FAULT).ok().map(|fault| fault.parse()).transpose()?;
    let mut watch =
        Watch { nodes: HashMap::new(), next: ROOT, trace, fault, calls: 0, is_full: false };
    watch.there(Path::new(&directory))?;
    watch.step(&Step::Began);
    WATCH.set(Mutex::new(watch)).map_err(|_| "one process is watched once")?;
    Ok(())
}

/// The watch, locked: what is watched happens one after the other, as it is written down.
pub(crate) fn watch() -> Option<MutexGuard<'static, Watch>> {
    WATCH.get().map(|watch| watch.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A file on a device.
pub(crate) type Inode = (u64, u64);

pub(crate) struct Watch {
    nodes: HashMap<Inode, Node>,
    next: Node,
    trace: Option<File>,
    fault: Option<Planned>,
    calls: u64,
    is_full: bool,
}

struct Planned {
    fault: Fault,
    nth: u64,
}

impl FromStr for Planned {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self> {
        let (fault, nth) = text.split_once('@').ok_or("a fault is FAULT@NUMBER")?;
        Ok(Self { fault: fault.parse()?, nth: nth.parse()? })
    }
}

/// What becomes of a call.
pub(crate) enum Fate {
    /// It is made.
    Made,
    /// It is made with half of its bytes.
    Half,
    /// It is not made; the error is this.
    Failed(i32),
}

impl Watch {
    /// Decides about a call.
    pub(crate) fn fate(&mut self, call: Call, what: impl Fn() -> String) -> Fate {
        // What was read once comes out of memory from then on: for the store's file there is a bad sector.
        if call == Call::Read && what().ends_with("/db") {
            return Fate::Made;
        }
        if self.trace.is_some() {
            self.step(&Step::Attempt(call, what()));
        }
        self.calls += 1;
        let planned = self.fault.as_ref().filter(|planned| planned.nth == self.calls);
        let planned = planned.filter(|planned| planned.fault != Fault::BadSector);
        let Some(&Planned { fault, .. }) = planned else {
            let is_refused = self.is_full && matches!(call, Call::Write | Call::Make);
            return if is_refused { Fate::Failed(libc::ENOSPC) } else { Fate::Made };
        };
        calls::say(format!("{FAULT_SAID}{fault} {}\n", what()).as_bytes());
        match fault {
            Fault::BadSector => Fate::Made,
            Fault::Kill => calls::kill(),
            Fault::Io => Fate::Failed(libc::EIO),
            Fault::NoSpace => {
                self.is_full = true;
                Fate::Failed(libc::ENOSPC)
            }
            Fault::Short => {
                self.is_full = true;
                Fate::Half
            }
        }
    }

    /// Decides about bytes that are read.
    pub(crate) fn is_readable(&self, path: &Path, at: u64, length: usize) -> bool {
        let Some(Planned { fault: Fault::BadSector, nth }) = self.fault else { return true };
        let (start, end) = (nth * SECTOR, (nth + 1) * SECTOR);
        let is_readable = !path.ends_with("db") || at >= end || at + length as u64 <= start;
        if !is_readable {
            calls::say(format!("{FAULT_SAID}bad-sector read {}\n", path.display()).as_bytes());
        }
        is_readable
    }

    /// Writes a step down.
    pub(crate) fn step(&mut self, step: &Step) {
        if let Some(trace) = &self.trace {
            calls::write_all(trace.as_raw_fd(), &encode(step));
        }
    }

    /// The node of a file that is watched.
    pub(crate) fn node(&self, inode: Inode) -> Option<Node> {
        self.nodes.get(&inode).copied()
    }

    /// The node of the directory that a path lies in, and the name there, if that is watched.
    pub(crate) fn place(&self, path: &Path) -> Option<(Node, String)> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let dir = self.node(Self::inode(parent.unwrap_or(Path::new(".")))?)?;
        Some((dir, path.file_name().and_then(OsStr::to_str)?.to_owned()))
    }

    /// Takes note of a file or directory that is new.
    pub(crate) fn made(&mut self, (dir, name): (Node, String), inode: Inode, kind: Kind) -> Node {
        let node = self.new_node(inode);
        self.step(&Step::Make { dir, name, node, kind });
        node
    }

    fn new_node(&mut self, inode: Inode) -> Node {
        let node = self.next;
        self.next += 1;
        // A device may give the number of a file that is gone to a new one.
        self.nodes.insert(inode, node);
        node
    }

    /// The file at a path.
    pub(crate) fn inode(path: &Path) -> Option<Inode> {
        fs::metadata(path).map(|file| (file.dev(), file.ino())).ok()
    }

    /// Lists what is there already.
    fn there(&mut self, directory: &Path) -> io::Result<()> {
        let inode = |path: &Path| Self::inode(path).ok_or(io::Error::from(io::ErrorKind::NotFound));
        let mut open = vec![(directory.to_owned(), self.new_node(inode(directory)?))];
        while let Some((path, dir)) = open.pop() {
            for item in fs::read_dir(&path)? {
                let item = item?;
                let (path, name) = (item.path(), item.file_name().to_string_lossy().into_owned());
                let is_directory = item.file_type()?.is_dir();
                let kind = if is_directory { Kind::Directory } else { Kind::File };
                let node = self.made((dir, name), inode(&path)?, kind);
                if is_directory {
                    open.push((path, node));
                } else {
                    self.step(&Step::Write { node, at: 0, bytes: fs::read(path)? });
                    self.step(&Step::Sync { node });
                }
            }
            self.step(&Step::Sync { node: dir });
        }
        Ok(())
    }
}

/// The path of an open directory's item.
pub(crate) fn path_in(directory: i32, name: &Path) -> PathBuf {
    if name.is_absolute() || directory == libc::AT_FDCWD {
        return name.to_owned();
    }
    fs::read_link(format!("/proc/self/fd/{directory}")).unwrap_or_default().join(name)
}
