//! Questions: a ledger, asked under the cut of the time flags.

use chrono::{DateTime, Utc};
use docket_audit::Clock;
use docket_core::{By, CaseId, CaseView, Cut, EventId, Origin, Position, RecordedBy, View};
use docket_time::Tz;
use serde_json::{Value, json};

use crate::closed::Closed;
use crate::failure::Failure;
use crate::ledger::{Ledger, unknown_case};
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::when_arg::WhenArg;

/// A question to a ledger. The recorded cut is found once; days of the other clocks are those of
/// the case that is asked about.
pub(crate) struct Question<'a> {
    ledger: &'a Ledger,
    flags: TimeFlags,
    recorded_by: Option<RecordedBy>,
    now: DateTime<Utc>,
    size: Position,
    origin: Origin,
}

impl<'a> Question<'a> {
    pub(crate) fn new(
        ledger: &'a Ledger,
        flags: &TimeFlags,
        session: &Session,
    ) -> Result<Self, Failure> {
        flags.name_their_clocks()?;
        let (now, head) = (session.host.instant(), ledger.head()?);
        let (flags, size, origin) = (flags.clone(), head.size, head.origin);
        let recorded_by = None;
        let question = Self { ledger, flags, recorded_by, now, size, origin };
        let recorded = |when: &WhenArg| question.recorded_by(when);
        let recorded_by = question.flags.recorded_by.as_ref().map(recorded).transpose()?;
        Ok(Self { recorded_by, ..question })
    }

    /// A point in time by the recorded clock.
    fn recorded_by(&self, when: &WhenArg) -> Result<RecordedBy, Failure> {
        let by = when.recorded(self.ledger.zone(), self.now, |id| self.ledger.position(id))?;
        if let RecordedBy::Position(position) = by
            && position > self.size
        {
            let message =
                format!("{position} is not recorded yet; the last entry is {}", self.size);
            return Err(Failure::not_found("unknown_position", message));
        }
        Ok(by)
    }

    /// A case's view with one clock cut at a point in time, and the others as they were.
    pub(crate) fn cut_at(
        &self,
        view: &CaseView,
        clock: Clock,
        when: &WhenArg,
    ) -> Result<CaseView, Failure> {
        let claimed = || when.claimed(view.zone(), self.now).map(Some);
        let cut = view.cut().clone();
        Ok(match clock {
            Clock::Occurred => view.with_cut(&Cut { occurred_by: claimed()?, ..cut }),
            Clock::Published => view.with_cut(&Cut { published_by: claimed()?, ..cut }),
            Clock::Recorded => view.recorded_by(self.recorded_by(when)?),
        })
    }

    /// A case under the cut.
    pub(crate) fn case(&self, case: &CaseId) -> Result<CaseView, Failure> {
        let Some(view) = self.recorded().case(case)? else { return Err(self.unknown(case)?) };
        let cut = self.cut(view.zone())?;
        Ok(view.with_cut(&cut))
    }

    /// The cases of two events, each under the cut.
    pub(crate) fn both(
        &self,
        one: &EventId,
        other: &EventId,
    ) -> Result<(CaseView, CaseView), Failure> {
        // Says so where there is no such event at all.
        self.ledger.position(one)?;
        self.ledger.position(other)?;
        Ok((self.case(&one.case)?, self.case(&other.case)?))
    }

    /// All cases inside the recorded cut; the ledger's own is none.
    pub(crate) fn cases(&self) -> Result<Vec<CaseView>, Failure> {
        let cut = self.cut(self.ledger.zone())?;
        Ok(self.recorded().cases()?.into_iter().map(|view| view.with_cut(&cut)).collect())
    }

    /// One case, or all of them, with the cut as JSON, which is said in words.
    pub(crate) fn one_or_all(
        &self,
        case: Option<&CaseId>,
        session: &Session,
    ) -> Result<(Vec<CaseView>, Value), Failure> {
        let Some(case) = case else {
            let views = self.cases()?;
            self.echo_all(session)?;
            return Ok((views, self.cut_of_all()?));
        };
        let view = self.case(case)?;
        self.echo(session, &view)?;
        let cut = cut_as_json(view.cut());
        Ok((vec![view], cut))
    }

    /// The ledger's own case, in which sources and aliases are, where it has any.
    pub(crate) fn books(&self) -> Result<Option<CaseView>, Failure> {
        Ok(self.recorded().case(&CaseId::ledger())?)
    }

    fn recorded(&self) -> View<'a> {
        self.ledger.docket().at(Cut { recorded_by: self.recorded_by, ..Cut::none() })
    }

    /// Up to where entries are asked about.
    pub(crate) fn recorded_cut(&self) -> Option<RecordedBy> {
        self.recorded_by
    }

    /// The cut for a case in a zone.
    fn cut(&self, zone: Tz) -> Result<Cut, Failure> {
        let claimed = |when: &WhenArg| when.claimed(zone, self.now);
        Ok(Cut {
            occurred_by: self.flags.occurred_by.as_ref().map(claimed).transpose()?,
            published_by: self.flags.published_by.as_ref().map(claimed).transpose()?,
            recorded_by: self.recorded_by,
            possibly: self.flags.possibly,
        })
    }

    fn unknown(&self, case: &CaseId) -> Result<Failure, Failure> {
        let known: Vec<CaseId> =
            self.recorded().cases()?.iter().map(|view| view.case().clone()).collect();
        let inside = self.recorded_by.map_or(String::new(), |by| format!(" recorded by {by}"));
        Ok(unknown_case(case, &known, &inside))
    }

    /// Says in words under which cut a case was asked about.
    pub(crate) fn echo(&self, session: &Session, view: &CaseView) -> Result<(), Failure> {
        session.output.remark(&self.words(view.cut(), view.zone().name()))?;
        if session.is_public() {
            let closed = Closed::of(view).in_words();
            let closed =
                if closed.is_empty() { "nothing".to_owned() } else { closed.join("\n        ") };
            session.output.remark(&format!("closed: {closed}"))?;
        }
        Ok(())
    }

    /// Says in words which two cuts of a case were compared.
    pub(crate) fn echo_both(
        &self,
        session: &Session,
        from: &CaseView,
        to: &CaseView,
    ) -> Result<(), Failure> {
        let words = |view: &CaseView| self.words(view.cut(), view.zone().name());
        session.output.remark(&format!("from {}", words(from)))?;
        session.output.remark(&format!("to {}", words(to)))
    }

    /// Says in words under which cut all cases were asked about.
    pub(crate) fn echo_all(&self, session: &Session) -> Result<(), Failure> {
        let cut = self.cut(self.ledger.zone())?;
        session.output.remark(&self.words(&cut, "each case's zone"))
    }

    /// The cut under which all cases are asked about, as JSON.
    pub(crate) fn cut_of_all(&self) -> Result<Value, Failure> {
        Ok(cut_as_json(&self.cut(self.ledger.zone())?))
    }

    fn words(&self, cut: &Cut, zone: &str) -> String {
        let by = |clock: &str, by: By| match by {
            By::EndOf(_) => format!("{clock} by {by} ({zone})"),
            By::Instant(_) => format!("{clock} by {by}"),
        };
        let recorded = match cut.recorded_by {
            None => format!("everything recorded (to {})", self.size),
            Some(day @ RecordedBy::EndOf(_)) => {
                format!("recorded by {day} ({})", self.ledger.zone().name())
            }
            Some(by) => format!("recorded by {by}"),
        };
        let clocks = [
            cut.occurred_by.map(|day| by("occurred", day)),
            cut.published_by.map(|day| by("published", day)),
            Some(recorded),
            cut.possibly.then(|| "certainly or possibly".to_owned()),
            (self.origin == Origin::RestoredUnverified).then(|| "restored, unverified".to_owned()),
        ];
        format!("cut: {}", clocks.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A cut as JSON: each clock's limit as text, or null.
pub(crate) fn cut_as_json(cut: &Cut) -> Value {
    json!({
        "occurred_by": cut.occurred_by.map(|by| by.to_string()),
        "published_by": cut.published_by.map(|by| by.to_string()),
        "recorded_by": cut.recorded_by.map(|by| by.to_string()),
        "possibly": cut.possibly,
    })
}
