//! The fields of one act.

use std::collections::BTreeSet;

use docket_case::{FactState, Known, ValueState};
use docket_core::{
    Act, CaseId, Claimed, Dated, Ended, FactValue, Key, Kind, Party, Prejudice, Resolved, Scalar,
    Support,
};

use smol_str::SmolStr;

use crate::field::FieldPath;

/// What is known of an act, part by part.
pub(crate) fn fields_of_act(act: &Act<'_>, case: &CaseId) -> Vec<(FieldPath, FactState)> {
    let path = FieldPath::act(act, case);
    let mut fields = vec![(path.clone(), kind(act)), (path.part("occurred"), occurred(act))];
    let mut part = |name: &str, text: Option<FactValue>| {
        fields.extend(text.map(|text| (path.part(name), told(act, text))));
    };
    let text = |text: Option<&str>| text.map(FactValue::from);
    part("verb", text(Some(act.verb.name())));
    part("published", text(act.published_edtf().as_deref()));
    part("by", names(&act.by));
    part("against", names(&act.against));
    part("text", text(act.text().map(SmolStr::as_str)));
    part("document_number", text(act.document_number().map(SmolStr::as_str)));
    part("disposes", disposes(act, case));
    part("ended", text(ended(act).as_deref()));
    fields
}

/// What sort of act it is; where it is only possibly inside the cut or may have ended, so much.
fn kind(act: &Act<'_>) -> FactState {
    let kinds = &act.kinds();
    let named = |kind: &Kind| FactValue::from(kind.name().as_str());
    let value = kinds.value.as_ref().map(|kind| Known::One(named(kind)));
    let support = match (act.is_certain, &act.ending) {
        (false, _) => Support::Possible,
        (true, Ended::Contested) if kinds.support == Support::Stated => Support::Contested,
        (true, _) => kinds.support,
    };
    let claim = |claimed: &Claimed<Kind>| value_state(claimed, Some(named(&claimed.value)));
    FactState { value, support, values: several(kinds, claim), ..told_by(kinds) }
}

fn occurred(act: &Act<'_>) -> FactState {
    let date = &act.occurred;
    let edtf = act.occurred_edtf();
    let support = match (&date.value, act.is_certain) {
        (Some(dated), _) if dated.edtf.is_none() => Support::Unknown,
        (_, false) => Support::Possible,
        (_, true) => date.support,
    };
    let claim = |claimed: &Claimed<Dated>| {
        value_state(claimed, claimed.value.edtf.as_deref().map(FactValue::from))
    };
    let value = edtf.as_deref().map(|edtf| Known::One(FactValue::from(edtf)));
    FactState { value, support, values: several(date, claim), ..told_by(date) }
}

fn several<V>(
    resolved: &Resolved<V>,
    claim: impl Fn(&Claimed<V>) -> ValueState,
) -> Vec<ValueState> {
    match &resolved.values[..] {
        [] | [_] => Vec::new(),
        several => several.iter().map(claim).collect(),
    }
}

fn value_state<V>(claimed: &Claimed<V>, value: Option<FactValue>) -> ValueState {
    let (sources, because) = (&claimed.sources, &claimed.because);
    ValueState { value, sources: sources.to_set(), because: because.to_set() }
}

fn told_by<V>(resolved: &Resolved<V>) -> FactState {
    FactState { sources: resolved.sources(), because: resolved.because(), ..FactState::unknown() }
}

/// A part of an act that its best report decides.
fn told(act: &Act<'_>, value: FactValue) -> FactState {
    let sources: BTreeSet<Key> =
        act.reports.iter().filter_map(|report| report.event.source.clone()).collect();
    FactState {
        value: Some(Known::One(value)),
        support: if act.is_certain { Support::Stated } else { Support::Possible },
        sources,
        because: act.events(),
        values: Vec::new(),
    }
}

fn names(parties: &[Party]) -> Option<FactValue> {
    let names = || parties.iter().map(|party| Scalar::from(party.name.as_str())).collect();
    (!parties.is_empty()).then(|| FactValue::Set(names()))
}

/// How much of a case a disposition ends, and whether for good.
fn disposes(act: &Act<'_>, case: &CaseId) -> Option<FactValue> {
    act.kind.manner()?;
    let scope: &str = act.scope_in(case)?.into();
    let text = match act.prejudice {
        Some(Prejudice::With) => format!("{scope}, with prejudice"),
        Some(Prejudice::Without) => format!("{scope}, without prejudice"),
        Some(Prejudice::Unstated) | None => scope.to_owned(),
    };
    Some(FactValue::from(text.as_str()))
}

fn ended(act: &Act<'_>) -> Option<String> {
    match &act.ending {
        Ended::No => None,
        Ended::Contested => Some("contested".to_owned()),
        Ended::Yes { how, by } => Some(format!("{}, by {by}", how.name())),
    }
}
