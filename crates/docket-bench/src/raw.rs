//! The raw file: the least that would be as durable.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use docket_core::from_json;

use crate::Result;
use crate::timing::{timed, timed_together};

/// Bytes to be written, and who waits for them.
type Command<'a> = (&'a [u8], SyncSender<()>);

/// Writes one piece after the other, each durable before the next.
pub(crate) fn append_in_turn(path: &Path, pieces: &[Vec<u8>]) -> Result<Duration> {
    let mut file = File::create_new(path)?;
    let write = || {
        for piece in pieces {
            file.write_all(piece)?;
            file.sync_data()?;
        }
        Ok(())
    };
    timed(write).map(|((), took)| took)
}

/// Writes pieces for many at a time: what has come during one sync shares the next.
pub(crate) fn append_together(path: &Path, parts: &[&[Vec<u8>]]) -> Result<Duration> {
    let file = File::create_new(path)?;
    let (commands, received) = channel::<Command<'_>>();
    thread::scope(|scope| {
        let writer = scope.spawn(move || write_groups(file, &received));
        let appender = |pieces| {
            let commands = commands.clone();
            move || {
                for piece in pieces {
                    let (acknowledge, acknowledged) = sync_channel(1);
                    commands.send((piece, acknowledge)).map_err(|_| "the writer is gone")?;
                    acknowledged.recv()?;
                }
                Ok(())
            }
        };
        let appenders = parts.iter().map(|part| appender(part.iter().map(Vec::as_slice))).collect();
        let took = timed_together(appenders);
        drop(commands);
        writer.join().map_err(|_| "the writer panicked")??;
        took
    })
}

fn write_groups(mut file: File, commands: &Receiver<Command<'_>>) -> Result<()> {
    let mut bytes = Vec::new();
    while let Ok(first) = commands.recv() {
        let group: Vec<Command<'_>> = std::iter::once(first).chain(commands.try_iter()).collect();
        bytes.clear();
        for (piece, _) in &group {
            bytes.extend_from_slice(piece);
        }
        file.write_all(&bytes)?;
        file.sync_data()?;
        for (_, waiting) in group {
            waiting.send(())?;
        }
    }
    Ok(())
}

/// Reads every line and parses the event in it.
pub(crate) fn replay(path: &Path) -> Result<Duration> {
    let read = || {
        let mut lines = BufReader::with_capacity(1 << 16, File::open(path)?);
        let mut line = String::new();
        while lines.read_line(&mut line)? > 0 {
            black_box(from_json(&line)?);
            line.clear();
        }
        Ok(())
    };
    timed(read).map(|((), took)| took)
}
