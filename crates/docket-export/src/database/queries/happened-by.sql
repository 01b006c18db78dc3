SELECT item, name, value, support, json
FROM happened
WHERE case_id = :case
  AND (
    coalesce(:occurred_by, '') = ''
    OR :occurred_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
  )
  AND occurred_from <= coalesce(nullif(:occurred_by, ''), 'whenever')
  AND (occurred_until IS NULL OR coalesce(nullif(:occurred_by, ''), 'whenever') < occurred_until)
ORDER BY
  CASE item
    WHEN 'status' THEN 1 WHEN 'fact' THEN 2 WHEN 'party' THEN 3 WHEN 'disposition' THEN 4
    WHEN 'deadline' THEN 5 WHEN 'move' THEN 6 ELSE 7
  END,
  sort
