//! What differs from run to run, and what is shown instead.

use regex::Regex;

/// As wide as an instant in whole seconds, so that columns stay where they are.
const INSTANT: &str = "[a recorded instant]";

/// What is shown for what an expression finds; the earlier ones are looked for first.
const ALWAYS: [(&str, &str); 7] = [
    (r"\b\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", INSTANT),
    // A key of signed notes: the hash of its name, and the key.
    (r"\b[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\b", "[key]"),
    (r"[A-Za-z0-9+/]{80,}={0,2}", "[bytes]"),
    (r"[A-Za-z0-9+/]{43}=", "[hash]"),
    (r"\b[0-9a-f]{64}\b", "[hash]"),
    (r"\b[0-9a-f]{32}\b", "[salt]"),
    (r"\bdocket/[0-9a-f]{16}\b", "docket/[name]"),
];

pub(super) struct Redactions(Vec<(Regex, String)>);

impl Default for Redactions {
    fn default() -> Self {
        let mut redactions = Self(Vec::new());
        for (expression, text) in ALWAYS {
            redactions.add(expression, text);
        }
        redactions
    }
}

impl Redactions {
    pub(super) fn add(&mut self, expression: &str, text: &str) {
        let expression = Regex::new(expression).unwrap_or_else(|error| panic!("{error}"));
        self.0.push((expression, text.to_owned()));
    }

    /// A text as scripts show it: `names` are looked for letter by letter, before anything else.
    pub(super) fn redacted(&self, text: &str, names: &[(&str, &str)]) -> String {
        let mut text = text.to_owned();
        for (name, shown) in names {
            text = text.replace(name, shown);
        }
        for (expression, shown) in &self.0 {
            text = expression.replace_all(&text, shown.as_str()).into_owned();
        }
        text
    }
}
