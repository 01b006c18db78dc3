//! Values of facts: what a source says a thing is or how many there are.

use std::collections::BTreeSet;
use std::fmt;

use docket_time::When;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// Largest number a value may hold, either way: 2^53, beyond which JSON readers round silently.
pub const MAX_NUMBER: i64 = 1 << 53;

/// How firmly a number is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Just that number.
    Exact,
    /// That number or more.
    AtLeast,
    /// More than that number.
    MoreThan,
    /// Near that number.
    About,
}

/// A count or a sum of money.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// The number, within [`MAX_NUMBER`]; for money, whole units of the currency.
    pub number: i64,
    /// How firmly it is claimed.
    pub bound: Bound,
    /// The ISO 4217 code, for money.
    pub currency: Option<String>,
}

/// A single value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "ScalarJson", into = "ScalarJson")]
pub enum Scalar {
    /// Words.
    Text(String),
    /// A count or a sum.
    Quantity(Quantity),
    /// A date.
    Date(When),
}

impl Scalar {
    /// An exact count.
    #[must_use]
    pub fn count(number: i64) -> Self {
        Self::Quantity(Quantity { number, bound: Bound::Exact, currency: None })
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What one report says of one fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// One value.
    One(Scalar),
    /// One value among several; the source does not say which.
    #[serde(with = "one_of")]
    OneOf(BTreeSet<Scalar>),
    /// Several values together, each a claim of its own.
    Set(BTreeSet<Scalar>),
}

impl From<Scalar> for FactValue {
    fn from(value: Scalar) -> Self {
        Self::One(value)
    }
}

impl From<&str> for FactValue {
    fn from(text: &str) -> Self {
        Self::One(text.into())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.bound {
            Bound::Exact => "",
            Bound::AtLeast => "at least ",
            Bound::MoreThan => "more than ",
            Bound::About => "about ",
        })?;
        if let Some(currency) = &self.currency {
            write!(f, "{currency} ")?;
        }
        f.write_str(&grouped(self.number))
    }
}

fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Quantity(quantity) => quantity.fmt(f),
            Self::Date(when) => when.fmt(f),
        }
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (values, between) = match self {
            Self::One(value) => return value.fmt(f),
            Self::OneOf(values) => (values, " or "),
            Self::Set(values) => (values, ", "),
        };
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                f.write_str(between)?;
            }
            value.fmt(f)?;
        }
        Ok(())
    }
}

/// The shapes of a single value in JSON; keys in alphabetical order, as canonical JSON wants them.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ScalarJson {
    Text(String),
    Count(i64),
    /// Taken up only to be refused: the structures below would read `[5]` as their first field.
    #[serde(skip_serializing)]
    List(Vec<IgnoredAny>),
    Date(DateJson),
    Quantity(QuantityJson),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateJson {
    when: When,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    more_than: Option<i64>,
}

impl From<Scalar> for ScalarJson {
    fn from(value: Scalar) -> Self {
        let Quantity { number, bound, currency } = match value {
            Scalar::Text(text) => return Self::Text(text),
            Scalar::Date(when) => return Self::Date(DateJson { when }),
            Scalar::Quantity(quantity) => quantity,
        };
        let mut json = QuantityJson { currency, ..QuantityJson::default() };
        match bound {
            Bound::Exact if json.currency.is_none() => return Self::Count(number),
            Bound::Exact => json.exact = Some(number),
            Bound::AtLeast => json.at_least = Some(number),
            Bound::MoreThan => json.more_than = Some(number),
            Bound::About => json.about = Some(number),
        }
        Self::Quantity(json)
    }
}

impl TryFrom<ScalarJson> for Scalar {
    type Error = String;
    fn try_from(json: ScalarJson) -> Result<Self, String> {
        let json = match json {
            ScalarJson::Text(text) => return Ok(Self::Text(text)),
            ScalarJson::List(list) => return Err(format!("{} values are not one", list.len())),
            ScalarJson::Date(DateJson { when }) => return Ok(Self::Date(when)),
            ScalarJson::Count(number) => return Ok(Self::count(number)),
            ScalarJson::Quantity(json) => json,
        };
        let bounds = [
            (Bound::Exact, json.exact),
            (Bound::AtLeast, json.at_least),
            (Bound::MoreThan, json.more_than),
            (Bound::About, json.about),
        ];
        let mut given = bounds.into_iter().filter_map(|(bound, n)| n.map(|n| (bound, n)));
        match (given.next(), given.next()) {
            (Some((bound, number)), None) => {
                Ok(Self::Quantity(Quantity { number, bound, currency: json.currency }))
            }
            _ => Err("a quantity has one of exact, at_least, more_than, about".to_owned()),
        }
    }
}

mod one_of {
    use std::collections::BTreeSet;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Scalar;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct OneOf<T> {
        one_of: T,
    }

    pub(super) fn serialize<S: Serializer>(
        values: &BTreeSet<Scalar>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        OneOf { one_of: values }.serialize(s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        d: D,
    ) -> Result<BTreeSet<Scalar>, D::Error> {
        OneOf::deserialize(d).map(|json: OneOf<BTreeSet<Scalar>>| json.one_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_value_keeps_its_json() {
        for json in [
            r#""damages""#,
            "12",
            r#"{"more_than":230}"#,
            r#"{"currency":"USD","more_than":1000000000}"#,
            r#"{"currency":"EUR","exact":5}"#,
            r#"{"about":350}"#,
            r#"{"at_least":2}"#,
            r#"{"when":"2014~"}"#,
            r#"["DE","US"]"#,
            r#"{"one_of":["Amazon","Nokia"]}"#,
            "[]",
            "[5]",
            r#"["2024-07-30"]"#,
        ] {
            let value: FactValue = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
    }

    #[test]
    fn a_quantity_says_its_bound_once() {
        for json in
            [r#"{"about":1,"exact":1}"#, r#"{"currency":"USD"}"#, r#"{"abuot":1}"#, "1.5", "null"]
        {
            assert!(serde_json::from_str::<FactValue>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn values_read_as_people_write_them() {
        let money = Quantity {
            number: 1_000_000_000,
            bound: Bound::MoreThan,
            currency: Some("USD".to_owned()),
        };
        assert_eq!(money.to_string(), "more than USD 1,000,000,000");
        assert_eq!(FactValue::OneOf(["a".into(), "b".into()].into()).to_string(), "a or b");
        assert_eq!(grouped(-12345), "-12,345");
        assert_eq!(grouped(2014), "2014");
    }
}
