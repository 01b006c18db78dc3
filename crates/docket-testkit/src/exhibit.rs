//! Exhibits: texts under names that say what and when, for snapshots.

use std::fmt;

use insta::Settings;

/// A text that a person can read, with the name under which a snapshot keeps it.
///
/// [`assert_exhibit!`](crate::assert_exhibit) holds it against the snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    name: String,
    description: String,
    text: String,
}

/// What differs from run to run and says nothing, and what stands in its place.
const REDACTED: [(&str, &str); 3] = [
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", "[instant]"),
    (r"\b[0-9a-f]{64}\b", "[hash]"),
    (r"\b[0-9a-f]{32}\b", "[salt]"),
];

impl Exhibit {
    pub(crate) fn new(parts: &[&str], description: String, text: String) -> Self {
        let name = parts.join(".").chars().map(portable).collect();
        Self { name, description, text }
    }

    /// The name: what is shown, of which case, and when; fit for a file of any system.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is shown, in words.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same under a name of its own: for several histories of one case in one file of tests, whose
    /// snapshots would otherwise be one.
    #[must_use]
    pub fn named(mut self, what: &str) -> Self {
        self.name.push('.');
        self.name.extend(what.chars().map(portable));
        self
    }

    /// Without certain names, which come from a generator and change from run to run: each is shown
    /// as what is given for it.
    #[must_use]
    pub fn redacted<'a>(mut self, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        for (name, shown) in names {
            self.text = self.text.replace(name, shown);
        }
        self
    }

    /// The settings of insta that are bound, with its description, and with filters for the instants,
    /// salts and hashes of a log. Where snapshots go stays as it was.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::clone_current();
        settings.set_description(&self.description);
        settings.set_omit_expression(true);
        for (pattern, shown) in REDACTED {
            settings.add_filter(pattern, shown);
        }
        settings
    }
}

impl fmt::Display for Exhibit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A letter that may stand in the name of a file anywhere.
fn portable(letter: char) -> char {
    match letter {
        letter if letter.is_ascii_alphanumeric() => letter,
        '-' | '.' | '_' => letter,
        _ => '-',
    }
}

/// Holds an [`Exhibit`](crate::Exhibit) against its snapshot, as `insta::assert_snapshot!` does: beside the
/// test, or where the settings of insta that are bound say.
#[macro_export]
macro_rules! assert_exhibit {
    ($exhibit:expr) => {{
        let exhibit: $crate::Exhibit = $exhibit;
        exhibit.settings().bind(|| $crate::insta::assert_snapshot!(exhibit.name(), exhibit.text()));
    }};
}
