-- Every column of what people read says what it means. Staging mirrors core.
select format('%s.%s', pg_class.oid::regclass, attname)
from pg_attribute
inner join pg_class on pg_class.oid = attrelid
where relnamespace::regnamespace::text in ('core', 'fact', 'rollup', 'kpi', 'meta')
    and relkind in ('r', 'p', 'v', 'm')
    and attnum > 0
    and not attisdropped
    and col_description(attrelid, attnum) is null
order by 1
