//! Documents: answers as JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::lines::Lines;

/// One JSON document: `schema` stands first, the other keys are sorted at every level.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Document {
    schema: &'static str,
    #[serde(flatten)]
    body: Map<String, Value>,
}

impl Document {
    /// A document with the fields of `body`, which serialises as an object.
    pub(crate) fn new(schema: &'static str, body: &impl Serialize) -> Self {
        let document = Self { schema, body: Map::new() };
        if let Value::Object(body) = value(body) {
            return Self { body, ..document };
        }
        document.with("value", body)
    }

    /// A list.
    pub(crate) fn list(schema: &'static str, items: &[impl Serialize]) -> Self {
        Self { schema, body: Map::new() }.with("items", &items)
    }

    /// The document with one field more.
    pub(crate) fn with(mut self, key: &str, field: &impl Serialize) -> Self {
        self.body.insert(key.to_owned(), value(field));
        self
    }

    /// All of it, over several lines.
    pub(crate) fn pretty(&self) -> String {
        serde_json::to_string_pretty(self).expect("a tree of JSON values is JSON") + "\n"
    }

    /// A list as one line for each item; anything else as one line.
    pub(crate) fn lines(&self) -> String {
        if let Some(Value::Array(items)) = self.body.get("items") {
            return items.iter().collect::<Lines>().into_text();
        }
        self.line() + "\n"
    }

    /// All of it, in one line.
    pub(crate) fn line(&self) -> String {
        serde_json::to_string(self).expect("a tree of JSON values is JSON")
    }
}

/// Anything as a JSON value, whose keys are sorted.
pub(crate) fn value(any: &impl Serialize) -> Value {
    serde_json::to_value(any).expect("states and entries have text for keys")
}
