-- step: 45
-- purpose: The open time of the schedules that the touched tickets go by, over the span of their
-- instants: one row a schedule (by the number that ticket_case gives it) and block of 28 days, for
-- two look-ups a duration (functions/open_us.sql). Worked out for each load, so that no change of
-- hours or holidays can leave an old one behind; it costs some milliseconds for each schedule and
-- ten years.

create unlogged table staging.open_block as
with used_schedule as (
    select distinct
        ticket_case.schedule_number,
        ticket_case.schedule_id,
        ticket_case.source
    from staging.ticket_case
    where ticket_case.schedule_number is not null
),

instant as (
    select
        min(ticket_case.created_at) as first_at,
        max(ticket_case.created_at) as last_at
    from staging.ticket_case
    union all
    select
        min(answer.turn_started_at) as first_at,
        max(answer.occurred_at) as last_at
    from staging.answer
    union all
    select
        null as first_at,
        max(stretch.closed_at) as last_at
    from staging.stretch
),

span as (
    select
        min(instant.first_at) as first_at,
        max(instant.last_at) as last_at
    from instant
)

select
    used_schedule.schedule_number,
    block.block_at,
    block.opens_us,
    block.offset_us,
    block.limit_us
from used_schedule
cross join span
cross join lateral fact.open_blocks(
    used_schedule.schedule_id, used_schedule.source, span.first_at, span.last_at
) as block;

analyze staging.open_block;
