SELECT
  (SELECT value FROM known WHERE item = 'status') AS status,
  (SELECT value FROM known WHERE item = 'fact' AND name = 'filed') AS filed,
  (SELECT value FROM known WHERE item = 'fact' AND name = 'court') AS court,
  (SELECT count(*) FROM known WHERE item = 'act') AS acts,
  (
    SELECT count(*) FROM publications, cut
    WHERE case_id = :case AND public_from > cut.day
      AND recorded_from <= cut.position AND (recorded_until IS NULL OR cut.position < recorded_until)
  ) AS entries_not_yet_public,
  (
    SELECT count(*) FROM recorded
    WHERE item = 'fact' AND published_until IS NULL AND support <> 'unknown'
      AND name NOT IN (SELECT name FROM known WHERE item = 'fact' AND support <> 'unknown')
  ) AS facts_not_yet_public,
  (SELECT json FROM known WHERE item = 'status') AS json
WHERE EXISTS (SELECT 1 FROM known)
