-- name: hours_never_valid
-- title: opening hours that are never valid
-- severity: warning
-- scope: warehouse
-- meaning: valid_to lies before valid_from: business time leaves these hours out.
-- Cost: all rows of schedule_hours, which are few.
select
    schedule_hour.source,
    concat(
        schedule_hour.schedule_id,
        ' weekday ',
        schedule_hour.weekday,
        ' from ',
        schedule_hour.valid_from
    ) as sample
from core.schedule_hour
where schedule_hour.valid_to < schedule_hour.valid_from
