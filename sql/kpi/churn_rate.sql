-- key: churn_rate
-- name: Churn rate
-- kind: proportion
-- unit: percent
-- better: lower
-- anchor: churned_at
-- dimensions: segment, country
-- cases: standing
-- definition: Customers active at the period's start (joined before it or with no joined_at; not
--   churned before it): share whose churned_at lies in the period.
-- source: Customer churn over the opening balance.
-- note: Who joins and leaves within one period is in neither part.
select
    customer.customer_id,
    customer.source,
    customer.segment,
    customer.country,
    customer.joined_at as from_at,
    customer.churned_at as until_at
from core.customer
