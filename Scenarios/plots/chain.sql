-- How the last accelerators of replication 0 came to a site: each event with the one that scheduled it, and
-- what was paid and delivered in it. For a folder of `capsim run ... --trace` or `capsim replay ... --trace`:
--
--   duckdb -c "SET VARIABLE results = 'results/traced'" -f Scenarios/plots/chain.sql

WITH RECURSIVE events AS (FROM read_csv(getvariable('results') || '/events.csv') WHERE replication = 0),
chain AS (
  FROM (FROM events WHERE kind = 'delivery_arrives' ORDER BY event DESC LIMIT 1)
  UNION ALL
  SELECT events.* FROM events JOIN chain ON events.event = chain.cause
),
moved AS (
  SELECT event,
         count(*) AS movements,
         round(sum(amount) FILTER (WHERE good = 'money' AND kind = 'paid'), 3) AS paid_billion_usd,
         round(sum(amount) FILTER (WHERE good = 'orders' AND kind = 'delivered')) AS delivered_h100e
  FROM read_csv(getvariable('results') || '/movements.csv')
  WHERE replication = 0
  GROUP BY event
)
SELECT event, date, kind, entity, lab, venue, movements, paid_billion_usd, delivered_h100e
FROM chain LEFT JOIN moved USING (event)
ORDER BY event DESC
LIMIT 20;
