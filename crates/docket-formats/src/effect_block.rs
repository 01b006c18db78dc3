//! Effects, as a case file writes them: each is told by the key that is named like it.

use docket_core::Effect;

use crate::code::Code;
use crate::date::date;
use crate::fact_value::corrected_value;
use crate::fault::Fault;
use crate::party_value::party;
use crate::suggestion::{did_you_mean, nearest};
use crate::table::Table;
use crate::target_value::{is_expected, target};
use crate::value::Value;
use crate::word::word;

/// The keys that tell effects apart.
const TELLING: [&str; 13] = [
    "corrects",
    "retracts",
    "disputes",
    "ends",
    "restricts",
    "transfers",
    "consolidates",
    "severs",
    "party_joins",
    "party_leaves",
    "party_renamed",
    "counsel",
    "deadline",
];

/// Reads an effect.
pub(crate) fn effect(value: Value<'_>) -> Option<Effect> {
    let mut table = value.table("an effect")?;
    let [tells] = table.keys_among(&TELLING)[..] else {
        return unclear(value, &table);
    };
    let effect = match tells {
        "corrects" => corrects(&mut table),
        "retracts" | "disputes" => contradicts(&mut table, tells),
        "ends" => ends(&mut table),
        "restricts" => restricts(&mut table),
        "transfers" => transfers(&mut table),
        "consolidates" => consolidates(&mut table),
        "severs" => severs(&mut table),
        "party_joins" => party_joins(&mut table),
        "party_leaves" => table.required(tells, party).map(|party| Effect::PartyLeaves { party }),
        "party_renamed" => party_renamed(&mut table),
        "counsel" => counsel(&mut table),
        _ => deadline(&mut table),
    };
    table.finish();
    effect
}

fn corrects(table: &mut Table<'_>) -> Option<Effect> {
    let expected = is_expected(table);
    let target = table.required("corrects", |value| target(value, expected));
    let field = table.required("field", |value| word(value, "field"));
    let to = table.required("to", |value| corrected_value(value, field));
    Some(Effect::Corrects { target: target?, field: field?, to: to? })
}

fn contradicts(table: &mut Table<'_>, tells: &'static str) -> Option<Effect> {
    let expected = is_expected(table);
    let target = table.required(tells, |value| target(value, expected));
    let reason = table.optional("reason", Value::words);
    let target = target?;
    Some(if tells == "retracts" {
        Effect::Retracts { reason, target }
    } else {
        Effect::Disputes { target, reason }
    })
}

fn ends(table: &mut Table<'_>) -> Option<Effect> {
    let expected = is_expected(table);
    let target = table.required("ends", |value| target(value, expected));
    let how = table.required("how", |value| word(value, "ending"));
    Some(Effect::Ends { target: target?, how: how? })
}

fn restricts(table: &mut Table<'_>) -> Option<Effect> {
    let expected = is_expected(table);
    let target = table.required("restricts", |value| target(value, expected));
    let what = table.optional("what", |value| word(value, "restriction"));
    Some(Effect::Restricts { target: target?, what: what.unwrap_or_default() })
}

fn transfers(table: &mut Table<'_>) -> Option<Effect> {
    let court = table.required("transfers", Value::key);
    let case = table.optional("as", Value::case_id);
    Some(Effect::Transfers { case, court: court? })
}

fn consolidates(table: &mut Table<'_>) -> Option<Effect> {
    let cases = table.required("consolidates", |value| Some(value.each(Value::other_case)));
    let lead = table.optional("lead", Value::other_case);
    Some(Effect::Consolidates { cases: cases?, lead })
}

fn severs(table: &mut Table<'_>) -> Option<Effect> {
    let case = table.required("severs", Value::case_id);
    let parties = table.several("parties", party);
    Some(Effect::Severs { parties, case: case? })
}

fn party_joins(table: &mut Table<'_>) -> Option<Effect> {
    let party = table.required("party_joins", party);
    let role = table.required("role", |value| word(value, "role"));
    Some(Effect::PartyJoins { party: party?, role: role? })
}

fn party_renamed(table: &mut Table<'_>) -> Option<Effect> {
    let old = table.required("party_renamed", party);
    let to = table.required("to", party);
    Some(Effect::PartyRenamed { party: old?, to: to? })
}

fn counsel(table: &mut Table<'_>) -> Option<Effect> {
    let counsel = table.required("counsel", Value::words);
    let does = table.required("does", |value| word(value, "act of counsel"));
    let party = table.required("party", party);
    Some(Effect::Counsel { counsel: counsel?, does: does?, party: party? })
}

fn deadline(table: &mut Table<'_>) -> Option<Effect> {
    let deadline = table.required("deadline", Value::words);
    let due = table.required("due", date);
    let party = table.optional("party", party);
    Some(Effect::Deadline { deadline: deadline?, due: due?, party })
}

fn unclear<T>(value: Value<'_>, table: &Table<'_>) -> Option<T> {
    let told = table.keys_among(&TELLING);
    let (message, help) = if told.is_empty() {
        let meant = table.keys().find_map(|key| nearest(key, TELLING));
        let list = || format!("write one of {}", TELLING.join(", "));
        ("no key tells what the effect is".to_owned(), meant.map_or_else(list, did_you_mean))
    } else {
        let message = format!("{} are effects of their own", told.join(" and "));
        (message, "write one table for each effect".to_owned())
    };
    value.refuse(Fault::new(Code::Unclear, value.span(), message).label("which effect?").help(help))
}
