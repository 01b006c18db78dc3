//! The docket: a log, asked.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::case_view::CaseView;
use crate::cut::Cut;
use crate::entry::{LogEntry, Position};
use crate::error::Result;
use crate::id::{CaseId, EventId, Target};
use crate::log::Log;
use crate::sealing::PublicLog;

/// A log that answers questions.
///
/// It keeps what it read last of some cases. Entries never change, so that is right until something
/// is appended to the log.
#[derive(Clone)]
pub struct Docket {
    log: Arc<dyn Log>,
    /// The same log, where its readers may not see what is sealed.
    public: Option<Arc<PublicLog>>,
    recent: Arc<Mutex<Recent>>,
}

impl Docket {
    /// Asks this log.
    #[must_use]
    pub fn new(log: Arc<dyn Log>) -> Self {
        Self { log, public: None, recent: Arc::default() }
    }

    /// Asks this log for readers who have no right to what is sealed.
    ///
    /// What is closed now, and what was closed under the cut of a question, is taken out before anything
    /// is resolved: it leaves no conflict, no count and no gap in an answer. [`Docket::log`] is a
    /// [`PublicLog`], so that nothing that is asked of this docket can hold sealed content.
    #[must_use]
    pub fn public(log: Arc<dyn Log>) -> Self {
        let public = Arc::new(PublicLog::new(log));
        Self { log: public.clone(), public: Some(public), recent: Arc::default() }
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &dyn Log {
        &*self.log
    }

    /// The log, to be kept.
    #[must_use]
    pub fn shared_log(&self) -> Arc<dyn Log> {
        Arc::clone(&self.log)
    }

    /// Asks about everything that is recorded.
    #[must_use]
    pub fn now(&self) -> View<'_> {
        self.at(Cut::none())
    }

    /// Asks about what is inside a cut.
    #[must_use]
    pub fn at(&self, cut: Cut) -> View<'_> {
        View { docket: self, cut }
    }

    /// All that the log holds of a case; none where it holds nothing.
    fn read(&self, case: &CaseId) -> Result<Option<CaseView>> {
        let size = self.log.head()?.size;
        if let Some(view) = self.recent().get(case, size) {
            return Ok(Some(view));
        }
        let Some(mut view) = read(&*self.log, case, size)? else { return Ok(None) };
        if let Some(public) = &self.public {
            let seals = public.seals_of(view.entries())?;
            view = view.sealed_by(seals);
        }
        self.recent().keep(&view, size);
        Ok(Some(view))
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        // Nobody can leave it half changed.
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The views that were read last, of a log of one size.
#[derive(Default)]
struct Recent {
    size: Position,
    /// The one that was asked for last stands last.
    views: Vec<CaseView>,
}

/// As many entries are kept as fit into some tens of megabytes.
const RECENT_ENTRIES: usize = 32_768;

impl Recent {
    fn get(&mut self, case: &CaseId, size: Position) -> Option<CaseView> {
        if self.size != size {
            self.views.clear();
            self.size = size;
        }
        let at = self.views.iter().position(|view| view.case() == case)?;
        let view = self.views.remove(at);
        self.views.push(view.clone());
        Some(view)
    }

    fn keep(&mut self, view: &CaseView, size: Position) {
        let entries =
            |views: &[CaseView]| views.iter().map(|view| view.entries().len()).sum::<usize>();
        if self.size != size || view.entries().len() > RECENT_ENTRIES {
            return;
        }
        self.views.retain(|known| known.case() != view.case());
        self.views.push(view.clone());
        while entries(&self.views) > RECENT_ENTRIES {
            self.views.remove(0);
        }
    }
}

/// A docket under a cut.
#[derive(Clone)]
pub struct View<'d> {
    docket: &'d Docket,
    cut: Cut,
}

impl View<'_> {
    /// What the log holds of a case inside the recorded cut; none where it holds nothing then.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn case(&self, case: &CaseId) -> Result<Option<CaseView>> {
        let Some(whole) = self.docket.read(case)? else { return Ok(None) };
        let Some(by) = self.cut.recorded_by else { return Ok(Some(whole.with_cut(&self.cut))) };
        let view = whole.recorded_by(by);
        let holds_some = view.entries().iter().any(|entry| entry.event.is_about(case));
        Ok(holds_some.then(|| view.with_cut(&self.cut)))
    }

    /// The cases with an entry inside the recorded cut, in order of id.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseView>> {
        let mut views = Vec::new();
        for (case, _) in self.docket.log().cases()? {
            if !case.is_ledger() {
                views.extend(self.case(&case)?);
            }
        }
        Ok(views)
    }
}

/// Reads what concerns a case, the ledger's bookkeeping, and what bears on them elsewhere, all of it
/// from the log as it was at one size: somebody may append in between.
pub(crate) fn read(log: &dyn Log, case: &CaseId, size: Position) -> Result<Option<CaseView>> {
    let about = |case: &CaseId| -> Result<Vec<LogEntry>> {
        let is_inside =
            |entry: &Result<LogEntry>| entry.as_ref().map_or(true, |entry| entry.position <= size);
        log.case_entries(case).take_while(is_inside).collect()
    };
    let mut entries = about(case)?;
    if entries.is_empty() {
        return Ok(None);
    }
    if !case.is_ledger() {
        entries.extend(about(&CaseId::ledger())?);
    }
    follow(case, &mut entries, about)?;
    Ok(Some(CaseView::with_entries(case.clone(), entries, log.zone())))
}

/// Adds what undoes in its own case an entry of another case that affects this one; `about` gives
/// the entries that concern a case.
pub(crate) fn follow(
    case: &CaseId,
    entries: &mut Vec<LogEntry>,
    about: impl Fn(&CaseId) -> Result<Vec<LogEntry>>,
) -> Result<()> {
    let mut read: BTreeSet<CaseId> = [case.clone(), CaseId::ledger()].into();
    let mut known: BTreeSet<EventId> = BTreeSet::new();
    let mut new = 0..entries.len();
    while !new.is_empty() {
        let foreign = entries[new.clone()].iter().map(|entry| &entry.event.case);
        let unread: BTreeSet<CaseId> =
            foreign.filter(|home| !read.contains(*home)).cloned().collect();
        if unread.is_empty() {
            break;
        }
        known.extend(entries[new].iter().map(|entry| entry.event.event_id()));
        let from = entries.len();
        for home in unread {
            let bears = |target: &EventId| known.contains(target) || target.case == home;
            let affects =
                |entry: &LogEntry| entry.event.targets().filter_map(Target::event).any(bears);
            entries.extend(about(&home)?.into_iter().filter(affects));
            read.insert(home);
        }
        new = from..entries.len();
    }
    Ok(())
}
