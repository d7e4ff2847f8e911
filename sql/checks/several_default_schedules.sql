-- name: several_default_schedules
-- title: sources with several default schedules
-- severity: warning
-- scope: warehouse
-- meaning: The first of them by schedule_id holds for tickets that name none; the others do not.
-- Cost: all schedules, which are few.
select
    schedule.source,
    string_agg(schedule.schedule_id, ', ' order by schedule.schedule_id) as sample
from core.schedule
where schedule.is_default
group by schedule.source
having count(*) > 1
