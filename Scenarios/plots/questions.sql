-- Three questions to a results folder, for DuckDB 1.1 or later:
--
--   duckdb -c "SET VARIABLE results = 'results/space'" -f Scenarios/plots/questions.sql

-- When is orbit the cheapest place, and how far is it from that until then? A column that is empty throughout, as
-- this one is in a run that ends early, counts as text unless it is cast.
SELECT date,
       count(ratio) AS runs,
       round(median(ratio), 2) AS median_orbit_over_ground,
       round(100 * avg((ratio < 1)::INT), 1) AS orbit_cheapest_percent
FROM (SELECT date, orbit_over_ground_cost::DOUBLE AS ratio
      FROM read_csv(getvariable('results') || '/series.csv'))
WHERE month(date) = 1
GROUP BY date
ORDER BY date;

-- Which lab has the most compute at the end, and in what share of the runs?
WITH last AS (
  SELECT replication, lab, compute_h100e
  FROM read_csv(getvariable('results') || '/labs.csv')
  QUALIFY date = max(date) OVER ()
)
SELECT lab,
       round(100 * count(*) / (SELECT count(DISTINCT replication) FROM last), 1) AS largest_percent,
       round(median(compute_h100e) / 1e6, 1) AS median_million_h100e_when_largest
FROM (SELECT replication, arg_max(lab, compute_h100e) AS lab, max(compute_h100e) AS compute_h100e
      FROM last GROUP BY replication)
GROUP BY lab
ORDER BY largest_percent DESC, lab;

-- Which uncertain inputs go most with compute at the end? Rank correlation over the runs. Of many inputs without any
-- effect some correlate by chance: the largest of all of them exceeds chance_level in one folder of twenty, and what is
-- below it is no finding. That level is z / sqrt(runs - 1), where z leaves 5 % / inputs beyond it on both sides (its
-- approximation: Abramowitz and Stegun, "Handbook of mathematical functions", 26.2.23).
WITH runs AS (SELECT * FROM read_csv(getvariable('results') || '/runs.csv') WHERE status = 'ok'),
inputs AS (
  SELECT field.name AS input
  FROM (SELECT unnest(resources) AS resource FROM read_json(getvariable('results') || '/datapackage.json')),
       unnest(resource.schema.fields) AS fields(field)
  WHERE resource.name = 'runs' AND field.type = 'number' AND starts_with(field.description, 'Input ')
),
drawn AS (
  UNPIVOT (SELECT replication, compute_online_h100e AS outcome, COLUMNS(* EXCLUDE (replication, compute_online_h100e))::VARCHAR FROM runs)
  ON COLUMNS(* EXCLUDE (replication, outcome)) INTO NAME input VALUE text
),
ranked AS (
  SELECT input,
         rank() OVER (PARTITION BY input ORDER BY text::DOUBLE) AS input_rank,
         rank() OVER (PARTITION BY input ORDER BY outcome) AS outcome_rank
  FROM drawn SEMI JOIN inputs USING (input)
),
correlated AS (
  SELECT input, count(*) AS runs, corr(input_rank, outcome_rank) AS correlation
  FROM ranked GROUP BY input HAVING isfinite(corr(input_rank, outcome_rank))
),
tested AS (SELECT *, count(*) OVER () AS inputs, sqrt(-2 * ln(0.05 / 2 / count(*) OVER ())) AS t FROM correlated),
levels AS (
  SELECT *, (t - (2.515517 + 0.802853 * t + 0.010328 * t * t)
                 / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)) / sqrt(runs - 1) AS chance
  FROM tested
)
SELECT input, runs, inputs, round(correlation, 2) AS rank_correlation, round(least(chance, 1), 2) AS chance_level,
       CASE WHEN abs(correlation) > chance THEN 'beyond chance' ELSE 'chance' END AS reading
FROM levels
ORDER BY abs(correlation) DESC, input
LIMIT 10;
