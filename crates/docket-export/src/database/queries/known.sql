WITH cut AS (
  SELECT
    CASE
      WHEN coalesce(:recorded_by, '') = '' THEN (SELECT max(position) FROM entries)
      WHEN ltrim(:recorded_by, '@') NOT GLOB '*[^0-9]*' THEN CAST(ltrim(:recorded_by, '@') AS INTEGER)
      WHEN :recorded_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        THEN (SELECT max(position) FROM entries WHERE recorded_on <= :recorded_by)
      WHEN :recorded_by GLOB '????-??-??T??:??:??.??????Z'
        THEN (SELECT max(position) FROM entries WHERE recorded_at <= :recorded_by)
    END AS position,
    CASE
      WHEN coalesce(:published_by, '') = '' THEN 'whenever'
      WHEN :published_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN :published_by
    END AS day
),
recorded AS (
  SELECT history.* FROM history, cut
  WHERE case_id = :case AND cut.day IS NOT NULL
    AND recorded_from <= cut.position AND (recorded_until IS NULL OR cut.position < recorded_until)
),
known AS (
  SELECT recorded.* FROM recorded, cut
  WHERE published_from <= cut.day AND (published_until IS NULL OR cut.day < published_until)
)
