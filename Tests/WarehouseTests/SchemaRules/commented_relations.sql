-- Every table and view says what one of its rows is.
select oid::regclass::text
from pg_class
where relnamespace::regnamespace::text in ('staging', 'raw', 'core', 'fact', 'rollup', 'kpi', 'meta')
    and relkind in ('r', 'p', 'v', 'm')
    and obj_description(oid, 'pg_class') is null
order by 1
