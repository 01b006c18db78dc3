//! Parties, as a case file writes them.

use docket_core::Party;
use toml::de::DeValue;

use crate::value::Value;

/// Reads a party: a name, or a table of name and id.
pub(crate) fn party(value: Value<'_>) -> Option<Party> {
    if !matches!(value.get(), DeValue::Table(_)) {
        return Some(Party { id: None, name: value.words()?.into() });
    }
    let mut table = value.table("a party")?;
    let name = table.required("name", Value::words);
    let id = table.optional("id", Value::words);
    table.finish();
    Some(Party { id, name: name?.into() })
}
