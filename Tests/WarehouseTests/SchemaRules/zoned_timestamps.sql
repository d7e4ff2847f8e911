-- No instant without zone.
select format('%s.%s', attrelid::regclass, attname)
from pg_attribute
inner join pg_class on pg_class.oid = attrelid
where relnamespace::regnamespace::text in ('staging', 'core', 'fact', 'rollup', 'kpi', 'meta')
    and relkind in ('r', 'p', 'v', 'm')
    and attnum > 0
    and atttypid = 'timestamp'::regtype
order by 1
