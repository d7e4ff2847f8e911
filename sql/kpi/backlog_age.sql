-- key: backlog_age
-- name: Backlog age
-- kind: snapshot
-- unit: seconds
-- better: lower
-- anchor: end of the period
-- definition: Of the tickets in the backlog at the end of the period, the time since they were
--   created.
-- source: Age from creation, as Freshdesk's ticket age.
select
    open_stretch.*,
    open_stretch.opened_at as from_at,
    open_stretch.closed_at as until_at,
    open_stretch.created_at as since_at,
    open_stretch.schedule_id as clock_schedule_id
from fact.open_stretch
