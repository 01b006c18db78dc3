//! Words of the closed lists: verbs, kinds, roles and the like.

use std::str::FromStr;

use docket_core::{Kind, Manner, Verb};
use strum::IntoEnumIterator;
use toml::de::DeValue;

use crate::code::Code;
use crate::fault::Fault;
use crate::suggestion::{did_you_mean, nearest};
use crate::value::Value;

/// Reads a word of a closed list.
pub(crate) fn word<T>(value: Value<'_>, what: &str) -> Option<T>
where
    T: FromStr + IntoEnumIterator + Into<&'static str>,
{
    let text = value.text()?;
    text.parse().ok().or_else(|| {
        let names: Vec<&str> = T::iter().map(Into::into).collect();
        unknown(value, what, &names)
    })
}

/// Reads a kind; one of the verb's is offered where there is none of that name.
pub(crate) fn kind(value: Value<'_>, verb: Option<Verb>) -> Option<Kind> {
    let text = value.text()?;
    Kind::from_name(text).ok().or_else(|| {
        let own: Vec<String> = verb.into_iter().flat_map(Kind::of_verb).map(|k| k.name()).collect();
        let all: Vec<String> = Verb::iter().flat_map(Kind::of_verb).map(|k| k.name()).collect();
        let names =
            |list: &[String]| nearest(text, list.iter().map(String::as_str)).map(did_you_mean);
        let listed = match verb {
            Some(verb) => format!("kinds of `{verb}` are {}; ", own.join(", ")),
            None => String::new(),
        };
        let otherwise = || format!("{listed}any other is written \"Other: {text}\"");
        let help = names(&own).or_else(|| names(&all)).unwrap_or_else(otherwise);
        let fault = Fault::new(Code::UnknownWord, value.span(), format!("unknown kind `{text}`"));
        value.refuse(fault.label("not in the list of kinds").help(help))
    })
}

/// Reads how something was disposed of: by the number in the code list, or by name.
pub(crate) fn manner(value: Value<'_>) -> Option<Kind> {
    let DeValue::Integer(_) = value.get() else {
        return word(value, "manner").map(Kind::Manner);
    };
    let code = value.number()?;
    let manner = u8::try_from(code).ok().and_then(Manner::from_code);
    manner.map(Kind::Manner).or_else(|| {
        let message = format!("no manner of disposition has the code {code}");
        let help = "the codes go from 0 to 20; 12 is VoluntaryDismissal, 13 Settlement";
        let fault = Fault::new(Code::UnknownWord, value.span(), message);
        value.refuse(fault.label("not in the code list").help(help))
    })
}

fn unknown<T>(value: Value<'_>, what: &str, names: &[&'static str]) -> Option<T> {
    let text = value.text().unwrap_or_default();
    let list = || format!("write one of {}", names.join(", "));
    let help = nearest(text, names.iter().copied()).map_or_else(list, did_you_mean);
    let message = format!("unknown {what} `{text}`");
    let fault = Fault::new(Code::UnknownWord, value.span(), message);
    value.refuse(fault.label(format!("not a {what}")).help(help))
}
