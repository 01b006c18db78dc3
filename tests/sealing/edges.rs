//! Where a restriction begins and ends: what it takes from a paper, who may lift it, what is told of it.

use std::collections::BTreeSet;

use docket_core::{DocketLine, Restriction};

use super::*;

/// A docket in which the court sealed `a/p` on 1 June, with more.
fn sealed(what: Restricted, more: Vec<Event>) -> Docket {
    let mut events = vec![paper("a/p"), order("a/o", "2024-06-01", seal("a/p", what))];
    events.extend(more);
    public(events)
}

fn by(source: &str, mut event: Event) -> Event {
    event.source = Some(key(source));
    event
}

fn undated(mut event: Event) -> Event {
    event.published = Some("XXXX-XX-XX".parse().expect("EDTF"));
    event
}

fn doing(name: &str, effect: Effect) -> Event {
    order(name, "2024-07-02", vec![effect])
}

fn lift() -> Event {
    order("a/u", "2024-07-01", unseal("a/o"))
}

fn target(name: &str) -> Target {
    name.parse().expect("a target")
}

fn by_day(month: u8, day: u8) -> Cut {
    Cut::published_by(Day::from_ymd(2024, month, day).expect("a day"))
}

fn restriction(docket: &Docket, cut: Cut, name: &str) -> Option<Restriction> {
    view(docket, cut).restrictions().remove(&id(name))
}

fn is_open(docket: &Docket, cut: Cut) -> bool {
    leaks(docket, cut).contains(&"a/p".to_owned())
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn of_a_closed_text_no_field_that_its_words_tell_is_left() {
    let secret = || vec![Party::named(SECRET)];
    let mut told = paper("a/p");
    (told.on_behalf_of, told.against) = (secret(), secret());
    told.kind = Kind::Other(SECRET.to_owned());
    let reason = || Some(SECRET.to_owned());
    told.line = Some(DocketLine { raw: reason(), rule: None });
    told.effects = vec![
        Effect::Retracts { reason: reason(), target: target("a/x") },
        Effect::Disputes { reason: reason(), target: target("a/y") },
        Effect::PartyJoins { party: Party::named(SECRET), role: docket_core::Role::Defendant },
    ];
    let docket = public(vec![told, order("a/o", "2024-06-01", seal("a/p", Restricted::Text))]);
    let left = event(&docket, "a/p").expect("that there is a line is open");
    let [retracts, disputes] = &left.effects[..] else { panic!("{:?}", left.effects) };
    assert_eq!(*retracts, Effect::Retracts { reason: None, target: target("a/x") });
    assert_eq!(*disputes, Effect::Disputes { reason: None, target: target("a/y") });
    assert_eq!((&left.on_behalf_of, &left.against), (&vec![], &vec![]));
    assert_eq!(left.kind, Kind::Other("Restricted".to_owned()));
    assert!(!format!("{left:?}").contains(SECRET), "{left:?}");
}

#[test]
fn who_puts_right_what_is_closed_tells_nothing_in_its_own_words_either() {
    let correction =
        Effect::Corrects { target: target("a/p#formula"), field: Field::Value, to: SECRET.into() };
    let mut correcting = doing("a/c", correction);
    correcting.facts = [(key("formula"), SECRET.into())].into();
    correcting.wordings = vec![wording("w", "promise")];
    correcting.by = vec![Party::named(SECRET)];
    for closed in ["a/p", "a/p#formula"] {
        let order = order("a/o", "2024-06-01", seal(closed, Restricted::Document));
        let docket = public(vec![paper("a/p"), correcting.clone(), order]);
        let left = event(&docket, "a/c").expect("that something was corrected is open");
        assert!(!format!("{left:?}").contains(SECRET), "{left:?}");
        // What was taken out cannot be guessed at the leaf.
        let entry = docket.log().find(&id("a/c")).expect("readable").expect("open");
        assert_eq!(entry.salt, Salt::from_bytes([0; 16]), "{closed}");
    }
}

#[test]
fn that_there_was_nothing_to_take_out_is_not_told_by_the_salt() {
    let mut bare = paper("a/p");
    (bare.facts, bare.wordings) = Default::default();
    let docket = public(vec![bare, order("a/o", "2024-06-01", seal("a/p", Restricted::Document))]);
    let entry = docket.log().find(&id("a/p")).expect("readable").expect("open");
    assert_eq!(entry.salt, Salt::from_bytes([0; 16]));
}

#[test]
fn a_wording_is_closed_with_its_statement_wherever_the_court_tells_it() {
    let mut archived = by("archive", paper("a/copy"));
    (archived.act, archived.wordings) = (Some(key("p")), vec![wording("x", "promise")]);
    let docket = public(vec![
        source("archive", SourceKind::Archive, "The Archive"),
        paper("a/p"),
        archived,
        order("a/o", "2024-06-01", seal("a/p#w", Restricted::Document)),
    ]);
    assert_eq!(event(&docket, "a/p").expect("open").wordings, [wording("v", "other")]);
    assert_eq!(event(&docket, "a/copy").expect("open").wordings, []);
}

#[test]
fn what_is_not_recorded_yet_is_closed_in_what_others_tell_of_it() {
    let effect = Effect::Corrects { target: target("a/p"), field: Field::Text, to: SECRET.into() };
    let order = order("a/o", "2024-06-01", seal("a/p", Restricted::Text));
    let docket = public(vec![doing("a/c", effect), order]);
    let left = event(&docket, "a/c").expect("that something was corrected is open");
    assert!(!format!("{left:?}").contains(SECRET), "{left:?}");
}

#[test]
fn an_order_that_closes_itself_still_says_so() {
    let order = order("a/o", "2024-06-01", seal("a/o", Restricted::Line));
    let docket = public(vec![paper("a/p"), order]);
    assert!(event(&docket, "a/o").is_some());
    let told = restriction(&docket, Cut::none(), "a/o").expect("closed");
    assert_eq!((told.what, told.ordered_in), (Some(Restricted::Text), [id("a/o")].into()));
}

#[test]
fn an_order_that_is_closed_tells_no_more_by_what_it_orders() {
    let secret = || {
        let mut order = order("a/o", "2024-06-01", seal("a/p", Restricted::Document));
        order.by = vec![Party::named(SECRET)];
        order
    };
    let closing = |what| order("a/o2", "2024-06-02", seal("a/o", what));
    let known = |docket: Docket| {
        let told = restriction(&docket, Cut::none(), "a/p").expect("closed");
        (told.ordered_in, told.ordered_by)
    };
    assert_eq!(known(public(vec![paper("a/p"), secret()])), ([id("a/o")].into(), names(&[SECRET])));
    let text = public(vec![paper("a/p"), secret(), closing(Restricted::Text)]);
    assert_eq!(known(text), ([id("a/o")].into(), names(&["The Court"])));
    let line = public(vec![paper("a/p"), secret(), closing(Restricted::Line)]);
    assert_eq!(known(line), ([].into(), names(&[])));
}

#[test]
fn a_restriction_is_told_under_every_cut_under_which_it_closes() {
    // Closed now, and not yet then.
    let docket = sealed(Restricted::Text, vec![]);
    assert!(restriction(&docket, Cut::recorded_by(Position(3)), "a/p").is_some());
    // Closed then, and not now.
    let docket = sealed(Restricted::Text, vec![lift()]);
    assert_eq!(restriction(&docket, Cut::none(), "a/p"), None);
    assert!(restriction(&docket, by_day(6, 15), "a/p").is_some());
}

#[test]
fn the_lines_of_a_case_that_are_closed_are_told_in_order_as_far_as_they_are_recorded() {
    let more = vec![
        paper("a/a"),
        paper("b/p"),
        order("a/o2", "2024-06-01", seal("a/a", Restricted::Line)),
        order("a/o3", "2024-06-01", seal("b/p", Restricted::Line)),
    ];
    let docket = sealed(Restricted::Line, more);
    let told = |cut: Cut| {
        let withheld = view(&docket, cut).withheld();
        withheld.iter().map(|line| line.position.0).collect::<Vec<_>>()
    };
    assert_eq!(told(Cut::none()), [3, 5]);
    assert_eq!(told(Cut::recorded_by(Position(4))), [3]);
}

#[test]
fn an_order_that_may_have_been_public_closes() {
    let order = undated(order("a/o", "2024-06-01", seal("a/p", Restricted::Text)));
    let docket = public(vec![paper("a/p"), order, lift()]);
    assert!(is_open(&docket, Cut::none()));
    assert!(!is_open(&docket, by_day(6, 15)), "it may have been in force");
}

#[test]
fn what_is_in_doubt_lifts_nothing() {
    let (none, text) = (Cut::none, Restricted::Text);
    let disputes = |of| Effect::Disputes { reason: None, target: target(of) };
    let docket = sealed(text, vec![doing("a/x", disputes("a/o"))]);
    assert!(!is_open(&docket, none()), "an order that is disputed is in force");
    let part = Effect::Retracts { reason: None, target: target("a/o#pages") };
    let docket = sealed(text, vec![doing("a/x", part)]);
    assert!(!is_open(&docket, none()), "the rest of the order is as it was");
    let docket = sealed(text, vec![lift(), undated(doing("a/x", disputes("a/u")))]);
    assert!(!is_open(&docket, by_day(7, 15)), "the lift may have been disputed by then");
}

#[test]
fn a_court_lifts_what_others_told_and_who_told_of_an_order_may_tell_that_it_is_lifted() {
    let events = |lifting: &str| {
        let sealing = order("a/o", "2024-06-01", seal("a/p", Restricted::Text));
        public(vec![
            source("other", SourceKind::Press, "Another Paper"),
            paper("a/p"),
            by("paper", sealing),
            by(lifting, lift()),
        ])
    };
    assert!(is_open(&events("docket"), Cut::none()));
    assert!(is_open(&events("paper"), Cut::none()));
    assert!(!is_open(&events("other"), Cut::none()));
}

#[test]
fn an_order_is_lifted_by_the_name_of_another_report_of_it() {
    let mut again = by("archive", order("a/o2", "2024-06-01", vec![]));
    again.act = Some(key("o"));
    let lifting = order("a/u", "2024-07-01", unseal("a/o2"));
    let archive = source("archive", SourceKind::Archive, "The Archive");
    assert!(is_open(&sealed(Restricted::Text, vec![archive, again, lifting]), Cut::none()));
}

#[test]
fn a_view_that_left_something_out_leaves_it_out_under_every_cut() {
    let docket = sealed(Restricted::Text, vec![lift(), paper("a/q")]);
    let narrowed = view(&docket, Cut::none()).narrowed(|entry| entry.event.id != key("p"));
    for cut in [Cut::none(), Cut::recorded_by(Position(4)), by_day(6, 15)] {
        let view = narrowed.clone().with_cut(&cut);
        let left: Vec<_> = view.entries().iter().map(|entry| entry.event.event_id()).collect();
        assert!(!left.contains(&id("a/p")), "{cut:?}: {left:?}");
    }
}

#[test]
fn a_case_of_which_only_what_another_shows_is_open_is_not_there() {
    let mut shown = paper("b/p");
    shown.also_in = [case("hidden")].into();
    let order = order("b/o", "2024-06-01", seal("hidden/p", Restricted::Line));
    let docket = public(vec![paper("hidden/p"), shown, order]);
    let cases = docket.log().cases().expect("readable");
    let cases: Vec<_> = cases.iter().map(|(case, _)| case.as_str()).collect();
    assert_eq!(cases, ["b", "ledger"]);
}

#[test]
fn what_another_case_puts_right_in_a_closed_paper_is_closed_there_too() {
    let effect = |field, to: &str| Effect::Corrects { target: target("a/p"), field, to: to.into() };
    let order = |what| order("a/o", "2024-06-01", seal("a/p", what));
    let correcting = || {
        let mut correcting = doing("b/c", effect(Field::Text, SECRET));
        correcting.effects.push(effect(Field::Occurred, "2024-05-09"));
        correcting
    };
    for (what, left) in [(Restricted::Text, 1), (Restricted::Line, 0)] {
        let docket = public(vec![paper("a/p"), correcting(), order(what)]);
        let event = event(&docket, "b/c").expect("that something was corrected is open");
        assert_eq!(event.effects.len(), left, "{event:?}");
        assert!(!format!("{event:?}").contains(SECRET), "{event:?}");
    }
}

#[test]
fn what_another_case_closed_and_opened_was_closed_in_between() {
    let docket = public(vec![
        paper("a/p"),
        order("b/o", "2024-06-01", seal("a/p", Restricted::Text)),
        order("b/u", "2024-07-01", unseal("b/o")),
    ]);
    for (position, is_closed) in [(3, false), (4, true), (5, false)] {
        let cut = || Cut::recorded_by(Position(position));
        assert_eq!(is_open(&docket, cut()), !is_closed, "@{position}");
        assert_eq!(restriction(&docket, cut(), "a/p").is_some(), is_closed, "@{position}");
    }
}

#[test]
fn nothing_is_restored_into_a_public_log() {
    let empty = docket_core::PublicLog::new(Arc::new(MemoryLog::new(
        Tz::UTC,
        Arc::new(Ticking::default()),
    )));
    let refused = empty.restore(&mut std::iter::empty());
    assert!(matches!(refused, Err(docket_core::Error::ReadOnly)));
}
