-- step: 5
-- purpose: The schedules by which a load changed the open time of their tickets
-- (staging.touched_schedule): by their zone, their hours, their holidays, or by becoming or ceasing
-- to be the default of their source.

create unlogged table staging.touched_schedule as
with changed_schedule as (
    select
        schedule.schedule_id,
        schedule.source,
        (
            schedule.timezone is distinct from replaced_schedule.timezone
        ) as has_new_zone,
        (
            schedule.is_default
            <> coalesce(replaced_schedule.is_default, false)
        ) as is_default_switched
    from staging.schedule
    left join staging.replaced_schedule
        on schedule.schedule_id = replaced_schedule.schedule_id
            and schedule.source = replaced_schedule.source
),

changed_holiday as (
    select
        holiday.schedule_id,
        holiday.source
    from staging.holiday
    union
    select
        replaced_holiday.schedule_id,
        replaced_holiday.source
    from staging.replaced_holiday
),

touched as (
    select
        changed_schedule.schedule_id,
        changed_schedule.source,
        changed_schedule.is_default_switched
    from changed_schedule
    where changed_schedule.has_new_zone
        or changed_schedule.is_default_switched
    union all
    select
        schedule_hour.schedule_id,
        schedule_hour.source,
        false as is_default_switched
    from staging.schedule_hour
    union all
    select
        replaced_schedule_hour.schedule_id,
        replaced_schedule_hour.source,
        false as is_default_switched
    from staging.replaced_schedule_hour
    union all
    -- A holiday without a schedule holds for all of its source.
    select
        schedule.schedule_id,
        schedule.source,
        false as is_default_switched
    from changed_holiday
    inner join core.schedule
        on changed_holiday.source = schedule.source
            and coalesce(changed_holiday.schedule_id, schedule.schedule_id) = schedule.schedule_id
)

select
    touched.schedule_id,
    touched.source,
    bool_or(touched.is_default_switched) as is_default_switched
from touched
group by
    touched.schedule_id,
    touched.source;
