-- Every function says what it gives.
select oid::regprocedure::text
from pg_proc
where pronamespace::regnamespace::text in ('staging', 'raw', 'core', 'fact', 'rollup', 'kpi', 'meta')
    and obj_description(oid, 'pg_proc') is null
order by 1
