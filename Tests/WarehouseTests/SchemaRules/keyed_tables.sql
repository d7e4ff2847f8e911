-- Every table of core and fact has a key. Rollups have none but the histograms: an index that told
-- their cells apart would be nearly half as large as they are, and nothing but a load writes them.
select pg_class.oid::regclass::text
from pg_class
where (relnamespace::regnamespace::text in ('core', 'fact') or relname = 'histogram')
    and relkind in ('r', 'p')
    and not exists (select from pg_index where indrelid = pg_class.oid and indisunique)
order by 1
