-- Open time between two instants is the difference of two look-ups: how much open time a schedule
-- has had up to each. fact.open_blocks gives the answer for blocks of 28 days, so that a look-up is
-- one hash join on (schedule_id, source, fact.block_at(instant)) and a search in a short array,
-- however long the span is. A block's arrays have an entry for its start and for each open interval
-- in it: where that begins (opens_us, from the block's start), what to add to an instant in it
-- (offset_us), and the open time at its end (limit_us). All of it is whole microseconds,
-- PostgreSQL's own resolution: nothing is rounded here.

create function fact.block_at(instant timestamptz)
returns timestamptz
language sql immutable parallel safe
as $$ select date_bin(interval '28 days', instant, timestamptz '2001-01-01 00:00:00+00') $$;
comment on function fact.block_at(timestamptz) is
'Start of the block of 28 days in which an instant lies.';

-- Within an interval open time grows with the clock, after it it stands still until the next one.
create function fact.open_us(
    instant timestamptz,
    block_at timestamptz,
    opens_us bigint[],
    offset_us bigint[],
    limit_us bigint[]
)
returns bigint
language sql immutable parallel safe
as $$
    select least(
        (date_part('epoch', instant - block_at) * 1000000)::bigint
        + offset_us[width_bucket((date_part('epoch', instant - block_at) * 1000000)::bigint, opens_us)],
        limit_us[width_bucket((date_part('epoch', instant - block_at) * 1000000)::bigint, opens_us)]
    )
$$;
comment on function fact.open_us(timestamptz, timestamptz, bigint[], bigint[], bigint[]) is
'Open microseconds that a schedule has had up to an instant, by the block the instant lies in.';

-- The same in two parts, for many rows: where an instant stands in its block is searched once.
create function fact.place_in_block(
    instant timestamptz, block_at timestamptz, opens_us bigint[]
)
returns integer
language sql immutable parallel safe
as $$
    select width_bucket((date_part('epoch', instant - block_at) * 1000000)::bigint, opens_us)
$$;
comment on function fact.place_in_block(timestamptz, timestamptz, bigint[]) is
'Which of a block''s array entries holds for an instant.';

create function fact.open_us_at(
    instant timestamptz,
    block_at timestamptz,
    place integer,
    offset_us bigint[],
    limit_us bigint[]
)
returns bigint
language sql immutable parallel safe
as $$
    select least(
        (date_part('epoch', instant - block_at) * 1000000)::bigint + offset_us[place], limit_us[place]
    )
$$;
comment on function fact.open_us_at(timestamptz, timestamptz, integer, bigint[], bigint[]) is
'Open microseconds that a schedule has had up to an instant that stands at a place in its block.';

-- The one rounding: to whole milliseconds, half away from zero (open time is never negative).
create function fact.open_ms(open_us bigint)
returns bigint
language sql immutable parallel safe
as $$ select (open_us + 500) / 1000 $$;
comment on function fact.open_ms(bigint) is 'Microseconds of open time in whole milliseconds.';

-- The blocks of a schedule from the one in which from_at lies to the one in which to_at lies.
create function fact.open_blocks(
    wanted_schedule_id text, wanted_source text, from_at timestamptz, to_at timestamptz
)
returns table (block_at timestamptz, opens_us bigint[], offset_us bigint[], limit_us bigint[])
language plpgsql stable parallel safe
as $$
declare
    first_block_at timestamptz := fact.block_at(from_at);
    last_block_at timestamptz := fact.block_at(to_at);
    block_hours constant interval := interval '672 hours';
begin
    return query
    with block as (
        select generate_series(first_block_at, last_block_at, block_hours) as starts_at
    ),

    open_range as (
        select unnest(
            fact.open_hours(wanted_schedule_id, wanted_source, first_block_at, last_block_at + block_hours)
        ) as instants
    ),

    piece as (
        select
            block.starts_at,
            0::bigint as from_us,
            0::bigint as open_us
        from block
        union all
        select
            part.starts_at,
            (date_part('epoch', part.from_at - part.starts_at) * 1000000)::bigint as from_us,
            (date_part('epoch', part.until_at - part.from_at) * 1000000)::bigint as open_us
        from (
            select
                part_block.starts_at,
                greatest(lower(open_range.instants), part_block.starts_at) as from_at,
                least(upper(open_range.instants), part_block.starts_at + block_hours) as until_at
            from open_range
            cross join lateral generate_series(
                fact.block_at(lower(open_range.instants)),
                upper(open_range.instants) - interval '1 microsecond',
                block_hours
            ) as part_block (starts_at)
        ) as part
    ),

    summed as (
        select
            piece.starts_at,
            piece.from_us,
            piece.open_us,
            (
                sum(piece.open_us) over (order by piece.starts_at, piece.from_us, piece.open_us)
            )::bigint as open_until_us
        from piece
    )

    select
        summed.starts_at,
        array_agg(summed.from_us order by summed.from_us, summed.open_us),
        array_agg(
            summed.open_until_us - summed.open_us - summed.from_us
            order by summed.from_us, summed.open_us
        ),
        array_agg(summed.open_until_us order by summed.from_us, summed.open_us)
    from summed
    group by summed.starts_at;
end
$$;
comment on function fact.open_blocks(text, text, timestamptz, timestamptz) is
'The open time of one schedule by blocks of 28 days, worked out from core; see fact.open_us.';
