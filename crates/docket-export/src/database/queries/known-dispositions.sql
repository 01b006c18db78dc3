SELECT item, name, value, json
FROM known
WHERE item IN ('disposition', 'deadline', 'move')
ORDER BY item, sort
