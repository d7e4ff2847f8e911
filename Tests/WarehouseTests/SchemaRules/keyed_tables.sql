-- Every table of core and fact has a key.
select pg_class.oid::regclass::text
from pg_class
where relnamespace::regnamespace::text in ('core', 'fact', 'rollup')
    and relkind in ('r', 'p')
    and not exists (select from pg_index where indrelid = pg_class.oid and indisunique)
order by 1
