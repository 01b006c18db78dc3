SELECT position, recorded_at, published, occurred,
  CAST(julianday(published_to) - julianday(occurred_to) AS INTEGER) AS days_until_public,
  event, verb, kind, source_id AS source, text, state
FROM entries
WHERE act IS NOT NULL AND (coalesce(:case, '') = '' OR case_id = :case)
ORDER BY position
