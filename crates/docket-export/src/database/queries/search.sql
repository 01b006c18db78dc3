WITH said AS (
  SELECT coalesce(:words, '') AS words
), words AS (
  -- The search takes a NUL for the end of the phrase, so that is where it ends.
  SELECT '"' || replace(iif(instr(words, char(0)) > 0, substr(words, 1, instr(words, char(0)) - 1), words), '"', '""') || '"' AS phrase
  FROM said
)
SELECT 'entry' AS place, case_id AS "case", event AS name, entries.text
FROM entries_fts
JOIN entries ON entries.position = entries_fts.rowid
WHERE entries_fts MATCH (SELECT phrase FROM words)
UNION ALL
SELECT 'statement', statements.case_id, statement, wordings.speaker || ': ' || wordings.text
FROM wordings_fts
JOIN wordings ON wordings.id = wordings_fts.rowid
JOIN statements ON statements.id = statement_id
WHERE wordings_fts MATCH (SELECT phrase FROM words)
UNION ALL
SELECT 'party', case_id, parties.name, role
FROM parties_fts
JOIN parties ON parties.id = parties_fts.rowid
WHERE parties_fts MATCH (SELECT phrase FROM words)
ORDER BY place, "case", name
