//! Docket lines of made-up cases, told as JSON.

use docket_core::{CaseId, Event, from_json};
use docket_time::Day;

/// The day on which every case begins: 2012-01-03.
pub(crate) const FIRST_DAY: Day = Day(15_342);

const PARTIES: [&str; 4] = [
    "Nordwind Technologies Oy",
    "Halcyon Streaming, Inc.",
    "Meridian Retail Services LLC",
    "Brightwater Devices Co., Ltd.",
];
const LAWYERS: [&str; 3] = ["Marlowe, Jane", "Okafor, Daniel", "Reyes, Tomás"];
const MATTERS: [&str; 5] = [
    "to Dismiss for Failure to State a Claim upon Which Relief Can Be Granted",
    "for Extension of Time to File a Responsive Pleading",
    "to Seal Portions of the Declaration of Dr. A. Whitfield",
    "regarding Claim Construction of the Asserted Patents",
    "to Stay Pending Inter Partes Review",
];
const TAILS: [&str; 3] = [
    "(Attachments: # 1 Text of Proposed Order, # 2 Memorandum, # 3 Certificate of Service)",
    "Responses due within fourteen days of service.",
    "Signed by the Court.",
];

/// Numbers that look random and are the same for the same seed (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let below = (mixed ^ (mixed >> 31)) % limit as u64;
        usize::try_from(below).expect("below a usize")
    }

    /// Puts items into random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }

    fn one_of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

/// The sources of all lines, described.
pub(crate) fn sources() -> Vec<Event> {
    let described = |(id, kind): (&str, &str)| {
        event(&format!(
            r#"{{"bookkeeping":{{"source_described":{{"id":"{id}","kind":"{kind}","publisher":"{id}"}}}},
            "case":"ledger","id":"source:{id}","kind":"SourceDescribed","verb":"announced"}}"#
        ))
    };
    [("docket", "court"), ("paper", "press")].map(described).into()
}

/// A case whose lines are made up one after the other, one a day.
pub(crate) struct CaseLines {
    pub(crate) case: CaseId,
    made: usize,
}

impl CaseLines {
    /// The case with a number.
    pub(crate) fn of(number: usize) -> Self {
        Self { case: format!("ded/1:12-cv-{number:05}").parse().expect("a case id"), made: 0 }
    }

    /// The next line: the case is opened and begun, and then goes on and on.
    pub(crate) fn next(&mut self, dice: &mut Dice) -> Event {
        let [plaintiff, defendant, ..] = PARTIES;
        let json = match (self.made, dice.below(100)) {
            (0, _) => format!(
                r#"{{"bookkeeping":{{"case_opened":{{"court":"ded","title":"{plaintiff} v. {defendant}"}}}},
                "case":"{}","id":"line-0","kind":"CaseOpened","verb":"announced"}}"#,
                self.case.as_str()
            ),
            (1, _) => {
                let parties = format!(r#","by":["{plaintiff}"],"against":["{defendant}"]"#);
                self.line(dice, "Complaint", "filed", "COMPLAINT", &parties)
            }
            (_, 0..30) => self.line(dice, "Motion", "filed", "MOTION", r#","by":["Nordwind"]"#),
            (_, 30..52) => {
                let refers = self.refers(dice, "in_response_to");
                self.line(dice, "Opposition", "responded", "RESPONSE", &refers)
            }
            (_, 52..75) => {
                let refers = self.refers(dice, "decides");
                self.line(dice, "Order", "announced", "ORDER", &refers)
            }
            (_, 75..90) => {
                let (counsel, party) = (dice.one_of(&LAWYERS), dice.one_of(&PARTIES));
                let appears = format!(
                    r#","effects":[{{"counsel":"{counsel}","does":"appears","party":"{party}"}}]"#
                );
                self.line(dice, "NoticeOfAppearance", "filed", "NOTICE of Appearance", &appears)
            }
            (_, 90..97) => self.press(dice),
            (..) => {
                let (target, day) = (self.earlier(dice), self.day());
                let corrects = format!(
                    r#","effects":[{{"corrects":"{target}","field":"occurred","to":"{day}"}}]"#
                );
                self.line(dice, "ClerkNotice", "announced", "CORRECTING ENTRY", &corrects)
            }
        };
        self.made += 1;
        event(&json)
    }

    fn line(&self, dice: &mut Dice, kind: &str, verb: &str, head: &str, more: &str) -> String {
        let (case, at, day) = (self.case.as_str(), self.made, self.day());
        let (matter, party) = (dice.one_of(&MATTERS), dice.one_of(&PARTIES));
        let (tail, lawyer) = (dice.one_of(&TAILS), dice.one_of(&LAWYERS));
        let text = format!("{head} {matter}, by {party}. {tail} ({lawyer}) (Entered: {day})");
        format!(
            r#"{{"case":"{case}","document_number":"{at}","id":"line-{at}","kind":"{kind}",
            "occurred":"{day}","published":"{day}","source":"docket","text":"{text}",
            "verb":"{verb}"{more}}}"#
        )
    }

    fn press(&self, dice: &mut Dice) -> String {
        let (case, at, speaker) = (self.case.as_str(), self.made, dice.one_of(&PARTIES));
        let (day, published) = (self.day(), self.day().plus(1));
        let words = "We believe the claims are without merit and will defend ourselves vigorously";
        // One press report in seven says how many patents there are.
        let facts = if dice.below(7) == 0 { r#""facts":{"patents":12},"# } else { "" };
        format!(
            r#"{{"case":"{case}",{facts}"id":"line-{at}","kind":"PressStatement",
            "occurred":"{day}","published":"{published}","source":"paper","verb":"announced",
            "wordings":[{{"form":"quoted","id":"said-{at}","role":"a spokesperson",
            "speaker":"{speaker}","text":["{words}, for the {at}th time."]}}]}}"#
        )
    }

    fn refers(&self, dice: &mut Dice, relation: &str) -> String {
        let target = self.earlier(dice);
        format!(r#","refers_to":[{{"relation":"{relation}","target":"{target}"}}]"#)
    }

    fn earlier(&self, dice: &mut Dice) -> String {
        format!("{}/line-{}", self.case.as_str(), 1 + dice.below(self.made - 1))
    }

    fn day(&self) -> Day {
        FIRST_DAY.plus(i64::try_from(self.made).expect("few lines"))
    }
}

fn event(json: &str) -> Event {
    from_json(json).expect("the events made up here are events")
}
