//! The functions of the C library through which everything here reaches the file system.
//!
//! This program has them under the same names, so that its own are called, also by the standard library
//! and by sled. Each makes the call, and tells the [watch](crate::watch) of it, which may decide that it
//! fails. It is the one place of the workspace with `unsafe` in it.

#![expect(unsafe_code, reason = "functions of the C library are stood in for")]
#![expect(
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "arguments and results of calls are C's integers"
)]

use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::slice;

use libc::{c_char, c_int, c_long, c_uint, c_void, iovec, mode_t, off64_t, size_t, ssize_t};

use crate::trace::{Call, Kind, Node, Step};
use crate::watch::{Fate, Inode, Watch, path_in, watch};

const STDOUT: c_int = 1;

/// Makes a call, and leaves its error where C has it.
macro_rules! system {
    ($number:ident $(, $argument:expr)*) => {{
        // SAFETY: the arguments are those of the C library's caller, who vouches for them, or our own.
        unsafe { libc::syscall(libc::$number $(, $argument as c_long)*) }
    }};
}

/// Says something on the standard output, unwatched.
pub(crate) fn say(bytes: &[u8]) {
    write_all(STDOUT, bytes);
}

/// Writes to a file, unwatched.
pub(crate) fn write_all(fd: c_int, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        let Ok(written) = usize::try_from(system!(SYS_write, fd, bytes.as_ptr(), bytes.len()))
        else {
            return;
        };
        bytes = &bytes[written..];
    }
}

/// Ends this process as `kill -9` does.
pub(crate) fn kill() -> ! {
    loop {
        let own = system!(SYS_getpid);
        system!(SYS_kill, own, libc::SIGKILL);
    }
}

fn failed(errno: c_int) -> c_long {
    // SAFETY: the C library gives each thread a place for its errors.
    unsafe { *libc::__errno_location() = errno };
    -1
}

fn inode(fd: c_int) -> Option<Inode> {
    // SAFETY: all-zero bytes are a `stat64`, which is filled in.
    let mut stat: libc::stat64 = unsafe { std::mem::zeroed() };
    // SAFETY: it is ours, and any number may be asked for.
    let is_there = unsafe { libc::fstat64(fd, &raw mut stat) } == 0;
    is_there.then_some((stat.st_dev, stat.st_ino))
}

fn path<'p>(text: *const c_char) -> &'p Path {
    // SAFETY: whoever calls a function of the C library with a path gives a C string.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(text) }.to_bytes()))
}

fn path_of(fd: c_int) -> PathBuf {
    std::fs::read_link(format!("/proc/self/fd/{fd}")).unwrap_or_default()
}

/// Makes a call about a file that is open, if the watch lets it, and tells what it did.
fn about(
    fd: c_int,
    (call, name): (Call, &str),
    make: impl FnOnce(Fate) -> c_long,
    told: impl FnOnce(&mut Watch, Node, c_long),
) -> c_long {
    let Some(mut watch) = watch() else { return make(Fate::Made) };
    let Some(node) = inode(fd).and_then(|inode| watch.node(inode)) else { return make(Fate::Made) };
    let what = || format!("{name} {}", path_of(fd).display());
    let result = match watch.fate(call, what) {
        Fate::Failed(errno) => return failed(errno),
        fate @ (Fate::Made | Fate::Half) => make(fate),
    };
    if result >= 0 {
        told(&mut watch, node, result);
    }
    result
}

/// Makes a call about a name in a directory, if the watch lets it, and tells what it did.
fn named(
    name: &Path,
    (call, called): (Call, &str),
    make: impl FnOnce() -> c_long,
    told: impl FnOnce(&mut Watch, (Node, String)),
) -> c_long {
    let Some(mut watch) = watch() else { return make() };
    let Some(place) = watch.place(name) else { return make() };
    if let Fate::Failed(errno) = watch.fate(call, || format!("{called} {}", name.display())) {
        return failed(errno);
    }
    let result = make();
    if result >= 0 {
        told(&mut watch, place);
    }
    result
}

fn open_at(directory: c_int, text: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let make = || system!(SYS_openat, directory, text, flags, mode);
    let Some(mut watch) = watch() else { return make() as c_int };
    let name = path_in(directory, path(text));
    let Some(place) = watch.place(&name) else { return make() as c_int };
    let is_new = flags & libc::O_CREAT != 0 && std::fs::symlink_metadata(&name).is_err();
    let call = if is_new { Call::Make } else { Call::Open };
    if let Fate::Failed(errno) = watch.fate(call, || format!("open {}", name.display())) {
        return failed(errno) as c_int;
    }
    let fd = make() as c_int;
    let Some(inode) = (fd >= 0).then(|| inode(fd)).flatten() else { return fd };
    if is_new {
        watch.made(place, inode, Kind::File);
    } else if flags & libc::O_TRUNC != 0
        && let Some(node) = watch.node(inode)
    {
        watch.step(&Step::Resize { node, length: 0 });
    }
    fd
}

fn write_at(fd: c_int, bytes: &[u8], at: Option<off64_t>) -> ssize_t {
    if fd == STDOUT {
        let said = system!(SYS_write, fd, bytes.as_ptr(), bytes.len());
        if let (Some(mut watch), Ok(length)) = (watch(), usize::try_from(said)) {
            watch.step(&Step::Say(bytes[..length].to_vec()));
        }
        return said as ssize_t;
    }
    let start = || at.unwrap_or_else(|| system!(SYS_lseek, fd, 0, libc::SEEK_CUR) as off64_t);
    let (start, half) = (start(), (bytes.len() / 2).max(1));
    let make = |fate| {
        let length = if matches!(fate, Fate::Half) { half } else { bytes.len() };
        match at {
            Some(at) => system!(SYS_pwrite64, fd, bytes.as_ptr(), length, at),
            None => system!(SYS_write, fd, bytes.as_ptr(), length),
        }
    };
    let told = |watch: &mut Watch, node, written: c_long| {
        let bytes = bytes[..written.cast_unsigned() as usize].to_vec();
        watch.step(&Step::Write { node, at: start.cast_unsigned(), bytes });
    };
    about(fd, (Call::Write, "write"), make, told) as ssize_t
}

fn read_at(
    fd: c_int,
    length: usize,
    at: Option<off64_t>,
    make: impl FnOnce() -> c_long,
) -> ssize_t {
    let start = at.unwrap_or_else(|| system!(SYS_lseek, fd, 0, libc::SEEK_CUR) as off64_t);
    if let Some(watch) = watch()
        && inode(fd).is_some_and(|inode| watch.node(inode).is_some())
        && !watch.is_readable(&path_of(fd), start.cast_unsigned(), length)
    {
        return failed(libc::EIO) as ssize_t;
    }
    about(fd, (Call::Read, "read"), |_| make(), |_, _, _| ()) as ssize_t
}

fn bytes<'b>(start: *const c_void, length: size_t) -> &'b [u8] {
    if length == 0 {
        return &[];
    }
    // SAFETY: whoever writes gives bytes that can be read.
    unsafe { slice::from_raw_parts(start.cast(), length) }
}

/// What the C library has under the same names.
///
/// The two variadic ones among them take the mode always: on Linux a caller that gives none leaves some
/// number there, which is not looked at unless a file is made.
mod c {
    #[allow(clippy::wildcard_imports, reason = "it is one with what is above")]
    use super::*;

    #[unsafe(no_mangle)]
    extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
        open_at(libc::AT_FDCWD, path, flags, mode)
    }

    #[unsafe(no_mangle)]
    extern "C" fn openat64(at: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
        open_at(at, path, flags, mode)
    }

    #[unsafe(no_mangle)]
    extern "C" fn write(fd: c_int, start: *const c_void, length: size_t) -> ssize_t {
        write_at(fd, bytes(start, length), None)
    }

    #[unsafe(no_mangle)]
    extern "C" fn writev(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t {
        let count = usize::try_from(count).unwrap_or(0);
        // SAFETY: whoever writes gives so many parts.
        let parts = unsafe { slice::from_raw_parts(parts, count) };
        let parts = parts.iter().map(|part| bytes(part.iov_base, part.iov_len));
        // Callers go on behind what was written.
        write_at(fd, parts.into_iter().find(|part| !part.is_empty()).unwrap_or(&[]), None)
    }

    #[unsafe(no_mangle)]
    extern "C" fn pwrite64(
        fd: c_int,
        start: *const c_void,
        length: size_t,
        at: off64_t,
    ) -> ssize_t {
        write_at(fd, bytes(start, length), Some(at))
    }

    #[unsafe(no_mangle)]
    extern "C" fn read(fd: c_int, to: *mut c_void, length: size_t) -> ssize_t {
        read_at(fd, length, None, || system!(SYS_read, fd, to, length))
    }

    #[unsafe(no_mangle)]
    extern "C" fn pread64(fd: c_int, to: *mut c_void, length: size_t, at: off64_t) -> ssize_t {
        read_at(fd, length, Some(at), || system!(SYS_pread64, fd, to, length, at))
    }

    #[unsafe(no_mangle)]
    extern "C" fn fsync(fd: c_int) -> c_int {
        let told = |watch: &mut Watch, node, _| watch.step(&Step::Sync { node });
        about(fd, (Call::Sync, "fsync"), |_| system!(SYS_fsync, fd), told) as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn fdatasync(fd: c_int) -> c_int {
        let told = |watch: &mut Watch, node, _| watch.step(&Step::Sync { node });
        about(fd, (Call::Sync, "fdatasync"), |_| system!(SYS_fdatasync, fd), told) as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn sync_file_range(fd: c_int, at: off64_t, length: off64_t, flags: c_uint) -> c_int {
        let make = |_| system!(SYS_sync_file_range, fd, at, length, flags);
        about(fd, (Call::Sync, "sync_file_range"), make, |_, _, _| ()) as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn ftruncate64(fd: c_int, length: off64_t) -> c_int {
        let resized = length.cast_unsigned();
        let told = |watch: &mut Watch, node, _| watch.step(&Step::Resize { node, length: resized });
        about(fd, (Call::Resize, "ftruncate"), |_| system!(SYS_ftruncate, fd, length), told)
            as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
        let make = || system!(SYS_renameat2, libc::AT_FDCWD, from, libc::AT_FDCWD, to, 0);
        let told = |watch: &mut Watch, (dir, name)| {
            if let Some((to_dir, to)) = watch.place(path(to)) {
                watch.step(&Step::Rename { dir, name, to_dir, to });
            }
        };
        named(path(from), (Call::Rename, "rename"), make, told) as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn unlinkat(at: c_int, text: *const c_char, flags: c_int) -> c_int {
        let told = |watch: &mut Watch, (dir, name)| watch.step(&Step::Remove { dir, name });
        let make = || system!(SYS_unlinkat, at, text, flags);
        named(&path_in(at, path(text)), (Call::Remove, "unlink"), make, told) as c_int
    }

    #[unsafe(no_mangle)]
    extern "C" fn unlink(text: *const c_char) -> c_int {
        unlinkat(libc::AT_FDCWD, text, 0)
    }

    #[unsafe(no_mangle)]
    extern "C" fn rmdir(text: *const c_char) -> c_int {
        unlinkat(libc::AT_FDCWD, text, libc::AT_REMOVEDIR)
    }

    #[unsafe(no_mangle)]
    extern "C" fn mkdir(text: *const c_char, mode: mode_t) -> c_int {
        let make = || system!(SYS_mkdirat, libc::AT_FDCWD, text, mode);
        let told = |watch: &mut Watch, place| {
            if let Some(inode) = Watch::inode(path(text)) {
                watch.made(place, inode, Kind::Directory);
            }
        };
        named(path(text), (Call::Make, "mkdir"), make, told) as c_int
    }

    /// Refused where there is a watch: callers go on with reading and writing, which is seen.
    #[unsafe(no_mangle)]
    extern "C" fn copy_file_range(
        from: c_int,
        from_at: *mut off64_t,
        to: c_int,
        to_at: *mut off64_t,
        length: size_t,
        flags: c_uint,
    ) -> ssize_t {
        if watch().is_some() {
            return failed(libc::ENOSYS) as ssize_t;
        }
        system!(SYS_copy_file_range, from, from_at, to, to_at, length, flags) as ssize_t
    }

    /// Refused as [`copy_file_range`] is.
    #[unsafe(no_mangle)]
    extern "C" fn sendfile64(to: c_int, from: c_int, at: *mut off64_t, length: size_t) -> ssize_t {
        if watch().is_some() {
            return failed(libc::ENOSYS) as ssize_t;
        }
        system!(SYS_sendfile, to, from, at, length) as ssize_t
    }
}

/// Ends this process after so many seconds, unless that is asked for once more before.
pub(crate) fn end_after(seconds: u32) {
    // SAFETY: an alarm is set, whose signal ends the process.
    unsafe { libc::alarm(seconds) };
}
