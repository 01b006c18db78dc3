//! A timeline as a picture: black on white, to be printed, and told by shape and not by colour.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Support, Verb};
use docket_time::Day;
use svg::Document;
use svg::node::element::{Group, Line, Path, Text, Title};

use crate::timeline::{Timeline, TimelineRow};

/// Sizes, in the picture's own units: a page is as wide as a sheet of A4 lying on its side at 96 to
/// the inch.
const WIDTH: i64 = 1122;
const MARGIN: i64 = 24;
const ROW: i64 = 20;
const HEAD: i64 = 92;
/// Where the chart begins; words stand to its left.
const CHART: i64 = 470;
/// Longest words in a row, in letters.
const LETTERS: usize = 54;
/// Least room between two dates on the axis, in letters of the axis.
const DATE_WIDTH: i64 = 62;

impl Timeline {
    /// Draws the timeline as SVG.
    ///
    /// Each act is a row: a mark on the day it happened, by its shape the verb; a bar over the days
    /// on which it may have; a ring on the day it became public, joined to the mark by a broken
    /// line. Between two dates the axis is as long as the logarithm of the days between them.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let axis = Axis::of(&self.rows);
        let height =
            HEAD + ROW * i64::try_from(self.rows.len()).unwrap_or(i64::MAX / ROW) + 2 * MARGIN;
        let title = format!("{}: what happened, and when it became public", self.case);
        let mut picture = Document::new()
            .set("viewBox", (0, 0, WIDTH, height))
            .set("width", WIDTH)
            .set("height", height)
            .set("role", "img")
            .set("font-family", "Helvetica, Arial, sans-serif")
            .set("font-size", 11)
            .add(Title::new(title.as_str()))
            .add(Path::new().set("d", format!("M0 0H{WIDTH}V{height}H0Z")).set("fill", "white"))
            .add(text(MARGIN, MARGIN + 6, &title).set("font-size", 15).set("font-weight", "bold"))
            .add(legend());
        let foot = height - 2 * MARGIN;
        picture = picture.add(axis.draw(foot));
        for (at, row) in (0_i64..).zip(&self.rows) {
            picture = picture.add(draw(row, HEAD + ROW * at + ROW / 2, &axis));
        }
        picture.to_string() + "\n"
    }
}

/// Where each day that something happened on or became public lies.
struct Axis(BTreeMap<Day, i64>);

impl Axis {
    fn of(rows: &[TimelineRow]) -> Self {
        let dates = rows.iter().flat_map(|row| [row.occurred.ends(), row.published.ends()]);
        let days: BTreeSet<Day> = dates.flatten().flat_map(|(from, to)| [from, to]).collect();
        let mut places = BTreeMap::new();
        let (mut length, mut before): (i64, Option<Day>) = (0, None);
        for day in days {
            let gap = before.map_or(0, |before| day.0.saturating_sub(before.0));
            length += gap.checked_ilog2().map_or(0, |log| 10 + 8 * i64::from(log));
            places.insert(day, length);
            before = Some(day);
        }
        let room = WIDTH - MARGIN - CHART - DATE_WIDTH / 2;
        for place in places.values_mut() {
            *place = CHART + if length == 0 { 0 } else { *place * room / length };
        }
        Self(places)
    }

    fn at(&self, day: Day) -> i64 {
        self.0.get(&day).copied().unwrap_or(CHART)
    }

    /// A line down the page at every day, and its date where there is room for it.
    fn draw(&self, foot: i64) -> Group {
        let mut axis = Group::new();
        let mut free = i64::MIN;
        for (day, &x) in &self.0 {
            let faint = line(x, HEAD - 8, x, foot).set("stroke", "#bbb").set("stroke-width", "0.5");
            axis = axis.add(faint);
            if x >= free {
                let date = text(x, HEAD - 14, &day.to_string()).set("font-size", 9);
                axis = axis.add(date.set("text-anchor", "middle"));
                free = x + DATE_WIDTH;
            }
        }
        axis
    }
}

/// One row: its words, and its marks.
fn draw(row: &TimelineRow, y: i64, axis: &Axis) -> Group {
    let whole = [Some(row.what.as_str()), row.text.as_deref()];
    let whole = whole.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let date = row.occurred.edtf.as_deref().unwrap_or("unknown");
    let date = if row.support == Support::Conflict { "in conflict" } else { date };
    let words = text(MARGIN + 116, y + 4, &short(&whole, LETTERS));
    let words = if row.ended { words.set("text-decoration", "line-through") } else { words };
    let mut drawn = Group::new()
        .add(Title::new(clean(&whole)))
        .add(text(MARGIN, y + 4, &short(date, 18)).set("font-size", 10))
        .add(words);
    if let Some((from, to)) = row.published.ends() {
        let ring = axis.at(to);
        if let Some((_, mark)) = row.occurred.ends() {
            let lag = line(axis.at(mark), y, ring, y).set("stroke-dasharray", "2 3");
            drawn = drawn.add(lag.set("stroke", "black"));
        }
        if from != to {
            drawn = drawn.add(bar(axis.at(from), axis.at(to), y).set("stroke-dasharray", "1 2"));
        }
        let circle = format!("M{} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0", ring - 7);
        drawn = drawn.add(Path::new().set("d", circle).set("fill", "none").set("stroke", "black"));
    }
    let Some((from, to)) = row.occurred.ends() else {
        return drawn.add(text(CHART - 12, y + 4, "?").set("font-weight", "bold"));
    };
    if from != to || row.occurred.from.is_none() || row.occurred.to.is_none() {
        let from = if row.occurred.from.is_none() { CHART - 8 } else { axis.at(from) };
        drawn = drawn.add(bar(from, axis.at(to), y));
    }
    drawn.add(mark(row, axis.at(to), y))
}

/// A bar over the days on which something may have happened.
fn bar(from: i64, to: i64, y: i64) -> Line {
    line(from, y, to, y).set("stroke", "black").set("stroke-width", 3)
}

/// The mark of a verb; hollow where the act is not certain, or its date is disputed.
fn mark(row: &TimelineRow, x: i64, y: i64) -> Path {
    let is_plain = row.certain && row.support == Support::Stated && !row.ended;
    let fill = if is_plain { "black" } else { "white" };
    shape(row.verb, x, y).set("fill", fill).set("stroke", "black")
}

fn shape(verb: Verb, x: i64, y: i64) -> Path {
    let d = match verb {
        Verb::Filed => format!("M{} {}h8v8h-8Z", x - 4, y - 4),
        Verb::Responded => format!("M{} {}l5 9h-10Z", x, y - 5),
        Verb::Announced => format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", x - 4),
        Verb::Settled => format!("M{} {}l5 5l-5 5l-5 -5Z", x, y - 5),
    };
    Path::new().set("d", d)
}

fn legend() -> Group {
    let mut legend = Group::new();
    let y = MARGIN + 26;
    let verbs = [
        (Verb::Filed, "filed"),
        (Verb::Responded, "responded"),
        (Verb::Announced, "announced"),
        (Verb::Settled, "disposed of"),
    ];
    let mut x = MARGIN + 6;
    for (verb, name) in verbs {
        let mark = shape(verb, x, y).set("fill", "black").set("stroke", "black");
        legend = legend.add(mark).add(text(x + 10, y + 4, name));
        x += 92;
    }
    let ring = format!("M{} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0", x - 7);
    let ring = Path::new().set("d", ring).set("fill", "none").set("stroke", "black");
    let rest = "became public; bar: possible days; hollow: not certain, disputed or without effect; ?: no \
                date. Gaps are logarithmic.";
    legend.add(ring).add(text(x + 12, y + 4, rest))
}

fn line(x1: i64, y1: i64, x2: i64, y2: i64) -> Line {
    Line::new().set("x1", x1).set("y1", y1).set("x2", x2).set("y2", y2)
}

fn text(x: i64, y: i64, words: &str) -> Text {
    Text::new(clean(words)).set("x", x).set("y", y)
}

/// Words without what XML cannot hold.
fn clean(words: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => ' ',
        c if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) => '\u{fffd}',
        c => c,
    };
    words.chars().map(shown).collect()
}

fn short(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    words.chars().take(letters - 1).chain(['…']).collect()
}
