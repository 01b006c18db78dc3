SELECT facts.case_id AS "case", fact, facts.support, fact_claims.value, fact_claims.source_id AS source, event
FROM facts
JOIN fact_claims ON fact_id = facts.id
JOIN entries USING (position)
WHERE facts.support IN ('contested', 'conflict')
  AND (coalesce(:case, '') = '' OR facts.case_id = :case)
ORDER BY facts.case_id, fact, fact_claims.value, event
