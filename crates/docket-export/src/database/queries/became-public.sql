WITH before AS (
  SELECT item, name, value, support, json FROM history
  WHERE case_id = :case AND recorded_until IS NULL
    AND published_from <= :from AND (published_until IS NULL OR :from < published_until)
),
after AS (
  SELECT item, name, value, support, json FROM history
  WHERE case_id = :case AND recorded_until IS NULL
    AND published_from <= :to AND (published_until IS NULL OR :to < published_until)
)
SELECT 'from then on' AS how, item, name, value, support, json
FROM (SELECT * FROM after EXCEPT SELECT * FROM before)
UNION ALL
SELECT 'no longer so', item, name, value, support, json
FROM (SELECT * FROM before EXCEPT SELECT * FROM after)
ORDER BY item, name, how
