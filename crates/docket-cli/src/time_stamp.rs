//! Time stamps of checkpoints (RFC 3161): `openssl` writes the requests and checks the replies.
//!
//! An authority signs, with the time by its own clock, the SHA-256 of a checkpoint's bytes. Nothing is
//! sent from here.

use std::ffi::OsStr;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use chrono::NaiveDateTime;
use docket_core::RecordedAt;
use docket_import::fingerprint;

use crate::failure::{Exit, Failure};

/// Writes what is to be sent to an authority, so that it stamps a checkpoint.
pub(crate) fn request(checkpoint: &str, to: &Path) -> Result<(), Failure> {
    let digest = fingerprint(checkpoint.as_bytes());
    let asked = ["ts", "-query", "-sha256", "-cert", "-digest", &digest, "-out"].map(OsStr::new);
    let Some(run) = openssl(&[&asked[..], &[to.as_os_str()]].concat())? else {
        return Err(no_openssl());
    };
    if run.status.success() {
        return Ok(());
    }
    let message = format!("{}: openssl writes no request: {}", to.display(), reasons(&run));
    Err(Failure::new(Exit::Other, "openssl", message))
}

/// When an authority stamped a checkpoint, by its own clock; none where there is no `openssl` to check it.
pub(crate) fn stamped_at(
    checkpoint: &[u8],
    reply: &Path,
    authority: &Path,
) -> Result<Option<RecordedAt>, Failure> {
    let digest = fingerprint(checkpoint);
    let asked = ["ts", "-verify", "-digest", &digest].map(OsStr::new);
    let (reply_in, authority_in) = ([OsStr::new("-in"), reply.as_os_str()], OsStr::new("-CAfile"));
    let certificates = [authority_in, authority.as_os_str()];
    let Some(run) = openssl(&[&asked[..], &reply_in, &certificates].concat())? else {
        return Ok(None);
    };
    let refused = |why: &str| {
        let message = format!("{}: no time stamp of this checkpoint: {why}", reply.display());
        Failure::new(Exit::Integrity, "not_stamped", message)
    };
    if !run.status.success() {
        let of = authority.display();
        return Err(refused(&reasons(&run)).help(format!(
            "the reply has to be of this very checkpoint, and signed by the authority of {of}"
        )));
    }
    let print = ["ts", "-reply", "-text"].map(OsStr::new);
    let Some(run) = openssl(&[&print[..], &reply_in].concat())? else { return Ok(None) };
    let time = time_of(&String::from_utf8_lossy(&run.stdout));
    time.map(Some).ok_or_else(|| refused("openssl prints no time"))
}

/// The failure of what cannot be done without `openssl`.
pub(crate) fn no_openssl() -> Failure {
    let message = "there is no program `openssl`, which writes and checks time stamps";
    Failure::new(Exit::Other, "openssl", message).help("install OpenSSL 3 or later")
}

/// Runs `openssl`, if it is there.
fn openssl(arguments: &[&OsStr]) -> Result<Option<Output>, Failure> {
    match Command::new("openssl").args(arguments).stdin(Stdio::null()).output() {
        Ok(run) => Ok(Some(run)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Failure::new(Exit::Other, "openssl", format!("openssl does not run: {error}")))
        }
    }
}

/// What `openssl` says is wrong: of each error the reason, and what it knows more of it.
fn reasons(run: &Output) -> String {
    let text = String::from_utf8_lossy(&run.stderr);
    let mut reasons = String::new();
    for line in text.lines().filter(|line| line.contains(":error:")) {
        // The thread, `error`, its number, library, function, reason, file, line, and more.
        let parts: Vec<&str> = line.splitn(9, ':').collect();
        let reason = parts.get(5).copied().unwrap_or(line);
        let more = parts.get(8).map_or("", |more| more.trim_end_matches(':'));
        let parting = if reasons.is_empty() { "" } else { "; " };
        let colon = if more.is_empty() { "" } else { ": " };
        // Writing to a text does not fail.
        let _ = write!(reasons, "{parting}{reason}{colon}{more}");
    }
    if reasons.is_empty() { text.trim().to_owned() } else { reasons }
}

/// The time in what `openssl ts -reply -text` prints, as in `Time stamp: Aug  1 09:30:00 2024 GMT`.
fn time_of(printed: &str) -> Option<RecordedAt> {
    let time = printed.lines().find_map(|line| line.trim().strip_prefix("Time stamp: "))?;
    let time = NaiveDateTime::parse_from_str(time, "%b %e %H:%M:%S%.f %Y GMT").ok()?;
    Some(time.and_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_what_openssl_prints() {
        let at =
            |line: &str| time_of(&format!("Status: Granted.\n{line}\n")).map(|at| at.to_string());
        let [whole, parts] = ["2024-08-01T09:30:00.000000Z", "2024-11-22T16:45:11.250000Z"];
        assert_eq!(at("Time stamp: Aug  1 09:30:00 2024 GMT").as_deref(), Some(whole));
        assert_eq!(at("Time stamp: Nov 22 16:45:11.25 2024 GMT").as_deref(), Some(parts));
        assert_eq!(at("Time stamp: unspecified"), None);
        assert_eq!(at(""), None);
    }
}
