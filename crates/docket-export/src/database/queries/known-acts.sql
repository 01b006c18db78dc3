SELECT
  json_extract(json, '$.occurred') AS occurred,
  support AS occurred_support,
  json_extract(json, '$.published') AS published,
  json_extract(json, '$.verb') AS verb,
  value AS kind,
  json_extract(json, '$.text') AS text,
  json_extract(json, '$.document_number') AS document_number,
  name AS act,
  json
FROM known
WHERE item = 'act'
ORDER BY sort
