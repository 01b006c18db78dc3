//! What two values say together.

use std::collections::BTreeSet;

use docket_time::{Tz, When};

use crate::claim::Meet;
use crate::dated::Dated;
use crate::kind::Kind;
use crate::value::{Bound, FactValue, Quantity, Scalar};

/// A date that the other does not narrow stays as its author wrote it, marks and all.
impl Meet for Dated {
    fn meet(&self, other: &Self) -> Option<Self> {
        let met = self.meaning.intersect(&other.meaning)?;
        let written = [self, other].into_iter().find(|date| date.meaning == met);
        Some(written.cloned().unwrap_or_else(|| Dated::of(met)))
    }
}

impl Meet for Kind {
    fn meet(&self, other: &Self) -> Option<Self> {
        (self == other).then(|| self.clone())
    }
}

impl Meet for Scalar {
    fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Quantity(ours), Self::Quantity(theirs)) => ours.meet(theirs).map(Self::Quantity),
            (Self::Date(ours), Self::Date(theirs)) => dates(ours, theirs).map(Self::Date),
            (ours, theirs) => (ours == theirs).then(|| ours.clone()),
        }
    }
}

/// A choice narrows to what both sides leave open. A set meets nothing but itself: its members are
/// claims of their own and are reconciled one by one.
impl Meet for FactValue {
    fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::One(ours), Self::One(theirs)) => ours.meet(theirs).map(Self::One),
            (Self::One(one), Self::OneOf(several)) | (Self::OneOf(several), Self::One(one)) => {
                choice(several.iter().filter_map(|other| one.meet(other)).collect())
            }
            (Self::OneOf(ours), Self::OneOf(theirs)) => {
                let each =
                    |one: &Scalar| theirs.iter().filter_map(|other| one.meet(other)).collect();
                choice(ours.iter().flat_map(|one| -> Vec<Scalar> { each(one) }).collect())
            }
            (ours, theirs) => (ours == theirs).then(|| ours.clone()),
        }
    }
}

/// What is left of a choice.
fn choice(mut left: BTreeSet<Scalar>) -> Option<FactValue> {
    match left.len() {
        0 => None,
        1 => left.pop_first().map(FactValue::One),
        _ => Some(FactValue::OneOf(left)),
    }
}

/// Whether a claim of this value can exclude another firmly.
pub(crate) fn is_firm(value: &FactValue) -> bool {
    let firm = |scalar: &Scalar| match scalar {
        Scalar::Text(_) => true,
        Scalar::Quantity(quantity) => quantity.bound != Bound::About,
        Scalar::Date(when) => !when.is_qualified(),
    };
    match value {
        FactValue::One(scalar) => firm(scalar),
        FactValue::OneOf(scalars) | FactValue::Set(scalars) => scalars.iter().all(firm),
    }
}

impl Quantity {
    fn meet(&self, other: &Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let (least, most) = (self.least().max(other.least()), self.most().min(other.most()));
        // The narrower stays as it is claimed: nobody claims what two of them have in common.
        let narrower = || if self.width() <= other.width() { self } else { other }.clone();
        (least <= most).then(narrower)
    }

    /// How many further numbers it may be; and which it is among those as wide.
    fn width(&self) -> (u64, i64, &Self) {
        (self.most().abs_diff(self.least()), self.least(), self)
    }

    fn least(&self) -> i64 {
        match self.bound {
            Bound::Exact | Bound::AtLeast => self.number,
            Bound::MoreThan => self.number.saturating_add(1),
            Bound::About => self.number - self.number.abs() / 10,
        }
    }

    fn most(&self) -> i64 {
        match self.bound {
            Bound::Exact => self.number,
            Bound::AtLeast | Bound::MoreThan => i64::MAX,
            // "About" is read as within a tenth; it is never firm, so this decides only whether
            // another value is called contested.
            Bound::About => self.number.saturating_add(self.number.abs() / 10),
        }
    }
}

fn dates(ours: &When, theirs: &When) -> Option<When> {
    // A date that is the value of a fact is no act of a court: it has no legal zone.
    let (mine, other) = (ours.meaning(Tz::UTC), theirs.meaning(Tz::UTC));
    let met = mine.intersect(&other)?;
    match () {
        () if met == mine => Some(ours.clone()),
        () if met == other => Some(theirs.clone()),
        () => met.to_edtf()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> FactValue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_finer_value_refines_a_coarser_one() {
        for (a, b, both) in [
            ("12", "12", "12"),
            (r#"{"more_than":10}"#, "12", "12"),
            (r#"{"more_than":10}"#, r#"{"at_least":12}"#, r#"{"at_least":12}"#),
            (r#"{"about":350}"#, "360", "360"),
            (r#"{"about":350}"#, r#"{"about":360}"#, r#"{"about":350}"#),
            (r#"{"at_least":350}"#, r#"{"about":360}"#, r#"{"about":360}"#),
            (r#"{"one_of":["a","b"]}"#, r#""b""#, r#""b""#),
            (
                r#"{"one_of":["a","b","c"]}"#,
                r#"{"one_of":["b","c","d"]}"#,
                r#"{"one_of":["b","c"]}"#,
            ),
            (r#"{"when":"2014"}"#, r#"{"when":"2014-03"}"#, r#"{"when":"2014-03"}"#),
            (r#"{"more_than":10}"#, r#"{"one_of":[12,13]}"#, r#"{"one_of":[12,13]}"#),
            (r#"{"more_than":12}"#, r#"{"one_of":[12,13]}"#, "13"),
        ] {
            assert_eq!(value(a).meet(&value(b)), Some(value(both)), "{a} {b}");
            assert_eq!(value(b).meet(&value(a)), Some(value(both)), "{b} {a}");
        }
    }

    #[test]
    fn values_that_exclude_each_other_do_not_meet() {
        for (a, b) in [
            ("12", "13"),
            (r#"{"more_than":12}"#, "12"),
            (r#"{"currency":"USD","exact":5}"#, r#"{"currency":"EUR","exact":5}"#),
            (r#"{"about":350}"#, "500"),
            (r#""12""#, "12"),
            (r#"{"when":"2014"}"#, r#"{"when":"2015"}"#),
            (r#"{"one_of":["a","b"]}"#, r#""c""#),
        ] {
            assert_eq!(value(a).meet(&value(b)), None, "{a} {b}");
        }
    }
}
