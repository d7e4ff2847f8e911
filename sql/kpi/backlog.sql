-- key: backlog
-- name: Backlog
-- kind: snapshot
-- unit: tickets
-- better: lower
-- anchor: end of the period
-- definition: Tickets created before, and not resolved at, the end of the period, by their history.
--   A period not yet over is counted as of now. Adds up over dimensions, never over time.
-- source: Backlog by status history, as dbt_zendesk's ticket backlog.
-- note: Zendesk Explore takes its snapshot between 11 pm and 1 am local time, depending on the
--   clock change; this one is exact at the period's end.
select
    open_stretch.*,
    open_stretch.opened_at as from_at,
    open_stretch.closed_at as until_at
from fact.open_stretch
