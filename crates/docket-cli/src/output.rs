//! Output: data on stdout, everything else on stderr.

use std::io::{self, Write};

use anstyle::{Effects, Style};

use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;

const HEADING: Style = Style::new().effects(Effects::BOLD);
const ERROR: Style = Style::new()
    .effects(Effects::BOLD)
    .fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::Red)));

/// In which form answers are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One document.
    Json,
    /// One line of JSON for each item.
    Jsonl,
}

/// Where a command's answer, its remarks and its failure go.
///
/// An answer is written when all of it is there, so that stdout stays empty when something fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    format: Format,
    quiet: bool,
}

impl Output {
    pub(crate) fn new(format: Format, quiet: bool) -> Self {
        Self { format, quiet }
    }

    pub(crate) fn is_text(self) -> bool {
        self.format == Format::Text
    }

    /// Whether somebody may be told how things go on.
    pub(crate) fn is_talkative(self) -> bool {
        self.is_text() && !self.quiet
    }

    /// Gives an answer, in whichever form was asked for.
    pub(crate) fn answer(
        self,
        text: impl FnOnce() -> String,
        document: impl FnOnce() -> Document,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Text => write(&mut anstream::stdout(), &with_headings(&visible(&text()))),
            Format::Json => write(&mut io::stdout(), &document().pretty()),
            Format::Jsonl => write(&mut io::stdout(), &document().lines()),
        }
    }

    /// Gives an answer that another program reads as it is: a script, a page.
    pub(crate) fn pass(
        self,
        text: &str,
        document: impl FnOnce() -> Document,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Text => write(&mut io::stdout(), text),
            Format::Json => write(&mut io::stdout(), &document().pretty()),
            Format::Jsonl => write(&mut io::stdout(), &document().lines()),
        }
    }

    /// Remarks something on stderr, unless remarks were declined.
    pub(crate) fn remark(self, text: &str) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        write(&mut anstream::stderr(), &format!("{}\n", visible(text)))
    }

    /// Warns on stderr; in JSON stderr is kept for failures.
    pub(crate) fn warn(self, text: &str) -> Result<(), Failure> {
        if self.is_text() { write(&mut anstream::stderr(), text) } else { Ok(()) }
    }

    /// Tells a failure on stderr. There is nothing to be done where even that fails.
    pub(crate) fn fail(self, failure: &Failure) {
        if failure.is_silent() {
            return;
        }
        let text = if self.is_text() {
            let help = failure.help_line().map_or(String::new(), |help| format!("help: {help}\n"));
            format!("{ERROR}error{ERROR:#}: {}\n{}", visible(failure.message()), visible(&help))
        } else {
            failure.document().line() + "\n"
        };
        let _ = write(&mut anstream::stderr(), &text);
    }
}

/// Shows what would steer a terminal, or turn the direction of its text, instead of sending it:
/// recorded text is somebody else's.
pub(crate) fn visible(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' => letter,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

fn write(to: &mut impl Write, text: &str) -> Result<(), Failure> {
    to.write_all(text.as_bytes())?;
    Ok(to.flush()?)
}

/// Makes the first line and every line after an empty one bold, where it begins at the margin.
fn with_headings(text: &str) -> String {
    let mut after_empty = true;
    let mut styled = Lines::default();
    for line in text.lines() {
        if after_empty && !line.is_empty() && !line.starts_with(' ') {
            styled.push(&format!("{HEADING}{line}{HEADING:#}"));
        } else {
            styled.push(line);
        }
        after_empty = line.is_empty();
    }
    styled.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_steer_a_terminal_is_shown() {
        let text = "a\u{1b}[2J\r\u{7}\u{9b}31m\u{202e}b\nc – é";
        assert_eq!(visible(text), "a␛[2J␍␇\u{fffd}31m\u{fffd}b\nc – é");
    }
}
