//! Parties and attorneys of the API, who may be on many dockets.

use std::collections::BTreeSet;

use docket_time::{Tz, When};

use super::{Reference, pass_over, required};
use crate::date::date;
use crate::fault::Fault;
use crate::json::JsonObject;

/// A party, on every docket that names it.
pub(super) struct Party<'a> {
    pub(super) name: String,
    pub(super) roles: Vec<PartyRole<'a>>,
    pub(super) engagements: Vec<Engagement<'a>>,
}

/// What a party is on one docket.
pub(super) struct PartyRole<'a> {
    pub(super) docket: Reference<'a>,
    /// As the docket prints it.
    pub(super) role: String,
    pub(super) terminated: Option<When>,
}

/// An attorney, with everybody whom the attorney represents.
pub(super) struct Attorney<'a> {
    pub(super) name: String,
    pub(super) engagements: Vec<Engagement<'a>>,
}

/// That an attorney represents a party on a docket; told by the one and names the other.
pub(super) struct Engagement<'a> {
    pub(super) docket: Reference<'a>,
    /// The attorney or the party, whichever does not tell it.
    pub(super) other: u64,
    /// Whether the attorney acts no longer.
    pub(super) is_over: bool,
}

/// The numbers of roles in which an attorney acts no longer: self-terminated, terminated, suspended,
/// inactive, disbarred.
const OVER: [&str; 5] = ["5", "6", "7", "8", "9"];

pub(super) fn party<'a>(
    object: &mut JsonObject<'a>,
    unread: &mut BTreeSet<String>,
) -> Result<Party<'a>, Fault> {
    let name = required(object, "a party", "name")?;
    let mut roles = Vec::new();
    for value in object.items("party_types")? {
        let mut object = value.object()?;
        let docket = Reference::take(&mut object, "docket")?;
        let docket = docket
            .ok_or_else(|| object.value().fault("a party's role needs the field `docket`"))?;
        let role = object.text("name")?.unwrap_or_default().replace('\u{a0}', " ");
        let day = object.take("date_terminated");
        let terminated = day.map_or(Ok(None), |value| date(&value, Tz::UTC))?;
        object.finish("party_types.", unread);
        roles.push(PartyRole { docket, role, terminated });
    }
    let engagements = engagements(object, "attorneys", "attorney", unread)?;
    Ok(Party { name, roles, engagements })
}

pub(super) fn attorney<'a>(
    object: &mut JsonObject<'a>,
    unread: &mut BTreeSet<String>,
) -> Result<Attorney<'a>, Fault> {
    let name = required(object, "an attorney", "name")?;
    let engagements = engagements(object, "parties_represented", "party", unread)?;
    pass_over(object, &["organizations"]);
    Ok(Attorney { name, engagements })
}

fn engagements<'a>(
    object: &mut JsonObject<'a>,
    field: &str,
    other: &str,
    unread: &mut BTreeSet<String>,
) -> Result<Vec<Engagement<'a>>, Fault> {
    let mut engagements = Vec::new();
    for value in object.items(field)? {
        let mut object = value.object()?;
        let docket = Reference::take(&mut object, "docket")?;
        let named = Reference::take(&mut object, other)?;
        let (Some(docket), Some(named)) = (docket, named) else {
            let message = format!("it needs the fields `docket` and `{other}`");
            return Err(object.value().fault(message));
        };
        let role = object.text("role")?;
        let is_over = role.is_some_and(|role| OVER.contains(&role.as_str()));
        object.finish(&format!("{field}."), unread);
        engagements.push(Engagement { docket, other: named.id, is_over });
    }
    Ok(engagements)
}
