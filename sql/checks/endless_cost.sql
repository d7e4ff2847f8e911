-- name: endless_cost
-- title: ledger rows over more than ten years
-- severity: warning
-- scope: warehouse
-- meaning: An amount is spread evenly over its days: where its end stands for "no end", each day
--   has next to nothing of it. Give it the end of the period that it pays for.
-- Cost: all rows of cost, which are few.
select
    cost.source,
    cost.cost_id as sample
from core.cost
where cost.period_end >= cost.period_start + interval '10 years'
