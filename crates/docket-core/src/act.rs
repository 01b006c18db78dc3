//! Acts: single happenings, each told by one report or several.

use std::collections::{BTreeMap, BTreeSet};

use docket_time::{Meaning, Truth};
use smol_str::SmolStr;

use crate::books::Books;
use crate::claim::{Claimed, Resolved, Support, reconcile};
use crate::dated::Dated;
use crate::disposition::{Prejudice, Scope};
use crate::effect::{Effect, Ending};
use crate::few::Few;
use crate::id::{CaseId, EventId, Key};
use crate::kind::{Kind, Verb};
use crate::party::Party;
use crate::reference::Reference;
use crate::report::Report;
use crate::telling::kind_claims;
use crate::value::{FactValue, Scalar};
use crate::wording::Wording;

/// One happening inside a cut, with everything that the reports of it come to.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// The home case of its best report.
    pub case: CaseId,
    /// The key that its reports share; the smallest, where a link joined several.
    pub key: Key,
    /// What was done, by the best report.
    pub verb: Verb,
    /// The kind, by the best report.
    pub kind: Kind,
    /// When it happened.
    pub occurred: Resolved<Dated>,
    /// Who did it, each once, by the best report's spelling.
    pub by: Vec<Party>,
    /// Against whom.
    pub against: Vec<Party>,
    /// For whom.
    pub on_behalf_of: Vec<Party>,
    /// What is said of it, reconciled key by key.
    pub facts: BTreeMap<Key, Fact>,
    /// What it refers to, and who says so.
    pub refers_to: Vec<(Reference, Few<EventId>)>,
    /// What it does in the world.
    pub effects: Vec<ActEffect>,
    /// What was said in it, one wording for each source's rendering.
    pub wordings: Vec<ActWording>,
    /// How much it disposes of, for `settled`.
    pub scope: Option<Scope>,
    /// Whether the claim may be brought again, for `settled`.
    pub prejudice: Option<Prejudice>,
    /// Member cases that it ends too.
    pub in_cases: BTreeMap<CaseId, Scope>,
    /// The source's own order, by the best report.
    pub place: Option<u64>,
    /// Whether it is certainly inside the cut; otherwise it is possibly.
    pub is_certain: bool,
    /// Whether it still has effect.
    pub ending: Ended,
    /// Its reports, the best first: by court, party, press; then the earliest published; then by
    /// event id.
    pub reports: Vec<Report<'a>>,
    /// Where the date is in conflict, all the days that are claimed.
    pub(crate) claimed_days: Option<Box<Meaning>>,
    pub(crate) books: &'a Books,
}

/// Whether an act still has effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It has.
    No,
    /// Something may have ended it.
    Contested,
    /// It has not.
    Yes {
        /// How it ended.
        how: Ending,
        /// The event that ended it.
        by: EventId,
    },
}

/// An effect in the world, with who reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActEffect {
    /// The effect.
    pub effect: Effect,
    /// The events that report it.
    pub because: Few<EventId>,
    /// The sources of those events.
    pub sources: Few<Key>,
    /// Whether some report of it is certainly inside the cut.
    pub is_certain: bool,
    /// Whether every report of it is contested.
    pub is_contested: bool,
}

/// A wording, with the report it stands in.
#[derive(Clone, Debug)]
pub struct ActWording {
    /// The wording, as corrected.
    pub wording: Wording,
    /// The event that holds it.
    pub event: EventId,
    /// The statement it renders, links and separations counted.
    pub statement: Key,
    /// Which of [`Act::reports`] it stands in.
    pub report: usize,
    /// Whether it is contested.
    pub is_contested: bool,
}

/// What is said of one thing in one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// One value.
    One(Resolved<FactValue>),
    /// Several values together, each with its own support.
    Set(Vec<Member>),
}

/// One member of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The member.
    pub value: Scalar,
    /// How well it is supported.
    pub support: Support,
    /// The sources that name it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

impl Fact {
    /// How well it is supported; of a set, as its best supported member.
    #[must_use]
    pub fn support(&self) -> Support {
        match self {
            Self::One(resolved) => resolved.support,
            Self::Set(members) => {
                members.iter().map(|member| member.support).min().unwrap_or(Support::Unknown)
            }
        }
    }

    /// The value: none in a conflict, the members of a set together.
    #[must_use]
    pub fn value(&self) -> Option<FactValue> {
        match self {
            Self::One(resolved) => resolved.value.clone(),
            Self::Set(members) => {
                Some(FactValue::Set(members.iter().map(|member| member.value.clone()).collect()))
            }
        }
    }

    /// All sources that say anything of it.
    #[must_use]
    pub fn sources(&self) -> BTreeSet<Key> {
        match self {
            Self::One(resolved) => resolved.sources(),
            Self::Set(members) => {
                members.iter().flat_map(|member| member.sources.iter().cloned()).collect()
            }
        }
    }

    /// All events that say anything of it.
    #[must_use]
    pub fn because(&self) -> BTreeSet<EventId> {
        match self {
            Self::One(resolved) => resolved.because(),
            Self::Set(members) => {
                members.iter().flat_map(|member| member.because.iter().cloned()).collect()
            }
        }
    }

    /// The different values claimed, for a single value.
    #[must_use]
    pub fn claimed(&self) -> &[Claimed<FactValue>] {
        match self {
            Self::One(resolved) => &resolved.values,
            Self::Set(_) => &[],
        }
    }
}

impl Act<'_> {
    /// The days on which it may have happened: the reconciled date, or in a conflict all the days
    /// that are claimed.
    #[must_use]
    pub fn when(&self) -> &Meaning {
        let date = self.occurred.value.as_ref().map(|dated| &dated.meaning);
        date.or(self.claimed_days.as_deref()).unwrap_or(Meaning::UNKNOWN)
    }

    /// When it was first made public.
    #[must_use]
    pub fn published(&self) -> &Meaning {
        self.first_public().map_or(Meaning::UNKNOWN, |report| &report.published)
    }

    /// When it was first made public, as EDTF; none where nothing bounds it.
    #[must_use]
    pub fn published_edtf(&self) -> Option<SmolStr> {
        self.first_public()?.published_edtf()
    }

    /// The report that was made public first.
    fn first_public(&self) -> Option<&Report<'_>> {
        self.reports.iter().min_by_key(|report| {
            let latest = report.published.latest();
            (latest.is_none(), latest, report.published.earliest())
        })
    }

    /// The text of its best report.
    #[must_use]
    pub fn text(&self) -> Option<&SmolStr> {
        self.reports.first()?.event.text.as_ref()
    }

    /// The document number, by the best report that has one.
    #[must_use]
    pub fn document_number(&self) -> Option<&SmolStr> {
        self.reports.iter().find_map(|report| report.event.document_number.as_ref())
    }

    /// The kinds that its reports claim, reconciled.
    #[must_use]
    pub fn kinds(&self) -> Resolved<Kind> {
        reconcile(kind_claims(&self.reports))
    }

    /// The other kinds that reports of it claim, each once.
    #[must_use]
    pub fn other_kinds(&self) -> BTreeSet<&Kind> {
        let claimed = self.reports.iter().flat_map(Report::versions).map(|event| &event.kind);
        claimed.filter(|kind| **kind != self.kind).collect()
    }

    /// When it happened, as EDTF; none in a conflict and where nothing bounds it.
    #[must_use]
    pub fn occurred_edtf(&self) -> Option<SmolStr> {
        self.occurred.value.as_ref()?.edtf.clone()
    }

    /// How much it disposes of in a case, for `settled`: its scope at home, what it says of a member
    /// case there, and nothing where it is merely shown.
    #[must_use]
    pub fn scope_in(&self, case: &CaseId) -> Option<Scope> {
        let at_home = self.scope.filter(|_| *case == self.case);
        self.in_cases.get(case).copied().or(at_home)
    }

    /// What all names of one party share, aliases counted.
    #[must_use]
    pub fn identity(&self, party: &Party) -> String {
        self.books.identity(party)
    }

    /// What bookkeeping says at the cut.
    #[must_use]
    pub fn books(&self) -> &Books {
        self.books
    }

    /// The events that report it.
    #[must_use]
    pub fn events(&self) -> BTreeSet<EventId> {
        // Collecting would gather and sort what is nearly always one.
        let mut events = BTreeSet::new();
        for report in &self.reports {
            events.insert(report.entry.event.event_id());
        }
        events
    }

    /// Whether it ceased to have effect.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self.ending, Ended::Yes { .. })
    }

    /// Whether the act comes before another; unknown where the claimed days leave room.
    #[must_use]
    pub fn before(&self, other: &Act<'_>) -> Truth {
        self.when().before(other.when())
    }
}
