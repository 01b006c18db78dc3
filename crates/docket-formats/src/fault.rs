//! Faults: what is wrong with a file, and where.

use std::ops::Range;

use crate::code::{Code, Severity};

/// Something wrong with a case file, at a place in it.
///
/// Spans are byte ranges of the text; [`line_col`](crate::line_col) makes lines and columns of
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What sort of fault it is.
    pub code: Code,
    /// What is wrong, with the value: one line, in lower case.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
    /// A few words to stand under the place; may be empty.
    pub label: String,
    /// What to write instead, where that can be told.
    pub help: Option<String>,
    /// Other places that have to do with it.
    pub also: Vec<Also>,
}

/// Another place that has to do with a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// The file, by its number among those that were checked together; absent in the fault's own.
    pub file: Option<usize>,
    /// Where.
    pub span: Range<usize>,
    /// A few words to stand under the place.
    pub label: String,
}

impl Fault {
    /// Tells whether the fault keeps the file from being recorded.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    pub(crate) fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        let (message, label) = (message.into(), String::new());
        Self { code, message, span, label, help: None, also: Vec::new() }
    }

    pub(crate) fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(crate) fn maybe_help(self, help: Option<String>) -> Self {
        Self { help: help.or(self.help), ..self }
    }

    pub(crate) fn also(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.also.push(Also { file: None, span, label: label.into() });
        self
    }

    pub(crate) fn also_in(mut self, file: usize, span: Range<usize>, label: &str) -> Self {
        self.also.push(Also { file: Some(file), span, label: label.to_owned() });
        self
    }
}

/// Puts faults in the order of their places; at one place the errors first.
pub(crate) fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| (fault.span.start, fault.severity(), fault.code, fault.span.end));
    faults
}
