//! Acts as a state lists them.

use docket_core::{Act, Ended, EventId, Few, Key, Kind, Manner, Support, Verb};
use serde::Serialize;
use smol_str::SmolStr;

use crate::fact::weakened;

/// One act, in one line of the docket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActLine {
    /// The key that its reports share.
    pub act: Key,
    /// What was done.
    pub verb: Verb,
    /// The kind.
    pub kind: Kind,
    /// The other kinds that reports of it claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_told_as: Vec<String>,
    /// The Federal Judicial Center's disposition code, for `settled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manner: Option<u8>,
    /// When, as EDTF; none in a conflict and where nothing bounds it.
    pub occurred: Option<SmolStr>,
    /// How well the date is supported.
    pub occurred_support: Support,
    /// When it was first made public, as EDTF.
    pub published: Option<SmolStr>,
    /// Who did it.
    pub by: Vec<SmolStr>,
    /// Against whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<SmolStr>,
    /// The text of its best report.
    pub text: Option<SmolStr>,
    /// The number the court printed beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<SmolStr>,
    /// How it ceased to have effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<&'static str>,
    /// Whether it is certainly inside the cut.
    pub certain: bool,
    /// The events that report it.
    pub events: Few<EventId>,
}

impl ActLine {
    pub(crate) fn of(act: &Act<'_>) -> Self {
        let names = |parties: &[docket_core::Party]| {
            parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>()
        };
        Self {
            act: act.key.clone(),
            verb: act.verb,
            kind: act.kind.clone(),
            also_told_as: act.other_kinds().into_iter().map(Kind::name).collect(),
            manner: act.kind.manner().map(Manner::code),
            occurred: act.occurred_edtf(),
            occurred_support: weakened(crate::date::support(&act.occurred), act.is_certain),
            published: act.published_edtf(),
            by: names(&act.by),
            against: names(&act.against),
            text: act.text().cloned(),
            document_number: act.document_number().cloned(),
            ended: match &act.ending {
                Ended::Yes { how, .. } => Some(how.name()),
                Ended::Contested => Some("contested"),
                Ended::No => None,
            },
            certain: act.is_certain,
            events: act.reports.iter().map(|report| report.entry.event.event_id()).collect(),
        }
    }
}
