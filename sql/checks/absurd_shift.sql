-- name: absurd_shift
-- title: shifts of more than a day
-- severity: warning
-- scope: warehouse
-- meaning: A shift is longer than 24 hours. Occupancy and utilization count all of it.
-- Cost: what is found, by an index of just those.
select
    shift.source,
    shift.shift_id as sample
from core.shift
where shift.ends_at - shift.starts_at > interval '24 hours'
