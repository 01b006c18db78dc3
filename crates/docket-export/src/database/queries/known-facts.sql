, told AS (
  SELECT name FROM known WHERE item = 'fact' AND support <> 'unknown'
),
hidden AS (
  SELECT name FROM recorded
  WHERE item = 'fact' AND published_until IS NULL AND support <> 'unknown'
    AND name NOT IN (SELECT name FROM told)
)
SELECT name AS fact, value, support, json FROM known
WHERE item = 'fact' AND name NOT IN (SELECT name FROM hidden)
UNION ALL
SELECT name, NULL, 'not_yet_public',
  '{"value":null,"support":"not_yet_public","sources":[],"because":[]}'
FROM hidden
ORDER BY fact
