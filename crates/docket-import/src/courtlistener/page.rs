//! Pages: which answers of the API are one list, and whether all of it is there.

use std::collections::BTreeSet;

use crate::fault::Fault;
use crate::json::{JsonObject, JsonValue};

/// Where an answer stands among the pages of its list.
pub(super) struct Page<'a> {
    /// The address of the page after it.
    next: Option<(Address, JsonValue<'a>)>,
    /// Whether it says that a page is before it.
    has_previous: bool,
    /// Its own address, where it can be told.
    own: Option<Address>,
}

/// The address of a page: of its list, and the page's place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    path: String,
    parameters: BTreeSet<String>,
    /// What the API calls the page: a cursor, or a number behind the first.
    page: Option<String>,
}

impl<'a> Page<'a> {
    /// Takes the fields of a page that tell of others.
    pub(super) fn take(object: &mut JsonObject<'a>) -> Result<Self, Fault> {
        let count = object.text("count")?;
        let next = object.take("next").filter(|value| !value.is_null());
        let next = match next {
            Some(value) => value.text()?.map(|text| (Address::read(&text), value)),
            None => None,
        };
        let previous = object.text("previous")?.map(|text| Address::read(&text));
        // Asked to count the whole list, the API is given the page's own address again.
        let own = count.filter(|count| count.contains('?')).map(|count| Address::read(&count));
        let own =
            own.or_else(|| previous.as_ref()?.moved(1)).or_else(|| next.as_ref()?.0.moved(-1));
        Ok(Self { next, has_previous: previous.is_some(), own })
    }
}

impl Address {
    fn read(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let mut address = Self { path: path.to_owned(), parameters: BTreeSet::new(), page: None };
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            match parameter.split_once('=').unwrap_or((parameter, "")) {
                ("count", _) | ("page", "1") => {}
                ("cursor" | "page", page) => address.page = Some(page.replace("%3D", "=")),
                _ => drop(address.parameters.insert(parameter.to_owned())),
            }
        }
        address
    }

    /// The address of a page so many behind this one, where pages are numbered.
    fn moved(&self, by: i64) -> Option<Self> {
        let number = self.page.as_deref().map_or(Ok(1), str::parse::<i64>).ok()?;
        let number = number.checked_add(by).filter(|number| *number > 0)?;
        let page = (number > 1).then(|| number.to_string());
        Some(Self { page, ..self.clone() })
    }

    fn is_of_list(&self, other: &Self) -> bool {
        self.path == other.path && self.parameters == other.parameters
    }
}

/// The pages that others name as the next and that are not there: the place of each name.
///
/// A page whose own address cannot be told counts as the next of one page before it.
pub(super) fn missing<'p, 'a>(pages: &[(usize, &'p Page<'a>)]) -> Vec<(usize, &'p JsonValue<'a>)> {
    let mut nameless: Vec<&Page<'_>> =
        pages.iter().map(|(_, page)| *page).filter(|page| page.own.is_none()).collect();
    let mut missing = Vec::new();
    for (file, page) in pages {
        let Some((next, value)) = &page.next else { continue };
        if pages.iter().any(|(_, other)| other.own.as_ref() == Some(next)) {
            continue;
        }
        let follows = |other: &&Page<'_>| {
            let list = other.next.as_ref().map(|(address, _)| address);
            other.has_previous && list.is_none_or(|list| list.is_of_list(next) && list != next)
        };
        match nameless.iter().position(follows) {
            Some(at) => drop(nameless.remove(at)),
            None => missing.push((*file, value)),
        }
    }
    missing
}
