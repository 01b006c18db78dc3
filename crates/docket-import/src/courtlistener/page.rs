//! Pages: which answers of the API are one list, and whether all of it is there.

use std::collections::BTreeSet;

use crate::fault::Fault;
use crate::json::{JsonObject, JsonValue};

/// Where an answer stands among the pages of its list.
pub(super) struct Page<'a> {
    /// The address of the page after it.
    next: Option<(Address, JsonValue<'a>)>,
    /// The address of the page before it, which may run the other way.
    previous: Option<(Address, JsonValue<'a>)>,
    /// Its own address, where it can be told.
    own: Option<Address>,
    /// How many results the whole list has, where it says so.
    count: Option<(usize, JsonValue<'a>)>,
    /// How many of them it has itself.
    results: usize,
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
        let counted = object.take("count");
        let count = counted.as_ref().map_or(Ok(None), JsonValue::text)?;
        let number = count.as_deref().and_then(|count| count.parse().ok());
        let next = address(object, "next")?;
        let previous = address(object, "previous")?;
        // Asked to count the whole list, the API is given the page's own address again.
        let own = count.filter(|count| count.contains('?')).map(|count| Address::read(&count));
        let own =
            own.or_else(|| previous.as_ref()?.0.moved(1)).or_else(|| next.as_ref()?.0.moved(-1));
        Ok(Self { next, previous, own, count: number.zip(counted), results: 0 })
    }

    /// The same with so many results.
    pub(super) fn with_results(self, results: usize) -> Self {
        Self { results, ..self }
    }
}

fn address<'a>(
    object: &mut JsonObject<'a>,
    field: &str,
) -> Result<Option<(Address, JsonValue<'a>)>, Fault> {
    let Some(value) = object.take(field) else { return Ok(None) };
    Ok(value.text()?.map(|text| (Address::read(&text), value)))
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

/// What says that a page stands before or behind one, and that page is not there.
///
/// A page whose own address cannot be told counts as the next of one page before it, whichever that is.
pub(super) fn missing(pages: &[(usize, &Page<'_>)]) -> Vec<(usize, Fault)> {
    let mut nameless: Vec<(usize, &Page<'_>)> =
        pages.iter().filter(|(_, page)| page.own.is_none()).copied().collect();
    let mut missing = Vec::new();
    for (file, page) in pages {
        let Some((next, value)) = &page.next else { continue };
        if pages.iter().any(|(_, other)| other.own.as_ref() == Some(next)) {
            continue;
        }
        match nameless.iter().position(|(_, other)| other.may_follow(next)) {
            Some(at) => drop(nameless.remove(at)),
            None => missing.push((*file, not_there("next", value))),
        }
    }
    for (file, page) in pages {
        let Some((_, value)) = &page.previous else { continue };
        let follows = match &page.own {
            Some(own) => pages.iter().any(|(_, other)| other.leads_to(own)),
            None => !nameless.iter().any(|(of, _)| of == file),
        };
        if !follows {
            missing.push((*file, not_there("previous", value)));
        }
    }
    if missing.is_empty() { fewer_than_counted(pages) } else { missing }
}

/// What says that a list has more results than all pages of it that are there.
fn fewer_than_counted(pages: &[(usize, &Page<'_>)]) -> Vec<(usize, Fault)> {
    let of_list = |last: &Page<'_>| -> usize {
        let others = pages.iter().filter(|(_, other)| other.is_of_list_of(last));
        others.map(|(_, other)| other.results).sum()
    };
    let last = pages.iter().filter(|(_, page)| page.next.is_none());
    let fewer = last.filter_map(|(file, page)| {
        let (count, value) = page.count.as_ref()?;
        let here = if page.previous.is_none() { page.results } else { of_list(page) };
        let are = if here == 1 { "is" } else { "are" };
        let message = format!("the list has {count} results, and of them {here} {are} here");
        (here < *count).then(|| (*file, value.fault(message)))
    });
    fewer.collect()
}

fn not_there(which: &str, value: &JsonValue<'_>) -> Fault {
    value.fault(format!("the {which} page, {}, is not among the files", value.raw()))
}

impl Page<'_> {
    fn leads_to(&self, own: &Address) -> bool {
        self.next.as_ref().is_some_and(|(next, _)| next == own)
    }

    /// Whether both are pages of one list.
    fn is_of_list_of(&self, other: &Self) -> bool {
        let address = |page: &Self| {
            let neighbour = page.next.as_ref().or(page.previous.as_ref());
            page.own.clone().or_else(|| neighbour.map(|(address, _)| address.clone()))
        };
        address(self).zip(address(other)).is_some_and(|(one, other)| one.is_of_list(&other))
    }

    /// Whether it, whose address is not known, stands behind some page of this one's list.
    fn may_follow(&self, address: &Address) -> bool {
        self.previous.as_ref().is_some_and(|(previous, _)| previous.is_of_list(address))
    }
}
