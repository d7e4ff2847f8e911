-- Every schema says what it holds.
select nspname
from pg_namespace
where nspname in ('staging', 'raw', 'core', 'fact', 'rollup', 'kpi', 'meta')
    and obj_description(oid, 'pg_namespace') is null
order by nspname
