SELECT name, value AS role, support, json_extract(json, '$.joined') AS joined,
  json_extract(json, '$.left') AS left, json
FROM known
WHERE item = 'party'
ORDER BY sort
