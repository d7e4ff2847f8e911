-- The local day of an instant is kpi.local_date, and no view works one out by itself.
select pg_class.oid::regclass::text
from pg_class
where relnamespace::regnamespace::text in ('core', 'fact', 'rollup', 'kpi', 'meta')
    and relkind in ('v', 'm')
    and pg_get_viewdef(pg_class.oid) ~* 'at time zone|_at\)?::date'
order by 1
