SELECT value, support, published_from, published_until, json
FROM history
WHERE case_id = :case AND item = 'fact' AND name = :fact AND recorded_until IS NULL
ORDER BY published_from
