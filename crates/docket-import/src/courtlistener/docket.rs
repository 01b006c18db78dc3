//! Dockets of the API: the heads of dockets.

use super::{pass_over, required};
use crate::date::date;
use crate::docket_number::zone_of;
use crate::fault::Fault;
use crate::json::JsonObject;
use crate::sheet::Sheet;

/// Texts at the head of a docket, and the facts that they are.
const FACTS: [(&str, &str); 12] = [
    ("assigned_to_str", "assigned_to"),
    ("referred_to_str", "referred_to"),
    ("panel_str", "panel"),
    ("cause", "cause"),
    ("nature_of_suit", "nature_of_suit"),
    ("jurisdiction_type", "jurisdiction_basis"),
    ("jury_demand", "jury_demand"),
    ("mdl_status", "mdl_status"),
    ("appeal_from_str", "appeal_from"),
    ("appellate_case_type_information", "case_type"),
    ("appellate_fee_status", "fee_status"),
    ("pacer_case_id", "pacer_case_id"),
];

/// Days at the head of a docket, and the facts that they are.
const DAYS: [(&str, &str); 5] = [
    ("date_argued", "argued"),
    ("date_reargued", "reargued"),
    ("date_reargument_denied", "reargument_denied"),
    ("date_cert_granted", "cert_granted"),
    ("date_cert_denied", "cert_denied"),
];

/// Fields that repeat what others say, or say where and how the archive keeps the docket.
const REPEATED: [&str; 32] = [
    "absolute_url",
    "appeal_from",
    "appeal_from_id",
    "assigned_to",
    "audio_files",
    "blocked",
    "case_name_full",
    "case_name_short",
    "clusters",
    "date_blocked",
    "date_last_filing",
    "date_last_index",
    "docket_number_core",
    "docket_number_raw",
    "federal_defendant_number",
    "federal_dn_case_type",
    "federal_dn_judge_initials_assigned",
    "federal_dn_judge_initials_referred",
    "federal_dn_office_code",
    "filepath_ia",
    "filepath_ia_json",
    "filepath_local",
    "ia_date_first_change",
    "ia_needs_upload",
    "ia_upload_failure_count",
    "panel",
    "parent_docket",
    "referred_to",
    "slug",
    "source",
    "tags",
    "view_count",
];

/// Reads a docket: a sheet that has no lines and no parties yet.
pub(super) fn docket(object: &mut JsonObject<'_>) -> Result<Sheet, Fault> {
    let number = required(object, "a docket", "docket_number")?;
    let address = object.text("court")?;
    let of_address =
        || Some(address?.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned());
    let court = object.text("court_id")?.or_else(of_address);
    let court = court.ok_or_else(|| object.value().fault("a docket needs the field `court_id`"))?;
    let zone = zone_of(&court);
    let names = ["case_name", "case_name_full", "case_name_short"];
    let mut title = None;
    for name in names {
        title = title.or(object.text(name)?);
    }
    let filed = object.take("date_filed").map_or(Ok(None), |value| date(&value, zone))?;
    let terminated = object.take("date_terminated").map_or(Ok(None), |value| date(&value, zone))?;
    let mut facts = Vec::new();
    for (field, fact) in FACTS {
        facts.extend(object.text(field)?.map(|text| (fact.into(), text)));
    }
    for (field, fact) in DAYS {
        let day = object.take(field).map_or(Ok(None), |value| date(&value, zone))?;
        facts.extend(day.map(|day| (fact.into(), day.text().to_owned())));
    }
    pass_over(object, &REPEATED);
    Ok(Sheet {
        court,
        number,
        title: title.unwrap_or_default(),
        filed,
        terminated,
        facts,
        parties: Vec::new(),
        lines: Vec::new(),
        is_feed: false,
    })
}
