SELECT statements.case_id AS "case", statement, wordings.speaker, wordings.text, form, fidelity,
  is_reference, wordings.published, wordings.source_id AS source, event
FROM wordings
JOIN statements ON statements.id = statement_id
JOIN entries USING (position)
WHERE (coalesce(:case, '') = '' OR statements.case_id = :case)
  AND (coalesce(:speaker, '') = '' OR instr(lower(wordings.speaker), lower(:speaker)) > 0)
ORDER BY statements.case_id, statements.place, wordings.id
