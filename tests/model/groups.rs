//! Groups: which reports tell one act, and which wordings render one statement.

use docket_core::{CaseId, EventId, Key, Target};

use super::reading::Reading;
use super::report::Report;

/// A key in a case.
type Name = (CaseId, Key);

/// Something that is grouped, by the target that bookkeeping names it by.
struct Thing {
    target: Target,
    /// The name that it shares with others.
    name: Name,
    /// The name that it has when it is separated from them.
    own: Name,
    group: usize,
}

/// What the group of each thing is called: the least of the names in it.
///
/// Things of one name are a group, until bookkeeping links or separates them. What is linked is one
/// group with all that is in either. A separation takes what it names out of every earlier link that
/// names two of them; what is together even so is then alone.
fn group(mut things: Vec<Thing>, reading: &Reading<'_>) -> Vec<(usize, Name)> {
    for at in 0..things.len() {
        let first = things.iter().position(|other| other.name == things[at].name);
        things[at].group = first.expect("itself");
    }
    let joints: Vec<(bool, &[Target])> = reading.joints().collect();
    let mut fresh = things.len();
    for (at, (is_link, targets)) in joints.iter().enumerate() {
        let mut targets = targets.to_vec();
        if *is_link {
            for (_, apart) in joints[at + 1..].iter().filter(|(is_link, _)| !is_link) {
                if targets.iter().filter(|target| apart.contains(target)).count() > 1 {
                    targets.retain(|target| !apart.contains(target));
                }
            }
        }
        let meant: Vec<usize> = targets
            .iter()
            .filter_map(|target| things.iter().position(|thing| thing.target == *target))
            .collect();
        let groups: Vec<usize> = meant.iter().map(|&at| things[at].group).collect();
        for &at in &meant {
            if *is_link {
                let (from, to) = (things[at].group, things[meant[0]].group);
                let joined = things.iter_mut().filter(|thing| thing.group == from);
                joined.for_each(|thing| thing.group = to);
            }
        }
        for (&at, group) in meant.iter().zip(&groups) {
            if !is_link && groups.iter().filter(|other| *other == group).count() > 1 {
                things[at].group = fresh;
                things[at].name = things[at].own.clone();
                fresh += 1;
            }
        }
    }
    let name = |group| things.iter().filter(|it| it.group == group).map(|it| &it.name).min();
    let named = |thing: &Thing| (thing.group, name(thing.group).expect("its own").clone());
    things.iter().map(named).collect()
}

/// The reports of each act, with its key.
pub(super) fn acts<'a>(
    reports: Vec<Report<'a>>,
    reading: &Reading<'_>,
) -> Vec<(Key, Vec<Report<'a>>)> {
    let thing = |report: &Report<'_>| Thing {
        target: Target::Event(report.id.clone()),
        name: (report.id.case.clone(), report.event().act_key().clone()),
        own: (report.id.case.clone(), report.id.key.clone()),
        group: 0,
    };
    let groups = group(reports.iter().map(thing).collect(), reading);
    let mut acts: Vec<(usize, Key, Vec<Report<'a>>)> = Vec::new();
    for (report, (group, (_, key))) in reports.into_iter().zip(groups) {
        match acts.iter_mut().find(|(known, ..)| *known == group) {
            Some((_, _, members)) => members.push(report),
            None => acts.push((group, key, vec![report])),
        }
    }
    acts.into_iter().map(|(_, key, reports)| (key, reports)).collect()
}

/// The statement that each wording of the reports renders.
pub(super) fn statements(
    reports: &[Report<'_>],
    reading: &Reading<'_>,
) -> Vec<((EventId, Key), Key)> {
    let mut wordings = Vec::new();
    let mut things = Vec::new();
    for report in reports {
        for wording in &report.event().wordings {
            let id = &report.id;
            let own: Key = format!("{}:{}", id.key, wording.id).parse().expect("a short key");
            let name = wording.statement.clone().unwrap_or_else(|| own.clone());
            things.push(Thing {
                target: Target::Part(id.clone(), wording.id.clone()),
                name: (id.case.clone(), name),
                own: (id.case.clone(), own),
                group: 0,
            });
            wordings.push((id.clone(), wording.id.clone()));
        }
    }
    let statements = group(things, reading).into_iter().map(|(_, (_, statement))| statement);
    wordings.into_iter().zip(statements).collect()
}
