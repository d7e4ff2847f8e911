-- rollup.bucket, rollup.bucket_ms: the log histogram behind percentiles that a rollup answers. A
-- bucket holds the durations of which the longest is 1.0198 times the shortest; the value it is
-- read back as is at most 0.98 % off any of them. 0 ms has a bucket of its own, -1; durations below
-- zero, which no KPI of ours has, mirror those above. Source: DDSketch (Masson et al., 2019).
create function rollup.bucket(duration_ms bigint)
returns smallint
language sql immutable parallel safe
as $$
    select case
        when duration_ms > 0 then ceil(ln(duration_ms::float8) / ln(1.0198::float8))::smallint
        when duration_ms < 0
            then (-2 - ceil(ln(-duration_ms::float8) / ln(1.0198::float8)))::smallint
        when duration_ms = 0 then -1::smallint
    end
$$;
comment on function rollup.bucket(bigint) is
'The bucket of the log histogram that a duration in milliseconds falls into.';

create function rollup.bucket_ms(bucket smallint)
returns double precision
language sql immutable parallel safe
as $$
    select case
        when bucket >= 0 then 2 * power(1.0198::float8, bucket) / 2.0198
        when bucket < -1 then -2 * power(1.0198::float8, -2 - bucket) / 2.0198
        when bucket = -1 then 0
    end
$$;
comment on function rollup.bucket_ms(smallint) is
'What a bucket of the log histogram is read back as: milliseconds, at most 0.98 % off.';

-- rollup.changed: a row of rollup.histogram with cases put into some buckets, or taken out of them.
create function rollup.changed(
    kept_buckets smallint[],
    kept_up_to integer[],
    changed_buckets smallint[],
    changed_counts integer[],
    out buckets smallint[],
    out up_to integer[]
)
language plpgsql immutable parallel safe
as $$
declare
    bucket smallint;
    kept_place integer := 0;
    change_place integer := 1;
    -- Cases up to the last bucket: those that were there, and those that came.
    kept integer := 0;
    came integer := 0;
    last_up_to integer := 0;
begin
    buckets := '{}';
    up_to := '{}';
    foreach bucket in array kept_buckets loop
        while changed_buckets[change_place] < bucket loop
            came := came + changed_counts[change_place];
            last_up_to := kept + came;
            buckets := buckets || changed_buckets[change_place];
            up_to := up_to || last_up_to;
            change_place := change_place + 1;
        end loop;
        if changed_buckets[change_place] = bucket then
            came := came + changed_counts[change_place];
            change_place := change_place + 1;
        end if;
        kept_place := kept_place + 1;
        kept := kept_up_to[kept_place];
        -- A bucket of which all cases went is none.
        if kept + came <> last_up_to then
            last_up_to := kept + came;
            buckets := buckets || bucket;
            up_to := up_to || last_up_to;
        end if;
    end loop;
    while change_place <= cardinality(changed_buckets) loop
        came := came + changed_counts[change_place];
        buckets := buckets || changed_buckets[change_place];
        up_to := up_to || kept + came;
        change_place := change_place + 1;
    end loop;
end
$$;
comment on function rollup.changed(smallint[], integer[], smallint[], integer[]) is
'A row of rollup.histogram in which the counts of some buckets, ascending, changed by so many.';

-- rollup.changed_sizes: the sizes of a cell's cases, ascending, with cases put in or taken out.
create function rollup.changed_sizes(
    sizes smallint[], changed_buckets smallint[], changed_counts integer[]
)
returns smallint[]
language plpgsql immutable parallel safe
as $$
declare
    bucket smallint;
    change_place integer := 0;
    -- How many of the sizes are done with, and how many are less than the changed one.
    done integer := 0;
    below integer;
    changed smallint[] := '{}';
begin
    foreach bucket in array changed_buckets loop
        change_place := change_place + 1;
        below := width_bucket((bucket - 1)::smallint, sizes);
        changed := changed || sizes[done + 1:below];
        done := below;
        if changed_counts[change_place] > 0 then
            changed := changed || array_fill(bucket, array[changed_counts[change_place]]);
        else
            done := done - changed_counts[change_place];
        end if;
    end loop;
    return changed || sizes[done + 1:];
end
$$;
comment on function rollup.changed_sizes(smallint[], smallint[], integer[]) is
'Sizes, ascending, of which some buckets, ascending, have so many cases more or fewer.';

-- rollup.joined: the sizes of several cells, one cell's after another's; not in order.
create aggregate rollup.joined(smallint[]) ( -- noqa: PRS
    sfunc = array_cat, stype = smallint[], combinefunc = array_cat, parallel = safe
);
comment on aggregate rollup.joined(smallint[]) is 'Arrays of sizes put together.';

-- rollup.counted_up: each element with those before it. A window over the elements' rows would say
-- the same, but PostgreSQL keeps a select with a window to one process.
create function rollup.counted_up(counts integer[])
returns integer[]
language plpgsql immutable parallel safe
as $$
begin
    for place in 2 .. cardinality(counts) loop
        counts[place] := counts[place - 1] + counts[place];
    end loop;
    return counts;
end
$$;
comment on function rollup.counted_up(integer[]) is
'Each element of an array added up with all those before it.';

-- rollup.entries: a row of rollup.histogram taken apart, one row a bucket.
create function rollup.entries(buckets smallint[], up_to integer[])
returns table (bucket smallint, case_count integer)
language sql immutable parallel safe
as $$
    select
        entry.bucket,
        entry.up_to - entry.below
    from unnest(buckets, up_to, 0 || up_to) as entry (bucket, up_to, below)
    where entry.bucket is not null
$$;
comment on function rollup.entries(smallint[], integer[]) is
'The buckets of a row of rollup.histogram, each with the number of its cases.';

-- rollup.place: where in a row of rollup.histogram a percentile stands: the first bucket up to
-- which so many percent of the row's cases lie.
create function rollup.place(percent integer, up_to integer[])
returns integer
language sql immutable parallel safe
as $$
    select 1 + width_bucket(
        ((percent * up_to[cardinality(up_to)]::bigint + 99) / 100 - 1)::integer, up_to
    )
$$;
comment on function rollup.place(integer, integer[]) is
'The place of a percentile among the buckets of a row of rollup.histogram, 1 = the first.';

-- rollup.rank: which of so many sizes, ascending, a percentile is.
create function rollup.rank(percent integer, case_count integer)
returns integer
language sql immutable parallel safe
as $$
    select ((percent * case_count::bigint + 99) / 100)::integer
$$;
comment on function rollup.rank(integer, integer) is
'The rank of a percentile among so many cases, 1 = the smallest.';
