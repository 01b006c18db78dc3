//! Rules: which verb and kind a docket line reports.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use docket_core::{Key, Kind, Scope, Verb};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::sentence::without_refusals;

/// The bundled table.
const TABLE: &str = include_str!("rules.toml");

/// What may be compiled out of one expression, in bytes.
const SIZE_LIMIT: usize = 64 << 20;

/// The rules of a table, in their order.
#[derive(Debug)]
pub struct Rules {
    /// Those that say what a line is, the first that fits deciding.
    main: Vec<Rule>,
    /// Those that find a further event in it.
    also: Vec<Also>,
    /// What a line says that disposes of something.
    disposes: Regex,
    /// What it says that keeps it from that.
    negates: Regex,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which an event that it gave carries.
    pub name: Key,
    /// The verb it gives.
    pub verb: Verb,
    /// The kind it gives.
    pub kind: Kind,
    /// For a disposition: how much it ends.
    pub scope: Option<Scope>,
    is_of_appeals: bool,
    text: Regex,
    unless: Option<Regex>,
    target: Option<Regex>,
}

/// A rule that finds a second event in a line.
#[derive(Debug)]
struct Also {
    rule: Rule,
    after: Vec<Kind>,
}

/// A docket line as rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What it says.
    pub text: &'a str,
    /// Whether its court is a court of appeals.
    pub is_of_appeals: bool,
    /// What the lines that it refers to say.
    pub targets: &'a [&'a str],
}

/// Why a table of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// It is not such a table.
    #[error("the table of rules: {0}")]
    Table(#[from] toml::de::Error),
    /// A rule in it cannot be used.
    #[error("the rule `{name}`: {what}")]
    Rule {
        /// The rule.
        name: String,
        /// What is wrong with it.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    disposes: String,
    negates: String,
    words: BTreeMap<String, String>,
    rule: Vec<Row>,
    #[serde(default)]
    also: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    gives: String,
    verb: Option<Verb>,
    text: String,
    unless: Option<String>,
    of: Option<Of>,
    target: Option<String>,
    scope: Option<Scope>,
    #[serde(default)]
    after: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Of {
    Appeals,
}

impl Rules {
    /// The rules that come with this crate.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Rules> = LazyLock::new(|| {
            Rules::read(TABLE).unwrap_or_else(|error| unreachable!("a test reads it: {error}"))
        });
        &BUNDLED
    }

    /// Reads a table of rules.
    ///
    /// # Errors
    /// [`RuleError`] with the rule, when it names no kind or an expression cannot be compiled.
    pub fn read(table: &str) -> Result<Self, RuleError> {
        let Table { disposes, negates, words, rule, also } = toml::from_str(table)?;
        let words = expanded(words);
        let main = rule.into_iter().map(|row| row.rule(&words)).collect::<Result<_, _>>()?;
        let also = also.into_iter().map(|row| row.also(&words)).collect::<Result<_, _>>()?;
        let fault = |error: regex::Error| RuleError::Rule {
            name: "disposes".to_owned(),
            what: error.to_string(),
        };
        let disposes = compiled(&disposes, &words).map_err(fault)?;
        let negates = compiled(&negates, &words).map_err(fault)?;
        Ok(Self { main, also, disposes, negates })
    }

    /// The rules that give the events of a line, the main one first; none where no rule knows it.
    #[must_use]
    pub fn classify(&self, subject: Subject<'_>) -> Vec<&Rule> {
        let line = Line::of(subject);
        let may_dispose = spared(line.body).any(|part| self.disposes.is_match(part))
            && !self.negates.is_match(line.body);
        let mut tried = self.main.iter().filter(|rule| may_dispose || rule.verb != Verb::Settled);
        let Some(main) = tried.find(|rule| rule.takes(&line, rule.opening(&line))) else {
            return Vec::new();
        };
        let mut found = vec![main];
        for Also { rule, after } in &self.also {
            if found.iter().any(|earlier| after.contains(&earlier.kind))
                && rule.takes(&line, line.body)
            {
                found.push(rule);
            }
        }
        found
    }

    /// All rules, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.main.iter().chain(self.also.iter().map(|also| &also.rule))
    }
}

impl Rule {
    /// How something was disposed of may stand anywhere; what a paper is stands at its beginning.
    fn opening<'l>(&self, line: &'l Line<'_>) -> &'l str {
        if self.verb == Verb::Settled { &line.granting } else { line.opening }
    }

    fn takes(&self, line: &Line<'_>, text: &str) -> bool {
        (!self.is_of_appeals || line.is_of_appeals)
            && self.text.is_match(text)
            && self.unless.as_ref().is_none_or(|unless| !unless.is_match(text))
            && self
                .target
                .as_ref()
                .is_none_or(|target| line.targets.iter().any(|text| target.is_match(body(text))))
    }
}

impl Row {
    fn rule(self, words: &[(String, String)]) -> Result<Rule, RuleError> {
        let fault = |what: String| RuleError::Rule { name: self.name.clone(), what };
        let kind = Kind::from_name(&self.gives).map_err(|error| fault(error.to_string()))?;
        let verb = kind.verb().or(self.verb).ok_or_else(|| fault("no verb".to_owned()))?;
        let compile =
            |text: &String| compiled(text, words).map_err(|error| fault(error.to_string()));
        Ok(Rule {
            name: self.name.parse().map_err(|error| fault(format!("{error}")))?,
            verb,
            kind,
            scope: self.scope,
            is_of_appeals: matches!(self.of, Some(Of::Appeals)),
            text: compile(&self.text)?,
            unless: self.unless.as_ref().map(compile).transpose()?,
            target: self.target.as_ref().map(compile).transpose()?,
        })
    }

    fn also(mut self, words: &[(String, String)]) -> Result<Also, RuleError> {
        let name = self.name.clone();
        let kind = |text: String| {
            let what = |error: docket_core::UnknownKind| error.to_string();
            let name = name.clone();
            Kind::from_name(&text).map_err(|error| RuleError::Rule { name, what: what(error) })
        };
        let after = std::mem::take(&mut self.after);
        let after = after.into_iter().map(kind).collect::<Result<_, _>>()?;
        Ok(Also { rule: self.rule(words)?, after })
    }
}

/// The words, those that others stand in written out; a word uses earlier names of the alphabet.
fn expanded(words: BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut written: Vec<(String, String)> = Vec::new();
    for (name, expression) in words {
        let expression = replaced(&expression, &written);
        written.push((format!("{{{name}}}"), expression));
    }
    written
}

fn replaced(expression: &str, words: &[(String, String)]) -> String {
    let replace = |text: String, (name, word): &(String, String)| text.replace(name, word);
    words.iter().fold(expression.to_owned(), replace)
}

/// The same expression with letters, digits and edges of words as ASCII has them: those of all scripts
/// make it many times as large.
fn of_ascii(expression: &str) -> String {
    expression.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]").replace(r"\d", "[0-9]")
}

fn compiled(expression: &str, words: &[(String, String)]) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&of_ascii(&replaced(expression, words)))
        .case_insensitive(true)
        .dot_matches_new_line(true)
        .unicode(true)
        .size_limit(SIZE_LIMIT)
        .build()
}

/// A subject, as rules take it apart.
struct Line<'a> {
    body: &'a str,
    /// The same without what it denies, where it grants something.
    granting: Cow<'a, str>,
    opening: &'a str,
    is_of_appeals: bool,
    targets: &'a [&'a str],
}

impl<'a> Line<'a> {
    fn of(subject: Subject<'a>) -> Self {
        let body = body(subject.text);
        Self {
            body,
            granting: without_refusals(body),
            opening: first(body, OPENING_BYTES),
            is_of_appeals: subject.is_of_appeals || speaks_of_appeals(body),
            targets: subject.targets,
        }
    }
}

/// How much of a line is read; what follows are attachments and names.
const BODY_BYTES: usize = 1_000;

/// How much of it says what sort of paper it is.
const OPENING_BYTES: usize = 200;

/// A line without the marks that clerks put before it.
fn body(text: &str) -> &str {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        let marks = r"^(?:\s|\*+[^*]{0,120}\*+|\[[^\]]{0,12}\]|\([^)]{0,40}\)|(?i:filing error)\s*-[^-]{0,80}-|(?i:ecf filer:|filed \(ecf\)|submitted \(ecf\)|case update:)|(?:Chief |Magistrate |District )*Judge [A-Z][\w. ]{1,40}:|[-*.#~])+";
        Regex::new(marks).unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    let text = first(text, BODY_BYTES);
    MARKS.find(text).map_or(text, |marks| &text[marks.end()..])
}

/// The parts of a line but those that say what is not dismissed, remanded or closed: who stays does
/// not keep another from leaving.
fn spared(text: &str) -> impl Iterator<Item = &str> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[.;,]\s|\b(?:and|but|while|whereas|except that)\b")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    static SPARES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bnot (?:be |hereby )?(?:dismissed|remanded|transferred|closed)\b")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    PART.split(text).filter(|part| !SPARES.is_match(part))
}

fn first(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

fn speaks_of_appeals(text: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:usca|court of appeals|circuit|appeals?)\b")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    WORDS.is_match(text)
}
