-- step: 45
-- purpose: The open time of the schedules, as far as the touched tickets and ten years from now reach, so that
-- a question about the backlog finds it too. A schedule whose hours changed is not there any more (see
-- touched); one that does not reach far enough is worked out again over all it has covered.

create unlogged table staging.open_span as
with instant as (
    select
        min(ticket_case.created_at) as first_at,
        max(ticket_case.created_at) as last_at
    from staging.ticket_case
    union all
    select
        min(timeline.occurred_at) as first_at,
        max(timeline.occurred_at) as last_at
    from staging.timeline
    where timeline.role in ('customer', 'agent')
    union all
    select
        null as first_at,
        max(stretch.closed_at) as last_at
    from staging.stretch
),

needed as (
    select
        coalesce(min(instant.first_at), now()) as first_at,
        greatest(max(instant.last_at), now()) as last_at
    from instant
),

covered as (
    select
        open_block.schedule_id,
        open_block.source,
        min(open_block.block_at) as first_at,
        max(open_block.block_at) as last_at
    from fact.open_block
    group by
        open_block.schedule_id,
        open_block.source
)

select
    schedule.schedule_id,
    schedule.source,
    least(needed.first_at, covered.first_at) as first_at,
    greatest(needed.last_at, covered.last_at, now() + interval '10 years') as last_at
from core.schedule
cross join needed
left join covered
    on schedule.schedule_id = covered.schedule_id
        and schedule.source = covered.source
where covered.first_at is null
    or needed.first_at < covered.first_at
    or greatest(needed.last_at, now() + interval '9 years') >= covered.last_at;

delete from fact.open_block
using staging.open_span
where open_block.schedule_id = open_span.schedule_id
    and open_block.source = open_span.source;

insert into fact.open_block (
    source,
    schedule_id,
    block_at,
    opens_us,
    offset_us,
    limit_us
)
select
    open_span.source,
    open_span.schedule_id,
    open_block.block_at,
    open_block.opens_us,
    open_block.offset_us,
    open_block.limit_us
from staging.open_span
cross join lateral fact.open_blocks(
    open_span.schedule_id, open_span.source, open_span.first_at, open_span.last_at
) as open_block;

drop table staging.open_span;

analyze fact.open_block;
