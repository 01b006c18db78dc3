//! The text of a meaning, for machines and for people.

use std::fmt;

use crate::{
    DaySet, Meaning, When,
    day_set_text::{end_text, start_text},
};

impl Meaning {
    /// Writes the meaning as EDTF.
    ///
    /// `None` for an unknown date, and for what EDTF has no form for: a span whose start or end is
    /// itself scattered over days, or a list with such a member; also for what [`DaySet::to_edtf`]
    /// does not write, and for a list longer than [`When::MAX_LEN`]. The `Display` form covers those.
    #[must_use]
    pub fn to_edtf(&self) -> Option<String> {
        match self {
            Meaning::Moment(days) => days.to_edtf(),
            Meaning::Span { from, to } => span_text(from, to),
            Meaning::Several(moments) => {
                let dates: Option<Vec<String>> = moments.iter().map(DaySet::to_edtf_date).collect();
                let text = format!("{{{}}}", dates?.join(","));
                (text.len() <= When::MAX_LEN).then_some(text)
            }
        }
    }
}

/// Writes EDTF where there is some, otherwise `unknown` or a short phrase around EDTF texts.
impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.to_edtf() {
            return f.write_str(&text);
        }
        match self {
            Meaning::Moment(days) => f.write_str(&set_text(days)),
            Meaning::Span { from, to } => {
                write!(f, "from {} to {}", set_text(from), set_text(to))
            }
            Meaning::Several(moments) => {
                let texts: Vec<String> = moments.iter().map(set_text).collect();
                write!(f, "each of {}", texts.join(" and "))
            }
        }
    }
}

/// Writes a set of days as EDTF, or in words where EDTF has none.
fn set_text(days: &DaySet) -> String {
    if days.is_empty() {
        return "never".to_owned();
    }
    let hull = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first}..{last}"),
        (Some(first), None) => format!("{first}.."),
        (None, Some(last)) => format!("..{last}"),
        (None, None) => "unknown".to_owned(),
    };
    let scattered = if days.ranges().len() > 1 { "some days of " } else { "" };
    days.to_edtf().unwrap_or_else(|| format!("{scattered}{hull}"))
}

fn span_text(from: &DaySet, to: &DaySet) -> Option<String> {
    let start = match (from.to_edtf_date(), from.first(), from.last()) {
        (Some(date), _, _) => date,
        (None, None, last) if from.ranges().len() == 1 => {
            if last == to.last() {
                "..".to_owned()
            } else {
                format!("..{}", end_text(last?)?)
            }
        }
        (None, _, _) => return None,
    };
    let end = match (to.to_edtf_date(), to.first(), to.last()) {
        (Some(date), _, _) => date,
        (None, first, None) if to.ranges().len() == 1 => {
            if first == from.first() {
                "..".to_owned()
            } else {
                format!("{}..", start_text(first?)?)
            }
        }
        (None, _, _) => return None,
    };
    (start != ".." || end != "..").then(|| format!("{start}/{end}"))
}
