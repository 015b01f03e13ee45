-- How the last power that came online got there, in the first run of a trace: each event with the one that scheduled
-- it, and what was paid and delivered in it. What recurs, as a decision does, is scheduled by the time before. For a folder of `capsim run ... --trace` or `capsim replay ... --trace`:
--
--   duckdb -c "SET VARIABLE results = 'results/traced'" -f Scenarios/plots/chain.sql

WITH RECURSIVE events AS (
  FROM read_csv(getvariable('results') || '/events.csv') QUALIFY replication = min(replication) OVER ()
),
chain AS (
  FROM (FROM events WHERE kind = 'project_powered' ORDER BY event DESC LIMIT 1)
  UNION ALL
  SELECT events.* FROM events JOIN chain ON events.event = chain.cause
),
moved AS (
  SELECT event,
         count(*) AS movements,
         round(sum(amount) FILTER (WHERE good = 'money' AND kind = 'paid'), 3) AS paid_billion_usd,
         round(sum(amount) FILTER (WHERE good = 'orders' AND kind = 'delivered')) AS delivered_h100e
  FROM read_csv(getvariable('results') || '/movements.csv')
  WHERE replication = (SELECT min(replication) FROM events)
  GROUP BY event
)
SELECT event, date, kind, entity, lab, venue, movements, paid_billion_usd, delivered_h100e
FROM chain LEFT JOIN moved USING (event)
ORDER BY event DESC
LIMIT 20;
