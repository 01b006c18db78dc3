SELECT value, support, recorded_from, entries.recorded_at, entries.event, recorded_until, history.json
FROM history
JOIN entries ON entries.position = recorded_from
WHERE history.case_id = :case AND item = 'fact' AND name = :fact AND published_until IS NULL
ORDER BY recorded_from
