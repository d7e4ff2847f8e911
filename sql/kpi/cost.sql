-- key: cost
-- name: Support cost
-- kind: amount
-- unit: money
-- better: lower
-- anchor: day
-- actor: who acted, for what is shared out
-- dimensions: ticket, cost_category
-- filter_only: currency
-- cases: amounts
-- names: source, team, channel
-- definition: Ledger amounts, each spread evenly over its days. An amount that names no value for a
--   dimension is shared out over the handle seconds of the calendar month that carry the values it
--   does name; where none were logged, over the tickets created that month that carry them; where
--   there are none, to the segment without a value. The cells of one period are rounded to the
--   currency's minor unit so that they add up to its rounded total.
-- source: Time-driven cost allocation: the ledger's periods, shared by logged time.
-- note: One currency at a time: where currency = 'EUR', else the setting currency, else the
--   ledger's most frequent. Rows in others are left out, and counted.
select
    cost.cost_id,
    cost.source,
    cost.team,
    cost.channel,
    cost.category as cost_category,
    cost.currency,
    cost.amount,
    cost.period_start as from_on,
    cost.period_end as until_on
from core.cost;

-- share: handle seconds
select
    interaction.*,
    interaction.occurred_at as anchor_at,
    interaction.handle_ms as weight
from fact.interaction
-- Less than half a millisecond is 0, over which nothing can be shared out.
where interaction.handle_ms > 0;

-- share: tickets created
select
    ticket.*,
    ticket.created_at as anchor_at,
    1 as weight
from fact.ticket
