//! Bookkeeping, as a case file writes it.

use docket_core::{Bookkeeping, Capture, HowLinked};

use crate::code::Code;
use crate::date::date;
use crate::fact_value::corrected_value;
use crate::fault::Fault;
use crate::suggestion::{did_you_mean, nearest};
use crate::table::Table;
use crate::target_value::{is_expected, target, targets};
use crate::value::Value;
use crate::word::word;

/// The keys that tell bookkeeping apart. What the blocks of cases and sources say is not among
/// them: those blocks are its only spelling.
const TELLING: [&str; 5] = ["linked", "separated", "alias", "transcription_fixed", "captured"];

/// Reads a change to our own records.
pub(crate) fn bookkeeping(value: Value<'_>) -> Option<Bookkeeping> {
    let mut table = value.table("bookkeeping")?;
    let [tells] = table.keys_among(&TELLING)[..] else {
        return unclear(value, &table);
    };
    let what = table.required(tells, |value| {
        let mut table = value.table("bookkeeping")?;
        let what = payload(tells, &mut table);
        table.finish();
        what
    });
    table.finish();
    what
}

fn payload(tells: &str, table: &mut Table<'_>) -> Option<Bookkeeping> {
    match tells {
        "linked" => {
            let (how, targets) = (table.optional("how", how_linked), link_targets(table));
            Some(Bookkeeping::Linked { how, targets: targets? })
        }
        "separated" => link_targets(table).map(|targets| Bookkeeping::Separated { targets }),
        "alias" => {
            let name = table.required("name", Value::words);
            let of = table.required("of", Value::words);
            Some(Bookkeeping::Alias { name: name?, of: of? })
        }
        "captured" => {
            let source = table.required("source", Value::source_id);
            let on = table.optional("on", date);
            let full = table.optional("full", Value::flag).unwrap_or_default();
            let holds = table.several("holds", Value::key);
            let file = table.optional("file", Value::words);
            let sha256 = table.optional("sha256", Value::words);
            Some(Bookkeeping::Captured(Capture { file, full, holds, on, sha256, source: source? }))
        }
        _ => {
            let expected = is_expected(table);
            let target = table.required("target", |value| target(value, expected));
            let field = table.required("field", |value| word(value, "field"));
            let to = table.required("to", |value| corrected_value(value, field));
            Some(Bookkeeping::TranscriptionFixed { field: field?, target: target?, to: to? })
        }
    }
}

fn link_targets(table: &mut Table<'_>) -> Option<Vec<docket_core::Target>> {
    let expected = is_expected(table);
    table.required("targets", |value| targets(value, expected))
}

fn how_linked(value: Value<'_>) -> Option<HowLinked> {
    let mut table = value.table("how")?;
    let method = table.required("method", Value::key);
    let rule = table.required("rule", |value| value.count_to(u16::MAX));
    let score = table.required("score", |value| value.count_to(100_u8));
    table.finish();
    Some(HowLinked { method: method?, rule: rule?, score: score? })
}

fn unclear<T>(value: Value<'_>, table: &Table<'_>) -> Option<T> {
    let keys: Vec<&str> = table.keys().collect();
    let help = match keys[..] {
        ["case_opened"] => "a case is described in its [case] block".to_owned(),
        ["source_described"] => "a source is described in its [source.NAME] block".to_owned(),
        _ => keys
            .iter()
            .find_map(|key| nearest(key, TELLING))
            .map_or_else(|| format!("write one of {}", TELLING.join(", ")), did_you_mean),
    };
    let message = "one key tells what the bookkeeping is";
    value.refuse(Fault::new(Code::Unclear, value.span(), message).label("which?").help(help))
}
