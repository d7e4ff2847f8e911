-- Every table of core, fact and rollup has a key, but for the sizes by day: an index that told their
-- cells apart would take a sixth of what they do, and what changes a cell replaces all of it.
select pg_class.oid::regclass::text
from pg_class
where relnamespace::regnamespace::text in ('core', 'fact', 'rollup')
    and relkind in ('r', 'p')
    and not (relnamespace::regnamespace::text = 'rollup' and relname like '%\_sizes')
    and not exists (select from pg_index where indrelid = pg_class.oid and indisunique)
order by 1
