CREATE TABLE ledger (
  -- What this file was made of: one row.
  size INTEGER NOT NULL,        -- entries in the log
  root TEXT NOT NULL,           -- of its RFC 6962 Merkle tree
  recorded_at TEXT,             -- the last instant
  zone TEXT NOT NULL            -- in which recorded_on counts days
);

CREATE TABLE cases (
  -- Each case as everything that is recorded tells it. The case "ledger" has no state: it holds
  -- what is true of the whole ledger.
  id TEXT PRIMARY KEY,
  title TEXT,
  court TEXT,
  status TEXT,
  filed TEXT,                   -- EDTF
  filed_support TEXT,
  zone TEXT,                    -- in which its claimed dates are days
  revision INTEGER NOT NULL,    -- entries at home in it
  acts INTEGER NOT NULL,
  statements INTEGER NOT NULL
);

CREATE TABLE sources (
  -- Documents and feeds, as they are described last. Of one that nobody describes only the id is known.
  id TEXT PRIMARY KEY,
  publisher TEXT,
  kind TEXT,                    -- court, archive, party, press, recorder
  published TEXT,               -- EDTF
  author TEXT,
  title TEXT,
  url TEXT,
  file TEXT,
  sha256 TEXT,
  via TEXT REFERENCES sources(id)
);

CREATE TABLE entries (
  -- The log: one source's report each, as it was recorded. Nothing here ever changes but the state.
  position INTEGER PRIMARY KEY, -- in the log, from 1
  revision INTEGER NOT NULL,    -- in its home case, from 1
  recorded_at TEXT NOT NULL,    -- when the log learned it
  recorded_on TEXT NOT NULL,    -- the same as a day in the ledger's zone
  event TEXT NOT NULL UNIQUE,   -- CASE/key
  case_id TEXT NOT NULL REFERENCES cases(id),
  act TEXT,                     -- the key of the act it reports; none for bookkeeping
  verb TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurred TEXT,                -- EDTF, and its first and its last possible day
  occurred_from TEXT,
  occurred_to TEXT,
  published TEXT,               -- EDTF, and its first and its last possible day
  published_from TEXT,
  published_to TEXT,
  source_id TEXT REFERENCES sources(id),
  document_number TEXT,
  text TEXT,
  state TEXT NOT NULL,          -- stands, corrected, restricted, ended, retracted, expunged
  json TEXT NOT NULL            -- the event, as canonical JSON
);
CREATE INDEX entries_case ON entries(case_id, revision);
CREATE INDEX entries_source ON entries(source_id);
CREATE INDEX entries_recorded_on ON entries(recorded_on);

CREATE TABLE entry_cases (
  -- The other cases in which an entry is shown.
  position INTEGER NOT NULL REFERENCES entries(position),
  case_id TEXT NOT NULL REFERENCES cases(id),
  PRIMARY KEY (position, case_id)
);
CREATE INDEX entry_cases_case ON entry_cases(case_id);

CREATE TABLE acts (
  -- What happened, as everything that is recorded tells it, each once, in docket order.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  place INTEGER NOT NULL,       -- in docket order, from 1
  act TEXT NOT NULL,            -- the key that its reports share
  verb TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,           -- in words
  manner INTEGER,               -- the disposition code of the Federal Judicial Center
  occurred TEXT,                -- EDTF, and its first and its last possible day
  occurred_from TEXT,
  occurred_to TEXT,
  occurred_support TEXT NOT NULL,
  published TEXT,               -- when it was first made public
  published_from TEXT,
  published_to TEXT,
  text TEXT,
  document_number TEXT,
  ended TEXT,                   -- how it ceased to have effect
  json TEXT NOT NULL,           -- as `docket show --json` has it
  UNIQUE (case_id, place)
);

CREATE TABLE act_entries (
  -- The reports of each act.
  act_id INTEGER NOT NULL REFERENCES acts(id),
  position INTEGER NOT NULL REFERENCES entries(position),
  PRIMARY KEY (act_id, position)
);
CREATE INDEX act_entries_position ON act_entries(position);

CREATE TABLE facts (
  -- What is said of each case, as everything that is recorded tells it.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  fact TEXT NOT NULL,
  value TEXT,                   -- in words; none in a conflict
  support TEXT NOT NULL,        -- stated, contested, conflict, possible, unknown
  json TEXT NOT NULL,           -- as `docket show --json` has it
  UNIQUE (case_id, fact)
);

CREATE TABLE fact_claims (
  -- Who says what of a fact: a row for each value, or member of a list, and each report of it.
  id INTEGER PRIMARY KEY,
  fact_id INTEGER NOT NULL REFERENCES facts(id),
  value TEXT,                   -- none where a report says that it happened and not when
  support TEXT,                 -- of a member of a list, how well that member is supported
  source_id TEXT REFERENCES sources(id),
  position INTEGER NOT NULL REFERENCES entries(position)
);
CREATE INDEX fact_claims_fact ON fact_claims(fact_id);
CREATE INDEX fact_claims_source ON fact_claims(source_id);
CREATE INDEX fact_claims_position ON fact_claims(position);

CREATE TABLE parties (
  -- Those who are or were in each case, in the order in which they joined.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  support TEXT NOT NULL,
  joined TEXT,                  -- EDTF
  left TEXT,                    -- EDTF; an empty text where it left on an unknown day
  formerly TEXT,                -- the names it had before, one in a line
  counsel TEXT,                 -- who acts for it, one in a line
  json TEXT NOT NULL,
  UNIQUE (case_id, place)
);

CREATE TABLE statements (
  -- Utterances; what is said in them stands in wordings.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  place INTEGER NOT NULL,       -- in docket order
  statement TEXT NOT NULL,
  speaker TEXT,                 -- none where sources name different ones
  speaker_support TEXT NOT NULL,
  words_support TEXT NOT NULL,  -- conflict where two quotations differ in words
  occurred TEXT,                -- EDTF, of the act in which it was said
  UNIQUE (case_id, place)
);

CREATE TABLE wordings (
  -- Each source's rendering of a statement. They are never merged.
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements(id),
  position INTEGER NOT NULL REFERENCES entries(position),
  wording TEXT NOT NULL,
  source_id TEXT REFERENCES sources(id),
  speaker TEXT NOT NULL,
  role TEXT,
  via TEXT,
  addressee TEXT,
  published TEXT,               -- EDTF
  text TEXT NOT NULL,
  form TEXT NOT NULL,           -- quoted, partial, indirect
  fidelity TEXT NOT NULL,       -- to the reference
  is_reference INTEGER NOT NULL,
  is_contested INTEGER NOT NULL
);
CREATE INDEX wordings_statement ON wordings(statement_id);
CREATE INDEX wordings_source ON wordings(source_id);
CREATE INDEX wordings_position ON wordings(position);

CREATE TABLE history (
  -- What was known, by the published and the recorded clock together. A row holds for every pair of
  --   a day d of publication        published_from <= d and (published_until is null or d < published_until)
  --   a position p of the log       recorded_from <= p and (recorded_until is null or p < recorded_until)
  -- in which d is a day (2024-07-31) or 'whenever', which sorts after every day and leaves nothing
  -- out, and p is the last entry that is read. What was certainly public is meant; what may have been
  -- is not here.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  item TEXT NOT NULL,           -- status, fact, party, act, disposition, deadline, move
  name TEXT NOT NULL,           -- of the fact, the party, the act ..
  value TEXT,                   -- in words
  support TEXT,
  sort TEXT NOT NULL,           -- rows of one item in this order: acts stand in docket order
  json TEXT NOT NULL,           -- as `docket known --json` has it
  published_from TEXT NOT NULL,
  published_until TEXT,
  recorded_from INTEGER NOT NULL REFERENCES entries(position),
  recorded_until INTEGER REFERENCES entries(position)
);
CREATE INDEX history_item ON history(case_id, item, name);
CREATE INDEX history_recorded_from ON history(recorded_from);
CREATE INDEX history_recorded_until ON history(recorded_until);

CREATE TABLE happened (
  -- What had happened, by the occurred clock alone, as everything that is recorded tells it. A row
  -- holds for every day d with
  --   occurred_from <= d and (occurred_until is null or d < occurred_until)
  -- where 'whenever' sorts after every day and lets undated acts in. The other columns are those of
  -- history.
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  item TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT,
  support TEXT,
  sort TEXT NOT NULL,
  json TEXT NOT NULL,
  occurred_from TEXT NOT NULL,
  occurred_until TEXT
);
CREATE INDEX happened_item ON happened(case_id, item, name);

CREATE TABLE publications (
  -- From which day on each report of a case was certainly public, as the sources were described
  -- while the log stood at a position p (see history); 'whenever' where that cannot be said. The reports
  -- with public_from > d are those that were not yet known on day d.
  case_id TEXT NOT NULL REFERENCES cases(id),
  position INTEGER NOT NULL REFERENCES entries(position),
  public_from TEXT NOT NULL,
  recorded_from INTEGER NOT NULL REFERENCES entries(position),
  recorded_until INTEGER REFERENCES entries(position),
  PRIMARY KEY (case_id, position, recorded_from)
);
CREATE INDEX publications_position ON publications(position);
CREATE INDEX publications_recorded_from ON publications(recorded_from);
CREATE INDEX publications_recorded_until ON publications(recorded_until);

CREATE TABLE queries (
  -- Questions to this file; a parameter that is left empty leaves nothing out.
  name TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  sql TEXT NOT NULL
);

CREATE VIRTUAL TABLE entries_fts USING fts5(
  text, content="entries", content_rowid="position", tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE wordings_fts USING fts5(
  speaker, text, content="wordings", content_rowid="id", tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE parties_fts USING fts5(
  name, formerly, content="parties", content_rowid="id", tokenize = 'unicode61 remove_diacritics 2'
);
