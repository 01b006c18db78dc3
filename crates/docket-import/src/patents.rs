//! Patents that a docket line lists.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::expression::regex;
use crate::reference::without_attachments;

/// Under this number the United States have registered trademarks, printed just as patents are.
const FIRST_OF_PATENTS_ALONE: u64 = 8_000_000;

/// No patent has a number as high; serial numbers of trademarks have.
const FIRST_OF_NO_PATENTS: u64 = 20_000_000;

/// The patents that a report to the patent office, or a complaint, lists: `US 7725375 B2`.
///
/// As WIPO ST.3 and ST.16 write them: the office, the number without commas, and the kind code where one
/// is printed. A form for both lists either patents or trademarks ("Patent/Trademark Number(s)"), so that
/// its list counts where the case `is_of_patents`, or where one of its numbers can be no trademark's.
pub(crate) fn patents(text: &str, is_of_patents: bool) -> BTreeSet<String> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(trademarks?\s*(?:/|or|and/or)\s*)?pat(?:ents?|s?\.)(?:\(s\))?(\s*(?:/|or|and/or)\s*trademarks?)?(?:\(s\))?\s+(?:numbers?|nos?\b\.?)(?:\(s\))?[:\s]*((?:(?:(?:U\.?S\.?\s?)?(?:RE|PP|D)?\s?\d{1,3}(?:[,']\d{3}){1,2}|(?:U\.?S\.?\s?)?(?:RE|PP|D)?\d{6,8})(?:\s?[A-Z]\d)?\b[\s,;&.]*(?:and\s+)?)+)",
        )
    });
    let text = without_attachments(text);
    let is_sure = |list: &Captures<'_>| {
        let is_of_either = list.get(1).is_some() || list.get(2).is_some();
        let alone = || numbers(&list[3]).any(|number| number.is_no_trademark());
        is_of_patents || if is_of_either { alone() } else { !says_trademark_number(text) }
    };
    let lists = LIST.captures_iter(text).filter(is_sure);
    lists.flat_map(|list| numbers(&list[3]).map(|one| one.name()).collect::<Vec<_>>()).collect()
}

fn says_trademark_number(text: &str) -> bool {
    text.to_lowercase().contains("trademark number")
}

/// A number as it is printed: `RE45,678 E1`.
struct Number {
    series: String,
    digits: String,
    kind: Option<String>,
}

fn numbers(list: &str) -> impl Iterator<Item = Number> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)(?:\b(RE|PP|D)\s?)?(\d[\d,']*\d)(?:\s?([A-Z]\d)\b)?"));
    NUMBER.captures_iter(list).map(|number| Number {
        series: number.get(1).map_or(String::new(), |series| series.as_str().to_uppercase()),
        digits: number[2].replace([',', '\''], ""),
        kind: number.get(3).map(|kind| kind.as_str().to_uppercase()),
    })
}

impl Number {
    fn is_no_trademark(&self) -> bool {
        let number: u64 = self.digits.parse().unwrap_or_default();
        let is_as_high = (FIRST_OF_PATENTS_ALONE..FIRST_OF_NO_PATENTS).contains(&number);
        !self.series.is_empty() || self.kind.is_some() || is_as_high
    }

    fn name(&self) -> String {
        let kind = self.kind.as_ref().map_or(String::new(), |kind| format!(" {kind}"));
        format!("US {}{}{kind}", self.series, self.digits)
    }
}

/// Whether a line reports to the patent office that an action was filed.
pub(crate) fn is_patent_report(text: &str) -> bool {
    static REPORT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\breport\b.{0,80}\bpatents?\b|\bao ?-?120\b"));
    REPORT.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patents_are_written_as_their_offices_write_them() {
        let text = "Report to the Commissioner of Patents and Trademarks for Patent Number(s) 7,725,375 B2; RE45,678 E1 and D712345. (ceg)";
        let found: Vec<String> = patents(text, false).into_iter().collect();
        assert_eq!(found, ["US 7725375 B2", "US D712345", "US RE45678 E1"]);
        let text =
            "COMPLAINT for infringement of U.S. Patent Nos. 8,123,456, 9,234,567, and 11,345,678";
        let found: Vec<String> = patents(text, false).into_iter().collect();
        assert_eq!(found, ["US 11345678", "US 8123456", "US 9234567"]);
        let text = "COMPLAINT for infringement of U.S. Patent No. 10,626,088 (Attachments: # 1 Exhibit U.S. Patent No. 11,060,128)";
        assert_eq!(patents(text, false).into_iter().collect::<Vec<_>>(), ["US 10626088"]);
        for other in [
            "Report for Patent/Trademark Number(s) 5,946,647 ;.",
            "Patent Local Rules 3-1",
            "patent number 12",
        ] {
            assert!(patents(other, false).is_empty(), "{other}: {:?}", patents(other, false));
        }
    }

    #[test]
    fn a_list_of_either_counts_where_a_number_can_be_no_trademarks() {
        let is = |text: &str, is_of_patents| {
            patents(text, is_of_patents).into_iter().collect::<Vec<_>>().join(", ")
        };
        let list = "Report for Patent/Trademark Number(s) 7,123,456; 8,234,567;. (abc)";
        assert_eq!(is(list, false), "US 7123456, US 8234567");
        let either = "REPORT regarding Patent or Trademark Number(s): 6,123,456, 7,123,456";
        assert_eq!(is(either, false), "");
        assert_eq!(is(either, true), "US 6123456, US 7123456");
        assert_eq!(is("Trademark/Patent No. 10,123,456", false), "US 10123456");
        assert_eq!(is("Trademark/Patent No. 85123456", false), "");
        assert_eq!(is("Report on Trademark Number(s) 9,123,456", true), "");
    }
}
